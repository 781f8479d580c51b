//! Characters that act without being seen: controls, turned direction, tags. Which ones are a fault, what they are called, and what is shown
//! in their place.
//!
//! Scripts that are written from right to left need marks of direction and isolates, and emoji need joiners and tags: none of these is a fault
//! where it does what it is for.

use std::borrow::Cow;
use std::ops::Range;

/// A character that is a fault where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unseen {
    /// The byte at which it begins.
    pub start: usize,
    /// What it is.
    pub character: char,
}

impl Unseen {
    /// The bytes of it.
    pub fn range(self) -> Range<usize> {
        self.start..self.start + self.character.len_utf8()
    }
}

/// The characters of a text that are a fault, in their order.
///
/// These are the controls C0 and C1 but tabs and ends of lines, a carriage return without a line feed, the embeddings and overrides of
/// direction (U+202A to U+202E), isolates (U+2066 to U+2069) that do not begin and end on one line, tags (U+E0000 to U+E007F) outside the
/// flag of a region, and a byte order mark.
pub fn unseen(text: &str) -> Vec<Unseen> {
    let mut found = Vec::new();
    if !may_hold(text) {
        return found;
    }
    // Where the isolates begin that are open on this line.
    let mut isolates: Vec<Unseen> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, character)) = letters.next() {
        let it = Unseen { start, character };
        match character {
            '\r' if letters.peek().is_some_and(|(_, next)| *next == '\n') => {}
            '\n' => found.append(&mut isolates),
            // Alone it is read as the end of a line.
            '\r' => {
                found.append(&mut isolates);
                found.push(it);
            }
            '\u{2066}'..='\u{2068}' => isolates.push(it),
            '\u{2069}' => found.extend(isolates.pop().is_none().then_some(it)),
            '🏴' => {
                if let Some(end) = end_of_flag(&text[start..]) {
                    while letters.next_if(|(at, _)| *at < start + end).is_some() {}
                }
            }
            _ if acts(character) => found.push(it),
            _ => {}
        }
    }
    found.append(&mut isolates);
    // An isolate without an end is known for one only at the end of its line.
    found.sort_unstable_by_key(|it| it.start);
    found
}

/// False when no character of a text acts unseen, nor turns the direction: so it is with nearly all texts, and looking at bytes is a tenth of
/// the work of looking at characters.
fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'\t' | b'\n' | 0x20..=0x7E => false,
        0x00..=0x1F | 0x7F => true,
        0xC2 => bytes.get(at + 1).is_some_and(|next| *next < 0xA0),
        // U+202A to U+202E, and U+2066 to U+2069.
        0xE2 => match bytes.get(at + 1..at + 3) {
            Some([0x80, last]) => (0xAA..=0xAE).contains(last),
            Some([0x81, last]) => (0xA6..=0xA9).contains(last),
            _ => false,
        },
        0xEF => bytes.get(at + 1..at + 3) == Some(&[0xBB, 0xBF]),
        // U+E0000 to U+E007F.
        0xF3 => matches!(bytes.get(at + 1..at + 3), Some([0xA0, 0x80 | 0x81])),
        _ => false,
    })
}

/// True for a text with a character that is a fault wherever it stands.
pub fn holds(text: &str) -> bool {
    may_hold(text) && text.contains(acts)
}

