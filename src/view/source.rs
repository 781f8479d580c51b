//! What git knows of the files, in sentences.

use crate::model::past::{Record, Why};

/// What the site was built from, and what is not known of it.
pub fn source(record: &Record) -> String {
    let known = match record {
        Record::Unknown(why) => {
            return format!("The texts were built as they lay on disk. {}", reason(*why));
        }
        Record::Known(known) => known,
    };
    let mut sentences = vec![format!("The texts were built from commit {}.", known.head)];
    if known.is_modified {
        sentences
            .push("Files were changed after it, and the changes are not committed.".to_owned());
    }
    sentences.push(
        "Earlier texts, and the days on which texts changed, are those of its main line."
            .to_owned(),
    );
    if known.is_shallow {
        sentences.push(
            "The copy of the repository held only its newest commits: what is older is not shown."
                .to_owned(),
        );
    }
    if known.is_cut {
        sentences.push("Some earlier texts were left out, because there are too many.".to_owned());
    }
    sentences.join(" ")
}

/// Why nothing is known of the past, as a sentence.
pub fn reason(why: Why) -> &'static str {
    match why {
        Why::NotAsked => "The history of the files was not asked for.",
        Why::NoGit => "Their history is not known: git is not installed where the site was built.",
        Why::NoRepository => "They lie in no git repository, so their history is not known.",
        Why::Untrusted => {
            "Their history is not known: git does not trust the repository, because another user owns it."
        }
        Why::NoCommits => "They were never committed, so their history is not known.",
        Why::Failed => "Their history is not known: git could not read it.",
    }
}
