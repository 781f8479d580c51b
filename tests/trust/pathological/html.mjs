// Raw HTML: only a document with HTML is parsed as HTML, which is slow for some input.

import { body, fill, full, lines, PAGE, project, written, X } from "./project.mjs";

const N = 100_000;
const CAP = 290 * 1024;
const shown = (line = 6) => ({ found: [`documents/x.md:${line} raw-html-removed`], page: PAGE });
const KINDS = Array.from({ length: 55 }, (_, n) => `<b title=${n}>`).join("");
const page = { page: PAGE };
const much = { found: ["documents/x.md raw-html-removed"], page: PAGE };

export default [
  body("100,000 elements in each other", "<div>".repeat(N) + "\n", shown()),
  body("100,000 elements in a text in each other", "a " + "<b>".repeat(N) + "\n", shown()),
  body("100,000 elements that are closed only", "a " + "</b>".repeat(N) + "\n", shown()),
  body("60 elements in each other, again and again", "a\n\n" + fill("<div>".repeat(60) + "x" + "</div>".repeat(60) + "\n\n", CAP), page),
  body("60 elements that are never closed", "<div>".repeat(60) + "\n\n" + fill("a <b>b</b>\n\n", CAP), page),
  body("elements with text between that are never closed", fill("<details>\n\na\n\n", CAP), much),
  body("formatting that is never closed", fill("a <b>b\n\n", CAP), much),
  body("formatting without text that is never closed", fill("a <b>\n\n", CAP), much),
  body("formatting of four kinds that is never closed", fill("a<i><b><u><s>\n\n", CAP), much),
  body("55 kinds of formatting that are never closed", KINDS + "a\n\n" + fill("a\n\n", CAP - 2000), page),
  body("55 kinds of formatting that every block opens again", `<p>${KINDS}` + fill("<p>a", CAP - 2000) + "\n", much),
  body("as many elements as may be", `<p>${KINDS}` + "<p>a".repeat(1900) + "\n", page),
  body("formatting with a long title that every block opens again", `<p><b title="${"a".repeat(100_000)}">` + fill("<p>a", 150_000) + "\n", much),
  body("formatting that is closed in the next block", fill("a <b>b\n\nc</b>\n\n", CAP), page),
  body("formatting that is closed elsewhere", fill("<b><i>a</b>b</i>\n\n", CAP), page),
  body("formatting that is adopted", fill("a <b><p>b</b>\n\n", CAP), page),
  body("formatting that a table holds back", fill("<table><b>a</table>\n\n", CAP), much),
  body("ends that end nothing", fill("<div><table><tr><td></div>\n\n", CAP), much),
  body("ends that stand in raw text", fill("<div><textarea></div></textarea>\n\n", CAP), much),
  body("ends in a block that is text", fill("<div>\n\n</div> <x\n\n", CAP), much),
  body("elements in what looks like a declaration", fill("a <?'><div>'?>\n\n", CAP), much),
  body("elements in what looks like a comment", fill("a <!-- --!><div> -->\n\n", CAP), much),
  body("elements in footnotes", full((n) => `[^${n}]\n\n[^${n}]: <ul><li>a\n\n`, CAP), much),
  body("ends of items left out", "<ul>\n" + fill("<li>item\n", CAP - 20) + "</ul>\n", page),
  body("ends of cells left out", "<table>\n" + fill("<tr><td>a<td>b\n", CAP - 20) + "</table>\n", page),
  body("tables that hold what they cannot", fill("<table>a<b>c</table>\n\n", CAP), much),
  body("tables in tables", "<table><tr><td>".repeat(20) + "x\n", page),
  body("1,000 attributes of one element", "<p " + Array.from({ length: 1000 }, (_, n) => `a${n}=b`).join(" ") + ">x</p>\n", shown()),
  body("20,000 attributes of one element", "<p " + Array.from({ length: 20_000 }, (_, n) => `a${n}=b`).join(" ") + ">x</p>\n", shown()),
  body("20,000 attributes that pass", "<p " + Array.from({ length: 20_000 }, () => "title=b").join(" ") + ">x</p>\n", page),
  body("attributes of one name", "<p " + "title=a ".repeat(30_000) + ">x</p>\n", page),
  body("attributes of 250 kB", `<p title="${"a".repeat(250_000)}">x</p>\n`, page),
  body("a link in each link", fill("<a href=\"https://example.com\">a ", CAP), { page: PAGE }),
  body("50,000 line breaks", fill("a<br>\n", CAP), page),
  body("raw HTML of just the size that passes", fill("<i>a</i>\n", CAP), page),
  body("raw HTML over the size that passes", fill("<i>a</i>\n"), shown()),
  body("raw HTML in a large document of text", "<i>a</i>\n\n" + fill("words and words\n"), shown()),
  body("raw HTML in a document of 60 quotes", ">".repeat(60) + " <div><div><div><div><div>a\n", shown()),
  body("scripts, frames and styles", fill("<script>a</script><iframe></iframe><style>b</style>\n\n"), shown()),
  body("100,000 event handlers", fill("<i onclick=a>b</i>\n", 1_000_000), shown()),
  body("lists of definitions without lists", fill("<dd><li><dt>\n\n", CAP), page),
  body("cells without tables", fill("<td><tr><th>\n\n", CAP), page),
  body("300 KiB of comments in one block", "<div>\n" + fill("<!-->\n", CAP), page),
  body("300 KiB of comments with words in one block", "<div>\n" + fill("<!-- a -- comment -->", CAP) + "\n", page),
  body("attributes of an end tag", "<div>\n</p " + full((n) => `a${n} `, CAP) + ">\n", shown(7)),
  body("a table that is never closed above other text", "<table>\n\n" + fill("a\n\n", CAP), much),
  body("breaks in a table that is never closed", "<table>\n" + fill("a<br>", CAP) + "\n", much),
  body("blocks in a table that is never closed", "<table>\n" + fill("<p>", CAP) + "\n", much),
  body("drawings that never end in a line", "a " + fill("<svg>", CAP) + "\n", shown()),
  body("drawings that never end in a block each", fill("<p><svg>\n\n", CAP), shown()),
  body("selections and templates that end", fill("<p><select></select><template></template>\n\n", CAP), shown()),
  body("selections and templates that never end", fill("<p><select></template>\n\n", CAP), shown()),
  body("elements of a drawing without one", fill("<path>a</path>\n\n", CAP), shown()),
  body("quotes outside of values", fill("<p '><b \">a\n\n", CAP), much),
  body("characters by name in attributes", fill("<i title=\"&amp;&lt;&#x202e;\">a</i>\n", CAP), { found: ["documents/x.md:6 hidden-character"], page: PAGE }),
  body("comments in comments", fill("<!-- <!-- -->\n\n", CAP), page),
  body("placeholders of the program", fill("<a href=\"annexa-address:0\">a</a>\n", CAP), page),
  body("details in details in a list", lines(30, (n) => "  ".repeat(n) + "- <details><summary>a</summary>"), page),
  {
    name: "a picture as SVG of 1 MiB of elements",
    files: () => project({ [X]: written("![a](../assets/a.svg)\n"), "assets/a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\">" + fill("<g>", 900_000) + "</svg>" }), page: PAGE,
  },
  {
    name: "a picture as SVG with entities of entities",
    files: () => project({ [X]: written("![a](../assets/a.svg)\n"), "assets/a.svg": "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&b;</svg>" }), found: ["documents/x.md:6 unpublished-file"], page: PAGE,
  },
  {
    name: "a picture as SVG with 50,000 attributes",
    files: () => project({ [X]: written("![a](../assets/a.svg)\n"), "assets/a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" " + full((n) => `a${n}="b"`, 900_000) + "/>" }), page: PAGE,
  },
];