/// True for what is a fault wherever it stands. A carriage return is one here: before a line feed it is none.
pub fn acts(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n')
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

/// How many bytes the flag of a region has, such as that of England: a black flag, tags, and the tag that ends them.
fn end_of_flag(text: &str) -> Option<usize> {
    let flag = text.chars().next()?.len_utf8();
    let tags = text[flag..].find(|letter| !matches!(letter, '\u{E0020}'..='\u{E007E}'))?;
    let ends = tags > 0 && text[flag + tags..].starts_with('\u{E007F}');
    ends.then_some(flag + tags + '\u{E007F}'.len_utf8())
}

/// The text with something that is seen in the place of each character that acts wherever it stands. Isolates are left: they end with the
/// element that holds them at the latest.
pub fn seen(text: &str) -> Cow<'_, str> {
    if !holds(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for fault in unseen(text).into_iter().filter(|fault| acts(fault.character)) {
        out.push_str(&text[at..fault.start]);
        out.push_str(stand_in(fault.character));
        at = fault.range().end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// What is shown for a character that is a fault: of as many bytes, so that nothing else moves.
pub fn stand_in(character: char) -> &'static str {
    match (character, character.len_utf8()) {
        ('\r', _) => "\n",
        (_, 1) => "?",
        (_, 2) => "¿",
        (_, 3) => "\u{FFFD}",
        _ => "🚫",
    }
}

/// The code point of a character with its name in Unicode, such as `U+202E RIGHT-TO-LEFT OVERRIDE`. Controls have no name there; what they
/// are called is an alias of them.
pub fn name(character: char) -> String {
    let code = u32::from(character);
    let name = match character {
        '\0' => "NULL",
        '\u{7}' => "ALERT",
        '\u{8}' => "BACKSPACE",
        '\t' => "CHARACTER TABULATION",
        '\n' => "LINE FEED",
        '\u{B}' => "LINE TABULATION",
        '\u{C}' => "FORM FEED",
        '\r' => "CARRIAGE RETURN",
        '\u{1A}' => "SUBSTITUTE",
        '\u{1B}' => "ESCAPE",
        '\u{7F}' => "DELETE",
        '\u{85}' => "NEXT LINE",
        '\u{9B}' => "CONTROL SEQUENCE INTRODUCER",
        '\u{AD}' => "SOFT HYPHEN",
        '\u{180E}' => "MONGOLIAN VOWEL SEPARATOR",
        '\u{200B}' => "ZERO WIDTH SPACE",
        '\u{200C}' => "ZERO WIDTH NON-JOINER",
        '\u{200D}' => "ZERO WIDTH JOINER",
        '\u{200E}' => "LEFT-TO-RIGHT MARK",
        '\u{200F}' => "RIGHT-TO-LEFT MARK",
        '\u{202A}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202B}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202C}' => "POP DIRECTIONAL FORMATTING",
        '\u{202D}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202E}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{FEFF}' => "ZERO WIDTH NO-BREAK SPACE",
        '\u{E0001}' => "LANGUAGE TAG",
        '\u{E007F}' => "CANCEL TAG",
        '\u{E0020}'..='\u{E007E}' => {
            let tagged = char::from_u32(code - 0xE_0000).unwrap_or(' ');
            return format!("U+{code:04X} TAG `{tagged}`");
        }
        _ if character.is_control() => "CONTROL",
        _ => "",
    };
    format!("U+{code:04X} {name}").trim_end().to_owned()
}

/// The first character without width that no word of any script needs where it stands: beside an ASCII character, or alone.
///
/// A joiner is needed beside a letter of its script, whatever stands on its other side: it is named only where there is none.
pub fn zero_width(text: &str) -> Option<char> {
    let mut all = without_width(text);
    let odd = all.find(|(letter, beside)| match letter {
        '\u{200C}' | '\u{200D}' => *beside == [true, true],
        _ => beside.contains(&true),
    });
    odd.map(|(letter, _)| letter)
}

/// True when a character without width stands beside an ASCII character, or alone: whoever reads about such a text should see it.
pub fn hides_width(text: &str) -> bool {
    without_width(text).any(|(_, beside)| beside.contains(&true))
}

/// The characters without width, each with whether ASCII or nothing stands before it and behind it.
fn without_width(text: &str) -> impl Iterator<Item = (char, [bool; 2])> {
    let is_ascii = |letter: Option<char>| letter.is_none_or(|letter| letter.is_ascii());
    text.char_indices().filter(|(_, letter)| is_zero_width(*letter)).map(move |(at, letter)| {
        let (before, after) = (&text[..at], &text[at + letter.len_utf8()..]);
        (letter, [is_ascii(before.chars().next_back()), is_ascii(after.chars().next())])
    })
}

/// True for a character without width.
pub fn is_zero_width(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn faults(text: &str) -> Vec<(usize, char)> {
        unseen(text).into_iter().map(|it| (it.start, it.character)).collect()
    }

    #[test]
    fn what_turns_direction_or_steers_a_terminal_is_a_fault() {
        for character in [
            '\0',
            '\u{1}',
            '\u{B}',
            '\u{C}',
            '\u{1B}',
            '\u{7F}',
            '\u{80}',
            '\u{85}',
            '\u{9F}',
            '\u{202A}',
            '\u{202B}',
            '\u{202C}',
            '\u{202D}',
            '\u{202E}',
            '\u{FEFF}',
            '\u{E0001}',
            '\u{E0041}',
        ] {
            assert_eq!(faults(&format!("é{character}b")), [(2, character)], "{}", name(character));
        }
    }

    #[test]
    fn no_character_that_acts_is_overlooked_by_its_bytes() {
        for character in '\0'..=char::MAX {
            let is_isolate = matches!(character, '\u{2066}'..='\u{2069}');
            let expected = acts(character) || is_isolate;
            assert_eq!(may_hold(&format!("é{character}b")), expected, "{}", name(character));
        }
    }

    #[test]
    fn what_scripts_and_emoji_need_is_none() {
        for text in [
            "tab\tand\r\nline\n",
            "نامه\u{200C}ها",
            "שלום \u{200F}(a)\u{200E} \u{61C}",
            "a \u{2067}שלום \u{2066}b\u{2069}!\u{2069} c",
            "👩\u{200D}💻 ❤\u{FE0F}",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} and 🏴",
            "soft\u{AD}hyphen, zero\u{200B}width, word\u{2060}joiner",
        ] {
            assert_eq!(faults(text), [], "{text:?}");
        }
    }

    #[test]
    fn isolates_begin_and_end_on_their_line() {
        assert_eq!(faults("\u{2067}a\nb\u{2069}"), [(0, '\u{2067}'), (6, '\u{2069}')]);
        assert_eq!(faults("\u{2067}a\rb\u{2069}"), [(0, '\u{2067}'), (4, '\r'), (6, '\u{2069}')]);
        assert_eq!(faults("\u{2069}\u{2066}"), [(0, '\u{2069}'), (3, '\u{2066}')]);
        assert_eq!(faults("\u{2066}\u{202E}"), [(0, '\u{2066}'), (3, '\u{202E}')]);
        assert_eq!(faults("\u{2066}\u{2067}a\u{2069}"), [(0, '\u{2066}')]);
    }

    #[test]
    fn tags_that_are_no_flag_are_faults() {
        for text in ["🏴\u{E0067}", "🏴\u{E007F}", "🏴\u{E0067}a\u{E007F}", "\u{E0067}\u{E007F}"]
        {
            assert!(!faults(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn what_has_no_width_is_seen_beside_ascii() {
        assert_eq!(zero_width("a\u{200B}b"), Some('\u{200B}'));
        assert_eq!(zero_width("\u{200D}"), Some('\u{200D}'));
        assert_eq!(zero_width("a\u{200C}.md"), Some('\u{200C}'));
        assert_eq!(zero_width("نامه\u{200B}.md"), Some('\u{200B}'));
        for text in
            ["نامه\u{200C}ها", "PDF\u{200C}ها.md", "ഫയല്\u{200D}.md", "👩\u{200D}💻", "plain", ""]
        {
            assert_eq!(zero_width(text), None, "{text}");
        }
        assert!(hides_width("PDF\u{200C}ها.md") && !hides_width("نامه\u{200C}ها"));
    }

    #[test]
    fn a_name_is_that_of_unicode() {
        assert_eq!(name('\u{202E}'), "U+202E RIGHT-TO-LEFT OVERRIDE");
        assert_eq!(name('\u{1B}'), "U+001B ESCAPE");
        assert_eq!(name('\u{1}'), "U+0001 CONTROL");
        assert_eq!(name('\u{E0041}'), "U+E0041 TAG `A`");
    }

    proptest! {
        #[test]
        fn every_fault_has_its_place_and_a_stand_in(text in "([\u{0}-\u{1F}\u{80}-\u{9F}]|[\u{202A}-\u{202E}\u{2066}-\u{2069}]|[\u{E0061}-\u{E0063}\u{E007F}🏴]|[aé\r\n\u{FEFF}]){0,24}") {
            for it in unseen(&text) {
                prop_assert!(text.get(it.range()).is_some_and(|typed| typed.chars().eq([it.character])));
                prop_assert_eq!(stand_in(it.character).len(), it.character.len_utf8());
                prop_assert!(!stand_in(it.character).contains(acts));
            }
            let shown = seen(&text);
            prop_assert!(unseen(&shown).iter().all(|it| !acts(it.character)));
        }
    }
}
