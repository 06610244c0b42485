// The head's first job: every deal of the group, exactly, and none of anybody else's.
import { signInAs } from "../support/people.ts";
import { expect, expectAccessible, expectFits, type Page, test } from "./base.ts";

const totals = (page: Page) => page.locator(".totals");
const rows = (page: Page) => page.locator("tr[data-deal]");

/** Walks through all pages of the list and gives the ids in their order. */
async function everyId(page: Page, address: string): Promise<string[]> {
  await page.goto(address);
  const ids: string[] = [];
  for (;;) {
    ids.push(...(await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute("data-deal") ?? ""))));
    const next = page.locator(".pager a[rel=next]");
    if ((await next.count()) === 0) return ids;
    await page.goto((await next.getAttribute("href")) ?? "");
  }
}

test("the count above the list is the number of deals in it, and none comes twice @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  const ids = await everyId(page, "/deals");
  await page.goto("/deals");
  await expect(totals(page)).toHaveAttribute("data-count", String(ids.length));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(50);
});

test("every order of the list holds the same deals @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  const ids = (await everyId(page, "/deals")).sort();
  for (const sort of ["title", "company", "stage", "owner", "group", "amount", "close", "updated"]) {
    expect((await everyId(page, `/deals?sort=${sort}`)).sort(), sort).toEqual(ids);
  }
});

test("open, won and lost add up to all @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  const count = async (address: string) => {
    await page.goto(address);
    return Number(await totals(page).getAttribute("data-count"));
  };
  const all = await count("/deals");
  const parts = [await count("/deals?status=open"), await count("/deals?status=won"), await count("/deals?status=lost")];
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(all);
});

test("a rep sees fewer deals than the director, and nobody signed out sees any @no-js", async ({ page, server }) => {
  await page.goto("/deals");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signInAs(page, server, "Rep");
  const own = await everyId(page, "/deals");
  await page.context().clearCookies();
  await signInAs(page, server, "Director");
  const all = await everyId(page, "/deals");
  expect(own.length).toBeGreaterThan(0);
  expect(own.length).toBeLessThan(all.length);
  expect(own.every((id) => all.includes(id))).toBe(true);
});

test("an amount changed in the list changes the sum above it at once @no-js", async ({ page, server, faults }) => {
  // The browser logs the refusal of "abc".
  faults.allow(/422/);
  await signInAs(page, server, "Director");
  await page.goto("/deals?status=open&sort=amount");
  const before = await totals(page).getAttribute("data-sum");
  const id = await rows(page).first().getAttribute("data-deal");
  await page.goto(`/deals?status=open&sort=amount&edit=${id}`);
  const form = page.locator("tr.is-edited form");
  await form.locator("input[name=amount]").fill("abc");
  await form.getByRole("button", { name: "Zapisz" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(form.locator("input[name=amount]")).toHaveValue("abc");
  await form.locator("input[name=amount]").fill("1 234,50");
  await form.getByRole("button", { name: "Zapisz" }).click();
  await expect(page).toHaveURL(/\/deals\?status=open&sort=amount$/);
  await expect(totals(page)).not.toHaveAttribute("data-sum", before ?? "");
});

test("the numbers of the home lead to lists with the same count @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  await page.goto("/");
  const open = page.locator('a.key-figure[href^="/deals"]').first();
  const count = Number(((await open.locator(".note").innerText()).match(/^[\d\s]+/) ?? ["0"])[0].replace(/\s/g, ""));
  await open.click();
  await expect(totals(page)).toHaveAttribute("data-count", String(count));
});

test("the list and the home are accessible and fit a phone @phone", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  for (const address of ["/", "/deals", "/deals?status=open&q=nic-takiego"]) {
    await page.goto(address);
    await expectAccessible(page);
    await expectFits(page);
  }
});
