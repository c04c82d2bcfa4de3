//! A page with every widget on it.

use egui::{Frame, Margin, Ui, vec2};
use make_it_right::play::Change;
use make_it_right::ui::portraits::{Ground, Portraits};
use make_it_right::ui::theme::{self, Tone, Type, space};
use make_it_right::ui::widgets::{
    AnswerButton, AnswerState, Bubble, Button, Card, Chip, Edge, Meter, NavItem, ReplyCard, Side, System, change_label,
    heading, key_cap, key_hint, label, paragraph, rail_width, rich_text, search_field, segmented, toggle, verdict,
};
use make_it_right::ui::{icons, layout};

/// What the gallery remembers.
pub struct Gallery {
    pub portraits: Portraits,
    pub trust: i32,
    pub mood: &'static str,
    pub search: String,
    pub choice: u8,
    pub on: bool,
    pub off: bool,
    /// The names of what was clicked, in order.
    pub clicked: Vec<&'static str>,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            portraits: Portraits::blocking(),
            trust: 46,
            mood: "worried",
            search: String::new(),
            choice: 0,
            on: true,
            off: false,
            clicked: Vec::new(),
        }
    }
}

impl Gallery {
    /// The whole page.
    pub fn ui(&mut self, ui: &mut Ui) {
        let tokens = theme::tokens(ui);
        let whole = ui.ctx().content_rect();
        ui.ctx().layer_painter(egui::LayerId::background()).rect_filled(whole, 0.0, tokens.paper);
        let rail = Frame::new().fill(tokens.card).inner_margin(Margin::symmetric(8, 16));
        egui::Panel::left("rail").exact_size(rail_width(ui)).resizable(false).frame(rail).show(ui, |ui| {
            ui.add(NavItem::new(icons::CHAT, "Practise").current(true));
            ui.add(NavItem::new(icons::BOOK_OPEN, "Learn"));
            ui.add(NavItem::new(icons::USERS, "Workshop"));
            ui.add(NavItem::new(icons::GEAR, "Settings"));
        });
        let page = Frame::new().fill(tokens.paper).inner_margin(Margin::same(28));
        egui::CentralPanel::no_frame().frame(page).show(ui, |ui| {
            egui::ScrollArea::vertical().show(ui, |ui| {
                self.head(ui);
                ui.add_space(space::M);
                layout::two_columns(
                    ui,
                    0.28,
                    space::XL,
                    |ui| customer(ui, &mut self.portraits, self.mood, self.trust),
                    |ui| conversation(ui, &mut self.clicked),
                );
                ui.add_space(space::L);
                replies(ui, &mut self.clicked);
                ui.add_space(space::L);
                contrast(ui, &mut self.portraits);
                ui.add_space(space::L);
                question(ui, &mut self.clicked);
                ui.add_space(space::L);
                self.settings(ui);
            });
        });
    }

    fn head(&mut self, ui: &mut Ui) {
        let muted = theme::tokens(ui).muted;
        heading(ui, "Two ways to answer the same customer", Type::Display);
        label(ui, "The late unit · Step 2 of 5, Listen", Type::Body, muted);
        ui.horizontal_wrapped(|ui| {
            for (step, shown) in [("Take ownership", true), ("Listen", true), ("Empathise", false)] {
                let chip = if shown {
                    Chip::new(step).tone(Tone::Recovery).icon(icons::CHECK)
                } else {
                    Chip::new(step).icon(icons::CIRCLE)
                };
                ui.add(chip);
            }
            ui.add(Chip::new("Mood: angry").tone(Tone::NoRecovery));
            ui.add(Chip::new("At risk").tone(Tone::Caution));
            ui.add(Chip::new("Not yet played").tone(Tone::Plain));
            ui.add(Chip::new("All 12").choice(true));
            if ui.add(Chip::new("New to this").choice(false)).clicked() {
                self.clicked.push("chip");
            }
        });
    }

    fn settings(&mut self, ui: &mut Ui) {
        search_field(ui, &mut self.search, "Search", 230.0);
        segmented(ui, "Theme", &mut self.choice, &[(0, "Light"), (1, "Dark"), (2, "System")]);
        toggle(ui, &mut self.on, "Less motion");
        toggle(ui, &mut self.off, "High contrast");
        ui.horizontal_wrapped(|ui| {
            key_hint(ui, "Enter", "go on");
            key_hint(ui, "Ctrl Z", "step back");
            key_hint(ui, "?", "keys");
            key_cap(ui, "F11");
        });
    }
}

fn customer(ui: &mut Ui, portraits: &mut Portraits, mood: &str, trust: i32) {
    let muted = theme::tokens(ui).muted;
    let side = ui.available_width().min(236.0);
    portraits.show(ui, "foreman", mood, vec2(side, side), "Dan Okafor");
    heading(ui, "Dan Okafor", Type::Title);
    paragraph(ui, "Site foreman · customer 6 years", Type::Body, muted);
    ui.add(Chip::new("Mood: worried"));
    ui.add_space(space::S);
    let meters = [
        Meter::new("Trust", trust).change(Change::new(8, true)).tone(Tone::Recovery),
        Meter::new("Sense of loss", 61).change(Change::new(-6, false)).tone(Tone::NoRecovery),
        Meter::new("Dread of hassle", 38).tone(Tone::Caution),
    ];
    for meter in meters {
        ui.add(meter);
    }
    ui.add_space(space::S);
    Card::new().tone(Tone::Caution).margin(Margin::same(14)).show(ui, |ui| {
        let ink = theme::tokens(ui).ink;
        heading(ui, "Promises you made", Type::SmallStrong);
        let promise = format!("{} Call back with a location — due in 18 min", icons::CLOCK);
        paragraph(ui, &promise, Type::Small, ink);
    });
}

