// What the search answers, read when it is complete: what stands first may be the results of the letters before the last ones, and
// the first result may come before the others.

import { becomes } from "./support.mjs";

// How the whole of the answer is called: below the field, and on the search page.
export const PANEL = ".found:not([hidden])";
export const RESULTS = ".search";

// Waits until what stands within `place` are the results of all the words, all that are shown at first.
export async function complete(page, place, query) {
  await becomes(() => page.evaluate(async ([css, words]) => {
    const search = globalThis.annexaSearch;
    const box = document.querySelector(css);
    if (!search?.index || !search.ask || !box?.checkVisibility()) return false;
    const { hits } = await search.ask(words);
    const shown = () => Array.from(box.querySelectorAll(".hit-title a"), (link) => link.getAttribute("href"));
    const some = hits.slice(0, shown().length).map(({ page }) => page);
    await search.heads(some);
    const foot = box.querySelector(".found-foot a");
    if (!hits.length) return box.innerText.includes(`Nothing found for “${words}”`);
    if (foot && new URL(foot.href).searchParams.get("q") !== words) return false;
    const most = Math.min(hits.length, foot ? 5 : 20);
    return some.length >= most && shown().join() === some.map((page) => search.root + search.head(page).url).join();
  }, [place, query]), true, `the results of “${query}” are complete`);
}

// From the next page on, holds the files whose address matches, as a slow share does: `arrived` resolves when one is asked for, `release`
// lets them come.
export async function hold(page, address) {
  let release;
  let arrive;
  const gate = new Promise((resolve) => { release = resolve; });
  const arrived = new Promise((resolve) => { arrive = resolve; });
  await page.route(address, async (route) => {
    arrive();
    await gate;
    await route.continue();
  });
  return { arrived, release };
}
