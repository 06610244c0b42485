// One deal from its first line to its win, and everything that must not get lost on the way.
import { signInAs } from "../support/people.ts";
import { expect, expectAccessible, expectFits, type Page, test } from "./base.ts";

/** Opens a deal through its form and gives its address. */
async function openDeal(page: Page, title: string): Promise<string> {
  await page.goto("/deals/new");
  await page.locator("#title").fill(title);
  await page.locator("#amount").fill("12 345,50");
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(page).toHaveURL(/\/deals\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  return new URL(page.url()).pathname;
}

/** Goes to a page of another tab and waits until it can be used. */
async function visit(page: Page, address: string, scripts: boolean): Promise<void> {
  await page.goto(address);
  if (scripts) await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
}

const timeline = (page: Page) => page.locator(".timeline");
const section = (page: Page, title: string) => page.locator("details.drawer", { has: page.getByText(title, { exact: true }) });

test("a deal is opened, edited, noted, moved and won @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Rep");
  const deal = await openDeal(page, "Recepcja w Sopocie");
  await expect(page.locator(".key-figure").first()).toContainText("12 345,50");

  await page.goto(`${deal}/edit`);
  await page.locator("#source").fill("Targi Meble");
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${deal}$`));
  await expect(page.locator("dl.facts").first()).toContainText("Targi Meble");

  await page.locator("#note").fill("</textarea><script>alert(1)</script>");
  await page.getByRole("button", { name: "Dodaj notatkę" }).click();
  await expect(timeline(page).locator(".event.note").first()).toContainText("</textarea><script>alert(1)</script>");
  await expect(page.locator("#note")).toHaveValue("");

  const stages = page.locator("ol.stages > li");
  const second = (await stages.nth(1).innerText()).trim();
  await stages.nth(1).getByRole("button").click();
  await expect(stages.nth(1)).toHaveAttribute("aria-current", "step");
  await expect(timeline(page)).toContainText(second);

  const win = section(page, "Wygrana");
  await win.locator("summary").click();
  await page.locator("#win-amount").fill("13000");
  await win.getByRole("button", { name: "Zapisz wygraną" }).click();
  await expect(page.locator(".key-figure").first()).toContainText("13 000,00");
  await expect(page.getByRole("button", { name: "Otwórz ponownie" })).toBeVisible();
  await expect(win).toHaveCount(0);
});

test("a line is changed where it stands and the amount follows @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Rep");
  const deal = await openDeal(page, "Stoły do sali");
  const add = section(page, "Dodaj pozycję");
  await add.locator("summary").click();
  await add.locator("#line").fill("Stół konferencyjny");
  await add.locator("#quantity").fill("2");
  await add.locator("#price").fill("1000");
  await add.getByLabel("Kwota szansy równa sumie pozycji").check();
  await add.getByRole("button", { name: "Dodaj pozycję" }).click();
  const line = page.locator("li.line", { hasText: "Stół konferencyjny" });
  await expect(line).toContainText("2 000,00");
  await expect(page.locator(".key-figure").first()).toContainText("2 000,00");
  await line.locator("details > summary").click();
  await page.locator("#quantity-0").fill("3");
  await page.locator("#discount-0").fill("10");
  await line.getByRole("button", { name: "Zapisz pozycję" }).click();
  await expect(line).toContainText("2 700,00");
  await expect(page.locator(".key-figure").first()).toContainText("2 700,00");
  await line.getByRole("button", { name: "Usuń: Stół konferencyjny" }).click();
  await expect(line).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${deal}$`));
});

test("a half-written note survives another action on the page", async ({ page, server }) => {
  await signInAs(page, server, "Rep");
  await openDeal(page, "Biurka z notatką");
  await page.locator("#note").fill("Jeszcze nie koniec");
  await page.locator("#next-step").fill("Zadzwonić");
  await page.getByRole("button", { name: "Zapisz krok" }).click();
  await expect(timeline(page)).toContainText("Zadzwonić");
  await expect(page.locator("#note")).toHaveValue("Jeszcze nie koniec");
  await page.getByRole("button", { name: "Dodaj notatkę" }).click();
  await expect(timeline(page)).toContainText("Jeszcze nie koniec");
  await expect(page.locator("#note")).toHaveValue("");
});