fn conversation(ui: &mut Ui, clicked: &mut Vec<&'static str>) {
    let tokens = theme::tokens(ui);
    ui.spacing_mut().item_spacing.y = space::M;
    ui.vertical_centered(|ui| {
        let narration = [("The rental counter, ", false), ("07:10", true), (". The bay is empty.", false)];
        rich_text::show(ui, narration, Type::Italic, tokens.muted);
    });
    Bubble::new(Side::Left).speaker("Dan Okafor").show(
        ui,
        [
            ("“There's nothing in ", false),
            ("bay six", true),
            (". I've got a crew of six standing around, so where's my lift?”", false),
        ],
    );
    Bubble::new(Side::Right).speaker("You").show(
        ui,
        [("“It should be right there, and I don't know where it is. Finding it is my job now.\nHow late could it arrive and still be of any use?”", false)],
    );
    Card::new()
        .edge(Edge::Left(Tone::Recovery))
        .margin(Margin::symmetric(18, 14))
        .name("Feedback")
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                verdict(ui, System::Recovery, None, Type::Heading);
                ui.add(Chip::new("Take ownership").tone(Tone::Recovery));
                ui.add(Chip::new("Listen").tone(Tone::Recovery));
                change_label(ui, "Dread", Change::new(-17, false), Type::Small);
                change_label(ui, "Trust", Change::new(8, true), Type::Small);
            });
            paragraph(
                ui,
                "It admits what it doesn't know and takes the search over. The question turns a bad morning into one hour to beat.",
                Type::Body,
                tokens.ink,
            );
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::secondary("See the contrast").icon(icons::ARROWS_LEFT_RIGHT).key("C")).clicked() {
                    clicked.push("contrast");
                }
                ui.add(Button::secondary("Try another reply").icon(icons::ARROW_COUNTER_CLOCKWISE).key("Backspace"));
                let go_on = ui.add(Button::primary("Continue").key("Enter"));
                if go_on.clicked() {
                    clicked.push("continue");
                }
                ui.add_enabled(false, Button::secondary("Pause"));
            });
        });
}

fn replies(ui: &mut Ui, clicked: &mut Vec<&'static str>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        let first = [("“It's the planning system, I mean our supplier's. Nothing leaves until it's tested, which is right.”", false)];
        if ReplyCard::new(1).show(ui, first).clicked() {
            clicked.push("reply 1");
        }
        let second = [
            ("“Twice in a year, and ", false),
            ("tonight", true),
            (" we've told you nothing at all, which includes me. Where do you need to be tomorrow, and by what time? I'll stay here until we know.”", false),
        ];
        if ReplyCard::new(2).show(ui, second).clicked() {
            clicked.push("reply 2");
        }
    });
}

fn contrast(ui: &mut Ui, portraits: &mut Portraits) {
    layout::two_columns(
        ui,
        0.5,
        space::L,
        |ui| side(ui, portraits, System::NoRecovery),
        |ui| {
            Card::new().edge(Edge::Top(Tone::Recovery)).show(ui, |ui| {
                verdict(ui, System::Recovery, None, Type::Heading);
                Bubble::new(Side::Right).tone(Tone::Recovery).full_width().show(
                    ui,
                    [("“Finding it is my job now, and by twenty to eight you'll hear what I've got.”", false)],
                );
            });
        },
    );
}

fn side(ui: &mut Ui, portraits: &mut Portraits, system: System) {
    Card::new().edge(Edge::Top(system.tone())).show(ui, |ui| {
        verdict(ui, system, None, Type::Heading);
        Bubble::new(Side::Right)
            .tone(system.tone())
            .full_width()
            .show(ui, [("“Come by at quarter past and we'll load you straight away.”", false)]);
        ui.horizontal(|ui| {
            portraits.show_on(ui, "traveller", "angry", vec2(90.0, 90.0), "Mara", Ground::Bare);
            portraits.show_on(ui, "homeowner", "calm", vec2(90.0, 90.0), "Ines", Ground::Round);
            portraits.show_on(ui, "nobody", "calm", vec2(90.0, 90.0), "Nobody", Ground::Framed);
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 22.0;
            change_label(ui, "Trust", Change::new(-14, true), Type::Body);
            change_label(ui, "Loss", Change::new(5, false), Type::Body);
            change_label(ui, "Dread", None, Type::Body);
        });
    });
}

fn question(ui: &mut Ui, clicked: &mut Vec<&'static str>) {
    Card::new().tone(Tone::Accent).show(ui, |ui| {
        heading(ui, "What is the difference that matters?", Type::Strong);
        ui.horizontal_wrapped(|ui| {
            if ui.add(AnswerButton::new(1, "It is more polite")).clicked() {
                clicked.push("answer 1");
            }
            ui.add(AnswerButton::new(2, "It learns what the delay costs him").state(AnswerState::Right));
            ui.add(AnswerButton::new(3, "It explains the cause").state(AnswerState::Wrong));
            ui.add(AnswerButton::new(4, "Nothing").state(AnswerState::Passed));
        });
        let muted = theme::tokens(ui).muted;
        label(ui, "Say it to yourself first, then choose.", Type::Small, muted);
    });
}
