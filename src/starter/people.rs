//! The people of `people.toml`: a key for each, and a table for each key.

use std::fmt::Write as _;

use crate::base::slug::file_slug;
use crate::starter::answers::{Answer, Answers};
use crate::starter::fill::toml_string;

/// What `people.toml` says about people.
pub(super) struct People {
    /// The key of who answers for information security, as a string of TOML.
    pub(super) security_lead: String,
    /// The key of who approves, as a string of TOML.
    pub(super) approver: String,
    /// The tables.
    pub(super) tables: String,
}

/// Shows how a person is written where nobody is known.
const NOBODY: &str = "#\n# [person.kim-roe]\n# name = \"Kim Roe\"";

/// The people that the answers name. One name given twice is one person.
pub(super) fn of(answers: &Answers) -> People {
    let (lead, approver) = (answers.security_lead.given(), answers.approver.given());
    let lead_key = lead.map(|name| key(name, "security-lead-1"));
    let approver_key = approver.map(|name| match (&lead_key, lead) {
        (Some(taken), Some(other)) if other == name => taken.clone(),
        (Some(taken), _) if *taken == key(name, "approver-1") => format!("{taken}-2"),
        _ => key(name, "approver-1"),
    });
    let mut tables = Vec::new();
    for (key, name) in [(&lead_key, lead), (&approver_key, approver)] {
        let (Some(key), Some(name)) = (key, name) else { continue };
        let mut table = String::new();
        let _ = write!(table, "\n[person.{key}]\nname = {}", toml_string(name));
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    if tables.is_empty() {
        tables.push(NOBODY.to_owned());
    }
    let holder = |key: Option<String>, answer: &Answer| match (key, answer) {
        (None, Answer::Unknown(what)) => toml_string(&format!("[TBD: {what}]")),
        (key, _) => toml_string(&key.unwrap_or_default()),
    };
    People {
        security_lead: holder(lead_key, &answers.security_lead),
        approver: holder(approver_key, &answers.approver),
        tables: tables.join("\n"),
    }
}

/// A key such as `kim-roe`; a name in another script has none, and gets `otherwise`.
fn key(name: &str, otherwise: &str) -> String {
    Some(file_slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| otherwise.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(lead: &str, approver: &str) -> People {
        let answers = Answers {
            security_lead: Answer::Given(lead.to_owned()),
            approver: Answer::Given(approver.to_owned()),
            ..Answers::default()
        };
        of(&answers)
    }

    #[test]
    fn each_person_has_a_key_of_their_own() {
        let two = people("Kim Roe", "Kim \"Roe\"");
        assert_eq!(
            (two.security_lead.as_str(), two.approver.as_str()),
            ("\"kim-roe\"", "\"kim-roe-2\"")
        );
        assert!(two.tables.contains("[person.kim-roe-2]\nname = \"Kim \\\"Roe\\\"\""));
        let same = people("Kim Roe", "Kim Roe");
        assert_eq!(same.security_lead, same.approver);
        assert_eq!(same.tables.matches("[person.").count(), 1);
        let other_script = people("山田", "鈴木");
        assert_ne!(other_script.security_lead, other_script.approver);
    }
}
