//! When the files of a site are made: as late as they can be, and none where nothing is published.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use annexa::base::path::{OutPath, RelPath};
use annexa::diag::Findings;
use annexa::load::Sources;
use annexa::load::read::read;
use annexa::pipeline::project::Project as Judge;
use annexa::pipeline::watch::{Making, Watch};
use annexa::pipeline::{Memo, Options, build};
use annexa::render::origin::Origin;
use annexa::render::site::{File, Kind, Site};
use annexa::render::templates::TemplateError;
use annexa::write::WriteError;
use annexa::write::site::publish;
use scraper::{Html, Selector};

use support::project::{Project, SOUND, files, stderr};

fn options() -> Options {
    Options::on("2026-11-21".parse().expect("a date"))
}

fn example() -> Sources {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example")).expect("it can be read")
}

/// Counts what is made.
#[derive(Default)]
struct Counter {
    pages: AtomicUsize,
    others: AtomicUsize,
    last: Mutex<Option<(usize, usize)>>,
}

impl Watch for Counter {
    fn made(&self, file: Making) {
        let count = if file == Making::Page { &self.pages } else { &self.others };
        count.fetch_add(1, Ordering::Relaxed);
    }

    fn advance(&self, done: usize, all: usize) {
        let mut last = self.last.lock().expect("no thread died");
        *last = last.max(Some((done, all)));
    }
}

impl Counter {
    fn all(&self) -> (usize, usize) {
        (self.pages.load(Ordering::Relaxed), self.others.load(Ordering::Relaxed))
    }
}

#[test]
fn judging_makes_no_file_and_publishing_makes_each_once() {
    let (sources, options, made) = (example(), options(), Counter::default());
    let project = Judge::new(&sources, &options, &Memo::default(), &made);
    let judged = project.judge(&made);
    let origin = judged.origin.clone();
    let site = judged.listed.with_search(&made);
    assert_eq!(made.all(), (0, 0));
    let folder = Project::sound();
    let output = folder.path("public");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let written = publish((&site, &origin), &output, &source, &|| ()).expect("it is published");
    assert_eq!(written.created, site.iter().count());
    let of = |is: fn(Kind) -> bool| site.iter().filter(|(_, file)| is(file.kind())).count();
    let later = |kind| kind == Kind::Export || kind == Kind::Search;
    let (pages, others) = made.all();
    assert_eq!(pages, of(Kind::is_rendered));
    assert!(others > 100 && others <= of(later), "{others}");
    assert_eq!(*made.last.lock().expect("no thread died"), Some((site.pages(), site.pages())));
    let tree = build(&sources, &options, &()).tree;
    let published: Vec<(String, Vec<u8>)> = files(&output);
    for (path, bytes) in tree.iter() {
        let found = published.iter().find(|(name, _)| name == path.as_str());
        assert!(found.is_some_and(|(_, found)| found == bytes), "{path}");
    }
    assert_eq!(published.len(), tree.iter().count() + 1, "and the manifest");
}

#[test]
fn templates_of_a_project_show_whether_they_hold_before_anything_is_written() {
    let (mut sources, options, made) = (example(), options(), Counter::default());
    let path = RelPath::fixed("theme/templates/about.html");
    sources.insert(
        path,
        b"{% extends \"base.html\" %}{% block main %}{{ abuot }}{% endblock main %}".to_vec(),
    );
    let project = Judge::new(&sources, &options, &Memo::default(), &made);
    let judged = project.judge(&made);
    assert!(
        judged
            .report
            .findings()
            .iter()
            .any(|found| found.diagnostic.code.name == "broken-template")
    );
    let pages = made.all().0;
    let site = judged.listed.with_search(&made);
    assert_eq!(pages, site.pages() + 2, "the feed, and the page that cannot be made, were tried");
    assert!(site.get(&OutPath::fixed("about.html")).is_none());
}

