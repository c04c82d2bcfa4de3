//! Edits of values, and of the entries of lists and brackets: what is put in, taken out and moved takes its commas and
//! comments along, and looks like what stands beside it.
//!
//! A comment in the lines right above an entry belongs to it, and so does one behind it on its line. A comment with an empty
//! line below it belongs to nobody and stays.

use super::new_value::Layout;
use super::pieces::{Between, Piece, PieceKind};
use super::tree::{is_bracketed, range};
use super::{Draft, Edit, EditRefused, NewValue, NodeId, NodeKind, Replacement};
use crate::scenario::text::Span;

/// One entry of a list or of brackets, and what belongs to it.
#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    end: u32,
    /// The offset of the comma behind it.
    comma: Option<u32>,
    /// Where the space before it starts, after a comma, a bracket or a comment.
    space: u32,
    /// The start of its first line, comments above it included, where it stands on lines of its own.
    lead: Option<u32>,
    /// The end of its last line, line break included, where nothing else stands behind it.
    tail: Option<u32>,
}

impl Entry {
    /// The end of what is written before the comma, comments included; without a comma, of the entry alone.
    fn before_comma(&self) -> u32 {
        self.comma.unwrap_or(self.end)
    }
}

/// The entries of a list or of brackets.
#[derive(Clone, Debug)]
struct Entries {
    /// After the opening bracket.
    inner: u32,
    /// Before the closing one.
    close: u32,
    all: Vec<Entry>,
    /// Whether each entry stands on lines of its own.
    on_lines: bool,
    /// Whether there is anything between the brackets that is not space, if there are no entries.
    has_comments: bool,
}

impl Draft {
    /// Puts a value in the place of another. Nothing is changed where it says the same already.
    ///
    /// # Errors
    /// Where there is no such node, or it is a field and no value.
    pub fn set(&self, node: NodeId, value: &NewValue) -> Result<Edit, EditRefused> {
        let kind = self.node_kind(node).ok_or(EditRefused::NoSuchNode)?;
        if kind == NodeKind::Field {
            return Err(EditRefused::NoSuchNode);
        }
        let is_same = match value {
            NewValue::Text(new) => self.text_value(node).is_some_and(|it| it == new.as_str()),
            NewValue::Number(new) => self.number_value(node) == Some(*new),
            NewValue::Word(new) => self.word_value(node) == Some(new),
            _ => false,
        };
        if is_same {
            return Ok(Edit::default());
        }
        let place = self.span(node);
        let indent = self.indent_at(place.start);
        let mut text = value.laid_out(self.layout(indent));
        // After `name:` without a space, where nothing was yet.
        if kind == NodeKind::Bad && self.text[..place.start as usize].ends_with(':') {
            text.insert(0, ' ');
        }
        Ok(Edit::replace(place, text))
    }

    /// Puts a value into a field, which is added where it is not there: in the order in which files give fields.
    ///
    /// # Errors
    /// Where `group` has no fields, or a comma or bracket is wrong in it.
    pub fn set_field(&self, group: NodeId, name: &str, value: &NewValue) -> Result<Edit, EditRefused> {
        if let Some(there) = self.field(group, name) {
            return self.set(there, value);
        }
        // Beside a value without a name a field would be a slip.
        if self.node_kind(group) != Some(NodeKind::Group) || self.items(group).next().is_some() {
            return Err(EditRefused::NoSuchNode);
        }
        let shape = self.shape(group);
        let order = |name: &str| shape.and_then(|it| it.position(name));
        let wanted = order(name);
        let comes_before = |it: NodeId| self.name(it).and_then(order) < wanted;
        let names: Vec<NodeId> = self.children(group).collect();
        let position = match wanted {
            Some(_) => names.iter().rposition(|it| comes_before(*it)).map_or(0, |it| it + 1),
            None => names.len(),
        };
        self.insert_entry(group, position, Some(name), value)
    }

    /// Takes out a field, and the comments that belong to it. Nothing is changed where it is not there.
    ///
    /// # Errors
    /// Where a comma or bracket is wrong in `group`.
    pub fn remove_field(&self, group: NodeId, name: &str) -> Result<Edit, EditRefused> {
        let position = self
            .children(group)
            .position(|it| self.node_kind(it) == Some(NodeKind::Field) && self.name(it) == Some(name));
        position.map_or_else(|| Ok(Edit::default()), |position| self.remove_entry(group, position))
    }

