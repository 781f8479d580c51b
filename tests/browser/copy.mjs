// A copy of the handbook elsewhere, in a folder whose name has what names of folders have: spaces, umlauts, signs.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { site } from "./support.mjs";

export async function withCopy(use) {
  const parent = mkdtempSync(join(tmpdir(), "annexa-"));
  const folder = join(parent, "Sicherheit für alle (Größe #1) 100 %");
  try {
    cpSync(site, folder, { recursive: true });
    return await use(folder);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
