// The handbook as a folder: copied anywhere and opened without a server, it works, asks for nothing from elsewhere and lets nothing
// foreign run. Statements O1 to O5 and O7 in Chromium; firefox.test.mjs does the same in Firefox.
//
// O6 (two builds are the same bytes) is in `tests/run`, O8 needs readers of different rights, O9 is in weight.test.mjs, O10 in the benchmarks.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PAGES } from "./pages.mjs";
import { complete, RESULTS } from "./asking.mjs";
import { address, becomes, files, open, pages, read, site } from "./support.mjs";
import { withCopy } from "./copy.mjs";
import { all, attribute, elements, everyPage, text, tree } from "./tree.mjs";

const LINKS = [["a", "href"], ["link", "href"], ["script", "src"], ["img", "src"], ["source", "src"], ["source", "srcset"], ["iframe", "src"], ["object", "data"], ["embed", "src"], ["video", "src"], ["audio", "src"], ["use", "href"], ["image", "href"], ["form", "action"]];
function* addresses(page) {
  for (const element of elements(page)) {
    for (const [name, key] of LINKS) {
      const value = element.tagName === name ? attribute(element, key) : undefined;
      if (value !== undefined) yield { element, value };
    }
  }
}
const leaves = (value) => /^[a-z][a-z0-9+.-]*:|^\/\//i.test(value);

test("O1: every link and every part of a page is there, down to the place on the page", () => {
  const ids = new Map(pages.map((path) => [path, new Set([...elements(tree(path))].map((element) => attribute(element, "id")))]));
  const known = new Set(files);
  let inner = 0;
  assert.deepEqual(everyPage(function* (page, path) {
    for (const { value } of addresses(page)) {
      if (leaves(value)) continue;
      inner += 1;
      const target = new URL(value, `https://handbook.test/${path}`);
      const file = decodeURIComponent(target.pathname.slice(1));
      const place = decodeURIComponent(target.hash.slice(1));
      if (!known.has(file)) yield `${value} is not there`;
      else if (place && !ids.get(file)?.has(place)) yield `${value}: no such place`;
    }
  }), []);
  assert.ok(inner > 5000);
});

test("O1: a copy in a folder with spaces and umlauts works: pages, search, filter, nothing complains", async () => {
  await withCopy(async (folder) => {
    const { page, troubles, close } = await open("index.html", { folder });
    for (const path of PAGES) await page.goto(address(path, folder));
    await page.goto(address("search.html", folder));
    await page.locator("#search").fill("lost laptop");
    await complete(page, RESULTS, "lost laptop");
    await page.locator("#search-results a", { hasText: "Reporting a security event" }).click();
    await page.waitForURL(/documents\/pro-006\.html/);
    await page.locator("nav.tree a", { hasText: "Statement of Applicability" }).click();
    await page.waitForURL(/soa\.html/);
    await page.locator("#filter").fill("cryptography");
    await becomes(() => page.locator("tr[id^='c-']:visible").count(), 1);
    assert.deepEqual(troubles, []);
    await close();
  });
});

test("O2: no script asks for data, loads modules or starts workers", () => {
  assert.deepEqual(everyPage(function* (page) {
    for (const script of all(page, "script")) if (attribute(script, "type")) yield `script of type ${attribute(script, "type")}`;
  }), []);
  for (const path of files.filter((name) => name.startsWith("static/") && name.endsWith(".js"))) {
    const found = read(path).replace(/^\s*\/\/.*$/gm, "").match(/\b(fetch|XMLHttpRequest|Worker|serviceWorker|WebAssembly|EventSource|WebSocket|sendBeacon|import)\s*[.(]|\b(eval|Function)\s*\(|\.(innerHTML|outerHTML|insertAdjacentHTML)\b|document\.write/);
    assert.equal(found, null, `${path}: ${found?.[0]}`);
  }
});

test("O3: every address within the handbook is relative and ends in the name of a file", () => {
  assert.deepEqual(everyPage(function* (page) {
    for (const { value } of addresses(page)) {
      if (leaves(value) || value.startsWith("#")) continue;
      if (value.startsWith("/") || !/\.[a-z0-9]+$/.test(value.replace(/[?#].*$/, ""))) yield value;
    }
  }), []);
});

test("O4: nothing on a page comes from another host", () => {
  assert.deepEqual(everyPage(function* (page) {
    for (const { element, value } of addresses(page)) {
      if (element.tagName !== "a" && leaves(value)) yield `${element.tagName} ${value}`;
      if (element.tagName === "a" && leaves(value) && !/^(https?|mailto|tel):/.test(value)) yield `a ${value}`;
    }
  }), []);
  for (const path of files.filter((name) => name.endsWith(".css"))) assert.doesNotMatch(read(path), /@import|url\(\s*["']?(https?:|\/\/)/, path);
});

test("O4: every page has a strict policy, and nothing inline that the policy would refuse", () => {
  assert.deepEqual(everyPage(function* (page) {
    const head = all(page, "head")[0];
    const policies = all(head, "meta").filter((meta) => attribute(meta, "http-equiv")?.toLowerCase() === "content-security-policy");
    if (policies.length !== 1) yield `${policies.length} policies`;
    const rules = new Map((attribute(policies[0], "content") ?? "").split(";").map((rule) => rule.trim().split(/\s+/)).map(([name, ...values]) => [name, values.join(" ")]));
    if (!["'none'", "'self'"].includes(rules.get("default-src"))) yield `default-src ${rules.get("default-src")}`;
    for (const [name, value] of rules) if (!/^('none'|'self'|'self' data:)$/.test(value) || (value.includes("data:") && name !== "img-src")) yield `${name} ${value}`;
    const before = head.childNodes.filter((node) => node.tagName);
    if (before.indexOf(policies[0]) > 1) yield "the policy comes after something it should rule";
    for (const element of elements(page)) {
      if (element.tagName === "style" || (element.tagName === "script" && (!attribute(element, "src") || text(element).trim()))) yield `inline ${element.tagName}`;
      for (const { name, value } of element.attrs) {
        if (name === "style" || name.startsWith("on") || /^\s*javascript:/i.test(value)) yield `${element.tagName} ${name}`;
      }
    }
  }), []);
});

test("O5: names of files are lower case, plain and short, and differ in more than their case", () => {
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;
  for (const path of files) {
    assert.match(path, /^[a-z0-9._/-]+$/);
    assert.ok(path.length < 180 && path.split("/").every((part) => !reserved.test(part) && !/[. ]$/.test(part)), path);
  }
  assert.equal(new Set(files.map((path) => path.toLowerCase())).size, files.length);
});

test("O7: the manifest has the hash of every file, and of no other", () => {
  const manifest = JSON.parse(read("manifest.json"));
  const hashes = Object.fromEntries(files.filter((path) => path !== "manifest.json")
    .map((path) => [path, createHash("sha256").update(readFileSync(join(site, path))).digest("hex")]));
  assert.deepEqual(manifest.files, hashes);
});
