//! Calendar dates and review intervals. The only file that names `jiff`.
//!
//! Dates have no time zone: a review is due on a day, wherever the reader sits. The clock is not read here; today
//! is an input of every run.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use jiff::{Span, Unit};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the Gregorian calendar between 1900 and 2199.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// Returns the date, or `None` for a day that does not exist (29 February 2023) or a year outside 1900-2199,
    /// which in a policy is a typing error.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if !(1900..=2199).contains(&year) {
            return None;
        }
        let small = |number: u8| i8::try_from(number).ok();
        civil::Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok().map(Self)
    }

    /// The day in UTC of a count of seconds since 1970-01-01, as in `SOURCE_DATE_EPOCH`.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
        civil::date(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?).ok().map(Self)
    }

    /// Days from `self` to `later`; negative when `later` lies before.
    pub fn days_until(self, later: Self) -> i32 {
        self.0.until((Unit::Day, later.0)).map_or(0, |span| span.get_days())
    }

    /// The day one interval later. Months clamp to the end of the month: 31 January and one month is the last
    /// day of February; a year from 29 February falls on 28 February. Stays put at the end of the calendar.
    #[must_use]
    pub fn plus(self, interval: Interval) -> Self {
        let span = match interval {
            Interval::Days(days) => Span::new().try_days(days),
            Interval::Months(months) => Span::new().try_months(months),
        };
        span.and_then(|span| self.0.checked_add(span)).map_or(self, Self)
    }

    /// The first day of its month.
    #[must_use]
    pub fn month_start(self) -> Self {
        Self(self.0.first_of_month())
    }

    /// As a person reads it: `25 July 2026`.
    pub fn long(self) -> String {
        format!("{} {}", self.0.day(), self.month_long())
    }

    /// Its month as a person reads it: `July 2026`.
    pub fn month_long(self) -> String {
        let month = usize::try_from(self.0.month() - 1)
            .ok()
            .and_then(|index| MONTHS.get(index))
            .unwrap_or(&"");
        format!("{month} {}", self.0.year())
    }
}

impl fmt::Display for Date {
    /// Writes ISO 8601: `2026-07-25`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// What a text is when it is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("expected a date such as 2026-11-21")
    }
}

impl std::error::Error for NotADate {}

impl FromStr for Date {
    type Err = NotADate;

    /// Reads `YYYY-MM-DD` and nothing else.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let part = |range: std::ops::Range<usize>| {
            let digits = text.get(range)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)?.parse().ok()
        };
        let shape = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        let read = || {
            Self::new(
                part(0..4)?,
                u8::try_from(part(5..7)?).ok()?,
                u8::try_from(part(8..10)?).ok()?,
            )
        };
        shape.then(read).flatten().ok_or(NotADate)
    }
}

/// How long until the next review: days, or calendar months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    /// A count of days; weeks are seven of them.
    Days(i32),
    /// A count of calendar months; years are twelve of them.
    Months(i32),
}

impl Interval {
    /// What a text must look like to be an interval, as a regular expression: a count from 1 to 1200 and a unit.
    pub const PATTERN: &str =
        "^([1-9][0-9]{0,2}|1[01][0-9]{2}|1200) ?(d|days?|w|weeks?|m|months?|y|years?)$";

    /// The length in days, a month counted as 30: for comparing, not for adding.
    pub fn about_days(self) -> i32 {
        match self {
            Self::Days(days) => days,
            Self::Months(months) => months.saturating_mul(30),
        }
    }
}

impl FromStr for Interval {
    type Err = NotAnInterval;

    /// Reads a count from 1 to 1200 and a unit: `30 days`, `6 weeks`, `12 months`, `1 year`, or `90d`, `6w`, `12m`, `1y`.
    fn from_str(text: &str) -> Result<Self, NotAnInterval> {
        let text = text.trim();
        let digits =
            text.len() - text.trim_start_matches(|first: char| first.is_ascii_digit()).len();
        let (count, unit) = text.split_at(digits);
        let count: i32 = count.parse().map_err(|_| NotAnInterval)?;
        if !(1..=1200).contains(&count) {
            return Err(NotAnInterval);
        }
        match unit.trim() {
            "d" | "day" | "days" => Ok(Self::Days(count)),
            "w" | "week" | "weeks" => Ok(Self::Days(count * 7)),
            "m" | "month" | "months" => Ok(Self::Months(count)),
            "y" | "year" | "years" => Ok(Self::Months(count * 12)),
            _ => Err(NotAnInterval),
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Self::Days(days) => (*days, "day"),
            Self::Months(months) => (*months, "month"),
        };
        write!(formatter, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}

/// What a text is when it is no interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnInterval;

impl fmt::Display for NotAnInterval {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .write_str("expected a count and a unit such as `12 months`, `6 weeks` or `90 days`")
    }
}

impl std::error::Error for NotAnInterval {}

/// How late something is in words, as seen from today: `12 days late`, `today`, `in 5 days`.
pub fn lateness_in_words(today: Date, day: Date) -> String {
    match today.days_until(day) {
        -1 => "1 day late".to_owned(),
        days if days < 0 => format!("{} days late", -days),
        _ => distance_in_words(today, day),
    }
}

/// The distance to a day in words, as seen from today: `in 42 days`, `today`, `3 days ago`.
pub fn distance_in_words(today: Date, day: Date) -> String {
    match today.days_until(day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date in a test")
    }

    #[test]
    fn months_clamp_to_the_end_of_the_month() {
        assert_eq!(date("2026-01-31").plus(Interval::Months(1)), date("2026-02-28"));
        assert_eq!(date("2024-02-29").plus(Interval::Months(12)), date("2025-02-28"));
        assert_eq!(date("2026-11-21").plus(Interval::Days(30)), date("2026-12-21"));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "2023-02-29",
            "0000-01-01",
            "2026-13-01",
            "2026-1-1",
            "26-01-01",
            "2026-01-01T00:00",
            "+026-01-01",
            "2026-é-1",
        ] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn intervals_read_long_and_short() {
        assert_eq!("12 months".parse(), Ok(Interval::Months(12)));
        assert_eq!("90d".parse(), Ok(Interval::Days(90)));
        assert_eq!("2 years".parse(), Ok(Interval::Months(24)));
        for text in ["soon", "12", "0 days", "-1 month", "9999999999 days"] {
            assert_eq!(text.parse::<Interval>(), Err(NotAnInterval), "{text}");
        }
    }

    #[test]
    fn distances_are_words() {
        let today = date("2026-11-21");
        assert_eq!(distance_in_words(today, date("2026-11-21")), "today");
        assert_eq!(distance_in_words(today, date("2027-01-02")), "in 42 days");
        assert_eq!(distance_in_words(today, date("2026-11-09")), "12 days ago");
        assert_eq!(date("2026-07-05").long(), "5 July 2026");
        assert_eq!(Date::from_unix_seconds(1_795_219_200), Some(date("2026-11-21")));
    }

    proptest! {
        #[test]
        fn what_the_pattern_matches_is_an_interval(text in Interval::PATTERN.trim_matches(['^', '$'])) {
            prop_assert!(text.parse::<Interval>().is_ok(), "{text}");
        }

        #[test]
        fn adding_days_and_counting_them_agree(days in 1..4000i32) {
            let start = date("2020-02-29");
            prop_assert_eq!(start.days_until(start.plus(Interval::Days(days))), days);
        }
    }
}
