//! What changed in a text to HTML: the text as it is shown, with the words that were added and removed marked in it.
//!
//! Every text is escaped; nothing that an author typed becomes an element or an attribute. Marks are elements (`ins`, `del`), words for
//! those who listen or copy, and lines and colors for those who see. Links are words here: they can be followed in the versions themselves.

use std::fmt::Write as _;

use crate::model::difference::fold::stretches;
use crate::model::difference::{Difference, Mark, Run, State, Step};
use crate::parse::markdown::Body;
use crate::parse::markdown::blocks::{Kind, Span, Style};
use crate::render::html::escape::escaped;
use crate::view::difference::anchor;

/// What the text and its changes look like; `new` is the body of the newer version, which knows the numbers of its sections.
pub fn difference(difference: &Difference, new: &Body) -> String {
    let mut writer = Writer { out: String::new(), open: Open::Nothing, new };
    for stretch in stretches(difference) {
        if let Some(folded) = &stretch.folded {
            writer.close();
            let _ = writeln!(
                writer.out,
                "<details class=\"same\"><summary>Unchanged: {}</summary>",
                escaped(folded)
            );
        }
        for at in stretch.steps.clone() {
            if let Some(step) = difference.steps.get(at) {
                writer.step(at, step);
            }
        }
        writer.close();
        if stretch.folded.is_some() {
            writer.out.push_str("</details>\n");
        }
    }
    writer.out
}

/// What several steps share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    List,
    Head,
    Rows,
}

struct Writer<'b> {
    out: String,
    open: Open,
    new: &'b Body,
}

impl Writer<'_> {
    fn close(&mut self) {
        self.out.push_str(match self.open {
            Open::Nothing => "",
            Open::List => "</ul>\n",
            Open::Head => "</thead></table></div>\n",
            Open::Rows => "</tbody></table></div>\n",
        });
        self.open = Open::Nothing;
    }

    fn step(&mut self, at: usize, step: &Step) {
        self.enter(at, step);
        let class = class(step);
        match step.block.kind {
            Kind::Heading(number, level) => {
                let level = (level.max(2) + 1).min(6);
                let (label, number, words) = (label(step), self.number(number, step), words(step));
                let _ = writeln!(
                    self.out,
                    "<h{level} id=\"{}\"{class}>{label}{number}{words}</h{level}>",
                    anchor(Some(at))
                );
            }
            Kind::Item(number) => {
                let number = number.map(|number| format!("<span class=\"no\">{number}.</span> "));
                let number = number.unwrap_or_default();
                let _ = writeln!(self.out, "<li{class}>{number}{}</li>", text(step));
            }
            Kind::Footnote(number) => {
                let text = text(step);
                let _ =
                    writeln!(self.out, "<p{class}><span class=\"no\">[{number}]</span> {text}</p>");
            }
            Kind::Head | Kind::Row => self.row(step, &class),
            Kind::Code | Kind::Html => {
                let text = text(step);
                let _ = writeln!(self.out, "<pre{class} tabindex=\"0\"><code>{text}</code></pre>");
            }
            Kind::Rule => {
                let _ = writeln!(self.out, "{}<hr>", label_in_paragraph(step.state));
            }
            Kind::Paragraph if self.open == Open::List => {
                let _ = writeln!(self.out, "<li{class}>{}</li>", text(step));
            }
            Kind::Paragraph | Kind::Term | Kind::Meaning => {
                let _ = writeln!(self.out, "<p{class}>{}</p>", text(step));
            }
        }
    }

    /// Opens the list or the table that a step belongs to, and closes the one that it does not.
    fn enter(&mut self, at: usize, step: &Step) {
        let wanted = match step.block.kind {
            Kind::Item(_) => Open::List,
            Kind::Paragraph if step.block.depth > 0 => Open::List,
            Kind::Head => Open::Head,
            Kind::Row => Open::Rows,
            _ => Open::Nothing,
        };
        match (self.open, wanted) {
            (open, wanted) if open == wanted => {}
            (Open::Head, Open::Rows) => self.out.push_str("</thead><tbody>\n"),
            _ => {
                self.close();
                match wanted {
                    Open::Nothing => {}
                    Open::List => self.out.push_str("<ul>\n"),
                    Open::Head => self.open_table("thead", at),
                    Open::Rows => self.open_table("tbody", at),
                }
            }
        }
        self.open = wanted;
    }

    /// Screen readers list scroll regions by name, so each has the number of its first step.
    fn open_table(&mut self, part: &str, at: usize) {
        let _ = writeln!(
            self.out,
            "<div class=\"table-scroll\" role=\"region\" aria-label=\"Table, part {} of the text\" tabindex=\"0\"><table><{part}>",
            at + 1
        );
    }

    fn row(&mut self, step: &Step, class: &str) {
        let (open, close) = match step.block.kind {
            Kind::Head => ("<th scope=\"col\">", "</th>"),
            _ => ("<td>", "</td>"),
        };
        let _ = write!(self.out, "<tr{class}>");
        for (number, cell) in step.cells.iter().enumerate() {
            let label = if number == 0 { label(step) } else { String::new() };
            let text = runs(cell, Breaks::No, step.state);
            // A head without a word heads nothing: screen readers would announce an empty name.
            let is_empty = label.is_empty() && text.trim().is_empty();
            let (open, close) = if is_empty { ("<td>", "</td>") } else { (open, close) };
            let _ = write!(self.out, "{open}{label}{text}{close}");
        }
        self.out.push_str("</tr>\n");
    }

    /// The number of a section as its document shows it, unless the heading is gone.
    fn number(&self, number: usize, step: &Step) -> String {
        let heading = self.new.headings.get(number).filter(|_| step.state != State::Removed);
        let number = heading.and_then(|heading| heading.number.as_ref()?.counted());
        number
            .map(|number| format!("<span class=\"no\">{}</span> ", escaped(number)))
            .unwrap_or_default()
    }
}

