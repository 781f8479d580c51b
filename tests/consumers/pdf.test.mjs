// `annexa export pdf` with a real Chromium, read by poppler and pypdf: what the file is, what stands in it, that it is the same again, and that
// printing reaches no network.
//
// ANNEXA names the program, CHROMIUM the browser, PYTHON a Python with pypdf; `tests/run` sets them.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

for (const name of ["ANNEXA", "CHROMIUM", "PYTHON"]) assert.ok(process.env[name], `${name} is set`);
const program = resolve(process.env.ANNEXA);
const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, "../..");
const work = mkdtempSync(join(tmpdir(), "annexa-pdf-test-"));
const own = join(work, "own");
// The program is told here to use this folder, so that what it leaves behind is seen.
const temporary = join(work, "temporary");
after(() => rmSync(work, { recursive: true, force: true, maxRetries: 5 }));

// Root and containers have no sandbox.
const environment = { ...process.env, TMPDIR: temporary, ANNEXA_CHROMIUM_FLAGS: process.env.ANNEXA_CHROMIUM_FLAGS ?? (process.getuid?.() === 0 ? "--no-sandbox" : "") };

// Prints and returns the file. `before` is a command that runs the program.
function print(project, what, name, { before = [] } = {}) {
  const file = join(work, `${name}.pdf`);
  const [command, ...rest] = [...before, program, "export", "pdf", ...what, "-C", project, "--no-history", "--today", "2026-11-21", "-o", file];
  const run = spawnSync(command, rest, { cwd: repository, encoding: "utf8", env: environment });
  assert.equal(run.status, 0, run.stderr);
  // What else is said is about the handbook, not about printing.
  const said = run.stderr.trim().split("\n").filter((line) => !line.startsWith("note: `annexa build` would not publish"));
  assert.deepEqual(said, [`wrote ${file}`]);
  assert.deepEqual(readdirSync(temporary), [], "nothing is left behind");
  return file;
}

