//! Sentences that are shown as code because they are indented.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;

code! {
    /// A block that is code only because four blanks stand before it reads like a sentence.
    ///
    /// Such a block is reported when one of its paragraphs begins with a capital letter, has five words or more, does not begin with a word in
    /// capitals, and ends in `.`, `:`, `!` or `?` right behind a letter, a digit, a bracket or a quotation mark.
    ///
    /// It is never reported when any of its lines shows a sign of code: one of `{ } = $ < > | \` or a backquote, `//`, `/*` or `::`; a `;` at
    /// its end; `#`, `%`, `[`, `.`, `/`, `~`, `@`, `+`, `&`, `:` or a quotation mark at its beginning; `key:` with a value behind it; an option
    /// such as `-v` or `--force`; a word with `_` inside, or a bracket right behind a letter; a tab, or several blanks where no sentence ends, as
    /// in columns. Fenced blocks are never looked at.
    ///
    /// # Why
    /// Code is not wrapped, ids and links in it are dead, and the search does not find it: a rule that looks like a listing is skipped by its
    /// readers (ISO/IEC 27001:2022, 7.5.3 a).
    ///
    /// # Mend
    /// Take the indent away. What continues an item of a list stands below the first letter of the item: two blanks for `- `, three for `1. `.
    /// If it is meant as it stands, such as the text of a letter, put it between fences with the word `text`.
    ///
    /// # Example
    /// The second paragraph was meant to belong to the item, but it stands four blanks too far right:
    ///
    /// ```markdown
    /// - Lock the screen.
    ///
    ///       Whoever leaves the desk locks the screen first.
    /// ```
    ///
    /// Better:
    ///
    /// ```markdown
    /// - Lock the screen.
    ///
    ///   Whoever leaves the desk locks the screen first.
    /// ```
    INDENTED_PROSE = "indented-prose", Warn
}

pub(super) const CHECK: Check = Check { code: &INDENTED_PROSE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for prose in handbook.prose() {
        for block in prose.body.indented.iter().filter(|block| is_prose(&block.value)) {
            found.report_with_help(
                &INDENTED_PROSE,
                block.span(prose.path),
                "this sentence is shown as code, because four blanks or more stand before it",
                "take the indent away; put what is meant as it stands between fences with `text`",
            );
        }
    }
}

fn is_prose(block: &str) -> bool {
    let lines: Vec<&str> = block.lines().map(str::trim).collect();
    !lines.iter().any(|line| looks_like_code(line))
        && lines.split(|line| line.is_empty()).any(is_sentence)
}

/// True for lines that together make one sentence or more.
fn is_sentence(lines: &[&str]) -> bool {
    let words = || lines.iter().flat_map(|line| line.split_whitespace());
    let (Some(first), Some(last)) = (words().next(), words().next_back()) else { return false };
    let is_shouted = first.chars().filter(|letter| letter.is_uppercase()).count() > 1
        && !first.chars().any(char::is_lowercase);
    let ends = last.strip_suffix(['.', ':', '!', '?']).is_some_and(|rest| {
        rest.ends_with(|last: char| last.is_alphanumeric() || ")]\"'”’»“".contains(last))
    });
    words().count() >= 5 && first.starts_with(char::is_uppercase) && !is_shouted && ends
}

/// True for a line that shows a sign of code. In doubt it is code: a listing must not be taken for prose.
fn looks_like_code(line: &str) -> bool {
    line.contains(['{', '}', '=', '$', '<', '>', '|', '\\', '`', '\t'])
        || ["//", "/*", "::"].iter().any(|sign| line.contains(sign))
        || line.ends_with(';')
        || line.starts_with(['#', '%', '[', '.', '/', '~', '@', '+', '&', ':', '"', '\''])
        || is_pair(line)
        || has_columns(line)
        || line.split(' ').any(is_word_of_code)
}

/// True for `key: value`.
fn is_pair(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(first, rest)| first.ends_with(':') && !rest.is_empty())
}

/// True for several blanks where no sentence ends.
fn has_columns(line: &str) -> bool {
    line.match_indices("  ")
        .any(|(at, _)| !line.get(..at).unwrap_or("").trim_end().ends_with(['.', '!', '?', ':']))
}

/// True for options, for names with `_` and for calls.
fn is_word_of_code(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let is_option =
        matches!(letters.as_slice(), ['-', second, ..] if *second == '-' || second.is_alphabetic());
    is_option
        || letters.windows(3).any(|part| {
            matches!(part, [before, '_', after] if before.is_alphanumeric() && after.is_alphanumeric())
        })
        || letters.windows(2).any(|part| matches!(part, [before, '('] if before.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::is_prose;
    use proptest::prelude::*;

    #[test]
    fn sentences_are_prose() {
        for text in [
            "Whoever leaves the desk locks the screen first.\n",
            "The owner of the system decides\nwho gets access, and for how long.\n",
            "The following people are told at once:\n",
            "Note\n\nAsk the service desk before you install anything!\n",
            "Der Bildschirm wird beim Gehen gesperrt (siehe POL-003).\n",
            "Access ends on the last day.  The lead of the team sees to it.\n",
        ] {
            assert!(is_prose(text), "{text}");
        }
    }

    #[test]
    fn listings_are_not() {
        for text in [
            "$ annexa check --deny warnings\nchecked 54 documents as of today.\n",
            "git commit -m Report waivers that have expired.\n",
            "cp -r documents records assets backup .\n",
            "sudo systemctl restart nginx\nsudo journalctl -u nginx\n",
            "owner = \"ciso\"\nsummary = \"Who gets access to what, and who decides.\"\n",
            "[control.\"A.5.15\"]\napplicable = true\n",
            "server {\n    listen 443 ssl;\n    server_name isms.example.com;\n}\n",
            "# Only members of the team may log in here.\nAllowUsers anna ben\n",
            "PermitRootLogin no\nPasswordAuthentication no\nMaxAuthTries 3\n",
            "Host bastion\n  HostName bastion.example.com\n  User admin\n",
            "name      role       until\nAnna      lead       2026-11-21\n",
            "Name  Decides about risks and exceptions in the whole company.\n",
            "+------+------+\n| a    | b    |\n+------+------+\n",
            "title: Who gets access to what here.\n",
            "policy:\n  Access is granted by the owner of the system.\n",
            "SELECT name FROM users WHERE left IS NULL;\n",
            "INFO The server has started and listens on port 80.\n",
            "for user in list of all users:\n    print(user)\n",
            "User-agent: *\nDisallow: /\n",
            "RUN apt-get install the packages we need.\n",
            "Nov 21 02:08:33 host sshd[123]: Failed password for root\n",
            "0 3 * * * root backup everything now.\n",
            "Dear colleague,\n",
            "Risk = likelihood times impact, as everybody here knows.\n",
            "",
        ] {
            assert!(!is_prose(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}|[A-Ca-c .:\n\t_(-]{0,60}") {
            is_prose(&text);
        }
    }
}
