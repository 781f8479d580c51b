// The schemas, read by the program that editors read them with: Taplo, as a checker and as the language server behind Even Better TOML.
//
// The schemas are those below `docs/schemas/`; that they are what the parser asks for is for `tests/schemas.rs` to say.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import taplo from "@taplo/lsp";

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, "../..");
const example = join(repository, "content-example");
const schemas = join(repository, "docs/schemas");
const work = mkdtempSync(join(tmpdir(), "annexa-schemas-"));
after(() => rmSync(work, { recursive: true }));

const TOML = {
  handbook: "handbook.toml",
  people: "people.toml",
  glossary: "glossary.toml",
  soa: "soa.toml",
  risks: "registers/risks.toml",
  evidence: "registers/evidence.toml",
  obligations: "registers/obligations.toml",
};

/** Runs Taplo in a folder, without the network. */
function check(folder, ...args) {
  const cli = join(here, "node_modules/@taplo/cli/dist/cli.js");
  const run = spawnSync(process.execPath, [cli, "check", ...args], { cwd: folder, encoding: "utf8" });
  return { holds: run.status === 0, said: run.stdout + run.stderr };
}

function checkWith(schema, files) {
  const url = pathToFileURL(join(schemas, `${schema}.schema.json`)).href;
  return check(work, "--no-auto-config", "--schema", url, ...files);
}

/** Writes a text to a file of its own and returns the file. */
function written(name, text) {
  const file = join(mkdtempSync(join(work, "case-")), name);
  writeFileSync(file, text);
  return file;
}

/** The front matter of Markdown files as TOML files, the sections apart from the documents. */
function frontMatter() {
  const files = { section: [], document: [] };
  for (const folder of ["documents", "records"]) {
    for (const path of readdirSync(join(example, folder), { recursive: true }).filter((path) => path.endsWith(".md"))) {
      const [, front] = readFileSync(join(example, folder, path), "utf8").match(/^\+\+\+\n([\s\S]*?\n)\+\+\+\n/) ?? [];
      if (front === undefined) continue;
      const kind = basename(path) === "_index.md" ? "section" : "document";
      files[kind].push(written(`${path.replaceAll(/[/\\]/g, "-")}.toml`, front));
    }
  }
  return files;
}

test("every TOML file of the example is as its schema says", () => {
  for (const [schema, path] of Object.entries(TOML)) {
    const { holds, said } = checkWith(schema, [join(example, path)]);
    assert.ok(holds && said.includes("found files total=1"), `${path}: ${said}`);
  }
});

test("the front matter of every document of the example is as its schema says", () => {
  const files = frontMatter();
  assert.ok(files.document.length > 50 && files.section.length > 3);
  for (const schema of ["document", "section"]) {
    const { holds, said } = checkWith(schema, files[schema]);
    assert.ok(holds, said);
  }
});

// What a person mistypes, and a piece of what the editor then says.
const FAULTS = {
  handbook: [
    ['organization = "Example"\n', '"title" is a required property'],
    ['title = "x"\n[review]\nevery = "yearly"\n', '"yearly" does not match'],
    ['title = "x"\n[checks]\nreview-overdue = "error"\n', '"error" is not one of'],
    ['title = "x"\n[checks]\nreview-overdoo = "deny"\n', "'review-overdoo' was unexpected"],
    ['title = "x"\n[[risk.band]]\nword = "low"\n', '"up_to" is a required property'],
    ['title = "x"\nbase_path = "isms"\n', '"isms" does not match'],
  ],
  people: [["[person.jo]\nleft = 2026-09-30T12:00:00\n", 'is not a "date"']],
  glossary: [['[term.mfa]\nname = "Second factor"\n', '"meaning" is a required property']],
  soa: [
    ['[control."A.5.15"]\njustfication = "x"\n', "'justfication' was unexpected"],
    ['[control."A.5.15"]\nstatus = "done"\n', '"done" is not one of'],
    ['[control."A.5.15"]\ndue = "next year"\n', 'is not a "date"'],
    ['[control."A.5.15"]\napplicable = "yes"\n', 'is not of type "boolean"'],
  ],
  risks: [
    ['[risk."R 12"]\ntitle = "x"\n', '"R 12" does not match'],
    ['[risk.R-1]\ntitle = "x"\ninherent = { likelihood = 11, impact = 1 }\n', "greater than the maximum"],
    ['[risk.R-1]\ntitle = "x"\n[[risk.R-1.actions]]\nowner = "cto"\n', '"text" is a required property'],
  ],
  evidence: [['[evidence.EV-1]\ntitle = "x"\ncollected = 2226-01-01\n', '"2226-01-01" does not match']],
  obligations: [['[obligation.OBL-1]\ntitle = "x"\nkind = "law"\n', '"law" is not one of']],
  section: [['order = "first"\n', 'is not of type "integer"']],
  document: [
    ['id = "POL 5"\n', '"POL 5" does not match'],
    ["version = 2.1\n", 'is not of type "string"'],
    ['controls = "A.5.15"\n', 'is not of type "array"'],
    ['reveiw_date = 2027-03-24\n', "'reveiw_date' was unexpected"],
    ['[[reviews]]\nby = "ciso"\n', '"date" is a required property'],
  ],
};

