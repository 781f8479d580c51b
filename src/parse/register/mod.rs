//! Registers: lists of things with ids that the ISMS keeps, one file each below `registers/`.
//!
//! What all of them share stands here; what their rows say is in the files beside this one, by register.

pub mod exceptions;
pub mod list;
pub mod objectives;

use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::parse::evidence::{self, Evidence};
use crate::parse::fields::Fields;
use crate::parse::obligations::{self, Obligation};
use crate::parse::register::exceptions::Exception;
use crate::parse::register::list::Row;
use crate::parse::register::objectives::Objective;
use crate::parse::risks::{self, Risk};
use crate::parse::rows;
use crate::parse::toml_text::Toml;

/// The registers that Annexa knows, in the order of navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What could happen, and what is done about it (6.1.2, 6.1.3, 8.2, 8.3).
    Risks,
    /// Proof that controls work (7.5.3, 9.1).
    Evidence,
    /// What is to be reached (6.2).
    Objectives,
    /// Where a rule does not hold for a while.
    Exceptions,
    /// Whom the organization relies on (A.5.19 to A.5.23).
    Suppliers,
    /// What is to be protected (A.5.9).
    Assets,
    /// What laws and contracts ask for (A.5.31).
    Obligations,
    /// Whose needs count (4.2).
    Parties,
    /// What roles must know, and the proof that they do (7.2).
    Competences,
}

impl Kind {
    /// All registers.
    pub const ALL: [Self; 9] = [
        Self::Risks,
        Self::Evidence,
        Self::Objectives,
        Self::Exceptions,
        Self::Suppliers,
        Self::Assets,
        Self::Obligations,
        Self::Parties,
        Self::Competences,
    ];

    /// The name of its file without extension, and of its page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Risks => "risks",
            Self::Evidence => "evidence",
            Self::Objectives => "objectives",
            Self::Exceptions => "exceptions",
            Self::Suppliers => "suppliers",
            Self::Assets => "assets",
            Self::Obligations => "obligations",
            Self::Parties => "parties",
            Self::Competences => "competences",
        }
    }

    /// The name of the table of a row: `[risk.R-001]`.
    pub fn row(self) -> &'static str {
        match self {
            Self::Risks => "risk",
            Self::Evidence => "evidence",
            Self::Objectives => "objective",
            Self::Exceptions => "exception",
            Self::Suppliers => "supplier",
            Self::Assets => "asset",
            Self::Obligations => "obligation",
            Self::Parties => "party",
            Self::Competences => "competence",
        }
    }

    /// What a row is called in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Evidence => "piece of evidence",
            Self::Parties => "interested party",
            other => other.row(),
        }
    }

    /// The title of its page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Risks => "Risk register",
            Self::Evidence => "Evidence",
            Self::Objectives => "Objectives",
            Self::Exceptions => "Exceptions",
            Self::Suppliers => "Supplier register",
            Self::Assets => "Asset register",
            Self::Obligations => "Obligations",
            Self::Parties => "Interested parties",
            Self::Competences => "Competence",
        }
    }

    /// The register with this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its file when it is kept as CSV.
    pub fn csv(self) -> RelPath {
        RelPath::fixed(&format!("registers/{}.csv", self.name()))
    }

    /// Its file when it is kept as TOML.
    pub fn toml(self) -> RelPath {
        RelPath::fixed(&format!("registers/{}.toml", self.name()))
    }
}

/// What a register says of itself.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// What it is called, if not as usual.
    pub title: Option<String>,
    /// What it holds, in a sentence or two.
    pub about: Option<String>,
    /// Who keeps it.
    pub owner: Option<Spanned<String>>,
    /// When it is reviewed next.
    pub review_date: Option<Spanned<crate::base::date::Date>>,
    /// Entries of the documented-information catalogue that it fulfils.
    pub fulfils: Vec<Spanned<String>>,
}

