//! What `Cargo.toml` and `Cargo.lock` must look like, so far as no tool is needed to see it. `cargo deny check` sees more.

use std::fs;

use super::{at, text};

/// The sections of a file of settings, each as its name and the keys in it.
fn sections(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[') {
            sections.push((name.trim_matches(['[', ']']), Vec::new()));
        } else if let Some((key, _)) = line.split_once(" = ")
            && !line.starts_with(['#', ' '])
            && let Some((_, keys)) = sections.last_mut()
        {
            keys.push(key);
        }
    }
    sections
}

#[test]
fn dependencies_stand_in_order() {
    let manifest = text("Cargo.toml");
    let mut seen = 0;
    for (section, keys) in sections(&manifest).into_iter().filter(|(name, _)| name.ends_with("dependencies")) {
        assert!(keys.is_sorted(), "[{section}] in Cargo.toml is not sorted: {keys:?}");
        seen += keys.len();
    }
    assert!(seen > 20, "the dependencies were found");
}

#[test]
fn every_dependency_comes_from_the_registry() {
    let lock = text("Cargo.lock");
    let packages: Vec<_> = lock.split("[[package]]").skip(1).collect();
    assert!(packages.len() > 100, "the packages were found");
    let mut source = None;
    for package in packages {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            line.map(|value| value.trim_matches('"'))
        };
        let name = value("name").expect("a name");
        if name == env!("CARGO_PKG_NAME") {
            continue;
        }
        // A registry, and the same for all of them.
        let from = value("source").unwrap_or_default();
        assert!(from.starts_with("registry+"), "{name} comes from {from:?}");
        assert_eq!(from, *source.get_or_insert(from), "{name} comes from another registry");
        assert_eq!(value("checksum").map(str::len), Some(64), "{name} has no checksum");
    }
}

/// A benchmark that is not declared with `harness = false` is built as tests, and measures nothing.
#[test]
fn every_benchmark_is_declared() {
    let manifest = text("Cargo.toml");
    for entry in fs::read_dir(at("benches")).expect("the benchmarks").flatten() {
        if entry.path().extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let name = entry.file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
        let declared = format!("[[bench]]\nname = \"{name}\"\nharness = false");
        assert!(manifest.contains(&declared), "benches/{name}.rs is not in Cargo.toml");
    }
}

/// An exact toolchain may not be there for whoever builds this.
#[test]
fn no_toolchain_is_asked_for() {
    assert!(!at("rust-toolchain.toml").exists() && !at("rust-toolchain").exists());
}

#[test]
fn every_decision_is_in_the_index() {
    let index = text("docs/decisions/README.md");
    for entry in fs::read_dir(at("docs/decisions")).expect("the decisions").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(
            name == "README.md" || index.contains(&format!("({name})")),
            "docs/decisions/{name} is not in the index"
        );
    }
}
