// Disks that are full, may only be read, or limit files; several builds at once; readers while builds publish; sources that come and go.
//
// ANNEXA names the program. LONG=1 repeats more often.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { addOwn, build, command, content, difference, leftovers, long, mounting, program, project, same, scratch, withMounts } from "./faults.mjs";

const folder = scratch(after);
const roots = { A: project(join(folder, "a"), "A", 30), B: project(join(folder, "b"), "B", 30) };
const whole = {};
let size = 0;
for (const version of ["A", "B"]) {
  build(roots[version], join(folder, `whole-${version}`));
  whole[version] = content(join(folder, `whole-${version}`));
}
for (const name of Object.keys(whole.A)) size += Math.ceil(statSync(join(folder, "whole-A", name)).size / 4096) * 4;

const unmounted = !mounting && "not proven here: nothing may be mounted";

test("on a full disk the former handbook stays, and with room again the next build publishes", { skip: unmounted }, () => {
  const [disk, full, later] = ["disk", "copy-full", "copy-later"].map((name) => join(folder, name));
  const script = `
    mkdir -p "$DISK" "$FULL" "$LATER"
    mount -t tmpfs -o size=$((SIZE + 400))k none "$DISK"
    "$ANNEXA" build "$A" --today 2026-11-21 --no-history --output "$DISK/public" 2>/dev/null >/dev/null
    "$ANNEXA" build "$B" --today 2026-11-21 --no-history --output "$DISK/public" 2>&1 >/dev/null && exit 9 || echo "ended with $?"
    cp -a "$DISK/." "$FULL/"
    mount -o remount,size=64m "$DISK"
    "$ANNEXA" build "$B" --today 2026-11-21 --no-history --output "$DISK/public" 2>/dev/null >/dev/null
    cp -a "$DISK/." "$LATER/"`;
  const run = withMounts(script, { DISK: disk, FULL: full, LATER: later, A: roots.A, B: roots.B, SIZE: String(size) });
  assert.equal(run.status, 0, run.stdout + run.stderr);
  assert.match(run.stdout, /error: cannot (write|create) `.*\.public\.annexa-work\/.*`: No space left on device/);
  assert.match(run.stdout, /help: make room on that disk/);
  assert.match(run.stdout, /ended with 2/);
  assert.ok(same(content(join(full, "public")), whole.A), difference(content(join(full, "public")), whole.A));
  assert.deepEqual(leftovers(full), []);
  assert.ok(same(content(join(later, "public")), whole.B));
  assert.deepEqual(leftovers(later), []);
});

test("where there is no room for second names of files of others, the former handbook stays", { skip: unmounted }, () => {
  const [disk, full] = ["names", "copy-names"].map((name) => join(folder, name));
  // Room for both handbooks and 500 files of others, but not for these twice.
  const script = `
    mkdir -p "$DISK" "$FULL"
    mount -t tmpfs -o nr_inodes=$((FILES * 2 + 700)) none "$DISK"
    "$ANNEXA" build "$A" --today 2026-11-21 --no-history --output "$DISK/public" 2>/dev/null >/dev/null
    for number in $(seq 500); do echo mine > "$DISK/public/mine-$number.txt"; done
    "$ANNEXA" build "$B" --today 2026-11-21 --no-history --output "$DISK/public" 2>&1 >/dev/null && exit 9 || echo "ended with $?"
    cp -a "$DISK/." "$FULL/"`;
  const run = withMounts(script, { DISK: disk, FULL: full, A: roots.A, B: roots.B, FILES: String(Object.keys(whole.A).length) });
  assert.equal(run.status, 0, run.stdout + run.stderr);
  assert.match(run.stdout, /error: cannot make ready `.*\.public\.annexa-work\/new\/mine-\d+\.txt`: No space left on device/);
  assert.match(run.stdout, /ended with 2/);
  const site = Object.fromEntries(Object.entries(content(join(full, "public"))).filter(([name]) => !name.startsWith("mine-")));
  assert.ok(same(site, whole.A), difference(site, whole.A));
  assert.deepEqual(leftovers(full), []);
});

test("a file that may not become as large as it is ends the build, and the former handbook stays", () => {
  const parent = join(folder, "limited");
  const output = join(parent, "public");
  build(roots.A, output);
  const limited = ["-c", 'trap "" XFSZ; ulimit -f 8; exec "$0" "$@"', program, ...command(roots.B, output)];
  const run = spawnSync("bash", limited, { encoding: "utf8" });
  assert.equal(run.status, 2, run.stderr);
  assert.match(run.stderr, /error: cannot write `.*\.public\.annexa-work\/new\/.*`: File too large/);
  assert.match(run.stderr, /help: /);
  assert.ok(same(content(output), whole.A));
  assert.deepEqual(leftovers(parent), []);
  build(roots.B, output);
  assert.ok(same(content(output), whole.B));
});

