// The parts of which the projects of the families are made.

export const MIB = 1024 * 1024;

// Checks that say that a handbook is not complete; a fixture shows something else.
const QUIET = ["missing-approval", "missing-owner", "orphan-document", "risk-incomplete", "unknown-owner", "never-reviewed", "undecided-control",
  "mandatory-document-missing", "unused-waiver"].map((code) => `${code} = "allow"\n`).join("");

// One control instead of ISO/IEC 27001, so that a figure is that of the fixture and not of the pages of a standard.
const HOUSE = `[framework]
id = "house"
title = "House rules"
[[theme]]
id = "all"
prefix = "H"
title = "All"
[[control]]
id = "H.1"
title = "One"
theme = "all"
`;

export const HANDBOOK = `title = "Handbook"\nframeworks = ["house"]\n[checks]\n${QUIET}`;

// A project: the files given, and of the smallest one those that are not given.
export const project = (files) => ({ "handbook.toml": HANDBOOK, "frameworks/house.toml": HOUSE, ...files });

// The path of the document of most fixtures, and the page that it becomes.
export const X = "documents/x.md";
export const PAGE = "documents/x-1.html";

// A document with this body, which begins on line 6. `keys` are further lines of its front matter.
export const written = (body, keys = "") => `+++\nid = "X-1"\nowner = "ciso"\nstatus = "draft"\n${keys}+++\n${body}`;

// A fixture of one document: a name, a body, and what is expected of it.
export const body = (name, text, expected = { page: PAGE }) =>
  ({ name, files: () => project({ [X]: written(typeof text === "function" ? text() : text) }), ...expected });

// A piece again and again, up to a number of bytes; just below the limit of a file unless it says otherwise.
export const fill = (piece, bytes = MIB - 200) => piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));

// Lines from 1 to `count`.
export const lines = (count, line) => Array.from({ length: count }, (_, at) => line(at + 1)).join("\n") + "\n";

// As many lines as a file may have.
export const full = (line, bytes = MIB - 300) => {
  const all = [];
  let length = 0;
  for (let at = 1; ; at += 1) {
    const next = line(at);
    length += Buffer.byteLength(next) + 1;
    if (length > bytes) return all.join("\n") + "\n";
    all.push(next);
  }
};
