//! What leads where in a draft, sound or not.

use make_it_right::scenario::draft::DraftGraph;
use make_it_right::scenario::{Outcome, Scenario, StoryPlace, System, load};
use make_it_right::storage::Library;

use super::{SMALL, at, open, shipped};

/// Every link as "from, reply → to".
fn links(draft: &make_it_right::scenario::draft::Draft, graph: &DraftGraph) -> Vec<(String, String, String)> {
    let reply = |link: &make_it_right::scenario::draft::DraftLink| {
        let id = link.reply.and_then(|it| draft.field(it, "id"));
        id.and_then(|it| draft.text_value(it)).unwrap_or_default().into_owned()
    };
    graph.links.iter().map(|it| (graph.places[it.from].id.clone(), reply(it), it.to_id.clone())).collect()
}

fn expected(scenario: &Scenario) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let id = |place: StoryPlace| match place {
        StoryPlace::Scene(it) => scenario.scene(it).id.value.clone(),
        StoryPlace::Ending(it) => scenario.ending(it).id.value.clone(),
    };
    for scene in &scenario.file().scenes {
        let from = || scene.id.value.clone();
        for reply in scene.decision.iter().flat_map(|it| &it.replies) {
            found.extend(reply.next.iter().map(|it| (from(), reply.id.value.clone(), id(it.to.index()))));
        }
        found.extend(scene.next.iter().map(|it| (from(), String::new(), id(it.to.index()))));
    }
    found
}

#[test]
fn the_graph_of_a_sound_file_is_that_of_its_model() {
    let catalog = Library::shipped_catalog();
    for (name, text) in shipped() {
        let draft = open(&text);
        let graph = draft.graph();
        let scenario = load(text.as_bytes(), &catalog).scenario.unwrap();
        let file = scenario.file();
        assert_eq!(links(&draft, &graph), expected(&scenario), "{name}");
        assert_eq!(graph.places.len(), file.scenes.len() + file.endings.len());
        assert_eq!(graph.start, Some(file.start.scene.index().at()));
        for link in &graph.links {
            let to = &graph.places[link.to.unwrap()];
            assert_eq!(to.id, link.to_id, "{name}");
            assert_eq!(&text[link.span.start as usize..link.span.end as usize], format!("\"{}\"", link.to_id));
            assert_eq!(link.system.is_some(), link.reply.is_some());
        }
        for (place, ending) in graph.places[file.scenes.len()..].iter().zip(&file.endings) {
            assert!(place.is_ending && !place.has_decision);
            assert_eq!(place.outcome, ending.outcome.as_ref().map(|it| it.value));
            assert_eq!(place.title, ending.title.value);
        }
    }
}

#[test]
fn there_is_a_graph_where_there_are_errors() {
    let sound = open(SMALL).graph();
    // A name that nothing has, a comma too few, a scene without an id, a bracket that is never closed.
    let broken = SMALL.replace("to: \"out\"", "to: \"nowhere\"").replacen("minutes: 5,", "minutes: 5", 1).replacen(
        "system: recovery",
        "system: perhaps",
        1,
    );
    let draft = open(&broken);
    let graph = draft.graph();
    assert_eq!(graph.places.len(), sound.places.len());
    assert_eq!(graph.links.len(), sound.links.len());
    let lost: Vec<_> = graph.links.iter().filter(|it| it.to.is_none()).collect();
    assert!(!lost.is_empty() && lost.iter().all(|it| it.to_id == "nowhere"));
    assert!(lost.iter().all(|it| it.when.is_some()));
    assert_eq!(graph.links[0].system, None);
    assert_eq!(graph.links[1].system, Some(System::NoRecovery));
    let id = draft.field(graph.places[1].node, "id").unwrap();
    let mut without = draft.clone();
    without.change(&draft.set(id, &make_it_right::scenario::draft::NewValue::Number(3)).unwrap()).unwrap();
    let graph = without.graph();
    assert_eq!(graph.places[1].id, "");
    assert!(graph.links.iter().any(|it| it.to_id == "hall" && it.to.is_none()));
}

#[test]
fn half_a_file_has_half_a_graph() {
    let end = SMALL.find("differs:").unwrap();
    let draft = open(&SMALL[..end]);
    assert!(!draft.syntax().is_empty());
    let graph = draft.graph();
    assert_eq!(graph.places.len(), 1);
    assert_eq!(graph.start, Some(0));
    assert!(graph.links.len() >= 2);
    assert!(graph.links.iter().all(|it| it.to.is_none()));
}

#[test]
fn of_two_with_one_id_the_first_counts() {
    let draft = open(
        "(scenes: [(id: \"a\", next: \"b\"), (id: \"a\"), 7], endings: [(id: \"b\", outcome: lost), (id: \"b\")])",
    );
    let graph = draft.graph();
    assert_eq!(graph.places.len(), 4);
    assert_eq!(graph.links[0].to, Some(2));
    assert_eq!(graph.places[2].outcome, Some(Outcome::Lost));
    assert_eq!(draft.node_at(graph.links[0].span.start), Some(at(&draft, "scenes[0].next")));
}
