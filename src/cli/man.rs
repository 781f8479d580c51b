//! `annexa man`: the manual page, made from the same description of the arguments as `--help`. The only file that names `clap_mangen`.

use std::io;
use std::path::PathBuf;

use clap::{Args, Command, CommandFactory, ValueHint};
use clap_mangen::Man as Page;
use clap_mangen::roff::{Roff, bold, roman};

use crate::base::text::plural;
use crate::cli::{Arguments, CLEAN, Ended, report};
use crate::write::loose;

/// Print the manual page.
///
/// One page holds all commands: `annexa man > annexa.1`. With `--output`, each command has a page of its own.
#[derive(Args)]
pub(super) struct Man {
    /// Write `annexa.1` and a page for each command into this folder instead of printing.
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    output: Option<PathBuf>,
}

/// What the page says about all commands, as heading, and terms with their meaning.
const SECTIONS: &[(&str, &[(&str, &str)])] = &[
    (
        "COMMON OPTIONS",
        &[
            ("-h, --help", "What a command does and takes. `-h` says it shorter."),
            ("-V, --version", "The version of Annexa."),
        ],
    ),
    (
        "EXIT STATUS",
        &[
            ("0", "Nothing at deny level was found; `annexa verify` found the copy unaltered."),
            (
                "1",
                "Something at deny level was found; `annexa build` and `annexa export pack` wrote nothing. `annexa verify`: the copy was altered.",
            ),
            (
                "2",
                "The command could not be carried out: wrong arguments, no project, unreadable files, a refused output folder, a zip that is none of Annexa's.",
            ),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            (
                "ANNEXA_EDITOR, VISUAL, EDITOR",
                "The editor that findings of `annexa serve` open, unless `--editor` names one; the first that is set counts.",
            ),
            ("BROWSER", "The browser that `annexa serve --open` starts."),
            ("NO_COLOR", "When set and not empty, findings are written without colors."),
            (
                "SOURCE_DATE_EPOCH",
                "Seconds since 1970-01-01 in UTC: the day of all states when `--today` is not given.",
            ),
        ],
    ),
    (
        "FILES",
        &[
            (
                "handbook.toml",
                "The settings of a project. The folder that holds it is the project; the only file that must be there.",
            ),
            ("people.toml", "Roles and people."),
            ("glossary.toml", "Terms and their synonyms."),
            ("soa.toml", "The Statement of Applicability: one decision for each control."),
            (
                "documents/, records/",
                "Markdown files with TOML front matter between two lines of `+++`.",
            ),
            ("registers/", "`risks.toml`, `evidence.toml` and `obligations.toml`."),
            ("frameworks/, theme/, assets/", "Frameworks, templates and attachments of your own."),
            ("public/", "The handbook, unless `--output` names another folder."),
        ],
    ),
];

impl Man {
    pub(super) fn run(&self) -> Ended {
        // What every command takes is said once, at the end of the page.
        let mut root = Arguments::command()
            .disable_help_subcommand(true)
            .disable_help_flag(true)
            .disable_version_flag(true)
            .subcommand_value_name("COMMAND");
        root.build();
        let Some(folder) = &self.output else {
            report::print_text(&whole_page(&root)?)?;
            return Ok(CLEAN);
        };
        let mut pages = vec![("annexa.1".to_owned(), overview(&root)?)];
        for command in root.get_subcommands() {
            pages.push((format!("annexa-{}.1", command.get_name()), page_of(command)?));
        }
        loose::write(folder, &pages)?;
        report::say(&format!(
            "wrote {} into {}",
            plural(pages.len(), "page", "pages"),
            folder.display()
        ));
        Ok(CLEAN)
    }
}

/// Everything on one page.
fn whole_page(root: &Command) -> io::Result<String> {
    let mut text = head(root)?;
    text.push_str(&section("COMMANDS", ""));
    for command in root.get_subcommands() {
        let page = page(command);
        let name = command.get_bin_name().unwrap_or_default();
        text.push_str(&Roff::new().control("SS", [name]).to_roff());
        text.push_str(&body(|out| page.render_synopsis_section(out))?);
        text.push_str(".PP\n");
        text.push_str(&body(|out| page.render_description_section(out))?);
        text.push_str(&body(|out| page.render_options_section(out))?);
        text.push_str(&nested(command)?);
    }
    text.push_str(&tail());
    Ok(emphasized(&text))
}

