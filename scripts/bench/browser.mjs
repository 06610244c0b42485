// Prints, as NAME=NUMBER, medians of what Chromium needs for the list of deals at ADDRESS with COOKIE.
import { chromium } from "@playwright/test";

const [address, cookie] = process.argv.slice(2);
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: flags });
const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
const kb = (bytes) => Math.round(bytes / 1000);

async function visitor() {
  const context = await browser.newContext();
  const [name, value] = cookie.split("=");
  await context.addCookies([{ name, value, url: address }]);
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  return { context, page, network };
}

/** Milliseconds from the start of the navigation to the hydrated page, seen inside the page. */
async function hydrated(page, path) {
  await page.goto(address + path);
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  return page.evaluate(() => performance.getEntriesByName("hydrated")[0].startTime);
}

const watch = () =>
  new MutationObserver((_, observer) => {
    if (!document.documentElement?.hasAttribute("data-hydrated")) return;
    performance.mark("hydrated");
    observer.disconnect();
  }).observe(document, { attributes: true, subtree: true, childList: true });

const cold = [];
let bytes, requests, wasm, first;
for (let round = 0; round < 7; round++) {
  const { context, page, network } = await visitor();
  await page.addInitScript(watch);
  const urls = new Map();
  [bytes, requests, wasm] = [0, 0, 0];
  network.on("Network.responseReceived", ({ requestId, response }) => urls.set(requestId, response.url));
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
    if (/\.wasm/.test(urls.get(requestId) ?? "")) wasm += encodedDataLength;
  });
  const stream = page.waitForRequest(/\/live\?/);
  cold.push(await hydrated(page, "/deals"));
  first = wasm;
  // What follows the page comes once it works; with its stream everything has been asked for.
  await stream;
  await context.close();
}

const { page } = await visitor();
await page.addInitScript(watch);
const warm = [];
const click = [];
for (let round = 0; round < 9; round++) {
  warm.push(await hydrated(page, "/deals"));
  // From the click to the next screen's heading, painted.
  click.push(
    await page.evaluate(async () => {
      const link = document.querySelector("td.lead a");
      const heading = () => document.querySelector("h1")?.textContent;
      const before = heading();
      const began = performance.now();
      link.click();
      while (heading() === before) await new Promise((frame) => requestAnimationFrame(frame));
      await new Promise((frame) => requestAnimationFrame(frame));
      return performance.now() - began;
    }),
  );
}
console.log(`bytes=${kb(bytes)}\nrequests=${requests}\nwasm=${kb(first)}\nlater=${kb(wasm - first)}`);
console.log(`cold=${Math.round(median(cold))}\nwarm=${Math.round(median(warm))}\nclick=${Math.round(median(click))}`);
await browser.close();
