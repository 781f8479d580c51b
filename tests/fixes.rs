//! Edits that findings carry: making them mends the finding and breaks nothing else.

use annexa::diag::report::Finding;
use annexa::load::Sources;
use annexa::mend::mend;
use annexa::pipeline::{Options, check};

const HANDBOOK: &str = "title = \"Handbook\"\n[checks]\nmandatory-document-missing = \"allow\"\nundecided-control = \"allow\"\nmissing-approval = \"allow\"\n";

fn options() -> Options {
    Options::on("2026-11-21".parse().expect("a date"))
}

fn findings(path: &str, text: &str) -> Vec<Finding> {
    let sources = Sources::from_files([("handbook.toml", HANDBOOK), (path, text)]);
    check(&sources, &options()).report.findings().to_vec()
}

/// What becomes of a file; `None` when nothing is mended.
fn mended(path: &str, text: &str) -> Option<String> {
    let sources = Sources::from_files([("handbook.toml", HANDBOOK), (path, text)]);
    mend(&sources, &options()).changes.pop().map(|change| change.after)
}

#[track_caller]
fn assert_mended(path: &str, text: &str, expected: &str) {
    assert_eq!(mended(path, text).as_deref(), Some(expected));
    let codes: Vec<_> =
        findings(path, expected).into_iter().map(|finding| finding.diagnostic.code.name).collect();
    assert_eq!(codes, [""; 0], "{expected}");
}

#[track_caller]
fn assert_left(path: &str, text: &str) {
    assert!(!findings(path, text).is_empty());
    assert_eq!(mended(path, text), None);
}

fn document(front: &str) -> String {
    format!("+++\nid = \"POL-1\"\nowner = \"ciso\"\nstatus = \"draft\"\n{front}\n+++\n# Access\n")
}

#[test]
fn a_control_gets_the_spelling_of_its_framework() {
    for (typed, expected) in [
        ("controls = [\"A 5.15\"]", "controls = [\"A.5.15\"]"),
        ("controls = ['5.15'] # ours", "controls = [\"A.5.15\"] # ours"),
        ("controls = [\"iso27001-2022:5.15\"]", "controls = [\"iso27001-2022:A.5.15\"]"),
        ("clauses = [\"clause 5.2\"]", "clauses = [\"5.2\"]"),
        ("controls = [\"A.5.01\"]", "controls = [\"A.5.1\"]"),
        ("controls = [\"iso27001-2022:A.5.01\"]", "controls = [\"iso27001-2022:A.5.1\"]"),
    ] {
        assert_mended("documents/a.md", &document(typed), &document(expected));
    }
}

#[test]
fn an_unknown_control_is_not_guessed() {
    for typed in ["controls = [\"A.5.51\"]", "controls = [\"A.9.2.1\"]", "clauses = [\"6.1.4\"]"] {
        assert_left("documents/a.md", &document(typed));
    }
}

#[test]
fn a_row_gets_the_name_of_its_control() {
    let row = |header: &str| {
        format!(
            "owner = \"ciso\"\nreview_date = 2027-11-01\n{header}\napplicable = false\nexclusion = \"None.\"\n"
        )
    };
    for header in ["[control.\"5.1\"]", "[ control . 'A 5.1' ]", "[control.\"a.5.1\"] # \"5.1\""] {
        let text = row(header);
        let mended = mended("soa.toml", &text).expect("a fix");
        assert!(mended.contains("\"A.5.1\""), "{mended}");
        assert!(findings("soa.toml", &mended).is_empty(), "{mended}");
    }
}

#[test]
fn a_row_that_stands_in_several_places_is_left_to_its_author() {
    let end = "applicable = false\nexclusion = \"None.\"\n";
    for rows in [
        format!("[control.\"5.1\"]\n{end}[control.\"A.5.1\"]\n{end}"),
        format!("[control.\"5.1\"]\n{end}[control.\"5.1\".extra]\nnote = 1\n"),
        "[control]\n\"5.1\".applicable = false\n\"5.1\".exclusion = \"None.\"\n".to_owned(),
        "[control]\n\"5.1\" = { applicable = false, exclusion = \"None.\" }\n".to_owned(),
        format!("[control.\"A.5.01\"]\n{end}"),
    ] {
        assert_left("soa.toml", &format!("review_date = 2027-11-01\n{rows}"));
    }
}

#[test]
fn a_key_with_one_near_key_is_renamed() {
    for (typed, expected) in [
        ("sumary = \"Who.\"", "summary = \"Who.\""),
        ("\"keyword\" = [\"a\"] # b", "keywords = [\"a\"] # b"),
    ] {
        assert_mended("documents/a.md", &document(typed), &document(expected));
    }
}

#[test]
fn a_key_that_could_be_several_things_is_not_renamed() {
    for typed in [
        "review_dat = \"\"\"x\"\"\"\nreview_date = 2027-01-01",
        "sumary = \"One.\"\nsummry = \"Two.\"",
        "[[aprovals]]\nby = \"ciso\"\n[[aprovals]]\nby = \"ceo\"",
        "zebra = 1",
    ] {
        assert_left("documents/a.md", &document(typed));
    }
}

