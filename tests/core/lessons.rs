//! Every shipped lesson is sound, short, and points to what is there; so do the glossary and the credits.

use std::collections::BTreeSet;
use std::sync::Arc;

use make_it_right::assets;
use make_it_right::engine::{Contrast, Session, way_to};
use make_it_right::scenario::lesson::{Illustration, SceneName, stretches};
use make_it_right::scenario::{Around, Scenario, SceneIx, load_credits, load_glossary, load_lesson};
use make_it_right::storage::{Library, Teaching, check_file};

fn scenarios() -> Vec<Arc<Scenario>> {
    Library::shipped().entries.iter().filter_map(|entry| entry.scenario().cloned()).collect()
}

fn decision(scenarios: &[Arc<Scenario>], name: &SceneName) -> (Arc<Scenario>, SceneIx) {
    let scenario = scenarios.iter().find(|it| it.file().id == name.scenario).expect("the scenario is shipped");
    let scene = scenario.file().scenes.iter().position(|it| it.id == name.scene).expect("the scene is there");
    (Arc::clone(scenario), scene.into())
}

#[test]
fn the_checker_has_nothing_to_say() {
    let (glossary, found) = load_glossary(assets::GLOSSARY.as_bytes(), None);
    assert!(found.is_empty(), "{found:#?}");
    let glossary = glossary.expect("sound");
    let (catalog, scenarios) = (Library::shipped_catalog(), scenarios());
    let around = Around { catalog: &catalog, scenarios: Some(&scenarios), glossary: Some(&glossary) };
    let mut ids = Vec::new();
    for (file, text) in assets::lessons() {
        let (lesson, found) = load_lesson(text.as_bytes(), &around);
        assert!(found.is_empty(), "{file}: {found:#?}");
        ids.push(lesson.expect("sound").id.value);
    }
    assert_eq!(ids.len(), 9);
    let (_, found) = load_glossary(assets::GLOSSARY.as_bytes(), Some(&ids));
    assert!(found.is_empty(), "{found:#?}");
    assert!(load_credits(assets::CREDITS.as_bytes()).1.is_empty());
    assert_eq!(Teaching::shipped().lessons.len(), ids.len(), "all of them are read at the start");
}

#[test]
fn every_contrast_has_both_sides_and_every_decision_a_way_to_it() {
    let scenarios = scenarios();
    for lesson in Teaching::shipped().lessons {
        let id = &lesson.id.value;
        for name in lesson.decisions() {
            let (scenario, scene) = decision(&scenarios, name);
            let contrast = Contrast::of_scene(&scenario, scene).expect("a decision");
            assert!(!scenario.scene(scene).lines.is_empty(), "{id}: {} has nothing to answer", name.scene.value);
            assert!(contrast.recovery.is_some() && contrast.no_recovery.is_some(), "{id}: {}", name.scene.value);
        }
        let (scenario, scene) = decision(&scenarios, &lesson.practise);
        let way = way_to(&scenario, scene).expect("a way there");
        let (session, made) = Session::replay(scenario, way);
        assert_eq!(made, Ok(()), "{id}");
        assert!(matches!(session.at(), make_it_right::engine::At::Decision { scene: at, .. } if *at == scene), "{id}");
    }
}

#[test]
fn the_examples_of_the_traps_show_the_traps() {
    let scenarios = scenarios();
    let lessons = Teaching::shipped().lessons;
    let traps = lessons.iter().find(|lesson| lesson.id.value == "three-traps").expect("the lesson on the traps");
    for (screen, trap) in traps.screens[1..].iter().zip(["reject", "ignore", "disagree"]) {
        assert!(screen.title.value.to_lowercase().starts_with(trap));
        let Some(Illustration::Contrast(name)) = screen.illustration.as_ref().map(|it| &it.value) else {
            panic!("{trap} has no example");
        };
        let (scenario, scene) = decision(&scenarios, name);
        let contrast = Contrast::of_scene(&scenario, scene).expect("a decision");
        let reply = scenario.reply(contrast.no_recovery.expect("a reply of each system").reply);
        let fallen = reply.trap.as_ref().map(|it| scenario.trap(it.index()).id.value.as_str());
        assert_eq!(fallen, Some(trap), "{}", screen.title.value);
    }
}

#[test]
fn the_five_steps_each_have_a_screen_of_their_own() {
    let lessons = Teaching::shipped().lessons;
    let lesson = lessons.iter().find(|lesson| lesson.id.value == "five-steps").expect("the lesson on the steps");
    let catalog = Library::shipped_catalog();
    let model = catalog.model("five-steps").expect("shipped");
    assert_eq!(lesson.screens.len(), 1 + model.steps.len());
    let scenarios = scenarios();
    for (screen, step) in lesson.screens[1..].iter().zip(&model.steps) {
        assert!(screen.title.value.ends_with(&step.name.value), "{}", screen.title.value);
        let Some(Illustration::Contrast(name)) = screen.illustration.as_ref().map(|it| &it.value) else {
            panic!("{} has no example", step.name.value);
        };
        let (scenario, scene) = decision(&scenarios, name);
        let contrast = Contrast::of_scene(&scenario, scene).expect("a decision");
        let reply = scenario.reply(contrast.recovery.expect("a reply of each system").reply);
        let shown: Vec<_> = reply.steps.iter().map(|it| scenario.step(it.index()).id.value.as_str()).collect();
        assert!(shown.contains(&step.id.value.as_str()), "{} shows {shown:?}", step.name.value);
    }
}

