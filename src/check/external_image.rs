//! Pictures that lie on other hosts.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::unresolved::Wanted;

code! {
    /// A picture lies on another host.
    ///
    /// It is not shown; its alternative text stands in its place. Reported for pictures
    /// in Markdown. A link to a picture on another host is a link and passes. A picture
    /// in raw HTML is `raw-html-removed`.
    ///
    /// # Why
    /// Each reader would tell that host which policy they read, and the picture could
    /// change without an approval (ISO/IEC 27001:2022, 7.5.3 e).
    ///
    /// # Mend
    /// Save the picture below `assets/` and show it from there.
    ///
    /// # Example
    /// ```markdown
    /// ![Plan of the ground floor](https://example.com/floor-plan.png)
    /// ```
    ///
    /// With the picture saved as `assets/floor-plan.png`, in a document directly below
    /// `documents/`:
    ///
    /// ```markdown
    /// ![Plan of the ground floor](../assets/floor-plan.png)
    /// ```
    EXTERNAL_IMAGE = "external-image", Warn
}

pub(super) const CHECK: Check = Check { code: &EXTERNAL_IMAGE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for miss in handbook.unresolved.iter().filter(|miss| miss.wanted == Wanted::LocalImage) {
        let message = format!(
            "the picture `{}` lies on another host and is not shown",
            printable(&miss.typed)
        );
        found.report_with_help(
            &EXTERNAL_IMAGE,
            miss.span.clone(),
            message,
            "save it below `assets/` and link to it there",
        );
    }
}
