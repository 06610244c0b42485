// Markup in what people type stays text: in the page as it is sent, after hydration, and in pages
// that the browser draws itself. Any script that ran, and any request it made, fails the story.
import { signInAs } from "../support/people.ts";
import { expect, type Page, test } from "./base.ts";

const CORPUS = [
  `<img src=x onerror="window.broken=1">`,
  `</textarea><script>window.broken=2</script>`,
  `</title><svg onload=window.broken=3>`,
  `"><iframe srcdoc="<script>parent.broken=4</script>">`,
  `{{constructor.constructor('window.broken=5')()}}<!--`,
];

const broken = (page: Page) => page.evaluate(() => (window as unknown as { broken?: number }).broken);

test("markup in every text of a deal stays text wherever it is shown", async ({ page, server }) => {
  page.on("dialog", () => expect("a dialog").toBe("never opened"));
  await signInAs(page, server, "Rep");
  for (const text of CORPUS) {
    await page.goto("/deals/new");
    await page.locator("#title").fill(text);
    await page.locator("#description").fill(text);
    await page.getByRole("button", { name: "Zapisz", exact: true }).click();
    await expect(page).toHaveURL(/\/deals\/\d+$/);
    const deal = new URL(page.url()).pathname;
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(text);
    await expect(page).toHaveTitle(`${text} – Contentum`);
    await page.locator("#note").fill(text);
    await page.getByRole("button", { name: "Dodaj notatkę" }).click();
    await expect(page.locator(".timeline .event.note").first()).toContainText(text);
    for (const address of [deal, `${deal}/edit`, "/deals?sort=updated", `/search?q=${encodeURIComponent(text)}`, `/deals?q=${encodeURIComponent(text)}`]) {
      await page.goto(address);
      expect(await broken(page), address).toBeUndefined();
    }
    // Drawn by the browser: from the list into the deal and back.
    await page.goto("/deals?sort=updated");
    await page.getByRole("link", { name: text }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(text);
    expect(await broken(page)).toBeUndefined();
  }
});
