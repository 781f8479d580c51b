// A project whose names and values try to break out of each format that is exported: formulas, separators, every kind of script, line ends.
//
// It says of itself: whether persons are named, and where readers open it.

import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Titles that are hard to write in some format. */
export const TITLES = [
  "=1+1",
  "+49 113; comma, \\\\ backslash: \\\"quoted\\\"",
  "@SUM(A1)\\tTab",
  "Über die Prüfung der Löschung nach Artikel 17 der Verordnung und weiterer Vorschriften für alle Standorte",
  "情報セキュリティ基本方針の見直しと承認の手順、記録の保存期間および責任者の任命について",
  "سياسة أمن المعلومات \\u202Eمراجعة",
  "👩‍💻🔐 e\\u0301 ﬁ \\u00A0 x",
  "1 <b>&amp;</b> ]]> <!-- --> 2",
  "one\\r\\ntwo\\nthree",
  "-",
  "BEGIN:VEVENT",
];

const document = (title, number) =>
  `+++
id          = "POL-${number}"
title       = "${title}"
owner       = "${number % 2 ? "lena" : "ciso"}"
review_date = 2027-0${1 + (number % 9)}-11
summary     = "${title}"
version     = "1.0"

[[history]]
version = "1.0"
date    = 2026-01-1${number % 9}
author  = "lena"
change  = "${title}"

[[approvals]]
by      = "ceo"
version = "1.0"
date    = 2026-01-1${number % 9}
+++

Text of ${number}.
`;

const PEOPLE = `[role.ciso]
title  = "Chief, Information; Security \\\\ Officer 情報"
holder = "lena"

[role.ceo]
title = "=Chief()"

[person.lena]
name = "Lena Härt 😀"
`;

// Two steps that are alike but for their day: calendars must not take them for one.
const RISKS = `[risk.R-1]
title = "${TITLES[1]}"
owner = "ciso"

[[risk.R-1.actions]]
text = "${TITLES[5]}"
due  = 2027-01-10

[[risk.R-1.actions]]
text  = "${TITLES[5]}"
owner = "ceo"
due   = 2027-02-10
`;

/** Writes the project to a folder of its own and returns the folder. */
export function hostile({ show = "names", address = undefined } = {}) {
  const root = mkdtempSync(join(tmpdir(), "annexa-hostile-"));
  const files = {
    "handbook.toml": `title = "Our; handbook, the\\u0007\\"one\\" 情報 <&>"\norganization = "=Örg, Inc."\n${address ? `address = "${address}"\n` : ""}\n[people]\nshow = "${show}"\n[checks]\nhidden-character = "warn"\n`,
    "people.toml": PEOPLE,
    "registers/risks.toml": RISKS,
    "registers/own list.csv": "=head,b\r\n\"a\r\nb\",@x\r\n",
  };
  TITLES.forEach((title, number) => {
    files[`documents/${number}.md`] = document(title, number);
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Writes the smallest project to a folder of its own and returns the folder. */
export function empty() {
  const root = mkdtempSync(join(tmpdir(), "annexa-empty-"));
  writeFileSync(join(root, "handbook.toml"), 'title = "Nothing yet"\n');
  return root;
}