    /// Puts a new item into a list, before the one that stands at `position`; at the end, where none does.
    ///
    /// # Errors
    /// Where `list` is none, or a comma or bracket is wrong in it.
    pub fn insert_item(&self, list: NodeId, position: usize, value: &NewValue) -> Result<Edit, EditRefused> {
        if self.node_kind(list) != Some(NodeKind::List) {
            return Err(EditRefused::NoSuchNode);
        }
        self.insert_entry(list, position, None, value)
    }

    /// Takes out the entry at a position: an item of a list, or a field of brackets.
    ///
    /// # Errors
    /// Where there is none, or a comma or bracket is wrong around it.
    pub fn remove_entry(&self, around: NodeId, position: usize) -> Result<Edit, EditRefused> {
        let entries = self.entries(around)?;
        let entry = *entries.all.get(position).ok_or(EditRefused::NoSuchNode)?;
        let is_last = position + 1 == entries.all.len();
        let mut cuts = Vec::new();
        if entries.all.len() == 1 && !self.has_comments(entries.inner, entry.start, entry.end, entries.close) {
            cuts.push(Span { start: entries.inner, end: entries.close });
        } else if let (true, Some(start), Some(end)) = (entries.on_lines, entry.lead, entry.tail) {
            cuts.push(Span { start, end });
        } else {
            cuts.push(self.inline_cut(&entries, position));
        }
        // What is last now ends as what was last before.
        if is_last
            && entry.comma.is_none()
            && let Some(comma) = position.checked_sub(1).and_then(|it| entries.all[it].comma)
        {
            cuts.push(Span { start: comma, end: comma + 1 });
        }
        Edit::of(cuts.into_iter().map(|place| Replacement { place, text: String::new() }).collect())
    }

    /// Moves the entry at position `from` so that it stands at position `to` afterwards.
    ///
    /// # Errors
    /// Where there is no such entry, or a comma or bracket is wrong around it.
    pub fn move_entry(&self, around: NodeId, from: usize, to: usize) -> Result<Edit, EditRefused> {
        let entries = self.entries(around)?;
        let (Some(&entry), Some(&target)) = (entries.all.get(from), entries.all.get(to)) else {
            return Err(EditRefused::NoSuchNode);
        };
        if from == to {
            return Ok(Edit::default());
        }
        let last = entries.all.len() - 1;
        let mut replacements = Vec::new();
        let mut replace = |start: u32, end: u32, text: String| {
            replacements.push(Replacement { place: Span { start, end }, text });
        };
        let lines = (entry.lead, entry.tail, target.lead, target.tail);
        if let (true, (Some(start), Some(end), Some(before), Some(after))) = (entries.on_lines, lines) {
            let mut block = self.text[range(Span { start, end })].to_owned();
            if from == last && entry.comma.is_none() {
                block.insert((entry.end - start) as usize, ',');
                if let Some(comma) = entries.all[last - 1].comma {
                    replace(comma, comma + 1, String::new());
                }
            } else if to == last && target.comma.is_none() {
                if let Some(comma) = entry.comma {
                    block.remove((comma - start) as usize);
                }
                replace(target.end, target.end, ",".to_owned());
            }
            replace(start, end, String::new());
            let place = if to > from { after } else { before };
            replace(place, place, block);
        } else {
            let text = &self.text[range(Span { start: entry.start, end: entry.before_comma() })];
            let cut = self.inline_cut(&entries, from);
            replace(cut.start, cut.end, String::new());
            if from == last
                && entry.comma.is_none()
                && let Some(comma) = entries.all[last - 1].comma
            {
                replace(comma, comma + 1, String::new());
            }
            if to > from {
                let place = target.before_comma();
                replace(place, place, format!(", {text}"));
            } else {
                replace(target.start, target.start, format!("{text}, "));
            }
        }
        Edit::of(replacements)
    }

