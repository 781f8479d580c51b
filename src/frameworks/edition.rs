//! What is said of an edition of a framework: which one it is, when it was published, how it was amended, whose text it is.

use serde::Deserialize;

use crate::base::date::Date;

/// The keys of `[framework]` that tell editions apart: some are sentences, or become some.
#[derive(Deserialize)]
pub(super) struct Edition {
    /// A text such as `2022`, or a number.
    version: Option<toml::Value>,
    url: Option<toml::Value>,
    /// A month such as `2022-10`, or a day.
    published: Option<toml::Value>,
    amendment: Option<String>,
    amendment_title: Option<String>,
    amendment_note: Option<String>,
    note: Option<String>,
    text_rights: Option<String>,
}

impl Edition {
    /// The version as a text.
    pub(super) fn version(&self) -> Option<String> {
        let text = self.version.as_ref().map(|value| match value {
            toml::Value::String(text) => text.trim().to_owned(),
            other => other.to_string(),
        });
        text.filter(|text| !text.is_empty())
    }

    /// The address, if it is one of the web.
    pub(super) fn url(&self) -> Option<String> {
        let text = self.url.as_ref()?.as_str()?.trim();
        text.starts_with("https://").then(|| text.to_owned())
    }

    /// Edition, amendment and rights. What the amendment changed never stands without its name: it would read as a note on the edition.
    pub(super) fn sentences(self) -> Vec<String> {
        let published = self.published.and_then(|value| month(&value));
        let published = published.map(|month| format!("Published {month}."));
        let title = self.amendment_title.map(|title| format!(" ({title})")).unwrap_or_default();
        let amendment = match (self.amendment, self.amendment_note) {
            (Some(name), Some(note)) => Some(format!("Amended by {name}{title}: {note}")),
            (Some(name), None) => Some(format!("Amended by {name}{title}.")),
            (None, note) => note,
        };
        [published, amendment, self.note, self.text_rights].into_iter().flatten().collect()
    }
}

/// A month in words. What is neither a month nor a day says nothing.
fn month(value: &toml::Value) -> Option<String> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let first: Date = format!("{}-01", text.get(..7)?).parse().ok()?;
    Some(first.month_long())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        toml::from_str::<Edition>(text).expect("an edition").sentences()
    }

    #[test]
    fn an_edition_and_its_amendment_are_told_apart() {
        let edition = "published = \"2022-10\"\namendment = \"Amd 1:2024\"\namendment_title = \"Climate\"\namendment_note = \"Published February 2024.\"\ntext_rights = \"Theirs.\"\n";
        let wanted = [
            "Published October 2022.",
            "Amended by Amd 1:2024 (Climate): Published February 2024.",
            "Theirs.",
        ];
        assert_eq!(sentences(edition), wanted);
        assert_eq!(sentences("published = 2022-10-25\n"), ["Published October 2022."]);
        assert_eq!(sentences("published = 2022\namendment_note = \"Two.\"\n"), ["Two."]);
    }

    #[test]
    fn versions_are_texts_or_numbers_and_addresses_are_of_the_web() {
        let edition = |text: &str| toml::from_str::<Edition>(text).expect("an edition");
        assert_eq!(edition("version = \" 2022 \"\n").version().as_deref(), Some("2022"));
        assert_eq!(edition("version = 3\n").version().as_deref(), Some("3"));
        assert_eq!(edition("version = \"\"\n").version(), None);
        assert!(edition("url = \"https://example.com/\"\n").url().is_some());
        assert_eq!(edition("url = \"javascript:alert(1)\"\n").url(), None);
        assert_eq!(edition("url = 7\n").url(), None);
    }
}
