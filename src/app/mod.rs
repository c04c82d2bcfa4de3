//! The app: holds the facts, shows the screens, and turns what they ask for into changes.

mod icon;
mod jobs;
mod page;
mod start;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::engine::{Contrast, Debrief, Event, Session};
use crate::scenario::{Mood, Outcome, ReplyIx, Scenario};
use crate::storage::{Appearance, Card, Entry, Folders, Library, Origin, Settings};
use crate::ui::commands::Command;
use crate::ui::nav::{self, NavTarget};
use crate::ui::portraits::Portraits;
use crate::ui::screens::contrast::{ContrastAction, ContrastScreen};
use crate::ui::screens::conversation::{ConversationAction, ConversationScreen};
use crate::ui::screens::debrief::{DebriefAction, DebriefScreen, DebriefView};
use crate::ui::screens::keys::KeysScreen;
use crate::ui::screens::library::{CardView, LibraryAction, LibraryScreen, LibraryView, ResumeView, Source, Status};
use crate::ui::screens::practice::{PracticeAction, PracticeScreen};
use crate::ui::screens::problems::{ProblemsAction, ProblemsScreen, ProblemsView};
use crate::ui::screens::settings::{SettingsAction, SettingsScreen, SettingsView};
use crate::ui::{Phase, Play, theme};

pub use jobs::{Done, Job, Jobs};
pub use start::{Start, StartError, open};
