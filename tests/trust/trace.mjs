// Runs Annexa under strace and says which files it, and every program that it starts, opened or changed.

import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** Why nothing can be traced here, or undefined. */
export function untraceable() {
  const tried = spawnSync("strace", ["-f", "-o", "/dev/null", "true"], { encoding: "utf8" });
  if (tried.error) return "strace is not installed";
  return tried.status === 0 ? undefined : `strace cannot trace: ${tried.stderr.trim().split("\n")[0]}`;
}

/** The calls that open, create, rename or remove by a path, and those that say what a relative path is relative to. */
const CALLS = [
  "open", "openat", "openat2", "creat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "symlink",
  "symlinkat", "link", "linkat", "truncate", "chmod", "fchmodat", "inotify_add_watch", "execve",
];

const CHANGES = /^(creat|rename|unlink|rmdir|mkdir|symlink|link|truncate|chmod|fchmod)/;
const FOR_WRITING = /\bO_(WRONLY|RDWR|CREAT|TRUNC|APPEND)\b/;

/** The words that begin a command to be traced; what is seen goes into files of `folder`. `-y` names what a descriptor leads to. */
export function tracing(folder) {
  return ["strace", "-ff", "-y", "-qq", "-s", "8192", "-e", `trace=${CALLS.join(",")}`, "-o", join(folder, "trace")];
}

/**
 * What was done: `{ program, call, path, isChange }`, with absolute paths: the one that was asked for and, where a file was opened, the one that it
 * led to. A change is whatever makes, writes, renames or removes.
 */
export function traced(folder, program, cwd) {
  const calls = [];
  for (const name of readdirSync(folder).filter((name) => name.startsWith("trace."))) {
    let running = program;
    for (const line of readFileSync(join(folder, name), "latin1").split("\n")) {
      const found = /^(\w+)\((.*)\)\s+= (-?\d+)(?:<((?:[^>\\]|\\.)*)>)?/.exec(line);
      if (!found) continue;
      const [, call, words, result, opened] = found;
      const asked = paths(call, words, cwd);
      if (call === "execve" && result === "0") running = asked[0];
      if (opened !== undefined && opened.startsWith("/")) asked.push(plain(opened));
      const isChange = CHANGES.test(call) || (call.startsWith("open") && FOR_WRITING.test(words));
      for (const path of asked) calls.push({ program: running, call, path, isChange });
    }
  }
  return calls;
}

/** The absolute paths that a call names. */
function paths(call, words, cwd) {
  if (call === "execve") return [resolve(cwd, texts(words)[0])];
  if (call === "symlink" || call === "symlinkat") return [absolute(words, cwd).pop()];
  return absolute(words, cwd);
}

function absolute(words, cwd) {
  // `AT_FDCWD</where>, "name"`, `3</folder>, "name"`, or `"name"` alone.
  const found = [];
  for (const [, folder, name] of words.matchAll(/(?:(?:AT_FDCWD|\d+)<((?:[^>\\]|\\.)*)>, )?"((?:[^"\\]|\\.)*)"/g)) {
    found.push(resolve(folder === undefined ? cwd : plain(folder), plain(name)));
  }
  return found;
}

function texts(words) {
  return [...words.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => plain(text));
}

/** strace writes bytes that are no plain letters as `\303`, `\n` and the like. */
function plain(text) {
  const letters = { n: "\n", t: "\t", r: "\r", v: "\v", f: "\f", '"': '"', "\\": "\\" };
  const bytes = text.replace(/\\([0-7]{1,3}|.)/g, (_, code) => letters[code] ?? String.fromCharCode(parseInt(code, 8)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
