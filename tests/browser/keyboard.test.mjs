// The handbook by keyboard alone: every stop can be seen, none holds the reader, and the short ways work. Statements A2, A9, A11.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PANEL } from "./asking.mjs";
import { ALONE, TYPES } from "./pages.mjs";
import { address, becomes, open } from "./support.mjs";

// Notes each stop when the key that led there goes up: its name, whether the focus can be seen, and whether anything lies over it.
function watch() {
  globalThis.stops = [];
  addEventListener("keyup", () => {
    const here = document.activeElement;
    if (here === document.body) return;
    const box = here.getClientRects()[0] ?? here.getBoundingClientRect();
    const style = getComputedStyle(here);
    const x = Math.min(Math.max(box.left + Math.min(box.width, 40) / 2, 1), innerWidth - 1);
    // Of a region to scroll in, which may be taller than the window, some part is enough; of a link its first line.
    const bar = document.querySelector("header.top").getBoundingClientRect().bottom;
    const from = here.matches("[role=region]") ? Math.max(box.top, bar) : box.top;
    const y = from + Math.min(box.bottom - from, 24) / 2;
    const top = document.elementFromPoint(x, y);
    const faults = [];
    if (!(style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)) faults.push("no outline");
    if (y < 0 || y > innerHeight) faults.push(`out of view at ${Math.round(y)}`);
    else if (!top || !(here.contains(top) || top.contains(here))) faults.push(`under ${top?.tagName}.${top?.className}`);
    const name = `${here.tagName.toLowerCase()} “${(here.getAttribute("aria-label") ?? here.textContent).trim().slice(0, 40)}”`;
    globalThis.stops.push({ element: here, name, faults, last: Boolean(here.closest("footer")) });
  });
}

// Presses a key from one end of the page as often as there are controls; returns the stops, one for each control if none is
// left out and none holds the focus.
async function walk(page, key, end, presses) {
  await page.evaluate(() => { globalThis.stops = []; });
  await end.focus();
  // Sent one after the other without waiting for each: a register has a thousand stops.
  const wire = await page.context().newCDPSession(page);
  const stroke = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9, modifiers: key.startsWith("Shift+") ? 8 : 0 };
  for (let pressed = 1; pressed < presses; pressed += 1) {
    wire.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...stroke });
    const up = wire.send("Input.dispatchKeyEvent", { type: "keyUp", ...stroke });
    if (pressed % 25 === 0 || pressed === presses - 1) await up;
  }
  await wire.detach();
  return page.evaluate(() => {
    const elements = globalThis.stops.map((here) => here.element);
    return { different: new Set(elements).size, stops: globalThis.stops.map(({ name, faults, last }) => ({ name, faults, last })) };
  });
}

const seenBadly = ({ stops }) => stops.filter((here) => here.faults.length).map((here) => `${here.name}: ${here.faults}`);
const CONTROLS = "a[href], button, input, select, summary, [tabindex='0']";

for (const [type, options] of [
  ["index.html", {}],
  ["documents, in date", {}],
  ["documents, in date", { viewport: { width: 360, height: 740 } }],
  ["soa.html", {}],
  ["search.html", {}],
]) {
  const size = options.viewport ? " on a phone" : "";
  test(`Tab leads through ${type}${size} to the foot and back, every stop in view`, async () => {
    const { page, close } = await open(TYPES[type], { ...options, reducedMotion: "reduce" });
    await page.evaluate(watch);
    // The filters of the search are a script's: they come with its index.
    if (type === "search.html") await page.locator(".filters").waitFor();
    const controls = await page.evaluate((selector) => Array.from(document.querySelectorAll(selector))
      .filter((element) => element.checkVisibility({ visibilityProperty: true })).length, CONTROLS);
    const there = await walk(page, "Tab", page.locator(".skip"), controls);
    assert.equal(there.different, controls - 1, "every control is a stop");
    assert.ok(there.stops.at(-1).last, "the last stop is in the foot");
    assert.deepEqual(seenBadly(there), []);
    // Upwards, what is above comes into view at the top, where the bar is.
    const some = Math.min(controls, 150);
    const back = await walk(page, "Shift+Tab", page.locator("footer a").last(), some);
    assert.equal(back.different, some - 1);
    assert.deepEqual(seenBadly(back), []);
    await close();
  });
}

test("A2: the first stop leads to the text, on every type of page", async () => {
  const { page, close } = await open("index.html");
  // What is made to be mailed has nothing to skip.
  for (const path of Object.values(TYPES).filter((path) => !ALONE.test(path))) {
    await page.goto(address(path));
    // The search page puts the cursor into its field: whoever opens it is about to type.
    if (path === "search.html") {
      await becomes(() => page.evaluate(() => document.activeElement.type), "search");
      await page.locator(".skip").focus();
      await page.keyboard.press("Shift+Tab");
    }
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Skip to content", path);
    await page.keyboard.press("Enter");
    await becomes(() => page.evaluate(() => document.activeElement.id), "main", path);
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main") || !document.querySelector("main a")), `${path}: the next stop is in the text`);
  }
  await close();
});

