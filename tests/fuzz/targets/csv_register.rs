//! See `tests/support/borders/csv_register.rs`.
#![no_main]

#[path = "../../support/borders/mod.rs"]
mod borders;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| borders::csv_register::hold(bytes));
