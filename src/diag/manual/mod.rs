//! The manual page of a code, taken apart: the doc comment at its definition is the one source of what is said about it.

pub mod markdown;
pub mod terminal;

use crate::diag::code::{Code, Level, Profile};

/// A piece of a manual page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph on one line.
    Paragraph(String),
    /// An item of a list on one line.
    Item(String),
    /// A fenced block, its lines as written.
    Code {
        /// The language behind the fence.
        language: String,
        /// The lines.
        lines: Vec<String>,
    },
}

/// A part of a manual page under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading; empty for what stands above the first one.
    pub title: String,
    /// What stands below it.
    pub blocks: Vec<Block>,
}

/// A manual page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manual {
    /// What it is, then the sections in the order of the page.
    pub sections: Vec<Section>,
}

impl Manual {
    /// Takes the page of a code apart.
    pub fn of(code: &Code) -> Self {
        let mut sections = vec![Section { title: String::new(), blocks: Vec::new() }];
        let mut paragraph = false;
        let mut fence: Option<(String, Vec<String>)> = None;
        for line in code.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
            if let Some((language, mut lines)) = fence.take() {
                if line == "```" {
                    push(&mut sections, Block::Code { language, lines });
                } else {
                    lines.push(line.to_owned());
                    fence = Some((language, lines));
                }
                continue;
            }
            if let Some(language) = line.strip_prefix("```") {
                fence = Some((language.to_owned(), Vec::new()));
                paragraph = false;
            } else if let Some(title) = line.strip_prefix("# ") {
                sections.push(Section { title: title.to_owned(), blocks: Vec::new() });
                paragraph = false;
            } else if line.trim().is_empty() {
                paragraph = false;
            } else if let Some(item) = line.strip_prefix("- ") {
                push(&mut sections, Block::Item(item.to_owned()));
                paragraph = true;
            } else if paragraph {
                continue_last(&mut sections, line.trim());
            } else {
                push(&mut sections, Block::Paragraph(line.trim().to_owned()));
                paragraph = true;
            }
        }
        Self { sections }
    }

    /// What is found, in one sentence.
    pub fn sentence(&self) -> &str {
        match self.sections.first().and_then(|section| section.blocks.first()) {
            Some(Block::Paragraph(text)) => text,
            _ => "",
        }
    }

    /// The part under a heading.
    pub fn section(&self, title: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.title == title)
    }
}

fn push(sections: &mut [Section], block: Block) {
    if let Some(section) = sections.last_mut() {
        section.blocks.push(block);
    }
}

fn continue_last(sections: &mut [Section], line: &str) {
    if let Some(Block::Paragraph(text) | Block::Item(text)) =
        sections.last_mut().and_then(|section| section.blocks.last_mut())
    {
        text.push(' ');
        text.push_str(line);
    }
}

/// The levels of a code in words: `warn; note in the profile draft, deny in the profile audit`.
pub fn levels_in_words(code: &Code) -> String {
    let others: Vec<String> = code
        .profiles
        .iter()
        .filter(|(_, level)| *level != code.level)
        .map(|(profile, level)| format!("`{level}` in the profile `{}`", word_of(*profile)))
        .collect();
    if others.is_empty() {
        format!("`{}` in every profile", code.level)
    } else {
        format!("`{}`; {}", code.level, others.join(", "))
    }
}

/// The word that names a profile.
pub fn word_of(profile: Profile) -> &'static str {
    Profile::WORDS.iter().find(|(_, other)| *other == profile).map_or("", |(word, _)| word)
}

/// The levels of a code in the order of the profiles.
pub fn levels_by_profile(code: &Code) -> Vec<Level> {
    Profile::WORDS.iter().map(|(_, profile)| code.level_in(*profile)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_falls_into_its_pieces() {
        let doc = " What is found.\n\n More of\n it.\n\n # Why\n Because.\n\n # Example\n Thus:\n ```toml\n a = 1\n   b = 2\n ```\n - one\n   item\n";
        let code = Code { name: "x", level: Level::Warn, profiles: &[], doc };
        let manual = Manual::of(&code);
        assert_eq!(manual.sentence(), "What is found.");
        assert_eq!(manual.sections[0].blocks[1], Block::Paragraph("More of it.".to_owned()),);
        let example = manual.section("Example").expect("it is there");
        assert_eq!(
            example.blocks[1],
            Block::Code {
                language: "toml".to_owned(),
                lines: vec!["a = 1".to_owned(), "  b = 2".to_owned()]
            },
        );
        assert_eq!(example.blocks[2], Block::Item("one item".to_owned()));
        assert_eq!(levels_in_words(&code), "`warn` in every profile");
    }
}
