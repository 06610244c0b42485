// Proves the guard of base.ts itself: what a page must never do is really seen.
import { expect, test } from "./base.ts";

test("an uncaught error is a fault", async ({ page, faults }) => {
  await page.goto("/sign-in");
  await page.evaluate(() => setTimeout(() => Promise.reject(new Error("provoked")), 0));
  await expect.poll(() => faults.unexpected()).toEqual([expect.stringContaining("uncaught: Error: provoked")]);
  faults.allow(/provoked/);
});

test("a logged error is a fault", async ({ page, faults }) => {
  await page.goto("/sign-in");
  await page.evaluate(() => console.error("provoked"));
  await expect.poll(() => faults.unexpected()).toEqual([expect.stringContaining("console: provoked")]);
  faults.allow(/provoked/);
});

test("an inline script is refused and a fault", async ({ page, faults }) => {
  await page.goto("/sign-in");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.documentElement.dataset.pwned = ''";
    document.head.append(script);
  });
  await expect.poll(() => faults.unexpected().join("\n")).toContain("CSP: script-src");
  await expect(page.locator("html[data-pwned]")).toHaveCount(0);
  faults.allow(/CSP|Content Security Policy/);
});
