//! What ships inside the program: portraits, recovery models, scenarios and lessons, so that the binary alone runs anywhere.

use std::borrow::Cow;

use rust_embed::Embed;

// One type for each folder.
#[derive(Embed)]
#[folder = "assets/portraits"]
struct Portraits;

#[derive(Embed)]
#[folder = "assets/backdrops"]
struct Backdrops;

#[derive(Embed)]
#[folder = "assets/models"]
struct Models;

#[derive(Embed)]
#[folder = "assets/lessons"]
struct Lessons;

#[derive(Embed)]
#[folder = "scenarios"]
struct Scenarios;

/// The fonts: of the interface, and of documents.
pub mod fonts {
    /// For reading.
    pub static REGULAR: &[u8] = include_bytes!("../assets/fonts/AtkinsonHyperlegibleNext_400Regular.ttf");
    /// For stress and narration.
    pub static ITALIC: &[u8] = include_bytes!("../assets/fonts/AtkinsonHyperlegibleNext_400Regular_Italic.ttf");
    /// For what stands out.
    pub static BOLD: &[u8] = include_bytes!("../assets/fonts/AtkinsonHyperlegibleNext_700Bold.ttf");
    /// Icons, and signs that the others do not have.
    pub static ICONS: &[u8] = include_bytes!("../assets/fonts/Phosphor-Bold.ttf");
}

/// A short, complete scenario for authors to start from.
pub const TEMPLATE: &str = include_str!("../assets/template.ron");

/// The id that stands in [`TEMPLATE`], to be replaced.
pub const TEMPLATE_ID: &str = "my-scenario";

/// Where a face is put into the drawing of a person: the one group in it that is empty and stands here.
const FACE: &str = r#"<g transform="translate(315 248)">"#;

/// The SVG of a shipped portrait, or `None` where there is no such person or mood. Faces are the same for everybody, so a person
/// is one drawing without a face, and a mood is one face.
#[must_use]
pub fn portrait(person: &str, mood: &str) -> Option<Vec<u8>> {
    let read = |path: String| Portraits::get(&path).and_then(|file| String::from_utf8(file.data.into_owned()).ok());
    let person = read(format!("people/{person}.svg"))?;
    let face = read(format!("faces/{mood}.svg"))?;
    let face = face.trim_end().strip_suffix("</svg>")?.split_once('>')?.1;
    let (before, after) = person.split_once(FACE)?;
    Some([before, FACE, face, after].concat().into_bytes())
}

/// The SVG of a backdrop, for a light theme or a dark one; `None` where there is no such place.
#[must_use]
pub fn backdrop(place: &str, dark: bool) -> Option<Cow<'static, [u8]>> {
    Backdrops::get(&format!("{place}-{}.svg", if dark { "dark" } else { "light" })).map(|file| file.data)
}

/// Every shipped portrait as (person, mood), sorted.
#[must_use]
pub fn portrait_names() -> Vec<(String, String)> {
    let listed = |folder: &str| {
        let name = |path: Cow<'_, str>| path.strip_prefix(folder)?.strip_suffix(".svg").map(str::to_owned);
        let mut names: Vec<_> = Portraits::iter().filter_map(name).collect();
        names.sort();
        names
    };
    let moods = listed("faces/");
    let with_moods = |person: String| moods.iter().map(move |mood| (person.clone(), mood.clone())).collect::<Vec<_>>();
    listed("people/").into_iter().flat_map(with_moods).collect()
}

/// The shipped recovery models as (file name, text), in the order of their names.
pub fn models() -> impl Iterator<Item = (String, String)> {
    texts::<Models>()
}

/// The shipped scenarios as (file name, text), in the order of their names.
pub fn scenarios() -> impl Iterator<Item = (String, String)> {
    texts::<Scenarios>()
}

/// What stands in the shipped scenario file of this name.
#[must_use]
pub fn scenario(file: &str) -> Option<Cow<'static, [u8]>> {
    Scenarios::get(file).map(|file| file.data)
}

/// The shipped lessons as (file name, text), in the order in which they are best read.
pub fn lessons() -> impl Iterator<Item = (String, String)> {
    texts::<Lessons>()
}

/// The text of the glossary.
pub const GLOSSARY: &str = include_str!("../assets/glossary.ron");

/// The text of the credits.
pub const CREDITS: &str = include_str!("../assets/credits.ron");

/// The RON files of one folder.
fn texts<Folder: Embed>() -> impl Iterator<Item = (String, String)> {
    Folder::iter().filter(|path| path.ends_with(".ron")).filter_map(|path| {
        let file = Folder::get(&path)?;
        let text = std::str::from_utf8(&file.data).ok()?.to_owned();
        Some((path.into_owned(), text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_person_has_every_mood() {
        let names = portrait_names();
        assert!(names.iter().any(|(person, mood)| person == "foreman" && mood == "calm"));
        assert!(names.is_sorted());
        for (person, mood) in &names {
            assert!(portrait(person, mood).is_some(), "{person}-{mood}");
        }
    }

    #[test]
    fn an_unknown_portrait_is_none() {
        assert!(portrait("nobody", "calm").is_none());
        assert!(portrait("../fonts/OFL", "txt").is_none());
    }

    #[test]
    fn only_scenario_files_are_listed() {
        assert!(scenarios().all(|(name, _)| name.to_ascii_lowercase().ends_with(".ron")));
        assert!(models().all(|(name, text)| !name.contains('/') && !text.is_empty()));
    }
}
