// The feed of changes, read by a reader of feeds, beside the page that shows the same.
//
// ANNEXA names the program; `tests/run` sets it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseFeed } from "@rowanmanning/feed-parser";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
const program = resolve(process.env.ANNEXA);
const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const site = mkdtempSync(join(tmpdir(), "annexa-feed-"));
after(() => rmSync(site, { recursive: true }));

const run = spawnSync(program, ["build", "content-example", "--today", "2026-11-21", "--output", site], { cwd: repository, encoding: "utf8" });
assert.equal(run.status, 0, run.stderr);
const text = readFileSync(join(site, "changes.xml"), "utf8");
const feed = parseFeed(text);

test("the feed is Atom, with a title, an author and a day", () => {
  assert.equal(feed.meta.type, "atom");
  assert.equal(feed.meta.version, "1.0");
  assert.equal(feed.title, "Brightmoor security handbook: changes");
  assert.deepEqual(feed.authors.map((author) => author.name), ["Brightmoor Software Ltd"]);
  assert.equal(feed.updated.toISOString(), feed.items[0].updated.toISOString());
  assert.equal(feed.language, "en");
});

test("each entry has what RFC 4287 asks for, and an id of its own", () => {
  assert.equal(feed.items.length, 50);
  for (const item of feed.items) {
    assert.match(item.id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.ok(item.title && item.description && item.url, item.id);
    assert.match(item.updated.toISOString(), /^20\d\d-\d\d-\d\dT00:00:00\.000Z$/);
  }
  assert.equal(new Set([feed, ...feed.items].map((entry) => entry.id ?? entry.title)).size, 51);
});

test("entries come newest first and lead to pages of the handbook", () => {
  const days = feed.items.map((item) => item.updated.toISOString());
  assert.deepEqual(days, days.toSorted().reverse());
  const addresses = [...text.matchAll(/<link rel="(?:alternate|related)" [^>]*href="([^"]+)"/g)].map(([, address]) => address);
  assert.ok(addresses.length > 50);
  for (const address of addresses) assert.ok(readFileSync(join(site, address), "utf8").includes("<main"), address);
});

test("every entry stands on the page of changes", () => {
  const page = readFileSync(join(site, "changes.html"), "utf8");
  for (const item of feed.items) {
    const [, id] = /^(\S+)/.exec(item.title);
    assert.ok(page.includes(`<span class="id">${id}</span>`), item.title);
  }
});
