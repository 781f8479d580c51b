// Days that do not exist, and intervals that end after time.

import { HANDBOOK, PAGE, project, written, X } from "./project.mjs";

const day = (value, code = "invalid-date") => ({
  name: `the day ${value}`,
  files: () => project({ [X]: written("a\n", `review_date = ${value}\n`) }),
  found: [`documents/x.md:5 ${code}`], page: PAGE,
});
const every = (value, code) => ({
  name: `a review every ${value}`,
  files: () => project({ [X]: written("a\n", `review_every = ${value}\neffective = 2199-12-31\n`) }),
  ...(code ? { found: [`documents/x.md:5 ${code}`] } : {}), page: PAGE,
});

export default [
  ...["2023-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "1900-02-29", "0000-01-01", "0001-01-01", "1899-12-31", "2200-01-01",
    "9999-12-31", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2026-01-01 10:00:00+14:00", "10:00:00", "\"2023-02-29\"", "\"10000-01-01\"", "1.5", "20260101"]
    .map((value) => day(value)),
  ...["10000-01-01", "-2026-01-01", "+2026-01-01", "2026-1-1", "31.12.2026", "2026-01-01T25:00:00", "2026-01-01T23:59:60", "99999999999999999999-01-01"]
    .map((value) => day(value, "invalid-date|syntax")),
  { name: "the day 2199-12-31", files: () => project({ [X]: written("a\n", "review_date = 2199-12-31\nreview_every = \"100 years\"\n") }), page: PAGE },
  { name: "the day 1900-01-01", files: () => project({ [X]: written("a\n", "review_date = 1900-01-01\nstatus_x = 1\n") }), found: ["documents/x.md:6 unknown-key"], page: PAGE },
  every('"12 months"'), every('"1200 years"'), every('"1200 months"'),
  every('"99999999 years"', "wrong-type"), every('"2147483648 days"', "wrong-type"), every('"99999999999999999999999999 days"', "wrong-type"),
  every('"-1 years"', "wrong-type"), every('"0 days"', "wrong-type"), every('"1.5 years"', "wrong-type"), every('"١٢ months"', "wrong-type"), every("12", "wrong-type"),
  {
    name: "every day of a trail at the end of the calendar",
    files: () => project({ [X]: `+++\nid = "X-1"\nowner = "ciso"\nversion = "1.0"\nreview_every = "1200 years"\neffective = 2199-12-31\n[[approvals]]\nby = "ceo"\nversion = "1.0"\ndate = 2199-12-31\n[[reviews]]\nby = "ceo"\ndate = 2199-12-31\noutcome = "no-change"\n[[history]]\nversion = "1.0"\ndate = 2199-12-31\nsummary = "a"\n+++\na\n` }),
    found: ["documents/x.md: date-in-future"],
  },
  {
    name: "evidence that holds for 1,200 years from the end of the calendar",
    files: () => project({ "registers/evidence.toml": "[evidence.E-1]\ntitle = \"A\"\ncollected = 2199-12-31\nvalid_for = \"1200 years\"\nproves = [\"H.1\"]\n" }), found: ["registers/evidence.toml:3 date-in-future"], page: "evidence.html",
  },
  {
    name: "warnings and limits that last for 1,200 years",
    files: () => project({ "handbook.toml": HANDBOOK + "[reviews]\nwarn = \"1200 years\"\nevery = \"1200 years\"\n", [X]: written("a\n", "review_date = 2199-12-31\n") }), found: ["handbook.toml: unknown-key"], page: PAGE,
  },
];
