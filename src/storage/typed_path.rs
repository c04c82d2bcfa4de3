//! A path that somebody types where the system has no dialog for it: what is there, and what it may be used for.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a path is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathUse {
    /// A file that is read.
    File,
    /// A folder that is read.
    Folder,
    /// A folder in which something is put.
    FolderToFill,
    /// A file that is written, with the endings of its name that there are; the first is added where there is none of them.
    NewFile(Vec<String>),
}

/// A path that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedPath {
    /// As it is.
    Usable(PathBuf),
    /// It is the name of a file that is there already, and would be replaced.
    Replaces(PathBuf),
}

/// Why a path cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TypedPathError {
    /// Nothing was typed.
    #[error("Type a path first.")]
    Empty,
    /// It is not there.
    #[error("{} is not there. Look for a slip in the name, or for another folder.", .0.display())]
    NotThere(PathBuf),
    /// A file is wanted.
    #[error("{} is a folder. Add the name of the file.", .0.display())]
    IsFolder(PathBuf),
    /// A folder is wanted.
    #[error("{} is a file. Leave its name out to name the folder that it is in.", .0.display())]
    IsFile(PathBuf),
    /// It is neither a file nor a folder, but a device or the like.
    #[error("{} is no file that can be read from start to end. Choose another.", .0.display())]
    IsNoFile(PathBuf),
    /// The folder of a new file is not there.
    #[error("There is no folder {}. Make it first, or choose another.", .0.display())]
    NoFolder(PathBuf),
    /// It may not be looked at or read.
    #[error("{} may not be read: {error}. Choose another, or ask whoever looks after this computer.", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Nothing can be written there.
    #[error("Nothing can be written in {}: {error}. Choose another folder.", path.display())]
    Unwritable {
        /// In which folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// Where people have their own files: their documents, or their home. `None` where they have neither.
#[must_use]
pub fn usual_folder() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    let documents = dirs.document_dir().filter(|folder| folder.is_dir());
    Some(documents.unwrap_or(dirs.home_dir()).to_owned())
}

/// What was typed, as a path, and whether that can be used. A path that does not begin at the top begins in `usual`.
///
/// # Errors
/// Where it cannot be used as it is wanted.
pub fn typed_path(typed: &str, usual: Option<&Path>, wanted: &PathUse) -> Result<TypedPath, TypedPathError> {
    let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let mut path = meant(typed, home.as_deref(), usual).ok_or(TypedPathError::Empty)?;
    if let PathUse::NewFile(endings) = wanted
        && !path.is_dir()
    {
        path = with_ending(path, endings);
    }
    let kind = match fs::metadata(&path) {
        Ok(kind) => Some(kind),
        Err(error) if is_absent(&error) => None,
        Err(error) => return Err(TypedPathError::Unreadable { path, error }),
    };
    match (wanted, kind) {
        (PathUse::File | PathUse::Folder | PathUse::FolderToFill, None) => Err(TypedPathError::NotThere(path)),
        (PathUse::File | PathUse::NewFile(_), Some(kind)) if kind.is_dir() => Err(TypedPathError::IsFolder(path)),
        (PathUse::Folder | PathUse::FolderToFill, Some(kind)) if !kind.is_dir() => Err(TypedPathError::IsFile(path)),
        (_, Some(kind)) if !kind.is_dir() && !kind.is_file() => Err(TypedPathError::IsNoFile(path)),
        (PathUse::File, Some(_)) => match fs::File::open(&path) {
            Ok(_) => Ok(TypedPath::Usable(path)),
            Err(error) => Err(TypedPathError::Unreadable { path, error }),
        },
        (PathUse::Folder, Some(_)) => match fs::read_dir(&path) {
            Ok(_) => Ok(TypedPath::Usable(path)),
            Err(error) => Err(TypedPathError::Unreadable { path, error }),
        },
        (PathUse::FolderToFill, Some(_)) => can_write_in(&path).map(|()| TypedPath::Usable(path)),
        (PathUse::NewFile(_), kind) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            if !folder.is_dir() {
                return Err(TypedPathError::NoFolder(folder.to_owned()));
            }
            can_write_in(folder)?;
            Ok(if kind.is_some() { TypedPath::Replaces(path) } else { TypedPath::Usable(path) })
        }
    }
}

/// The path that is meant by what was typed, pasted or dragged from elsewhere: in quotation marks or not, from `~` or not.
fn meant(typed: &str, home: Option<&Path>, usual: Option<&Path>) -> Option<PathBuf> {
    let typed = typed.trim();
    let quoted = ['"', '\''].into_iter().find_map(|mark| typed.strip_prefix(mark)?.strip_suffix(mark));
    let typed = quoted.unwrap_or(typed);
    if typed.is_empty() {
        return None;
    }
    let of_home = typed.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    if let Some((rest, home)) = of_home.zip(home) {
        return Some(home.join(rest.trim_start_matches(['/', '\\'])));
    }
    let path = PathBuf::from(typed);
    // On the disk that is meant where nothing is said; `join` keeps a path that begins at the top.
    Some(usual.or(home).map_or_else(|| path.clone(), |usual| usual.join(&path)))
}

