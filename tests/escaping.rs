//! Holds the two habits that keep texts of authors from becoming HTML: scripts build elements, and templates escape.

use std::fs;
use std::path::{Path, PathBuf};

fn theme(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("theme").join(folder);
    let entries = fs::read_dir(root).expect("the theme can be read");
    entries.map(|entry| entry.expect("the theme can be read").path()).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a file of the theme is text")
}

#[test]
fn nothing_is_turned_into_html_by_scripts() {
    let refused = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "srcdoc",
        "setHTML",
        "createContextualFragment",
        "DOMParser",
    ];
    let mut scripts = theme("static");
    scripts.extend(theme("preview"));
    scripts.retain(|path| path.extension().is_some_and(|kind| kind == "js"));
    assert!(scripts.len() > 10);
    for path in scripts {
        let text = read(&path);
        for word in refused {
            assert!(!text.contains(word), "{} has `{word}`", path.display());
        }
    }
}

#[test]
fn templates_escape_everything_but_rendered_markdown() {
    // Bodies are made by `render::html` and cleaned by `render::sanitize`; the style sheet of the file to mail is the theme's own.
    let known = [
        "{{ body | safe }}",
        "{{ bodies[part.introduction] | safe }}",
        "{{ bodies[chapter.body] | safe }}",
        "{{ style | safe }}",
    ];
    let templates = theme("templates");
    assert!(templates.len() > 10);
    for path in templates {
        // Tera escapes by these endings.
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or("");
        assert!(["html", "xml"].contains(&kind), "{} would not be escaped", path.display());
        let mut text = read(&path);
        for piece in known {
            text = text.replace(piece, "");
        }
        let filters = text.split('|').skip(1).map(str::trim_start);
        assert!(
            !filters.into_iter().any(|filter| filter.starts_with("safe")),
            "{} has `| safe`",
            path.display()
        );
        assert!(!text.contains("={{"), "{} has an attribute without quotes", path.display());
    }
}
