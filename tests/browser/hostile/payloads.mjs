// The published payloads of `tests/payloads/`, and the stamp that says where one of them came to be read.

import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../payloads/", import.meta.url));

// Python reads TOML as it is; the fixtures hold every escape that the format has.
const READ = "import json, sys, tomllib\nprint(json.dumps([tomllib.load(open(path, 'rb')) for path in sys.argv[1:]]))";
const toml = (...names) => JSON.parse(execFileSync(process.env.PYTHON || "python3", ["-c", READ, ...names.map((name) => folder + name)], { encoding: "utf8", maxBuffer: 1e8 }));

const names = readdirSync(folder).filter((name) => name.endsWith(".toml") && name !== "drawings.toml").sort();
const techniques = toml(...names);

// Every payload with its number, its technique and its text.
export const payloads = techniques.flatMap(({ technique, payload }) => payload.map((one) => ({ technique, ...one }))).map((one, n) => ({ n, ...one }));

// SVG files, hostile and harmless.
export const [{ drawing: drawings }] = toml("drawings.toml");

// Words that nobody could take for anything else: what a site made of them looks like is what the theme and the list of allowed HTML make.
export const plain = Array.from({ length: 12 }, (_, n) => ({ n, id: `plain-${n}`, technique: "plain words", source: "ours", text: `Plain words ${n}` }));

// The stamp stands behind a payload as a comment of JavaScript, so that a payload that runs still runs with it.
export const stamp = (place, { n, text }) => `${text}//zq${place}q${n}z`;
export const STAMPS = /zq(\d+)q(\d+)z/g;

export const oneLine = (text) => text.replace(/[\r\n]+/g, " ");

// Payloads in groups of `size`.
export const packs = (all, size) => Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

// Payloads in groups of at most `size`, neighbors apart.
export function spread(all, size) {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, i) => all.filter((_, n) => n % count === i));
}
