//! The layout of the path map: what holds for every story and every graph. Needs no interface.

use std::collections::BTreeSet;
use std::sync::Arc;

use make_it_right::map::{BOX_HEIGHT, BOX_WIDTH, Course, Layout, StoryGraph, StoryMap, Way, lay_out};
use make_it_right::scenario::{Scenario, load};
use proptest::prelude::*;

use crate::common::generated;
use crate::common::scenarios;

fn scenario(text: &str) -> Arc<Scenario> {
    let loaded = load(text.as_bytes(), &make_it_right::storage::Library::shipped_catalog());
    loaded.scenario.map_or_else(|| panic!("it has errors: {:#?}", loaded.diagnostics), Arc::new)
}

/// Everything that a reader of the map relies on.
fn check(layout: &Layout, places: usize, links: &[(usize, usize)]) {
    assert_eq!(layout.centres.len(), places);
    let standing: BTreeSet<_> = layout.layers.iter().flatten().copied().collect();
    assert_eq!(layout.layers.iter().map(Vec::len).sum::<usize>(), places, "each place stands in one layer");
    assert_eq!(standing.len(), places, "each place stands there once");

    for (number, layer) in layout.layers.iter().enumerate() {
        for pair in layer.windows(2) {
            let [left, right] = [layout.centres[pair[0]], layout.centres[pair[1]]];
            assert!(right.x - left.x >= BOX_WIDTH + 1.0, "boxes {pair:?} of layer {number} overlap");
            assert!((right.y - left.y).abs() < 0.1, "a layer is level");
        }
        for &place in layer {
            assert_eq!(layout.layer_of[place], number);
            let centre = layout.centres[place];
            assert!(centre.x - BOX_WIDTH / 2.0 >= 0.0 && centre.x + BOX_WIDTH / 2.0 <= layout.size.x);
            assert!(centre.y - BOX_HEIGHT / 2.0 >= 0.0 && centre.y + BOX_HEIGHT / 2.0 <= layout.size.y);
        }
    }
    for pair in layout.layers.windows(2) {
        if let ([upper, ..], [lower, ..]) = (&pair[0][..], &pair[1][..]) {
            assert!(layout.centres[*lower].y - layout.centres[*upper].y > BOX_HEIGHT, "layers are apart");
        }
    }

    assert_eq!(layout.routes.len(), links.len());
    for (&(from, to), route) in links.iter().zip(&layout.routes) {
        let (upper, lower) = match route.course {
            Course::Down => (from, to),
            Course::Up => (to, from),
            Course::Loop => {
                assert_eq!(from, to);
                continue;
            }
        };
        assert!(layout.layer_of[upper] < layout.layer_of[lower], "{from} to {to} does not lead down");
        let Some((trunk, joins)) = route.joins else { continue };
        let trunk = &layout.trunks[trunk];
        assert_eq!((trunk.to, trunk.course), (to, route.course));
        // One point in each layer that is passed, in order.
        let points = &trunk.points[joins..];
        assert_eq!(points.len(), layout.layer_of[lower] - layout.layer_of[upper] - 1);
        let ends = [layout.centres[from].y, layout.centres[to].y];
        let ys: Vec<_> =
            ends[..1].iter().copied().chain(points.iter().map(|p| p.y)).chain(ends[1..].iter().copied()).collect();
        let onward = |pair: &[f32]| if route.course == Course::Down { pair[0] < pair[1] } else { pair[0] > pair[1] };
        assert!(ys.windows(2).all(onward), "{from} to {to} runs back and forth: {ys:?}");
    }
    // A line that passes a layer stays clear of its boxes.
    for point in layout.trunks.iter().flat_map(|trunk| &trunk.points) {
        let layer =
            layout.layers.iter().find(|layer| layer.first().is_some_and(|&it| same(layout.centres[it].y, point.y)));
        for &place in layer.into_iter().flatten() {
            let gap = (layout.centres[place].x - point.x).abs() - BOX_WIDTH / 2.0;
            assert!(gap >= 1.0, "a line runs through box {place}");
        }
    }
}

fn same(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.1
}