#[test]
fn the_glossary_has_the_words_of_the_program() {
    let Teaching { glossary, lessons, .. } = Teaching::shipped();
    for word in [
        "scenario",
        "scene",
        "line",
        "reply",
        "system",
        "recovery system",
        "no recovery system",
        "reaction",
        "feedback",
        "step",
        "recovery model",
        "trap",
        "trust",
        "loss",
        "sense of loss",
        "dread",
        "dread of hassle",
        "promise",
        "remedy",
        "authority limit",
        "clock",
        "champion",
        "satisfied",
        "at risk",
        "lost",
        "session",
        "attempt",
        "contrast",
        "debrief",
        "turning point",
    ] {
        assert!(glossary.find(word).is_some(), "“{word}” is not explained");
    }
    let catalog = Library::shipped_catalog();
    for model in catalog.model_ids().filter_map(|id| catalog.model(id)) {
        for name in
            model.steps.iter().flat_map(|step| [&step.name, &step.short]).chain(model.traps.iter().map(|it| &it.name))
        {
            assert!(glossary.find(&name.value).is_some(), "“{}” of {} is not explained", name.value, model.name.value);
        }
    }
    let used: BTreeSet<_> = lessons
        .iter()
        .flat_map(|lesson| &lesson.screens)
        .flat_map(|screen| &screen.text)
        .flat_map(|text| stretches(&text.value))
        .filter_map(|it| it.term)
        .collect();
    assert!(used.len() >= 8, "few words lead to the glossary: {used:?}");
}

#[test]
fn files_of_every_kind_can_be_checked() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in [
        "assets/lessons/2-the-five-steps.ron",
        "assets/glossary.ron",
        "assets/credits.ron",
        "assets/models/heal.ron",
        "scenarios/late-unit.ron",
    ] {
        let entry = check_file(&root.join(path)).expect("it can be read");
        assert!(entry.diagnostics().is_empty(), "{path}: {:#?}", entry.diagnostics());
    }
}

#[test]
fn own_lessons_stand_beside_the_shipped_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let lessons = folder.path().join("lessons");
    std::fs::create_dir(&lessons).expect("made");
    let own = |id: &str, title: &str| {
        format!(
            "(format: 1, id: \"{id}\", title: \"{title}\", summary: \"s\", minutes: 1, credit: \"c\", screens: [\
             (title: \"a\", text: [\"b\"], key_point: \"k\"), (title: \"a\", text: [\"b\"], key_point: \"k\")], \
             question: (ask: \"a\", answer: \"b\"), practise: (scenario: \"ours\", scene: \"not-there\"))"
        )
    };
    std::fs::write(lessons.join("own.ron"), own("house-rules", "House rules")).expect("written");
    std::fs::write(lessons.join("steps.ron"), own("five-steps", "Our five steps")).expect("written");
    std::fs::write(lessons.join("broken.ron"), "(format: 1, id: \"b\")").expect("written");
    let teaching = Teaching::shipped().with_folder(folder.path());
    let titles: Vec<_> = teaching.lessons.iter().map(|lesson| lesson.title.value.as_str()).collect();
    assert_eq!(titles.len(), 10);
    assert_eq!(titles[1], "Our five steps", "it takes the place of the shipped one");
    assert_eq!(titles[9], "House rules", "a scenario that is not there is no reason to leave it out");
    assert!(teaching.unread.len() == 1 && teaching.unread[0].contains("broken.ron"), "{:?}", teaching.unread);
    // The checker does mind.
    let found = check_file(&lessons.join("own.ron")).expect("read").diagnostics().to_vec();
    assert!(found.iter().any(|it| it.code.name() == "unknown-scenario"), "{found:#?}");
}

#[test]
fn a_damaged_file_is_told_and_nothing_breaks() {
    let (catalog, scenarios) = (Library::shipped_catalog(), scenarios());
    let glossary = Teaching::shipped().glossary;
    let around = Around { catalog: &catalog, scenarios: Some(&scenarios), glossary: Some(&glossary) };
    for (file, text) in assets::lessons() {
        let mut cuts: Vec<usize> = (0..text.len()).step_by(97).collect();
        cuts.retain(|cut| text.is_char_boundary(*cut));
        for cut in cuts {
            let (lesson, found) = load_lesson(&text.as_bytes()[..cut], &around);
            assert!(lesson.is_none() && !found.is_empty(), "{file} cut at {cut} is taken for whole");
            // Something taken out of the middle.
            let end = (cut + 40..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            let _ = load_lesson(format!("{}{}", &text[..cut], &text[end..]).as_bytes(), &around);
        }
    }
}
