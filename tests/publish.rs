//! Publishing: the output folder is one whole build or the former one, what is somebody else's stays, and what killed builds left is repaired.
//!
//! Builds that are killed for real, full disks and mounted volumes are in `tests/trust/interruptions.test.mjs`.

mod support;

use std::fs;
use std::path::Path;
use std::time::Duration;

use support::project::{Project, SOUND, files, stderr};

/// A site with files of somebody else in its folder.
fn published() -> Project {
    let project = Project::sound();
    project.run("build", &[]).success();
    project.write("public/CNAME", "handbook.example.com\n");
    project.write("public/.git/objects/aa/bb", "object");
    project
}

/// Another text, so that the next build differs.
fn edit(project: &Project) {
    project.write("documents/access.md", &SOUND.replace("Ask first.", "Ask twice."));
}

/// What lies beside the output folder and is hidden.
fn leftovers(project: &Project) -> Vec<String> {
    let entries = fs::read_dir(&project.root).expect("a folder can be read");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name.contains(".annexa-")).collect()
}

/// What a build of the project gives where nothing was before.
fn fresh(project: &Project) -> Vec<(String, Vec<u8>)> {
    let output = project.root.with_file_name("fresh");
    project.run("build", &["--output", &output.to_string_lossy()]).success();
    files(&output)
}

/// Asserts that the folder holds a whole build, the files of somebody else and nothing more.
#[track_caller]
fn assert_whole(project: &Project, own: &[(&str, &str)]) {
    let mut expected = fresh(project);
    expected.extend(own.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
    expected.sort();
    let held = files(&project.path("public"));
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names(&held), names(&expected));
    assert!(held == expected, "some bytes differ");
    assert!(leftovers(project).is_empty(), "{:?}", leftovers(project));
}

const OWN: [(&str, &str); 2] =
    [(".git/objects/aa/bb", "object"), ("CNAME", "handbook.example.com\n")];

#[test]
fn files_of_somebody_else_go_along() {
    let project = published();
    edit(&project);
    project.run("build", &[]).success();
    assert_whole(&project, &OWN);
    fs::remove_file(project.path("documents/access.md")).expect("it was there");
    project.write("records/note.md", &SOUND.replace("POL-1", "REC-1"));
    project.run("build", &[]).success();
    assert!(!project.path("public/documents/pol-1.html").exists());
    assert_whole(&project, &OWN);
}

#[cfg(unix)]
#[test]
fn they_stay_the_same_files_and_folders_keep_their_rights() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let project = published();
    symlink("/nowhere", project.path("public/link")).expect("a link can be made");
    fs::create_dir(project.path("public/empty")).expect("a folder can be made");
    for (folder, mode) in [("public", 0o2750), ("public/documents", 0o700), ("public/empty", 0o711)]
    {
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(project.path(folder), mode).expect("rights can be set");
    }
    let number = |path: &str| {
        fs::symlink_metadata(project.path(path)).map(|file| (file.ino(), file.nlink()))
    };
    let mode = |path: &str| fs::metadata(project.path(path)).expect("it is there").mode() & 0o7777;
    let kept = ["public/CNAME", "public/link", "public/.git/objects/aa/bb"];
    let before = kept.map(|path| number(path).expect("it is there"));
    edit(&project);
    project.run("build", &[]).success();
    assert_eq!(kept.map(|path| number(path).expect("it is still there")), before);
    assert_eq!(fs::read_link(project.path("public/link")).expect("a link"), Path::new("/nowhere"));
    assert_eq!(["public", "public/documents", "public/empty"].map(mode), [0o2750, 0o700, 0o711]);
}

#[cfg(unix)]
#[test]
fn what_is_the_same_is_not_touched() {
    use std::os::unix::fs::MetadataExt;
    let project = published();
    let at = |path: &str| {
        let file = fs::metadata(project.path(path)).expect("it is there");
        (file.ino(), file.mtime(), file.mtime_nsec())
    };
    let (folder, script) = (at("public"), at("public/static/annexa.css"));
    let again = stderr(&project.run("build", &[]).success());
    assert!(again.contains("(0 written, "), "{again}");
    assert_eq!(at("public"), folder);
    edit(&project);
    project.run("build", &[]).success();
    assert_ne!(at("public").0, folder.0, "the folder was exchanged");
    assert_eq!(at("public/static/annexa.css"), script);
}

