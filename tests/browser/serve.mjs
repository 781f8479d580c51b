// `annexa serve` for the browser tests: on a copy of the example, in a process of its own, with a browser that notes what goes wrong.
//
// ANNEXA names the program.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PATIENCE, reader, tab } from "./support.mjs";

const example = fileURLToPath(new URL("../../content-example/", import.meta.url));
export const TODAY = "2026-11-21";

// Far from the port that `annexa serve` tries first, and from those of tests that run beside this one. A taken one is passed over.
let next = 20_000 + (process.pid % 600) * 20;

function started(root, port, more) {
  const annexa = process.env.ANNEXA;
  assert.ok(annexa, "ANNEXA names the program");
  const child = spawn(annexa, ["serve", root, "--today", TODAY, "--port", String(port), ...more], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ANNEXA_EDITOR: "", VISUAL: "", EDITOR: "" } });
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (text) => {
      said += text;
      const address = /http:\/\/localhost:(\d+)\//.exec(said);
      if (address) resolve({ child, port: Number(address[1]) });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    setTimeout(() => reject(new Error(`annexa serve does not say where: ${said}`)), PATIENCE).unref();
    child.on("exit", (code) => reject(new Error(`annexa serve ended with ${code}: ${said}`)));
  });
}

// A project that is previewed, until `use` has ended.
export async function withPreview(use, { more = ["--editor", "vscode"] } = {}) {
  const root = mkdtempSync(join(tmpdir(), "annexa-preview-"));
  cpSync(example, root, { recursive: true });
  let preview = await started(root, (next += 20), more);
  const contexts = [];
  const project = {
    root,
    read: (path) => readFileSync(join(root, path), "utf8"),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    edit: (path, from, to) => {
      const text = project.read(path);
      assert.ok(text.includes(from), `${path} holds ${from}`);
      project.write(path, text.replace(from, to));
    },
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    // What `annexa check` says of the same files on the same day.
    check() {
      const ran = (() => {
        try { return execFileSync(process.env.ANNEXA, ["check", root, "--today", TODAY, "--format", "json"], { encoding: "utf8", maxBuffer: 1e8, stdio: ["ignore", "pipe", "ignore"] }); } catch (failed) { return failed.stdout; }
      })();
      return JSON.parse(ran);
    },
    address: (path) => `http://localhost:${preview.port}/${path}`,
    async kill() {
      const ended = new Promise((resolve) => preview.child.once("exit", resolve));
      preview.child.kill("SIGKILL");
      await ended;
    },
    restart: async () => { preview = await started(root, preview.port, more); },
    // A page of it, by default of a reader of its own. Once the panel knows what is found, it is there.
    async open(path, { context, prepare, ...options } = {}) {
      if (!context) contexts.push(context = await reader(options));
      const page = await tab(context);
      const troubles = [];
      page.on("pageerror", (error) => troubles.push(String(error)));
      page.on("request", (request) => request.url().startsWith(`http://localhost:${preview.port}/`) || troubles.push(`request to ${request.url()}`));
      page.on("console", (message) => /content security policy/i.test(message.text()) && troubles.push(message.text()));
      await prepare?.(page);
      await page.goto(project.address(path));
      await known(page);
      return { page, context, troubles };
    },
  };
  try {
    return await use(project);
  } finally {
    // A page that is just being loaded again may never close: each is sent away first, and nothing follows any more then.
    await Promise.all(contexts.flatMap((context) => context.pages()).map((page) => page.goto("about:blank").catch(() => {})));
    preview.child.removeAllListeners("exit");
    preview.child.kill("SIGKILL");
    await Promise.all(contexts.map((context) => context.close()));
    rmSync(root, { recursive: true, force: true });
  }
}

export const toggle = (page) => page.locator("annexa-preview #toggle");
export const panel = (page) => page.locator("annexa-preview #panel");
export const bars = (page) => page.locator("annexa-preview .bars");

// Waits until the panel knows what is found in the newest site.
export const known = (page) => page.waitForFunction(() => /^Preview: (?!checking|ended)/.test(document.querySelector("annexa-preview:not([hidden])")?.shadowRoot.getElementById("toggle").textContent ?? ""), null, { timeout: PATIENCE });
