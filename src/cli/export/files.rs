//! The exports of [`export::ALL`] as commands: a word each, and `all`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand, ValueHint};

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::plural;
use crate::cli::export::target::Target;
use crate::cli::project::{HistoryArgs, RootArgs};
use crate::cli::{CLEAN, Ended, report, today};
use crate::diag::levels::Strictness;
use crate::export::{self, Download, Export, Format};
use crate::parse::word::Word;
use crate::pipeline::Memo;
use crate::pipeline::on_demand::OnDemand;
use crate::write::loose;

/// One of the exports.
pub(super) struct Files {
    export: &'static Export,
    options: Options,
}

/// What every export takes.
#[derive(Args)]
struct Options {
    /// Only files of this format [default: all of them].
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,
    /// Where to write: a folder, the name of the file if it is one, or `-` for standard output.
    #[arg(short, long, value_name = "PATH", default_value = ".", value_hint = ValueHint::AnyPath)]
    output: PathBuf,
    #[command(flatten)]
    source: SourceArgs,
}

/// What is exported, and as of when.
#[derive(Args)]
pub(super) struct SourceArgs {
    #[command(flatten)]
    pub(super) project: RootArgs,
    /// The day of all states, such as 2026-11-21 [default: `SOURCE_DATE_EPOCH`, else today in UTC].
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    #[command(flatten)]
    history: HistoryArgs,
}

/// Every file that the site has below `downloads/`.
#[derive(Args)]
pub(super) struct All {
    /// Only files of this format [default: all of them].
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,
    /// The folder to write into.
    #[arg(short, long, value_name = "DIR", default_value = "downloads", value_hint = ValueHint::DirPath)]
    output: PathBuf,
    #[command(flatten)]
    source: SourceArgs,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let words = Format::WORDS.iter().map(|(word, _)| *word);
    PossibleValuesParser::new(words).map(|typed| {
        let known = Format::WORDS.iter().find(|(word, _)| *word == typed);
        known.map_or(Format::Json, |(_, format)| *format)
    })
}

impl FromArgMatches for Files {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let unknown = || clap::Error::new(ErrorKind::InvalidSubcommand);
        let (word, matches) = matches.subcommand().ok_or_else(unknown)?;
        let export = export::ALL.iter().find(|export| export.word == word).ok_or_else(unknown)?;
        Ok(Self { export, options: Options::from_arg_matches(matches)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for Files {
    fn augment_subcommands(command: Command) -> Command {
        export::ALL.iter().fold(command, |command, export| {
            let about = format!("{}: {}", export.title, export.about.trim_end_matches('.'));
            command.subcommand(Options::augment_args(Command::new(export.word)).about(about))
        })
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        export::ALL.iter().any(|export| export.word == name)
    }
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
enum ExportError {
    /// The handbook has nothing of that kind.
    #[error("there is nothing to export: this handbook has no {title}")]
    Nothing {
        /// What was asked for.
        title: String,
    },
    /// There are files, of other formats.
    #[error("`{word}` is not exported as `{format}`; it can be had as {known}")]
    NoSuchFormat {
        /// What was asked for.
        word: &'static str,
        /// The format that was asked for.
        format: String,
        /// The formats that there are.
        known: String,
    },
    /// Several files cannot have one name.
    #[error(
        "`{word}` is {count} files, which need a folder as `--output`; `--format` chooses among them: {known}"
    )]
    Several {
        /// What was asked for.
        word: &'static str,
        /// How many.
        count: usize,
        /// The formats that there are.
        known: String,
    },
    /// Everything is many files.
    #[error("everything is many files, which need a folder as `--output`, not `{}`", path.display())]
    NoFolder {
        /// What was given.
        path: PathBuf,
    },
    /// The format and the name of the file do not agree.
    #[error("`{}` does not end as a file of the format `{format}` does", path.display())]
    OtherEnding {
        /// The file.
        path: PathBuf,
        /// The format that was asked for.
        format: &'static str,
    },
    /// A template of the project is broken.
    #[error("`{path}` cannot be made: {why}")]
    Template {
        /// The file.
        path: String,
        /// What is wrong.
        why: String,
    },
}

impl SourceArgs {
    /// The handbook, ready to make any of its files.
    pub(super) fn open(&self) -> Result<OnDemand, Box<dyn std::error::Error>> {
        let today = today::resolve(self.today)?;
        let sources = Arc::new(self.history.read(&self.project.root)?);
        Ok(OnDemand::new(sources, today, &Memo::default(), None))
    }
}

impl All {
    pub(super) fn run(&self) -> Ended {
        if Target::of(&self.output).is_for_one() {
            return Err(ExportError::NoFolder { path: self.output.clone() }.into());
        }
        let site = self.source.open()?;
        let is_asked = |one: &Download<'_>| self.format.is_none_or(|it| it == one.format);
        let files = made(&site, export::downloads(site.handbook()).filter(is_asked))?;
        store(&self.output, &files, &self.source.project.root, &site)
    }
}

impl Files {
    pub(super) fn run(&self) -> Ended {
        let Options { format, output, source } = &self.options;
        let target = Target::of(output);
        let (word, site) = (self.export.word, source.open()?);
        let all = (self.export.downloads)(site.handbook());
        if all.is_empty() {
            let title = self.export.title.to_lowercase();
            return Err(ExportError::Nothing { title }.into());
        }
        let known = known(&all);
        let is_asked = |one: &Download<'_>| match format {
            Some(format) => *format == one.format,
            None => !matches!(target, Target::File(..)) || is_of_kind(output, one.format),
        };
        // A name for one file means the whole of it, of which the others are parts.
        let is_named = target.is_for_one();
        let (wholes, parts): (Vec<_>, Vec<_>) =
            all.into_iter().filter(is_asked).partition(|one| one.part.is_none());
        let files: Vec<Download<'_>> = if is_named && wholes.len() == 1 {
            wholes
        } else {
            wholes.into_iter().chain(parts).collect()
        };
        if files.is_empty() {
            let format = format.map_or_else(|| extension_of(output), |it| it.word().to_owned());
            return Err(ExportError::NoSuchFormat { word, format, known }.into());
        }
        let other =
            format.filter(|it| matches!(target, Target::File(..)) && !is_of_kind(output, *it));
        if let Some(format) = other {
            let (path, format) = (output.clone(), format.word());
            return Err(ExportError::OtherEnding { path, format }.into());
        }
        if is_named && files.len() > 1 {
            return Err(ExportError::Several { word, count: files.len(), known }.into());
        }
        let mut files = made(&site, files)?;
        let root = &source.project.root;
        match (target, files.as_mut_slice()) {
            (Target::Stream, [(_, bytes)]) => {
                report::print_bytes(bytes)?;
                Ok(CLEAN)
            }
            (Target::File(folder, typed), [(name, _)]) => {
                *name = typed;
                store(&folder, &files, root, &site)
            }
            _ => store(output, &files, root, &site),
        }
    }
}

