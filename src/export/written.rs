//! A document as it goes into a file, and what its reader should be told.

use crate::words::list;

/// A document in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What goes into the file.
    pub bytes: Vec<u8>,
    /// The characters that no font on this machine has, so that a box stands in place of each.
    pub boxes: Vec<char>,
}

/// So many characters without a font are named one by one.
const NAMED: usize = 40;

impl Written {
    /// What its reader should be told; `None` where everything is shown as it is.
    #[must_use]
    pub fn warning(&self) -> Option<String> {
        let (count, named) = (self.boxes.len(), self.boxes.iter().take(NAMED));
        let mut names: Vec<_> = named.map(|&it| format!("{it} (U+{:04X})", u32::from(it))).collect();
        if count > NAMED {
            names.push(format!("{} more", count - NAMED));
        }
        let (what, them) = if count == 1 { ("this character", "it") } else { ("these characters", "them") };
        (count > 0).then(|| {
            format!(
                "No font on this machine has {what}, so that boxes stand in place of {them}: {}. Install a font for {them}, or \
                 save a web page instead",
                list(&names)
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_without_a_font_are_named() {
        let warning = |boxes: &str| Written { bytes: Vec::new(), boxes: boxes.chars().collect() }.warning();
        assert_eq!(warning(""), None);
        let one = warning("日").expect("a warning");
        assert!(one.contains("this character") && one.contains("日 (U+65E5)"), "{one}");
        let many = warning(&"ab".repeat(22)).expect("a warning");
        assert!(many.contains("b (U+0062) and 4 more"), "{many}");
    }
}
