//! SVG files of `tests/payloads/drawings.toml`: what could run or load something is refused with a finding and not published, what only draws is.

mod support;

use std::fs;

use support::project::{Project, stdout};

/// Each drawing: its id, whether it is harmless, and its bytes.
fn drawings() -> Vec<(String, bool, Vec<u8>)> {
    let text = include_str!("payloads/drawings.toml");
    let file: toml::Table = text.parse().expect("the fixtures are TOML");
    let all = file["drawing"].as_array().expect("a list of drawings");
    all.iter()
        .map(|one| {
            let key = |name: &str| one[name].as_str().expect("a text").to_owned();
            let bytes = match one.get("encoding").and_then(toml::Value::as_str) {
                Some(_) => format!("\u{feff}{}", key("text"))
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect(),
                None => key("text").into_bytes(),
            };
            (key("id"), one["harmless"].as_bool().expect("true or false"), bytes)
        })
        .collect()
}

#[test]
fn a_drawing_that_could_act_is_a_finding_and_not_published() {
    let drawings = drawings();
    assert!(drawings.iter().filter(|(_, harmless, _)| !harmless).count() >= 30);
    let links: String =
        drawings.iter().flat_map(|(id, _, _)| ["[", id, "](/assets/", id, ".svg)\n\n"]).collect();
    let project = Project::new(&[
        ("handbook.toml", "title = \"Handbook\"\n"),
        ("documents/drawings.md", &format!("# Drawings\n\n{links}")),
        ("assets/packed.svgz", "not read"),
    ]);
    fs::create_dir_all(project.path("assets")).expect("a folder can be made");
    for (id, _, bytes) in &drawings {
        fs::write(project.path(&format!("assets/{id}.svg")), bytes).expect("it can be written");
    }
    let found = stdout(&project.run("check", &["--format", "json"]));
    let found: serde_json::Value = serde_json::from_str(&found).expect("findings are JSON");
    let found = found["findings"].as_array().expect("a list of findings");
    let is_refused = |id: &str| {
        found.iter().any(|finding| {
            finding["code"] == "unpublished-file"
                && finding["message"].as_str().is_some_and(|words| {
                    words.contains(&format!("`assets/{id}.svg`"))
                        || words.contains(&format!("{id}.svg"))
                })
        })
    };
    for (id, is_harmless, _) in &drawings {
        assert_eq!(is_refused(id), !is_harmless, "{id}: {found:#?}");
    }
    let site = project.path("site");
    let output = site.to_str().expect("a path of letters");
    project.run(
        "build",
        &["--output", output, "--warn", "unpublished-file", "--warn", "invalid-text"],
    );
    for (id, is_harmless, _) in &drawings {
        assert_eq!(site.join(format!("assets/{id}.svg")).exists(), *is_harmless, "{id}");
    }
}
