// The handbook's pages as trees, read without a browser: for statements about every page.

import { parse } from "parse5";
import { ALONE } from "./pages.mjs";
import { pages, read } from "./support.mjs";

const trees = new Map();

export function tree(path) {
  if (!trees.has(path)) trees.set(path, parse(read(path)));
  return trees.get(path);
}

// Every element of a tree, in the order of the text.
export function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

export const all = (node, ...names) => [...elements(node)].filter((element) => names.includes(element.tagName));
export const attribute = (element, name) => element.attrs.find((known) => known.name === name)?.value;
export const classes = (element) => (attribute(element, "class") ?? "").split(/\s+/).filter(Boolean);
export const text = (node) => (node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(text).join(""));
export const words = (node) => text(node).replace(/\s+/g, " ").trim();
export const labeled = (element) => attribute(element, "aria-label") ?? attribute(element, "aria-labelledby");

export function inside(element, matches) {
  for (let node = element.parentNode; node; node = node.parentNode) if (node.tagName && matches(node)) return node;
  return null;
}

// What `look` finds on every page of the handbook, each line with the page's path before it.
// What is made to be mailed has nothing of the handbook around it, and is asked for by tests of its own.
export const everyPage = (look) => pages.filter((path) => !ALONE.test(path)).flatMap((path) => [...look(tree(path), path)].map((line) => `${path}: ${line}`));
