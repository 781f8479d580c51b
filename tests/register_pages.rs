//! The pages of registers: what they say follows from the files, and an empty register says how to begin.

mod support;

use std::path::Path;

use annexa::base::path::OutPath;
use annexa::diag::flood::LISTED;
use annexa::load::read::read;
use annexa::pipeline::{Options, Outcome, build};
use scraper::{ElementRef, Html, Selector};

use support::project::{HANDBOOK, Project, SOUND};

fn built(root: &Path) -> Outcome {
    let sources = read(root).expect("a project can be read");
    build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &())
}

fn page(site: &Outcome, path: &str) -> Html {
    let bytes = site.tree.get(&OutPath::fixed(path)).unwrap_or_else(|| panic!("no page `{path}`"));
    Html::parse_document(std::str::from_utf8(bytes).expect("text"))
}

fn select<'p>(within: ElementRef<'p>, css: &str) -> Vec<ElementRef<'p>> {
    within.select(&Selector::parse(css).expect("a selector")).collect()
}

fn words(element: ElementRef<'_>) -> String {
    let texts = element.text().collect::<Vec<_>>().join(" ");
    texts.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of every element that the selector finds.
fn all(page: &Html, css: &str) -> Vec<String> {
    select(page.root_element(), css).into_iter().map(words).collect()
}

fn project(files: &[(&str, &str)]) -> Outcome {
    let project = Project::new(&[("handbook.toml", HANDBOOK), ("documents/access.md", SOUND)]);
    for (path, text) in files {
        project.write(path, text);
    }
    built(&project.root)
}

const SCALE: &str = "title = \"Handbook\"\n[risk]\nappetite = 3\n\
    likelihood = [{ level = 1, word = \"rare\" }, { level = 2, word = \"likely\" }, { level = 3, word = \"sure\" }]\n\
    impact = [{ level = 1, word = \"small\" }, { level = 2, word = \"large\" }, { level = 3, word = \"ruin\" }]\n\
    band = [{ up_to = 2, word = \"low\" }, { up_to = 4, word = \"medium\" }, { up_to = 9, word = \"high\" }]\n";

const RISKS: &str = "[risk.R-1]\ntitle = \"Fire\"\ntreatment = \"reduce\"\n\
    inherent = { likelihood = 3, impact = 3 }\nresidual = { likelihood = 1, impact = 2 }\n\
    [[risk.R-1.actions]]\nid = \"R-1-1\"\ntext = \"Alarm\"\ndue = 2026-12-24\n\
    [[risk.R-1.actions]]\nid = \"R-1-2\"\ntext = \"Doors\"\ndue = 2026-11-20\n\
    [[risk.R-1.actions]]\nid = \"R-1-3\"\ntext = \"Plan\"\ndue = 2026-03-01\ndone = 2026-02-01\n\
    [[risk.R-1.actions]]\nid = \"R-1-4\"\ntext = \"Drill\"\n\
    [risk.R-2]\ntitle = \"Flood\"\ntreatment = \"reduce\"\n\
    inherent = { likelihood = 2, impact = 2 }\nresidual = { likelihood = 2, impact = 2 }\n\
    [risk.R-3]\ntitle = \"Theft\"\ninherent = { likelihood = 5, impact = 5 }\n";

#[test]
fn every_register_has_its_page_and_an_empty_one_says_how_to_begin() {
    let site = project(&[]);
    let index = page(&site, "registers.html");
    let rows = select(index.root_element(), "section[aria-labelledby=registers] tbody tr");
    assert_eq!(rows.len(), 9);
    for row in rows {
        assert!(words(row).contains("none yet"), "{}", words(row));
        let address = select(row, "th a")[0].attr("href").expect("an address");
        let register = page(&site, address);
        let begin = all(&register, "section[aria-labelledby=begin] pre").join("");
        assert!(begin.starts_with('[') && begin.contains("title ="), "{address}: {begin}");
        let navigation = select(index.root_element(), "nav.tree a");
        let is_listed = navigation.iter().any(|link| link.attr("href") == Some(address));
        assert!(!is_listed, "{address} is empty and stands in the navigation");
    }
}

#[test]
fn the_first_lines_of_a_register_are_read_without_a_fault() {
    let empty = project(&[]);
    for kind in annexa::model::register::Kind::ALL {
        let page = page(&empty, &format!("{}.html", kind.name()));
        let lines = select(page.root_element(), "section[aria-labelledby=begin] pre")[0];
        let text = lines.text().collect::<String>();
        let path = format!("registers/{}.toml", kind.name());
        let site = project(&[(&path, &text)]);
        let index = self::page(&site, "registers.html");
        let row = all(&index, "section[aria-labelledby=registers] tbody tr");
        let held = row.iter().filter(|row| row.contains(&path)).count();
        assert_eq!(held, 1, "{text}");
        let faults = ["syntax", "unknown-key", "wrong-type", "missing-key"];
        let found = site.report.findings().iter().map(|one| one.diagnostic.code.name);
        assert_eq!(found.filter(|code| faults.contains(code)).count(), 0, "{text}");
    }
}

#[test]
fn a_risk_lies_in_the_cell_of_its_levels() {
    let site = project(&[("handbook.toml", SCALE), ("registers/risks.toml", RISKS)]);
    let matrix = page(&site, "matrix.html");
    assert_eq!(all(&matrix, "#inherent-3-3"), ["9 High 1 risk R-1"]);
    assert_eq!(all(&matrix, "#residual-1-2"), ["2 Low 1 risk R-1"]);
    assert_eq!(all(&matrix, "#residual-2-2"), ["4 Medium 1 risk R-2"]);
    // The most likely first, and a word in every cell.
    let heads = all(&matrix, "section[aria-labelledby=inherent] tbody th");
    assert_eq!(heads, ["3 sure", "2 likely", "1 rare"]);
    let cells = all(&matrix, "section[aria-labelledby=inherent] tbody td");
    assert_eq!(cells.len(), 9);
    assert!(cells.iter().all(|cell| cell.contains(char::is_alphabetic)), "{cells:?}");
    // What is on no step is said, not lost.
    assert_eq!(all(&matrix, "section[aria-labelledby=inherent] > .ids"), ["R-3"]);
    let moves = all(&matrix, "section[aria-labelledby=moves] tbody tr");
    assert_eq!(moves.len(), 2);
    assert!(moves[0].starts_with("R-2 Flood") && moves[0].ends_with("As large"), "{moves:?}");
    assert!(moves[1].contains("9 High") && moves[1].ends_with("Smaller"), "{moves:?}");
    // The register leads to the cells.
    let register = page(&site, "risks.html");
    let cells = select(register.root_element(), "td a.num");
    let cells: Vec<_> = cells.iter().filter_map(|link| link.attr("href")).collect();
    assert!(cells.contains(&"matrix.html#residual-1-2"), "{cells:?}");
    assert!(!cells.iter().any(|cell| cell.contains("5-5")), "{cells:?}");
}

#[test]
fn a_matrix_without_a_scale_says_what_is_missing() {
    let site = project(&[("registers/risks.toml", RISKS)]);
    let matrix = page(&site, "matrix.html");
    assert!(all(&matrix, "section[aria-labelledby=begin]")[0].contains("[[risk.likelihood]]"));
    assert!(all(&matrix, "table.matrix").is_empty());
    assert!(all(&matrix, "section[aria-labelledby=moves] tbody tr").len() == 2);
}

#[test]
fn the_plan_has_late_steps_first_and_those_without_a_day_last() {
    let site = project(&[("handbook.toml", SCALE), ("registers/risks.toml", RISKS)]);
    let plan = page(&site, "treatment.html");
    let open = all(&plan, "table.filterable tbody th");
    assert_eq!(open, ["R-1-2 Doors", "R-1-1 Alarm", "R-1-4 Drill"]);
    let states = all(&plan, "table.filterable tbody td:nth-child(3)");
    assert_eq!(states, ["Late", "Open", "Open, no date"]);
    assert_eq!(all(&plan, "details tbody th"), ["R-1-3 Plan"]);
    // R-2 stays above the appetite, and nobody does anything about it.
    assert_eq!(all(&plan, ".gaps li"), ["R-2 Flood"]);
}

fn objective(more: &str) -> Html {
    let text = format!("[objective.OBJ-1]\ntitle = \"Less\"\nunit = \"days\"\n{more}");
    page(&project(&[("registers/objectives.toml", &text)]), "objectives.html")
}

fn points(page: &Html) -> Vec<(i32, i32)> {
    let number = |circle: &ElementRef<'_>, key| {
        circle.attr(key).and_then(|text| text.parse().ok()).expect("a number")
    };
    let circles = select(page.root_element(), ".objective svg circle");
    circles.iter().map(|circle| (number(circle, "cx"), number(circle, "cy"))).collect()
}

