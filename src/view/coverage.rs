//! Whether things hold together: controls and texts, clauses and documented information, risks and treatment, proof, people.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::path::RelPath;
use crate::diag::flood::LISTED;
use crate::frameworks::ItemKind;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::mandate::mandates;
use crate::model::owned::owned;
use crate::model::people::PartyId;
use crate::model::risk::Risk;
use crate::model::soa::{Applicability, SoaRow};
use crate::model::unresolved::{Unresolved, Wanted};
use crate::parse::document::DocumentType;
use crate::parse::risks::Treatment;
use crate::parse::settings::PeopleShown;
use crate::parse::soa::Implementation;
use crate::view::coverage_figures::{Figure, figures};
use crate::view::gap_list::{GapList, GapRow, of_link, row};
use crate::view::lack::{is_all_stale, newest_collected};
use crate::view::parts::{Badge, Link, When, link_to, person};
use crate::view::record::coverage::CYCLE;
use crate::view::soa::status_badge;

/// What holds together and what does not.
#[derive(Debug, Serialize)]
pub struct CoverageView {
    /// How many of how many.
    pub figures: Vec<Figure>,
    /// What has no link where one is needed.
    pub lists: Vec<GapList>,
}

impl CoverageView {
    /// The coverage of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let lists = vec![
            controls_without_documents(handbook),
            documents_without_controls(handbook),
            clauses(handbook),
            untreated(handbook),
            excluded(handbook),
            evidence(handbook),
            never_sampled(handbook),
            owners(handbook),
            findings(handbook),
            unresolved(handbook),
        ];
        Self { figures: figures(handbook, &lists), lists }
    }
}

/// The rows of controls that apply.
pub fn included(handbook: &Handbook) -> impl Iterator<Item = &SoaRow> {
    handbook.soa.rows.iter().filter(|row| matches!(row.applicability, Applicability::Included(_)))
}

/// What stands where nothing can be counted, or where nothing is missing.
fn none(has_any: bool, nothing: &'static str, whole: &'static str) -> &'static str {
    if has_any { whole } else { nothing }
}

fn controls_without_documents(handbook: &Handbook) -> GapList {
    let is_bare = |row: &&SoaRow| {
        handbook.carrying_out(row.control).all(|(_, document)| document.is_record())
    };
    let view = |soa: &SoaRow| {
        let mentions = handbook.referring_to(soa.control).map(|(entry, _)| entry);
        let more = mentions.map(|entry| link_to(handbook, entry)).collect();
        GapRow {
            more,
            ..row(handbook, soa.control, soa.owner, vec![status_badge(soa.applicability)])
        }
    };
    GapList {
        title: "Controls without documents",
        anchor: "controls",
        tone: "warn",
        about: "Controls that apply and that no text in force names in its front matter; records do not count. Texts that only mention one stand below it.",
        mend: "Name the control in controls of the text that carries it out.",
        none: none(
            included(handbook).next().is_some(),
            "No control is decided to apply.",
            "Every control that applies has a document.",
        ),
        rows: included(handbook).filter(is_bare).map(view).collect(),
    }
}

/// True for texts that carry something out, and should say what.
pub fn is_rule(document: &Document) -> bool {
    let is_kind = matches!(
        document.kind,
        DocumentType::Policy | DocumentType::Standard | DocumentType::Procedure
    );
    is_kind && document.is_in_force()
}

fn documents_without_controls(handbook: &Handbook) -> GapList {
    let documents = handbook.documents.iter().enumerate();
    let bare = documents.filter(|(_, document)| {
        is_rule(document) && document.controls.is_empty() && document.clauses.is_empty()
    });
    let view = |(number, document): (usize, &Document)| {
        let badge = Badge::new("Names no control and no clause", "warn");
        row(handbook, Entry::Document(number), document.owner, vec![badge])
    };
    GapList {
        title: "Documents without controls",
        anchor: "documents",
        tone: "warn",
        about: "Policies, standards and procedures in force that name neither a control nor a clause: nothing says why they are needed.",
        mend: "Name what the text carries out in controls or clauses.",
        none: none(
            handbook.documents.iter().any(is_rule),
            "No policy, standard or procedure is in force.",
            "Every policy, standard and procedure names what it carries out.",
        ),
        rows: bare.map(view).collect(),
    }
}

fn clauses(handbook: &Handbook) -> GapList {
    let mandates = mandates(handbook);
    let clauses = handbook.frameworks.items(0).filter(|(_, item)| item.kind == ItemKind::Clause);
    let bare = clauses.filter(|(entry, item)| {
        let is_fulfilled = mandates.iter().any(|mandate| {
            let asked = &handbook.frameworks.catalogue[mandate.entry];
            asked.clauses.contains(&item.id) && !mandate.fulfilled_by.is_empty()
        });
        let is_proven = handbook.evidence.iter().any(|piece| piece.proves.contains(entry));
        handbook.carrying_out(*entry).next().is_none() && !is_fulfilled && !is_proven
    });
    let view =
        |(entry, _)| row(handbook, entry, None, vec![Badge::new("Nothing names it", "warn")]);
    GapList {
        title: "Clauses without documented information",
        anchor: "clauses",
        tone: "bad",
        about: "Clauses that no document or record in force names, whose entries of the catalog nothing fulfils, and that no evidence proves.",
        mend: "Name the clause in clauses of a text, or in proves of a piece of evidence.",
        none: "Every clause has documented information.",
        rows: bare.map(view).collect(),
    }
}

