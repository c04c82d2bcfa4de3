//! The listings of the shipped scenarios, held against their files.

use crate::scenario::Listing;

/// A scenario that is inside the program, and what is told of it.
#[derive(Debug, PartialEq)]
pub(super) struct Shipped {
    /// The name of its file.
    pub(super) file: &'static str,
    /// SHA-256 of what stands in it, in hexadecimal digits.
    pub(super) hash: &'static str,
    /// What is told of it.
    pub(super) listing: Listing,
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::path::Path;

    use crate::assets;
    use crate::scenario::{Listing, load};
    use crate::storage::shipped::SHIPPED;
    use crate::storage::{Library, content_hash};

    /// The source of `shipped.rs` as the files would have it.
    fn written(kept: &str) -> String {
        let catalog = Library::shipped_catalog();
        let mut files: Vec<_> = assets::scenarios().collect();
        files.sort_by_key(|(file, _)| SHIPPED.iter().position(|it| it.file == file).unwrap_or(SHIPPED.len()));
        let (head, _) = kept.split_once("static SHIPPED").expect("the listings");
        let mut out = format!("{head}static SHIPPED: [Shipped; {}] = [\n", files.len());
        for (file, source) in &files {
            let loaded = load(source.as_bytes(), &catalog);
            let scenario = loaded.scenario.unwrap_or_else(|| panic!("{file}: {:?}", loaded.diagnostics));
            row(&mut out, file, &content_hash(source.as_bytes()), &Listing::of(&scenario)).expect("text is written");
        }
        out + "];\n"
    }

    fn row(out: &mut String, file: &str, hash: &str, it: &Listing) -> std::fmt::Result {
        let tags: Vec<_> = it.tags.iter().map(|tag| format!("text({tag:?})")).collect();
        writeln!(out, "    Shipped {{")?;
        writeln!(out, "        file: {file:?},")?;
        writeln!(out, "        hash: {hash:?},")?;
        writeln!(out, "        listing: Listing {{")?;
        for (name, value) in [("id", &it.id), ("title", &it.title), ("summary", &it.summary), ("trade", &it.trade)] {
            writeln!(out, "            {name}: text({value:?}),")?;
        }
        writeln!(out, "            minutes: {},", it.minutes)?;
        match it.channel {
            Some(channel) => writeln!(out, "            channel: Some(Channel::{channel:?}),")?,
            None => writeln!(out, "            channel: None,")?,
        }
        writeln!(out, "            backdrop: Backdrop::{:?},", it.backdrop)?;
        match it.cause {
            Some(cause) => writeln!(out, "            cause: Some(Cause::{cause:?}),")?,
            None => writeln!(out, "            cause: None,")?,
        }
        writeln!(out, "            tags: text(&[{}]),", tags.join(", "))?;
        writeln!(out, "            language: text({:?}),", it.language)?;
        writeln!(out, "            customer: ListedCustomer {{")?;
        writeln!(out, "                name: text({:?}),", it.customer.name)?;
        writeln!(out, "                portrait: text({:?}),", it.customer.portrait)?;
        writeln!(out, "                mood: Mood::{:?},", it.customer.mood)?;
        writeln!(out, "            }},\n        }},\n    }},")
    }

    #[test]
    fn shipped_listings_agree_with_their_files() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/storage/shipped.rs");
        let kept = std::fs::read_to_string(&path).expect("the listings");
        let written = written(&kept);
        if std::env::var("UPDATE_SNAPSHOTS").is_ok() {
            std::fs::write(&path, &written).expect("the listings are written");
        } else {
            let how = "UPDATE_SNAPSHOTS=true cargo test --lib shipped_listings";
            assert!(kept == written, "a scenario has changed; write its listing anew with {how}");
        }
    }

    #[test]
    fn a_shipped_scenario_is_what_its_listing_says() {
        for entry in Library::shipped().entries {
            assert_eq!(entry.hash(), content_hash(entry.source()));
            let scenario = entry.scenario().unwrap_or_else(|| panic!("{}: {:?}", entry.file, entry.diagnostics()));
            assert_eq!(entry.listing, Some(Listing::of(scenario)));
            let again = Library::shipped().entries.into_iter().find(|it| it.file == entry.file).expect("it is there");
            assert!(again.scenario().is_some_and(|it| std::sync::Arc::ptr_eq(it, scenario)), "read once in a run");
        }
    }
}