#[test]
fn a_trend_has_its_figures_by_their_days() {
    let page = objective(
        "target = 3\nbetter = \"lower\"\ndue = 2026-05-01\n\
         values = [{ date = 2026-01-01, value = 9 }, { date = 2026-01-31, value = 6 }, { date = 2026-05-01, value = 2.5 }, { date = 2027-01-01, value = 1 }]\n",
    );
    let points = points(&page);
    // The figure to come is not there yet.
    assert_eq!(points.len(), 3);
    assert_eq!(points.first(), Some(&(8, 8)));
    assert_eq!(points.last(), Some(&(392, 92)));
    // A quarter of the time, not half of the figures.
    assert_eq!(points[1].0, 8 + 96);
    assert_eq!(all(&page, ".objective .badge")[0], "Target met by the newest figure");
    assert_eq!(all(&page, "table:not(article *) .badge"), ["Target met"]);
    assert!(all(&page, ".newest")[0].contains("Target: at most 3 (days) by 1 May 2026"));
    assert_eq!(
        all(&page, ".objective tbody td:nth-child(2)"),
        ["2.5 (days)", "6 (days)", "9 (days)"]
    );
}

#[test]
fn a_trend_of_one_figure_of_equal_ones_and_of_negative_ones_can_be_drawn() {
    let one = objective("values = [{ date = 2026-01-01, value = 9 }]\n");
    assert_eq!(points(&one), [(200, 50)]);
    assert!(all(&one, "svg polyline").is_empty());
    assert!(all(&one, ".newest")[0].contains("No target is set."));
    let equal = objective(
        "target = 5\nvalues = [{ date = 2026-01-01, value = 5 }, { date = 2026-02-01, value = 5 }]\n",
    );
    assert_eq!(points(&equal), [(8, 50), (392, 50)]);
    let negative = objective(
        "target = 0\nvalues = [{ date = 2026-01-01, value = -10 }, { date = 2026-02-01, value = -5 }]\n",
    );
    assert_eq!(points(&negative), [(8, 92), (392, 50)]);
    let none = objective("target = 5\ndue = 2026-01-01\n");
    assert!(points(&none).is_empty());
    assert_eq!(all(&none, ".objective .badge")[0], "No figure yet");
}

