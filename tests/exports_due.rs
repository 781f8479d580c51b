//! What falls due as tables and calendars of the site.

mod support;

use support::project::{Project, annexa, stdout};

fn project(settings: &str) -> Project {
    let handbook = format!("title = \"Handbook\"\norganization = \"Org\"\n{settings}");
    let document = |id: &str, owner: &str, day: &str| {
        format!("+++\nid = \"{id}\"\nowner = \"{owner}\"\nreview_date = {day}\n+++\n# Text\n")
    };
    let project = Project::new(&[
        ("handbook.toml", &handbook),
        (
            "people.toml",
            "[role.ciso]\ntitle = \"CISO\"\nholder = \"lena\"\n\n[role.it]\ntitle = \"Head of IT\"\n\n[role.idle]\ntitle = \"Idle\"\n\n[person.lena]\nname = \"Lena Hart\"\n",
        ),
    ]);
    project.write("documents/a.md", &document("POL-1", "ciso", "2026-11-20"));
    project.write("documents/b.md", &document("POL-2", "lena", "2026-12-01"));
    project.write("documents/c.md", &document("POL-3", "it", "2031-01-01"));
    project.write("documents/d.md", &document("POL-4", "Board", "2027-01-01"));
    project
}

/// Builds the site and returns the names of the files below `downloads/` that are about deadlines.
fn built(project: &Project) -> Vec<String> {
    let folder = project.path("public");
    let folder = folder.to_str().expect("a plain path");
    project.run("build", &["--output", folder, "--profile", "draft"]).code(0);
    let files = support::project::files(&project.path("public/downloads"));
    let names = files.into_iter().map(|(name, _)| name.replace('\\', "/"));
    names.filter(|name| name.starts_with("due")).collect()
}

fn summaries(project: &Project, file: &str) -> Vec<String> {
    let calendar = project.read(&format!("public/downloads/{file}"));
    calendar.lines().filter_map(|line| line.strip_prefix("SUMMARY:")).map(str::to_owned).collect()
}

#[test]
fn there_is_a_calendar_for_everybody_who_has_something_to_do() {
    let project = project("");
    let everybody = ["due.csv", "due.ics", "due.xlsx"];
    let owners = ["due/board.ics", "due/ciso.ics", "due/it.ics", "due/lena.ics"];
    assert_eq!(built(&project), [&everybody[..], &owners[..]].concat());
    assert_eq!(summaries(&project, "due.ics").len(), 4, "there is no horizon");
    assert_eq!(summaries(&project, "due/ciso.ics"), ["POL-1 review: Text"]);
    let lena = ["POL-1 review: Text", "POL-2 review: Text"];
    assert_eq!(summaries(&project, "due/lena.ics"), lena, "a person has what their roles have");
    assert!(project.read("public/owners/lena.html").contains("../downloads/due/lena.ics"));
    let role = project.read("public/owners/ciso.html");
    assert!(role.contains("../downloads/due/ciso.ics") && role.contains("due/lena.ics"));
    assert!(!project.read("public/owners/it.html").contains("due/lena.ics"));
    assert!(project.read("public/calendar.html").contains("\"downloads/due.ics\""));
}

#[test]
fn where_names_are_hidden_no_person_has_a_calendar() {
    let project = project("\n[people]\nshow = \"roles\"\n");
    let files = built(&project);
    assert!(files.contains(&"due/ciso.ics".to_owned()), "{files:?}");
    assert!(
        !files.iter().any(|name| name.contains("lena") || name.contains("person")),
        "{files:?}"
    );
    for file in ["due.csv", "due.ics", "due/ciso.ics"] {
        let text = project.read(&format!("public/downloads/{file}")).to_lowercase();
        assert!(!text.contains("lena"), "{file}: {text}");
    }
    assert!(project.read("public/downloads/due.csv").contains("a person"));
}

#[test]
fn the_table_has_every_deadline() {
    let project = project("");
    built(&project);
    assert_eq!(
        project.read("public/downloads/due.csv").trim_start_matches('\u{FEFF}'),
        "id,title,kind,owner,due,days,state\r\n\
         POL-1,Text,Review,CISO,2026-11-20,-1,Overdue\r\n\
         POL-2,Text,Review,Lena Hart,2026-12-01,10,Due soon\r\n\
         POL-4,Text,Review,Board,2027-01-01,41,Later\r\n\
         POL-3,Text,Review,Head of IT,2031-01-01,1502,Later\r\n"
    );
}

#[test]
fn events_lead_back_when_the_settings_say_where_to() {
    let project = project("address = \"https://isms.example.org/a/\"\n");
    built(&project);
    let calendar = project.read("public/downloads/due.ics").replace("\r\n ", "");
    assert!(calendar.contains("URL:https://isms.example.org/a/documents/pol-1.html\r\n"));
    assert!(calendar.contains("\\nhttps://isms.example.org/a/documents/pol-1.html\r\n"));
}

#[test]
fn without_an_address_events_name_their_page() {
    let project = project("");
    built(&project);
    let calendar = project.read("public/downloads/due.ics");
    assert!(!calendar.contains("URL:") && calendar.contains("\\nPage: documents/pol-1.html\r\n"));
}

#[test]
fn two_handbooks_do_not_share_the_names_of_events() {
    let uids = |settings: &str| -> Vec<String> {
        let project = project(settings);
        built(&project);
        let calendar = project.read("public/downloads/due.ics");
        calendar.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let (one, same) = (uids(""), uids("description = \"Another sentence.\"\n"));
    assert_eq!(one, same);
    let project = project("");
    project.write("handbook.toml", "title = \"Handbook\"\norganization = \"Another\"\n");
    built(&project);
    let other = project.read("public/downloads/due.ics");
    assert!(one.iter().all(|uid| !other.contains(uid)));
}

#[test]
fn the_command_and_the_site_name_events_alike() {
    let project = project("");
    built(&project);
    let run = project.run("due", &["--within", "9y", "--format", "ics"]).code(0);
    let uids = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    assert_eq!(uids(&stdout(&run)), uids(&project.read("public/downloads/due.ics")));
}

#[test]
fn nothing_that_falls_due_is_no_file() {
    let project = Project::new(&[("handbook.toml", "title = \"Handbook\"\n")]);
    assert_eq!(built(&project), Vec::<String>::new());
    let export = annexa().args(["export", "due", "--today", "2026-11-21", "--project"]);
    export.arg(&project.root).assert().code(2);
}
