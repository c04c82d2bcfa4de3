//! What is wrong with an SVG, as far as that can be told without drawing it.

use roxmltree::{Document, ParsingOptions};

use super::svg_limits::judge;

/// The largest picture that is read, in bytes.
pub const LARGEST: u64 = 1 << 20;

/// Elements that leave something on the picture. Text and photographs in it are not drawn: there are no fonts for them, and
/// nothing that reads them.
const DRAWN: [&str; 7] = ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon"];

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// What is wrong with a picture; `None` where nothing is.
pub fn fault(bytes: &[u8]) -> Option<String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some("it is empty".to_owned());
    }
    if let Some(kind) = other_kind(bytes) {
        return Some(format!("it is a {kind} picture, and no SVG"));
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Some("it is no SVG, which is text in UTF-8".to_owned()) };
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 200_000, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => return Some(format!("it is damaged ({error})")),
    };
    let root = document.root_element();
    let tag = root.tag_name();
    if tag.name() != "svg" {
        return Some(format!("it holds `<{}>`, and no `<svg>`", tag.name()));
    }
    if tag.namespace() != Some(NAMESPACE) {
        return Some(format!("its `<svg>` needs `xmlns=\"{NAMESPACE}\""));
    }
    for side in ["width", "height"] {
        let written = root.attribute(side).unwrap_or("1").trim();
        let number = written.trim_end_matches(|it: char| it.is_alphabetic() || it == '%');
        if !number.parse::<f64>().is_ok_and(|it| it > 0.0) {
            return Some(format!("its {side} is `{written}`"));
        }
    }
    if !root.descendants().any(|it| DRAWN.contains(&it.tag_name().name())) {
        return Some("nothing is drawn in it; lines of text and photographs are not shown".to_owned());
    }
    judge(&document).err().map(|refused| refused.to_string())
}

/// What kind of picture the first bytes tell of, where it is not text.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 5] = [
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"RIFF", "WebP"),
        (b"\x1f\x8b", "compressed"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(svg: &str) -> String {
        fault(svg.as_bytes()).unwrap_or_default()
    }

    #[test]
    fn what_is_wrong_with_a_picture_is_told() {
        let svg = |inside: &str| format!("<svg xmlns='{NAMESPACE}' viewBox='0 0 9 9'>{inside}</svg>");
        assert_eq!(told(&svg("<g><path d='M0 0h9v9z'/></g>")), "");
        assert_eq!(told(" \n"), "it is empty");
        assert!(told("<svg").starts_with("it is damaged"), "{}", told("<svg"));
        assert_eq!(told("<html xmlns='x'/>"), "it holds `<html>`, and no `<svg>`");
        assert!(told("<svg><path/></svg>").contains("xmlns"));
        assert_eq!(told(&format!("<svg xmlns='{NAMESPACE}' width='0'><path/></svg>")), "its width is `0`");
        assert!(told(&svg("<text>Ana</text>")).starts_with("nothing is drawn in it"));
        assert!(told(&svg("<path/><g id='a'><use href='#a'/></g>")).contains("uses itself within itself"));
        assert_eq!(fault(b"\x89PNG\r\n\x1a\n").as_deref(), Some("it is a PNG picture, and no SVG"));
        assert!(fault(b"\xff\xff").is_some_and(|it| it.contains("UTF-8")));
    }

    #[test]
    fn bombs_are_found_without_drawing_them() {
        use std::fmt::Write as _;
        let mut uses = format!("<svg xmlns='{NAMESPACE}' xmlns:xlink='http://www.w3.org/1999/xlink'><path id='a0'/>");
        for level in 1..40 {
            let below = level - 1;
            let twice = format!("<use xlink:href='#a{below}'/>").repeat(2);
            write!(uses, "<g id='a{level}'>{twice}</g>").expect("text is written");
        }
        assert_eq!(told(&(uses + "</svg>")), "it is too much to draw; make it simpler");
        let mut laughs = "<!DOCTYPE svg [<!ENTITY l0 'ha'>".to_owned();
        for level in 1..30 {
            let below = level - 1;
            write!(laughs, "<!ENTITY l{level} '{}'>", format!("&l{below};").repeat(10)).expect("text is written");
        }
        let laughs = format!("{laughs}]><svg xmlns='{NAMESPACE}'><path d='&l29;'/></svg>");
        assert!(told(&laughs).starts_with("it is damaged"), "{}", told(&laughs));
        let deep = format!("<svg xmlns='{NAMESPACE}'>{}<path/>{}</svg>", "<g>".repeat(5_000), "</g>".repeat(5_000));
        assert!(!told(&deep).is_empty());
    }

    #[test]
    fn nothing_is_wrong_with_the_shipped_ones() {
        for (person, mood) in crate::assets::portrait_names() {
            let svg = crate::assets::portrait(&person, &mood).expect("it is there");
            assert_eq!(fault(&svg), None, "{person}-{mood}");
        }
    }
}
