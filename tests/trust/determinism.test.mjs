// The same sources and the same day give the same bytes, wherever, by whomever and however Annexa is run.
//
//   ANNEXA=target/release/annexa node --test tests/trust/determinism.test.mjs
//
// Two projects: the example with a past in git, and a synthetic one with many files whose names sort in many ways. Each is built once as the
// reference, and again with one thing different. Compared are all files of the site, and what `check` writes in three formats. With LONG=1 all
// exports and the audit pack are made each time, too; otherwise only where everything is different at once.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, opendirSync, readFileSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const annexa = process.env.ANNEXA;
assert.ok(annexa, "ANNEXA names the program");
const long = process.env.LONG === "1";

const DAY = "2026-11-21";
const ENV = { PATH: process.env.PATH, HOME: "/nonexistent", LC_ALL: "C.UTF-8", GIT_CONFIG_NOSYSTEM: "1" };
const base = mkdtempSync(join(tmpdir(), "annexa-bytes-"));
const memory = existsSync("/dev/shm") ? mkdtempSync("/dev/shm/annexa-bytes-") : undefined;
after(() => [base, memory].filter(Boolean).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** All files below a folder. */
const below = (folder, prefix = "") =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    return entry.isDirectory() ? below(join(folder, entry.name), `${path}/`) : [path];
  });

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
const git = (cwd, ...words) => execFileSync("git", ["-c", "user.name=Jo", "-c", "user.email=jo@example.com", "-c", "commit.gpgSign=false", ...words], { cwd, env: ENV, encoding: "utf8" }).trim();

let runs = 0;

/** Runs Annexa, as a way says; a way is `{ cwd, root, env, day, before, temporary }`, all optional. */
function run(way, command, words, statuses) {
  const { cwd = base, env = {}, day = ["--today", DAY], before = [] } = way;
  const all = { ...ENV, ...env };
  for (const [name, value] of Object.entries(all)) if (value === undefined) delete all[name];
  const [program, ...rest] = [...before, annexa, ...command, ...day, ...words];
  const run = spawnSync(program, rest, { cwd, env: all, maxBuffer: 1 << 28 });
  assert.ok(statuses.includes(run.status), `${command.join(" ")}: ${run.status ?? run.signal} ${run.error ?? run.stderr}`);
  return run.stdout;
}

/** Everything that is written for a project, run as a way says: name to SHA-256. */
function products(project, way = {}) {
  const whole = long || way.isWhole;
  const root = way.root ?? project;
  const out = join(base, `out-${runs++}`);
  const made = new Map();
  for (const format of ["human", "json"]) {
    made.set(`check in ${format}`, digest(run(way, ["check", root], ["--format", format], [0, 1])));
  }
  // SARIF names files as seen from the folder in which Annexa runs (docs/formats.md): here, from the project.
  const here = { ...way, cwd: resolve(way.cwd ?? base, root) };
  made.set("check in sarif", digest(run(here, ["check", "."], ["--format", "sarif"], [0, 1])));
  run(way, ["build", root], ["--output", join(out, "site")], [0]);
  if (whole) run(way, ["export", "pack", "-C", root], ["--output", join(out, "pack.zip")], [0]);
  if (whole) run(way, ["export", "all", "-C", root], ["--output", join(out, "exports")], [0]);
  for (const path of below(out)) made.set(path, digest(readFileSync(join(out, path))));
  rmSync(out, { recursive: true });
  return made;
}

/** Fails with the names of what is not the same, or is there only once. */
function assertSame(one, other) {
  const names = new Set([...one.keys(), ...other.keys()]);
  assert.deepEqual([...names].filter((name) => one.get(name) !== other.get(name)), []);
}

// --- the projects -----------------------------------------------------------------------------------------------------------------------

const example = join(base, "example");
const synthetic = join(base, "synthetic");

