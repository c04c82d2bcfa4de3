//! The learner: everything that belongs to whoever practises. Another person is another learner, so that nothing of the
//! one is ever seen by the other.

mod group;
mod keeping;
mod own;
mod people;
mod plays;
mod progress;
mod refreshers;
mod visits;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use egui::Event;

pub(in crate::app) use self::group::GroupFacts;
pub(in crate::app) use self::keeping::{chosen, stepped_back};
use self::own::OwnNews;
pub(in crate::app) use self::people::{Added, Arrival, Named, view};
pub(in crate::app) use self::plays::{Plays, RunningPlay, is_over};
pub(in crate::app) use self::progress::OwnProgress;
pub(in crate::app) use self::refreshers::{Refreshers, Round};
pub(in crate::app) use self::visits::{note_last_choice, note_session};
use super::shelf::{Shelf, unwritten_memory};
use crate::engine::Mode;
use crate::memory::{History, Memory, RecordedPlay};
use crate::play::Play;
use crate::scenario::Scenario;
use crate::services::task::{Task, poll_once};
use crate::storage::{Profile, WorkClock, read_memory};

/// Whoever practises.
#[derive(Default)]
pub(super) struct Learner {
    /// Who; `None` for a guest, of whom nothing is kept.
    profile: Option<Profile>,
    /// What is remembered of them.
    memory: Memory,
    /// The same as it was read or written last: what has changed since is written.
    saved: Arc<Mutex<Memory>>,
    /// How the plays ended that are on record, as far as that is known.
    recorded: Arc<[RecordedPlay]>,
    /// The same together with what is remembered: what pages show and suggest.
    history: History,
    /// While what is remembered is still to be read, it may not be written.
    reading: Option<Task<io::Result<Memory>>>,
    /// Their plays.
    plays: Plays,
    /// A play of an earlier run that can be gone on with; it is among theirs.
    left_open: Option<keeping::LeftOpen>,
    looking_for_open: Option<Task<Option<Box<crate::services::left::LeftPlay>>>>,
    /// Counts their time at work.
    clock: OnceCell<WorkClock>,
    /// A change that takes long to be written and is shown already.
    late: Option<Task<()>>,
    pub(in crate::app) refreshers: Refreshers,
    pub(in crate::app) progress: OwnProgress,
    pub(in crate::app) group: GroupFacts,
    /// Another number each time something has changed that a card shows.
    revision: u64,
}

impl Learner {
    /// Somebody; what is remembered of them is read in the background.
    pub(super) fn of(profile: Profile, shelf: &Shelf) -> Self {
        let reading = shelf.machine.folders.clone().map(|folders| {
            let person = profile.id;
            shelf.services.files.ask(move |()| read_memory(&folders, person))
        });
        Self { profile: Some(profile), reading, ..Self::default() }
    }

    /// Who it is; `None` for a guest.
    pub(super) fn profile(&self) -> Option<&Profile> {
        self.profile.as_ref()
    }

    /// Their name, as it stands on the rail.
    pub(super) fn name(&self) -> &str {
        self.profile.as_ref().map_or("Guest", |it| it.name.as_str())
    }

    /// What is remembered of them.
    pub(super) fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The words of ours that were explained to them; `None` while that is being read.
    pub(super) fn words_met(&self) -> Option<&BTreeSet<String>> {
        self.reading.is_none().then_some(&self.memory.words_met)
    }

    /// How their plays ended, those on record included, and the modes that they chose.
    pub(super) fn history(&self) -> &History {
        &self.history
    }

    /// The scenario of the play that ended last, by its id, and its mode; one that was only tried out does not count.
    pub(super) fn last_ended(&self) -> Option<(String, Mode)> {
        let id_of = |play: &Play| play.session().scenario().file().id.value.clone();
        let of_this_run = self.plays.last_ended().map(|play| (id_of(play), play.mode()));
        of_this_run.or_else(|| self.history.last().map(|(id, played)| (id.to_owned(), played.mode)))
    }

    /// Changes what is remembered of them, and puts it on the disk.
    pub(super) fn remember(&mut self, shelf: &mut Shelf, change: impl FnOnce(&mut Memory)) {
        change(&mut self.memory);
        self.history = self.memory.history.with_recorded(&self.recorded);
        self.revision += 1;
        self.save_memory(shelf);
    }

    /// Changes what is remembered of them; it goes to the disk with what is worth more.
    pub(super) fn note(&mut self, change: impl FnOnce(&mut Memory)) {
        change(&mut self.memory);
    }

    /// Puts what is remembered of them on the disk; nothing, of a guest.
    pub(super) fn save_memory(&self, shelf: &mut Shelf) {
        let (Some(profile), Some(register), None) = (&self.profile, shelf.machine.register.clone(), &self.reading)
        else {
            return;
        };
        let (person, memory, saved) = (profile.id, self.memory.clone(), Arc::clone(&self.saved));
        let errand = shelf.services.files.ask(move |()| {
            let mut saved = saved.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(error) = register.change_memory(person, &saved, &memory) {
                return Some(unwritten_memory(&error));
            }
            *saved = memory;
            None
        });
        shelf.send_on_an_errand(Some(errand));
    }

    /// Counts their time at work.
    pub(super) fn clock(&self) -> &WorkClock {
        self.clock.get_or_init(WorkClock::new)
    }

    /// No play is on the screen.
    pub(super) fn pause_work(&self) {
        if let Some(clock) = self.clock.get() {
            clock.pause();
        }
    }

