//! However the HTML and the Markdown of an author come together, a page is no deeper for its readers than the limit says, with what stands
//! around the text.

use annexa::load::Sources;
use annexa::parse::raw_html::{DEEPEST, ELEMENTS};
use annexa::pipeline::{Options, build};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use scraper::Html;

/// What stands around a text, and what the text itself does not say: ids in it that become links.
const AROUND: usize = 12;

/// How often the pieces of a text are repeated at most, so that what one leaves open adds up.
const TIMES: usize = 70;

/// Elements that do not pass, and have rules of their own until they are removed.
const OTHERS: [&str; 12] = [
    "textarea", "script", "style", "title", "select", "option", "template", "button", "font",
    "nobr", "svg", "form",
];

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
        let files: Vec<(String, String)> = texts.iter().enumerate().map(|(at, text)| {
            let front = format!("+++\nid = \"D-{at}\"\ntitle = \"T\"\nowner = \"a\"\nstatus = \"draft\"\n+++\n");
            (format!("documents/d{at}.md"), front + text)
        }).collect();
        let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let sources = Sources::from_files(files.chain([("handbook.toml", "title = \"H\"\n")]));
        let site = build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &|_, _| {});
        for (at, text) in texts.iter().enumerate() {
            let path = format!("documents/d-{at}.html");
            let (_, page) = site.tree.iter().find(|(page, _)| page.as_str() == path).expect("a page");
            let depth = depth(std::str::from_utf8(page).expect("a page is text"));
            prop_assert!(depth <= DEEPEST + AROUND, "{depth}: {text:?}");
        }
    }
}
