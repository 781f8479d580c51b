//! What a real git repository makes of a handbook: pages of earlier versions, what changed between them, and what happened when.

mod support;

use std::path::Path;

use scraper::{Html, Selector};
use support::project::{HANDBOOK, Project, annexa, stderr, stdout};
use support::repository::plain_git;

/// Runs git in a folder, as one person on one day, without what the machine has configured.
#[track_caller]
fn git(folder: &Path, day: &str, words: &[&str]) {
    let time = format!("{day}T10:00:00Z");
    let name = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|key| (key, "Ada Example"));
    let mail = ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|key| (key, "ada@example.org"));
    let date = ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|key| (key, time.as_str()));
    plain_git(folder).args(words).envs(name).envs(mail).envs(date).assert().success();
}

const PEOPLE: &str = "[role.ciso]\ntitle = \"CISO\"\nholder = \"ada\"\n[role.it]\ntitle = \"Head of IT\"\nholder = \"ada\"\n[person.ada]\nname = \"Ada Example\"\n";

/// A policy in a version, with the history that it names.
fn policy(version: &str, more: &str, history: &[(&str, &str, &str)], body: &str) -> String {
    let (mut rows, mut approvals) = (Vec::new(), Vec::new());
    for (version, date, change) in history {
        let of = format!("version = \"{version}\"\ndate = {date}\n");
        rows.push(format!("[[history]]\n{of}author = \"ciso\"\nchange = \"{change}\"\n"));
        approvals.push(format!("[[approvals]]\n{of}by = \"ciso\"\n"));
    }
    let (rows, approvals) = (rows.concat(), approvals.concat());
    format!(
        "+++\nid = \"POL-1\"\ntitle = \"Access\"\nversion = \"{version}\"\n{more}\n{approvals}{rows}+++\n{body}"
    )
}

const FIRST: &str = "# Access\n\n## Asking\n\nAsk your manager within one day of joining, in writing. See [leaving](#leaving-early).\n\n## Leaving early\n\nGive back the key.\n\n<script>alert(1)</script>\n";
const SECOND: &str = "# Access\n\n## Asking\n\nAsk the service desk within two days of joining, in writing.\n\n## Leaving\n\nGive back the key.\n\n- And the badge.\n\n<script>alert(1)</script>\n";

/// Three versions with a draft between them and a file that moved; the last commit is of 1 March 2026.
fn project() -> Project {
    let project = Project::new(&[("handbook.toml", HANDBOOK), ("people.toml", PEOPLE)]);
    let root = &project.root;
    let one = ("1.0", "2024-05-01", "First edition.");
    let two = ("2.0", "2025-06-01", "The service desk decides.");
    let three = ("2.1", "2026-03-01", "Word put right.");
    git(root, "2024-05-02", &["init", "--quiet"]);
    let commit = |day: &str, path: &str, text: &str| {
        project.write(path, text);
        git(root, day, &["add", "--all"]);
        git(root, day, &["commit", "--quiet", "--no-gpg-sign", "--message", "x"]);
    };
    let owner = |owner: &str| format!("owner = \"{owner}\"\nreview_date = 2027-06-01");
    commit("2024-05-02", "documents/old-name.md", &policy("1.0", &owner("it"), &[one], FIRST));
    let draft = SECOND.replace("two days", "some days");
    commit(
        "2025-05-20",
        "documents/old-name.md",
        &policy("2.0", &format!("status = \"draft\"\n{}", owner("ciso")), &[one, two], &draft),
    );
    commit(
        "2025-06-02",
        "documents/old-name.md",
        &policy("2.0", &owner("ciso"), &[one, two], SECOND),
    );
    git(root, "2025-07-01", &["mv", "documents/old-name.md", "documents/access.md"]);
    git(root, "2025-07-01", &["commit", "--quiet", "--no-gpg-sign", "--message", "x"]);
    let last = SECOND.replace("two days", "two working days");
    commit(
        "2026-03-01",
        "documents/access.md",
        &policy("2.1", &owner("ciso"), &[one, two, three], &last),
    );
    project
}

