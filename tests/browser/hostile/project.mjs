// A project of Annexa that holds every payload in every place: `write(folder, payloads)`.

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { asHtml, asText, earlier, later, short } from "./markdown.mjs";
import { drawings, oneLine, packs } from "./payloads.mjs";
import { Day, lines, made, put, table, text, texts, toml } from "./places.mjs";

export const TODAY = "2026-11-21";

// Payloads in groups that stand in one text where each row has a page of its own: as many as a title may hold (300 characters).
const STAMP = "//zq999q999z ".length;
function together(all) {
  const groups = [];
  for (const one of [...all].sort((a, b) => b.text.length - a.text.length)) {
    const length = one.text.length + STAMP;
    let group = groups.find((other) => other.length + length <= 300);
    if (!group) groups.push(group = { length: 0, some: [] });
    group.length += length;
    group.some.push(one);
  }
  return groups.map(({ some }) => some);
}

// What stands at a place that takes no free text, or takes it beside what counts, and why.
const known = (...ids) => (some, turn) => [...(turn % 10 ? [] : ids), ...some.map((one) => put("an id that nothing has", one))];
const role = (some) => `${some[0].role}`;
export const INSTEAD = {
  "document.id": { why: "the rule for ids: letters, digits, dots and hyphens", is: undefined },
  "document.controls[]": { why: "ids, with a payload behind", list: known("A.5.1") },
  "document.clauses[]": { why: "ids, with a payload behind", list: known("5.2") },
  "document.fulfils[]": { why: "ids, with a payload behind", list: known("isms-scope") },
  "document.owner": { why: "names a role, whose key is a payload", is: role },
  "document.approver": { why: "names a role, whose key is a payload", is: role },
  "people.role.*.holder": { why: "names a person, whose key is a payload", is: (some) => `p${some[0].n} ${some[0].text}` },
  "document.file": { why: "a path in the project", is: "assets/plain.txt" },
  "document.type": { why: "chosen for each kind of record", is: undefined },
  "soa.id": { why: "texts refer to it", is: "SOA" },
  "soa.framework": { why: "names the framework", is: "iso27001-2022" },
  "soa.owner": { why: "names a role, whose key is a payload", is: role },
  "risks.risk.*.owner": { why: "names a role, whose key is a payload", is: role },
  ...Object.fromEntries(["evidence.evidence", "exceptions.exception", "suppliers.supplier", "assets.asset", "obligations.obligation", "competences.competence", "parties.party", "soa.control"].map((row) => [`${row}.*.owner`, { why: "names a role, whose key is a payload", is: role }])),
  "document.audience[]": { why: "each group has a page: payloads stand there together", list: (some) => some[0].audience },
  "evidence.evidence.*.file": { why: "a path in the project; payloads are in names of files", is: (_, turn) => (turn % 2 ? "assets/plain.txt" : undefined) },
  "evidence.evidence.*.proves[]": { why: "ids, with a payload behind", list: known("A.5.1") },
};
// One row of four has ended; what falls due is still to come.
const ENDS = ["exceptions.exception", "suppliers.supplier", "assets.asset", "competences.competence", "parties.party"].flatMap((row) => [
  [`${row}.*.ended`, (_, turn) => (turn % 4 === 3 ? new Day("2026-06-01") : undefined)],
  [`${row}.*.until`, new Day("2027-12-31")],
]);
const instead = Object.fromEntries([...ENDS, ...Object.entries(INSTEAD).map(([path, { is, list }]) => (list ? [path.slice(0, -2), list] : [path, is]))]);

// The registers that are files of rows, and the prefix of their ids.
const REGISTERS = { risks: "R", evidence: "EV", objectives: "OBJ", exceptions: "EXC", suppliers: "SUP", assets: "AS", obligations: "OBL", competences: "COM" };
const KEY = { risks: "risk", evidence: "evidence", objectives: "objective", exceptions: "exception", suppliers: "supplier", assets: "asset", obligations: "obligation", competences: "competence" };

const RECORDS = { "internal-audit": "AUD", finding: "FND", training: "TRN", record: "REC" };

const fileName = (payload, length = 60) => [...oneLine(payload.text).replace(/[/\\:\p{Cc}\p{Cf}]/gu, "_")].slice(0, length).join("").replace(/^\.+/, "_").trim() || "_";
// A NUL makes a whole file unreadable; the payloads that hold one have their turn in TOML, which can write it.
const withoutNul = (text) => text.replaceAll("\0", "");
const quoted = (cell) => `"${withoutNul(cell).replaceAll('"', '""')}"`;

