// Makes a copy of the example with a past: a git repository in which three policies came to read as they do today, in real steps.
//
//   node tests/browser/history.mjs FOLDER
//
// Names, dates and texts are fixed, so the commits are the same on every machine. The newest commit is the example itself, but
// for the day from which its history counts.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.argv[2];
assert.ok(folder, "name the folder to make");
const example = fileURLToPath(new URL("../../content-example/", import.meta.url));

const ACCESS = "documents/access/pol-005-access-control.md";
const USE = "documents/people/pol-002-acceptable-use.md";
const REMOTE = "documents/people/pol-004-remote-working.md";

// How to get from a newer text to an older one: what stands in the newer one, and what stood there before.
const remove = (from, to) => [new RegExp(`${from}[^]*?(?=${to})`), ""];

const ACCESS_2_0 = [
  ['version = "2.1"\neffective = 2026-04-01', 'version = "2.0"\neffective = 2025-04-01'],
  ['owner = "ciso"\napprover', 'owner = "it-lead"\napprover'],
  ['  "Give up access you no longer need.",\n', ""],
  [', "A.8.3", "A.8.4"]', ', "A.8.3"]'],
  ["review_date = 2027-03-24", "review_date = 2026-03-18"],
  ["POL-005@2.0", "POL-005@1.4"],
  ['version = "2.1"\nby = "ceo"\ndate = 2026-03-24', 'version = "2.0"\nby = "ceo"\ndate = 2025-03-18'],
  ["merge_requests/135", "merge_requests/71"],
  remove("\\[\\[reviews\\]\\]", "\\[\\[history\\]\\]"),
  remove('\\n\\[\\[history\\]\\]\\nversion = "2.1"', "\\+\\+\\+"),
  ["normally within one working day of the second approval, and the ticket keeps who agreed and when.", "and the ticket keeps who agreed."],
  [" Silence is not approval. Access granted", " Access granted"],
  ["- You must tell IT when a task ends before the access does. An unused right is a gift to whoever steals your account.\n", ""],
  ["| Source code | Engineers; others may read on request, for at most 90 days | Writing only through a reviewed change |\n", ""],
  ["| Two people, ticket, logged |", "| Ticket, logged |"],
  ["for **at most 8 hours**, after which they fall away by themselves.", "for **at most one working day**, and give them back when you are done."],
  ["The CISO holds the security key to one in a sealed bag, the CTO to the other. Any use", "IT keeps both security keys in the safe. Any use"],
  ["everything else within four working hours of it. Working hours here are 09:00 to 17:30, Monday to Friday. The steps", "everything else by the end of the next working day. The steps"],
  ["- **You do not sign in for 45 days:** the account is disabled automatically. Your manager can ask for it back; after a further 45 days IT removes its rights.\n", "- **You do not sign in for 90 days:** IT disables the account.\n"],
  [", to the four-hour deadline for leavers or to", " or to"],
];

const USE_2_0 = [
  ['version = "2.1"\neffective = 2026-05-04', 'version = "2.0"\neffective = 2025-05-05'],
  ['summary = "What you may and may not do with Brightmoor\'s laptops, accounts and information, and what we log while you do it."', 'summary = "What you may and may not do with Brightmoor\'s laptops, accounts and information."'],
  ['  "Can my boss read my messages?",\n', ""],
  ['"browsing", "surveillance", "private', '"browsing", "private'],
  ["review_date = 2027-05-03", "review_date = 2026-05-04"],
  ["POL-002@2.0", "POL-002@1.0"],
  ['version = "2.1"\nby = "ceo"\ndate = 2026-04-28', 'version = "2.0"\nby = "ceo"\ndate = 2025-04-29'],
  ["merge_requests/149", "merge_requests/78"],
  remove("\\[\\[reviews\\]\\]\\ndate = 2026", "\\[\\[reviews\\]\\]\\ndate = 2025"),
  remove('\\n\\[\\[history\\]\\]\\nversion = "2.1"', "\\+\\+\\+"),
  ["| Test Rota's security out of curiosity | Ask first | The CTO agrees what and when, in writing |\n", ""],
  ['If you need a blocked site for work, press "Request access" on that page. IT answers within one working day and opens it for you, for your team or not at all, with the reason.', "If you need a blocked site for work, ask the service desk."],
  remove("## What we log, and when a person looks", "## Giving things back"),
  ["Running your own business on our equipment, mining currency", "We log what our machines do and look when there is a reason. Running your own business on our equipment, mining currency"],
];

