// A project full of links that lead out of it, pipes, devices and hostile names: each is a finding, and nothing outside is read or written.
//
//   ANNEXA=target/release/annexa PYTHON=python3 node --test tests/trust/paths.test.mjs
//
// What was opened is proven by the system calls (strace), and without strace by the times of the last access of the files outside.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { traced, tracing, untraceable } from "./trace.mjs";

const annexa = process.env.ANNEXA;
const python = process.env.PYTHON ?? "python3";
assert.ok(annexa, "ANNEXA names the program");
assert.notEqual(process.platform, "win32", "made for systems with symbolic links and pipes");

const DAY = ["--today", "2026-11-21"];
// What denies in the project: without it, nothing would be written.
const LENIENT = ["broken-link", "unpublished-file", "duplicate-id", "path-collision"].flatMap((code) => ["--allow", code]);
const ENV = { PATH: process.env.PATH, HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1", LC_ALL: "C.UTF-8" };
const LONG_AGO = new Date("2001-01-01T00:00:00Z");

let base, project, outside, wanted, canary;

/** All files below a folder. */
const below = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? below(path) : [path];
  });

/** The files outside, with their bytes and the times that reading or writing would change. */
const state = () => below(outside).map((path) => [path, statSync(path).atimeMs, statSync(path).mtimeMs, statSync(path).ctimeMs]);

before(() => {
  base = mkdtempSync(join(tmpdir(), "annexa-paths-"));
  ({ canary, found: wanted } = JSON.parse(
    execFileSync(python, [fileURLToPath(new URL("hostile.py", import.meta.url)), base], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }),
  ));
  [project, outside] = [join(base, "project"), join(base, "outside")];
  const git = (...words) =>
    execFileSync("git", ["-c", "user.name=Jo", "-c", "user.email=jo@example.com", ...words], { cwd: project, env: ENV, stdio: "ignore" });
  git("init", "--quiet");
  git("add", "handbook.toml", "documents/links.md", "documents/outside.md");
  git("commit", "--quiet", "--message", "Begin");
  // Accessed before they were changed: `relatime` then notes the next access, too.
  for (const path of below(outside)) utimesSync(path, LONG_AGO, new Date("2002-01-01T00:00:00Z"));
});

// `rm` goes from folder to folder; node would name paths that are longer than the system takes.
after(() => execFileSync("rm", ["-rf", base]));

/** Runs Annexa. A pipe that is waited for would last for ever: the run is ended after two minutes, and that fails. */
function run(...words) {
  const run = spawnSync(annexa, words, { cwd: base, env: ENV, encoding: "utf8", timeout: 120_000, maxBuffer: 1 << 28 });
  assert.equal(run.signal, null, `annexa ${words[0]} ends by itself`);
  return run;
}

describe("a hostile project", () => {
  it("gets a finding for each hostile thing", () => {
    const { findings } = JSON.parse(run("check", "project", ...DAY, "--format", "json").stdout);
    const seen = new Set(findings.flatMap(({ code, path, line }) => [`${code} ${path}`, `${code} ${path}:${line}`]));
    const missing = wanted.filter(([codes, path]) => !codes.split("|").some((code) => seen.has(`${code} ${path}`)));
    assert.deepEqual(missing, []);
    assert.ok(wanted.length > 90, `${wanted.length} things are looked for`);
    const named = (folder) => findings.filter(({ code, path }) => code === "unread-file" && path === folder).map(({ message }) => message);
    assert.equal(named("documents").length, 7, named("documents").join("\n"));
  });

  it("prints no name that could steer a terminal", () => {
    for (const format of ["human", "github", "markdown", "json"]) {
      const { stdout } = run("check", "project", ...DAY, "--format", format);
      assert.doesNotMatch(stdout.replaceAll("\n", ""), /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/, format);
    }
  });

  it("does not leave a byte of what lies outside, or is hidden, in what is written", () => {
    const site = join(base, "site");
    assert.equal(run("build", "project", ...DAY, ...LENIENT, "--output", site).status, 0);
    const files = below(site);
    assert.ok(files.length > 50);
    for (const path of files) assert.ok(!readFileSync(path).includes(canary), path);
  });

  it("leaves what lies outside unread and unchanged, by the times of the files", () => {
    const probe = join(base, "probe");
    writeFileSync(probe, "x");
    utimesSync(probe, LONG_AGO, new Date("2002-01-01T00:00:00Z"));
    readFileSync(probe);
    if (statSync(probe).atimeMs === LONG_AGO.getTime()) console.log("not proven here: access by its times, which this file system does not keep");
    const was = state();
    run("check", "project", ...DAY);
    run("build", "project", ...DAY, ...LENIENT, "--output", join(base, "times"));
    assert.deepEqual(state(), was);
    for (const path of below(outside)) assert.equal(statSync(path).atimeMs, LONG_AGO.getTime(), path);
  });
});

