//! A folder for what needs files: in memory where the system has such a place, one for each thread.

use std::path::Path;

use tempfile::TempDir;

thread_local! {
    static FOLDER: TempDir = {
        let memory = Path::new("/dev/shm");
        let mut builder = tempfile::Builder::new();
        let builder = builder.prefix("fuzz-");
        let folder = if memory.is_dir() { builder.tempdir_in(memory) } else { builder.tempdir() };
        folder.expect("a folder")
    };
}

/// Does this with the folder of this thread.
pub fn with_folder<T>(work: impl FnOnce(&Path) -> T) -> T {
    FOLDER.with(|folder| work(folder.path()))
}

/// Writes a file, whatever was there.
pub fn put(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("written");
}

/// Removes a file, where there is one.
pub fn remove(path: &Path) {
    let _ = std::fs::remove_file(path);
}
