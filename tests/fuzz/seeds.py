"""Writes what the fuzzers begin with: the specifications in tests/cases, cut into the form that each fuzzer reads.

Usage: python3 tests/fuzz/seeds.py FOLDER
"""

import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

HOST = "Host: 127.0.0.1:27001\r\n"

# Heads of requests, one for each thing that the router tells apart.
TARGETS = [
    "/",
    "/isms/",
    "/documents/",
    "/documents/pol-1.html?q=a%20b",
    "/%73oa.html",
    "/static/annexa.css",
    "/search/index.js",
    "/__annexa/events",
    "/__annexa/findings.json",
    "/__annexa/findings/2027-03-01.json",
    "/__annexa/preview.js",
    "/__annexa/preview.css",
    "/__on/2027-03-01/index.html",
    "/__on/2027-03-01/",
    "/a/../b",
    "/%2e%2e/etc",
    "http://localhost:27001/soa.html",
    "http://example.org/",
    "*",
    "",
]
FIELDS = [
    HOST,
    "host: LOCALHOST:27001\r\n",
    "Host: [::1]:27001\r\n",
    "Host: example.org\r\n",
    HOST + "Host: example.org\r\n",
    HOST + "Origin: http://localhost:27001\r\n",
    HOST + "Origin: https://example.org\r\n",
    HOST + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n",
    HOST + "Sec-Fetch-Site: same-origin\r\nConnection: close\r\n",
    HOST + "Content-Length: 0\r\n",
    HOST + "Transfer-Encoding: chunked\r\n",
    "",
]


# Files of archives, with a manifest that fits and some that do not.
MANIFEST = """{
  "generator": "annexa",
  "schema": 2,
  "annexa": "0.1.0",
  "title": "Handbook",
  "today": "2026-11-21",
  "files": {
    "index.html": "0",
    "%s": "0"
  }
}
"""
ARCHIVES = [
    [("index.html", "<p>\n"), ("static/annexa.css", "p {}\n")],
    [("isms/index.html", "<p>\n"), ("isms/manifest.json", MANIFEST % "a/b.html")],
    [("index.html", "<p>\n"), ("manifest.json", MANIFEST % "../../etc/passwd")],
    [("a/manifest.json", MANIFEST % "x"), ("b/manifest.json", MANIFEST % "y")],
    [("../x", "x\n"), ("/y", "y\n"), ("C:\\z", "z\n")],
    [("Thumbs.db", "x\n"), (".DS_Store", "y\n"), ("con", "z\n")],
]


def cases():
    """The files of each case, as (name, text); a former text is named `PATH as of DAY`."""
    for path in sorted((ROOT / "tests/cases").rglob("*.md")):
        if path.name == "README.md":
            continue
        files, fence = [], None
        for line in path.read_text(encoding="utf-8").splitlines():
            if fence is None and line.startswith("## "):
                if files:
                    yield files
                files = []
            elif fence is None and line.startswith("```"):
                fence = re.match("`+", line)[0]
                words = line[len(fence) :].split()
                is_file = len(words) == 2 or words[2:4] == ["as", "of"]
                lines = []
            elif line == fence:
                if is_file and words[0] != "html":
                    files.append((" ".join(words[1:]), "".join(f"{one}\n" for one in lines)))
                fence = None
            elif fence is not None:
                lines.append(line)
        if files:
            yield files


def seeds():
    """Every seed, as (fuzzer, bytes)."""
    for files in cases():
        yield "project", "".join(f"--- {name}\n{text}" for name, text in files).encode()
        for name, text in files:
            if name.endswith(".csv"):
                yield "csv_register", text.encode()
            elif ".md" in name:
                yield "front_matter", text.encode()
    for target in TARGETS:
        yield "router", f"GET {target} HTTP/1.1\r\n{HOST}\r\n".encode()
    for fields in FIELDS:
        yield "router", f"GET /soa.html HTTP/1.1\r\n{fields}\r\n".encode()
    yield "router", f"\r\nHEAD / HTTP/1.0\r\n{HOST}\r\nPOST /__annexa/events HTTP/1.1\r\n{HOST}\r\n".encode()


    for changes in [b"\x00", b"\x01\x00\x20\x01", b"\x02\x00\x05\xff\x01\x00\x80"]:
        for files in ARCHIVES:
            yield "archive", changes + "".join(f"--- {name}\n{text}" for name, text in files).encode()


def main():
    folder = pathlib.Path(sys.argv[1])
    for fuzzer, data in seeds():
        path = folder / fuzzer / hashlib.sha256(data).hexdigest()[:16]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


main()
