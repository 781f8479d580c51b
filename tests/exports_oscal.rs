//! OSCAL: what the handbook says is what the files say, in the shapes that OSCAL asks for.
//!
//! `tests/consumers/oscal.test.mjs` has the same files read by a program of others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use annexa::base::path::OutPath;
use annexa::export::{self, Export};
use annexa::frameworks::ItemKind;
use annexa::load::Sources;
use annexa::load::read::read;
use annexa::model::handbook::Handbook;
use annexa::model::soa::Applicability;
use annexa::pipeline::resolve;
use proptest::prelude::*;
use serde_json::Value;

/// The files of a handbook by their names.
type Files = BTreeMap<String, Value>;

fn handbook(sources: &Sources) -> Handbook {
    resolve(sources, "2026-11-30".parse().expect("a date")).0
}

fn example() -> Sources {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example")).expect("the example")
}

fn export() -> &'static Export {
    export::ALL.iter().find(|export| export.word == "oscal").expect("it is in the list")
}

fn bytes(handbook: &Handbook) -> BTreeMap<String, Vec<u8>> {
    let downloads = (export().downloads)(handbook);
    let made = downloads.iter().map(|download| {
        let name = download.path.as_str().strip_prefix("downloads/oscal/").expect("its folder");
        (name.to_owned(), export::file(handbook, &download.path).expect("a file"))
    });
    made.collect()
}

fn files(handbook: &Handbook) -> Files {
    let read = |bytes: Vec<u8>| serde_json::from_slice(&bytes).expect("JSON");
    bytes(handbook).into_iter().map(|(name, bytes)| (name, read(bytes))).collect()
}

fn project(files: &[(&str, &str)]) -> Handbook {
    handbook(&Sources::from_files(files.iter().copied()))
}

/// Every value with its path, such as `/profile/imports/0/href`.
fn leaves(value: &Value) -> Vec<(String, &Value)> {
    fn walk<'v>(path: &str, value: &'v Value, all: &mut Vec<(String, &'v Value)>) {
        all.push((path.to_owned(), value));
        match value {
            Value::Object(map) => {
                map.iter().for_each(|(key, value)| walk(&format!("{path}/{key}"), value, all));
            }
            Value::Array(list) => {
                let list = list.iter().enumerate();
                list.for_each(|(at, value)| walk(&format!("{path}/{at}"), value, all));
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    walk("", value, &mut all);
    all
}

/// The texts under a key, at any depth.
fn texts<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    let end = format!("/{key}");
    let all = leaves(value).into_iter().filter(|(path, _)| path.ends_with(&end));
    all.filter_map(|(_, value)| value.as_str()).collect()
}

/// The texts of a list of texts, at any depth.
fn listed<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    let end = format!("/{key}");
    let all = leaves(value).into_iter().filter(|(path, _)| path.ends_with(&end));
    all.filter_map(|(_, value)| value.as_array()).flatten().filter_map(Value::as_str).collect()
}

fn array<'v>(value: &'v Value, path: &str) -> &'v [Value] {
    value.pointer(path).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The values of the props with a name.
fn props<'v>(value: &'v Value, name: &str) -> Vec<&'v str> {
    let named = array(value, "/props").iter().filter(|prop| prop["name"] == name);
    named.filter_map(|prop| prop["value"].as_str()).collect()
}

