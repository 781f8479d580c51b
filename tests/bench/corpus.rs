//! Writes the handbook that benchmarks are made with: `cargo bench --bench corpus -- SIZE FOLDER [DIALECT…]`.
//!
//! Below `FOLDER` there is a project for each dialect, `annexa`, `hugo` and `mdbook`: the same documents with the same texts, in which only front
//! matter and links are written as the generator wants them. The same size makes the same bytes.

#[path = "../support/corpus.rs"]
#[allow(dead_code, reason = "shared with tests")]
mod corpus;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use corpus::{Dialect, Head, Random, document_in, path, relative};

/// Hugo finds a page by its path below `content/`.
const HUGO: Dialect = Dialect {
    head: |head| format!("+++\ntitle = \"{}\"\n+++\n\n", head.title),
    link: |number, anchor| {
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        format!("{{{{< relref \"/{}{anchor}\" >}}}}", path(number))
    },
};

/// mdBook knows no front matter: the title is a heading.
const MDBOOK: Dialect = Dialect { head: |head| format!("# {}\n\n", head.title), link: relative };

/// Hugo has no pages without templates: these are the least that shows a document, a list, and a link to every section.
const HUGO_FILES: [(&str, &str); 4] = [
    (
        "hugo.toml",
        "baseURL = \"/\"\ntitle = \"Handbook\"\ndisableKinds = [\"taxonomy\", \"rss\", \"sitemap\"]\n[markup.highlight]\nnoClasses = false\n",
    ),
    (
        "layouts/_default/baseof.html",
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body><nav>{{ range .Site.Sections }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ end }}</nav><main>{{ block \"main\" . }}{{ end }}</main></body></html>\n",
    ),
    (
        "layouts/_default/single.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}{{ end }}\n",
    ),
    (
        "layouts/_default/list.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n",
    ),
];

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(size), Some(folder)) =
        (arguments.next().and_then(|size| size.parse().ok()), arguments.next().map(PathBuf::from))
    else {
        // Whatever runs all targets as tests names no folder.
        return;
    };
    let mut dialects: Vec<String> = arguments.collect();
    if dialects.is_empty() {
        dialects = ["annexa", "hugo", "mdbook"].map(str::to_owned).to_vec();
    }
    for dialect in dialects {
        let root = folder.join(&dialect);
        match dialect.as_str() {
            "annexa" => corpus::write(&root, size),
            "hugo" => {
                documents(&root.join("content"), &HUGO, size);
                for (path, text) in HUGO_FILES {
                    file(&root, path, text);
                }
            }
            "mdbook" => mdbook(&root, size),
            other => panic!("no dialect `{other}`"),
        }
    }
}

fn file(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

fn documents(root: &Path, dialect: &Dialect, size: usize) {
    let mut random = Random(27001);
    for number in 0..size {
        file(root, &path(number), &document_in(dialect, number, size, &mut random));
    }
}

fn mdbook(root: &Path, size: usize) {
    let mut summary = "# Summary\n\n".to_owned();
    for number in 0..size {
        let (title, path) = (Head::of(number).title, path(number));
        // Writing to a text cannot fail.
        let _ = writeln!(summary, "- [{title}]({path})");
    }
    documents(&root.join("src"), &MDBOOK, size);
    file(root, "src/SUMMARY.md", &summary);
    file(root, "book.toml", "[book]\ntitle = \"Handbook\"\nlanguage = \"en\"\n");
}
