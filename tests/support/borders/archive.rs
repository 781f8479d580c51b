//! A zip that was in other hands, as `annexa verify` gets it: whatever was changed, nothing fails, and nothing changed passes for the original.
//!
//! An input is a number of changes (its first byte, up to 7), each a place (two bytes) and what is done to the byte there (one), and then the
//! files of an archive in the form of [`super::container`]. An archive whose input has no `manifest.json` gets a true one. So changes reach all parts
//! of an archive that is otherwise whole, which bytes of any kind would hardly ever be.

use std::sync::{LazyLock, Mutex, PoisonError};
use std::{env, fs, process};

use annexa::base::digest::Digest;
use annexa::pack::verify::{Told, Verification, verify};
use annexa::pack::{archive, json};
use annexa::render::origin::Origin;
use annexa::write::manifest::{Manifest, NAME};

use super::{container, findings, project};

/// The file that is looked at: `verify` reads from disk. One at a time.
static FILE: LazyLock<Mutex<std::path::PathBuf>> = LazyLock::new(|| {
    Mutex::new(env::temp_dir().join(format!("annexa-border-{}.zip", process::id())))
});

/// Looks at the archive that the bytes stand for.
pub(crate) fn hold(bytes: &[u8]) {
    let (changes, files) = changes(bytes);
    let mut files: Vec<(String, &[u8])> = container::parts(files)
        .into_iter()
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .filter(|(name, bytes)| !name.is_empty() && !bytes.is_empty())
        .collect();
    let is_honest = files.iter().all(|(name, _)| name != NAME);
    let manifest = manifest(&files);
    if is_honest {
        files.push((NAME.to_owned(), manifest.as_bytes()));
    }
    let Ok(original) = archive::write(&files, project::today()) else { return };
    let mut changed = original.clone();
    for (at, bits) in changes {
        let at = at % changed.len();
        changed[at] ^= bits;
    }
    let told = Digest::of(&original);
    let looked = look(&changed, told);
    if let Some(looked) = &looked {
        is_sound(looked);
        let passes = looked.is_unaltered() && matches!(looked.told, Told::Zip);
        assert!(!passes || changed == original, "it passes for the original");
    }
    let is_plain = |name: &str| {
        name.split('/').all(|part| {
            part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.') && !part.is_empty()
        }) && !name.split('/').any(|part| part.starts_with('.'))
    };
    if is_honest && changed == original && files.iter().all(|(name, _)| is_plain(name)) {
        let beside = files.iter().any(|(name, _)| name.ends_with(&format!("/{NAME}")));
        let passes = looked.is_some_and(|looked| looked.is_unaltered());
        assert!(passes || beside, "the original does not pass");
    }
}

/// The changes at the beginning of an input, and what follows them.
fn changes(bytes: &[u8]) -> (Vec<(usize, u8)>, &[u8]) {
    let Some((count, rest)) = bytes.split_first() else { return (Vec::new(), bytes) };
    let length = usize::from(count % 8) * 3;
    let Some((changes, rest)) = rest.split_at_checked(length) else { return (Vec::new(), rest) };
    let one = |change: &[u8]| (usize::from(u16::from_be_bytes([change[0], change[1]])), change[2]);
    (changes.chunks_exact(3).map(one).collect(), rest)
}

/// What Annexa would say of these files.
fn manifest(files: &[(String, &[u8])]) -> String {
    let origin = Origin { title: "Handbook".to_owned(), today: project::today(), checkout: None };
    let files = files.iter().map(|(name, bytes)| (name.clone(), Digest::of(bytes)));
    Manifest::new(&origin, files.collect()).to_json()
}

/// What is said of a zip; `None` when it is refused, in words of one line.
fn look(zip: &[u8], told: Digest) -> Option<Verification> {
    let path = FILE.lock().unwrap_or_else(PoisonError::into_inner);
    fs::write(&*path, zip).expect("a temporary file can be written");
    let looked = verify(&path, Some(told));
    fs::remove_file(&*path).expect("a temporary file can be removed");
    let refused = looked.as_ref().map_err(ToString::to_string);
    if let Err(words) = refused {
        assert!(!words.contains(annexa::base::text::is_hidden), "{words:?}");
    }
    looked.ok()
}

/// The answer can be read by programs, and lists every file once.
fn is_sound(looked: &Verification) {
    findings::is_json(&json::render(looked));
    let others = looked.added.iter().chain(&looked.of_systems).chain(&looked.altered);
    let mut names: Vec<&str> = others.map(|file| file.path.as_str()).collect();
    names.extend(looked.missing.iter().map(String::as_str));
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "a file is named twice: {names:?}");
}
