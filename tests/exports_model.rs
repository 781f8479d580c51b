//! `downloads/handbook.json`: nothing of the sources is missing in it, its schema says all of it, and its values are those of the sources.

mod support;

use std::collections::BTreeSet;

use annexa::export::handbook::schema;
use annexa::parse::schema::ALL;
use annexa::pipeline::codes;
use serde_json::{Value, json};

use support::project::{HANDBOOK, Project, json as json_of};

/// Source schemas, and where their keys are in the JSON.
const PLACES: [(&str, &str); 14] = [
    ("document", "documents"),
    ("section", "sections"),
    ("soa", "statement"),
    ("people", ""),
    ("glossary", ""),
    ("risks", "registers.risks"),
    ("evidence", "registers.evidence"),
    ("objectives", "registers.objectives"),
    ("exceptions", "registers.exceptions"),
    ("suppliers", "registers.suppliers"),
    ("assets", "registers.assets"),
    ("obligations", "registers.obligations"),
    ("parties", "registers.parties"),
    ("competences", "registers.competences"),
];

/// Tables of named entries, and the lists that they are in the JSON.
const LISTS: [(&str, &str); 13] = [
    ("control", "rows"),
    ("role", "roles"),
    ("person", "persons"),
    ("term", "glossary"),
    ("risk", "rows"),
    ("evidence", "rows"),
    ("objective", "rows"),
    ("exception", "rows"),
    ("supplier", "rows"),
    ("asset", "rows"),
    ("obligation", "rows"),
    ("party", "rows"),
    ("competence", "rows"),
];

/// Keys that are not in the JSON, and why.
const LEFT_OUT: [(&str, &str, &str); 3] = [
    (
        "document",
        "extra",
        "is for other programs, which read the source; Annexa keeps nothing of it",
    ),
    ("section", "extra", "as above"),
    ("people", "persons.git", "holds mail addresses, which no page shows either"),
];

/// Where the keys of records are below a document, which has them beside those of all documents.
const RECORDS: [&str; 5] = ["audit", "finding", "management_review", "training", "record"];

/// The paths of all keys of a source schema, named entries under the list that they are in the JSON.
fn source_paths(of: &Value, above: &str, paths: &mut BTreeSet<String>) {
    let Some(properties) = of["properties"].as_object() else { return };
    for (key, value) in properties {
        let named = value["additionalProperties"].as_object();
        let list = LISTS.iter().find(|(table, _)| table == key).map(|(_, list)| *list);
        let name = match (named, list) {
            (Some(_), Some(list)) if above.is_empty() => list,
            _ => key,
        };
        let path = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
        paths.insert(path.clone());
        source_paths(value, &path, paths);
        source_paths(&value["items"], &path, paths);
        source_paths(&value["additionalProperties"], &path, paths);
    }
}

/// What a schema says, references followed; of what may be `null`, what else it may be.
fn followed<'s>(root: &'s Value, of: &'s Value) -> &'s Value {
    if let Some(name) = of["$ref"].as_str() {
        let pointer = name.strip_prefix('#').expect("a reference within the schema");
        return followed(root, root.pointer(pointer).expect("a definition"));
    }
    let either = of["anyOf"].as_array().and_then(|either| either.first());
    either.map_or(of, |either| followed(root, either))
}

/// The schema of a key at a path, lists passed through.
fn at<'s>(root: &'s Value, from: &'s Value, path: &str) -> Option<&'s Value> {
    let mut here = followed(root, from);
    for key in path.split('.').filter(|key| !key.is_empty()) {
        while here["type"] == "array" {
            here = followed(root, &here["items"]);
        }
        here = followed(root, here["properties"].get(key)?);
    }
    while here["type"] == "array" {
        here = followed(root, &here["items"]);
    }
    Some(here)
}

fn written() -> Value {
    serde_json::from_str(&schema::render()).expect("JSON")
}

