//! Finds a Chromium, or what is built on it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Names of programs, the plainest first.
const NAMES: [&str; 9] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "brave-browser",
    "chrome",
    "msedge",
];

/// Programs of macOS, below `/Applications`.
const APPLICATIONS: [&str; 4] = ["Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser"];

/// Programs of Windows, below its folders for programs.
const INSTALLED: [&str; 4] = [
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
    "BraveSoftware/Brave-Browser/Application/brave.exe",
];

/// Where Ubuntu keeps the one that is shut into a snap.
const SNAP: &str = "/snap/bin/chromium";

/// What a machine says about its programs.
#[derive(Debug, Clone, Default)]
pub struct Machine {
    /// The program that somebody named.
    pub named: Option<PathBuf>,
    /// The folders of programs, as `PATH` has them.
    pub path: Vec<PathBuf>,
    /// The folder of whoever runs this.
    pub home: Option<PathBuf>,
    /// The folders of programs on Windows.
    pub programs: Vec<PathBuf>,
    /// The folder for what is needed for a moment.
    pub temporary: PathBuf,
}

/// A browser that prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    /// The program.
    pub program: PathBuf,
    /// A folder that it can see, for the files of a run.
    pub work: PathBuf,
}

/// Why no browser was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrowserError {
    /// The one that was named is not there.
    #[error("there is no program `{}` to print with", program.display())]
    NotThere {
        /// What was named.
        program: PathBuf,
    },
    /// There is none.
    #[error(
        "no Chromium found to print with\n  looked for chromium, google-chrome, microsoft-edge and brave-browser on PATH, and in the usual places\nhelp: install one: `apt install chromium` (Debian), `dnf install chromium` (Fedora), `brew install --cask chromium` (macOS), `winget install Google.Chrome` (Windows)\nhelp: or name one: `--chromium PATH`, or the variable CHROMIUM; one from Flatpak cannot be used"
    )]
    None,
}

impl Machine {
    /// The browser that was named, else the first that is installed.
    pub fn browser(&self) -> Result<Browser, BrowserError> {
        let program = match &self.named {
            Some(named) => {
                let not_there = || BrowserError::NotThere { program: named.clone() };
                self.find_named(named).ok_or_else(not_there)?
            }
            None => self.find().ok_or(BrowserError::None)?,
        };
        let is_snap = is_snap(&program);
        let seen = self.home.as_ref().filter(|_| is_snap);
        // A snap sees neither the folder for temporary files nor hidden folders.
        let work =
            seen.map_or_else(|| self.temporary.clone(), |home| home.join("snap/chromium/common"));
        Ok(Browser { program, work })
    }

    /// A program by its path, or by its name alone.
    fn find_named(&self, named: &Path) -> Option<PathBuf> {
        let is_name = named.parent().is_some_and(|parent| parent.as_os_str().is_empty());
        let on_path = || self.path.iter().map(|folder| program(folder, named.as_os_str()));
        let found = on_path().filter(|_| is_name).find(|file| file.is_file());
        found.or_else(|| named.is_file().then(|| named.to_owned()))
    }

    fn find(&self) -> Option<PathBuf> {
        let on_path = NAMES
            .iter()
            .flat_map(|name| self.path.iter().map(move |folder| program(folder, OsStr::new(name))));
        on_path.chain(self.places()).find(|file| file.is_file())
    }

    /// Where installers put browsers.
    fn places(&self) -> Vec<PathBuf> {
        if cfg!(target_os = "macos") {
            let own = self.home.as_ref().map(|home| home.join("Applications"));
            let folders = [Some(PathBuf::from("/Applications")), own];
            let below = |folder: PathBuf| {
                APPLICATIONS.map(|name| folder.join(format!("{name}.app/Contents/MacOS/{name}")))
            };
            return folders.into_iter().flatten().flat_map(below).collect();
        }
        let below = |folder: &PathBuf| INSTALLED.map(|name| folder.join(name));
        self.programs.iter().flat_map(below).collect()
    }
}

fn program(folder: &Path, name: &OsStr) -> PathBuf {
    let mut name = OsString::from(name);
    if cfg!(windows) && Path::new(&name).extension().is_none() {
        name.push(".exe");
    }
    folder.join(name)
}

/// True for a program that runs in a snap: by its place, or the script by which Ubuntu starts it.
fn is_snap(program: &Path) -> bool {
    let real = program.canonicalize().unwrap_or_else(|_| program.to_owned());
    let is_script = program.file_name().is_some_and(|name| name == "chromium-browser");
    program.starts_with("/snap")
        || real.starts_with("/snap")
        || is_script && Path::new(SNAP).exists()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder with programs, gone with the test.
    struct Folder(PathBuf);

    impl Folder {
        fn with(test: &str, programs: &[&str]) -> Self {
            let folder =
                std::env::temp_dir().join(format!("annexa-browser-{test}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).expect("a folder can be made");
            for name in programs {
                fs::write(program(&folder, OsStr::new(name)), "").expect("a file can be written");
            }
            Self(folder)
        }

        fn machine(&self) -> Machine {
            Machine {
                path: vec![PathBuf::from("/not/there"), self.0.clone()],
                temporary: "/t".into(),
                ..Machine::default()
            }
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn the_plainest_name_wins() {
        let folder = Folder::with("names", &["msedge", "google-chrome", "chromium"]);
        let found = folder.machine().browser().expect("there are three");
        assert_eq!(found.program, program(&folder.0, OsStr::new("chromium")));
        assert_eq!(found.work, PathBuf::from("/t"));
    }

    #[test]
    fn a_named_one_goes_before_all_others_and_is_never_replaced() {
        let folder = Folder::with("named", &["chromium", "mine"]);
        let mine = program(&folder.0, OsStr::new("mine"));
        for named in [PathBuf::from("mine"), mine.clone()] {
            let machine = Machine { named: Some(named), ..folder.machine() };
            assert_eq!(machine.browser().map(|found| found.program), Ok(mine.clone()));
        }
        let machine = Machine { named: Some("other".into()), ..folder.machine() };
        assert_eq!(machine.browser(), Err(BrowserError::NotThere { program: "other".into() }));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn without_any_the_message_says_what_to_do() {
        let folder = Folder::with("none", &["firefox"]);
        let said = Machine { programs: vec![folder.0.clone()], ..folder.machine() }.browser();
        let said = said.expect_err("there is none").to_string();
        for word in
            ["chromium", "microsoft-edge", "apt install", "winget", "--chromium", "CHROMIUM"]
        {
            assert!(said.contains(word), "{said}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_snap_works_in_a_folder_that_it_sees() {
        assert!(is_snap(Path::new("/snap/bin/chromium")));
        assert!(!is_snap(Path::new("/usr/bin/chromium")));
        assert!(!is_snap(Path::new("/snapper/chromium")));
    }
}
