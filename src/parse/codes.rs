//! The findings that reading a value can report, and the list of all codes of this stage.

use crate::code;
use crate::diag::code::Code;
use crate::parse::characters::HIDDEN_CHARACTER;
use crate::parse::file_codes::{INVALID_TEXT, SYNTAX, UNPORTABLE_NAME, UNREAD_FILE};
use crate::parse::limits::{TOO_DEEP, TOO_LONG};

/// All codes of this stage, for the catalogue.
pub static CODES: &[&Code] = &[
    &INVALID_TEXT,
    &SYNTAX,
    &UNREAD_FILE,
    &UNPORTABLE_NAME,
    &UNKNOWN_KEY,
    &MISPLACED_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &INVALID_DATE,
    &INVALID_ID,
    &PLACEHOLDER,
    &HIDDEN_CHARACTER,
    &TOO_LONG,
    &TOO_DEEP,
];

code! {
    /// A key is not part of the format.
    ///
    /// This holds for front matter, for all TOML files that Annexa reads but those
    /// in `frameworks/`, and for the columns of a register kept as CSV. Case matters: `Title` is unknown. A mistyped table is one
    /// finding, whatever it holds. In `[checks]`, a key that is not the code of a
    /// finding is reported. A key of the whole file that stands below the header of a
    /// table, such as `owner` below `[[approvals]]`, belongs to that table and is
    /// unknown there.
    ///
    /// # Why
    /// A mistyped key would be dropped in silence, and with it an owner or a review
    /// date (ISO/IEC 27001:2022, 7.5.2).
    ///
    /// # Mend
    /// Correct the key. Move a key of the whole file above the first table. In front
    /// matter, put keys of your own under `[extra]`, which Annexa does not read.
    ///
    /// # Example
    /// ```toml
    /// id          = "POL-005"
    /// reveiw_date = 2027-03-24
    /// ```
    ///
    /// The key spelled right:
    ///
    /// ```toml
    /// id          = "POL-005"
    /// review_date = 2027-03-24
    /// ```
    UNKNOWN_KEY = "unknown-key", Deny
}

code! {
    /// A key stands where Annexa does not read it: one of the front matter under `[extra]`,
    /// or those of a register under `[register.NAME]` although it says them itself.
    ///
    /// In TOML, every key below a header such as `[extra]` belongs to it, up to the next
    /// header. Reported is a key under `[extra]` that has the name of a key of the front
    /// matter, such as `review_date` or `owner`, if the front matter itself has no such
    /// key. Any other key may stand there, and so may tables. The rule holds for
    /// documents, records and the `_index.md` of folders.
    ///
    /// `[register.NAME]` in `handbook.toml` is for a register kept as CSV. It is reported
    /// when the register is a TOML file with such keys of its own: only those are read.
    ///
    /// # Why
    /// The value is dropped in silence: the document has an owner or a review date for
    /// its author, and none for anybody else (ISO/IEC 27001:2022, 7.5.2).
    ///
    /// # Mend
    /// Move the key above the first table. If it is a key of your own, give it another
    /// name. What a register in TOML says of itself belongs to the top of its file.
    ///
    /// # Example
    /// ```toml
    /// id = "POL-005"
    ///
    /// [extra]
    /// ticket      = "ISMS-118"
    /// review_date = 2027-03-24
    /// ```
    ///
    /// Above the table:
    ///
    /// ```toml
    /// id          = "POL-005"
    /// review_date = 2027-03-24
    ///
    /// [extra]
    /// ticket = "ISMS-118"
    /// ```
    MISPLACED_KEY = "misplaced-key", Warn (Draft: Note, Audit: Deny)
}

code! {
    /// A key that the format demands is missing.
    ///
    /// Front matter demands no key. Elsewhere these are demanded, among others:
    ///
    /// - `title` in `handbook.toml`, and of each risk, piece of evidence and
    ///   obligation;
    /// - `by` and `date` in `[[approvals]]`, `date` in `[[reviews]]`, `version` in
    ///   `[[history]]`;
    /// - `text` of each action of a risk, `meaning` of each term of the glossary.
    ///
    /// One that is there under a mistyped name is `unknown-key` alone. A key that is there
    /// but was never filled in is `placeholder`. While the level is
    /// lower than `deny`, a row of a register without `title` is shown by its id, and a
    /// term without `meaning` is left out.
    ///
    /// # Why
    /// A record without its date or title can be neither found again nor checked
    /// (ISO/IEC 27001:2022, 7.5.2 a).
    ///
    /// # Mend
    /// Add the key that the message names.
    ///
    /// # Example
    /// In `registers/risks.toml`:
    ///
    /// ```toml
    /// [risk.R-001]
    /// scenario = "A fire destroys the server room and the backups in it."
    /// ```
    ///
    /// With a title:
    ///
    /// ```toml
    /// [risk.R-001]
    /// title    = "Fire in the server room"
    /// scenario = "A fire destroys the server room and the backups in it."
    /// ```
    MISSING_KEY = "missing-key", Deny
}

