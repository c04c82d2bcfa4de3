//! The targets without libFuzzer, so that the stable toolchain is enough: changes files by chance and gives them to a target, as
//! many as are asked for. The same seed, number of inputs and number of threads give the same inputs. See `Cargo.toml`.

mod corpus;
mod mutation;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use make_it_right_fuzz::{NEXT_FILE, attempts, loader, outbox, settings};

use crate::corpus::Corpus;

/// An input that takes longer than this is as bad as one that panics.
const TOO_LONG: Duration = Duration::from_secs(5);

/// So many inputs are kept for being understood in a way that was not met before, by each thread.
const MOST_KEPT: usize = 6_000;

/// Longer ones are not kept: many short ones find more.
const LONGEST_KEPT: usize = 2_500;

/// So many inputs are written down for each place that panics.
const MOST_WRITTEN: u64 = 3;

/// Threads of a program have this much stack.
const STACK: usize = 2 << 20;

struct Target {
    name: &'static str,
    run: fn(&[u8]) -> u64,
    corpus: fn() -> Corpus,
    /// Of all inputs, this part in a hundred.
    share: u64,
}

const TARGETS: [Target; 4] = [
    Target { name: "load", run: loader, corpus: corpus::loader, share: 40 },
    Target { name: "attempts", run: attempts, corpus: corpus::attempts, share: 40 },
    Target { name: "outbox", run: outbox, corpus: corpus::outbox, share: 10 },
    Target { name: "settings", run: settings, corpus: corpus::settings, share: 10 },
];

thread_local! {
    /// Where the last panic of this thread was, and what it said.
    static PANIC: RefCell<(String, String)> = const { RefCell::new((String::new(), String::new())) };
}

/// What the threads of a target tell.
#[derive(Default)]
struct Tally {
    done: AtomicU64,
    bytes: AtomicU64,
    kept: AtomicU64,
    longest: AtomicU64,
    hangs: AtomicU64,
    /// By place: how often, and what it said first.
    panics: Mutex<BTreeMap<String, (u64, String)>>,
}

/// What a thread is at: since when, in milliseconds, and 0 where at nothing.
struct Watched {
    since: AtomicU64,
    input: Mutex<Vec<u8>>,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, usual: u64| words.get(at).map_or(Some(usual), |it| it.replace('_', "").parse().ok());
    let wanted = words.first().map_or("all", String::as_str);
    let targets: Vec<&Target> = TARGETS.iter().filter(|it| wanted == "all" || it.name == wanted).collect();
    if let ([target], Some(file)) = (&targets[..], words.get(1).filter(|it| Path::new(it).is_file())) {
        println!("{:x}", (target.run)(&fs::read(file).expect("it can be read")));
        return ExitCode::SUCCESS;
    }
    let asked = (number(1, 10_000_000), number(2, 1), number(3, 2), number(4, u64::MAX));
    let (Some(inputs), Some(seed), Some(threads), Some(seconds)) = asked else {
        return usage();
    };
    if targets.is_empty() {
        return usage();
    }
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |it| format!("{}:{}", it.file(), it.line()));
        let said = info.payload_as_str().unwrap_or_default().to_owned();
        if thread::current().name() == Some("main") {
            eprintln!("{place}: {said}");
        }
        PANIC.with(|it| *it.borrow_mut() = (place, said));
    }));
    let mut is_sound = true;
    for target in targets {
        let inputs = if wanted == "all" { inputs * target.share / 100 } else { inputs };
        is_sound &= run(target, inputs, seed, threads.max(1), seconds);
    }
    if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> ExitCode {
    eprintln!("mutate [all|load|attempts|outbox|settings] [inputs] [seed] [threads] [seconds for each]");
    eprintln!("mutate [load|attempts|outbox|settings] FILE");
    ExitCode::from(2)
}

/// Gives a target so many inputs, or as many as go into that time; whether all was well.
fn run(target: &Target, inputs: u64, seed: u64, threads: u64, seconds: u64) -> bool {
    let corpus = (target.corpus)();
    for file in &corpus.files {
        // These are sound: what panics here is a mistake of the target.
        (target.run)(file);
    }
    let (tally, start, is_over) = (Tally::default(), Instant::now(), AtomicBool::new(false));
    let watched = || Watched { since: AtomicU64::new(0), input: Mutex::default() };
    let watched: Vec<Watched> = (0..threads).map(|_| watched()).collect();
    thread::scope(|scope| {
        let watch = scope.spawn(|| watch(target, &watched, &tally, start, &is_over));
        let workers = (0..threads).map(|number| {
            let share = inputs / threads + u64::from(number < inputs % threads);
            let worker =
                Worker { target, corpus: &corpus, tally: &tally, watched: &watched[number as usize], start, seconds };
            let rng = Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(number));
            let work = move || worker.work(share, rng);
            let name = format!("{}-{number}", target.name);
            thread::Builder::new().name(name).stack_size(STACK).spawn_scoped(scope, work).expect("a thread")
        });
        for worker in workers.collect::<Vec<_>>() {
            worker.join().expect("a worker does not panic itself");
        }
        is_over.store(true, Ordering::Relaxed);
        watch.thread().unpark();
    });
    let get = |of: &AtomicU64| of.load(Ordering::Relaxed);
    let panics = tally.panics.into_inner().expect("nobody holds it");
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{}: {} inputs ({} MB) from {} files and {} kept ones, seed {seed}, {threads} threads, {seconds:.0} s, longest {} ms; {} panicked, {} took too long",
        target.name,
        get(&tally.done),
        get(&tally.bytes) >> 20,
        corpus.files.len(),
        get(&tally.kept),
        get(&tally.longest),
        panics.values().map(|it| it.0).sum::<u64>(),
        get(&tally.hangs),
    );
    for (place, (count, said)) in &panics {
        println!("  {count} at {place}: {}", said.chars().take(600).collect::<String>());
    }
    panics.is_empty() && get(&tally.hangs) == 0
}

