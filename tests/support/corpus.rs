//! A handbook of any size, the same for the same numbers: policies of about 1,300 words with headings, lists, tables, code,
//! controls and links.

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

/// What stands above the text of a document.
pub(crate) struct Head {
    pub(crate) number: usize,
    pub(crate) title: String,
    owner: &'static str,
    version: usize,
    /// The day since which it is in force, and that of its next review.
    days: [String; 2],
    controls: [String; 3],
    headings: Vec<String>,
}

impl Head {
    /// The head of a document: its number says all of it, so that others can link to its headings.
    pub(crate) fn of(number: usize) -> Self {
        let mut random = Random(0xA11E_0000 + number as u64);
        let title = capital(&format!("{} {}", random.word(), KINDS[number % 10]));
        let owner = random.of(&OWNERS);
        let (month, day) = (1 + random.below(12), 1 + random.below(28));
        let days = [2025, 2027].map(|year| format!("{year}-{month:02}-{day:02}"));
        let controls = [5, 6, 8].map(|theme| format!("\"A.{theme}.{}\"", 1 + random.below(8)));
        let version = 1 + random.below(5);
        let headings = (0..SECTIONS).map(|place| {
            // Ends with a number, as no two headings may have one anchor.
            format!("{} {}", capital(&random.words(2, 4)), place + 1)
        });
        let headings = headings.collect();
        Self { number, title, owner, version, days, controls, headings }
    }
}

/// How a generator of sites wants heads and links.
pub(crate) struct Dialect {
    pub(crate) head: fn(&Head) -> String,
    /// The address of a document, with an anchor or without.
    pub(crate) link: fn(usize, Option<&str>) -> String,
}

/// The dialect of Annexa.
pub(crate) const ANNEXA: Dialect = Dialect { head, link: relative };

fn head(head: &Head) -> String {
    let Head { number, title, owner, version, days: [effective, review], controls, .. } = head;
    format!(
        "+++\nid = \"POL-{number:05}\"\ntitle = \"{title}\"\nowner = \"{owner}\"\nversion = \"{version}.0\"\nstatus = \"approved\"\n\
         effective = {effective}\nreview_date = {review}\ncontrols = [{}]\n+++\n\n",
        controls.join(", ")
    )
}

/// A link from file to file.
pub(crate) fn relative(number: usize, anchor: Option<&str>) -> String {
    let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
    path(number).replacen("documents", "../..", 1) + &anchor
}

/// How many sections a document has.
const SECTIONS: usize = 9;

const CODE: [(&str, &str); 3] = [
    (
        "bash",
        "#!/usr/bin/env bash\nset -euo pipefail\n# the keys of POL-{id}\nfor host in $(cat hosts.txt); do\n  if ssh \"$host\" test -f /etc/keys/{n}; then\n    echo \"rotating on $host\" >&2\n    ssh \"$host\" keyctl rotate --id {n} || exit 1\n  fi\ndone\n",
    ),
    (
        "json",
        "{\n  \"document\": \"POL-{id}\",\n  \"review\": { \"days\": {n}, \"last\": null },\n  \"controls\": [\n    { \"id\": \"A.5.1\", \"in_place\": true }\n  ]\n}\n",
    ),
    (
        "yaml",
        "kind: Mapping\nmetadata:\n  name: POL-{id}\nspec:\n  interval: {n}   # days\n  controls:\n    - id: A.8.5\n      evidence: [ \"ticket/{n}\" ]\n  notify: true\n",
    ),
];

/// A document of a handbook with so many of them, of about 1,300 words.
pub(crate) fn document(number: usize, of: usize, random: &mut Random) -> String {
    document_in(&ANNEXA, number, of, random)
}

/// The same in the dialect of another generator.
pub(crate) fn document_in(
    dialect: &Dialect,
    number: usize,
    of: usize,
    random: &mut Random,
) -> String {
    let head = Head::of(number);
    let mut text = (dialect.head)(&head);
    for (section, heading) in head.headings.iter().enumerate() {
        let _ = writeln!(text, "## {heading}\n");
        for _ in 0..2 + random.below(2) {
            for _ in 0..2 + random.below(3) {
                let _ = write!(text, "{}. ", capital(&random.words(8, 20)));
            }
            let _ = writeln!(text, "\n");
        }
        let other = Head::of(random.below(of));
        let anchor = other.headings[random.below(SECTIONS)].to_lowercase().replace(' ', "-");
        let anchor = (random.below(4) == 0).then_some(anchor.as_str());
        let link = (dialect.link)(other.number, anchor);
        let _ = writeln!(text, "See [{}]({link}), **{}**.\n", other.title, random.word());
        match section {
            1 | 6 => {
                for _ in 0..5 {
                    let _ = writeln!(text, "- {}.", capital(&random.words(4, 10)));
                }
                text.push('\n');
            }
            3 => {
                text.push_str("| Control | Requirement | Owner |\n|---|---|---|\n");
                for _ in 0..5 {
                    let (control, words) = (1 + random.below(8), random.words(3, 8));
                    let _ = writeln!(text, "| A.5.{control} | {words} | {} |", head.owner);
                }
                text.push('\n');
            }
            4 if number.is_multiple_of(4) => {
                let (language, code) = CODE[number / 4 % 3];
                let code = code.replace("{id}", &format!("{number:05}"));
                let code = code.replace("{n}", &random.below(1000).to_string());
                let _ = writeln!(text, "```{language}\n{code}```\n");
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
