//! What a portrait may be: a drawing that is small, refers to nothing but itself, and is drawn in a moment.
//!
//! A scenario may bring its own portraits, from anywhere. A drawing can name other files, which are none of its business; and a few
//! hundred bytes can ask for work without end: parts that are used in parts that are used again, patterns within patterns, filters over
//! areas as large as one likes. So a drawing is looked at before it is drawn. Shapes, paths, gradients, groups, clip paths,
//! masks and parts that are used again are all that portraits need. Each costs what it makes to draw, and again wherever it is
//! used, and the sum has a limit: the shipped ones need less than a fiftieth of it.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId};

/// The most that a portrait may cost: so many plain shapes.
const MOST_COST: u64 = 50_000;

/// What a layer of its own costs: for a mask, a clip path, or a group that is seen through.
const LAYER: u64 = 200;

/// What a dashed line costs, whose dashes may be very short.
const DASHES: u64 = 2_000;

/// So many characters of a path cost as much as a plain shape.
const CHARACTERS: u64 = 32;

/// Elements that portraits do not need, and that may name other files or make work without end.
const NOT_DRAWN: &[&str] = &["image", "pattern", "filter", "marker", "foreignObject", "script"];

/// Why a portrait is not drawn.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SvgRefused {
    #[error("`{0}` is not drawn in portraits; turn it into plain shapes, or leave it out")]
    NotDrawn(&'static str),
    #[error("it is too much to draw; make it simpler")]
    TooMuch,
    #[error("it uses itself within itself")]
    Circle,
}

/// Looks at a drawing.
pub(super) fn judge(document: &Document<'_>) -> Result<(), SvgRefused> {
    for element in document.descendants().filter(Node::is_element) {
        if let Some(name) = NOT_DRAWN.iter().find(|it| **it == element.tag_name().name()) {
            return Err(SvgRefused::NotDrawn(name));
        }
    }
    let by_id = document.descendants().filter_map(|it| Some((it.attribute("id")?, it))).collect();
    let mut costs = Costs { by_id, known: HashMap::new(), left: MOST_COST, deep: 0 };
    costs.of(document.root_element()).and_then(|cost| {
        let styled = styles(document, &mut costs)?;
        if cost.saturating_add(styled) > MOST_COST { Err(SvgRefused::TooMuch) } else { Ok(()) }
    })
}

/// What style sheets add. Which elements they mean is not found out: all of them, in the worst case.
fn styles(document: &Document, costs: &mut Costs) -> Result<u64, SvgRefused> {
    let elements = document.descendants().filter(Node::is_element).count() as u64;
    let mut all = 0_u64;
    for style in document.descendants().filter(|it| it.has_tag_name("style") || it.tag_name().name() == "style") {
        let text: String = style.children().filter_map(|it| it.text()).collect();
        let each = own_style(&text).saturating_add(costs.of_references(&text)?);
        all = all.saturating_add(each.saturating_mul(elements));
    }
    Ok(all)
}

/// What elements cost, with everything that they use.
struct Costs<'a, 'input> {
    by_id: HashMap<&'a str, Node<'a, 'input>>,
    /// `None` while it is being found out.
    known: HashMap<NodeId, Option<u64>>,
    left: u64,
    deep: u32,
}

impl<'a, 'input> Costs<'a, 'input> {
    fn of(&mut self, node: Node<'a, 'input>) -> Result<u64, SvgRefused> {
        match self.known.get(&node.id()) {
            Some(Some(cost)) => return Ok(*cost),
            Some(None) => return Err(SvgRefused::Circle),
            None => {}
        }
        self.deep += 1;
        if self.deep > 200 {
            return Err(SvgRefused::TooMuch);
        }
        self.known.insert(node.id(), None);
        let mut cost = 1;
        for attribute in node.attributes() {
            let value = attribute.value();
            let own = match attribute.name() {
                "d" | "points" => value.len() as u64 / CHARACTERS,
                "opacity" | "mask" | "clip-path" | "mix-blend-mode" | "isolation" => LAYER,
                "stroke-dasharray" => DASHES,
                "style" => own_style(value),
                _ => 0,
            };
            let used = match value.strip_prefix('#').filter(|_| attribute.name() == "href") {
                Some(id) => self.of_id(id)?,
                None => self.of_references(value)?,
            };
            cost = self.sum(cost, own.saturating_add(used))?;
        }
        for child in node.children().filter(Node::is_element) {
            let child = self.of(child)?;
            cost = self.sum(cost, child)?;
        }
        self.deep -= 1;
        self.known.insert(node.id(), Some(cost));
        Ok(cost)
    }

    /// What everything costs that a value names as `url(#…)`.
    fn of_references(&mut self, value: &str) -> Result<u64, SvgRefused> {
        let mut cost = 0;
        for reference in value.split("url(").skip(1) {
            let id = reference.split(')').next().unwrap_or_default();
            let id = id.trim_matches(|it: char| it.is_whitespace() || "'\"".contains(it));
            let used = self.of_id(id.strip_prefix('#').unwrap_or(id))?;
            cost = self.sum(cost, used)?;
        }
        Ok(cost)
    }

