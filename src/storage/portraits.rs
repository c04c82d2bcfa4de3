//! Pictures of people: the shipped ones, and those beside a user's own scenarios or in a `portraits` folder there.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::door;
use super::file_names::{file_name, is_listed};
use super::svg;
use crate::assets;
use crate::scenario::{Catalog, Mood, PictureFault};

/// Extensions of pictures that are not shown.
const OTHER_PICTURES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "svgz", "bmp", "pdf"];

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
    pub reason: String,
}

impl Portraits {
    /// The same, and before all others the `portraits` folder in `folder`, and `folder` itself.
    #[must_use]
    pub fn with_folder(mut self, folder: &Path) -> Self {
        let own = [folder.join("portraits"), folder.to_owned()];
        self.folders.retain(|known| !own.contains(known));
        self.folders.splice(0..0, own);
        self
    }

    /// The picture of somebody in a mood, as SVG; `None` where there is none that can be drawn. One of the user's own is handed out
    /// only where it is a drawing that needs nothing but itself, and is drawn in a moment.
    #[must_use]
    pub fn svg(&self, portrait: &str, mood: Mood) -> Option<Cow<'static, [u8]>> {
        match self.own(portrait, mood) {
            Some(path) => read(&path).ok().map(Cow::Owned),
            None => assets::portrait(portrait, mood.word()).map(Cow::Owned),
        }
    }

    /// The file of the user's with the picture of somebody in a mood.
    fn own(&self, portrait: &str, mood: Mood) -> Option<PathBuf> {
        self.own_among(portrait, mood, |at| Cow::Owned(names_in(&self.folders[at])))
    }

    /// The same, where `names` knows the names of the pictures in the folder at a place.
    fn own_among<'a>(
        &self,
        portrait: &str,
        mood: Mood,
        names: impl Fn(usize) -> Cow<'a, [OsString]>,
    ) -> Option<PathBuf> {
        let name = format!("{portrait}-{}.svg", mood.word());
        self.folders.iter().enumerate().find_map(|(at, folder)| {
            // Nearly always it is named just so.
            let path = folder.join(&name);
            if path.exists() { Some(path) } else { named_alike(&names(at), &name).map(|it| folder.join(it)) }
        })
    }

    /// Tells what is wrong with the picture of somebody in a mood, where it is one of the user's. However many scenarios ask,
    /// the folders are listed once, and each picture is read once: they are taken to stay as they are.
    pub(super) fn faults(&self) -> impl Fn(&str, Mood) -> Option<PictureFault> + Send + Sync + use<> {
        let portraits = self.clone();
        let listed = OnceLock::<Vec<Vec<OsString>>>::new();
        let known = Mutex::new(HashMap::<String, HashMap<Mood, Option<PictureFault>>>::new());
        move |portrait, mood| {
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(fault) = known.get(portrait).and_then(|moods| moods.get(&mood)) {
                return fault.clone();
            }
            let listed = listed.get_or_init(|| portraits.folders.iter().map(|it| names_in(it)).collect());
            let path = portraits.own_among(portrait, mood, |at| Cow::Borrowed(&listed[at]));
            let fault = path.and_then(|path| {
                let what = read(&path).err()?;
                Some(PictureFault { file: file_name(&path), what })
            });
            known.entry(portrait.to_owned()).or_default().insert(mood, fault.clone());
            fault
        }
    }

    /// The pictures in the user's folders that are not drawn, and why.
    #[must_use]
    pub fn refused(&self) -> Vec<RefusedPortrait> {
        let mut refused = Vec::new();
        for folder in &self.folders {
            let mut names = names_in(folder);
            names.sort_unstable();
            let portraits = names.into_iter().filter(|name| parts_of(name).is_some());
            for path in portraits.map(|name| folder.join(name)) {
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
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name();
                let Some((portrait, mood, kind)) = parts_of(&name) else { continue };
                if is_listed(&name, "svg") {
                    catalog.add_portrait(portrait, mood);
                } else if OTHER_PICTURES.iter().any(|other| kind.eq_ignore_ascii_case(other)) {
                    catalog.add_other_picture(portrait, mood, &name.to_string_lossy());
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

/// The one of these pictures that has this name, in whatever case its ending is written.
fn named_alike<'a>(names: &'a [OsString], name: &str) -> Option<&'a OsStr> {
    let stem = Path::new(name).file_stem();
    names.iter().find(|it| Path::new(it).file_stem() == stem).map(OsString::as_os_str)
}

/// Whose picture this is, in which mood, and the ending of its name: `ana-worried.svg`.
fn parts_of(name: &OsStr) -> Option<(&str, Mood, &str)> {
    let (stem, kind) = name.to_str()?.rsplit_once('.')?;
    let (portrait, mood) = stem.rsplit_once('-')?;
    Some((portrait, Mood::from_word(mood)?, kind))
}

/// A picture of the user's own, where it may be drawn; or what is wrong with it.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let svg = door::read(path, svg::LARGEST).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => {
            format!("it has more than {} KB, and fewer are enough for a drawing", svg::LARGEST >> 10)
        }
        _ => format!("it cannot be read ({error})"),
    })?;
    match svg::fault(&svg) {
        None => Ok(svg),
        Some(what) => Err(what),
    }
}
