//! Lists of numbers as text: most of an index is numbers, and a list in JSON spends more on commas and digits than on what they say.
//!
//! A symbol is one of 90 characters, `#` to `~` without `<` (which could end a script) and `\` (which a string would double). What comes
//! often is one symbol, and what comes most often is the same symbol, which is what gzip makes short. `theme/static/search-code.js`
//! reads what is written here.

/// How many symbols there are.
pub(super) const SYMBOLS: u32 = 90;

/// The base of numbers; the other half of the symbols says that more digits follow.
const BASE: u32 = SYMBOLS / 2;

/// The character of a symbol.
pub(super) fn symbol(value: u32) -> char {
    debug_assert!(value < SYMBOLS, "{value} is no symbol");
    let code = u32::from('#') + value;
    let code = code + u32::from(code >= u32::from('<'));
    let code = code + u32::from(code >= u32::from('\\'));
    char::from_u32(code).unwrap_or('~')
}

/// Appends a number: digits to the base 45, the lowest first, 45 more for each that another one follows.
pub(super) fn push_number(text: &mut String, mut number: u32) {
    while number >= BASE {
        text.push(symbol(BASE + number % BASE));
        number /= BASE;
    }
    text.push(symbol(number));
}

/// Numbers in a row.
pub(super) fn numbers(all: impl IntoIterator<Item = u32>) -> String {
    let mut text = String::new();
    all.into_iter().for_each(|number| push_number(&mut text, number));
    text
}

/// The number for a difference: small ones stay small, whichever way they go.
pub(super) fn folded(from: u32, to: u32) -> u32 {
    if to >= from { (to - from) * 2 } else { (from - to) * 2 - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_different_and_stand_for_themselves_in_a_script() {
        let all: std::collections::BTreeSet<char> = (0..SYMBOLS).map(symbol).collect();
        assert_eq!(all.len(), 90);
        assert!(all.iter().all(|symbol| symbol.is_ascii_graphic() && !"<\"\\!".contains(*symbol)));
    }

    #[test]
    fn small_numbers_are_one_symbol_and_large_ones_begin_with_their_lowest_digit() {
        assert_eq!(numbers([0, 1, 44]), "#$P");
        assert_eq!(numbers([45, 46, 45 * 45]), "Q$R$QQ$");
    }

    #[test]
    fn differences_are_folded() {
        assert_eq!(
            [(5, 5), (5, 6), (6, 5), (5, 8)].map(|(from, to)| folded(from, to)),
            [0, 2, 1, 6]
        );
    }
}
