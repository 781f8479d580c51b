// OSCAL, read by compliance-trestle: every file is valid, holds what the project says, and the profile resolves to the controls that apply.
//
// ANNEXA names the program, PYTHON a Python with compliance-trestle 5.2.0; `tests/run` sets both. Without it the tests fail.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
const program = resolve(process.env.ANNEXA);
const python = process.env.PYTHON ?? "python3";
const here = dirname(fileURLToPath(import.meta.url));
const example = resolve(here, "../../content-example");
const scratch = mkdtempSync(join(tmpdir(), "annexa-oscal-"));
after(() => rmSync(scratch, { recursive: true }));

function run(command, ...args) {
  const done = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(done.status, 0, `${done.error ?? ""}${done.stdout}${done.stderr}`);
  return done.stdout;
}

// Exports a project and has its files read; what the reader found.
function read(name, project, today) {
  const folder = join(scratch, name);
  run(program, "export", "oscal", "--project", project, "--today", today, "--output", folder);
  return JSON.parse(run(python, join(here, "oscal.py"), join(folder, "oscal"), project, today));
}

function write(project, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
}

test("trestle is there, in the version that the files are made for", () => {
  const version = run(python, "-c", "import importlib.metadata; print(importlib.metadata.version('compliance-trestle'))");
  assert.equal(version.trim(), "5.2.0");
});

test("the example is valid and says what its sources say", () => {
  const found = read("example", example, "2026-11-30");
  assert.deepEqual(found.files, ["assessment-results.json", "iso27001-2022-catalog.json", "soa-component-definition.json", "soa-profile.json"]);
  assert.deepEqual(found.controls, { control: 93, clause: 30, heading: 4 });
  assert.equal(found.resolved, 90);
  assert.deepEqual(found.excluded, ["a-7.12", "a-7.6", "a-8.30"]);
  assert.deepEqual(found.status, { implemented: 81, partial: 8, planned: 1, "not-applicable": 3 });
  assert.deepEqual(found.observations, [5, 3, 9, 48]);
  assert.equal(found.targets, 22);
  assert.ok(found.persons.includes("Helen Ashworth"));
});

test("as of an earlier day less has happened", () => {
  const found = read("earlier", example, "2026-03-31");
  assert.ok(found.observations.reduce((sum, count) => sum + count) < 65);
  assert.equal(found.resolved, 90);
});

test("names that are not shown are in no file", () => {
  const project = join(scratch, "roles");
  cpSync(example, project, { recursive: true });
  const settings = join(project, "handbook.toml");
  const text = readFileSync(settings, "utf8");
  assert.match(text, /show\s*=\s*"names"/);
  writeFileSync(settings, text.replace(/show(\s*)=\s*"names"/, 'show$1= "roles"'));
  assert.deepEqual(read("hidden", project, "2026-11-30").persons, []);
});

const NAMES = "Größe & <GmbH> 大きさ \u{20000}\u{20001} 🔑👩‍💻 שלום مرحبا *a* _b_ `c` [d](e) &lt; {{ insert: param, x }} | ~x~ \\ #";

test("umlauts, scripts of the world and markup survive", () => {
  const quoted = JSON.stringify(NAMES);
  const lines = JSON.stringify(`# ${NAMES}\n\n- 1. ${NAMES}\n> ${NAMES}\n\n`);
  const project = join(scratch, "hostile");
  write(project, {
    "handbook.toml": `title = ${quoted}\norganization = ${quoted}\ndescription = ${lines}\nframeworks = ["iso27001-2022", "iso27001-2013"]\n`,
    "people.toml": `[role.ciso]\ntitle = ${quoted}\nholder = "jo"\n[role."Prepared-By"]\ntitle = "Taken"\n[person.jo]\nname = ${quoted}\n`,
    "soa.toml": `title = ${quoted}\nversion = "第 3 版"\nowner = "ciso"\napprover = "Jemand Anderes"
[[approvals]]\nby = "ciso"\ndate = 2026-01-01\nversion = "1"\nref = "Minutes of 1 January"
[[approvals]]\nby = "ciso"\ndate = 2026-01-01\nversion = "1"\nref = "https://x.example/a b"
[[history]]\nversion = "1"\nchange = ${lines}
[control."A.5.1"]\napplicable = true\nreasons = ["risk", "legal"]\njustification = ${lines}\nhow = ${lines}\nstatus = "not-started"\naction = ${lines}\ndue = 2027-01-01\nowner = "Jemand Anderes"
[control."A.5.2"]\napplicable = false\nexclusion = ${lines}
[control."A.5.3"]
[control."OWN.1"]\ntitle = ${quoted}\napplicable = true\njustification = ${quoted}\nhow = "-"
[control."OWN.2"]\ntitle = "Left out"\napplicable = false\nexclusion = ${quoted}
`,
    "registers/evidence.toml": `[evidence.EV-1]\ntitle = ${quoted}\nresult = ${lines}\ncollected = 2026-01-31\nvalid_for = "1 month"\nproves = ["A.5.1", "6.1.3"]\nurl = "https://x.example/ü"\nowner = "jo"\n`,
    "records/one.md": `+++\nid = "F-1"\ntitle = ${quoted}\ntype = "finding"\ngrade = "major"\nrequirement = ["A.5.1", "6.1.3", "OWN.1"]\nraised = 2026-02-01\nby = "jo"\nstatement = ${lines}\nevidence = [${lines}, "EV-1"]\ncause = ${lines}\ndue = 2026-12-31\n[[actions]]\nid = "x"\ntext = ${lines}\ndone = 2026-03-01\n[[actions]]\nid = "x"\ntext = ${quoted}\n+++\n`,
    "records/two.md": `+++\nid = "F-2"\ntitle = "Opportunity"\ntype = "finding"\ngrade = "opportunity"\nrequirement = ["A.5.1"]\nraised = 2026-02-01\nstatement = ${quoted}\n+++\n`,
    "records/audit.md": `+++\nid = "AU-1"\ntitle = ${quoted}\ntype = "internal-audit"\nperformed = 2026-05-01\nauditor = ["jo", "Someone"]\nsampled = ["A.5.1", "6"]\nscope = ${lines}\nconclusion = ${lines}\ncriteria = [${quoted}]\n+++\n`,
  });
  const found = read("hostile-files", project, "2026-11-30");
  assert.deepEqual(found.files, ["assessment-results.json", "iso27001-2013-catalog.json", "iso27001-2022-catalog.json", "own-controls-catalog.json", "soa-component-definition.json", "soa-profile.json"]);
  assert.equal(found.resolved, 2);
  assert.deepEqual(found.excluded, ["a-5.2", "own-2"]);
  assert.deepEqual(found.persons, [NAMES]);
  assert.deepEqual(found.organizations, [NAMES]);
});

test("a project without anything has the catalog of the standard", () => {
  const project = join(scratch, "empty");
  write(project, { "handbook.toml": "" });
  assert.deepEqual(read("nothing", project, "2026-11-30").files, ["iso27001-2022-catalog.json"]);
});
