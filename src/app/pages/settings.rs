//! The settings.

use egui::Ui;

use super::group::GroupPage;
use crate::app::context::PageContext;
use crate::app::dialogs::Choosing;
use crate::app::learner;
use crate::app::page::{Page, PageView, Step};
use crate::services::task::poll_once;
use crate::storage::Folders;
use crate::ui::nav::NavTarget;
use crate::ui::screens::settings::{OwnAction, RecordsView, SettingsAction, SettingsScreen, SettingsView};

/// The settings.
#[derive(Default)]
pub(in crate::app) struct SettingsPage {
    screen: SettingsScreen,
    choosing_scenarios: Option<Choosing>,
    choosing_records: Option<Choosing>,
    choosing_copy: Option<Choosing>,
}

impl SettingsPage {
    fn own(&mut self, action: OwnAction, context: &mut PageContext<'_>) -> Step {
        match action {
            OwnAction::Switch => return Step::AskWho,
            OwnAction::Rename { name, team } => {
                if let Some(words) = context.learner.rename(&name, &team, context.shelf) {
                    context.notice(words);
                }
            }
            OwnAction::Language(language) => context.learner.practise_in(language, context.shelf),
            OwnAction::ChooseFolder => {
                self.choosing_records = Some(context.shelf.choose_folder("Choose a folder for your records"));
            }
            OwnAction::UsualFolder => context.learner.keep_in(None, context.shelf),
            OwnAction::ReportOnGroup => return Step::open(GroupPage::default()),
            OwnAction::Export => {
                self.choosing_copy = Some(context.shelf.choose_folder("Choose where to copy your records"));
            }
            OwnAction::Delete => return Step::DeletePerson,
        }
        Step::Stay
    }
}

impl PageView for SettingsPage {
    fn page(&self) -> Page {
        Page::Settings
    }

    fn rail(&self) -> NavTarget {
        NavTarget::Settings
    }

    fn show(&mut self, ui: &mut Ui, context: &mut PageContext<'_>) -> Step {
        let shelf = &*context.shelf;
        let settings_file = shelf.machine.folders.as_ref().map(Folders::settings_file);
        let records = shelf.machine.records_folder().map(|folder| RecordsView {
            folder,
            is_usual: shelf.machine.keeps_records_as_usual(),
            sent_to: shelf.sending.sent_to().map(str::to_owned),
        });
        let view = SettingsView {
            version: env!("CARGO_PKG_VERSION"),
            own_scenarios: shelf.own_scenarios(),
            settings_file: settings_file.as_deref(),
            credits: shelf.own_credits(),
            sources: shelf.teaching().map(|it| &it.credits),
            person: context.learner.profile().map(|it| learner::view(it, shelf.languages())),
            records,
            store: shelf.sending.view(),
        };
        match self.screen.ui(ui, &shelf.machine.settings, &view) {
            None => {}
            Some(SettingsAction::Appearance(appearance)) => return Step::Look(appearance),
            Some(SettingsAction::SayFirst(on)) => {
                context.shelf.machine.settings.say_first = on;
                context.shelf.save_settings();
            }
            Some(SettingsAction::Own(action)) => return self.own(action, context),
            Some(SettingsAction::Store(action)) => context.shelf.take_store_action(action),
            Some(SettingsAction::ChooseFolder) => {
                self.choosing_scenarios = Some(context.shelf.choose_folder("Choose a folder of scenarios"));
            }
            Some(SettingsAction::ForgetFolder) => context.shelf.read_from(None),
            Some(SettingsAction::Reload) => context.shelf.read_library(),
        }
        Step::Stay
    }

    fn take_answers(&mut self, context: &mut PageContext<'_>) -> Step {
        if let Some(folder) = poll_once(&mut self.choosing_scenarios).flatten() {
            context.shelf.read_from(Some(folder));
        }
        if let Some(folder) = poll_once(&mut self.choosing_records).flatten() {
            context.learner.keep_in(Some(folder), context.shelf);
        }
        if let Some(folder) = poll_once(&mut self.choosing_copy).flatten() {
            context.learner.copy_to(folder, context.shelf);
        }
        Step::Stay
    }

    fn is_looked_up(&self) -> bool {
        true
    }
}
