//! See `tests/support/borders/front_matter.rs`.
#![no_main]

#[path = "../../support/borders/mod.rs"]
mod borders;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| borders::front_matter::hold(bytes));
