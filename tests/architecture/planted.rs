//! The reader of the sources is held against small libraries with faults that were put there.

use super::source::{self, Sources};

/// A library of these files; each room that has none is empty.
fn library(files: &[(&str, &str)]) -> Sources {
    let top = "pub mod a; pub mod b; pub mod c;";
    let sources = source::read(&|file| {
        let own = files.iter().find(|(name, _)| *name == file).map(|(_, text)| (*text).to_owned());
        let empty =
            |room: &str| file == format!("{room}.rs") && !files.iter().any(|it| it.0 == format!("{room}/mod.rs"));
        own.or_else(|| match file {
            "lib.rs" => Some(top.to_owned()),
            _ => ["a", "b", "c"].into_iter().any(empty).then(String::new),
        })
    });
    assert!(sources.hidden.is_empty(), "{:?}", sources.hidden);
    sources
}

/// The arrows of the program, and of the tests alone, as `a>b`.
fn arrows(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let sources = library(files);
    let told = |in_tests| sources.arrows(in_tests).keys().map(|(from, to)| format!("{from}>{to}")).collect();
    (told(false), told(true))
}

/// What the program of a room `a` with this text uses.
#[track_caller]
fn uses(text: &str, wanted: &[&str]) {
    let (program, tests) = arrows(&[("a.rs", text)]);
    assert_eq!(program, wanted, "{text}");
    assert!(tests.is_empty(), "{text}");
}

#[test]
fn every_way_to_write_a_path_is_seen() {
    uses("use crate::b::Thing;", &["a>b"]);
    uses("use crate::{b::Thing, c::{self, Other as Name}};", &["a>b", "a>c"]);
    uses("use super::b::Thing;", &["a>b"]);
    uses("use crate as house; fn f() -> house::b::Thing { todo!() }", &["a>b"]);
    uses("use crate::{self as house}; use house::b;", &["a>b"]);
    uses("use crate::*; fn f() { b::make() }", &["a>b"]);
    uses("use super::{super::b, *}; use c::Thing;", &["a>b", "a>c"]);
    uses("use super as up; fn f(it: up::b::Thing) {}", &["a>b"]);
    uses("mod inner { use super::super::b::Thing; }", &["a>b"]);
    uses("use crate::b as other; mod inner { fn f() { super::other::make() } }", &["a>b"]);
    uses("pub use crate::b::*;", &["a>b"]);
    uses("fn f() { let it = crate::b::make(); match it { crate::c::Kind::One => {} } }", &["a>b", "a>c"]);
    uses("struct S { field: Vec<crate::b::Thing> } impl crate::c::Trait for S {}", &["a>b", "a>c"]);
    uses("fn f<T>() where T: Iterator<Item = crate::b::Thing> {}", &["a>b"]);
    uses("fn f() { <crate::b::Thing as crate::c::Trait>::make() }", &["a>b", "a>c"]);
    uses("use make_it_right::b::Thing;", &["a>b"]);
    uses("fn f() { use crate::b; }", &["a>b"]);
}

#[test]
fn macros_and_attributes_hide_nothing() {
    uses("fn f() { let all = vec![crate::b::Thing, 1]; }", &["a>b"]);
    uses("fn f() { println!(\"{}\", wrap(&[super::b::NAME])); }", &["a>b"]);
    uses("macro_rules! m { () => { $crate::b::make() } }", &["a>b"]);
    uses("some! { use crate::{a::Own, b::{Thing, Other}, c}; }", &["a>b", "a>c"]);
    uses("#[derive(crate::b::Derive)] struct S;", &["a>b"]);
    uses("struct S { #[serde(with = \"crate::b::format\")] field: u8 }", &["a>b"]);
    uses("crate::b::thing!();", &["a>b"]);
}

#[test]
fn comments_and_what_is_of_no_room_are_nothing() {
    uses("//! See [`crate::b::Thing`].\n/// As `crate::c` does.\nfn f() { let text = \"crate::b: no path\"; }", &[]);
    uses("use std::fmt; use serde::{Serialize, de::Error as _}; fn f(it: fmt::Result) {}", &[]);
    uses("pub(in crate::a) struct S; impl S { fn f() -> Self { Self::g() } }", &[]);
}

#[test]
fn the_program_goes_on_after_its_tests() {
    let text = "#[cfg(test)] mod tests { use crate::b; } fn late() { crate::c::make() }";
    assert_eq!(arrows(&[("a.rs", text)]), (vec!["a>c".to_owned()], vec!["a>b".to_owned()]));
}

#[test]
fn tests_are_what_only_tests_compile() {
    let for_tests = [
        "#[cfg(test)] use crate::b;",
        "#[cfg(all(test, feature = \"gui\"))] use crate::b;",
        "#[test] fn f() { crate::b::make() }",
        "struct S; impl S { #[cfg(test)] fn f() { crate::b::make() } }",
        "struct S { #[cfg(test)] field: crate::b::Thing }",
    ];
    for text in for_tests {
        assert_eq!(arrows(&[("a.rs", text)]), (Vec::new(), vec!["a>b".to_owned()]), "{text}");
    }
    for text in ["#[cfg(any(test, unix))] use crate::b;", "#[cfg(not(test))] use crate::b;"] {
        uses(text, &["a>b"]);
    }
    let file_of_tests =
        [("a.rs", "#[cfg(test)] mod tests;"), ("a/tests.rs", "mod more;"), ("a/tests/more.rs", "use crate::b;")];
    assert_eq!(arrows(&file_of_tests), (Vec::new(), vec!["a>b".to_owned()]));
}

