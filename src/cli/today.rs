//! The day of all states. The only place that reads a clock.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::base::date::Date;

/// Why the day is not known.
#[derive(Debug, thiserror::Error)]
pub(super) enum TodayError {
    /// The environment variable holds no count of seconds.
    #[error("`SOURCE_DATE_EPOCH` must be a count of seconds since 1970-01-01, not `{value}`")]
    Epoch {
        /// What it holds.
        value: String,
    },
    /// The clock shows a time that no calendar has.
    #[error("the system clock shows a day that cannot be; pass `--today 2026-11-21`")]
    Clock,
}

/// The day of the argument, else of `SOURCE_DATE_EPOCH` (reproducible-builds.org), else of the clock in UTC.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub(super) fn resolve(argument: Option<Date>) -> Result<Date, TodayError> {
    if let Some(date) = argument {
        return Ok(date);
    }
    if let Some(value) = env::var_os("SOURCE_DATE_EPOCH") {
        let seconds = value.to_str().and_then(|text| text.parse().ok());
        let date = seconds.and_then(Date::from_unix_seconds);
        return date
            .ok_or_else(|| TodayError::Epoch { value: value.to_string_lossy().into_owned() });
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| TodayError::Clock)?;
    i64::try_from(since.as_secs()).ok().and_then(Date::from_unix_seconds).ok_or(TodayError::Clock)
}
