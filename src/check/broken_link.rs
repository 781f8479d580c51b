//! Links that lead nowhere, or where a link must not lead.

use crate::base::text::{did_you_mean, list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::unresolved::{Unresolved, Wanted};

code! {
    /// A link leads to a file or an id that does not exist, or to an address that is
    /// never published.
    ///
    /// Annexa looks at links and pictures in documents, records and the introductions
    /// of folders (`_index.md`), at ids in double brackets, and at `file` and `url` in
    /// `registers/evidence.toml`. Published addresses begin with `https:`, `http:`,
    /// `mailto:` or `tel:`. Never published are other schemes, such as `file:` or
    /// `javascript:`, addresses that begin with `//`, and addresses with a backslash or
    /// a control character.
    ///
    /// Addresses on other hosts are not requested. Links in raw HTML are reported as
    /// `raw-html-removed`. An id in running text that nothing has stays text, without a
    /// finding.
    ///
    /// # Why
    /// Documents must be available where they are needed (ISO/IEC 27001:2022, 7.5.3 a).
    /// A dead link is a document that is not.
    ///
    /// # Mend
    /// Write the path from the folder of the file that holds the link, such as
    /// `../access/policy.md`, or from the root of the project with a `/` in front. Or
    /// write the id in double brackets, such as `[[POL-005]]`: such a link survives
    /// when the file moves. The `file` of a piece of evidence is a path from the root
    /// of the project.
    ///
    /// While the level is lower than `deny`, a broken link is shown as plain text.
    ///
    /// # Example
    /// The file is `documents/access.md`, and this link stands in a document beside it:
    ///
    /// ```markdown
    /// Rights end on the last working day, see [Access](acess.md).
    /// ```
    ///
    /// The path spelled right:
    ///
    /// ```markdown
    /// Rights end on the last working day, see [Access](access.md).
    /// ```
    BROKEN_LINK = "broken-link", Deny (Draft: Warn)
}

pub(super) const CHECK: Check = Check { code: &BROKEN_LINK, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for miss in &handbook.unresolved {
        match &miss.wanted {
            Wanted::Page => report_page(handbook, miss, found),
            Wanted::Anything => report_id(handbook, miss, found),
            Wanted::SafeTarget => {
                let message =
                    format!("`{}` is not a link that can be published", printable(&miss.typed));
                let help =
                    "link to a file of the project, or to `https:`, `http:`, `mailto:` or `tel:`";
                found.report_with_help(&BROKEN_LINK, miss.span.clone(), message, help);
            }
            _ => {}
        }
    }
}

fn report_page(handbook: &Handbook, miss: &Unresolved, found: &mut Findings) {
    let typed = printable(&miss.typed);
    let file = miss.typed.split('#').next().unwrap_or("");
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let documents =
        || handbook.documents.iter().filter(|document| document.parsed.path != miss.span.path);
    let near = did_you_mean(stem, documents().map(|document| document.parsed.path.stem()))
        .and_then(|near| documents().find(|document| document.parsed.path.stem() == near))
        .or_else(|| documents().find(|document| document.id().eq_ignore_ascii_case(stem)));
    match near {
        Some(near) => {
            let message =
                format!("`{typed}` does not exist; the nearest page is `{}`", near.parsed.path);
            found.report_with_help(
                &BROKEN_LINK,
                miss.span.clone(),
                message,
                format!("link to it by its id: `[[{}]]`", near.id()),
            );
        }
        None => {
            let message = format!("`{typed}` does not exist");
            // In a register it is the `file` of a piece of evidence.
            let help = if miss.span.path.extension() == "toml" {
                "write the path from the root of the project, such as `assets/review.csv`"
            } else {
                "write the path from the folder of this file, or an id such as `[[POL-005]]`"
            };
            found.report_with_help(&BROKEN_LINK, miss.span.clone(), message, help);
        }
    }
}

fn report_id(handbook: &Handbook, miss: &Unresolved, found: &mut Findings) {
    let typed = printable(&miss.typed);
    if let Some(successors) = handbook.frameworks.successors(&miss.typed) {
        let ids: Vec<String> = successors.ids.iter().map(|id| format!("`[[{id}]]`")).collect();
        let help = format!("write {}", list_of(&ids));
        let message = successors.message(&typed);
        found.report_with_help(&BROKEN_LINK, miss.span.clone(), message, help);
        return;
    }
    let near =
        did_you_mean(&miss.typed, handbook.entries.iter().map(|(_, label)| label.id.as_str()));
    let message = match near {
        Some(near) => format!("nothing has the id `{typed}`; did you mean `{near}`?"),
        None => format!("nothing has the id `{typed}`"),
    };
    let help =
        "double brackets take the id of a document, control, clause, risk or piece of evidence";
    found.report_with_help(&BROKEN_LINK, miss.span.clone(), message, help);
}
