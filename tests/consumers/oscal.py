"""Reads OSCAL files with compliance-trestle and compares them with the project that they were made of. Prints what was found as JSON.

Usage: oscal.py FOLDER PROJECT TODAY. The folder holds the files, the project is read by Python alone: nothing here trusts Annexa.
"""

import argparse
import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

import trestle.core.validator_factory as factory
from trestle.core.catalog.catalog_interface import CatalogInterface
from trestle.core.profile_resolver import ProfileResolver
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.catalog import Catalog
from trestle.oscal.component import ComponentDefinition
from trestle.oscal.profile import Profile

KINDS = {
    "catalog": (Catalog, "catalogs"),
    "profile": (Profile, "profiles"),
    "component-definition": (ComponentDefinition, "component-definitions"),
    "assessment-results": (AssessmentResults, "assessment-results"),
}

folder, project = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
today = datetime.date.fromisoformat(sys.argv[3])
found = {}


def toml(path):
    file = project / path
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def plain(markdown):
    """The text that an author wrote, on one line."""
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown or "").split())


def line(text):
    return " ".join((text or "").split())


def same(found, wanted, what):
    assert found == wanted, f"{what}: {found!r} is not {wanted!r}"


def props(thing, name):
    return [prop.value for prop in thing.props or [] if prop.name == name]


def word(value):
    """The text of an enumeration, a token or a text of trestle."""
    while hasattr(value, "root"):
        value = value.root
    return getattr(value, "value", value)


def token(id):
    """As `docs/oscal.md` says it, for ids of ASCII without collisions."""
    text = re.sub(r"^([a-z]+)\.", r"\1-", re.sub(r"[^a-z0-9._-]", "-", id.lower()))
    return text if re.match(r"[a-z_]", text) else "c-" + text


# Every file is valid: by the library, and by the command.
validator = factory.validator_factory.get(argparse.Namespace(mode="all"))
files = {}
workspace = pathlib.Path(tempfile.mkdtemp())
trestle = pathlib.Path(sys.executable).parent / "trestle"
subprocess.run([trestle, "init", "--local"], cwd=workspace, check=True, capture_output=True)
for path in sorted(folder.glob("*.json")):
    kind = next(iter(json.loads(path.read_text(encoding="utf-8"))))
    model, place = KINDS[kind]
    files[path.name] = model.oscal_read(path)
    assert files[path.name] is not None, f"{path.name} cannot be read"
    assert validator.model_is_valid(files[path.name], True, None), f"{path.name} is not valid"
    (workspace / place / path.stem).mkdir(parents=True)
    shutil.copy(path, workspace / place / path.stem / f"{kind}.json")
run = subprocess.run([trestle, "validate", "-a"], cwd=workspace, capture_output=True, text=True)
assert run.returncode == 0, run.stdout + run.stderr
same(run.stdout.count("VALID:"), len(files), "files that `trestle validate` calls valid")
shutil.rmtree(workspace)
found["files"] = sorted(files)

catalogs = [file for file in files.values() if isinstance(file, Catalog)]
controls = {one.id: one for file in catalogs for one in CatalogInterface(file).get_all_controls_from_dict()}
found["controls"] = {}
for one in controls.values():
    found["controls"][one.class_] = found["controls"].get(one.class_, 0) + 1
    assert any(part.name == "statement" and part.id == f"{one.id}_smt" for part in one.parts), one.id
statements = {f"{id}_smt" for id in controls}

# The Statement of Applicability.
rows = toml("soa.toml").get("control", {})
applies = {token(id): row for id, row in rows.items() if row.get("applicable") is True}
excluded = {token(id): row for id, row in rows.items() if row.get("applicable") is False}
if "soa-profile.json" in files:
    profile, definition = files["soa-profile.json"], files["soa-component-definition.json"]
    for id, row in rows.items():
        same(props(controls[token(id)], "label"), [id], "label")
        if "title" in row:
            same(plain(controls[token(id)].title), line(row["title"]), f"title of {id}")
    # The resolver takes references as relative to the current folder.
    os.chdir(folder)
    root = pathlib.Path(tempfile.mkdtemp())
    (root / ".trestle").mkdir()
    resolved = ProfileResolver().get_resolved_profile_catalog(root, folder / "soa-profile.json")
    resolved = {one.id: one for one in CatalogInterface(resolved).get_all_controls_from_dict()}
    shutil.rmtree(root)
    same(set(resolved), set(applies), "controls of the resolved profile")
    found["resolved"] = len(resolved)
    for id, row in applies.items():
        said = [plain(part.prose) for part in resolved[id].parts if part.name == "justification"]
        same(said, [line(row["justification"])] if line(row.get("justification")) else [], f"justification of {id}")
        same(props(resolved[id], "reason"), row.get("reasons", []), f"reasons of {id}")
        assert set(row.get("risks", [])) <= set(props(resolved[id], "risk")), id
    reasons = {prop.value: plain(prop.remarks) for prop in profile.metadata.props or [] if prop.name == "exclusion"}
    same(reasons, {id: line(row.get("exclusion")) for id, row in excluded.items()}, "exclusions")
    found["excluded"] = sorted(reasons)

    parts = definition.components[0].control_implementations
    requirements = {one.control_id: one for part in parts for one in part.implemented_requirements}
    same(set(requirements), set(applies) | set(excluded), "implemented requirements")
    found["status"] = {}
    for id, one in requirements.items():
        row = applies.get(id, excluded.get(id))
        how = row.get("how", "Not described.") if id in applies else row.get("exclusion", "No reason is given.")
        same(plain(one.description), line(how), f"description of {id}")
        status = props(one, "implementation-status")
        expected = {"not-started": "planned"}.get(row.get("status"), row.get("status"))
        same(status, ["not-applicable"] if id in excluded else [expected] if expected else [], f"status of {id}")
        for text in status:
            found["status"][text] = found["status"].get(text, 0) + 1
        if id in applies and "due" in row:
            same(props(one, "due"), [row["due"].isoformat()], f"due date of {id}")
        proofs = [plain(link.text).split()[0] for link in one.links or [] if link.rel == "proof-of-compliance"]
        assert set(row.get("evidence", [])) <= set(proofs), id