const REMOTE_1_2 = [
  ['version = "2.0"\neffective = 2026-06-01', 'version = "1.2"\neffective = 2025-07-01'],
  [/summary = "Where you may work besides the office, .*"/, 'summary = "Where you may work besides the office, and what has to be in place there."'],
  ['  "Ask ten working days before you work from abroad.",\n', ""],
  ['  "Can I work from Spain for two weeks?",\n', ""],
  ["review_date = 2027-05-31", "review_date = 2026-06-10"],
  ["POL-004@1.2", "POL-004@1.1"],
  ['version = "2.0"\nby = "ceo"\ndate = 2026-05-26', 'version = "1.2"\nby = "people-lead"\ndate = 2025-06-10'],
  ["merge_requests/160", "merge_requests/84"],
  remove("\\[\\[reviews\\]\\]", "\\[\\[history\\]\\]"),
  remove('\\n\\[\\[history\\]\\]\\nversion = "2.0"', "\\+\\+\\+"),
  ["Any place outside the UK, even for one day. Ask first: [Working abroad](#working-abroad).", "Any place outside the UK, for longer than a week. See [Working abroad](#working-abroad)."],
  ["You confirm the first three points when you join and each March, together with the yearly training. We do not", "You confirm the first three points when you join. We do not"],
  ["| Production access | No | In an emergency, on your hotspot |\n", ""],
  remove("Some countries search devices", "> \\[!WARNING\\]"),
  ["## Working abroad\n\n", "## Working abroad\n\nTell your manager before you leave. The manager decides, and asks the CISO when in doubt. Take a charged phone and this page with you.\n\n"],
];

const STEPS = [
  { date: "2025-06-10", by: ["Tomasz Wieczorek", "tomasz.wieczorek@brightmoor.example"], message: "The handbook moves into version control", older: { [ACCESS]: ACCESS_2_0, [USE]: USE_2_0, [REMOTE]: REMOTE_1_2 } },
  { date: "2026-03-24", by: ["Tomasz Wieczorek", "tomasz.wieczorek@brightmoor.example"], message: "Access control policy 2.1", older: { [USE]: USE_2_0, [REMOTE]: REMOTE_1_2 } },
  { date: "2026-04-28", by: ["Rhys Morgan", "rhys.morgan@brightmoor.example"], message: "Acceptable use policy 2.1", older: { [REMOTE]: REMOTE_1_2 } },
  { date: "2026-05-26", by: ["Claire Dunmore", "claire.dunmore@brightmoor.example"], message: "Remote working policy 2.0", older: {} },
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
cpSync(example, folder, { recursive: true, filter: (path) => !/content-example[\\/]public$/.test(path) });

// The example's own history begins later than this one.
const settings = readFileSync(join(folder, "handbook.toml"), "utf8");
const begun = settings.replace(/^\[history\]\nsince.*\n/m, "");
assert.notEqual(begun, settings, "the settings say since when history counts");
writeFileSync(join(folder, "handbook.toml"), begun);

const git = (step, ...words) => execFileSync("git", words, {
  cwd: folder,
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    PATH: process.env.PATH,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: step.by[0],
    GIT_AUTHOR_EMAIL: step.by[1],
    GIT_COMMITTER_NAME: step.by[0],
    GIT_COMMITTER_EMAIL: step.by[1],
    GIT_AUTHOR_DATE: `${step.date}T10:00:00Z`,
    GIT_COMMITTER_DATE: `${step.date}T10:00:00Z`,
  },
});

git(STEPS[0], "init", "--quiet", "--initial-branch=main");
for (const step of STEPS) {
  for (const path of [ACCESS, USE, REMOTE]) {
    let text = readFileSync(join(example, path), "utf8");
    for (const [now, before] of step.older[path] ?? []) {
      const found = typeof now === "string" ? text.split(now).length - 1 : Number(now.test(text));
      assert.equal(found, 1, `${path}: ${now}`);
      text = text.replace(now, () => before);
    }
    writeFileSync(join(folder, path), text);
  }
  git(step, "add", "--all");
  git(step, "commit", "--quiet", "--no-gpg-sign", "--message", step.message);
}
