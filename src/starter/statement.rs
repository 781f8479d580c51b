//! A row for each control of Annex A in which nothing is decided, with what the control is about.

use std::fmt::Write as _;

use crate::frameworks::{ItemKind, library};

/// The framework of the Statement of Applicability.
const FRAMEWORK: &str = "iso27001-2022";

/// The rows, under a heading for each theme.
pub(super) fn rows() -> String {
    let Some(framework) = library().frameworks.get(FRAMEWORK) else { return String::new() };
    let mut text = String::new();
    for theme in &framework.themes {
        let _ = writeln!(text, "# {}\n", theme.title);
        let controls = framework.items.iter().filter(|item| item.parent == theme.id);
        for control in controls.filter(|item| item.kind == ItemKind::Control) {
            let _ = writeln!(
                text,
                "# {}. {}\n[control.\"{}\"]\n",
                control.title, control.summary, control.id
            );
        }
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn every_control_has_a_row_and_a_line_of_guidance() {
        let rows = rows();
        assert_eq!(rows.matches("\n[control.\"A.").count(), 93);
        let guidance = rows.split("\n\n").filter(|part| part.contains("[control."));
        for row in guidance {
            let (line, header) = row.trim_start().split_once('\n').expect("two lines");
            assert!(line.starts_with("# ") && line.ends_with('.') && line.len() > 40, "{row}");
            assert!(header.starts_with("[control."), "{row}");
        }
    }
}