/// Builds and gives the pages a name to read them by.
#[track_caller]
fn build(project: &Project, more: &[&str]) -> impl Fn(&str) -> String {
    let run = project.run("build", more);
    assert_eq!(run.get_output().status.code(), Some(0), "{}{}", stdout(&run), stderr(&run));
    let root = project.path("public");
    move |page| {
        std::fs::read_to_string(root.join(page)).unwrap_or_else(|_| panic!("no page {page}"))
    }
}

/// The words of the first element that a selector finds, blanks evened out.
#[track_caller]
fn words(html: &str, css: &str) -> String {
    let page = Html::parse_document(html);
    let selector = Selector::parse(css).expect("a selector");
    let element = page.select(&selector).next().unwrap_or_else(|| panic!("no `{css}`"));
    let text = element.text().collect::<Vec<_>>().join(" ");
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" .", ".")
        .replace(" ]", "]")
        .replace(" ,", ",")
}

#[test]
fn earlier_versions_stay_readable_and_say_what_they_are() {
    let project = project();
    let page = build(&project, &[]);
    let first = page("documents/pol-1/1.0.html");
    assert_eq!(
        words(&first, ".banner"),
        "This is version 1.0, in force until 1 June 2025. It no longer binds anybody. Read version 2.1 or what changed from 1.0 to 2.0."
    );
    assert!(first.contains("<meta name=\"robots\" content=\"noindex\">"));
    let strip = words(&first, ".strip");
    assert!(
        strip.contains("In force since 1 May 2024") && strip.contains("Owner then Head of IT"),
        "{strip}"
    );
    // The place that the text links to is gone today; the text of then has it.
    assert!(first.contains("<a class=\"ref\" href=\"#h-leaving-early\">leaving</a>"), "{first}");
    assert!(first.contains("Ask your manager within one day"));
    assert!(!first.contains("<script>alert"));
    let second = page("documents/pol-1/2.0.html");
    assert!(
        second.contains("within two days") && !second.contains("some days"),
        "a draft was never in force"
    );
    assert_eq!(words(&second, ".banner p > a"), "Read version 2.1");
}

#[test]
fn what_changed_is_marked_word_by_word_and_in_words() {
    let project = project();
    let page = build(&project, &[]);
    let html = page("documents/pol-1/changes-1.0-2.0.html");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
    let changed = words(&html, "p.changed");
    assert_eq!(
        changed,
        "Ask [removed: your manager] [added: the service desk] within [removed: one day] [added: two days] of joining, in writing. [removed: See leaving.]"
    );
    assert_eq!(words(&html, "li.added"), "New item And the badge.");
    let facts = words(&html, "section[aria-labelledby=facts]");
    assert!(facts.contains("Owner CISO, before: Head of IT"), "{facts}");
    let head = words(&html, "dl.facts");
    assert!(head.contains("8 words added, 7 removed, in 2 sections."), "{head}");
    assert!(!html.contains("<script>alert"));
    let small = page("documents/pol-1/changes-2.0-2.1.html");
    assert!(words(&small, "dl.facts").contains("1 word added, 0 removed, in 1 section."));
    assert!(words(&small, "details.same summary").starts_with("Unchanged: the section “Leaving”"));
}

