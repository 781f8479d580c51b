// Pictures of ten pages at three widths in light and dark, to look at: `SITE=… node screenshots.mjs FOLDER`.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

const site = process.env.SITE;
const folder = process.argv[2];
if (!site || !folder) throw new Error("SITE names the handbook, the first argument the folder to write to");

const PAGES = [
  "index.html", "documents/pol-005.html", "documents/gdl-002.html", "sections/access.html", "search.html?q=lost laptop",
  "manage.html", "soa.html", "controls/a.5.15.html", "risks.html", "reading/engineers.html",
];
const WIDTHS = [360, 768, 1440];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
for (const path of PAGES) {
  await page.goto(`${pathToFileURL(`${site}/`).href}${path}`);
  if (path.startsWith("search")) await page.waitForSelector("#search-results li");
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 600 ? 800 : 1000 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const name = path.replace(/\.html.*$/, "").replaceAll("/", "-");
      // Two screens of a page tell how it looks; whole registers would be pictures as tall as houses.
      const height = await page.evaluate(() => Math.min(document.documentElement.scrollHeight, innerHeight * 2));
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } });
    }
  }
}
await browser.close();
