// The one `test` that every spec imports. It runs against a demo firm of its own per worker, waits
// for hydration after every `goto`, and fails on any console error, page error or CSP violation.
import { test as plain } from "@playwright/test";
import { Faults } from "../support/faults.ts";
import { type Server, startServer } from "../support/server.ts";

export { expect, type Page } from "@playwright/test";
export { expectAccessible, expectFits } from "../support/axe.ts";

export const test = plain.extend<{ faults: Faults }, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.address),
  faults: async ({}, use) => {
    const faults = new Faults();
    await use(faults);
    plain.expect(faults.unexpected(), "what the page must never do").toEqual([]);
  },
  page: async ({ page, faults, javaScriptEnabled }, use) => {
    await faults.watch(page, javaScriptEnabled !== false);
    if (javaScriptEnabled !== false) {
      const goto = page.goto.bind(page);
      page.goto = async (url, options) => {
        const answer = await goto(url, options);
        // Clicking before hydration is the classic flake; pages that are not ours have no shell.
        if (answer?.headers()["content-type"]?.startsWith("text/html")) {
          await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
        }
        return answer;
      };
    }
    await use(page);
  },
});
