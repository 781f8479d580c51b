// Markdown with a payload in every position that it has.

import { oneLine, packs, spread } from "./payloads.mjs";
import { put } from "./places.mjs";

const escaped = (text) => text.replaceAll("\0", "").replace(/[!-/:-@[-`{-~]/g, "\\$&");
const target = (text) => text.replace(/[<>\\]/g, "\\$&");
const title = (text) => text.replace(/["\\]/g, "\\$&");
const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

// Where a text stands in Markdown. `text` is as it was written, `line` on one line. None holds a tag of its own.
const AS_TEXT = {
  paragraph: ({ line }) => escaped(line),
  heading: ({ line }) => `## ${escaped(line)}`,
  emphasis: ({ line }) => `**${escaped(line)}** and *${escaped(line)}* and ~~${escaped(line)}~~`,
  "link text": ({ line }) => `[${escaped(line)}](https://example.com/)`,
  "link target": ({ line }) => `[press](<${target(line)}>)`,
  "link title": ({ line }) => `[press](https://example.com/ "${title(line)}")`,
  "link to the page": ({ line }) => `[press](<#${target(line)}>)`,
  "picture text": ({ line }) => `![${escaped(line)}](../../assets/dot.svg)`,
  "picture target": ({ line }) => `![x](<${target(line)}> "${title(line)}")`,
  "text of an id": ({ line }) => `[[SOA|${escaped(line).replaceAll("\\|", "/")}]]`,
  "code span": ({ line }) => `\`\`\`\`\`\`\` ${line} \`\`\`\`\`\`\``,
  "code block": ({ text }) => `~~~~~~~~\n${text}\n~~~~~~~~`,
  "highlighted code": ({ text }) => `~~~~~~~~ html\n${text}\n~~~~~~~~\n\n~~~~~~~~ javascript\n${text}\n~~~~~~~~`,
  "code language": ({ line }) => `~~~~~~~~ ${line}\ncode\n~~~~~~~~`,
  "indented code": ({ text }) => `Before:\n\n    ${text.replace(/\r\n|[\r\n]/g, "\n    ")}`,
  "table cell": ({ line }) => `| ${escaped(line)} | b |\n| --- | :-: |\n| c | ${escaped(line)} |`,
  "list item": ({ line }) => `- ${escaped(line)}\n  1. ${escaped(line)}`,
  "task": ({ line }) => `- [ ] ${escaped(line)}\n- [x] ${escaped(line)}`,
  "quotation": ({ line }) => `> ${escaped(line)}`,
  "alert": ({ line }) => `> [!WARNING]\n> ${escaped(line)}`,
  "footnote": ({ line, n }) => `Noted[^one${n}].\n\n[^one${n}]: ${escaped(line)}`,
  "term": ({ line }) => `${escaped(line)}\n: ${escaped(line)}`,
  "reference definition": ({ line, n }) => `[press][r${n}]\n\n[r${n}]: <${target(line)}> "${title(line)}"`,
};

// The same as an author would paste it, and HTML of an author around it. What stands last may swallow what follows.
const AS_HTML = {
  "paragraph, pasted": ({ text }) => `Text ${text}`,
  "heading, pasted": ({ line }) => `## ${line}`,
  "heading attribute": ({ line }) => `## Heading {#${line}}`,
  "heading class": ({ line }) => `## Heading {.${line} onclick="annexa_ran(2)"}`,
  "emphasis, pasted": ({ line }) => `**${line}** ~~${line}~~`,
  "link text, pasted": ({ line }) => `[${line}](https://example.com/)`,
  "link target, pasted": ({ line }) => `[press](${line})`,
  "link title, pasted": ({ line }) => `[press](https://example.com/ '${line}')`,
  "picture, pasted": ({ line }) => `![${line}](${line} "${line}")`,
  "address in angles": ({ line }) => `<${line}> <https://example.com/${line.replaceAll(" ", "")}>`,
  "id in brackets": ({ line }) => `[[${line}]] [[SOA|${line}]] [[SOA#${line}]]`,
  "table, pasted": ({ line }) => `| ${line} | b |\n| --- | --- |\n| c | ${line} |`,
  "list, pasted": ({ text }) => `- ${text}`,
  "task, pasted": ({ line }) => `- [ ] ${line}`,
  "quotation, pasted": ({ line }) => `> ${line}`,
  "alert, pasted": ({ line }) => `> [!NOTE]\n> ${line}`,
  "alert kind": ({ line }) => `> [!${line}]\n> text`,
  "footnote, pasted": ({ line, n }) => `Noted[^two${n}] and [^${line}].\n\n[^two${n}]: ${line}\n\n[^${line}]: text`,
  "term, pasted": ({ line }) => `${line}\n: ${line}`,
  "reference, pasted": ({ line }) => `[press][${line}]\n\n[${line}]: ${line}`,
  "title of an element": ({ line }) => `<p title="${attribute(line)}">text</p>`,
  "attribute, double quotes": ({ line }) => `<abbr title="${line}">text</abbr>`,
  "attribute, single quotes": ({ line }) => `<abbr title='${line}'>text</abbr>`,
  "attribute, no quotes": ({ line }) => `<abbr title=${line}>text</abbr>`,
  "attributes": ({ line }) => `<time datetime="${attribute(line)}" lang="${attribute(line)}" dir="${attribute(line)}">t</time><ol type="${attribute(line)}" start="${attribute(line)}"></ol>`,
  "href": ({ line }) => `<a href="${attribute(line)}">press</a> <a href="${line}">press</a> <a href='${line}'>press</a> <a href=${line}>press</a>`,
  "cite": ({ line }) => `<blockquote cite="${attribute(line)}">text</blockquote> <q cite="${line}">text</q>`,
  "src": ({ line }) => `<img src="${attribute(line)}" alt="${attribute(line)}"> <img alt="${line}" src="${line}">`,
  "attribute name": ({ line }) => `<p ${line}>text</p> <details ${line}="x" open><summary>s</summary></details>`,
  "element name": ({ line }) => `<${line}>text</${line}>`,
  "inside an element": ({ text }) => `<div>\n${text}\n</div>`,
  "inside a table": ({ line }) => `<table><caption>${line}</caption><tr><td headers="${attribute(line)}">${line}</td></tr></table>`,
  "inside preformatted text": ({ text }) => `<pre>\n${text}</pre>`,
  "inside a comment": ({ text }) => `<!-- ${text} -->`,
  "inside Markdown in HTML": ({ text }) => `<details><summary>${oneLine(text)}</summary>\n\n${text}\n\n</details>`,
  "beginning of a block": ({ text }) => text,
};

// Payloads that turn what follows them into text, or drop it, as browsers do, and those that leave an element open wherever they stand: the element of the
// author's own behind them is none.
export const SWALLOWING = [
  "background", "bogus-comment", "escaped-tag", "iso-2022-jp", "javascript-leading-control", "query", "script-attribute-backtick", "script-attribute-quotes", "script-no-closing", "script-protocol-relative", "script-split-document-write", "script-src", "style-background", "style-import", "style-import-broken-up", "style-list-image", "style-moz-binding", "terminal-title", "textarea-autofocus",
];
const swallows = ({ id }) => SWALLOWING.includes(id);

// An element of the author's own, behind each payload. Where a page has it, the HTML before it was read as HTML, and has ended.
const alive = ({ n }) => `<kbd>alive ${n}</kbd>`;
export const ALIVE = /<kbd>alive (\d+)<\/kbd>/g;

// Every position with one payload. Positions move round by one from payload to payload, so that each stands first once.
function blocks(positions, payload) {
  const written = Object.entries(positions).map(([name, write]) => {
    // A NUL makes a file unreadable, which is a finding of its own.
    const text = put(`Markdown: ${name}`, payload).replaceAll("\0", "");
    return write({ text, line: oneLine(text), n: payload.n });
  });
  const turn = payload.n % written.length;
  return [...written.slice(turn), ...written.slice(0, turn)];
}

const body = (blocks) => `${blocks.join("\n\n")}\n`;
export const asText = (some) => body(some.flatMap((one) => blocks(AS_TEXT, one)));

export const asHtmlOf = (one) => body(blocks(AS_HTML, one));
export const TEXTS = Object.keys(AS_TEXT).map((name) => `Markdown: ${name}`);

// Bodies with HTML, each with the first of its payloads. Some elements are never closed, and where they lie 64 deep all HTML is shown as text:
// so a body has at most four payloads, of different techniques. What swallows the rest has bodies of its own, with a part of the positions each.
export function asHtml(all) {
  const together = spread(all.filter((one) => !swallows(one)), 4).map((some) => [some[0], body(some.flatMap((one) => [...blocks(AS_HTML, one), alive(one)]))]);
  const alone = all.filter(swallows).flatMap((one) => packs([...blocks(AS_HTML, one), alive(one)], 13).map((part) => [one, body(part)]));
  return [...together, ...alone];
}

// A body of its own for each record: a payload in a paragraph each.
export const short = (some) => some.map((one) => `Text ${oneLine(put("Markdown: text of a record", one)).replaceAll("\0", "")}\n`).join("\n");

// A text that changes: what git had first, and what it has now.
export const earlier = (some) => some.map((one) => `## Section ${one.n}\n\nIt was ${escaped(oneLine(put("Markdown: earlier", one)))} so.\n\n| a |\n| --- |\n| ${escaped(oneLine(put("Markdown: earlier cell", one)))} |\n`).join("\n");
export const later = (some) => some.map((one) => `## ${escaped(oneLine(put("Markdown: later heading", one)))}\n\nIt was ${escaped(oneLine(put("Markdown: later", one)))} so.\n\n| a |\n| --- |\n| new |\n\n\`\`\`\`\`\`\`\n${put("Markdown: later code", one).replaceAll("\0", "")}\n\`\`\`\`\`\`\`\n`).join("\n");
