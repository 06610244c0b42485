// Two people side by side: what one changes, the other sees without asking, and nothing they do is lost.
import { type Role, signInAs } from "../support/people.ts";
import { type Server, startServer } from "../support/server.ts";
import { expect, type Page, test } from "./base.ts";

/** Somebody else at a browser of their own. */
async function colleague(page: Page, server: Server, role: Role): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error("no browser");
  const context = await browser.newContext({ baseURL: server.address, locale: "pl-PL" });
  const other = await context.newPage();
  await signInAs(other, server, role);
  return other;
}

/** A deal of the rep that the director sees, at the top of the director's list. */
async function openDeal(page: Page, title: string): Promise<string> {
  await page.goto("/deals/new");
  await page.locator("#title").fill(title);
  await page.locator("#amount").fill("5 000");
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(page).toHaveURL(/\/deals\/\d+$/);
  return new URL(page.url()).pathname;
}

const rows = (page: Page) => page.locator("tr[data-deal]");
const row = (page: Page, deal: string) => page.locator(`tr[data-deal="${deal.split("/").pop()}"]`);

async function renamed(page: Page, deal: string, title: string): Promise<void> {
  await page.goto(`${deal}/edit`);
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await page.locator("#title").fill(title);
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${deal}$`));
}

test("a list follows what a colleague changes, tints it, and moves nothing by itself", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  const rep = await colleague(page, server, "Rep");
  const deal = await openDeal(rep, "Biurka do Olsztyna");
  await page.goto("/deals");
  const first = rows(page).first();
  await expect(first).toHaveAttribute("data-deal", deal.split("/").pop() ?? "");
  await renamed(rep, deal, "Biurka do Ełku");
  await expect(row(page, deal)).toHaveClass(/is-fresh/);
  await expect(row(page, deal)).toContainText("Biurka do Ełku");
  await expect(row(page, deal)).not.toHaveClass(/is-fresh/);

  const newer = await openDeal(rep, "Krzesła do Ełku");
  const button = page.getByRole("button", { name: "1 nowa ↑" });
  await expect(button).toBeVisible();
  await expect(first).toHaveAttribute("data-deal", deal.split("/").pop() ?? "");
  await button.click();
  await expect(first).toHaveAttribute("data-deal", newer.split("/").pop() ?? "");
  await expect(button).toHaveCount(0);
  await rep.context().close();
});

test("a board follows the moves of a colleague", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  const rep = await colleague(page, server, "Rep");
  const deal = await openDeal(rep, "Szafy do Płocka");
  const tile = (of: Page) => of.locator(`.tile[data-deal="${deal.split("/").pop()}"]`);
  const lane = (of: Page) => of.locator(".lane").filter({ has: tile(of) });
  await page.goto("/deals?view=board&status=open");
  await rep.goto("/deals?view=board&status=open");
  const [stage, count] = [await lane(page).getAttribute("data-stage"), lane(page).locator(".lane-figures")];
  const before = Number(await count.getAttribute("data-count"));
  await tile(rep).locator("[data-card]").focus();
  await rep.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => lane(page).getAttribute("data-stage")).not.toBe(stage);
  const left = page.locator(`.lane[data-stage="${stage}"] .lane-figures`);
  await expect(left).toHaveAttribute("data-count", String(before - 1));
  await rep.context().close();
});

test("a deal's page follows a colleague, and a half-written note stays with its cursor", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  const rep = await colleague(page, server, "Rep");
  const deal = await openDeal(rep, "Sofy do Gdyni");
  await page.goto(deal);
  await page.locator("#note").pressSequentially("Zadzwonić w sprawie");
  await renamed(rep, deal, "Sofy do Sopotu");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sofy do Sopotu");
  await expect(page.locator("#note")).toHaveValue("Zadzwonić w sprawie");
  await expect(page.locator("#note")).toBeFocused();
  await rep.context().close();
});

test("who loses a deal sees it go, in words", async ({ page, server, faults }) => {
  // The page asks for the deal once more and is told that it is not there.
  faults.allow(/404/);
  await signInAs(page, server, "Rep");
  const deal = await openDeal(page, "Lady do Torunia");
  const director = await colleague(page, server, "Director");
  await director.goto(deal);
  await director.locator("html[data-hydrated]").waitFor({ state: "attached" });
  const hand = director.locator("details.drawer", { hasText: "Przekaż" }).last();
  await hand.locator("summary").click();
  await director.locator("#new-owner").fill("Julia Pawłowska");
  await hand.getByRole("button", { name: "Przekaż" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nie ma takiej strony");
  await director.context().close();
});

test("what was missed in a hidden tab is there when it is shown again", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  const rep = await colleague(page, server, "Rep");
  const deal = await openDeal(rep, "Regały do Elbląga");
  await page.goto(deal);
  await show(page, false);
  await renamed(rep, deal, "Regały do Iławy");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regały do Elbląga");
  await show(page, true);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regały do Iławy");
  await rep.context().close();
});

/** Playwright's pages never hide by themselves, so the page is told that it did. */
async function show(page: Page, visible: boolean): Promise<void> {
  await page.evaluate((visible) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => !visible });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, visible);
}

test("signing out elsewhere takes the page away", async ({ page, server, faults }) => {
  // The list asks once more and is told that nobody is signed in.
  faults.allow(/401/);
  await signInAs(page, server, "Rep");
  await page.goto("/deals");
  const other = await page.context().newPage();
  await other.goto("/");
  await other.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await other.locator("details.user > summary:visible").click();
  await other.locator("button:visible", { hasText: "Wyloguj" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a server with open pages stops at once", async ({ page }) => {
  const own = await startServer();
  const browser = page.context().browser();
  if (!browser) throw new Error("no browser");
  const context = await browser.newContext({ baseURL: own.address, locale: "pl-PL" });
  const other = await context.newPage();
  const stream = other.waitForRequest(/\/live\?/);
  await signInAs(other, own, "Rep");
  await stream;
  const begun = Date.now();
  await own.stop();
  // Requests in flight get four and a half seconds; a stream must not be waited for like one.
  expect(Date.now() - begun).toBeLessThan(4_000);
  await context.close();
});
