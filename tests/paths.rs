//! A project on a real disk: what stands in it and is not read is named, and nothing is opened that could last for ever or lies elsewhere.
//!
//! `tests/trust/paths.test.mjs` proves the same from outside, by the system calls of the program.
#![cfg(unix)]

mod support;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use annexa::base::path::RelPath;
use annexa::load::again::Reader;
use annexa::load::read::read;
use annexa::load::{Content, NameFault, Sources, Unread};
use snapbox::cmd::Command;
use support::project::Project;

/// What stands at a path.
fn at<'s>(sources: &'s Sources, path: &str) -> Option<&'s Content> {
    sources.get(&RelPath::new(path).expect("a clean path"))
}

#[track_caller]
fn is_unread(sources: &Sources, path: &str, why: Unread) {
    assert_eq!(at(sources, path), Some(&Content::Unread(why)), "{path}");
}

#[test]
fn links_are_noted_wherever_they_stand_and_lead() {
    let project = Project::sound();
    let elsewhere = Project::sound();
    let link = |target: &str, path: &str| {
        symlink(target, project.path(path)).expect("a link can be made");
    };
    let outside = elsewhere.path("documents");
    link(outside.to_str().expect("a plain path"), "records");
    link("documents", "assets");
    link(outside.join("access.md").to_str().expect("a plain path"), "documents/outside.md");
    link("access.md", "documents/inside.md");
    link("nothing.md", "documents/nowhere.md");
    link("itself.md", "documents/itself.md");
    link("..", "documents/up");
    link("/dev/zero", "people.toml");
    let sources = read(&project.root).expect("the disk can be read");
    for path in ["records", "assets", "people.toml"] {
        is_unread(&sources, path, Unread::Link);
    }
    for name in ["outside.md", "inside.md", "nowhere.md", "itself.md", "up"] {
        is_unread(&sources, &format!("documents/{name}"), Unread::Link);
    }
    assert_eq!(sources.iter().count(), 2 + 8, "nothing behind a link is there");
}

#[test]
fn the_root_itself_may_be_a_link() {
    let project = Project::sound();
    let link = project.path("../link");
    symlink("project", &link).expect("a link can be made");
    let sources = read(&link).expect("the disk can be read");
    assert!(matches!(at(&sources, "documents/access.md"), Some(Content::Text(_))));
}

#[test]
fn what_is_no_file_is_never_opened() {
    let project = Project::sound();
    let pipe = |path: &str| {
        Command::new("mkfifo").arg(project.path(path)).assert().success();
    };
    pipe("documents/pipe.md");
    pipe("soa.toml");
    pipe("theme");
    let _socket = UnixListener::bind(project.path("documents/socket.md")).expect("a socket");
    fs::create_dir(project.path("documents/folder.md")).expect("a folder can be made");
    fs::create_dir(project.path("glossary.toml")).expect("a folder can be made");
    // Without a writer, opening a pipe would never end.
    let sources = read(&project.root).expect("the disk can be read");
    is_unread(&sources, "documents/pipe.md", Unread::Special);
    is_unread(&sources, "soa.toml", Unread::Special);
    is_unread(&sources, "documents/socket.md", Unread::Special);
    is_unread(&sources, "theme", Unread::NoFolder);
    is_unread(&sources, "documents/folder.md", Unread::Folder);
    is_unread(&sources, "glossary.toml", Unread::Folder);
}

#[test]
fn a_name_that_is_no_path_is_noted_with_its_folder_and_nothing_below_it_is_read() {
    let project = Project::sound();
    let write = |name: &[u8]| {
        fs::write(project.path("documents").join(OsStr::from_bytes(name)), "# Text\n")
            .expect("a file can be written");
    };
    write(b"latin-\xe9.md");
    write("over\u{202e}ride.md".as_bytes());
    write(b"back\\slash.md");
    write(b"line\nend.md");
    project.write("documents/tab\tfolder/below.md", "# Text\n");
    let sources = read(&project.root).expect("the disk can be read");
    let nameless: Vec<(&str, &str, NameFault)> =
        sources.nameless().map(|one| (one.folder.as_str(), one.name.as_str(), one.fault)).collect();
    let of = |name, fault| ("documents", name, fault);
    assert_eq!(
        nameless,
        [
            of("back\\slash.md", NameFault::Characters),
            of("latin-\\xe9.md", NameFault::Encoding),
            of("line\\nend.md", NameFault::Characters),
            of("over\\u{202e}ride.md", NameFault::Characters),
            of("tab\tfolder", NameFault::Characters),
        ]
    );
    assert_eq!(sources.iter().count(), 2);
}

#[test]
fn a_preview_notices_what_comes_and_goes() {
    let project = Project::sound();
    let mut reader = Reader::new(&project.root);
    let before = reader.read().expect("the disk can be read");
    let name = project.path("documents").join(OsStr::from_bytes(b"\xff.md"));
    fs::write(&name, "# Text\n").expect("a file can be written");
    symlink("access.md", project.path("documents/link.md")).expect("a link can be made");
    let with = reader.read().expect("the disk can be read");
    assert!(!with.is_same(&before));
    assert_eq!(with.nameless().count(), 1);
    is_unread(&with, "documents/link.md", Unread::Link);
    fs::remove_file(&name).expect("a file can be removed");
    fs::remove_file(project.path("documents/link.md")).expect("a link can be removed");
    let after = reader.read().expect("the disk can be read");
    assert!(after.is_same(&before));
}

#[test]
fn a_misspelled_name_at_the_root_is_noted_and_any_other_is_nobodys_business() {
    let project = Project::sound();
    for name in ["People.toml", "README.md", "Makefile", "notes/a.md", "RECORDS/a.md"] {
        project.write(name, "# Text\n");
    }
    let sources = read(&project.root).expect("the disk can be read");
    is_unread(&sources, "People.toml", Unread::Misspelled);
    is_unread(&sources, "RECORDS", Unread::Misspelled);
    assert_eq!(sources.iter().count(), 2 + 2);
}

#[test]
fn hidden_files_are_not_read_and_noted_where_they_look_like_content() {
    let project = Project::sound();
    for name in [
        "documents/.draft.md",
        "documents/.#access.md",
        "documents/._access.md",
        "documents/.~access.md",
        "documents/.access.md.swp",
        "documents/.trash/old.md",
        "registers/.risks.csv",
        "assets/.htaccess",
        "assets/.hidden.md",
        ".env",
    ] {
        project.write(name, "secret");
    }
    let sources = read(&project.root).expect("the disk can be read");
    is_unread(&sources, "documents/.draft.md", Unread::Hidden);
    is_unread(&sources, "registers/.risks.csv", Unread::Hidden);
    assert_eq!(sources.iter().count(), 2 + 2);
}
