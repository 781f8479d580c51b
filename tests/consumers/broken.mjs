// A project with faults of every level in several files, and with names and values that try to break out of each format.
//
// It is text here, not a folder, because not every file system can hold these names.

import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const front = (...lines) => ["+++", ...lines, "+++", "", "# Text", "", ""].join("\n");

const FILES = {
  "handbook.toml": `title = "Faults"

[checks]
never-reviewed = "note"
no-such-check  = "deny"
`,
  // More errors of one kind than GitHub shows for a step.
  "documents/links.md":
    front('id = "POL-1"', 'owner = "ciso"', "review_date = 2027-06-01") +
    Array.from({ length: 12 }, (_, at) => `See [page ${at}](missing-${at}.md).\n`).join("\n"),
  "documents/late.md": front('id = "POL-2"', 'owner = "ciso"', "review_date = 2026-08-17", 'controls = ["A.9.2.1", "A.5.51"]'),
  "documents/no-owner.md": front('id = "POL-3"', "review_date = 2026-11-30"),
  // A path that is hard to name.
  "documents/100%, \"über\": <b>|`x` & @all #1.md": front('id = "POL-4"', 'owner = "ciso"', 'controls = ["A.5.16", "A.9.2.1"]'),
  // Values that are repeated in messages.
  "documents/hostile.md":
    front(
      'id = "POL-5"',
      'owner = "ciso"',
      "review_date = 2027-06-01",
      'controls = ["`A.5.1`", "A\\u0001.5\\u001B[31m", "x\\u202Ey\\uFFFEz", "{0}", "**b** _c_ ~~d~~ $e$", "]]><!--", "\\uD7FF\\U0001F600"]',
      'related = ["www.example.com", "https://example.com/?a=b&c", "@all | <img src=x> %0A::error::x ]]> [a](https://example.com) \\\\", "#12 !34 @ciso"]',
    ) + "See [gone](../%0A%25::error.md) and [again](a|b.md).\n",
  "soa.toml": `[control."A.5.15"]
applicable    = true
reasons       = ["contract"]
justification = "Asked for."
status        = "partial"

[control."A.5.16"]
applicable = false
`,
};

/** Writes the project to a folder of its own and returns the folder that holds `my isms/`. */
export function broken() {
  const folder = mkdtempSync(join(tmpdir(), "annexa-consumers-"));
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(folder, "my isms", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
