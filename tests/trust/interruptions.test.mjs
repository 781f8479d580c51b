// Builds that are killed at random moments: the published folder is byte for byte one version or the other, and the next build repairs everything.
//
// ANNEXA names the program. LONG=1 kills 200 builds of a published folder instead of 40. SEED repeats a run.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { untraceable } from "./trace.mjs";
import { addOwn, build, command, content, difference, leftovers, long, mounting, program, project, random, same, scratch, withMounts } from "./faults.mjs";

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const chance = random(seed);
const kills = long ? 200 : 40;
const folder = scratch(after);
const roots = { A: project(join(folder, "a"), "A", 300), B: project(join(folder, "b"), "B", 300) };

/** A place to publish to, in a folder where nothing else lies, so that everything that is left is seen. */
function place(name) {
  const parent = join(folder, name);
  return { parent, output: join(parent, "public"), lock: join(parent, ".public.annexa-lock"), work: join(parent, ".public.annexa-work") };
}

const whole = {};
for (const version of ["A", "B"]) {
  const { output } = place(`whole-${version}`);
  build(roots[version], output);
  whole[version] = content(output);
}
assert.notDeepEqual(whole.A, whole.B);

const now = () => Number(process.hrtime.bigint()) / 1e6;
const waitUntil = (is, end) => { while (!is() && now() < end); };

/** What says that a build makes a site ready: each stage has a number of its own. */
const stageOf = ({ work }) => { try { return readFileSync(join(work, "stage"), "utf8"); } catch { return ""; } };

/** Waits until a build has the lock, or makes a site ready. */
function waitFor(from, at, former, patience) {
  const end = now() + patience;
  if (from !== "start") waitUntil(() => existsSync(at.lock), end);
  if (from === "stage") waitUntil(() => ![former, ""].includes(stageOf(at)), end);
}

/** Starts a build and kills it at a moment: so many milliseconds after its start, after it has the lock, or after it began to make a site ready. */
async function kill(version, at, from, delay, patience) {
  const { output, lock } = at;
  rmSync(lock, { force: true });
  const former = stageOf(at);
  const child = spawn(program, command(roots[version], output), { stdio: "ignore" });
  const ended = once(child, "exit");
  waitFor(from, at, former, patience);
  const moment = now() + delay;
  waitUntil(() => false, moment);
  child.kill("SIGKILL");
  const [code, signal] = await ended;
  assert.ok(signal === "SIGKILL" || code === 0, `it ended with ${code}`);
  return signal === null;
}

/** How long a build takes until it has the lock, until it makes a site ready, and until it gives the lock back, in milliseconds. */
async function measure(version, at) {
  const { output, lock } = at;
  const child = spawn(program, command(roots[version], output), { stdio: "ignore" });
  const ended = once(child, "exit");
  const moments = [now()];
  for (const from of ["lock", "stage"]) {
    waitFor(from, at, "", 60_000);
    moments.push(now());
  }
  waitUntil(() => !existsSync(lock), now() + 60_000);
  moments.push(now());
  assert.deepEqual(await ended, [0, null]);
  const spans = [0, 1, 2].map((number) => moments[number + 1] - moments[number]);
  return { start: spans[0], lock: spans[1], stage: spans[2] };
}

/** In which phase a build was killed, by what it left. */
function phase({ lock, work }, isEnded) {
  if (isEnded) return "after its end";
  if (!existsSync(work)) return existsSync(lock) ? "comparing or at the very end" : "before writing";
  const stage = join(work, "stage");
  if (!existsSync(join(work, "new"))) return "clearing";
  const isStage = !existsSync(stage) || readFileSync(stage, "utf8") === String(statSync(join(work, "new")).ino);
  return isStage ? "making ready" : "after the exchange";
}

/** Kills builds at a place, each of the version that is not published, and asserts what is published after each. */
async function killMany(at, count, allowed, restart) {
  const spans = [];
  for (const version of ["A", "B", "A"]) spans.push(await measure(version, at));
  const [start, lock, stage] = ["start", "lock", "stage"].map((part) => spans.map((span) => span[part]).sort((a, b) => a - b)[1]);
  const all = start + lock + stage;
  const phases = {};
  // A machine that has less to do than when it was measured is faster: builds that ended before they were killed bring the next kills forward.
  let reach = 1.1;
  let published = "A";
  restart?.();
  for (let number = 1; number <= count; number += 1) {
    const next = published === "A" ? "B" : "A";
    // Half of them from when it makes a site ready until its end; a quarter while it has the lock; the others anywhere, before it and after it, too.
    const [from, span] = [["start", all], ["lock", lock + stage], ["stage", stage], ["stage", stage]][number % 4];
    const delay = chance() * span * reach;
    const isEnded = await kill(next, at, from, delay, all * 5);
    reach = isEnded ? Math.max(reach * 0.7, 0.05) : Math.min(reach * 1.15, 1.2);
    const killed = phase(at, isEnded);
    phases[killed] = (phases[killed] ?? 0) + 1;
    const held = content(at.output);
    const is = Object.keys(allowed).find((version) => same(held, allowed[version]));
    assert.ok(is, `seed ${seed}, kill ${number} (${killed}): ${difference(held, allowed[next])} from ${next}`);
    if (isEnded) assert.equal(is, next);
    published = is;
    if (number % 5 === 0) {
      const other = chance() < 0.5 ? "A" : "B";
      build(roots[other], at.output);
      assert.ok(same(content(at.output), allowed[other]), `seed ${seed}, after kill ${number}: ${difference(content(at.output), allowed[other])}`);
      assert.deepEqual(leftovers(at.parent), [], `seed ${seed}, after kill ${number}`);
      published = other;
      restart?.();
    }
    if (restart && !existsSync(at.output)) published = "A";
  }
  return { phases, start, lock, stage };
}

