// The calendar of `annexa due` and those of the site, read by calendars: every event is there, all day, on the day that the JSON or the table says.
//
// ANNEXA names the program, PYTHON a Python that has the packages of requirements.txt; `tests/run` sets both.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import ICAL from "ical.js";
import { hostile } from "./hostile.mjs";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
const program = resolve(process.env.ANNEXA);
const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, "../..");

function due(format, ...more) {
  const run = spawnSync(program, ["due", "content-example", "--within", "1y", "--format", format, "--today", "2026-11-21", ...more], { cwd: repository, encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

const rows = JSON.parse(due("json")).due;
const calendar = new ICAL.Component(ICAL.parse(due("ics")));
const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));

test("the calendar has an event for each row", () => {
  assert.ok(rows.length > 50, `${rows.length} rows`);
  assert.equal(events.length, rows.length);
  assert.equal(new Set(events.map((event) => event.uid)).size, rows.length);
});

test("each event is all day, on its day, and says what it is", () => {
  events.forEach((event, number) => {
    const row = rows[number];
    assert.ok(event.startDate.isDate && event.endDate.isDate);
    assert.equal(event.startDate.toString(), row.due);
    assert.equal(event.duration.toSeconds(), 24 * 60 * 60);
    assert.equal(event.summary, `${row.id} ${row.kind}: ${row.title}`);
    const owner = row.owner_title === null ? "" : `Owner: ${row.owner_title}\n`;
    assert.equal(event.description, `${owner}Says: ${row.path}:${row.line}`);
    assert.equal(event.component.getFirstPropertyValue("categories"), row.kind);
    assert.equal(event.component.getFirstPropertyValue("transp"), "TRANSPARENT");
    assert.equal(event.component.getFirstPropertyValue("dtstamp").toString(), "2026-11-21T00:00:00Z");
  });
});

test("the calendar has what RFC 5545 asks for", () => {
  assert.equal(calendar.name, "vcalendar");
  assert.equal(calendar.getFirstPropertyValue("version"), "2.0");
  assert.ok(calendar.getFirstPropertyValue("prodid"));
  for (const event of events) {
    for (const name of ["uid", "dtstamp", "dtstart"]) assert.equal(event.component.getAllProperties(name).length, 1, name);
  }
});

test("the calendar of an owner is part of the whole one", () => {
  const own = new ICAL.Component(ICAL.parse(due("ics", "--owner", "ciso"))).getAllSubcomponents("vevent");
  const all = new Set(events.map((event) => event.uid));
  assert.ok(own.length > 0 && own.length < events.length);
  for (const event of own) assert.ok(all.has(event.getFirstPropertyValue("uid")));
});

// The calendars of the site, each read by three libraries and compared with the table of the site.

const python = process.env.PYTHON ?? "python3";
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** Builds a project and returns the folder of its exports. */
function built(project) {
  const site = mkdtempSync(join(tmpdir(), "annexa-due-"));
  folders.push(site);
  const run = spawnSync(program, ["build", project, "--profile", "draft", "--today", "2026-11-21", "--output", site], { cwd: repository, encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return join(site, "downloads");
}

/** What Python's libraries see in files. Without them nothing is shown, so their lack is a failure. */
function byPython(files) {
  const run = spawnSync(python, [join(here, "calendars.py"), ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, `${python} needs icalendar and vobject (tests/consumers/requirements.txt): ${run.error ?? run.stderr}`);
  return JSON.parse(run.stdout);
}

/** Names of calendars are texts (RFC 5545, 3.3.11); ical.js leaves them as they stand in the file. */
const unescaped = (text) => text.replaceAll(/\\([\\;,])/g, "$1");

function byIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const [start, end] = [event.startDate.toString(), event.endDate.toString()];
    return { uid: event.uid, summary: event.summary, description: event.description, url: component.getFirstPropertyValue("url") ?? "", start, end };
  });
  const [name, title] = ["x-wr-calname", "name"].map((key) => unescaped(calendar.getFirstPropertyValue(key)));
  return { name, title, errors: [], events };
}

/** A text without what cannot be seen and without the mark against formulas, which calendars do not need. */
const seen = (text) => text.replace(/^'(?=[=+\-@\t\r])/, "").replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();

const nextDay = (day) => new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** The events that a table of deadlines asks for. */
const wanted = (table) =>
  table.map((row) => {
    const kind = row.kind.toLowerCase().replaceAll(" ", "-");
    const id = row.id.replace(/^'(?=[=+\-@\t\r])/, "");
    const title = row.title.replace(/^'(?=[=+\-@\t\r])/, "");
    return { summary: seen(`${id} ${kind}: ${title}`), start: row.due, end: nextDay(row.due) };
  });

const shown = ({ summary, start, end }) => ({ summary: seen(summary), start, end });

const hostileFolder = (options) => folders.push(hostile(options)) && folders.at(-1);
const PROJECTS = [
  { name: "the example", folder: "content-example", title: "Brightmoor security handbook", owners: 15 },
  { name: "a hostile project", folder: hostileFolder({}), title: 'Our; handbook, the\uFFFD"one" 情報 <&>', owners: 3 },
  { name: "a hostile project without names", folder: hostileFolder({ show: "roles", address: "https://isms.example.org/a,b/" }), title: 'Our; handbook, the\uFFFD"one" 情報 <&>', owners: 2 },
];

for (const project of PROJECTS) {
  const downloads = built(project.folder);
  const owners = readdirSync(join(downloads, "due")).map((file) => join(downloads, "due", file));
  const all = join(downloads, "due.ics");
  const calendars = [all, ...owners];
  const read = byPython([join(downloads, "due.csv"), ...calendars]);
  const table = read[join(downloads, "due.csv")];
  const seenBy = (file) => ({ ...read[file], "ical.js": byIcalJs(readFileSync(file, "utf8")) });

  test(`three libraries see every deadline of ${project.name} in the calendar`, () => {
    assert.ok(table.length > 10, `${table.length} rows`);
    for (const [library, calendar] of Object.entries(seenBy(all))) {
      assert.deepEqual(calendar.errors, [], library);
      assert.deepEqual(calendar.events.map(shown), wanted(table), library);
      assert.equal(calendar.name, `${project.title}: what falls due`, library);
      assert.equal(calendar.title, calendar.name, library);
    }
  });

  test(`three libraries see the same of the owners of ${project.name}, a part of the whole`, () => {
    assert.ok(owners.length >= project.owners, `${owners.length} calendars`);
    const whole = new Map(read[all].icalendar.events.map((event) => [event.uid, event]));
    const given = new Set();
    for (const file of owners) {
      for (const [library, calendar] of Object.entries(seenBy(file))) {
        assert.ok(calendar.events.length > 0 && calendar.errors.length === 0, `${library} ${file}`);
        assert.ok(calendar.name.startsWith(`${project.title}: `) && calendar.name !== `${project.title}: what falls due`);
        assert.equal(calendar.title, calendar.name);
        for (const event of calendar.events) {
          assert.deepEqual(shown(event), shown(whole.get(event.uid)), library);
          given.add(event.uid);
        }
      }
    }
    const nobodys = table.filter((row) => row.owner === "" || row.owner === "a person").length;
    assert.ok(given.size >= whole.size - nobodys, `${given.size} of ${whole.size}, ${nobodys} without an owner`);
  });

  test(`the calendars of ${project.name} are what Outlook, Google and Apple ask for`, () => {
    for (const file of calendars) {
      const bytes = readFileSync(file);
      const text = bytes.toString("utf8");
      assert.ok(!/[^\r]\n|\r[^\n]/.test(text) && text.endsWith("END:VCALENDAR\r\n"), `${file}: lines end with CR LF`);
      for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
      assert.ok(!/^(ATTENDEE|ORGANIZER|BEGIN:VALARM)/m.test(text), file);
      const events = text.match(/^BEGIN:VEVENT\r$/gm).length;
      assert.equal(text.split("TRANSP:TRANSPARENT").length - 1, events);
      assert.match(text, /^REFRESH-INTERVAL;VALUE=DURATION:P1D\r$/m);
      assert.match(text, /^X-PUBLISHED-TTL:P1D\r$/m);
      const uids = [...text.replaceAll("\r\n ", "").matchAll(/^UID:(.+)\r$/gm)].map(([, uid]) => uid);
      assert.equal(uids.length, events);
      assert.equal(new Set(uids).size, events, "a calendar takes two events of one name for one");
    }
  });
}

test("with an address an event leads back, in its own field and in the words that Outlook shows", () => {
  const { folder } = PROJECTS[2];
  const file = join(built(folder), "due.ics");
  for (const [library, { events }] of Object.entries({ ...byPython([file])[file], "ical.js": byIcalJs(readFileSync(file, "utf8")) })) {
    for (const { url, description } of events) {
      assert.ok(url.startsWith("https://isms.example.org/a,b/"), `${library}: ${url}`);
      assert.ok(description.endsWith(`\n${url}`), `${library}: ${description}`);
    }
  }
});

test("where names are hidden no calendar has one", () => {
  const downloads = built(PROJECTS[2].folder);
  for (const file of readdirSync(downloads, { recursive: true }).filter((file) => /^due.*\.(ics|csv)$/.test(file))) {
    const text = readFileSync(join(downloads, file), "utf8").replaceAll("\r\n ", "");
    assert.ok(!/lena|härt/i.test(text + file), file);
  }
});
