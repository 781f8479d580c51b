//! `annexa verify`: what it says of a copy that somebody had in hands, as a zip and as a folder.

mod support;

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use annexa::base::date::Date;
use annexa::base::digest::Digest;
use annexa::pack::archive;
use annexa::pack::copy::CopyError;
use annexa::pack::verify::{Told, Verification};
use annexa::render::origin::Origin;
use annexa::write::manifest::Manifest;
use snapbox::dir::DirRoot;
use zip::write::SimpleFileOptions;

use support::project::{Project, annexa, json, stderr, stdout};

/// A small pack: its files by name, which tests alter before they write it as a zip or as a folder.
struct Pack {
    folder: DirRoot,
    files: Vec<(String, Vec<u8>)>,
}

const TOP: &str = "handbook-2026-11-21";

fn day() -> Date {
    "2026-11-21".parse().expect("a date")
}

impl Pack {
    fn new() -> Self {
        let texts = ["index.html", "documents/pol-1.html", "static/annexa.css"];
        let mut files: Vec<(String, Vec<u8>)> =
            texts.map(|name| (name.to_owned(), format!("This is {name}.").into_bytes())).into();
        files.push(("manifest.json".to_owned(), manifest(&files)));
        Self { folder: DirRoot::mutable_temp().expect("a temporary folder"), files }
    }

    fn set(&mut self, name: &str, bytes: &[u8]) {
        self.files.retain(|(known, _)| known != name);
        self.files.push((name.to_owned(), bytes.to_owned()));
    }

    fn get(&self, name: &str) -> &[u8] {
        &self.files.iter().find(|(known, _)| known == name).expect("a file of the pack").1
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().expect("it has a path").join(name)
    }

    fn bytes(&self) -> Vec<u8> {
        let files: Vec<(String, &[u8])> = self
            .files
            .iter()
            .map(|(name, bytes)| (format!("{TOP}/{name}"), bytes.as_slice()))
            .collect();
        archive::write(&files, day()).expect("a zip can be made")
    }

    fn zip(&self) -> PathBuf {
        self.put(&self.bytes())
    }

    fn put(&self, bytes: &[u8]) -> PathBuf {
        let path = self.path("pack.zip");
        fs::write(&path, bytes).expect("a zip can be written");
        path
    }

    fn unpacked(&self) -> PathBuf {
        let root = self.path("unpacked");
        let _ = fs::remove_dir_all(&root);
        for (name, bytes) in &self.files {
            let path = root.join(TOP).join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            fs::write(path, bytes).expect("a file can be written");
        }
        root.join(TOP)
    }
}

fn manifest(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let origin = Origin { title: "Handbook".to_owned(), today: day(), checkout: None };
    let digests = files.iter().map(|(name, bytes)| (name.clone(), Digest::of(bytes))).collect();
    Manifest::new(&origin, digests).to_json().into_bytes()
}

fn verify(path: &Path) -> Result<Verification, CopyError> {
    annexa::pack::verify::verify(path, None)
}

/// What a verification names: `altered a, missing b, added c, system d`.
fn named(it: &Verification) -> String {
    let mut all = Vec::new();
    all.extend(it.altered.iter().map(|file| format!("altered {}", file.path)));
    all.extend(it.missing.iter().map(|path| format!("missing {path}")));
    all.extend(it.added.iter().map(|file| format!("added {}", file.path)));
    all.extend(it.of_systems.iter().map(|file| format!("system {}", file.path)));
    all.join(", ")
}

