//! What surrounds every page: the site, the navigation, the place of the page in it.

use serde::Serialize;

use crate::base::path::OutPath;
use crate::model::document::Document;
use crate::model::framework::page_of;
use crate::model::guide::Path;
use crate::model::handbook::Handbook;
use crate::model::past::{Record, short};
use crate::parse::look::Shortcuts;
use crate::parse::settings::Report as ReportSettings;
use crate::view::download::DOWNLOADS;
use crate::view::navigation::{Group, groups};
use crate::view::parts::{When, link_to, state_of};

/// Most documents of one section that the navigation lists; the section's page lists all.
const LISTED: usize = 60;

/// The address of the feed of changes.
pub const FEED: &str = "downloads/changes.xml";

/// The address of the style sheet that is made from `[look]`.
pub const BRAND_CSS: &str = "static/brand.css";

/// What is the same on every page.
#[derive(Debug, Serialize)]
pub struct Site {
    /// The title of the handbook.
    pub title: String,
    /// The organization.
    pub organization: Option<String>,
    /// What the handbook is.
    pub description: Option<String>,
    /// The language of the interface and, unless they say otherwise, of the documents.
    pub language: String,
    /// The day of all states.
    pub today: When,
    /// True on a page that is made to be printed at once: its states stay those of the day, whenever that is.
    pub is_for_paper: bool,
    /// The address of the handbook on the web, with a slash at its end. What leaves the site needs it to lead back.
    pub address: Option<String>,
    /// How many days before its day a review counts as due soon; the script re-computes states with it.
    pub warn_days: i32,
    /// The mark of the organization in the top bar.
    pub logo: Option<Logo>,
    /// The address of the style sheet with the organization's own color and the place of its mark.
    pub brand_css: Option<&'static str>,
    /// False when pages must not listen to a single key, such as `/`.
    pub has_shortcuts: bool,
    /// How to report an incident.
    pub report: Option<Report>,
    /// What the site was built from, where git knows it.
    pub build: Option<Build>,
    /// The address of the feed of changes, relative to the root of the site.
    pub feed: &'static str,
    /// The version of Annexa.
    pub generator: &'static str,
    /// The sections at the top.
    pub sections: Vec<Crumb>,
    /// The pages of the ISMS that are not documents.
    pub registers: Vec<Crumb>,
    /// The groups of the navigation below them: registers, and lists of records.
    pub groups: Vec<Group>,
}

/// What the site was built from.
#[derive(Debug, Serialize)]
pub struct Build {
    /// The beginning of the commit's id.
    pub commit: String,
    /// True when files differ from that commit.
    pub is_modified: bool,
}

/// The bar for reporting.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Its words.
    pub label: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// The number as a link wants it.
    pub phone_url: Option<String>,
    /// A mail address.
    pub mail: Option<String>,
    /// The page that says how.
    pub url: Option<String>,
    /// The title of that page.
    pub title: Option<String>,
}

/// The mark of the organization.
#[derive(Debug, Serialize)]
pub struct Logo {
    /// The address of the picture, relative to the root of the site.
    pub url: String,
    /// The address of the picture for the dark scheme, if it has one of its own.
    pub dark_url: Option<String>,
}

/// A title and an address.
#[derive(Debug, Clone, Serialize)]
pub struct Crumb {
    /// The title.
    pub title: String,
    /// The address, relative to the root of the site.
    pub url: String,
}

impl Crumb {
    /// A title and an address.
    pub fn new(title: impl Into<String>, url: impl Into<String>) -> Self {
        Self { title: title.into(), url: url.into() }
    }
}

impl Site {
    /// What every page of the handbook shows.
    pub fn new(handbook: &Handbook) -> Self {
        let (settings, look) = (&handbook.settings, &handbook.look);
        let procedure = |report: &ReportSettings| {
            let entry = report.document.as_ref().and_then(|id| handbook.entries.find(&id.value));
            entry.map(|entry| link_to(handbook, entry))
        };
        let report = settings.report.as_ref().map(|report| Report {
            label: report.label.clone(),
            phone_url: report.phone.as_ref().map(|phone| {
                format!(
                    "tel:{}",
                    phone
                        .chars()
                        .filter(|digit| digit.is_ascii_digit() || *digit == '+')
                        .collect::<String>()
                )
            }),
            phone: report.phone.clone(),
            mail: report.mail.clone(),
            url: procedure(report).map(|link| link.url),
            title: procedure(report).map(|link| link.title),
        });
        let sections = handbook.top_sections.iter().map(|index| {
            let section = &handbook.sections[*index];
            Crumb::new(section.title.clone(), section.url.as_str())
        });
        Self {
            title: settings.title.clone(),
            organization: settings.organization.clone(),
            description: settings.description.clone(),
            language: settings.language.clone(),
            today: When::new(handbook.today, handbook.today),
            is_for_paper: false,
            address: settings.address.clone(),
            warn_days: settings.review_warn.about_days(),
            logo: look.logo.as_ref().map(|logo| Logo {
                url: logo.url.to_string(),
                dark_url: logo.dark.as_ref().map(ToString::to_string),
            }),
            brand_css: (look.accent.is_some() || look.logo.is_some()).then_some(BRAND_CSS),
            has_shortcuts: settings.look.shortcuts == Shortcuts::On,
            report,
            build: match &handbook.record {
                Record::Unknown(_) => None,
                Record::Known(known) => Some(Build {
                    commit: short(&known.head).to_owned(),
                    is_modified: known.is_modified,
                }),
            },
            feed: FEED,
            generator: concat!("Annexa ", env!("CARGO_PKG_VERSION")),
            sections: sections.collect(),
            registers: registers(handbook),
            groups: groups(handbook),
        }
    }
}

