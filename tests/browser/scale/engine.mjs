// The search of a site without a browser: its scripts run as they are, files are read when they are asked for, and which ones is told.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const SCRIPTS = ["code", "index", "ids", "words", "rank"].map((name) => `static/search-${name}.js`);

// { search: what pages call `annexaSearch`, read: the paths of what was read, in this order }
export async function engine(site) {
  const read = [];
  const window = {};
  const context = vm.createContext({ window, setTimeout, clearTimeout });
  const known = new Map();
  async function run(path) {
    // The files of the index call functions of the window by their names.
    for (const [name, value] of Object.entries(window)) if (name.startsWith("annexa")) context[name] = value;
    read.push(path);
    vm.runInContext(readFileSync(join(site, path), "utf8"), context, { filename: path });
  }
  function load(path) {
    if (!known.has(path)) known.set(path, Promise.resolve(path).then(run));
    return known.get(path);
  }
  const search = window.annexaSearch = { root: "", load };
  for (const path of SCRIPTS) await load(path);
  await search.ready();
  return { search, read };
}
