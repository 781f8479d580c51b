//! Where the project lies for those who read the findings: CI services name files from the root of the repository, Annexa from the project.

use std::path::{Component, Path};

use crate::base::path::RelPath;

/// The folders between the working directory and the project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefix(String);

impl Prefix {
    /// The prefix of a project at `root`, as named on the command line, seen from the folder `here`. Empty when the project does not lie below
    /// `here`, as then no prefix would lead to it.
    pub fn of(root: &Path, here: &Path) -> Self {
        let below = if root.is_absolute() { root.strip_prefix(here) } else { Ok(root) };
        let mut folders = Vec::new();
        for component in below.unwrap_or(Path::new("")).components() {
            match component {
                Component::Normal(name) => folders.push(format!("{}/", name.to_string_lossy())),
                Component::CurDir => {}
                Component::ParentDir if folders.pop().is_some() => {}
                Component::ParentDir | Component::RootDir | Component::Prefix(_) => {
                    return Self::default();
                }
            }
        }
        Self(folders.concat())
    }

    /// The path of a file of the project with the prefix before it.
    pub fn path(&self, path: &RelPath) -> String {
        format!("{}{path}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(root: &str, expected: &str) {
        let prefix = Prefix::of(Path::new(root), Path::new("/srv/repository"));
        assert_eq!(prefix.path(&RelPath::fixed("soa.toml")), expected, "{root}");
    }

    #[test]
    fn a_project_below_the_working_directory_has_its_folders_before_it() {
        check("content-example", "content-example/soa.toml");
        check("./docs/isms/", "docs/isms/soa.toml");
        check("docs/../isms", "isms/soa.toml");
        check("/srv/repository/isms", "isms/soa.toml");
    }

    #[test]
    fn any_other_project_has_none() {
        check(".", "soa.toml");
        check("", "soa.toml");
        check("..", "soa.toml");
        check("../other", "soa.toml");
        check("docs/../../other", "soa.toml");
        check("/srv/repository", "soa.toml");
        check("/elsewhere/isms", "soa.toml");
    }
}
