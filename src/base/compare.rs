//! What two sequences share, and what only one of them has. With [`crate::base::change`] the only file that names `similar`.
//!
//! The work is bounded by the lengths, never by a clock: the same input gives the same result on every machine.

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The largest product of the two lengths that is compared, ends that are equal not counted: four thousand by four thousand.
const EFFORT: usize = 16_000_000;

/// A part of both sequences. Parts follow each other without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// True when both hold the same there.
    pub is_same: bool,
    /// The items of the older sequence.
    pub old: Range<usize>,
    /// The items of the newer one.
    pub new: Range<usize>,
}

impl Part {
    fn of(op: &DiffOp) -> Self {
        Self {
            is_same: matches!(op, DiffOp::Equal { .. }),
            old: op.old_range(),
            new: op.new_range(),
        }
    }
}

/// The parts of two sequences, those that are the same and those that are not in turns; `None` when comparing them costs too much.
pub fn parts<T: Eq + Hash>(old: &[T], new: &[T]) -> Option<Vec<Part>> {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (old.get(head..)?, new.get(head..)?);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new);
    let tail = tail.count();
    if (old_rest.len() - tail).saturating_mul(new_rest.len() - tail) > EFFORT {
        return None;
    }
    let mut parts: Vec<Part> = Vec::new();
    for part in capture_diff_slices(Algorithm::Myers, old, new).iter().map(Part::of) {
        match parts.last_mut().filter(|last| last.is_same == part.is_same) {
            Some(last) => {
                last.old.end = part.old.end;
                last.new.end = part.new.end;
            }
            None => parts.push(part),
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_cover_both_sequences(old in "[abc]{0,30}", new in "[abc]{0,30}") {
            let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
            let parts = parts(&old, &new).expect("short sequences are compared");
            let (mut old_at, mut new_at) = (0, 0);
            for part in &parts {
                prop_assert_eq!((part.old.start, part.new.start), (old_at, new_at));
                prop_assert_eq!(part.is_same, old[part.old.clone()] == new[part.new.clone()]);
                (old_at, new_at) = (part.old.end, part.new.end);
            }
            prop_assert_eq!((old_at, new_at), (old.len(), new.len()));
            prop_assert!(parts.windows(2).all(|pair| pair[0].is_same != pair[1].is_same));
        }
    }

    #[test]
    fn what_costs_too_much_is_not_compared() {
        let (old, new): (Vec<u32>, Vec<u32>) = ((0..5_000).collect(), (5_000..10_000).collect());
        assert_eq!(parts(&old, &new), None);
        let longer: Vec<u32> = (0..5_000).chain([7]).collect();
        assert_eq!(parts(&old, &longer).map(|parts| parts.len()), Some(2));
    }
}
