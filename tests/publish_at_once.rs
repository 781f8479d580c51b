//! Several at once: builds of one folder, exports into one folder, edits of one file. They take turns, and nothing is lost.

mod support;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::thread;

use annexa::base::path::RelPath;
use annexa::write::lock::Lock;
use annexa::write::loose;
use annexa::write::rewrite::rewrite;
use support::project::{Project, files, stdout};

#[test]
fn builds_at_once_leave_one_whole_site() {
    let project = Project::sound();
    let days = ["2026-11-21", "2026-11-22"];
    let whole = days.map(|day| {
        let output = project.path(day).to_string_lossy().into_owned();
        let args = ["--output", &output];
        support::project::annexa()
            .arg("build")
            .arg(&project.root)
            .args(["--today", day])
            .args(args)
            .assert()
            .success();
        files(&project.path(day))
    });
    assert!(whole[0] != whole[1]);
    thread::scope(|scope| {
        for number in 0..4 {
            let project = &project;
            scope.spawn(move || {
                for turn in 0..3 {
                    support::project::annexa()
                        .arg("build")
                        .arg(&project.root)
                        .args(["--today", days[(number + turn) % 2]])
                        .assert()
                        .success();
                }
            });
        }
    });
    let held = files(&project.path("public"));
    assert!(whole.contains(&held));
    let names = fs::read_dir(&project.root).expect("a folder").filter_map(Result::ok);
    assert!(
        names.into_iter().all(|entry| !entry.file_name().to_string_lossy().contains(".annexa-"))
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "what it says is read while it runs")]
fn a_build_waits_for_another_and_says_so() {
    let project = Project::sound();
    let lock = Lock::acquire(&project.path(".public.annexa-lock"), || ()).expect("a lock");
    let mut build = Command::new(snapbox::cmd::cargo_bin!("annexa"))
        .arg("build")
        .arg(&project.root)
        .args(["--today", "2026-11-21"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(build.stderr.take().expect("a pipe")).lines();
    let said = lines.next().expect("a line").expect("text");
    assert!(
        said.starts_with("another build is writing `") && said.ends_with("; waiting for it"),
        "{said}"
    );
    assert!(!project.path("public").exists());
    drop(lock);
    assert!(build.wait().expect("it ends").success());
    assert!(project.path("public/manifest.json").is_file());
    drop(lines);
}

#[test]
fn files_for_somebody_else_are_whole_whoever_writes_them() {
    let project = Project::sound();
    project.write("out/.annexa-partial", "left by a run that was killed");
    let out = project.path("out");
    let versions: Vec<String> = (1..5).map(|it| format!("{it}").repeat(100_000)).collect();
    thread::scope(|scope| {
        for version in &versions {
            let out = &out;
            scope.spawn(move || {
                for _ in 0..50 {
                    let named =
                        [("soa.csv".to_owned(), version), ("more/risks.csv".to_owned(), version)];
                    loose::write(out, &named).expect("it is written");
                    let read = fs::read_to_string(out.join("soa.csv")).expect("it is always there");
                    assert!(
                        read.len() == 100_000
                            && read.bytes().all(|byte| byte == read.as_bytes()[0])
                    );
                }
            });
        }
    });
    let names: Vec<String> = files(&out).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["more/risks.csv", "soa.csv"]);
}

#[test]
fn no_edit_of_a_source_is_lost_to_another() {
    let project = Project::sound();
    project.write("documents/.annexa-partial", "left by a run that was killed");
    project.write("documents/count.md", "0");
    let path = RelPath::new("documents/count.md").expect("a path");
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut done = 0;
                while done < 25 {
                    let before = project.read("documents/count.md");
                    let after = (before.parse::<usize>().expect("a number") + 1).to_string();
                    // Whoever comes second is refused, and looks again.
                    done += usize::from(rewrite(&project.root, &path, &before, &after).is_ok());
                }
            });
        }
    });
    assert_eq!(project.read("documents/count.md"), "100");
    assert_eq!(files(&project.path("documents")).len(), 2);
}

#[test]
fn a_project_can_be_begun_where_one_was_cut_off() {
    let project = Project::new(&[]);
    for place in ["new/.annexa-work", ".other.annexa-work"] {
        project.write(&format!("{place}/.annexa-work-folder"), "");
        project.write(&format!("{place}/new/handbook.toml"), "half");
    }
    for name in ["new", "other"] {
        let run = support::project::annexa().args(["init", "--yes"]).arg(project.path(name));
        let run = run.assert().success();
        assert!(stdout(&run).contains(name));
        let hidden = |name: &str| name.contains(".annexa-");
        let made = files(&project.path(name));
        assert!(made.len() > 10 && !made.iter().any(|(name, _)| hidden(name)));
    }
    assert!(!project.path(".other.annexa-work").exists());
}
