//! Words that every stage needs and no domain owns: paths, dates, colors, digests, slugs, text, changes of text.
//!
//! Nothing here knows what a policy is, and nothing here touches disk, clock or terminal.

pub mod cause;
pub mod change;
pub mod color;
pub mod compare;
pub mod csv;
pub mod date;
pub mod digest;
pub mod memo;
pub mod path;
pub mod slug;
pub mod text;
pub mod unseen;
pub mod url;
pub mod words;
