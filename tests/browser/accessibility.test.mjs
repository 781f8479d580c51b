// No page type violates a rule of axe: WCAG 2.2 A and AA and the best practices, in light and dark, zoomed, narrow and in forced colors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { PAGES, TYPES, typeOf } from "./pages.mjs";
import { pages, read, survey } from "./support.mjs";

test("every page is of a type that is tested, and every type tested has its page", () => {
  const known = new Map(pages.map((path) => [path, typeOf(path, read(path))]));
  assert.deepEqual([...new Set(known.values())].sort(), Object.keys(TYPES).sort(), "name the new type in pages.mjs");
  for (const [type, path] of Object.entries(TYPES)) assert.equal(known.get(path), type);
});

// Colors are all that a scheme changes, so in the dark only the rules about colors are asked again.
async function darkViolations(page) {
  await page.emulateMedia({ colorScheme: "dark" });
  const results = await page.evaluate(() => globalThis.axe.run(document, {
    preload: false, resultTypes: ["violations"], runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
  }));
  await page.emulateMedia({ colorScheme: "light" });
  return results.violations.map((violation) => `dark: ${violation.id}: ${violation.nodes.map((node) => node.target).join(" | ").slice(0, 300)}`);
}

test("in light and dark", async () => {
  assert.deepEqual(await survey(PAGES, {}, async (page) => (await violations(page)).concat(await darkViolations(page))), []);
});

test("at 200 % zoom", async () => {
  assert.deepEqual(await survey(PAGES, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, (page) => violations(page)), []);
});

test("at a width of 320 px, where nothing but tables scrolls sideways", async () => {
  const found = await survey(PAGES, { viewport: { width: 320, height: 640 } }, async (page) => {
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    return (await violations(page)).concat(width > 320 ? [`${width} px wide`] : []);
  });
  assert.deepEqual(found, []);
});

// The colors are the reader's own then, and axe does not know those of buttons: contrast is not asked.
test("in forced colors", async () => {
  const some = ["index.html", "documents, draft", "documents, review overdue", "soa.html", "risks", "search.html"].map((type) => TYPES[type]);
  assert.deepEqual(await survey(some, { forcedColors: "active" }, (page) => violations(page, { "color-contrast": { enabled: false } })), []);
});