#[test]
fn the_document_leads_to_its_past_and_nothing_else_counts_it() {
    let project = project();
    let page = build(&project, &[]);
    let document = page("documents/pol-1.html");
    for link in [
        "pol-1/2.0.html",
        "pol-1/1.0.html",
        "pol-1/changes-1.0-2.0.html",
        "pol-1/changes-2.0-2.1.html",
    ] {
        assert!(document.contains(&format!("href=\"../documents/{link}\"")), "{link}");
    }
    let trail = words(&document, ".trail");
    // Ada holds two roles; the first one stands for her.
    assert!(trail.contains("1 March 2026, CISO."), "{trail}");
    assert!(!trail.contains("Ada"), "{trail}");
    for other in [
        "documents.html",
        "index.html",
        "search.html",
        "manage.html",
        "print.html",
        "search/index.js",
        "search/pages-0.js",
    ] {
        let text = page(other);
        assert!(!text.contains("pol-1/2.0") && !text.contains("your manager"), "{other}");
    }
    let built = stderr(&project.run("build", &[]));
    assert!(built.contains("built 1 document into"), "{built}");
}

#[test]
fn authors_are_named_as_the_settings_say() {
    let project = project();
    project.write("handbook.toml", &format!("{HANDBOOK}[history]\nauthors = \"names\"\n"));
    assert!(
        words(&build(&project, &[])("documents/pol-1.html"), ".trail")
            .contains("1 March 2026, Ada Example.")
    );
    project.write("handbook.toml", &format!("{HANDBOOK}[history]\nauthors = \"hidden\"\n"));
    let trail = words(&build(&project, &[])("documents/pol-1.html"), ".trail > .sub");
    assert!(trail.ends_with("1 March 2026."), "{trail}");
}

#[test]
fn a_name_of_git_turns_no_direction() {
    let project = project();
    project.write("handbook.toml", &format!("{HANDBOOK}[history]\nauthors = \"names\"\n"));
    let name = "Ada\u{202E}\u{1B}[31m Other <other@example.org>";
    git(
        &project.root,
        "2026-03-01",
        &["commit", "--quiet", "--no-gpg-sign", "--amend", "--author", name, "--message", "x"],
    );
    let page = build(&project, &[])("documents/pol-1.html");
    assert!(words(&page, ".trail").contains("1 March 2026, Ada\u{FFFD}?[31m Other."), "{page}");
}

#[test]
fn a_version_that_came_back_is_compared_with_the_one_between() {
    let project = project();
    let text = project.read("documents/access.md");
    let back = text
        .replace("version = \"2.1\"\nowner", "version = \"2.0\"\nowner")
        .replace("two working days", "two days");
    project.write("documents/access.md", &back);
    git(
        &project.root,
        "2026-04-01",
        &["commit", "--quiet", "--all", "--no-gpg-sign", "--message", "x"],
    );
    let page = build(&project, &["--allow", "version-history-gap"]);
    assert!(
        words(&page("documents/pol-1/changes-2.1-2.0.html"), "p.changed")
            .contains("[removed: working]")
    );
    assert!(page("documents/pol-1/changes-1.0-2.1.html").contains("working"));
}

#[test]
fn a_draft_of_the_next_version_leaves_the_one_before_in_force() {
    let project = project();
    let text = project.read("documents/access.md");
    let draft =
        text.replace("version = \"2.1\"\nowner", "version = \"3.0\"\nstatus = \"draft\"\nowner");
    project.write("documents/access.md", &draft.replace("two working days", "three days"));
    let page = build(&project, &[]);
    let banner = words(&page("documents/pol-1/2.1.html"), ".banner");
    assert!(banner.contains("this one stays in force until then"), "{banner}");
    assert!(
        words(&page("documents/pol-1/changes-2.1-3.0.html"), ".banner")
            .contains("does not bind anybody yet")
    );
    assert!(!page("changes.html").contains("version 3.0"));
}

#[test]
fn half_a_history_is_said_to_be_half() {
    let project = project();
    let clone = project.path("../clone");
    let from = format!("file://{}", project.root.display());
    git(&project.root, "2026-04-01", &["clone", "--quiet", "--depth", "1", &from, "../clone"]);
    let run = support::project::annexa()
        .arg("build")
        .arg(&clone)
        .args(["--today", "2026-11-21"])
        .assert();
    assert_eq!(run.get_output().status.code(), Some(0), "{}", stderr(&run));
    let document =
        std::fs::read_to_string(clone.join("public/documents/pol-1.html")).expect("a page");
    assert!(words(&document, ".trail").contains("Older texts are in the full repository."));
    assert!(!clone.join("public/documents/pol-1").exists());
}

