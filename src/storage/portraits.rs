//! Pictures of people: the shipped ones, and those beside a user's own scenarios or in a `portraits` folder there.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

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

impl Portraits {
    /// The same, and before all others the `portraits` folder in `folder`, and `folder` itself.
    #[must_use]
    pub fn with_folder(mut self, folder: &Path) -> Self {
        let own = [folder.join("portraits"), folder.to_owned()];
        self.folders.retain(|known| !own.contains(known));
        self.folders.splice(0..0, own);
        self
    }

    /// The file of the user's with the picture of somebody in a mood.
    fn own(&self, portrait: &str, mood: Mood) -> Option<PathBuf> {
        let names = ["svg", "SVG", "Svg"].map(|extension| format!("{portrait}-{}.{extension}", mood.word()));
        let files = self.folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name)));
        files.into_iter().find(|file| file.is_file())
    }

    /// What is wrong with the picture of somebody in a mood, where it is one of the user's.
    pub(super) fn fault(&self, portrait: &str, mood: Mood) -> Option<PictureFault> {
        let path = self.own(portrait, mood)?;
        let what = match std::fs::metadata(&path) {
            Ok(about) if about.len() > svg::LARGEST => {
                format!("it has {} KB; {} are enough for a drawing", about.len() >> 10, svg::LARGEST >> 10)
            }
            _ => match std::fs::read(&path) {
                Ok(bytes) => svg::fault(&bytes)?,
                Err(error) => format!("it cannot be read ({error})"),
            },
        };
        Some(PictureFault { file: super::library::file_name(&path), what })
    }

    /// The picture of somebody in a mood, as SVG; `None` where there is none that can be read.
    #[must_use]
    pub fn svg(&self, portrait: &str, mood: Mood) -> Option<Cow<'static, [u8]>> {
        let own = self.own(portrait, mood).and_then(|path| std::fs::read(path).ok());
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
                let Some(name) = name.to_str() else { continue };
                let parts = name.rsplit_once('.').and_then(|(stem, kind)| Some((stem.rsplit_once('-')?, kind)));
                let Some(((portrait, mood), kind)) = parts else { continue };
                let Some(mood) = Mood::from_word(mood) else { continue };
                if kind.eq_ignore_ascii_case("svg") {
                    catalog.add_portrait(portrait, mood);
                } else if OTHER_PICTURES.iter().any(|other| kind.eq_ignore_ascii_case(other)) {
                    catalog.add_other_picture(portrait, mood, name);
                }
            }
        }
    }
}