test("a deal leads to the next one of its list and back @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto("/deals?status=open");
  const rows = page.locator("tr[data-deal] a.row-link");
  const [first, second] = [await rows.nth(0).innerText(), await rows.nth(1).innerText()];
  await rows.nth(0).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(first);
  await page.getByRole("link", { name: "Następna szansa na liście" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(second);
  await page.getByRole("link", { name: "Poprzednia szansa na liście" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(first);
});

test("losing needs a reason @no-js", async ({ page, server, faults }) => {
  faults.allow(/422/);
  await signInAs(page, server, "Rep");
  await openDeal(page, "Biurka dla redakcji");
  const lose = section(page, "Przegrana");
  await lose.locator("summary").click();
  await page.locator("#lose-text").fill("za drogo");
  await lose.getByRole("button", { name: "Zapisz przegraną" }).click();
  await expect(page.locator("#lose-reason-error")).toBeVisible();
  await expect(page.locator("#lose-text")).toHaveValue("za drogo");
  await page.locator("#lose-reason").selectOption("price");
  await lose.getByRole("button", { name: "Zapisz przegraną" }).click();
  await expect(page.locator("dl.facts").first()).toContainText("cena (za drogo)");
});

test("a deleted deal is offered back at once @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto("/deals?status=open");
  const deal = ((await page.locator("tr[data-deal] a.row-link").first().getAttribute("href")) ?? "").replace(/\?.*/, "");
  await page.goto(deal);
  await page.getByRole("button", { name: "Usuń szansę" }).click();
  await expect(page).toHaveURL(/\/deals\?deleted=\d+$/);
  await page.getByRole("button", { name: "Cofnij", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${deal}$`));
  await expect(timeline(page)).toContainText("Przywrócenie z kosza");
});

test("two people who edit one field see both versions before anything is overwritten @no-js", async ({
  page,
  server,
  faults,
  javaScriptEnabled,
}) => {
  faults.allow(/409/);
  await signInAs(page, server, "Rep");
  const deal = await openDeal(page, "Wersja pierwsza");
  const mine = page;
  await mine.goto(`${deal}/edit`);
  const theirs = await mine.context().newPage();
  await visit(theirs, `${deal}/edit`, javaScriptEnabled !== false);
  await theirs.locator("#title").fill("Wersja ich");
  await theirs.locator("#source").fill("Polecenie");
  await theirs.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(theirs).toHaveURL(new RegExp(`${deal}$`));

  await mine.locator("#title").fill("Wersja moja");
  await mine.getByRole("button", { name: "Zapisz", exact: true }).click();
  const conflict = mine.locator(".conflict");
  await expect(conflict).toContainText("Wersja moja");
  await expect(conflict).toContainText("Wersja ich");
  await expect(mine.locator("#title")).toHaveValue("Wersja moja");
  // What only the other one touched is taken over, not undone.
  await expect(mine.locator("#source")).toHaveValue("Polecenie");
  await mine.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(mine).toHaveURL(new RegExp(`${deal}$`));
  await expect(mine.getByRole("heading", { level: 1 })).toHaveText("Wersja moja");
  await expect(mine.locator("dl.facts").first()).toContainText("Polecenie");
  await expect(timeline(mine)).toContainText("Wersja ich → Wersja moja");
});

test("a refused form comes back filled with the reason at its field @no-js", async ({ page, server, faults }) => {
  faults.allow(/422/);
  await signInAs(page, server, "Rep");
  await page.goto("/deals/new");
  await page.locator("#title").fill("Kuchnia <Nova>");
  await page.locator("#amount").fill("sto złotych");
  await page.locator("#description").fill("Trzy piętra\ni taras");
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(page.locator("#amount-error")).toBeVisible();
  await expect(page.locator("#amount")).toHaveValue("sto złotych");
  await expect(page.locator("#title")).toHaveValue("Kuchnia <Nova>");
  await expect(page.locator("#description")).toHaveValue("Trzy piętra\ni taras");
  await page.locator("#amount").fill("100");
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  await expect(page).toHaveURL(/\/deals\/\d+$/);
});

test("a deal and its forms are accessible and fit a phone @phone", async ({ page, server }) => {
  await signInAs(page, server, "Director");
  await page.goto("/deals?status=open");
  const deal = ((await page.locator("tr[data-deal] a.row-link").first().getAttribute("href")) ?? "").replace(/\?.*/, "");
  for (const address of [deal, `${deal}/edit`, "/deals/new"]) {
    await page.goto(address);
    await expectAccessible(page);
    await expectFits(page);
  }
});
