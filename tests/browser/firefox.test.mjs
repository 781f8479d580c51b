// The handbook's folder in Firefox, as by a double click: pages, search, filter and dark mode, and everything but the search with scripts blocked.
//
// FIREFOX names the browser; `tests/run` sets it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withCopy } from "./copy.mjs";
import { launch } from "./firefox.mjs";
import { ALONE, PAGES, PRINTED } from "./pages.mjs";
import { address } from "./support.mjs";

async function inFirefox(preferences, use) {
  await withCopy(async (folder) => {
    const { page, close } = await launch(preferences);
    try {
      await use(page, (path) => page.goto(address(path, folder)));
    } finally {
      await close();
    }
  });
}

test("O1 to O4: every type of page is quiet, the search answers, tables can be filtered", async () => {
  await inFirefox({ "ui.systemUsesDarkTheme": 1, "layout.css.prefers-color-scheme.content-override": 0 }, async (page, open) => {
    for (const path of PAGES) {
      await open(path);
      assert.equal(await page.evaluate("document.querySelectorAll('h1').length"), 1, path);
      if (ALONE.test(path)) continue;
      // A page to be printed has a script of its own, which shows the button that prints.
      const ran = PRINTED.test(path) ? "document.querySelector('[data-print]').checkVisibility()" : "document.documentElement.classList.contains('js')";
      assert.equal(await page.evaluate(ran), true, `${path}: scripts run`);
    }
    assert.equal(await page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(17, 23, 29)", "the dark paper");

    await open("index.html");
    await page.click(".finder input");
    await page.type("lost laptop\uE007");
    await page.until("document.querySelector('#search-results a') !== null");
    assert.match(await page.evaluate("document.querySelector('#search-results').textContent"), /Reporting a security event/);
    await open("search.html");
    await page.until("document.activeElement.id === 'search'");
    await page.type("bakcup");
    // What is said of the whole word is not said of the letters before; the excerpts come last.
    await page.until("/“bakcup” is not in the handbook/.test(document.querySelector('#search-told').textContent)");
    await page.until("Array.from(document.querySelectorAll('#search-results .hit-sections li')).every((part) => part.querySelector('.hit-text'))");
    assert.match(await page.evaluate("document.querySelector('#search-results li').textContent"), /Backup policy/);
    await page.click("#search-results a");
    await page.arrive("Backup policy");

    await open("soa.html");
    await page.click("#filter");
    await page.type("cryptography");
    await page.until("Array.from(document.querySelectorAll(\"tr[id^='c-']\")).filter((row) => row.checkVisibility()).length === 1");
    assert.deepEqual(page.troubles, []);
  });
});

test("O1: with scripts blocked everything but the search can be read", async () => {
  await inFirefox({ "javascript.enabled": false }, async (page, open) => {
    await open("index.html");
    assert.equal(await page.evaluate("document.documentElement.classList.contains('js')"), false, "scripts are blocked");
    await page.click("nav.tree a[href='sections/access.html']");
    await page.arrive("Access");
    await page.click("main a[href$='pol-005.html']");
    await page.arrive("Access control policy");
    assert.ok(await page.evaluate("document.querySelector('.prose').innerText.length") > 2000);
    assert.equal(await page.evaluate("document.querySelector('.quick input').checkVisibility()"), false, "no field that does nothing");
    await open("soa.html");
    assert.equal(await page.evaluate("Array.from(document.querySelectorAll(\"tr[id^='c-']\")).filter((row) => row.checkVisibility()).length"), 93);
    await open("search.html");
    assert.ok(await page.evaluate("Array.from(document.querySelectorAll('main a')).filter((link) => link.checkVisibility()).length") > 50);
    assert.deepEqual(page.troubles, []);
  });
});
