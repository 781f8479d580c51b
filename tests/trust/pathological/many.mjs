// Thousands of the same: headings, notes, links, findings.

import { body, fill, full, lines, HANDBOOK, PAGE, project, written, X } from "./project.mjs";

const broken = (code, line = 6) => ({ found: [`documents/x.md:${line} ${code}`], page: PAGE });
const page = { page: PAGE };
// The first that is a heading no more, in a text of nothing else.
const tooMany = { found: [`documents/x.md:${6 + 5000} too-long`], page: PAGE };
const others = (count) => Object.fromEntries(Array.from({ length: count }, (_, n) =>
  [`documents/d${n}.md`, `+++\nid = "D-${n}"\nowner = "ciso"\nstatus = "draft"\n+++\na\n`]));

export default [
  body("100,000 definitions of addresses", full((n) => `[a${n}]: b`)),
  body("definitions of one address", full(() => "[a]: b")),
  body("references to one long address", "[a]: https://example.com/" + "b".repeat(100_000) + "\n\n" + fill("[a]", 60_000), page),
  body("references to addresses", () => full((n) => `[a${n}]: https://example.com/${n}`, 500_000) + "\n" + full((n) => `[a${n}]`, 400_000)),
  body("50,000 footnotes", () => full((n) => `[^${n}]`, 400_000) + "\n" + full((n) => `[^${n}]: a\n`, 500_000)),
  body("100,000 references to one footnote", fill("[^1]", 500_000) + "\n\n[^1]: a\n"),
  body("footnotes that nothing refers to", full((n) => `[^${n}]: a\n`)),
  body("references to footnotes that are not there", fill("[^1] ")),
  body("100,000 headings with one text", fill("# a\n"), tooMany),
  body("100,000 headings without text", fill("#\n"), tooMany),
  body("headings whose numbered anchors are taken", full((n) => (n % 2 ? "# a" : `# a ${n}`)), tooMany),
  body("5,000 headings whose numbered anchors are taken", lines(5000, (n) => (n % 2 ? "# a" : `# a ${n}`))),
  body("headings with anchors of their own", full((n) => `# a {#b${n}}`), tooMany),
  body("headings with one anchor of their own", fill("# a {#b}\n"), tooMany),
  body("headings of every level", full((n) => "#".repeat(n % 6 + 1) + " a" + n), tooMany),
  body("a heading of 1 MiB", "# " + fill("a "), broken("too-long")),
  body("a heading of letters of 1 MiB", "# " + fill("a"), broken("too-long")),
  body("10,000 links to anchors that are not there", full((n) => `[a](#b${n})`, 200_000), broken("broken-anchor")),
  {
    name: "10,000 anchors that are nearly those of 5,000 headings",
    files: () => project({ [X]: written(lines(5000, (n) => `# abcdefg ${n}`) + full((n) => `[a](#abcdefh-${n})`, 220_000)) }), ...page, found: ["documents/x.md: broken-anchor"],
  },
  body("10,000 links to files that are not there", full((n) => `[a](b${n}.md)`, 200_000), broken("broken-link")),
  {
    name: "10,000 links that are nearly those of 2,000 documents",
    files: () => project({ ...others(2000), [X]: written(full((n) => `[a](e${n}.md)`, 160_000)) }), ...broken("broken-link"),
  },
  {
    name: "10,000 ids that are nearly those of 2,000 documents",
    files: () => project({ ...others(2000), [X]: written(full((n) => `[[E-${n}]]`, 120_000)) }), ...broken("broken-link"),
  },
  {
    name: "10,000 long ids in double brackets",
    files: () => project({ ...others(1000), [X]: written(full((n) => `[[DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD-${n}]]`, 600_000)) }), ...broken("broken-link"),
  },
  body("one target of 1 MiB that is not there", "[a](" + fill("b", 1_000_000) + ".md)\n", broken("broken-link")),
  body("an id of 1 MiB in double brackets", "[[" + fill("b", 1_000_000) + "]]\n", broken("broken-link")),
  body("a link of 1 MiB to elsewhere", "[a](https://example.com/" + fill("b", 1_000_000) + ")\n"),
  body("10,000 pictures that are not there", full(() => "![a](b.png)", 120_000), broken("broken-link")),
  body("50,000 pictures of another host", full(() => "![a](https://example.com/b.png)"), broken("external-image")),
  body("100,000 links without words", fill("[](x.md) "), broken("empty-link-text")),
  body("100,000 pictures without words", fill("![](x.png) "), broken("missing-alt")),
  body("50,000 places to be filled in", fill("[TBD: a] "), { found: ["documents/x.md:6 placeholder"], page: PAGE }),
  body("places to be filled in that never end", fill("[TBD: a "), page),
  body("50,000 blocks of prose that is code by its indent", fill("a\n\n    Some words of prose here.\n\n"), page),
  body("50,000 blocks of an unknown language", fill("```klingon\na\n```\n"), broken("unknown-code-language")),
  body("50,000 headings that skip a level", fill("## a\n#### b\n"), { found: ["documents/x.md:7 heading-order", `documents/x.md:${6 + 5000} too-long`], page: PAGE }),
  body("100,000 ids in running text", fill("X-1 H.1 POL-005 A.5.15 ")),
  body("100,000 ids in one word", fill("X-1.H.1-")),
  body("1 MiB of task lists", fill("- [x] a\n")),
  body("1 MiB of alerts", fill("> [!NOTE]\n> a\n\n")),
  {
    name: "a text with 10,000 terms of the glossary",
    files: () => project({
      "glossary.toml": lines(5000, (n) => `[term.t${n}]\nname = "word${n}"\nmeaning = "A meaning."\nsynonyms = ["synonym ${n}"]\n`),
      [X]: written(lines(10_000, (n) => `word${n} and synonym ${n}`)),
    }), ...page,
  },
  {
    name: "a glossary whose terms begin alike",
    files: () => project({
      "glossary.toml": lines(5000, (n) => `[term.t${n}]\nname = "${"a ".repeat(20)}${n}"\nmeaning = "A meaning."\n`),
      [X]: written(fill("a ", 500_000)),
    }), ...page,
  },
  {
    name: "a waiver for each of many findings",
    files: () => project({
      "handbook.toml": HANDBOOK + "\n" + lines(2000, (n) => `[[waivers]]\ncode = "broken-link"\nsubject = "X-1"\nreason = "Later ${n}"\nuntil = 2027-01-01\n`),
      [X]: written(full((n) => `[a](b${n}.md)`, 100_000)),
    }), found: ["handbook.toml: missing-key|unknown-key|wrong-type"],
  },
  {
    name: "500 documents of one line",
    files: () => project(others(500)), page: "documents/d-499.html", pages: 500,
  },
  {
    name: "300 documents that all name each other",
    files: () => project({
      ...Object.fromEntries(Array.from({ length: 300 }, (_, n) =>
        [`documents/d${n}.md`, `+++\nid = "D-${n}"\nowner = "ciso"\nstatus = "draft"\n+++\n${lines(300, (m) => `[[D-${m - 1}]]`)}`])),
    }), page: "documents/d-299.html",
  },
  {
    name: "200 folders in each other",
    files: () => project({ [`documents/${"a/".repeat(200)}x.md`]: written("a\n") }), page: PAGE,
  },
];