fn with_ending(path: PathBuf, endings: &[String]) -> PathBuf {
    let has_one = path.extension().is_some_and(|own| endings.iter().any(|ending| own.eq_ignore_ascii_case(ending)));
    match (endings.first(), path.file_name()) {
        (Some(ending), Some(name)) if !has_one => {
            let mut name = name.to_owned();
            name.push(OsStr::new("."));
            name.push(ending);
            path.with_file_name(name)
        }
        _ => path,
    }
}

/// Nothing is there also where what should be a folder is a file.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Only writing tells whether one may: there are read-only disks, full ones, and rights that no number shows.
fn can_write_in(folder: &Path) -> Result<(), TypedPathError> {
    match tempfile::Builder::new().prefix(".make-it-right-").tempfile_in(folder) {
        Ok(_) => Ok(()),
        Err(error) => {
            // Its words would name the file that was tried.
            let error = io::Error::from(error.kind());
            Err(TypedPathError::Unwritable { path: folder.to_owned(), error })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf() -> PathUse {
        PathUse::NewFile(vec!["pdf".to_owned(), "html".to_owned()])
    }

    #[test]
    fn what_is_typed_is_understood_as_people_write_it() {
        let (home, usual) = (Path::new("/home/ada"), Path::new("/home/ada/Documents"));
        let meant = |typed| meant(typed, Some(home), Some(usual));
        assert_eq!(meant("  "), None);
        assert_eq!(meant("\"\""), None);
        assert_eq!(meant(" /a b/c.ron \n"), Some("/a b/c.ron".into()));
        assert_eq!(meant("\"/a b/c.ron\""), Some("/a b/c.ron".into()));
        assert_eq!(meant("'/a b/c.ron'"), Some("/a b/c.ron".into()));
        assert_eq!(meant("~"), Some("/home/ada".into()));
        assert_eq!(meant("~/c.ron"), Some("/home/ada/c.ron".into()));
        assert_eq!(meant("~c.ron"), Some("/home/ada/Documents/~c.ron".into()), "a name like any other");
        assert_eq!(meant("c.ron"), Some("/home/ada/Documents/c.ron".into()));
    }

    #[test]
    fn a_file_or_folder_that_is_wanted_has_to_be_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.ron");
        fs::write(&file, "()").expect("written");
        let check = |path: &Path, wanted| typed_path(&path.display().to_string(), None, &wanted);
        assert_eq!(check(&file, PathUse::File).expect("usable"), TypedPath::Usable(file.clone()));
        for wanted in [PathUse::Folder, PathUse::FolderToFill] {
            assert!(matches!(check(&file, wanted.clone()), Err(TypedPathError::IsFile(_))));
            assert!(matches!(check(folder.path(), wanted.clone()), Ok(TypedPath::Usable(_))));
            assert!(matches!(check(&folder.path().join("b"), wanted), Err(TypedPathError::NotThere(_))));
        }
        assert!(matches!(check(folder.path(), PathUse::File), Err(TypedPathError::IsFolder(_))));
        assert!(matches!(check(&folder.path().join("b.ron"), PathUse::File), Err(TypedPathError::NotThere(_))));
        assert!(matches!(check(&file.join("b.ron"), PathUse::File), Err(TypedPathError::NotThere(_))));
        assert!(matches!(typed_path("", None, &PathUse::File), Err(TypedPathError::Empty)));
        #[cfg(unix)]
        assert!(matches!(check(Path::new("/dev/zero"), PathUse::File), Err(TypedPathError::IsNoFile(_))));
    }

    #[test]
    fn a_new_file_gets_an_ending_and_replaces_nothing_unasked() {
        let folder = tempfile::tempdir().expect("a folder");
        let check = |name: &str| typed_path(&folder.path().join(name).display().to_string(), None, &pdf());
        let path = |name: &str| folder.path().join(name);
        assert_eq!(check("a").expect("usable"), TypedPath::Usable(path("a.pdf")));
        assert_eq!(check("Debrief Mr. Okafor").expect("usable"), TypedPath::Usable(path("Debrief Mr. Okafor.pdf")));
        assert_eq!(check("a.HTML").expect("usable"), TypedPath::Usable(path("a.HTML")));
        fs::write(path("a.pdf"), "").expect("written");
        assert_eq!(check("a").expect("usable"), TypedPath::Replaces(path("a.pdf")));
        assert!(matches!(check("b/a.pdf"), Err(TypedPathError::NoFolder(_))));
        assert!(matches!(check("a.pdf/b"), Err(TypedPathError::NoFolder(_))));
        assert!(matches!(check(""), Err(TypedPathError::IsFolder(_))));
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1, "what was tried leaves nothing");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn where_nothing_can_be_written_that_is_said() {
        // A file system that is read-only for everybody, also for those who may do anything.
        let error = typed_path("/proc/a.pdf", None, &pdf()).expect_err("nothing can be written there");
        assert!(matches!(error, TypedPathError::Unwritable { .. }), "{error}");
        let error = typed_path("/proc", None, &PathUse::FolderToFill).expect_err("nothing can be written there");
        assert!(error.to_string().starts_with("Nothing can be written in /proc: "), "{error}");
    }
}
