//! What holds of a site as a whole: every file is what its name says, every page is plain, every link within the site leads somewhere.

use std::collections::BTreeMap;

use annexa::base::path::{OutPath, RelPath};
use annexa::base::url::percent_decoded;
use annexa::render::output::OutputTree;

use super::findings::{is_json, is_xml};
use super::markup::{self, Page};

/// The page that stands for addresses that are not there: it is shown anywhere, so its links begin at the root of a server.
const NOT_FOUND: &str = "404.html";

/// The page that is mailed: one file, with its style sheet.
const ALONE: &str = "downloads/soa.html";

/// Holds every file of a site against what it must be. One that is not published, as a finding denies it, may have two things at one address.
pub(crate) fn hold(tree: &OutputTree, is_published: bool) {
    let mut pages: BTreeMap<&str, Page> = BTreeMap::new();
    for (path, bytes) in tree.iter() {
        assert_eq!(OutPath::new(path.as_str()).as_ref(), Some(path), "an odd path");
        let text = || {
            std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path} is no text: {error}"))
        };
        match path.as_str().rsplit('.').next().unwrap_or("") {
            "html" => {
                let page = markup::read(text(), path.as_str() == ALONE);
                pages.insert(path.as_str(), page.unwrap_or_else(|why| panic!("{path}: {why}")));
            }
            "xml" => is_xml(bytes),
            "json" => drop(is_json(text())),
            "svg" if path.as_str().starts_with("assets/") => draws_only(path, text()),
            "csv" if path.as_str().starts_with("downloads/") => {
                let rows = csv::ReaderBuilder::new().from_reader(bytes).into_records();
                rows.for_each(|row| drop(row.unwrap_or_else(|error| panic!("{path}: {error}"))));
            }
            _ => {}
        }
    }
    for (path, page) in pages.iter().filter(|(path, _)| is_published && **path != NOT_FOUND) {
        assert!(page.twice.is_empty(), "{path} has ids twice: {:?}", page.twice);
        for link in &page.links {
            assert!(leads(path, link, tree, &pages), "{path} links {link:?}, which is nowhere");
        }
    }
}

/// True when a link on a page leads to a file of the site, and to an element of the page if it names one.
fn leads(page: &str, link: &str, tree: &OutputTree, pages: &BTreeMap<&str, Page>) -> bool {
    let (address, anchor) = link.split_once('#').unwrap_or((link, ""));
    let address = address.split('?').next().unwrap_or(address);
    let target = match address {
        "" => Some(page.to_owned()),
        _ => RelPath::fixed(page).resolve(address).map(|path| path.to_string()),
    };
    let Some(file) = target.and_then(|target| OutPath::new(&target)) else { return false };
    let has = |page: &Page| {
        page.ids.contains(anchor)
            || percent_decoded(anchor).is_some_and(|anchor| page.ids.contains(&anchor))
    };
    match pages.get(file.as_str()) {
        Some(page) => anchor.is_empty() || has(page),
        None => tree.get(&file).is_some() && anchor.is_empty(),
    }
}

/// A drawing that somebody brought draws, and does nothing else.
fn draws_only(path: &OutPath, text: &str) {
    let text = text.to_lowercase();
    for word in ["<script", "<foreignobject", "<!entity", "javascript:", "<iframe", "<animate"] {
        assert!(!text.contains(word), "{path} holds `{word}`");
    }
}
