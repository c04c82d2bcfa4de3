//! Time from starting the process to the end of its first frame, beside a bare window with the same renderer. Needs a
//! display (`Xvfb -noreset` will do).

#[path = "common/once.rs"]
mod once;

use std::process::Command;
use std::time::Duration;

use criterion::{Criterion, criterion_group};
use make_it_right::storage::Records;

/// Set for the child that shows a bare window.
const BARE: &str = "MAKE_IT_RIGHT_BARE_WINDOW";

/// A window with nothing in it, which closes after its first frame.
struct Bare;

impl eframe::App for Bare {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        ui.label("A bare window.");
        ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
    }
}

fn show_bare_window() {
    let viewport = egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]);
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    let shown = eframe::run_native("Bare", options, Box::new(|_| Ok(Box::new(Bare))));
    assert!(shown.is_ok(), "{shown:?}");
}

fn run(command: &mut Command) {
    let status = command.status();
    assert!(status.is_ok_and(|status| status.success()), "a window opens and closes; is there a display?");
}

fn startup(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("first frame");
    group.sample_size(20).measurement_time(Duration::from_secs(15));
    let this = std::env::current_exe().unwrap_or_default();
    group.bench_function("bare window", |bencher| bencher.iter(|| run(Command::new(&this).env(BARE, "1"))));
    for attempts in once::sizes([0, 10_000]) {
        let Ok(records) = records(attempts) else { continue };
        group.bench_function(format!("library, {attempts} attempts"), |bencher| {
            bencher.iter(|| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_make-it-right"));
                // A home of its own: somebody known, whose play is looked for in that folder.
                command.env("XDG_CONFIG_HOME", records.path()).env("XDG_DATA_HOME", records.path());
                command.args(["open", "--close-after-first-frame", "--as", "Ada", "--records"]);
                run(command.arg(records.path()));
            });
        });
    }
    group.finish();
}

/// A folder with so many attempts, none of which can be gone on with, so that the newest 200 are looked at.
fn records(attempts: usize) -> std::io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let within = folder.path().join("attempts");
    std::fs::create_dir(&within)?;
    for _ in 0..attempts {
        std::fs::write(within.join(format!("{}.jsonl", Records::new_id())), "{}\n")?;
    }
    Ok(folder)
}

criterion_group!(benches, startup);

fn main() {
    if std::env::var_os(BARE).is_some() {
        show_bare_window();
    } else if cfg!(target_os = "linux")
        && std::env::var_os("DISPLAY").is_none()
        && std::env::var_os("WAYLAND_DISPLAY").is_none()
    {
        println!("skipped: the benchmark of the start needs a display");
    } else {
        benches();
        Criterion::default().configure_from_args().final_summary();
    }
}
