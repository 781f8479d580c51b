// The recipes of docs/ci.md and README.md, held against the schemas that editors use for such files.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { load } from "js-yaml";

const here = dirname(fileURLToPath(import.meta.url));
const page = readFileSync(resolve(here, "../../docs/ci.md"), "utf8");
const require = createRequire(import.meta.url);
const schemas = join(dirname(require.resolve("schemastore/package.json")), "schemas/json");

const GITLAB = "gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json";

// The file that a recipe is, and what such a file must be.
const SCHEMA_OF = {
  ".github/actions/annexa/action.yml": "github-action.json",
  ".github/workflows/handbook.yml": "github-workflow.json",
  ".github/workflows/handbook-overdue.yml": "github-workflow.json",
  ".github/workflows/handbook-changes.yml": "github-workflow.json",
  ".gitlab-ci.yml": GITLAB,
  ".pre-commit-config.yaml": "pre-commit-config.json",
};

const recipes = new Map([...page.matchAll(/^```yaml (\S+)\n(.*?)^```$/gms)].map(([, path, text]) => [path, text]));

const inBrief = new Map([...readFileSync(resolve(here, "../../README.md"), "utf8").matchAll(/^```yaml (\S+)\n(.*?)^```$/gms)].map(([, path, text]) => [path, text]));

function validator(name) {
  const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  const schema = JSON.parse(readFileSync(join(schemas, name), "utf8"));
  // Parts that are kept elsewhere are not at hand.
  return ajv.compile(JSON.parse(JSON.stringify(schema, (key, value) => (key === "$ref" && /^https?:/.test(value) ? undefined : value))));
}

test("every recipe is one of these files", () => {
  assert.deepEqual([...recipes.keys()], Object.keys(SCHEMA_OF));
});

for (const [path, schema] of Object.entries(SCHEMA_OF)) {
  test(`${path} is what its schema asks for`, () => {
    const validate = validator(schema);
    assert.ok(validate(load(recipes.get(path))), JSON.stringify(validate.errors?.slice(0, 5), null, 2));
    assert.ok(!validate({ jobs: 1, stages: 1, repos: 1 }), "the schema refuses what is wrong");
  });
}

test("the recipes in brief are what their schemas ask for", () => {
  assert.deepEqual([...inBrief.keys()], [".github/workflows/handbook.yml", ".gitlab-ci.yml"]);
  for (const [path, text] of inBrief) {
    const validate = validator(SCHEMA_OF[path]);
    assert.ok(validate(load(text)), JSON.stringify(validate.errors?.slice(0, 5), null, 2));
  }
});

test("the workflows use the action that the page defines, with its inputs", () => {
  const action = load(recipes.get(".github/actions/annexa/action.yml"));
  let count = 0;
  for (const path of [".github/workflows/handbook.yml", ".github/workflows/handbook-overdue.yml", ".github/workflows/handbook-changes.yml"]) {
    for (const job of Object.values(load(recipes.get(path)).jobs)) {
      for (const step of job.steps.filter((step) => step.uses === "./.github/actions/annexa")) {
        assert.deepEqual(Object.keys(step.with), Object.keys(action.inputs));
        count += 1;
      }
    }
  }
  assert.equal(count, 4);
});

test("what only writes a report passes when something denies, and the last step decides", () => {
  const jobs = load(recipes.get(".github/workflows/handbook.yml")).jobs;
  const overdue = load(recipes.get(".github/workflows/handbook-overdue.yml")).jobs.overdue;
  const gitlab = load(recipes.get(".gitlab-ci.yml"));
  for (const lines of [jobs.check.steps, overdue.steps].map((steps) => steps.flatMap((step) => step.run?.trim() ?? [])).concat([gitlab.check.script, gitlab.overdue.script])) {
    const checks = lines.filter((line) => line.startsWith("annexa check"));
    const deciding = checks.pop();
    assert.equal(lines.at(-1), deciding);
    assert.ok(!/\|\||>/.test(deciding), deciding);
    for (const line of checks) assert.ok(line.endsWith("|| [ $? -eq 1 ]"), line);
  }
});
