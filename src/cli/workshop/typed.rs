//! What somebody types at the desk.

use crate::scenario::workshop_plan::Voting;
use crate::workshop::{Wish, option_of};

/// What can be typed.
pub const HELP: &str = "\
Enter or `next` goes on; it never shows what was hidden. `open` and `close` a vote, `hands 3 5 1` counts for A, B and C, `more 30` \
gives seconds. `reveal` shows the votes, `play B` plays a reply (`play B because …`), `verdict` shows what it was. `differs` and \
`questions` go there; `detour C` shows what would have come of C, and `story` goes back. `back` takes the last step back, `skip` \
leaves something out, `repeat` does it once more. `desk` shows what is for you alone, `show` the slide. `dark` and `light`; \
`vote by hands`, `cards` or `talk`. With phones: `votes` says how many have voted, `people 14` gives no more seats than that, `lock` \
and `unlock` the door, `code` makes new letters, and `anew` asks everybody to join again. `end` ends the workshop, and `leave` leaves it for now. `?` shows this.";

/// How many seconds more there are, where nobody says.
const MORE: u32 = 30;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Nothing but Enter, or `next`.
    On,
    /// Something for the room.
    Wish(Wish),
    /// What is for the desk alone.
    Desk,
    /// The slide once more.
    Show,
    /// How many have voted.
    Votes,
    /// New letters for joining; `anew` asks everybody to join again.
    NewCode { anew: bool },
    /// What can be typed.
    Help,
    /// Leave it for now.
    Leave,
}

impl Typed {
    /// Reads a line; an error says what is not understood.
    pub fn read(line: &str) -> Result<Self, String> {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let alone = |wish: Wish| {
            if rest.is_empty() { Ok(Self::Wish(wish)) } else { Err(format!("`{word}` stands by itself")) }
        };
        match word.to_lowercase().as_str() {
            "" => Ok(Self::On),
            "next" if rest.is_empty() => Ok(Self::On),
            "skip" => alone(Wish::Skip),
            "repeat" => alone(Wish::Repeat),
            "back" => alone(Wish::Back),
            "replies" => alone(Wish::Replies),
            "open" => alone(Wish::Open),
            "close" => alone(Wish::Close),
            "more" if rest.is_empty() => Ok(Self::Wish(Wish::More(MORE))),
            "more" => rest
                .parse()
                .map(|seconds| Self::Wish(Wish::More(seconds)))
                .map_err(|_| "say how many seconds more, such as `more 30`".to_owned()),
            "hands" | "cards" => hands(rest),
            "reveal" => alone(Wish::Reveal),
            "play" => play(rest),
            "verdict" => alone(Wish::Verdict),
            "differs" => alone(Wish::Differs),
            "questions" => alone(Wish::Questions),
            "detour" => letter(rest).map(|option| Self::Wish(Wish::Detour(option))),
            "story" => alone(Wish::Story),
            "dark" => alone(Wish::Dark(true)),
            "light" => alone(Wish::Dark(false)),
            "vote" => vote_by(rest),
            "lock" => alone(Wish::Lock(true)),
            "unlock" => alone(Wish::Lock(false)),
            "people" => people(rest),
            "code" if rest.is_empty() => Ok(Self::NewCode { anew: false }),
            "anew" if rest.is_empty() => Ok(Self::NewCode { anew: true }),
            "votes" if rest.is_empty() => Ok(Self::Votes),
            "end" => alone(Wish::End),
            "desk" | "note" => Ok(Self::Desk),
            "show" => Ok(Self::Show),
            "?" | "help" => Ok(Self::Help),
            "leave" | "quit" | "q" => Ok(Self::Leave),
            _ => Err(format!("`{word}` means nothing here; `?` shows what does")),
        }
    }
}

fn hands(rest: &str) -> Result<Typed, String> {
    let counts: Result<Vec<u32>, _> = rest.split([' ', ',', ';']).filter(|it| !it.is_empty()).map(str::parse).collect();
    match counts {
        Ok(counts) if !counts.is_empty() => Ok(Typed::Wish(Wish::Hands(counts))),
        _ => Err("give one number for each letter, such as `hands 3 5 1`".to_owned()),
    }
}

fn play(rest: &str) -> Result<Typed, String> {
    let (first, because) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let option = letter(first)?;
    let because = because.trim();
    let because = because.strip_prefix("because ").unwrap_or(because);
    let because = (!because.is_empty()).then(|| because.to_owned());
    Ok(Typed::Wish(Wish::Play { option, because }))
}

fn people(rest: &str) -> Result<Typed, String> {
    let people = match rest {
        "any" | "" => None,
        rest => Some(rest.parse().map_err(|_| "say how many people there are, such as `people 14`".to_owned())?),
    };
    Ok(Typed::Wish(Wish::Cap(people)))
}

fn vote_by(rest: &str) -> Result<Typed, String> {
    let way = rest.strip_prefix("by ").unwrap_or(rest).trim();
    let has_phones = cfg!(feature = "phones");
    let voting = Voting::ALL.iter().find(|it| it.word() == way && (has_phones || **it != Voting::Phones));
    voting
        .map(|voting| Typed::Wish(Wish::Voting(*voting)))
        .ok_or_else(|| "people vote by `hands`, by `cards`, or they only `talk`".to_owned())
}

fn letter(text: &str) -> Result<usize, String> {
    let mut letters = text.chars();
    let first = letters.next().filter(|_| letters.next().is_none());
    first.and_then(option_of).ok_or_else(|| "name a letter, such as `play B`".to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(line: &str) -> Result<Typed, String> {
        Typed::read(line)
    }

    #[test]
    fn what_is_typed_is_understood() {
        let wish = |wish| Ok(Typed::Wish(wish));
        assert_eq!(read(""), Ok(Typed::On));
        assert_eq!(read("Next"), Ok(Typed::On));
        assert_eq!(read("hands 3, 5 1"), wish(Wish::Hands(vec![3, 5, 1])));
        assert_eq!(read("more"), wish(Wish::More(30)));
        assert_eq!(read("play b"), wish(Wish::Play { option: 1, because: None }));
        let because = Some("nobody agreed".to_owned());
        assert_eq!(read("play C because nobody agreed"), wish(Wish::Play { option: 2, because }));
        assert_eq!(read("vote by cards"), wish(Wish::Voting(Voting::Cards)));
    }

    #[test]
    fn what_is_not_is_refused_with_a_word() {
        for line in [
            "hands",
            "hands -1",
            "hands three",
            "hands 99999999999",
            "play",
            "play BB",
            "play é",
            "more soon",
            "detour",
            "reveal now",
            "next now",
            "vote by feet",
            "dance",
        ] {
            assert!(read(line).is_err_and(|why| !why.is_empty()), "{line}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_does_harm(line in r"\PC{0,60}", word in 0_usize..8) {
            let word = ["play ", "hands ", "more ", "detour ", "vote by ", "", "next", "play B "][word];
            let _ = Typed::read(&format!("{word}{line}"));
        }
    }
}