#[test]
fn exceptions_that_ran_out_come_first_and_ended_ones_stand_apart() {
    let row = |id: &str, keys: &str| {
        format!("[exception.{id}]\ntitle = \"{id}\"\ndocument = \"POL-1\"\nwhy = \"So.\"\n{keys}\n")
    };
    let approved = "approved_by = \"ceo\"\napproved = 2026-01-01\n";
    let text = [
        row("E-1", &format!("{approved}until = 2027-11-01")),
        row("E-2", &format!("{approved}until = 2026-11-20")),
        row("E-3", &format!("{approved}until = 2026-11-21")),
        row("E-4", &format!("{approved}until = 2027-11-01\nended = 2026-06-01")),
        row("E-5", "until = 2027-12-01"),
    ];
    let page = page(&project(&[("registers/exceptions.toml", &text.concat())]), "exceptions.html");
    assert_eq!(
        all(&page, ".wide tbody td:nth-child(2)"),
        ["Expired", "Ends soon", "In force", "Not approved"]
    );
    assert_eq!(all(&page, "section[aria-labelledby=ended] tbody th .id"), ["E-4"]);
    let totals = all(&page, ".totals li");
    assert_eq!(totals, ["2 in force", "1 expired", "1 end soon", "1 ended"]);
}

#[test]
fn rows_are_grouped_and_name_each_other() {
    let site = project(&[
        (
            "registers/suppliers.csv",
            "id,title,tier,service,reviewed,review_every,until\nS-1,Host,1,Servers,2026-01-05,6 months,2027-06-30\nS-2,Cleaner,2,Rooms,,,\nS-3,Desk,,Mail,,,2026-10-01\n",
        ),
        ("registers/assets.csv", "id,title,kind,supplier\nA-1,Shop,Systems,S-1\n"),
        (
            "registers/competences.toml",
            "[competence.C-1]\ntitle = \"Audit\"\nrole = \"ciso\"\n[competence.C-2]\ntitle = \"Lead\"\nrole = \"ciso\"\nproof = \"Course\"\nuntil = 2026-01-01\n[competence.C-3]\ntitle = \"Law\"\nrole = \"dpo\"\nproof = \"Degree\"\n",
        ),
    ]);
    let suppliers = page(&site, "suppliers.html");
    let groups = all(&suppliers, "tr.group");
    assert_eq!(groups, ["Tier 1 1", "Tier 2 1", "Without a group 1"]);
    let host = all(&suppliers, "#o-s-1 td");
    assert!(host[3].contains("Holds until 30 June 2027"), "{host:?}");
    assert!(host[3].contains("Review overdue next review 5 July 2026"), "{host:?}");
    assert!(host[5].contains("A-1"), "{host:?}");
    assert!(all(&suppliers, "#o-s-3 td")[3].contains("Run out until 1 October 2026"));
    let competence = page(&site, "competences.html");
    assert_eq!(all(&competence, "tr.group"), ["ciso 2", "dpo 1"]);
    let states = all(&competence, "tr:not(.group) td:nth-child(3)");
    assert_eq!(states, ["Not proven", "Proof run out until 1 January 2026", "Proven"]);
}

