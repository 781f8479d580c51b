// The Statement of Applicability as a workbook, read by openpyxl and by LibreOffice: what an auditor opens and prints says what the CSV says.
//
// ANNEXA names the program, PYTHON a Python with openpyxl; `tests/run` sets them. SOFFICE names LibreOffice.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
const program = resolve(process.env.ANNEXA);
const here = dirname(fileURLToPath(import.meta.url));
const example = resolve(here, "../../content-example");
const folder = mkdtempSync(join(tmpdir(), "annexa-statement-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function run(command, ...args) {
  const done = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(done.error, undefined, `${command} is there`);
  assert.equal(done.status, 0, `${command}: ${done.stderr}`);
  return done.stdout;
}

const python = (...args) => JSON.parse(run(process.env.PYTHON ?? "python3", join(here, "statement.py"), ...args));
const exported = (word, project, output) => run(program, "export", word, "--project", project, "--today", "2026-11-21", "--output", output);

exported("soa", example, folder);
const book = python("workbook", join(folder, "soa.xlsx"));
const sheets = new Map(book.sheets.map((sheet) => [sheet.name, sheet]));
const controls = sheets.get("Controls");
const column = (sheet, title) => {
  const at = sheet.head.indexOf(title);
  assert.ok(at >= 0, `${title} in ${sheet.head}`);
  return sheet.rows.map((row) => row[at]);
};
const letters = (number) => (number > 26 ? letters(Math.floor((number - 1) / 26)) : "") + String.fromCharCode(65 + ((number - 1) % 26));

// The tables of the workbook and the files that have the same rows.
const PARTS = { Controls: "soa", Totals: "soa-totals", Statement: "soa-statement", Versions: "soa-history", Approvals: "soa-approvals", Reviews: "soa-reviews" };

test("what stands above the controls says which statement it is and who approved it", () => {
  const [title, subject, ...facts] = controls.above;
  assert.equal(title, "Statement of Applicability");
  assert.equal(subject, "Brightmoor security handbook, as of 2026-11-21");
  const said = facts.flatMap((line) => line.split(" · "));
  assert.deepEqual(said.slice(0, 4), [
    "Version: 3.1, in force since 2026-02-02; id SOA",
    "Owner: Chief Information Security Officer",
    "Approved: 2026-01-26 by Chief Executive Officer, merge request, https://git.brightmoor.example/isms/handbook/-/merge_requests/111",
    "Next review: 2027-02-01",
  ]);
  assert.match(said[4], /^Digest: sha256:[0-9a-f]{64} \(as approved\)$/);
  assert.equal(said.length, 5);
  assert.deepEqual(controls.beside, []);
  assert.equal(book.title, "Statement of Applicability");
  assert.equal(book.created, "2026-11-21");
});

test("a row for each control, in the order of the framework, with filters over all of them", () => {
  const ids = column(controls, "Control").map(([id]) => id);
  const counts = [["A.5", 37], ["A.6", 8], ["A.7", 14], ["A.8", 34]];
  assert.deepEqual(ids, counts.flatMap(([theme, count]) => Array.from({ length: count }, (_, at) => `${theme}.${at + 1}`)));
  assert.equal(controls.rows.length, 93);
  for (const sheet of book.sheets) {
    assert.equal(sheet.bottom, Math.max(sheet.lastRow, sheet.headRow + 1), sheet.name);
    assert.equal(sheet.right, sheet.lastColumn, sheet.name);
  }
});

test("head and control stay in sight, and paper is used well", () => {
  for (const sheet of book.sheets) {
    assert.equal(sheet.frozen, `B${sheet.headRow + 1}`, sheet.name);
    assert.ok(sheet.headRow <= 8, `${sheet.headRow} rows stay in sight`);
    assert.equal(sheet.repeated, `$${sheet.headRow}:$${sheet.headRow}`, sheet.name);
    assert.equal(sheet.orientation, "landscape", sheet.name);
    assert.equal(sheet.paper, "9", sheet.name);
    assert.ok(sheet.fits, sheet.name);
    assert.equal(sheet.high, 0, sheet.name);
    const first = (sheet.wide ?? 1) > 1 ? sheet.headRow : 1;
    assert.equal(sheet.printed, `'${sheet.name}'!$A$${first}:$${letters(sheet.right)}$${sheet.bottom}`);
    assert.deepEqual(sheet.merged, []);
    assert.ok(sheet.wrapped, sheet.name);
    assert.ok(sheet.widths.every((width) => width > 4 && width < 90), `${sheet.widths}`);
  }
  // One page wide, or absent, which means the same.
  assert.ok([1, null].includes(controls.wide), `${controls.wide}`);
});

test("a row is as high as its longest text asks for", () => {
  const wide = controls.head.indexOf("Justification");
  controls.rows.forEach((row, at) => {
    const lines = Math.ceil(row[wide][0].length / (controls.widths[wide] * 1.2));
    assert.ok(controls.heights[at] >= lines * 15, `row ${at}: ${controls.heights[at]} for ${lines} lines`);
  });
});

test("dates are dates, counts are numbers, and nothing is a formula", () => {
  const due = column(controls, "Due").filter(([, kind]) => kind !== "empty");
  assert.ok(due.length > 5, `${due.length} dates`);
  assert.ok(due.every(([day, kind]) => kind === "day" && /^\d{4}-\d\d-\d\d$/.test(day)), JSON.stringify(due));
  assert.deepEqual(column(sheets.get("Statement"), "Approved"), [["2026-01-26", "day"]]);
  assert.ok(column(sheets.get("Totals"), "All controls").every(([, kind]) => kind === "number"));
  const kinds = new Set(book.sheets.flatMap((sheet) => sheet.rows.flat().map(([, kind]) => kind)));
  assert.deepEqual([...kinds].sort(), ["day", "empty", "number", "text"]);
});

test("the totals are what is counted in the table of controls", () => {
  const totals = sheets.get("Totals");
  const [applicable, status, theme] = ["Applicable", "Status", "Theme"].map((title) => column(controls, title).map(([text]) => text));
  const themes = totals.head.slice(2, -1);
  assert.deepEqual(themes, [...new Set(theme)]);
  for (const [[what], [all], ...rest] of totals.rows) {
    const counted = controls.rows.map((_, at) => what === "Controls" || (what === "Applicable" ? applicable[at] === "Yes" : status[at] === what));
    assert.equal(Number(all), counted.filter(Boolean).length, what);
    themes.forEach((name, number) => {
      assert.equal(Number(rest[number][0]), counted.filter((is, at) => is && theme[at] === name).length, `${what} of ${name}`);
    });
    assert.match(rest.at(-1)[0], /^rows of Controls/);
  }
  const statuses = totals.rows.slice(2).map(([, [count]]) => Number(count));
  assert.equal(statuses.reduce((sum, count) => sum + count), 93);
});

test("each table of the workbook has the rows of its CSV", () => {
  assert.deepEqual([...sheets.keys()], Object.keys(PARTS));
  const csvs = python("tables", ...Object.values(PARTS).map((name) => join(folder, `${name}.csv`)));
  book.sheets.forEach((sheet, at) => {
    const rows = sheet.rows.map((row) => row.map(([text]) => text.replaceAll("\n", "; ")));
    assert.deepEqual(rows, csvs[at].slice(1), sheet.name);
  });
});

test("LibreOffice opens the same values, and prints them on landscape pages that have their numbers", () => {
  const office = (filter) =>
    run(process.env.SOFFICE ?? "soffice", `-env:UserInstallation=${pathToFileURL(join(folder, "office"))}`, "--headless", "--norestore", "--convert-to", filter, "--outdir", folder, join(folder, "soa.xlsx"));
  const before = new Set(readdirSync(folder));
  office("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1");
  const made = readdirSync(folder).filter((name) => !before.has(name) && name.endsWith(".csv"));
  assert.deepEqual(made.sort(), Object.keys(PARTS).map((name) => `soa-${name}.csv`).sort());
  const tables = python("tables", ...book.sheets.map(({ name }) => join(folder, `soa-${name}.csv`)));
  book.sheets.forEach((sheet, at) => {
    const rows = tables[at].slice(sheet.headRow, sheet.headRow + sheet.rows.length);
    assert.deepEqual(rows, sheet.rows.map((row) => row.map(([text]) => text)), sheet.name);
  });
  office("pdf");
  const pdf = join(folder, "soa.pdf");
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(run("pdfinfo", pdf)).map(Number);
  assert.ok(width > height, `${width} x ${height}`);
  const pages = run("pdftotext", "-layout", pdf, "-").split("\f").filter((page) => page.trim() !== "");
  const ofControls = pages.filter((page) => /\bA\.[5-8]\.\d+\b/.test(page));
  assert.ok(ofControls.length > 2 && ofControls.length < 12, `${ofControls.length} pages`);
  ofControls.forEach((page) => assert.match(page, /Control\s+Title\s+Theme\s+Applicable/));
  pages.forEach((page, at) => assert.ok(page.includes(`Page ${at + 1} of ${pages.length}`), `page ${at + 1}`));
});

test("no workbook names a person where roles are shown", () => {
  const project = join(folder, "project");
  cpSync(example, project, { recursive: true });
  const settings = join(project, "handbook.toml");
  const text = readFileSync(settings, "utf8");
  assert.ok(text.includes('show = "names"'));
  writeFileSync(settings, text.replace('show = "names"', 'show = "roles"'));
  const people = readFileSync(join(project, "people.toml"), "utf8");
  const names = [...people.matchAll(/^name\s*=\s*"([^"]+)"/gm)].map(([, name]) => name);
  assert.ok(names.length > 5, `${names}`);
  for (const word of ["soa", "documents", "findings", "audits", "management-reviews", "trainings", "actions"]) {
    exported(word, project, join(folder, "roles"));
    const said = JSON.stringify(python("workbook", join(folder, "roles", `${word}.xlsx`)));
    for (const name of names) assert.ok(!said.includes(name), `${name} in ${word}.xlsx`);
  }
});
