//! See `tests/support/borders/project.rs`.
#![no_main]

#[path = "../../support/borders/mod.rs"]
mod borders;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| borders::project::hold(bytes));
