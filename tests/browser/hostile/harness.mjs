// A browser that notes whatever runs, opens, asks for or leaves something, on a site that is served with its policy or without it.

import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { reader, tab } from "../support.mjs";

const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>\n?/;
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".xml": "application/atom+xml", ".csv": "text/csv; charset=utf-8", ".ics": "text/calendar", ".txt": "text/plain; charset=utf-8" };

// Serves a folder on the loopback: `policy` says whether pages keep theirs. What is not there is the page for that.
export async function served(folder, policy) {
  const kept = new Map();
  const read = (file, type) => {
    const bytes = readFileSync(file);
    return !policy && type.startsWith("text/html") ? bytes.toString("utf8").replace(POLICY, "") : bytes;
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname).replace(/\/$/, "/index.html");
    const file = join(folder, path);
    const isThere = !path.includes("..") && !path.includes("\0") && existsSync(file) && statSync(file).isFile();
    const sent = isThere ? file : join(folder, "404.html");
    const type = TYPES[extname(sent)] ?? "application/octet-stream";
    // What every page asks for is read once.
    if (!kept.has(sent) && !type.startsWith("text/html")) kept.set(sent, read(sent, type));
    const body = kept.get(sent) ?? read(sent, type);
    response.writeHead(isThere ? 200 : 404, { "content-type": type, ...(type.startsWith("text/html") ? {} : { "cache-control": "max-age=3600" }) });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}/`;
  return { origin, close: () => { server.closeAllConnections(); server.close(); } };
}

// What is expected on every page and says nothing: a page for what is not there is answered with 404.
const EXPECTED = [/status of 404/];

// Readers who note what happens. `allowed` says which requests are those of the site. `seen` is emptied by whoever reads it.
export async function watched(allowed, options = {}) {
  const context = await reader({ acceptDownloads: false, ...options });
  const seen = [];
  const note = (what) => seen.push(what);
  await context.exposeBinding("annexa_ran", ({ frame }, ...given) => note(`ran in ${frame.url()}: ${given}`));
  await context.exposeBinding("annexa_violated", (_, what) => note(`against the policy: ${what}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => globalThis.annexa_violated(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`), true);
    globalThis.print = () => globalThis.annexa_ran("print");
  });
  context.on("page", (page) => page.opener().then((opener) => opener && note(`opened a window: ${page.url()}`)));
  async function open() {
    const page = await tab(context);
    page.on("dialog", (dialog) => { note(`dialog: ${dialog.message()}`); dialog.dismiss().catch(() => {}); });
    page.on("download", (download) => note(`download: ${download.url()}`));
    page.on("pageerror", (error) => note(`error: ${error}`));
    page.on("console", (message) => message.type() === "error" && !EXPECTED.some((known) => known.test(message.text())) && note(`console: ${message.text()}`));
    page.on("frameattached", () => note("a frame"));
    // Requests as the browser knows them: Playwright itself says nothing of `data:`.
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    session.on("Network.requestWillBeSent", ({ request }) => allowed(request.url) || note(`request: ${request.url.slice(0, 200)}`));
    return page;
  }
  return { context, seen, open, close: () => context.close() };
}

// Visits addresses in a few tabs; what is noted meanwhile belongs to the address that a tab has open.
export async function visit(addresses, allowed, tabs, look) {
  const found = [];
  const waiting = [...addresses];
  await Promise.all(Array.from({ length: tabs }, async () => {
    const { open, seen, close } = await watched(allowed);
    const page = await open();
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      await page.goto(address);
      const problems = await look(page, address);
      if (page.url().split("#")[0] !== new URL(address).href.split("#")[0]) problems.push(`went to ${page.url()}`);
      found.push(...[...seen.splice(0), ...problems].map((what) => `${address}: ${what}`));
    }
    // What comes late still counts.
    await page.waitForTimeout(500);
    found.push(...seen.splice(0).map((what) => `after the last page: ${what}`));
    await close();
  }));
  return found;
}
