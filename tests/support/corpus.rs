//! A handbook of any size, the same for the same numbers: policies of about 900 words with headings, lists, tables, controls and links.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const AREAS: [&str; 10] = [
    "access", "assets", "backup", "change", "crypto", "incident", "people", "physical", "supplier",
    "system",
];
const KINDS: [&str; 10] = [
    "charter",
    "exception",
    "guideline",
    "plan",
    "policy",
    "procedure",
    "register",
    "runbook",
    "standard",
    "training",
];
const OWNERS: [&str; 4] = ["ciso", "cto", "dpo", "hr"];
const COMMON: [&str; 24] = [
    "the", "of", "and", "to", "in", "for", "is", "be", "by", "on", "must", "an", "all", "each",
    "access", "risk", "owner", "review", "policy", "control", "system", "data", "before", "within",
];
const SYLLABLES: [&str; 20] = [
    "ba", "cor", "den", "fi", "gra", "hol", "in", "ket", "lo", "mar", "nu", "per", "qui", "ra",
    "sen", "ti", "ul", "ver", "wo", "zan",
];

/// Numbers that look like chance, the same for the same seed (`SplitMix64`).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let mixed = usize::try_from((mixed ^ (mixed >> 31)) >> 33).expect("31 bits");
        mixed % end
    }

    /// One of these.
    pub(crate) fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    /// Half of all words are common ones; the others come from a vocabulary of thousands, of which some come often.
    fn word(&mut self) -> String {
        if self.below(2) == 0 {
            return self.of(&COMMON).to_owned();
        }
        let most = [20, 200, 8000][self.below(3)];
        let mut rank = self.below(most);
        let mut word = String::new();
        loop {
            word.push_str(SYLLABLES[rank % 20]);
            rank /= 20;
            if rank == 0 {
                break;
            }
        }
        word + self.of(&["n", "s", "t", "l"])
    }

    fn words(&mut self, from: usize, to: usize) -> String {
        let number = from + self.below(to - from);
        let words: Vec<String> = (0..number).map(|_| self.word()).collect();
        words.join(" ")
    }
}

/// Where a document lies, below the root of the project.
pub(crate) fn path(number: usize) -> String {
    let (area, kind) = (AREAS[number / 10 % 10], KINDS[number % 10]);
    format!("documents/{area}/{kind}/{number:05}.md")
}

/// The page of a document.
pub(crate) fn page(number: usize) -> String {
    format!("documents/pol-{number:05}.html")
}

/// A document of a handbook with so many of them.
pub(crate) fn document(number: usize, of: usize, random: &mut Random) -> String {
    let title = capital(&format!("{} {}", random.word(), KINDS[number % 10]));
    let owner = random.of(&OWNERS);
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    let controls = [5, 6, 8].map(|theme| format!("\"A.{theme}.{}\"", 1 + random.below(8)));
    let mut text = format!(
        "+++\nid = \"POL-{number:05}\"\ntitle = \"{title}\"\nowner = \"{owner}\"\nversion = \"{}.0\"\nstatus = \"approved\"\n\
         effective = 2025-{month:02}-{day:02}\nreview_date = 2027-{month:02}-{day:02}\ncontrols = [{}]\n+++\n\n",
        1 + random.below(5),
        controls.join(", ")
    );
    for section in 0..6 {
        let _ = writeln!(text, "## {}\n", capital(&random.words(2, 5)));
        for _ in 0..2 + random.below(2) {
            for _ in 0..2 + random.below(3) {
                let _ = write!(text, "{}. ", capital(&random.words(8, 20)));
            }
            let _ = writeln!(text, "\n");
        }
        let other = random.below(of);
        let link = path(other).replacen("documents", "../..", 1);
        let _ = writeln!(text, "See [{}]({link}), **{}**.\n", random.word(), random.word());
        match section {
            1 => {
                for _ in 0..5 {
                    let _ = writeln!(text, "- {}.", capital(&random.words(4, 10)));
                }
                text.push('\n');
            }
            3 => {
                text.push_str("| Control | Requirement | Owner |\n|---|---|---|\n");
                for _ in 0..5 {
                    let control = 1 + random.below(8);
                    let _ = writeln!(text, "| A.5.{control} | {} | {owner} |", random.words(3, 8));
                }
                text.push('\n');
            }
            _ => {}
        }
    }
    text
}

fn capital(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    first.to_uppercase() + rest
}

/// The settings of the handbook.
pub(crate) const SETTINGS: &str = "title = \"Handbook\"\norganization = \"Example Ltd\"\nlanguage = \"en\"\nframeworks = [\"iso27001-2022\"]\n";

/// Writes a handbook with so many documents.
pub(crate) fn write(root: &Path, documents: usize) {
    let mut random = Random(27001);
    let file = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    };
    file("handbook.toml", SETTINGS);
    let people = OWNERS.map(|owner| format!("[role.{owner}]\ntitle = \"{owner}\"\n"));
    file("people.toml", &people.join("\n"));
    let mut soa = String::from(
        "id = \"SOA\"\ntitle = \"Statement of Applicability\"\nframework = \"iso27001-2022\"\nversion = \"1.0\"\nowner = \"ciso\"\nreview_date = 2027-06-30\n",
    );
    for (theme, controls) in [(5, 37), (6, 8), (7, 14), (8, 34)] {
        for control in 1..=controls {
            let _ = writeln!(
                soa,
                "\n[control.\"A.{theme}.{control}\"]\napplicable = true\nreasons = [\"business\"]\n\
                 justification = \"Needed: see the documents that name it.\"\nstatus = \"implemented\"\nowner = \"ciso\""
            );
        }
    }
    file("soa.toml", &soa);
    for number in 0..documents {
        file(&path(number), &document(number, documents, &mut random));
    }
}
