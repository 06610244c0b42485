// A file goes into the base by hand: chosen, looked at, checked, carried out, undone.
import { signInAs } from "../support/people.ts";
import { expect, expectAccessible, expectFits, type Page, test } from "./base.ts";

/** Sends a file and waits for its page. */
async function upload(page: Page, name: string, text: string): Promise<void> {
  await page.goto("/import");
  await page.getByLabel("Plik CSV").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Prześlij plik" }).click();
  await expect(page).toHaveURL(/\/import\/files\/[\w-]+$/);
}

test("a file is looked at, checked, carried out and undone @no-js", async ({ page, server }, info) => {
  await signInAs(page, server, "Administrator");
  await upload(page, "osoby.csv", `Imię i nazwisko;Grupa\nOla ${info.project.name};Nowa ${info.project.name}\n`);
  await expect(page.getByText("1 wiersz, 2 kolumny")).toBeVisible();
  await page.getByRole("button", { name: "Sprawdź" }).click();
  await expect(page.getByText("Nowe osoby")).toBeVisible();
  await page.getByRole("button", { name: "Importuj" }).click();
  await expect(page.getByText("Import zapisany w całości.")).toBeVisible();
  await page.getByRole("link", { name: "Cofnij import" }).click();
  await page.getByRole("button", { name: "Cofnij import" }).click();
  await expect(page.getByText("Import cofnięty w całości.")).toBeVisible();
});

test("a file that cannot be read says why @no-js", async ({ page, server }) => {
  await signInAs(page, server, "Administrator");
  await upload(page, "arkusz.csv", "a;b\n\0;1\n");
  await expect(page.getByRole("alert")).toContainText("nie jest tekstem");
  await expect(page.getByRole("button", { name: "Sprawdź" })).toHaveCount(0);
});

test("the pages of an import fit a phone and anybody can use them @phone", async ({ page, server }, info) => {
  test.slow();
  await signInAs(page, server, "Administrator");
  const look = async () => {
    await expectFits(page);
    await expectAccessible(page);
  };
  await page.goto("/import");
  await look();
  await upload(page, "osoby.csv", `Imię i nazwisko;Grupa\nEwa ${info.project.name};Druga ${info.project.name}\n`);
  await look();
  await page.getByRole("button", { name: "Sprawdź" }).click();
  await expect(page.getByRole("button", { name: "Importuj" })).toBeVisible();
  await look();
  await page.getByRole("button", { name: "Importuj" }).click();
  await page.getByRole("link", { name: "Pokaż import" }).click();
  await look();
  await page.getByRole("link", { name: "Cofnij import" }).click();
  await look();
});
