//! Takes out of a file what acts without being seen, before anything else reads it: every later stage sees the text that readers will see.
//!
//! What is put in has as many bytes, so every place in the file stays where it is.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::base::path::RelPath;
use crate::base::text::plural;
use crate::base::unseen::{self, Unseen, stand_in};
use crate::code;
use crate::diag::Findings;
use crate::diag::fix::{Edit, Fix};
use crate::diag::span::Span;
use crate::parse::front_matter::split;
use crate::parse::toml_escapes::{self, Escape};

/// How many places of one file are reported each on its own.
const PLACES: usize = 20;

/// A character that is a fault, written as it is or by its number.
struct Fault {
    at: Range<usize>,
    character: char,
    /// What is read in its place, of as many bytes.
    read: &'static str,
    /// What mends it: what ends a line alone becomes the end of a line, all else goes.
    mended: &'static str,
}

impl Fault {
    fn typed(it: Unseen) -> Self {
        let mended = if it.character == '\r' { "\n" } else { "" };
        let read = stand_in(it.character);
        Self { at: it.range(), character: it.character, read, mended }
    }

    /// One that an escape stands for; `offset` is where its TOML begins.
    fn escaped(it: &Escape, offset: usize) -> Self {
        let mended = if it.character == '\r' { "\\n" } else { "" };
        let at = offset + it.at.start..offset + it.at.end;
        Self { at, character: it.character, read: it.stand_in(), mended }
    }
}

/// The text that is read: without what acts unseen, each place of which is reported.
pub(super) fn read(path: &RelPath, text: &Arc<str>, found: &mut Findings) -> Arc<str> {
    let faults = faults(path, text);
    if faults.is_empty() {
        return text.clone();
    }
    report(path, text, &faults, found);
    without(text, &faults).into()
}

fn faults(path: &RelPath, text: &str) -> Vec<Fault> {
    let mut faults: Vec<Fault> = unseen::unseen(text).into_iter().map(Fault::typed).collect();
    // What is TOML, and what a string of it, is decided as it will be read: there, a carriage return alone ends a line.
    let shown = without(text, &faults);
    let toml = match path.extension() {
        "toml" => Some(0..shown.len()),
        "md" => split(&shown).front,
        _ => None,
    };
    if let Some(toml) = toml {
        let escapes = toml_escapes::faults(&shown[toml.clone()]);
        faults.extend(escapes.iter().map(|it| Fault::escaped(it, toml.start)));
        faults.sort_unstable_by_key(|fault| fault.at.start);
    }
    faults
}

/// The text with what is read in the place of each fault.
fn without<'t>(text: &'t str, faults: &[Fault]) -> Cow<'t, str> {
    if faults.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut read = String::with_capacity(text.len());
    let mut at = 0;
    for fault in faults {
        read.push_str(&text[at..fault.at.start]);
        read.push_str(fault.read);
        at = fault.at.end;
    }
    read.push_str(&text[at..]);
    Cow::Owned(read)
}

/// Reports each run of faults; the last one that is reported stands for all that follow.
fn report(path: &RelPath, text: &str, faults: &[Fault], found: &mut Findings) {
    let runs: Vec<&[Fault]> =
        faults.chunk_by(|left, right| left.at.end == right.at.start).collect();
    let more = runs.len().saturating_sub(PLACES);
    for (number, run) in runs.iter().take(PLACES).enumerate() {
        let [first, others @ ..] = run else { continue };
        let mut message = format!("the character {}", unseen::name(first.character));
        match others {
            [] => {}
            others => {
                let others = plural(others.len(), "character", "characters");
                message = format!("{message} and {others} behind it");
            }
        }
        message.push_str(if others.is_empty() {
            " acts without being seen"
        } else {
            " act without being seen"
        });
        let mut edits = vec![edit(run)];
        if number + 1 == PLACES && more > 0 {
            let places = plural(more, "place", "places");
            message = format!("{message}, and so do others at {places} below");
            edits.extend(runs[PLACES..].iter().map(|run| edit(run)));
        }
        // A place at the end of a line has nothing to show.
        let at = first.at.start..others.last().map_or(first.at.end, |last| last.at.end);
        debug_assert!(text.get(at.clone()).is_some(), "faults lie between characters");
        found
            .report_with_help(&HIDDEN_CHARACTER, Span::new(path, at), message, help(run))
            .fixed_by(Fix::Edits(edits));
    }
}