fn class(step: &Step) -> String {
    let mut classes = Vec::new();
    match step.state {
        State::Same => {}
        State::Changed => classes.push("changed".to_owned()),
        State::Added => classes.push("added".to_owned()),
        State::Removed => classes.push("removed".to_owned()),
    }
    if step.block.quotes > 0 {
        classes.push("quoted".to_owned());
    }
    match step.block.kind {
        Kind::Item(number) => {
            classes.push(if number.is_some() { "numbered" } else { "marked" }.to_owned());
        }
        Kind::Term => classes.push("term".to_owned()),
        Kind::Meaning => classes.push("meaning".to_owned()),
        _ => {}
    }
    if step.block.depth > 1 {
        classes.push(format!("deep-{}", step.block.depth.min(5)));
    }
    if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) }
}

/// The word before a block that is new or gone as a whole.
fn label(step: &Step) -> String {
    let what = match step.block.kind {
        Kind::Heading(..) => "heading",
        Kind::Item(_) => "item",
        Kind::Head => "table",
        Kind::Row => "row",
        Kind::Code | Kind::Html => "block",
        Kind::Footnote(_) => "footnote",
        Kind::Rule => "line",
        Kind::Paragraph | Kind::Term | Kind::Meaning => "paragraph",
    };
    match step.state {
        State::Added => format!("<span class=\"what\">New {what}</span> "),
        State::Removed => format!("<span class=\"what\">Removed {what}</span> "),
        State::Same | State::Changed => String::new(),
    }
}

fn label_in_paragraph(state: State) -> &'static str {
    match state {
        State::Added => "<p class=\"added\"><span class=\"what\">New line</span></p>\n",
        State::Removed => "<p class=\"removed\"><span class=\"what\">Removed line</span></p>\n",
        State::Same | State::Changed => "",
    }
}

/// The words of a step with the label before them.
fn text(step: &Step) -> String {
    format!("{}{}", label(step), words(step))
}

fn words(step: &Step) -> String {
    let breaks = match step.block.kind {
        Kind::Code | Kind::Html => Breaks::Kept,
        _ => Breaks::No,
    };
    step.cells.iter().map(|cell| runs(cell, breaks, step.state)).collect()
}

