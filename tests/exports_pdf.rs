//! `annexa export pdf` with scripts that stand for a browser: what it is told, what is said when it fails, what is left behind. That a real
//! one prints is held by `tests/consumers/pdf.test.mjs`.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests start and end processes")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use snapbox::cmd::OutputAssert;

use support::project::{HANDBOOK, Project, SOUND, annexa, stderr};

/// A script that keeps its last argument, the address, and writes this file to where it is told.
const PRINTS: &str = r#"
for argument; do
  case "$argument" in --print-to-pdf=*) out=${argument#--print-to-pdf=};; esac
  printf '%s\n' "$argument" >>"$DESK/arguments"
done
page=$(printf '%s' "$argument" | sed -e 's,^file://,,' -e 's,%20, ,g')
cp "$page" "$DESK/page.html"
ls -ld "$(dirname "$out")" >"$DESK/mode"
(cd "$(dirname "$out")/site" && find . -type f) >"$DESK/files"
"#;

/// The shortest file that counts as a whole one.
const WHOLE: &str = "printf '%%PDF-1.4\\n1 0 obj\\n<</Creator (HeadlessChrome/VERSION.0.0.0)\\n/CreationDate (D:20280101120000+00'\\''00'\\'')\\n/ModDate (D:20280101120000+00'\\''00'\\'')>>\\nendobj\\n%%%%EOF\\n' >\"$out\"\n";

/// A project beside a folder for temporary files, with a script that stands for a browser.
struct Desk {
    project: Project,
}

impl Desk {
    fn new(script: &str) -> Self {
        let project = Project::new(&[
            ("isms/handbook.toml", HANDBOOK),
            ("isms/documents/access/pol-1.md", SOUND),
            ("isms/documents/access/keys/pol-2.md", &SOUND.replace("POL-1", "POL-2")),
            (
                "isms/documents/access/keys/pol-3.md",
                "+++\nid = \"POL-3\"\nstatus = \"draft\"\n+++\n# Draft\n\nText, ![a plan](/assets/plan.svg).\n",
            ),
            ("isms/assets/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ("isms/assets/unused.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"),
            ("my temp/keep", ""),
            ("chromium", &format!("#!/bin/sh\n{script}")),
        ]);
        let program = project.path("chromium");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is ours");
        Self { project }
    }

    fn run(&self, arguments: &[&str]) -> OutputAssert {
        let run = annexa()
            .args(["export", "pdf", "--today", "2026-11-21", "-C"])
            .arg(self.project.path("isms"))
            .args(arguments)
            .env("CHROMIUM", self.project.path("chromium"))
            .env("DESK", &self.project.root)
            .env("TMPDIR", self.project.path("my temp"))
            .env_remove("ANNEXA_CHROMIUM_FLAGS")
            .current_dir(&self.project.root)
            .assert();
        self.assert_nothing_is_left();
        run
    }

    /// Starts an export without waiting for it.
    fn start(&self, arguments: &[&str]) -> Child {
        Command::new(snapbox::cmd::cargo_bin!("annexa"))
            .args(["export"])
            .args(arguments)
            .args(["--today", "2026-11-21", "-C"])
            .arg(self.project.path("isms"))
            .env("CHROMIUM", self.project.path("chromium"))
            .env("TMPDIR", self.project.path("my temp"))
            .env("DESK", &self.project.root)
            .env_remove("ANNEXA_CHROMIUM_FLAGS")
            .current_dir(&self.project.root)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts")
    }

    /// However it ends, nothing is left behind.
    #[track_caller]
    fn assert_nothing_is_left(&self) {
        let left: Vec<PathBuf> = fs::read_dir(self.project.path("my temp"))
            .expect("a folder can be read")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        assert_eq!(left, [self.project.path("my temp/keep")]);
    }

    fn has(&self, file: &str) -> bool {
        self.project.path(file).exists()
    }
}

fn printing(version: &str) -> Desk {
    Desk::new(&format!("{PRINTS}{}", WHOLE.replace("VERSION", version)))
}

#[test]
fn a_document_becomes_a_file_with_the_day_of_the_facts() {
    let desk = printing("156");
    let run = desk.run(&["pol-3"]).code(0);
    assert_eq!(stderr(&run), "wrote pol-3.pdf\n");
    let pdf = desk.project.read("pol-3.pdf");
    assert!(pdf.contains("/CreationDate (D:20261121000000+00'00')"), "{pdf}");
    assert!(!pdf.contains("2028"), "{pdf}");

    let page = desk.project.read("page.html");
    assert!(page.contains("Draft") && page.contains("POL-3"));
    assert!(page.contains("data-paper=\"\"") && !page.contains("data-today"), "its states stay");
    let files = desk.project.read("files");
    for needed in ["documents/pol-3.html", "static/print.css", "static/print.js", "assets/plan.svg"]
    {
        assert!(files.contains(needed), "{files}");
    }
    assert!(!files.contains("unused") && !files.contains("soa.html"), "{files}");
    assert!(desk.project.read("mode").starts_with("drwx------"), "nobody else reads it");
}

#[test]
fn the_browser_is_told_to_be_quiet_and_offline() {
    let desk = printing("156");
    desk.run(&["POL-1", "--chromium-flag=--no-sandbox", "--chromium-flag", "--x=1"]).code(0);
    let told = desk.project.read("arguments");
    for argument in [
        "--headless",
        "--no-sandbox",
        "--x=1",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--proxy-server=http://127.0.0.1:9",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        "--export-tagged-pdf",
    ] {
        assert!(told.lines().any(|line| line == argument), "{argument} in {told}");
    }
    let address = told.lines().last().expect("the address comes last");
    assert!(address.starts_with("file:///") && address.contains("my%20temp"), "{address}");

    let desk = printing("156");
    desk.run(&["POL-1"]).code(0);
    let told = desk.project.read("arguments");
    assert!(!told.contains("--no-sandbox"), "the sandbox is given up by nobody but the reader");
}

#[test]
fn names_follow_what_is_printed() {
    let desk = printing("156");
    let said = stderr(&desk.run(&["soa"]).code(2));
    assert!(said.contains("there is no Statement of Applicability to print"), "{said}");
    desk.project.write("isms/soa.toml", "[control.\"A.5.1\"]\napplicable = true\n");
    for (what, file) in [
        (&["access"][..], "access.pdf"),
        (&["documents/access/keys/"], "access-keys.pdf"),
        (&["soa"], "soa.pdf"),
        (&[], "handbook.pdf"),
        (&["POL-2", "-o", "out"], "out/pol-2.pdf"),
        (&["POL-2", "-o", "isms"], "isms/pol-2.pdf"),
        (&["POL-2", "--output", "out/Access policy.pdf"], "out/Access policy.pdf"),
    ] {
        assert!(!desk.has(file), "{file}");
        desk.run(what).code(0);
        assert!(desk.has(file), "{what:?} is {file}");
    }
    let run = desk.run(&["POL-1", "-o", "-"]).code(0);
    assert!(run.get_output().stdout.starts_with(b"%PDF-") && stderr(&run).is_empty());
}

#[test]
fn a_section_below_another_is_printed_with_its_own_documents_only() {
    let desk = printing("156");
    desk.run(&["access/keys"]).code(0);
    let page = desk.project.read("page.html");
    assert!(page.contains("POL-2") && page.contains("POL-3") && !page.contains("POL-1"));
    assert!(page.contains("data-mark=\"Draft: does not bind\""), "{page}");
}

#[test]
fn what_is_not_there_is_named_with_what_is_near() {
    let desk = printing("156");
    for (word, said) in [
        ("POL-01", "there is nothing called `POL-01` to print; did you mean `POL-1`?"),
        ("acess", "did you mean `access`?"),
        ("access/key", "did you mean `access/keys`?"),
        ("so", "did you mean `soa`?"),
        ("nowhere-at-all", "an id such as `POL-001`, a folder below `documents`, or `soa`"),
    ] {
        let run = desk.run(&[word]).code(2);
        assert!(stderr(&run).contains(said), "{}", stderr(&run));
    }
    assert!(!desk.has("arguments"), "nothing was printed");
}

#[test]
fn a_source_of_the_handbook_is_not_replaced() {
    let desk = printing("156");
    let run = desk.run(&["POL-1", "-o", "isms/handbook.toml"]).code(2);
    assert!(stderr(&run).contains("lies among the sources of the handbook; nothing was written"));
    assert_eq!(desk.project.read("isms/handbook.toml"), HANDBOOK);
}

#[test]
fn a_browser_that_hangs_is_ended() {
    let desk = Desk::new("exec sleep 60\n");
    let start = Instant::now();
    let run = desk.run(&["POL-1", "--timeout", "1"]).code(2);
    assert!(start.elapsed().as_secs() < 30, "it was waited for");
    let said = stderr(&run);
    assert!(said.contains("printed nothing within 1 s") && said.contains("--timeout 4"), "{said}");
    assert!(!desk.has("pol-1.pdf"));
}

/// A script that starts what works on, as a script that stands for a browser does, and says which processes they are.
const STARTS: &str =
    "sleep 300 &\necho $$ $! >\"$DESK/started\"\nmv \"$DESK/started\" \"$DESK/processes\"\nwait\n";

/// Until something is so. A machine may be busy; nothing here takes longer than a moment.
#[track_caller]
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_mins(1), "not within a minute: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Whether a process is at work. One that ended and that nobody asked about yet is not.
fn is_at_work(process: &str) -> bool {
    let asked = Command::new("ps").args(["-o", "stat=", "-p", process]).output();
    let state = asked.expect("`ps` is there").stdout;
    !state.trim_ascii().is_empty() && !state.trim_ascii().starts_with(b"Z")
}

impl Desk {
    /// The script and what it started have both ended.
    #[track_caller]
    fn assert_all_ended(&self) {
        let processes = self.project.read("processes");
        assert_eq!(processes.split_whitespace().count(), 2, "{processes}");
        for process in processes.split_whitespace() {
            until("the browser has ended", || !is_at_work(process));
        }
    }
}

#[test]
fn what_a_browser_started_is_ended_with_it() {
    let desk = Desk::new(STARTS);
    let run = desk.run(&["POL-1", "--timeout", "2"]).code(2);
    assert!(stderr(&run).contains("printed nothing within 2 s"), "{}", stderr(&run));
    desk.assert_all_ended();
}

#[test]
fn a_signal_leaves_no_browser_and_no_copy() {
    for (signal, number, arguments) in [
        ("INT", 2, &["pdf", "POL-1"][..]),
        ("TERM", 15, &["pdf"]),
        ("HUP", 1, &["pdf", "access"]),
        ("QUIT", 3, &["pdf", "POL-1", "-o", "-"]),
        ("TERM", 15, &["pack", "--pdf", "-o", "pack.zip"]),
    ] {
        let desk = Desk::new(STARTS);
        let mut annexa = desk.start(arguments);
        until("the browser has started", || {
            assert!(annexa.try_wait().expect("it is ours").is_none(), "{arguments:?} ended");
            desk.has("processes")
        });
        let sent = Command::new("kill").args(["-s", signal, &annexa.id().to_string()]).status();
        assert!(sent.expect("`kill` is there").success());
        let ended = annexa.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(128 + number), "{said}");
        assert!(said.contains(&format!("ended by signal {number} while printing")), "{said}");
        desk.assert_all_ended();
        desk.assert_nothing_is_left();
        assert!(!desk.has("pol-1.pdf") && !desk.has("pack.zip"));
    }
}

#[test]
fn what_a_browser_says_about_its_failure_is_repeated() {
    let noise =
        "echo '[1:1:0101/120000.1:ERROR:dbus/bus.cc:408] Failed to connect to the bus' >&2\n";
    for (script, said) in [
        (
            "echo '[1:1:0101/120000.1:ERROR:headless_command_handler.cc(397)] Failed to write file: No space' >&2\n",
            "printed nothing: Failed to write file: No space",
        ),
        ("echo 'error while loading shared libraries: libnss3.so' >&2; exit 127\n", "libnss3.so"),
        ("exit 3\n", "printed nothing: it ended with exit status: 3"),
        (
            "echo '[1:1:0101/120000.1:ERROR:zygote_host_impl_linux.cc(101)] Running as root without --no-sandbox is not supported.' >&2; exit 1\n",
            "ANNEXA_CHROMIUM_FLAGS=--no-sandbox",
        ),
        (
            "echo '[1:1:0101/120000.1:FATAL:zygote_host_impl_linux.cc(127)] No usable sandbox!' >&2; exit 1\n",
            "--chromium-flag=--no-sandbox",
        ),
    ] {
        // Noise before and behind it is left out.
        let desk =
            Desk::new(&format!("{noise}{}", script.replacen('\n', &format!("\n{noise}"), 1)));
        let run = desk.run(&["POL-1"]).code(2);
        assert!(stderr(&run).contains(said), "{}", stderr(&run));
        assert!(!stderr(&run).contains("dbus"), "{}", stderr(&run));
        assert!(!desk.has("pol-1.pdf"));
    }
}

#[test]
fn a_file_that_is_cut_is_none() {
    for cut in ["printf '%%PDF-1.4 and then' >\"$out\"\n", "printf '' >\"$out\"\n"] {
        let desk = Desk::new(&format!("{PRINTS}{cut}"));
        desk.project.write("pol-1.pdf", "the one of yesterday");
        let run = desk.run(&["POL-1"]).code(2);
        assert!(stderr(&run).contains("is no whole PDF"), "{}", stderr(&run));
        assert_eq!(desk.project.read("pol-1.pdf"), "the one of yesterday");
    }
}

#[test]
fn an_old_browser_is_said_to_be_one() {
    let run = printing("130").run(&["POL-1"]).code(0);
    let said = stderr(&run);
    assert!(said.contains("version 130 of") && said.contains("version 131 does"), "{said}");
}

#[test]
fn a_time_that_is_not_found_is_said() {
    let desk = Desk::new(&format!("{PRINTS}printf '%%PDF-1.4\\n%%%%EOF' >\"$out\"\n"));
    let run = desk.run(&["POL-1"]).code(0);
    assert!(stderr(&run).contains("its bytes differ from run to run"), "{}", stderr(&run));
}

/// Elsewhere, browsers lie where no variable leads.
#[cfg(target_os = "linux")]
#[test]
fn without_a_browser_it_says_what_to_install() {
    let desk = printing("156");
    let run = annexa()
        .args(["export", "pdf", "-C"])
        .arg(desk.project.path("isms"))
        .env_remove("CHROMIUM")
        .env("PATH", desk.project.path("isms"))
        .env("HOME", desk.project.path("isms"))
        .current_dir(&desk.project.root)
        .assert();
    let run = run.code(2);
    let said = stderr(&run);
    assert!(said.starts_with("error: no Chromium found to print with\n"), "{said}");
    assert!(said.contains("apt install chromium") && said.contains("--chromium PATH"), "{said}");

    let run = desk.run(&["--chromium", "not-there"]).code(2);
    assert!(stderr(&run).contains("there is no program `not-there` to print with"));
}
