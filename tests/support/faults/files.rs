//! Faults of whole files: what cannot be read at all, what nothing reads, what lies at a wrong place. They must not hide the faults of
//! other files.

use super::fault::{At, Find};
use super::project::{Other, Project, Slot};

/// Adds the files, and those that the other faults lead to.
pub(crate) fn add(project: &mut Project) {
    for (path, code, says, text) in TEXTS {
        project.add(path, Slot::Core, path, (*text).to_owned());
        let at = if text.contains(['«', '‹']) { At::Mark } else { At::Start("{path}") };
        let piece = project.pieces.last_mut().expect("one was just added");
        piece.finds.push(Find { at, code, says });
    }
    let bytes = |text: &[u8]| Other::Bytes(text.to_vec());
    for (path, code, at, other) in [
        (
            "documents/part-1/latin.md",
            "invalid-text",
            (4, 2),
            bytes(b"+++\nid = \"X\"\n+++\nR\xe9sum\xe9\n"),
        ),
        ("documents/part-2/zero.md", "invalid-text", (1, 7), bytes(b"# Text\0\n")),
        ("records/utf16.md", "invalid-text", (1, 1), bytes(b"\xff\xfe#\0 \0A\0")),
        ("registers/parties.toml", "invalid-text", (1, 9), bytes(b"name = \"\xe9\"\n")),
        ("registers/latin.csv", "invalid-text", (2, 4), bytes(b"name\nJos\xe9\n")),
        ("documents/part-3/huge.md", "invalid-text", (1, 1), Other::TooLarge(2_000_000)),
        ("assets/film.mp4", "invalid-text", (1, 1), Other::TooLarge(90_000_000)),
        ("documents/part-4/elsewhere.md", "unread-file", (1, 1), Other::Link),
        ("assets/con.txt", "unportable-name", (1, 1), bytes(b"A device")),
    ] {
        project.others.insert(path.to_owned(), other);
        project.add_file_fault(path, code, at);
    }
    let twin = "+++\ntitle = \"Two\"\n+++\n".to_owned();
    project.add("documents/same place/_index.md", Slot::Core, "twin", twin);
    project.others.insert("assets/tool.exe".to_owned(), bytes(b"MZ"));
    project.others.insert("assets/plan.png".to_owned(), bytes(b"\x89PNG"));
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>";
    project.others.insert("assets/active.svg".to_owned(), bytes(svg.as_bytes()));
}

/// Path, code, a part of the message, and the text.
const TEXTS: &[(&str, &str, &str, &str)] = &[
    ("documents/part-5/unclosed.md", "syntax", "has no end", "«+++»\nid = \"X-1\"\n\n# Open\n"),
    ("documents/part-6/yaml.md", "syntax", "YAML", "«---»\nid: X-2\n---\n\n# Yaml\n"),
    ("records/unclosed.md", "syntax", "has no end", "«+++»\n"),
    ("registers/risk.toml", "unread-file", "did you mean `registers/risks.toml`?", "[risk.R-1]\n"),
    ("registers/notes.md", "unread-file", "", "# Notes\n"),
    ("registers/risks.csv", "unread-file", "`registers/risks.toml`", "id;title\n"),
    ("registers/keys.csv", "ragged-row", "3 cells", "key,holder\n1,\"Jo, Ann\"\n2,Jo, «Ann»\n"),
    ("registers/doors.csv", "ragged-row", "1 cell", "door;keys\n«front»\nback;2\n"),
    ("registers/alarms.csv", "syntax", "no end", "alarm,floor\n«\"»front,1\n"),
    ("registers/visits.csv", "unread-file", "empty", "\n"),
    ("documents/part-7/notes.markdown", "unread-file", "", "# Notes\n"),
    ("documents/part-8/more.mdx", "unread-file", "", "# More\n"),
    ("documents/part-9/list.toml", "unread-file", "", "a = 1\n"),
    ("frameworks/own.toml", "unusable-framework", "", "[framework]\nid = ‹own\n"),
    ("frameworks/empty.toml", "unusable-framework", "", "‹\n"),
    (
        "documents/same-place/_index.md",
        "path-collision",
        "same place",
        "+++\ntitle = \"One\"\n+++\n",
    ),
];