/// What is missing from the treatment of a risk. What is accepted or avoided needs no control.
fn untreated_words(risk: &Risk) -> Option<&'static str> {
    let treatment = risk.parsed.treatment.as_ref().map(|word| word.value);
    let is_bare = risk.controls.is_empty() && risk.parsed.actions.is_empty();
    match treatment {
        None => Some("No treatment"),
        Some(Treatment::Reduce | Treatment::Share) if is_bare => Some("No control and no action"),
        Some(_) => None,
    }
}

fn untreated(handbook: &Handbook) -> GapList {
    let view = |(number, risk): (usize, &Risk)| {
        let badge = Badge::new(untreated_words(risk)?, "bad");
        Some(row(handbook, Entry::Risk(number), risk.owner, vec![badge]))
    };
    GapList {
        title: "Risks without treatment",
        anchor: "untreated",
        tone: "bad",
        about: "Risks for which no treatment is chosen, or that are to be reduced or shared without a control and without an action.",
        mend: "Choose a treatment, and name its controls or actions in the risk register.",
        none: none(
            !handbook.risks.is_empty(),
            "There is no risk in the register.",
            "Every risk is treated.",
        ),
        rows: handbook.risks.iter().enumerate().filter_map(view).collect(),
    }
}

fn excluded(handbook: &Handbook) -> GapList {
    let excluded = handbook.soa.excluded();
    let view = |(number, risk): (usize, &Risk)| {
        let named = risk.controls.iter().filter(|control| excluded.contains(control));
        let more: Vec<Link> = named.map(|control| link_to(handbook, *control)).collect();
        let badge = vec![Badge::new("Control is excluded", "bad")];
        let is_bare = more.is_empty();
        (!is_bare).then(|| GapRow { more, ..row(handbook, Entry::Risk(number), risk.owner, badge) })
    };
    GapList {
        title: "Treatments by excluded controls",
        anchor: "excluded",
        tone: "bad",
        about: "Risks that are treated by a control which the Statement of Applicability excludes.",
        mend: "Decide that the control applies, or treat the risk by another one.",
        none: "No risk is treated by an excluded control.",
        rows: handbook.risks.iter().enumerate().filter_map(view).collect(),
    }
}

/// The rows of controls that are in place.
pub fn implemented(handbook: &Handbook) -> impl Iterator<Item = &SoaRow> {
    let wanted = Applicability::Included(Some(Implementation::Implemented));
    handbook.soa.rows.iter().filter(move |row| row.applicability == wanted)
}

fn evidence(handbook: &Handbook) -> GapList {
    let view = |soa: &SoaRow| {
        let (words, tone) = match (soa.evidence.is_empty(), is_all_stale(handbook, soa)) {
            (true, _) => ("No evidence", "bad"),
            (false, true) => ("Stale evidence only", "bad"),
            (false, false) => return None,
        };
        let day = newest_collected(handbook, soa).map(|day| When::new(handbook.today, day));
        let more = soa.evidence.iter().map(|piece| link_to(handbook, *piece)).collect();
        let note = day.as_ref().map(|_| "newest collected on");
        let found = row(handbook, soa.control, soa.owner, vec![Badge::new(words, tone)]);
        Some(GapRow { more, note, day, ..found })
    };
    GapList {
        title: "Controls in place without evidence",
        anchor: "evidence",
        tone: "bad",
        about: "Controls that are said to be implemented, and for which no evidence is recorded, or only evidence that is stale or still to be collected.",
        mend: "Collect evidence, and name the control in proves of its row.",
        none: none(
            implemented(handbook).next().is_some(),
            "No control is implemented.",
            "Every implemented control has evidence that counts.",
        ),
        rows: implemented(handbook).filter_map(view).collect(),
    }
}

/// The controls and whatever else that an internal audit of the last three years looked at.
pub fn sampled(handbook: &Handbook) -> BTreeSet<Entry> {
    let since = handbook.today.plus(CYCLE);
    let counted = handbook
        .audits()
        .filter(|(.., audit)| audit.performed(handbook.today).is_some_and(|day| day > since));
    counted.flat_map(|(.., audit)| audit.sampled.iter().copied()).collect()
}

fn never_sampled(handbook: &Handbook) -> GapList {
    let sampled = sampled(handbook);
    let missing = included(handbook).filter(|row| !sampled.contains(&row.control));
    let view =
        |soa: &SoaRow| row(handbook, soa.control, soa.owner, vec![status_badge(soa.applicability)]);
    GapList {
        title: "Controls not sampled in an audit",
        anchor: "sampled",
        tone: "quiet",
        about: "Controls that apply and that no internal audit of the last three years names in sampled. An audit is a sample: this is no fault, but the next programme can begin here.",
        mend: "Name them in sampled of a coming audit.",
        none: "Every control that applies was sampled, or none applies.",
        rows: missing.map(view).collect(),
    }
}