#[test]
fn a_copy_by_second_names_never_changes() {
    let project = published();
    let backup = project.path("backup");
    for (name, _) in files(&project.path("public")) {
        let to = backup.join(&name);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder can be made");
        fs::hard_link(project.path("public").join(&name), to).expect("a second name");
    }
    let before = files(&backup);
    edit(&project);
    project.run("build", &[]).success();
    assert!(files(&backup) == before);
}

#[test]
fn what_a_build_left_while_it_made_ready_is_cleared_away() {
    let project = published();
    let work = project.path(".public.annexa-work");
    project.write(".public.annexa-work/.annexa-work-folder", "Annexa is at work here.\n");
    project.write(".public.annexa-work/new/index.html", "half");
    project.write(".public.annexa-lock", "");
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let number = fs::metadata(work.join("new")).expect("it is there").ino();
        project.write(".public.annexa-work/stage", &number.to_string());
        project.write(".public.annexa-work/new/gone.txt", "removed by its owner meanwhile");
    }
    project.write("public/index.html.annexa-partial", "half");
    project.write("public/documents/.annexa-partial", "half");
    project.run("build", &[]).success();
    assert!(!work.exists());
    if cfg!(unix) {
        assert_whole(&project, &OWN);
    }
}

#[test]
fn a_work_folder_of_a_first_or_last_moment_is_in_nobodys_way() {
    let project = published();
    fs::create_dir(project.path(".public.annexa-work")).expect("a folder can be made");
    edit(&project);
    project.run("build", &[]).success();
    assert_whole(&project, &OWN);
    fs::create_dir_all(project.path(".public.annexa-work/new")).expect("a folder can be made");
    project.write(".public.annexa-work/.annexa-work-folder", "");
    project.run("build", &[]).success();
    assert_whole(&project, &OWN);
}

/// A build that was killed right after it published: the former site lies in the work folder.
fn killed_after_publishing(project: &Project) {
    project.write(".public.annexa-work/.annexa-work-folder", "Annexa is at work here.\n");
    project.write(".public.annexa-work/stage", "1");
    for (name, bytes) in files(&project.path("public")) {
        project.write(&format!(".public.annexa-work/new/{name}"), &String::from_utf8_lossy(&bytes));
    }
    for (name, _) in OWN {
        let (from, to) =
            (project.path("public").join(name), project.path(".public.annexa-work/new"));
        fs::remove_file(to.join(name)).expect("it is there");
        fs::hard_link(from, to.join(name)).expect("a second name");
    }
    edit(project);
}

#[test]
fn what_came_while_a_build_published_moves_over() {
    let project = published();
    killed_after_publishing(&project);
    project.write(".public.annexa-work/new/documents/late.txt", "late");
    project.write(".public.annexa-work/new/folder/late.txt", "late");
    let said = stderr(&project.run("build", &[]).success());
    assert!(!said.contains("note:"), "{said}");
    let late = [("documents/late.txt", "late"), ("folder/late.txt", "late")];
    assert_whole(&project, &[OWN.as_slice(), &late].concat());
}

#[test]
fn a_page_of_the_site_keeps_its_place() {
    let project = published();
    killed_after_publishing(&project);
    let page = "documents/pol-2.html";
    project.write("documents/more.md", &SOUND.replace("POL-1", "POL-2"));
    project.run("build", &[]).success();
    let whole = project.read(&format!("public/{page}"));
    killed_after_publishing(&project);
    // Somebody wrote there what no build named, and last of all.
    let manifest = project.read(".public.annexa-work/new/manifest.json").replace(page, "x.html");
    project.write(".public.annexa-work/new/manifest.json", &manifest);
    project.write(&format!(".public.annexa-work/new/{page}"), "mine");
    let said = stderr(&project.run("build", &[]).success());
    assert!(said.contains(".public.annexa-work/kept/documents/pol-2.html"), "{said}");
    assert_eq!(project.read(&format!(".public.annexa-work/kept/{page}")), "mine");
    assert_eq!(project.read(&format!("public/{page}")).len(), whole.len());
}

