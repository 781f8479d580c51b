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
    let sources = read(&project.root).expect("a project can be read");
    let site = build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &|_, _| {});
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
