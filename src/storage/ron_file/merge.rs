//! Writing a change, and not the whole: what another window has written meanwhile stays, and so does what this version does not
//! understand.

use super::tree::Node;

/// What stands in the file (`theirs`) with what has changed from `base` to `mine`.
///
/// - What is the same in both stays as it stands in the file, whatever that is.
/// - What was put in is put in, what was taken out is taken out, and what was changed is changed, in the fields and entries that
///   changed and nowhere else.
/// - Of lists, an entry with an `id` is known by it; one that has gone from the file meanwhile stays gone. Another entry is
///   known by its contents.
pub(super) fn merge(base: &Node, mine: &Node, theirs: &Node) -> Node {
    if base == mine {
        return theirs.clone();
    }
    if base == theirs {
        return mine.clone();
    }
    match (base, mine, theirs) {
        (Node::Fields(base), Node::Fields(mine), Node::Fields(theirs)) => Node::Fields(pairs(base, mine, theirs)),
        (Node::Map(base), Node::Map(mine), Node::Map(theirs)) => Node::Map(pairs(base, mine, theirs)),
        (Node::List(base), Node::List(mine), Node::List(theirs)) => Node::List(list(base, mine, theirs)),
        _ => mine.clone(),
    }
}

fn pairs(base: &[(String, Node)], mine: &[(String, Node)], theirs: &[(String, Node)]) -> Vec<(String, Node)> {
    fn value<'a>(pairs: &'a [(String, Node)], name: &str) -> Option<&'a Node> {
        pairs.iter().find(|(known, _)| known == name).map(|(_, node)| node)
    }
    let mut merged = Vec::new();
    for (key, node) in theirs {
        match (value(base, key), value(mine, key)) {
            (None, None) => merged.push((key.clone(), node.clone())),
            // Taken out.
            (Some(_), None) => {}
            (Some(base), Some(mine)) => merged.push((key.clone(), merge(base, mine, node))),
            // Put in by both, or not understood until now.
            (None, Some(mine)) => merged.push((key.clone(), mine.clone())),
        }
    }
    for (key, node) in mine {
        if value(theirs, key).is_none() && value(base, key) != Some(node) {
            merged.push((key.clone(), node.clone()));
        }
    }
    merged
}

fn list(base: &[Node], mine: &[Node], theirs: &[Node]) -> Vec<Node> {
    // For each entry of the old list, where it stands in the new one; each stands for one.
    let (of_base, of_mine) = (places(base, mine), |at: usize| mine.get(at));
    let in_theirs = places(base, theirs);
    let mut change: Vec<Option<(usize, Option<usize>)>> = vec![None; theirs.len()];
    for (at, place) in in_theirs.iter().enumerate() {
        if let Some(place) = *place {
            change[place] = Some((at, of_base[at]));
        }
    }
    let old: Vec<usize> = of_base.iter().copied().flatten().collect();
    let is_new = |at: &usize| !old.contains(at);
    let new: Vec<&Node> = (0..mine.len()).filter(is_new).filter_map(of_mine).collect();
    let new = new.into_iter().filter(|node| !theirs.iter().any(|known| is_same(node, known))).cloned();
    let kept = theirs.iter().zip(&change).filter_map(|(node, change)| match change {
        None => Some(node.clone()),
        Some((_, None)) => None,
        Some((at, Some(now))) => Some(merge(&base[*at], &mine[*now], node)),
    });
    // What was put before all others goes to the front, as the newest of the recent files does.
    let front = mine.first().filter(|first| base.first() != Some(first) && matches!(first, Node::Leaf(_)));
    let (mut merged, mut after): (Vec<_>, Vec<_>) = kept.chain(new).partition(|node| Some(node) == front);
    merged.append(&mut after);
    merged
}