test("a disk that may only be read is told, and the former handbook stays", { skip: unmounted }, () => {
  const parent = join(folder, "readonly");
  const output = join(parent, "public");
  build(roots.A, output);
  const script = `
    mount --bind "$PARENT" "$PARENT"
    mount -o remount,ro,bind "$PARENT"
    "$ANNEXA" build "$A" --today 2026-11-21 --no-history --output "$PARENT/public" 2>&1 >/dev/null
    "$ANNEXA" build "$B" --today 2026-11-21 --no-history --output "$PARENT/public" 2>&1 >/dev/null && exit 9 || echo "ended with $?"
    "$ANNEXA" build "$B" --today 2026-11-21 --no-history --output "$PARENT/new" 2>&1 >/dev/null && exit 9 || echo "ended with $?"`;
  const run = withMounts(script, { PARENT: parent, A: roots.A, B: roots.B });
  assert.equal(run.status, 0, run.stdout + run.stderr);
  assert.match(run.stdout, /\(0 written, /, "what is published already needs no writing");
  assert.match(run.stdout, /error: cannot write `.*public\/\.annexa-building`: Read-only file system.*\nhelp: .*\nended with 2/);
  assert.match(run.stdout, /error: cannot create `.*new`: Read-only file system.*\nhelp: .*\nended with 2/);
  assert.ok(same(content(output), whole.A));
  assert.deepEqual(leftovers(parent), []);
});

/** Runs builds at once; each must end well. */
async function atOnce(versions, output) {
  const ends = versions.map(async (version) => {
    const child = spawn(program, command(roots[version], output), { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (text) => { said += text; });
    const [code] = await once(child, "close");
    assert.equal(code, 0, said);
    assert.match(said, /^built /m);
    return said;
  });
  return (await Promise.all(ends)).join("");
}

const rounds = long ? 50 : 10;

test(`builds at once, two and four, ${rounds} times: each ends well, and one whole version is there`, async (context) => {
  const parent = join(folder, "at-once");
  const output = join(parent, "public");
  build(roots.A, output);
  addOwn(output);
  const own = Object.fromEntries(Object.entries(content(output)).filter(([name]) => !(name in whole.A)));
  let waited = 0;
  for (let round = 0; round < rounds; round += 1) {
    const said = await atOnce(round % 2 ? ["A", "B"] : ["A", "B", "A", "B"], output);
    waited += said.split("waiting for it").length - 1;
    const held = content(output);
    const is = ["A", "B"].find((version) => same(held, { ...whole[version], ...own }));
    assert.ok(is, `round ${round}: ${difference(held, { ...whole.A, ...own })} from A`);
    assert.deepEqual(leftovers(parent), []);
  }
  context.diagnostic(`${waited} builds waited for another`);
});

test(`builds at once of one volume that is mounted twice, ${rounds} times: they take turns, and one whole version is there`, { skip: unmounted }, () => {
  const volume = join(folder, "volume");
  const copy = join(folder, "volume-copy");
  const script = `
    mkdir -p "$VOLUME" "$VOLUME-one" "$VOLUME-two"
    mount -t tmpfs none "$VOLUME"
    for place in one two; do mount --bind "$VOLUME" "$VOLUME-$place"; done
    for round in $(seq ${rounds}); do
      "$ANNEXA" build "$A" --today 2026-11-21 --no-history --output "$VOLUME-one" >/dev/null 2>"$VOLUME-said" & one=$!
      "$ANNEXA" build "$B" --today 2026-11-21 --no-history --output "$VOLUME-two" >/dev/null 2>>"$VOLUME-said" & two=$!
      wait $one && wait $two || { cat "$VOLUME-said"; exit 9; }
      mkdir -p "$COPY/$round"
      cp -a "$VOLUME/." "$COPY/$round/"
    done`;
  const run = withMounts(script, { VOLUME: volume, COPY: copy, A: roots.A, B: roots.B });
  assert.equal(run.status, 0, run.stdout + run.stderr);
  for (let round = 1; round <= rounds; round += 1) {
    const held = content(join(copy, String(round)));
    assert.ok(["A", "B"].some((version) => same(held, whole[version])), `round ${round}: ${difference(held, whole.A)} from A`);
  }
});

test(`a reader finds every page, whole, while ${rounds * 2} builds publish`, async (context) => {
  const output = join(folder, "readers", "public");
  build(roots.A, output);
  const pages = Object.keys(whole.A).filter((name) => name in whole.B);
  const bytes = Object.fromEntries(pages.map((name) => [name, ["A", "B"].map((version) => readFileSync(join(folder, `whole-${version}`, name)))]));
  const reader = spawn(process.execPath, ["-e", `
    const fs = require("node:fs");
    const { output, pages, whole } = JSON.parse(fs.readFileSync(0, "utf8"));
    let reads = 0;
    let isOver = false;
    process.on("SIGTERM", () => { isOver = true; });
    const round = () => {
      for (const name of pages) {
        const text = fs.readFileSync(output + "/" + name, "base64");
        if (!whole[name].includes(text)) throw new Error(name + " is in parts");
        reads += 1;
      }
      if (isOver) console.log(reads); else setImmediate(round);
    };
    round();`], { stdio: ["pipe", "pipe", "pipe"] });
  let [said, failed] = ["", ""];
  reader.stdout.on("data", (text) => { said += text; });
  reader.stderr.on("data", (text) => { failed += text; });
  const ended = once(reader, "close");
  const texts = Object.fromEntries(pages.map((name) => [name, bytes[name].map((text) => text.toString("base64"))]));
  reader.stdin.end(JSON.stringify({ output, pages, whole: texts }));
  for (let round = 0; round < rounds; round += 1) for (const version of ["B", "A"]) await atOnce([version], output);
  reader.kill("SIGTERM");
  assert.equal((await ended)[0], 0, failed);
  assert.ok(Number(said) > pages.length, said);
  context.diagnostic(`${said.trim()} pages were read`);
});

const builds = long ? 100 : 20;

test(`sources that come, go and are replaced by links while ${builds} builds read them are read or passed over`, async (context) => {
  const root = project(join(folder, "moving"), "A", 30);
  const [coming, flip, aside, outside] = ["documents/coming", "documents/flip", "aside", "../outside"].map((name) => join(root, name));
  const text = (id, said) => `+++\nid = "${id}"\nowner = "ciso"\nreview_date = 2027-06-01\n+++\n# ${id}\n\n${said}\n`;
  for (const path of [coming, flip, outside]) mkdirSync(path, { recursive: true });
  for (let number = 0; number < 20; number += 1) writeFileSync(join(flip, `${number}.md`), text(`FLIP-${number}`, "Inside."));
  // The names are those of the files inside: whoever follows the link finds them.
  for (let number = 0; number < 20; number += 1) writeFileSync(join(outside, `${number}.md`), text(`FLIP-${number}`, "Never published."));
  const mover = spawn(process.execPath, ["-e", `
    const { renameSync, symlinkSync, unlinkSync, writeFileSync } = require("node:fs");
    const [coming, flip, aside, outside, text] = process.argv.slice(1);
    let [turns, isOver] = [0, false];
    process.on("SIGTERM", () => { isOver = true; });
    const turn = () => {
      for (let number = 0; number < 5; number += 1) writeFileSync(coming + "/" + turns + "-" + number + ".md", text.replaceAll("COM-0", "COM-" + number));
      renameSync(flip, aside);
      symlinkSync(outside, flip);
      for (let number = 0; number < 5; number += 1) unlinkSync(coming + "/" + turns + "-" + number + ".md");
      unlinkSync(flip);
      renameSync(aside, flip);
      turns += 1;
      if (isOver) console.log(turns); else setImmediate(turn);
    };
    turn();`, coming, flip, aside, outside, text("COM-0", "Here.")], { stdio: ["ignore", "pipe", "inherit"] });
  let turns = "";
  mover.stdout.on("data", (said) => { turns += said; });
  const moved = once(mover, "close");
  const codes = {};
  const output = join(folder, "moving-out", "public");
  for (let number = 0; number < builds; number += 1) {
    const child = spawn(program, command(root, output), { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (text) => { said += text; });
    const [code] = await once(child, "close");
    codes[code] = (codes[code] ?? 0) + 1;
    // A link is a finding, and may deny; nothing here is a failure of the machine.
    assert.ok(code === 0 || code === 1, `${code}: ${said}`);
    const held = content(output);
    if (held) for (const name of Object.keys(held)) assert.ok(!readFileSync(join(output, name)).includes("Never published."), name);
  }
  mover.kill("SIGTERM");
  assert.equal((await moved)[0], 0);
  rmSync(join(folder, "moving-out"), { recursive: true, force: true });
  context.diagnostic(`the sources moved ${turns.trim()} times; exit codes ${JSON.stringify(codes)}`);
  assert.ok(Number(turns) > builds);
  assert.ok(codes[0] > 0, "some were published");
});
