//! What the room sees, as text.

use std::io::{self, Write};

use super::split::split_words;
use crate::cli::terminal::Hang as HANG;
use crate::cli::terminal::Look::{
    Bad as BAD, Caution as CAUTION, Faint as FAINT, Good as GOOD, Italic as ITALIC, Strong as STRONG,
};
use crate::words;
use crate::workshop::{JudgedAnswer, Lettered, ProjectorView, Slide, Split, SpokenLine, Why};

/// Prints what stands on the projector.
pub fn print(out: &mut dyn Write, view: &ProjectorView) -> io::Result<()> {
    writeln!(out)?;
    match view {
        ProjectorView::Dark => writeln!(out, "{FAINT}The screen is dark. `light` lights it.{FAINT:#}"),
        ProjectorView::Slide { title, slide, .. } => slide_of(out, title, slide),
    }
}

fn slide_of(out: &mut dyn Write, title: &str, slide: &Slide) -> io::Result<()> {
    match slide {
        Slide::Welcome => writeln!(out, "{STRONG}{title}{STRONG:#}\nWelcome. We start in a moment."),
        Slide::Practice { vote, open } => {
            head(out, vote.question)?;
            lettered(out, &vote.options)?;
            voting(out, *open, "Everybody votes")
        }
        Slide::PracticeResult { vote, split } => {
            head(out, vote.question)?;
            lettered(out, &vote.options)?;
            votes(out, "Votes", split)
        }
        Slide::Line { told } => spoken(out, told),
        Slide::Think { told } => {
            spoken(out, told)?;
            writeln!(out, "{ITALIC}What would you say? Half a minute, each for yourself.{ITALIC:#}")
        }
        Slide::Replies { prompt, replies } => {
            spoken(out, prompt.as_slice())?;
            lettered(out, replies)
        }
        Slide::First { prompt, replies, open } => {
            spoken(out, prompt.as_slice())?;
            lettered(out, replies)?;
            voting(out, *open, "First vote: alone, without a word")
        }
        Slide::Argue { prompt, replies } => {
            spoken(out, prompt.as_slice())?;
            lettered(out, replies)?;
            writeln!(
                out,
                "{ITALIC}Turn to your neighbour. Say which reply you chose and why. Try to change their mind.{ITALIC:#}"
            )
        }
        Slide::Second { prompt, replies, open } => {
            spoken(out, prompt.as_slice())?;
            lettered(out, replies)?;
            voting(out, *open, "Second vote")
        }
        Slide::Reveal { replies, first, second } => {
            head(out, "Before and after the argument")?;
            lettered(out, replies)?;
            let named = [("Before", first), ("After", second)];
            named
                .into_iter()
                .filter_map(|(name, split)| Some((name, split.as_ref()?)))
                .try_for_each(|(name, split)| votes(out, name, split))
        }
        Slide::Reaction { reply, detour, why, because, reaction } => {
            played(out, reply, *detour)?;
            if let Some(why) = why {
                let because = because.as_ref().map_or_else(String::new, |because| format!(" {because}"));
                writeln!(out, "{FAINT}{}{because}{FAINT:#}", why_words(*why))?;
            }
            spoken(out, reaction)
        }
        Slide::Verdict { reply, detour, verdict } => {
            played(out, reply, *detour)?;
            let marks =
                if verdict.marks.is_empty() { String::new() } else { format!(": {}", verdict.marks.join(", ")) };
            writeln!(out, "{STRONG}{}{STRONG:#}{marks}", verdict.system)?;
            if !verdict.effects.is_empty() {
                writeln!(out, "  {}", verdict.effects.join(", "))?;
            }
            verdict.notes.iter().try_for_each(|note| writeln!(out, "  {CAUTION}{note}{CAUTION:#}"))?;
            writeln!(out, "{}", verdict.feedback)
        }
        Slide::Differs { question, answers, open } => {
            head(out, question)?;
            lettered(out, answers)?;
            voting(out, *open, "What do you think?")
        }
        Slide::DiffersResult { question, answers, split } => {
            head(out, question)?;
            answers.iter().try_for_each(|answer| judged(out, answer))?;
            votes(out, "Votes", split)
        }
        Slide::Questions { reply, questions } => {
            if let Some(reply) = reply {
                played(out, reply, false)?;
            }
            head(out, "To talk about")?;
            if questions.is_empty() {
                writeln!(out, "  What would you have needed to say it better?")?;
            }
            questions.iter().try_for_each(|question| writeln!(out, "  • {HANG}{question}"))
        }
        Slide::End { told, title, summary, outcome } => {
            spoken(out, told)?;
            writeln!(out, "\n{STRONG}{title}{STRONG:#} ({outcome})\n{summary}")
        }
    }
}

fn head(out: &mut dyn Write, words: &str) -> io::Result<()> {
    writeln!(out, "{STRONG}{words}{STRONG:#}")
}

fn spoken(out: &mut dyn Write, lines: &[SpokenLine]) -> io::Result<()> {
    lines.iter().try_for_each(|line| match &line.speaker {
        None => writeln!(out, "{ITALIC}{}{ITALIC:#}", line.text),
        Some(speaker) => writeln!(out, "{STRONG}{speaker}:{STRONG:#} {}", words::quoted(&line.text)),
    })
}

fn lettered(out: &mut dyn Write, options: &[Lettered]) -> io::Result<()> {
    options.iter().try_for_each(|it| writeln!(out, "  {STRONG}{}{STRONG:#}  {HANG}{}", it.letter, it.text))
}

fn judged(out: &mut dyn Write, answer: &JudgedAnswer) -> io::Result<()> {
    write!(out, "  {STRONG}{}{STRONG:#}  {HANG}{} ", answer.letter, answer.text)?;
    if answer.right { write!(out, "{GOOD}Right.{GOOD:#}") } else { write!(out, "{BAD}Not quite.{BAD:#}") }?;
    writeln!(out, " {}", answer.response)
}

fn voting(out: &mut dyn Write, open: bool, words: &str) -> io::Result<()> {
    let state = if open { "The vote is open." } else { "The vote is closed." };
    writeln!(out, "{ITALIC}{words}. {state}{ITALIC:#}")
}

fn votes(out: &mut dyn Write, name: &str, split: &Split) -> io::Result<()> {
    writeln!(out, "  {STRONG}{name}:{STRONG:#} {}", split_words(split))
}

fn played(out: &mut dyn Write, reply: &Lettered, detour: bool) -> io::Result<()> {
    if detour {
        writeln!(out, "{CAUTION}What if? This is not our story.{CAUTION:#}")?;
    }
    writeln!(out, "{STRONG}{}:{STRONG:#} {HANG}{}", reply.letter, words::quoted(&reply.text))
}

fn why_words(why: Why) -> &'static str {
    match why {
        Why::Majority => "Most of you chose this.",
        Why::Tie => "It was a tie, and the desk chose.",
        Why::NobodyVoted => "Nobody voted, and the desk chose.",
        Why::Desk => "The desk chose this one.",
    }
}