#[test]
fn what_was_made_ready_is_never_published_by_a_copy() {
    let project = published();
    // A copy of all of it: its stage has another number than the one that is told.
    project.write(".public.annexa-work/.annexa-work-folder", "Annexa is at work here.\n");
    project.write(".public.annexa-work/stage", "1");
    let coming =
        r#"{"generator":"annexa","schema":2,"files":{"documents/pol-9.html":"","index.html":""}}"#;
    project.write(".public.annexa-work/new/manifest.json", coming);
    project
        .write(".public.annexa-work/new/documents/pol-9.html", "withdrawn before it was published");
    for (name, text) in OWN {
        project.write(&format!(".public.annexa-work/new/{name}"), text);
    }
    let said = stderr(&project.run("build", &[]).success());
    assert!(!said.contains("note:"), "{said}");
    assert_whole(&project, &OWN);
}

#[test]
fn the_folder_may_be_gone_after_a_build_was_killed() {
    let project = published();
    killed_after_publishing(&project);
    fs::remove_dir_all(project.path("public")).expect("it was there");
    project.run("build", &[]).success();
    assert_whole(&project, &OWN);
}

#[test]
fn what_stands_in_the_place_of_a_page_or_a_folder_is_refused() {
    let project = published();
    edit(&project);
    project.write("documents/more.md", &SOUND.replace("POL-1", "POL-2"));
    for (place, why) in [
        ("public/documents/pol-2.html", "the site has a file of that name"),
        ("public/records", "the site has a folder of that name"),
    ] {
        project.write("records/note.md", &SOUND.replace("POL-1", "REC-1"));
        project.write(place, "mine");
        let before = files(&project.path("public"));
        let said = stderr(&project.run("build", &[]).code(2));
        assert!(said.contains(&format!("{place}` is in the way")) && said.contains(why), "{said}");
        assert!(files(&project.path("public")) == before && leftovers(&project).is_empty());
        fs::remove_file(project.path(place)).expect("it is there");
    }
    project.run("build", &[]).success();
    assert_whole(&project, &OWN);
}

#[test]
fn a_work_folder_is_no_output_folder() {
    let project = published();
    for output in [".public.annexa-work", ".public.annexa-work/new"] {
        let output = project.path(output).to_string_lossy().into_owned();
        let said = stderr(&project.run("build", &["--output", &output]).code(2));
        assert!(said.contains("Annexa makes sites ready in a folder of that name"), "{said}");
    }
    assert!(leftovers(&project).is_empty());
}

#[test]
fn two_versions_of_a_file_are_both_kept() {
    let project = published();
    killed_after_publishing(&project);
    let newer = project.path(".public.annexa-work/new/CNAME");
    fs::remove_file(&newer).expect("it is there");
    fs::write(&newer, "newer\n").expect("a file can be written");
    let file = fs::File::options().write(true).open(&newer).expect("it is there");
    let written = file.metadata().and_then(|metadata| metadata.modified()).expect("a time");
    file.set_modified(written + Duration::from_mins(1)).expect("times can be set");
    let said = stderr(&project.run("build", &[]).success());
    assert!(said.contains("note: ") && said.contains(".public.annexa-work/kept/CNAME"), "{said}");
    let aside = project.read(".public.annexa-work/kept/CNAME");
    let mut both = [project.read("public/CNAME"), aside];
    if cfg!(any(target_os = "linux", target_os = "macos")) {
        assert_eq!(both[0], "newer\n");
    }
    both.sort();
    assert_eq!(both, ["handbook.example.com\n", "newer\n"]);
    // What is kept stays, and is in nobody's way.
    edit(&project);
    project.write("documents/more.md", &SOUND.replace("POL-1", "POL-2"));
    project.run("build", &[]).success();
    assert!(project.path(".public.annexa-work/kept/CNAME").is_file());
    assert!(project.path("public/documents/pol-2.html").is_file());
}

