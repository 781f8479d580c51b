//! Gives each fault a piece of its own.

use super::fault::{At, Fault};
use super::project::{Project, Slot};
use super::{body, files, front, records, registers, rows, settings, statement, trail};

/// All faults that break a piece.
pub(crate) fn faults() -> Vec<Fault> {
    let mut all = front::faults();
    all.extend(trail::faults());
    all.extend(body::faults());
    all.extend(statement::faults());
    all.extend(registers::faults());
    all.extend(rows::faults());
    all.extend(records::faults());
    all.extend(settings::faults());
    all
}

/// Breaks a sound project. Another seed puts the faults into other pieces.
pub(crate) fn inject(project: &mut Project, seed: u64) {
    let mut random = seed;
    for fault in faults() {
        let free: Vec<usize> = project
            .pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| piece.slot == fault.slot && piece.finds.is_empty())
            .map(|(at, _)| at)
            .collect();
        // The generator of Knuth's MMIX: good enough to scatter.
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let choice = usize::try_from(random >> 33).expect("31 bits");
        let at = *free
            .get(choice % free.len().max(1))
            .unwrap_or_else(|| panic!("no piece is left for {fault:?}"));
        spoil(project, at, &fault);
    }
    swap_rows(project, "registers/evidence.toml", Slot::Evidence);
    files::add(project);
}

fn spoil(project: &mut Project, at: usize, fault: &Fault) {
    let piece = &mut project.pieces[at];
    let id = piece.id.clone();
    let fill =
        |text: &str| text.replace("{id}", &id).replace("{number}", id.trim_start_matches("A."));
    let change = |text: &str, old: &str, new: &str| {
        let (old, new) = (fill(old), fill(new));
        if old.is_empty() {
            return format!("{text}{new}");
        }
        assert_eq!(text.matches(old.as_str()).count(), 1, "{old} must stand once in {text}");
        text.replace(old.as_str(), &new)
    };
    if let Some(mended) = &fault.mended {
        piece.mended = Some(change(&piece.text, &fault.edits[0].old, mended));
    }
    for edit in &fault.edits {
        piece.text = change(&piece.text, &edit.old, &edit.new);
    }
    piece.finds.clone_from(&fault.finds);
}

/// Puts two sound rows of a register that follow each other into the wrong order.
fn swap_rows(project: &mut Project, path: &str, slot: Slot) {
    let sound: Vec<usize> = (0..project.pieces.len())
        .filter(|at| {
            let piece = &project.pieces[*at];
            piece.path == path && piece.slot == slot && piece.finds.is_empty()
        })
        .collect();
    let pair = sound.windows(2).find(|pair| pair[0] + 1 == pair[1]);
    let [first, second] = *pair.expect("two sound rows follow each other") else { unreachable!() };
    project.pieces.swap(first, second);
    // The second one stands first now; it is the one that is found out of place.
    let piece = &mut project.pieces[first];
    let header = format!("[evidence.{}]", piece.id);
    piece.mended = Some(piece.text.clone());
    piece.text = piece.text.replace(&header, &format!("[evidence.«{}»]", piece.id));
    piece.finds.push(super::fault::Find { at: At::Mark, code: "unsorted-rows", says: "" });
}