/// Asserts what is said of the pack as a zip, as the folder, and as the folder around it.
#[track_caller]
fn assert_named(pack: &Pack, wanted: &str) {
    let folder = pack.unpacked();
    for path in [pack.zip(), folder.join("manifest.json"), folder.clone(), pack.path("unpacked")] {
        let it = verify(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(named(&it), wanted, "{}", path.display());
        let has_other =
            wanted.split(", ").any(|what| !what.is_empty() && !what.starts_with("system "));
        assert_eq!(it.is_unaltered(), !has_other, "{}", path.display());
    }
}

/// Asserts that the zip is refused, and why.
#[track_caller]
fn assert_refused(pack: &Pack, bytes: &[u8], why: &str) {
    let error = verify(&pack.put(bytes)).expect_err("it must be refused").to_string();
    assert!(error.contains(why), "{error}");
}

#[test]
fn what_nobody_touched_is_unaltered() {
    assert_named(&Pack::new(), "");
}

#[test]
fn every_kind_of_tampering_is_named() {
    type Tamper = fn(&mut Pack);
    let cases: [(Tamper, &str); 8] = [
        (|pack| pack.set("index.html", b"This is Index.html."), "altered index.html"),
        (|pack| pack.set("index.html", b""), "altered index.html"),
        (
            |pack| {
                let (one, other) = (
                    pack.get("index.html").to_owned(),
                    pack.get("documents/pol-1.html").to_owned(),
                );
                pack.set("index.html", &other);
                pack.set("documents/pol-1.html", &one);
            },
            "altered documents/pol-1.html, altered index.html",
        ),
        (|pack| pack.files.retain(|(name, _)| name != "index.html"), "missing index.html"),
        (|pack| pack.set("documents/pol-2.html", b"new"), "added documents/pol-2.html"),
        (
            |pack| {
                for (name, _) in &mut pack.files {
                    *name = name.replace("pol-1", "pol-2");
                }
            },
            "missing documents/pol-1.html, added documents/pol-2.html",
        ),
        (|pack| pack.set("über/情報 😀.txt", b"x"), "added über/情報 😀.txt"),
        (
            // A line is in it twice: who reads the first one and who reads the last one read two manifests.
            |pack| {
                let text = String::from_utf8(pack.get("manifest.json").to_owned()).expect("text");
                let twice = text.replacen(
                    "  \"files\": {\n",
                    "  \"files\": {\n    \"index.html\": \"0\",\n",
                    1,
                );
                pack.set("manifest.json", twice.as_bytes());
            },
            "altered manifest.json",
        ),
    ];
    for (tamper, wanted) in cases {
        let mut pack = Pack::new();
        tamper(&mut pack);
        assert_named(&pack, wanted);
    }
}

#[test]
fn files_that_systems_add_are_told_of_and_do_not_count() {
    let mut pack = Pack::new();
    pack.set(".DS_Store", b"x");
    pack.set("documents/Thumbs.db", b"x");
    pack.set("desktop.ini", b"x");
    assert_named(&pack, "system .DS_Store, system desktop.ini, system documents/Thumbs.db");
    let run = annexa().arg("verify").arg(pack.unpacked()).assert().success();
    assert!(stdout(&run).contains("added by a system, not counted\n  .DS_Store  (1 byte)\n"));
    pack.set("x.DS_Store", b"x");
    let it = verify(&pack.unpacked()).expect("it can be read");
    assert!(!it.is_unaltered());
}

#[test]
fn a_manifest_that_fits_altered_files_is_found_by_what_was_told() {
    let mut pack = Pack::new();
    let (zip, known) = (Digest::of(&pack.bytes()), Digest::of(pack.get("manifest.json")));
    let told = |pack: &Pack, digest| {
        annexa::pack::verify::verify(&pack.zip(), Some(digest)).expect("it can be read")
    };
    assert_eq!(told(&pack, zip).told, Told::Zip);
    assert_eq!(told(&pack, known).told, Told::Manifest);

    pack.set("index.html", b"This was altered.");
    pack.files.retain(|(name, _)| name != "manifest.json");
    let forged = manifest(&pack.files);
    pack.set("manifest.json", &forged);
    assert_named(&pack, "");
    for digest in [zip, known] {
        let it = told(&pack, digest);
        assert_eq!(it.told, Told::Neither(digest));
        assert!(!it.is_unaltered());
    }
    let hex = format!("SHA256:{}", known.to_string().to_uppercase());
    let run = annexa().arg("verify").arg(pack.zip()).args(["--sha256", &hex]).assert().code(1);
    assert!(stdout(&run).starts_with("not what you were told: "), "{}", stdout(&run));
    assert!(stdout(&run).contains(&format!("You were told {known}.")), "{}", stdout(&run));
    annexa().arg("verify").arg(pack.zip()).args(["--sha256", "12"]).assert().code(2);
}

#[test]
fn manifests_of_other_versions() {
    let mut pack = Pack::new();
    let text = String::from_utf8(pack.get("manifest.json").to_owned()).expect("text");
    let files = text.split_once("  \"files\"").expect("files").1;
    let first = format!("{{\n  \"generator\": \"annexa\",\n  \"schema\": 1,\n  \"files\"{files}");
    pack.set("manifest.json", first.as_bytes());
    assert_named(&pack, "");
    for (text, why) in [
        (
            text.replace("\"schema\": 2", "\"schema\": 3"),
            "was written by a later version of Annexa",
        ),
        (text.replace("annexa\",", "other\","), "is not one that Annexa wrote"),
        ("{".repeat(100_000), "is not one that Annexa wrote"),
        (String::new(), "is not one that Annexa wrote"),
        ("\u{FEFF}".to_owned() + &text, "is not one that Annexa wrote"),
    ] {
        pack.set("manifest.json", text.as_bytes());
        for path in [pack.zip(), pack.unpacked()] {
            let error = verify(&path).expect_err("it must be refused").to_string();
            assert!(error.contains(why), "{error}");
        }
    }
    pack.set("manifest.json", b"\xFF");
    verify(&pack.zip()).expect_err("it must be refused");
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for name in [
        "../x",
        "../../etc/x",
        "/etc/x",
        "a/../../x",
        "a\\..\\x",
        "C:\\x",
        "c:x",
        "a//b",
        "./x",
        "a\nb",
    ] {
        let pack = Pack::new();
        let mut files: Vec<(String, &[u8])> = vec![(name.to_owned(), b"x")];
        let inside =
            pack.files.iter().map(|(name, bytes)| (format!("{TOP}/{name}"), bytes.as_slice()));
        files.extend(inside);
        let bytes = archive::write(&files, day()).expect("a zip can be made");
        assert_refused(&pack, &bytes, "which would lead out of the folder");
    }
}

#[test]
fn a_file_beside_the_folder_is_added_and_stands_for_none_in_it() {
    let pack = Pack::new();
    let inside = pack.files.iter().filter(|(name, _)| name != "index.html");
    let mut files: Vec<(String, &[u8])> =
        inside.map(|(name, bytes)| (format!("{TOP}/{name}"), bytes.as_slice())).collect();
    files.push(("index.html".to_owned(), pack.get("index.html")));
    let path = pack.put(&archive::write(&files, day()).expect("a zip can be made"));
    assert_eq!(
        named(&verify(&path).expect("it can be read")),
        "missing index.html, added ../index.html"
    );
    files.push(("other/manifest.json".to_owned(), pack.get("manifest.json")));
    let bytes = archive::write(&files, day()).expect("a zip can be made");
    let error = verify(&pack.put(&bytes)).expect_err("it must be refused");
    assert!(error.to_string().contains("several folders"), "{error}");
}

#[test]
fn a_file_beside_the_folder_on_a_disk_is_added_as_it_is_in_a_zip() {
    let pack = Pack::new();
    let folder = pack.unpacked();
    let around = pack.path("unpacked");
    fs::create_dir(around.join("more")).expect("a folder can be made");
    fs::write(around.join("evil.html"), "x").expect("a file can be written");
    fs::write(around.join("more/index.html"), "x").expect("a file can be written");
    fs::write(around.join(".DS_Store"), "x").expect("a file can be written");
    let it = verify(&around).expect("it can be read");
    let wanted = "added ../evil.html, added ../more/index.html, system ../.DS_Store";
    assert_eq!(named(&it), wanted);
    let run = annexa().arg("verify").arg(&around).assert().code(1);
    assert!(stdout(&run).contains("\nadded\n  ../evil.html  (1 byte)\n"), "{}", stdout(&run));
    let run = annexa().arg("verify").arg(&around).args(["--format", "json"]).assert().code(1);
    assert_eq!(json(&run)["added"][0]["path"], "../evil.html");
    // Whoever names the folder itself asks for nothing else.
    for path in [folder.clone(), folder.join("manifest.json")] {
        assert_eq!(named(&verify(&path).expect("it can be read")), "");
    }
}

#[test]
fn a_manifest_is_not_satisfied_by_files_outside() {
    for name in ["../x", "/x", "a/../index.html", "./index.html", "C:\\x"] {
        let mut pack = Pack::new();
        let bytes = pack.get("index.html").to_owned();
        pack.files.retain(|(name, _)| name != "manifest.json");
        let named_files: Vec<_> =
            pack.files.iter().cloned().chain([(name.to_owned(), bytes.clone())]).collect();
        pack.set("manifest.json", &manifest(&named_files));
        let wanted = format!("altered manifest.json, missing {name}");
        assert_named(&pack, &wanted);

        fs::write(pack.path("unpacked/x"), &bytes).expect("a file can be written");
        let it = verify(&pack.path("unpacked")).expect("it can be read");
        assert_eq!(named(&it), format!("{wanted}, added ../x"));
        assert_eq!(it.altered[0].note, Some("names files outside of its folder"));
        let it = verify(&pack.path("unpacked").join(TOP)).expect("it can be read");
        assert_eq!(named(&it), wanted);

        let inside = pack.files.iter();
        let mut files: Vec<(String, &[u8])> =
            inside.map(|(name, bytes)| (format!("{TOP}/{name}"), bytes.as_slice())).collect();
        files.push(("x".to_owned(), &bytes));
        let path = pack.put(&archive::write(&files, day()).expect("a zip can be made"));
        let it = verify(&path).expect("it can be read");
        assert_eq!(named(&it), format!("{wanted}, added ../x"));
    }
}

/// A zip that another program made: the pack, and what `more` adds.
fn by_another(pack: &Pack, more: impl FnOnce(&mut zip::ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in &pack.files {
        zip.start_file(format!("{TOP}/{name}"), SimpleFileOptions::default()).expect("a file");
        zip.write_all(bytes).expect("its bytes");
    }
    more(&mut zip);
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn what_is_no_plain_file_is_refused() {
    let pack = Pack::new();
    let plain = SimpleFileOptions::default();
    assert!(verify(&pack.put(&by_another(&pack, |_| ()))).is_ok());
    let link = by_another(&pack, |zip| {
        zip.add_symlink(format!("{TOP}/x"), "/etc/passwd", plain).expect("a link");
    });
    assert_refused(&pack, &link, "`handbook-2026-11-21/x`, which is a symbolic link");
    let folder = by_another(&pack, |zip| zip.add_directory("x", plain).expect("a folder"));
    assert_refused(&pack, &folder, "which is a folder");
    let comment = by_another(&pack, |zip| zip.set_comment("hidden").expect("a comment"));
    assert_refused(&pack, &comment, "it is no zip, or it was cut off, or bytes were added");
}

#[test]
fn bytes_that_belong_to_no_file_are_refused() {
    let pack = Pack::new();
    let bytes = pack.bytes();
    let prefixed = [b"MZ a program", bytes.as_slice()].concat();
    assert_refused(&pack, &prefixed, "bytes that belong to no file");
    let added = [bytes.as_slice(), b"more"].concat();
    assert_refused(&pack, &added, "bytes were added at its end");
    // A whole zip before or behind it is none of its files, either.
    assert_refused(&pack, &bytes.repeat(2), "bytes that belong to no file");
    // Between the files and the directory, with the end saying where the directory is now.
    let end = bytes.len() - 22;
    let start = usize::try_from(u32::from_le_bytes(
        bytes[end + 16..end + 20].try_into().expect("four bytes"),
    ))
    .expect("small");
    let mut between = [&bytes[..start], b"hidden", &bytes[start..]].concat();
    let moved = u32::try_from(start + 6).expect("small").to_le_bytes();
    let at = between.len() - 22 + 16;
    between[at..at + 4].copy_from_slice(&moved);
    assert_refused(&pack, &between, "bytes that belong to no file");
}

#[test]
fn two_files_of_one_name_are_refused() {
    let mut pack = Pack::new();
    pack.set("static/annexa.cst", b"other");
    let text = pack.bytes();
    let wanted = b"static/annexa.css";
    let mut bytes = text.clone();
    for at in 0..text.len() - wanted.len() {
        if text[at..].starts_with(b"static/annexa.cst") {
            bytes[at..at + wanted.len()].copy_from_slice(wanted);
        }
    }
    assert_refused(&pack, &bytes, "two files of one name");
}

#[test]
fn no_flipped_bit_and_no_cut_goes_unseen() {
    let pack = Pack::new();
    let (bytes, whole) = (pack.bytes(), Digest::of(&pack.bytes()));
    let mut unseen = 0;
    for at in 0..bytes.len() {
        for bit in [1_u8, 0x80] {
            let mut flipped = bytes.clone();
            flipped[at] ^= bit;
            let path = pack.put(&flipped);
            let told = annexa::pack::verify::verify(&path, Some(whole));
            assert!(told.is_err() || told.is_ok_and(|it| !it.is_unaltered()), "byte {at}");
            unseen += usize::from(verify(&path).is_ok_and(|it| it.is_unaltered()));
        }
        assert!(verify(&pack.put(&bytes[..at])).is_err(), "cut at {at}");
    }
    // Times and permissions are nothing that a file says; all else is seen without being told anything.
    assert!(unseen < 20 * 2 * pack.files.len(), "{unseen} of {}", 2 * bytes.len());
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut pack = Pack::new();
    pack.files.retain(|(name, _)| name != "index.html");
    let zeros = vec![0; 1 << 20];
    let bomb = by_another(&pack, |zip| {
        let deflated = SimpleFileOptions::default().compression_level(Some(1));
        zip.start_file(format!("{TOP}/index.html"), deflated).expect("a file");
        for _ in 0..257 {
            zip.write_all(&zeros).expect("its bytes");
        }
    });
    assert!(bomb.len() < 4 << 20);
    assert_refused(&pack, &bomb, "it is too large");
    // The same with headers that lie: it ends where they said that it would.
    let (true_size, lie) = ((257_u32 << 20).to_le_bytes(), 10_u32.to_le_bytes());
    let mut lying = bomb.clone();
    for at in 0..bomb.len() - 4 {
        if bomb[at..].starts_with(&true_size) {
            lying[at..at + 4].copy_from_slice(&lie);
        }
    }
    let it = verify(&pack.put(&lying)).expect("it can be read");
    assert_eq!(named(&it), "altered index.html");
    assert_eq!(it.altered[0].note, Some("damaged: it does not come out of the zip whole"));
}

#[test]
fn what_is_neither_a_copy_nor_readable_ends_with_two() {
    let pack = Pack::new();
    let empty = pack.path("empty");
    fs::create_dir(&empty).expect("a folder can be made");
    for (name, bytes) in [
        ("a.zip", &b""[..]),
        ("b.zip", b"PK\x05\x06"),
        ("c.zip", b"plain text"),
        ("d.zip", &[0; 4096]),
    ] {
        fs::write(pack.path(name), bytes).expect("a file can be written");
    }
    for (name, why) in [
        ("empty", "holds no `manifest.json`"),
        ("nowhere", "does not exist"),
        ("a.zip", "it is no zip"),
        ("b.zip", "it is no zip"),
        ("c.zip", "it is no zip"),
        ("d.zip", "it is no zip"),
    ] {
        let run = annexa().arg("verify").arg(pack.path(name)).assert().code(2).stdout_eq("");
        assert!(stderr(&run).contains(why), "{name}: {}", stderr(&run));
    }
    // An end of a zip and nothing else: a zip of no files.
    let nothing = archive::write(&[], day()).expect("a zip of nothing");
    let error = verify(&pack.put(&nothing)).expect_err("it must be refused");
    assert!(error.to_string().contains("holds no `manifest.json`"), "{error}");
}

#[test]
fn the_end_of_a_zip_that_lies_is_refused() {
    let pack = Pack::new();
    let bytes = pack.bytes();
    let end = bytes.len() - 22;
    for (at, lie) in [
        // How many files, with or without zip64; how long the directory is, and where.
        (8, &[0xFF, 0xFF, 0xFF, 0xFF][..]),
        (8, &[0, 0, 0, 0]),
        (8, &[1, 0, 1, 0]),
        (12, &[0xFF, 0xFF, 0xFF, 0xFF]),
        (16, &[0, 0, 0, 0]),
        (16, &[0xFF, 0xFF, 0xFF, 0xFF]),
    ] {
        let mut lying = bytes.clone();
        lying[end + at..end + at + lie.len()].copy_from_slice(lie);
        let error = verify(&pack.put(&lying)).expect_err("it must be refused");
        assert!(matches!(error, CopyError::Zip { .. } | CopyError::Disk { .. }), "{error}");
    }
}

#[test]
fn two_copies_in_a_folder_need_a_name() {
    let pack = Pack::new();
    let folder = pack.unpacked();
    let second = pack.path("unpacked/second");
    fs::create_dir(&second).expect("a folder can be made");
    fs::copy(folder.join("manifest.json"), second.join("manifest.json")).expect("a copy");
    let error = verify(&pack.path("unpacked")).expect_err("it must be refused");
    assert!(error.to_string().contains("several folders"), "{error}");
}

#[test]
fn the_answer_says_what_was_compared() {
    let project = Project::sound();
    project.run("build", &[]).success();
    let site = project.path("public");
    let run = annexa().arg("verify").arg(&site).assert().success().stderr_eq("");
    let said = stdout(&run);
    assert!(said.starts_with(&format!("unaltered: {}\n\n", site.display())), "{said}");
    for line in [
        "  handbook                  Handbook\n",
        "  as of                     2026-11-21\n",
        "  commit                    not known\n",
    ] {
        assert!(said.contains(line), "{said}");
    }
    assert!(said.contains("whoever can alter files can alter\nmanifest.json"), "{said}");

    fs::write(site.join("soa.html"), "I").expect("a page can be written");
    fs::write(site.join("extra.html"), "two").expect("a page can be written");
    fs::remove_file(site.join("index.html")).expect("it was there");
    let run = annexa().arg("verify").arg(&site).assert().code(1);
    let said = stdout(&run);
    assert!(said.contains(": 1 altered, 1 missing, 1 added\n"), "{said}");
    assert!(said.contains("\naltered\n  soa.html  (1 byte)\n\nmissing\n  index.html\n\nadded\n  extra.html  (3 bytes)\n"), "{said}");

    let run = annexa().arg("verify").arg(&site).args(["--format", "json"]).assert().code(1);
    let it = json(&run);
    assert_eq!(it["is_unaltered"], false);
    assert_eq!(it["altered"][0]["path"], "soa.html");
    assert_eq!(it["added"][0]["size"], 3);
    assert_eq!(it["missing"][0], "index.html");
    assert_eq!(it["today"], "2026-11-21");
    assert_eq!(it["zip_sha256"], serde_json::Value::Null);
    // The next build makes it whole again, whatever was done to it.
    project.run("build", &[]).success();
    fs::remove_file(site.join("extra.html")).expect("it stays, being somebody else's");
    annexa().arg("verify").arg(&site).assert().success();
}

#[test]
fn many_files_are_counted_and_not_all_named() {
    let mut pack = Pack::new();
    for number in 0..60 {
        pack.set(&format!("more/{number:02}.html"), b"x");
    }
    let said = stdout(&annexa().arg("verify").arg(pack.zip()).assert().code(1));
    assert!(
        said.contains(": 60 added\n")
            && said.contains("  … and 20 more; --format json names all\n"),
        "{said}"
    );
}

#[test]
fn nothing_that_a_copy_says_steers_a_terminal() {
    let mut pack = Pack::new();
    let text = String::from_utf8(pack.get("manifest.json").to_owned()).expect("text");
    let forged = text
        .replace("\"Handbook\"", "\"\\u001b[2J\\u202ehandbook\"")
        .replace("index.html", "in\\u001b[2Jdex\\nunaltered");
    pack.set("manifest.json", forged.as_bytes());
    let run = annexa().arg("verify").arg(pack.zip()).assert().code(1);
    let said = stdout(&run);
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
    assert!(said.contains("in\\u{1b}[2Jdex\\nunaltered"), "{said}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn links_are_not_followed() {
        let pack = Pack::new();
        let folder = pack.unpacked();
        let elsewhere = pack.path("elsewhere.html");
        fs::rename(folder.join("index.html"), &elsewhere).expect("it was there");
        symlink(&elsewhere, folder.join("index.html")).expect("a link");
        symlink("/", folder.join("root")).expect("a link");
        let it = verify(&folder).expect("it can be read");
        assert_eq!(named(&it), "altered index.html, added root");
        assert_eq!(it.altered[0].note, Some("no plain file; it was not followed"));

        for (target, name) in [
            (folder.clone(), "folder"),
            (pack.zip(), "zip.zip"),
            (folder.join("manifest.json"), "manifest.json"),
        ] {
            symlink(target, pack.path(name)).expect("a link");
            let error = verify(&pack.path(name)).expect_err("it must be refused");
            assert!(
                error.to_string().contains("a symbolic link, which is not followed"),
                "{error}"
            );
        }
        fs::remove_file(folder.join("manifest.json")).expect("it was there");
        symlink("/etc/hostname", folder.join("manifest.json")).expect("a link");
        let error = verify(&folder).expect_err("it must be refused");
        assert!(error.to_string().contains("holds no `manifest.json`"), "{error}");
    }

    #[test]
    fn pipes_are_not_waited_for() {
        let pack = Pack::new();
        let folder = pack.unpacked();
        fs::remove_file(folder.join("index.html")).expect("it was there");
        for path in [folder.join("index.html"), pack.path("pipe.zip")] {
            let made = snapbox::cmd::Command::new("mkfifo").arg(&path);
            made.assert().success();
        }
        assert_eq!(named(&verify(&folder).expect("it can be read")), "altered index.html");
        let error = verify(&pack.path("pipe.zip")).expect_err("it must be refused");
        assert!(error.to_string().contains("a device or a pipe"), "{error}");
        verify(Path::new("/dev/zero")).expect_err("it must be refused");
    }

    #[test]
    fn what_may_not_be_read_ends_with_two() {
        let pack = Pack::new();
        let folder = pack.unpacked();
        let secret = folder.join("index.html");
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).expect("a mode can be set");
        if fs::read(&secret).is_ok() {
            // Not `eprintln`, which the test runner keeps to itself.
            let _ = writeln!(std::io::stderr(), "SKIPPED: this user may read everything");
            return;
        }
        let run = annexa().arg("verify").arg(&folder).assert().code(2).stdout_eq("");
        assert!(stderr(&run).contains("cannot read `"), "{}", stderr(&run));
        fs::set_permissions(pack.path("unpacked"), fs::Permissions::from_mode(0o000))
            .expect("a mode");
        annexa().arg("verify").arg(&folder).assert().code(2);
        fs::set_permissions(pack.path("unpacked"), fs::Permissions::from_mode(0o755))
            .expect("a mode");
    }
}
