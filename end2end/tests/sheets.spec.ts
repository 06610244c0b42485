// The plan agreed line by line: a rep declares, the head disputes one line and agrees the rest, the rep
// corrects, and only what is agreed goes up; two heads at once.
import { demoPassword, sendSignIn } from "../support/people.ts";
import { type Server } from "../support/server.ts";
import { expect, expectAccessible, expectFits, type Page, test } from "./base.ts";

/** Reps of the team that Anna heads, by their numbers in the demo firm. */
const REPS = { jan: 8, zofia: 9, lukasz: 10 };
const [FIRM, REGION, TEAM] = [1, 2, 4];

async function signInBy(page: Page, server: Server, key: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await sendSignIn(page, `${key}@arkada.example`, demoPassword(server));
  await expect(page).toHaveURL(`${server.address}/`);
}

/** A month so many months from now, as addresses have it: the sheets of this one are on their way. */
function month(ahead: number): string {
  const now = new Date();
  const then = new Date(Date.UTC(now.getFullYear(), now.getMonth() + ahead, 1));
  return then.toISOString().slice(0, 7);
}

const sheet = (group: number, period: string, more = "") => `/plan/sheets/${group}?period=${period}${more}`;

/** The line of a deal with this amount. */
const line = (page: Page, deal: string, amount: string) =>
  page.locator("[data-line]").filter({ has: page.locator(`a[href="${deal}"]`) }).filter({ hasText: amount });

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Signs a rep in, who lays instalments of these amounts on an open deal, all due in the period. */
async function declare(page: Page, server: Server, rep: keyof typeof REPS, period: string, amounts: string[]): Promise<string> {
  await signInBy(page, server, rep);
  await page.goto(`/deals?owner=${REPS[rep]}&status=open&sort=amount`);
  const lead = page.locator("tr[data-deal] a.row-link").first();
  const deal = (await lead.getAttribute("href"))!.split("?")[0];
  await page.goto(`${deal}/schedule`);
  const rows = page.locator("fieldset.instalment");
  for (const [at, amount] of amounts.entries()) {
    if (at >= (await rows.count())) {
      await button(page, "Zapisz i dodaj kolejne").click();
      await expect(rows.nth(at)).toBeVisible();
    }
    const row = rows.nth(at);
    await row.getByLabel("Kwota").fill(amount);
    await row.locator(`[name="rows[${at}][when]"]`).selectOption("on");
    await row.locator(`[name="rows[${at}][on]"]`).fill(`${period}-1${at}`);
    await row.locator(`[name="rows[${at}][category]"]`).selectOption("commit");
  }
  await button(page, "Zapisz").click();
  await expect(page).toHaveURL(new RegExp(`${deal}$`));
  return deal;
}

