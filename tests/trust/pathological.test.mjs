// Input that somebody made to hurt: each project of `pathological/` is checked and built by the program itself. It ends with a finding at its
// line or with a page, never with a panic, a signal or exit code 2.
//
// With a release binary, a run may use two seconds of CPU time, user and system, of all threads, and 500 MB. Wall-clock time is not looked at.
// Where a project makes thousands of `pages`, a build may use one more millisecond for each: most of it is what the system needs to make a file.
//
//   ANNEXA=target/release/annexa node --test tests/trust/pathological.test.mjs
//   FAMILY=toml ONLY='1 MiB' …        one family, names that match
//
// A fixture says `found`, places and codes of findings that must be among those reported (`path:line code`, the line or the end of it may be left
// out, `a|b` is one of two codes), and `page`, a file that the site holds unless a finding denies. A run that denies must have a `found`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const SECONDS = 2;
const PER_PAGE = 0.001;
const MEGABYTES = 500;
const FAMILIES = ["nesting", "runs", "many", "tables", "toml", "texts", "dates", "code", "html"];

const annexa = process.env.ANNEXA ?? fileURLToPath(new URL("../../target/release/annexa", import.meta.url));
const python = process.env.PYTHON ?? "python3";
const measure = fileURLToPath(new URL("pathological/measure.py", import.meta.url));
const isRelease = /[\\/]release[\\/]/.test(annexa) || process.env.BOUNDS === "1";
const only = new RegExp(process.env.ONLY ?? "");
const figures = [];
// Removed at the very end: ext4 steps over every file that was removed in the last minutes when it makes a new one, and that time would count.
const folders = [];

// Runs the program and says what it printed and used.
const run = (folder, ...words) => {
  const [out, err] = [join(folder, "out"), join(folder, "err")];
  const used = JSON.parse(execFileSync(python, [measure, out, err, annexa, ...words, "--today", "2026-11-21"], { encoding: "utf8" }));
  return { ...used, out: readFileSync(out, "utf8"), err: readFileSync(err, "utf8") };
};

const fits = (wanted, finding) => {
  const at = wanted.lastIndexOf(" ");
  const [place, codes] = [wanted.slice(0, at), wanted.slice(at + 1).split("|")];
  const where = `${finding.path}:${finding.line}:${finding.column}`;
  const stands = place.endsWith(":") ? where.startsWith(place) : `${where}:`.startsWith(`${place}:`);
  return stands && codes.includes(finding.code);
};

const ended = (name, { exit, signal, err }) => {
  assert.doesNotMatch(err, /panicked|overflowed its stack|memory allocation of/, `${name}: ${err.slice(0, 500)}`);
  assert.equal(signal, null, `${name} was ended by signal ${signal}`);
  assert.ok(exit === 0 || exit === 1, `${name} ended with ${exit}: ${err.slice(0, 500)}`);
};

for (const family of FAMILIES.filter((family) => (process.env.FAMILY ?? family) === family)) {
  const { default: fixtures } = await import(`./pathological/${family}.mjs`);
  describe(family, () => {
    for (const fixture of fixtures.filter(({ name }) => only.test(name))) {
      test(fixture.name, () => {
        const folder = mkdtempSync(join(tmpdir(), "annexa-pathological-"));
        folders.push(folder);
        const root = join(folder, "project");
        for (const [path, content] of Object.entries(fixture.files())) {
          mkdirSync(dirname(join(root, path)), { recursive: true });
          writeFileSync(join(root, path), content);
        }
        const checked = run(folder, "check", root, "--format", "json");
        ended("check", checked);
        const { findings } = JSON.parse(checked.out);
        const built = run(folder, "build", root, "--output", join(folder, "site"));
        ended("build", built);
        assert.equal(built.exit, checked.exit, "check and build must agree");
        for (const [{ cpu, megabytes }, pages] of [[checked, 0], [built, fixture.pages ?? 0]]) {
          if (!isRelease) continue;
          assert.ok(cpu <= SECONDS + pages * PER_PAGE, `${cpu.toFixed(2)} s of CPU time`);
          assert.ok(megabytes <= MEGABYTES, `${megabytes.toFixed(0)} MB`);
        }
        figures.push({ family, name: fixture.name, cpu: Math.max(checked.cpu, built.cpu), megabytes: Math.max(checked.megabytes, built.megabytes) });
        const seen = findings.slice(0, 5).map(({ path, line, column, code }) => `${path}:${line}:${column} ${code}`).join(", ");
        for (const wanted of fixture.found ?? []) {
          assert.ok(findings.some((finding) => fits(wanted, finding)), `no ${wanted} among ${findings.length} findings: ${seen}`);
        }
        if (built.exit === 1) assert.ok(fixture.found, `nothing is said to be wrong here, and the build is denied: ${seen}`);
        else assert.ok(fixture.page === undefined || existsSync(join(folder, "site", fixture.page)), `no page ${fixture.page}`);
        assert.ok(fixture.found || fixture.page, "a fixture says what is expected");
      });
    }
  });
}

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
  const line = ({ family, name, cpu, megabytes }) => `  ${cpu.toFixed(2)} s ${megabytes.toFixed(0).padStart(4)} MB  ${family}: ${name}`;
  const top = (key) => figures.toSorted((left, right) => right[key] - left[key]).slice(0, 10).map(line).join("\n");
  console.log(`${figures.length} projects, each checked and built${isRelease ? "" : " (bounds are not proven here: this is no release binary)"}.`);
  console.log(`The most CPU time, of ${SECONDS} s:\n${top("cpu")}\nThe most memory, of ${MEGABYTES} MB:\n${top("megabytes")}`);
});
