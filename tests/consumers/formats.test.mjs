// The formats of findings, read by what others read them with: the SARIF schema, the toolkit of GitHub Actions, a reader of JUnit files and a
// renderer of Markdown. JSON, which is Annexa's own, says what the others must hold.
//
// ANNEXA names the program; `tests/run` sets it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { error, notice, warning } from "@actions/core";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parse as parseJunit } from "junit2json";
import MarkdownIt from "markdown-it";
import { broken } from "./broken.mjs";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
const program = resolve(process.env.ANNEXA);
const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const faults = broken();
after(() => rmSync(faults, { recursive: true }));

const PROJECTS = [
  { name: "a project of faults", folder: faults, root: "my isms" },
  { name: "the example", folder: repository, root: "content-example" },
];

function check({ folder, root }, format) {
  const run = spawnSync(program, ["check", root, "--today", "2026-11-21", "--format", format], { cwd: folder, encoding: "utf8" });
  assert.ok(run.status === 0 || run.status === 1, run.stderr);
  return run.stdout;
}

// The findings as JSON has them, with their paths as CI services want them.
function expected(project) {
  const { schema, findings, waived, summary } = JSON.parse(check(project, "json"));
  assert.equal(schema, 1);
  const fromAbove = (finding) => ({ ...finding, path: `${project.root}/${finding.path}` });
  return { findings: findings.map(fromAbove), waived: waived.map(fromAbove), summary };
}

const sentences = ({ message, help }) => (help === null ? message : `${message}. Help: ${help}.`);

test("the project of faults has faults enough", () => {
  const { findings, summary } = expected(PROJECTS[0]);
  assert.ok(summary.deny > 12 && summary.warn > 1 && summary.note > 1, JSON.stringify(summary));
  assert.ok(new Set(findings.map((finding) => finding.path)).size >= 5);
  const words = findings.map((finding) => finding.message + finding.path).join("\n");
  for (const hostile of ["%0A%25::error", "]]>", "@all", "|", "<img", "`x`", "\u{1F600}", "\uFFFE", "{0}", "https://", '"über"']) {
    assert.ok(words.includes(hostile), `no finding holds ${hostile}`);
  }
});

