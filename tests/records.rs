//! Records on their pages and in their lists: audits, findings with their life, management reviews with what the data say, trainings, actions.

use annexa::base::path::OutPath;
use annexa::load::Sources;
use annexa::pipeline::{Options, Outcome, build};
use scraper::{ElementRef, Html, Selector};

const SETTINGS: &str = "title = \"T\"\nframeworks = [\"iso27001-2022\"]\n[audit]\nevery = \"12 months\"\n[management_review]\nevery = \"12 months\"\n";

const PEOPLE: &str = "[role.ciso]\ntitle = \"Security Officer\"\nholder = \"jo\"\n[role.auditor]\ntitle = \"Auditor\"\nholder = \"jo\"\n[role.ceo]\ntitle = \"Chief\"\n[person.jo]\nname = \"Jo Doe\"\n";

const POLICY: &str = "+++\nid = \"POL-1\"\nowner = \"ciso\"\n+++\n# Access\n\nAsk first.\n";

const AUDIT: &str = "+++\nid = \"AUD-1\"\ntype = \"internal-audit\"\nowner = \"ceo\"\nscope = \"Access.\"\nplanned = 2026-03-02\nperformed = 2026-03-04\nauditor = \"auditor\"\nsampled = [\"POL-1\", \"A.5.15\", \"9.2.2\"]\nconclusion = \"The walrus rule holds.\"\nreported_to = [\"ceo\"]\nreported = 2026-03-20\n+++\n# Audit 2026\n\nText.\n";

const PLANNED: &str = "+++\nid = \"AUD-2\"\ntype = \"internal-audit\"\nstatus = \"draft\"\nowner = \"ceo\"\nplanned = 2026-11-01\nauditor = \"ceo\"\n+++\n# Audit 2027\n\nText.\n";

const OPEN: &str = "+++\nid = \"FND-1\"\ntitle = \"A leaver's account was open\"\ntype = \"finding\"\nowner = \"ciso\"\naudit = \"AUD-1\"\ngrade = \"minor\"\nrequirement = [\"A.5.15\", \"POL-1\"]\nraised = 2026-03-04\nby = \"auditor\"\nstatement = \"One zebra of five was late.\"\ncause = \"Nobody held the giraffe list.\"\nevidence = \"The list of leavers.\"\n[correction]\ntext = \"Account closed.\"\nowner = \"ciso\"\ndone = 2026-03-05\n[[actions]]\nid = \"FND-1-1\"\ntext = \"Close accounts by a job.\"\ndue = 2026-05-01\ndone = 2026-04-20\n[[actions]]\nid = \"FND-1-2\"\ntext = \"Tell the managers.\"\nowner = \"ceo\"\ndue = 2026-11-12\n[effectiveness]\ndue = 2026-12-01\nmethod = \"Five more leavers.\"\n+++\nText.\n";

const CLOSED: &str = "+++\nid = \"FND-2\"\ntitle = \"Old logs\"\ntype = \"finding\"\nowner = \"ciso\"\nsource = \"Everyday work\"\ngrade = \"opportunity\"\nrequirement = \"8.1\"\nraised = 2026-01-10\nstatement = \"Logs grow.\"\n[closure]\ndate = 2026-01-20\nby = \"ciso\"\nnote = \"Rotated.\"\n+++\nText.\n";

const EARLIER: &str = "+++\nid = \"MR-1\"\ntype = \"management-review\"\nowner = \"ciso\"\ndate = 2026-02-01\nattendees = [\"ceo\"]\n[[actions]]\nid = \"MR-1-A1\"\ntext = \"Buy a safe.\"\nowner = \"ceo\"\ndue = 2026-03-01\ndone = 2026-02-20\n[[actions]]\nid = \"MR-1-A2\"\ntext = \"Open it.\"\nowner = \"ceo\"\ndue = 2026-04-01\n+++\n# Review, February\n\nText.\n";

const REVIEW: &str = "+++\nid = \"MR-2\"\ntype = \"management-review\"\nowner = \"ciso\"\ndate = 2026-06-01\nattendees = [\"ceo\", \"Pat Guest\"]\n[inputs]\na = \"The safe is there.\"\nb = \"None.\"\n[[decisions]]\nid = \"MR-2-D1\"\ntext = \"Keep the scope.\"\nowner = \"ceo\"\n+++\n# Review, June\n\nText.\n";

