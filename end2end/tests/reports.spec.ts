// Reports of the head, and the firm's working time behind them.
import { signInAs } from "../support/people.ts";
import { expect, expectAccessible, expectFits, test } from "./base.ts";

test("every cell of the movement leads to the deals it counts @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  await page.goto("/movement?from=2026-01-01");
  const cell = page.locator(".matrix td a").first();
  const count = (await cell.getAttribute("data-count")) ?? "";
  await cell.click();
  await expect(page.locator(".totals")).toHaveAttribute("data-count", count);
  await expect(page.locator("tr[data-deal]")).toHaveCount(Number(count));
  await page.locator("nav.crumbs a").click();
  await expect(page.locator(".matrix")).toBeVisible();
});

test("the movement is asked for by days, group and owner, and told apart four ways @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  await page.goto("/movement");
  await page.locator("input[name=from]").fill("2026-01-01");
  await page.locator(".scope .btn").click();
  await expect(page).toHaveURL(/from=2026-01-01/);
  await expect(page.locator(".matrix")).toBeVisible();
  for (const by of ["owner", "source", "product"]) {
    await page.locator(`#outcomes a[href*="by=${by}"]`).click();
    await expect(page).toHaveURL(new RegExp(`by=${by}`));
    await expect(page.locator("#outcomes table")).toBeVisible();
  }
});

test("an administrator changes when the firm works @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Administrator");
  await page.goto("/working-time");
  await page.locator("input[name='to[4]']").fill("14:00");
  await page.locator("form[action$=week] .btn-primary").click();
  await expect(page.locator(".toast")).toBeVisible();
  await expect(page.locator("input[name='to[4]']")).toHaveValue("14:00");
  await page.locator("input[name=day]").fill("2031-05-02");
  await page.locator("input[name=name]").fill("Majówka");
  await page.locator("form[action$=add-day] .btn").click();
  const own = page.locator("li", { hasText: "Majówka" });
  await expect(own).toContainText("02");
  await own.locator("button").click();
  await expect(own).toHaveCount(0);
});

test("the report and the calendar are accessible and fit", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  for (const address of ["/movement?from=2026-01-01&by=owner", "/movement/deals?from=2026-01-01&into=6"]) {
    await page.goto(address);
    await expectAccessible(page);
    await expectFits(page);
  }
});

test("the page of the working time is accessible and fits", async ({ page, server }) => {
  await signInAs(page, server, "Administrator");
  await page.goto("/working-time");
  await expectAccessible(page);
  await expectFits(page);
});