for (const [schema, faults] of Object.entries(FAULTS)) {
  test(`typical faults do not pass: ${schema}`, () => {
    const cases = faults.map(([text, expected]) => ({ file: written("faulty.toml", text), expected }));
    const { holds, said } = checkWith(schema, cases.map(({ file }) => file));
    assert.ok(!holds);
    const errors = said.split(/^error: /m).slice(1);
    for (const { file, expected } of cases) {
      assert.ok(errors.some((error) => error.includes(file) && error.includes(expected)), `${expected}\n${said}`);
    }
  });
}

test("three faults of one file are three errors", () => {
  const text = 'verison = "3.1"\nreview_date = 2027-02-01T08:00:00\n[control."A.5.15"]\nstatus = "done"\n';
  const { holds, said } = checkWith("soa", [written("soa.toml", text)]);
  assert.ok(!holds);
  for (const expected of ["'verison' was unexpected", 'is not a "date"', '"done" is not one of']) assert.ok(said.includes(expected), said);
});

/** The fenced blocks of the page for users: what it tells them to write is what is tried here. */
function blocksOfTheGuide(language) {
  const page = readFileSync(join(repository, "docs/editors.md"), "utf8");
  return [...page.matchAll(new RegExp("```" + language + "\n([\\s\\S]*?)```", "g"))].map(([, text]) => text);
}

/** A copy of the example with the schemas where the guide puts them. */
function project() {
  const folder = mkdtempSync(join(work, "project-"));
  for (const path of Object.values(TOML)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(example, path), join(folder, path));
  }
  cpSync(schemas, join(folder, ".schemas"), { recursive: true });
  return folder;
}

test("the rules of the guide find the schema of every file", () => {
  const folder = project();
  const rules = blocksOfTheGuide("toml").find((block) => block.includes("[[rule]]"));
  writeFileSync(join(folder, ".taplo.toml"), rules);
  const sound = check(folder);
  assert.ok(sound.holds, sound.said);
  for (const path of Object.values(TOML)) {
    writeFileSync(join(folder, path), "zzz = 1\n");
  }
  const errors = check(folder).said.split(/^error: /m).slice(1);
  for (const path of Object.values(TOML)) {
    assert.ok(errors.some((error) => error.includes(`/${path}:`) && error.includes("'zzz' was unexpected")), `${path}: ${errors.join("")}`);
  }
});

test("the comment of the guide names the schema", () => {
  const folder = project();
  const comment = blocksOfTheGuide("toml").find((block) => block.startsWith("#:schema")).split("\n")[0];
  writeFileSync(join(folder, "soa.toml"), `${comment}\nzzz = 1\n`);
  const { holds, said } = check(folder, "--no-auto-config", "soa.toml");
  assert.ok(!holds && said.includes("'zzz' was unexpected"), said);
});

