// What follows the day on which a page is read, not only that of the build: states, banners, what to do next.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./support.mjs";

const on = (day, path) => open(path, { at: day });

test("the state of a review follows the day on which the page is read", async () => {
  const { page, close } = await on("2027-04-01", "documents/pol-005.html");
  const strip = await page.locator("dl.strip").textContent();
  assert.match(strip, /8 days ago/);
  assert.match(strip, /Review overdue/);
  await close();
});

test("a review that falls overdue after the build shows its banner from the day after", async () => {
  for (const [day, shown] of [["2027-03-24", false], ["2027-03-25", true]]) {
    const { page, close } = await on(day, "documents/pol-005.html");
    const banner = page.locator(".banner");
    assert.equal(await banner.isVisible(), shown, day);
    assert.match(await banner.textContent(), /is overdue\. It still binds/);
    await close();
  }
});

test("what auditors ask for is overdue from the day after, and its totals name the day of the build", async () => {
  for (const [day, badge, words] of [["2027-02-01", "badge badge-ok", "Present, in date until 1 February 2027"], ["2027-02-02", "badge badge-warn", "Present, overdue since 1 February 2027"]]) {
    const { page, close } = await on(day, "auditor.html");
    const state = page.locator("td[data-due='2027-02-01']").first();
    assert.equal((await state.innerText()).replace(/\s+/g, " ").trim(), words, day);
    assert.equal(await state.locator(".badge").getAttribute("class"), badge, day);
    assert.match(await page.locator("section[aria-labelledby='totals']").textContent(), /Counted as of 21 November 2026/);
    await close();
  }
});

test("what to do next says how late it is on the day on which the page is read", async () => {
  const { page, close } = await on("2026-11-24", "manage.html");
  const late = (id) => page.locator("#next ~ * tr", { has: page.locator(`.id:text-is("${id}")`) }).locator(".late");
  // Due on 23 November: in time when the handbook was built, a day late when it is read.
  assert.deepEqual([await late("POL-003").textContent(), await late("POL-003").getAttribute("class")], ["1 day late", "badge badge-bad late"]);
  assert.equal(await late("GDL-003").textContent(), "in 6 days");
  await close();
});
