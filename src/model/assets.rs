//! Images and attachments: which are published, and under which name.

use crate::base::path::{OutPath, RelPath};
use crate::base::slug::file_slug;
use crate::model::svg::svg_fault;

/// The kinds of file that are published when a document refers to them.
const KINDS: [&str; 17] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "csv", "txt", "docx", "xlsx",
    "pptx", "odt", "ods", "odp", "zip",
];

/// True for files of a kind that is published, whatever they hold.
pub fn is_of_known_kind(path: &RelPath) -> bool {
    KINDS.contains(&path.extension().to_lowercase().as_str())
}

/// Says why a file is not published, or `None` when it is.
pub fn fault(path: &RelPath, text: Option<&str>) -> Option<String> {
    let kind = path.extension().to_lowercase();
    if kind.is_empty() {
        return Some("files without an ending are not published".to_owned());
    }
    if !KINDS.contains(&kind.as_str()) {
        return Some(format!("files of the kind `.{kind}` are not published"));
    }
    if kind == "svg" {
        let Some(text) = text else { return Some("the SVG is not text".to_owned()) };
        return svg_fault(text)
            .map(|why| format!("the SVG holds {why}, which could run or load something"));
    }
    None
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
    fn an_svg_is_looked_into() {
        assert_eq!(fault(&path("assets/a.svg"), Some("<svg><rect width=\"1\"/></svg>")), None);
        assert!(fault(&path("assets/a.svg"), Some("<svg onload=\"x()\">")).is_some());
        assert!(fault(&path("assets/a.svg"), None).is_some());
    }

    #[test]
    fn attachments_get_plain_addresses() {
        let out = |text: &str| out_path(&path(text)).map(|out| out.to_string());
        assert_eq!(out("assets/Org Chart.PNG").as_deref(), Some("assets/org-chart.png"));
        assert_eq!(out("documents/access/x.png").as_deref(), Some("assets/documents/access/x.png"));
    }
}