/** The language server of the plugin, with nothing of a machine but the files of one project. */
async function languageServer(folder) {
  const answers = new Map();
  let server;
  let last = 0;
  const environment = {
    now: () => new Date(),
    envVar: () => undefined,
    envVars: () => [],
    stdErrAtty: () => false,
    stdin: async () => new Uint8Array(),
    stdout: async (bytes) => bytes.length,
    stderr: async (bytes) => bytes.length,
    glob: () => [],
    readFile: async (path) => readFileSync(path),
    writeFile: async () => {},
    urlToFilePath: (url) => (url.startsWith("file:") ? fileURLToPath(url) : undefined),
    isAbsolute: (path) => resolve(path) === path,
    cwd: () => folder,
    findConfigFile: () => undefined,
    fetch: { fetch, Headers, Request, Response },
  };
  const receive = (message) => {
    if (message.method === undefined) answers.get(message.id)?.(message.result);
    else if (message.id !== undefined) {
      const result = message.method === "workspace/configuration" ? message.params.items.map(() => ({ schema: { enabled: true } })) : null;
      server.send({ jsonrpc: "2.0", id: message.id, result });
    }
  };
  server = await taplo.TaploLsp.initialize(environment, { onMessage: receive });
  const tell = (method, params) => server.send({ jsonrpc: "2.0", method, params });
  const ask = (method, params) =>
    new Promise((answer) => {
      last += 1;
      answers.set(last, answer);
      server.send({ jsonrpc: "2.0", id: last, method, params });
    });
  const root = pathToFileURL(folder).href;
  await ask("initialize", { processId: null, rootUri: root, capabilities: {}, workspaceFolders: [{ uri: root, name: "project" }] });
  tell("initialized", {});
  return { tell, ask, root, dispose: () => server.dispose() };
}

/** What the editor shows at the `|` in a text: as the pointer rests there, and as a person types there. */
async function atTheMark(schema, marked) {
  const folder = project();
  const server = await languageServer(folder);
  const text = `#:schema ./.schemas/${schema}.schema.json\n${marked.replace("|", "")}`;
  const before = `#:schema\n${marked.slice(0, marked.indexOf("|"))}`.split("\n");
  const textDocument = { uri: `${server.root}/file.toml` };
  const position = { line: before.length - 1, character: before.at(-1).length };
  server.tell("textDocument/didOpen", { textDocument: { ...textDocument, languageId: "toml", version: 1, text } });
  const hover = await server.ask("textDocument/hover", { textDocument, position });
  const offered = await server.ask("textDocument/completion", { textDocument, position });
  server.dispose();
  return { hover: hover?.contents.value ?? "", offered: (offered?.items ?? offered ?? []).map((item) => item.label) };
}

test("an editor shows what a key means", async () => {
  const cases = [
    ["soa", "revi|ew_date = 2027-01-01\n", "next review"],
    ["soa", '[control."A.5.15"]\nsta|tus = "partial"\n', "How far it is in place"],
    ["risks", '[risk.R-1]\nscen|ario = "x"\n', "How it would happen"],
    ["handbook", '[checks]\nbroken-|link = "warn"\n', "Default: `deny`"],
    ["document", 'contr|ols = ["A.5.15"]\n', "controls that it carries out"],
    ["document", '[[appro|vals]]\nby = "ceo"\n', "Who approved which version"],
    // Not on the name of the key: https://github.com/tamasfe/taplo/issues/278.
    ["document", '[[approvals]]\nby = "c|eo"\n', "Who approved"],
  ];
  for (const [schema, text, expected] of cases) {
    const { hover } = await atTheMark(schema, text);
    assert.ok(hover.includes(expected), `${text}: ${hover}`);
  }
});

test("an editor offers keys and words", async () => {
  const keys = await atTheMark("soa", '[control."A.5.15"]\napplicable = true\n|\n');
  assert.ok(keys.offered.includes("justification") && !keys.offered.includes("applicable"), keys.offered.join(" "));
  const words = await atTheMark("soa", '[control."A.5.15"]\nstatus = "|"\n');
  assert.deepEqual(words.offered, ['"implemented"', '"partial"', '"planned"', '"not-started"']);
  const codes = await atTheMark("handbook", 'title = "x"\n[checks]\n|\n');
  assert.ok(codes.offered.includes("review-overdue"), codes.offered.join(" "));
});