const TRAINING: &str = "+++\nid = \"TRN-1\"\ntype = \"training\"\nowner = \"ciso\"\ndate = 2026-05-05\ntopic = \"Phishing\"\ntrainer = \"Sam Teacher\"\nattendees = [\"Ann Learner\", \"Bo Learner\"]\noutcome = \"Both passed.\"\n+++\n# Refresher\n\nText.\n";

const EXCEPTIONS: &str = "[exception.EXC-1]\ntitle = \"Old phones\"\ndocument = \"POL-1\"\nwhy = \"No budget.\"\napproved_by = \"ceo\"\napproved = 2026-06-01\nuntil = 2027-01-31\n";

const ALL: [(&str, &str); 12] = [
    ("handbook.toml", SETTINGS),
    ("people.toml", PEOPLE),
    ("documents/access.md", POLICY),
    ("records/aud-1.md", AUDIT),
    ("records/aud-2.md", PLANNED),
    ("records/fnd-1.md", OPEN),
    ("records/fnd-2.md", CLOSED),
    ("records/mr-1.md", EARLIER),
    ("records/mr-2.md", REVIEW),
    ("records/trn-1.md", TRAINING),
    ("registers/exceptions.toml", EXCEPTIONS),
    (
        "registers/parties.toml",
        "[party.PTY-1]\ntitle = \"Customers\"\nreviewed = 2026-05-01\n[party.PTY-2]\ntitle = \"Staff\"\n",
    ),
];

fn built(files: &[(&str, &str)]) -> Outcome {
    let today = "2026-11-21".parse().expect("a date");
    build(&Sources::from_files(files.iter().copied()), &Options::on(today), &())
}

fn file(site: &Outcome, url: &str) -> String {
    let bytes = site.tree.get(&OutPath::fixed(url)).unwrap_or_else(|| panic!("no {url}"));
    String::from_utf8_lossy(bytes).into_owned()
}

fn page(url: &str) -> Html {
    Html::parse_document(&file(&built(&ALL), url))
}

/// The words of an element; each part of it stands apart, punctuation does not.
fn text(element: ElementRef<'_>) -> String {
    let parts = element.text().collect::<Vec<_>>().join(" ");
    let text = parts.split_whitespace().collect::<Vec<_>>().join(" ");
    [(" ,", ","), (" .", "."), ("( ", "("), (" )", ")")]
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}

/// The texts of what matches, blanks made one.
fn texts(page: &Html, css: &str) -> Vec<String> {
    page.select(&Selector::parse(css).expect("a selector")).map(text).collect()
}

/// The value beside a name in a list of facts.
fn fact(page: &Html, name: &str) -> String {
    let facts = Selector::parse(".record .facts > div").expect("a selector");
    let all = page.select(&facts);
    let found = all.map(text).find_map(|fact| Some(fact.strip_prefix(name)?.trim().to_owned()));
    found.unwrap_or_else(|| panic!("no fact {name}"))
}

/// The cells of the row that begins with this text.
fn row(page: &Html, start: &str) -> Vec<String> {
    let rows = Selector::parse("tbody tr").expect("a selector");
    let cells = Selector::parse("th, td").expect("a selector");
    page.select(&rows)
        .map(|row| row.select(&cells).map(text).collect::<Vec<_>>())
        .find(|row| row.first().is_some_and(|cell| cell.starts_with(start)))
        .unwrap_or_else(|| panic!("no row {start}"))
}

#[test]
fn a_finding_shows_its_life_and_what_is_missing_next() {
    let page = page("records/fnd-1.html");
    assert_eq!(texts(&page, ".statement"), ["One zebra of five was late."]);
    let state = fact(&page, "State");
    assert!(state.starts_with("Actions under way Open for 262 days."), "{state}");
    assert!(
        state.contains("finish the last open action, by 12 November 2026 (9 days late)"),
        "{state}"
    );
    assert_eq!(fact(&page, "Found by"), "AUD-1 Audit 2026");
    let life = texts(&page, ".life > li");
    assert_eq!(life.len(), 6);
    assert_eq!(life[0], "Raised 4 March 2026, Auditor");
    assert!(life[1].starts_with("Corrected at once 5 March 2026, Security Officer"), "{life:?}");
    assert!(life[2].contains("giraffe"), "{life:?}");
    assert!(life[3].contains("1 of 2 done, 1 late"), "{life:?}");
    assert!(life[4].contains("in 10 days by 1 December 2026"), "{life:?}");
    assert_eq!(life[5], "Closed Open, no date set Security Officer");
    assert_eq!(texts(&page, ".life > .taken").len(), 3);
    assert_eq!(row(&page, "Tell the managers.")[1..], ["Chief", "12 November 2026", "9 days late"]);
}

