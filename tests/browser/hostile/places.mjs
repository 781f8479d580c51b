// Every place that takes a text: what the schemas of the files say, and the positions in Markdown and tables that have no schema.
//
// A record, a row or a front matter is made from its schema, so that a key that is added gets payloads without anybody thinking of it.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { stamp } from "./payloads.mjs";

const schemas = fileURLToPath(new URL("../../../docs/schemas/", import.meta.url));
export const FILES = ["assets", "competences", "document", "evidence", "exceptions", "glossary", "handbook", "objectives", "obligations", "parties", "people", "risks", "section", "soa", "suppliers"];
const read = new Map(FILES.map((name) => [name, JSON.parse(readFileSync(`${schemas}${name}.schema.json`, "utf8"))]));

// The names of all places that got a payload, each with its number.
export const numbers = new Map();
export function numberOf(place) {
  if (!numbers.has(place)) numbers.set(place, numbers.size);
  return numbers.get(place);
}

// A payload, or several, stamped for a place.
export const put = (place, ...some) => some.map((one) => stamp(numberOf(place), one)).join(" ");

export function resolved(schema, root) {
  const name = schema.$ref?.split("/").at(-1);
  return name ? { ...(root.$defs ?? root.definitions)[name], ...schema, $ref: undefined } : schema;
}

const choices = (schema) => schema.anyOf ?? schema.oneOf;
const isWord = (schema) => "enum" in schema || "const" in schema || "pattern" in schema || schema.format === "date";

// Every text of a file's schema, as a dotted path; `*` is a key that the author chooses.
export function texts(file) {
  const root = read.get(file);
  const found = new Map();
  (function walk(given, path) {
    const schema = resolved(given, root);
    if (schema === false || given === false) return;
    for (const one of choices(schema) ?? []) walk(one, path);
    if ("enum" in schema || "const" in schema) return;
    if (schema.type === "string") found.set(path, isWord(schema) ? "form" : "text");
    for (const [key, value] of Object.entries(schema.properties ?? {})) walk(value, `${path}.${key}`);
    if (typeof schema.additionalProperties === "object") walk(schema.additionalProperties, `${path}.*`);
    if (schema.items) walk(schema.items, `${path}[]`);
  })(root, file);
  return found;
}

// A value made from a schema: `given` says what stands at a path instead (undefined leaves the key out), `some` are the payloads, and `turn`
// chooses among forms.
export function made(file, at, { given, some, turn }) {
  const root = read.get(file);
  const start = at.split(".").slice(1).reduce((schema, key) => {
    const within = resolved(schema, root);
    return key === "*" ? within.additionalProperties : within.properties[key];
  }, root);
  function make(raw, path) {
    if (path in given) return typeof given[path] === "function" ? given[path](some, turn) : given[path];
    const schema = resolved(raw, root);
    const forms = choices(schema);
    if (forms) return make(forms[turn % forms.length], path);
    if (schema.enum) return schema.enum[turn % schema.enum.length];
    if (schema.format === "date" || schema.pattern?.includes("19|2[01]")) return new Day("2026-06-01");
    if (schema.pattern?.includes("weeks")) return "12 months";
    if (schema.type === "string") return put(path, ...some);
    if (schema.type === "boolean") return turn % 2 === 0;
    if (schema.type === "integer" || schema.type === "number") return Math.max(1, schema.minimum ?? 1);
    if (schema.type === "array") {
      const one = resolved(schema.items, root);
      const isText = one.type === "string" && !isWord(one);
      if (`${path}[]` in given) return make(schema.items, `${path}[]`);
      return isText ? some.map((payload) => put(`${path}[]`, payload)) : [make(schema.items, `${path}[]`)];
    }
    if (schema.properties) {
      const off = path === "document" ? unasked(root, given["document.type"]) : [];
      const entries = Object.entries(schema.properties).filter(([key]) => !off.includes(key)).map(([key, value]) => [key, make(value, `${path}.${key}`)]);
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
    return undefined;
  }
  return make(start, at);
}

// The keys that a document of a type has not.
function unasked(root, type) {
  return (root.allOf ?? []).filter((rule) => !rule.if?.properties?.type?.enum?.includes(type)).flatMap((rule) => Object.entries(rule.else?.properties ?? {}).filter(([, value]) => value === false).map(([key]) => key));
}

export class Day {
  constructor(iso) { this.iso = iso; }
}

// TOML: every value on one line.
export function toml(value) {
  if (value instanceof Day) return value.iso;
  if (Array.isArray(value)) return `[${value.map(toml).join(", ")}]`;
  if (value && typeof value === "object") return `{ ${Object.entries(value).map(([key, one]) => `${text(key)} = ${toml(one)}`).join(", ")} }`;
  return typeof value === "string" ? text(value) : String(value);
}
export const text = (string) => JSON.stringify(string).replace(/\x7f/g, "\\u007F");
export const table = (...keys) => `[${keys.map(text).join(".")}]\n`;
export const lines = (object) => Object.entries(object).map(([key, value]) => `${text(key)} = ${toml(value)}\n`).join("");
