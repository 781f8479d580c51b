//! What the files mean together: every reference resolved or noted as unresolved, review states as of today.
//!
//! [`resolve::resolve`] is the only way to a [`handbook::Handbook`]; after it nothing changes.

pub mod action;
pub mod ambiguous;
pub mod anchors;
pub mod assets;
pub mod codes;
pub mod deadline;
pub mod difference;
pub mod digest;
pub mod document;
pub mod entry;
pub mod evidence;
pub mod exception;
pub mod framework;
pub mod gap;
pub mod guide;
pub mod handbook;
pub mod happened;
pub mod lead;
pub mod link;
pub mod look;
pub mod mandate;
pub mod mention;
pub mod objective;
pub mod obligation;
pub mod owned;
pub mod past;
pub mod people;
pub mod presence;
pub mod prose;
pub mod record;
pub mod register;
pub mod resolve;
pub mod review;
pub mod reviewable;
pub mod risk;
pub mod section;
pub mod soa;
pub mod spelling;
pub mod subject;
pub mod svg;
pub mod table;
pub mod trail;
pub mod unresolved;
pub mod version;
