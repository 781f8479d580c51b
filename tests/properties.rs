//! What must hold at the borders, tried on input that is made to be nearly right: the fuzzers begin with bytes, these begin with meaning.

#[path = "support/borders/mod.rs"]
mod borders;

use annexa::base::csv::read;
use borders::container;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Ends of lines, as they come together in files that several programs wrote.
const ENDS: [&str; 4] = ["\n", "\r\n", "\r", " \n"];

/// Lines of front matter: right, nearly right, and of another language.
const LINES: [&str; 24] = [
    "id = \"POL-1\"",
    "title = \"Access\u{202e}txt\"",
    "title = \"a\\u0000b\"",
    "owner = \"ciso\"",
    "version = 1.0",
    "review_date = 2027-02-30",
    "review_date = 2027-06-01T10:00:00Z",
    "effective_date = 0000-01-01",
    "controls = [\"1.1\", \"9.9\"]",
    "[[approvals]]",
    "by = \"ceo\"",
    "date = 2026-06-01",
    "[[revisions]]",
    "a.b.c.d.e.f = 1",
    "title = \"open",
    "title = '''",
    "'''",
    "id: POL-1",
    "+++ not alone",
    "# a comment",
    "é = 1",
    "\u{feff}",
    "= 1",
    "",
];

/// Pieces of Markdown that readers of Markdown and of HTML see differently.
const PIECES: [&str; 32] = [
    "# Access {#a onclick=alert(1)}\n",
    "## 1.1 Rules\n",
    "[x](documents/b.md#rules)",
    "[x](java&#115;cript:alert(1))",
    "[x](<//example.org>)",
    "![x](../assets/a.svg \"t\")",
    "[^1] and [^1]\n\n[^1]: *note* `</script>`\n",
    "<details><summary>more</summary>\n\n",
    "</details>\n\n",
    "<b onmouseover=x>bold",
    "<a href='javascript:x'>link</a>",
    "<table><tr><td>",
    "<!-- a comment --!>",
    "<svg><style><img src=x onerror=y>",
    "</main></body>",
    "| a | b |\n|---|:-:|\n| 1 | <i>2 |\n",
    "```html\n<script>alert(1)</script>\n```\n",
    "> [!NOTE]\n> word\n",
    "- one\n  - two\n\n    three\n",
    "1. one\n2. two\n",
    "- [ ] task\n",
    "&lt;script&gt; &#x3c;script&#x3e;",
    "\\<script> `<script>`",
    "A.5.1, 1.1 and POL-1",
    "{{ page.root }} {% raw %}",
    "<ciso@example.org> <https://example.org/?a=\"b\">",
    "\u{202e}abc\u{2066}",
    "[a]: b.md \"c\"\n\n[a]\n",
    "\u{0}",
    "***a* b**",
    "\n\n",
    " ",
];

fn lines() -> impl Strategy<Value = String> {
    let line = (select(LINES.to_vec()), select(ENDS.to_vec()));
    vec(line, 0..12)
        .prop_map(|lines| lines.into_iter().flat_map(|(line, end)| [line, end]).collect())
}

fn body() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![4 => select(PIECES.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,12}"];
    vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

fn document() -> impl Strategy<Value = String> {
    let fence = || (select(vec!["+++", "+++ ", "---", "++", "\u{feff}+++"]), select(ENDS.to_vec()));
    (fence(), lines(), fence(), body()).prop_map(|((open, end), lines, (close, last), body)| {
        format!("{open}{end}{lines}{close}{last}{body}")
    })
}

/// A cell, as it is meant: nothing at its ends that a reader takes away.
fn cell() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "a", "é", "\"", "\"\"", ",", ";", "\r\n", "\n", "\r", " ", "\t", "=1+1", "-2", "@x", "R-1",
        "'", "\u{feff}", "＝",
    ]);
    vec(piece, 0..6).prop_map(|pieces| {
        pieces
            .concat()
            .trim_matches(|end: char| end.is_whitespace() || end == '\u{feff}')
            .to_owned()
    })
}

/// A head that says which separator it has, and rows that say something.
fn table() -> impl Strategy<Value = (char, Vec<Vec<String>>)> {
    let rows = |columns: usize| vec(vec(cell(), columns), 0..6);
    let table = (2_usize..6, select(vec![',', ';']))
        .prop_flat_map(move |(columns, separator)| (Just(columns), Just(separator), rows(columns)));
    table.prop_map(|(columns, separator, mut rows)| {
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        rows.insert(0, (0..columns).map(|column| format!("c{column}")).collect());
        (separator, rows)
    })
}

