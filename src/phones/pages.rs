//! The files of the page. They are inside the program, the same for everybody, and have nothing of the workshop in them.

/// One of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The page.
    Html,
    /// How it looks.
    Style,
    /// What it does.
    Script,
}

impl Page {
    /// The one under this path.
    pub fn of_path(path: &str) -> Option<Self> {
        match path {
            "/" => Some(Page::Html),
            "/phone.css" => Some(Page::Style),
            "/phone.js" => Some(Page::Script),
            _ => None,
        }
    }

    /// Its text.
    pub fn text(self) -> &'static str {
        match self {
            Page::Html => include_str!("../../assets/phones/phone.html"),
            Page::Style => include_str!("../../assets/phones/phone.css"),
            Page::Script => include_str!("../../assets/phones/phone.js"),
        }
    }

    /// What kind of file it is.
    pub fn kind(self) -> &'static str {
        match self {
            Page::Html => "text/html; charset=utf-8",
            Page::Style => "text/css; charset=utf-8",
            Page::Script => "text/javascript; charset=utf-8",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_small_and_loads_nothing_from_elsewhere() {
        let texts = [Page::Html, Page::Style, Page::Script].map(Page::text);
        assert!(texts.iter().map(|text| text.len()).sum::<usize>() < 60_000);
        for text in texts {
            for it in ["//", "http:", "https:", "@import", "url(", "innerHTML", "eval(", "document.write", "style="] {
                assert!(!text.contains(it), "{it}");
            }
        }
        // Script and style stand in files of their own; the page has none of either within.
        assert!(!Page::Html.text().contains("<style") && !Page::Html.text().contains("onclick"));
    }
}
