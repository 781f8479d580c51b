// Blocks of code that make highlighting slow.

import { body, fill, lines, PAGE, project, written } from "./project.mjs";

const BLOCK = 20 * 1024 - 100;
const block = (language, text) => "````" + language + "\n" + text + "\n````\n";
const lined = (piece, length) => fill(piece.repeat(Math.ceil(length / piece.length)).slice(0, length) + "\n", BLOCK);

// Pieces that may begin something in many languages and never end it.
const PIECES = ["(", "[", "{", "<", "\"", "'", "`", "\\", "$(", "${", "#", "a ", "a=", "a:", "/*", "//", "<!--", "<a ", "%", "@", "*", "_", "a(", "if ", "$$", "a.b.", "\t", "&", "<<A ", "|", "- ", "\"\\"];
const LANGUAGES = ["actionscript", "applescript", "asp", "bat", "bash", "bibtex", "c", "cs", "cpp", "clojure", "css", "d", "diff", "dot", "erlang", "go", "groovy", "haskell", "html",
  "java", "javadoc", "properties", "js", "json", "jsp", "latex", "lisp", "lua", "makefile", "markdown", "matlab", "multimarkdown", "objective-c", "objective-c++", "ocaml",
  "ocamllex", "ocamlyacc", "camlp4", "pascal", "perl", "php", "python", "r", "rails", "regexp", "restructuredtext", "ruby", "rust", "scala", "sh", "sql", "tcl", "tex", "textile",
  "xml", "yaml"];

export const each = (language, lengths = [2000, 200, 40]) => lengths.flatMap((length) => PIECES.map((piece) => block(language, lined(piece, length))));

export default [
  ...LANGUAGES.map((language) => body(`hostile lines in every shape: ${language}`, () => each(language, [1000]).join("\n"), { page: PAGE })),
  ...["makefile", "make", "mak", "mk", "GNUmakefile", "OCamlMakefile"].map((name) =>
    body(`a makefile of 100 hostile lines: ${name}`, block(name, lines(100, () => "a".repeat(100) + "$(".repeat(40))), { page: PAGE })),
  body("a makefile of variables", block("makefile", fill("$(a:$(b:$(c\n", BLOCK)), { page: PAGE }),
  body("a makefile of targets", block("makefile", fill("a a a a a a a a a a a a a a a a a a\\\n", BLOCK)), { page: PAGE }),
  body("Markdown in Markdown", block("markdown", fill("```markdown\n", BLOCK)), { page: PAGE }),
  body("Markdown of brackets", block("markdown", lined("[a](b", 1000)), { page: PAGE }),
  body("HTML with scripts and styles that never end", block("html", fill("<script><style><?php <%\n", BLOCK)), { page: PAGE }),
  body("a block without an end", "```python\n" + fill("a = \"\"\"\n", BLOCK), { page: PAGE }),
  body("a block of 1 MiB", "```python\n" + fill("a = 1\n") + "```\n", { page: PAGE }),
  body("a line of 1 MiB of code", "```python\n" + fill("a = 1 ") + "\n```\n", { page: PAGE }),
  body("50,000 blocks of one line", fill("```python\na=1\n```\n"), { page: PAGE }),
  body("50,000 blocks that begin", fill("```a\n")),
  {
    name: "500 blocks of 20 kB in ten documents",
    files: () => project(Object.fromEntries(Array.from({ length: 10 }, (_, n) =>
      [`documents/d${n}.md`, written(block("python", fill("def f(a=\"b\", *c): return [a for d in c if d] # e\n", BLOCK)).repeat(50)).replace("X-1", `D-${n}`)]))),
    page: "documents/d-9.html",
  },
];
