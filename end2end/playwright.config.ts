import { defineConfig } from "@playwright/test";

// Every spec runs in `chromium`. Tagged `@no-js` it runs again with scripts off, tagged `@phone`
// again on a screen 320 px wide.
export default defineConfig({
  testDir: "tests",
  fullyParallel: false,
  workers: Number(process.env.WORKERS ?? 2),
  // A test that passes only the second time is a fault to find: the closing lines of `make test`
  // name it. While one works on a test, it fails at once.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json"]],
  use: {
    browserName: "chromium",
    locale: "pl-PL",
    timezoneId: "Europe/Warsaw",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "chromium" },
    { name: "no-js", grep: /@no-js/, use: { javaScriptEnabled: false } },
    { name: "phone", grep: /@phone/, use: { viewport: { width: 320, height: 640 }, hasTouch: true } },
  ],
});