for (const project of PROJECTS) {
  test(`JSON gives each finding of ${project.name} a fingerprint of its own`, () => {
    const { findings } = expected(project);
    for (const { fingerprint } of findings) assert.match(fingerprint, /^[0-9a-f]{64}$/);
    assert.equal(new Set(findings.map((finding) => finding.fingerprint)).size, findings.length);
  });

  test(`SARIF of ${project.name} is valid and holds every finding`, () => {
    const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("schemastore/schemas/json/sarif-2.1.0.json"), "utf8"));
    assert.match(schema.$id, /oasis-tcs\/sarif-spec/);
    // One pattern of the schema is none with the flag `u`.
    const ajv = new Ajv({ allErrors: true, strictTypes: false, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    const log = JSON.parse(check(project, "sarif"));
    assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));

    const { findings: reported, waived } = expected(project);
    const findings = [...reported, ...waived];
    const [run] = log.runs;
    const { rules } = run.tool.driver;
    assert.deepEqual(rules.map((rule) => rule.id), [...new Set(findings.map((finding) => finding.code))].sort());
    for (const rule of rules) {
      // What GitHub requires of a rule, and its limits.
      assert.ok(rule.shortDescription.text && rule.fullDescription.text && rule.help.text && rule.help.markdown, rule.id);
      assert.ok(rule.fullDescription.text.length <= 1024, rule.id);
      assert.match(rule.name, /^([A-Z][a-z0-9]*)+$/);
    }
    const levels = { deny: "error", warn: "warning", note: "note" };
    const unescaped = (text) => (text.includes("\\](") ? text.replace(/\\([[\]\\])/g, "$1") : text).replace(/\{\{/g, "{").replace(/\}\}/g, "}");
    assert.deepEqual(
      run.results.map((result) => {
        const { artifactLocation, region } = result.locations[0].physicalLocation;
        assert.ok(run.originalUriBaseIds[artifactLocation.uriBaseId]);
        // As upload-sarif and editors find the file.
        const path = decodeURIComponent(new URL(artifactLocation.uri, "file:///").pathname).slice(1);
        assert.equal(rules[result.ruleIndex].id, result.ruleId);
        return [result.ruleId, result.level, unescaped(result.message.text), path, region, result.partialFingerprints];
      }),
      findings.map((finding) => [
        finding.code,
        levels[finding.level],
        sentences(finding),
        finding.path,
        { startLine: finding.line, startColumn: finding.column, endLine: finding.end_line, endColumn: finding.end_column },
        { "annexaFinding/v1": finding.fingerprint },
      ]),
    );
    // What a waiver holds back is shown as dismissed, with the reason.
    const suppressed = run.results.filter((result) => result.suppressions);
    assert.deepEqual(
      suppressed.map(({ suppressions: [suppression] }) => [suppression.status, suppression.justification]),
      waived.map((finding) => ["accepted", `${finding.reason} Waived until ${finding.until}.`]),
    );
    assert.deepEqual(run.results.indexOf(suppressed[0]), waived.length > 0 ? reported.length : -1);
  });

  test(`the commands for GitHub of ${project.name} are those of its own toolkit`, () => {
    const { findings, summary } = expected(project);
    const lines = check(project, "github").split("\n").slice(0, -1);
    const wanted = [];
    for (const [level, issue] of [["deny", error], ["warn", warning], ["note", notice]]) {
      for (const finding of findings.filter((finding) => finding.level === level).slice(0, 10)) {
        const oneLine = finding.line === finding.end_line;
        wanted.push(
          printed(() =>
            issue(finding.help === null ? finding.message : `${finding.message}\nhelp: ${finding.help}`, {
              title: finding.code,
              file: finding.path,
              startLine: finding.line,
              endLine: finding.end_line,
              startColumn: oneLine ? finding.column : undefined,
              endColumn: oneLine ? finding.end_column : undefined,
            }),
          ),
        );
      }
    }
    const hidden = Object.values(summary).some((count) => count > 10);
    if (hidden) {
      const last = lines.pop();
      const more = Object.values(summary).reduce((sum, count) => sum + Math.max(0, count - 10), 0);
      const said = last.split(" more: ")[0].match(/\d+/g).reduce((sum, count) => sum + Number(count), 0);
      assert.equal(said, more, last);
      assert.doesNotMatch(last, /::|##\[/);
    }
    // The project of faults is there to have more than is shown.
    if (project.root === "my isms") assert.ok(hidden);
    assert.deepEqual(lines, wanted);
  });

  test(`the code quality report of ${project.name} has what GitLab requires`, () => {
    const { findings } = expected(project);
    const text = check(project, "gitlab");
    assert.notEqual(text.charCodeAt(0), 0xfeff, "GitLab refuses a byte order mark");
    const entries = JSON.parse(text);
    assert.equal(new Set(entries.map((entry) => entry.fingerprint)).size, entries.length);
    const severities = { deny: "major", warn: "minor", note: "info" };
    assert.deepEqual(
      entries,
      findings.map((finding) => ({
        description: sentences(finding),
        check_name: finding.code,
        fingerprint: finding.fingerprint,
        severity: severities[finding.level],
        location: { path: finding.path, lines: { begin: finding.line, end: finding.end_line } },
      })),
    );
  });

  test(`a reader of JUnit files counts the findings of ${project.name}`, async () => {
    const { findings, summary } = expected(project);
    const suites = await parseJunit(check(project, "junit"));
    assert.equal(suites.name, "annexa");
    assert.equal(suites.tests, findings.length);
    assert.equal(suites.failures, summary.deny);
    const cases = suites.testsuite.flatMap((suite) => {
      assert.equal(suite.tests, suite.testcase.length);
      assert.equal(suite.failures, suite.testcase.filter((testcase) => testcase.failure).length);
      return suite.testcase;
    });
    assert.equal(cases.filter((testcase) => testcase.failure).length, summary.deny);
    assert.equal(cases.filter((testcase) => testcase["system-out"]).length, summary.warn + summary.note);
    // GitLab takes one of several cases with the same class and name.
    assert.equal(new Set(cases.map((testcase) => `${testcase.classname}\0${testcase.name}`)).size, cases.length);

    const inOrder = findings.toSorted((left, right) => (left.code < right.code ? -1 : left.code > right.code ? 1 : 0));
    for (const [at, finding] of inOrder.entries()) {
      const { classname, file, failure, "system-out": output } = cases[at];
      assert.equal(classname, `annexa.${finding.code}`);
      assert.equal(file, finding.path);
      const text = failure ? failure[0].inner : output[0];
      // What no XML document may hold is written out.
      const message = finding.message.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (letter) => `\\u{${letter.charCodeAt(0).toString(16)}}`);
      assert.ok(text.includes(`${finding.path}:${finding.line}:${finding.column}: ${message}\n`), text);
      assert.equal(failure !== undefined, finding.level === "deny");
    }
  });

  test(`a renderer of Markdown shows the findings of ${project.name} in tables`, () => {
    const { findings, summary } = expected(project);
    const text = check(project, "markdown");
    assert.ok(text.length < 65_536, "GitHub refuses longer comments");
    // With raw HTML and with addresses turned into links, as GitHub and GitLab do.
    const tokens = new MarkdownIt({ html: true, linkify: true }).parse(text, {});
    const rows = [];
    for (const token of tokens) {
      if (token.type === "tr_open") rows.push([]);
      // Code calls nobody; anything else with an @ before a name would.
      const words = (token.children ?? []).map((child) => (child.type === "code_inline" ? "" : child.content)).join("");
      assert.doesNotMatch(words, /@\w|https?:\/\/|www\.\w/);
      for (const child of token.children ?? []) {
        const isMine = ["text", "text_special", "code_inline"].includes(child.type) || /^<\/?code>$/.test(child.content);
        assert.ok(isMine, `${child.type}: ${child.content || child.attrGet?.("href")}`);
      }
      if (token.type === "inline" && rows.length > 0 && token.level > 2) {
        rows.at(-1).push(token.children.filter((child) => child.type !== "html_inline").map((child) => child.content).join(""));
      }
    }
    const counts = text.split("\n")[0].match(/\d+/g).map(Number);
    assert.deepEqual(counts, Object.values(summary).filter((count) => count > 0));
    const seen = (shown) => shown.replace(/[\u200b`\s]/g, "");
    const byLevel = ["deny", "warn", "note"].flatMap((level) => findings.filter((finding) => finding.level === level));
    assert.deepEqual(
      rows.filter((row) => row[0] !== "Place").map((row) => row.map(seen)),
      byLevel.map((finding) => [`${finding.path}:${finding.line}`, finding.code, finding.message, finding.help ?? ""].map(seen)),
    );
  });
}

// What the toolkit writes to standard output.
function printed(action) {
  const write = process.stdout.write;
  let text = "";
  process.stdout.write = (piece) => {
    text += piece;
    return true;
  };
  try {
    action();
  } finally {
    process.stdout.write = write;
  }
  return text.replace(/\r?\n$/, "");
}
