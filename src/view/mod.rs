//! The theme contract: what a template may see. Dates, labels and tones are text here already; templates decide nothing.
//!
//! The types in this module are the only ones that are serialized for templates. Addresses are relative to the root of the site;
//! a template puts `root` before them.

pub mod about;
pub mod age;
pub mod around;
pub mod asked;
pub mod auditor;
pub mod banner;
pub mod changes;
pub mod control;
pub mod controls;
pub mod coverage;
pub mod coverage_figures;
pub mod deadline;
pub mod difference;
pub mod document;
pub mod edition;
pub mod events;
pub mod evidence;
pub mod frame;
pub mod framework;
pub mod gap;
pub mod gap_list;
pub mod glossary;
pub mod guide;
pub mod home;
pub mod lack;
pub mod list;
pub mod manage;
pub mod obligation;
pub mod owner;
pub mod parts;
pub mod presence;
pub mod print;
pub mod reading;
pub mod record;
pub mod register;
pub mod reviews;
pub mod risk;
pub mod section;
pub mod since;
pub mod soa;
pub mod source;
pub mod trail;
pub mod versions;
pub mod year;
