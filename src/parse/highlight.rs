//! Code blocks to HTML with CSS classes. The only file that names `syntect`.
//!
//! Classes, not colours: the page's style sheet decides for light, dark and print, and a strict content security policy holds.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// The largest block that is highlighted, in bytes. Hostile input makes a grammar slow; a policy's examples are short.
pub const BLOCK_LIMIT: usize = 20 * 1024;

/// The longest line that is highlighted, in bytes.
pub const LINE_LIMIT: usize = 2 * 1024;

/// How much code of one document is highlighted, in bytes: about a tenth of a second. Blocks beyond it are plain.
pub const DOCUMENT_LIMIT: usize = 32 * 1024;

/// What a block costs besides its code, in bytes of code.
pub const BLOCK_COST: usize = 64;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Words for a plain block, which needs no grammar.
const PLAIN: [&str; 4] = ["text", "plain", "plaintext", "console"];

/// The grammar that is never used, by its own name, as authors have many for it: it takes seconds for a hundred lines of any text.
const SLOW: &str = "Makefile";

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    // What the bundled set calls otherwise, or has a close relative for.
    let token = match language.to_ascii_lowercase().as_str() {
        "shell" | "sh" | "zsh" => "bash".to_owned(),
        "jsonc" => "json".to_owned(),
        "typescript" | "ts" => "js".to_owned(),
        other => other.to_owned(),
    };
    SYNTAXES.find_syntax_by_token(&token)
}

/// True when blocks in this language are highlighted, or need not be.
pub fn knows(language: &str) -> bool {
    PLAIN.contains(&language.to_ascii_lowercase().as_str()) || syntax(language).is_some()
}

/// The code as HTML with `hl-` classes; `None` when the language is not known or the block is too large to try.
pub fn highlight(code: &str, language: &str) -> Option<String> {
    let is_plain = PLAIN.contains(&language.to_ascii_lowercase().as_str());
    if is_plain || code.len() > BLOCK_LIMIT || code.lines().any(|line| line.len() > LINE_LIMIT) {
        return None;
    }
    let syntax = syntax(language).filter(|syntax| syntax.name != SLOW)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_becomes_classes_and_is_escaped() {
        let html = highlight("print(\"<b>\")  # hi\n", "python").expect("python is bundled");
        assert!(html.contains("hl-comment"), "{html}");
        assert!(html.contains("&lt;b&gt;"), "{html}");
        assert!(!html.contains("style="), "{html}");
    }

    #[test]
    fn what_is_unknown_or_huge_stays_plain() {
        assert_eq!(highlight("x", "klingon"), None);
        assert_eq!(highlight(&"x".repeat(LINE_LIMIT + 1), "python"), None);
        assert!(knows("text") && knows("rust") && !knows("klingon"));
    }

    #[test]
    fn the_slow_grammar_is_not_used_by_any_of_its_names() {
        let makefile = SYNTAXES.find_syntax_by_name(SLOW).expect("it is bundled");
        let names = makefile.file_extensions.iter().map(String::as_str);
        for name in names.chain(["makefile", "MAKEFILE", "make", "mk", "gnumakefile"]) {
            assert!(knows(name), "{name}");
            assert_eq!(highlight("a: b\n", name), None, "{name}");
        }
    }
}
