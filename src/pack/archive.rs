//! Zips: written so that the same files are the same bytes, read so that nobody can hide anything in one. The only file that names `zip`.
//!
//! A zip may be read in more than one way: with bytes before, between and behind its files, with two files of one name, with another name at
//! the file than in the directory at its end. Programs differ in what they make of it. So [`Archive::open`] takes no zip that is not
//! laid out as [`write()`] lays it out, file after file and nothing else. Nothing is ever unpacked to disk.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::rc::Rc;

use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::base::date::Date;
use crate::base::digest::{Digest, Digester};
use crate::base::text::printable;

/// How many files a zip may have; above it the format has another form.
const FILES: u16 = u16::MAX - 1;

/// How large a file in a zip may be, unpacked.
const ONE: u64 = 256 << 20;

/// How large all files may be together, unpacked; above it the format has another form.
const ALL: u64 = (4 << 30) - 1;

/// How large the directory at the end may be: it is held in memory.
const DIRECTORY: u64 = 32 << 20;

/// Kinds of file that are compressed already.
const STORED: [&str; 8] = [".xlsx", ".zip", ".png", ".jpg", ".jpeg", ".webp", ".woff2", ".pdf"];

/// How large the pieces are in which files are read.
const PIECE: usize = 1 << 16;

/// Why a zip is not read or written.
#[derive(Debug, thiserror::Error)]
pub enum ZipFault {
    /// It does not end as a zip does.
    #[error("it is no zip, or it was cut off, or bytes were added at its end")]
    NoZip,
    /// It holds more than its files.
    #[error("it holds bytes that belong to no file, as no zip of Annexa does")]
    Foreign,
    /// What it says of a file at the file and at its end differ.
    #[error("what it says of its files does not fit together")]
    Inconsistent,
    /// Two files have one name.
    #[error("it holds two files of one name")]
    Twice,
    /// A file would be unpacked elsewhere.
    #[error("it holds `{name}`, which would lead out of the folder into which it is unpacked")]
    Outside {
        /// The name, as it may be shown.
        name: String,
    },
    /// Something else than a file.
    #[error("it holds `{name}`, which is {what}; Annexa packs plain files only")]
    NoFile {
        /// The name, as it may be shown.
        name: String,
        /// What it is.
        what: &'static str,
    },
    /// There is too much in it.
    #[error("it is too large: up to 65,534 files, 256 MiB each and 4 GiB together can be packed")]
    Large,
    /// Reading or writing failed.
    #[error("it cannot be read")]
    Disk(#[source] io::Error),
}

/// Writes files into a zip, in their order; each has a name of its own. Times are those of the day, permissions those of a file that all may read.
pub fn write(files: &[(String, &[u8])], day: Date) -> Result<Vec<u8>, ZipFault> {
    let size = |(_, bytes): &(String, &[u8])| bytes.len() as u64;
    let is_too_large = files.iter().any(|file| size(file) > ONE)
        || files.iter().map(size).sum::<u64>() > ALL
        || files.len() > usize::from(FILES);
    if is_too_large {
        return Err(ZipFault::Large);
    }
    let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    if names.len() < files.len() {
        return Err(ZipFault::Twice);
    }
    let written = || -> ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            let is_stored = STORED.iter().any(|end| name.ends_with(end));
            let (method, level) = if is_stored {
                (CompressionMethod::Stored, None)
            } else {
                (CompressionMethod::Deflated, Some(6))
            };
            // Each option is named: what a default reads from the machine would make other bytes there.
            let options = SimpleFileOptions::default()
                .last_modified_time(midnight(day))
                .unix_permissions(0o644)
                .system(System::Unix)
                .compression_method(method)
                .compression_level(level);
            zip.start_file(name.as_str(), options)?;
            zip.write_all(bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    };
    written().map_err(fault)
}

/// The day as zips have it; a day that they cannot have is the first one that they can.
fn midnight(day: Date) -> DateTime {
    let text = day.to_string();
    let mut numbers = text.split('-').map_while(|number| number.parse::<u16>().ok());
    let mut next = || numbers.next().unwrap_or(0);
    let (year, month, day) = (next(), next(), next());
    let small = |number: u16| u8::try_from(number).unwrap_or(0);
    DateTime::from_date_and_time(year, small(month), small(day), 0, 0, 0).unwrap_or_default()
}

/// What can be known of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    index: usize,
    /// Its size as the zip claims it.
    pub size: u64,
}

