//! Makes the files of a new project: from a few answers, or the complete example as it is.
//!
//! 1. [`answers`] is what whoever begins has said; what was left out is unknown, and stays visible as a placeholder.
//! 2. `embedded` holds the texts, which lie in `src/starter/files/` and in `content-example/`.
//! 3. `fill` puts the answers into the texts, each escaped for the place where it stands.
//! 4. `statement` writes a row for each control, `people` the people.
//!
//! Nothing here reads or writes a disk: files are a map from their paths to their bytes.

pub mod answers;
mod embedded;
mod fill;
mod people;
mod statement;

use std::collections::BTreeMap;

use crate::base::date::{Date, Interval};
use crate::base::path::RelPath;
use crate::starter::answers::{Answers, Host};
use crate::starter::fill::{Form, Words, fill};

/// The files of a project with their bytes.
pub type Files = BTreeMap<RelPath, Vec<u8>>;

/// The files of a new ISMS that begins `today`.
pub fn starter(answers: &Answers, today: Date) -> Files {
    let words = words(answers, today);
    let mut files = Files::new();
    for (path, text) in embedded::starter("common") {
        let form = Form::of(&path);
        files.insert(path, fill(text, form, &words).into_bytes());
    }
    let host = match answers.host {
        Host::Github => "github",
        Host::Gitlab => "gitlab",
        Host::None => return files,
    };
    // Recipes have placeholders of their host, and no answer belongs into them.
    files.extend(embedded::starter(host).into_iter().map(|(path, text)| (path, text.into())));
    files
}

/// The files of the complete example.
pub fn example() -> Files {
    embedded::example()
}

fn words(answers: &Answers, today: Date) -> Words<'_> {
    let people = people::of(answers);
    let mut words = Words::default();
    words.answer("title", &answers.title);
    words.answer("organization", &answers.organization);
    words.answer("scope", &answers.scope);
    words.answer("security_lead", &answers.security_lead);
    words.answer("approver", &answers.approver);
    words.written("security_lead_key", people.security_lead);
    words.written("approver_key", people.approver);
    words.written("persons", people.tables);
    words.written("controls", statement::rows());
    words.written("today", today.to_string());
    words.written("in_2_months", today.plus(Interval::Months(2)).to_string());
    words.written("in_3_months", today.plus(Interval::Months(3)).to_string());
    words.written("year", today.to_string().chars().take(4).collect());
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::starter::answers::Answer;

    fn files(answers: &Answers) -> BTreeMap<String, String> {
        let files = starter(answers, Date::new(2026, 11, 21).expect("a date"));
        files
            .into_iter()
            .map(|(path, bytes)| (path.to_string(), String::from_utf8(bytes).expect("UTF-8")))
            .collect()
    }

    #[test]
    fn nothing_is_left_of_the_templates() {
        for (path, text) in files(&Answers::default()) {
            let path = path.as_str();
            assert!(!text.contains("{{"), "{path}: a word without a value");
            assert!(!path.contains("dot-") && text.ends_with('\n'), "{path}");
        }
    }

    #[test]
    fn the_host_decides_on_the_recipes() {
        let with = |host| files(&Answers { host, ..Answers::default() });
        let has =
            |files: &BTreeMap<String, String>, part| files.keys().any(|path| path.contains(part));
        assert!(has(&with(Host::Github), ".github/") && !has(&with(Host::Github), ".gitlab-ci"));
        assert!(
            has(&with(Host::Gitlab), ".gitlab-ci.yml") && !has(&with(Host::Gitlab), ".github/")
        );
        assert!(!has(&with(Host::None), ".github/") && !has(&with(Host::None), ".gitlab-ci"));
        assert!(has(&with(Host::None), "CODEOWNERS") && has(&with(Host::None), ".gitignore"));
    }

    #[test]
    fn an_answer_is_never_read_as_a_template() {
        let organization = Answer::Given("{{scope}} & {{title}}".to_owned());
        let files = files(&Answers { organization, ..Answers::default() });
        assert!(files["handbook.toml"].contains("organization = \"{{scope}} & {{title}}\""));
    }
}
