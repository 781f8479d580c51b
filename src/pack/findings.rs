//! `checks/findings.html`: what the checks found, for people who have the pack and nothing else. One file without scripts that needs no other.

use std::fmt::Write as _;

use crate::base::text::{harmless, plural};
use crate::diag::code::{Code, Level};
use crate::diag::report::{Finding, Report};
use crate::pack::texts::commit;
use crate::render::origin::Origin;

/// How the page looks: text in a column, rules between kinds, light and dark as the reader's system has it.
const STYLE: &str = "
:root { color-scheme: light dark; font: 1rem/1.55 system-ui, sans-serif; }
body { max-width: 46rem; margin: 3rem auto; padding: 0 1.25rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.75rem; margin-bottom: .5rem; }
h2 { font-size: 1.25rem; margin: 3rem 0 0; padding-bottom: .4rem; border-bottom: 2px solid; }
h3 { font-size: 1rem; margin: 2rem 0 .25rem; }
h3 code { font-size: 1em; }
p { margin: .5rem 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1.5rem; margin: 1.5rem 0; }
dd { margin: 0; overflow-wrap: anywhere; }
ul { list-style: none; margin: .75rem 0; padding: 0; }
li { padding: .6rem 0; border-top: 1px solid color-mix(in srgb, currentColor 22%, transparent); }
code { font: .9em ui-monospace, monospace; }
.quiet, dt { color: color-mix(in srgb, currentColor 72%, transparent); }
.place, .waiver { display: block; }
.place { font-size: .875rem; }
@media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .6rem; } }
@media print { body { margin: 0; max-width: none; } li { break-inside: avoid; } h3 { break-after: avoid; } }
";

/// A finding, and until when it may stay and why, if a waiver says so.
type Row<'r> = (&'r Finding, Option<String>);

/// The page.
pub(super) fn page(origin: &Origin, report: &Report) -> String {
    let title = text(&origin.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>What the checks found · {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>What the checks found</h1>\n\
         <p class=\"quiet\">Annexa reads the sources of a handbook and reports what is missing, overdue or contradictory. \
         This is all of it as of the day below, in the files of the sources.</p>\n<dl>\n"
    );
    let facts = [
        ("Handbook", title),
        ("As of", origin.today.long()),
        ("Commit", text(&commit(origin))),
        ("Found", text(&report.summary())),
        ("Made by", format!("Annexa {}", env!("CARGO_PKG_VERSION"))),
    ];
    for (term, fact) in facts {
        let _ = writeln!(out, "<dt>{term}</dt><dd>{fact}</dd>");
    }
    out.push_str("</dl>\n");
    for (level, heading, lead) in [
        (Level::Deny, "Errors", "They stop a build."),
        (Level::Warn, "Warnings", "Somebody should look at them; they do not stop a build."),
        (Level::Note, "Notes", "Worth knowing."),
    ] {
        let found = report.findings().iter().filter(|finding| finding.level == level);
        let rows: Vec<Row<'_>> = found.map(|finding| (finding, None)).collect();
        section(&mut out, heading, lead, &rows);
    }
    if report.findings().is_empty() {
        out.push_str("<h2>Nothing to mend</h2>\n<p>No check found anything that is not held back below.</p>\n");
    }
    let waived: Vec<Row<'_>> = report
        .waived()
        .iter()
        .map(|waived| {
            let (until, reason) = (waived.until.long(), text(&waived.reason));
            (&waived.finding, Some(format!("Held back until {until}: {reason}")))
        })
        .collect();
    let lead = "The organization decided to live with these for a while, and says why. They do not count above.";
    section(&mut out, "Held back by waivers", lead, &waived);
    let allowed = match report.n_allowed() {
        0 => "Nothing: no check that found something is switched off.".to_owned(),
        count => format!(
            "{} of checks that the project or the command line switched off. They are counted and not listed.",
            plural(count, "finding", "findings")
        ),
    };
    let _ = write!(out, "<h2>What is not shown</h2>\n<p>{allowed}");
    out.push_str("</p>\n</main>\n</body>\n</html>\n");
    out
}

/// Findings by their kinds, in the order in which the kinds first come.
fn section(out: &mut String, heading: &str, lead: &str, rows: &[Row<'_>]) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2>{heading} ({})</h2>\n<p class=\"quiet\">{lead}</p>", rows.len());
    let mut codes: Vec<&Code> = Vec::new();
    for (finding, _) in rows {
        let code = finding.diagnostic.code;
        if !codes.iter().any(|known| known.name == code.name) {
            codes.push(code);
        }
    }
    for code in codes {
        let _ = writeln!(out, "<h3><code>{}</code></h3>", text(code.name));
        let _ = writeln!(out, "<p class=\"quiet\">{}</p>\n<ul>", marked(&code.why()));
        for (finding, waiver) in rows.iter().filter(|row| row.0.diagnostic.code.name == code.name) {
            let diagnostic = &finding.diagnostic;
            let _ = write!(out, "<li>{}", marked(&diagnostic.message));
            let place = text(&diagnostic.span.path.to_string());
            let line = finding.start.line;
            let _ = write!(out, "<span class=\"place quiet\">{place}, line {line}</span>");
            if let Some(waiver) = waiver {
                let _ = write!(out, "<span class=\"waiver\">{waiver}</span>");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
}

/// A message, its names in backticks as code. Where the backticks do not come in pairs, they are text.
fn marked(message: &str) -> String {
    let pieces: Vec<&str> = message.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return text(message);
    }
    let piece = |(at, piece): (usize, &&str)| match at % 2 {
        0 => text(piece),
        _ => format!("<code>{}</code>", text(piece)),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// Text that is nothing but text.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in harmless(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Date;
    use crate::diag::sample::{report, reports};
    use proptest::prelude::*;

    fn origin() -> Origin {
        let today = Date::new(2026, 11, 21).expect("a day");
        Origin { title: "A <b>handbook</b>".to_owned(), today, checkout: None }
    }

    #[test]
    fn findings_are_told_by_level_and_kind() {
        let found = report(&[
            (Level::Note, "a note", None),
            (Level::Warn, "`POL-1` is <i>late</i>", Some("review it")),
        ]);
        let page = page(&origin(), &found);
        let at = |piece: &str| page.find(piece).unwrap_or_else(|| panic!("{piece} in {page}"));
        assert!(at("<h2>Warnings (1)</h2>") < at("<h2>Notes (1)</h2>"));
        assert!(at("<code>POL-1</code> is &lt;i&gt;late&lt;/i&gt;") < at(", line 2</span>"));
        at("A &lt;b&gt;handbook&lt;/b&gt;");
        at("<dd>21 November 2026</dd>");
        at("Nothing: no check that found something is switched off.");
        assert!(!page.contains("Errors"), "{page}");
    }

    #[test]
    fn without_findings_it_says_so() {
        let page = page(&origin(), &Report::default());
        assert!(
            page.contains("<h2>Nothing to mend</h2>") && page.contains("no findings"),
            "{page}"
        );
    }

    proptest! {
        #[test]
        fn any_message_is_text(found in reports()) {
            let page = page(&origin(), &found);
            let tree = scraper::Html::parse_document(&page);
            let items = scraper::Selector::parse("li").expect("a selector");
            prop_assert_eq!(tree.select(&items).count(), found.findings().len());
            let known = ["html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "dl", "dt", "dd", "ul", "li", "span", "code"];
            let all = scraper::Selector::parse("*").expect("a selector");
            for element in tree.select(&all) {
                prop_assert!(known.contains(&element.value().name()), "{}", element.value().name());
            }
        }
    }
}
