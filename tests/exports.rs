//! What holds for every export: the command and the site have the same bytes, pages link what they offer, and no source is ever replaced.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use annexa::export::{self, Made};
use annexa::load::read::read;
use annexa::pipeline::{self, Options, Outcome};
use scraper::{Html, Selector};
use snapbox::cmd::OutputAssert;
use support::project::{Project, annexa, files, stderr, stdout};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example")
}

fn options() -> Options {
    Options::on("2026-11-21".parse().expect("a date"))
}

fn built(root: &Path) -> Outcome {
    pipeline::build(&read(root).expect("a project"), &options(), &())
}

/// Runs `annexa export ARGUMENTS -C ROOT`.
fn run(root: &Path, arguments: &[&str]) -> OutputAssert {
    let always = ["--today", "2026-11-21", "--no-history", "-C"];
    annexa().arg("export").args(arguments).args(always).arg(root).assert()
}

#[test]
fn the_command_writes_what_the_site_has() {
    let built = built(&example());
    let project = Project::new(&[]);
    let folder = project.path("out");
    run(&example(), &["all", "-o", &folder.to_string_lossy()]).success();
    let of_site: Vec<(String, Vec<u8>)> = built
        .tree
        .iter()
        .filter_map(|(path, bytes)| {
            Some((path.as_str().strip_prefix("downloads/")?.to_owned(), bytes.to_vec()))
        })
        .collect();
    assert!(of_site.len() > 20, "{}", of_site.len());
    for (written, expected) in files(&folder).iter().zip(&of_site) {
        assert_eq!(written.0, expected.0);
        assert!(written.1 == expected.1, "{} differs", written.0);
    }
    assert_eq!(files(&folder).len(), of_site.len());
}

