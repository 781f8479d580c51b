"""What tests/supply asks: days of accepted advisories, and whether a bill of materials is whole. Standard library only.

    supply.py days           no accepted advisory waits longer than it said
    supply.py sbom FILE      FILE names every crate of the program, and nothing of the machine that wrote it
"""

import datetime
import json
import os
import re
import subprocess
import sys


def days():
    """Compares the days in SECURITY.md with today's."""
    text = open("SECURITY.md", encoding="utf-8").read()
    table = text.split("## Accepted advisories", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| `?\[?([A-Z][^`\]|]+).*\| (\d{4}-\d{2}-\d{2}) \| (\d{4}-\d{2}-\d{2}) \|$", table, re.M)
    if not rows:
        sys.exit("SECURITY.md has no row of an accepted advisory")
    today = datetime.date.today()
    late = [name for name, _, until in rows if datetime.date.fromisoformat(until) < today]
    if late:
        sys.exit(f"SECURITY.md: look again at {', '.join(late)}; their days have passed")
    print(f"   {len(rows)} accepted advisories, none waits longer than it said")


def crates_of_the_program():
    """Name, version and checksum of what the program is made of, as cargo resolves it for every system: no tests, no builds of tests."""
    run = ["cargo", "metadata", "--locked", "--format-version", "1"]
    metadata = json.loads(subprocess.run(run, check=True, capture_output=True).stdout)
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    packages = {package["id"]: package for package in metadata["packages"]}
    seen, rest = set(), [metadata["resolve"]["root"]]
    while rest:
        crate = rest.pop()
        if crate in seen:
            continue
        seen.add(crate)
        for dependency in nodes[crate]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                rest.append(dependency["pkg"])
    seen.remove(metadata["resolve"]["root"])
    return {(packages[crate]["name"], packages[crate]["version"]) for crate in seen}


def sbom(path):
    """Every crate of the program is in the bill of materials, with its license and its checksum."""
    text = open(path, encoding="utf-8").read()
    bill = json.loads(text)
    assert bill["bomFormat"] == "CycloneDX" and bill["specVersion"] == "1.5", "the format"
    assert bill["metadata"]["component"]["name"] == "annexa", "the name of the program"
    listed = {(part["name"], part["version"]) for part in bill["components"]}
    lacking = crates_of_the_program() - listed
    assert not lacking, f"not in the bill: {sorted(lacking)}"
    for part in bill["components"]:
        assert part.get("licenses"), f"{part['name']} has no license"
        assert any(digest["alg"] == "SHA-256" for digest in part.get("hashes", [])), f"{part['name']} has no checksum"
    assert os.getcwd() not in text, "the bill names a folder of this machine"
    print(f"   {path}: {len(listed)} crates, each with license and checksum")


if __name__ == "__main__":
    if sys.argv[1:] == ["days"]:
        days()
    elif len(sys.argv) == 3 and sys.argv[1] == "sbom":
        sbom(sys.argv[2])
    else:
        sys.exit(__doc__)