const info = (file) => Object.fromEntries(execFileSync("pdfinfo", ["-isodates", file], { encoding: "utf8" }).trim().split("\n").map((line) => line.split(/:\s+(.*)/s).slice(0, 2)));
const text = (file) => execFileSync("pdftotext", [file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
const structure = (file) => JSON.parse(execFileSync(process.env.PYTHON, [join(here, "outline.py"), file], { encoding: "utf8", maxBuffer: 1 << 28 }));
const plain = (words) => words.replace(/\s+/g, " ").trim();

// A listener that a page with addresses of its own would reach.
let asked = 0;
let listener;

before(async () => {
  mkdirSync(temporary);
  listener = createServer((socket) => { asked += 1; socket.destroy(); });
  await new Promise((ready) => listener.listen(0, "127.0.0.1", ready));
  const { port } = listener.address();
  const there = `http://127.0.0.1:${port}`;
  const files = {
    "handbook.toml": 'title = "Sicherheit: Zürich & 東京"\norganization = "Kite"\naddress = "https://handbook.example/isms/"\nlanguage = "de"\n[classification.internal]\nlabel = "Intern"\n',
    "documents/regeln/one.md": `+++
id = "POL-1"
title = "Zugriff 東京 🔐 עברית"
version = "1.2"
classification = "internal"
+++
## Größe und Übung, die so lang ist, dass sie auf dem Blatt in eine zweite Zeile und vielleicht sogar in eine dritte Zeile läuft

See [[POL-2]], [there](two.md), [mail](mailto:a@b.example), [web](https://web.example/x).

### 情報セキュリティ

<img src="${there}/picture.png" alt="a picture"> <script src="${there}/script.js"></script><iframe src="${there}/frame.html"></iframe>

![outside](${there}/other.png)

مرحبا بالعالم 👩‍💻 naïve façade.
`,
    "documents/regeln/tief/two.md": '+++\nid = "POL-2"\ntitle = "Zwei"\nstatus = "draft"\nreview_date = 2026-12-24\n+++\nText.\n\n## Ende\n',
    // A theme of its own that asks for everything: no policy of the built-in pages stands in its way.
    "theme/templates/document.html": `{% extends "builtin/document.html" %}{% block main %}{{ super() }}<img src="${there}/theme.png" alt=""><link rel="preconnect" href="${there}">{% endblock main %}`,
    "theme/static/print.js": `${readFileSync(join(repository, "theme/static/print.js"), "utf8")}\nfetch("${there}/fetch").catch(() => {}); try { new WebSocket("ws://127.0.0.1:${port}/socket"); } catch {}`,
  };
  // Without the policy, only the flags keep the browser from the network.
  files["theme/templates/base.html"] = readFileSync(join(repository, "theme/templates/base.html"), "utf8").replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  assert.ok(!files["theme/templates/base.html"].includes("Content-Security-Policy"));
  for (const [path, content] of Object.entries(files)) {
    const file = join(own, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
});
after(() => listener.close());

function assertDocument(file, { title, pages, language = "en" }) {
  const { Title, Pages, Tagged, "Page size": size, CreationDate, ModDate } = info(file);
  assert.equal(Title, title);
  assert.ok(Number(Pages) >= pages, `${Pages} pages`);
  assert.equal(Tagged, "yes");
  assert.match(size, /A4/);
  assert.match(CreationDate, /^2026-11-21T00:00:00/);
  assert.equal(ModDate, CreationDate);
  const made = structure(file);
  assert.equal(made.language, language);
  for (const box of made.boxes) assert.ok(["595,842", "842,595"].includes(box.join()), `A4, upright or on its side: ${box}`);
  return made;
}

test("a document: title, tags, language, day, A4, and its headings as bookmarks", () => {
  const file = print("content-example", ["POL-005"], "document");
  const { outline, addresses } = assertDocument(file, { title: "Access control policy v2.1 – Brightmoor security handbook", pages: 4 });
  const source = readFileSync(join(repository, "content-example/documents/access/pol-005-access-control.md"), "utf8");
  const headings = source.split("\n+++\n")[1].match(/^## .+$/gm).map((line) => line.slice(3).trim());
  assert.ok(headings.length > 3, source);
  const marks = outline.map(([, title]) => plain(title).replace(/^[\d.]+ /, ""));
  assert.equal(marks[0], "Access control policy");
  // Behind the text, the page has headings of its own.
  assert.deepEqual(marks.filter((mark) => headings.includes(mark)).slice(0, headings.length), headings);
  for (const address of addresses) assert.match(address, /^(https|mailto|tel):/, "no address of this machine");
  const words = plain(text(file));
  assert.match(words, /POL-005 · version 2\.1/);
  assert.match(words, /Printed copies are uncontrolled · as of 21 November 2026/);
  assert.match(words, /Page 1 of \d+/);
});

test("a section: every document and every heading of its page, in order", () => {
  const file = print("content-example", ["people"], "section");
  const { outline, addresses } = assertDocument(file, { title: "People and work – Brightmoor security handbook, as of 21 November 2026", pages: 10 });
  const site = join(work, "site");
  execFileSync(program, ["build", "content-example", "--no-history", "--today", "2026-11-21", "--output", site], { cwd: repository, stdio: "pipe" });
  const page = readFileSync(join(site, "print/people.html"), "utf8");
  const headings = [...page.matchAll(/<h([1-6])[^>]*>(.*?)<\/h\1>/gs)].map(([, , inside]) => {
    const words = inside.replace(/<a class="anchor".*?<\/a>/gs, "").replace(/<[^>]+>/g, "");
    return plain(words.replaceAll("&amp;", "&").replaceAll("&#x27;", "'").replaceAll("&quot;", '"'));
  });
  assert.ok(headings.length > 15);
  assert.deepEqual(outline.map(([, title]) => plain(title)), headings);
  for (const address of addresses) assert.doesNotMatch(address, /^file:/);
});

test("the statement: every control, on its side, with its themes as bookmarks", () => {
  const file = print("content-example", ["soa"], "soa");
  const { outline, boxes } = assertDocument(file, { title: "Statement of Applicability v3.1, as of 21 November 2026 – Brightmoor security handbook", pages: 8 });
  assert.ok(boxes.every(([width, height]) => width > height));
  const marks = outline.map(([, title]) => title);
  for (const theme of ["Organizational controls", "People controls", "Physical controls", "Technological controls"]) assert.ok(marks.includes(theme), `${theme} in ${marks}`);
  const words = text(file);
  const controls = new Set(words.match(/^A\.[5-8]\.\d+$/gm));
  assert.equal(controls.size, 93);
});

test("scripts of all kinds, and links that lead to the handbook on the web", () => {
  const file = print(own, ["POL-1"], "hostile");
  const { outline, addresses } = assertDocument(file, { title: "Zugriff 東京 🔐 עברית v1.2 – Sicherheit: Zürich & 東京", pages: 1, language: "de" });
  const marks = outline.map(([, title]) => plain(title));
  assert.equal(marks[0], "Zugriff 東京 🔐 עברית");
  // A heading of several lines keeps the space between their words.
  assert.ok(marks.includes("1 Größe und Übung, die so lang ist, dass sie auf dem Blatt in eine zweite Zeile und vielleicht sogar in eine dritte Zeile läuft"), marks.join("\n"));
  assert.ok(marks.includes("1.1 情報セキュリティ"), marks.join("\n"));
  const words = text(file);
  for (const word of ["Übung", "naïve façade", "情報セキュリティ"]) assert.ok(words.includes(word), `${word} in ${words}`);
  assert.match(words.normalize("NFKC"), /مرحبا|ابحرم/u);
  assert.ok(addresses.includes("https://handbook.example/isms/documents/pol-2.html"), addresses.join("\n"));
  assert.ok(addresses.includes("https://web.example/x") && addresses.includes("mailto:a@b.example"), addresses.join("\n"));
});

test("printing asks nobody", async () => {
  // The same page in a browser that nothing keeps from the network: without this, the test would hold for a page that asks for nothing.
  const site = join(work, "own-site");
  execFileSync(program, ["build", own, "--no-history", "--profile", "draft", "--today", "2026-11-21", "--output", site], { stdio: "pipe" });
  const flags = environment.ANNEXA_CHROMIUM_FLAGS.split(" ").filter(Boolean);
  const free = spawn(process.env.CHROMIUM, [...flags, "--headless", "--disable-gpu", `--user-data-dir=${join(work, "profile")}`, "--dump-dom", `file://${site}/documents/pol-1.html`], { stdio: "ignore" });
  const ended = new Promise((done) => free.on("exit", done));
  for (let tries = 0; asked < 3 && tries < 300; tries += 1) await new Promise((next) => setTimeout(next, 100));
  free.kill("SIGKILL");
  await ended;
  assert.ok(asked >= 3, `${asked} requests of a browser without flags`);

  asked = 0;
  await new Promise((done, failed) => {
    const run = spawn(program, ["export", "pdf", "POL-1", "-C", own, "--no-history", "-o", join(work, "offline.pdf")], { env: environment, stdio: "inherit" });
    run.on("exit", (code) => (code === 0 ? done() : failed(new Error(`exit code ${code}`))));
  });
  assert.equal(asked, 0, "the listener was asked");
});

test("the same again: the same bytes, in another folder and in another year", () => {
  const same = (first, second) => assert.ok(readFileSync(first).equals(readFileSync(second)), `${first} and ${second} differ`);
  const first = print(own, ["POL-2"], "first");
  same(first, print(own, ["POL-2"], "second"));
  const years = ["faketime", "-f", "@2028-08-01 10:00:00"];
  same(first, print(own, ["POL-2"], "later", { before: years }));
  // A review that is due in the meantime is still to come on the day of the facts.
  const due = print("content-example", ["POL-003"], "due");
  same(due, print("content-example", ["POL-003"], "due-later", { before: years }));
  assert.match(text(due), /Review due soon/);
});
