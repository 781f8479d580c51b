//! Cleans the HTML of a page whose author wrote HTML. The only file that names `ammonia`.
//!
//! Only documents with raw HTML come here. The list of what passes is `parse::raw_html`'s; what the renderer itself adds (ids, classes,
//! roles) passes by its value, so that an author cannot borrow it for anything else.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::model::link::ANCHOR_PREFIX;
use crate::parse::raw_html::{ATTRIBUTES, ELEMENTS};

/// The deepest nesting of a page with raw HTML. Parsing HTML costs the square of its depth.
pub const DEEPEST: usize = 64;

/// The largest page with raw HTML, in bytes.
pub const LARGEST: usize = 300 * 1024;

/// Elements that only the renderer writes.
const RENDERED_ELEMENTS: [&str; 2] = ["section", "strike"];

/// Attributes that only the renderer writes.
const RENDERED_ATTRIBUTES: [&str; 6] = ["id", "class", "role", "aria-label", "tabindex", "rel"];

/// Classes that the renderer writes, besides those that begin with `hl-`.
const CLASSES: [&str; 22] = [
    "alert",
    "alert-note",
    "alert-tip",
    "alert-important",
    "alert-warning",
    "alert-caution",
    "alert-title",
    "anchor",
    "broken",
    "code",
    "footnotes",
    "footnote-ref",
    "footnote-back",
    "table-scroll",
    "ta-left",
    "ta-center",
    "ta-right",
    "task",
    "task-item",
    "ref",
    "figure",
    "missing-image",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(ELEMENTS.iter().chain(&RENDERED_ELEMENTS).copied().collect())
        .tag_attributes(std::collections::HashMap::new())
        .generic_attributes(ATTRIBUTES.iter().chain(&RENDERED_ATTRIBUTES).copied().collect())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(filter);
    builder
});

fn filter<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let keeps = match attribute {
        "id" => [ANCHOR_PREFIX, "fn-", "fnref-"].iter().any(|prefix| value.starts_with(prefix)),
        "class" => value.split(' ').all(|class| {
            CLASSES.contains(&class) || class.starts_with("hl-") || class.starts_with("language-")
        }),
        "role" => matches!(value, "note" | "region" | "img"),
        "src" => element == "img" && !value.contains(':') && !value.starts_with("//"),
        "tabindex" => value == "0",
        "rel" => value == "noopener noreferrer",
        _ => true,
    };
    keeps.then_some(Cow::Borrowed(value))
}

/// Returns the page with nothing but what is on the list.
pub fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_act_is_removed() {
        for (html, cleaned) in [
            ("<script>alert(1)</script>x", "x"),
            ("<p onclick=\"x()\" style=\"color:red\">a</p>", "<p>a</p>"),
            ("<a href=\"javascript:alert(1)\">a</a>", "<a>a</a>"),
            ("<img src=\"https://example.com/x.png\" alt=\"x\">", "<img alt=\"x\">"),
            ("<p id=\"search\" class=\"banner\">a</p>", "<p>a</p>"),
            ("<svg><script>1</script></svg>b", "b"),
        ] {
            assert_eq!(clean(html), cleaned, "{html}");
        }
    }

    #[test]
    fn what_the_renderer_writes_stays() {
        for html in [
            "<h2 id=\"h-scope\">Scope <a class=\"anchor\" href=\"#h-scope\" aria-label=\"Link\">#</a></h2>",
            "<details open=\"\"><summary>a</summary><kbd>b</kbd></details>",
            "<pre class=\"code\" tabindex=\"0\"><code><span class=\"hl-source hl-python\">x</span></code></pre>",
        ] {
            assert_eq!(clean(html), html);
        }
    }
}
