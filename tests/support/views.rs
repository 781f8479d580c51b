//! `docs/views.md` from the doc comments of `src/view`: what a template may see is documented where it is defined, and nowhere else.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A type that templates see.
struct View {
    /// The file that defines it, without its ending; two files may use one name.
    module: String,
    name: String,
    meaning: String,
    /// Name, Rust type, meaning.
    fields: Vec<(String, String, String)>,
}

const INTRODUCTION: &str = "# Views

The fields that [templates](themes.md) can use. Addresses are relative to the root of the site: put `page.root` in front. A field that “may be none” is empty in
`if` and `or`. Fields may be added in any version.
";

/// The page. `roots` are the types that templates get directly, in the order of the page; what these hold follows.
pub(crate) fn page(sources: &Path, roots: &[String]) -> String {
    let views = read(sources);
    let named = |name: &str, from: Option<&str>| {
        let known = |view: &&View| view.name == name;
        views
            .iter()
            .filter(known)
            .find(|view| Some(view.module.as_str()) == from)
            .or_else(|| views.iter().find(known))
    };
    let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
    for view in &views {
        *shared.entry(&view.name).or_default() += 1;
    }
    let title = |view: &View| match shared.get(view.name.as_str()) {
        Some(2..) => {
            let mut letters = view.module.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>() + &view.name
        }
        _ => view.name.clone(),
    };
    let mut waiting: VecDeque<&View> = roots
        .iter()
        .map(|root| named(root, None).unwrap_or_else(|| panic!("there is no view `{root}`")))
        .collect();
    let mut done: Vec<String> = waiting.iter().map(|view| title(view)).collect();
    let mut page = INTRODUCTION.to_owned();
    while let Some(view) = waiting.pop_front() {
        let _ = write!(
            page,
            "\n## {}\n\n{}\n\n| Field | Type | Meaning |\n| --- | --- | --- |\n",
            title(view),
            view.meaning
        );
        for (field, kind, meaning) in &view.fields {
            let mut words = Vec::new();
            let inner = unwrapped(kind, &mut words);
            let plain = match inner {
                "String" | "&'static str" | "Cow<'static, str>" => "text".to_owned(),
                "usize" | "u8" | "u16" | "u32" | "i32" | "i64" => "number".to_owned(),
                "bool" => "true or false".to_owned(),
                other => {
                    let held = named(other, Some(&view.module)).unwrap_or_else(|| {
                        panic!("`{field}` of {} is a `{other}`, which is no view", view.name)
                    });
                    let title = title(held);
                    if !done.contains(&title) {
                        done.push(title.clone());
                        waiting.push_back(held);
                    }
                    format!("[{title}](#{})", title.to_lowercase())
                }
            };
            let many = if words.contains(&"Vec") { "list of " } else { "" };
            let none = if words.contains(&"Option") { ", may be none" } else { "" };
            let _ = writeln!(page, "| `{field}` | {many}{plain}{none} | {meaning} |");
        }
    }
    page
}

fn unwrapped<'t>(kind: &'t str, words: &mut Vec<&'static str>) -> &'t str {
    for word in ["Option", "Vec"] {
        let inner = kind.strip_prefix(word).and_then(|rest| rest.strip_prefix('<'));
        if let Some(inner) = inner.and_then(|rest| rest.strip_suffix('>')) {
            words.push(word);
            return unwrapped(inner, words);
        }
    }
    kind
}

/// Every public struct of the files that is serialized.
fn read(sources: &Path) -> Vec<View> {
    let mut views = Vec::new();
    let mut paths: Vec<_> = walkdir::WalkDir::new(sources)
        .into_iter()
        .map(|entry| entry.expect("the views can be listed").into_path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    for path in paths {
        let module = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("").to_owned();
        let text = fs::read_to_string(&path).expect("a view can be read");
        let (mut comment, mut is_serialized) = (Vec::new(), false);
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if let Some(said) = line.strip_prefix("/// ") {
                comment.push(said);
            } else if line.starts_with("#[derive") {
                is_serialized = line.contains("Serialize");
            } else if let Some(rest) = line.strip_prefix("pub struct ")
                && is_serialized
            {
                let name = rest.trim_end_matches(" {").to_owned();
                views.push(View {
                    module: module.clone(),
                    name,
                    meaning: comment.join(" "),
                    fields: fields(&mut lines),
                });
            } else {
                comment.clear();
                is_serialized = false;
            }
        }
    }
    views
}

fn fields<'t>(lines: &mut impl Iterator<Item = &'t str>) -> Vec<(String, String, String)> {
    let mut fields = Vec::new();
    let mut comment = Vec::new();
    for line in lines.take_while(|line| *line != "}") {
        let line = line.trim();
        if let Some(said) = line.strip_prefix("/// ") {
            comment.push(said);
        } else if let Some((name, kind)) =
            line.strip_prefix("pub ").and_then(|rest| rest.split_once(": "))
        {
            fields.push((
                name.to_owned(),
                kind.trim_end_matches(',').to_owned(),
                comment.join(" "),
            ));
            comment.clear();
        } else if !line.starts_with("#[") {
            // A field that templates do not see.
            comment.clear();
        }
    }
    fields
}
