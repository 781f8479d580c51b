//! Annexa.
pub mod base;
pub mod check;
pub mod cli;
pub mod diag;
pub mod export;
pub mod frameworks;
pub mod load;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod view;
pub mod write;
