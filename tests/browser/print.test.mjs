// The handbook on paper: what stands on each sheet. P1 to P11 are the statements on print, one test or more for each, named by it.
//
// Most are asked of the example; `own` is a small handbook with what the example lacks: a table of 27 columns, a draft of many sheets.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { clipped, info, pdf, words } from "./paper.mjs";
import { open, site } from "./support.mjs";

const annexa = process.env.ANNEXA;
assert.ok(annexa, "ANNEXA names the program");

const work = mkdtempSync(join(tmpdir(), "annexa-print-"));
const own = join(work, "site");

const COLUMNS = 27;
const ROWS = 60;
const cells = (row) => Array.from({ length: COLUMNS }, (_, column) => `r${row}c${column + 1}`);
const TABLE = [
  `|${cells(0).join("|")}|`, `|${"---|".repeat(COLUMNS)}`,
  ...Array.from({ length: ROWS }, (_, row) => `|${cells(row + 1).join("|")}|`),
].join("\n");

const FILES = {
  "handbook.toml": 'title = "Paper"\norganization = "Kite"\n[classification.internal]\nlabel = "Internal"\n',
  "documents/rules/one.md": `+++
id = "POL-1"
title = "One"
version = "1.2"
classification = "internal"
+++
## Scope

See [the wide one](two.md#figures), [[POL-2]], [POL-2](two.md), [below](#more), [old rules](old.md), [a page](https://a.example/x?y=1), [the
same](https://a.example/x?y=1) and <https://b.example/z>.

<details><summary>Fold</summary>

Folded words.

</details>

## More

### Deep

Text.
`,
  "documents/rules/two.md": `+++\nid = "POL-2"\ntitle = "Two"\nstatus = "draft"\n+++\nIntroduction.\n\n## Figures\n\n${TABLE}\n\nEnd.\n`,
  "documents/rules/old.md": `+++\nid = "POL-3"\ntitle = "Old"\nstatus = "superseded"\n+++\nIntroduction.\n\n${TABLE}\n`,
};

