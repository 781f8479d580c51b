//! Annexa compiles an ISMS (ISO/IEC 27001:2022), written as Markdown with TOML front matter, into a static handbook.
//!
//! # The idea
//!
//! Annexa is a function from *a snapshot of files and a date* to *a tree of output bytes and a list of findings*. Everything between is
//! plain immutable data. Disk, clock and terminal exist only in the outermost modules. Each stage has an input and an output type of
//! its own, so no stage can be called too early and nothing needs a flag that says how far it is.
//!
//! ```text
//!  load           parse             model              check · render · export        write
//!  Sources ──▶  Documents  ──▶   Handbook  ──┬──▶ Findings ──▶ Report ────▶ terminal | JSON | SARIF | …
//!  (files,      (per file)      (resolved,   ├──▶ pages ──┐
//!   bytes)                       read-only)  └──▶ exports ┴─▶ Site ───────▶ disk, a browser (preview), or memory
//!                                    ▲
//!                          today: Date (an input, never the clock)
//! ```
//!
//! A [`render::site::Site`] lists its files, and each is a function of the handbook: whoever publishes makes a file, compares it, writes it and
//! forgets it, so that the pages are not in memory together, and a handbook that the report denies costs no page. Only templates of a project's
//! own have to make their pages to show that they hold; these are made first, and kept.
//!
//! [`pipeline`] puts the stages together; `build`, `check` and every test call it.
//!
//! # What goes wrong, in two kinds
//!
//! *Findings* ([`diag::Diagnostic`]) are about the author's content: collected, placed by byte range, never an `Err`. *Errors* are about the
//! machine; each module at the border has an enumeration of its own, which travels by `?` and ends the command. The exit code is 0
//! when nothing denies, 1 when a finding does, 2 when the command could not be carried out.
//!
//! # Modules
//!
//! | Module | Turns | Into | May import |
//! |---|---|---|---|
//! | [`base`] | | paths, dates, digests, slugs, text, changes of text: no word of the domain | |
//! | [`diag`] | findings | levels, positions, fingerprints, terminal text, formats for programs | `base` |
//! | [`load`] | a folder | [`load::Sources`] | `base`, `diag` |
//! | [`parse`] | each file on its own | [`parse::Documents`] | those above |
//! | [`frameworks`] | embedded TOML | frameworks, crosswalks, catalogues | `base` |
//! | [`model`] | all files together | [`model::handbook::Handbook`] | `load`, `parse`, `frameworks` and below |
//! | [`check`] | the handbook | findings | `model` and below |
//! | [`sheet`] | cells | tables for spreadsheets | `base` |
//! | [`view`] | the handbook | what a template may see | `model` and below |
//! | [`render`] | views and Markdown | the files of a [`render::site::Site`] | `view` and below |
//! | [`export`] | the handbook | files for other programs | `render` and below, `sheet` |
//! | [`starter`] | a few answers | the files of a new project | `base`, `frameworks` |
//! | [`mod@write`] | the site, or new files | files on disk | `base`, `render` |
//! | [`pack`] | a site, or a copy of one | a zip to hand over, or what was altered | `base`, `diag`, `render`, `write` |
//! | [`mend`] | findings with fixes | changed sources | `pipeline` and below |
//! | [`author`] | what an author decides | a changed source, or why not | `pipeline` and below |
//! | [`compare`] | two handbooks | what differs, and formats of it | `model` and below |
//! | [`pipeline`] | sources and a date | an [`pipeline::Outcome`] | everything but `compare`, `mend`, `author`, `starter`, `write`, `pack`, `pdf`, `preview` and `cli` |
//! | [`pdf`] | a page | a PDF, by a browser of this machine | `base` |
//! | [`preview`] | a project, again and again | answers to a browser of this machine | `base`, `diag`, `load`, `pipeline`, `render` |
//! | [`cli`] | arguments | an exit code | everything; nothing imports it |
//!
//! `tests/tidy.rs` holds this table against the sources, with the rules that each third-party engine is named in one place, that siblings
//! (checks, page types, exports) never import each other, and that files stay under 400 lines.
//!
//! # What adding something costs
//!
//! | Add | Places | How |
//! |---|---|---|
//! | a framework, crosswalk or catalogue | 1 | a TOML file in `src/frameworks/`, or in a project's `frameworks/`; no code |
//! | a theme | 1 | a folder `theme/` in the project with the templates and files that differ |
//! | a check | 1 file, 1 word | code, manual page and `run` in `src/check/NAME.rs`; its name in `check::ALL` (and its specification in `tests/cases/check/`) |
//! | a page type | 1 file, 1 word, 1 template | `src/render/page/NAME.rs`, its name in `render::page::ALL`, `theme/templates/NAME.html`; a view if none fits |
//! | a template of the starter | 1 file | a file below `src/starter/files/`; no code |
//! | a step of the path to certification | 1 place | a row of `model/guide/steps.rs`, and a function in `look.rs` if none fits |
//! | an export | 1 file, 1 word | `src/export/NAME.rs`, its name in [`export::ALL`]: the command, the files of the site and their links follow |
//! | a format of findings | 1 file, 1 variant | `src/diag/NAME.rs`, a variant of the format in `cli/report.rs` |
//! | a kind of thing that `annexa diff` compares | 1 file, 1 field | `src/compare/NAME.rs`, a list in [`compare::Changes`] with its heading |
//! | a command | 1 file, 1 variant | `src/cli/NAME.rs`, a variant in `cli/mod.rs` |
//! | a command that writes for authors | 2 files, 1 variant | `src/author/NAME.rs` says what is written, `src/cli/NAME.rs` reads the arguments |
//! | a key of front matter | 3, on purpose | file format in `parse`, meaning in `model`, theme contract in `view`: three promises to three parties; a sentence for editors in `parse/schema/descriptions.toml`, which a test asks for |
//!
//! # Determinism
//!
//! Maps are sorted wherever their order reaches output, the date is an argument, and no path, host or user name of the machine gets into
//! the site: two builds of the same input are the same bytes, whatever the number of threads.

pub mod author;
pub mod base;
pub mod check;
pub mod cli;
pub mod compare;
pub mod diag;
pub mod export;
pub mod frameworks;
pub mod load;
pub mod mend;
pub mod model;
pub mod pack;
pub mod parse;
pub mod pdf;
pub mod pipeline;
pub mod preview;
pub mod render;
pub mod sheet;
pub mod starter;
pub mod view;
pub mod write;
