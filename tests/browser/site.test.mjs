// The search of the example's handbook, opened from its folder by file:// as by a double click.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./support.mjs";

async function results(page, query) {
  const field = page.locator("#search");
  await field.fill("");
  await field.fill(query);
  await page.waitForFunction(() => document.querySelector("#search-results li") || /Nothing/.test(document.querySelector("#search-status").textContent));
  await page.waitForTimeout(150);
  return page.locator("#search-results li").evaluateAll((items) => items.map((item) => ({
    title: item.querySelector(".hit-title").textContent,
    address: item.querySelector("a").getAttribute("href"),
    state: item.querySelector(".badge")?.textContent ?? "",
    text: item.querySelector(".hit-text").textContent,
  })));
}

test("the search finds pages by words, questions, ids, beginnings and typing errors", async () => {
  const { page, troubles, close } = await open("search.html");
  const first = async (query) => (await results(page, query))[0];
  assert.equal((await first("POL-005")).title, "Access control policy");
  assert.equal((await first("A.5.15")).address, "controls/a.5.15.html");
  assert.match((await first("can I use my own phone")).title, /Device policy/);
  const backup = await first("backup");
  assert.equal(backup.title, "Backup policy");
  assert.equal(backup.state, "In date");
  assert.ok(backup.text.length > 40, "a hit has an excerpt");
  assert.equal((await first("bakcup")).title, "Backup policy");
  assert.equal((await first("what do I do when I lose my laptop")).title, "Reporting a security event");
  assert.match((await first("cryptogr")).title, /Cryptography/);
  assert.deepEqual(await results(page, "xyzzyplugh"), []);
  assert.match(await page.locator("#search-status").textContent(), /Nothing found/);
  assert.deepEqual(troubles, []);
  await close();
});

test("a search has an address of its own", async () => {
  const { page, close } = await open("search.html?q=lost%20laptop");
  await page.waitForSelector("#search-results li");
  assert.equal(await page.locator("#search").inputValue(), "lost laptop");
  await close();
});

test("the quick search leads from any page to the results", async () => {
  const { page, troubles, close } = await open("documents/pol-005.html");
  await page.locator("#quick-search").fill("backup");
  await page.locator("#quick-search").press("Enter");
  await page.waitForSelector("#search-results li");
  assert.match(page.url(), /search\.html\?q=backup$/);
  assert.deepEqual(troubles, []);
  await close();
});
