//! A bound on findings of one kind in one file: a file of nothing but faults must not fill the memory, and nobody reads all of them.

use std::collections::BTreeMap;

use crate::base::path::RelPath;
use crate::base::text::plural;
use crate::diag::code::Code;
use crate::diag::{Diagnostic, Findings};

/// How many findings of one code are listed for one file.
pub const LISTED: usize = 500;

/// The findings without those beyond the first [`LISTED`] of a code in a file, and how many of which code are left out. The last that is
/// listed says how many follow.
pub fn bounded(found: Findings) -> (Vec<Diagnostic>, Vec<(&'static Code, usize)>) {
    let mut counts: BTreeMap<(RelPath, &str), usize> = BTreeMap::new();
    for diagnostic in found.iter() {
        match counts.get_mut(&(diagnostic.span.path.clone(), diagnostic.code.name)) {
            Some(count) => *count += 1,
            None => {
                counts.insert((diagnostic.span.path.clone(), diagnostic.code.name), 1);
            }
        }
    }
    counts.retain(|_, count| *count > LISTED);
    if counts.is_empty() {
        return (found.into_iter().collect(), Vec::new());
    }
    let (mut kept, mut floods): (Vec<Diagnostic>, BTreeMap<_, Vec<Diagnostic>>) =
        Default::default();
    for diagnostic in found {
        let key = (diagnostic.span.path.clone(), diagnostic.code.name);
        if counts.contains_key(&key) {
            floods.entry(key).or_default().push(diagnostic);
        } else {
            kept.push(diagnostic);
        }
    }
    let mut left_out = Vec::new();
    for mut flood in floods.into_values() {
        flood.sort_by(|left, right| order(left).cmp(&order(right)));
        flood.dedup();
        let more = flood.len().saturating_sub(LISTED);
        flood.truncate(LISTED);
        if let Some(last) = flood.last_mut().filter(|_| more > 0) {
            let places = plural(more, "more place", "more places");
            left_out.push((last.code, more));
            last.message = format!("{}; {places} of this file are not listed", last.message);
        }
        kept.append(&mut flood);
    }
    (kept, left_out)
}

fn order(diagnostic: &Diagnostic) -> (usize, usize, &str) {
    (diagnostic.span.range.start, diagnostic.span.range.end, &diagnostic.message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sample::SOME_FAULT;
    use crate::diag::span::Span;

    fn findings(count: usize) -> Findings {
        let mut found = Findings::default();
        for at in (0..count).rev() {
            let span = Span::new(&RelPath::fixed("a.md"), at..at + 1);
            found.report(&SOME_FAULT, span, format!("fault {at}"));
        }
        found.report(&SOME_FAULT, Span::file(&RelPath::fixed("b.md")), "another");
        found
    }

    #[test]
    fn the_first_are_listed_and_the_others_counted() {
        let (kept, left_out) = bounded(findings(LISTED + 3));
        assert_eq!(kept.len(), LISTED + 1);
        assert_eq!(left_out.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [3]);
        let last = &kept[LISTED].message;
        assert_eq!(
            *last,
            format!("fault {}; 3 more places of this file are not listed", LISTED - 1)
        );
        assert_eq!(kept[1].message, "fault 0");
    }

    #[test]
    fn what_is_no_flood_is_left() {
        let (kept, left_out) = bounded(findings(LISTED));
        assert!(kept.len() == LISTED + 1 && left_out.is_empty());
        assert!(kept.iter().all(|one| !one.message.contains("listed")));
    }
}
