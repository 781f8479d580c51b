//! The preview follows whatever happens to files, on a real disk: editors, moves, checkouts, and what cannot be read or watched.

#![allow(clippy::print_stderr, reason = "a test that is left out says so")]
#![allow(clippy::disallowed_methods, reason = "files are touched as of now")]

mod support;

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use annexa::load::again::Reader;
use annexa::preview::Asking;
use annexa::preview::news::News;
use annexa::preview::notice::Noticing;
use support::preview::{Preview, Serve, annexa, program, until};
use support::project::{HANDBOOK, Project, SOUND};
use support::repository::Repository;

const POLICY: &str = "documents/access.md";
const PAGE: &str = "documents/pol-1.html";

fn saying(text: &str) -> String {
    SOUND.replace("Ask first.", text)
}

/// Another document with this number.
fn other(number: usize, text: &str) -> String {
    saying(text).replace("POL-1", &format!("POL-{number}")).replace("# Access", "# Other")
}

/// Replaces a file at once, so that nobody can see half of it.
fn replace(project: &Project, path: &str, text: &str) {
    project.write(".beside", text);
    rename(project, ".beside", path);
}

fn rename(project: &Project, from: &str, to: &str) {
    fs::rename(project.path(from), project.path(to)).expect("it can be renamed");
}

fn remove(project: &Project, path: &str) {
    fs::remove_file(project.path(path)).expect("it can be removed");
}

fn shown(news: &[News]) -> usize {
    news.iter().filter(|news| matches!(news, News::Shown { .. })).count()
}

#[test]
fn every_way_in_which_editors_write_is_seen() {
    let project = Project::sound();
    let preview = Preview::watching(&project.root);
    let shows = |text: &str| preview.site.shows(PAGE, text);

    project.write(POLICY, &saying("Written in place."));
    shows("Written in place.");

    project.write(POLICY, "");
    preview.site.lacks(PAGE);
    project.write(POLICY, &saying("Emptied first."));
    shows("Emptied first.");

    replace(&project, POLICY, &saying("Renamed into place."));
    shows("Renamed into place.");

    project.write(POLICY, &saying("Written once."));
    project.write(POLICY, &saying("Written twice."));
    shows("Written twice.");

    // Vim: asks whether it may write here, keeps what was, writes anew.
    project.write("documents/.access.md.swp", "b0VIM");
    project.write("documents/4913", "");
    remove(&project, "documents/4913");
    rename(&project, POLICY, "documents/access.md~");
    project.write(POLICY, &saying("Written with a backup."));
    remove(&project, "documents/access.md~");
    shows("Written with a backup.");
    preview.site.is_built(&project.root, []);
}

#[test]
fn what_changes_nothing_is_no_new_site() {
    let project = Project::sound();
    let preview = Preview::watching(&project.root);
    let before = preview.site.number();
    let file = fs::File::options().append(true).open(project.path(POLICY)).expect("a file");
    file.set_modified(std::time::SystemTime::now()).expect("it can be touched");
    replace(&project, POLICY, SOUND);
    project.write("public/index.html", "<p>Built beside it.</p>");
    project.write("notes.txt", "Beside the project.");
    project.write("documents/.access.md.swp", "b0VIM");
    replace(&project, POLICY, &saying("Asked."));
    preview.site.shows(PAGE, "Asked.");
    assert_eq!(preview.site.number(), before + 1);
}

#[test]
fn edits_of_one_length_in_one_second_are_all_seen() {
    let project = Project::sound();
    let preview = Preview::watching(&project.root);
    for number in 10..40 {
        let text = format!("Rule {number}.");
        project.write(POLICY, &saying(&text));
        preview.site.shows(PAGE, &text);
    }
}

#[test]
fn folders_are_moved_and_what_comes_with_them_is_watched() {
    let project = Project::sound();
    project.write("aside/team/two.md", &other(2, "Two."));
    let preview = Preview::watching(&project.root);
    let site = preview.site;

    rename(&project, "aside/team", "documents/team");
    site.shows("documents/pol-2.html", "Two.");
    project.write("documents/team/two.md", &other(2, "Two, edited."));
    site.shows("documents/pol-2.html", "Two, edited.");

    rename(&project, "documents/team", "documents/crew");
    project.write("documents/crew/deep/er/three.md", &other(3, "Three."));
    site.shows("documents/pol-3.html", "Three.");
    project.write("documents/crew/deep/er/three.md", &other(3, "Three, edited."));
    site.shows("documents/pol-3.html", "Three, edited.");

    rename(&project, "documents/crew", "aside/crew");
    site.lacks("documents/pol-2.html");
    site.lacks("documents/pol-3.html");
    site.is_built(&project.root, []);
}

