//! One fault: which piece of a project it breaks, how, and what must be found.
//!
//! The new text holds marks, which are taken out when the files are put together: `«` and `»` stand around the text that the caret must
//! cover, no more and no less; `‹` stands where a finding begins somewhere on the line. `{id}` stands for the id of the piece that
//! is broken, `{number}` for that of a control without its `A.`.

use super::project::Slot;

/// Where a finding must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// At the next mark of the piece.
    Mark,
    /// At the `+++` that opens the front matter.
    Head,
    /// At the start of a file.
    Start(&'static str),
}

/// What must be found.
#[derive(Debug, Clone)]
pub(crate) struct Find {
    pub(crate) at: At,
    pub(crate) code: &'static str,
    /// A part of the message; empty where any will do.
    pub(crate) says: &'static str,
}

/// A change of a piece.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    /// What goes; it must stand in the piece exactly once. Empty: the new text goes to the end.
    pub(crate) old: String,
    pub(crate) new: String,
}

/// A fault.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) slot: Slot,
    pub(crate) edits: Vec<Edit>,
    pub(crate) finds: Vec<Find>,
    /// What `--fix` makes of the new text of the first edit.
    pub(crate) mended: Option<String>,
}

impl Fault {
    /// Another change of the same piece.
    pub(crate) fn also(mut self, old: &str, new: &str) -> Self {
        self.edits.push(Edit { old: old.to_owned(), new: new.to_owned() });
        self
    }

    /// The finding stands elsewhere than at a mark.
    pub(crate) fn at(mut self, at: At) -> Self {
        self.last().at = at;
        self
    }

    /// The message holds this.
    pub(crate) fn says(mut self, part: &'static str) -> Self {
        self.last().says = part;
        self
    }

    /// One more finding that the change brings with it.
    pub(crate) fn and(mut self, code: &'static str) -> Self {
        self.finds.push(Find { at: At::Mark, code, says: "" });
        self
    }

    /// One more finding, which stands before the others.
    pub(crate) fn swapped(mut self, code: &'static str) -> Self {
        self.finds.insert(0, Find { at: At::Mark, code, says: "" });
        self
    }

    /// `--fix` turns the new text into this.
    pub(crate) fn mended(mut self, text: &str) -> Self {
        self.mended = Some(text.to_owned());
        self
    }

    fn last(&mut self) -> &mut Find {
        self.finds.last_mut().expect("a fault is found")
    }
}

/// A fault in a piece of a kind: `old` becomes `new`, and `code` is found.
pub(crate) fn fault(slot: Slot, code: &'static str, old: &str, new: &str) -> Fault {
    Fault {
        slot,
        edits: vec![Edit { old: old.to_owned(), new: new.to_owned() }],
        finds: vec![Find { at: At::Mark, code, says: "" }],
        mended: None,
    }
}
