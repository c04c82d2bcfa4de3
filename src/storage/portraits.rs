//! Pictures of people: the shipped ones, and those in a `portraits` folder beside a user's own scenarios.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::plain_file::read_plain;
use crate::assets;
use crate::scenario::{Catalog, Mood};

/// The largest picture that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// Where pictures are looked for: the user's folders first, in order, then the shipped ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portraits {
    folders: Vec<PathBuf>,
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

    /// The picture of somebody in a mood, as SVG; `None` where there is none that can be read.
    #[must_use]
    pub fn svg(&self, portrait: &str, mood: Mood) -> Option<Cow<'static, [u8]>> {
        let name = format!("{portrait}-{}.svg", mood.word());
        let own = self.folders.iter().find_map(|folder| read_plain(&folder.join(&name), LARGEST).ok());
        own.map(Cow::Owned).or_else(|| assets::portrait(portrait, mood.word()))
    }

    /// Adds all pictures to a catalog.
    pub(super) fn list(&self, catalog: &mut Catalog) {
        for (portrait, mood) in assets::portrait_names() {
            if let Some(mood) = Mood::from_word(&mood) {
                catalog.add_portrait(&portrait, mood);
            }
        }
        for folder in &self.folders {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name();
                let parts = name.to_str().and_then(|name| name.strip_suffix(".svg")?.rsplit_once('-'));
                if let Some((portrait, mood)) = parts
                    && let Some(mood) = Mood::from_word(mood)
                {
                    catalog.add_portrait(portrait, mood);
                }
            }
        }
    }
}
