//! Where a path leads: through imports, re-exports, `super` and other names, to the room that is entered and the file that
//! declares what is used.
//!
//! Methods are not paths: that `app/mod.rs` calls a method which `app/map.rs` gives to `App` is not seen here.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Named, Sources, Written};

/// Imports of imports, at most; a circle of them ends here.
const DEEPEST: usize = 32;

/// Where a path leads within the library.
#[derive(Clone, Debug, PartialEq)]
pub struct Led {
    /// The first room that is entered, other than the one in which the path is written; or that one.
    pub room: String,
    /// The file that declares what is used; of another room, the file at which the way there stopped.
    pub file: String,
}

impl Sources {
    /// The room of a module; the top of the library is none.
    pub fn room(&self, module: usize) -> &str {
        self.modules[module].path.first().map_or("", String::as_str)
    }

    /// Where a path leads, or `None` where it leads out of the library.
    pub fn led(&self, written: &Written) -> Option<Led> {
        self.follow(self.room(written.module), written.module, &written.segments, true, 0)
    }

    /// The path with the names that its module gives to others put in: `fs::read` is `std::fs::read` behind `use std::fs`.
    pub fn in_full(&self, written: &Written) -> Vec<String> {
        let mut full = written.segments.clone();
        for _ in 0..DEEPEST {
            match full.first().and_then(|first| self.modules[written.module].names.get(first)) {
                Some(Named::Import(path)) if path.first() != full.first() => full.splice(0..1, path.iter().cloned()),
                _ => break,
            };
        }
        full
    }

    /// `first` says whether the path begins here, where names of the language and of other crates are known as well.
    fn follow(&self, from: &str, module: usize, path: &[String], first: bool, depth: usize) -> Option<Led> {
        let here = || Led { room: self.room(module).to_owned(), file: self.modules[module].file.clone() };
        // In another room nothing is followed: that room answers for what it hands on.
        if depth > DEEPEST || (!from.is_empty() && !self.room(module).is_empty() && self.room(module) != from) {
            return Some(here());
        }
        // The library as a whole is only a name for it; what is reached through that name counts.
        let Some((name, rest)) = path.split_first() else { return (module != 0).then(here) };
        if first {
            match name.as_str() {
                "crate" | "$crate" | "make_it_right" => return self.follow(from, 0, rest, false, depth),
                "self" => return self.follow(from, module, rest, false, depth),
                _ => {}
            }
        }
        if name == "super" {
            return self.follow(from, self.modules[module].parent.unwrap_or(0), rest, false, depth);
        }
        match self.modules[module].names.get(name) {
            Some(Named::Module(below)) => return self.follow(from, *below, rest, false, depth + 1),
            Some(Named::Item) => return Some(here()),
            Some(Named::Import(import)) => {
                // `use egui;` names a crate by its own name.
                if import.as_slice() != [name.clone()] {
                    let through = [import.as_slice(), rest].concat();
                    return self.follow(from, module, &through, true, depth + 1);
                }
                return None;
            }
            None => {}
        }
        for glob in &self.modules[module].globs {
            if let Some(target) = self.module_at(module, glob, depth)
                && target != module
                && (self.modules[target].names.contains_key(name) || !self.modules[target].globs.is_empty())
                && let Some(led) = self.follow(from, target, path, false, depth + 1)
            {
                return Some(led);
            }
        }
        // At the beginning, an unknown name is that of a crate; further on, something that a macro has made.
        (!first).then(here)
    }

    /// The module that a path names, if it is one.
    fn module_at(&self, module: usize, path: &[String], depth: usize) -> Option<usize> {
        if depth > DEEPEST {
            return None;
        }
        let (mut at, mut first) = (module, true);
        for (index, name) in path.iter().enumerate() {
            at = match name.as_str() {
                "crate" | "$crate" if first => 0,
                "self" if first => at,
                "super" => self.modules[at].parent?,
                name => match self.modules[at].names.get(name)? {
                    Named::Module(below) => *below,
                    Named::Import(import) if import.as_slice() != [name.to_owned()] => {
                        let through = [import.as_slice(), &path[index + 1..]].concat();
                        return self.module_at(at, &through, depth + 1);
                    }
                    Named::Import(_) | Named::Item => return None,
                },
            };
            first = false;
        }
        Some(at)
    }

    /// Which rooms each room uses, with the files that do so; of the program, or of its tests alone.
    pub fn arrows(&self, in_tests: bool) -> BTreeMap<(String, String), BTreeSet<String>> {
        let mut arrows: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for written in self.written.iter().filter(|written| written.in_tests == in_tests) {
            let room = self.room(written.module);
            if let Some(led) = self.led(written)
                && led.room != room
                && !room.is_empty()
            {
                // The top of the library knows all rooms: who uses it uses any of them.
                let used = if led.room.is_empty() { "the top of the library".to_owned() } else { led.room };
                arrows.entry((room.to_owned(), used)).or_default().insert(self.modules[written.module].file.clone());
            }
        }
        arrows
    }

    /// Which files each file of the program uses within its room, but for those it lies below: what is in `map/camera.rs`
    /// is a part of `map.rs`, and may know its whole.
    fn neighbours(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for written in self.written.iter().filter(|written| !written.in_tests) {
            let file = &self.modules[written.module].file;
            if let Some(led) = self.led(written)
                && led.room == self.room(written.module)
                && led.file != *file
                && !is_below(file, &led.file)
            {
                uses.entry(file.clone()).or_default().insert(led.file);
            }
        }
        uses
    }

    /// The circles of files: sets in which each file can be reached from each other one.
    pub fn circles(&self) -> Vec<BTreeSet<String>> {
        let uses = self.neighbours();
        let reached = |from: &str| {
            let (mut reached, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
            while let Some(file) = open.pop() {
                for next in uses.get(&file).into_iter().flatten() {
                    if reached.insert(next.clone()) {
                        open.push(next.clone());
                    }
                }
            }
            reached
        };
        let all: BTreeMap<_, _> = uses.keys().map(|file| (file.clone(), reached(file))).collect();
        let mut circles: Vec<BTreeSet<String>> = Vec::new();
        for (file, reached) in &all {
            if reached.contains(file) && !circles.iter().any(|circle| circle.contains(file)) {
                let back = |other: &&String| all.get(*other).is_some_and(|back| back.contains(file));
                circles.push(reached.iter().filter(back).cloned().collect());
            }
        }
        circles
    }

    /// The arrows within a circle, for whoever wants to open it.
    pub fn within(&self, circle: &BTreeSet<String>) -> String {
        let neighbours = self.neighbours();
        let line = |file: &String| {
            let used: Vec<_> =
                neighbours.get(file).into_iter().flatten().filter(|used| circle.contains(*used)).cloned().collect();
            format!("  {file} → {}", used.join(", "))
        };
        circle.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Whether a file lies below another as the tree of modules has it: `a/b.rs` below `a/mod.rs` and below `a.rs`.
fn is_below(file: &str, other: &str) -> bool {
    let folder = other.strip_suffix("mod.rs").map_or_else(|| other.replace(".rs", "/"), str::to_owned);
    file.starts_with(&folder)
}
