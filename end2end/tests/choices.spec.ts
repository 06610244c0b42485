// The lists to choose from that an administrator keeps: sources of deals and reasons of losing.
import { signInAs } from "../support/people.ts";
import { expect, expectAccessible, expectFits, type Page, test } from "./base.ts";

const entry = (page: Page, name: string) => page.locator(`li[data-choice="${name}"]`);

async function added(page: Page, list: string, name: string): Promise<void> {
  const section = page.locator(`section[data-list=${list}]`);
  await section.locator(`#new-${list}`).fill(name);
  await section.getByRole("button", { name: "Dodaj", exact: true }).click();
  await expect(entry(page, name)).toBeVisible();
}

test("sources are added, put in order, renamed and archived @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Administrator");
  await page.goto("/choices");
  await added(page, "sources", "Targi");
  await added(page, "sources", "Polecenie");
  await entry(page, "Polecenie").getByRole("button", { name: "Wyżej: Polecenie" }).click();
  const first = page.locator("section[data-list=sources] .lines > li").first();
  await expect(first).toHaveAttribute("data-choice", "Polecenie");
  await entry(page, "Targi").getByLabel("Nazwa: Targi").fill("Wydarzenia");
  await entry(page, "Targi").getByRole("button", { name: "Zmień nazwę: Targi" }).click();
  await expect(entry(page, "Wydarzenia")).toContainText("wcześniej: Targi");
  // Emptied, the list leaves the field free, as other tests of this firm expect it.
  for (const name of ["Wydarzenia", "Polecenie"]) {
    await entry(page, name).getByRole("button", { name: `Przenieś do archiwum: ${name}` }).click();
    await expect(page.locator(".toast")).toBeVisible();
    await expect(page.locator(`section[data-list=sources] > .lines > li[data-choice="${name}"]`)).toHaveCount(0);
  }
});

test("a reason of one's own is offered where a deal is lost", async ({ page, server }) => {
  await signInAs(page, server, "Administrator");
  await page.goto("/choices");
  const name = `Termin ${Math.floor(performance.now())}`;
  await added(page, "reasons", name);
  await expectAccessible(page);
  await page.goto("about:blank");
  await page.context().clearCookies();
  await signInAs(page, server, "Director");
  await page.goto("/deals?status=open");
  await page.locator("tr[data-deal] td.lead a").first().click();
  const drawer = page.locator("details.drawer", { has: page.locator("#lose-reason") });
  await drawer.locator("summary").click();
  await drawer.locator("#lose-reason").selectOption({ label: name });
  await drawer.locator("button").last().click();
  await expect(page.locator(".facts")).toContainText(name);
});

test("the lists to choose from fit a phone @phone", async ({ page, server }) => {
  await signInAs(page, server, "Administrator");
  await page.goto("/choices");
  await expectFits(page);
});
