// The tables of `annexa export`, read by openpyxl and by LibreOffice: each cell is what the CSV and the sources say, none is a formula.
//
// ANNEXA names the program, PYTHON a Python with openpyxl, SOFFICE LibreOffice; `tests/run` sets them. None of these tests is passed over.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
const program = resolve(process.env.ANNEXA);
const python = process.env.PYTHON || "python3";
const office = process.env.SOFFICE || "soffice";
const here = dirname(fileURLToPath(import.meta.url));
const example = resolve(here, "../../content-example");
const work = mkdtempSync(join(tmpdir(), "annexa-tables-"));
after(() => rmSync(work, { recursive: true }));

const WORDS = ["risks", "evidence", "objectives", "exceptions", "suppliers", "assets", "obligations", "parties", "competences", "registers", "tables", "glossary"];

function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28, ...options });
  assert.ifError(done.error);
  assert.equal(done.status, 0, `${command} ${args.join(" ")}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** Writes the tables of a project into a new folder and returns it. `before` is put in front of the program. */
function exported(project, before = []) {
  const folder = mkdtempSync(join(work, "out-"));
  for (const word of WORDS) {
    const [command, ...args] = [...before, program, "export", word, "--project", project, "--today", "2026-11-21", "--output", folder, "--no-history"];
    run(command, args);
  }
  return folder;
}

/** The files of a folder whose names end in this way, relative to it. */
function files(folder, end) {
  return readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(end)).sort();
}

/** What openpyxl reads in the workbooks of a folder, by their names. */
function books(folder) {
  const paths = files(folder, ".xlsx").map((name) => join(folder, name));
  const read = JSON.parse(run(python, [join(here, "workbooks.py"), "book", ...paths]));
  return new Map(paths.map((path) => [path.slice(folder.length + 1), read[path]]));
}

/** The rows of a CSV (RFC 4180). */
function parse(text) {
  const rows = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  while (cells.lastIndex < text.length) {
    const [, quoted, plain, end] = cells.exec(text);
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

/** The rows of a table of ours, as its CSV has them. */
function csv(folder, name) {
  const text = readFileSync(join(folder, name), "utf8");
  assert.ok(text.startsWith("\uFEFF"), `${name} begins with a byte order mark`);
  return parse(text.slice(1));
}

/** The CSV of each sheet of a workbook. The first one has the name of the workbook. */
function parts(name, book) {
  const word = name.slice(0, -".xlsx".length);
  return book.sheets.map((sheet, number) => (number === 0 ? `${word}.csv` : `${word}-${sheet.name.toLowerCase().replaceAll(" ", "-")}.csv`));
}

/** What stands below the title block: the head, and the rows. */
function table(sheet) {
  const head = Number(/^A(\d+):/.exec(sheet.filter)[1]);
  return { head, titles: sheet.rows[head - 1], rows: sheet.rows.slice(head) };
}

/** A cell as the CSV has it. */
function text({ value }) {
  if (value === null) return "";
  return String(value);
}

/** A cell of a CSV without what guards it from being a formula, and with the lines of a list. */
const plain = (cell) => cell.replace(/^'(?=\s*[=+\-@＝＋－＠])/u, "");

const folder = exported(example);
const all = books(folder);

test("each workbook has a tab for each CSV, and each cell is that of the CSV", () => {
  assert.equal(all.size, WORDS.length);
  let cells = 0;
  const seen = [];
  for (const [name, book] of all) {
    parts(name, book).forEach((part, number) => {
      const { rows, titles } = table(book.sheets[number]);
      const [keys, ...expected] = csv(folder, part);
      seen.push(part);
      assert.equal(titles.length, keys.length, part);
      assert.equal(rows.length, expected.length, part);
      rows.forEach((row, at) => {
        row.forEach((cell, column) => {
          assert.equal(text(cell).replaceAll("\n", "; "), plain(expected[at][column]), `${part}: ${keys[column]} of row ${at + 1}`);
          cells += 1;
        });
      });
    });
  }
  assert.deepEqual(seen.sort(), files(folder, ".csv"));
  assert.ok(cells > 4000, `${cells} cells`);
});

test("dates are dates, numbers are numbers, and nothing is a formula", () => {
  const days = /^\d{4}-\d\d-\d\d$/;
  let dates = 0;
  for (const [name, book] of all) {
    for (const sheet of book.sheets) {
      for (const cell of sheet.rows.flat()) {
        assert.notEqual(cell.type, "f", `${name}: ${cell.value}`);
        const isDay = days.test(cell.value ?? "");
        assert.equal(cell.date, isDay, `${name}: ${cell.value}`);
        if (isDay) assert.equal(cell.format, "yyyy-mm-dd");
        dates += isDay ? 1 : 0;
        if (typeof cell.value === "string" && !isDay) assert.equal(cell.type, "s");
      }
    }
  }
  assert.ok(dates > 300, `${dates} dates`);
  const risks = table(all.get("risks.xlsx").sheets[0]);
  const column = (title) => risks.titles.findIndex((cell) => cell.value === title);
  for (const title of ["Inherent likelihood", "Residual impact", "Residual score", "Open actions"]) {
    for (const row of risks.rows) assert.equal(row[column(title)].type, "n", title);
  }
});

test("each sheet is headed, frozen, filtered, and set for paper", () => {
  for (const [name, book] of all) {
    assert.equal(book.creator, "Brightmoor security handbook", name);
    assert.equal(book.created, "2026-11-21T00:00:00", name);
    assert.equal(book.modified, "2026-11-21T00:00:00", name);
    book.sheets.forEach((sheet, number) => {
      const where = `${name}: ${sheet.name}`;
      const { head, titles, rows } = table(sheet);
      const last = titles.length;
      assert.match(sheet.filter, new RegExp(`^A${head}:[A-Z]+${head + rows.length}$`), where);
      assert.equal(sheet.frozen, `B${head + 1}`, where);
      // Where columns go on on further pages, the first one comes again, and what heads the sheet heads each page.
      const isWide = Number(sheet.fit[1] ?? 1) > 1;
      assert.deepEqual(sheet.repeated, [`$${head}:$${head}`, isWide ? "$A:$A" : null], where);
      assert.ok(sheet.area.includes(isWide ? `$A$${head}:` : "$A$1:"), where);
      assert.equal(sheet.orientation, "landscape", where);
      assert.equal(Number(sheet.paper), 9, where);
      assert.equal(sheet.fit[0], true, where);
      assert.equal(Number(sheet.fit[2]), 0, where);
      assert.equal(sheet.merged, 0, where);
      assert.equal(sheet.rightToLeft, false, where);
      const title = sheet.rows[0][0].value;
      assert.equal(title, number === 0 ? book.title : `${book.title}: ${sheet.name}`, where);
      assert.equal(sheet.rows[1][0].value, "Brightmoor security handbook, as of 2026-11-21", where);
      assert.deepEqual(sheet.footer, [`Brightmoor security handbook · ${title}`, "Page &P of &N"], where);
      assert.ok(head <= 6, `${where}: what stays in sight leaves room for rows`);
      // Every column has a width of its own, which no line makes unreadable.
      const widths = sheet.widths.flatMap(([first, until, width]) => Array(until - first + 1).fill(width));
      assert.ok(widths.length >= last, `${where}: ${widths.length} widths`);
      for (const width of widths.slice(0, last)) assert.ok(width >= 4 && width <= 74, `${where}: ${width}`);
      for (const [at, row] of rows.entries()) {
        const lines = Math.max(...row.map((cell) => text(cell).split("\n").length));
        if (lines > 1) assert.ok(sheet.heights[head + 1 + at] >= 15 * lines, `${where}: row ${at + 1} shows ${lines} lines`);
        for (const cell of row) assert.ok(cell.value === null || cell.wrap === (cell.type !== "n"), where);
      }
    });
  }
  assert.deepEqual(all.get("risks.xlsx").sheets.map((sheet) => sheet.name), ["Risks", "Acceptances", "Actions"]);
  const facts = all.get("risks.xlsx").sheets[0].rows.slice(2, 4).map((row) => row[0].value);
  assert.deepEqual(facts, ["Owner: Chief Information Security Officer · Next review: 2027-03-08", "Rows: 26 · File: registers/risks.toml"]);
});

/** Fields that tables show in the words of readers: people by their titles, keys by their labels. */
const IN_WORDS = new Set(["owner", "by", "role", "approved_by", "classification", "treatment", "kind", "better", "properties", "fulfils"]);

test("what stands in the files of the handbook stands in the workbooks", () => {
  const project = JSON.parse(run(python, [join(here, "workbooks.py"), "project", example]));
  let compared = 0;
  for (const [name, rows] of Object.entries(project)) {
    if (!WORDS.includes(name)) continue;
    const book = all.get(`${name}.xlsx`);
    const sheets = parts(`${name}.xlsx`, book).map((part, number) => {
      const [keys] = csv(folder, part);
      return { keys, rows: table(book.sheets[number]).rows };
    });
    /** Compares a field of a row with the cell below its key: in the row of that id, or in that one of its lists. */
    const compare = (id, key, value, nth) => {
      const last = key.split(".").at(-1);
      const sheet = sheets.find(({ keys }) => keys.includes(key));
      assert.ok(sheet, `${name}: no column ${key}`);
      const own = sheet.rows.filter((row) => row[0].value === id);
      const cell = own[nth][sheet.keys.indexOf(key)];
      const where = `${name} ${id}: ${key}`;
      compared += 1;
      if (IN_WORDS.has(last)) assert.ok(text(cell).length > 0, where);
      else if (Array.isArray(value) || (sheets[0].keys.includes(key) && text(cell).includes("\n"))) {
        const lines = text(cell).split("\n");
        for (const one of [value].flat().flatMap((one) => String(one).split("; "))) assert.ok(lines.includes(one), `${where}: ${one}`);
      } else assert.equal(text(cell), String(value), where);
    };
    const walk = (id, path, value, nth) => {
      if (Array.isArray(value) && typeof value[0] === "object") value.forEach((one, at) => walk(id, path, one, at));
      else if (typeof value === "object" && !Array.isArray(value)) for (const [key, one] of Object.entries(value)) walk(id, path ? `${path}.${key}` : key, one, nth);
      else compare(id, path, value, nth);
    };
    for (const [id, row] of Object.entries(rows)) walk(id, "", row, 0);
  }
  assert.ok(compared > 1500, `${compared} fields`);
});

/** The cells of each sheet as LibreOffice shows them, by the name of the sheet. */
function shown(folder, names) {
  const out = mkdtempSync(join(work, "office-"));
  const profile = pathToFileURL(join(work, "profile")).href;
  // 44 and 34 are the comma and the quote, 76 is UTF-8, the last -1 asks for every sheet.
  const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
  run(office, [`-env:UserInstallation=${profile}`, "--headless", "--norestore", "--convert-to", filter, "--outdir", out, ...names.map((name) => join(folder, name))]);
  return (name, sheet) => parse(readFileSync(join(out, `${basename(name, ".xlsx")}-${sheet}.csv`), "utf8"));
}

/** Rows without the empty cells at their ends. */
const trimmed = (rows) => rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== "") + 1));

function sameInOffice(folder, books) {
  const office = shown(folder, [...books.keys()]);
  for (const [name, book] of books) {
    for (const sheet of book.sheets) {
      const rows = trimmed(sheet.rows.map((row) => row.map(text)));
      assert.deepEqual(trimmed(office(name, sheet.name)), rows, `${name}: ${sheet.name}`);
    }
  }
}

test("LibreOffice shows what openpyxl reads", () => sameInOffice(folder, all));

const NAMES = ["=1+1", "@SUM(A1:A9)", "+49 113 496 0911", "-", "-5", "＝1+1", "Überprüfung — Straße", "情報セキュリティ", "👩‍💻 😀", "سياسة أمن المعلومات", 'say "so", then; go', "007", "1e5", "TRUE", "#N/A", "_x0041_", "|cmd' /C calc'!A0", "=HYPERLINK(\"https://evil.example\")", "tab\tand\rreturn"];

/** A project that others would rather not open. */
function hostile(language = "en") {
  const project = mkdtempSync(join(work, "hostile-"));
  const write = (path, text) => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  const long = "情報 and text ".repeat(3_000);
  const rows = NAMES.map((name, number) => `[asset.A-${number + 1}]\ntitle = ${JSON.stringify(name)}\nnote = ${JSON.stringify(name)}\nlocation = "-"\n`);
  write("handbook.toml", `title = "=R&D & Söhne"\nlanguage = "${language}"\n[register.odd]\ntitle = "a/b: [c]? *d* 'e' and a tail that is too long"\n[register.assets]\n`);
  write("registers/assets.toml", rows.join("\n"));
  write("registers/risks.toml", `[risk.R-1]\ntitle = "Long"\nscenario = ${JSON.stringify(long)}\n`);
  write("registers/odd.csv", `=Head,-,@x\n${NAMES.map((name) => `"${name.replaceAll('"', '""')}",007,2026-02-30`).join("\n")}\n`);
  return { project, long };
}

/** Exports what there is: a word that the project has nothing of ends with a code of its own. */
function exportedAll(project) {
  const folder = mkdtempSync(join(work, "out-"));
  run(program, ["export", "all", "--project", project, "--today", "2026-11-21", "--output", folder, "--no-history"]);
  return folder;
}

test("hostile texts are texts, whole and alone", () => {
  const { project, long } = hostile();
  const folder = exportedAll(project);
  const read = new Map([...books(folder)].filter(([name]) => /^(assets|risks|registers|tables.odd)\.xlsx$/.test(name)));
  assert.equal(read.size, 4);
  // What acts unseen, a lone return among it, is something that is seen.
  const seen = (name) => name.replaceAll("\t", " ").replaceAll("\r", "\n");
  const assets = table(read.get("assets.xlsx").sheets[0]);
  const [keys, ...rows] = csv(folder, "assets.csv");
  NAMES.forEach((name, at) => {
    for (const key of ["title", "note"]) {
      const cell = assets.rows[at][keys.indexOf(key)];
      assert.deepEqual([cell.value, cell.type], [seen(name), "s"]);
      const guarded = rows[at][keys.indexOf(key)];
      assert.equal(plain(guarded), seen(name).replaceAll("\n", " "));
      assert.ok(!/^\s*[=+\-@＝＋－＠]/u.test(guarded) || /^-?\d*$/.test(guarded), guarded);
    }
    assert.equal(assets.rows[at][keys.indexOf("location")].value, "-");
    assert.equal(rows[at][keys.indexOf("location")], "-");
  });
  for (const [name, book] of read) {
    for (const cell of book.sheets.flatMap((sheet) => sheet.rows.flat())) {
      assert.notEqual(cell.type, "f", `${name}: ${cell.value}`);
      assert.equal(cell.link, null);
    }
    assert.equal(book.sheets[0].footer[0].startsWith("=R&&D && Söhne"), true, book.sheets[0].footer[0]);
  }
  const odd = read.get("tables/odd.xlsx").sheets[0];
  assert.match(odd.name, /^a b/);
  assert.ok(odd.name.length <= 31 && !/[*?:[\]\\/]/.test(odd.name), odd.name);
  assert.deepEqual(table(odd).titles.map((cell) => cell.value), ["=Head", "-", "@x"]);
  for (const row of table(odd).rows) assert.deepEqual(row.slice(1).map((cell) => [cell.value, cell.type]), [["007", "s"], ["2026-02-30", "s"]]);

  // A text ends at 5,000 characters (docs/limits.md), here as there.
  const scenario = csv(folder, "risks.csv")[1][2].trimEnd();
  assert.ok(scenario.length > 4_990 && scenario.length <= 5_001, `${scenario.length} characters`);
  assert.ok(long.startsWith(scenario.replace(/…$/, "")));
  assert.equal(table(read.get("risks.xlsx").sheets[0]).rows[0][2].value.trimEnd(), scenario);
  sameInOffice(folder, read);
});

test("a handbook that is read from right to left has sheets that are", () => {
  const folder = exportedAll(hostile("ar").project);
  for (const book of books(folder).values()) for (const sheet of book.sheets) assert.equal(sheet.rightToLeft, true);
});

test("ids and addresses are links to the web where the handbook says where it stands", () => {
  const project = mkdtempSync(join(work, "linked-"));
  mkdirSync(join(project, "registers"));
  writeFileSync(join(project, "handbook.toml"), 'title = "Handbook"\naddress = "https://handbook.example/isms/"\n');
  const urls = ["https://desk.example/?a=1&b=2#c", "javascript:alert(1)", "javascript://x%0aalert(1)", "file:///etc/passwd"];
  writeFileSync(join(project, "registers/obligations.toml"), urls.map((url, at) => `[obligation.O-${at}]\ntitle = "One"\nurl = "${url}"\n`).join("\n"));
  const { rows } = table(books(exportedAll(project)).get("obligations.xlsx").sheets[0]);
  const links = (title) => rows.map((row) => row[title].link);
  assert.deepEqual(links(0), urls.map((_, at) => `https://handbook.example/isms/obligations.html#o-o-${at}`));
  assert.deepEqual(links(7), [urls[0], null, null, null]);
  assert.deepEqual(rows.map((row) => row[7].value), urls);
});

test("another run at another time writes the same bytes", () => {
  const again = exported(example, ["faketime", "2031-05-06 07:08:09"]);
  assert.deepEqual(files(again, ""), files(folder, ""));
  for (const name of [...files(folder, ".xlsx"), ...files(folder, ".csv")]) {
    assert.ok(readFileSync(join(again, name)).equals(readFileSync(join(folder, name))), name);
  }
});