#[test]
fn a_table_is_shown_with_all_its_rows_and_what_the_settings_say() {
    let rows: Vec<String> =
        (0..3000).map(|number| format!("Person {number},room {number}\n")).collect();
    let rows = rows.concat();
    let site = project(&[
        ("registers/Visitor log.csv", &format!("Who,Where\n{rows}")),
        (
            "handbook.toml",
            "title = \"Handbook\"\n[register.\"Visitor log\"]\ntitle = \"Visitors\"\nabout = \"Who came.\"\nowner = \"ciso\"\nreview_date = 2026-12-01\n",
        ),
    ]);
    let table = page(&site, "registers/visitor-log.html");
    assert_eq!(all(&table, "h1"), ["Visitors"]);
    assert_eq!(all(&table, ".lead"), ["Who came."]);
    assert_eq!(select(table.root_element(), "tbody tr").len(), 3000);
    let index = page(&site, "registers.html");
    assert!(all(&index, "section[aria-labelledby=tables] tbody tr")[0].contains("3000"));
    let calendar = page(&site, "calendar.html");
    let december = all(&calendar, "section[aria-labelledby=m-2026-12] tbody tr");
    assert!(december.iter().any(|row| row.contains("Visitors")), "{december:?}");
    let owner = page(&site, "owners/ciso.html");
    assert_eq!(all(&owner, "section[aria-labelledby=registers] li").len(), 1);
}

#[test]
fn the_calendar_has_every_date_once() {
    let site = built(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example"));
    let calendar = page(&site, "calendar.html");
    let months = all(&calendar, ".year li strong");
    let lists = select(calendar.root_element(), "section[aria-labelledby^=m-]");
    assert_eq!((months.len(), lists.len()), (12, 12));
    for (count, list) in months.iter().zip(lists) {
        assert_eq!(*count, select(list, "tbody tr").len().to_string());
    }
    let late = select(calendar.root_element(), "section[aria-labelledby=late] tbody tr").len();
    let manage = page(&site, "manage.html");
    let late_words = all(&manage, "section[aria-labelledby=year] > .sub")[0].clone();
    assert!(late_words.contains(&format!("{late} overdue")), "{late_words}");
    let said = all(&calendar, "tbody th > .sub").join(";");
    for what in ["Reach the objective", "End the exception", "Renew it", "Carry out the audit"] {
        assert!(said.contains(what), "the calendar has no row `{what}`");
    }
}

#[test]
fn registers_their_rows_and_what_is_made_of_them_are_found() {
    let site = built(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example"));
    let files = site.tree.iter().filter(|(path, _)| path.as_str().starts_with("search/pages-"));
    let index: String = files.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    for address in [
        "registers.html",
        "matrix.html",
        "treatment.html",
        "calendar.html",
        "suppliers.html",
        "objectives.html#o-obj-2026-1",
        "exceptions.html#o-exc-2026-02",
        "assets.html#o-ast-011",
        "registers/software-licences.html",
    ] {
        assert!(index.contains(&format!("[\"{address}\",")), "{address} is not found");
    }
}

#[test]
fn whoever_is_linked_to_has_a_page() {
    let site = project(&[
        (
            "people.toml",
            "[role.ciso]\ntitle = \"CISO\"\n[person.ann]\nname = \"Ann\"\n[person.bo]\nname = \"Bo\"\n[person.cy]\nname = \"Cy\"\n",
        ),
        (
            "registers/risks.toml",
            "[risk.R-1]\ntitle = \"Fire\"\nowner = \"ciso\"\n\
             [[risk.R-1.actions]]\ntext = \"Alarm\"\nowner = \"ann\"\ndone = 2026-02-01\n\
             [[risk.R-1.actions]]\ntext = \"Doors\"\nowner = \"bo\"\n",
        ),
        (
            "registers/exceptions.toml",
            "[exception.E-1]\ntitle = \"Old\"\nowner = \"ciso\"\napproved_by = \"cy\"\n",
        ),
    ]);
    let mut seen = 0;
    for from in ["treatment.html", "exceptions.html"] {
        for link in select(page(&site, from).root_element(), "main a[href^='owners/']") {
            page(&site, link.attr("href").expect("an address"));
            seen += 1;
        }
    }
    assert_eq!(seen, 4);
}

#[test]
fn references_of_a_file_that_lead_nowhere_are_listed_as_far_as_findings_are() {
    let links: Vec<String> = (0..LISTED + 3).map(|n| format!("[x](nothing-{n}.md)")).collect();
    let many = links.join("\n\n");
    let site =
        project(&[("documents/guide.md", &format!("{SOUND}\n{many}").replace("POL-1", "GDL-1"))]);
    let rows = all(&page(&site, "coverage.html"), "section[aria-labelledby=dead] tbody tr");
    assert_eq!(rows.iter().filter(|row| row.contains("nothing-")).count(), LISTED);
    assert_eq!(rows.iter().filter(|row| row.contains("3 more")).count(), 1, "{:?}", rows.last());
}
