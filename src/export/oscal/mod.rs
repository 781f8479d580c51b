//! OSCAL (NIST): frameworks as catalogs, the Statement of Applicability as a profile and a component definition, and audits, findings and
//! evidence as assessment results. `docs/oscal.md` says what becomes what, and what is left out.
//!
//! Files refer to each other by name and lie in one folder. All ids are tokens ([`token`]), all names of things UUIDs that stay ([`name`]).

mod back_matter;
mod catalog;
mod component;
mod metadata;
mod name;
mod people;
mod profile;
mod project;
mod results;
mod text;
mod token;
mod tree;

use crate::base::path::OutPath;
use crate::export::oscal::catalog::Head;
use crate::export::oscal::project::{Files, Project, neighbor};
use crate::export::{Download, Export, Format, Made};
use crate::model::framework::page_of;
use crate::model::handbook::Handbook;
use crate::parse::soa::SoaFile;

/// Everything that OSCAL has a place for.
pub(super) static EXPORT: Export = Export {
    word: "oscal",
    title: "OSCAL",
    about: "Frameworks, the Statement of Applicability, audits, findings and evidence for programs that read OSCAL.",
    downloads,
};

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    let files = Files::of(handbook);
    let statement = handbook.soa.parsed.as_ref().filter(|_| profile::is_there(&handbook.soa));
    let mut all = catalogs(handbook, &files);
    all.extend(own_controls(handbook, &files));
    if let Some(soa) = statement {
        let title = soa.title.as_str();
        let shown = ["soa.html"];
        all.push(download(
            &files.profile,
            format!("{title} as a profile"),
            "OSCAL profile",
            &shown,
            move || profile::render(&Project::of(handbook), &Files::of(handbook), soa),
        ));
        let part = "OSCAL component definition";
        let whole = format!("{title} as a component definition");
        all.push(download(&files.component, whole, part, &shown, move || {
            component::render(&Project::of(handbook), &Files::of(handbook), soa)
        }));
    }
    if results::is_there(handbook) {
        let shown = ["findings.html", "audits.html", "evidence.html"];
        let title = "Audits, findings and evidence as assessment results".to_owned();
        all.push(download(&files.results, title, "OSCAL assessment results", &shown, move || {
            results::render(&Project::of(handbook), &Files::of(handbook))
        }));
    }
    all
}

fn download<'h>(
    path: &OutPath,
    title: String,
    part: &str,
    pages: &[&str],
    make: impl Fn() -> Vec<u8> + Send + Sync + 'h,
) -> Download<'h> {
    Download {
        path: path.clone(),
        title,
        part: Some(part.to_owned()),
        format: Format::Json,
        pages: pages.iter().map(|page| OutPath::fixed(page)).collect(),
        made: Made::by(make),
    }
}

/// One for each framework.
fn catalogs<'h>(handbook: &'h Handbook, files: &Files) -> Vec<Download<'h>> {
    let made = files.catalogs.iter().filter_map(|(number, path)| {
        let framework = handbook.frameworks.used.get(*number)?;
        let name = neighbor(path).to_owned();
        let make = move || catalog::of_framework(&name, framework, handbook.today);
        let part = match number {
            0 => "OSCAL catalog".to_owned(),
            _ => format!("OSCAL catalog {}", framework.title),
        };
        let title = format!("Catalog of {}", framework.title);
        let own_page =
            if *number == 0 { OutPath::fixed("clauses.html") } else { page_of(framework) };
        let mut download = download(path, title, &part, &["controls.html"], make);
        download.pages.push(own_page);
        Some(download)
    });
    made.collect()
}

/// The catalog of the controls that the organization added.
fn own_controls<'h>(handbook: &'h Handbook, files: &Files) -> Option<Download<'h>> {
    let path = files.own.as_ref()?;
    let framework = handbook.frameworks.used.first()?;
    let soa: &SoaFile = handbook.soa.parsed.as_ref()?;
    let name = neighbor(path).to_owned();
    let make = move || {
        let title = match &handbook.settings.organization {
            Some(organization) => format!("Own controls of {organization}"),
            None => "Own controls".to_owned(),
        };
        let head = Head {
            title: &title,
            id: &format!("{}-OWN-CONTROLS", soa.id),
            version: profile::version(soa),
            remarks: "Controls that the organization added to those of the framework.",
        };
        catalog::of_own(&name, &head, framework, handbook.today)
    };
    let pages = ["controls.html", "soa.html"];
    Some(download(
        path,
        "Catalog of own controls".to_owned(),
        "OSCAL catalog of own controls",
        &pages,
        make,
    ))
}
