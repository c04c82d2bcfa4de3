//! What is taught beside the scenarios: lessons, the glossary, the credits. The shipped ones, and lessons in a `lessons`
//! folder beside a user's own scenarios.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::library::{Library, read, same_id, scenario_files, surroundings};
use crate::assets;
use crate::scenario::credits::Credits;
use crate::scenario::glossary::Glossary;
use crate::scenario::lesson::Lesson;
use crate::scenario::{Around, Catalog, load_credits, load_glossary, load_lesson};

/// Lessons, glossary and credits.
#[derive(Clone, Debug, Default)]
pub struct Teaching {
    /// The lessons: the shipped ones in their order, then the user's own by file name.
    pub lessons: Vec<Lesson>,
    /// The words that are explained.
    pub glossary: Glossary,
    /// Whom all of it is owed to.
    pub credits: Credits,
    /// The recovery models that lessons may show.
    pub catalog: Catalog,
    /// What could not be read.
    pub unread: Vec<String>,
}

impl Teaching {
    /// The shipped ones alone; touches no disk.
    ///
    /// What the shipped lessons point to is not looked up again at every start of the program: its tests have done that.
    #[must_use]
    pub fn shipped() -> Self {
        let glossary = load_glossary(assets::GLOSSARY.as_bytes(), None).0.unwrap_or_default();
        let credits = load_credits(assets::CREDITS.as_bytes()).0.unwrap_or_default();
        let catalog = Library::shipped_catalog();
        let around = Around { catalog: &catalog, scenarios: None, glossary: Some(&glossary) };
        let lessons = assets::lessons().filter_map(|(_, text)| load_lesson(text.as_bytes(), &around).0).collect();
        Self { lessons, glossary, credits, catalog, unread: Vec::new() }
    }

    /// The same, and beside them the lessons in the `lessons` folder of a folder of the user's own; one with the id of a
    /// shipped one takes its place. A scenario that a lesson points to may be missing: the lesson is shown without it.
    #[must_use]
    pub fn with_folder(mut self, folder: &Path) -> Self {
        let (catalog, _) = surroundings(folder, &mut Vec::new());
        let lessons = folder.join("lessons");
        let listed = if lessons.is_dir() { scenario_files(&lessons) } else { Ok(Vec::new()) };
        let paths = listed.unwrap_or_else(|error| {
            self.unread.push(error.to_string());
            Vec::new()
        });
        let mut own = HashMap::new();
        for path in paths {
            match read(&path) {
                Ok(bytes) => self.add(&path, &bytes, &catalog, &mut own),
                Err(error) => self.unread.push(error.to_string()),
            }
        }
        self.catalog = catalog;
        self
    }

    /// `own` are the ids of the user's own lessons so far, and their files.
    fn add(&mut self, path: &Path, bytes: &[u8], catalog: &Catalog, own: &mut HashMap<String, PathBuf>) {
        let around = Around { catalog, scenarios: None, glossary: Some(&self.glossary) };
        let (lesson, found) = load_lesson(bytes, &around);
        let Some(lesson) = lesson else {
            let first = found.first().map_or_else(String::new, |found| format!(": {}", found.message));
            return self.unread.push(format!("The lesson {} has problems{first}", path.display()));
        };
        if let Some(other) = own.insert(lesson.id.value.clone(), path.to_owned()) {
            self.unread.push(same_id("lessons", &other, path));
        }
        match self.lessons.iter_mut().find(|known| known.id == lesson.id) {
            Some(known) => *known = lesson,
            None => self.lessons.push(lesson),
        }
    }
}