struct Worker<'a> {
    target: &'a Target,
    corpus: &'a Corpus,
    tally: &'a Tally,
    watched: &'a Watched,
    start: Instant,
    seconds: u64,
}

impl Worker<'_> {
    fn work(&self, inputs: u64, mut rng: Rng) {
        let mut pool = self.corpus.files.clone();
        let mut met = HashSet::new();
        // A stack that overflows ends the whole program: then the input stands here.
        let running = in_memory().join(format!("running-{}", thread::current().name().unwrap_or_default()));
        let running = fs::File::create(running).expect("a file for what is running");
        for _ in 0..inputs {
            if self.start.elapsed().as_secs() >= self.seconds {
                break;
            }
            let input = self.input(&mut rng, &pool);
            self.watch(&running, &input);
            let done = panic::catch_unwind(AssertUnwindSafe(|| (self.target.run)(&input)));
            self.watched.since.store(0, Ordering::Relaxed);
            self.tally.done.fetch_add(1, Ordering::Relaxed);
            self.tally.bytes.fetch_add(input.len() as u64, Ordering::Relaxed);
            match done {
                Ok(mark) if met.insert(mark) && met.len() <= MOST_KEPT && input.len() < LONGEST_KEPT => {
                    self.tally.kept.fetch_add(1, Ordering::Relaxed);
                    pool.push(input);
                }
                Ok(_) => {}
                Err(_) => self.panicked(&input),
            }
        }
    }

    fn input(&self, rng: &mut Rng, pool: &[Vec<u8>]) -> Vec<u8> {
        // Those of the beginning and those that were kept have the same chance together.
        let is_first = rng.bool();
        let base = &pool[rng.usize(..if is_first { self.corpus.files.len() } else { pool.len() })];
        let mut input = mutation::changed(rng, base, &self.corpus.files, self.corpus.words);
        if self.target.name == "attempts" && is_first && rng.bool() {
            // Behind the file that it was made of, whose lines are known by then.
            input = [base, &[NEXT_FILE][..], &input].concat();
        }
        input
    }

    /// Writes down what is being done.
    fn watch(&self, running: &fs::File, input: &[u8]) {
        use std::io::{Seek as _, Write as _};

        let mut running = running;
        running.rewind().expect("written down");
        running.write_all(input).expect("written down");
        running.set_len(input.len() as u64).expect("written down");
        input.clone_into(&mut self.watched.input.lock().expect("nobody panics with it"));
        self.watched.since.store(millis(self.start).max(1), Ordering::Relaxed);
    }

    fn panicked(&self, input: &[u8]) {
        let (place, said) = PANIC.with(RefCell::take);
        let mut panics = self.tally.panics.lock().expect("nobody panics with it");
        let (count, _) = panics.entry(place.clone()).or_insert((0, said));
        *count += 1;
        if *count <= MOST_WRITTEN {
            let place: String = place.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            let file = artifacts().join(format!("{}-{place}-{count}", self.target.name));
            fs::write(file, input).expect("an artifact is written");
        }
    }
}

/// Tells how far it is, and what takes too long.
fn watch(target: &Target, watched: &[Watched], tally: &Tally, start: Instant, is_over: &AtomicBool) {
    let mut told = vec![0; watched.len()];
    let mut next = 30_000;
    while !is_over.load(Ordering::Relaxed) {
        thread::park_timeout(Duration::from_millis(5));
        let now = millis(start);
        for (it, told) in watched.iter().zip(&mut told) {
            let since = it.since.load(Ordering::Relaxed);
            let took = if since == 0 { 0 } else { now.saturating_sub(since) };
            tally.longest.fetch_max(took, Ordering::Relaxed);
            if u128::from(took) > TOO_LONG.as_millis() && *told != since {
                *told = since;
                let count = tally.hangs.fetch_add(1, Ordering::Relaxed);
                let input = it.input.lock().expect("nobody panics with it");
                fs::write(artifacts().join(format!("{}-slow-{count}", target.name)), &*input).expect("written");
            }
        }
        if now > next {
            next += 30_000;
            eprintln!("{}: {} after {} s", target.name, tally.done.load(Ordering::Relaxed), now / 1_000);
        }
    }
}

fn millis(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Where something can be written down often: in memory where the system has such a place.
fn in_memory() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.join("mutate") } else { artifacts() };
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Where inputs are written down that something is wrong with.
fn artifacts() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}
