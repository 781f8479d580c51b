//! The risk register and the page of a risk.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::risk::band_of;
use crate::parse::action::Action;
use crate::parse::risks::Rating;
use crate::parse::settings::Step;
use crate::view::parts::{
    Badge, Link, Person, When, capitalized, label_of, link_to, links_to, name_of, person,
};

/// A rating in words.
#[derive(Debug, Serialize)]
pub struct RatingView {
    /// Likelihood times impact.
    pub score: u32,
    /// The word of its band.
    pub band: Badge,
    /// The likelihood as `2 unlikely`.
    pub likelihood: String,
    /// The impact as `4 major`.
    pub impact: String,
    /// The reasons.
    pub why: Option<String>,
}

/// A step of the treatment.
#[derive(Debug, Serialize)]
pub struct ActionView {
    /// Its id.
    pub id: Option<String>,
    /// What is done.
    pub text: String,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<When>,
    /// Done, open or late, with the day.
    pub state: Badge,
    /// When it was done.
    pub done: Option<When>,
}

/// An acceptance of what remains.
#[derive(Debug, Serialize)]
pub struct AcceptanceView {
    /// When.
    pub date: Option<When>,
    /// By whom.
    pub by: Option<String>,
    /// The score that was accepted.
    pub score: Option<u32>,
    /// Until when it holds.
    pub expires: Option<When>,
}

/// A risk.
#[derive(Debug, Serialize)]
pub struct RiskView {
    /// The risk.
    pub link: Link,
    /// How it would happen.
    pub scenario: Option<String>,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// What would suffer.
    pub assets: Vec<String>,
    /// Confidentiality, integrity, availability, in words.
    pub properties: Vec<String>,
    /// Before treatment.
    pub inherent: Option<RatingView>,
    /// After treatment.
    pub residual: Option<RatingView>,
    /// What is done about it, in a word.
    pub treatment: Option<String>,
    /// How the rest compares with the appetite, in words.
    pub appetite: Option<Badge>,
    /// The controls that treat it.
    pub controls: Vec<Link>,
    /// The steps of the treatment, open ones first.
    pub actions: Vec<ActionView>,
    /// How many steps are open.
    pub open_actions: usize,
    /// Acceptances, newest first.
    pub acceptances: Vec<AcceptanceView>,
    /// Documents that refer to it.
    pub referred_by: Vec<Link>,
}

impl RiskView {
    /// The view of the risk with this index.
    pub fn new(handbook: &Handbook, index: usize) -> Self {
        let risk = &handbook.risks[index];
        let parsed = &risk.parsed;
        let scale = &handbook.settings.risk;
        let mut actions: Vec<ActionView> =
            parsed.actions.iter().map(|action| action_view(handbook, action)).collect();
        actions.sort_by_key(|action| {
            (action.done.is_some(), action.due.as_ref().map(|due| due.iso.clone()))
        });
        let mut acceptances: Vec<_> = parsed.acceptances.iter().collect();
        acceptances.sort_by_key(|acceptance| {
            std::cmp::Reverse(acceptance.date.as_ref().map(|date| date.value))
        });
        let when = |date: &Option<crate::diag::span::Spanned<crate::base::date::Date>>| {
            date.as_ref().map(|date| When::new(handbook.today, date.value))
        };
        Self {
            link: link_to(handbook, Entry::Risk(index)),
            scenario: parsed.scenario.clone(),
            owner: risk.owner.map(|owner| person(handbook, owner)),
            assets: parsed.assets.clone(),
            properties: parsed.properties.iter().map(|property| property_word(property)).collect(),
            inherent: parsed.inherent.as_ref().map(|rating| rating_view(handbook, &rating.value)),
            residual: parsed.residual.as_ref().map(|rating| rating_view(handbook, &rating.value)),
            treatment: parsed.treatment.as_ref().map(|treatment| label_of(treatment.value)),
            appetite: parsed.residual.as_ref().zip(scale.appetite).map(|(rating, appetite)| {
                if rating.value.score() > appetite {
                    Badge::new(format!("Above appetite ({appetite})"), "bad")
                } else {
                    Badge::new(format!("Within appetite ({appetite})"), "ok")
                }
            }),
            controls: links_to(handbook, risk.controls.iter().copied()),
            open_actions: actions.iter().filter(|action| action.done.is_none()).count(),
            actions,
            acceptances: acceptances
                .into_iter()
                .map(|acceptance| AcceptanceView {
                    date: when(&acceptance.date),
                    by: acceptance.by.as_ref().map(|by| name_of(handbook, &by.value)),
                    score: acceptance.residual.as_ref().map(|rating| rating.value.score()),
                    expires: when(&acceptance.expires),
                })
                .collect(),
            referred_by: handbook
                .referring_to(Entry::Risk(index))
                .map(|(entry, _)| link_to(handbook, entry))
                .collect(),
        }
    }
}

