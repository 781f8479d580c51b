//! A sound project, and faults to put into it: each in a place of its own, with what must be found there.
//!
//! 1. [`sound`] writes a project of some 130 documents and every register, in which nothing is wrong. It is made of [`project::Piece`]s.
//! 2. The tables of faults ([`front`], [`trail`], [`body`], [`statement`], [`registers`], [`rows`], [`records`], [`settings`], [`files`]) say
//!    what each breaks.
//! 3. [`inject`] gives each fault a piece of its own, by a seed.
//! 4. [`project`] puts the files together. The marks around what was planted become the places where it must be found: they come from
//!    the text that was written, never from what Annexa says.

pub(crate) mod body;
pub(crate) mod fault;
pub(crate) mod files;
pub(crate) mod front;
pub(crate) mod inject;
pub(crate) mod project;
pub(crate) mod records;
pub(crate) mod registers;
pub(crate) mod rows;
pub(crate) mod settings;
pub(crate) mod sound;
pub(crate) mod statement;
pub(crate) mod trail;