#[test]
fn folders_at_the_root_come_and_go() {
    let project = Project::sound();
    let preview = Preview::watching(&project.root);
    let site = preview.site;

    rename(&project, "documents", "aside");
    site.lacks(PAGE);
    rename(&project, "aside", "documents");
    site.shows(PAGE, "Ask first.");
    project.write(POLICY, &saying("Back."));
    site.shows(PAGE, "Back.");

    // Another folder in its place, without a pause.
    project.write("new/access.md", &saying("New."));
    rename(&project, "documents", "old");
    rename(&project, "new", "documents");
    site.shows(PAGE, "New.");
    project.write(POLICY, &saying("Newer."));
    site.shows(PAGE, "Newer.");

    project.write("records/one.md", &other(1, "Recorded.").replace("POL", "REC"));
    site.shows("records/rec-1.html", "Recorded.");
    project.write("records/one.md", &other(1, "Recorded again.").replace("POL", "REC"));
    site.shows("records/rec-1.html", "Recorded again.");
    site.is_built(&project.root, []);
}

#[test]
fn a_project_that_goes_away_is_missed_and_comes_back() {
    let project = Project::sound();
    let preview = Preview::watching(&project.root);
    let site = preview.site;
    preview.told();

    let aside = project.root.with_file_name("aside");
    fs::rename(&project.root, &aside).expect("it can be renamed");
    let why = until("it is missed", || {
        preview.told().into_iter().find_map(|news| match news {
            News::Failed(why) => Some(why),
            _ => None,
        })
    });
    assert!(why.contains("is not a folder"), "{why}");
    site.shows("__annexa/findings.json", "is not a folder");
    site.shows(PAGE, "Ask first.");

    fs::rename(&aside, &project.root).expect("it can be renamed");
    until("it is back", || {
        (!site.text("__annexa/findings.json").contains("is not a folder")).then_some(())
    });
    project.write(POLICY, &saying("Back."));
    site.shows(PAGE, "Back.");

    // Another project in its place, without a pause.
    let third = Project::new(&[("handbook.toml", HANDBOOK), (POLICY, &saying("Third."))]);
    fs::rename(&project.root, &aside).expect("it can be renamed");
    fs::rename(&third.root, &project.root).expect("it can be renamed");
    site.shows(PAGE, "Third.");
    project.write(POLICY, &saying("Third, edited."));
    site.shows(PAGE, "Third, edited.");
}

#[test]
fn settings_that_go_away_leave_the_last_site() {
    let project = Project::sound();
    let preview = Preview::watching(&project.root);
    rename(&project, "handbook.toml", "aside.toml");
    preview.site.shows("__annexa/findings.json", "holds no `handbook.toml`");
    preview.site.shows(PAGE, "Ask first.");
    let word = preview.site.events().first();
    project.write(POLICY, &saying("Meanwhile."));
    rename(&project, "aside.toml", "handbook.toml");
    preview.site.shows(PAGE, "Meanwhile.");
    assert_eq!(preview.site.events().first().0, word.0 + 1, "one site for all that changed");
    preview.site.is_built(&project.root, []);
}

#[test]
fn five_hundred_files_at_once_are_a_few_sites() {
    let project = Project::sound();
    let write = |text: &str| {
        for number in 2..502 {
            let path = format!("documents/part-{}/{number}.md", number % 20);
            project.write(&path, &other(number, text));
        }
    };
    write("As it was.");
    let preview = Preview::watching(&project.root);
    let before = preview.site.number();
    write("As it is.");
    preview.site.shows("documents/pol-501.html", "As it is.");
    preview.site.is_built(&project.root, []);
    let sites = preview.site.number() - before;
    assert!(sites < 50, "{sites} sites");
}

#[test]
fn files_that_vanish_while_they_are_read_are_no_failure() {
    let project = Project::sound();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                project.write("documents/x", "A file,");
                remove(&project, "documents/x");
                project.write("documents/x/y/z.md", "and a folder.");
                fs::remove_dir_all(project.path("documents/x")).expect("it can be removed");
            }
        });
        let mut reader = Reader::new(&project.root);
        let read: Vec<_> = (0..2000).map(|_| reader.read()).collect();
        is_over.store(true, Ordering::Relaxed);
        for sources in read {
            let sources = sources.unwrap_or_else(|error| panic!("{error:?}"));
            assert!(sources.iter().any(|(path, _)| path.as_str() == POLICY));
        }
    });
}

