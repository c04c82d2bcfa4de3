//! Files that only the user can read. They are born so, not made so later.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

/// How to open a file that, where it is made, only the user can read.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    born_private(&mut options);
    options
}

/// Makes a folder, and those above it, that only the user can look into; those that are there stay as they are.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    born_closed(&mut builder);
    builder.create(folder)
}

#[cfg(unix)]
fn born_private(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(unix)]
fn born_closed(builder: &mut DirBuilder) {
    use std::os::unix::fs::DirBuilderExt as _;
    builder.mode(0o700);
}

/// Whether nobody but the user can read it.
#[cfg(unix)]
pub(super) fn is_private(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let of_others = metadata.permissions().mode() & 0o077;
    of_others == 0
}

/// Makes it so that nobody but the user can read it; one that is so already is left alone.
#[cfg(unix)]
pub(super) fn make_private(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    if is_private(&file.metadata()?) {
        return Ok(());
    }
    match file.set_permissions(fs::Permissions::from_mode(0o600)) {
        // Disks that know no permissions.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        result => result,
    }
}

/// Elsewhere, what is in a user's own folder is for that user.
#[cfg(not(unix))]
fn born_private(_: &mut OpenOptions) {}

#[cfg(not(unix))]
fn born_closed(_: &mut DirBuilder) {}

#[cfg(not(unix))]
pub(super) fn is_private(_: &fs::Metadata) -> bool {
    true
}

#[cfg(not(unix))]
pub(super) fn make_private(_: &File) -> io::Result<()> {
    Ok(())
}
