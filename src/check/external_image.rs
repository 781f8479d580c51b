//! Pictures that lie on other hosts.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::unresolved::Wanted;

code! {
    /// A picture lies on another host. It is not shown.
    ///
    /// # Why
    /// Every reader would tell that host who reads which policy, and the page would change when the picture does.
    ///
    /// # Mend
    /// Save the picture below `assets/` and link to it there.
    ///
    /// # Example
    /// `![Map](https://example.com/map.png)`.
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
