//! The findings that reading a single file can report.

use crate::code;
use crate::diag::code::Code;

/// All codes of this stage, for the catalogue.
pub static CODES: &[&Code] = &[
    &INVALID_TEXT,
    &SYNTAX,
    &UNREAD_FILE,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &INVALID_DATE,
    &INVALID_ID,
    &PLACEHOLDER,
];

code! {
    /// A file that should be text is not UTF-8, holds a NUL, or is larger than 1 MiB.
    ///
    /// # Why
    /// What cannot be read cannot be published or checked; a policy that is silently missing is worse than a failed build.
    ///
    /// # Mend
    /// Save the file as UTF-8, or split it.
    ///
    /// # Example
    /// `documents/access.md` saved as Windows-1252.
    INVALID_TEXT = "invalid-text", Deny
}

code! {
    /// A TOML, Markdown or CSV file lies where content belongs, and nothing reads it.
    ///
    /// # Why
    /// What its author wrote would be missing from the handbook without a word.
    ///
    /// # Mend
    /// Give it the name of a register that Annexa knows, move it below `documents/` or `records/`, or remove it.
    ///
    /// # Example
    /// `registers/risk.toml` instead of `registers/risks.toml`.
    UNREAD_FILE = "unread-file", Warn
}

code! {
    /// A TOML file or front matter cannot be parsed.
    ///
    /// # Why
    /// Owner, version and review date are read from here; without them the document is uncontrolled (ISO/IEC 27001:2022, 7.5.2).
    ///
    /// # Mend
    /// Correct the line that is named. Text needs quotes, lists need brackets, dates have none.
    ///
    /// # Example
    /// `owner = ciso` instead of `owner = "ciso"`.
    SYNTAX = "syntax", Deny
}

code! {
    /// A key is not part of the format.
    ///
    /// # Why
    /// A mistyped key would be dropped in silence, and with it an owner or a review date.
    ///
    /// # Mend
    /// Correct the key, or put a key of your own under `[extra]`.
    ///
    /// # Example
    /// `reveiw_date = 2027-03-24`.
    UNKNOWN_KEY = "unknown-key", Deny
}

code! {
    /// A key that the format demands is missing.
    ///
    /// # Why
    /// Without it the entry says nothing that could be shown or checked.
    ///
    /// # Mend
    /// Add the key.
    ///
    /// # Example
    /// `[risk.R-001]` without `title`.
    MISSING_KEY = "missing-key", Deny
}

code! {
    /// A value has another type than the format asks for, or is not one of the allowed words.
    ///
    /// # Why
    /// A value that cannot be understood would have to be guessed, and a guess is no document control.
    ///
    /// # Mend
    /// Write the value as the message says.
    ///
    /// # Example
    /// `version = 2.1` instead of `version = "2.1"`.
    WRONG_TYPE = "wrong-type", Deny
}

code! {
    /// A date does not exist, or is not written as a date.
    ///
    /// # Why
    /// Review dates are checked at every build; one that cannot be read would never fall due.
    ///
    /// # Mend
    /// Write `2027-03-24`, without quotes and without a time of day.
    ///
    /// # Example
    /// `review_date = "24 March 2027"`.
    INVALID_DATE = "invalid-date", Deny
}

code! {
    /// An id cannot be used as a stable name.
    ///
    /// # Why
    /// The id names the page for good, in links, in minutes and in audit notes; it must survive every file system and URL.
    ///
    /// # Mend
    /// Use letters, digits, `.` and `-`, at most 64 characters, beginning with a letter or digit, not ending with a dot, and no device name of Windows.
    ///
    /// # Example
    /// `id = "POL 5/a"`.
    INVALID_ID = "invalid-id", Deny
}

code! {
    /// A value was never filled in.
    ///
    /// # Why
    /// A template's placeholder in a published policy tells an auditor that nobody read it.
    ///
    /// # Mend
    /// Fill in the value, or remove the key.
    ///
    /// # Example
    /// `owner = "[TBD]"`.
    PLACEHOLDER = "placeholder", Warn
}
