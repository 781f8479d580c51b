//! Edits the file of a text: its front matter, or `soa.toml` as a whole. What people read stays as it is.

use std::ops::Range;
use std::sync::Arc;

use crate::author::Refused;
use crate::author::edit::{Unfit, Wish, edit};
use crate::author::snapshot::Snapshot;
use crate::author::subject::Subject;
use crate::base::change::Change;
use crate::base::digest::Digest;
use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::model::entry::Entry;
use crate::parse;
use crate::parse::digest::{text_of, text_of_statement};
use crate::parse::front_matter::split;

/// The file with all wishes.
pub(super) fn change(
    snapshot: &Snapshot<'_>,
    subject: &Subject<'_>,
    wishes: &[Wish],
) -> Result<Change, Refused> {
    let path = subject.path;
    let refuse = |why: String| Err(Refused(vec![why]));
    let Some(before) = snapshot.sources.text(path) else {
        return refuse(format!("`{path}` is not a text"));
    };
    let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let (range, is_new) = toml_of(subject, before);
    let toml = before.get(range.clone()).unwrap_or("");
    let edited = match edit(toml, wishes, end) {
        Ok(edited) => edited,
        Err(Unfit::Syntax) => {
            return refuse(format!(
                "`{path}` holds TOML that cannot be read; `annexa check` says where"
            ));
        }
        Err(Unfit::Shape) => {
            return refuse(format!(
                "`{path}` is written in a way that cannot be edited for sure; write this by hand:\n{}",
                by_hand(wishes)
            ));
        }
    };
    let (above, below) =
        (before.get(..range.start).unwrap_or(""), before.get(range.end..).unwrap_or(""));
    let after = if is_new {
        format!("+++{end}{edited}+++{end}{end}{below}")
    } else {
        format!("{above}{edited}{below}")
    };
    // The trail says something about the text: writing it must not change the text.
    if digest(subject, path, &after) != subject.digest {
        return refuse(format!(
            "editing `{path}` would change its text; write this by hand:\n{}",
            by_hand(wishes)
        ));
    }
    Ok(Change { path: path.clone(), before: Some(before.to_owned()), after })
}

/// Where the TOML of a file stands, and whether its front matter is yet to be made.
fn toml_of(subject: &Subject<'_>, text: &str) -> (Range<usize>, bool) {
    match subject.entry {
        Entry::Soa => (0..text.len(), false),
        _ => match split(text).front {
            Some(front) => (front, false),
            None => (0..0, true),
        },
    }
}

fn digest(subject: &Subject<'_>, path: &RelPath, text: &str) -> Digest {
    let text: Arc<str> = text.into();
    let mut found = Findings::default();
    let text = match subject.entry {
        Entry::Soa => text_of_statement(&parse::soa::parse(path, &text, &mut found)),
        _ => text_of(&parse::document::parse(path, &text, &mut found)),
    };
    Digest::of(text.as_bytes())
}

/// The wishes as an author would type them into an empty file.
fn by_hand(wishes: &[Wish]) -> String {
    edit("", wishes, "\n").unwrap_or_default()
}