function tell(context, { phases, start, lock, stage }) {
  const [first, second, third] = [start, lock, stage].map((span) => `${span.toFixed(0)} ms`);
  context.diagnostic(`seed ${seed}; ${first} until the lock, ${second} of comparing, ${third} of publishing; killed ${JSON.stringify(phases)}`);
}

test(`${kills} builds are killed, and the folder is always one of both versions, with all files of others`, async (context) => {
  const at = place("many");
  build(roots.A, at.output);
  addOwn(at.output);
  const own = Object.fromEntries(Object.entries(content(at.output)).filter(([name]) => !(name in whole.A)));
  assert.equal(Object.keys(own).length, 3);
  const found = await killMany(at, kills, { A: { ...whole.A, ...own }, B: { ...whole.B, ...own } });
  tell(context, found);
  const within = (found.phases["making ready"] ?? 0) + (found.phases["after the exchange"] ?? 0) + (found.phases.clearing ?? 0);
  assert.ok(within >= kills / 5, `only ${within} of ${kills} were killed while they published: ${JSON.stringify(found.phases)}`);
  assert.ok(found.phases["making ready"] > 0, JSON.stringify(found.phases));
});

test(`${kills / 4} first builds are killed, and there is a whole handbook or none`, async (context) => {
  const at = place("first");
  const restart = () => rmSync(at.output, { recursive: true, force: true });
  const found = await killMany(at, kills / 4, { ...whole, none: null }, restart);
  tell(context, found);
  assert.ok(found.phases["making ready"] > 0, JSON.stringify(found.phases));
});

test("a build that is killed at any removal of what was published before brings none of it back", { skip: untraceable() && `not proven here: ${untraceable()}` }, (context) => {
  const at = place("withdrawn");
  // Of nine documents six are withdrawn, each with its page.
  const [before, root] = [project(join(folder, "nine"), "A", 9), project(join(folder, "three"), "A", 3)];
  const former = join(folder, "nine-published");
  build(before, former);
  addOwn(former);
  const wanted = (() => {
    const output = join(folder, "three-published", "public");
    build(root, output);
    addOwn(output);
    return content(output);
  })();
  const REMOVALS = "unlink,unlinkat,rmdir";
  let killed = 0;
  // Each time some removals later, until a build comes to its end.
  for (let isEnded = false, number = 1; !isEnded; number += long ? 1 : 13) {
    rmSync(at.parent, { recursive: true, force: true });
    cpSync(former, at.output, { recursive: true, verbatimSymlinks: true });
    const run = spawnSync("strace", ["-f", "-qq", "-o", "/dev/null", "-e", `trace=${REMOVALS}`, "-e", `inject=${REMOVALS}:signal=KILL:when=${number}`, program, ...command(root, at.output)], { encoding: "utf8" });
    isEnded = run.status === 0;
    if (!isEnded) killed += 1;
    build(root, at.output);
    assert.ok(same(content(at.output), wanted), `killed at removal ${number}: ${difference(content(at.output), wanted)}`);
    assert.deepEqual(leftovers(at.parent), [], `killed at removal ${number}`);
  }
  context.diagnostic(`${killed} builds were killed, each at another removal`);
  assert.ok(killed > 9);
});

test(`where the folder is a mounted volume, the build after ${long ? 30 : 8} killed ones repairs it`, { skip: !mounting && "not proven here: nothing may be mounted" }, (context) => {
  const { parent, output } = place("volume");
  const copy = join(folder, "volume-copy");
  const times = long ? 30 : 8;
  const script = `
    mkdir -p "$OUTPUT" "$COPY"
    mount -t tmpfs -o size=256m none "$OUTPUT"
    "$ANNEXA" build "$A" --today 2026-11-21 --no-history --output "$OUTPUT" 2>&1 | grep -q 'was written file by file'
    echo mine > "$OUTPUT/CNAME"
    next=$B
    for number in $(seq ${times}); do
      "$ANNEXA" build $next --today 2026-11-21 --no-history --output "$OUTPUT" 2>/dev/null >/dev/null & child=$!
      # Its marker lies in the folder while it writes.
      until [ -e "$OUTPUT/.annexa-building" ] || ! kill -0 $child 2>/dev/null; do :; done
      sleep 0.00$((number % 10))
      kill -KILL $child 2>/dev/null || true
      wait $child 2>/dev/null || true
      if [ -e "$OUTPUT/.annexa-building" ]; then echo mixed; "$ANNEXA" verify "$OUTPUT" >/dev/null && exit 9; fi
      if [ $next = $A ]; then next=$B; else next=$A; fi
    done
    "$ANNEXA" build "$B" --today 2026-11-21 --no-history --output "$OUTPUT" >/dev/null 2>&1
    cp -a "$OUTPUT/." "$COPY/"`;
  const run = withMounts(script, { OUTPUT: output, COPY: copy, A: roots.A, B: roots.B });
  assert.equal(run.status, 0, `${run.status} ${run.stdout}${run.stderr}`);
  const mixed = run.stdout.split("mixed").length - 1;
  context.diagnostic(`${mixed} of ${times} were killed while they wrote`);
  assert.ok(mixed > 0, "none was killed while it wrote");
  const { CNAME, ...rest } = content(copy);
  assert.ok(CNAME);
  assert.ok(same(rest, whole.B), difference(rest, whole.B));
  assert.deepEqual(leftovers(parent), []);
});