/** A project whose files sort otherwise by bytes, by letters, by numbers, and in the order in which they are made. */
function synthesize(folder, order) {
  const files = [["handbook.toml", 'title = "Synthetic"\n']];
  const words = ["Zoo", "apple", "Ärger", "ärger-2", "10", "9", "İstanbul", "istanbul", "ﬁne", "日本", "_x", "B b"];
  words.forEach((word, folderNumber) =>
    [...Array(12).keys()].forEach((number) => {
      const id = `D-${folderNumber}.${number}`;
      const others = [...Array(3).keys()].map((step) => `[[D-${(folderNumber + step) % words.length}.${(number * 5 + step) % 12}]]`);
      const text = `+++\nid = "${id}"\ntitle = "${word} ${number % 4}"\nowner = "${words[number]}"\nversion = "1.${number}"\nreview_date = 2026-1${number % 2}-0${1 + (number % 9)}\n+++\n# ${word}\n\nSee ${others.join(", ")} and A.5.${1 + number}.\n`;
      files.push([`documents/${word}/${number} ${word}.md`, text]);
    }),
  );
  files.push(["registers/risks.toml", [...Array(40).keys()].map((n) => `[risk."R-${(n * 7) % 40}"]\ntitle = "Risk ${n % 5}"\nowner = "${words[n % 12]}"\n`).join("\n")]);
  for (let n = 0; n < 20; n++) files.push([`registers/table-${(n * 3) % 20}.csv`, `key,text\n${n},ß\n`]);
  for (const [path, text] of order(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The order in which the system lists the files of a folder. */
function listed(folder) {
  const names = [];
  const entries = opendirSync(folder);
  for (let entry; (entry = entries.readSync()); ) names.push(entry.name);
  entries.closeSync();
  return names;
}

/** A copy of a project under another name. */
function copy(project, name) {
  const to = join(base, name);
  cpSync(project, to, { recursive: true, preserveTimestamps: true });
  return to;
}

before(() => {
  execFileSync(process.execPath, [fileURLToPath(new URL("../browser/history.mjs", import.meta.url)), example]);
  synthesize(synthetic, (files) => files);
});

const references = new Map();
function reference(project, isWhole = long) {
  const key = `${project} ${isWhole}`;
  if (!references.has(key)) references.set(key, products(project, { isWhole }));
  return references.get(key);
}

// --- what is different -----------------------------------------------------------------------------------------------------------------

// What somebody may have set for all repositories, and what a clone may have.
const SETTINGS = `
[user]\n name = Somebody\n email = else@example.com
[core]\n quotePath = true\n abbrev = 4\n autocrlf = true\n fileMode = true\n pager = cat\n excludesFile = IGNORED\n attributesFile = ATTRIBUTES
[color]\n ui = always\n diff = always\n status = always
[diff]\n noprefix = true\n renames = false\n renameLimit = 1\n orderFile = ORDER\n algorithm = patience\n relative = true\n mnemonicPrefix = true\n submodule = log\n wsErrorHighlight = all
[format]\n pretty = oneline
[i18n]\n logOutputEncoding = ISO-8859-1
[log]\n showSignature = true\n date = relative\n decorate = full\n abbrevCommit = true\n follow = true\n mailmap = true\n showRoot = false\n diffMerges = off
[mailmap]\n file = MAILMAP
[status]\n short = true\n branch = true\n showUntrackedFiles = no\n relativePaths = false\n submoduleSummary = true
`;

function settings() {
  const folder = join(base, "home ü");
  mkdirSync(folder, { recursive: true });
  const file = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const text = SETTINGS.replace("IGNORED", file("ignored", "*\n"))
    .replace("ORDER", file("order", "*.toml\nrecords\ndocuments/z*\n"))
    .replace("MAILMAP", file("mailmap", "Another Name <a@example.com> <tomasz.wieczorek@brightmoor.example>\n"))
    .replace("ATTRIBUTES", file("attributes", "*.md text eol=crlf working-tree-encoding=UTF-16\n*.toml -diff\n"));
  file(".gitconfig", text);
  return folder;
}

const threads = ["1", "2", "8"].map((number) => [`${number} threads`, () => ({ env: { RAYON_NUM_THREADS: number } })]);
const zones = ["Pacific/Kiritimati", "America/Los_Angeles", "UTC", ":nonsense"].map((zone) => [`the time zone ${zone}`, () => ({ env: { TZ: zone } })]);
const languages = [["C"], ["tr_TR.UTF-8"], ["ja_JP.eucJP"], ["de_DE@euro"]].map(([name]) => [`the locale ${name}`, () => ({ env: { LC_ALL: name, LANG: name, LANGUAGE: name } })]);

const WAYS = [
  ...threads,
  ...zones,
  ...languages,
  ["no locale", () => ({ env: { LC_ALL: undefined } })],
  ["nobody's home", () => ({ env: { HOME: undefined, USER: undefined, LOGNAME: undefined } })],
  ["another user", () => ({ env: { HOME: base, USER: "root; rm", LOGNAME: "Ünal", USERNAME: "x", HOSTNAME: "elsewhere", XDG_CONFIG_HOME: "/tmp" } })],
  ["the folder itself", (project) => ({ cwd: project, root: "." })],
  ["a relative path", (project) => ({ cwd: join(project, "documents"), root: "../" })],
  ["a roundabout path", (project) => ({ cwd: "/", root: `${project}/./documents/..` })],
  ["a path by a link", (project) => {
    const link = join(base, `link-${runs}`);
    symlinkSync(project, link);
    return { root: link, temporary: link };
  }],
  ["a path with blanks and umlauts", (project) => {
    const root = copy(project, "Ordner für 'alles' $HOME %41");
    return { root, temporary: root };
  }],
  ["a narrow terminal's variables", () => ({ env: { COLUMNS: "30", LINES: "5", TERM: "xterm-256color" } })],
  ["a wide dumb terminal's variables", () => ({ env: { COLUMNS: "300", TERM: "dumb", NO_COLOR: "1" } })],
  ["the day from SOURCE_DATE_EPOCH", () => ({ day: [], env: { SOURCE_DATE_EPOCH: String(Date.parse(`${DAY}T23:59:59Z`) / 1000) } })],
  ["a narrow umask", () => ({ before: ["sh", "-c", 'umask 077; exec "$@"', "sh"] })],
  ["a wide umask", () => ({ before: ["sh", "-c", 'umask 000; exec "$@"', "sh"] })],
  ["another clock", () => ({ before: ["faketime", "2031-03-01 23:59:58"], needs: "faketime" })],
  ["other times of files", (project) => {
    const root = copy(project, "touched");
    below(root).forEach((path, number) => {
      if (!path.startsWith(".git/")) utimesSync(join(root, path), new Date(number * 1e6), new Date(1e12 + ((number * 7919) % 1000) * 1e6));
    });
    return { root, temporary: root };
  }],
  ["other rights of files", (project) => {
    const root = copy(project, "rights");
    below(root).forEach((path, number) => path.startsWith(".git/") || chmodSync(join(root, path), number % 2 ? 0o755 : 0o600));
    return { root, temporary: root };
  }],
];

const has = (program) => spawnSync(program, ["--version"]).error === undefined;

for (const [name, project] of [["the example with a past", example], ["the synthetic project", synthetic]]) {
  describe(`${name} gives the same bytes with`, () => {
    for (const [what, way] of WAYS) {
      it(what, (test) => {
        const different = way(project);
        if (different.needs && !has(different.needs)) return test.skip(`not proven here: ${different.needs} is not installed`);
        const made = products(project, different);
        assert.ok(made.size > 50, `${made.size} files are compared`);
        assertSame(made, reference(project));
        if (different.temporary) rmSync(different.temporary, { recursive: true });
      });
    }
  });
}

describe("the order of files in folders changes nothing:", () => {
  it("files that were made in reverse, on another file system", (test) => {
    const where = memory ?? base;
    const reversed = join(where, "reversed");
    synthesize(reversed, (files) => files.toReversed());
    const [here, there] = [listed(join(synthetic, "documents")), listed(join(reversed, "documents"))];
    console.log(`order here:  ${here.join(" ")}\norder there: ${there.join(" ")}`);
    assert.deepEqual(here.toSorted(), there.toSorted());
    if (!memory || here.join("/") === there.join("/")) return test.skip("not proven here: both folders are listed in the same order");
    assertSame(products(reversed), reference(synthetic));
  });
});

describe("a terminal changes nothing of the site:", () => {
  it("built with a terminal", (test) => {
    if (!has("script")) return test.skip("not proven here: script is not installed");
    const [one, other] = [join(base, "plain"), join(base, "terminal")];
    run({}, ["build", example], ["--output", one], [0]);
    const command = `'${annexa}' build '${example}' --today ${DAY} --output '${other}'`;
    execFileSync("script", ["-qec", command, "/dev/null"], { env: { ...ENV, TERM: "xterm-256color" }, stdio: "ignore" });
    const digests = (folder) => new Map(below(folder).map((path) => [path, digest(readFileSync(join(folder, path)))]));
    assertSame(digests(one), digests(other));
  });
});

describe("everything that is written is the same", () => {
  it("when nearly everything is different at once", () => {
    const env = { RAYON_NUM_THREADS: "7", TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", HOME: settings(), USER: "x", COLUMNS: "33" };
    const clone = join(base, "every thing ü");
    git(base, "clone", "--quiet", example, clone);
    const way = { cwd: "/", root: clone, env, before: has("faketime") ? ["faketime", "2031-03-01 23:59:58"] : [], isWhole: true };
    assertSame(products(example, way), reference(example, true));
  });
});

describe("git answers the same whatever is set:", () => {
  it("settings of the user", () => {
    assertSame(products(example, { env: { HOME: settings() } }), reference(example));
  });

  it("settings of the clone", () => {
    const clone = copy(example, "set");
    settings();
    writeFileSync(join(clone, ".git/config"), readFileSync(join(clone, ".git/config"), "utf8") + readFileSync(join(base, "home ü/.gitconfig"), "utf8"));
    assertSame(products(example, { root: clone }), reference(example));
  });

  it("settings of the user, while a file is in no commit yet", () => {
    const dirty = copy(example, "dirty");
    writeFileSync(join(dirty, "registers/loose.csv"), "key\n1\n");
    const plain = products(dirty);
    assert.notEqual(plain.get("site/manifest.json"), reference(example).get("site/manifest.json"));
    assertSame(products(dirty, { env: { HOME: settings() } }), plain);
  });

  it("variables of git", () => {
    const elsewhere = join(base, "elsewhere");
    mkdirSync(elsewhere);
    git(elsewhere, "init", "--quiet");
    git(elsewhere, "commit", "--quiet", "--allow-empty", "--message", "Other");
    const env = {
      GIT_DIR: join(elsewhere, ".git"), GIT_WORK_TREE: elsewhere, GIT_INDEX_FILE: join(elsewhere, "index"), GIT_OBJECT_DIRECTORY: join(elsewhere, ".git/objects"),
      GIT_COMMON_DIR: join(elsewhere, ".git"), GIT_NAMESPACE: "x", GIT_PREFIX: "documents/", GIT_LITERAL_PATHSPECS: "1", GIT_ICASE_PATHSPECS: "1",
      GIT_EXTERNAL_DIFF: "false", GIT_DIFF_OPTS: "-u9", GIT_TRACE: "1", GIT_TRACE_SETUP: "1", GIT_PAGER: "false", GIT_SHALLOW_FILE: "/dev/null",
      GIT_GRAFT_FILE: "/dev/null", GIT_ATTR_SOURCE: "HEAD", GIT_DEFAULT_HASH: "sha256", GIT_REDIRECT_STDOUT: "off", GIT_FLUSH: "1", GIT_TEST_DATE_NOW: "1",
      GIT_CONFIG_COUNT: "2", GIT_CONFIG_KEY_0: "core.quotePath", GIT_CONFIG_VALUE_0: "true", GIT_CONFIG_KEY_1: "mailmap.file", GIT_CONFIG_VALUE_1: join(settings(), "mailmap"),
    };
    assertSame(products(example, { env }), reference(example));
  });

  it("another state of its objects", () => {
    const packed = copy(example, "packed");
    git(packed, "gc", "--quiet", "--aggressive", "--prune=now");
    git(packed, "commit-graph", "write", "--reachable", "--changed-paths");
    assert.notDeepEqual(below(join(packed, ".git")), below(join(example, ".git")));
    assertSame(products(packed), reference(example));
  });
});

describe("the same bytes can be made again", () => {
  it("from a clone, by what manifest.json says, after the handbook went on", () => {
    const published = join(base, "published");
    run({}, ["build", example], ["--output", published], [0]);
    const { commit, today, is_modified } = JSON.parse(readFileSync(join(published, "manifest.json"), "utf8"));
    assert.equal(is_modified, false);

    const origin = copy(example, "origin");
    writeFileSync(join(origin, "documents/later.md"), "# Later\n");
    git(origin, "add", "--all");
    git(origin, "commit", "--quiet", "--message", "Later");
    git(origin, "tag", "later");

    const again = join(base, "again");
    git(base, "clone", "--quiet", origin, again);
    git(again, "checkout", "--quiet", commit);
    run({ day: ["--today", today], cwd: again }, ["build"], ["--output", join(again, "public")], [0]);
    for (const path of below(published)) assert.ok(readFileSync(join(published, path)).equals(readFileSync(join(again, "public", path))), path);
    assert.deepEqual(below(join(again, "public")).toSorted(), below(published).toSorted());
  });
});