#[test]
fn the_strip_of_a_record_says_what_fits_its_type() {
    assert_eq!(
        texts(&page("records/fnd-1.html"), "dl.strip > div"),
        [
            "State Actions under way",
            "Grade Minor",
            "Raised 4 March 2026",
            "Due no date set",
            "Owner Security Officer Jo Doe",
            "Closed still open"
        ]
    );
    let audit = texts(&page("records/aud-1.html"), "dl.strip > div");
    assert_eq!(audit[2..4], ["Performed 4 March 2026", "Auditor Auditor Jo Doe"]);
    let review = texts(&page("records/mr-2.html"), "dl.strip > div");
    assert_eq!(review[2..5], ["Inputs 2 of 10", "Decisions 1", "Open actions 0"]);
    let training = texts(&page("records/trn-1.html"), "dl.strip > div");
    assert_eq!(training[..2], ["Held 5 May 2026", "Topic Phishing"]);
    // Nothing has a version or an approval, so that there is no history of them; a document says that it has none.
    assert!(texts(&page("records/fnd-1.html"), ".trail").is_empty());
    let policy = page("documents/pol-1.html");
    assert_eq!(texts(&policy, "dl.strip dt")[1], "Version");
    assert!(texts(&policy, ".trail")[0].contains("No version is recorded."));
}

#[test]
fn the_next_step_of_a_finding_is_the_same_in_the_list_and_on_its_page() {
    let raised = CLOSED.replace("FND-2", "FND-3").replace("opportunity", "minor");
    let (raised, _) = raised.split_once("[closure]").expect("a closure");
    let undecided = format!("{raised}due = 2027-05-28\ncause = \"So.\"\n+++\nText.\n");
    let raised = format!("{raised}due = 2027-05-28\n+++\nText.\n");
    for (finding, short, long) in [
        (&raised, "Find the cause", "Next: find out why it came about"),
        (&undecided, "Decide what is done", "Next: decide what is done so that"),
    ] {
        let files: Vec<_> =
            ALL.into_iter().chain([("records/fnd-3.md", finding.as_str())]).collect();
        let site = built(&files);
        let list = Html::parse_document(&file(&site, "findings.html"));
        let next = row(&list, "FND-3").pop().expect("a cell");
        assert_eq!(next, format!("28 May 2027 {short}"));
        let state = fact(&Html::parse_document(&file(&site, "records/fnd-3.html")), "State");
        assert!(state.contains(long) && state.contains("by 28 May 2027"), "{state}");
    }
}

#[test]
fn a_closed_opportunity_needs_no_cause_and_has_nothing_missing() {
    let page = page("records/fnd-2.html");
    assert_eq!(fact(&page, "State"), "Closed Closed after 10 days.");
    let life = texts(&page, ".life > li");
    assert_eq!(life[2], "Cause Not asked for at this grade");
    assert_eq!(life[4], "Did the actions work? Not asked for at this grade");
    assert_eq!(life[5], "Closed 20 January 2026, Security Officer Rotated.");
}

#[test]
fn an_audit_shows_its_findings_what_was_sampled_and_a_possible_conflict() {
    let page = page("records/aud-1.html");
    assert_eq!(fact(&page, "Conclusion"), "The walrus rule holds.");
    // Auditor and Security Officer are one person.
    assert!(
        fact(&page, "Independence").contains(
            "Possible conflict POL-1 Access was sampled and is owned by Security Officer"
        )
    );
    assert_eq!(fact(&page, "Documents, 1"), "POL-1");
    assert_eq!(fact(&page, "Clauses, 1"), "9.2.2");
    assert_eq!(fact(&page, "Controls, 1"), "A.5.15");
    assert!(texts(&page, ".totals li").contains(&"1 minor".to_owned()));
    assert_eq!(row(&page, "FND-1")[1..3], ["Minor", "Actions under way open for 262 days"]);
}

