//! The plain texts of a pack: `README.txt` and `SHA256SUMS`.

use std::fmt::Write as _;

use crate::base::digest::Digest;
use crate::base::text::printable;
use crate::diag::report::Report;
use crate::render::origin::Origin;

/// Digests as `sha256sum --check` and `shasum -a 256 --check` read them.
pub(super) fn sums(digests: &[(String, Digest)]) -> String {
    digests.iter().fold(String::new(), |mut text, (path, digest)| {
        let _ = writeln!(text, "{digest}  {path}");
        text
    })
}

/// What the sources were at, in words.
pub(super) fn commit(origin: &Origin) -> String {
    match &origin.checkout {
        None => "not known".to_owned(),
        Some(checkout) if checkout.is_modified => {
            format!("{}, and changes that were not committed", checkout.commit)
        }
        Some(checkout) => checkout.commit.clone(),
    }
}

/// What can be printed right away, as far as it is in the pack.
const PAPER: [(&str, &str); 2] = [
    ("downloads/handbook.pdf", "the handbook"),
    ("downloads/soa.pdf", "the Statement of Applicability"),
];

/// What the pack is, how to open it, how to verify it; `has` says which files are in it.
pub(super) fn readme(
    origin: &Origin,
    report: &Report,
    name: &str,
    has: impl Fn(&str) -> bool,
) -> String {
    let title = printable(&origin.title);
    let (today, version) = (origin.today, env!("CARGO_PKG_VERSION"));
    let (commit, found) = (commit(origin), report.summary());
    let mut paper = String::new();
    for (path, what) in PAPER.into_iter().filter(|(path, _)| has(path)) {
        let before = if paper.is_empty() { "\n\nTo read or print as PDF:\n" } else { "" };
        let _ = write!(paper, "{before}\n    {path:<24}{what}");
    }
    format!(
        "{title}

As of     {today}
Commit    {commit}
Checks    {found}
Made by   Annexa {version}


WHAT THIS IS

An audit pack: a copy of a handbook (an information security management
system) as of the day above, with everything that an auditor reads. States
such as \"overdue\" are those of that day.


OPEN IT

Unpack the zip first. Then open in a browser:

    auditor.html            where an auditor begins
    index.html              the handbook
    checks/findings.html    what the checks found, what waivers hold back

No server and no network are needed. The same data as spreadsheets and in
other formats are in the folder downloads.{paper}


VERIFY IT

Whoever sent the pack should have told you the SHA-256 of the zip by another
way, such as a call or a signed message. It comes before all else: whoever can
alter a file can alter the lists in this folder, too.

1. The zip, on the system that you have:

    sha256sum {name}.zip                    (Linux)
    shasum -a 256 {name}.zip                (macOS)
    Get-FileHash {name}.zip                 (Windows, PowerShell)

2. With Annexa, the zip or the unpacked folder, with what you were told:

    annexa verify {name}.zip --sha256 DIGEST

   It names each file that was altered, removed or added.

3. The unpacked folder without Annexa, in this folder:

    sha256sum --check --quiet SHA256SUMS    (Linux)
    shasum -a 256 --check SHA256SUMS        (macOS)

   This does not find files that were added. manifest.json has the digest of
   every other file, that of SHA256SUMS included; if you were told the SHA-256
   of manifest.json, compare that one first.

What this proves: the files are those that were packed. It does not prove that
what they say is true.
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Date;

    #[test]
    fn lines_of_the_readme_fit_into_a_window() {
        let today = Date::new(2026, 11, 21).expect("a day");
        let origin = Origin { title: "Handbook".to_owned(), today, checkout: None };
        let text = readme(&origin, &Report::default(), "handbook-2026-11-21", |_| true);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains("Commit    not known\nChecks    no findings\n"), "{text}");
    }

    #[test]
    fn the_readme_names_the_pdfs_that_are_there() {
        let today = Date::new(2026, 11, 21).expect("a day");
        let origin = Origin { title: "Handbook".to_owned(), today, checkout: None };
        let with = |there: &[&str]| {
            readme(&origin, &Report::default(), "handbook", |path| there.contains(&path))
        };
        assert!(!with(&[]).contains("PDF") && !with(&[]).contains(".pdf"));
        let one = with(&["downloads/handbook.pdf"]);
        assert!(
            one.contains("PDF:\n\n    downloads/handbook.pdf  the handbook\n\n\nVERIFY"),
            "{one}"
        );
        let both = with(&["downloads/handbook.pdf", "downloads/soa.pdf"]);
        assert!(both.contains("handbook\n    downloads/soa.pdf       the Statement"), "{both}");
    }
}
