// The receipts plan: a schedule on a deal, a receipt that settles it and is taken back, the matrix by
// keyboard, quotas.
import { signInAs } from "../support/people.ts";
import { expect, expectAccessible, expectFits, type Page, test } from "./base.ts";

/** Opens the first open deal of whoever is signed in, and tells its address. */
async function openDeal(page: Page): Promise<string> {
  await page.goto("/deals?status=open&sort=amount");
  const lead = page.locator("tr[data-deal] a.row-link").first();
  const href = (await lead.getAttribute("href"))!.split("?")[0];
  await page.goto(href);
  return href;
}

const schedule = (page: Page) => page.locator("#schedule");

test("a deal gets a schedule, its first instalment is paid and the payment is taken back @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  const deal = await openDeal(page);
  await page.goto(`${deal}/schedule`);
  const rows = page.locator("fieldset.instalment");
  await rows.nth(0).getByLabel("Opis").fill("Zaliczka");
  await rows.nth(0).getByLabel("Kwota").fill("1000");
  await rows.nth(1).getByLabel("Opis").fill("Reszta");
  await rows.nth(1).getByLabel("Kwota").fill("2000");
  await rows.nth(1).getByLabel("Termin płatności").fill("2027-03-01");
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${deal}$`));
  await expect(schedule(page).locator("li[data-instalment]", { hasText: "Zaliczka" })).toBeVisible();
  await expect(schedule(page).locator("li[data-instalment]", { hasText: "Reszta" })).toContainText("01.03.2027");

  await page.goto(`/plan/receipts/new?deal=${deal.split("/").pop()}`);
  await page.getByLabel("Kwota").fill("500");
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(page).toHaveURL(/\/plan\/receipts\/\d+$/);
  const receipt = page.url();
  await page.getByRole("button", { name: "Rozlicz jak zaproponowano" }).click();
  const back = page.getByRole("button", { name: /^Cofnij/ });
  await expect(back.first()).toBeVisible();
  await page.goto(deal);
  await expect(schedule(page)).toContainText("Wpłynęło");
  await page.goto(receipt);
  await back.first().click();
  await expect(page.getByText("Nic jeszcze nie rozliczono.")).toBeVisible();
});

test("a refused schedule keeps what was typed @no-js", async ({ page, server, faults }) => {
  faults.allow(/422/);
  await signInAs(page, server, "Head");
  const deal = await openDeal(page);
  await page.goto(`${deal}/schedule`);
  const first = page.locator("fieldset.instalment").first();
  await first.getByLabel("Opis").fill("Rabat");
  await first.getByLabel("Kwota").fill("-5");
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("większa od zera");
  await expect(first.getByLabel("Opis")).toHaveValue("Rabat");
});

test("the matrix is walked by keyboard and a cell opens what is behind it", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto("/plan");
  const grid = page.getByRole("grid");
  await expect(grid).toBeVisible();
  await expect(grid.locator("td > a[tabindex='0']")).toHaveCount(1);
  await grid.locator("td > a[tabindex='0']").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  const focused = page.locator("td > a:focus");
  const href = (await focused.getAttribute("href"))!;
  await page.keyboard.press("End");
  await expect(focused).not.toHaveAttribute("href", href);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Enter");
  const panel = page.locator(".plan-panel");
  await expect(panel).toBeVisible();
  await expect(panel).toContainText("zadeklarowane");
  await expectAccessible(page);
  await panel.getByRole("link", { name: "Zamknij" }).click();
  await expect(panel).toHaveCount(0);
});

test("the plan and its lists fit a phone and work without scripts @no-js @phone", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  for (const path of ["/plan", "/plan/instalments?view=all", "/plan/receipts", "/plan/quotas"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectFits(page);
  }
  await page.goto("/plan");
  await page.locator("table.plan td > a").first().click();
  await expect(page.locator(".plan-panel")).toBeVisible();
});

test("quotas are changed in the grid and their versions told @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto("/plan/quotas");
  const cell = page.locator("table.quotas tbody tr").nth(1).locator("input.input").first();
  await cell.fill("123456");
  await page.getByLabel("Powód zmiany").fill("Nowy plan");
  await page.getByRole("button", { name: "Zapisz cele" }).click();
  await expect(cell).toHaveValue(/123.?456/);
  await page.locator("table.quotas tbody tr").nth(1).locator("a.versions").first().click();
  await expect(page.getByRole("complementary")).toContainText("Nowy plan");
});
