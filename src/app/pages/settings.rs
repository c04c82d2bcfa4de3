//! The settings.

use egui::Ui;

use super::organisations::OrganisationsPage;
use crate::app::context::PageContext;
use crate::app::learner;
use crate::app::page::{Page, PageView, Step};
use crate::storage::Folders;
use crate::ui::nav::NavTarget;
use crate::ui::screens::settings::{OwnAction, RecordsView, SettingsAction, SettingsScreen, SettingsView};

/// The settings.
#[derive(Default)]
pub(in crate::app) struct SettingsPage {
    screen: SettingsScreen,
}

impl SettingsPage {
    fn own(action: OwnAction, context: &mut PageContext<'_>) -> Step {
        match action {
            OwnAction::Switch => return Step::AskWho,
            OwnAction::Rename { name, team } => {
                if let Some(words) = context.learner.rename(&name, &team, context.shelf) {
                    context.notice(words);
                }
            }
            OwnAction::Language(language) => context.learner.practise_in(language, context.shelf),
            OwnAction::ChooseFolder => {
                let choosing = context.shelf.choose_folder_to_fill("Choose a folder for your records");
                context.when_chosen(choosing, |folder, context| context.learner.keep_in(Some(folder), context.shelf));
            }
            OwnAction::UsualFolder => context.learner.keep_in(None, context.shelf),
            OwnAction::Export => {
                let choosing = context.shelf.choose_folder_to_fill("Choose where to copy your records");
                context.when_chosen(choosing, |folder, context| context.learner.copy_to(folder, context.shelf));
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

    fn is_about_nothing(&self) -> bool {
        true
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
            has_voice: shelf.has_voice(),
        };
        match self.screen.ui(ui, &shelf.machine.settings, &view) {
            None => {}
            Some(SettingsAction::Appearance(appearance)) => return Step::Look(appearance),
            Some(SettingsAction::SayFirst(on)) => {
                context.shelf.machine.settings.say_first = on;
                context.shelf.save_settings();
            }
            Some(SettingsAction::ReadAloud(on)) => {
                context.shelf.machine.settings.read_aloud = on;
                context.shelf.save_settings();
            }
            Some(SettingsAction::SingleKeys(on)) => {
                context.shelf.machine.settings.keys_with_control = !on;
                context.shelf.save_settings();
            }
            Some(SettingsAction::Own(action)) => return Self::own(action, context),
            Some(SettingsAction::Organisations) => return Step::open(OrganisationsPage::default()),
            Some(SettingsAction::ChooseFolder) => {
                let choosing = context.shelf.choose_folder("Choose a folder of scenarios");
                context.when_chosen(choosing, |folder, context| context.shelf.read_from(Some(folder)));
            }
            Some(SettingsAction::ForgetFolder) => context.shelf.read_from(None),
            Some(SettingsAction::Reload) => context.shelf.read_library(),
        }
        Step::Stay
    }

    fn is_looked_up(&self) -> bool {
        true
    }
}
