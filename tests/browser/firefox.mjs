// Firefox by WebDriver BiDi, the protocol it speaks of itself: no driver, no download. Just the few commands the tests need.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import WebSocket from "ws";

// How long a page may take for anything, in milliseconds.
const PATIENCE = 60_000;

const PREFERENCES = {
  "app.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.aboutwelcome.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "toolkit.telemetry.enabled": false,
};

export async function launch(preferences = {}) {
  const profile = mkdtempSync(join(tmpdir(), "annexa-firefox-"));
  const lines = Object.entries({ ...PREFERENCES, ...preferences }).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(join(profile, "user.js"), `${lines.join("\n")}\n`);
  const process_ = spawn(process.env.FIREFOX || "firefox-esr", ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"], { stdio: ["ignore", "ignore", "pipe"] });
  const endpoint = await new Promise((resolve, reject) => {
    let said = "";
    process_.on("error", reject);
    process_.on("exit", () => reject(new Error(`Firefox ended: ${said}`)));
    process_.stderr.on("data", (chunk) => {
      said += chunk;
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
  });
  const socket = new WebSocket(`${endpoint}/session`);
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));

  const waiting = new Map();
  const troubles = [];
  let last = 0;
  socket.on("message", (data) => {
    const message = JSON.parse(data);
    if (message.id !== undefined) {
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === "error") reject(new Error(`${message.error}: ${message.message}`));
      else resolve(message.result);
    } else if (message.method === "log.entryAdded" && ["error", "warn"].includes(message.params.level)) troubles.push(message.params.text);
    else if (message.method === "network.beforeRequestSent" && !/^(file|about|data|blob):/.test(message.params.request.url)) troubles.push(`request to ${message.params.request.url}`);
  });
  const send = (method, params) => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    socket.send(JSON.stringify({ id: last, method, params }));
  });

  await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded", "network.beforeRequestSent"] });
  const context = (await send("browsingContext.getTree", {})).contexts[0].context;

  const page = {
    troubles,
    goto: (url) => send("browsingContext.navigate", { context, url, wait: "complete" }),

    // The value of an expression in the page. It runs in a sandbox, where it sees the page and works with its scripts blocked too.
    async evaluate(expression) {
      const { type, result, exceptionDetails } = await send("script.evaluate", { expression: `JSON.stringify(${expression})`, target: { context, sandbox: "tests" }, awaitPromise: true });
      if (type === "exception") throw new Error(exceptionDetails.text);
      return result.value === undefined ? undefined : JSON.parse(result.value);
    },

    // A page that is about to give way to another one may refuse to answer: it is asked again.
    async until(expression) {
      let refused;
      for (const end = Date.now() + PATIENCE; Date.now() < end;) {
        try {
          if (await page.evaluate(expression)) return;
        } catch (error) {
          refused = error;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`never: ${expression}`, { cause: refused });
    },

    // Until a page with this heading is there, all of it.
    arrive: (heading) => page.until(`document.readyState === "complete" && document.querySelector("h1")?.textContent === ${JSON.stringify(heading)}`),

    type: (keys) => send("input.performActions", { context, actions: [{ type: "key", id: "keyboard", actions: [...keys].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]) }] }),

    async click(selector) {
      await page.until(`document.querySelector(${JSON.stringify(selector)})?.checkVisibility()`);
      const { x, y } = await page.evaluate(`(() => { const place = document.querySelector(${JSON.stringify(selector)}); place.scrollIntoView({ block: "center" }); const box = place.getClientRects()[0]; return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + box.height / 2) }; })()`);
      await send("input.performActions", { context, actions: [{ type: "pointer", id: "mouse", actions: [{ type: "pointerMove", x, y }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }] });
    },
  };

  return {
    page,
    async close() {
      const ended = new Promise((resolve) => process_.once("exit", resolve));
      await send("browser.close", {}).catch(() => process_.kill());
      await ended;
      socket.terminate();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
