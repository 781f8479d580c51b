// The feed of changes, read by a reader of feeds and held against a schema of Atom, beside the page that shows the same.
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
import { RelaxNGValidator, XmlDocument } from "libxml2-wasm";
import { TITLES, empty, hostile } from "./hostile.mjs";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
const program = resolve(process.env.ANNEXA);
const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, "../..");
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** Builds a project and returns the folder of the site. */
function built(project) {
  const site = mkdtempSync(join(tmpdir(), "annexa-feed-"));
  folders.push(site);
  const run = spawnSync(program, ["build", project, "--profile", "draft", "--today", "2026-11-21", "--output", site], { cwd: repository, encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return site;
}

const kept = (folder) => folders.push(folder) && folder;
const ADDRESS = "https://isms.example.org/a/b/";
const sites = {
  "the example": built("content-example"),
  "an empty project": built(kept(empty())),
  "a hostile project": built(kept(hostile())),
  "a hostile project with an address": built(kept(hostile({ show: "roles", address: ADDRESS }))),
};
const textOf = (name) => readFileSync(join(sites[name], "downloads/changes.xml"), "utf8");
const site = sites["the example"];
const text = textOf("the example");
const feed = parseFeed(text);

const schema = RelaxNGValidator.fromDoc(XmlDocument.fromString(readFileSync(join(here, "atom.rng"), "utf8")));

/** What the schema says against a feed; nothing when it holds. */
function fault(xml) {
  const document = XmlDocument.fromString(xml);
  try {
    schema.validate(document);
    return undefined;
  } catch (error) {
    return error.message;
  } finally {
    document.dispose();
  }
}

for (const name of Object.keys(sites)) {
  test(`the feed of ${name} is Atom by its schema`, () => {
    assert.equal(fault(textOf(name)), undefined);
  });
}

test("the schema refuses what is no Atom", () => {
  const faults = {
    "a day without a time": text.replace(/<updated>(\S+)T00:00:00Z<\/updated>/, "<updated>$1</updated>"),
    "no id": text.replace(/<id>.*<\/id>/, ""),
    "an id that is none": text.replace("urn:uuid:", "uuid:"),
    "an element of nobody": text.replace("</feed>", "<more/></feed>"),
    "a link to nowhere": text.replace(/href="[^"]+"/, 'href=""'),
  };
  for (const [name, xml] of Object.entries(faults)) {
    assert.notEqual(xml, text, name);
    assert.ok(fault(xml), name);
  }
});

test("the feed is Atom, with a title, an author and a day", () => {
  assert.equal(feed.meta.type, "atom");
  assert.equal(feed.meta.version, "1.0");
  assert.equal(feed.title, "Brightmoor security handbook: changes");
  assert.deepEqual(feed.authors.map((author) => author.name), ["Brightmoor Software Ltd"]);
  assert.equal(feed.language, "en");
});

test("each entry has what RFC 4287 asks for, and an id of its own", () => {
  assert.equal(feed.items.length, 50);
  for (const item of feed.items) {
    assert.match(item.id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.ok(item.title && item.description && item.url, item.id);
    assert.match(item.updated.toISOString(), /^20\d\d-\d\d-\d\dT00:00:00\.000Z$/);
  }
});

for (const name of Object.keys(sites)) {
  test(`in the feed of ${name} no id is there twice, and the feed is as new as its newest entry`, () => {
    const xml = textOf(name);
    const ids = [...xml.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    const [whole, ...days] = [...xml.matchAll(/<updated>([^<]+)<\/updated>/g)].map(([, day]) => day);
    assert.equal(whole, days.toSorted().at(-1) ?? "2026-11-21T00:00:00Z");
    assert.deepEqual(days, days.toSorted().reverse());
  });
}

/** The links of a feed: what each is, and where it leads. */
const links = (xml) => [...xml.matchAll(/<link rel="([^"]+)" [^>]*href="([^"]+)"/g)].map(([, rel, href]) => ({ rel, href: href.replaceAll("&#x2F;", "/").replaceAll("&amp;", "&") }));

test("without an address links are relative to the feed and lead to pages of the handbook", () => {
  const all = links(text);
  assert.ok(all.length > 50);
  for (const { rel, href } of all) {
    const file = readFileSync(join(site, "downloads", href), "utf8");
    assert.ok(rel === "self" ? file === text : file.includes("<main"), href);
  }
});

test("with an address every link is absolute and leads to a page of the handbook", () => {
  const name = "a hostile project with an address";
  const all = links(textOf(name));
  assert.deepEqual(all.filter(({ rel }) => rel === "self").map(({ href }) => href), [`${ADDRESS}downloads/changes.xml`]);
  assert.ok(all.length > TITLES.length);
  for (const { href } of all) {
    assert.ok(href.startsWith(ADDRESS), href);
    readFileSync(join(sites[name], href.slice(ADDRESS.length)));
  }
});

test("the pages name the feed where it is", () => {
  for (const [page, href] of [["index.html", "downloads/changes.xml"], ["documents/pol-001.html", "../downloads/changes.xml"]]) {
    assert.match(readFileSync(join(site, page), "utf8"), new RegExp(`<link rel="alternate" type="application/atom\\+xml" href="${href}"`));
  }
});

test("hostile titles come back as they were typed, but for what acts unseen", () => {
  // Not by the reader of feeds, which takes text for HTML.
  const document = XmlDocument.fromString(textOf("a hostile project"));
  const items = document.find("//atom:entry/atom:title", { atom: "http://www.w3.org/2005/Atom" }).map((title) => title.content);
  document.dispose();
  for (const title of TITLES.map((title) => JSON.parse(`"${title}"`))) {
    const plain = title.replaceAll("\u202E", "\uFFFD").replaceAll(/[\p{Cc}]/gu, " ").replaceAll(/\s+/g, " ");
    assert.ok(items.some((item) => item.includes(plain.trim())), `${JSON.stringify(plain)}\n${items.join("\n")}`);
  }
});

test("every entry stands on the page of changes", () => {
  const page = readFileSync(join(site, "changes.html"), "utf8");
  for (const item of feed.items) {
    const [, id] = /^(\S+)/.exec(item.title);
    assert.ok(page.includes(`<span class="id">${id}</span>`), item.title);
  }
});
