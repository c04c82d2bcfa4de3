//! The ways to play, and what each of them shows. Nothing in a session depends on it: the same choices lead to the same
//! end in every mode.

use crate::scenario::words;

words! {
    /// A way to play a scenario.
    Mode {
        /// For novices: a worked example first, then the step to practise stands above the replies.
        Guided = "guided", "Guided";
        /// Every choice is one's own, and is coached.
        Practice = "practice", "Practice";
        /// Nothing but the customer; everything else comes in the debrief.
        Challenge = "challenge", "Challenge";
    }
}

impl Mode {
    /// What it is, in a sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Mode::Guided => "The first reply is worked out for you; then each step is named before you choose.",
            Mode::Practice => "You choose, see what your reply does, and get a word from the coach each time.",
            Mode::Challenge => "Only the customer’s words and face. No coach, no way back; all is told in the debrief.",
        }
    }

    /// Whether the coach speaks after each choice, and the verdict is shown.
    #[must_use]
    pub fn shows_feedback(self) -> bool {
        self != Mode::Challenge
    }

    /// Whether the customer’s mood in a word, their feelings and what moved them are shown.
    #[must_use]
    pub fn shows_feelings(self) -> bool {
        self != Mode::Challenge
    }

    /// Whether the steps shown so far are listed.
    #[must_use]
    pub fn shows_steps(self) -> bool {
        self != Mode::Challenge
    }

    /// Whether it is told that a promise was kept or broken, and when the problem was put right. What was promised, and
    /// until when, is listed in every mode: the learner has said it, and would have it on a note.
    #[must_use]
    pub fn tells_scores(self) -> bool {
        self != Mode::Challenge
    }

    /// Whether a choice can be taken back during the play.
    #[must_use]
    pub fn allows_stepping_back(self) -> bool {
        self != Mode::Challenge
    }

    /// Whether the contrast can be seen during the play.
    #[must_use]
    pub fn allows_contrast(self) -> bool {
        self != Mode::Challenge
    }

    /// Whether the first decision is a worked example: both systems’ replies, labelled and explained.
    #[must_use]
    pub fn starts_with_an_example(self) -> bool {
        self == Mode::Guided
    }

    /// Whether the step that a decision practises stands above its replies, with its question.
    #[must_use]
    pub fn names_the_step(self) -> bool {
        self == Mode::Guided
    }

    /// Whether the contrast opens by itself after the first reply without a recovery system.
    #[must_use]
    pub fn opens_the_contrast(self) -> bool {
        self == Mode::Guided
    }

    /// Whether the learner may say their own reply before the replies appear. A novice has enough to read.
    #[must_use]
    pub fn lets_say_first(self) -> bool {
        self != Mode::Guided
    }
}
