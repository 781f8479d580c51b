//! Files on disk: a site, a new project, a changed source, a few files for somebody else.
//!
//! No reader ever sees half a file, and two runs at once take turns. [`mod@site`] goes further: the whole site changes in one step.

pub mod advice;
pub mod lock;
pub mod loose;
pub mod manifest;
mod partial;
pub mod project;
pub mod rewrite;
pub mod site;
mod system;
mod work;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::path::OutPath;
use crate::render::templates::TemplateError;

/// What writing did.
#[derive(Debug, Default)]
pub struct WriteReport {
    /// Files that were not there.
    pub created: usize,
    /// Files that differed.
    pub changed: usize,
    /// Files that were the same already.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: usize,
    /// What went otherwise than it should.
    pub notes: Vec<Note>,
}

impl WriteReport {
    /// True when something in the folder changed.
    pub fn touched(&self) -> bool {
        self.created + self.changed + self.removed > 0
    }
}

/// Something that whoever publishes should know.
#[derive(Debug)]
pub enum Note {
    /// The site was written file by file.
    InPlace {
        /// The output folder.
        path: PathBuf,
        /// Why it could not be replaced as a whole.
        why: io::Error,
    },
    /// The file system knows no locks.
    Unlocked {
        /// The output folder.
        path: PathBuf,
    },
    /// A file of somebody else changed while the site was written.
    Kept {
        /// Where the file is now.
        path: PathBuf,
    },
    /// What was published before is not all removed.
    Left {
        /// The work folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InPlace { path, why } => write!(
                formatter,
                "`{}` was written file by file, because it cannot be replaced as a whole: {why}. A build that is killed meanwhile leaves parts of two builds, until the next one",
                path.display()
            ),
            Self::Unlocked { path } => write!(
                formatter,
                "the file system of `{}` knows no locks: let no two builds write to it at once",
                path.display()
            ),
            Self::Kept { path } => write!(
                formatter,
                "a file that Annexa did not write changed during a build; another version of it has its place, and this one is kept: `{}`",
                path.display()
            ),
            Self::Left { path, source } => write!(
                formatter,
                "the handbook is published, but `{}` cannot be removed: {source}. The next build tries again",
                path.display()
            ),
        }
    }
}

/// Why a site cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder is one that must never be a site.
    #[error("`{}` cannot be the output folder: {why}", path.display())]
    Refused {
        /// The folder.
        path: PathBuf,
        /// Why.
        why: &'static str,
    },
    /// A folder that a build needs is somebody else's.
    #[error("`{}` is in the way: {why}; nothing was changed. Move it away", path.display())]
    InTheWay {
        /// The folder.
        path: PathBuf,
        /// Why.
        why: &'static str,
    },
    /// The file would replace one that was written by hand, or be read as one by the next build.
    #[error("`{}` lies among the sources of the handbook; nothing was written. Choose another `--output`", path.display())]
    AmongSources {
        /// The file.
        path: PathBuf,
    },
    /// The folder holds files and Annexa did not make it.
    #[error("`{}` holds files that Annexa did not write; nothing was changed. Choose another folder with `--output`, or empty it yourself", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// A folder that is written file by file was not written to the end.
    #[error("`{}` may hold parts of two builds, until one ends well", path.display())]
    Mixed {
        /// The folder.
        path: PathBuf,
        /// What failed.
        source: Box<WriteError>,
    },
    /// A template failed while the site was being written, though none of the project's own did before.
    #[error("`{path}` cannot be made: {source}")]
    Unmade {
        /// The page.
        path: OutPath,
        /// What its template ran into.
        source: TemplateError,
    },
    /// Reading or writing failed.
    #[error("cannot {action} `{}`", path.display())]
    Disk {
        /// What was attempted.
        action: &'static str,
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

fn disk(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::Disk { action, path, source }
}