code! {
    /// A value has another type than the format asks for, or is not one of the allowed
    /// words.
    ///
    /// Text needs quotes, and a list needs brackets, even around a single text.
    /// Numbers, `true` and `false` stand without quotes. Allowed words are written in
    /// lower case. An interval is a count and a unit, such as `"90 days"` or
    /// `"12 months"`.
    ///
    /// While the level is lower than `deny`, such a value is left out, as if its key
    /// were not there. Only a single text in the place of a list of texts is read
    /// nevertheless.
    ///
    /// # Why
    /// A value that cannot be understood would have to be guessed, and a document whose
    /// version or status is guessed is not controlled (ISO/IEC 27001:2022, 7.5.2).
    ///
    /// # Mend
    /// Write the value as the message and its help say. `annexa check --fix` puts quotes
    /// around a number in `version`, `controls` and `clauses`.
    ///
    /// # Example
    /// A version is a text, because as a number 2.10 would be 2.1:
    ///
    /// ```toml
    /// id      = "POL-005"
    /// version = 2.1
    /// ```
    ///
    /// In quotes:
    ///
    /// ```toml
    /// id      = "POL-005"
    /// version = "2.1"
    /// ```
    WRONG_TYPE = "wrong-type", Deny
}

code! {
    /// A date does not exist, or is not written as a date.
    ///
    /// A date is a day from 1900 to 2199, without quotes and without a time of day. A
    /// date in quotes that can be read, such as `"2027-03-24"`, is reported and used
    /// nevertheless. Any other is left out, as if its key were not there, but is not
    /// reported as missing, too. A value such as `"TBD"` is `placeholder` instead.
    ///
    /// # Why
    /// Reviews, evidence and plans fall due by their dates. One that cannot be read
    /// would never fall due (ISO/IEC 27001:2022, 7.5.2 c).
    ///
    /// # Mend
    /// Write year, month and day with hyphens, without quotes: `2027-03-24`.
    /// `annexa check --fix` does it for dates in quotes, also in the order `31.12.2026`
    /// when the day can be no month.
    ///
    /// # Example
    /// ```toml
    /// review_date = "24 March 2027"
    /// ```
    ///
    /// As a date:
    ///
    /// ```toml
    /// review_date = 2027-03-24
    /// ```
    INVALID_DATE = "invalid-date", Deny
}

code! {
    /// An id cannot be used as a stable name.
    ///
    /// An id has letters from `a` to `z` in either case, digits, `.` and `-`, at most
    /// 64 characters. It begins with a letter or a digit, has no two dots in a row and
    /// no dot at its end. What stands before its first dot is no device name of
    /// Windows, such as `con`, `nul` or `com1`.
    ///
    /// The rule holds for `id` in front matter and for the ids of risks, evidence and
    /// obligations. While the level is lower than `deny`, the file name stands in for
    /// the id of a document, and a row of a register is left out.
    ///
    /// # Why
    /// The id names the page for good, in links, minutes and audit notes (ISO/IEC
    /// 27001:2022, 7.5.2 a). It must work in every file system and address.
    ///
    /// # Mend
    /// Choose a short id without anything that may change, such as a version or a
    /// department. `POL-005` is a good one.
    ///
    /// # Example
    /// ```toml
    /// id = "POL 5/a"
    /// ```
    ///
    /// Without a blank and without a slash:
    ///
    /// ```toml
    /// id = "POL-005"
    /// ```
    INVALID_ID = "invalid-id", Deny
}

code! {
    /// A value, or a place in a text, was never filled in.
    ///
    /// A text counts as never filled in when it
    ///
    /// - is empty or holds nothing but blanks, or is `…`, `...`, `?` or `???`;
    /// - stands as a whole in `[…]`, `<…>` or `{…}`, such as `[TBD]` or `<date>`;
    /// - is `tbd`, `tbc`, `tba`, `todo`, `fixme`, `xxx`, `changeme` or `n/a yet`, in
    ///   upper or lower case, with or without a sign such as `.` or `?` at its end;
    /// - begins with `todo` and a blank or a colon, with `lorem ipsum`, or with `⚠`.
    ///
    /// It then counts as missing; a review date or the date of an approval is this
    /// finding alone. Front matter and TOML files are looked at, but not `frameworks/`
    /// and `[extra]`.
    ///
    /// In the text of a document, a record or an `_index.md`, each place counts that
    /// begins with `[TBD`, `[TBC`, `[TBA`, `[TODO` or `[FIXME`, in upper or lower case, and
    /// ends with `]`, such as `[TBD: who decides]`. Code, links, pictures and documents
    /// that were replaced or withdrawn are not looked at. To show such a place as it
    /// stands, put it in backquotes, or a backslash before it.
    ///
    /// # Why
    /// A template's placeholder in a published policy tells an auditor that nobody
    /// found the text adequate (ISO/IEC 27001:2022, 7.5.2 c).
    ///
    /// # Mend
    /// Fill in the value, or remove the key. In a text, write what holds in the place of
    /// the brackets. Another word for “later” only hides the gap.
    ///
    /// # Example
    /// ```toml
    /// id      = "POL-005"
    /// version = "[TBD]"
    /// ```
    ///
    /// Filled in:
    ///
    /// ```toml
    /// id      = "POL-005"
    /// version = "1.0"
    /// ```
    PLACEHOLDER = "placeholder", Warn (Draft: Note, Audit: Deny)
}
