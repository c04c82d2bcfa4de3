//! How small the window may become: as small as its pages need it, and never larger than the screen it is on.

use egui::{Context, Id, Vec2, ViewportCommand, vec2};

/// What the pages need, in points.
const LEAST: Vec2 = vec2(640.0, 480.0);

/// What is left free of a screen, for the frame of the window and a bar of the system, in points.
const FREE: Vec2 = vec2(8.0, 48.0);

/// Tells the system how small the window may become, whenever that changes: before the window is opened, nobody knows how
/// large a screen is, nor by how much it enlarges everything.
pub(super) fn mind_the_screen(ctx: &Context) {
    // Where the system does not say how large its screen is, the window may be of any size.
    let Some(screen) = ctx.input(|input| input.viewport().monitor_size).filter(|size| size.min_elem() > 1.0) else {
        return;
    };
    let least = LEAST.min((screen - FREE).max(Vec2::splat(1.0)));
    let known = Id::unique(("least size", ctx.viewport_id()));
    let is_new = ctx.data_mut(|data| data.get_temp_mut_or_default::<Option<Vec2>>(known).replace(least) != Some(least));
    if is_new {
        ctx.send_viewport_cmd(ViewportCommand::MinInnerSize(least));
    }
}

#[cfg(test)]
mod tests {
    use egui::{RawInput, ViewportId};

    use super::*;

    /// What is asked of the system in the next frame on a screen of this size.
    fn asked(ctx: &Context, screen: Option<Vec2>) -> Vec<ViewportCommand> {
        let mut input = RawInput::default();
        input.viewports.entry(ViewportId::ROOT).or_default().monitor_size = screen;
        let output = ctx.run_ui(input, |ui| mind_the_screen(ui.ctx()));
        let commands = output.viewport_output[&ViewportId::ROOT].commands.iter().cloned();
        let commands = commands.filter(|it| matches!(it, ViewportCommand::MinInnerSize(_))).collect();
        output.drop_without_applying_deltas();
        commands
    }

    #[test]
    fn the_window_never_demands_more_than_the_screen_has() {
        let ctx = Context::default();
        assert!(asked(&ctx, None).is_empty(), "nothing is known of the screen");
        assert_eq!(asked(&ctx, Some(vec2(1920.0, 1080.0))), [ViewportCommand::MinInnerSize(LEAST)]);
        assert!(asked(&ctx, Some(vec2(1920.0, 1080.0))).is_empty(), "once");
        // 1280 × 720 where everything is twice as large.
        let [ViewportCommand::MinInnerSize(least)] = asked(&ctx, Some(vec2(640.0, 360.0)))[..] else {
            panic!("not asked")
        };
        assert!(least.x <= 640.0 && least.y <= 360.0, "{least}");
    }
}