#[test]
fn every_file_is_linked_from_its_pages_and_from_the_list() {
    let sources = read(&example()).expect("a project");
    let (handbook, _) = pipeline::resolve(&sources, options().today);
    let built = built(&example());
    let pages: BTreeSet<String> = built.tree.iter().map(|(path, _)| path.to_string()).collect();
    let links = |page: &str, path: &str| {
        let root = "../".repeat(page.matches('/').count());
        let html = built.tree.iter().find(|(url, _)| url.as_str() == page).expect("a page").1;
        let html = Html::parse_document(std::str::from_utf8(html).expect("UTF-8"));
        let all = Selector::parse("main a[href]").expect("a selector");
        html.select(&all).any(|link| link.attr("href") == Some(&format!("{root}{path}")))
    };
    let mut faults = Vec::new();
    for download in export::downloads(&handbook) {
        let path = download.path.as_str();
        if !path.starts_with("downloads/") || !pages.contains(path) {
            faults.push(format!("{path} is not in the site"));
        }
        if !links("downloads.html", path) {
            faults.push(format!("{path} is not on downloads.html"));
        }
        for page in &download.pages {
            // A part is reached by way of the list.
            let group = export::ALL.iter().find(|export| {
                (export.downloads)(&handbook).iter().any(|one| one.path == download.path)
            });
            let more = format!("downloads.html#{}", group.expect("its export").word);
            if !pages.contains(page.as_str()) {
                faults.push(format!("{path} is offered by {page}, which is no page"));
            } else if !links(page.as_str(), path) && !links(page.as_str(), &more) {
                faults.push(format!("{page} does not lead to {path}"));
            }
        }
        if download.pages.is_empty() {
            faults.push(format!("{path} is offered by no page"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_word_and_title_is_its_own() {
    let words: BTreeSet<&str> = export::ALL.iter().map(|export| export.word).collect();
    let titles: BTreeSet<&str> = export::ALL.iter().map(|export| export.title).collect();
    assert_eq!((words.len(), titles.len()), (export::ALL.len(), export::ALL.len()));
    for word in words {
        assert!(word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{word}");
    }
}

#[test]
fn a_handbook_that_has_nothing_exports_what_there_is() {
    let project = Project::new(&[("handbook.toml", "title = \"Handbook\"\n")]);
    run(&project.root, &["all", "-o", &project.path("out").to_string_lossy()]).success();
    assert!(project.path("out/handbook.json").is_file());
    assert!(!project.path("out/risks.csv").exists(), "there is no risk");
    let said = stderr(&run(&project.root, &["risks"]).code(2));
    assert!(said.contains("there is nothing to export: this handbook has no"), "{said}");
}

#[test]
fn an_ending_chooses_the_format_and_a_dash_is_standard_output() {
    let project = Project::new(&[]);
    let file = project.path("register.csv");
    run(&example(), &["documents", "-o", &file.to_string_lossy()]).success();
    let csv = fs::read(&file).expect("it was written");
    let streamed = run(&example(), &["documents", "--format", "csv", "-o", "-"]).success();
    assert_eq!(streamed.get_output().stdout, csv);
    assert!(csv.starts_with("\u{FEFF}id,".as_bytes()), "a mark, then the head");
    assert!(stdout(&streamed).contains("POL-001"));
    let said = stderr(&run(&example(), &["documents", "-o", "-"]).code(2));
    assert!(said.contains("`--format` chooses among them: `csv`, `xlsx`"), "{said}");
    let pdf = project.path("register.ods");
    let said = stderr(&run(&example(), &["documents", "-o", &pdf.to_string_lossy()]).code(2));
    assert!(said.contains("`documents` is not exported as `ods`"), "{said}");
    assert!(!pdf.exists());
}

#[test]
fn nothing_is_written_over_or_among_the_sources() {
    let project = Project::sound();
    project.write("registers/suppliers.csv", "id,title\nSUP-1,Mail\n");
    project.write("glossary.toml", "[term.isms]\nname = \"ISMS\"\nmeaning = \"A system\"\n");
    let before = project.files();
    let refuse = |word: &str, output: &Path| {
        let output = output.to_string_lossy().into_owned();
        let said = stderr(&run(&project.root, &[word, "-o", &output]).code(2));
        assert!(said.contains("lies among the sources of the handbook"), "{output}: {said}");
    };
    refuse("suppliers", &project.path("registers/suppliers.csv"));
    refuse("suppliers", &project.path("documents/../registers/suppliers.csv"));
    // A file that is not there yet would be a register of the next build.
    refuse("glossary", &project.path("registers"));
    refuse("glossary", &project.path("registers/below/"));
    #[cfg(unix)]
    {
        let link = project.root.with_file_name("link");
        std::os::unix::fs::symlink(&project.root, &link).expect("a link can be made");
        refuse("suppliers", &link.join("registers/suppliers.csv"));
    }
    assert_eq!(project.files(), before);
}

#[cfg(unix)]
#[test]
fn no_folder_of_an_export_leads_elsewhere() {
    let project = Project::overdue();
    let (out, elsewhere) = (project.path("out"), project.path("elsewhere"));
    fs::create_dir_all(&out).expect("a folder can be made");
    fs::create_dir_all(&elsewhere).expect("a folder can be made");
    std::os::unix::fs::symlink(&elsewhere, out.join("due")).expect("a link can be made");
    let said = stderr(&run(&project.root, &["due", "-o", &out.to_string_lossy()]).code(2));
    assert!(said.contains("symbolic link"), "{said}");
    assert_eq!(files(&elsewhere), []);
}

#[test]
fn a_path_that_ends_with_a_slash_is_a_folder() {
    let project = Project::sound();
    let folder = format!("{}/", project.path("new.d").display());
    run(&project.root, &["documents", "-o", &folder]).success();
    assert!(project.path("new.d/documents.xlsx").is_file());
    run(&project.root, &["pack", "-o", &folder]).success();
    assert!(project.path("new.d/handbook-2026-11-21.zip").is_file());
}

#[test]
fn a_table_wider_than_any_sheet_ends_nothing() {
    let project = Project::sound();
    let row = |cell: &dyn Fn(usize) -> String| (0..17_000).map(cell).collect::<Vec<_>>().join(",");
    let head = row(&|number| format!("c{number}"));
    project.write("registers/wide.csv", &format!("id,{head}\nA,{}\n", row(&|_| "x".to_owned())));
    let out = project.path("out");
    run(&project.root, &["tables", "-o", &out.to_string_lossy()]).success();
    let csv = project.read("out/tables/wide.csv");
    // As many columns as are read; `annexa check` says that there are more.
    assert!(csv.lines().next().is_some_and(|head| head.ends_with(",c254")), "{csv}");
    assert!(project.path("out/tables/wide.xlsx").is_file());
}

#[test]
fn whoever_names_a_browser_wants_to_print() {
    let project = Project::sound();
    let said = stderr(&run(&project.root, &["pack", "--chromium", "/nowhere"]).code(2));
    assert!(said.contains("add `--pdf`, or leave them out"), "{said}");
}

#[test]
fn an_export_says_when_a_build_would_refuse() {
    let project = Project::sound();
    project.write("documents/other.md", "+++\nid = \"POL-1\"\n+++\n# Twice\n");
    let out = project.path("out");
    let said = stderr(&run(&project.root, &["documents", "-o", &out.to_string_lossy()]).success());
    assert!(said.contains("`annexa build` would not publish this handbook: 1 error"), "{said}");
    let said = stderr(
        &run(&Project::sound().root, &["documents", "-o", &out.to_string_lossy()]).success(),
    );
    assert!(!said.contains("note:"), "{said}");
}

#[test]
fn a_page_that_is_a_download_is_a_page_of_the_site() {
    let (handbook, _) = pipeline::resolve(&read(&example()).expect("a project"), options().today);
    let is_page =
        |path: &str| annexa::render::page::all(&handbook).any(|page| page.url.as_str() == path);
    for download in export::downloads(&handbook) {
        let is_made_by_a_template = matches!(download.made, Made::Page);
        assert_eq!(is_page(download.path.as_str()), is_made_by_a_template, "{}", download.path);
    }
}