/// Whether the ends of lines mean something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Kept,
    No,
}

fn runs(runs: &[Run], breaks: Breaks, state: State) -> String {
    runs.iter().map(|run| shown(run, breaks, state)).collect()
}

fn shown(run: &Run, breaks: Breaks, state: State) -> String {
    let words: String = run.spans.iter().map(span).collect();
    let (element, said) = match run.mark {
        Mark::Same => return words,
        Mark::Restyled => {
            return format!(
                "<span class=\"restyled\">{words}</span> <span class=\"what\">link or emphasis changed</span>"
            );
        }
        Mark::Added => ("ins", "added"),
        Mark::Removed => ("del", "removed"),
    };
    // The label of the block says it once for all of its words.
    if matches!(state, State::Added | State::Removed) {
        return format!("<{element}>{words}</{element}>");
    }
    // Blanks at the ends stay outside, so that no line is drawn below or through them.
    let text = words.trim();
    if breaks == Breaks::Kept || text.is_empty() {
        return format!(
            "<{element}><span class=\"unseen\">[{said}: </span>{words}<span class=\"unseen\">]</span></{element}>"
        );
    }
    let before = &words[..words.len() - words.trim_start().len()];
    let after = &words[words.trim_end().len()..];
    format!(
        "{before}<{element}><span class=\"unseen\">[{said}: </span>{text}<span class=\"unseen\">]</span></{element}>{after}"
    )
}

fn span(span: &Span) -> String {
    let mut text = escaped(&span.text);
    let ways = [
        (Style::CODE, "code"),
        (Style::STRUCK, "s"),
        (Style::EMPHASIS, "em"),
        (Style::STRONG, "strong"),
    ];
    for (_, element) in ways.iter().filter(|(way, _)| span.style.has(*way)) {
        text = format!("<{element}>{text}</{element}>");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::difference::between;
    use crate::parse::markdown::blocks::blocks;
    use crate::parse::markdown::parse;
    use proptest::prelude::*;

    fn html(old: &str, new: &str) -> String {
        let read = |text: &str| blocks(text, &|_| None);
        let all = between(&read(old), &read(new)).expect("short texts are compared");
        difference(&all, &parse(new, 0..new.len()))
    }

    #[test]
    fn words_are_marked_in_elements_and_in_words() {
        assert_eq!(
            html("Within **one** day of it.\n", "Within two days of it.\n"),
            "<p class=\"changed\">Within <del><span class=\"unseen\">[removed: </span><strong>one</strong> day<span class=\"unseen\">]</span></del><ins><span class=\"unseen\">[added: </span>two days<span class=\"unseen\">]</span></ins> of it.</p>\n"
        );
        let html = html("Stays.\n", "Stays.\n\n- <b>One</b> & two\n");
        assert!(html.ends_with(
            "<ul>\n<li class=\"added marked\"><span class=\"what\">New item</span> <ins>&lt;b&gt;One&lt;/b&gt; &amp; two</ins></li>\n</ul>\n"
        ), "{html}");
    }

    proptest! {
        #[test]
        fn elements_are_closed_and_nothing_of_an_author_is_one(
            old in "([a-c]{1,2}|<i>|<script>| |\n\n|- |1\\. |> |## |\\|a\\|b\\|\n\\|-\\|-\\|\n\\|c\\|d\\|\n|`|&){0,30}",
            new in "([a-c]{1,2}|<i>|</div>| |\n\n|- |1\\. |> |## |\\|a\\|b\\|\n\\|-\\|-\\|\n\\|c\\|e\\|\n|`|\"){0,30}",
        ) {
            let html = html(&old, &new);
            let mut open = Vec::new();
            for tag in html.split('<').skip(1) {
                let name: String = tag.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '/').collect();
                prop_assert!(!["script", "i", "/i"].contains(&name.as_str()), "{}", html);
                match name.strip_prefix('/') {
                    Some(name) => prop_assert!(open.pop().is_some_and(|open| open == name), "{}", html),
                    None if name == "hr" => {}
                    None => open.push(name),
                }
            }
            prop_assert!(open.is_empty(), "{}", html);
        }
    }
}