impl Head {
    /// Reads the keys that stand above the rows, or under `[register.NAME]` in `handbook.toml`.
    pub(super) fn read(fields: &Fields<'_, '_>) -> Self {
        Self {
            title: fields.text("title").map(|text| text.value),
            about: fields.text("about").map(|text| text.value),
            owner: fields.text("owner"),
            review_date: fields.date("review_date"),
            fulfils: fields.texts("fulfils"),
        }
    }

    /// True when nothing of it is said.
    pub fn is_empty(&self) -> bool {
        self.title.is_none()
            && self.about.is_none()
            && self.owner.is_none()
            && self.review_date.is_none()
            && self.fulfils.is_empty()
    }
}

/// One register: its file, what it says of itself, and its rows in the order of the file.
#[derive(Debug, Clone)]
pub struct Register<T> {
    /// Which one it is.
    pub kind: Kind,
    /// Its file; where it would be when there is none.
    pub path: RelPath,
    /// True when there is a file.
    pub is_there: bool,
    /// What it says of itself.
    pub head: Head,
    /// Its rows.
    pub rows: Vec<T>,
}

impl<T> Register<T> {
    fn new(kind: Kind) -> Self {
        let (head, rows) = (Head::default(), Vec::new());
        Self { kind, path: kind.toml(), is_there: false, head, rows }
    }

    /// Reads its file, which is TOML or CSV.
    fn read(
        &mut self,
        path: &RelPath,
        text: &str,
        found: &mut Findings,
        read: impl Fn(Spanned<String>, &Fields<'_, '_>) -> Option<T>,
    ) {
        if path.extension() == "csv" {
            self.rows = rows::read(path, text, found, read);
        } else {
            (self.head, self.rows) =
                Toml::read(path, text, 0, found, |fields| read_file(fields, self.kind, read));
        }
        (self.path, self.is_there) = (path.clone(), true);
    }
}

/// Reads a register that is kept as TOML: what it says of itself, and its rows.
pub(super) fn read_file<T>(
    fields: &Fields<'_, '_>,
    kind: Kind,
    read: impl Fn(Spanned<String>, &Fields<'_, '_>) -> Option<T>,
) -> (Head, Vec<T>) {
    let head = Head::read(fields);
    (head, fields.named(kind.row(), read).into_iter().flatten().collect())
}

/// All registers.
#[derive(Debug, Clone)]
pub struct Registers {
    /// What could happen.
    pub risks: Register<Risk>,
    /// Proof.
    pub evidence: Register<Evidence>,
    /// What is to be reached.
    pub objectives: Register<Objective>,
    /// Where a rule does not hold for a while.
    pub exceptions: Register<Exception>,
    /// What laws and contracts ask for.
    pub obligations: Register<Obligation>,
    /// Registers whose rows say little that Annexa computes with.
    pub lists: [Register<Row>; list::KINDS.len()],
}

impl Default for Registers {
    fn default() -> Self {
        Self {
            risks: Register::new(Kind::Risks),
            evidence: Register::new(Kind::Evidence),
            objectives: Register::new(Kind::Objectives),
            exceptions: Register::new(Kind::Exceptions),
            obligations: Register::new(Kind::Obligations),
            lists: list::KINDS.map(Register::new),
        }
    }
}

impl Registers {
    /// Reads the file of a register.
    pub(super) fn read(&mut self, kind: Kind, path: &RelPath, text: &str, found: &mut Findings) {
        match kind {
            Kind::Risks => self.risks.read(path, text, found, risks::read_risk),
            Kind::Evidence => self.evidence.read(path, text, found, evidence::read_piece),
            Kind::Objectives => self.objectives.read(path, text, found, objectives::read),
            Kind::Exceptions => self.exceptions.read(path, text, found, exceptions::read),
            Kind::Obligations => {
                self.obligations.read(path, text, found, obligations::read_obligation);
            }
            Kind::Suppliers | Kind::Assets | Kind::Parties | Kind::Competences => {
                if let Some(list) = self.lists.iter_mut().find(|list| list.kind == kind) {
                    list.read(path, text, found, |id, row| list::read(kind, id, row));
                }
            }
        }
    }
}
