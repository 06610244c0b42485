// The board: deals carried from stage to stage by hand, by keyboard and without scripts; a gate filled
// in where it held a card up; pipelines looked after by an administrator.
import { demoEmail, demoPassword, sendSignIn, signInAs } from "../support/people.ts";
import { expect, expectAccessible, expectFits, type Page, test } from "./base.ts";

const BOARD = "/deals?view=board&status=open";
const lanes = (page: Page) => page.locator(".lane");
const tiles = (page: Page, lane: number) => lanes(page).nth(lane).locator(".tile");
const count = async (page: Page, lane: number) =>
  Number(await lanes(page).nth(lane).locator(".lane-figures").getAttribute("data-count"));
const tile = (page: Page, id: string) => page.locator(`.tile[data-deal="${id}"]`);
const stageOf = (page: Page, id: string) =>
  lanes(page).filter({ has: tile(page, id) }).getAttribute("data-stage");

/** The first movable card of a column. */
async function movable(page: Page, lane: number): Promise<string> {
  const card = lanes(page).nth(lane).locator(".tile[draggable=true]").first();
  return (await card.getAttribute("data-deal")) ?? "";
}

test("the columns add up to the list of the same address @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto(BOARD);
  const figures = page.locator(".lane-figures");
  const counts = await figures.evaluateAll((all) => all.map((one) => Number(one.getAttribute("data-count"))));
  const total = counts.reduce((sum, one) => sum + one, 0);
  await expect(page.locator(".totals")).toHaveAttribute("data-count", String(total));
  expect(total).toBeGreaterThan(0);
});

test("a card is dragged to another stage: both heads follow at once and it stays there", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto(BOARD);
  const id = await movable(page, 1);
  const [from, to] = [await count(page, 1), await count(page, 2)];
  await tile(page, id).dragTo(lanes(page).nth(2).locator(".lane-head"));
  await expect(tiles(page, 2).and(tile(page, id))).toBeVisible();
  expect([await count(page, 1), await count(page, 2)]).toEqual([from - 1, to + 1]);
  await expect(page.getByRole("status").filter({ hasText: "→" })).toContainText(`z ${to + 1}`);
  await expect
    .poll(async () => {
      await page.goto(BOARD);
      return [await count(page, 1), await count(page, 2)];
    })
    .toEqual([from - 1, to + 1]);
});

test("arrows go from card to card, with Shift they carry the card, Enter opens it", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto(BOARD);
  const id = await movable(page, 0);
  const link = tile(page, id).locator("[data-card]");
  await link.focus();
  const home = await stageOf(page, id);
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => stageOf(page, id)).not.toBe(home);
  await expect(link).toBeFocused();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(() => stageOf(page, id)).toBe(home);
  await expect(link).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(lanes(page).nth(1).locator("[data-card]:focus")).toHaveCount(1);
  // One card alone is in the order of tabs.
  await expect(page.locator('[data-card][tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/deals\/\d+\?in=/);
});

test("a card is moved by a plain form and leads back to the board @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  await page.goto(BOARD);
  const id = await movable(page, 0);
  const before = await stageOf(page, id);
  const href = (await tile(page, id).locator("[data-move]").getAttribute("href")) ?? "";
  await page.goto(href);
  await page.locator("form .target").first().click();
  await expect(page).toHaveURL(/\/deals\?view=board/);
  await expect.poll(() => stageOf(page, id)).not.toBe(before);
});

test("what a gate lacks brings the card back, is filled in at the board, and the card goes on", async ({
  page,
  server,
  browser,
  faults,
}) => {
  // The browser logs the refusal of the gate.
  faults.allow(/422/);
  const admin = await browser.newPage({ baseURL: server.address, locale: "pl-PL" });
  await admin.goto("/sign-in");
  await sendSignIn(admin, demoEmail(server, "Administrator"), demoPassword(server));
  await expect(admin).toHaveURL(`${server.address}/`);
  await admin.goto("/pipelines");
  await admin.locator("tr[data-pipeline] .row-link").first().click();
  await admin.locator("tr[data-stage] .row-link").nth(3).click();
  await admin.getByRole("group", { name: "Wymagane przed wejściem na etap" }).getByLabel("Notatka").check();
  await admin.getByRole("button", { name: "Zapisz" }).click();
  await expect(admin.getByText("Zapisano.")).toBeVisible();
  await admin.close();

  await signInAs(page, server, "Director");
  await page.goto(BOARD);
  const id = await movable(page, 2);
  const home = await stageOf(page, id);
  await tile(page, id).dragTo(lanes(page).nth(3).locator(".lane-head"));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Notatka")).toBeVisible();
  expect(await stageOf(page, id)).toBe(home);
  await expect(tile(page, id).locator(".tile-refused")).toContainText("notatka");
  await dialog.getByLabel("Notatka").fill("Klient potwierdza zakres");
  await dialog.getByRole("button", { name: "Uzupełnij i przenieś" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => stageOf(page, id)).not.toBe(home);
});

test("an administrator adds a stage, and the board has it @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Administrator");
  await page.goto("/pipelines");
  await page.locator("tr[data-pipeline] .row-link").last().click();
  const name = `Odbiór ${Math.floor(performance.now())}`;
  await page.getByRole("link", { name: "Dodaj etap" }).click();
  await page.getByLabel("Nazwa etapu").fill(name);
  await page.getByLabel("Prawdopodobieństwo (%)").fill("pół");
  await page.getByRole("button", { name: "Dodaj etap" }).click();
  await expect(page.getByLabel("Nazwa etapu")).toHaveValue(name);
  await page.getByLabel("Prawdopodobieństwo (%)").fill("95");
  await page.getByLabel("Fioletowy").check();
  await page.getByRole("button", { name: "Dodaj etap" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("95");
  await page.getByRole("link", { name: "Pokaż tablicę" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
});

test("the board and the pages of pipelines are accessible and fit a phone @phone", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  for (const address of ["/deals?view=board", "/deals?view=board&q=nic-takiego"]) {
    await page.goto(address);
    await expectAccessible(page);
    await expectFits(page);
  }
  await page.goto(BOARD);
  const id = await movable(page, 0);
  await page.goto(`/deals/${id}/move`);
  await expectAccessible(page);
  await expectFits(page);
  await page.context().clearCookies();
  await signInAs(page, server, "Administrator");
  await page.goto("/pipelines");
  const one = (await page.locator("tr[data-pipeline] .row-link").first().getAttribute("href")) ?? "";
  await page.goto(one);
  const stage = (await page.locator("tr[data-stage] .row-link").first().getAttribute("href")) ?? "";
  for (const address of ["/pipelines", "/pipelines/new", one, stage, `${one}/stages/new`]) {
    await page.goto(address);
    await expectAccessible(page);
    await expectFits(page);
  }
});
