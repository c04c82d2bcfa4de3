//! Reading aloud, with the voice that the system has: no screen reader is needed for it.
//!
//! A program of the system speaks. It is given the words on its standard input and never as an argument, so that nothing in a
//! story can be taken for an option, and what some of them take for a command within a text is taken out. New words stop those
//! before them; a program that does not come to its end is stopped after a time that is ample for what it was given.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::task::Resident;

/// How often it is looked whether a program has come to its end, in words that are being said.
const LOOK: Duration = Duration::from_millis(200);

/// How long a program may take to begin.
const BEGIN: Duration = Duration::from_secs(15);

/// How long it may take for each byte: several times as long as slow speech.
const FOR_EACH_BYTE: Duration = Duration::from_millis(400);

/// A program that speaks what it is given on its standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceProgram {
    /// Where it is.
    pub program: PathBuf,
    /// What it is started with.
    pub arguments: Vec<OsString>,
    /// What it is started with to be silent, where others speak for it.
    pub hush: Option<Vec<OsString>>,
    /// How long it may take to begin; after that, and the time for the words, it is stopped.
    pub begin: Duration,
    /// How long it may take for each byte of the words.
    pub for_each_byte: Duration,
}

impl VoiceProgram {
    /// This program with these arguments.
    pub fn new(program: impl Into<PathBuf>, arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(OsString::from).collect();
        Self { program: program.into(), arguments, hush: None, begin: BEGIN, for_each_byte: FOR_EACH_BYTE }
    }

    /// The one that this system has, where it has one.
    #[must_use]
    pub fn of_system() -> Option<Self> {
        if cfg!(target_os = "macos") {
            return on_path("say").map(|say| Self::new(say, &["-f", "-"]));
        }
        if cfg!(windows) {
            let shell = on_path("powershell.exe")?;
            return Some(Self::new(shell, &["-NoProfile", "-NonInteractive", "-Command", WINDOWS]));
        }
        let espeak = on_path("espeak-ng").or_else(|| on_path("espeak")).map(|program| Self::new(program, &["--stdin"]));
        // It gives the words to a service that goes on speaking when it is gone.
        let dispatcher = || {
            let program = Self::new(on_path("spd-say")?, &["--pipe-mode", "--wait"]);
            Some(Self { hush: Some(vec!["--cancel".into()]), ..program })
        };
        espeak.or_else(dispatcher)
    }
}

/// What PowerShell does with its standard input, which is read as UTF-8 whatever the console says.
const WINDOWS: &str = "Add-Type -AssemblyName System.Speech; \
    $in = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8); \
    (New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak($in.ReadToEnd())";

/// Where the folders of programs have one of this name.
fn on_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// Who speaks; lives on the thread of a [`super::task::Worker`].
#[derive(Debug, Default)]
pub struct Speaker {
    program: Option<VoiceProgram>,
    speaking: Option<Speaking>,
}

/// A program that is speaking.
#[derive(Debug)]
struct Speaking {
    child: Child,
    /// By then it is stopped.
    until: Instant,
}

impl Speaker {
    /// One who speaks with this program; who is silent, where there is none.
    #[must_use]
    pub fn with(program: Option<VoiceProgram>) -> Self {
        Self { program, speaking: None }
    }

    /// Whether there is a voice.
    #[must_use]
    pub fn has_voice(&self) -> bool {
        self.program.is_some()
    }

    /// Says this, and no longer what it was saying.
    pub fn say(&mut self, words: &str) {
        self.hush();
        let words = harmless(words);
        let Some(program) = self.program.as_ref().filter(|_| !words.trim().is_empty()) else { return };
        let mut command = Command::new(&program.program);
        command.args(&program.arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        without_a_window(&mut command);
        // Where it cannot be started there is nothing to hear; the words are on the screen.
        let Ok(mut child) = command.spawn() else { return };
        let time = program
            .begin
            .saturating_add(program.for_each_byte.saturating_mul(u32::try_from(words.len()).unwrap_or(u32::MAX)));
        if let Some(mut stdin) = child.stdin.take() {
            // A program that does not read would hold up whoever writes; once it is stopped, the writing fails.
            let _ = thread::Builder::new().name("words".to_owned()).spawn(move || {
                let _ = stdin.write_all(words.as_bytes());
            });
        }
        let now = Instant::now();
        self.speaking = Some(Speaking { child, until: now.checked_add(time).unwrap_or(now + BEGIN) });
    }

    /// Says nothing more.
    pub fn hush(&mut self) {
        let Some(mut speaking) = self.speaking.take() else { return };
        if matches!(speaking.child.try_wait(), Ok(Some(_))) {
            return;
        }
        // One that is gone meanwhile need not be stopped.
        let _ = speaking.child.kill();
        let _ = speaking.child.wait();
        if let Some((program, arguments)) =
            self.program.as_ref().and_then(|it| it.hush.as_ref().map(|arguments| (&it.program, arguments)))
        {
            let mut command = Command::new(program);
            command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            if let Ok(child) = command.spawn() {
                let until = Instant::now() + BEGIN;
                self.speaking = Some(Speaking { child, until });
            }
        }
    }
}

impl Resident for Speaker {
    fn patience(&self) -> Option<Duration> {
        self.speaking.is_some().then_some(LOOK)
    }