# Audits, findings and evidence.
records = {}
for path in sorted(project.glob("records/**/*.md")):
    front = tomllib.loads(path.read_text(encoding="utf-8").split("+++")[1])
    records[front.get("id")] = front
findings = {id: one for id, one in records.items() if one.get("type") == "finding" and one["raised"] <= today}
evidence = {id: one for id, one in toml("registers/evidence.toml").get("evidence", {}).items() if one.get("collected", today) <= today and "collected" in one}
if "assessment-results.json" in files:
    results = files["assessment-results.json"].results
    observed = {props(one, "finding-id")[0]: one for result in results for one in result.observations or [] if props(one, "finding-id")}
    collected = {props(one, "evidence-id")[0]: one for result in results for one in result.observations or [] if props(one, "evidence-id")}
    risks = {props(one, "finding-id")[0]: one for result in results for one in result.risks or []}
    same(set(observed), set(findings), "findings")
    same(set(collected), set(evidence), "evidence")
    same(set(risks), {id for id, one in findings.items() if one.get("grade") in ("major", "minor")}, "risks")
    targets = {}
    for result in results:
        for one in result.findings or []:
            assert one.target.target_id in statements, one.target.target_id
            same(word(one.target.status.state), "not-satisfied", "state")
            targets.setdefault(props(one, "finding-id")[0], set()).add(one.target.target_id)
    for id, one in findings.items():
        seen = observed[id]
        same(plain(seen.title), line(one["title"]), f"title of {id}")
        same(plain(seen.description), line(one["statement"]), f"statement of {id}")
        same(props(seen, "grade"), [one["grade"]] if "grade" in one else [], f"grade of {id}")
        same(seen.collected.date(), one["raised"], f"day of {id}")
        if id in risks:
            deadline = risks[id].deadline
            same(deadline and deadline.date(), one.get("due"), f"due date of {id}")
            is_closed = one.get("closure", {}).get("date", today + datetime.timedelta(1)) <= today
            same(word(risks[id].status) == "closed", is_closed, f"{id} is closed")
            unmet = {f"{token(requirement)}_smt" for requirement in one["requirement"]} & statements
            same(targets.get(id, set()), unmet, f"controls and clauses that {id} is about")
            done = [word(step.lifecycle) == "completed" for step in risks[id].remediations or []]
            steps = ([one["correction"]] if "correction" in one else []) + one.get("actions", [])
            same(done, ["done" in step and step["done"] <= today for step in steps], f"steps of {id}")
    for id, one in evidence.items():
        same(plain(collected[id].title), line(one["title"]), f"title of {id}")
        same(collected[id].collected.date(), one["collected"], f"day of {id}")
        proven = {token(control) for control in one.get("proves", [])} & set(controls)
        assert proven <= set(props(collected[id], "control")), id
    found["observations"] = [len(result.observations or []) for result in results]
    found["targets"] = sum(len(ids) for ids in targets.values())

# What trestle does not look at: references that lead nowhere.
for path in sorted(folder.glob("*.json")):
    text = path.read_text(encoding="utf-8")
    names = set(re.findall(r'"uuid": "([^"]+)"', text))
    for name in re.findall(r'"(?:href": "#|[a-z]+-uuid": ")([^"]+)"', text):
        assert name in names, f"{path.name}: {name} leads nowhere"
named = [party.name for file in files.values() for party in file.metadata.parties or [] if word(party.type) == "person"]
found["persons"] = sorted(set(named))
found["organizations"] = sorted({party.name for file in files.values() for party in file.metadata.parties or [] if word(party.type) == "organization"})
print(json.dumps(found))