/// The text that an author wrote, from the Markdown that was made of it.
fn plain(markdown: &str) -> String {
    let mut out = String::new();
    let mut letters = markdown.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_escape = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
        out.push(if is_escape { letters.next().unwrap_or(letter) } else { letter });
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What every document must fulfil, whatever the handbook holds.
#[track_caller]
fn assert_sound(files: &Files) {
    let is_token = |text: &str| {
        let first = text.chars().next();
        first.is_some_and(|one| one.is_ascii_lowercase() || one == '_')
            && text
                .chars()
                .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || ".-_".contains(one))
    };
    let is_uuid = |text: &str| {
        let parts: Vec<usize> = text.split('-').map(str::len).collect();
        let variant = text.get(19..20).is_some_and(|digit| "89ab".contains(digit));
        parts == [8, 4, 4, 4, 12]
            && text.get(14..15) == Some("5")
            && variant
            && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'))
    };
    let catalogs = files.iter().filter(|(name, _)| name.ends_with("catalog.json"));
    let known: BTreeSet<&str> = catalogs.flat_map(|(_, file)| texts(file, "id")).collect();
    for (name, file) in files {
        let uuids = texts(file, "uuid");
        let unique: BTreeSet<&str> = uuids.iter().copied().collect();
        assert_eq!(uuids.len(), unique.len(), "{name}: a uuid twice");
        assert!(uuids.iter().all(|uuid| is_uuid(uuid)), "{name}: {uuids:?}");
        let ids = texts(file, "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: an id twice");
        let roles = file.as_object().and_then(|root| root.values().next());
        let roles: Vec<&str> =
            roles.map(|root| texts(&root["metadata"]["roles"], "id")).unwrap_or_default();
        for (path, value) in leaves(file) {
            let key = path.rsplit('/').next().unwrap_or("");
            let is_empty = value.as_array().is_some_and(Vec::is_empty)
                || value.as_object().is_some_and(serde_json::Map::is_empty) && key != "include-all";
            assert!(!is_empty && !value.is_null(), "{name} {path} is empty");
            let Some(text) = value.as_str() else { continue };
            let is_one_line = !text.is_empty() && text.trim() == text && !text.contains('\n');
            match key {
                "id" | "role-id" => {
                    assert!(is_token(text), "{name} {path} {text}");
                    let has_role = key == "id" || roles.contains(&text);
                    assert!(has_role, "{name} {path}: no role {text}");
                }
                "control-id" => assert!(known.contains(text), "{name} {path} {text}"),
                "target-id" => {
                    assert!(text.ends_with("_smt") && known.contains(text), "{name} {path} {text}");
                }
                "observation-uuid" | "risk-uuid" | "actor-uuid" | "party-uuid" => {
                    assert!(unique.contains(text), "{name} {path} {text}");
                }
                "href" => {
                    let leads = text.strip_prefix('#').is_none_or(|uuid| unique.contains(uuid));
                    assert!(leads, "{name} {path} {text}");
                    assert!(text.is_ascii() && !text.contains(' '), "{name} {path} {text}");
                }
                "source" => assert!(files.contains_key(text), "{name} {path} {text}"),
                "title" | "value" | "name" | "version" | "identifier" | "text" => {
                    assert!(is_one_line, "{name} {path} {text:?}");
                }
                "start" | "end" | "collected" | "expires" | "published" | "date" | "deadline"
                | "last-modified" => {
                    let day = text.strip_suffix("T00:00:00Z").unwrap_or("");
                    assert!(
                        day.parse::<annexa::base::date::Date>().is_ok(),
                        "{name} {path} {text}"
                    );
                }
                _ => {}
            }
        }
        for uuid in listed(file, "party-uuids") {
            assert!(unique.contains(uuid), "{name}: no party {uuid}");
        }
        for id in listed(file, "with-ids") {
            assert!(known.contains(id), "{name}: no control {id}");
        }
        for import in array(file, "/profile/imports") {
            assert!(files.contains_key(import["href"].as_str().unwrap_or("")), "{import}");
        }
    }
}