#[test]
fn without_git_nothing_fails_and_the_page_says_why() {
    let project = project();
    let page = build(&project, &["--no-history"]);
    assert!(
        words(&page("documents/pol-1.html"), ".trail")
            .contains("it was built without the history of its files")
    );
    std::fs::remove_dir_all(project.path(".git")).expect("the repository can be removed");
    let trail = words(&build(&project, &[])("documents/pol-1.html"), ".trail");
    assert!(trail.contains("its files lie in no git repository"), "{trail}");
    assert!(!trail.contains("Last change"), "{trail}");
}

#[test]
fn changes_tell_what_happened_newest_first_and_the_feed_the_same() {
    let project = project();
    let review = "[[reviews]]\ndate = 2026-10-05\nby = \"it\"\noutcome = \"no-change\"\nnote = \"Still <fits> & holds.\"\n";
    let text = project.read("documents/access.md").replacen(
        "[[approvals]]",
        &format!("{review}[[approvals]]"),
        1,
    );
    project.write("documents/access.md", &text);
    let draft = "+++\nid = \"POL-3\"\nstatus = \"draft\"\nowner = \"it\"\nversion = \"0.2\"\n[[history]]\nversion = \"0.1\"\ndate = 2026-09-01\n+++\n# Draft\n";
    project.write("documents/draft.md", draft);
    let gone = "+++\nid = \"POL-2\"\nstatus = \"retired\"\nowner = \"it\"\nversion = \"1.0\"\n+++\n# Faxes\n\nNone.\n";
    project.write("documents/fax.md", gone);
    let never = page_of_changes(&project);
    assert!(
        never.ends_with("Day not recorded not recorded Withdrawn version 1.0 POL-2 Faxes"),
        "{never}"
    );
    git(&project.root, "2026-08-20", &["add", "--all"]);
    git(&project.root, "2026-08-20", &["commit", "--quiet", "--no-gpg-sign", "--message", "x"]);
    assert_eq!(
        page_of_changes(&project),
        "October 2026 5 October 2026 Reviewed without change by Head of IT POL-1 Access Still <fits> & holds. \
         August 2026 20 August 2026 Withdrawn version 1.0, day of the commit POL-2 Faxes \
         March 2026 1 March 2026 Revised version 2.1 POL-1 Access Word put right. What changed from 2.0 to 2.1 \
         June 2025 1 June 2025 Revised version 2.0 POL-1 Access The service desk decides. What changed from 1.0 to 2.0"
    );
    let feed = project.read("public/downloads/changes.xml");
    assert_eq!(feed.matches("<entry>").count(), 5, "{feed}");
    assert!(feed.contains("<updated>2026-10-05T00:00:00Z</updated>"));
    assert!(feed.contains("Still &lt;fits&gt; &amp; holds."), "{feed}");
}

#[track_caller]
fn page_of_changes(project: &Project) -> String {
    let html = build(project, &[])("changes.html");
    let page = Html::parse_document(&html);
    let sections = Selector::parse("main > section[aria-labelledby]").expect("a selector");
    let text: Vec<String> = page
        .select(&sections)
        .flat_map(|section| section.text().collect::<Vec<_>>())
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|text| !text.is_empty())
        .collect();
    text.join(" ")
}

#[test]
fn a_repository_that_git_does_not_trust_is_named_and_stops_nothing() {
    let project = project();
    let check = annexa().args(["check", "--today", "2026-11-21"]).arg(&project.root);
    // What git has for its own tests of this.
    let check = check.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    let check = check.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let said = stderr(&check.assert().success());
    assert!(said.contains("history not read: git does not trust the repository"), "{said}");
}