test("A11: no key does anything but `/`, and `/` can be turned off", async () => {
  const { page, close } = await open(TYPES["documents, in date"]);
  const place = () => page.evaluate(() => [location.href, document.activeElement.id, document.body.innerHTML.length]);
  const before = await place();
  for (const key of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:?!+-*#") await page.keyboard.press(key);
  assert.deepEqual(await place(), before);
  await page.keyboard.press("Control+/");
  assert.deepEqual(await place(), before);
  await page.evaluate(() => { document.body.dataset.shortcuts = "off"; });
  await page.keyboard.press("/");
  assert.deepEqual((await place()).slice(0, 2), before.slice(0, 2));
  await close();
});

test("`/` goes to the search, Escape back to where the reader was", async () => {
  for (const type of ["index.html", "documents, in date", "soa.html"]) {
    const { page, close } = await open(TYPES[type]);
    await page.locator("main a:not(.anchor)").nth(1).focus();
    const before = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.type), "search", type);
    assert.equal(await page.evaluate(() => document.activeElement.value), "", "the key is not typed");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.value), "/", "in the field it is a letter");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), before, type);
    await close();
  }
});

// Below the bar, and in the upper half of the window.
const inSight = (here) => {
  const { top } = here.getBoundingClientRect();
  return top >= document.querySelector("header.top").getBoundingClientRect().bottom && top < innerHeight / 2;
};

// What an employee does who asks something, without a mouse from beginning to end.
test("from home to the answer by keyboard: `/`, a question, an arrow, Enter, and the text is next", async () => {
  const { page, troubles, close } = await open("index.html", { hasTouch: false });
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "quick-search");
  await page.keyboard.type("working abroad");
  await page.keyboard.press("ArrowDown");
  await page.locator(`${PANEL} a:focus`).waitFor();
  const aim = () => page.evaluate(() => document.activeElement.closest(".hit-sections") && document.activeElement.getAttribute("href"));
  let chosen = await aim();
  for (let pressed = 0; pressed < 5 && !chosen; pressed += 1) {
    await page.keyboard.press("ArrowDown");
    chosen = await aim();
  }
  assert.match(chosen, /^documents\/pol-004\.html#h-/, "the arrows come to a section of the policy");
  await page.keyboard.press("Enter");
  await page.waitForURL(/documents\/pol-004\.html#h-/);
  const heading = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
  assert.match(await heading.textContent(), /Working abroad/);
  await becomes(() => heading.evaluate(inSight), true, "the section is in sight");
  // The next stops are in this section, in the order of the text: the link of the heading itself, then what the text names.
  await page.keyboard.press("Tab");
  assert.ok(await heading.evaluate((here) => here.contains(document.activeElement)), "the first stop is at the heading");
  await page.keyboard.press("Tab");
  assert.ok(await heading.evaluate((here) => document.activeElement.closest(".prose") && here.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING), "the next one is in the text that follows");
  assert.deepEqual(troubles, []);
  await close();
});

test("the results below the field of home by keyboard: down, back up to the field, Escape closes and leaves", async () => {
  const { page, close } = await open("index.html");
  const field = page.locator("#quick-search");
  const found = page.locator(".finder .found");
  await field.focus();
  await page.keyboard.type("backup");
  await page.keyboard.press("ArrowDown");
  const within = () => found.evaluate((panel) => panel.contains(document.activeElement));
  await becomes(within, true, "down goes into the results");
  assert.deepEqual(await page.evaluate(() => { const style = getComputedStyle(document.activeElement); return [style.outlineStyle, parseFloat(style.outlineWidth) >= 2]; }), ["solid", true]);
  await page.keyboard.press("ArrowUp");
  assert.equal(await field.evaluate((here) => here === document.activeElement), true, "up goes back to the field");
  await page.keyboard.press("ArrowDown");
  await becomes(within, true, "down goes into the results again");
  await page.keyboard.press("Escape");
  assert.equal(await found.isVisible(), false, "Escape closes");
  assert.equal(await field.evaluate((here) => here === document.activeElement && here.value), "backup", "and comes back to the field");
  await close();
});

test("the tree and the contents of a page open and lead on by keyboard", async () => {
  const { page, close } = await open(TYPES["documents, in date"], { viewport: { width: 360, height: 740 } });
  for (const [fold, link] of [[".contents-fold", "nav.contents a"], [".tree-fold", "nav.tree a"]]) {
    const summary = page.locator(`${fold} > summary`);
    assert.equal(await page.locator(link).first().isVisible(), false, `${fold} is closed on a phone`);
    await summary.focus();
    await page.keyboard.press("Enter");
    await becomes(() => page.locator(link).first().isVisible(), true, `${fold} opens`);
    await page.keyboard.press("Enter");
    await becomes(() => page.locator(link).first().isVisible(), false, `${fold} closes`);
    await page.keyboard.press("Enter");
    await becomes(() => page.locator(link).first().isVisible(), true, `${fold} opens again`);
  }
  await page.locator("nav.contents a").nth(1).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#./);
  await becomes(() => page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`).evaluate(inSight), true, "the heading is in sight, not under the bar");
  await page.locator("nav.tree a[href$='sections/access.html']").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/sections\/access\.html$/);
  await close();
});
