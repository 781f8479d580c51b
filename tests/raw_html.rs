//! However the HTML and the Markdown of an author come together, a page is no deeper for its readers than the limit says, with what stands
//! around the text, and what follows is on the page.

use annexa::load::Sources;
use annexa::parse::raw_html::{DEEPEST, ELEMENTS};
use annexa::pipeline::{Options, build};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use scraper::{Html, Selector};

/// What stands around a text, and what the text itself does not say: ids in it that become links.
const AROUND: usize = 12;

/// How often the pieces of a text are repeated at most, so that what one leaves open adds up.
const TIMES: usize = 70;

/// Elements that do not pass, and have rules of their own until they are removed.
const OTHERS: [&str; 12] = [
    "textarea", "script", "style", "title", "select", "option", "template", "button", "font",
    "nobr", "svg", "form",
];

/// More of them: most hide what they hold, one belongs in a drawing, one is nobody's.
const HIDING: [&str; 8] =
    ["iframe", "math", "noscript", "path", "plaintext", "svg", "company", "xmp"];

/// Pieces between the tags: text, ends of blocks, and Markdown that opens and closes elements itself.
const BETWEEN: [&str; 33] = [
    "a ",
    "a ",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n",
    "\n\n- ",
    "\n\n- a\n\n  ",
    "\n\n> ",
    "\n\n> [!NOTE]\n> ",
    "\n\n1. ",
    "\n\n# T ",
    "\n\n## H ",
    "\n\n| a | b |\n|---|---|\n| c | ",
    " | ",
    "\n\na\n: ",
    "*a",
    "a* ",
    "`a` ",
    "[a ",
    "](https://example.org) ",
    "](nowhere.md) ",
    "![a ",
    "[^1] ",
    "[^2] ",
    "\n\n[^1]: ",
    "\n\n[^2]: ",
    "\n\n```rust\na\n```\n\n",
    "[TBD: a] ",
    "D-1 ",
    "<!-- --!>",
    "<?'>",
    "</ >",
];

fn tag() -> impl Strategy<Value = String> {
    let names: Vec<&str> = ELEMENTS.iter().chain(&OTHERS).copied().collect();
    let form = select(vec!["<", "<", "<", "</", "</"]);
    (form, select(names)).prop_map(|(open, name)| format!("{open}{name}>"))
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => tag(), 2 => select(BETWEEN.to_vec()).prop_map(str::to_owned)];
    (vec(piece, 1..9), 1..=TIMES).prop_map(|(pieces, times)| pieces.concat().repeat(times))
}

/// What a tag may be made of, so that readers of HTML could differ about its end.
const ODDS: [&str; 29] = [
    "<",
    ">",
    "</",
    "/>",
    "\"",
    "'",
    "=",
    "a=\"",
    "a='",
    "a=",
    " ",
    " ",
    "\n",
    "\n\n",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<?",
    "<b title=\"",
    "<p>",
    "<div ",
    "text",
    "&",
    "`",
    "<p 'x>",
    "<desc>",
    "<table>",
];

/// Text that may hide what follows.
fn odd() -> impl Strategy<Value = String> {
    let name = prop_oneof![select(OTHERS.to_vec()), select(HIDING.to_vec())];
    let tag = (select(vec!["<", "<", "</"]), name, select(vec![">", ">", " ", "/>"]))
        .prop_map(|(open, name, end)| format!("{open}{name}{end}"));
    let piece = prop_oneof![1 => tag, 2 => select(ODDS.to_vec()).prop_map(str::to_owned)];
    (vec(piece, 1..14), select(vec!["<p ", "<div>\n", "", "a "]))
        .prop_map(|(pieces, first)| format!("{first}{}", pieces.concat()))
}

/// The page of each text.
fn pages(texts: &[String]) -> Vec<String> {
    let files: Vec<(String, String)> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let front = format!(
                "+++\nid = \"D-{at}\"\ntitle = \"T\"\nowner = \"a\"\nstatus = \"draft\"\n+++\n"
            );
            (format!("documents/d{at}.md"), front + text)
        })
        .collect();
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let sources = Sources::from_files(files.chain([("handbook.toml", "title = \"H\"\n")]));
    let site = build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &());
    let page = |at| {
        let path = format!("documents/d-{at}.html");
        let (_, page) = site.tree.iter().find(|(page, _)| page.as_str() == path).expect("a page");
        String::from_utf8(page.to_vec()).expect("a page is text")
    };
    (0..texts.len()).map(page).collect()
}

/// True when a word stands in the text of a page, below its header.
fn is_read(page: &str, word: &str) -> bool {
    let page = Html::parse_document(page);
    let article = Selector::parse("article, main").expect("a selector");
    page.select(&article).any(|article| article.text().any(|text| text.contains(word)))
}

/// The depth of the deepest element of a page.
fn depth(html: &str) -> usize {
    let page = Html::parse_document(html);
    page.tree.nodes().map(|node| node.ancestors().count()).max().unwrap_or(0)
}

proptest! {
    // Each is a whole site. The same texts are tried each time, so that a fault is one of the change that shows it.
    #![proptest_config(ProptestConfig {
        cases: 2,
        rng_seed: RngSeed::Fixed(1),
        max_shrink_iters: 64,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_page_is_deeper_than_the_limit(texts in vec(text(), 40)) {
        for (page, text) in pages(&texts).iter().zip(&texts) {
            let depth = depth(page);
            prop_assert!(depth <= DEEPEST + AROUND, "{depth}: {text:?}");
        }
    }

    #[test]
    fn what_follows_html_is_on_the_page(before in vec((odd(), select(vec!["", " ", "\n", "\n\n"])), 400)) {
        let texts: Vec<String> =
            before.iter().map(|(odd, between)| format!("{odd}{between}ALIVE\n")).collect();
        for (page, text) in pages(&texts).iter().zip(&texts) {
            prop_assert!(is_read(page, "ALIVE"), "{text:?}");
        }
    }
}