#[test]
fn the_catalog_has_every_control_and_clause_of_the_framework() {
    let mut sources = example();
    let settings = annexa::base::path::RelPath::fixed("handbook.toml");
    let text = sources.text(&settings).expect("the settings");
    let text = text.replace("[\"iso27001-2022\"]", "[\"iso27001-2022\", \"iso27001-2013\"]");
    sources.insert(settings, text.into_bytes());
    let handbook = handbook(&sources);
    let files = files(&handbook);
    assert_sound(&files);
    for framework in &handbook.frameworks.used {
        let file = &files[&format!("{}-catalog.json", framework.id)];
        let catalog = &file["catalog"];
        assert_eq!(catalog["metadata"]["title"], framework.title.as_str());
        let year = framework.id.rsplit('-').next().expect("a year");
        assert_eq!(catalog["metadata"]["version"], year);
        let labels = leaves(catalog).into_iter().filter(|(_, value)| value.get("id").is_some());
        let labels: BTreeMap<&str, &str> = labels
            .filter_map(|(_, value)| {
                Some((*props(value, "label").first()?, value["title"].as_str()?))
            })
            .collect();
        for item in &framework.items {
            assert_eq!(
                labels.get(item.id.as_str()).map(|title| plain(title)),
                Some(item.title.clone())
            );
        }
        assert_eq!(labels.len(), framework.items.len() + framework.themes.len());
    }
    let catalog = &files["iso27001-2022-catalog.json"];
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for class in texts(catalog, "class") {
        *classes.entry(class).or_default() += 1;
    }
    let wanted = [("clause", 30), ("control", 93), ("heading", 11), ("theme", 4)];
    assert_eq!(classes, BTreeMap::from(wanted));
    let control = leaves(catalog).into_iter().find(|(_, value)| value["id"] == "a-8.23");
    let control = control.expect("a control").1;
    let item = handbook.frameworks.used[0].items.iter().find(|item| item.id == "A.8.23");
    let item = item.expect("a control");
    assert_eq!(control["parts"][0]["id"], "a-8.23_smt");
    assert_eq!(control["parts"][0]["prose"], item.summary.as_str());
    assert_eq!(props(control, "control-type"), item.attributes["control_type"]);
}

#[test]
fn the_profile_and_the_component_definition_say_what_was_decided() {
    let handbook = handbook(&example());
    let files = files(&handbook);
    assert_sound(&files);
    let profile = &files["soa-profile.json"]["profile"];
    let import = &profile["imports"][0];
    let excluded: BTreeSet<&str> =
        listed(&import["exclude-controls"], "with-ids").into_iter().collect();
    let included: BTreeSet<&str> =
        listed(&import["include-controls"], "with-ids").into_iter().collect();
    assert_eq!((included.len(), excluded.len()), (93, 3));
    assert!(excluded.is_subset(&included));
    let requirements: BTreeMap<&str, &Value> = leaves(&files["soa-component-definition.json"])
        .into_iter()
        .filter_map(|(_, value)| Some((value.get("control-id")?.as_str()?, value)))
        .collect();
    let alters: BTreeMap<&str, &Value> = array(profile, "/modify/alters")
        .iter()
        .filter_map(|alter| Some((alter["control-id"].as_str()?, &alter["adds"][0])))
        .collect();
    for row in &handbook.soa.rows {
        let id = &handbook.label(row.control).id;
        let token = id.replacen("A.", "a-", 1);
        let parsed = row.parsed.as_ref().expect("every control of the example is decided");
        let requirement = requirements[token.as_str()];
        let said = requirement["description"].as_str().map(plain).expect("a description");
        match row.applicability {
            Applicability::Undecided => panic!("{id} is decided"),
            Applicability::Excluded => {
                let why = parsed.exclusion.as_ref().map(|text| words(&text.value));
                assert!(excluded.contains(token.as_str()), "{id}");
                assert_eq!(Some(said), why, "{id}");
                assert_eq!(props(requirement, "implementation-status"), ["not-applicable"]);
                let all = array(profile, "/metadata/props").iter();
                let mut remarks = all.filter(|prop| prop["value"] == token.as_str());
                let remark = remarks.next().and_then(|prop| prop["remarks"].as_str());
                assert_eq!(remark.map(plain), why_of(parsed), "{id}");
            }
            Applicability::Included(status) => {
                let alter = alters[token.as_str()];
                let justification = parsed.justification.as_ref().map(|text| words(&text.value));
                assert_eq!(alter["parts"][0]["prose"].as_str().map(plain), justification, "{id}");
                assert_eq!(props(alter, "reason").len(), parsed.reasons.len(), "{id}");
                let risks: Vec<&str> =
                    row.risks.iter().map(|risk| handbook.label(*risk).id.as_str()).collect();
                assert_eq!(props(alter, "risk"), risks, "{id}");
                assert_eq!(Some(said), parsed.how.as_deref().map(words), "{id}");
                let word = status.map(annexa::parse::word::Word::word);
                assert_eq!(props(requirement, "soa-status"), word.as_slice(), "{id}");
                let proofs = array(requirement, "/links").iter();
                let proofs = proofs.filter(|link| link["rel"] == "proof-of-compliance");
                assert_eq!(proofs.count(), row.evidence.len(), "{id}");
            }
        }
    }
    assert_eq!(alters.len(), 90);
    assert_eq!(profile["metadata"]["version"], "3.1");
    assert_eq!(profile["metadata"]["published"], "2026-02-02T00:00:00Z");
    assert_eq!(array(profile, "/metadata/revisions").len(), 3);
    assert_eq!(profile["metadata"]["actions"][0]["type"], "approval");
    assert_eq!(props(&profile["metadata"], "approval"), ["as-approved"]);
    assert_eq!(profile["metadata"]["actions"][0]["remarks"], "Approval of version 3.1.");
}