    fn idle(&mut self) -> bool {
        let over = self.speaking.as_mut().is_some_and(|speaking| !matches!(speaking.child.try_wait(), Ok(None)));
        if over {
            self.speaking = None;
        } else if self.speaking.as_ref().is_some_and(|speaking| Instant::now() >= speaking.until) {
            self.hush();
        }
        false
    }

    fn close(&mut self) {
        self.hush();
    }
}

/// The words without what some voices take for a command ("[[" begins one), and without signs that control something.
fn harmless(words: &str) -> String {
    let words: String = words.chars().map(|sign| if sign.is_control() && sign != '\n' { ' ' } else { sign }).collect();
    words.replace("[[", "[ [").replace("]]", "] ]")
}

#[cfg(windows)]
fn without_a_window(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_a_window(_: &mut Command) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::services::task::{AtTheEnd, Wake, Worker};
    use std::path::Path;

    /// A voice that writes down what it was given, and its arguments.
    fn writing(folder: &Path) -> VoiceProgram {
        let script = "printf '%s\\n' \"$@\" > args; cat > heard.part && mv heard.part heard";
        let script = format!("cd '{}' && {script}", folder.display());
        VoiceProgram::new("/bin/sh", &["-c", &script, "voice"])
    }

    /// A voice that never comes to an end, and reads nothing.
    fn hanging(folder: &Path) -> VoiceProgram {
        let script = format!("cd '{}' && echo $$ > pid.part && mv pid.part pid && exec sleep 1000", folder.display());
        VoiceProgram::new("/bin/sh", &["-c", &script])
    }

    fn wait_for(what: impl Fn() -> bool) {
        let until = Instant::now() + Duration::from_mins(1);
        while !what() {
            assert!(Instant::now() < until, "it does not come");
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn heard(folder: &Path) -> String {
        wait_for(|| folder.join("heard").exists());
        std::fs::read_to_string(folder.join("heard")).unwrap_or_default()
    }

    fn is_running(folder: &Path) -> bool {
        let pid = std::fs::read_to_string(folder.join("pid")).unwrap_or_default();
        let alive = Command::new("kill").args(["-0", pid.trim()]).stderr(Stdio::null()).status();
        alive.is_ok_and(|status| status.success())
    }

    #[test]
    fn words_go_to_the_standard_input_and_never_to_an_argument() {
        let folder = tempfile::tempdir().expect("a folder");
        let worker = Worker::start("voice", &Wake::nobody(), AtTheEnd::Finish, {
            let program = writing(folder.path());
            move || Speaker::with(Some(program.clone()))
        });
        let words = "--help; “It was meant to be on the rack.” [[volm 0]]\u{1b}[2J\nReply 1: $(reboot)";
        drop(worker.ask(move |speaker| speaker.say(words)));
        assert_eq!(
            heard(folder.path()),
            "--help; “It was meant to be on the rack.” [ [volm 0] ] [2J\nReply 1: $(reboot)"
        );
        assert_eq!(std::fs::read_to_string(folder.path().join("args")).expect("written"), "\n");
    }

    #[test]
    fn new_words_stop_those_before_and_nothing_is_left_at_the_end() {
        let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let mut speaker = Speaker::with(Some(hanging(one.path())));
        // More than a pipe holds: nobody waits for a program that does not read.
        speaker.say(&"word ".repeat(100_000));
        wait_for(|| one.path().join("pid").exists());
        assert!(is_running(one.path()));
        speaker.program = Some(hanging(other.path()));
        speaker.say("The next.");
        wait_for(|| other.path().join("pid").exists());
        assert!(!is_running(one.path()) && is_running(other.path()));
        speaker.close();
        assert!(!is_running(other.path()));
        assert_eq!(speaker.patience(), None);
    }

    #[test]
    fn a_program_that_hangs_is_stopped_when_its_time_is_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut program = hanging(folder.path());
        let mut speaker = Speaker::with(Some(program.clone()));
        speaker.say("Not yet.");
        wait_for(|| folder.path().join("pid").exists());
        speaker.idle();
        assert!(is_running(folder.path()), "it has ample time");
        speaker.hush();
        std::fs::remove_file(folder.path().join("pid")).expect("removed");
        (program.begin, program.for_each_byte) = (Duration::ZERO, Duration::ZERO);
        speaker.program = Some(program);
        speaker.say("Too long.");
        wait_for(|| folder.path().join("pid").exists());
        speaker.idle();
        assert!(!is_running(folder.path()));
        assert_eq!(speaker.patience(), None);
    }

    #[test]
    fn where_there_is_no_voice_nothing_happens() {
        let mut speaker = Speaker::default();
        speaker.say("Hello.");
        assert!(!speaker.has_voice() && speaker.speaking.is_none());
        let mut speaker = Speaker::with(Some(VoiceProgram::new("/no/such/program", &[])));
        speaker.say("Hello.");
        assert!(speaker.speaking.is_none());
    }
}