/// The cells as RFC 4180 has them, every one in quotes or only those that need them.
fn written(separator: char, rows: &[Vec<String>], end: &str, all_quoted: bool) -> String {
    let one = |cell: &String| {
        let needs = cell.contains(['"', '\r', '\n', separator]);
        if needs || all_quoted {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let line = |row: &Vec<String>| {
        row.iter().map(one).collect::<Vec<_>>().join(&separator.to_string()) + end
    };
    rows.iter().map(line).collect()
}

/// A head of a request: right, or odd in one of the ways in which requests are smuggled.
fn request() -> impl Strategy<Value = String> {
    let method = select(vec!["GET", "HEAD", "POST", "get", "GET\t", ""]);
    let targets = vec![
        "/",
        "/isms/",
        "/soa.html",
        "/documents/pol-1.html",
        "/static/annexa.css",
        "/__annexa/events",
        "/__annexa/findings.json",
        "/__annexa/preview.js",
        "/__on/2026-11-21/",
        "/__on/2026-13-01/",
        "/a/../b",
        "/%2e%2e/",
        "/%00",
        "//x",
        "http://localhost:27001/",
        "http://example.org/",
        "*",
        "/a b",
    ];
    let version = select(vec!["HTTP/1.1", "HTTP/1.0", "HTTP/2", "http/1.1", ""]);
    let fields = vec![
        "Host: 127.0.0.1:27001",
        "Host: 127.0.0.1:27001",
        "host:\tLOCALHOST:27001 ",
        "Host: [::1]:27001",
        "Host: 127.0.0.1:27001.example.org",
        "Host: example.org",
        "Host : 127.0.0.1:27001",
        "Host:",
        "Origin: null",
        "Origin: http://127.0.0.1:27001",
        "Origin: http://example.org",
        "Sec-Fetch-Site: none",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Mode: navigate",
        "Sec-Fetch-Dest: document",
        "Content-Length: 0",
        "Content-Length: 1",
        "Transfer-Encoding: chunked",
        " folded",
        "Cookie: é",
        "A: \u{7f}",
        ": b",
    ];
    let fields = vec((select(fields), select(vec!["\r\n", "\r\n", "\r\n", "\n"])), 0..6);
    (method, select(targets), version, fields, select(vec!["\r\n", "\n", ""])).prop_map(
        |(method, target, version, fields, end)| {
            let fields: String = fields.into_iter().flat_map(|(field, end)| [field, end]).collect();
            format!("{method} {target} {version}\r\n{fields}{end}")
        },
    )
}

/// Several files that name each other.
fn project() -> impl Strategy<Value = Vec<u8>> {
    let paths = select(vec![
        "documents/a.md",
        "documents/b.md",
        "documents/_index.md",
        "documents/x/C.md",
        "documents/é.md",
        "records/audit.md",
        "documents/b.md as of 2026-03-24",
        "assets/a.svg",
        "registers/list.csv",
        "glossary.toml",
        "people.toml",
        "soa.toml",
        "registers/risks.toml",
    ]);
    vec((paths, document()), 1..5)
        .prop_map(|files| container::input(files.iter().map(|(path, text)| (*path, text.as_str()))))
}

/// Names of files in archives, plain and otherwise.
fn archived() -> impl Strategy<Value = &'static str> {
    select(vec![
        "index.html",
        "static/a.css",
        "a/b/c.html",
        "../x",
        "/x",
        "C:\\x",
        "a//b",
        "thumbs.db",
        ".htaccess",
        "x\u{202e}y",
        "manifest.json",
        "isms/manifest.json",
        "é.html",
        "con",
    ])
}

proptest! {
    #[test]
    fn any_document_is_read_and_every_byte_of_it_has_its_place(text in document()) {
        borders::front_matter::hold(text.as_bytes());
    }

    #[test]
    fn a_table_is_read_as_it_was_meant(
        (separator, rows) in table(),
        end in select(vec!["\n", "\r\n"]),
        all_quoted in any::<bool>(),
        marked in any::<bool>(),
    ) {
        let mark = if marked { "\u{feff}" } else { "" };
        let text = format!("{mark}{}", written(separator, &rows, end, all_quoted));
        let sheet = read(&text);
        let read: Vec<Vec<String>> = std::iter::once(&sheet.head)
            .chain(&sheet.rows)
            .map(|row| row.iter().map(|cell| cell.text.clone()).collect())
            .collect();
        prop_assert_eq!(read, rows, "{:?}", text);
        borders::csv_register::hold(text.as_bytes());
    }

    #[test]
    fn a_table_with_quotes_and_ends_anywhere_is_read(pieces in vec(cell(), 0..12)) {
        borders::csv_register::hold(pieces.join(",").as_bytes());
    }

    #[test]
    fn no_altered_archive_passes(
        changes in vec((any::<u16>(), 1_u8..), 0..3),
        files in vec((archived(), "[a-z<>\"]{1,40}"), 0..4),
    ) {
        let mut input = vec![u8::try_from(changes.len()).expect("few changes")];
        for (at, bits) in changes {
            input.extend(at.to_be_bytes());
            input.push(bits);
        }
        let files = files.iter().map(|(name, text)| (*name, text.as_str()));
        input.extend(container::input(files));
        borders::archive::hold(&input);
    }

    #[test]
    fn requests_get_what_they_may_get(requests in vec(request(), 1..3)) {
        borders::router::hold(requests.concat().as_bytes());
    }
}

proptest! {
    // Each is a whole site.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_project_is_a_plain_site(input in project()) {
        borders::project::hold(&input);
    }
}
