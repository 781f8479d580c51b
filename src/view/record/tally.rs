//! Findings counted by their grades.

use crate::base::text::{list_of, plural};
use crate::model::record::finding::Finding;
use crate::view::record::words::{GRADES, grade_badge, grade_words};
use crate::view::soa::Total;

/// The counts by grade, those of the four grades always, of what has none only where there is such a finding.
pub fn totals<'f>(findings: &(impl Iterator<Item = &'f Finding> + Clone)) -> Vec<Total> {
    let total = |grade| {
        let count = findings.clone().filter(|finding| finding.grade() == grade).count();
        let (one, many) = grade_words(grade);
        let label = if count == 1 { one } else { many };
        (grade.is_some() || count > 0).then(|| Total {
            count,
            label,
            tone: grade_badge(grade).tone,
        })
    };
    GRADES.into_iter().filter_map(total).collect()
}

/// The counts by grade in words: `2 minor and 3 observations`; `none` where there is no finding.
pub fn in_words<'f>(findings: &(impl Iterator<Item = &'f Finding> + Clone)) -> String {
    let words: Vec<String> = GRADES
        .into_iter()
        .filter_map(|grade| {
            let count = findings.clone().filter(|finding| finding.grade() == grade).count();
            let (one, many) = grade_words(grade);
            (count > 0).then(|| plural(count, one, many))
        })
        .collect();
    if words.is_empty() { "none".to_owned() } else { list_of(&words) }
}