test("only what is agreed line by line goes up to the director @no-js", async ({ page, server, faults }) => {
  faults.allow(/422/);
  const period = month(2);
  const deal = await declare(page, server, "jan", period, ["1111", "2222", "3333"]);

  await signInBy(page, server, "anna");
  await page.goto(sheet(TEAM, period));
  await button(page, "Otwórz arkusz").click();
  await expect(page.getByText("szkic")).toBeVisible();
  for (const [amount, name, why] of [["2 222", "Zakwestionuj", "Klient chce rabatu"], ["3 333", "Wyłącz", "Poza planem"]]) {
    const judged = line(page, deal, amount);
    await judged.locator("details summary").last().click();
    await judged.getByLabel("Powód").fill(why);
    await judged.getByRole("button", { name, exact: true }).click();
    await expect(line(page, deal, amount)).toContainText(why);
  }
  await page.getByRole("button", { name: /^Uzgodnij wszystkie, które czekają/ }).click();
  await expect(line(page, deal, "1 111").locator(".badge")).toHaveText("uzgodnione");

  // The rep reads why on the deal itself, and corrects the line.
  await signInBy(page, server, "jan");
  await page.goto(deal);
  await expect(page.locator("#schedule")).toContainText("Klient chce rabatu");
  await page.goto(`${deal}/schedule`);
  await page.locator("fieldset.instalment").nth(1).getByLabel("Kwota").fill("2000");
  await button(page, "Zapisz").click();
  await expect(page).toHaveURL(new RegExp(`${deal}$`));

  await signInBy(page, server, "anna");
  await page.goto(sheet(TEAM, period, "&standing=amber"));
  await expect(page.locator("[data-line]")).toHaveCount(1);
  await line(page, deal, "2 000").getByRole("button", { name: /^Uzgodnij ponownie/ }).click();
  await page.goto(sheet(TEAM, period));
  await expect(line(page, deal, "2 000").locator(".badge")).toHaveText("uzgodnione");
  await button(page, "Złóż do uzgodnienia").click();
  await expect(page.locator(".badge", { hasText: "złożony" })).toBeVisible();

  // The head of the region agrees the team's sheet and what came up in it, and hands it on.
  await signInBy(page, server, "tomasz");
  await page.goto(sheet(TEAM, period));
  await button(page, "Uzgodnij arkusz").click();
  await expect(page.locator(".badge", { hasText: "uzgodniony" })).toBeVisible();
  await page.goto(sheet(REGION, period));
  await button(page, "Otwórz arkusz").click();
  await page.getByRole("button", { name: /^Uzgodnij wszystkie, które czekają/ }).click();
  await expect(line(page, deal, "1 111").locator(".badge")).toHaveText("uzgodnione");
  await button(page, "Złóż do uzgodnienia").click();
  await expect(page.locator(".badge", { hasText: "złożony" })).toBeVisible();

  await signInBy(page, server, "barbara");
  await page.goto(sheet(FIRM, period, "&standing=unreviewed"));
  await expect(line(page, deal, "1 111")).toHaveCount(1);
  await expect(line(page, deal, "2 000")).toHaveCount(1);
  await expect(line(page, deal, "3 333")).toHaveCount(0);
});

test("a stale verdict is refused with both shown", async ({ page, server, faults, browser }) => {
  faults.allow(/409|422/);
  const period = month(3);
  const deal = await declare(page, server, "zofia", period, ["4444"]);
  await signInBy(page, server, "anna");
  await page.goto(sheet(TEAM, period));
  const other = await (await browser.newContext({ baseURL: server.address, storageState: await page.context().storageState(), locale: "pl-PL" })).newPage();
  await other.goto(sheet(TEAM, period));
  await line(other, deal, "4 444").getByRole("button", { name: /^Uzgodnij( ponownie)?:/ }).click();
  await expect(line(other, deal, "4 444").locator(".badge")).toHaveText("uzgodnione");
  await other.context().close();

  const mine = line(page, deal, "4 444");
  await mine.locator("details summary").last().click();
  await mine.getByLabel("Powód").fill("Za późno");
  await mine.getByRole("button", { name: "Zakwestionuj", exact: true }).click();
  const clash = mine.locator(".conflict");
  await expect(clash).toContainText("Za późno");
  await expect(clash).toContainText("Anna Nowak");
  await expect(mine.getByLabel("Powód")).toHaveValue("Za późno");
  await mine.getByRole("button", { name: "Zakwestionuj", exact: true }).click();
  await expect(mine.locator(".badge")).toHaveText("sporne");
});

test("lines are walked and agreed by keyboard", async ({ page, server }) => {
  const period = month(4);
  await declare(page, server, "lukasz", period, ["5555", "6666"]);
  await signInBy(page, server, "anna");
  await page.goto(sheet(TEAM, period, "&owner=Łukasz+Woźniak"));
  const lines = page.locator("[data-line]");
  await lines.first().focus();
  await page.keyboard.press("j");
  await expect(lines.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(lines.first()).toBeFocused();
  await page.keyboard.press("a");
  await expect(lines.first().locator(".badge")).toHaveText("uzgodnione");
  await lines.nth(1).focus();
  await page.keyboard.press("d");
  await expect(lines.nth(1).getByLabel("Powód")).toBeFocused();
  await expectAccessible(page);
});

test("the sheets fit a phone @phone", async ({ page, server }) => {
  await signInBy(page, server, "anna");
  for (const address of ["/plan/sheets", `/plan/sheets/${TEAM}`]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectFits(page);
  }
});
