// What keeps deals moving: stuck ones snoozed, files up and down, calls written down, a sheet of paper.
import { readFile } from "node:fs/promises";
import { signInAs } from "../support/people.ts";
import { expect, expectAccessible, expectFits, type Page, test } from "./base.ts";

const rows = (page: Page) => page.locator("tr[data-deal]");
const count = async (page: Page) => Number(await page.locator(".totals").getAttribute("data-count"));

/** Opens the first stuck deal that its viewer may change. */
async function openStuck(page: Page): Promise<void> {
  await page.goto("/deals?stuck=1");
  await rows(page).first().locator("a.row-link").click();
  await expect(page.locator("#stuck")).toBeVisible();
}

test("the home counts stuck deals, and one is snoozed where it stands and woken again @no-js @phone", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  const link = page.getByRole("link", { name: "Bez postępu", exact: true });
  const told = Number(await page.locator("li", { has: link }).locator(".num").innerText());
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Szanse bez postępu");
  expect(await count(page)).toBe(told);
  const first = rows(page).first();
  await expect(first.locator(".reasons li").first()).not.toBeEmpty();
  const id = await first.getAttribute("data-deal");
  await first.getByRole("link", { name: /^Odłóż/ }).click();
  await page.getByLabel("Powód odłożenia").fill("Klient wraca z urlopu");
  await page.getByRole("button", { name: "Odłóż", exact: true }).click();
  await expect(page.locator(".toast")).toContainText("Szansa jest odłożona");
  expect(await count(page)).toBe(told - 1);
  await expect(page.locator(`tr[data-deal="${id}"]`)).toHaveCount(0);
  await page.locator(".toast").getByRole("button", { name: "Cofnij" }).click();
  await expect(page.locator(".toast")).toHaveCount(0);
  expect(await count(page)).toBe(told);
});

test("the page of a stuck deal says why, offers the snooze and ends it @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  await openStuck(page);
  const card = page.locator("#stuck");
  await card.locator("summary").click();
  await card.getByLabel("Powód odłożenia").fill("Czeka na budżet");
  await card.getByRole("button", { name: "Odłóż" }).click();
  await expect(card).toContainText("Czeka na budżet");
  await card.getByRole("button", { name: "Zakończ odłożenie" }).click();
  await expect(card.locator("summary")).toBeVisible();
});

test("files come up, are listed, come down as they were and go @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  await openStuck(page);
  const files = page.locator("#files");
  const content = "<script>document.title = 'run'</script>";
  await files.getByLabel("Dodaj pliki").setInputFiles([
    { name: "Oferta żółta.html", mimeType: "text/html", buffer: Buffer.from(content) },
    { name: "umowa.txt", mimeType: "text/plain", buffer: Buffer.from("tekst") },
  ]);
  await files.getByRole("button", { name: "Prześlij" }).click();
  await expect(files.locator("li.file")).toHaveCount(2);
  const coming = page.waitForEvent("download");
  await files.getByRole("link", { name: "Oferta żółta.html" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("Oferta żółta.html");
  expect(await readFile(await download.path(), "utf8")).toBe(content);
  await expect(page).not.toHaveTitle("run");
  const file = files.locator("li.file", { hasText: "umowa.txt" });
  await file.locator("summary").click();
  await file.getByRole("button", { name: "Usuń na zawsze" }).click();
  await expect(files.locator("li.file")).toHaveCount(1);
  await expect(page.locator(".timeline")).toContainText("Usunięcie pliku: umowa.txt");
});

test("a call is written down with its time, changed and removed @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  await openStuck(page);
  await page.getByText("Zapisz rozmowę lub spotkanie").click();
  await page.locator("#log-kind").selectOption("meeting");
  await page.locator("#held-at").fill("00:10");
  await page.locator("#duration").fill("45");
  await page.locator("#log-note").fill("Pokaz próbek");
  await page.getByRole("button", { name: "Zapisz", exact: true }).click();
  const event = page.locator(".event.note", { hasText: "Spotkanie" }).first();
  await expect(event).toContainText("00:10");
  await expect(event).toContainText("45 min");
  await expect(event).toContainText("Pokaz próbek");
  await event.locator("summary").click();
  await event.getByLabel("Notatka").fill("Pokaz próbek i cennik");
  await event.getByRole("button", { name: "Zapisz notatkę" }).click();
  await expect(event).toContainText("Pokaz próbek i cennik");
  await event.locator("summary").click();
  await event.getByRole("button", { name: "Usuń notatkę" }).click();
  await expect(page.locator(".timeline")).not.toContainText("Pokaz próbek i cennik");
  await expect(page.locator(".timeline")).toContainText("Usunięcie notatki");
});

test("a deal and a list on paper show no controls and tell whose they are and when @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  for (const address of ["/deals?status=open", "deal"]) {
    if (address === "deal") await openStuck(page);
    else await page.goto(address);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".print-foot")).toContainText("Contentum CRM+");
    await expect(page.locator(".rail")).toBeHidden();
    await expect(page.locator("main .btn:visible")).toHaveCount(0);
    await page.emulateMedia({ media: "screen" });
    await expect(page.locator(".print-foot")).toBeHidden();
  }
});

test("stuck deals and the page of one are accessible in both themes and fit a phone @phone", async ({ page, server }) => {
  await signInAs(page, server, "Head");
  await page.goto("/deals?stuck=1");
  await expectAccessible(page);
  await expectFits(page);
  const id = await rows(page).first().getAttribute("data-deal");
  await page.goto(`/deals?stuck=1&snooze=${id}`);
  await expectAccessible(page);
  await expectFits(page);
  await page.goto(`/deals/${id}`);
  for (const title of ["Zapisz rozmowę lub spotkanie", "Odłóż"]) {
    await page.locator("summary", { hasText: title }).first().click();
  }
  await expectAccessible(page);
  await expectFits(page);
});
