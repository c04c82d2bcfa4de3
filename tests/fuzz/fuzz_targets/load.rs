//! Whatever a file holds, loading it neither panics nor hangs, and every diagnostic can be shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use make_it_right::scenario::{Catalog, Report, load};

fuzz_target!(|source: &[u8]| {
    let loaded = load(source, &Catalog::default());
    let report = Report::new("file.ron", source);
    for diagnostic in loaded.diagnostics.iter().take(100) {
        let _ = report.locate(diagnostic);
        let _ = report.render(diagnostic, false);
    }
});
