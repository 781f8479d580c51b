//! `people.toml`: the roles and people that may own, approve and review.

use std::sync::Arc;

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::toml_text::Toml;

/// A role such as `ciso`.
#[derive(Debug, Clone)]
pub struct Role {
    /// The key.
    pub key: Spanned<String>,
    /// The title.
    pub title: String,
    /// The key of the person who holds it; `None` while it is vacant.
    pub holder: Option<Spanned<String>>,
    /// How to reach whoever holds it.
    pub contact: Option<String>,
}

/// A person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The key.
    pub key: Spanned<String>,
    /// The name.
    pub name: String,
    /// Names and mail addresses under which the person commits, besides the name.
    pub git: Vec<String>,
    /// The day on which the person left.
    pub left: Option<Spanned<Date>>,
}

/// Everything that `people.toml` says.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Roles in the order of the file.
    pub roles: Vec<Role>,
    /// People in the order of the file.
    pub persons: Vec<Person>,
}

/// Reads `people.toml`.
pub fn parse(path: &RelPath, text: &Arc<str>, found: &mut Findings) -> People {
    Toml::read(path, text, 0, found, read)
}

/// Reads roles and people.
pub(super) fn read(fields: &Fields<'_, '_>) -> People {
    People {
        roles: fields.named("role", |key, role| Role {
            title: role.text("title").map_or_else(|| key.value.clone(), |text| text.value),
            holder: role.text("holder"),
            contact: role.text("contact").map(|text| text.value),
            key,
        }),
        persons: fields.named("person", |key, person| Person {
            name: person.text("name").map_or_else(|| key.value.clone(), |text| text.value),
            git: person.plain_texts("git"),
            left: person.date("left"),
            key,
        }),
    }
}