// The documents of which git has an earlier text have many payloads each: each is three pages.
const pasts = (payloads) => packs(payloads, 20);

// A text of the head of a file: one payload of all of them after the other.
const heads = (payloads) => {
  let turn = 0;
  return () => payloads[(turn = (turn + 1) % payloads.length)];
};

function document(type, id, some, body, more = {}) {
  const front = made("document", "document", { given: { ...instead, "document.id": id, "document.type": type, "document.status": "approved", "document.effective": new Day("2026-01-01"), ...more }, some, turn: some[0].n });
  return `+++\n${lines(front)}+++\n\n${body}`;
}

// All files of the project, as [path, content].
function* files(given) {
  const groups = together(given).map((some) => {
    const role = some.map((one) => one.text).join(" ");
    return some.map((one, n) => ({ ...one, role, audience: n ? undefined : [put("document.audience[]", ...some)] }));
  });
  const payloads = groups.flat().sort((a, b) => a.n - b.n);
  const next = heads(payloads);
  // What a text names and what it was before stands once for each payload, not in each of its documents: each such name has a row or a page.
  const lean = Object.fromEntries(["audience", "controls", "clauses", "fulfils", "implements", "related", "supersedes", "history", "version"].map((key) => [`document.${key}`, undefined]));
  const history = (some, version) => [{ version, date: new Day("2026-01-01"), ...Object.fromEntries(["author", "change"].map((key) => [key, put(`document.history[].${key}`, ...some)])) }];
  const past = { ...lean, "document.history": (some) => history(some, "1.0") };

  const versions = (some) => ({ "document.version": put("document.version", ...some), "document.history": history(some, put("document.history[].version", ...some)) });

  for (const [n, some] of packs(groups, 6).entries()) {
    const folder = `documents/${n} ${fileName(some[0][0], 40)}`;
    yield [`${folder}/_index.md`, `+++\n${lines({ ...made("section", "section", { given: { "section.order": n }, some: [some[0][0]], turn: n }) })}+++\n\n${asText(some[0])}`];
    for (const group of some) yield [`${folder}/${group[0].n} ${fileName(group[0])}.md`, document("policy", `TXT-${group[0].n}`, group, asText(group), versions(group))];
  }
  for (const [n, [one, body]] of asHtml(payloads).entries()) yield [`documents/html/${n} ${fileName(one)}.md`, document("guideline", `HTM-${n}`, [one], body, lean)];
  yield ["documents/past/_index.md", "+++\ntitle = \"Texts with a past\"\n+++\n"];
  for (const [n, some] of pasts(payloads).entries()) yield [`documents/past/${n}.md`, document("standard", `PAST-${n}`, [some[0]], later(some), { ...past, "document.version": "2.0", "document.title": `Past ${n}` })];
  for (const [type, prefix] of Object.entries(RECORDS)) for (const [n, some] of groups.entries()) yield [`records/${prefix}-${n}.md`, document(type, `${prefix}-2026-${n}`, some, `${short(some)}\n`, lean)];
  // A management review shows the state of everything on its day: few of them, each with many payloads in what only it has.
  for (const [n, some] of packs(groups, 4).entries()) {
    const given = { ...instead, ...lean };
    const rows = (key) => ({ [`document.${key}`]: some.flatMap((group, turn) => made("document", `document.${key}`, { given, some: group, turn })) });
    const inputs = made("document", "document.inputs", { given, some: some.flat(), turn: n });
    yield [`records/MR-${n}.md`, document("management-review", `MR-2026-${n}`, some[0], `${short(some.flat())}\n`, { ...lean, ...rows("decisions"), ...rows("actions"), "document.inputs": inputs })];
  }

  for (const [file, prefix] of Object.entries(REGISTERS)) {
    const head = Object.fromEntries(["title", "about", "owner"].map((key) => [key, put(`${file}.${key}`, next())]));
    const rows = groups.map((some, n) => table(KEY[file], `${prefix}-${n}`) + lines(made(file, `${file}.${KEY[file]}.*`, { given: instead, some, turn: n })));
    yield [`registers/${file}.toml`, `${lines({ ...head, fulfils: [put(`${file}.fulfils[]`, next())] })}\n${rows.join("\n")}`];
  }
  // One that is read as CSV: lists have `;` between their parts.
  const parties = groups.map((some, n) => made("parties", "parties.party.*", { given: { ...instead, "parties.party.*.ended": undefined }, some, turn: n }));
  const keys = Object.keys(parties[0]);
  const cell = (value) => (Array.isArray(value) ? value.join("; ") : value instanceof Day ? value.iso : String(value));
  yield ["registers/parties.csv", [["id", ...keys], ...parties.map((row, n) => [`PTY-${n}`, ...keys.map((key) => cell(row[key]))])].map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n"];
  // And tables of any kind, with payloads in their names, heads and cells.
  for (const [n, some] of packs(payloads, 12).entries()) {
    const row = (place) => some.map((one) => quoted(put(place, one))).join(",");
    yield [`registers/${n}-${fileName(some[0], 40)}.csv`, [row("table: head"), row("table: cell"), row("table: another cell")].join("\n") + "\n"];
  }

  yield ["glossary.toml", payloads.map((one) => table("term", one.n % 2 ? one.text : `term-${one.n}`) + lines(made("glossary", "glossary.term.*", { given: {}, some: [one], turn: one.n }))).join("\n")];
  const role = (some) => table("role", some[0].role) + lines(made("people", "people.role.*", { given: instead, some, turn: 0 }));
  const person = (one) => table("person", `p${one.n} ${one.text}`) + lines(made("people", "people.person.*", { given: { "people.person.*.left": undefined }, some: [one], turn: 0 }));
  yield ["people.toml", [...groups.map(role), ...payloads.map(person)].join("\n")];

  const soa = made("soa", "soa", { given: { ...instead, "soa.control": undefined }, some: [next(), next()], turn: 1 });
  const decided = groups.map((some, n) => table("control", n < 90 ? CONTROLS[n] : `EX.${n}`) + lines(made("soa", "soa.control.*", { given: { "soa.control.*.applicable": n % 5 !== 4 }, some, turn: n })));
  const own = groups.map((some, n) => table("control", `OWN.${n}`) + lines({ title: put("soa.control.*.title", ...some), applicable: true }));
  yield ["soa.toml", `${lines(soa)}\n${decided.join("\n")}\n${own.join("\n")}`];

  yield ["frameworks/house.toml", framework(payloads, next)];
  yield ["handbook.toml", handbook(payloads, next)];

  yield ["assets/plain.txt", "plain\n"];
  yield ["assets/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><circle r=\"4\"/></svg>\n"];
  for (const one of payloads) yield [`assets/${one.n} ${fileName(one)}.txt`, put("asset: text", one)];
  const attached = (one) => `[file](</assets/${encodeURIComponent(`${one.n} ${fileName(one)}.txt`)}>)`;
  yield ["documents/files.md", `+++\nid = "FILES"\ntitle = "Files"\n+++\n\n${payloads.map(attached).join("\n\n")}\n`];
  for (const one of drawings) yield [`assets/drawings/${one.id}.svg`, bytes(one)];
  yield ["documents/drawings.md", `+++\nid = "DRAWINGS"\ntitle = "Drawings"\n+++\n\n${drawings.map((one) => `[${one.id}](/assets/drawings/${one.id}.svg)`).join("\n\n")}\n`];
}

const CONTROLS = [[5, 37], [6, 8], [7, 14], [8, 34]].flatMap(([theme, count]) => Array.from({ length: count }, (_, n) => `A.${theme}.${n + 1}`));

// The bytes of a drawing that is written in another encoding than UTF-8, or packed.
export function bytes({ text: svg, encoding }) {
  if (encoding === "utf-16") return Buffer.from(`\ufeff${svg}`, "utf16le");
  return Buffer.from(svg, encoding === "latin1" ? "latin1" : "utf8");
}

function framework(payloads, next) {
  const free = (name, ...keys) => Object.fromEntries(keys.map((key) => [key, put(`frameworks/*.toml: ${name}.${key}`, next())]));
  const head = table("framework") + lines({ id: "house-rules", ...free("framework", "title", "full_title", "publisher", "note", "text_rights", "amendment", "amendment_title", "amendment_note", "published", "version", "url") });
  const theme = `[[theme]]\n${lines({ id: "cloud", prefix: "HR.1", ...free("theme", "title") })}`;
  const area = payloads.map((one) => put("frameworks/*.toml: attributes", one));
  const attributes = table("attributes") + lines({ area });
  const controls = payloads.map((one, n) => `[[control]]\n${lines({ id: `HR.1.${n}`, theme: "cloud", title: put("frameworks/*.toml: control.title", one), summary: put("frameworks/*.toml: control.summary", one), area: [area[n]] })}`);
  return [head, theme, attributes, ...controls].join("\n");
}

// Its author is trusted; it still holds texts, and texts are never HTML.
function handbook(payloads, next) {
  const every = (place) => payloads.map((one) => put(place, one));
  const free = (...path) => put(`handbook.${path.join(".")}`, next());
  const top = { title: free("title"), organization: free("organization"), description: free("description"), language: "en", frameworks: ["iso27001-2022", "house-rules"], questions: every("handbook.questions[]"), address: "https://isms.example.org/", base_path: "/" };
  // Most payloads are faults, too: a link that leads nowhere, an id that nobody has. Here they are let through, to see what pages make of them.
  // But not what is too long: it would be cut, and the payload with it.
  const levels = Object.fromEntries(CODES.filter((code) => code !== "too-long").map((code) => [code, "allow"]));
  const steps = (name) => [1, 2, 3].map((level) => `[[risk.${name}]]\n${lines({ level, word: free("risk", `${name}[]`, "word"), meaning: free("risk", `${name}[]`, "meaning") })}`).join("");
  return [
    lines(top), table("report"), lines({ label: free("report", "label"), phone: free("report", "phone"), mail: free("report", "mail"), document: "FILES" }),
    ...packs(payloads, 40).map((some, n) => table("classification", `c${n}`) + lines({ label: put("handbook.classification.*.label", some[0]), meaning: put("handbook.classification.*.meaning", some[0]) })),
    // Of what git knows, the second half counts: so few pages of earlier versions that each can be opened.
    table("history"), lines({ since: new Day("2026-03-01") }),
    table("risk"), lines({ appetite: 3 }), steps("likelihood"), steps("impact"), `[[risk.band]]\n${lines({ up_to: 4, word: free("risk", "band[]", "word") })}[[risk.band]]\n${lines({ up_to: 9, word: free("risk", "band[]", "word") })}`,
    table("register", "parties"), lines({ title: free("register", "*", "title"), about: free("register", "*", "about"), owner: free("register", "*", "owner"), fulfils: [free("register", "*", "fulfils[]")] }),
    table("checks"), lines(levels),
    `[[waiver]]\n${lines({ code: "missing-owner", target: free("waiver[]", "target"), reason: free("waiver[]", "reason"), until: new Day("2027-01-01") })}`,
  ].join("\n");
}

const CODES = Object.keys(JSON.parse(execFileSync(process.env.ANNEXA, ["schema", "handbook"], { encoding: "utf8" })).properties.checks.properties);

// Writes the project, with a past of two commits by an author whose name is a payload.
export function write(folder, payloads) {
  rmSync(folder, { recursive: true, force: true });
  const git = (...args) => execFileSync("git", ["-C", folder, ...args], { env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }, maxBuffer: 1e9 });
  const save = (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const all = [...files(payloads)];
  for (const [path, content] of all) save(path, content);
  let date = "2026-01-05T10:00:00Z";
  git("init", "-q", "-b", "main");
  git("config", "user.name", "\"><img src=x onerror=annexa_ran(1)>");
  git("config", "user.email", "x'onclick=annexa_ran(1)@example.com");
  for (const [n, some] of pasts(payloads).entries()) save(`documents/past/${n}.md`, all.find(([path]) => path === `documents/past/${n}.md`)[1].replace(/\+\+\+\n\n[^]*$/, `+++\n\n${earlier(some)}`).replace("\"version\" = \"2.0\"", "\"version\" = \"1.0\""));
  git("add", "-A");
  git("commit", "-q", "-m", "<script>annexa_ran(1)</script>");
  for (const [path, content] of all.filter(([path]) => path.startsWith("documents/past/"))) save(path, content);
  date = "2026-06-05T10:00:00Z";
  git("add", "-A");
  git("commit", "-q", "-m", "\"><img src=x onerror=annexa_ran(1)>");
}
