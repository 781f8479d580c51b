//! `annexa explain`: the manual on the command line.

mod support;

use support::project::{annexa, stderr, stdout};

#[test]
fn the_list_has_every_code_once() {
    let run = annexa().arg("explain").assert().code(0).stderr_eq("");
    let listed: Vec<String> = stdout(&run)
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    let codes: Vec<&str> = annexa::pipeline::codes().iter().map(|code| code.name).collect();
    assert_eq!(listed, codes);
}

#[test]
fn a_page_says_what_why_and_how() {
    for code in annexa::pipeline::codes() {
        let run = annexa().args(["explain", code.name]).assert().code(0).stderr_eq("");
        let page = stdout(&run);
        assert_eq!(page.lines().next(), Some(code.name));
        for heading in ["Why it matters", "How to mend it", "Example"] {
            assert!(page.lines().any(|line| line == heading), "{}: {heading}", code.name);
        }
    }
}

#[test]
fn a_file_gets_no_escapes() {
    for arguments in [vec!["explain"], vec!["explain", "review-overdue"]] {
        let run = annexa().args(&arguments).assert().code(0);
        assert!(!stdout(&run).contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn no_line_is_wider_than_a_book_when_piped() {
    let run = annexa().args(["explain", "review-overdue"]).assert().code(0);
    let page = stdout(&run);
    let wide: Vec<&str> = page.lines().filter(|line| line.chars().count() > 88).collect();
    assert!(wide.is_empty(), "{wide:?}");
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest_one() {
    let run = annexa().args(["explain", "reveiw-overdue"]).assert().code(2).stdout_eq("");
    assert!(stderr(&run).contains("did you mean `review-overdue`?"), "{}", stderr(&run));
    let run = annexa().args(["explain", "xyzzyxyzzy"]).assert().code(2).stdout_eq("");
    assert!(stderr(&run).contains("`annexa explain` lists all codes"), "{}", stderr(&run));
    // What is typed cannot steer a terminal.
    let run = annexa().args(["explain", "\u{1b}[2J"]).assert().code(2);
    assert!(!stderr(&run).contains('\u{1b}'), "{}", stderr(&run));
}

#[test]
fn a_single_page_is_markdown_too() {
    let arguments = ["explain", "review-overdue", "--format", "markdown"];
    let run = annexa().args(arguments).assert().code(0);
    assert!(stdout(&run).starts_with("## review-overdue\n"), "{}", stdout(&run));
}
