// The example's handbook in a browser, opened from its folder by file:// as by a double click.
//
// SITE names the folder, CHROMIUM the browser; `tests/run` sets both.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const site = process.env.SITE;
assert.ok(site, "SITE names the folder of the built handbook");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const address = (page) => pathToFileURL(`${site}/`).href + page;

// One page of each type.
const TYPES = [
  "index.html", "documents/pol-005.html", "documents/std-005.html", "documents/pol-006.html", "documents/gdl-002.html",
  "records/rec-001.html", "sections/access.html", "documents.html", "controls.html", "controls/a.5.15.html", "clauses.html",
  "clauses/6.1.3.html", "soa.html", "risks.html", "risks/r-002.html", "evidence.html", "evidence/ev-2026-019.html",
  "obligations.html", "reviews.html", "owners.html", "owners/ciso.html", "glossary.html", "search.html", "404.html", "about.html",
  "manage.html", "gaps.html", "reading.html", "reading/engineers.html",
];

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});
after(() => browser?.close());

// A page that notes whatever goes wrong: errors, refused content, requests that leave the folder.
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => request.url().startsWith("file:") || troubles.push(`request to ${request.url()}`));
  await page.goto(address(path));
  return { page, troubles, close: () => context.close() };
}

// axe is put into the page by the driver, past the content security policy, which forbids it as it must.
async function violations(page) {
  await page.evaluate(axe);
  const results = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return results.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target).join(" | ").slice(0, 300)}`);
}

for (const scheme of ["light", "dark"]) {
  test(`every type of page is accessible and quiet, ${scheme}`, async () => {
    const found = [];
    for (const path of TYPES) {
      const { page, troubles, close } = await open(path, { colorScheme: scheme });
      found.push(...troubles.map((trouble) => `${path}: ${trouble}`));
      found.push(...(await violations(page)).map((violation) => `${path}: ${violation}`));
      await close();
    }
    assert.deepEqual(found, []);
  });
}

test("pages fit a narrow phone", async () => {
  const wide = [];
  for (const path of TYPES) {
    const { page, close } = await open(path, { viewport: { width: 320, height: 640 } });
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    if (width > 320) wide.push(`${path}: ${width}`);
    await close();
  }
  assert.deepEqual(wide, []);
});

test("without scripts everything can be read and found", async () => {
  const { page, close } = await open("index.html", { javaScriptEnabled: false });
  await page.locator("nav.tree a", { hasText: "Access" }).first().click();
  await page.locator("main a", { hasText: "Access control policy" }).first().click();
  assert.equal(await page.locator("h1").textContent(), "Access control policy");
  await page.goto(address("search.html"));
  assert.ok((await page.locator("main a", { hasText: "Backup policy" }).count()) > 0);
  await page.goto(address("soa.html"));
  assert.equal(await page.locator("tr[id^='c-']").count(), 93);
  await close();
});

test("the first stop of the keyboard leads to the text", async () => {
  const { page, close } = await open("documents/pol-005.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Skip to content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await close();
});

test("the state of a review follows the day on which the page is read", async () => {
  const context = await browser.newContext();
  await context.clock.install({ time: new Date("2027-04-01T12:00:00Z") });
  const page = await context.newPage();
  await page.goto(address("documents/pol-005.html"));
  const strip = await page.locator("dl.strip").textContent();
  assert.match(strip, /8 days ago/);
  assert.match(strip, /Review overdue/);
  await context.close();
});

test("what to do next says how late it is on the day on which the page is read", async () => {
  const context = await browser.newContext();
  await context.clock.install({ time: new Date("2026-11-24T12:00:00Z") });
  const page = await context.newPage();
  await page.goto(address("manage.html"));
  const late = (id) => page.locator("#next ~ * tr", { has: page.locator(`.id:text-is("${id}")`) }).locator(".late");
  // Due on 23 November: in time when the handbook was built, a day late when it is read.
  assert.deepEqual([await late("POL-003").textContent(), await late("POL-003").getAttribute("class")], ["1 day late", "badge badge-bad late"]);
  assert.equal(await late("GDL-003").textContent(), "in 6 days");
  await context.close();
});
