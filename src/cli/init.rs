//! `annexa init`: a new project, from a few answers.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use crate::base::date::Date;
use crate::base::text::{plural, printable};
use crate::cli::report::{print_text, say};
use crate::cli::{CLEAN, Ended, today};
use crate::starter::answers::{Answer, AnswerError, Answers, Host, tidy};
use crate::starter::{Files, example, starter};
use crate::write::project::{create, refuse_occupied};

/// Where the repository will lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum HostName {
    /// GitHub: workflows for GitHub Actions.
    Github,
    /// GitLab: a pipeline.
    Gitlab,
    /// Another one, or none yet: no files for CI.
    None,
}

impl From<HostName> for Host {
    fn from(name: HostName) -> Self {
        match name {
            HostName::Github => Self::Github,
            HostName::Gitlab => Self::Gitlab,
            HostName::None => Self::None,
        }
    }
}

/// Begin a handbook: templates for what ISO/IEC 27001 asks for, ready to build.
///
/// Asks six questions; an empty answer stays open, as a placeholder that `annexa check` lists. A flag answers its question beforehand.
/// The folder must be new or empty: no file is ever overwritten.
#[derive(Args)]
pub(super) struct Init {
    /// The folder for the project.
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Ask nothing: what no flag says stays open.
    #[arg(short, long)]
    yes: bool,
    /// Copy the complete example instead: the handbook of a company that does not exist.
    #[arg(long, conflicts_with_all = ["yes", "organization", "title", "scope", "security_lead", "approver", "ci", "today"])]
    example: bool,
    /// The name of the organization.
    #[arg(long, value_name = "NAME", help_heading = "Answers")]
    organization: Option<String>,
    /// The title of the handbook.
    #[arg(long, value_name = "TEXT", help_heading = "Answers")]
    title: Option<String>,
    /// What the organization does, in one sentence.
    #[arg(long, value_name = "SENTENCE", help_heading = "Answers")]
    scope: Option<String>,
    /// Who answers for information security.
    #[arg(long, value_name = "NAME", help_heading = "Answers")]
    security_lead: Option<String>,
    /// Who approves for top management.
    #[arg(long, value_name = "NAME", help_heading = "Answers")]
    approver: Option<String>,
    /// Where the repository will lie, for the files of its CI.
    #[arg(long, value_enum, value_name = "HOST", help_heading = "Answers")]
    ci: Option<HostName>,
    /// The day on which the texts begin, such as 2026-11-21 [default: `SOURCE_DATE_EPOCH`, else today in UTC].
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
enum AskError {
    /// The input ended.
    #[error(
        "the input ended before `{question}` was answered; nothing was written. Answer it with `{flag}`, or ask nothing with `--yes`"
    )]
    Ended { question: &'static str, flag: &'static str },
    /// The answer cannot be used.
    #[error("cannot use the answer to `{flag}`; nothing was written")]
    Unusable { flag: &'static str, source: AnswerError },
    /// Reading failed.
    #[error("cannot read the answers")]
    Read(#[from] io::Error),
}

impl Init {
    pub(super) fn run(&self) -> Ended {
        // Nobody should answer six questions for nothing.
        refuse_occupied(&self.folder)?;
        if self.example {
            let files = example();
            create(&self.folder, &files)?;
            print_text(&closing_of_example(&self.folder, &files))?;
            return Ok(CLEAN);
        }
        let today = today::resolve(self.today)?;
        let files = starter(&self.answers()?, today);
        create(&self.folder, &files)?;
        print_text(&closing(&self.folder, &files))?;
        Ok(CLEAN)
    }

    fn answers(&self) -> Result<Answers, AskError> {
        let mut asking = Asking { is_quiet: self.yes, input: io::stdin().lock() };
        if !self.yes {
            say(
                "An empty answer stays open: the handbook shows where, and `annexa check` lists it.",
            );
        }
        let known = Answers::default();
        let title = known.title.given().unwrap_or_default().to_owned();
        Ok(Answers {
            organization: asking.ask(
                &ORGANIZATION,
                self.organization.as_deref(),
                known.organization,
            )?,
            title: asking.ask_or(&TITLE, self.title.as_deref(), known.title, &title)?,
            scope: asking.ask(&SCOPE, self.scope.as_deref(), known.scope)?,
            security_lead: asking.ask(&LEAD, self.security_lead.as_deref(), known.security_lead)?,
            approver: asking.ask(&APPROVER, self.approver.as_deref(), known.approver)?,
            host: match self.ci {
                Some(name) => name.into(),
                None => asking.ask_host()?,
            },
        })
    }
}

/// A question and the flag that answers it.
struct Question {
    text: &'static str,
    flag: &'static str,
}

const ORGANIZATION: Question =
    Question { text: "Name of the organization", flag: "--organization" };
const TITLE: Question = Question { text: "Title of the handbook", flag: "--title" };
const SCOPE: Question =
    Question { text: "What does the organization do, in one sentence", flag: "--scope" };
const LEAD: Question =
    Question { text: "Who answers for information security (name)", flag: "--security-lead" };
const APPROVER: Question =
    Question { text: "Who approves for top management (name)", flag: "--approver" };
const HOST: Question =
    Question { text: "Files for the CI of github, gitlab or none", flag: "--ci" };

/// Whoever is asked.
struct Asking<I> {
    is_quiet: bool,
    input: I,
}

impl<I: BufRead> Asking<I> {
    /// The answer of the flag, else of the input; an empty one leaves what is `known`.
    fn ask(
        &mut self,
        question: &Question,
        flag: Option<&str>,
        known: Answer,
    ) -> Result<Answer, AskError> {
        self.ask_or(question, flag, known, "")
    }

    /// The same; `shown` is what an empty answer means.
    fn ask_or(
        &mut self,
        question: &Question,
        flag: Option<&str>,
        known: Answer,
        shown: &str,
    ) -> Result<Answer, AskError> {
        let typed = match flag {
            Some(typed) => Some(typed.to_owned()),
            None => self.line(question, shown)?,
        };
        let unusable = |source| AskError::Unusable { flag: question.flag, source };
        Ok(known.or_typed(typed.map(|typed| tidy(&typed)).transpose().map_err(unusable)?))
    }

    /// Asks until the answer is a host: five answers should not be lost to a slip in the sixth.
    fn ask_host(&mut self) -> Result<Host, AskError> {
        loop {
            let typed = self.line(&HOST, "none")?.unwrap_or_default();
            let typed = typed.trim();
            if typed.is_empty() {
                return Ok(Host::None);
            }
            if let Ok(name) = HostName::from_str(typed, true) {
                return Ok(name.into());
            }
            say(&format!(
                "there are no files for `{}`: answer github or gitlab, or none for any other host",
                printable(typed)
            ));
        }
    }

    /// One line of the input; `None` when nothing is asked.
    fn line(&mut self, question: &Question, shown: &str) -> Result<Option<String>, AskError> {
        if self.is_quiet {
            return Ok(None);
        }
        let hint = if shown.is_empty() { String::new() } else { format!(" [{shown}]") };
        let mut screen = io::stderr();
        // Questions are for people at a terminal; answers from a pipe need none.
        let _ = write!(screen, "{}{hint}: ", question.text).and_then(|()| screen.flush());
        let mut line = String::new();
        if self.input.read_line(&mut line)? == 0 {
            let _ = writeln!(screen);
            return Err(AskError::Ended { question: question.text, flag: question.flag });
        }
        Ok(Some(line))
    }
}

/// What was written, and what comes next.
fn closing(folder: &Path, files: &Files) -> String {
    let below = |name: &str| {
        let texts = files.keys().filter(|path| path.is_below(name) && path.extension() == "md");
        texts.filter(|path| path.file_name() != "_index.md").count()
    };
    let folder = shown(folder);
    format!(
        "wrote {} into {folder}: {} and {} as drafts, the Statement of Applicability, registers, roles and a glossary

next:
  annexa serve {folder}    the handbook in a browser while you write; it follows every change
  annexa build {folder}    the handbook as a site; its guide.html is the path to certification, step by step
  annexa check {folder}    what is still to be filled in, place by place
  annexa due {folder}      what falls due
",
        plural(files.len(), "file", "files"),
        plural(below("documents"), "document", "documents"),
        plural(below("records"), "record", "records"),
    )
}

fn closing_of_example(folder: &Path, files: &Files) -> String {
    let folder = shown(folder);
    format!(
        "wrote the example into {folder}: {} of a company that does not exist, as of 2026-11-21

next:
  annexa serve {folder} --today 2026-11-21    the handbook in a browser; it follows every change
  annexa build {folder} --today 2026-11-21    the handbook as a site
  annexa check {folder} --today 2026-11-21    the findings that its README explains
  annexa due {folder} --today 2026-11-21      what falls due
",
        plural(files.len(), "file", "files"),
    )
}

/// The folder as a shell takes it.
fn shown(folder: &Path) -> String {
    let text = folder.display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/\\._-:~+".contains(letter);
    if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