#[test]
fn a_statement_that_is_not_approved_does_not_read_as_if_it_were() {
    let metadata = |version: &str, effective: &str, digest: &str| {
        let soa = format!(
            "version = \"{version}\"\neffective = {effective}\n[[approvals]]\nversion = \"3.1\"\nby = \"ceo\"\ndate = 2026-01-26\n{digest}[[approvals]]\nversion = \"3.2\"\nby = \"ceo\"\ndate = 2030-01-01\n[control.\"A.5.1\"]\napplicable = true\njustification = \"Law\"\n"
        );
        let files = files(&project(&[("handbook.toml", ""), ("soa.toml", &soa)]));
        assert_sound(&files);
        files["soa-profile.json"]["profile"]["metadata"].clone()
    };
    let it = metadata("3.2", "2026-02-02", "");
    assert_eq!(props(&it, "approval"), ["not-approved"]);
    assert_eq!(it["published"], Value::Null);
    assert_eq!(array(&it, "/actions").len(), 1, "the other one is still to come");
    let remarks = it["actions"][0]["remarks"].as_str().map(plain);
    assert_eq!(remarks.as_deref(), Some("Approval of version 3.1. This is version 3.2."));
    assert_eq!(props(&it["actions"][0], "version"), ["3.1"]);

    let it = metadata("3.1", "2026-02-02", "");
    assert_eq!(props(&it, "approval"), ["digest-not-kept"]);
    assert_eq!(it["published"], "2026-02-02T00:00:00Z");
    let changed = format!("digest = \"sha256:{}\"\n", "0".repeat(64));
    assert_eq!(
        props(&metadata("3.1", "2026-02-02", &changed), "approval"),
        ["changed-since-approval"]
    );
    assert_eq!(metadata("3.1", "2027-02-02", "")["published"], Value::Null);
}

fn why_of(row: &annexa::parse::soa::Row) -> Option<String> {
    row.exclusion.as_ref().map(|text| words(&text.value))
}

#[test]
fn audits_findings_and_evidence_are_results() {
    let handbook = handbook(&example());
    let files = files(&handbook);
    let results = array(&files["assessment-results.json"], "/assessment-results/results");
    let count = |key: &str| -> Vec<usize> {
        results.iter().map(|result| array(result, &format!("/{key}")).len()).collect()
    };
    assert_eq!(count("observations"), [5, 3, 9, 48]);
    assert_eq!(count("risks"), [2, 3, 7, 0]);
    assert_eq!(count("findings"), [5, 5, 12, 0]);
    let observations: BTreeMap<&str, &Value> = results
        .iter()
        .flat_map(|result| array(result, "/observations"))
        .map(|one| {
            let ids = [props(one, "finding-id"), props(one, "evidence-id")].concat();
            (ids[0], one)
        })
        .collect();
    for (_, document, finding) in handbook.findings() {
        let one = observations[document.id()];
        let parsed = &finding.parsed;
        let raised = parsed.raised.as_ref().map(|day| format!("{}T00:00:00Z", day.value));
        assert_eq!(one["collected"].as_str(), raised.as_deref(), "{}", document.id());
        assert_eq!(one["description"].as_str().map(plain), parsed.statement.as_deref().map(words));
        assert_eq!(props(one, "requirement").len(), finding.requirement.len(), "{}", document.id());
        assert_eq!(array(one, "/relevant-evidence").len(), finding.seen.len());
    }
    let closed = results.iter().flat_map(|result| array(result, "/risks"));
    assert_eq!(closed.filter(|risk| risk["status"] == "closed").count(), 5);
    for piece in &handbook.evidence {
        let has_come =
            piece.parsed.collected.as_ref().is_some_and(|day| day.value <= handbook.today);
        assert_eq!(observations.contains_key(piece.parsed.id.value.as_str()), has_come);
    }
    // The plan is the audit programme of the handbook.
    let root = &files["assessment-results.json"]["assessment-results"];
    let plan = root["import-ap"]["href"].as_str().and_then(|href| href.strip_prefix('#'));
    let resources = array(root, "/back-matter/resources");
    let plan = resources.iter().find(|one| one["uuid"].as_str() == plan).expect("a resource");
    assert_eq!(plan["document-ids"][0]["identifier"], "PLN-002");
}

