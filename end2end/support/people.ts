// The people of the demo firm: who can sign in, and signing them in through the page.
import { expect, type Page } from "@playwright/test";
import type { Server } from "./server.ts";

export type Role = "Rep" | "Head" | "Director" | "Administrator" | "Auditor";

/** The password of everybody in the demo firm, as the server prints it. */
export function demoPassword(server: Server): string {
  const found = /^Sign in with the password: (.+)$/m.exec(server.output());
  if (!found) throw new Error(`the demo server printed no password:\n${server.output()}`);
  return found[1].trim();
}

/** The printed address of somebody with that role. */
export function demoEmail(server: Server, role: Role): string {
  const found = new RegExp(`^\\s+${role}: (\\S+) \\(`, "m").exec(server.output());
  if (!found) throw new Error(`the demo server printed no ${role}:\n${server.output()}`);
  return found[1];
}

/** Fills and sends the sign-in form of the page that is open. */
export async function sendSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Adres e-mail", { exact: true }).fill(email);
  await page.getByLabel("Hasło", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Zaloguj", exact: true }).click();
}

/** Signs somebody of the demo firm in and waits for the start page. */
export async function signInAs(page: Page, server: Server, role: Role): Promise<void> {
  await page.goto("/sign-in");
  await sendSignIn(page, demoEmail(server, role), demoPassword(server));
  await expect(page).toHaveURL(`${server.address}/`);
}
