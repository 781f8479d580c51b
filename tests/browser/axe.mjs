// axe, as all tests ask it: the rules of WCAG 2.2 A and AA and the best practices.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// axe is put into the page by the driver, past the content security policy, which forbids it as it must. It preloads nothing:
// it would ask for the style sheets once more, by a request that no file is allowed.
export async function violations(page, rules = {}) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const results = await page.evaluate(([tags, chosen]) => globalThis.axe.run(document, {
    preload: false, resultTypes: ["violations"], runOnly: tags, rules: { "target-size": { enabled: true }, ...chosen },
  }), [TAGS, rules]);
  return results.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target).join(" | ").slice(0, 300)}`);
}