/// For each of `nodes`, which of `others` it is; each of them once.
fn places(nodes: &[Node], others: &[Node]) -> Vec<Option<usize>> {
    let mut taken = vec![false; others.len()];
    let mut place = |node: &Node| {
        let at = others.iter().enumerate().position(|(at, other)| !taken[at] && is_same(node, other))?;
        taken[at] = true;
        Some(at)
    };
    nodes.iter().map(&mut place).collect()
}

/// Whether an entry of a list is this one: by its id, or because all that is known of it is in it.
fn is_same(node: &Node, other: &Node) -> bool {
    match (node.field("id"), other.field("id")) {
        (Some(id), Some(of_other)) => id == of_other,
        _ => is_within(node, other),
    }
}

fn is_within(node: &Node, other: &Node) -> bool {
    match (node, other) {
        (Node::Fields(fields), Node::Fields(_)) => {
            fields.iter().all(|(name, node)| other.field(name).is_some_and(|other| is_within(node, other)))
        }
        _ => node == other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn merged(base: &str, mine: &str, theirs: &str) -> Node {
        merge(&Node::of(base), &Node::of(mine), &Node::of(theirs))
    }

    #[test]
    fn what_others_have_written_and_what_is_not_understood_stays() {
        let (base, mine) =
            ("(theme: System, size: 100, recent: [\"a\"])", "(theme: System, size: 125, recent: [\"b\", \"a\"])");
        let theirs = "(theme: Sepia, size: 100, recent: [\"c\", \"a\"], mood: (x: 1))";
        let wanted = "(theme: Sepia, size: 125, recent: [\"b\", \"c\", \"a\"], mood: (x: 1))";
        assert_eq!(merged(base, mine, theirs), Node::of(wanted));
    }

    #[test]
    fn people_are_known_by_their_ids_and_who_is_gone_stays_gone() {
        let base = "[(id: 1, name: \"Ada\"), (id: 2, name: \"Ben\")]";
        let mine = "[(id: 1, name: \"Ada L.\"), (id: 2, name: \"Ben\"), (id: 4, name: \"Di\")]";
        let theirs = "[@, (id: 1, name: \"Ada\", mood: 1), (id: 3, name: \"Cy\")]";
        let wanted = "[@, (id: 1, name: \"Ada L.\", mood: 1), (id: 3, name: \"Cy\"), (id: 4, name: \"Di\")]";
        assert_eq!(merged(base, mine, theirs), Node::of(wanted));
        assert_eq!(merged(base, "[(id: 1, name: \"Ada!\")]", "[(id: 2, name: \"Ben\")]"), Node::of("[]"));
    }

    #[test]
    fn what_was_forgotten_at_the_front_is_forgotten_there() {
        let play = |number: u32| format!("(outcome: \"lost\", number: {number})");
        let base = format!("[{}, {}]", play(1), play(2));
        let mine = format!("[{}, {}]", play(2), play(3));
        let theirs = format!("[(outcome: \"legend\"), {}, {}, {}]", play(1), play(2), play(9));
        let wanted = format!("[(outcome: \"legend\"), {}, {}, {}]", play(2), play(9), play(3));
        assert_eq!(merged(&base, &mine, &theirs), Node::of(&wanted));
    }

    fn node() -> impl Strategy<Value = Node> {
        let leaf = "[0-3]".prop_map(Node::Leaf);
        leaf.prop_recursive(3, 24, 4, |inner| {
            let pairs = || proptest::collection::btree_map("[a-d]", inner.clone(), 0..4);
            prop_oneof![
                pairs().prop_map(|it| Node::Fields(it.into_iter().collect())),
                pairs().prop_map(|it| Node::Map(it.into_iter().collect())),
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Node::List),
            ]
        })
    }

    proptest! {
        #[test]
        fn who_changes_nothing_writes_nothing_and_who_is_alone_writes_it_as_it_is(
            base in node(), mine in node(), theirs in node(),
        ) {
            prop_assert_eq!(merge(&base, &base, &theirs), theirs.clone());
            prop_assert_eq!(Node::of(&theirs.to_text()), theirs);
            prop_assert_eq!(merge(&base, &mine, &base), mine);
        }
    }
}
