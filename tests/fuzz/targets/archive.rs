//! See `tests/support/borders/archive.rs`.
#![no_main]

#[path = "../../support/borders/mod.rs"]
mod borders;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| borders::archive::hold(bytes));