fn check_story(scenario: &Scenario) -> StoryMap {
    let map = StoryMap::of(scenario);
    let links: Vec<_> = map.graph.links().iter().map(|link| (link.from, link.to)).collect();
    assert_eq!(map.graph.len(), scenario.file().scenes.len() + scenario.file().endings.len());
    check(&map.layout, map.graph.len(), &links);
    assert_eq!(map.layout.layer_of[map.graph.start()], 0, "the story starts at the top");
    let listed: BTreeSet<_> = map.outline.iter().map(|entry| entry.place).collect();
    assert_eq!((map.outline.len(), listed.len()), (map.graph.len(), map.graph.len()), "the list has each place once");
    assert_eq!((map.outline[0].place, map.outline[0].level), (map.graph.start(), 0));
    for pair in map.outline.windows(2) {
        assert!(pair[1].level <= pair[0].level + 1, "the list never deepens by two");
    }
    let deepest = map.outline.iter().map(|entry| entry.level).max().unwrap_or(0);
    assert!(deepest <= map.graph.len().ilog2() as usize + 1, "{deepest} levels");
    map
}

#[test]
fn every_shipped_story_has_a_tidy_map() {
    for scenario in scenarios::shipped() {
        let map = check_story(&scenario);
        let again = StoryMap::of(&scenario);
        assert_eq!(map.layout.centres, again.layout.centres, "the same each time");
    }
}

#[test]
fn long_stories_have_a_tidy_map() {
    for text in [generated::scenario(300), generated::branching(300), generated::branching(3_000), generated::round()] {
        check_story(&scenario(&text));
    }
}

#[test]
fn a_chain_is_a_straight_line() {
    let links: Vec<_> = (1..20_000).map(|place| (place - 1, place)).collect();
    let layout = lay_out(20_000, 0, &links);
    check(&layout, 20_000, &links);
    assert!(layout.centres.iter().all(|centre| same(centre.x, layout.centres[0].x)));
}

#[test]
fn a_parting_is_drawn_in_balance() {
    let layout = lay_out(4, 0, &[(0, 1), (0, 2), (1, 3), (2, 3)]);
    let [top, left, right, bottom] = [0, 1, 2, 3].map(|place| layout.centres[place].x);
    assert!(same(top, bottom) && same(top - left, right - top), "{:?}", layout.centres);
}

#[test]
fn a_story_made_to_do_harm_is_drawn_all_the_same() {
    // Each scene leads to the next and far ahead, to as many different places as can be.
    let links: Vec<_> =
        (0..2_000).flat_map(|from| [(from, from + 1), (from, 2_000 - from / 2), (from, from / 2)]).collect();
    check(&lay_out(2_001, 0, &links), 2_001, &links);
}

#[test]
fn replies_of_one_system_that_lead_to_one_place_are_one_link() {
    let graph = StoryGraph::of(&scenario(&generated::scenario(2)));
    let links: Vec<_> = graph.links().iter().map(|link| (link.from, link.to, link.way)).collect();
    assert_eq!(links, [(0, 1, Way::Recovery), (0, 1, Way::NoRecovery), (1, 2, Way::Recovery), (1, 2, Way::NoRecovery)]);
}

/// Graphs of up to 40 places with any links at all: circles, loops, several between the same two, parts that hang nowhere.
fn any_graph() -> impl Strategy<Value = (usize, usize, Vec<(usize, usize)>)> {
    (1..40_usize).prop_flat_map(|places| {
        let links = prop::collection::vec((0..places, 0..places), 0..120);
        (Just(places), 0..places, links)
    })
}

/// Graphs like stories: mostly onward, sometimes far ahead, now and then back.
fn storylike() -> impl Strategy<Value = (usize, usize, Vec<(usize, usize)>)> {
    (2..150_usize).prop_flat_map(|places| {
        let link = (0..places, 0..20_usize, 1..6_usize).prop_map(move |(from, kind, by)| match kind {
            0 => (from, from.saturating_sub(by)),
            1 => (from, (from + 9 * by).min(places - 1)),
            _ => (from, (from + by).min(places - 1)),
        });
        (Just(places), Just(0), prop::collection::vec(link, places..3 * places))
    })
}

proptest! {
    #[test]
    fn any_graph_is_laid_out((places, start, links) in any_graph()) {
        let layout = lay_out(places, start, &links);
        check(&layout, places, &links);
        prop_assert_eq!(layout.centres, lay_out(places, start, &links).centres);
    }

    #[test]
    fn anything_like_a_story_is_laid_out((places, start, links) in storylike()) {
        check(&lay_out(places, start, &links), places, &links);
    }

    #[test]
    fn only_links_that_close_a_circle_lead_up((places, start, links) in storylike()) {
        let onward: Vec<_> = links.into_iter().filter(|(from, to)| from < to).collect();
        let layout = lay_out(places, start, &onward);
        prop_assert!(layout.routes.iter().all(|route| route.course == Course::Down));
    }
}