#[test]
fn headings_are_raised() {
    let text = |body: &str| format!("{}\n{body}\n", document(""));
    assert_mended(
        "documents/a.md",
        &text("## A\n\n#### B ####\n\n> ##### C\n\nD\n-\n\n### E"),
        &text("## A\n\n### B ####\n\n> #### C\n\nD\n-\n\n### E"),
    );
    assert_left("documents/a.md", &text("# Again"));
}

#[test]
fn a_date_loses_its_quotes() {
    for (typed, expected) in [
        ("review_date = \"2027-03-24\" # spring", "review_date = 2027-03-24 # spring"),
        ("review_date = ' 2027-03-24 '", "review_date = 2027-03-24"),
        ("review_date = \"31.12.2026\"", "review_date = 2026-12-31"),
        ("review_date = \"31/12/2026\"", "review_date = 2026-12-31"),
        ("review_date = \"2026/12/31\"", "review_date = 2026-12-31"),
        ("review_date = 31.12.2026 # spring", "review_date = 2026-12-31 # spring"),
    ] {
        assert_mended("documents/a.md", &document(typed), &document(expected));
    }
}

#[test]
fn a_date_that_may_be_another_is_not_guessed() {
    for typed in ["\"1.12.2026\"", "1.12.2026", "\"12/31/2026\"", "\"31.12.26\"", "20261231"] {
        assert_left("documents/a.md", &document(&format!("review_date = {typed}")));
    }
}

#[test]
fn a_version_gets_quotes_and_keeps_its_digits() {
    for (typed, expected) in [
        ("version = 2.1", "version = \"2.1\""),
        ("version = 2.10 # not 2.1", "version = \"2.10\" # not 2.1"),
        ("version = 2", "version = \"2\""),
        ("clauses = [5.2, 9.1]", "clauses = [\"5.2\", \"9.1\"]"),
        ("controls = [5.10]", "controls = [\"A.5.10\"]"),
        ("[[history]]\nversion = 1.0", "[[history]]\nversion = \"1.0\""),
    ] {
        assert_mended("documents/a.md", &document(typed), &document(expected));
    }
    for typed in
        ["version = 2e1", "version = -1", "version = 1_0", "version = 2026-01-01", "title = 5"]
    {
        assert_left("documents/a.md", &document(typed));
    }
}

#[test]
fn a_cell_of_a_csv_is_mended_and_its_row_stays_as_it_was() {
    assert_mended(
        "registers/evidence.csv",
        "ID;\"titel\" ;collected;result\r\nEV-1;\"a; \"\"b\"\"\" ; 31.10.2026 ;\r\n\r\nEV-2;c;\"2026/10/31\";",
        "id;title ;collected;result\r\nEV-1;\"a; \"\"b\"\"\" ; 2026-10-31 ;\r\n\r\nEV-2;c;2026-10-31;",
    );
    // Which column holds the title is the author's to say.
    assert_left("registers/evidence.csv", "id,titel,titles\nEV-1,One,Two\n");
}

#[test]
fn a_control_in_a_cell_gets_its_spelling_without_quotes() {
    let risks = |typed: &str| {
        format!(
            "id,title,owner,inherent.likelihood,inherent.impact,treatment,residual.likelihood,residual.impact,controls\nR-1,Fire,ciso,1,1,reduce,1,1,{typed}\n"
        )
    };
    for (typed, expected) in [
        ("5.15", "A.5.15"),
        ("\"A 5.15\"", "\"A.5.15\""),
        ("\"A.5.15; A.5.01\"", "\"A.5.15; A.5.1\""),
    ] {
        let text = mended("registers/risks.csv", &risks(typed));
        assert_eq!(text.as_deref(), Some(risks(expected).as_str()));
    }
}

#[test]
fn literal_strings_and_comments_keep_their_backslashes() {
    for front in [
        r"summary = 'C:\evidence\reports\backup'",
        r"# see \\srv\records and C:\reports",
        "summary = '''\nC:\\evidence\\reports\\backup'''",
        "summary = \"\"\"one\\r\\ntwo\"\"\"",
        "summary = \"\"\"one\r\ntwo\"\"\"",
    ] {
        let text = document(front);
        assert_eq!(findings("documents/a.md", &text).len(), 0, "{front}");
        assert_eq!(mended("documents/a.md", &text), None, "{front}");
    }
    let typed = "summary = 'C:\\bin\\x1b' # \\b\nkeywords = ['\\e', \"a\\x1b\\e\"]";
    assert_mended("documents/a.md", &document(typed), &document(&typed.replace(r"a\x1b\e", "a")));
}

#[test]
fn a_carriage_return_alone_becomes_the_end_of_a_line() {
    assert_mended("registers/visitors.csv", "name,when\rJo,2026\r", "name,when\nJo,2026\n");
    for typed in ["one\\rtwo", "one\\x0Dtwo", "one\\u000dtwo"] {
        let typed = document(&format!("summary = \"\"\"{typed}\"\"\""));
        let expected = document("summary = \"\"\"one\\ntwo\"\"\"");
        assert_mended("documents/a.md", &typed, &expected);
    }
}

#[test]
fn what_could_not_be_read_afterwards_is_not_mended() {
    // Without the escape the quotes end the text.
    assert_left("documents/a.md", &document(r#"summary = """a""\u202e"b""""#));
}
