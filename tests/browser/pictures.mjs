// Takes the pictures of docs/tour.md anew: `node pictures.mjs FOLDER`. They are looked at before they are kept.
//
// SITE names the folder of the built handbook, CHROMIUM the browser. The letters are those of the machine's own face.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const site = process.env.SITE;
const folder = process.argv[2];
if (!site || !folder) throw new Error("SITE and a folder for the pictures are needed");

const DESK = { width: 1280, height: 800 };
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 780 };

async function search(page, words) {
  await page.locator("#quick-search").click();
  await page.locator("#quick-search").pressSequentially(words);
  await page.waitForSelector(".found .hit-title");
}

const PICTURES = [
  { name: "home", page: "index.html", size: DESK },
  { name: "search", page: "index.html", size: DESK, act: (page) => search(page, "lost my phone") },
  { name: "results", page: "search.html?q=working%20from%20abroad", size: DESK },
  { name: "policy", page: "documents/pol-004.html", size: DESK },
  { name: "policy-dark", page: "documents/pol-008.html", size: DESK, scheme: "dark" },
  { name: "phone", page: "documents/pol-009.html", size: PHONE },
  { name: "reading", page: "reading/engineers.html", size: DESK },
  { name: "overview", page: "manage.html", size: DESK },
  { name: "matrix", page: "matrix.html", size: DESK },
  { name: "auditor", page: "auditor.html", size: WIDE },
  { name: "finding", page: "records/fnd-2026-01.html", size: DESK },
  { name: "statement", page: "soa.html", size: WIDE, act: (page) => page.locator("tr.group").first().evaluate((row) => row.scrollIntoView()) },
  { name: "control", page: "controls/a.5.15.html", size: DESK },
];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const { name, page: path, size, scheme = "light", act } of PICTURES) {
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, deviceScaleFactor: 1.5 });
  // The states of the day of the build, whenever the pictures are taken.
  await context.clock.install({ time: new Date("2026-11-21T12:00:00Z") });
  const page = await context.newPage();
  await page.goto(`file://${site}/${path}`);
  await page.waitForLoadState("load");
  if (act) await act(page);
  await page.clock.runFor(1000);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
await browser.close();
