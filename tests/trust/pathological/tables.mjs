// Tables in Markdown and in CSV.

import { body, fill, full, lines, MIB, PAGE, project } from "./project.mjs";

const csv = (name, text, expected) => ({ name, files: () => project({ "registers/list.csv": typeof text === "function" ? text() : text }), ...expected });
const REGISTER = { page: "registers/list.html" };
const at = (line, code) => ({ found: [`registers/list.csv:${line} ${code}`] });

export default [
  body("a table of 50,000 rows", "| a | b |\n|---|---|\n" + "| c | d |\n".repeat(50_000)),
  body("a table as long as a file may be", "|a|\n|-|\n" + fill("|b|\n", 1_000_000)),
  body("a table of 10,000 columns", "|" + "a|".repeat(10_000) + "\n|" + "-|".repeat(10_000) + "\n" + ("|" + "b|".repeat(10_000) + "\n").repeat(20)),
  body("a table of 10,000 columns and rows of one cell", "|" + "a|".repeat(10_000) + "\n|" + "-|".repeat(10_000) + "\n" + "|b|\n".repeat(50_000)),
  body("a table of 100,000 columns", "|" + "a|".repeat(200_000) + "\n|" + "-|".repeat(200_000) + "\n|b|\n"),
  body("heads of tables without tables", fill("| a | b | c |\n")),
  body("100,000 tables without rows", fill("|a|\n|-|\n\n")),
  body("rows with more cells than the head", "|a|\n|-|\n" + "|b|c|\n".repeat(50_000), { found: ["documents/x.md:8 ragged-row"], page: PAGE }),
  body("a row of 100,000 cells too many", "|a|\n|-|\n|" + "b|".repeat(100_000) + "\n", { found: ["documents/x.md:8 ragged-row"], page: PAGE }),
  body("cells of bars that are escaped", "|a|\n|-|\n|" + fill("\\|", 1_000_000) + "|\n"),
  body("cells of backticks and bars", "|a|b|\n|-|-|\n" + fill("|`a|`|\n", 300_000)),
  body("a table in each item of a list", fill("- |a|\n  |-|\n  |b|\n")),
  csv("a register of 50,000 rows", "a,b\n" + "c,d\n".repeat(50_000), REGISTER),
  csv("a register as long as a file may be", "a\n" + fill("b\n"), { found: ["registers/list.csv:200002 too-long"] }),
  csv("a register of 10,000 columns", () => Array.from({ length: 10_000 }, (_, n) => `a${n}`).join(",") + "\n" + ("b,".repeat(9_999) + "b\n").repeat(20), { found: ["registers/list.csv:1 too-long"] }),
  csv("a register of 10,000 columns and rows of one cell", () => Array.from({ length: 10_000 }, (_, n) => `a${n}`).join(",") + "\n" + "b\n".repeat(50_000), at(2, "ragged-row")),
  csv("10,000 columns of one name", "a,".repeat(10_000) + "a\nb\n", { found: ["registers/list.csv:2 ragged-row"] }),
  csv("a quote without an end", "a,b\n\"" + fill("c,d\n"), at(2, "syntax")),
  csv("a quote without an end in each row", "a,b\n" + fill("c,\"d\n\"e\n"), { found: ["registers/list.csv: syntax"] }),
  csv("1 MiB of quotes", "a\n" + fill("\""), at(2, "too-long")),
  csv("1 MiB of separators", "a,b\n" + fill(","), REGISTER),
  csv("1 MiB of semicolons and commas", "a;b,c\n" + fill(";,\n"), { found: ["registers/list.csv: too-long"] }),
  csv("a cell of 1 MiB", "a,b\n" + fill("c", MIB - 400) + ",d\n", { found: ["registers/list.csv:2 too-long"] }),
  csv("50,000 rows of too many cells", "a\n" + "b,c\n".repeat(50_000), at(2, "ragged-row")),
  csv("ends of lines of three kinds", "a,b\r\nc,d\ne,f\rg,h\r\n", { found: ["registers/list.csv:3 hidden-character"] }),
  {
    name: "a register of 10,000 suppliers as CSV",
    files: () => project({ "registers/suppliers.csv": "id,title\n" + lines(10_000, (n) => `SUP-${n},Supplier ${n}`) }), found: ["registers/suppliers.csv:5002 too-long"],
  },
  {
    name: "a register of one supplier 50,000 times as CSV",
    files: () => project({ "registers/suppliers.csv": "id,title\n" + "SUP-1,Supplier\n".repeat(50_000) }), found: ["registers/suppliers.csv:3 duplicate-id", "registers/suppliers.csv:5002 too-long"],
  },
  {
    name: "a register of unknown columns as CSV",
    files: () => project({ "registers/suppliers.csv": "id," + Array.from({ length: 5000 }, (_, n) => `b${n}`).join(",") + "\n" + lines(2, (n) => `SUP-${n}${",c".repeat(5000)}`) }),
    found: ["registers/suppliers.csv:1 unknown-key"],
  },
];
