// Assignments from hand to hand: a head sets one, a rep cannot do it, somebody else does, and the
// result is returned once before it is accepted.
import { demoPassword, sendSignIn } from "../support/people.ts";
import { type Server } from "../support/server.ts";
import { expect, expectAccessible, expectFits, type Page, test } from "./base.ts";

async function signInBy(page: Page, server: Server, key: string): Promise<void> {
  // A page that is open while its session goes asks, and is told.
  await page.goto("about:blank");
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await sendSignIn(page, `${key}@arkada.example`, demoPassword(server));
  await expect(page).toHaveURL(`${server.address}/`);
}

const drawer = (page: Page, title: string) =>
  page.locator("details.drawer", { has: page.locator("summary", { hasText: title }) });

async function opened(page: Page, title: string) {
  const found = drawer(page, title);
  await found.locator("summary").click();
  return found;
}

test("an assignment goes from hand to hand until it is accepted @no-js", async ({ page, server }) => {
  const title = "Odebrać próbki tkanin";
  await signInBy(page, server, "anna");
  await page.goto("/tasks");
  await page.locator("#quick").fill(`${title} za 3 dni 10:00 @jan`);
  await page.getByRole("button", { name: "Dodaj", exact: true }).click();
  const added = page.locator(".banner", { hasText: title });
  await expect(added).toContainText("Jan Kowalski");
  await added.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  const address = new URL(page.url()).pathname;

  await signInBy(page, server, "jan");
  await page.goto(address);
  const cannot = await opened(page, "Zgłoś, że się nie da");
  await cannot.locator("#reason-give-up").fill("Kurier nie odbiera");
  await cannot.getByRole("button").click();
  await expect(page.locator(".facts")).toContainText("niewykonalne");

  await signInBy(page, server, "anna");
  await page.goto("/tasks?list=decide");
  await page.getByRole("link", { name: title }).click();
  const over = await opened(page, "Przekaż innej osobie");
  await over.locator("#assignee").fill("Zofia Szymańska");
  await over.getByRole("button").click();
  await expect(page.locator(".facts")).toContainText("Zofia Szymańska");

  await signInBy(page, server, "zofia");
  await page.goto(address);
  await page.locator("#result").fill("Próbki są w biurze");
  await page.getByRole("button", { name: "Oznacz jako wykonane" }).click();
  await expect(page.locator(".facts")).toContainText("wykonane");

  await signInBy(page, server, "anna");
  await page.goto(address);
  const back = await opened(page, "Zwróć do poprawy");
  await back.locator("#reason-return").fill("Brakuje jednej");
  await back.getByRole("button").click();
  await expect(page.locator(".facts")).toContainText("zwrócone");

  await signInBy(page, server, "zofia");
  await page.goto(address);
  await page.getByRole("button", { name: "Oznacz jako wykonane" }).click();
  await signInBy(page, server, "anna");
  await page.goto(address);
  await page.getByRole("button", { name: "Odbierz wynik" }).click();
  await expect(page.locator(".facts")).toContainText("odebrane");
  await expect(page.locator(".timeline")).toContainText("Zwrot, próba 3: Brakuje jednej");
});

test("the typed line is previewed as it will be understood", async ({ page, server }) => {
  await signInBy(page, server, "anna");
  await page.goto("/tasks");
  await page.locator("#quick").pressSequentially("wysłać ofertę 2099-12-01 @jan");
  await expect(page.locator(".task-understood")).toHaveText("wysłać ofertę → Jan Kowalski · 01.12.2099");
});

test("the screens of assignments are accessible and fit a phone", async ({ page, server }) => {
  await signInBy(page, server, "tomasz");
  for (const address of ["/tasks", "/tasks?list=team", "/tasks/new", "/tasks/1"]) {
    await page.goto(address);
    await expectAccessible(page);
    await expectFits(page);
  }
});
