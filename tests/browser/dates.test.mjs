// States follow the day on which a page is read, not only that of the build.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, browser } from "./support.mjs";

test("the state of a review follows the day on which the page is read", async () => {
  const context = await (await browser()).newContext();
  await context.clock.install({ time: new Date("2027-04-01T12:00:00Z") });
  const page = await context.newPage();
  await page.goto(address("documents/pol-005.html"));
  const strip = await page.locator("dl.strip").textContent();
  assert.match(strip, /8 days ago/);
  assert.match(strip, /Review overdue/);
  await context.close();
});