/// A zip that may have been in other hands.
#[derive(Debug)]
pub struct Archive {
    zip: ZipArchive<Metered>,
    files: BTreeMap<String, Listed>,
}

impl Archive {
    /// Opens a zip and looks at all of it but the content of its files.
    pub fn open(mut file: File) -> Result<Self, ZipFault> {
        let end = End::read(&mut file)?;
        let left = Rc::new(Cell::new(2 * (end.length + DIRECTORY)));
        let metered = Metered { file, left: Rc::clone(&left) };
        let mut zip = ZipArchive::new(metered).map_err(fault)?;
        // What is read from here on is bounded file by file.
        left.set(u64::MAX);
        let is_as_said = zip.offset() == 0
            && zip.comment().is_empty()
            && zip.central_directory_start() == end.start
            && zip.len() <= usize::from(end.files);
        if !is_as_said {
            return Err(ZipFault::Foreign);
        }
        if zip.has_duplicate_names() || zip.len() < usize::from(end.files) {
            return Err(ZipFault::Twice);
        }
        zip.validate_header_consistency().map_err(fault)?;
        let mut archive = Self { zip, files: BTreeMap::new() };
        archive.look(&end)?;
        Ok(archive)
    }

    /// The files by their names.
    pub fn files(&self) -> &BTreeMap<String, Listed> {
        &self.files
    }

    /// Reads a file piece by piece; `None` when its bytes are damaged.
    pub fn digest(&mut self, file: Listed) -> Option<Digest> {
        let mut digester = Digester::default();
        self.read(file, |piece| digester.add(piece)).map(|()| digester.digest())
    }

    /// The bytes of a file that has at most `longest`; `None` when it has more or they are damaged.
    pub fn bytes(&mut self, file: Listed, longest: u64) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let is_short = file.size <= longest;
        is_short.then(|| self.read(file, |piece| bytes.extend_from_slice(piece)))??;
        Some(bytes)
    }

    fn read(&mut self, listed: Listed, mut take: impl FnMut(&[u8])) -> Option<()> {
        let file = self.zip.by_index(listed.index).ok()?;
        // The size is a claim. One byte more is enough to know that it is wrong, and at the end the sum of the file is checked.
        let mut file = file.take(listed.size + 1);
        let (mut size, mut piece) = (0, vec![0; PIECE]);
        loop {
            let length = file.read(&mut piece).ok()?;
            if length == 0 {
                return (size == listed.size).then_some(());
            }
            size += length as u64;
            take(piece.get(..length)?);
        }
    }

    /// Goes over the files as they lie: each begins where the one before ends, and none is anything but a file.
    fn look(&mut self, end: &End) -> Result<(), ZipFault> {
        let (mut places, mut names, mut size) = (Vec::new(), 0, 0u64);
        for index in 0..self.zip.len() {
            let file = self.zip.by_index(index).map_err(fault)?;
            let length = file.name_raw().len() as u64;
            let name = file.name().map_err(fault)?.into_owned();
            let shown = || printable(&name);
            if let Some(what) = kind(&file) {
                return Err(ZipFault::NoFile { name: shown(), what });
            }
            if !stays_inside(&name) {
                return Err(ZipFault::Outside { name: shown() });
            }
            let content = file.data_start().ok_or(ZipFault::Inconsistent)?;
            if content != file.header_start() + LOCAL + length {
                return Err(ZipFault::Foreign);
            }
            places.push((file.header_start(), content + file.compressed_size()));
            names += CENTRAL + length;
            size += file.size();
            if file.size() > ONE || size > ALL {
                return Err(ZipFault::Large);
            }
            let listed = Listed { index, size: file.size() };
            if self.files.insert(name, listed).is_some() {
                return Err(ZipFault::Twice);
            }
        }
        places.sort_unstable();
        let ends = places.iter().map(|(_, end)| *end);
        let begins = places.iter().map(|(begin, _)| *begin).chain([end.start]);
        let is_dense = [0].into_iter().chain(ends).eq(begins);
        if is_dense && names == end.length { Ok(()) } else { Err(ZipFault::Foreign) }
    }
}

