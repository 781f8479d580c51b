//! The borders at which Annexa reads what nobody vouches for, and what must hold behind each: one function of bytes for each border.
//!
//! A function panics when something does not hold, and says what. The fuzzers (`tests/fuzz`) call them with bytes of their own making,
//! `tests/fuzz_regressions.rs` with every input that was kept, `tests/properties.rs` with generated ones.
#![allow(dead_code, reason = "each user takes a part of it")]

pub(crate) mod archive;
pub(crate) mod container;
pub(crate) mod csv_register;
pub(crate) mod findings;
pub(crate) mod front_matter;
pub(crate) mod markup;
pub(crate) mod project;
pub(crate) mod router;
pub(crate) mod site;

/// What must hold at a border, whatever the bytes.
pub(crate) type Border = fn(&[u8]);

/// Every border by the name of its fuzzer.
pub(crate) const ALL: [(&str, Border); 5] = [
    ("front_matter", front_matter::hold),
    ("csv_register", csv_register::hold),
    ("router", router::hold),
    ("project", project::hold),
    ("archive", archive::hold),
];