#[test]
fn files_lead_to_pages_that_the_site_has() {
    let sources = example();
    let options = annexa::pipeline::Options::on("2026-11-30".parse().expect("a date"));
    let outcome = annexa::pipeline::build(&sources, &options, &());
    let handbook = handbook(&sources);
    let mut followed = 0;
    for download in (export().downloads)(&handbook) {
        for page in &download.pages {
            assert!(outcome.tree.get(page).is_some(), "no page {page} to link it");
        }
        let bytes = outcome.tree.get(&download.path).expect("the site has the file");
        assert_eq!(Some(bytes), export::file(&handbook, &download.path).as_deref());
        let file: Value = serde_json::from_slice(bytes).expect("JSON");
        for link in texts(&file, "href").iter().filter_map(|href| href.strip_prefix("../../")) {
            let page = link.split('#').next().unwrap_or(link);
            assert!(outcome.tree.get(&OutPath::fixed(page)).is_some(), "{page}");
            followed += 1;
        }
    }
    assert!(followed > 150, "{followed} links");
}

#[test]
fn an_address_of_the_site_leads_back_from_anywhere() {
    let handbook = project(&[
        ("handbook.toml", "address = \"https://isms.example.org/\"\n"),
        ("registers/evidence.toml", "[evidence.EV-1]\ntitle = \"Test\"\ncollected = 2026-11-01\n"),
    ]);
    let files = files(&handbook);
    let hrefs = texts(&files["assessment-results.json"], "href");
    assert!(hrefs.contains(&"https://isms.example.org/evidence/ev-1.html"), "{hrefs:?}");
}

#[test]
fn a_handbook_without_decisions_and_results_has_the_catalog_only() {
    let nothing = project(&[]);
    let files = files(&nothing);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["iso27001-2022-catalog.json"]);
    assert_sound(&files);
    // A statement in which nothing applies is no profile: it would hold no control.
    let soa = "[control.\"A.5.1\"]\napplicable = false\n[control.\"A.5.2\"]\n";
    let excluded = project(&[("soa.toml", soa)]);
    assert_eq!(self::files(&excluded).len(), 1);
    // What is still to come is no result.
    let evidence = "[evidence.EV-1]\ntitle = \"Test\"\ncollected = 2026-12-01\n[evidence.EV-2]\ntitle = \"Later\"\n";
    assert_eq!(self::files(&project(&[("registers/evidence.toml", evidence)])).len(), 1);
    let unknown = project(&[("handbook.toml", "frameworks = []\n")]);
    assert_sound(&self::files(&unknown));
}

#[test]
fn own_controls_are_a_catalog_of_their_own() {
    let soa = "version = \"1.0\"\n[control.\"A.5.1\"]\napplicable = true\nstatus = \"planned\"\n[control.\"ACME.1\"]\ntitle = \"Clean kitchens\"\napplicable = true\n[control.\"ACME-1\"]\ntitle = \"Quiet rooms\"\napplicable = false\nexclusion = \"No rooms.\"\n";
    let handbook = project(&[("handbook.toml", "organization = \"Acme\"\n"), ("soa.toml", soa)]);
    let files = files(&handbook);
    assert_sound(&files);
    let own = &files["own-controls-catalog.json"]["catalog"];
    assert_eq!(own["metadata"]["title"], "Own controls of Acme");
    let ids: Vec<&str> =
        array(own, "/controls").iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids, ["acme-1", "acme-1-2"]);
    let standard = &files["iso27001-2022-catalog.json"];
    assert!(!texts(standard, "title").contains(&"Clean kitchens"));
    let profile = &files["soa-profile.json"]["profile"];
    let import = &profile["imports"][1];
    assert_eq!(import["href"], "own-controls-catalog.json");
    assert_eq!(listed(&import["exclude-controls"], "with-ids"), ["acme-1-2"]);
    let sources = texts(&files["soa-component-definition.json"], "source");
    assert_eq!(sources, ["soa-profile.json", "own-controls-catalog.json"]);
    // The catalog of the standard is the same whatever an organization adds to it.
    assert_eq!(*standard, self::files(&project(&[]))["iso27001-2022-catalog.json"]);
}