#[test]
fn a_management_review_has_what_the_data_say_beside_each_input() {
    let page = page("records/mr-2.html");
    assert_eq!(fact(&page, "Attendees"), "Chief Pat Guest");
    let period = &texts(&page, ".record p.sub")[0];
    assert!(period.starts_with("2 of 10 inputs"), "{period}");
    assert!(
        period.contains("after 1 February 2026 (MR-1 Review, February) up to 1 June 2026"),
        "{period}"
    );
    assert_eq!(
        row(&page, "a State")[1..],
        [
            "The safe is there.",
            "Actions of an earlier review: 1 done, 0 open in time, 1 late. MR-1 Decisions are not counted: they have no date."
        ]
    );
    assert!(row(&page, "b Changes")[2].starts_with("Annexa cannot know this"));
    let parties = row(&page, "c Changes");
    assert_eq!(parties[1], "Missing");
    assert_eq!(parties[2], "1 of 2 interested parties reviewed.");
    let found = &row(&page, "d1 ")[2];
    assert!(found.starts_with("1 finding raised: 1 minor. FND-1 No finding closed. 1 finding open on 1 June 2026 : 1 minor. FND-1"), "{found}");
    assert!(found.ends_with("2 corrective actions: 1 done, 1 open in time, 0 late."), "{found}");
    assert_eq!(row(&page, "d3 ")[2], "Performed on 4 March 2026, findings: 1 minor. AUD-1");
    assert_eq!(row(&page, "Keep the scope.")[1], "Chief");
}

#[test]
fn a_first_review_looks_back_twelve_months() {
    let page = page("records/mr-1.html");
    let period = &texts(&page, ".record p.sub")[0];
    assert!(period.contains("after 1 February 2025, twelve months before"), "{period}");
    assert_eq!(row(&page, "a State")[2], "No earlier review left an action to follow.");
}

#[test]
fn the_next_review_is_prepared_up_to_today() {
    let page = page("management-review-next.html");
    let period = &texts(&page, "p.sub")[0];
    assert!(
        period.contains("after 1 June 2026 (MR-2 Review, June) up to 21 November 2026"),
        "{period}"
    );
    assert_eq!(texts(&page, ".inputs tbody tr").len(), 10);
    assert_eq!(row(&page, "b Changes")[1], "To be discussed");
    assert!(row(&page, "d1 ")[2].contains("2 corrective actions: 1 done, 0 open in time, 1 late."));
    assert_eq!(row(&page, "Open it.")[3], "1 April 2026");
}

#[test]
fn names_are_kept_where_only_roles_are_shown() {
    let settings = format!("{SETTINGS}[people]\nshow = \"roles\"\n");
    let mut files = ALL;
    files[0].1 = &settings;
    let site = built(&files);
    let training = file(&site, "records/trn-1.html");
    let review = file(&site, "records/mr-2.html");
    let list = file(&site, "trainings.html");
    let printed = file(&site, "print.html");
    for page in [&training, &review, &list, &printed] {
        for name in ["Learner", "Sam Teacher", "Pat Guest", "Jo Doe"] {
            assert!(!page.contains(name), "{name}");
        }
    }
    assert_eq!(fact(&Html::parse_document(&training), "Attendees"), "2 named");
    assert_eq!(
        fact(&Html::parse_document(&review), "Attendees"),
        "Chief 1 more whose names are not shown"
    );
    let shown = page("records/trn-1.html");
    assert_eq!(fact(&shown, "Attendees"), "2 named Ann Learner Bo Learner");
}

