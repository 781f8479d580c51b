// From a control to the policy, the risk, the evidence and the finding: one click each, and one click back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address, pages, reader, tab, troublesOf } from "./support.mjs";
import { all, attribute, tree } from "./tree.mjs";

// The sections of a control's page whose links lead to each of them.
const PLACES = new Map([["policy", "documents"], ["risk", "risks"], ["evidence", "evidence"], ["finding", "findings"]]);
const TRAILS = 10;

const links = (id) => `main section[aria-labelledby="${id}"] a.entry`;

// The pages of controls that have all four.
function complete() {
  const leads = (page, id) =>
    all(page, "section").some((section) => attribute(section, "aria-labelledby") === id && all(section, "a").length > 0);
  const controls = pages.filter((path) => /^controls\/a\.\d/.test(path));
  return controls.filter((path) => [...PLACES.values()].every((id) => leads(tree(path), id)));
}

for (const javaScriptEnabled of [true, false]) {
  test(`ten controls lead to policy, risk, evidence and finding and back, scripts ${javaScriptEnabled ? "on" : "off"}`, async () => {
    const controls = complete().slice(0, TRAILS);
    assert.equal(controls.length, TRAILS, "so many controls have all four");
    const context = await reader({ javaScriptEnabled });
    const page = await tab(context);
    const troubles = troublesOf(page);
    for (const control of controls) {
      for (const [what, id] of PLACES) {
        await page.goto(address(control));
        const there = page.locator(links(id)).first();
        const goal = new URL(await there.getAttribute("href"), address(control)).href;
        await there.click();
        await page.waitForURL(goal);
        // In what is read, not in the navigation: one link back to the very control.
        const found = await page.locator("main a[href]").evaluateAll((found) => found.map((link) => link.href.split("#")[0]));
        const place = found.indexOf(address(control));
        assert.ok(place >= 0, `${what} of ${control}: no way back from ${goal}`);
        const back = page.locator("main a[href]").nth(place);
        await back.click();
        await page.waitForURL(address(control));
      }
    }
    assert.deepEqual(troubles, []);
    await context.close();
  });
}