/// The formats of files in words.
fn known(files: &[Download<'_>]) -> String {
    let mut words: Vec<&str> = files.iter().map(|file| file.format.word()).collect();
    words.sort_unstable();
    words.dedup();
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// True for a path that ends as names of files of the format do.
fn is_of_kind(path: &Path, format: Format) -> bool {
    [format.extension(), format.word()]
        .iter()
        .any(|kind| extension_of(path).eq_ignore_ascii_case(kind))
}

fn extension_of(path: &Path) -> String {
    path.extension().map(|kind| kind.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A file with its name below `downloads/`.
type Named = (String, Vec<u8>);

/// The bytes of files.
fn made<'h>(
    site: &OnDemand,
    files: impl IntoIterator<Item = Download<'h>>,
) -> Result<Vec<Named>, ExportError> {
    let mut made = Vec::new();
    for file in files {
        let path = file.path.to_string();
        let bytes = match export::make(&file) {
            Some(bytes) => bytes,
            None => match site.file(&file.path) {
                Some(Ok(bytes)) => bytes,
                Some(Err(error)) => {
                    return Err(ExportError::Template { path, why: error.to_string() });
                }
                None => continue,
            },
        };
        made.push((path.strip_prefix("downloads/").unwrap_or(&path).to_owned(), bytes));
    }
    Ok(made)
}

/// Writes files into a folder and says where they are.
pub(super) fn store(folder: &Path, files: &[Named], root: &Path, site: &OnDemand) -> Ended {
    let is_source = |path: &RelPath| site.sources().get(path).is_some();
    loose::refuse_sources(folder, files.iter().map(|(name, _)| name.as_str()), root, is_source)?;
    loose::write(folder, files)?;
    match files {
        [(name, _)] => report::say(&format!("wrote {}", folder.join(name).display())),
        _ => {
            let count = plural(files.len(), "file", "files");
            report::say(&format!("wrote {count} into {}", folder.display()));
        }
    }
    // Whoever hands the file on is not to learn from the reader that the handbook does not hold.
    let report = site.judge(&Strictness::default()).report;
    if report.is_denied() {
        let found = report.summary();
        report::say(&format!(
            "note: `annexa build` would not publish this handbook: {found}; see `annexa check`"
        ));
    }
    Ok(CLEAN)
}
