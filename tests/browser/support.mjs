// What the browser tests share: the handbook's folder, its files as text and as trees, and a Chromium that notes what goes wrong.
//
// SITE names the folder of the built handbook, CHROMIUM the browser; `tests/run` sets both. SLOW=6 lets the pages of Chromium run six
// times slower, as on a slow machine: a test that asserts before the page has answered fails then.
//
// A key, a click or a scroll may be answered later than the next line of a test runs. So a test waits for what it asserts (`becomes`,
// `waitForURL`, `waitForFunction`), and that is not true before.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after } from "node:test";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { chromium } from "playwright-core";

export const site = process.env.SITE;
assert.ok(site, "SITE names the folder of the built handbook");

export const address = (page, folder = site) => pathToFileURL(`${folder}/`).href + page;
export const read = (path) => readFileSync(join(site, path), "utf8");

// All files of the handbook, as paths with `/`.
export const files = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(site.length + 1).replaceAll("\\", "/"))
  .sort();
export const pages = files.filter((path) => path.endsWith(".html"));

// How long a page may take for anything, in milliseconds: only a test that fails waits for so long.
export const PATIENCE = 120_000;
export const SLOW = Number(process.env.SLOW || 1);

let launched;
export function browser() {
  launched ??= chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    timeout: PATIENCE,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return launched;
}
after(async () => (await launched)?.close());

// Waits until `look` finds what is wanted; in the end what it finds must be that.
export async function becomes(look, wanted, message) {
  let found = await look();
  for (const end = Date.now() + PATIENCE / 4; !isDeepStrictEqual(found, wanted) && Date.now() < end; found = await look()) await sleep(20);
  assert.deepEqual(found, wanted, message);
}

// Readers of their own, who read today or on the day `at`.
export async function reader({ at, ...options } = {}) {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  if (at) await context.clock.install({ time: new Date(`${at}T12:00:00Z`) });
  return context;
}

export async function tab(context) {
  const page = await context.newPage();
  if (SLOW > 1) await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOW });
  return page;
}

// Notes whatever goes wrong on a page: errors, refused content, requests that leave the folder.
export function troublesOf(page) {
  const troubles = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => request.url().startsWith("file:") || troubles.push(`request to ${request.url()}`));
  return troubles;
}

// A page of its own, as by a double click on the file.
export async function open(path, { folder, ...options } = {}) {
  const context = await reader(options);
  const page = await tab(context);
  const troubles = troublesOf(page);
  await page.goto(address(path, folder));
  return { page, troubles, close: () => context.close() };
}

const TABS = 4;

// Visits pages in a few tabs and gathers what `visit` finds, each line with the page's path before it, in the order of the paths.
export async function survey(paths, options, visit) {
  const context = await reader(options);
  const found = new Map(paths.map((path) => [path, []]));
  const waiting = [...found.keys()];
  await Promise.all(Array.from({ length: TABS }, async () => {
    const page = await tab(context);
    const troubles = troublesOf(page);
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      await page.goto(address(path));
      found.get(path).push(...await visit(page, path), ...troubles.splice(0));
    }
  }));
  await context.close();
  return [...found].flatMap(([path, lines]) => lines.map((line) => `${path}: ${line}`));
}
