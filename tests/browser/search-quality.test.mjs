// The yardstick of the search: every question of questions.toml, asked as the search page asks, and where its page comes.
//
// Prints hit@1, hit@3 and MRR over all questions and over both halves: rules are tuned on the questions with odd numbers, so that the even ones
// tell whether they also hold for questions that nobody looked at.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { complete, RESULTS } from "./asking.mjs";
import { open } from "./support.mjs";

const MUST = 0.9;

// The keys that questions.toml uses, one on each line; nothing else of TOML.
function readQuestions(text) {
  const all = { question: [], unanswered: [] };
  let entry = null;
  for (const line of text.split("\n")) {
    const table = /^\[\[(question|unanswered)\]\]$/.exec(line);
    const pair = /^(ask|page|note)\s*=\s*(".*"|\[.*\])$/.exec(line);
    if (table) all[table[1]].push(entry = {});
    else if (pair && entry) entry[pair[1]] = JSON.parse(pair[2]);
    else assert.match(line, /^(#.*)?$/, "a line of questions.toml that this test cannot read");
  }
  return all;
}

let page;
let troubles;
let close;
before(async () => {
  ({ page, troubles, close } = await open("search.html"));
  await page.waitForFunction(() => globalThis.annexaSearch?.index);
});
after(() => close?.());

// The addresses of the pages found, best first. A section of a page is the page.
const ask = (query) => page.evaluate(async (words) => {
  const search = globalThis.annexaSearch;
  const pages = (await search.ask(words)).hits.map((hit) => hit.page);
  await search.heads(pages);
  return pages.map((page) => search.head(page).url.replace(/#.*/, ""));
}, query);

function score(asked) {
  const of = (holds) => asked.filter(({ rank }) => holds(rank)).length / asked.length;
  return { at1: of((rank) => rank === 1), at3: of((rank) => rank > 0 && rank <= 3), mrr: asked.reduce((sum, { rank }) => sum + (rank ? 1 / rank : 0), 0) / asked.length };
}

const said = (name, asked) => {
  const { at1, at3, mrr } = score(asked);
  return `${name}: ${asked.length} questions, hit@1 ${at1.toFixed(3)}, hit@3 ${at3.toFixed(3)}, MRR ${mrr.toFixed(3)}`;
};

test("the answer to an everyday question is among the first three pages", async () => {
  const { question } = readQuestions(readFileSync(new URL("questions.toml", import.meta.url), "utf8"));
  assert.ok(question.length >= 60, "the yardstick has at least 60 questions");
  const asked = [];
  for (const { ask: words, page: pages } of question) {
    const found = await ask(words);
    const rank = found.findIndex((url) => pages.includes(url)) + 1;
    asked.push({ words, pages, rank, first: found.slice(0, 3) });
  }
  for (const { words, pages, rank, first } of asked) {
    if (rank === 0 || rank > 3) console.log(`missed (${rank || "not found"}): “${words}” wants ${pages.join(" or ")}; first came ${first.join(", ") || "nothing"}`);
    else if (process.env.ALL && rank > 1) console.log(`rank ${rank}: “${words}” wants ${pages.join(" or ")}; first came ${first.join(", ")}`);
  }
  console.log(said("odd numbers", asked.filter((_, i) => i % 2 === 0)));
  console.log(said("even numbers", asked.filter((_, i) => i % 2 === 1)));
  console.log(said("all", asked));
  assert.ok(score(asked).at3 >= MUST, `hit@3 is at least ${MUST}`);
});

test("questions that the handbook does not answer do no harm", async () => {
  const { unanswered } = readQuestions(readFileSync(new URL("questions.toml", import.meta.url), "utf8"));
  for (const { ask: words } of unanswered) {
    await page.locator("#search").fill(words);
    await complete(page, RESULTS, words);
  }
  assert.deepEqual(troubles, []);
});
