//! The settings of a handbook that say what is in scope and how strict it is with itself, and its waivers.

use crate::compare::item::{Fate, Fields, Item};
use crate::compare::pairs::{Pair, pairs};
use crate::parse::settings::{Band, Classification, Settings, Step, Waiver};
use crate::parse::word::Word;

/// The settings, if they differ, and the waivers that do.
pub fn compare(before: &Settings, after: &Settings) -> Vec<Item> {
    let waivers = pairs(&before.waivers, &after.waivers, |waiver| {
        format!("{} {}", waiver.target.value, waiver.code.value)
    });
    let waivers = waivers.into_iter().filter_map(|pair| match pair {
        Pair::New(waiver) => Some(of_waiver(None, waiver, Fate::New)),
        Pair::Gone(waiver) => Some(of_waiver(Some(waiver), waiver, Fate::Gone)),
        Pair::Both(was, is) => {
            let item = of_waiver(Some(was), is, Fate::Changed);
            (!item.fields.is_empty()).then_some(item)
        }
    });
    of_settings(before, after).into_iter().chain(waivers).collect()
}

fn of_waiver(was: Option<&Waiver>, is: &Waiver, fate: Fate) -> Item {
    let mut fields = Fields::default();
    fields.value("reason", was.map(|was| was.reason.as_str()), Some(&*is.reason));
    let until = |waiver: &Waiver| waiver.until.value.to_string();
    fields.value("until", was.map(until), Some(until(is)));
    let title = format!("waiver of {}", is.code.value);
    Item { fields: fields.0, ..Item::new("waiver", &is.target.value, &title, fate) }
}

fn of_settings(was: &Settings, is: &Settings) -> Option<Item> {
    let mut fields = Fields::default();
    fields.value("title", Some(&*was.title), Some(&*is.title));
    fields.value("organization", was.organization.as_deref(), is.organization.as_deref());
    fields.value("description", was.description.as_deref(), is.description.as_deref());
    fields.value("language", Some(&*was.language), Some(&*is.language));
    let frameworks = |settings: &Settings| -> Vec<String> {
        settings.frameworks.iter().map(|framework| framework.value.clone()).collect()
    };
    list(&mut fields, "frameworks", &frameworks(was), &frameworks(is));
    // The first one is that of the Statement of Applicability.
    let main = |settings: &Settings| frameworks(settings).into_iter().next();
    fields.value("main-framework", main(was), main(is));
    let every = |settings: &Settings| settings.review_every.map(|every| every.to_string());
    fields.value("review-every", every(was), every(is));
    fields.value(
        "review-warning",
        Some(was.review_warn.to_string()),
        Some(is.review_warn.to_string()),
    );
    let shown = |settings: &Settings| settings.people_shown.word();
    fields.value("people-shown", Some(shown(was)), Some(shown(is)));
    let authors = |settings: &Settings| settings.authors_shown.word();
    fields.value("authors-shown", Some(authors(was)), Some(authors(is)));
    let since = |settings: &Settings| settings.history_since.map(|day| day.to_string());
    fields.value("history-since", since(was), since(is));
    list(&mut fields, "questions", &was.questions, &is.questions);
    fields.value("address", was.address.as_deref(), is.address.as_deref());
    fields.value("base-path", was.base_path.as_deref(), is.base_path.as_deref());
    fields.value("profile", Some(was.profile.word()), Some(is.profile.word()));
    let checks = |settings: &Settings| -> Vec<String> {
        let checks = settings.checks.iter();
        checks.map(|(code, level)| format!("{} = {level}", code.value)).collect()
    };
    list(&mut fields, "checks", &checks(was), &checks(is));
    let classifications = |settings: &Settings| -> Vec<String> {
        settings.classifications.iter().map(classification).collect()
    };
    list(&mut fields, "classifications", &classifications(was), &classifications(is));
    let appetite = |settings: &Settings| settings.risk.appetite.map(|score| score.to_string());
    fields.value("risk-appetite", appetite(was), appetite(is));
    let bands = |settings: &Settings| -> Vec<String> {
        let band = |band: &Band| format!("{} up to {}", band.word, band.up_to);
        settings.risk.bands.iter().map(band).collect()
    };
    list(&mut fields, "risk-bands", &bands(was), &bands(is));
    list(
        &mut fields,
        "likelihood-scale",
        &steps(&was.risk.likelihood),
        &steps(&is.risk.likelihood),
    );
    list(&mut fields, "impact-scale", &steps(&was.risk.impact), &steps(&is.risk.impact));
    let report = |settings: &Settings| -> Vec<String> {
        let report = settings.report.iter();
        let ways = report.flat_map(|report| {
            let document = report.document.as_ref().map(|document| document.value.clone());
            [Some(report.label.clone()), report.phone.clone(), report.mail.clone(), document]
        });
        ways.flatten().collect()
    };
    list(&mut fields, "reporting", &report(was), &report(is));
    let item = Item::new("settings", "handbook.toml", "Settings of the handbook", Fate::Changed);
    let is_same = fields.0.is_empty();
    (!is_same).then_some(Item { fields: fields.0, ..item })
}

fn classification(classification: &Classification) -> String {
    let Classification { key, label, meaning } = classification;
    let meaning = meaning.as_ref().map(|meaning| format!(": {meaning}"));
    format!("{label} ({key}){}", meaning.unwrap_or_default())
}

fn steps(steps: &[Step]) -> Vec<String> {
    let step = |step: &Step| {
        let meaning = step.meaning.as_ref().map(|meaning| format!(": {meaning}"));
        format!("{} {}{}", step.level, step.word, meaning.unwrap_or_default())
    };
    steps.iter().map(step).collect()
}

fn list(fields: &mut Fields, name: &'static str, was: &[String], is: &[String]) {
    fields.list(name, was.iter().map(String::as_str), is.iter().map(String::as_str));
}