before(() => {
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(work, "project", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  // Findings do not stop a build unless they deny; the missing owners here are none of this test's business.
  execFileSync(annexa, ["build", join(work, "project"), "--profile", "draft", "--today", "2026-11-21", "--output", own], { stdio: "pipe" });
});
after(() => rmSync(work, { recursive: true, force: true }));

test("P1: the page without what surrounds it, over the whole width", async () => {
  for (const path of ["documents/pol-004.html", "sections/access.html", "documents.html", "search.html", "print.html"]) {
    const { page, close } = await open(path);
    await page.emulateMedia({ media: "print" });
    const seen = await page.evaluate(() => {
      const all = "nav, [role=search], button, input, .skip, a.anchor, .no-print, [data-filter]";
      const shown = Array.from(document.querySelectorAll(all)).filter((part) => part.offsetParent && !part.matches("nav.toc"));
      const main = document.querySelector("main").getBoundingClientRect();
      return { shown: shown.map((part) => part.outerHTML.slice(0, 80)), narrow: document.body.clientWidth - main.width };
    });
    assert.deepEqual(seen, { shown: [], narrow: 0 }, path);
    await close();
  }
});

test("P2: every sheet says what it is a page of; the first one has the control block", async () => {
  const { pages } = await pdf("documents/pol-004.html");
  assert.ok(pages.length > 2);
  pages.forEach((sheet, number) => {
    assert.match(sheet, /^\s*Internal · POL-004 · version 2\.0/);
    assert.match(sheet, new RegExp(`Printed copies are uncontrolled · build [0-9a-f]{10} · as of 21 November 2026\\s+Page ${number + 1} of ${pages.length}\\s*$`));
  });
  const block = ["POL-004", "Remote working policy", "Internal", "documents/people/pol-004-", "remote-working.md", "In date", "2.0", "1 June 2026",
    "Head of People", "Chief Executive Officer", "26 May 2026", "31 May 2027"];
  const bare = await pdf("documents/pol-004.html", { javaScriptEnabled: false });
  for (const first of [pages[0], bare.pages[0]]) assert.deepEqual(block.filter((fact) => !first.includes(fact)), []);
  for (const sheet of bare.pages) assert.match(sheet, /Printed copies are uncontrolled\s+Page \d+ of \d+\s*$/);
});

test("P2: in the handbook every document has its own head and block", async () => {
  const { pages } = await pdf("print/access.html");
  const heads = pages.map((sheet) => sheet.trimStart().split("\n")[0].trim());
  for (const id of ["POL-005 · version 2.1", "PRO-008 · version 1.2", "STD-001 · version 3.0"]) {
    const first = heads.indexOf(`Internal · ${id}`);
    assert.ok(first > 0, `${id}: ${heads}`);
    for (const fact of ["Source file", "In force since", "Next review", "Approved", "Classification"]) assert.ok(pages[first].includes(fact), fact);
  }
  assert.match(heads[0], /^Access – Brightmoor security handbook, as of 21 November 2026$/);
});

test("P3: dark screens print black on white, badges keep a border and a word", async () => {
  const { page, close } = await open("documents/pol-004.html", { colorScheme: "dark" });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const seen = await page.evaluate(() => {
    const style = (css) => getComputedStyle(document.querySelector(css));
    const badge = document.querySelector(".strip .badge");
    return [style("body").backgroundColor, style("body").color, style("main a").color, style(".strip .badge").borderTopStyle, badge.textContent];
  });
  assert.deepEqual(seen, ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(0, 0, 0)", "solid", "In date"]);
  await close();
});

test("P4: the statement lies on its side, repeats its head and loses nothing", async () => {
  const { file, pages, text } = await pdf("soa.html");
  for (const sheet of words(file)) assert.ok(sheet.width > sheet.height);
  assert.deepEqual(clipped(file), []);
  const rows = pages.filter((sheet) => /A\.\d\.\d+/.test(sheet) && !sheet.includes("Version history"));
  assert.ok(rows.length > 5);
  for (const sheet of rows) assert.match(sheet, /Control\s+Applies\s+Why, or why not\s+State and how/);
  const { page, close } = await open("soa.html");
  const controls = await page.locator(".soa tbody tr[id] > th .id").allTextContents();
  await close();
  assert.equal(controls.length, 93);
  assert.deepEqual(controls.filter((id) => !text.includes(`${id} `)), []);
});

test("P4: a table of 27 columns lies on its side, whole, row by row", async () => {
  for (const path of ["documents/pol-2.html", "print.html"]) {
    const { file } = await pdf(path, { folder: own });
    assert.deepEqual(clipped(file), [], path);
    const sheets = words(file);
    const wide = sheets.filter((sheet) => sheet.words.some((word) => word.text === "r1c1" || word.text === `r${ROWS}c1`));
    assert.equal(wide.length, 2, path);
    for (const sheet of sheets) {
      const texts = sheet.words.map((word) => word.text);
      const started = texts.filter((word) => /^r\d+c1$/.test(word));
      if (!started.length) continue;
      assert.ok(sheet.width > sheet.height, path);
      // The head stands on each sheet, and each row that begins there ends there.
      assert.ok(texts.includes("r0c1") && texts.includes(`r0c${COLUMNS}`), path);
      for (const row of started) assert.ok(texts.includes(row.replace(/1$/, COLUMNS)), `${path}: ${row}`);
    }
    const seen = new Set(sheets.flatMap((sheet) => sheet.words.map((word) => word.text)));
    const lost = Array.from({ length: ROWS + 1 }, (_, row) => cells(row)).flat().filter((cell) => !seen.has(cell));
    assert.deepEqual(lost, [], path);
    assert.ok(sheets[0].width < sheets[0].height, "what is not wide stands upright");
  }
});

test("P5: no heading is the last line of a sheet", async () => {
  const { pages } = await pdf("print.html");
  const { page, close } = await open("print.html");
  const headings = await page.evaluate(() => Array.from(document.querySelectorAll(".chapter :is(h3, h4, h5, h6, dt)"), (heading) => heading.textContent.replace(/\s+/g, " ").trim()));
  await close();
  assert.ok(headings.length > 300);
  const known = new Set(headings);
  // The list and the contents at the front name headings too; their sheets bear the title of the handbook.
  const texts = pages.filter((sheet) => !sheet.trimStart().startsWith("Brightmoor security handbook, as of"));
  assert.ok(texts.length > 100);
  const stranded = texts.flatMap((sheet) => {
    const lines = sheet.trim().split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
    assert.match(lines.at(-1), /^Printed copies/);
    return known.has(lines.at(-2)) ? [lines.at(-2)] : [];
  });
  assert.deepEqual(stranded, []);
});

test("P6: folds are open, with and without scripts", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { text } = await pdf("documents/pol-1.html", { folder: own, javaScriptEnabled });
    assert.ok(text.includes("Folded words."));
  }
});

