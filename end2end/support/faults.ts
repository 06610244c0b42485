// Collects what a page must never do: log an error, throw, or break its content security policy.
import type { Page } from "@playwright/test";

export class Faults {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Names a message that this test provokes on purpose, such as the browser's note of a 422. */
  allow(message: RegExp): void {
    this.allowed.push(message);
  }

  async watch(page: Page, scripts: boolean): Promise<void> {
    page.on("console", (message) => {
      if (message.type() === "error") this.note(`console: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => this.note(`uncaught: ${error.stack ?? error.message}`));
    page.on("crash", () => this.note("the page crashed"));
    if (!scripts) return;
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI || "inline"} ${event.sample}`);
      });
    });
  }

  /** The faults that nobody allowed. */
  unexpected(): string[] {
    return this.seen.filter((fault) => !this.allowed.some((pattern) => pattern.test(fault)));
  }

  private note(fault: string): void {
    this.seen.push(fault);
  }
}
