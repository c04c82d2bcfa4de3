//! Pictures of people: the shipped ones, and those in a `portraits` folder beside a user's own scenarios.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::door;
use super::file_names::is_listed;
use super::svg_limits::{MOST_BYTES, judge};
use crate::assets;
use crate::scenario::{Catalog, Mood};

/// Where pictures are looked for: the user's folders first, in order, then the shipped ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portraits {
    folders: Vec<PathBuf>,
}

/// A picture of the user's own that is not drawn.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct RefusedPortrait {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub reason: io::Error,
}

impl Portraits {
    /// The same, and before all others the `portraits` folder in `folder`.
    #[must_use]
    pub fn with_folder(mut self, folder: &Path) -> Self {
        let portraits = folder.join("portraits");
        self.folders.retain(|known| *known != portraits);
        self.folders.insert(0, portraits);
        self
    }

    /// The picture of somebody in a mood, as SVG; `None` where there is none that can be drawn. One of the user's own is handed out
    /// only where it is a drawing that needs nothing but itself, and is drawn in a moment.
    #[must_use]
    pub fn svg(&self, portrait: &str, mood: Mood) -> Option<Cow<'static, [u8]>> {
        let name = format!("{portrait}-{}.svg", mood.word());
        for folder in &self.folders {
            // Nearly always it is named just so.
            let path = folder.join(&name);
            let path = if path.exists() { Some(path) } else { named_alike(folder, &name) };
            if let Some(path) = path {
                return read(&path).ok().map(Cow::Owned);
            }
        }
        assets::portrait(portrait, mood.word())
    }

    /// The pictures in the user's folders that are not drawn, and why.
    #[must_use]
    pub fn refused(&self) -> Vec<RefusedPortrait> {
        let mut refused = Vec::new();
        for folder in &self.folders {
            let mut names = names_in(folder);
            names.sort_unstable();
            for path in names.into_iter().map(|name| folder.join(name)) {
                if let Err(reason) = read(&path) {
                    refused.push(RefusedPortrait { path, reason });
                }
            }
        }
        refused
    }

    /// Adds all pictures to a catalog.
    pub(super) fn list(&self, catalog: &mut Catalog) {
        for (portrait, mood) in assets::portrait_names() {
            if let Some(mood) = Mood::from_word(&mood) {
                catalog.add_portrait(&portrait, mood);
            }
        }
        for folder in &self.folders {
            for name in names_in(folder) {
                let parts = Path::new(&name).file_stem().and_then(|name| name.to_str()?.rsplit_once('-'));
                if let Some((portrait, mood)) = parts
                    && let Some(mood) = Mood::from_word(mood)
                {
                    catalog.add_portrait(portrait, mood);
                }
            }
        }
    }
}

/// The names of the pictures in a folder, in no order; none, where it is not there.
fn names_in(folder: &Path) -> Vec<OsString> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.filter(|name| is_listed(name, "svg")).collect()
}

/// A picture of this name, in whatever case its ending is written.
fn named_alike(folder: &Path, name: &str) -> Option<PathBuf> {
    let stem = Path::new(name).file_stem();
    names_in(folder).into_iter().find(|it| Path::new(it).file_stem() == stem).map(|it| folder.join(it))
}

/// A picture of the user's own, where it may be drawn.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let svg = door::read(path, MOST_BYTES)?;
    judge(&svg).map_err(io::Error::other)?;
    Ok(svg)
}