/// What mends a run.
fn edit(run: &[Fault]) -> Edit {
    let range =
        run.first().map_or(0, |fault| fault.at.start)..run.last().map_or(0, |fault| fault.at.end);
    Edit { range, text: run.iter().map(|fault| fault.mended).collect() }
}

/// What to do about a run.
fn help(run: &[Fault]) -> &'static str {
    if run.iter().all(|fault| fault.mended == "\n") {
        return "save the file with LF or CR LF as the ends of its lines, or run `annexa check --fix`";
    }
    if run.iter().all(|fault| fault.mended == "\\n") {
        return "write `\\n` for the end of a line";
    }
    let turning = run.iter().find(|fault| turns(fault.character));
    advice(turning.or(run.first()).map_or('\0', |fault| fault.character))
}

/// What to do about a character.
pub(super) fn advice(character: char) -> &'static str {
    if turns(character) {
        "remove it; where text is written from right to left, use U+2067 before it and U+2069 after it"
    } else {
        "remove it"
    }
}

/// True for what turns the direction of text.
fn turns(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

code! {
    /// A character acts without being seen: it turns the direction of text, steers a terminal, or hides words.
    ///
    /// In Markdown, TOML and CSV these are reported, with their code point:
    ///
    /// - embeddings and overrides of direction, U+202A to U+202E;
    /// - isolates, U+2066 to U+2069, that do not begin and end on the same line;
    /// - tags, U+E0000 to U+E007F, but in the flag of a region, such as that of England;
    /// - controls, U+0000 to U+001F and U+007F to U+009F, but tabs and ends of lines; a carriage return alone is one;
    /// - a byte order mark, U+FEFF, but at the beginning of a file;
    /// - in the address of a link, and in an id in double brackets, characters without width that stand beside an ASCII character or alone,
    ///   such as U+200B; a joiner, U+200C or U+200D, only where ASCII or nothing stands on both of its sides.
    ///
    /// Characters that are written by their number count, too: `\u202E`, `\x1B` or `\e` in TOML, `&#x202E;` in Markdown. In TOML that is so
    /// between `"`: between `'`, and in comments, a backslash is a backslash. `\r\n` is the end of a line. In HTML, `&#146;` and most others from
    /// 128 to 159 are the letters that browsers show.
    ///
    /// Marks of direction, joiners and isolates that end belong to Arabic, Hebrew, Persian and others, joiners to emoji: they are not
    /// reported. Twenty places of a file are named; the last of them says how many follow.
    ///
    /// Pages, exports and the search have `�`, `?`, `¿` or `🚫` in the place of the character, and a line end in the place of a carriage return.
    ///
    /// # Why
    /// An override shows `30 days` where `03 days` stands: who approves the text approves another one than its readers get (ISO/IEC
    /// 27001:2022, 7.5.3 b).
    ///
    /// # Mend
    /// Remove the character: type the line anew, or run `annexa check --fix`. Around a text in another direction, write U+2067 or U+2066 before it
    /// and U+2069 after it. Save a file whose lines end in a carriage return alone with LF or CR LF as their ends; `--fix` writes LF.
    ///
    /// # Example
    /// Between `after` and `03` stands U+202E:
    ///
    /// ```markdown
    /// Access is removed after�03 days.
    /// ```
    ///
    /// Without it:
    ///
    /// ```markdown
    /// Access is removed after 03 days.
    /// ```
    HIDDEN_CHARACTER = "hidden-character", Deny
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(path: &'static str, text: &str) -> (String, Vec<String>) {
        let mut found = Findings::default();
        let read = read(&RelPath::fixed(path), &text.into(), &mut found);
        let said = found.iter().map(|one| format!("{}: {}", one.span.range.start, one.message));
        (read.to_string(), said.collect())
    }

    #[test]
    fn a_run_is_one_finding() {
        let (read, said) = said("documents/a.md", "a\u{202E}\u{1}b\rc");
        assert_eq!(read, "a\u{FFFD}?b\nc");
        assert_eq!(
            said,
            [
                "1: the character U+202E RIGHT-TO-LEFT OVERRIDE and 1 character behind it act without being seen",
                "6: the character U+000D CARRIAGE RETURN acts without being seen"
            ]
        );
    }

    #[test]
    fn numbers_count_where_toml_reads_them() {
        let (read, said) = said("a.toml", "a = \"\\u202ea\\\\u202e\\U000E0041\\t\\b\"");
        assert_eq!(read, "a = \"\\uFFFDa\\\\u202e\\U0000FFFD\\t¿\"");
        assert_eq!(said.len(), 3, "{said:?}");
        let (_, said) = super::tests::said("documents/a.md", "+++\na = \"\\u202e\"\n+++\n\\u202e");
        assert_eq!(
            said,
            ["9: the character U+202E RIGHT-TO-LEFT OVERRIDE acts without being seen"]
        );
    }

    #[test]
    fn front_matter_is_looked_at_as_it_is_read() {
        // With a carriage return alone as the end of each line it is found only once these are read as ends of lines.
        let (read, said) = said("documents/a.md", "+++\ra = \"\\x1b\" # it's\r+++\rb");
        assert_eq!(read, "+++\na = \"\\xBF\" # it's\n+++\nb");
        assert_eq!(said.len(), 4, "{said:?}");
        assert_eq!(said[1], "9: the character U+001B ESCAPE acts without being seen");
    }

    #[test]
    fn the_help_fits_the_character() {
        let turned = "remove it; where text is written from right to left, use U+2067 before it and U+2069 after it";
        let ends =
            "save the file with LF or CR LF as the ends of its lines, or run `annexa check --fix`";
        for (path, text, expected) in [
            ("a.csv", "a\rb", ends),
            ("a.toml", "a = \"\\r\"", "write `\\n` for the end of a line"),
            ("a.csv", "a\u{7}b", "remove it"),
            ("a.toml", "a = \"\\x07\"", "remove it"),
            ("a.csv", "a\u{7}\u{202E}b", turned),
            ("a.csv", "a\u{2067}b", turned),
        ] {
            let mut found = Findings::default();
            read(&RelPath::fixed(path), &text.into(), &mut found);
            let help = found.iter().next().and_then(|one| one.help.as_deref());
            assert_eq!(help, Some(expected), "{text:?}");
        }
    }

    #[test]
    fn a_flood_is_twenty_findings_and_one_number() {
        let (_, said) = said("a.csv", &"a\u{7}".repeat(50_000));
        assert_eq!(said.len(), PLACES);
        assert!(said[PLACES - 1].ends_with("and so do others at 49980 places below"), "{said:?}");
    }

    proptest! {
        #[test]
        fn whatever_is_read_keeps_its_place_and_mends_itself(text in "(a = \"|\\\\|u202e|U0000202e|x1b|x85|[bfre\"'#]|\u{2067}|\u{2069}|é|\u{202E}|\u{1}|\r|\n|\u{E0041}){0,30}") {
            let path = RelPath::fixed("a.toml");
            let mut found = Findings::default();
            let shown = read(&path, &text.as_str().into(), &mut found);
            prop_assert_eq!(shown.len(), text.len());
            prop_assert!(faults(&path, &shown).is_empty(), "{:?}", shown);
        }
    }
}
