//! The colours, by what they are for.

use egui::Color32;

use crate::scenario::Feeling;

/// One palette. A name says what a colour is for; no screen names a colour itself.
#[derive(Debug, PartialEq)]
pub struct Tokens {
    /// The page behind everything.
    pub paper: Color32,
    /// Cards, fields, the customer's bubbles.
    pub card: Color32,
    /// What lies a little deeper: behind portraits, empty meters, quiet chips.
    pub sunken: Color32,
    /// Borders and rules.
    pub line: Color32,
    /// The border of what is filled in, and how far a meter could reach: 3:1 on whatever lies beneath.
    pub edge: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of second rank.
    pub muted: Color32,
    /// What can be acted on, and focus.
    pub accent: Color32,
    /// Ground of what is chosen, and of the learner's bubbles.
    pub accent_soft: Color32,
    /// Text on [`Tokens::accent`].
    pub on_accent: Color32,
    /// The recovery system; a change for the better.
    pub recovery: Color32,
    /// Its ground.
    pub recovery_soft: Color32,
    /// No recovery system; a change for the worse.
    pub no_recovery: Color32,
    /// Its ground.
    pub no_recovery_soft: Color32,
    /// Promises and what wants care.
    pub caution: Color32,
    /// Its ground.
    pub caution_soft: Color32,
    /// The dread of hassle. Of another hue than the other feelings, also to those who do not tell red from green.
    pub dread: Color32,
    /// Behind portraits, which are drawn in black line and so need a ground that is never dark.
    pub backdrop: Color32,
    /// How much of its strong colour the border of a soft panel has, from 0 to 1.
    pub soft_line: f32,
}

/// What a coloured thing means; every widget that takes one also carries a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular, on a quiet ground.
    #[default]
    Neutral,
    /// Nothing in particular, on the ground of a card.
    Plain,
    /// Chosen, current, to be acted on.
    Accent,
    /// The recovery system; good.
    Recovery,
    /// No recovery system; bad.
    NoRecovery,
    /// Wants care.
    Caution,
    /// The dread of hassle.
    Dread,
}

impl Tone {
    /// The tone in which a feeling is drawn, wherever that is.
    #[must_use]
    pub fn of(feeling: Feeling) -> Self {
        match feeling {
            Feeling::Trust => Self::Recovery,
            Feeling::Loss => Self::NoRecovery,
            Feeling::Dread => Self::Dread,
        }
    }

    /// The colour of text and icons in this tone.
    #[must_use]
    pub fn strong(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Neutral | Self::Plain => tokens.muted,
            Self::Accent => tokens.accent,
            Self::Recovery => tokens.recovery,
            Self::NoRecovery => tokens.no_recovery,
            Self::Caution => tokens.caution,
            Self::Dread => tokens.dread,
        }
    }

    /// The ground behind text in this tone.
    #[must_use]
    pub fn soft(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Neutral | Self::Dread => tokens.sunken,
            Self::Plain => tokens.card,
            Self::Accent => tokens.accent_soft,
            Self::Recovery => tokens.recovery_soft,
            Self::NoRecovery => tokens.no_recovery_soft,
            Self::Caution => tokens.caution_soft,
        }
    }

    /// The border of a panel on [`Tone::soft`].
    #[must_use]
    pub fn line(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Neutral | Self::Plain => tokens.line,
            _ => mix(self.soft(tokens), self.strong(tokens), tokens.soft_line),
        }
    }
}

/// `share` of the way from one colour to another, in the way the eye sees it (0 is `from`, 1 is `to`).
#[must_use]
pub fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share)
}

