//! What heads the page of a register: what it says of itself, or how to begin it.

use serde::Serialize;

use crate::base::date::{Date, Interval};
use crate::base::path::{OutPath, RelPath};
use crate::diag::span::Spanned;
use crate::model::handbook::Handbook;
use crate::model::people::{PartyId, PartyKind};
use crate::model::register::Kind;
use crate::model::review::ReviewState;
use crate::model::table::Table;
use crate::view::frame::{Crumb, Place};
use crate::view::parts::{Link, Person, Review, link_to, person, review};

/// What heads the page of a register.
#[derive(Debug, Serialize)]
pub struct HeadView {
    /// What it is called.
    pub title: String,
    /// What it holds: in its own words, or else what a register of its kind is for.
    pub about: String,
    /// Who keeps it.
    pub owner: Option<Person>,
    /// Its next review.
    pub review: Option<Review>,
    /// Its file.
    pub file: String,
    /// Documented information that it is.
    pub fulfils: Vec<String>,
    /// How many rows it has.
    pub count: usize,
    /// The section of the page about the handbook that says how its figures are computed, without `#`.
    pub computed: &'static str,
    /// How to begin it, while it is empty.
    pub begin: Option<BeginView>,
}

/// How to begin a register.
#[derive(Debug, Serialize)]
pub struct BeginView {
    /// The clauses and controls that ask for it.
    pub asked_by: Vec<Link>,
    /// The file to write.
    pub file: String,
    /// Its first lines.
    pub example: String,
}

impl HeadView {
    /// The head of a register that Annexa knows.
    pub fn new(handbook: &Handbook, kind: Kind) -> Self {
        let register = handbook.register(kind);
        let (count, words) = (handbook.count(kind), words(kind));
        let about = register.about.clone().unwrap_or_else(|| words.about.to_owned());
        Self {
            title: register.title.clone(),
            about,
            owner: owner(handbook, register.owner.as_ref()),
            review: next_review(handbook, register.review.as_ref()),
            file: register.path.to_string(),
            fulfils: titles(handbook, &register.fulfils),
            count,
            computed: words.computed,
            begin: (count == 0).then(|| begin(handbook, kind, &register.path)),
        }
    }

    /// The head of a table of text.
    pub fn of_table(handbook: &Handbook, table: &Table) -> Self {
        Self {
            title: table.title.clone(),
            about: table.about.clone().unwrap_or_default(),
            owner: owner(handbook, table.owner.as_ref()),
            review: next_review(handbook, table.review.as_ref()),
            file: table.path.to_string(),
            fulfils: titles(handbook, &table.fulfils),
            count: table.rows.len(),
            computed: "registers",
            begin: None,
        }
    }
}

fn owner(handbook: &Handbook, owner: Option<&Spanned<PartyId>>) -> Option<Person> {
    owner.map(|owner| person(handbook, owner.value))
}

fn next_review(handbook: &Handbook, day: Option<&Spanned<Date>>) -> Option<Review> {
    let (today, warn) = (handbook.today, handbook.settings.review_warn);
    day.map(|day| review(handbook, ReviewState::on(day.value, today, warn)))
}

fn titles(handbook: &Handbook, fulfils: &[usize]) -> Vec<String> {
    let title = |number: &usize| handbook.frameworks.catalogue[*number].title.clone();
    fulfils.iter().map(title).collect()
}

fn begin(handbook: &Handbook, kind: Kind, file: &RelPath) -> BeginView {
    let words = words(kind);
    let asked = words.asked_by.iter().filter_map(|id| handbook.entries.find(id));
    let keys = match kind {
        // An owner that is no role of this handbook would be the first finding.
        Kind::Risks | Kind::Evidence | Kind::Suppliers | Kind::Assets | Kind::Obligations => {
            format!("owner = \"{}\"", first_role(handbook))
        }
        Kind::Objectives => "target = 90".to_owned(),
        Kind::Exceptions => {
            format!("until = {}", handbook.today.plus(Interval::Months(6)))
        }
        Kind::Parties => "needs = [\"The service is up, correct and private\"]".to_owned(),
        Kind::Competences => format!("role = \"{}\"", first_role(handbook)),
    };
    BeginView {
        asked_by: asked.map(|entry| link_to(handbook, entry)).collect(),
        file: file.to_string(),
        example: format!("[{}.{}]\ntitle = \"{}\"\n{keys}", kind.row(), words.id, words.title),
    }
}

fn first_role(handbook: &Handbook) -> &str {
    let mut parties = handbook.directory.parties.iter();
    let role = parties.find(|party| party.kind == PartyKind::Role);
    role.map_or("ciso", |party| party.key.as_str())
}

/// The words about a register.
struct Words {
    about: &'static str,
    asked_by: &'static [&'static str],
    /// The id and the title of a first row.
    id: &'static str,
    title: &'static str,
    computed: &'static str,
}

/// What a register is for, in a sentence.
pub fn about(kind: Kind) -> &'static str {
    words(kind).about
}

fn words(kind: Kind) -> Words {
    let words =
        |about, asked_by, (id, title), computed| Words { about, asked_by, id, title, computed };
    match kind {
        Kind::Risks => words(
            "What could happen to our information, how likely and how bad it is, and what is done about it.",
            &["6.1.2", "6.1.3", "8.2"],
            ("R-001", "Customer account taken over with a stolen password"),
            "risk-scores",
        ),
        Kind::Evidence => words(
            "What shows that controls and clauses work, and how old it is.",
            &["7.5.3", "9.1"],
            ("EV-001", "Review of access rights, third quarter"),
            "evidence-age",
        ),
        Kind::Objectives => words(
            "What information security is to reach, how it is measured, by when, and the figures so far.",
            &["6.2", "9.1"],
            ("OBJ-1", "Sign-in with two factors for every account"),
            "objectives",
        ),
        Kind::Exceptions => words(
            "Where a rule does not hold for a while: why, who allowed it, what protects meanwhile, and until when.",
            &["A.5.1", "A.5.36"],
            ("EXC-001", "Two test phones outside device management"),
            "exceptions",
        ),
        Kind::Suppliers => words(
            "Whom the organization relies on, what they see of its information, and what shows that they are careful.",
            &["A.5.19", "A.5.22"],
            ("SUP-001", "The host of our servers"),
            "registers",
        ),
        Kind::Assets => words(
            "What is to be protected, who answers for it, and how soon it must be back.",
            &["A.5.9", "A.5.12"],
            ("AST-001", "Customer database"),
            "registers",
        ),
        Kind::Obligations => words(
            "What laws and contracts ask of our security.",
            &["4.2", "A.5.31"],
            ("OBL-001", "Data protection law"),
            "registers",
        ),
        Kind::Parties => words(
            "Whose needs and expectations count, and how the management system answers them.",
            &["4.2"],
            ("PTY-001", "Customers"),
            "registers",
        ),
        Kind::Competences => words(
            "What the holders of roles must be able to do, and the proof that they can.",
            &["7.2"],
            ("CMP-001", "Lead an internal audit"),
            "competence",
        ),
    }
}

/// The index of registers and lists of records.
pub const INDEX: &str = "registers.html";

/// The place of the page of a register.
pub fn place(handbook: &Handbook, kind: Kind, url: &OutPath) -> Place {
    let register = handbook.register(kind);
    let mut place = Place::new(&register.title, url, vec![Crumb::new("Registers", INDEX)]);
    place.source = register.is_there.then(|| register.path.to_string());
    place
}
