// What is found about a hostile text is text, too: the panel of `annexa serve` shows the payloads in its findings, and nothing of them runs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { asHtmlOf } from "./markdown.mjs";
import { payloads } from "./payloads.mjs";
import { lines, table } from "./places.mjs";
import { panel, toggle, withPreview } from "../serve.mjs";

// One of five of each technique; each in the places that a finding repeats.
const some = payloads.filter(({ n, text }) => n % 5 === 0 && !text.includes("\0"));

test("findings print payloads as text", async () => {
  await withPreview(async (project) => {
    for (const one of some) project.write(`documents/hostile/${one.n}.md`, `+++\n${lines({ id: `HOS-${one.n}`, title: one.text, owner: one.text, controls: [one.text], related: [one.text], [one.text]: 1 })}+++\n\n${asHtmlOf(one)}`);
    project.write("registers/objectives.toml", some.map((one) => table("objective", one.text) + lines({ title: one.text, owner: one.text })).join("\n"));
    const found = project.check().findings;
    assert.ok(found.length > 10 * some.length, `${found.length} findings`);
    assert.ok(found.some(({ message }) => message.includes("annexa_ran")), "findings repeat what was written");
    const ran = [];
    for (const one of some.filter((_, n) => n % 6 === 0)) {
      const { page, troubles } = await project.open(`documents/hos-${one.n}.html`, { prepare: async (page) => {
        await page.exposeFunction("annexa_ran", () => ran.push(`${one.id}: ran`));
        page.on("dialog", (dialog) => { ran.push(`${one.id}: dialog`); dialog.dismiss(); });
      } });
      if (!(await panel(page).isVisible())) await toggle(page).click();
      await page.waitForFunction(() => document.querySelector("annexa-preview").shadowRoot.querySelectorAll(".list li").length > 0);
      const odd = await page.evaluate(() => Array.from(document.querySelector("annexa-preview").shadowRoot.querySelectorAll("*"), (element) => {
        const isKnown = ["aside", "div", "button", "h2", "h3", "p", "label", "input", "a", "ul", "li", "strong", "span", "code", "style", "link"].includes(element.localName);
        const isQuiet = Array.from(element.attributes).every(({ name }) => !name.startsWith("on") && name !== "style");
        const isSafe = !/^(javascript|data|vbscript):$/.test(element.protocol ?? "");
        return isKnown && isQuiet && isSafe ? "" : element.outerHTML;
      }).filter(Boolean));
      assert.deepEqual(odd, [], one.id);
      assert.deepEqual(troubles, [], one.id);
      await page.close();
    }
    assert.deepEqual(ran, []);
  });
});
