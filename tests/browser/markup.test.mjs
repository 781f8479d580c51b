// The Nu HTML checker finds nothing to complain about: the pages, the style sheets and the pictures of the theme.
//
// It is a Java program; `tests/run` sees to Java. Its package would fetch a Java of its own when installed with scripts, so it is not.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { site } from "./support.mjs";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

// The checker takes `'self'` of a policy for the origin of a server, which a folder does not have. Browsers do not:
// offline.test.mjs and firefox.test.mjs fail when anything is blocked.
const OF_A_FOLDER = /^Resource violates Content Security Policy \(meta tag\)/;

// All in one run, as Java starts slowly: the handbook, and a page of faults that shows that the checker looks.
const faulty = fileURLToPath(new URL("fixtures/faulty.html", import.meta.url));
let messages;
before(() => {
  const options = ["--skip-non-html", "--also-check-css", "--also-check-svg", "--format", "json", "--stdout", "--exit-zero-always"];
  const run = spawnSync("java", ["-Xss8m", "-jar", jar, ...options, site, faulty], { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, run.error?.message ?? run.stderr);
  messages = JSON.parse(run.stdout).messages;
});

const complaints = (matches) => messages
  .filter((message) => matches(message.url ?? "") && !OF_A_FOLDER.test(message.message))
  .map((message) => `${(message.url ?? "").split("/").slice(-2).join("/")}:${message.lastLine ?? 0}: ${message.subType ?? message.type}: ${message.message}`);

test("the checker finds the faults of a faulty page and a faulty style", () => {
  const found = complaints((url) => url.endsWith("/fixtures/faulty.html")).join("\n");
  for (const fault of [/Duplicate ID/, /must have an .?alt.? attribute/, /CSS: .?colour/]) assert.match(found, fault);
});

test("every page, style sheet and picture is valid, without warnings", () => {
  assert.ok(messages.some((message) => OF_A_FOLDER.test(message.message) && message.url.endsWith("/soa.html")), "the handbook was read");
  assert.deepEqual(complaints((url) => !url.endsWith("/fixtures/faulty.html")), []);
});