fn property_word(letter: &str) -> String {
    match letter {
        "C" => "Confidentiality".to_owned(),
        "I" => "Integrity".to_owned(),
        "A" => "Availability".to_owned(),
        other => other.to_owned(),
    }
}

fn action_view(handbook: &Handbook, action: &Action) -> ActionView {
    let due = action.due.as_ref().map(|date| date.value);
    let done = action.done.as_ref().filter(|_| !action.is_open(handbook.today));
    let state = match (done, due) {
        (Some(_), _) => Badge::new("Done", "ok"),
        (None, Some(due)) if due < handbook.today => Badge::new("Late", "bad"),
        (None, Some(_)) => Badge::new("Open", "warn"),
        (None, None) => Badge::new("Open, no date", "bad"),
    };
    ActionView {
        id: action.id.clone(),
        text: action.text.clone(),
        owner: action.owner.as_ref().map(|owner| name_of(handbook, &owner.value)),
        due: due.map(|due| When::new(handbook.today, due)),
        state,
        done: done.map(|date| When::new(handbook.today, date.value)),
    }
}

/// A rating with its words.
fn rating_view(handbook: &Handbook, rating: &Rating) -> RatingView {
    let scale = &handbook.settings.risk;
    let step = |steps: &[Step], level: u32| {
        let word =
            steps.iter().find(|step| step.level == level).map_or("", |step| step.word.as_str());
        format!("{level} {word}").trim_end().to_owned()
    };
    RatingView {
        score: rating.score(),
        band: band_badge(handbook, rating.score()),
        likelihood: step(&scale.likelihood, rating.likelihood.value),
        impact: step(&scale.impact, rating.impact.value),
        why: rating.why.clone(),
    }
}

/// The word of a score's band; its tone follows its place among the bands.
pub fn band_badge(handbook: &Handbook, score: u32) -> Badge {
    let bands = &handbook.settings.risk.bands;
    let Some(word) = band_of(&handbook.settings.risk, score) else {
        return Badge::new(score.to_string(), "quiet");
    };
    let place = bands.iter().position(|band| band.word == word).unwrap_or(0);
    // The lowest band is calm, the upper half of them is loud.
    let tone = match place {
        0 => "ok",
        _ if place * 2 >= bands.len() => "bad",
        _ => "warn",
    };
    Badge::new(capitalized(word), tone)
}

/// The register.
#[derive(Debug, Serialize)]
pub struct RisksView {
    /// Who keeps it.
    pub owner: Option<Person>,
    /// When it is reviewed next.
    pub review: Option<When>,
    /// The appetite.
    pub appetite: Option<u32>,
    /// The risks, largest residual score first.
    pub risks: Vec<RiskView>,
    /// How many lie above the appetite.
    pub above_appetite: usize,
    /// How many steps of treatment are open.
    pub open_actions: usize,
    /// The scale of likelihood.
    pub likelihood: Vec<StepView>,
    /// The scale of impact.
    pub impact: Vec<StepView>,
}

/// A step of a scale.
#[derive(Debug, Serialize)]
pub struct StepView {
    /// The number.
    pub level: u32,
    /// The word.
    pub word: String,
    /// What it means.
    pub meaning: Option<String>,
}

impl RisksView {
    /// The register of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let mut risks: Vec<RiskView> =
            (0..handbook.risks.len()).map(|index| RiskView::new(handbook, index)).collect();
        risks.sort_by_key(|risk| {
            std::cmp::Reverse(risk.residual.as_ref().map(|rating| rating.score))
        });
        let head = handbook.register(Kind::Risks);
        let steps = |steps: &[Step]| {
            steps
                .iter()
                .map(|step| StepView {
                    level: step.level,
                    word: step.word.clone(),
                    meaning: step.meaning.clone(),
                })
                .collect()
        };
        Self {
            owner: head.owner.as_ref().map(|owner| person(handbook, owner.value)),
            review: head.review.as_ref().map(|date| When::new(handbook.today, date.value)),
            appetite: handbook.settings.risk.appetite,
            above_appetite: risks
                .iter()
                .filter(|risk| risk.appetite.as_ref().is_some_and(|badge| badge.tone == "bad"))
                .count(),
            open_actions: risks.iter().map(|risk| risk.open_actions).sum(),
            likelihood: steps(&handbook.settings.risk.likelihood),
            impact: steps(&handbook.settings.risk.impact),
            risks,
        }
    }
}
