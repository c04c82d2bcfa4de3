//! Files that were opened lately: a quiet list.

use std::path::{Path, PathBuf};

use egui::text::TextWrapping;
use egui::{Color32, Galley, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::ui::icons;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets;

/// Shows them; returns the one that was chosen.
pub(super) fn list(ui: &mut Ui, files: &[PathBuf]) -> Option<usize> {
    widgets::heading(ui, "Recent files", Type::Strong);
    ui.add_space(space::XS);
    widgets::list(ui, "Recent files", files.len(), |ui| {
        let shown = files.iter().enumerate();
        shown.filter(|(at, path)| widgets::item(ui, *at, |ui| row(ui, path)).clicked()).map(|(at, _)| at).last()
    })
}

fn row(ui: &mut Ui, path: &Path) -> Response {
    let tokens = theme::tokens(ui);
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let folder = path.parent().map(Path::to_string_lossy).unwrap_or_default();
    let padding = vec2(space::S, 6.0);
    let width = ui.available_width();
    let room = width - 2.0 * padding.x;
    let icon = one_line(ui, icons::FILE_TEXT, Type::Body, tokens.muted, room);
    let gap = space::S + 2.0;
    let name_galley = one_line(ui, &name, Type::Body, tokens.ink, (room - icon.size().x - gap) * 0.6);
    let left = icon.size().x + gap + name_galley.size().x + space::M;
    let folder_galley = one_line(ui, &folder, Type::Small, tokens.muted, room - left);
    // Only as wide as its words, so that the ground under the pointer stays small and near them.
    let size = vec2(left + folder_galley.size().x, name_galley.size().y) + 2.0 * padding;
    // Outdented, so that the icons stand under the heading.
    let (rect, response) = ui.allocate_exact_size(size - vec2(padding.x, 0.0), Sense::click());
    let rect = rect.with_min_x(rect.left() - padding.x);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("Open {name} in {folder}")));
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, space::CORNER_SMALL, tokens.sunken);
        }
        let middle = rect.center().y;
        let mut x = rect.left() + padding.x;
        for (galley, gap) in [(icon, gap), (name_galley, space::M), (folder_galley, 0.0)] {
            let size: egui::Vec2 = Galley::size(&galley);
            ui.painter().galley(egui::pos2(x, middle - size.y / 2.0), galley, tokens.ink);
            x += size.x + gap;
        }
    }
    widgets::focus_ring(ui, &response, space::CORNER_SMALL);
    response
}

/// Text on one line, cut with "…" where it is longer than `width`.
fn one_line(ui: &Ui, text: &str, kind: Type, colour: Color32, width: f32) -> std::sync::Arc<Galley> {
    let mut job = widgets::rich_text::job(ui, [(text, false)], kind, colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
