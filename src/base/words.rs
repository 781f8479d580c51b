//! The words of a text, in every script. The only file that names `unicode_segmentation`.

use unicode_segmentation::UnicodeSegmentation as _;

/// Marks that hold a word together when letters or digits stand on both sides: `POL-005`, `A.8.4`, `4/5`, `09:00`.
const JOINTS: [&str; 7] = ["-", ".", "/", ":", "_", "@", "\u{2011}"];

/// The pieces of a text as people compare them: words, and between them blanks and marks, each on its own. Together they are the text.
///
/// Words end where Unicode says so (UAX 29), except that ids, numbers and words with a hyphen stay whole.
pub fn pieces(text: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = Vec::new();
    let mut start = 0;
    let mut end = 0;
    let mut bounds = text.split_word_bounds().peekable();
    while let Some(piece) = bounds.next() {
        end += piece.len();
        let ends_word = text[start..end - piece.len()].ends_with(char::is_alphanumeric);
        let next = bounds.peek().is_some_and(|next| next.starts_with(char::is_alphanumeric));
        if JOINTS.contains(&piece) && ends_word && next {
            // The mark and the word behind it belong to the word before.
            end += bounds.next().map_or(0, str::len);
            if let Some(last) = pieces.last_mut() {
                *last = &text[start..end];
            }
            continue;
        }
        start = end - piece.len();
        pieces.push(&text[start..end]);
    }
    pieces
}

/// True for a piece that is a word: it holds a letter or a digit.
pub fn is_word(piece: &str) -> bool {
    piece.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_times_and_compounds_stay_whole() {
        let words: Vec<&str> = pieces("POL-005 (A.8.4), 09:00–17:30: it's four-hour. Next")
            .into_iter()
            .filter(|piece| is_word(piece))
            .collect();
        assert_eq!(words, ["POL-005", "A.8.4", "09:00", "17:30", "it's", "four-hour", "Next"]);
        assert_eq!(pieces("アクセス権").len(), pieces("アクセス権").concat().chars().count() - 3);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "\\PC{0,60}|[a-c./: -]{0,40}") {
            prop_assert_eq!(pieces(&text).concat(), text);
        }
    }
}
