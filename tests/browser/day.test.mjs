// What follows the day on which a page is read, and what the reader chooses: states, banners, colors, the place in the contents.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const site = process.env.SITE;
assert.ok(site, "SITE names the folder of the built handbook");
const address = (page) => pathToFileURL(`${site}/`).href + page;

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
});
after(() => browser?.close());

async function on(day, path) {
  const context = await browser.newContext();
  await context.clock.install({ time: new Date(`${day}T12:00:00Z`) });
  const page = await context.newPage();
  await page.goto(address(path));
  return { page, close: () => context.close() };
}

test("a review that falls overdue after the build shows its banner from the day after", async () => {
  for (const [day, shown] of [["2027-03-24", false], ["2027-03-25", true]]) {
    const { page, close } = await on(day, "documents/pol-005.html");
    const banner = page.locator(".banner");
    assert.equal(await banner.isVisible(), shown, day);
    assert.match(await banner.textContent(), /was due on 24 March 2027\. It still binds/);
    await close();
  }
});

test("a reader may choose light or dark, and the next page remembers", async () => {
  const context = await browser.newContext({ colorScheme: "light" });
  const page = await context.newPage();
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto(address("index.html"));
  const light = await paper();
  const button = page.getByRole("button", { name: "Dark colors" });
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.goto(address("documents/pol-005.html"));
  assert.equal(await paper(), dark);
  // Back to what the system says: nothing is kept.
  await button.click();
  assert.equal(await paper(), light);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await context.close();
});

test("the contents of a page mark what is being read", async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address("documents/pol-004.html"));
  const marked = page.locator(".contents a[aria-current]");
  assert.equal(await marked.count(), 0);
  await page.locator("h2", { hasText: "Working abroad" }).evaluate((heading) => heading.scrollIntoView());
  await marked.waitFor();
  assert.match(await marked.textContent(), /Working abroad/);
  await page.close();
});