#[test]
fn every_key_of_every_source_is_in_the_json() {
    let root = written();
    let mut missing = Vec::new();
    for source in ALL.iter().filter(|schema| schema.name != "handbook") {
        let place = PLACES.iter().find(|(name, _)| *name == source.name);
        let (_, place) = place.unwrap_or_else(|| panic!("`{}` has no place", source.name));
        let of = serde_json::from_str(&source.to_json(&codes())).expect("JSON");
        let mut paths = BTreeSet::new();
        source_paths(&of, "", &mut paths);
        assert!(paths.len() > 3, "{}", source.name);
        let base = at(&root, &root, place).expect("a place in the JSON");
        for path in paths {
            if LEFT_OUT.iter().any(|(name, left, _)| *name == source.name && *left == path) {
                continue;
            }
            let mut bases = vec![base];
            if source.name == "document" {
                bases.extend(RECORDS.iter().filter_map(|record| at(&root, base, record)));
            }
            if !bases.iter().any(|base| at(&root, base, &path).is_some()) {
                missing.push(format!("{}: {path}", source.name));
            }
        }
    }
    assert!(missing.is_empty(), "handbook.json has no\n{}", missing.join("\n"));
}

#[test]
fn what_is_left_out_is_left_out() {
    let root = written();
    for (source, path, why) in LEFT_OUT {
        let (_, place) = PLACES.iter().find(|(name, _)| *name == source).expect("a place");
        let base = at(&root, &root, place).expect("a place in the JSON");
        assert!(at(&root, base, path).is_none(), "{source}: {path} is there; it {why}");
    }
}

/// Every object is closed, names all of its keys as there, and says of each what it means.
fn assert_strict(of: &Value, path: &str) {
    // A key may be called `properties`, too.
    let is_table = of["type"] == "object";
    if let Some(properties) = of["properties"].as_object().filter(|_| is_table) {
        assert_eq!(of["additionalProperties"], json!(false), "{path}");
        let required = of["required"].as_array().map_or(0, Vec::len);
        assert_eq!(required, properties.len(), "{path}: a key may be missing");
        for (key, value) in properties {
            let text = value["description"].as_str().unwrap_or("");
            assert!(text.ends_with('.') && text.len() > 3, "{path}.{key}: {text:?}");
        }
    }
    match of {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| assert_strict(value, &format!("{path}.{key}")));
        }
        Value::Array(list) => list.iter().for_each(|value| assert_strict(value, path)),
        _ => {}
    }
}

