//! The findings that a file as a whole can give rise to: it is no text, it cannot be parsed, nothing reads it, or its
//! rows do not fit each other.

use crate::code;

code! {
    /// A file that should be text is not UTF-8, or a file is larger than Annexa reads.
    ///
    /// Files that end in `.md` or `.toml`, and CSV files in `registers/`, must be UTF-8
    /// without NUL; a byte order mark is allowed. A file that ends in `.md`, `.toml`, `.csv`, `.html`, `.css`, `.js`
    /// or `.svg` may have 1 MiB, any other 20 MiB. Annexa looks at all files of the
    /// project, also those that nothing links to, but not at hidden ones.
    ///
    /// # Why
    /// What cannot be read can be neither published nor checked, and documents must
    /// stay legible (ISO/IEC 27001:2022, 7.5.3 d).
    ///
    /// # Mend
    /// Save the file as UTF-8. Split a text that is too large. Keep a large attachment
    /// on a server of your own and link to it.
    ///
    /// # Example
    /// This line stands in `documents/hiring.md`, which an old editor saved as
    /// Windows-1252:
    ///
    /// ```markdown
    /// The résumé of an applicant is deleted after six months.
    /// ```
    ///
    /// Save it as UTF-8 in the editor, or run `iconv -f WINDOWS-1252 -t UTF-8` on the
    /// file. The text stays the same.
    INVALID_TEXT = "invalid-text", Deny
}

code! {
    /// A TOML file, a CSV file or front matter cannot be parsed.
    ///
    /// That is a fault of the TOML itself, front matter without an end, or front matter
    /// in YAML, between two lines of `---`. In a CSV file it is a quote without an end, text
    /// behind the quote that ends a cell, a blank before the one that begins it, or a column
    /// that stands twice. One fault does not hide the others: what
    /// can be read is read and checked. A date that does not exist is `invalid-date`, a
    /// fault in a file of `frameworks/` is `unusable-framework`.
    ///
    /// # Why
    /// Owner, version and review date are read from here. Without them the document is
    /// not controlled (ISO/IEC 27001:2022, 7.5.2).
    ///
    /// # Mend
    /// Correct the line that is named. Text needs quotes, lists need brackets, dates
    /// have neither, and a key may stand only once in its table. A name with dots needs
    /// quotes in a header, too: `[control."A.5.15"]`. Front matter stands between two
    /// lines that hold `+++` alone. `annexa check --fix` mends a day such as
    /// `31.12.2026`, if it can be no month.
    ///
    /// # Example
    /// ```toml
    /// id    = "POL-005"
    /// owner = ciso
    /// ```
    ///
    /// With quotes:
    ///
    /// ```toml
    /// id    = "POL-005"
    /// owner = "ciso"
    /// ```
    SYNTAX = "syntax", Deny
}

code! {
    /// A file lies where content belongs, and nothing reads it.
    ///
    /// These are reported:
    ///
    /// - TOML files in `documents/`, `records/` and `registers/` that are no register
    ///   Annexa knows;
    /// - Markdown files in `registers/`;
    /// - a CSV file in `registers/` that is empty, that stands beside the TOML file of the same register, or whose
    ///   name is nearly that of a register, so that it is a plain table;
    /// - files in `documents/` and `records/` with names such as `*.MD`, `*.markdown`
    ///   or `*.mdx`, and `*.TOML` and `*.CSV` in `registers/` and `frameworks/`;
    /// - `People.toml`, `Documents/` and the like: what a project has at its root is
    ///   written in small letters;
    /// - symbolic links, which are not followed, wherever they lead and whatever
    ///   they stand for: a file, a folder, one of the project's own folders;
    /// - pipes, sockets and devices, which are not opened;
    /// - a folder with the name of a file, such as `documents/access.md/`, and a file
    ///   with the name of one of the project's folders;
    /// - a name that is not UTF-8, or that holds a backslash, a control character or
    ///   a bidirectional override: reported at its folder, and of such a folder nothing
    ///   is read;
    /// - a path that is longer than the system takes;
    /// - files in `theme/static/` whose names are not lower-case ASCII, and all in
    ///   `theme/templates/` but `*.html` and `*.xml` at its top;
    /// - hidden files that end in `.md`, `.toml` or `.csv`, in `documents/`, `records/`,
    ///   `registers/` and `frameworks/`.
    ///
    /// Not reported are attachments, other hidden files, hidden folders with all that
    /// lies in them, and what programs put beside the file they work on: names that
    /// begin with `._`, `.#` or `.~`. A link to any of these is `unpublished-file`.
    ///
    /// # Why
    /// What its author wrote would be missing from the handbook without a word, and
    /// documents must be available where they are needed (ISO/IEC 27001:2022, 7.5.3 a).
    ///
    /// # Mend
    /// Give the file the name of a register that Annexa knows, move it below
    /// `documents/` or `records/` as `*.md`, or remove it. Put the file itself in the
    /// place of a symbolic link. Take the dot from the name of a hidden file, or keep
    /// the file outside of the project.
    ///
    /// # Example
    /// This register is called `registers/risk.toml`:
    ///
    /// ```toml
    /// [risk.R-001]
    /// title = "Fire in the server room"
    /// ```
    ///
    /// Call it `registers/risks.toml`, and it is read.
    UNREAD_FILE = "unread-file", Warn
}

