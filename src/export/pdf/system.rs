//! The fonts of the system, for characters that ours do not have: found as the window finds them, and only when one is needed.

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::sync::Once;

use fontique::{
    Attributes, Collection, CollectionOptions, FallbackKey, FontStyle, FontWeight, GenericFamily, Language,
    QueryFamily, QueryFont, QueryStatus, Script, SourceCache,
};
use skrifa::FontRef;
use skrifa::raw::TableProvider as _;
use unicode_script::UnicodeScript as _;

use super::font::{Face, Loaded};

/// Where characters of no script are looked for: arrows, currency signs, emoji.
const FOR_SIGNS: [GenericFamily; 6] = [
    GenericFamily::SansSerif,
    GenericFamily::SystemUi,
    GenericFamily::Math,
    GenericFamily::Emoji,
    GenericFamily::Serif,
    GenericFamily::Monospace,
];

/// The languages whose fonts may have a Han character, where that of the document has none.
const HAN: [&str; 4] = ["zh-SG", "zh-TW", "ja", "ko"];

/// The fonts of the system.
pub struct SystemFonts {
    /// Absent until they are looked for; `None` on a machine that has none.
    installed: OnceCell<Option<Installed>>,
    language: Option<Language>,
    found: HashMap<(String, Face), Option<usize>>,
    loaded: Vec<Rc<Loaded>>,
    /// Which font of which family each of the loaded ones is, and for which face.
    names: Vec<(u64, u32, Face)>,
}

struct Installed {
    collection: Collection,
    cache: SourceCache,
    families: Vec<String>,
}

impl SystemFonts {
    /// Those that are installed. `language` chooses between fonts for the same script.
    pub fn new(language: &str) -> Self {
        Self {
            installed: OnceCell::new(),
            language: Language::parse(language).ok(),
            found: HashMap::new(),
            loaded: Vec::new(),
            names: Vec::new(),
        }
    }

    /// None at all.
    pub fn none() -> Self {
        Self { installed: OnceCell::from(None), ..Self::new("") }
    }

    /// Whether one of them is in use.
    pub fn are_used(&self) -> bool {
        !self.loaded.is_empty()
    }

    /// One that is in use.
    pub fn get(&self, number: usize) -> Option<Rc<Loaded>> {
        self.loaded.get(number).cloned()
    }

    /// The number of a font that draws all of a character and what belongs to it.
    pub fn find(&mut self, cluster: &str, face: Face) -> Option<usize> {
        let key = (cluster.to_owned(), face);
        if let Some(known) = self.found.get(&key) {
            return *known;
        }
        // What has served before is likely to serve again, and a word is not set in five fonts.
        let again = (0..self.loaded.len()).find(|&it| self.names[it].2 == face && self.loaded[it].draws(cluster));
        let found = again.or_else(|| self.search(cluster, face));
        self.found.insert(key, found);
        found
    }

    fn search(&mut self, cluster: &str, face: Face) -> Option<usize> {
        self.installed.get_or_init(Installed::look);
        let installed = self.installed.get_mut()?.as_mut()?;
        let script = cluster.chars().find_map(script_of);
        let found = installed.candidates(script, self.language.as_ref(), face, &mut |font| {
            let (bytes, id) = font.blob.clone().into_raw_parts();
            if !may_be_embedded((*bytes).as_ref(), font.index) {
                return None;
            }
            let loaded = Loaded::new(bytes, font.index, font.synthesis.variation_settings())?;
            loaded.draws(cluster).then_some((loaded, (id, font.index, face)))
        })?;
        self.loaded.push(Rc::new(found.0));
        self.names.push(found.1);
        Some(self.loaded.len() - 1)
    }
}

impl Installed {
    fn look() -> Option<Self> {
        let mut collection = quietly(|| Collection::new(CollectionOptions { shared: false, system_fonts: true }))?;
        let mut families: Vec<String> = collection.family_names().map(str::to_owned).collect();
        families.sort_unstable();
        (!families.is_empty()).then(|| Self { collection, cache: SourceCache::default(), families })
    }

    /// What `take` makes of the first font that it takes: of those that the system names for the script and the language first, and
    /// of all that are installed at last.
    fn candidates<T>(
        &mut self,
        script: Option<Script>,
        language: Option<&Language>,
        face: Face,
        take: &mut dyn FnMut(&QueryFont) -> Option<T>,
    ) -> Option<T> {
        let attributes = Attributes {
            weight: if face == Face::Bold { FontWeight::BOLD } else { FontWeight::NORMAL },
            style: if face == Face::Italic { FontStyle::Italic } else { FontStyle::Normal },
            ..Attributes::default()
        };
        let mut ask = |families: &[QueryFamily<'_>], fallbacks: Option<FallbackKey>| {
            let mut query = self.collection.query(&mut self.cache);
            query.set_attributes(attributes);
            query.set_families(families.iter().copied());
            if let Some(key) = fallbacks {
                query.set_fallbacks(key);
            }
            let mut taken = None;
            query.matches_with(|font| {
                taken = take(font);
                if taken.is_some() { QueryStatus::Stop } else { QueryStatus::Continue }
            });
            taken
        };
        let sans = [QueryFamily::Generic(GenericFamily::SansSerif)];
        let named = match script {
            Some(script) => {
                let is_han = script == Script::from_bytes(*b"Hani");
                let others = HAN.iter().filter(|_| is_han).filter_map(|it| Language::parse(it).ok());
                let others: Vec<_> = others.collect();
                std::iter::once(language)
                    .chain(others.iter().map(Some))
                    .find_map(|language| ask(&sans, Some(FallbackKey::new(script, language))))
            }
            None => ask(&FOR_SIGNS.map(QueryFamily::Generic), None),
        };
        named.or_else(|| self.families.iter().find_map(|name| ask(&[QueryFamily::Named(name)], None)))
    }
}

thread_local! {
    /// Whether a panic on this thread is expected, and nobody need hear of it.
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Does something that panics on a machine without any font (fontique 0.11 does, with fontconfig); `None` where it has, without a
/// word on standard error. Panics of other threads are told as ever.
fn quietly<T>(look: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panicked| {
            if !IS_QUIET.get() {
                usual(panicked);
            }
        }));
    });
    IS_QUIET.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(look));
    IS_QUIET.set(false);
    done.ok()
}

/// The script of a character; `None` where many share it.
fn script_of(letter: char) -> Option<Script> {
    match letter.script() {
        unicode_script::Script::Common | unicode_script::Script::Inherited | unicode_script::Script::Unknown => None,
        script => Script::parse(script.short_name()).ok(),
    }
}

/// Whether its maker allows a font to go into documents (OS/2, `fsType`).
fn may_be_embedded(bytes: &[u8], index: u32) -> bool {
    const RESTRICTED: u16 = 0x2;
    const BITMAPS_ONLY: u16 = 0x200;
    let Ok(font) = FontRef::from_index(bytes, index) else { return false };
    let Ok(table) = font.os2() else { return true };
    table.fs_type() & 0xF != RESTRICTED && table.fs_type() & BITMAPS_ONLY == 0
}
