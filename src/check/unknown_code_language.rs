//! Code blocks in a language that is not highlighted.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;

code! {
    /// A code block names a language for which there is no grammar.
    ///
    /// The block is shown plain. The first word after the fence counts, in upper or
    /// lower case. `text`, `plain`, `plaintext` and `console` ask for a plain block. A
    /// fence without a word is not reported. There is no grammar for `toml`, `ini`,
    /// `powershell`, `dockerfile` and some others. Annexa looks at documents, records
    /// and the introductions of folders.
    ///
    /// # Why
    /// Often the name is only mistyped, and the reader of the page loses the
    /// highlighting.
    ///
    /// # Mend
    /// Correct the word after the fence, or write `text`.
    ///
    /// # Example
    /// ```markdown
    /// ~~~pyhton
    /// print("backup done")
    /// ~~~
    /// ```
    ///
    /// The word spelled right:
    ///
    /// ```markdown
    /// ~~~python
    /// print("backup done")
    /// ~~~
    /// ```
    UNKNOWN_CODE_LANGUAGE = "unknown-code-language", Note
}

pub(super) const CHECK: Check = Check { code: &UNKNOWN_CODE_LANGUAGE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for prose in handbook.prose() {
        for language in &prose.body.unknown_languages {
            let message = format!(
                "the language `{}` is not known; the block is shown plain",
                printable(&language.value)
            );
            let help = "correct the word after the fence, or write `text`";
            found.report_with_help(
                &UNKNOWN_CODE_LANGUAGE,
                language.span(prose.path),
                message,
                help,
            );
        }
    }
}
