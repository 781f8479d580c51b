//! Which level a code has in a run: of the profile, of the project, of the command line.

use std::collections::BTreeMap;

use crate::diag::code::{Code, Level, Profile};

/// What becomes of warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Warnings {
    /// They warn.
    #[default]
    Warn,
    /// They deny.
    Deny,
}

/// What whoever starts a run says about levels; it goes before what the project says.
#[derive(Debug, Clone, Default)]
pub struct Strictness {
    /// The profile; that of the project when `None`.
    pub profile: Option<Profile>,
    /// Levels of single codes, by name.
    pub levels: BTreeMap<String, Level>,
    /// What becomes of warnings.
    pub warnings: Warnings,
}

/// The levels of a run. The last one that is given counts: the code's own level in the profile, that of the project, that of the command
/// line; then all that warns may deny.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    profile: Profile,
    given: BTreeMap<String, Level>,
    warnings: Warnings,
}

impl Levels {
    /// Puts together what the project and the command line say.
    pub fn new<'c>(
        profile: Profile,
        project: impl IntoIterator<Item = (&'c str, Level)>,
        strictness: &Strictness,
    ) -> Self {
        let mut given: BTreeMap<String, Level> =
            project.into_iter().map(|(code, level)| (code.to_owned(), level)).collect();
        given.extend(strictness.levels.clone());
        let profile = strictness.profile.unwrap_or(profile);
        Self { profile, given, warnings: strictness.warnings }
    }

    /// The level of a code.
    pub fn of(&self, code: &Code) -> Level {
        let level =
            self.given.get(code.name).copied().unwrap_or_else(|| code.level_in(self.profile));
        match (level, self.warnings) {
            (Level::Warn, Warnings::Deny) => Level::Deny,
            _ => level,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static CODE: Code = Code {
        name: "late",
        level: Level::Warn,
        profiles: &[(Profile::Audit, Level::Deny)],
        doc: "",
    };

    fn level(project: &[(&str, Level)], strictness: &Strictness) -> Level {
        Levels::new(Profile::Default, project.iter().copied(), strictness).of(&CODE)
    }

    #[test]
    fn the_command_line_goes_before_the_project_and_that_before_the_profile() {
        let none = Strictness::default();
        assert_eq!(level(&[], &none), Level::Warn);
        assert_eq!(level(&[("late", Level::Note)], &none), Level::Note);
        let audit = Strictness { profile: Some(Profile::Audit), ..Strictness::default() };
        assert_eq!(level(&[], &audit), Level::Deny);
        assert_eq!(level(&[("late", Level::Note)], &audit), Level::Note);
        let allow = BTreeMap::from([("late".to_owned(), Level::Allow)]);
        let allow = Strictness { levels: allow, ..audit };
        assert_eq!(level(&[("late", Level::Note)], &allow), Level::Allow);
    }

    #[test]
    fn warnings_may_deny_and_notes_stay_notes() {
        let strict = Strictness { warnings: Warnings::Deny, ..Strictness::default() };
        assert_eq!(level(&[], &strict), Level::Deny);
        assert_eq!(level(&[("late", Level::Note)], &strict), Level::Note);
    }
}
