//! Marks the days in a sentence that Annexa computed, as `25 July 2026`, for programs that read the page.

use crate::base::date::Date;
use crate::render::html::escape::escaped;

/// The sentence as HTML, with each day in a `time` element.
pub(in crate::render) fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, day, length)) = next_day(rest) {
        let (date, after) = (&rest[before..before + length], &rest[before + length..]);
        out.push_str(&escaped(&rest[..before]));
        out.extend(["<time datetime=\"", &day.to_string(), "\">", date, "</time>"]);
        rest = after;
    }
    out.push_str(&escaped(rest));
    out
}

/// The first day in a text: where it begins, the day, and how many bytes it has.
fn next_day(text: &str) -> Option<(usize, Date, usize)> {
    let starts = text.char_indices().filter(|(at, letter)| {
        let before = text[..*at].chars().next_back();
        letter.is_ascii_digit() && !before.is_some_and(char::is_alphanumeric)
    });
    starts.map(|(at, _)| at).find_map(|at| {
        let mut words = text[at..].splitn(3, ' ');
        let (number, month, rest) = (words.next()?, words.next()?, words.next()?);
        let year = rest.get(..4)?;
        let month = (1..=12).find(|number| month_name(*number).as_deref() == Some(month))?;
        let day = Date::new(year.parse().ok()?, month, number.parse().ok()?)?;
        let long = day.long();
        let ends = text[at..].strip_prefix(long.as_str())?;
        (!ends.starts_with(|next: char| next.is_ascii_digit())).then_some((at, day, long.len()))
    })
}

fn month_name(month: u8) -> Option<String> {
    let long = Date::new(2026, month, 1)?.long();
    long.split(' ').nth(1).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn days_are_marked_and_the_rest_is_text() {
        assert_eq!(
            marked("No <evidence> since 5 April 2026."),
            "No &lt;evidence&gt; since <time datetime=\"2026-04-05\">5 April 2026</time>."
        );
        assert_eq!(
            marked("31 May 2026 and 1 June 2026"),
            "<time datetime=\"2026-05-31\">31 May 2026</time> and <time datetime=\"2026-06-01\">1 June 2026</time>"
        );
        for text in ["31 April 2026", "2 of 3", "A31 May 2026", "5 April 20261", "5 Aprilé 2026"] {
            assert_eq!(marked(text), text);
        }
    }
}
