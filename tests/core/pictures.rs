//! How much the pictures of the interface may weigh. Each version of each of them stays in the history of the repository.

use std::path::Path;

/// A page in light and dark, one with large text, a state that words cannot describe: more is not looked at by anybody. What can
/// be said in words about all pages, sizes and themes is tested in words (`tests/app/layout`).
const MOST: usize = 100;

/// In bytes, of all together.
const HEAVIEST: u64 = 10_000_000;

#[test]
fn pictures_are_few_and_light() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let entries = std::fs::read_dir(folder).expect("the folder of pictures").map(|entry| entry.expect("an entry"));
    // What a failed test leaves beside a picture is not kept.
    let passing = [".old.png", ".new.png", ".diff.png"];
    let pictures: Vec<_> = entries
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            entry.path().extension().is_some_and(|it| it == "png") && !passing.iter().any(|end| name.ends_with(end))
        })
        .map(|entry| entry.metadata().expect("a file").len())
        .collect();
    assert!(pictures.len() <= MOST, "{} pictures, and {MOST} are enough", pictures.len());
    let weight: u64 = pictures.iter().sum();
    assert!(weight <= HEAVIEST, "pictures weigh {weight} bytes; were they packed by tests/accept-pictures.sh?");
}
