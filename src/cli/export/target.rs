//! Where an export goes: a folder, a file of its own, or standard output.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// What a path on the command line means.
pub(super) enum Target {
    /// Standard output.
    Stream,
    /// A file in a folder.
    File(PathBuf, String),
    /// A folder; files have names of their own.
    Folder(PathBuf),
}

impl Target {
    /// What the path means: `-` is standard output, what is a folder or ends with a slash is a folder, and so is what does not end as names
    /// of files do.
    pub(super) fn of(path: &Path) -> Self {
        if path.as_os_str() == "-" {
            return Self::Stream;
        }
        let typed = path.to_string_lossy();
        let is_folder = path.is_dir() || typed.ends_with(['/', MAIN_SEPARATOR]);
        match path.file_name() {
            Some(name) if !is_folder && path.extension().is_some() => {
                let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
                Self::File(folder, name.to_string_lossy().into_owned())
            }
            _ => Self::Folder(path.to_owned()),
        }
    }

    /// True when it has room for one file only.
    pub(super) fn is_for_one(&self) -> bool {
        !matches!(self, Self::Folder(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_it_looks() {
        assert!(matches!(Target::of(Path::new("-")), Target::Stream));
        assert!(matches!(Target::of(Path::new(".")), Target::Folder(_)));
        assert!(matches!(Target::of(Path::new("new")), Target::Folder(_)));
        assert!(matches!(Target::of(Path::new("new.d/")), Target::Folder(_)));
        let Target::File(folder, name) = Target::of(Path::new("out/soa.xlsx")) else {
            panic!("a file")
        };
        assert_eq!((folder.as_path(), name.as_str()), (Path::new("out"), "soa.xlsx"));
    }
}
