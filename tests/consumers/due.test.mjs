// The calendar of `annexa due`, read by a calendar: every event is there, all day, on the day that the JSON says.
//
// ANNEXA names the program; `tests/run` sets it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ICAL from "ical.js";

assert.ok(process.env.ANNEXA, "ANNEXA names the program");
const program = resolve(process.env.ANNEXA);
const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

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
