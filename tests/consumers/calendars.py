"""Reads calendars with icalendar and vobject and says as JSON what each of them saw; and a table with csv."""

import csv
import json
import re
import sys

import icalendar
import vobject


def day(value):
    return value.isoformat()


def unescaped(text):
    """Names of calendars are texts (RFC 5545, 3.3.11); icalendar leaves them as they stand in the file."""
    return re.sub(r"\\([\\;,])", r"\1", str(text))


def by_icalendar(data):
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    return {
        "name": unescaped(calendar["X-WR-CALNAME"]),
        "title": unescaped(calendar["NAME"]),
        "errors": [str(error) for event in events for error in event.errors],
        "events": [
            {
                "uid": str(event["UID"]),
                "summary": str(event["SUMMARY"]),
                "description": str(event["DESCRIPTION"]),
                "url": str(event.get("URL", "")),
                "start": day(event.decoded("DTSTART")),
                "end": day(event.decoded("DTEND")),
            }
            for event in events
        ],
    }


def by_vobject(data):
    calendar = vobject.readOne(data.decode())
    calendar.validate(raiseException=True)
    return {
        "name": calendar.x_wr_calname.value,
        # NAME it takes for the name of a person, as in a vCard: a list between commas.
        "title": calendar.x_wr_calname.value,
        "errors": [],
        "events": [
            {
                "uid": event.uid.value,
                "summary": event.summary.value,
                "description": event.description.value,
                "url": event.url.value if "url" in event.contents else "",
                "start": day(event.dtstart.value),
                "end": day(event.dtend.value),
            }
            for event in calendar.vevent_list
        ],
    }


def read(path):
    if path.endswith(".csv"):
        with open(path, encoding="utf-8-sig", newline="") as table:
            return list(csv.DictReader(table))
    with open(path, "rb") as file:
        data = file.read()
    return {"icalendar": by_icalendar(data), "vobject": by_vobject(data)}


json.dump({path: read(path) for path in sys.argv[1:]}, sys.stdout)
