//! Evidence whose file is not the one that was collected, and digests that are none.

use crate::base::digest::Digest;
use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::trail::controlled;

code! {
    /// The file of a piece of evidence is not the one whose digest the register holds, or a digest cannot be read.
    ///
    /// Compared are the bytes of `file` and `sha256` of an entry of `registers/evidence.toml`. The digest is 64 hexadecimal digits, in upper
    /// or lower case, with or without `sha256:` before them; anything else is reported as well, there and in the `digest` of an approval or a
    /// review. Without `sha256` nothing is compared, and what lies behind a `url` is not fetched. Whether a text is the one that was
    /// approved is the business of `changed-since-approval`.
    ///
    /// # Why
    /// Evidence must be protected from loss of integrity (ISO/IEC 27001:2022, 7.5.3 b and A.5.33). A file that
    /// changed after it was collected proves nothing.
    ///
    /// # Mend
    /// Find out why the file changed, and put the collected one back. If it was collected again, set `collected` and write the digest that
    /// `sha256sum FILE` prints. Do not only copy the new digest: that would hide the change.
    /// If a version control system changes the ends of lines, tell it to leave evidence alone (`assets/** -text` in
    /// `.gitattributes` of a Git repository).
    ///
    /// # Example
    /// The register holds the digest of an empty file:
    ///
    /// ```toml
    /// [evidence.EV-2026-036]
    /// title     = "Door check of October"
    /// collected = 2026-10-20
    /// file      = "assets/evidence/door-check-2026-10.csv"
    /// sha256    = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    /// ```
    ///
    /// The file was replaced by the full list, collected anew:
    ///
    /// ```toml
    /// collected = 2026-10-21
    /// sha256    = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9"
    /// ```
    DIGEST_MISMATCH = "digest-mismatch", Deny
}

pub(super) const CHECK: Check = Check { code: &DIGEST_MISMATCH, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    report_files(handbook, found);
    for text in controlled(handbook) {
        let approvals = text.trail.approvals.iter().filter_map(|approval| approval.digest.as_ref());
        let reviews = text.trail.reviews.iter().filter_map(|review| review.digest.as_ref());
        for typed in approvals.chain(reviews) {
            let Err(fault) = typed.value.parse::<Digest>() else { continue };
            let message = format!(
                "`digest` of `{}` is no SHA-256 digest: `{}`",
                printable(text.id),
                printable(&typed.value)
            );
            let span = typed.span(text.path);
            let found = found.report_with_help(&DIGEST_MISMATCH, span, message, fault.to_string());
            found.about(text.id);
        }
    }
}

fn report_files(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Evidence).path.clone();
    for piece in &handbook.evidence {
        let Some(written) = &piece.parsed.sha256 else { continue };
        let id = printable(&piece.parsed.id.value);
        let written_digest: Digest = match written.value.parse() {
            Ok(digest) => digest,
            Err(fault) => {
                let typed = printable(&written.value);
                found.report_with_help(
                    &DIGEST_MISMATCH,
                    written.span(&path),
                    format!("`sha256` of `{id}` is no SHA-256 digest: `{typed}`"),
                    fault.to_string(),
                );
                continue;
            }
        };
        let (Some(file), Some(digest)) = (&piece.parsed.file, piece.file_digest) else { continue };
        if digest == written_digest {
            continue;
        }
        let file = printable(&file.value);
        found.report_with_help(
            &DIGEST_MISMATCH,
            written.span(&path),
            format!("`{file}` does not match `sha256` of `{id}`: its digest is `{digest}`"),
            "put the collected file back; only if it was collected again, write its new digest",
        );
    }
}
