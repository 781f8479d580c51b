//! `annexa verify`: whether a copy of an audit pack or of a handbook was altered.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use crate::base::digest::{Digest, NotADigest};
use crate::base::text::{harmless, plural, printable, size_in_words};
use crate::cli::{CLEAN, DENIED, Ended, report};
use crate::diag::code::Level;
use crate::diag::human::{Style, heading};
use crate::pack::json;
use crate::pack::verify::{Different, Told, Verification, verify};

/// How many files of a kind are named to people; programs get all.
const SHOWN: usize = 40;

/// How the answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum VerifyFormat {
    /// Sentences, for people.
    Human,
    /// One JSON object, for programs.
    Json,
}

/// Say whether a copy of an audit pack or of a handbook was altered.
///
/// Each file is compared with the SHA-256 in `manifest.json`; what was altered, removed or added is named. Whoever can alter files can alter
/// the manifest, too: only the SHA-256 of the zip or of the manifest, told by another way than the copy, proves that it is what was handed
/// over. Pass it with --sha256. Nothing is unpacked and nothing is written.
///
/// Exit codes: 0 unaltered; 1 altered, or not what --sha256 says; 2 it cannot be read.
#[derive(Args)]
#[command(after_help = "Example: annexa verify handbook-2026-11-21.zip --sha256 3f9c…")]
pub(super) struct Verify {
    /// A zip, a folder with `manifest.json` (a built handbook or an unpacked pack), or the `manifest.json` itself.
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    path: PathBuf,
    /// The SHA-256 of the zip or of its `manifest.json` that you were told by another way: 64 hexadecimal digits.
    #[arg(long, value_name = "HEX", value_parser = digest)]
    sha256: Option<Digest>,
    /// How the answer is written to standard output.
    #[arg(long, value_enum, default_value_t = VerifyFormat::Human)]
    format: VerifyFormat,
}

fn digest(text: &str) -> Result<Digest, NotADigest> {
    text.parse()
}

impl Verify {
    pub(super) fn run(&self) -> Ended {
        let verification = verify(&self.path, self.sha256)?;
        report::print_text(&match self.format {
            VerifyFormat::Human => human(&verification, report::style()),
            VerifyFormat::Json => json::render(&verification),
        })?;
        Ok(if verification.is_unaltered() { CLEAN } else { DENIED })
    }
}

/// The answer in sentences: what came out, what differs, what was compared, how far that carries.
fn human(it: &Verification, style: Style) -> String {
    let mut out = headline(it, style) + "\n";
    let shown = |title: &str, level| heading(title, level, style);
    list(&mut out, &shown("altered", Level::Deny), it.altered.iter().map(entry));
    list(&mut out, &shown("missing", Level::Deny), it.missing.iter().map(|path| line(path)));
    list(&mut out, &shown("added", Level::Deny), it.added.iter().map(entry));
    let of_systems = shown("added by a system, not counted", Level::Note);
    list(&mut out, &of_systems, it.of_systems.iter().map(entry));
    out.push('\n');
    for (term, fact) in facts(it) {
        let _ = writeln!(out, "  {term:<25} {fact}");
    }
    let _ = writeln!(out, "\n{}", closing(it));
    out
}

/// What came out, in one line.
fn headline(it: &Verification, style: Style) -> String {
    let path = harmless(&it.path.display().to_string());
    let counts =
        [(it.altered.len(), "altered"), (it.missing.len(), "missing"), (it.added.len(), "added")];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, how)| format!("{count} {how}"))
        .collect();
    match (counts.is_empty(), it.told) {
        (true, Told::Neither(_)) => {
            let word = heading("not what you were told", Level::Deny, style);
            format!("{word}: {path} has another SHA-256, though its files fit its own manifest")
        }
        (true, _) => format!("{}: {path}", heading("unaltered", Level::Note, style)),
        (false, _) => {
            format!("{}: {path}: {}", heading("altered", Level::Deny, style), counts.join(", "))
        }
    }
}

/// What the manifest says of itself, and its digests.
fn facts(it: &Verification) -> Vec<(&'static str, String)> {
    let manifest = &it.manifest;
    let said = |value: &Option<String>| value.as_deref().map(printable);
    let commit = said(&manifest.commit).map(|commit| match manifest.is_modified {
        Some(true) => format!("{commit}, and changes that were not committed"),
        _ => commit,
    });
    let files = plural(manifest.files().len(), "file", "files");
    let facts = [
        ("handbook", said(&manifest.title)),
        ("as of", said(&manifest.today)),
        ("commit", Some(commit.unwrap_or_else(|| "not known".to_owned()))),
        ("made by", said(&manifest.annexa).map(|version| format!("Annexa {version}"))),
        ("compared", Some(format!("{files} with manifest.json"))),
        ("SHA-256 of the zip", it.zip_digest.map(|digest| digest.to_string())),
        ("SHA-256 of manifest.json", Some(it.manifest_digest.to_string())),
    ];
    facts.into_iter().filter_map(|(term, fact)| Some((term, fact?))).collect()
}

fn entry(file: &Different) -> String {
    let note = file.note.map(|note| format!(", {note}")).unwrap_or_default();
    format!("{}  ({}{note})", line(&file.path), size_in_words(file.size))
}

/// A path on one line.
fn line(path: &str) -> String {
    harmless(path).replace('\n', "\\n")
}

fn list(out: &mut String, title: &str, lines: impl ExactSizeIterator<Item = String>) {
    let count = lines.len();
    if count == 0 {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    for line in lines.take(SHOWN) {
        let _ = writeln!(out, "  {line}");
    }
    if count > SHOWN {
        let _ = writeln!(out, "  … and {} more; --format json names all", count - SHOWN);
    }
}

/// How far the answer carries.
fn closing(it: &Verification) -> String {
    match it.told {
        Told::Zip => "The SHA-256 of the zip is the one that you were told.".to_owned(),
        Told::Manifest => "The SHA-256 of manifest.json is the one that you were told.".to_owned(),
        Told::Neither(digest) => format!(
            "You were told {digest}.\nThat is the SHA-256 neither of manifest.json nor, if it is one, of the zip: this is not what was handed over."
        ),
        Told::Nothing => "Compare a SHA-256 above with the one that you were told by another way: whoever can alter files can alter\nmanifest.json. With --sha256, Annexa compares them.".to_owned(),
    }
}
