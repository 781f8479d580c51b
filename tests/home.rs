//! The home page of handbooks of any size: it stays short.

mod support;

use annexa::base::path::OutPath;
use annexa::load::read::read;
use annexa::pipeline::{Options, build};
use scraper::{Html, Selector};

use support::project::Project;

/// The home page of a handbook with so many policies, each for a group of its own.
fn home(policies: usize) -> Html {
    let project = Project::new(&[("handbook.toml", "title = \"Handbook\"\n")]);
    for number in 1..=policies {
        let text = format!(
            "+++\nid = \"POL-{number}\"\nowner = \"ciso\"\nreview_date = 2027-06-01\naudience = [\"team-{number}\"]\n+++\n# Policy {number}\n\nAsk first.\n"
        );
        project.write(&format!("documents/policy-{number}.md"), &text);
    }
    built(&project)
}

fn built(project: &Project) -> Html {
    let sources = read(&project.root).expect("a project can be read");
    let site = build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &());
    let bytes = site.tree.get(&OutPath::fixed("index.html")).expect("a home page");
    Html::parse_document(std::str::from_utf8(bytes).expect("text"))
}

fn count(page: &Html, css: &str) -> usize {
    page.select(&Selector::parse(css).expect("a selector")).count()
}

#[test]
fn documents_stand_from_a_to_z_while_they_are_few() {
    let page = home(120);
    assert_eq!(count(&page, ".a-z dd a"), 120);
    assert_eq!(count(&page, ".a-z a[href='search.html']"), 0);
}

#[test]
fn many_documents_have_their_own_page_from_a_to_z() {
    let page = home(121);
    assert_eq!(count(&page, ".a-z dd"), 0);
    assert_eq!(count(&page, ".a-z a[href='search.html']"), 1);
}

#[test]
fn of_many_groups_the_first_ones_are_named() {
    let page = home(12);
    assert_eq!(count(&page, ".groups li"), 12);
    assert_eq!(count(&page, "section > p > a[href='reading.html']"), 0);
    let page = home(13);
    assert_eq!(count(&page, ".groups li"), 12);
    assert_eq!(count(&page, "section > p > a[href='reading.html']"), 1);
}

/// What the home page says while nothing is in force; each document by its status.
fn not_yet(handbook: &str, statuses: &[&str]) -> Option<String> {
    let project = Project::new(&[("handbook.toml", handbook)]);
    for (number, status) in statuses.iter().enumerate() {
        let text =
            format!("+++\nid = \"POL-{number}\"\nstatus = \"{status}\"\n+++\n# Policy {number}\n");
        project.write(&format!("documents/policy-{number}.md"), &text);
    }
    let page = built(&project);
    let selector = Selector::parse(".not-yet").expect("a selector");
    let said: Vec<String> =
        page.select(&selector).map(|line| line.text().collect::<String>()).collect();
    // One line in place of what has no content yet.
    assert_eq!(count(&page, "#changes"), 1 - said.len());
    said.into_iter().next()
}

#[test]
fn where_nothing_is_in_force_yet_the_page_says_so() {
    let iso = "title = \"Handbook\"\n";
    let path = "The path to certification says what is next.";
    for (statuses, said) in [
        (&["draft", "in-review"][..], "all 2 documents are drafts"),
        (&["draft"], "the only document is a draft"),
        (&["draft", "retired"], "one document is a draft"),
        (&["draft", "draft", "superseded"], "2 documents are drafts"),
    ] {
        let wanted = format!("Nothing is in force yet: {said}. {path}");
        assert_eq!(not_yet(iso, statuses), Some(wanted));
    }
    for statuses in [&[][..], &["retired"], &["draft", "approved"]] {
        assert_eq!(not_yet(iso, statuses), None, "{statuses:?}");
    }
}