/// A colour, darker: `share` of the way to black (0 is `colour`, 1 is black).
#[must_use]
pub fn shade(colour: Color32, share: f32) -> Color32 {
    mix(colour, Color32::BLACK, share)
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// Warm paper, ink text.
pub static LIGHT: Tokens = Tokens {
    paper: rgb(0xF7_F4EE),
    card: rgb(0xFF_FFFF),
    sunken: rgb(0xEF_EAE1),
    line: rgb(0xDD_D6C9),
    edge: rgb(0x85_7E72),
    ink: rgb(0x1E_2530),
    muted: rgb(0x5B_6472),
    accent: rgb(0x2F_4B8F),
    accent_soft: rgb(0xE6_EBF7),
    on_accent: rgb(0xFF_FFFF),
    recovery: rgb(0x0B_6E63),
    recovery_soft: rgb(0xE1_F1EE),
    no_recovery: rgb(0xA8_431F),
    no_recovery_soft: rgb(0xFA_E9E1),
    caution: rgb(0x8A_5A00),
    caution_soft: rgb(0xFB_F0D9),
    dread: rgb(0x6B_3FA0),
    backdrop: rgb(0xEF_EAE1),
    soft_line: 0.22,
};

/// The same at night.
pub static DARK: Tokens = Tokens {
    paper: rgb(0x14_191F),
    card: rgb(0x1C_232B),
    sunken: rgb(0x10_151A),
    line: rgb(0x32_3B46),
    edge: rgb(0x71_7C89),
    ink: rgb(0xED_EFF2),
    muted: rgb(0xA7_B0BC),
    accent: rgb(0x9D_B4F2),
    accent_soft: rgb(0x23_2E47),
    on_accent: rgb(0x14_191F),
    recovery: rgb(0x5C_C8B8),
    recovery_soft: rgb(0x15_332F),
    no_recovery: rgb(0xF0_997A),
    no_recovery_soft: rgb(0x3B_2219),
    caution: rgb(0xE3_B45C),
    caution_soft: rgb(0x36_290F),
    dread: rgb(0xC3_A6F5),
    backdrop: rgb(0x8E_98A6),
    soft_line: 0.22,
};

/// [`LIGHT`] with lines of 3:1 and text of 7:1.
pub static LIGHT_CONTRAST: Tokens = Tokens {
    paper: rgb(0xFB_F9F5),
    card: rgb(0xFF_FFFF),
    sunken: rgb(0xF1_EDE5),
    line: rgb(0x6E_675B),
    edge: rgb(0x6E_675B),
    ink: rgb(0x0A_0D12),
    muted: rgb(0x36_3D49),
    accent: rgb(0x1B_3273),
    accent_soft: rgb(0xE6_EBF7),
    on_accent: rgb(0xFF_FFFF),
    recovery: rgb(0x05_463F),
    recovery_soft: rgb(0xE1_F1EE),
    no_recovery: rgb(0x73_280D),
    no_recovery_soft: rgb(0xFA_E9E1),
    caution: rgb(0x5A_3900),
    caution_soft: rgb(0xFB_F0D9),
    dread: rgb(0x4B_1F86),
    backdrop: rgb(0xF1_EDE5),
    soft_line: 0.6,
};

/// [`DARK`] with lines of 3:1 and text of 7:1.
pub static DARK_CONTRAST: Tokens = Tokens {
    paper: rgb(0x06_080B),
    card: rgb(0x0F_1318),
    sunken: rgb(0x00_0000),
    line: rgb(0x84_8F9D),
    edge: rgb(0x84_8F9D),
    ink: rgb(0xFF_FFFF),
    muted: rgb(0xD3_D9E0),
    accent: rgb(0xBC_CDFF),
    accent_soft: rgb(0x1A_2439),
    on_accent: rgb(0x06_080B),
    recovery: rgb(0x7F_E3D4),
    recovery_soft: rgb(0x0D_2622),
    no_recovery: rgb(0xFF_BDA4),
    no_recovery_soft: rgb(0x2D_180F),
    caution: rgb(0xF6_CE80),
    caution_soft: rgb(0x29_1E08),
    dread: rgb(0xD9_C4FF),
    backdrop: rgb(0x9F_A9B6),
    soft_line: 0.6,
};

impl Tokens {
    /// The palette for this theme.
    #[must_use]
    pub fn of(dark: bool, high_contrast: bool) -> &'static Self {
        match (dark, high_contrast) {
            (false, false) => &LIGHT,
            (true, false) => &DARK,
            (false, true) => &LIGHT_CONTRAST,
            (true, true) => &DARK_CONTRAST,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PALETTES: [(&str, &Tokens); 4] = [
        ("light", &LIGHT),
        ("dark", &DARK),
        ("light, high contrast", &LIGHT_CONTRAST),
        ("dark, high contrast", &DARK_CONTRAST),
    ];

    const TONES: [Tone; 7] =
        [Tone::Neutral, Tone::Plain, Tone::Accent, Tone::Recovery, Tone::NoRecovery, Tone::Caution, Tone::Dread];

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_measure_is_right() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(rgb(0x77_7777), Color32::WHITE) - 4.478).abs() < 0.001);
    }

    #[test]
    fn every_text_can_be_read_on_its_ground() {
        for (name, t) in PALETTES {
            let least = if name.contains("high") { 7.0 } else { 4.5 };
            let mut pairs = vec![("on accent", t.on_accent, t.accent)];
            for (ground, colour) in [
                ("paper", t.paper),
                ("card", t.card),
                ("sunken", t.sunken),
                ("accent soft", t.accent_soft),
                ("recovery soft", t.recovery_soft),
                ("no-recovery soft", t.no_recovery_soft),
                ("caution soft", t.caution_soft),
            ] {
                pairs.push((ground, t.ink, colour));
                pairs.push((ground, t.muted, colour));
            }
            for tone in TONES {
                for ground in [t.card, t.paper, tone.soft(t)] {
                    pairs.push(("a tone", tone.strong(t), ground));
                }
            }
            for (ground, text, colour) in pairs {
                let ratio = contrast(text, colour);
                assert!(ratio >= least, "{name}: {text:?} on {ground} {colour:?} is {ratio:.2}:1, needs {least}:1");
            }
        }
    }

    #[test]
    fn icons_meters_and_focus_stand_out() {
        for (name, t) in PALETTES {
            for (what, colour, ground) in [
                ("focus on paper", t.accent, t.paper),
                ("focus on card", t.accent, t.card),
                ("focus on its own soft ground", t.accent, t.accent_soft),
                ("recovery meter", t.recovery, t.sunken),
                ("no-recovery meter", t.no_recovery, t.sunken),
                ("dread meter", t.dread, t.sunken),
                ("caution meter", t.caution, t.sunken),
                ("the edge of a field", t.edge, t.card),
                ("the edge of a field on the page", t.edge, t.paper),
                ("how far a meter could reach", t.edge, t.sunken),
                ("portrait's line", Color32::BLACK, t.backdrop),
            ] {
                let ratio = contrast(colour, ground);
                assert!(ratio >= 3.0, "{name}: {what} is {ratio:.2}:1");
            }
        }
    }

    #[test]
    fn high_contrast_has_lines_that_can_be_seen() {
        for t in [&LIGHT_CONTRAST, &DARK_CONTRAST] {
            for ground in [t.paper, t.card, t.sunken] {
                assert!(contrast(t.line, ground) >= 3.0);
            }
        }
    }

    /// What somebody sees of it who lacks a kind of cone, in linear light (Machado, Oliveira and Fernandes 2009).
    type Eye = [[f64; 3]; 3];

    const EYES: [(&str, Eye); 4] = [
        ("with all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "a deuteranope",
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        ),
        (
            "a protanope",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "a tritanope",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    fn weighted(rows: &Eye, of: [f64; 3]) -> [f64; 3] {
        rows.map(|row| row.iter().zip(of).map(|(weight, part)| weight * part).sum())
    }

    /// A colour as this eye sees it, in CIE L*a*b*.
    fn seen(colour: Color32, eye: &Eye) -> [f64; 3] {
        const XYZ: Eye =
            [[0.433_95, 0.376_22, 0.189_83], [0.212_67, 0.715_15, 0.072_18], [0.017_76, 0.109_47, 0.872_77]];
        let light = [colour.r(), colour.g(), colour.b()].map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        let light = weighted(eye, light).map(|part| part.clamp(0.0, 1.0));
        let [x, y, z] =
            weighted(&XYZ, light).map(|it| if it > 216.0 / 24_389.0 { it.cbrt() } else { it * 7.787 + 16.0 / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// How far apart two colours are to this eye (ΔE of 1976); about 2 can just be told apart side by side.
    fn difference(a: Color32, b: Color32, eye: &Eye) -> f64 {
        let (a, b) = (seen(a, eye), seen(b, eye));
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn the_feelings_are_told_apart_by_every_eye() {
        // What they were before: the two that a deuteranope could not tell apart.
        let deuteranope = &EYES[1].1;
        assert!((difference(rgb(0xA8_431F), rgb(0x8A_5A00), deuteranope) - 5.7).abs() < 0.2);
        for (name, t) in PALETTES {
            let feelings = [Feeling::Trust, Feeling::Loss, Feeling::Dread].map(|it| Tone::of(it).strong(t));
            let [trust, loss, dread] = feelings;
            for (eye, cones) in EYES {
                for (a, b) in [(trust, loss), (trust, dread), (loss, dread)] {
                    let apart = difference(a, b, &cones);
                    assert!(apart >= 15.0, "{name}: to {eye}, {a:?} and {b:?} are {apart:.1} apart");
                }
            }
        }
    }
}