#[test]
fn a_room_answers_for_what_it_hands_on() {
    let (program, _) = arrows(&[("a.rs", "use crate::b::Thing;"), ("b.rs", "pub use crate::c::Thing;")]);
    assert_eq!(program, ["a>b", "b>c"]);
}

#[test]
fn the_top_of_the_library_is_no_way_around() {
    let top = "pub mod a; pub mod b; pub mod c; pub use b::Thing; pub fn own() {}";
    let (program, _) = arrows(&[("lib.rs", top), ("a.rs", "use crate::Thing;")]);
    assert_eq!(program, ["a>b"]);
    let (program, _) = arrows(&[("lib.rs", top), ("a.rs", "use crate::own;")]);
    assert_eq!(program, ["a>the top of the library"]);
}

#[test]
fn what_cannot_be_read_is_told() {
    for text in ["#[path = \"b.rs\"] mod other;", "include!(\"b.rs\");", "extern crate self as house;", "mod missing;"]
    {
        let sources = source::read(&|file| match file {
            "lib.rs" => Some("mod a;".to_owned()),
            "a.rs" => Some(text.to_owned()),
            "a/other.rs" => Some(String::new()),
            _ => None,
        });
        assert_eq!(sources.hidden.len(), 1, "{text}");
    }
}

/// The circles of a library, each as its files in a row.
fn circles(files: &[(&str, &str)]) -> Vec<String> {
    library(files).circles().iter().map(|circle| Vec::from_iter(circle.clone()).join(" ")).collect()
}

#[test]
fn circles_of_files_are_found() {
    let room = ("a/mod.rs", "mod x; mod y; mod z; pub use x::X; pub use y::Y; pub use z::Z;");
    let (x, y, z) = ("a/x.rs", "a/y.rs", "a/z.rs");
    assert_eq!(circles(&[room, (x, "use super::y::Y;"), (y, "use super::x::X;"), (z, "")]), ["a/x.rs a/y.rs"]);
    // Through the names that the room hands on, and by a group.
    let through = [
        room,
        (x, "use super::{Y}; pub struct X;"),
        (y, "fn f(it: crate::a::Z) {}"),
        (z, "use super::*; fn f(_: x::X) {}"),
    ];
    assert_eq!(circles(&through), ["a/x.rs a/y.rs a/z.rs"]);
    // A line is no circle; nor is one that only tests close.
    let line = [room, (x, "use super::Y; pub struct X;"), (y, "use super::Z; pub struct Y;"), (z, "pub struct Z;")];
    assert!(circles(&line).is_empty());
    let closed = [room, line[1], line[2], (z, "pub struct Z; #[cfg(test)] mod tests { use crate::a::X; }")];
    assert!(circles(&closed).is_empty());
}

#[test]
fn a_part_may_know_its_whole() {
    let files = [
        ("a/mod.rs", "mod x; mod y; use x::X; struct Whole(X);"),
        ("a/x.rs", "mod part; use super::Whole; pub struct X; use part::Part;"),
        ("a/x/part.rs", "use crate::a::x::X; use crate::a::Whole; pub struct Part;"),
        ("a/y.rs", ""),
    ];
    assert!(circles(&files).is_empty());
    // But not another part that knows the part.
    let cousin = [
        files[0],
        files[1],
        ("a/x/part.rs", "use crate::a::y::Y; pub struct Part;"),
        ("a/y.rs", "use super::x::X; pub struct Y;"),
    ];
    assert_eq!(circles(&cousin), ["a/x.rs a/x/part.rs a/y.rs"]);
}

#[test]
fn an_arm_for_all_other_pages_is_found() {
    let caught = |body: &str| {
        let text = format!("fn f(page: Page) {{ {body} }}");
        !library(&[("a.rs", &text)]).not_in_full.is_empty()
    };
    for body in [
        "match page { Page::Library => 1, _ => 2 }",
        "match page { super::Page::Library => 1, other => 2 }",
        "match Some(page) { Some(Page::Contrast { .. }) => 1, Some(_) | None => 2 }",
        "match (page, 1) { (NavTarget::Learn, _) => 1, (_, _) => 2 }",
        "use crate::a::Page::*;",
    ] {
        assert!(caught(body), "{body}");
    }
    for body in [
        "match page { Page::Library => 1, Page::Contrast { turn: _ } => 2 }",
        "match page { Page::Library if full() => 1, Page::Library => 2, Page::Contrast { .. } => _ = 3 }",
        "match page { _ if full() => 0, Page::Library | Page::Problems => 1 }",
        "match number { 1 => Page::Library, _ => Page::Problems }",
    ] {
        assert!(!caught(body), "{body}");
    }
}

#[test]
fn types_at_the_top_are_listed() {
    let text = "struct Found; type Told = u8; fn f() { enum Kept {} } mod inner { pub enum State {} }
        #[cfg(test)] mod tests { struct Place; } fn What() {}";
    let sources = library(&[("a.rs", text)]);
    let names: Vec<_> = sources.types.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Found", "Told", "State"]);
}

#[test]
fn other_names_for_files_and_colours_are_seen_through() {
    let full = |text: &str| {
        let sources = library(&[("a.rs", text)]);
        sources.written.iter().map(|written| sources.in_full(written).join("::")).collect::<Vec<_>>().join(" ")
    };
    assert!(full("use std::{fs, io};").contains("std::fs"));
    assert!(full("use std::fs as disk; fn f() { disk::read() }").contains("std::fs::read"));
    assert!(full("use egui::Color32 as C; fn f() { C::from_rgb(1, 2, 3) }").contains("egui::Color32::from_rgb"));
    assert!(full("fn f() { let it = hex_color!(\"#ff0000\"); }").contains("hex_color"));
}
