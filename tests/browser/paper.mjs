// What a page prints: Chromium makes a PDF of it, poppler reads what stands on each sheet.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { open } from "./support.mjs";

const work = mkdtempSync(join(tmpdir(), "annexa-paper-"));
after(() => rmSync(work, { recursive: true, force: true }));

let count = 0;

const printed = new Map();

// The sheets of a page as texts; spaces are plain. `options` are those of `open`. What was printed once is not printed again.
export function pdf(path, options = {}) {
  const key = JSON.stringify([path, options]);
  if (!printed.has(key)) printed.set(key, print(path, options));
  return printed.get(key);
}

async function print(path, options) {
  const { page, troubles, close } = await open(path, options);
  assert.deepEqual(troubles, [], path);
  count += 1;
  const file = join(work, `${count}.pdf`);
  await page.pdf({ path: file, preferCSSPageSize: true, tagged: true, outline: true });
  await close();
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const pages = text.split("\f").slice(0, -1).map((sheet) => sheet.replaceAll("\u00a0", " "));
  assert.ok(pages.length > 0, path);
  return { file, pages, text: pages.join("\n").replace(/\s+/g, " ") };
}

export const info = (file, ...options) => execFileSync("pdfinfo", [...options, file], { encoding: "utf8", maxBuffer: 1 << 26 });

// The words of a PDF with their places.
export function words(file) {
  const boxes = execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  return boxes.split("<page ").slice(1).map((sheet) => ({
    width: Number(/width="([\d.]+)"/.exec(sheet)[1]),
    height: Number(/height="([\d.]+)"/.exec(sheet)[1]),
    words: Array.from(sheet.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g), (found) => ({
      left: Number(found[1]), top: Number(found[2]), right: Number(found[3]), bottom: Number(found[4]), text: found[5],
    })),
  }));
}

const MARGIN = 28; // points: less than the narrowest margin, 12 mm

export function clipped(file) {
  return words(file).flatMap((sheet, number) => sheet.words
    .filter((word) => word.left < MARGIN || word.right > sheet.width - MARGIN)
    .map((word) => `page ${number + 1}: ${word.text}`));
}
