//! The outline of a page, as somebody hears it: which heading stands under which, and the one that names the page.
//!
//! A heading says how large it is drawn, and the rest follows from those before it: the first names the page, and no level is left
//! out, whatever sizes the eye is shown. A dialog has an outline of its own.

use egui::{Context, Id, LayerId, Ui};

/// What has been shown of an outline in a pass.
#[derive(Clone, Debug, Default)]
struct Outline {
    pass: u64,
    /// The sizes of the headings under which the next one stands, without the one that names the page.
    above: Vec<u16>,
    /// The one that names the page.
    title: Option<Id>,
}

fn key(ctx: &Context, layer: LayerId) -> Id {
    Id::unique(("outline", ctx.viewport_id(), layer))
}

/// Takes note of a heading of this size; its level, from 1.
pub(super) fn level(ui: &Ui, heading: Id, size: u16) -> usize {
    let (key, pass) = (key(ui.ctx(), ui.layer_id()), ui.ctx().cumulative_pass_nr());
    ui.data_mut(|data| {
        let outline = data.get_temp_mut_or_default::<Outline>(key);
        if outline.pass != pass || outline.title.is_none() {
            *outline = Outline { pass, above: Vec::new(), title: Some(heading) };
            return 1;
        }
        while outline.above.last().is_some_and(|above| *above <= size) {
            outline.above.pop();
        }
        outline.above.push(size);
        outline.above.len() + 1
    })
}

/// The heading that names the page, in the pass that is under way.
#[must_use]
pub fn title(ui: &Ui) -> Option<Id> {
    let (key, pass) = (key(ui.ctx(), ui.layer_id()), ui.ctx().cumulative_pass_nr());
    ui.data(|data| data.get_temp::<Outline>(key)).filter(|outline| outline.pass == pass).and_then(|it| it.title)
}

/// Whether the heading that names the page has the focus: what a person has just been told, and not yet anything that they use.
#[must_use]
pub fn is_at_title(ctx: &Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    let title = ctx.data(|data| data.get_temp::<Outline>(key(ctx, LayerId::background()))).and_then(|it| it.title);
    focused.is_some() && focused == title
}

/// Whether nothing that can be used has the focus.
#[must_use]
pub fn nothing_has_focus(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused().is_none()) || is_at_title(ctx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_is_left_out_and_the_first_names_the_page() {
        let ctx = Context::default();
        let mut levels = Vec::new();
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            levels.clear();
            for (number, size) in [20, 16, 16, 18, 16, 14, 30, 16].into_iter().enumerate() {
                levels.push(level(ui, Id::unique(number), size));
            }
            assert_eq!(title(ui), Some(Id::unique(0_usize)));
        });
        output.drop_without_applying_deltas();
        assert_eq!(levels, [1, 2, 2, 2, 3, 4, 2, 3]);
    }
}
