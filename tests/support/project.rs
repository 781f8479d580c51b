//! A project in a folder of its own, and the program that is run on it.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use snapbox::dir::DirRoot;

/// A document that has nothing wrong with it.
pub(crate) const SOUND: &str = "+++\nid = \"POL-1\"\nowner = \"ciso\"\nreview_date = 2027-06-01\n[[approvals]]\nby = \"ceo\"\ndate = 2026-06-01\n+++\n# Access\n\nAsk first.\n";

/// The smallest `handbook.toml`.
pub(crate) const HANDBOOK: &str = "title = \"Handbook\"\n";

/// A project in a folder of its own.
pub(crate) struct Project {
    _folder: DirRoot,
    pub(crate) root: PathBuf,
}

impl Project {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = DirRoot::mutable_temp().expect("a temporary folder");
        let root = folder.path().expect("it has a path").join("project");
        let project = Self { _folder: folder, root };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// One policy that has nothing wrong with it.
    pub(crate) fn sound() -> Self {
        Self::new(&[("handbook.toml", HANDBOOK), ("documents/access.md", SOUND)])
    }

    /// One policy that was due on 17 August 2026.
    pub(crate) fn overdue() -> Self {
        let project = Self::sound();
        project.write("documents/access.md", &SOUND.replace("2027-06-01", "2026-08-17"));
        project
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).expect("a file can be read")
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Every file with its bytes, in order.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        files(&self.root)
    }

    /// Runs `annexa COMMAND ROOT --today 2026-11-21 MORE`.
    pub(crate) fn run(&self, command: &str, more: &[&str]) -> OutputAssert {
        annexa().arg(command).arg(&self.root).args(["--today", "2026-11-21"]).args(more).assert()
    }
}

/// The program, without what the environment would tell it.
pub(crate) fn annexa() -> Command {
    Command::new(cargo_bin!("annexa")).env_remove("SOURCE_DATE_EPOCH")
}

/// What a run wrote to standard output.
pub(crate) fn stdout(run: &OutputAssert) -> String {
    text(&run.get_output().stdout)
}

/// What a run wrote to standard error.
pub(crate) fn stderr(run: &OutputAssert) -> String {
    text(&run.get_output().stderr)
}

/// What a run wrote to standard output, as JSON.
pub(crate) fn json(run: &OutputAssert) -> serde_json::Value {
    serde_json::from_slice(&run.get_output().stdout).expect("one JSON value")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every file below a folder with its bytes, in order.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("a folder can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry
                .path()
                .strip_prefix(folder)
                .expect("below the folder")
                .to_string_lossy()
                .into_owned();
            (name, fs::read(entry.path()).expect("a file can be read"))
        })
        .collect();
    files.sort();
    files
}
