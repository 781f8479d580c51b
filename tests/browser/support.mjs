// What the browser tests share: the handbook's folder, its files as text and as trees, and a Chromium that notes what goes wrong.
//
// SITE names the folder of the built handbook, CHROMIUM the browser; `tests/run` sets both.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
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

let launched;
export function browser() {
  launched ??= chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return launched;
}
after(async () => (await launched)?.close());

// Notes whatever goes wrong on a page: errors, refused content, requests that leave the folder.
export function troublesOf(page) {
  const troubles = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => request.url().startsWith("file:") || troubles.push(`request to ${request.url()}`));
  return troubles;
}

// A page of its own, as by a double click on the file, read today or on the day `at`.
export async function open(path, { folder, at, ...options } = {}) {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 }, ...options });
  if (at) await context.clock.install({ time: new Date(`${at}T12:00:00Z`) });
  const page = await context.newPage();
  const troubles = troublesOf(page);
  await page.goto(address(path, folder));
  return { page, troubles, close: () => context.close() };
}

// Visits pages one after the other in one tab and gathers what `visit` finds, each line with the page's path before it.
export async function survey(paths, options, visit) {
  const { page, troubles, close } = await open("about.html", options);
  const found = [];
  for (const path of paths) {
    await page.goto(address(path));
    for (const line of await visit(page, path)) found.push(`${path}: ${line}`);
    for (const trouble of troubles.splice(0)) found.push(`${path}: ${trouble}`);
  }
  await close();
  return found;
}