#[test]
fn files_that_are_not_read_are_shown_as_a_build_shows_them() {
    let project = Project::sound();
    let preview = Preview::watching(&project.root);
    project.write("documents/large.md", &"x".repeat(1024 * 1024 + 1));
    preview.site.shows("__annexa/findings.json", "large.md");
    preview.site.is_built(&project.root, []);
    project.write("documents/large.md", &other(2, "Small."));
    preview.site.shows("documents/pol-2.html", "Small.");
    #[cfg(unix)]
    {
        let link = project.path("documents/link.md");
        std::os::unix::fs::symlink("access.md", link).expect("a link can be made");
        preview.site.shows("__annexa/findings.json", "link.md");
        preview.site.is_built(&project.root, []);
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named_until_it_may() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::sound();
    project.write("documents/closed.md", &other(2, "Closed."));
    let path = project.path("documents/closed.md");
    let mode = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode));
    let preview = Preview::watching(&project.root);
    mode(0o000).expect("it can be closed");
    if fs::read(&path).is_ok() {
        eprintln!("left out: whoever runs this test may read every file");
        return;
    }
    project.write(POLICY, &saying("Meanwhile."));
    preview.site.shows("__annexa/findings.json", "cannot read");
    mode(0o644).expect("it can be opened");
    preview.site.shows(PAGE, "Meanwhile.");
}

#[test]
fn who_polls_sees_the_same_and_what_git_says() {
    let repository = Repository::new(&[("handbook.toml", HANDBOOK), (POLICY, SOUND)]);
    let first = repository.commit("Begin", "2026-01-01");
    let project = &repository.0;
    let preview = Preview::of(&project.root, Noticing::Polling, Asking::Git);
    preview.site.shows(PAGE, &first[..7]);
    project.write(POLICY, &saying("Polled."));
    preview.site.shows(PAGE, "Polled.");
    let second = repository.commit("Edit", "2026-01-02");
    preview.site.shows(PAGE, &second[..7]);
}

#[test]
fn commits_and_checkouts_are_seen() {
    let repository = Repository::new(&[("handbook.toml", HANDBOOK), (POLICY, SOUND)]);
    let first = repository.commit("Begin", "2026-01-01");
    let project = &repository.0;
    let preview = Preview::of(&project.root, Noticing::Watching, Asking::Git);
    preview.site.shows(PAGE, &first[..7]);

    repository.git(&["checkout", "--quiet", "-b", "edit"]);
    project.write(POLICY, &saying("On a branch."));
    preview.site.shows(PAGE, "On a branch.");
    let second = repository.commit("Edit", "2026-01-02");
    preview.site.shows(PAGE, &second[..7]);

    repository.git(&["checkout", "--quiet", "main"]);
    preview.site.shows(PAGE, "Ask first.");
    preview.site.shows(PAGE, &first[..7]);
}

#[test]
fn a_build_beside_it_and_a_second_preview_disturb_nobody() {
    let project = Project::sound();
    let one = Preview::watching(&project.root);
    let two = Preview::watching(&project.root);
    assert_ne!(one.site.port, two.site.port);
    let before = one.site.number();
    one.told();
    for _ in 0..3 {
        project.run("build", &[]).success();
    }
    replace(&project, POLICY, &saying("Twice."));
    one.site.shows(PAGE, "Twice.");
    two.site.shows(PAGE, "Twice.");
    assert_eq!(one.site.number(), before + 1);
    assert_eq!(shown(&one.told()), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_system_that_watches_no_more_is_named_and_polled() {
    // A user namespace has limits of its own.
    const LIMITED: &str = "echo 1 > /proc/sys/user/max_inotify_watches && exec \"$@\"";
    let limited = |more: &[&std::ffi::OsStr]| {
        let mut command = program("unshare");
        command.args(["--user", "--map-root-user", "sh", "-c", LIMITED, "sh"]).args(more);
        command
    };
    if !limited(&["true".as_ref()]).status().is_ok_and(|status| status.success()) {
        eprintln!("left out: this system gives no user namespace with a limit of its own");
        return;
    }
    let project = Project::sound();
    let serve = Serve::start(&mut limited(&[annexa().as_os_str()]), &project.root);
    serve.says("the system watches no more files for you");
    project.write(POLICY, &saying("Polled."));
    serve.site.shows(PAGE, "Polled.");
}