    /// Their plays.
    pub(super) fn plays(&self) -> &Plays {
        &self.plays
    }

    /// Takes in a play that begins, or is gone on with.
    pub(super) fn take_in(&mut self, play: Play, shelf: &Shelf) -> RunningPlay {
        self.plays.take_in(play, shelf.machine.settings.say_first)
    }

    /// Puts a play down as it is now.
    pub(super) fn put_play(&mut self, running: &RunningPlay) {
        self.plays.put(running);
        self.revision += 1;
    }

    /// Another number each time something has changed that a card shows.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the path map of a scenario can be opened: it was ever played to an end, or is a draft, of which its author
    /// knows all.
    pub(super) fn has_path_map(&self, scenario: &Scenario) -> bool {
        let id = scenario.file().id.value.as_str();
        let ended = self.memory.visited.get(id).is_some_and(|visited| visited.has_an_ending(scenario));
        ended || scenario.is_rehearsal() || !self.history.of(id).is_empty()
    }

    /// Takes answers that have come; `notice` is what there is to say.
    pub(super) fn take_answers(&mut self, shelf: &mut Shelf, notice: &mut Option<String>) {
        if let Some(read) = poll_once(&mut self.reading) {
            self.take_memory(read, shelf, notice);
        }
        if let Some(found) = poll_once(&mut self.looking_for_open) {
            self.take_open(found, shelf, notice);
        }
        if self.late.as_ref().is_some_and(|late| late.poll().is_some()) {
            self.late = None;
        }
        let due = self.refreshers.take_answers(self.profile.as_ref(), shelf);
        let read = self.progress.take_answers(self.profile.as_ref(), shelf);
        if let Some(read) = &read {
            // Both are of the same files: what the one has seen come or go, the other learns.
            self.refreshers.look_for_changes(Some(read.revision), self.profile.as_ref(), shelf);
        }
        for news in [due, read].into_iter().flatten() {
            self.take_recorded(news);
        }
        self.group.take_answers(shelf);
    }

    /// What is remembered of them has been read. What a version without people has left goes to the first of them.
    fn take_memory(&mut self, read: io::Result<Memory>, shelf: &mut Shelf, notice: &mut Option<String>) {
        match read {
            Ok(memory) => {
                *self.saved.lock().unwrap_or_else(PoisonError::into_inner) = memory.clone();
                self.memory = memory;
            }
            Err(error) => {
                *notice = Some(format!(
                    "What is remembered of your progress could not be read: {error}. Your attempts are not touched. The \
                     next change writes it anew, and puts the old file aside."
                ));
            }
        }
        let first = shelf.machine.people.profiles.first();
        let is_first = first.zip(self.profile.as_ref()).is_some_and(|(first, own)| first.id == own.id);
        if is_first && self.memory == Memory::default() {
            self.memory = shelf.machine.settings.take_memory();
            if self.memory != Memory::default() {
                self.save_memory(shelf);
                shelf.save_settings();
            }
        }
        self.history = self.memory.history.with_recorded(&self.recorded);
        self.revision += 1;
    }

    /// How plays ended is known from their files, for the cards. Where these cannot be read, what is known holds.
    fn take_recorded(&mut self, news: OwnNews) {
        if Arc::ptr_eq(&self.recorded, &news.plays) {
            return;
        }
        self.recorded = news.plays;
        let history = self.memory.history.with_recorded(&self.recorded);
        if history != self.history {
            self.history = history;
            self.revision += 1;
        }
    }

    /// Looks at their files when they come back to the window: something may have been recorded elsewhere, or deleted.
    pub(super) fn look_on_return(&mut self, ctx: &egui::Context, shelf: &Shelf) {
        let is_back = |event: &Event| matches!(event, Event::WindowFocused(true));
        if ctx.input(|input| input.events.iter().any(is_back)) {
            self.refreshers.look_for_changes(None, self.profile.as_ref(), shelf);
        }
    }

    /// Has somebody find out what is due, after something has happened.
    pub(super) fn look_for_refreshers(&mut self, shelf: &Shelf) {
        self.refreshers.look(self.profile.as_ref(), shelf);
    }

    /// The same, where what is known is not true any more.
    pub(super) fn look_for_refreshers_anew(&mut self, shelf: &Shelf) {
        self.refreshers.look_anew(self.profile.as_ref(), shelf);
    }

    /// Looks again where what is due is known of another day; whenever it is shown.
    pub(super) fn mind_the_day(&mut self, shelf: &Shelf) {
        self.refreshers.mind_the_day(self.profile.as_ref(), shelf);
    }

    /// Has their attempts read, or what has been added to them.
    pub(super) fn read_progress(&mut self, shelf: &Shelf) {
        self.progress.read(self.profile.as_ref(), shelf);
    }

    /// The same where something is known that may have changed.
    pub(super) fn read_progress_again(&mut self, shelf: &Shelf) {
        self.progress.read_again(self.profile.as_ref(), shelf);
    }

    /// The same after it has failed.
    pub(super) fn try_progress_again(&mut self, shelf: &Shelf) {
        self.progress.try_again(self.profile.as_ref(), shelf);
    }

    /// Looks for what there may be to go on with or to refresh; when the library is there, and after it has changed.
    pub(super) fn look_around(&mut self, shelf: &Shelf) {
        self.look_for_open(shelf);
        self.refreshers.look(self.profile.as_ref(), shelf);
    }
}
