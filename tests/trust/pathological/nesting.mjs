// Elements in elements in elements.

import { body, fill, lines, PAGE } from "./project.mjs";

const N = 100_000;
const deep = { found: ["documents/x.md:6 too-deep"], page: PAGE };
// The innermost of them is a link to something that is not there.
const broken = { found: ["documents/x.md:6 broken-link"], page: PAGE };
const deepAndBroken = { found: ["documents/x.md:6 too-deep", "documents/x.md:6 broken-link"], page: PAGE };
const at = (line) => ({ found: [`documents/x.md:${line} too-deep`], page: PAGE });

export default [
  body("100,000 quotes in each other", ">".repeat(N) + " deep\n", deep),
  body("100,000 quotes with blanks", "> ".repeat(N) + "deep\n", deep),
  body("64 quotes in each other", ">".repeat(64) + " deep\n"),
  body("quotes that grow by one a line", lines(1400, (n) => ">".repeat(n) + " x"), at(6 + 64)),
  body("100,000 lists on one line", "- ".repeat(N) + "deep\n", deep),
  body("100,000 numbered lists on one line", "1. ".repeat(N) + "deep\n", deep),
  body("lists that are indented further and further", lines(1000, (n) => "  ".repeat(n - 1) + "- x"), at(6 + 64)),
  body("1,000 lines in lists that are indented further", lines(1000, (n) => "  ".repeat(n) + "* y")),
  body("quotes and lists in turn", "> - ".repeat(N) + "deep\n", deep),
  body("lists and numbered lists in turn", "- 1. ".repeat(N) + "deep\n", deep),
  body("100,000 opened brackets", "[".repeat(N) + "\n"),
  body("100,000 brackets around each other", "[".repeat(N) + "x" + "]".repeat(N) + "\n", broken),
  body("100,000 opened double brackets", "[[".repeat(N) + "\n"),
  body("100,000 double brackets around each other", "[[".repeat(N) + "x" + "]]".repeat(N) + "\n", broken),
  body("100,000 links in links", "[a](".repeat(N) + "x" + ")".repeat(N) + "\n", broken),
  body("100,000 pictures in pictures", "![".repeat(N) + "x" + "](y)".repeat(N) + "\n", deepAndBroken),
  body("64 kB of pictures in pictures", "![".repeat(10000) + "x" + "](y)".repeat(10000) + "\n", deepAndBroken),
  body("links in texts of pictures", "![[a](x)".repeat(40000) + "](y)".repeat(40000) + "\n", deepAndBroken),
  body("100,000 emphases around each other", "*a ".repeat(N) + " b*".repeat(N) + "\n"),
  body("100,000 emphases of two kinds", "*a _b ".repeat(N / 2) + "c_ d*".repeat(N / 2) + "\n"),
  body("100,000 strong emphases around each other", "**a ".repeat(N) + "b**".repeat(N) + "\n"),
  body("100,000 strikethroughs around each other", "~a ~~b ".repeat(N / 2) + "c~~ d~".repeat(N / 2) + "\n"),
  body("nested emphases in a nested list", "- ".repeat(60) + "*a **b ".repeat(20000) + "c** d*".repeat(20000) + "\n"),
  body("1 MiB of parentheses in the address of a link", "[a](" + fill("(", 500_000) + fill(")", 500_000) + ")\n"),
  // What a definition holds begins with no term, so the other colons are text.
  body("definitions in definitions", "a\n" + ": ".repeat(N) + "deep\n"),
  body("definitions and quotes in turn", "a\n" + ": > ".repeat(N) + "deep\n"),
  body("definitions in definitions, each with its term", "a\n" + lines(1000, (n) => "  ".repeat(n - 1) + ": a"), { found: ["documents/x.md: too-deep"], page: PAGE }),
  body("footnotes in footnotes", lines(20_000, (n) => `[^${n}]: see [^${n + 1}]\n`)),
  body("a footnote that holds itself", "a[^1]\n\n[^1]: b[^1]\n"),
  body("footnotes on one line", "x[^a]\n\n" + "[^a]: ".repeat(N) + "deep\n"),
  body("alerts in alerts", lines(500, (n) => ">".repeat(n) + " [!NOTE]")),
  body("a table in a deep quote", "> ".repeat(60) + "| a |\n" + "> ".repeat(60) + "|---|\n" + "> ".repeat(60) + "| b |\n"),
  body("code in a deep list", "- ".repeat(5000) + "```\n" + "x\n".repeat(1000), deep),
  body("a quote that goes on for 100,000 lines without its sign", ">".repeat(60) + " x\n" + "y\n".repeat(N)),
  body("50 quotes on 5,000 lines each", fill(">".repeat(50) + "x\n")),
  body("50 quotes and lists begun anew on each line", fill("> - ".repeat(25) + "x\n\n")),
];
