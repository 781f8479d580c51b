// No page type violates a rule of axe: WCAG 2.2 A and AA and the best practices, in light and dark, zoomed, narrow and in forced colors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { complete } from "./asking.mjs";
import { violations } from "./axe.mjs";
import { PAGES, TYPES, typeOf } from "./pages.mjs";
import { open, pages, read, survey } from "./support.mjs";

// The rules whose answer the width can change: sizes, places, what lies over what, and what only narrow pages show.
const OF_LAYOUT = ["target-size", "scrollable-region-focusable", "color-contrast", "link-in-text-block", "region", "summary-name", "link-name", "button-name", "label"];
// The whole handbook on one page is made of the same parts as a section of it, 20 times over.
const LIGHTER = PAGES.filter((path) => path !== "print.html");

test("every page is of a type that is tested, and every type tested has its page", () => {
  const known = new Map(pages.map((path) => [path, typeOf(path, read(path))]));
  assert.deepEqual([...new Set(known.values())].sort(), Object.keys(TYPES).sort(), "name the new type in pages.mjs");
  for (const [type, path] of Object.entries(TYPES)) assert.equal(known.get(path), type);
});

// Colors are all that a scheme changes, so in the dark only the rules about colors are asked again.
// At a width where registers fit: behind a table that can be scrolled stands its shadow, of which axe does not know the color.
test("in light and dark", async () => {
  const found = await survey(PAGES, { viewport: { width: 1440, height: 900 } }, async (page, path) => {
    const light = await violations(page);
    if (!LIGHTER.includes(path)) return light;
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await violations(page, { only: ["color-contrast", "link-in-text-block"] });
    await page.emulateMedia({ colorScheme: "light" });
    return light.concat(dark.map((line) => `dark: ${line}`));
  });
  assert.deepEqual(found, []);
});

test("at 200 % zoom", async () => {
  assert.deepEqual(await survey(LIGHTER, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, (page) => violations(page, { only: OF_LAYOUT })), []);
});

test("at a width of 320 px, where nothing but tables scrolls sideways", async () => {
  const found = await survey(PAGES, { viewport: { width: 320, height: 640 } }, async (page, path) => {
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    return (LIGHTER.includes(path) ? await violations(page, { only: OF_LAYOUT }) : []).concat(width > 320 ? [`${width} px wide`] : []);
  });
  assert.deepEqual(found, []);
});

// The colors are the reader's own then, and axe does not know those of buttons: contrast is not asked.
test("in forced colors", async () => {
  const some = ["index.html", "manage.html", "documents, draft", "documents, review overdue", "soa.html", "risks", "search.html"].map((type) => TYPES[type]);
  assert.deepEqual(await survey(some, { forcedColors: "active" }, (page) => violations(page, { but: ["color-contrast"] })), []);
  const { page, close } = await open("manage.html", { forcedColors: "active" });
  const edges = await page.locator("main .badge").evaluateAll((badges) => badges.map((badge) => getComputedStyle(badge).borderTopStyle));
  assert.ok(edges.length > 0 && edges.every((edge) => edge === "solid"), "a state that has no color has an edge");
  await close();
});

test("with the results open below the field of home: wide, at 200 % zoom and on a phone, light and dark", async () => {
  for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, { viewport: { width: 320, height: 640 } }]) {
    const { page, troubles, close } = await open("index.html", options);
    await page.locator("#quick-search").pressSequentially("lost laptop");
    await complete(page, ".finder .found", "lost laptop");
    assert.deepEqual(await violations(page), [], JSON.stringify(options));
    const { left, right, width, window } = await page.locator(".finder .found").evaluate((panel) => {
      const box = panel.getBoundingClientRect();
      return { left: box.left, right: box.right, width: document.scrollingElement.scrollWidth, window: innerWidth };
    });
    assert.ok(left >= 0 && right <= window && width <= window, `${left} to ${right} of ${window}, the page ${width} wide`);
    assert.deepEqual(troubles, []);
    await close();
  }
});