#[test]
fn the_programme_names_the_next_audit_and_what_was_not_sampled() {
    let page = page("audits.html");
    assert_eq!(texts(&page, "tr.group"), ["2026"]);
    assert_eq!(
        row(&page, "AUD-1")[2..],
        ["4 March 2026 3 sampled", "Auditor Jo Doe", "1 minor 1 open"]
    );
    assert_eq!(row(&page, "AUD-2")[2], "20 days late");
    let next = &texts(&page, "main > p")[1];
    assert!(next.starts_with("Next: AUD-2 Audit 2027, 1 November 2026 20 days late"), "{next}");
    let sampled = texts(&page, ".facts dd");
    assert!(sampled[0].starts_with("1 of 30 sampled 29 not sampled since"), "{sampled:?}");
    assert!(sampled[1].starts_with("1 of 93 sampled 92 not sampled since"), "{sampled:?}");
    assert!(!sampled[1].contains("A.5.15"), "{sampled:?}");
}

#[test]
fn open_findings_come_first_with_their_age_and_next_day() {
    let page = page("findings.html");
    let ids = texts(&page, "tbody th .id");
    assert_eq!(ids, ["FND-1", "FND-2"]);
    let open = row(&page, "FND-1");
    assert_eq!(open[1], "Minor Actions under way");
    assert_eq!(
        open[4..],
        ["262 days 4 March 2026", "12 November 2026 Finish an action 9 days late"]
    );
    assert_eq!(texts(&page, ".totals li"), ["1 open", "1 late", "1 minor"]);
}

#[test]
fn all_actions_stand_in_one_list_the_late_ones_first() {
    let page = page("actions.html");
    let open = texts(&page, "#open ~ .table-scroll tbody th");
    assert_eq!(open, ["Open it. MR-1-A2", "Tell the managers. FND-1-2"]);
    assert_eq!(texts(&page, "#done ~ .table-scroll tbody th").len(), 2);
    assert_eq!(texts(&page, ".totals li")[0], "2 late");
}

#[test]
fn a_document_names_findings_exceptions_and_audits() {
    let page = page("documents/pol-1.html");
    assert!(row(&page, "FND-1")[0].contains("zebra"));
    assert_eq!(row(&page, "EXC-1")[1..], ["In force", "31 January 2027"]);
    assert_eq!(texts(&page, "#audited ~ ul li"), ["AUD-1 Audit 2026 4 March 2026"]);
}

#[test]
fn printed_records_carry_their_details_and_no_link_leaves() {
    let page = page("print.html");
    assert_eq!(texts(&page, ".chapter .life > li").len(), 12);
    assert_eq!(texts(&page, ".chapter .inputs tbody tr").len(), 20);
    assert_eq!(texts(&page, ".record a").len(), 0);
}

#[test]
fn every_list_says_what_it_is_for_while_it_is_empty() {
    let site = built(&[("handbook.toml", SETTINGS), ("documents/access.md", POLICY)]);
    for (url, clause, begin) in [
        ("audits.html", "Clause 9.2", "type = \"internal-audit\""),
        ("findings.html", "Clause 10.2", "annexa new finding"),
        ("management-reviews.html", "Clause 9.3", "type = \"management-review\""),
        ("trainings.html", "Clause 7.2", "type = \"training\""),
        ("actions.html", "Clause 10.2", "[[actions]]"),
    ] {
        let page = Html::parse_document(&file(&site, url));
        let main = texts(&page, "main").concat();
        assert!(main.contains(clause) && main.contains(begin), "{url}: {main}");
        assert!(
            texts(&page, "main a[href$='about.html#records']").len() == 1 || url == "actions.html",
            "{url}"
        );
        assert_eq!(texts(&page, "main table").len(), 0, "{url}");
    }
    let next = Html::parse_document(&file(&site, "management-review-next.html"));
    assert_eq!(texts(&next, ".inputs tbody tr").len(), 10);
}

#[test]
fn findings_are_found_by_statement_and_cause_audits_by_conclusion() {
    let site = built(&ALL);
    let files = site.tree.iter().filter(|(path, _)| path.as_str().starts_with("search/words-"));
    let words: Vec<String> =
        files.flat_map(|(_, bytes)| searched(&String::from_utf8_lossy(bytes))).collect();
    for word in ["zebra", "giraffe", "walrus"] {
        assert!(words.iter().any(|other| other == word), "{word}");
    }
}