code! {
    /// A file or folder has a name that not every system can hold.
    ///
    /// These are reported, for all files that Annexa reads and the folders they lie in:
    ///
    /// - two names in one folder that Windows or macOS take for one: `Access.md` and
    ///   `access.md`, or `é` as one character and as two;
    /// - names of devices on Windows, whatever follows them after a dot: `con`, `prn`,
    ///   `aux`, `nul`, `com1`, `lpt1`, `conin$` …;
    /// - names with one of `< > : " | ? *`, and names that end in a dot or a blank;
    /// - names of more than 255 bytes, and paths of more than 200 characters below the
    ///   folder of the project.
    ///
    /// What is wrong with a folder is reported once, at the first file in it. Addresses
    /// of the handbook are not concerned: they are made of ids, in lower-case ASCII.
    ///
    /// # Why
    /// Git writes files under their names. On a colleague's machine one then takes the place
    /// of the other, or is missing: documents must be protected from loss of integrity
    /// (ISO/IEC 27001:2022, 7.5.3 b).
    ///
    /// # Mend
    /// Rename the file or folder (`git mv`), and let links that name it follow. Links by
    /// id, such as `[[POL-005]]`, stay as they are.
    ///
    /// # Example
    /// The front matter is sound, but the file is `documents/aux.md`, and Windows keeps
    /// that name for a device:
    ///
    /// ```toml
    /// id    = "POL-005"
    /// title = "Auxiliary systems"
    /// ```
    ///
    /// Call the file `documents/auxiliary-systems.md`. Its front matter stays the same.
    UNPORTABLE_NAME = "unportable-name", Warn
}

code! {
    /// A row of a table has more cells than the table has columns; the text of the cells beyond them is not shown.
    ///
    /// Cells are counted as on GitHub: every `|` divides, in code too, unless a `\` stands before it; those at both ends of the row do not
    /// count. Empty cells beyond the last column lose nothing and are not reported. A row with fewer cells is not reported either: the rest
    /// of it is shown empty.
    ///
    /// In a CSV file below `registers/`, a row with fewer cells than the head is reported, too: a separator is missing, and its cells may
    /// stand in wrong columns.
    ///
    /// # Why
    /// The page lacks words that stand in the file, and nobody sees it: who approved the file approved a rule that its readers never get
    /// (ISO/IEC 27001:2022, 7.5.3 a).
    ///
    /// # Mend
    /// Write `\|` for a bar that belongs to the text, in code too. If the cell is meant, add its column to the head of the table and to the
    /// line of dashes below it. In a CSV file, put a text that holds the separator between quotes.
    ///
    /// # Example
    /// The bar in the command ends the cell, and `wc -l` is lost:
    ///
    /// ```markdown
    /// | Measure  | Command             |
    /// |----------|---------------------|
    /// | Accounts | `list users | wc -l` |
    /// ```
    ///
    /// Better:
    ///
    /// ```markdown
    /// | Measure  | Command              |
    /// |----------|----------------------|
    /// | Accounts | `list users \| wc -l` |
    /// ```
    RAGGED_ROW = "ragged-row", Warn
}