#[test]
fn a_former_site_without_a_successor_is_put_back() {
    let project = published();
    project.write(".public.annexa-work/.annexa-work-folder", "Annexa is at work here.\n");
    fs::rename(project.path("public"), project.path(".public.annexa-work/former"))
        .expect("a folder can be moved");
    project.run("build", &[]).success();
    assert_whole(&project, &OWN);
}

#[test]
fn somebody_elses_folder_of_that_name_is_left_alone() {
    let project = published();
    let before = files(&project.path("public"));
    edit(&project);
    project.write(".public.annexa-work/diary.txt", "mine");
    let said = stderr(&project.run("build", &[]).code(2));
    assert!(said.contains(".public.annexa-work` is in the way"), "{said}");
    assert_eq!(project.read(".public.annexa-work/diary.txt"), "mine");
    fs::remove_dir_all(project.path(".public.annexa-work")).expect("it is there");
    project.write(".public.annexa-work", "mine");
    project.run("build", &[]).code(2);
    assert_eq!(project.read(".public.annexa-work"), "mine");
    fs::remove_file(project.path(".public.annexa-work")).expect("it is there");
    #[cfg(unix)]
    {
        project.write("elsewhere/.annexa-work-folder", "");
        project.write("elsewhere/new/mine.txt", "mine");
        std::os::unix::fs::symlink("elsewhere", project.path(".public.annexa-work"))
            .expect("a link can be made");
        project.run("build", &[]).code(2);
        assert_eq!(project.read("elsewhere/new/mine.txt"), "mine");
    }
    assert!(files(&project.path("public")) == before);
}

#[test]
fn a_path_out_of_a_folder_that_is_not_there_is_refused() {
    let project = Project::sound();
    let output = project.path("nowhere/../documents/site").to_string_lossy().into_owned();
    let said = stderr(&project.run("build", &["--output", &output]).code(2));
    assert!(said.contains("cannot be the output folder"), "{said}");
    assert_eq!(files(&project.root).len(), 2);
}

/// The name leaves no room for the longer one of a work folder.
#[test]
fn without_a_neighbor_it_is_written_file_by_file_and_says_so() {
    let project = Project::sound();
    let output = project.path(&"p".repeat(245));
    let build = |project: &Project| {
        stderr(&project.run("build", &["--output", &output.to_string_lossy()]).success())
    };
    let said = build(&project);
    assert!(said.contains("was written file by file"), "{said}");
    fs::write(output.join("CNAME"), "mine").expect("a file can be written");
    // Another build was killed here: its page is nowhere named but in the manifest of what was coming.
    let orphan = r#"{"generator":"annexa","schema":2,"files":{"documents/pol-9.html":""}}"#;
    fs::write(output.join(".annexa-building"), orphan).expect("a file can be written");
    fs::write(output.join("documents/pol-9.html"), "half").expect("a file can be written");
    fs::write(output.join("documents/.annexa-partial"), "half").expect("a file can be written");
    edit(&project);
    build(&project);
    let mut expected = fresh(&project);
    expected.push(("CNAME".to_owned(), b"mine".to_vec()));
    expected.sort();
    assert!(files(&output) == expected);
    let said = build(&project);
    assert!(!said.contains("note:"), "nothing was written: {said}");
}

#[cfg(unix)]
#[test]
fn without_the_right_to_write_beside_it_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::sound();
    let output = project.path("site/public");
    fs::create_dir_all(&output).expect("a folder can be made");
    let set = |mode| {
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(project.path("site"), mode).expect("rights can be set");
    };
    set(0o555);
    let is_bound = fs::write(project.path("site/probe"), "").is_err();
    let said = stderr(&project.run("build", &["--output", &output.to_string_lossy()]).success());
    set(0o755);
    if is_bound {
        assert!(said.contains("was written file by file"), "{said}");
    }
    let _ = fs::remove_file(project.path("site/probe"));
    assert_eq!(files(&project.path("site")).len(), fresh(&project).len(), "no lock is left");
}
