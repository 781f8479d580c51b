// The audit pack, read by what others read zips and digests with: Python's zipfile and hashlib, unzip, sha256sum.
//
// ANNEXA names the program, PYTHON a Python 3, CHROMIUM the browser that prints; `tests/run` sets them.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
const program = resolve(process.env.ANNEXA);
const python = process.env.PYTHON ?? "python3";
const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "annexa-pack-"));
after(() => rmSync(folder, { recursive: true }));

const NAME = "brightmoor-security-handbook-2026-11-21";
const zip = join(folder, `${NAME}.zip`);
const unpacked = join(folder, NAME);

function run(command, ...words) {
  const options = typeof words.at(-1) === "object" ? words.pop() : {};
  const done = spawnSync(command, words, { encoding: "utf8", maxBuffer: 1 << 26, ...options });
  assert.equal(done.status, 0, `${command} ${words.join(" ")}\n${done.error ?? ""}${done.stdout}${done.stderr}`);
  return done.stdout;
}

const isThere = (command) => !spawnSync(command, ["--version"]).error;

const packed = run(program, "export", "pack", "-C", join(repository, "content-example"), "--today", "2026-11-21", "--output", zip);

// What Python says of each entry, and of each file that it unpacked.
const READ = `
import hashlib, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as pack:
    assert pack.testzip() is None
    assert pack.comment == b""
    entries = [dict(name=e.filename, flags=e.flag_bits, made_by=e.create_system, mode=e.external_attr >> 16, day=list(e.date_time),
                    method=e.compress_type, extra=len(e.extra), folder=e.is_dir()) for e in pack.infolist()]
    pack.extractall(sys.argv[2])
digests = {}
for entry in entries:
    with open(sys.argv[2] + "/" + entry["name"], "rb") as file:
        digests[entry["name"]] = hashlib.sha256(file.read()).hexdigest()
json.dump(dict(entries=entries, digests=digests, zip=hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest()), sys.stdout)
`;

const seen = JSON.parse(run(python, "-c", READ, zip, folder));
const manifest = JSON.parse(readFileSync(join(unpacked, "manifest.json"), "utf8"));

test("the digest that is printed is that of the zip", () => {
  assert.equal(packed, `${seen.zip}  ${zip}\n`);
});

test("Python unpacks every file of the manifest, with its digest, and no other", () => {
  const digests = Object.entries(seen.digests).map(([name, digest]) => [name.slice(NAME.length + 1), digest]);
  const known = Object.fromEntries(digests.filter(([name]) => name !== "manifest.json"));
  assert.deepEqual(known, manifest.files);
  assert.ok(digests.length > 400 && digests.length === Object.keys(known).length + 1, `${digests.length} files`);
});

test("entries are plain files in one folder, the same on every system", () => {
  assert.equal(new Set(seen.entries.map((entry) => entry.name.toLowerCase())).size, seen.entries.length);
  for (const { name, flags, made_by, mode, day, extra, folder } of seen.entries) {
    assert.ok(name.startsWith(`${NAME}/`) && !folder, name);
    // Names are ASCII or said to be UTF-8; sizes stand before the bytes.
    assert.ok(/^[ -~]+$/.test(name) ? (flags & ~0x800) === 0 : flags === 0x800, `${name}: ${flags}`);
    assert.deepEqual([made_by, mode.toString(8), extra], [3, "100644", 0], name);
    assert.deepEqual(day, [2026, 11, 21, 0, 0, 0], name);
  }
});

test("unzip finds no fault", { skip: isThere("unzip") ? false : "unzip is not installed" }, () => {
  assert.match(run("unzip", "-t", "-qq", zip), /^(No errors detected.*\n)?$/);
});

for (const [command, words] of [["sha256sum", ["--check", "--quiet"]], ["shasum", ["-a", "256", "--check"]]]) {
  test(`${command} reads SHA256SUMS and names what was altered`, { skip: isThere(command) ? false : `${command} is not installed` }, () => {
    run(command, ...words, "SHA256SUMS", { cwd: unpacked });
    const page = join(unpacked, "soa.html");
    const before = readFileSync(page);
    writeFileSync(page, "altered");
    const done = spawnSync(command, [...words, "SHA256SUMS"], { cwd: unpacked, encoding: "utf8" });
    writeFileSync(page, before);
    assert.notEqual(done.status, 0);
    assert.match(done.stdout, /^soa\.html: FAILED$/m);
  });
}

test("Annexa finds what was unpacked unaltered, and knows a zip that was packed again", () => {
  const verified = JSON.parse(run(program, "verify", unpacked, "--format", "json"));
  assert.equal(verified.is_unaltered, true);
  assert.equal(verified.manifest_sha256, seen.digests[`${NAME}/manifest.json`]);
  run(program, "verify", zip, "--sha256", seen.zip);

  const again = join(folder, "again.zip");
  const PACK = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], "w") as new:
    for entry in old.infolist():
        new.writestr(entry.filename, old.read(entry))
`;
  run(python, "-c", PACK, zip, again);
  // Another zip of the same files: the files are unaltered, the zip is not the one that was handed over.
  run(program, "verify", again);
  assert.equal(spawnSync(program, ["verify", again, "--sha256", seen.zip]).status, 1);
});

test("with --pdf the handbook and its statement are in it as PDFs, the same ones as by themselves, and verified", () => {
  assert.ok(process.env.CHROMIUM, "CHROMIUM names the browser that prints");
  const env = { ...process.env, ANNEXA_CHROMIUM_FLAGS: process.env.ANNEXA_CHROMIUM_FLAGS ?? (process.getuid?.() === 0 ? "--no-sandbox" : "") };
  const printed = join(folder, "printed.zip");
  const always = ["-C", join(repository, "content-example"), "--today", "2026-11-21", "--no-history"];
  run(program, "export", "pack", "--pdf", ...always, "--output", printed, { env });
  run(program, "export", "pdf", "soa", ...always, "--output", join(folder, "soa.pdf"), { env });
  const told = JSON.parse(run(python, "-c", READ, printed, join(folder, "printed")));
  const alone = createHash("sha256").update(readFileSync(join(folder, "soa.pdf"))).digest("hex");
  assert.equal(told.digests[`${NAME}/downloads/soa.pdf`], alone);
  assert.equal(readFileSync(join(folder, "printed", NAME, "downloads/handbook.pdf")).subarray(0, 5).toString(), "%PDF-");
  run(program, "verify", printed);
});
