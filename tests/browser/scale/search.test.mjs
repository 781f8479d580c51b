// What a search costs a reader of a large handbook, and that what it costs little finds no less. SITE names the site; BOUND is how many bytes may
// come before the first result.
//
// Bytes are those of compressed files, and asserted; times depend on the machine, and are told.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { engine } from "./engine.mjs";
import { onePiece } from "./one-piece.mjs";
import { questions } from "./questions.mjs";
import { packer, serve } from "./site.mjs";

const SITE = process.env.SITE;
const FIRST = Number(process.env.BOUND);
const FURTHER = 40_000;
const PANEL = 5; // hits below the field
const ASKED = 500;

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
// The middle and the ends of a list of numbers, in words.
function spread(numbers, unit) {
  const sorted = [...numbers].sort((left, right) => left - right);
  return `median ${unit(sorted[sorted.length >> 1])}, nine of ten at most ${unit(sorted[Math.floor(sorted.length * 0.9)])}, all at most ${unit(sorted.at(-1))}`;
}

let asked;
before(async () => {
  assert.ok(SITE && FIRST > 0, "SITE and BOUND are set");
  asked = await questions((await engine(SITE)).search, ASKED);
});

test(`the first ten pages of ${ASKED} questions are those of an index in one piece`, async (context) => {
  const { search } = await engine(SITE);
  const whole = onePiece(SITE, (await engine(SITE)).search);
  let found = 0;
  for (const question of asked) {
    const { hits } = await search.ask(question);
    assert.deepEqual(Array.from(hits.slice(0, 10), ({ page }) => page), await whole(question, 10), question);
    if (hits.length) found += 1;
  }
  context.diagnostic(`${found} of ${ASKED} questions have results`);
  assert.ok(found > ASKED * 0.9);
});

test("of a word that is nearly everywhere the best pages are listed, and that there are more is said", async () => {
  const { search } = await engine(SITE);
  const { hits, isWhole } = await search.ask("policy");
  assert.ok(hits.length > 10 && hits.length < search.index.size, `${hits.length} pages of ${search.index.size}`);
  assert.equal(isWhole, false);
  const [rare] = (await search.wordsStarting("zan")).sort((left, right) => right.length - left.length);
  assert.equal((await search.ask(rare)).isWhole, true, `“${rare}” is rare`);
});

test("a question reads little, whatever it is", async (context) => {
  const pack = packer(SITE);
  const weight = (paths) => sum(paths.map((path) => pack(path).length));
  const [first, further] = [[], []];
  for (const question of asked) {
    const { search, read } = await engine(SITE);
    const ready = read.length;
    const { hits } = await search.ask(question);
    const pages = hits.slice(0, PANEL).map(({ page }) => page);
    await search.heads(pages.slice(0, 1));
    first.push(weight([...read, "static/search-hits.js", "static/search.css"]));
    await search.heads(pages);
    further.push(weight(read.slice(ready)));
  }
  context.diagnostic(`until the first result: ${spread(first, kB)}`);
  context.diagnostic(`a further question, with ${PANEL} results: ${spread(further, kB)}`);
  assert.ok(Math.max(...first) <= FIRST, `all at most ${kB(FIRST)}`);
  assert.ok(Math.max(...further) <= FURTHER, `all at most ${kB(FURTHER)}`);
});

let browser;
let site;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM });
  site = await serve(SITE);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

// A phone on the move: 150 ms to the server and back, 1.6 Mbit a second.
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };

// What a script takes, in milliseconds since the page began.
async function scriptTime(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * metrics.find(({ name }) => name === "ScriptDuration").value;
}

// Runs before the scripts of a page: notes when the first result stands below the field.
const noteFirst = () => {
  performance.setResourceTimingBufferSize(10_000);
  new MutationObserver(() => {
    if (!globalThis.firstAt && document.querySelector(".found:not([hidden]) li.hit")) globalThis.firstAt = performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true });
};
const found = (page) => page.waitForFunction(() => document.querySelector(".found:not([hidden]) li.hit"));
// What had come from the beginning until the first result stood there.
const untilFirst = (page, start) => page.evaluate((start) => performance.getEntriesByType("resource")
  .filter(({ startTime, responseEnd }) => startTime >= start && responseEnd <= globalThis.firstAt)
  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0), start);

// From a page of the handbook, with nothing in the cache: a question, and another one.
for (const [how, ask] of [["at once", (field, question) => field.fill(question)], ["letter by letter", (field, question) => field.pressSequentially(question, { delay: 100 })]]) {
  test(`in Chromium on a slow line, asked ${how}, the first result is there after few bytes`, async (context) => {
    const [first, further, scripts] = [[], [], []];
    const several = asked.filter((question) => question.includes(" ") && question.length < 40);
    for (let i = 0; i < 20; i += 2) {
      const reader = await browser.newContext();
      const page = await reader.newPage();
      await page.addInitScript(noteFirst);
      const session = await reader.newCDPSession(page);
      await session.send("Performance.enable");
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", LINE);
      await page.goto(`${site.origin}index.html`);
      const begin = await page.evaluate(() => performance.now());
      const field = page.locator("#quick-search");
      await ask(field, several[i]);
      await found(page);
      first.push(await untilFirst(page, begin));
      await page.waitForLoadState("networkidle");
      await field.fill("");
      await page.waitForFunction(() => !document.querySelector(".found:not([hidden])"));
      site.sent.length = 0;
      const start = await scriptTime(session);
      await ask(field, several[i + 1]);
      await found(page);
      await page.waitForLoadState("networkidle");
      further.push(sum(site.sent.map(({ bytes }) => bytes)));
      scripts.push(await scriptTime(session) - start);
      await reader.close();
    }
    context.diagnostic(`before the first result: ${spread(first, kB)}`);
    context.diagnostic(`a further question: ${spread(further, kB)}, ${spread(scripts, (ms) => `${ms.toFixed(1)} ms`)} of script`);
    assert.ok(Math.max(...first) <= FIRST, `all at most ${kB(FIRST)}`);
    if (how === "at once") assert.ok(Math.max(...further) <= FURTHER, `all at most ${kB(FURTHER)}`);
  });
}