// What programs open on every run: their libraries, what the system says of itself, their settings and languages.
const OF_SYSTEM = /^\/(?:(?:usr\/local\/)?etc\/(?:ld\.so\.(?:cache|preload)|localtime|gitconfig|gitattributes|passwd|nsswitch\.conf)$|(?:usr\/)?lib(?:32|64|x32)?\/|usr\/local\/lib\/|usr\/share\/(?:locale|git-core|zoneinfo)\/|proc\/(?:self|\d+|cpuinfo|stat|meminfo|sys)(?:\/|$)|sys\/(?:fs\/cgroup|devices\/system\/cpu|kernel\/mm)(?:\/|$)|dev\/(?:null|urandom|tty)$|nonexistent\/)/;

describe("the system calls", { skip: untraceable() && `not proven here: ${untraceable()}` }, () => {
  /** Fails when a call names a path that is neither of the system, nor of the project, nor where something is to be written. */
  function judge(calls, output) {
    const isOf = (path, folder) => path === folder || path.startsWith(`${folder}/`);
    const isStaging = (path) => output !== undefined && path.startsWith(join(base, `.${basename(output)}.annexa-`));
    const where = new Set(process.env.PATH.split(":"));
    const alien = calls.filter(({ program, call, path, isChange }) => {
      // Nothing but the output is changed, the project least of all.
      if (isChange) return !/^\/(dev\/(null|tty)$|proc\/)/.test(path) && (output === undefined || !(isOf(path, output) || isStaging(path)));
      if (isOf(path, project) || OF_SYSTEM.test(path)) return false;
      if (call === "execve") return basename(path) !== "git" && path !== annexa;
      // The program's own path, the folder that it runs in, and the one that holds the output.
      if (path === program || path === base || [...where].includes(path)) return false;
      return output === undefined || !(isOf(path, output) || isStaging(path));
    });
    assert.deepEqual(alien.map(({ program, call, path }) => `${basename(program)}: ${call} ${path}`), []);
    assert.ok(calls.some(({ path }) => path === join(project, "documents/links.md")), "the documents were read");
    for (const { call, path } of calls) {
      assert.ok(!/pipe\.(md|png)$|socket\.md$|device\.md$|glossary\.toml$/.test(path) || call.startsWith("execve"), `${call} ${path}`);
    }
  }

  const traceOf = (name) => {
    const folder = join(base, `trace-${name}`);
    mkdirSync(folder);
    return folder;
  };

  for (const [name, words, output] of [
    ["check", ["check", "project", ...DAY]],
    ["build", ["build", "project", ...DAY, ...LENIENT, "--output", "traced"], "traced"],
    ["build again", ["build", "project", ...DAY, ...LENIENT, "--output", "traced"], "traced"],
    ["build by a root that is a link", ["build", "link", ...DAY, ...LENIENT, "--output", "linked"], "linked"],
    ["export", ["export", "all", "-C", "project", ...DAY, "--output", "exported"], "exported"],
  ]) {
    it(`of ${name} name nothing outside`, () => {
      if (name.includes("link")) execFileSync("ln", ["-s", "project", join(base, "link")]);
      const folder = traceOf(name);
      const [strace, ...flags] = tracing(folder);
      const run = spawnSync(strace, [...flags, annexa, ...words], { cwd: base, env: ENV, encoding: "utf8", timeout: 240_000, maxBuffer: 1 << 28 });
      assert.equal(run.status, name === "check" ? 1 : 0, run.stderr);
      // What goes by way of the link is what lies in the project.
      const calls = traced(folder, annexa, base).map((call) => ({ ...call, path: call.path.replace(/^(.*)\/link(?=\/|$)/, (whole, above) => (above === base ? project : whole)) }));
      judge(calls, output && join(base, output));
    });
  }

  it("of the preview name nothing outside, and nothing is written", async () => {
    const folder = traceOf("serve");
    const [strace, ...flags] = tracing(folder);
    const preview = spawn(strace, [...flags, annexa, "serve", "project", ...DAY], { cwd: base, env: ENV, stdio: ["ignore", "pipe", "pipe"], detached: true });
    try {
      let said = "";
      const address = await new Promise((resolve, reject) => {
        const listen = (piece) => {
          said += piece;
          const found = /http:\/\/[\w.[\]:]+\//.exec(said);
          if (found) resolve(found[0]);
        };
        preview.stdout.on("data", listen);
        preview.stderr.on("data", listen);
        preview.on("exit", () => reject(new Error(said)));
      });
      for (const path of ["", "documents/links.html", "..%2f..%2foutside/a.md", "assets/logo.png", "documents/folder/b.md"]) {
        const answer = await fetch(address + path);
        assert.ok(!(await answer.text()).includes(canary), path);
      }
      writeFileSync(join(project, "documents/-rf.md"), "# Changed\n");
      // The next page is of the changed files as soon as they were read; what was opened for it is in the trace.
      for (let page = ""; !page.includes("Changed"); page = await (await fetch(`${address}documents/rf.html`)).text());
    } finally {
      process.kill(-preview.pid, "SIGINT");
      await new Promise((resolve) => preview.on("close", resolve));
    }
    const calls = traced(folder, annexa, base);
    judge(calls.filter(({ path }) => !path.startsWith("/dev/")), undefined);
    assert.deepEqual(calls.filter(({ isChange, path }) => isChange && !/^\/(dev|proc)\//.test(path)), []);
  });
});
