// Getting in and out, and who may look after whom.
import { demoEmail, demoPassword, sendSignIn, signInAs } from "../support/people.ts";
import { expect, expectAccessible, expectFits, type Page, test } from "./base.ts";

const PASSWORD = "cztery konie w galopie";
const alert = (page: Page) => page.getByRole("alert");
const save = (page: Page, name = "Zapisz") => page.getByRole("button", { name, exact: true }).click();

/** Adds a rep with an invitation and returns the page of the person and the one-time link. */
async function invite(page: Page, name: string, email: string): Promise<{ person: string; link: string }> {
  await page.goto("/people/new");
  await page.getByLabel("Imię i nazwisko").fill(name);
  await page.getByLabel(/^Adres e-mail/).fill(email);
  await page.getByLabel("Grupa sprzedaży").selectOption({ index: 1 });
  await save(page, "Dodaj osobę");
  await expect(page).toHaveURL(/\/people\/\d+\/invitation$/);
  const link = await page.getByLabel("Odnośnik", { exact: true }).inputValue();
  return { person: page.url().replace(/\/invitation$/, ""), link };
}

async function accept(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Hasło", { exact: true }).fill(PASSWORD);
  await save(page, "Ustaw hasło i zaloguj");
  await expect(page).not.toHaveURL(/invitation/);
}

test("an unknown account and a wrong password are told alike, and nothing else is lost @no-js", async ({
  page,
  server,
}) => {
  const told = [];
  for (const email of ["nobody@example.com", demoEmail(server, "Rep")]) {
    await page.goto("/sign-in");
    await sendSignIn(page, email, "not the password");
    told.push(await alert(page).innerText());
    await expect(page.getByLabel("Adres e-mail", { exact: true })).toHaveValue(email);
    await expect(page.getByLabel("Hasło", { exact: true })).toHaveValue("");
    expect(page.url()).not.toContain("not");
  }
  expect(told[0]).toContain("się nie zgadza");
  expect(told[1]).toBe(told[0]);
});

test("sign-in leads back to the page that was asked for, and never off the site @no-js", async ({ page, server }) => {
  await page.goto("/people?show=all");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await sendSignIn(page, demoEmail(server, "Rep"), demoPassword(server));
  await expect(page).toHaveURL(`${server.address}/people?show=all`);
  await page.goto("/sign-in?next=//evil.example/");
  await sendSignIn(page, demoEmail(server, "Rep"), demoPassword(server));
  await expect(page).toHaveURL(`${server.address}/`);
});

