//! See `tests/support/borders/router.rs`.
#![no_main]

#[path = "../../support/borders/mod.rs"]
mod borders;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| borders::router::hold(bytes));