test("P7: links say where they lead", async () => {
  for (const path of ["documents/pol-1.html", "print.html"]) {
    const { text } = await pdf(path, { folder: own });
    for (const words of ["the wide one (§ 1 of POL-2), Two (POL-2), POL-2, below (§ 2), old rules (POL-3), a page [1], the same [1] and https://b.example/z.",
      "Addresses 1. https://a.example/x?y=1"]) assert.ok(text.includes(words), `${path}: ${words}`);
    assert.ok(!text.includes("2. https://b.example"), path);
  }
  const { page, close } = await open("documents/pol-1.html", { folder: own });
  assert.equal(await page.locator(".addresses").isVisible(), false);
  await close();
});

test("P8: no link of the printed handbook leaves it but for the web", async () => {
  const { file } = await pdf("print.html");
  const links = info(file, "-url").split("\n").slice(1).map((line) => line.trim().split(/\s+/).at(-1)).filter(Boolean);
  assert.ok(links.length > 0);
  assert.deepEqual(links.filter((link) => !/^(https?|mailto|tel):/.test(link)), []);
});

test("P9: pages, sections, reading lists, registers, the statement and the handbook print", async () => {
  for (const [path, fact] of [["documents/pol-004.html", "Remote working policy"], ["sections/access.html", "Access control policy"],
    ["documents.html", "Document register"], ["risks.html", "Risk register"], ["soa.html", "Statement of Applicability"],
    ["controls/a.5.15.html", "A.5.15"], ["reading/engineers.html", "Secure coding standard"], ["manage.html", "Do next"], ["print/physical.html", "Office security policy"], ["print.html", "drafts marked as such"]]) {
    const { pages, text, file } = await pdf(path);
    assert.ok(text.includes(fact), path);
    for (const sheet of pages) assert.match(sheet, /Printed copies are uncontrolled · build [0-9a-f]{10} · as of 21 November 2026\s+Page \d+ of \d+\s*$/, path);
    assert.deepEqual(clipped(file), [], path);
  }
  for (const path of ["sections/access.html", "documents.html", "about.html"]) {
    const { page, close } = await open(path);
    assert.ok(await page.locator('main a[href$="print.html"]').isVisible(), path);
    await close();
  }
  const { page, close } = await open("print.html");
  assert.equal(await page.locator("[data-print]").textContent(), "Print");
  assert.ok(await page.locator("[data-print]").isVisible() && await page.locator(".back a").isVisible());
  await close();
});

test("P10: what does not bind says so on every sheet, upright and wide", async () => {
  for (const [path, mark] of [["documents/pol-2.html", "Draft: does not bind"], ["documents/pol-3.html", "Superseded: no longer binds"]]) {
    for (const javaScriptEnabled of [true, false]) {
      const { pages } = await pdf(path, { folder: own, javaScriptEnabled });
      assert.ok(pages.length > 2);
      for (const sheet of pages) assert.ok(sheet.includes(mark), `${path}: ${sheet.slice(0, 200)}`);
    }
  }
  const { pages } = await pdf("print.html", { folder: own });
  for (const sheet of pages) {
    const first = sheet.trimStart().split("\n")[0];
    assert.equal(first.includes("Draft: does not bind"), first.includes("POL-2"), first);
  }
  assert.ok(pages.some((sheet) => sheet.includes("Draft: does not bind")));
});

test("P11: a PDF is tagged and has language, title and bookmarks", async () => {
  for (const [folder, path, title] of [[site, "documents/pol-004.html", "Remote working policy v2.0 – Brightmoor security handbook"],
    [own, "print.html", "Paper, as of 21 November 2026"]]) {
    const { file } = await pdf(path, { folder });
    const facts = info(file);
    assert.match(facts, /Tagged:\s+yes/);
    assert.ok(facts.includes(title), facts);
    const raw = readFileSync(file, "latin1");
    assert.match(raw, /\/Lang \(en\)/);
    assert.match(raw, /\/Outlines /);
  }
});