/// The words in a file of the search: each begins with a symbol, a third of which is the number of letters that it has from the one before.
fn searched(script: &str) -> Vec<String> {
    let call = script.trim_end().trim_start_matches("annexaTable(").trim_end_matches(");");
    let arguments: serde_json::Value =
        serde_json::from_str(&format!("[{call}]")).expect("arguments are JSON");
    let mut words: Vec<String> = Vec::new();
    for entry in arguments[2].as_str().expect("words").split(' ') {
        let symbol = u32::from(entry.as_bytes()[0]);
        let value = symbol - 35 - u32::from(symbol > 60) - u32::from(symbol > 92);
        let before = words.last().map_or("", String::as_str);
        words.push(format!("{}{}", &before[..value as usize / 3], &entry[1..]));
    }
    words
}

/// The record of another type or state, with a day.
fn record(id: &str, head: &str) -> String {
    format!("+++\nid = \"{id}\"\ntitle = \"Text of {id}\"\nowner = \"ciso\"\n{head}+++\nText.\n")
}

#[test]
fn a_draft_is_neither_held_nor_performed_and_what_was_withdrawn_is_in_no_list() {
    let audit = "type = \"internal-audit\"\nstatus = \"draft\"\nperformed = 2026-11-10\n";
    let review = |day| format!("type = \"management-review\"\nstatus = \"draft\"\ndate = {day}\n");
    let gone = "type = \"finding\"\nstatus = \"retired\"\naudit = \"AUD-1\"\ndue = 2026-11-01\n\
        [[actions]]\ntext = \"Never mind.\"\ndue = 2026-11-01\n";
    let more = [
        ("records/aud-3.md", record("AUD-3", audit)),
        ("records/mr-3.md", record("MR-3", &review("2026-11-10"))),
        ("records/mr-4.md", record("MR-4", &review("2026-12-15"))),
        ("records/fnd-3.md", record("FND-3", gone)),
    ];
    let files: Vec<(&str, &str)> =
        ALL.into_iter().chain(more.iter().map(|(path, text)| (*path, text.as_str()))).collect();
    let site = built(&files);
    let page = |url: &str| Html::parse_document(&file(&site, url));
    assert_eq!(row(&page("audits.html"), "AUD-3")[2], "Report is a draft");
    assert_eq!(fact(&page("records/mr-3.html"), "Date"), "10 November 2026 Minutes are a draft");
    let period = &texts(&page("management-review-next.html"), "p.sub")[0];
    assert!(period.contains("after 1 June 2026 (MR-2 Review, June)"), "{period}");
    let next = &texts(&page("management-reviews.html"), "main > p")[1];
    assert!(next.starts_with("Next: MR-4 Text of MR-4, 15 December 2026"), "{next}");
    let first = row(&page("auditor.html"), "Internal audits");
    assert_eq!(first[0], "Internal audits 1 performed, 1 planned");
    for url in ["findings.html", "actions.html", "calendar.html", "records/aud-1.html"] {
        let main = texts(&page(url), "main").concat();
        assert!(!main.contains("FND-3") && !main.contains("Never mind"), "{url}");
    }
    let calendar = texts(&page("calendar.html"), "tbody th");
    let on = |id: &str| calendar.iter().filter(|row| row.starts_with(id)).count();
    assert_eq!([on("MR-2"), on("MR-3"), on("MR-4"), on("AUD-3")], [0, 0, 1, 0], "{calendar:?}");
}

#[test]
fn a_review_names_some_of_many_findings_and_counts_all() {
    let head = |number| {
        format!(
            "type = \"finding\"\naudit = \"AUD-1\"\ngrade = \"minor\"\nraised = 2026-03-{number:02}\n"
        )
    };
    let more: Vec<(String, String)> = (1..=60)
        .map(|number| {
            let id = format!("FND-9{number:02}");
            (format!("records/{id}.md"), record(&id, &head(number % 28 + 1)))
        })
        .collect();
    let files: Vec<(&str, &str)> = ALL
        .into_iter()
        .chain(more.iter().map(|(path, text)| (path.as_str(), text.as_str())))
        .collect();
    let page = Html::parse_document(&file(&built(&files), "records/mr-2.html"));
    let found = &row(&page, "d1 ")[2];
    assert!(
        found.starts_with("61 findings raised: 61 minor. The first 50 of them: FND-1 "),
        "{found}"
    );
    let links = texts(&page, ".inputs tbody tr:nth-child(4) li:first-child .ids li");
    assert_eq!(links.len(), 50);
}
