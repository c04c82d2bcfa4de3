//! Whatever stands in the files that the program remembers things in, reading them never panics; what was written is read back;
//! and an entry that this version does not understand is still there afterwards.

use std::path::Path;

use make_it_right::memory::{Card, Memory};
use make_it_right::storage::{Folders, People, Profile, Register, Settings, read_memory};
use ron::Value;
use uuid::Uuid;

use crate::scratch::{put, remove, with_folder};
use crate::{about, mark};

/// Whose memory it is.
const PERSON: Uuid = Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_0000_0001);
/// Somebody who comes, and goes.
const NEWCOMER: Uuid = Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_ffff_ffff);

/// Reads these bytes, changes something and writes it. The first byte says which file it is: `s` the settings, `p` the people,
/// and otherwise what is remembered of somebody.
pub fn settings(bytes: &[u8]) -> u64 {
    let Some((&which, text)) = bytes.split_first() else { return 0 };
    with_folder(|folder| {
        let folder = folder.join("settings");
        let people = folder.join("data").join("people");
        std::fs::create_dir_all(&people).expect("a folder");
        let folders = Folders::within(&folder);
        let files = [folders.settings_file(), people.with_extension("ron"), people.join(format!("{PERSON}.ron"))];
        for file in &files {
            remove(file);
            remove(&file.with_extension("unreadable.ron"));
        }
        let [of_settings, of_people, of_memory] = &files;
        match which {
            b's' => in_settings(&folders, of_settings, text),
            b'p' => in_people(&folders, of_people, text),
            _ => in_memory(&folders, of_memory, text),
        }
    })
}

fn in_settings(folders: &Folders, file: &Path, text: &[u8]) -> u64 {
    put(file, text);
    let read = Settings::read(folders);
    let mut next = read.as_ref().map_or_else(|_| Settings::default(), Clone::clone);
    let base = next.clone();
    next.say_first = !next.say_first;
    next.write(&base, folders).expect("written");
    let back = Settings::read(folders).expect("what was written can be read");
    assert_eq!(back, next);
    stays(file, text, read.is_ok(), &["say_first"]);
    back.write(&back, folders).expect("written");
    let looks = format!("{:?}", back.appearance);
    mark((0, read.is_ok(), looks, about(back.recent.len()), about(back.cards.len() + back.lessons_read.len())))
}

fn in_people(folders: &Folders, file: &Path, text: &[u8]) -> u64 {
    put(file, text);
    let Ok(known) = People::read(folders) else {
        // Nobody is lost by a list that cannot be read: it is left as it is.
        let profile = Profile { id: NEWCOMER, ..Profile::new("Di") };
        assert!(People::remember(folders, &profile).is_err());
        assert_eq!(std::fs::read(file).expect("read"), text);
        return mark((1, false));
    };
    let profile = Profile { id: NEWCOMER, ..Profile::new("Di") };
    People::remember(folders, &profile).expect("remembered");
    let more = People::read(folders).expect("read");
    let mut wanted = known.clone();
    wanted.put(profile);
    assert_eq!(more, wanted);
    stays(file, text, true, &["profiles"]);
    let written = std::fs::read_to_string(file).expect("read");
    People::forget(folders, NEWCOMER).expect("forgotten");
    let less = People::read(folders).expect("read");
    wanted.profiles.retain(|it| it.id != NEWCOMER);
    assert_eq!(less, wanted);
    stays(file, written.as_bytes(), true, &["profiles"]);
    let teams = known.profiles.iter().filter(|it| it.team.is_some()).count();
    mark((1, true, about(known.profiles.len()), about(teams)))
}

fn in_memory(folders: &Folders, file: &Path, text: &[u8]) -> u64 {
    put(file, text);
    let read = read_memory(folders, PERSON);
    let base = read.as_ref().map_or_else(|_| Memory::default(), Clone::clone);
    let mut next = base.clone();
    next.lessons_read.insert("a-new-one".to_owned());
    next.cards.insert("new/lost".to_owned(), Card { situation: "“x”".to_owned(), response: "y\n".to_owned() });
    let register = Register::within(folders.clone());
    register.change_memory(PERSON, &base, &next).expect("written");
    assert_eq!(read_memory(folders, PERSON).expect("what was written can be read"), next);
    stays(file, text, read.is_ok(), &["lessons_read", "cards"]);
    let plays = format!("{:?}", next.history).len();
    mark((
        2,
        read.is_ok(),
        about(next.cards.len()),
        about(next.lessons_read.len()),
        about(next.visited.len()),
        about(plays),
    ))
}

/// Whatever stood in the file and was not changed still stands in it; where it could not be read at all, it was put aside.
/// It is looked at by another reader than the program's own, as far as that one understands it.
fn stays(file: &Path, before: &[u8], was_read: bool, changed: &[&str]) {
    if !was_read {
        assert_eq!(std::fs::read(file.with_extension("unreadable.ron")).expect("put aside"), before);
        return;
    }
    // What cannot be changed in parts is put aside as well, so that nothing of it is lost.
    if std::fs::read(file.with_extension("unreadable.ron")).is_ok_and(|aside| aside == before) {
        return;
    }
    let Ok(Ok(Value::Map(before))) = str::from_utf8(before).map(ron::from_str) else { return };
    let after = std::fs::read_to_string(file).expect("text");
    let Ok(Value::Map(after)) = ron::from_str(&after) else { panic!("it is no longer a list of fields: {after}") };
    for (name, value) in before.iter() {
        if !matches!(name, Value::String(name) if changed.contains(&name.as_str())) {
            assert_eq!(after.get(name), Some(value), "{name:?}");
        }
    }
}