test("signing out ends the session for good @no-js", async ({ page, context, server }) => {
  await signInAs(page, server, "Rep");
  const cookies = await context.cookies();
  await page.locator(".rail details.user > summary").click();
  await page.locator(".rail").getByRole("button", { name: "Wyloguj" }).click();
  await expect(page).toHaveURL(`${server.address}/sign-in`);
  await context.addCookies(cookies);
  await page.goto("/people");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("an invitation is shown once, works once, and lets in whom it was for @no-js", async ({
  page,
  browser,
  server,
  faults,
}, info) => {
  faults.allow(/404/);
  await signInAs(page, server, "Administrator");
  const email = `olga.${info.project.name}@example.com`;
  const { person, link } = await invite(page, "Olga Bąk", email);
  await page.reload();
  await expect(page.getByLabel("Odnośnik", { exact: true })).toHaveCount(0);

  const other = await browser.newContext({ ...info.project.use, baseURL: server.address });
  const guest = await other.newPage();
  await guest.goto(link);
  await guest.getByLabel("Hasło", { exact: true }).fill("Olga Bąk 2026");
  await save(guest, "Ustaw hasło i zaloguj");
  await expect(guest.getByText("powtarza imię")).toBeVisible();
  await accept(guest, link);
  await expect(guest.locator(".rail .user-name")).toHaveText("Olga Bąk");
  await guest.goto(link);
  await expect(guest.getByText("już zużyty")).toBeVisible();

  await page.goto(`${person}/access`);
  await save(page, "Wyłącz dostęp");
  await expect(page.getByText("sesje zakończone")).toBeVisible();
  await guest.goto("/people");
  await expect(guest).toHaveURL(/\/sign-in/);
  await sendSignIn(guest, email, PASSWORD);
  await expect(alert(guest)).toContainText("się nie zgadza");
  await other.close();
});

test("a new password signs out the other devices and needs the old one @no-js", async ({
  page,
  browser,
  server,
}, info) => {
  await signInAs(page, server, "Administrator");
  const email = `ewa.${info.project.name}@example.com`;
  const { link } = await invite(page, "Ewa Lis", email);
  const contexts = [];
  for (const _ of ["first", "second"]) {
    contexts.push(await browser.newContext({ ...info.project.use, baseURL: server.address }));
  }
  const [first, second] = [await contexts[0].newPage(), await contexts[1].newPage()];
  await accept(first, link);
  await second.goto("/sign-in");
  await sendSignIn(second, email, PASSWORD);
  await second.goto("/account");

  await first.goto("/account");
  const change = async (old: string) => {
    await first.getByLabel("Obecne hasło", { exact: true }).fill(old);
    await first.getByLabel("Nowe hasło", { exact: true }).fill("pięć koni w galopie");
    await save(first, "Zmień hasło");
  };
  await change("not the password");
  await expect(alert(first)).toContainText("Obecne hasło się nie zgadza");
  await change(PASSWORD);
  await expect(first.getByText("Hasło zmienione")).toBeVisible();
  await second.reload();
  await expect(second).toHaveURL(/\/sign-in/);
  await Promise.all(contexts.map((context) => context.close()));
});

test("a group is made, led, moved and dissolved, but not while it holds a subgroup @no-js", async ({
  page,
  server,
}, info) => {
  const name = `Zespół ${info.project.name}`;
  await signInAs(page, server, "Administrator");
  await page.goto("/groups/new");
  await page.getByLabel("Nazwa").fill(name);
  await save(page, "Dodaj grupę");
  const group = page.url().split("?")[0];
  const head = await page.locator("#person-list option").first().getAttribute("value");
  await page.getByLabel("Dodaj kierownika", { exact: true }).fill(head ?? "");
  await save(page, "Dodaj kierownika");
  await expect(page.getByRole("button", { name: "Odwołaj" })).toHaveCount(1);
  await page.getByLabel("Przenieś pod inną grupę").selectOption({ index: 1 });
  await save(page, "Przenieś");
  await expect(page.getByText("Grupa przeniesiona.")).toBeVisible();

  await page.goto(`/groups/new?parent=${group.split("/").pop()}`);
  await page.getByLabel("Nazwa").fill("Pod spodem");
  await save(page, "Dodaj grupę");
  const below = page.url().split("?")[0];
  await page.goto(`${group}/dissolve`);
  await save(page, "Rozwiąż grupę");
  await expect(alert(page)).toContainText("podgrup");
  for (const gone of [below, group]) {
    await page.goto(`${gone}/dissolve`);
    await save(page, "Rozwiąż grupę");
    await expect(page.getByText("Grupa rozwiązana.")).toBeVisible();
  }
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

test("other access rules hold at once @no-js", async ({ page, browser, server }, info) => {
  await signInAs(page, server, "Administrator");
  const other = await browser.newContext({ ...info.project.use, baseURL: server.address });
  const rep = await other.newPage();
  await signInAs(rep, server, "Rep");
  const seen = async (rules: string) => {
    await page.goto("/access");
    const choice = page.getByRole("radio", { name: new RegExp(`^${rules}`) });
    if (!(await choice.isChecked())) {
      await choice.check();
      await save(page);
      await expect(page.getByText("Nowe zasady obowiązują.")).toBeVisible();
    }
    await rep.goto("/deals");
    return Number(await rep.locator("[data-count]").first().getAttribute("data-count"));
  };
  const [own, group, all] = [await seen("Prywatność"), await seen("Zespół"), await seen("Otwarte")];
  expect(own).toBeGreaterThan(0);
  expect(group).toBeGreaterThan(own);
  expect(all).toBeGreaterThan(group);
  expect(await seen("Zespół")).toBe(group);
  await other.close();
});

test("administration is not there for others, as if it never existed @no-js", async ({ page, server, faults }) => {
  faults.allow(/404/);
  await signInAs(page, server, "Rep");
  for (const path of ["/access", "/people/new", "/people/1/edit", "/people/1/invitation", "/people/999999", "/groups/new"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nie ma takiej strony");
  }
  await page.goto("/people");
  await expect(page.getByRole("link", { name: "Dodaj osobę" })).toHaveCount(0);
});

test("the pages of people fit a phone and anybody can use them @phone", async ({ page, server }) => {
  // Thirteen pages, each looked through twice.
  test.slow();
  await page.goto("/sign-in");
  await expectFits(page);
  await expectAccessible(page);
  await signInAs(page, server, "Administrator");
  for (const path of [
    "/people",
    "/people/new",
    "/people/2",
    "/people/2/groups",
    "/people/2/roles",
    "/people/2/access",
    "/people/2/invitation",
    "/groups",
    "/groups/1",
    "/groups/1/dissolve",
    "/access",
    "/account",
  ]) {
    await page.goto(path);
    await expectFits(page);
    await expectAccessible(page);
  }
});
