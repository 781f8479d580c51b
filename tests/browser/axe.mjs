// axe in a page: the one way in which the browser tests ask it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// What axe finds on a page as it stands, a line for each rule: by all rules of WCAG 2.2 A and AA and the best practices, by `only`
// some, or by all `but` some. axe is put into the page by the driver, past the content security policy, which forbids it as it
// must. It preloads nothing: it would ask for the style sheets once more, by a request that no file is allowed.
export async function violations(page, { only, but = [] } = {}) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  const off = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]));
  const options = only ? { runOnly: { type: "rule", values: only } } : { runOnly: TAGS, rules: { "target-size": { enabled: true }, ...off } };
  const found = await page.evaluate((chosen) => globalThis.axe.run(document, { preload: false, resultTypes: ["violations"], ...chosen }), options);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" | ").slice(0, 300)}`);
}
