// What the reader chooses and what follows the reader: colors, the place in the contents.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, becomes, open } from "./support.mjs";

test("a reader may choose light or dark, and the next page remembers", async () => {
  const { page, close } = await open("index.html", { colorScheme: "light" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  const button = page.getByRole("button", { name: "Dark colors" });
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  await button.click();
  await becomes(() => button.getAttribute("aria-pressed"), "true");
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.goto(address("documents/pol-005.html"));
  assert.equal(await paper(), dark);
  // Back to what the system says: nothing is kept.
  await button.click();
  await becomes(paper, light);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await close();
});

test("the logo stands beside the name in light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const path of ["index.html", "documents/pol-005.html"]) {
      const { page, troubles, close } = await open(path, { colorScheme });
      const shown = await page.locator(".brand img").evaluateAll((logos) => logos.filter((logo) => logo.checkVisibility()).map((logo) => {
        const box = logo.getBoundingClientRect();
        return [logo.naturalWidth > 0, box.height >= 20, box.right <= logo.parentElement.getBoundingClientRect().right];
      }));
      assert.deepEqual(shown, [[true, true, true]], `${path}, ${colorScheme}`);
      assert.deepEqual(troubles, []);
      await close();
    }
  }
});

test("the contents of a page mark what is being read", async () => {
  const { page, close } = await open("documents/pol-004.html", { viewport: { width: 1440, height: 900 } });
  const marked = page.locator(".contents a[aria-current]");
  assert.equal(await marked.count(), 0);
  await page.locator("h2", { hasText: "Working abroad" }).evaluate((heading) => heading.scrollIntoView());
  await marked.filter({ hasText: "Working abroad" }).waitFor();
  assert.equal(await marked.count(), 1);
  // In one leap over all that is between.
  await page.evaluate(() => scrollTo(0, document.scrollingElement.scrollHeight));
  await marked.filter({ hasText: "Working abroad" }).waitFor({ state: "detached" });
  await page.evaluate(() => scrollTo(0, 0));
  await marked.waitFor({ state: "detached" });
  await close();
});
