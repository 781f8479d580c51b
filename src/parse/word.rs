//! Values that authors write as one of a few words.

/// An enumeration that authors write as a word.
pub trait Word: Copy + 'static {
    /// The words and what they mean, in the order in which a message lists them.
    const WORDS: &'static [(&'static str, Self)];

    /// Words that other tools and standards use for one of `WORDS`, in lower case, and which one: for the near miss of a message.
    const SYNONYMS: &'static [(&'static str, &'static str)] = &[];

    /// The word of the value.
    fn word(self) -> &'static str
    where
        Self: PartialEq,
    {
        Self::WORDS.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

impl Word for crate::diag::code::Level {
    const WORDS: &'static [(&'static str, Self)] = Self::WORDS;
    const SYNONYMS: &'static [(&'static str, &'static str)] = &[
        ("error", "deny"),
        ("forbid", "deny"),
        ("warning", "warn"),
        ("info", "note"),
        ("hint", "note"),
        ("off", "allow"),
        ("ignore", "allow"),
    ];
}

impl Word for crate::diag::code::Profile {
    const WORDS: &'static [(&'static str, Self)] = Self::WORDS;
}
