//! Findings: what is wrong in the author's content, where, why it matters and how to mend it.
//!
//! Findings are collected, never thrown: a run reports all of them. What is wrong with the machine (disk, terminal)
//! is an error of the module that met it, not a finding. Levels are applied once, by [`report::Report`], so that no check knows
//! whether it warns or denies.

pub mod code;
pub mod fingerprint;
pub mod fix;
pub mod flood;
pub mod github;
pub mod gitlab;
pub mod human;
mod human_list;
pub mod json;
pub mod junit;
pub mod levels;
pub mod manual;
pub mod markdown;
pub mod position;
pub mod prefix;
pub mod report;
#[cfg(test)]
pub(crate) mod sample;
pub mod sarif;
pub mod span;

use crate::diag::code::Code;
use crate::diag::fix::Fix;
use crate::diag::span::Span;

/// One finding, before its level is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: &'static Code,
    /// The smallest piece of text that the author typed and that is wrong.
    pub span: Span,
    /// What is wrong: one line, lower-case first letter, no full stop, names in backticks.
    pub message: String,
    /// How to mend it, in the same form.
    pub help: Option<String>,
    /// The id of the document, control, risk or other thing that it is about, where the place alone does not tell.
    pub subject: Option<String>,
    /// The edits that mend it, when mending is mechanical and safe.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Says what the finding is about.
    pub fn about(&mut self, id: impl Into<String>) -> &mut Self {
        self.subject = Some(id.into());
        self
    }

    /// What is wrong and how to mend it, for formats that have one field for both.
    pub fn sentences(&self) -> String {
        match &self.help {
            Some(help) => format!("{}. Help: {help}.", self.message),
            None => self.message.clone(),
        }
    }

    /// Says how a program mends it.
    pub fn fixed_by(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }
}

/// The collector that stages fill. Order of reporting does not matter: [`report::Report`] sorts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    /// Adds a finding without a hint how to mend it.
    pub fn report(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Diagnostic {
            code,
            span,
            message: message.into(),
            help: None,
            subject: None,
            fix: None,
        })
    }

    /// Adds a finding with a hint how to mend it.
    pub fn report_with_help(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Diagnostic {
        let diagnostic = self.report(code, span, message);
        diagnostic.help = Some(help.into());
        diagnostic
    }

    /// Adds a finding as it is.
    pub fn push(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        self.0.push(diagnostic);
        self.0.last_mut().expect("one was just added")
    }

    /// Takes over all findings of another collector.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The findings in the order in which they were met.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