    /// Puts a value in, before the entry at `position`, with a name if it is a field.
    fn insert_entry(
        &self,
        around: NodeId,
        position: usize,
        name: Option<&str>,
        value: &NewValue,
    ) -> Result<Edit, EditRefused> {
        let entries = self.entries(around)?;
        let name = name.map(|it| format!("{it}: ")).unwrap_or_default();
        let own = self.indent_at(entries.inner.saturating_sub(1));
        let layout = self.layout(own);
        let newline = layout.newline;
        let Some(first) = entries.all.first() else {
            return Ok(self.insert_first(&entries, &name, value, layout));
        };
        if !entries.on_lines {
            let text = format!("{name}{}", value.laid_out(layout));
            return Ok(match entries.all.get(position) {
                Some(next) => insertion(next.start, format!("{text}, ")),
                None => insertion(entries.all[entries.all.len() - 1].before_comma(), format!(", {text}")),
            });
        }
        let indent = self.indent_at(first.start);
        let text = format!("{indent}{name}{}", value.laid_out(Layout { indent, ..layout }));
        if let Some(next) = entries.all.get(position) {
            return Ok(insertion(next.lead.unwrap_or(next.start), format!("{text},{newline}")));
        }
        let last = entries.all[entries.all.len() - 1];
        let end = last.tail.unwrap_or(last.end);
        if last.comma.is_some() {
            return Ok(insertion(end, format!("{text},{newline}")));
        }
        let comma = Replacement { place: Span { start: last.end, end: last.end }, text: ",".to_owned() };
        let line = Replacement { place: Span { start: end, end }, text: format!("{text}{newline}") };
        Edit::of(vec![comma, line])
    }

    /// Puts something between empty brackets.
    fn insert_first(&self, entries: &Entries, name: &str, value: &NewValue, layout: Layout<'_>) -> Edit {
        let inline = format!("{name}{}", value.laid_out(layout));
        let between = Span { start: entries.inner, end: entries.close };
        let has_lines = self.text[range(between)].contains('\n');
        if !has_lines && !entries.has_comments && !inline.contains('\n') {
            return Edit::replace(between, inline);
        }
        let indent = format!("{}{}", layout.indent, layout.unit);
        let laid_out = value.laid_out(Layout { indent: &indent, ..layout });
        let line = format!("{indent}{name}{laid_out},{}", layout.newline);
        // Before the line of the closing bracket, if it has one of its own.
        let before = &self.text[range(between)];
        let start = before.rfind('\n').map(|it| it + 1).filter(|it| before[*it..].trim().is_empty());
        let on_lines = || format!("{}{line}{}", layout.newline, layout.indent);
        match start.and_then(|it| u32::try_from(it).ok()) {
            _ if !entries.has_comments => Edit::replace(between, on_lines()),
            Some(start) => insertion(entries.inner + start, line),
            None => insertion(entries.close, on_lines()),
        }
    }

    /// What goes when an entry among others on a line is taken out.
    fn inline_cut(&self, entries: &Entries, position: usize) -> Span {
        let entry = entries.all[position];
        match (entry.comma, entries.all.get(position + 1)) {
            (Some(comma), Some(_)) => {
                let space = self.text[comma as usize + 1..].len();
                let rest = self.text[comma as usize + 1..].trim_start_matches([' ', '\t']).len();
                Span { start: entry.start, end: edit_offset(comma + 1, space - rest) }
            }
            (comma, _) => Span { start: entry.space, end: comma.map_or(entry.end, |it| it + 1) },
        }
    }

    /// The entries of a list or of round brackets.
    fn entries(&self, node: NodeId) -> Result<Entries, EditRefused> {
        let flat = *self.tree.get(node).filter(|it| is_bracketed(it.kind)).ok_or(EditRefused::NoSuchNode)?;
        let close = flat.end.saturating_sub(1);
        let bracket = if flat.kind == NodeKind::List { b']' } else { b')' };
        let damaged = || EditRefused::Damaged(Span { start: flat.start, end: flat.inner });
        if close < flat.inner || self.text.as_bytes().get(close as usize) != Some(&bracket) {
            return Err(damaged());
        }
        let spans: Vec<Span> = self.children(node).map(|it| self.span(it)).collect();
        if spans.last().is_some_and(|last| last.end > close) {
            return Err(damaged());
        }
        let mut all: Vec<Entry> = Vec::with_capacity(spans.len());
        let mut before = self.gap(flat.inner, spans.first().map_or(close, |it| it.start));
        let has_comments = before.as_ref().is_some_and(|it| it.has_comments);
        if before.as_ref().is_none_or(|it| it.comma.is_some()) {
            return Err(damaged());
        }
        let mut on_lines = before.as_ref().is_some_and(|it| it.line.is_some());
        for (at, span) in spans.iter().enumerate() {
            let next = spans.get(at + 1);
            let behind = self.gap(span.end, next.map_or(close, |it| it.start)).ok_or_else(damaged)?;
            if next.is_some() && behind.comma.is_none() {
                return Err(damaged());
            }
            let front = before.take().ok_or_else(damaged)?;
            let lead = front.line.and_then(|line| self.lead(line, span.start));
            on_lines &= lead.is_some() && behind.line.is_some();
            all.push(Entry {
                start: span.start,
                end: span.end,
                comma: behind.comma,
                space: front.space,
                lead,
                tail: behind.line,
            });
            before = Some(behind);
        }
        // The closing bracket on the last entry's line, or something before it on its own.
        if let (true, Some(last)) = (on_lines, all.last()) {
            let rest = &self.text[last.tail.unwrap_or(close) as usize..close as usize];
            on_lines = rest.rsplit('\n').next().is_none_or(|it| it.trim().is_empty());
        }
        Ok(Entries { inner: flat.inner, close, all, on_lines, has_comments })
    }

