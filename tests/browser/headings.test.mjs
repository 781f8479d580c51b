// Headings have numbers, and their links copy their address.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, open } from "./support.mjs";

const PAGE = "documents/std-003.html";
const NUMBERS = ["1", "2", "2.1", "2.2"];

test("headings are numbered once, and their links copy their address", async () => {
  const { page, close } = await open(PAGE, { permissions: ["clipboard-read", "clipboard-write"] });
  const numbers = await page.locator(".prose .no").allTextContents();
  assert.deepEqual(numbers.slice(0, 4), NUMBERS);
  assert.deepEqual(await page.locator(".contents .no").allTextContents(), numbers);
  const link = page.getByRole("link", { name: "Link to section 2.1" });
  await link.focus();
  // It is said for some seconds only.
  await Promise.all([page.getByRole("status").filter({ hasText: "Link copied" }).waitFor(), link.click()]);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${address(PAGE)}#${await link.evaluate((here) => here.closest("[id]").id)}`);
  await close();
});

test("a refused clipboard leaves a link", async () => {
  const { page, close } = await open(PAGE);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => {
      globalThis.asked = true;
      return Promise.reject(new Error("refused"));
    };
  });
  await page.getByRole("link", { name: "Link to section 2.1" }).click();
  await page.waitForURL(/#h-/);
  await page.waitForFunction(() => globalThis.asked);
  assert.equal(await page.getByRole("status").filter({ hasText: "Link copied" }).count(), 0);
  await close();
});