/// The bytes of what stands before a file, of what the directory says of it, and of the end, without names (APPNOTE 6.3.10, 4.3.7,
/// 4.3.12 and 4.3.16).
const LOCAL: u64 = 30;
const CENTRAL: u64 = 46;
const END: usize = 22;

/// What is said at the very end of a zip.
struct End {
    /// How many files there are.
    files: u16,
    /// Where the directory begins.
    start: u64,
    /// How long it is.
    length: u64,
}

impl End {
    fn read(file: &mut File) -> Result<Self, ZipFault> {
        let size = file.seek(SeekFrom::End(0)).map_err(ZipFault::Disk)?;
        let start = size.checked_sub(END as u64).ok_or(ZipFault::NoZip)?;
        let mut end = [0; END];
        file.seek(SeekFrom::Start(start)).map_err(ZipFault::Disk)?;
        file.read_exact(&mut end).map_err(ZipFault::Disk)?;
        file.seek(SeekFrom::Start(0)).map_err(ZipFault::Disk)?;
        let [b'P', b'K', 5, 6, 0, 0, 0, 0, a, b, c, d, l0, l1, l2, l3, s0, s1, s2, s3, 0, 0] = end
        else {
            return Err(ZipFault::NoZip);
        };
        let (here, all) = (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]));
        let length = u64::from(u32::from_le_bytes([l0, l1, l2, l3]));
        let begin = u64::from(u32::from_le_bytes([s0, s1, s2, s3]));
        if all > FILES || length > DIRECTORY {
            return Err(ZipFault::Large);
        }
        if here != all || begin + length != start {
            return Err(ZipFault::Foreign);
        }
        Ok(Self { files: all, start: begin, length })
    }
}

/// What an entry is when it is no plain file.
fn kind(file: &zip::read::ZipFile<'_, Metered>) -> Option<&'static str> {
    let is_packed =
        matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
    // The kind of file in the bits of Unix: a plain one, or none said.
    let is_plain = file.unix_mode().is_none_or(|mode| matches!(mode & 0o170_000, 0 | 0o100_000));
    match () {
        () if file.is_dir() => Some("a folder"),
        () if file.is_symlink() => Some("a symbolic link"),
        () if file.encrypted() => Some("encrypted"),
        () if !is_packed => Some("packed in another way"),
        () if !is_plain => Some("a device or a pipe"),
        () => None,
    }
}

/// True for a relative path that leads nowhere else on any system.
pub(super) fn stays_inside(name: &str) -> bool {
    name.len() <= 1000
        && !name.contains(['\\', ':'])
        && !name.chars().any(char::is_control)
        && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn fault(error: ZipError) -> ZipFault {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            ZipFault::Disk(error)
        }
        _ => ZipFault::Inconsistent,
    }
}

/// A file of which only so much is read: a directory that lies about itself ends there.
#[derive(Debug)]
struct Metered {
    file: File,
    left: Rc<Cell<u64>>,
}

impl Read for Metered {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        let left = self.left.get().checked_sub(read as u64);
        self.left.set(left.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?);
        Ok(read)
    }
}

impl Seek for Metered {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