#[test]
fn a_template_that_fails_while_a_site_is_published_leaves_the_former_one() {
    let project = Project::sound();
    project.run("build", &[]).success();
    let before = files(&project.path("public"));
    let mut site = Site::default();
    let mut found = Findings::default();
    for number in 0..50 {
        let path = OutPath::fixed(&format!("documents/page-{number}.html"));
        let make = move || match number {
            30 => Err(TemplateError {
                template: "document.html".to_owned(),
                range: 0..0,
                message: "something is missing".to_owned(),
            }),
            _ => Ok(vec![b'a'; number]),
        };
        site.insert(path, File::made(Kind::Page, make), &mut found);
    }
    let today = "2026-11-21".parse().expect("a date");
    let origin = Origin { title: "Another".to_owned(), today, checkout: None };
    let failed = publish((&site, &origin), &project.path("public"), &project.root, &|| ());
    let failed = failed.expect_err("a page cannot be made");
    assert!(matches!(failed, WriteError::Unmade { .. }), "{failed}");
    let said = failed.to_string();
    assert!(said.contains("`documents/page-30.html` cannot be made: something is"), "{said}");
    assert!(files(&project.path("public")) == before);
    let entries = fs::read_dir(&project.root).expect("a folder can be read");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names: BTreeSet<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    assert!(!names.contains(".public.annexa-work"), "{names:?}");
}

/// Pages are compared with what is published while others are written already: what cannot be compared is found before.
#[cfg(unix)]
#[test]
fn file_by_file_nothing_is_written_where_a_page_cannot_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::sound();
    let output = project.path(&"p".repeat(245));
    let arguments = ["--output", &output.to_string_lossy()];
    project.run("build", &arguments).success();
    let before = files(&output);
    let page = output.join("soa.html");
    let set = |mode| {
        fs::set_permissions(&page, fs::Permissions::from_mode(mode)).expect("rights can be set");
    };
    set(0o000);
    if fs::read(&page).is_err() {
        project.write("documents/access.md", &SOUND.replace("Ask first.", "Ask twice."));
        let said = stderr(&project.run("build", &arguments).code(2));
        assert!(said.contains("cannot read") && said.contains("soa.html"), "{said}");
        set(0o644);
        assert!(files(&output) == before);
    }
}

/// Every page has the navigation, in which its own link is marked and no other one, and only its section is open.
#[test]
fn the_navigation_of_a_page_marks_the_page_and_opens_its_section() {
    let tree = build(&example(), &options(), &()).tree;
    let links = Selector::parse("nav.tree a").expect("a selector");
    let open = Selector::parse("nav.tree li.open > a").expect("a selector");
    let (mut marked, mut opened) = (0, BTreeSet::new());
    for (path, bytes) in tree.iter() {
        let place = RelPath::new(path.as_str()).expect("a clean path");
        if place.extension() != "html" {
            continue;
        }
        let page = Html::parse_document(&String::from_utf8_lossy(bytes));
        for link in page.select(&links) {
            let target = link.attr("href").and_then(|href| place.resolve(href));
            let is_own = target.is_some_and(|target| target.to_string() == path.as_str());
            assert_eq!(link.attr("aria-current").is_some(), is_own, "{path}: {}", link.html());
            marked += usize::from(is_own);
        }
        opened.extend(page.select(&open).filter_map(|link| link.attr("href")).map(|href| {
            let section = place.resolve(href).expect("a page");
            (section.to_string(), path.as_str().starts_with("documents/"))
        }));
    }
    assert!(marked > 60, "only {marked} pages are in the navigation");
    assert!(opened.len() > 5, "{opened:?}");
}

#[test]
fn a_project_may_have_a_navigation_of_its_own() {
    let mut sources = example();
    let own = "<nav class=\"tree\">{% for section in site.sections %}<a href=\"{{ place.root ~ section.url }}\">{{ section.title }}</a>{% endfor %}{% for item in place.branch %}<i>{{ item.title }}</i>{% endfor %}</nav>";
    sources.insert(RelPath::fixed("theme/templates/tree.html"), own.as_bytes().to_vec());
    let outcome = build(&sources, &options(), &());
    assert!(!outcome.report.is_denied(), "{:#?}", outcome.report.findings());
    let page = outcome.tree.get(&OutPath::fixed("sections/access.html")).expect("a page");
    let page = String::from_utf8_lossy(page);
    assert!(page.contains("<a href=\"../sections/access.html\" aria-current=\"page\">"), "{page}");
    assert!(page.contains("<i>"), "what is around the page is listed");
}
