//! What the tests share.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub(crate) mod author;
pub(crate) mod corpus;
pub(crate) mod fields;
pub(crate) mod page;
pub(crate) mod preview;
pub(crate) mod project;
pub(crate) mod repository;
pub(crate) mod socket;
pub(crate) mod spec;
pub(crate) mod views;