/// What each party owns of what counts today.
pub fn owned_by(handbook: &Handbook) -> BTreeMap<PartyId, BTreeSet<Entry>> {
    let mut all: BTreeMap<PartyId, BTreeSet<Entry>> = BTreeMap::new();
    for one in owned(handbook) {
        let entry = one.id.and_then(|id| handbook.entries.find(&id));
        all.entry(one.owner).or_default().extend(entry);
    }
    for register in handbook.registers.values() {
        if let Some(owner) = &register.owner {
            all.entry(owner.value).or_default().insert(Entry::Register(register.kind));
        }
    }
    all
}

fn owners(handbook: &Handbook) -> GapList {
    let view = |(id, entries): (PartyId, BTreeSet<Entry>)| {
        let owner = person(handbook, id);
        let trouble = owner.trouble?;
        let link = Link {
            id: String::new(),
            title: owner.title,
            url: owner.url,
            kind: "Owner".into(),
            badge: None,
        };
        let more = entries.into_iter().map(|entry| link_to(handbook, entry)).collect();
        let found =
            of_link(link, vec![Badge::new(crate::view::parts::capitalized(&trouble), "bad")]);
        Some(GapRow { more, ..found })
    };
    GapList {
        title: "Owners without a holder",
        anchor: "owners",
        tone: "bad",
        about: "Roles that nobody holds, people who left and names that people.toml does not know, with what they own.",
        mend: "Name a holder in people.toml, or hand what they own to somebody else.",
        none: "Whoever owns something is there.",
        rows: owned_by(handbook).into_iter().filter_map(view).collect(),
    }
}

fn findings(handbook: &Handbook) -> GapList {
    let open = handbook.findings().filter(|(_, document, finding)| {
        finding.is_open(handbook.today) && document.owner.is_none()
    });
    GapList {
        title: "Findings without an owner",
        anchor: "findings",
        tone: "bad",
        about: "Open findings for which nobody answers.",
        mend: "Name the owner in the front matter of the finding.",
        none: none(
            handbook.findings().next().is_some(),
            "No finding is on record.",
            "Every open finding has an owner.",
        ),
        rows: open
            .map(|(entry, ..)| row(handbook, entry, None, vec![Badge::new("No owner", "bad")]))
            .collect(),
    }
}

fn unresolved(handbook: &Handbook) -> GapList {
    let documents = handbook.documents.iter().enumerate();
    let documents = documents.map(|(index, one)| (&one.parsed.path, Entry::Document(index)));
    let registers = handbook.registers.values().filter(|register| register.is_there);
    let registers = registers.map(|one| (&one.path, Entry::Register(one.kind)));
    let soa = handbook.soa.parsed.iter().map(|soa| (&soa.path, Entry::Soa));
    let places: BTreeMap<&RelPath, Entry> = documents.chain(registers).chain(soa).collect();
    GapList {
        title: "References that lead nowhere",
        anchor: "dead",
        tone: "bad",
        about: "Ids, links and names in texts, registers and settings for which there is nothing.",
        mend: "Correct the reference, or add what it names. annexa check has the line of each.",
        none: "Every reference leads somewhere.",
        rows: dead_rows(handbook, &places),
    }
}

/// As many rows of a file as findings of one kind are listed of it, and one that says how many follow.
fn dead_rows(handbook: &Handbook, places: &BTreeMap<&RelPath, Entry>) -> Vec<GapRow> {
    let mut counts: BTreeMap<&RelPath, usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for dead in &handbook.unresolved {
        let count = counts.entry(&dead.span.path).or_default();
        *count += 1;
        if *count <= LISTED {
            rows.push(dead_row(handbook, places, dead));
        }
    }
    for (path, count) in counts.into_iter().filter(|(_, count)| *count > LISTED) {
        rows.push(place_row(handbook, places, path, format!("{} more", count - LISTED)));
    }
    rows
}

/// Who is meant is not said where names are not shown.
fn dead_row(handbook: &Handbook, places: &BTreeMap<&RelPath, Entry>, dead: &Unresolved) -> GapRow {
    let is_hidden =
        dead.wanted == Wanted::Party && handbook.settings.people_shown != PeopleShown::Names;
    let what = if is_hidden { "somebody".to_owned() } else { dead.typed.clone() };
    place_row(handbook, places, &dead.span.path, what)
}

/// What leads nowhere in a file, with a link to its page.
fn place_row(
    handbook: &Handbook,
    places: &BTreeMap<&RelPath, Entry>,
    path: &RelPath,
    what: String,
) -> GapRow {
    let at = places.get(path).map(|entry| handbook.label(*entry));
    let link = Link {
        id: what,
        title: format!("in {path}"),
        url: at.map_or_else(|| "about.html".to_owned(), |label| label.place.page.to_string()),
        kind: "Reference".into(),
        badge: None,
    };
    of_link(link, vec![Badge::new("Leads nowhere", "bad")])
}
