// `downloads/handbook.json`, checked by a validator against the schema that ships, as an importer would do it.
//
// ANNEXA names the program; `tests/run` sets it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { TITLES, empty, hostile } from "./hostile.mjs";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
const program = resolve(process.env.ANNEXA);
const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

function annexa(...args) {
  const run = spawnSync(program, args, { cwd: repository, encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

const handbook = (project) => JSON.parse(annexa("export", "handbook", "--project", project, "--today", "2026-11-21", "--output", "-"));

const schema = JSON.parse(readFileSync(join(repository, "docs/schemas/handbook-json.schema.json"), "utf8"));
// Strict: a keyword that the validator does not know would be a rule that nobody holds.
const ajv = new Ajv({ strict: true, strictTypes: true, allowUnionTypes: true, strictRequired: true, allErrors: true });
addFormats(ajv);
// What schemas of Rust types say of the width of numbers.
for (const format of ["uint", "uint8", "uint32", "int32", "double"]) ajv.addFormat(format, { type: "number", validate: Number.isFinite });
const holds = ajv.compile(schema);

const projects = { "the example": join(repository, "content-example"), "an empty project": empty(), "a hostile project": hostile(), "a hostile project without names": hostile({ show: "roles", address: "https://isms.example.org/a/" }) };
after(() => Object.values(projects).slice(1).forEach((folder) => rmSync(folder, { recursive: true })));

test("the schema that ships is the one that the program prints", () => {
  assert.deepEqual(JSON.parse(annexa("schema", "handbook-json")), schema);
});

for (const [name, project] of Object.entries(projects)) {
  test(`${name} is as the schema says`, () => {
    const whole = handbook(project);
    assert.ok(holds(whole), ajv.errorsText(holds.errors));
  });
}

test("the schema refuses what is not so", () => {
  const whole = handbook(projects["the example"]);
  const faults = {
    "another shape": (json) => (json.schema = 2),
    "a key that nobody described": (json) => (json.documents[0].colour = "red"),
    "a key that is gone": (json) => delete json.documents[0].owner,
    "a day that is none": (json) => (json.today = "2026-02-30"),
    "a word that nobody knows": (json) => (json.documents[0].status = "done"),
    "a digest that is none": (json) => (json.statement.digest = "sha256:0"),
    "a text for a number": (json) => (json.registers.risks.rows[0].residual.score = "8"),
  };
  for (const [name, spoil] of Object.entries(faults)) {
    const copy = structuredClone(whole);
    spoil(copy);
    assert.ok(!holds(copy), name);
  }
});

test("every script and every mark comes back as it was typed, and what acts unseen is seen", () => {
  const { documents } = handbook(projects["a hostile project"]);
  const typed = TITLES.map((title) => JSON.parse(`"${title}"`));
  const titles = documents.map((document) => [document.id, document.title]);
  for (const [number, title] of typed.entries()) {
    assert.equal(Object.fromEntries(titles)[`POL-${number}`], title.replaceAll("\u202E", "\uFFFD"));
  }
});

test("ids lead to something that is there", () => {
  const whole = handbook(projects["the example"]);
  const ids = new Set([...whole.documents, ...whole.roles, ...whole.persons, ...whole.sections, ...whole.documented_information].map((entry) => entry.id));
  for (const register of Object.values(whole.registers)) register.rows.forEach((row) => ids.add(row.id));
  for (const framework of whole.frameworks) framework.items.forEach((item) => ids.add(item.id));
  const named = [
    ...whole.documents.flatMap((one) => [one.owner, one.section, ...one.controls, ...one.clauses, ...one.fulfils, ...one.implements, ...one.related]),
    ...whole.statement.rows.flatMap((row) => [row.id, row.owner, ...row.risks, ...row.obligations, ...row.proven_by, ...row.documents]),
    ...whole.registers.risks.rows.flatMap((row) => [row.owner, ...row.controls, ...row.treated_by]),
    ...whole.registers.evidence.rows.flatMap((row) => [row.owner, ...row.proves]),
    ...whole.frameworks[0].items.flatMap((item) => item.documents),
    ...whole.deadlines.map((deadline) => deadline.owner),
  ].filter((id) => id !== null);
  assert.ok(named.length > 1000, `${named.length} ids`);
  assert.deepEqual([...new Set(named)].filter((id) => !ids.has(id)), []);
});

test("the figures are those of the rows", () => {
  const { statement, documents } = handbook(projects["the example"]);
  const count = (is) => statement.rows.filter(is).length;
  assert.equal(statement.totals.all, 93);
  assert.equal(statement.totals.included, count((row) => row.applicable === true));
  assert.equal(statement.totals.excluded, count((row) => row.applicable === false));
  assert.equal(statement.totals.implemented, count((row) => row.applicable && row.status === "implemented"));
  for (const document of documents) {
    const source = readFileSync(join(projects["the example"], document.source), "utf8");
    assert.ok(source.endsWith(document.text) && document.text.length > 20, document.id);
  }
});
