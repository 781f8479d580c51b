//! The risk register: risks, the steps of their treatment, and who accepted what remains.

use crate::base::path::OutPath;
use crate::export::{
    Export, Part, id_of, ids_of, party_of, register, steps_sheet, typed_day, typed_party,
};
use crate::model::action::{Step, steps};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::risk::{Risk, band_of};
use crate::parse::risks::{Acceptance, Rating};
use crate::sheet::{Cell, Sheet};
use crate::view::parts::{capitalized, label_of};
use crate::view::risk::{property_word, state};

/// Risks.
pub(super) static EXPORT: Export = Export {
    word: "risks",
    title: "Risk register",
    about: "Every risk with its ratings, treatment, controls and acceptance, and the steps of its treatment.",
    downloads: |handbook| {
        register(handbook, Kind::Risks, &[OutPath::fixed("treatment.html")], &PARTS)
    },
};

static PARTS: [Part; 3] = [
    Part { name: "", sheet: risks },
    Part { name: "acceptances", sheet: acceptances },
    Part { name: "actions", sheet: actions },
];

/// A risk with what several columns ask of it.
struct Row<'h> {
    number: usize,
    risk: &'h Risk,
    inherent: Option<&'h Rating>,
    residual: Option<&'h Rating>,
    newest: Option<&'h Acceptance>,
}

fn risks(handbook: &Handbook) -> Sheet {
    let today = handbook.today;
    let rows = handbook.risks.iter().enumerate().map(|(number, risk)| Row {
        number,
        risk,
        inherent: risk.parsed.inherent.as_ref().map(|one| &one.value),
        residual: risk.parsed.residual.as_ref().map(|one| &one.value),
        newest: risk.newest_acceptance(today),
    });
    let assets = |risk: &Risk| Cell::list(risk.assets.iter().map(|(text, _)| text.as_str()));
    let open = |risk: &Risk| risk.parsed.actions.iter().filter(|one| one.is_open(today)).count();
    Sheet::of("Risks", rows)
        .column("id", "Id", 10, |row| id_of(handbook, Entry::Risk(row.number)))
        .column("title", "Title", 32, |row| Cell::text(&row.risk.parsed.title))
        .column("scenario", "Scenario", 44, |row| Cell::maybe(row.risk.parsed.scenario.as_ref()))
        .column("owner", "Owner", 20, |row| party_of(handbook, row.risk.owner))
        .column("assets", "Assets", 20, |row| assets(row.risk))
        .column("properties", "Properties", 15, |row| {
            Cell::list(row.risk.parsed.properties.iter().map(|letter| property_word(letter)))
        })
        .column("inherent.likelihood", "Inherent likelihood", 11, |row| likelihood(row.inherent))
        .column("inherent.impact", "Inherent impact", 11, |row| impact(row.inherent))
        .column("inherent.why", "Inherent: why", 32, |row| why(row.inherent))
        .column("treatment", "Treatment", 11, |row| {
            Cell::maybe(row.risk.parsed.treatment.as_ref().map(|word| label_of(word.value)))
        })
        .column("controls", "Controls", 11, |row| ids_of(handbook, &row.risk.controls))
        .column("residual.likelihood", "Residual likelihood", 11, |row| likelihood(row.residual))
        .column("residual.impact", "Residual impact", 11, |row| impact(row.residual))
        .column("residual.why", "Residual: why", 32, |row| why(row.residual))
        .column("inherent_score", "Inherent score", 10, |row| score(row.inherent))
        .column("inherent_band", "Inherent band", 12, |row| band(handbook, row.inherent))
        .column("residual_score", "Residual score", 10, |row| score(row.residual))
        .column("residual_band", "Residual band", 12, |row| band(handbook, row.residual))
        .column("above_appetite", "Above appetite", 10, |row| {
            Cell::from(row.risk.is_above_appetite(&handbook.settings.risk))
        })
        .column("accepted_by", "Accepted by", 20, |row| {
            typed_party(handbook, row.newest.and_then(|one| one.by.as_ref()))
        })
        .column("accepted_on", "Accepted on", 12, |row| {
            typed_day(row.newest.and_then(|one| one.date.as_ref()))
        })
        .column("accepted_until", "Accepted until", 12, |row| {
            typed_day(row.newest.and_then(|one| one.expires.as_ref()))
        })
        .column("open_actions", "Open actions", 9, |row| Cell::count(open(row.risk)))
        .column("state", "State", 14, |row| Cell::text(state(handbook, row.risk).label))
        .end()
}

fn acceptances(handbook: &Handbook) -> Sheet {
    let all = handbook.risks.iter().enumerate();
    let rows = all.flat_map(|row| row.1.parsed.acceptances.iter().map(move |one| (row, one)));
    let rating = |one: &Acceptance| one.residual.as_ref().map(|one| one.value.clone());
    Sheet::of("Acceptances", rows)
        .column("id", "Risk", 10, |((number, _), _)| id_of(handbook, Entry::Risk(*number)))
        .column("title", "Title of the risk", 40, |((_, risk), _)| Cell::text(&risk.parsed.title))
        .column("acceptance.date", "Date", 12, |(_, one)| typed_day(one.date.as_ref()))
        .column("acceptance.by", "By", 24, |(_, one)| typed_party(handbook, one.by.as_ref()))
        .column("acceptance.residual.likelihood", "Residual likelihood", 11, |(_, one)| {
            likelihood(rating(one).as_ref())
        })
        .column("acceptance.residual.impact", "Residual impact", 11, |(_, one)| {
            impact(rating(one).as_ref())
        })
        .column(
            "acceptance.residual.why",
            "Residual: why",
            36,
            |(_, one)| why(rating(one).as_ref()),
        )
        .column("acceptance.expires", "Until", 12, |(_, one)| typed_day(one.expires.as_ref()))
        .column("score", "Score", 8, |(_, one)| score(rating(one).as_ref()))
        .column("band", "Band", 12, |(_, one)| band(handbook, rating(one).as_ref()))
        .end()
}

fn actions(handbook: &Handbook) -> Sheet {
    let of_risks = |step: &Step<'_>| matches!(step.of, Entry::Risk(_));
    steps_sheet(handbook, steps(handbook).into_iter().filter(of_risks).collect())
}

fn likelihood(rating: Option<&Rating>) -> Cell {
    Cell::number(rating.map(|one| one.likelihood.value))
}

fn impact(rating: Option<&Rating>) -> Cell {
    Cell::number(rating.map(|one| one.impact.value))
}

fn why(rating: Option<&Rating>) -> Cell {
    Cell::maybe(rating.and_then(|one| one.why.as_ref()))
}

fn score(rating: Option<&Rating>) -> Cell {
    Cell::number(rating.map(Rating::score))
}

fn band(handbook: &Handbook, rating: Option<&Rating>) -> Cell {
    let word = |one: &Rating| band_of(&handbook.settings.risk, one.score());
    Cell::maybe(rating.and_then(word).map(capitalized))
}
