//! Cleans the HTML of a page whose author wrote HTML. The only file that names `ammonia`.
//!
//! Only documents with raw HTML come here. The list of what passes is `parse::raw_html`'s; what the renderer itself adds (ids, classes,
//! roles) passes by its value, so that an author cannot borrow it for anything else.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use crate::base::unseen::seen;
use crate::base::url::{Address, address};
use crate::model::link::ANCHOR_PREFIX;
use crate::parse::raw_html::{ATTRIBUTES, ELEMENTS};

/// The element that only the renderer writes.
const RENDERED_ELEMENT: &str = "section";

/// Attributes that only the renderer writes.
const RENDERED_ATTRIBUTES: [&str; 8] =
    ["id", "class", "role", "aria-label", "tabindex", "rel", "data-cite", "data-note"];

/// Classes that the renderer writes, besides those that begin with `hl-`.
const CLASSES: [&str; 23] = [
    "addresses",
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
    "no",
    "print-only",
    "table-scroll",
    "ta-left",
    "ta-center",
    "ta-right",
    "task",
    "ref",
    "missing-image",
];

/// The scheme under which our own addresses stand until the page is clean.
const PLACEHOLDER: &str = "annexa-address";

/// What stands for our own address with this number.
pub fn placeholder(number: usize) -> String {
    format!("{PLACEHOLDER}:{number}")
}

/// Returns the page with nothing but what is on the list; `addresses` are our own, which placeholders stand for. `prefix` begins every id of
/// this body, where other bodies stand on the same page.
///
/// Relative addresses that an author wrote lead nowhere that was checked, and go. An author who writes a placeholder gets an address that
/// the page has anyway.
pub fn clean(html: &str, addresses: Vec<String>, prefix: &str) -> String {
    let prefix = prefix.to_owned();
    let mut builder = Builder::default();
    builder
        .tags(ELEMENTS.iter().copied().chain([RENDERED_ELEMENT]).collect())
        .tag_attributes(HashMap::new())
        .generic_attributes(ATTRIBUTES.iter().chain(&RENDERED_ATTRIBUTES).copied().collect())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", PLACEHOLDER]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| {
            if !stands_on(element, attribute) {
                return None;
            }
            filter(&addresses, &prefix, attribute, value)
        });
    // The cleaner reads what authors wrote by number, such as `&#x202E;`.
    seen(&builder.clean(html).to_string()).into_owned()
}

/// True when the renderer writes the attribute on such an element, or authors may. Text that the cleaner reads as one tag with an element of
/// the renderer would take its attributes.
fn stands_on(element: &str, attribute: &str) -> bool {
    match attribute {
        "aria-label" => matches!(element, "a" | "div" | "section" | "span"),
        "data-cite" | "data-note" => element == "span",
        "rel" => element == "a",
        "role" => matches!(element, "div" | "section" | "span"),
        "tabindex" => matches!(element, "div" | "pre"),
        _ => true,
    }
}

fn filter<'v>(
    addresses: &[String],
    prefix: &str,
    attribute: &str,
    value: &'v str,
) -> Option<Cow<'v, str>> {
    let ours = value
        .strip_prefix(PLACEHOLDER)
        .and_then(|rest| rest.strip_prefix(':'))
        .map(|number| number.parse::<usize>().ok());
    let keeps = match (attribute, ours) {
        ("href" | "src", Some(number)) => {
            return addresses.get(number?).map(|address| Cow::Owned(address.clone()));
        }
        (_, Some(_)) | ("src", None) => false,
        // Of the author's own addresses those outside and those on the page itself stay. Browsers do not read blanks around them.
        ("href", None) => match address(value.trim()) {
            Address::External => true,
            Address::Internal { path, anchor } => path.is_empty() && anchor.starts_with(prefix),
            Address::Refused => false,
        },
        // No browser follows it, and no reader sees it; yet it is an address.
        ("cite", None) => address(value.trim()) == Address::External,
        ("id", _) => value.strip_prefix(prefix).is_some_and(|id| {
            [ANCHOR_PREFIX, "fn-", "fnref-"].iter().any(|kind| id.starts_with(kind))
        }),
        ("data-note", _) => value.bytes().all(|byte| byte.is_ascii_digit()),
        ("class", _) => {
            value.split(' ').all(|class| CLASSES.contains(&class) || class.starts_with("hl-"))
        }
        ("role", _) => matches!(value, "note" | "region" | "img"),
        ("tabindex", _) => value == "0",
        ("rel", _) => value == "noopener noreferrer",
        _ => true,
    };
    keeps.then_some(Cow::Borrowed(value))
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
            ("<q cite=\"jav&#x61;script:alert(1)\">a</q>", "<q>a</q>"),
            ("<blockquote cite=\"data:text/html,x\">a</blockquote>", "<blockquote>a</blockquote>"),
            ("<del cite=\"//example.com\">a</del>", "<del>a</del>"),
            ("<a href=\" javascript:x\">a</a>", "<a>a</a>"),
            ("<a href=\" https://example.com\">a</a>", "<a href=\" https://example.com\">a</a>"),
            (
                "<ins cite=\"https://example.com\">a</ins>",
                "<ins cite=\"https://example.com\">a</ins>",
            ),
            ("<p id=\"search\" class=\"banner\">a</p>", "<p>a</p>"),
            (
                "<svg></p><style><!--</style><p title=\"--><img  >\"&gt; <a data-cite=\"x\" aria-label=\"x\" rel=\"noopener noreferrer\">a</a>",
                "<p></p><p title=\"--&gt;&lt;img  &gt;\">a</p>",
            ),
            ("<svg><script>1</script></svg>b", "b"),
            ("<a href=\"../secret.html\">a</a>", "<a>a</a>"),
            ("<a href=\"//example.com\">a</a>", "<a>a</a>"),
        ] {
            assert_eq!(clean(html, Vec::new(), ""), cleaned, "{html}");
        }
    }

    #[test]
    fn our_own_addresses_come_back() {
        let addresses = vec!["../soa.html".to_owned()];
        assert_eq!(
            clean(&format!("<a href=\"{}\">a</a>", placeholder(0)), addresses.clone(), ""),
            "<a href=\"../soa.html\">a</a>"
        );
        assert_eq!(
            clean(
                &format!("<a href=\"{}\" title=\"{}\">a</a>", placeholder(7), placeholder(0)),
                addresses,
                ""
            ),
            "<a>a</a>"
        );
    }

    #[test]
    fn beside_other_bodies_only_ids_of_this_one_stay() {
        let html = "<p id=\"a_h-x\">a</p><p id=\"h-x\">b</p><a href=\"#h-x\">c</a><a href=\"#a_h-x\">d</a>";
        assert_eq!(
            clean(html, Vec::new(), "a_"),
            "<p id=\"a_h-x\">a</p><p>b</p><a>c</a><a href=\"#a_h-x\">d</a>"
        );
    }

    #[test]
    fn what_the_renderer_writes_stays() {
        for html in [
            "<h2 id=\"h-scope\"><span class=\"no\">1</span> Scope <a class=\"anchor\" href=\"#h-scope\" aria-label=\"Link\">#</a></h2>",
            "<span data-note=\"1\"></span><span data-cite=\"§ 1\"></span>",
            "<details open=\"\"><summary>a</summary><kbd>b</kbd></details>",
            "<pre class=\"code\" tabindex=\"0\"><code><span class=\"hl-source hl-python\">x</span></code></pre>",
        ] {
            assert_eq!(clean(html, Vec::new(), ""), html);
        }
    }
}
