// Companies, contacts and the search in the browser: opening a record to somebody, finding it, the
// way out of a tax number that is taken.
import { signInAs } from "../support/people.ts";
import { expect, expectAccessible, expectFits, test } from "./base.ts";

test("a company is shared with a colleague by name and closed again @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto("/companies");
  await page.locator("tr[data-company] a.row-link").first().click();
  const share = page.locator("details.drawer", { has: page.getByText("Udostępnij", { exact: true }) });
  await share.locator("summary").click();
  await page.locator("#share").fill("Julia Pawłowska");
  await share.getByRole("button", { name: "Udostępnij" }).click();
  const shares = page.locator("ul.lines li", { hasText: "Julia Pawłowska" });
  await expect(shares).toBeVisible();
  await shares.getByRole("button", { name: "Cofnij udostępnienie: Julia Pawłowska" }).click();
  await expect(shares).toHaveCount(0);
});

test("a tax number that is taken leads to its company and loses nothing typed @no-js", async ({ page, server, faults }) => {
  faults.allow(/422/);
  await signInAs(page, server, "Director");
  await page.goto("/companies");
  const row = page.locator("tr[data-company]").first();
  const [name, nip] = [await row.locator("a.row-link").innerText(), await row.locator("td").nth(1).innerText()];
  await page.goto("/companies/new");
  await page.locator("#name").fill("Druga taka sama");
  await page.locator("#nip").fill(nip.trim());
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(page.locator("#nip-error")).toBeVisible();
  await expect(page.locator("#name")).toHaveValue("Druga taka sama");
  await page.getByRole("link", { name: "Otwórz kontrahenta o tym numerze NIP" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
});

test("the frame searches every kind of record @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto("/companies");
  const name = await page.locator("tr[data-company] a.row-link").first().innerText();
  const box = page.getByRole("searchbox", { name: "Szukaj", exact: true }).first();
  await box.fill(name.toLowerCase());
  await box.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(page.locator('[data-found="/companies"]')).toContainText(name);
  await expect(page.locator('[data-found="/deals"]')).toBeVisible();
});

test("records and the search are accessible and fit a phone @phone", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto("/companies");
  const company = (await page.locator("tr[data-company] a.row-link").first().getAttribute("href")) ?? "";
  for (const address of [company, "/search?q=a", "/companies/new"]) {
    await page.goto(address);
    await expectAccessible(page);
    await expectFits(page);
  }
});