#[test]
fn hidden_names_are_in_no_file() {
    let mut sources = example();
    let settings = annexa::base::path::RelPath::fixed("handbook.toml");
    let text = sources.text(&settings).expect("the settings").to_owned();
    let shown = files(&handbook(&sources));
    sources.insert(settings, text.replace("show = \"names\"", "show = \"roles\"").into_bytes());
    let handbook = handbook(&sources);
    let hidden = files(&handbook);
    assert_sound(&hidden);
    let persons = handbook.directory.parties.iter();
    let persons = persons.filter_map(|party| party.holder.as_deref());
    let names: BTreeSet<&str> = persons.collect();
    assert!(names.len() > 5);
    let is_named = |files: &Files, name: &str| {
        files
            .values()
            .any(|file| texts(&file[root(file)]["metadata"]["parties"], "name").contains(&name))
    };
    for name in names {
        assert!(!is_named(&hidden, name), "{name}");
    }
    assert!(is_named(&shown, "Helen Ashworth"));
    for file in hidden.values() {
        assert!(array(file, &format!("/{}/metadata/parties", root(file))).len() <= 1);
    }
}

fn root(file: &Value) -> &str {
    file.as_object().and_then(|root| root.keys().next()).map_or("", String::as_str)
}

#[test]
fn names_of_things_stay_and_those_of_files_follow_their_content() {
    let sources = example();
    let today = |day: &str| resolve(&sources, day.parse().expect("a date")).0;
    let (first, again, later) = (today("2026-11-30"), today("2026-11-30"), today("2026-12-01"));
    assert_eq!(bytes(&first), bytes(&again));
    let (first, later) = (files(&first), files(&later));
    for (name, file) in &first {
        let (one, other) = (&file[root(file)], &later[name][root(file)]);
        assert_eq!(one["uuid"], other["uuid"], "{name}");
        assert_ne!(one["metadata"]["last-modified"], other["metadata"]["last-modified"]);
    }
    let mut changed = sources.clone();
    let soa = annexa::base::path::RelPath::fixed("soa.toml");
    let text = changed
        .text(&soa)
        .expect("the statement")
        .replace("version     = \"3.1\"", "version     = \"3.2\"");
    changed.insert(soa, text.into_bytes());
    let changed = files(&handbook(&changed));
    let uuid = |files: &Files, name: &str| files[name][root(&files[name])]["uuid"].clone();
    assert_ne!(uuid(&first, "soa-profile.json"), uuid(&changed, "soa-profile.json"));
    for name in ["iso27001-2022-catalog.json", "assessment-results.json"] {
        assert_eq!(uuid(&first, name), uuid(&changed, name));
    }
    let requirements = |files: &Files| -> Vec<String> {
        let file = &files["soa-component-definition.json"];
        texts(&file["component-definition"]["components"], "uuid")
            .into_iter()
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(requirements(&first), requirements(&changed));
}

/// A framework with everything that data of a project can get wrong.
const ODD_FRAMEWORK: &str = r#"
[framework]
id = "odd"
title = "Odd 规则 {{ insert: param, x }}"
[[theme]]
id = "t"
prefix = ""
title = " "
[[clause]]
id = "1"
kind = "heading"
parent = ""
[[clause]]
id = "1.1"
kind = "heading"
parent = "1"
[[clause]]
id = "1.1.1"
parent = "1.1"
[[clause]]
id = "1.2"
parent = "1"
[[clause]]
id = "2"
kind = "heading"
parent = "3"
[[clause]]
id = "3"
kind = "heading"
parent = "2"
[[control]]
id = "A.1"
theme = "t"
[[control]]
id = "A-1"
theme = "t"
[[control]]
id = "Ä.1"
parent = "nowhere"
[[control]]
id = "A.1"
theme = "t"
"#;

#[test]
fn odd_frameworks_lose_nothing() {
    let settings = "frameworks = [\"odd\", \"odd\", \"iso27001-2022\"]\n";
    let soa = "[control.\"A.1\"]\napplicable = true\n";
    let handbook = project(&[
        ("handbook.toml", settings),
        ("frameworks/odd.toml", ODD_FRAMEWORK),
        ("soa.toml", soa),
    ]);
    let files = files(&handbook);
    assert_sound(&files);
    let catalog = &files["odd-catalog.json"]["catalog"];
    let labels: Vec<&str> =
        leaves(catalog).into_iter().flat_map(|(_, value)| props(value, "label")).collect();
    for item in &handbook.frameworks.used[0].items {
        assert!(labels.contains(&item.id.as_str()), "{} is lost", item.id);
    }
    assert_eq!(labels.len(), handbook.frameworks.used[0].items.len() + 1);
    for (path, value) in leaves(catalog) {
        let both = value.get("groups").is_some() && value.get("controls").is_some();
        assert!(!both || path.is_empty(), "{path} has groups and controls");
    }
    let kinds =
        handbook.frameworks.used[0].items.iter().filter(|item| item.kind == ItemKind::Heading);
    assert_eq!(kinds.count(), 4);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn no_text_breaks_a_file(
        text in "[ -~\u{e4}\u{4e2d}\u{20000}\u{1f511}\u{5d0}\u{202e}\u{feff}\u{85}\u{2028}\n\t]{0,30}",
        id in "[a-zA-Z0-9][a-zA-Z0-9-]{0,6}",
    ) {
        let quoted = toml::Value::String(text.clone()).to_string();
        let settings = format!("title = {quoted}\norganization = {quoted}\ndescription = {quoted}\n");
        let people = format!("[role.ciso]\ntitle = {quoted}\nholder = \"jo\"\n[role.owner]\n[person.jo]\nname = {quoted}\n");
        let soa = format!(
            "title = {quoted}\nversion = {quoted}\nowner = \"ciso\"\napprover = {quoted}\n[[approvals]]\nby = \"jo\"\ndate = 2026-01-01\nref = {quoted}\nversion = {quoted}\n[[approvals]]\nby = \"jo\"\ndate = 2026-01-01\n[[history]]\nversion = {quoted}\nchange = {quoted}\n[control.\"A.5.1\"]\napplicable = true\njustification = {quoted}\nhow = {quoted}\nowner = {quoted}\nstatus = \"partial\"\naction = {quoted}\n[control.\"A.5.2\"]\napplicable = false\nexclusion = {quoted}\n[control.{id}]\ntitle = {quoted}\napplicable = true\n"
        );
        let evidence = format!("[evidence.{id}-e]\ntitle = {quoted}\nresult = {quoted}\nowner = \"jo\"\nurl = {quoted}\ncollected = 2026-01-01\nproves = [\"A.5.1\", \"6\"]\n");
        let finding = format!(
            "+++\nid = \"{id}\"\ntitle = {quoted}\ntype = \"finding\"\ngrade = \"major\"\nrequirement = [\"A.5.1\", \"6\", \"6.1.3\"]\nraised = 2026-02-01\nby = {quoted}\nstatement = {quoted}\nevidence = [{quoted}, \"{id}-e\"]\ncause = {quoted}\n[[actions]]\ntext = {quoted}\ndone = 2026-03-01\n[[actions]]\ntext = {quoted}\ndone = 2026-03-01\n+++\n"
        );
        let handbook = project(&[
            ("handbook.toml", &settings),
            ("people.toml", &people),
            ("soa.toml", &soa),
            ("registers/evidence.toml", &evidence),
            ("records/one.md", &finding),
            ("records/two.md", &finding),
        ]);
        assert_sound(&files(&handbook));
    }
}