/// The page of `annexa` itself, which names the pages of the commands.
fn overview(root: &Command) -> io::Result<String> {
    let commands = body(|out| page(root).render_subcommands_section(out))?;
    Ok(emphasized(&format!("{}{}{}", head(root)?, section("COMMANDS", &commands), tail())))
}

/// The page of one command.
fn page_of(command: &Command) -> io::Result<String> {
    let options = body(|out| page(command).render_options_section(out))?;
    let also = section("SEE ALSO", "\\fBannexa\\fR(1): exit status, environment, files\n");
    let nested = nested(command)?;
    let options = section("OPTIONS", &options);
    Ok(emphasized(&format!("{}{options}{nested}{also}", head(command)?)))
}

/// What the words of a command mean, and what each takes. Words that take the same are said once.
fn nested(command: &Command) -> io::Result<String> {
    let words: Vec<&Command> =
        command.get_subcommands().filter(|word| word.get_name() != "help").collect();
    let mut text = String::new();
    for word in &words {
        let about = word.get_about().map(ToString::to_string).unwrap_or_default();
        let mut entry = Roff::new();
        entry.control("TP", []).text([bold(word.get_name())]).text([roman(about)]);
        text.push_str(&entry.to_roff());
    }
    let takes = |word: &Command| -> Vec<String> {
        word.get_arguments().map(|argument| argument.get_id().to_string()).collect()
    };
    let mut said: Vec<Vec<String>> = Vec::new();
    for word in words {
        if said.contains(&takes(word)) {
            continue;
        }
        said.push(takes(word));
        let name = word.get_bin_name().unwrap_or_default();
        text.push_str(&Roff::new().control("SS", [name]).to_roff());
        text.push_str(&body(|out| page(word).render_options_section(out))?);
    }
    Ok(text)
}

fn page(command: &Command) -> Page {
    let version = format!("annexa {}", env!("CARGO_PKG_VERSION"));
    // No date: a page is the same whenever it is made.
    Page::new(command.clone()).source(version).manual("Annexa")
}

/// Title, name, synopsis and description.
fn head(command: &Command) -> io::Result<String> {
    let page = page(command);
    let mut title = Vec::new();
    page.render_title(&mut title)?;
    let mut text = String::from_utf8_lossy(&title).into_owned();
    text.push_str(&section("NAME", &body(|out| page.render_name_section(out))?));
    text.push_str(&section("SYNOPSIS", &body(|out| page.render_synopsis_section(out))?));
    text.push_str(&section("DESCRIPTION", &body(|out| page.render_description_section(out))?));
    Ok(text)
}

/// What holds for all commands.
fn tail() -> String {
    let mut roff = Roff::new();
    for (heading, entries) in SECTIONS {
        roff.control("SH", [*heading]);
        for (term, meaning) in *entries {
            roff.control("TP", []).text([bold(*term)]).text([roman(*meaning)]);
        }
    }
    roff.to_roff()
}

fn section(heading: &str, body: &str) -> String {
    format!("{}{body}", Roff::new().control("SH", [heading]).to_roff())
}

/// What a part of a page holds, without the heading and the macros that each part begins with.
fn body(render: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<String> {
    let mut part = Vec::new();
    render(&mut part)?;
    let part = String::from_utf8_lossy(&part);
    Ok(part
        .split_once("\n.SH ")
        .and_then(|(_, rest)| rest.split_once('\n'))
        .map_or_else(String::new, |(_, body)| body.to_owned()))
}

/// Backticks are a habit of Markdown: in a manual page what they hold is bold.
fn emphasized(page: &str) -> String {
    let line = |line: &str| {
        let parts: Vec<&str> = line.split('`').collect();
        if line.starts_with('.') || parts.len().is_multiple_of(2) {
            return line.to_owned();
        }
        let part = |(number, part): (usize, &&str)| {
            if number % 2 == 1 { format!("\\fB{part}\\fR") } else { (*part).to_owned() }
        };
        parts.iter().enumerate().map(part).collect()
    };
    page.lines().map(line).collect::<Vec<String>>().join("\n") + "\n"
}
