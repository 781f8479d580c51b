// What the tests of faults share: two versions of one handbook, what a folder holds, and disks that refuse to be written to.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
export const program = resolve(process.env.ANNEXA);
export const long = process.env.LONG === "1";

/** A folder of its own, which goes when the tests end. */
export function scratch(after) {
  const folder = mkdtempSync(join(tmpdir(), "annexa-trust-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function put(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A handbook with so many documents. Versions differ in every page, and each has a page that the other has not. */
export function project(folder, version, documents) {
  put(join(folder, "handbook.toml"), `title = "Version ${version}"\n\n[checks]\nmissing-approval = "allow"\norphan-document = "allow"\n`);
  const text = (id) => `+++\nid = "${id}"\nowner = "ciso"\nreview_date = 2027-06-01\n+++\n# ${id} of version ${version}\n\n${`Version ${version} says it. `.repeat(20)}\n`;
  for (let number = 1; number <= documents; number += 1) put(join(folder, `documents/part-${number % 7}/pol-${number}.md`), text(`POL-${number}`));
  put(join(folder, `records/only-${version.toLowerCase()}.md`), text(`REC-${version}`));
  return folder;
}

export const command = (root, output) => ["build", root, "--today", "2026-11-21", "--no-history", "--output", output];

export function build(root, output) {
  const run = spawnSync(program, command(root, output), { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return run.stderr;
}

/** Every file with the SHA-256 of its bytes, every link with where it leads; `null` when there is no such folder. */
export function content(folder) {
  if (!existsSync(folder)) return null;
  const found = {};
  const walk = (below) => {
    for (const name of readdirSync(join(folder, below)).sort()) {
      const path = join(below, name);
      const kind = lstatSync(join(folder, path));
      if (kind.isDirectory()) walk(path);
      else if (kind.isSymbolicLink()) found[path] = `link to ${readlinkSync(join(folder, path))}`;
      else found[path] = createHash("sha256").update(readFileSync(join(folder, path))).digest("hex");
    }
  };
  walk("");
  return found;
}

export const same = (one, other) => JSON.stringify(Object.entries(one ?? {}).sort()) === JSON.stringify(Object.entries(other ?? {}).sort()) && !one === !other;

/** What differs, in a few words. */
export function difference(held, wanted) {
  const names = new Set([...Object.keys(held ?? {}), ...Object.keys(wanted ?? {})]);
  const differs = [...names].filter((name) => held?.[name] !== wanted?.[name]);
  return `${differs.length} of ${names.size} differ: ${differs.slice(0, 5).join(", ")}`;
}

/** What lies in a folder and has a name of a build that is at work. */
export const leftovers = (folder) => readdirSync(folder).filter((name) => name.includes(".annexa-"));

/** Files of somebody else in an output folder. */
export function addOwn(output) {
  put(join(output, "CNAME"), "handbook.example.com\n");
  put(join(output, ".git/objects/aa/bb"), "object");
  symlinkSync("CNAME", join(output, "link"));
}

/** Numbers that look random, the same ones for the same seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** How a program is run that may mount disks nobody else sees; `null` where the system allows none. */
export const mounting = [["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]].find(
  ([name, ...flags]) => spawnSync(name, [...flags, "mount", "-t", "tmpfs", "none", tmpdir()]).status === 0,
) ?? null;

/** Runs lines of a shell script that may mount disks. */
export function withMounts(script, variables) {
  const [name, ...flags] = mounting;
  return spawnSync(name, [...flags, "bash", "-euc", script], { encoding: "utf8", env: { ...process.env, ANNEXA: program, ...variables } });
}
