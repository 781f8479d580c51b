//! Annexa.
pub mod base;
pub mod check;
pub mod diag;
pub mod frameworks;
pub mod load;
pub mod model;
pub mod parse;