    fn of_id(&mut self, id: &str) -> Result<u64, SvgRefused> {
        match self.by_id.get(id).copied() {
            Some(node) => self.of(node),
            None => Ok(0),
        }
    }

    fn sum(&self, one: u64, other: u64) -> Result<u64, SvgRefused> {
        let sum = one.saturating_add(other);
        if sum > self.left { Err(SvgRefused::TooMuch) } else { Ok(sum) }
    }
}

/// What is asked for in a style, without what it refers to.
fn own_style(style: &str) -> u64 {
    let asks = |name: &str| style.contains(name);
    // The opacity of a fill or a line needs no layer.
    let layer = style.match_indices("opacity").any(|(at, _)| !style[..at].ends_with('-'))
        || ["mask", "clip-path", "mix-blend-mode", "isolation", "filter"].into_iter().any(asks);
    u64::from(layer) * LAYER + u64::from(asks("stroke-dasharray")) * DASHES
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::assets;

    fn drawing(inside: &str) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>{inside}</svg>"
        )
    }

    fn judged_text(text: &str) -> Result<(), SvgRefused> {
        judge(&Document::parse(text).expect("it can be read"))
    }

    fn judged(inside: &str) -> Result<(), SvgRefused> {
        judged_text(&drawing(inside))
    }

    /// Parts that each use the one before ten times.
    fn bomb(element: &str, uses: impl Fn(usize) -> String) -> String {
        let mut text = format!("<{element} id='p0'><rect width='1' height='1'/></{element}>");
        for depth in 1..12 {
            let _ = write!(text, "<{element} id='p{depth}'>{}</{element}>", uses(depth - 1).repeat(10));
        }
        text + &uses(11)
    }

    #[test]
    fn every_shipped_portrait_is_far_from_the_limit() {
        for (person, mood) in assets::portrait_names() {
            let svg = assets::portrait(&person, &mood).expect("there");
            assert_eq!(judged_text(std::str::from_utf8(&svg).expect("text")), Ok(()), "{person}-{mood}");
            let mut repeated = String::from_utf8(svg.clone()).expect("text");
            let end = repeated.rfind("</svg>").expect("its end");
            let start = repeated.find('>').expect("its beginning") + 1;
            let inside = repeated[start..end].to_owned();
            repeated.insert_str(end, &inside.repeat(49));
            assert_eq!(judged_text(&repeated), Ok(()), "{person}-{mood}, fifty times");
        }
    }

    #[test]
    fn a_drawing_of_its_own_is_fine() {
        for inside in [
            "<path d='M0 0L9 9'/>",
            "<defs><linearGradient id='g'/></defs><rect style='fill:url(#g);fill-opacity:.5'/>",
            "<clipPath id='c'><rect/></clipPath><g clip-path='url(#c)' opacity='.5'><circle r='3'/></g>",
            "<style>.a{fill:url(#g)}</style><linearGradient id='g'/><g class='a'><rect/><rect/></g>",
            "<symbol id='s'><rect/></symbol><use xlink:href='#s'/><use href='#s'/><use href='#gone'/>",
        ] {
            assert_eq!(judged(inside), Ok(()), "{inside}");
        }
    }

    #[test]
    fn other_files_and_work_without_end_are_refused() {
        for name in ["image", "pattern", "filter", "marker", "foreignObject"] {
            assert_eq!(judged(&format!("<defs><{name} href='/etc/passwd'/></defs>")), Err(SvgRefused::NotDrawn(name)));
        }
        let uses = |id| format!("<use href='#p{id}'/>");
        let clips = |id| format!("<g clip-path=\"url(#p{id})\"><rect/></g>");
        let masks = |id| format!("<rect style='mask:url( \"#p{id}\" )'/>");
        for text in [bomb("g", uses), bomb("clipPath", clips), bomb("mask", masks)] {
            assert_eq!(judged(&text), Err(SvgRefused::TooMuch), "{text}");
        }
        assert_eq!(judged("<g id='a'><use href='#a'/></g>"), Err(SvgRefused::Circle));
        assert_eq!(judged(&"<g opacity='.9'><rect/></g>".repeat(300)), Err(SvgRefused::TooMuch));
        assert_eq!(judged(&"<path stroke-dasharray='.0001' d='M0 0L9 9'/>".repeat(30)), Err(SvgRefused::TooMuch));
        assert_eq!(judged(&("<g>".repeat(5_000) + &"</g>".repeat(5_000))), Err(SvgRefused::TooMuch));
        assert_eq!(judged(&format!("<path d='{}'/>", "M0 0".repeat(500_000))), Err(SvgRefused::TooMuch));
        let styled = format!("<style>rect{{mask:url(#m)}}</style><mask id='m'><g/></mask>{}", "<rect/>".repeat(300));
        assert_eq!(judged(&styled), Err(SvgRefused::TooMuch));
    }
}
