//! Images and attachments: which are published, and under which name.

use crate::base::path::{OutPath, RelPath};
use crate::base::slug::file_slug;

/// The kinds of file that are published when a document refers to them.
const KINDS: [&str; 17] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "csv", "txt", "docx", "xlsx",
    "pptx", "odt", "ods", "odp", "zip",
];

/// What an SVG must not hold: it may be opened on its own, and then runs with the rights of the site.
const UNSAFE_IN_SVG: [&str; 9] = [
    "<script",
    "<foreignobject",
    "<iframe",
    "<!entity",
    "<!doctype",
    "javascript:",
    "data:text",
    "xlink:href=\"http",
    "href=\"http",
];

/// Says why a file is not published, or `None` when it is.
pub fn fault(path: &RelPath, text: Option<&str>) -> Option<String> {
    let kind = path.extension().to_lowercase();
    if !KINDS.contains(&kind.as_str()) {
        return Some(format!("files of the kind `.{kind}` are not published"));
    }
    if kind == "svg" {
        let Some(text) = text else { return Some("the SVG is not text".to_owned()) };
        let text = text.to_lowercase();
        if let Some(found) = UNSAFE_IN_SVG.iter().find(|found| text.contains(**found)) {
            return Some(format!("the SVG holds `{found}`, which could run or load something"));
        }
        if has_handler(&text) {
            return Some("the SVG holds an event handler, which could run something".to_owned());
        }
    }
    None
}

/// True when some attribute begins with `on`.
fn has_handler(svg: &str) -> bool {
    svg.split(|part: char| part.is_whitespace() || matches!(part, '"' | '\'' | '/')).any(|word| {
        let name = word.split('=').next().unwrap_or("");
        word.contains('=')
            && name.len() > 2
            && name.starts_with("on")
            && name.bytes().all(|byte| byte.is_ascii_alphabetic())
    })
}

/// The address of an attachment: below `assets/`, its folders and name made lower-case ASCII.
pub fn out_path(path: &RelPath) -> Option<OutPath> {
    let below = path.as_str().strip_prefix("assets/").unwrap_or(path.as_str());
    let mut segments: Vec<String> = below.split('/').map(file_slug).collect();
    segments.pop();
    segments.retain(|segment| !segment.is_empty());
    segments.insert(0, "assets".to_owned());
    segments.push(format!("{}.{}", file_slug(path.stem()), path.extension().to_lowercase()));
    OutPath::new(&segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).expect("a plain path")
    }

    #[test]
    fn only_known_kinds_are_published() {
        assert_eq!(fault(&path("assets/plan.PDF"), None), None);
        for name in ["assets/_headers", "assets/CNAME", "assets/sw.js", "assets/page.html"] {
            assert!(fault(&path(name), Some("")).is_some(), "{name}");
        }
    }

    #[test]
    fn an_svg_that_could_act_is_not_published() {
        let svg = path("assets/a.svg");
        assert_eq!(fault(&svg, Some("<svg><rect width=\"1\"/><text>one</text></svg>")), None);
        for text in [
            "<svg><SCRIPT/>",
            "<svg onload=\"x()\">",
            "<svg><a\nonclick='x'>",
            "<svg><image href=\"https://x\"/>",
        ] {
            assert!(fault(&svg, Some(text)).is_some(), "{text}");
        }
    }

    #[test]
    fn attachments_get_plain_addresses() {
        let out = |text: &str| out_path(&path(text)).map(|out| out.to_string());
        assert_eq!(out("assets/Org Chart.PNG").as_deref(), Some("assets/org-chart.png"));
        assert_eq!(out("documents/access/x.png").as_deref(), Some("assets/documents/access/x.png"));
    }
}
