//! A file that something is exported to: there as a whole, or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file in the making. It appears under its name when it is [finished](ExportFile::finish); until then it lies beside it,
/// and goes away where it is not.
#[derive(Debug)]
pub struct ExportFile {
    to: PathBuf,
    replace: bool,
    file: BufWriter<NamedTempFile>,
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is a file of that name, and it was not said that it may be replaced.
    #[error("{}: there is a file of this name; give another name, or `--force` to replace it", .0.display())]
    IsThere(PathBuf),
    /// It could not be written.
    #[error("{}: {error}", path.display())]
    Unwritable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl ExportFile {
    /// Begins a file that will have this name; one that is there is replaced only where that is asked for.
    ///
    /// # Errors
    /// Where there is one, or nothing can be written in its folder.
    pub fn create(to: &Path, replace: bool) -> Result<Self, ExportError> {
        if !replace && to.symlink_metadata().is_ok() {
            return Err(ExportError::IsThere(to.to_owned()));
        }
        let folder = to.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        // As any other new file, and not for its owner alone.
        #[cfg(unix)]
        let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.prefix(".make-it-right-").tempfile_in(folder);
        let file = file.map_err(|error| ExportError::Unwritable { path: to.to_owned(), error })?;
        Ok(Self { to: to.to_owned(), replace, file: BufWriter::new(file) })
    }

    /// Adds to it.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        self.file.write_all(bytes).map_err(|error| ExportError::Unwritable { path: self.to.clone(), error })
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// Where it cannot be written, or a file of that name has come meanwhile.
    pub fn finish(self) -> Result<(), ExportError> {
        let Self { to, replace, file } = self;
        let unwritable = |error| ExportError::Unwritable { path: to.clone(), error };
        let file = file.into_inner().map_err(|error| unwritable(error.into_error()))?;
        file.as_file().sync_all().map_err(unwritable)?;
        let kept = if replace { file.persist(&to) } else { file.persist_noclobber(&to) };
        match kept {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(ExportError::IsThere(to)),
            Err(error) => Err(unwritable(error.error)),
        }
    }
}