/// The pages that are neither documents nor registers, in the order in which an auditor asks for them.
fn registers(handbook: &Handbook) -> Vec<Crumb> {
    let mut pages =
        vec![Crumb::new("Overview", "manage.html"), Crumb::new("For auditors", "auditor.html")];
    if Path::exists(handbook) {
        pages.push(Crumb::new("Path to certification", "guide.html"));
    }
    pages.extend([
        Crumb::new(handbook.label(crate::model::entry::Entry::Soa).title.clone(), "soa.html"),
        Crumb::new("Controls", "controls.html"),
        Crumb::new("Clauses", "clauses.html"),
    ]);
    let others = handbook.frameworks.used.iter().skip(1);
    pages.extend(
        others.map(|framework| Crumb::new(framework.title.clone(), page_of(framework).as_str())),
    );
    pages.push(Crumb::new("Calendar", "calendar.html"));
    pages.push(Crumb::new("Reviews", "reviews.html"));
    pages.push(Crumb::new("Changes", "changes.html"));
    pages.push(Crumb::new("Gaps", "gaps.html"));
    pages.push(Crumb::new("Coverage", "coverage.html"));
    pages.push(Crumb::new("Document register", "documents.html"));
    pages.push(Crumb::new("Owners", "owners.html"));
    pages.push(Crumb::new("Downloads", DOWNLOADS));
    if !handbook.glossary.is_empty() {
        pages.push(Crumb::new("Glossary", "glossary.html"));
    }
    pages
}

/// A page and what the navigation shows around it.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// The title of the page.
    pub title: String,
    /// The address of the page, relative to the root of the site.
    pub url: String,
    /// What leads from the page to the root of the site.
    pub root: String,
    /// The pages above it.
    pub crumbs: Vec<Crumb>,
    /// The address of the section at the top that the page belongs to.
    pub top: Option<String>,
    /// The sections and documents around the page.
    pub branch: Vec<Branch>,
    /// The section whose [`branch`] is around the page. It is the same on all pages of the section: whoever renders them puts it into `branch`.
    #[serde(skip)]
    pub(crate) section: Option<usize>,
    /// The source file, for documents.
    pub source: Option<String>,
    /// The language of the page's own text, where it differs.
    pub language: Option<String>,
}

/// A line of the navigation below the section at the top.
#[derive(Debug, Clone, Serialize)]
pub struct Branch {
    /// The title.
    pub title: String,
    /// The address, relative to the root of the site.
    pub url: String,
    /// True for a section.
    pub is_section: bool,
    /// Why a document does not bind, in a word such as `Draft`; none while it is in force.
    pub note: Option<String>,
}

impl Place {
    /// The place of a page below no section.
    pub fn new(title: impl Into<String>, url: &OutPath, crumbs: Vec<Crumb>) -> Self {
        Self {
            title: title.into(),
            url: url.to_string(),
            root: url.to_root(),
            crumbs,
            top: None,
            branch: Vec::new(),
            section: None,
            source: None,
            language: None,
        }
    }

    /// The place of a page that is made of the register at this address: under the name of its own, below that of the register.
    #[must_use]
    pub fn below_register(mut self, title: &str, register: &str) -> Self {
        let above = std::mem::replace(&mut self.title, title.to_owned());
        self.crumbs.push(Crumb::new(above, register));
        self
    }

    /// The place of a page in a section: `section` is its index; the crumbs are the sections from the top.
    #[must_use]
    pub fn in_section(mut self, handbook: &Handbook, section: usize) -> Self {
        self = self.below_section(handbook, section);
        self.section = Some(section);
        self
    }

    /// The place of a page that belongs to a document, such as a former version. Around it stands the document alone: its neighbors would
    /// make pages that few read as heavy as those that many do.
    #[must_use]
    pub fn of_document(mut self, handbook: &Handbook, document: &Document) -> Self {
        self = self.below_section(handbook, document.section);
        self.branch = vec![line(document)];
        self.crumbs.push(Crumb::new(document.title.clone(), document.url.as_str()));
        self
    }

    fn below_section(mut self, handbook: &Handbook, section: usize) -> Self {
        let mut path = vec![section];
        while let Some(parent) = path.last().and_then(|last| handbook.sections[*last].parent) {
            path.push(parent);
        }
        path.reverse();
        let crumb = |index: &usize| {
            let section = &handbook.sections[*index];
            Crumb::new(section.title.clone(), section.url.as_str())
        };
        self.top = path.first().map(|index| handbook.sections[*index].url.to_string());
        self.crumbs = path.iter().map(crumb).filter(|crumb| crumb.url != self.url).collect();
        self
    }
}

/// What the navigation shows around the pages of a section.
pub fn branch(handbook: &Handbook, section: usize) -> Vec<Branch> {
    let here = &handbook.sections[section];
    let children = here.children.iter().map(|index| {
        let section = &handbook.sections[*index];
        Branch {
            title: section.title.clone(),
            url: section.url.to_string(),
            is_section: true,
            note: None,
        }
    });
    let documents = here.by_title.iter().take(LISTED);
    let documents = documents.map(|index| line(&handbook.documents[*index]));
    children.take(LISTED).chain(documents).collect()
}

fn line(document: &Document) -> Branch {
    Branch {
        title: document.title.clone(),
        url: document.url.to_string(),
        is_section: false,
        note: (!document.is_in_force()).then(|| state_of(document).label.into_owned()),
    }
}
