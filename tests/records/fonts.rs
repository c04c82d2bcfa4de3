//! PDFs in scripts that the built-in fonts do not have: from the outside, since fonts of the system are looked for once a process.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What was drawn with boxes: a title and a reply with everything that people may be called or paid with.
const TITLE: &str = "Nguyễn Thị Hạnh, Ольга, 日本";
const REPLY: &str = "→ ☎ ₺ ″ مرحبا 😀\\tend";

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_make-it-right"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    for home in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME"] {
        command.env(home, folder.join("home"));
    }
    command.stdin(Stdio::null());
    command
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Plays a story with such words, and hands over the debrief of it, where `fonts` names the fonts that there are.
fn debrief(folder: &Path, fonts: Option<&Path>) -> (PathBuf, Output) {
    let story = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/template.ron")).expect("it");
    let title =
        story.lines().find_map(|line| line.trim().strip_prefix("title: ")).expect("a title").trim_end_matches(',');
    let reply = story.split("replies: [").nth(1).and_then(|it| it.split("text: ").nth(1)).expect("a reply");
    let reply = reply.lines().next().expect("a line").trim_end_matches(',').to_owned();
    let story = story.replacen(title, &format!("{TITLE:?}"), 1).replacen(&reply, &format!("\"{REPLY}\""), 1);
    let scenarios = folder.join("scenarios");
    std::fs::create_dir_all(&scenarios).expect("a folder");
    let file = scenarios.join("story.ron");
    std::fs::write(&file, story).expect("written");
    let records = folder.join("records");
    let mut play = program(folder);
    play.args(["play", "--choices", "1", "--record", "--as", "Ольга", "--records"]).arg(&records).arg(&file);
    let played = play.output().expect("it runs");
    assert_eq!(played.status.code(), Some(0), "{}", err(&played));
    let attempt =
        std::fs::read_dir(records.join("attempts")).or_else(|_| std::fs::read_dir(&records)).expect("records");
    let attempt = attempt.map(|it| it.expect("a file").path()).find(|it| it.is_file()).expect("an attempt");
    let to = folder.join("debrief.pdf");
    let mut export = program(folder);
    if let Some(fonts) = fonts {
        export.env("FONTCONFIG_FILE", fonts);
    }
    export.arg("--scenarios").arg(&scenarios).args(["export", "debrief"]).arg(&attempt).arg("--to").arg(&to);
    let exported = export.output().expect("it runs");
    assert_eq!(exported.status.code(), Some(0), "{}", err(&exported));
    (to, exported)
}

fn fonts_of(file: &Path) -> Option<(String, String)> {
    let read = |program: &str, arguments: &[&str]| {
        let output =
            Command::new(program).args(arguments).arg(file).args((program == "pdftotext").then_some("-")).output();
        output.ok().map(|it| String::from_utf8_lossy(&it.stdout).into_owned())
    };
    Some((read("pdftotext", &["-raw", "-enc", "UTF-8"])?, read("pdffonts", &[])?))
}

#[test]
fn a_pdf_is_set_in_fonts_that_have_its_characters() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, exported) = debrief(folder.path(), None);
    let Some((text, fonts)) = fonts_of(&file) else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "no pdftotext: install poppler-utils");
        println!("skipped: there is no pdftotext (poppler-utils)");
        return;
    };
    if err(&exported).contains("No font on this machine") {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "install fonts-dejavu-core, fonts-wqy-microhei: {}",
            err(&exported)
        );
        println!("skipped: this machine has no fonts for all of it: {}", err(&exported));
        return;
    }
    assert_eq!(err(&exported), "");
    for words in ["Nguyễn", "Thị Hạnh", "Ольга", "日本", "→", "☎", "₺", "″", "😀 end"] {
        assert!(text.contains(words), "“{words}” in {text}");
    }
    assert!(text.contains("مرحبا") || text.contains("ﻣﺮﺣﺒﺎ") || text.contains("ابحرم"), "{text}");
    // Ours in three faces, and at least one other; all of them are in the file.
    assert!(fonts.lines().filter(|line| !line.contains("Atkinson")).count() > 3, "{fonts}");
    assert!(fonts.lines().skip(2).all(|line| line.contains(" yes ")), "{fonts}");
}

#[test]
fn without_any_font_a_pdf_is_made_and_what_it_lacks_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let none = folder.path().join("fonts.conf");
    std::fs::write(&none, "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig></fontconfig>")
        .expect("written");
    let (file, exported) = debrief(folder.path(), Some(&none));
    if !cfg!(target_os = "linux") {
        return;
    }
    assert!(std::fs::read(&file).expect("a PDF").starts_with(b"%PDF"));
    let told = err(&exported);
    for named in ["No font on this machine", "日 (U+65E5)", "ị (U+1ECB)", "О (U+041E)"] {
        assert!(told.contains(named), "“{named}” in {told}");
    }
    assert!(!told.contains("panicked"), "{told}");
}