    /// Looks at what lies between two entries, or an entry and a bracket. `None` where something is wrong in it.
    fn gap(&self, start: u32, end: u32) -> Option<Gap> {
        let pieces: Vec<Piece> = Between::new(&self.text, start, end).collect();
        let mut comma = None;
        for piece in &pieces {
            match piece.kind {
                PieceKind::Space | PieceKind::Comment => {}
                PieceKind::Sign(',') if comma.is_none() => comma = Some(piece.span.start),
                _ => return None,
            }
        }
        let from = comma.map_or(start, |it| it + 1);
        let mut line = None;
        for piece in pieces.iter().filter(|it| it.span.start >= from) {
            let text = &self.text[range(piece.span)];
            if piece.kind == PieceKind::Space
                && let Some(at) = text.find('\n')
            {
                line = Some(edit_offset(piece.span.start + 1, at));
                break;
            }
        }
        let space = match pieces.as_slice() {
            [.., before, last] if last.kind == PieceKind::Space => {
                let is_line_comment = self.text[range(before.span)].starts_with("//");
                if is_line_comment { last.span.end } else { last.span.start }
            }
            [only] if only.kind == PieceKind::Space => only.span.start,
            _ => end,
        };
        let has_comments = pieces.iter().any(|it| it.kind == PieceKind::Comment);
        Some(Gap { comma, line, space, has_comments })
    }

    /// The start of the first line that belongs to an entry, no earlier than `line`. `None` where something else stands
    /// before it on its line.
    fn lead(&self, line: u32, entry: u32) -> Option<u32> {
        let before = self.text.get(line as usize..entry as usize)?;
        let own = before.rfind('\n').map_or(0, |it| it + 1);
        let mut lead = own;
        while lead > 0 {
            let above = before[..lead - 1].rfind('\n').map_or(0, |it| it + 1);
            if before[above..lead].trim().is_empty() {
                break;
            }
            lead = above;
        }
        // An empty line within a comment does not part it.
        let inside = Between::new(&self.text, line, entry).find(|it| {
            it.kind == PieceKind::Comment && (it.span.start..it.span.end).contains(&edit_offset(line, lead))
        });
        if let Some(comment) = inside {
            lead = before[..(comment.span.start - line) as usize].rfind('\n').map_or(0, |it| it + 1);
        }
        Some(edit_offset(line, lead))
    }

    fn has_comments(&self, inner: u32, start: u32, end: u32, close: u32) -> bool {
        let mut between = Between::new(&self.text, inner, start).chain(Between::new(&self.text, end, close));
        between.any(|it| it.kind == PieceKind::Comment)
    }

    /// The spaces and tabs at the start of the line that an offset is in.
    fn indent_at(&self, offset: u32) -> &str {
        let before = self.text.get(..offset as usize).unwrap_or_default();
        let line = &self.text[before.rfind('\n').map_or(0, |it| it + 1)..];
        let rest = line.trim_start_matches([' ', '\t']);
        &line[..line.len() - rest.len()]
    }

    /// How this file is laid out: as its first field is.
    fn layout<'a>(&'a self, indent: &'a str) -> Layout<'a> {
        let newline = match self.text.find('\n') {
            Some(at) if self.text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        };
        let first = self.root().and_then(|root| self.children(root).next()).map(|it| self.span(it).start);
        let unit = first.map(|it| self.indent_at(it)).filter(|it| !it.is_empty()).unwrap_or("    ");
        Layout { indent, unit, newline }
    }
}

/// What lies between two entries.
struct Gap {
    comma: Option<u32>,
    /// Where the next line starts.
    line: Option<u32>,
    /// Where the space right before the next entry starts.
    space: u32,
    has_comments: bool,
}

fn insertion(at: u32, text: String) -> Edit {
    Edit::replace(Span { start: at, end: at }, text)
}

fn edit_offset(from: u32, by: usize) -> u32 {
    from.saturating_add(u32::try_from(by).unwrap_or(u32::MAX))
}
