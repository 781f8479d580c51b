//! What the standard library does not offer on files: to exchange two names, to rename without replacing, to tell files from their names, to
//! remove what need not be there.
//! The only file of this module that names `rustix`.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

/// Exchanges two names in one step: at every moment both are there. An error of the kind `Unsupported` or `InvalidInput` says that this
/// system or file system cannot.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    {
        let _ = (one, other);
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Renames where nothing is: what is there stays, and the error is of the kind `AlreadyExists`.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        let renamed: io::Result<()> =
            renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE).map_err(Into::into);
        if !renamed.as_ref().is_err_and(is_unsupported) {
            return renamed;
        }
    }
    // What comes into being between looking and renaming is not seen here.
    match fs::symlink_metadata(to) {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::rename(from, to),
        Err(error) => Err(error),
    }
}

/// Removes a file that need not be there.
pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// True when the system or the file system knows no such thing.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// True when the name still means the open file. Where systems do not tell, it does.
pub(super) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let open = identity(&file.metadata()?);
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(open == identity(&metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// True when two names mean one file, with none of them a link that is followed.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let of = |path| fs::symlink_metadata(path).ok().and_then(|metadata| identity(&metadata));
    of(one).is_some_and(|one| of(other) == Some(one))
}

/// What tells a file from all others while it exists: the numbers of its file system and of the file in it. `None` where systems do not tell.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems tell none")]
pub(super) fn identity(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
pub(super) fn identity(_: &Metadata) -> Option<(u64, u64)> {
    None
}

/// Gives a new folder what another one has besides its content: mode, owner, and extended attributes, among them access control lists.
/// Fails when that cannot be done whole.
pub(super) fn make_alike(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let (old, new) = (fs::metadata(from)?, fs::metadata(to)?);
        if (old.uid(), old.gid()) != (new.uid(), new.gid()) {
            chown(to, Some(old.uid()), Some(old.gid()))?;
        }
        #[cfg(any(target_os = "linux", target_os = "macos"))]
        copy_attributes(from, to)?;
        if old.mode() & 0o300 != 0o300 {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        if old.mode() != fs::metadata(to)?.mode() {
            fs::set_permissions(to, fs::Permissions::from_mode(old.mode() & 0o7777))?;
        }
    }
    #[cfg(not(unix))]
    let _ = (from, to);
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn copy_attributes(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{XattrFlags, getxattr, listxattr, setxattr};
    use rustix::io::Errno;
    let read = |path: &Path, name: &[u8]| -> Result<Vec<u8>, Errno> {
        let mut value = Vec::with_capacity(1 << 16);
        getxattr(path, name, rustix::buffer::spare_capacity(&mut value))?;
        Ok(value)
    };
    let mut names = Vec::with_capacity(1 << 16);
    match listxattr(from, rustix::buffer::spare_capacity(&mut names)) {
        Err(Errno::NOTSUP) => return Ok(()),
        listed => listed?,
    };
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let value = read(from, name)?;
        // What a system gives every new file, such as a security label, is there already.
        if read(to, name).as_ref() != Ok(&value) {
            setxattr(to, name, &value, XattrFlags::empty())?;
        }
    }
    Ok(())
}
