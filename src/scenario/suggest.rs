//! "Did you mean": the nearest among known names, or all of them where they are few.

/// Names longer than this are not compared: nobody mistypes them by a letter or two.
const LONGEST: usize = 64;

/// Gives suggestions, until it has compared so many names that a file full of errors would take too long.
#[derive(Debug)]
pub(super) struct Suggest {
    /// Letters that may still be compared with each other.
    letters_left: usize,
}

impl Default for Suggest {
    /// Enough for about a quarter of a second.
    fn default() -> Self {
        Self { letters_left: 50_000_000 }
    }
}

impl Suggest {
    /// The candidate that is nearest to a name, if one is near enough to be what was meant.
    pub fn nearest<'a>(&mut self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        if name.len() > LONGEST {
            return None;
        }
        let far = allowed_distance(name) + 1;
        let mut best = (far, None);
        for candidate in candidates {
            if self.letters_left == 0 {
                break;
            }
            let is_near = candidate.len().abs_diff(name.len()) < 2 * far;
            // Even to look at a length takes its time.
            let letters = if is_near { name.len() * candidate.len() } else { 1 };
            self.letters_left = self.letters_left.saturating_sub(letters);
            if !is_near {
                continue;
            }
            let distance = strsim::damerau_levenshtein(name, candidate);
            if distance < best.0 {
                best = (distance, Some(candidate));
            }
        }
        best.1
    }
}

/// How many letters may be wrong in a name for it to be recognised.
fn allowed_distance(name: &str) -> usize {
    match name.chars().count() {
        0 | 1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

/// The nearest among a few known words.
pub(super) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Suggest::default().nearest(name, candidates)
}

/// What there is, where it is few enough to be told.
pub(super) fn what_there_is<'a>(known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    const MOST: usize = 24;
    let known: Vec<_> = known.into_iter().take(MOST + 1).collect();
    (!known.is_empty() && known.len() <= MOST).then(|| format!("there is {}", list(&known)))
}

/// Words as they are named in a hint.
pub(super) fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