#[test]
fn the_schema_is_strict_and_describes_every_key() {
    let root = written();
    assert_eq!(root["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(root["properties"]["schema"]["const"], 1);
    assert_strict(&root, "");
}

const PEOPLE: &str = "[role.ciso]\ntitle = \"CISO\"\nholder = \"lena\"\n\n[person.lena]\nname = \"Lena Hart\"\ngit = [\"lena@example.org\"]\n";

fn project(show: &str) -> Project {
    let project = Project::new(&[
        (
            "handbook.toml",
            &format!(
                "title = \"Handbook\"\naddress = \"https://isms.example.org/\"\n\n[people]\nshow = \"{show}\"\n"
            ),
        ),
        ("people.toml", PEOPLE),
        (
            "registers/risks.toml",
            "[risk.R-1]\ntitle = \"Löß 情報 😀 أمن\"\nowner = \"lena\"\ncontrols = [\"5.15\", \"A.99.9\"]\ninherent = { likelihood = 4, impact = 3 }\n\n[[risk.R-1.acceptance]]\nby = \"lena\"\ndate = 2026-01-10\nexpires = 2027-01-10\n",
        ),
    ]);
    project.write(
        "documents/a.md",
        "+++\nid = \"POL-1\"\ntitle = \"=1+1\"\nowner = \"lena\"\nreview_date = 2026-11-20\ncontrols = [\"A 5.15\"]\n\n[[approvals]]\nby = \"lena\"\ndate = 2025-11-20\n+++\n# =1+1\n\nSee [[R-1]], A.5.15 and [[R-1]] again.\n",
    );
    project.write(
        "records/t.md",
        "+++\nid = \"REC-1\"\ntype = \"training\"\nowner = \"ciso\"\ndate = 2026-05-05\nattendees = [\"lena\", \"Visitor Vera\"]\ntrainer = \"Trainer Tom\"\n+++\n# Training\n",
    );
    project
}

fn exported(project: &Project) -> Value {
    let args = ["--today", "2026-11-21", "--output", "-", "--project"];
    let run = support::project::annexa().args(["export", "handbook"]).args(args);
    json_of(&run.arg(&project.root).assert().code(0))
}

#[test]
fn values_are_those_of_the_sources() {
    let whole = exported(&project("names"));
    assert_eq!(whole["today"], "2026-11-21");
    assert_eq!(whole["address"], "https://isms.example.org/");
    assert_eq!(whole["persons"][0]["name"], "Lena Hart");
    let document = &whole["documents"][0];
    assert_eq!(document["title"], "=1+1");
    assert_eq!(document["owner"], "lena");
    assert_eq!(document["controls"], json!(["A.5.15"]));
    assert_eq!(document["names"], json!(["R-1", "A.5.15"]));
    assert_eq!(document["review"], json!({ "state": "overdue", "due": "2026-11-20" }));
    assert_eq!(document["text"], "# =1+1\n\nSee [[R-1]], A.5.15 and [[R-1]] again.\n");
    let risk = &whole["registers"]["risks"]["rows"][0];
    assert_eq!(risk["title"], "Löß 情報 😀 أمن");
    assert_eq!(risk["inherent"]["score"], 12);
    assert_eq!(risk["controls"], json!(["A.5.15", "A.99.9"]), "what leads nowhere is as typed");
    let training = &whole["documents"][1]["training"];
    assert_eq!(training["attendees"], json!(["lena", "Visitor Vera"]));
    let deadline = &whole["deadlines"][0];
    assert_eq!(deadline["id"], "POL-1");
    assert_eq!(deadline["days"], -1);
    assert_eq!(deadline["state"], "overdue");
    let items = whole["frameworks"][0]["items"].as_array().expect("items");
    let control = items.iter().find(|item| item["id"] == "A.5.15").expect("a control");
    assert_eq!(control["documents"], json!(["POL-1"]));
}

#[test]
fn names_that_the_settings_hide_are_nowhere() {
    let shown = exported(&project("names")).to_string();
    let hidden = exported(&project("roles"));
    assert_eq!(hidden["persons"], json!([]));
    assert_eq!(hidden["roles"][0]["holder"], Value::Null);
    assert_eq!(hidden["roles"][0]["is_vacant"], false);
    assert_eq!(hidden["documents"][0]["owner"], "a person");
    let hidden = hidden.to_string().to_lowercase();
    for name in ["lena", "visitor vera", "trainer tom"] {
        assert!(shown.to_lowercase().contains(name), "{name}");
        assert!(!hidden.contains(name), "{name}");
    }
    assert!(!shown.contains("lena@example.org"), "a mail address for git is no contact");
}

#[test]
fn an_empty_project_has_every_key() {
    let project = Project::new(&[("handbook.toml", HANDBOOK)]);
    let whole = exported(&project);
    for key in written()["required"].as_array().expect("keys") {
        assert!(whole.get(key.as_str().expect("a key")).is_some(), "{key}");
    }
    assert_eq!(whole["documents"], json!([]));
    assert_eq!(whole["statement"]["source"], Value::Null);
    assert_eq!(whole["statement"]["totals"]["undecided"], 93);
}

#[test]
fn the_site_and_the_command_have_the_same_bytes() {
    let project = project("names");
    let folder = project.path("public");
    let folder = folder.to_str().expect("a plain path");
    project.run("build", &["--output", folder, "--profile", "draft"]).code(0);
    let site = project.read("public/downloads/handbook.json");
    let site: Value = serde_json::from_str(&site).expect("JSON");
    assert_eq!(site, exported(&project));
}
