//! When a past decision comes back, and which of those that are due come today.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::decision::{Decision, Spot};
use crate::record::Recall;

/// The days after which a decision comes back, each after the one before.
pub const DAYS: [i32; 5] = [1, 3, 7, 14, 28];

/// At most so many refreshers come on one day, those included that are already done.
pub const A_DAY: usize = 10;

/// A decision that went well when it was first met begins here.
const WENT_WELL: usize = 1;

/// A refresher that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due<'a> {
    /// The decision as it was met last.
    pub decision: &'a Decision,
    /// Since when.
    pub since: Date,
    /// Whether it slipped when it was last seen.
    pub slipped: bool,
    /// How far it is: the position of the days that are over now, among [`DAYS`].
    pub stage: usize,
}

/// How things stand on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today<'a> {
    /// The day.
    pub day: Date,
    /// All that is due, in the order in which it is chosen from: what slipped comes first; then one decision of each
    /// scenario before the second of any; then what has been due for longest.
    pub due: Vec<Due<'a>>,
    /// How many were done on this day.
    pub done: usize,
    /// The next day on which something becomes due.
    pub next: Option<Date>,
}

impl Today<'_> {
    /// How many may still be done on this day.
    #[must_use]
    pub fn left(&self) -> usize {
        A_DAY.saturating_sub(self.done)
    }
}

/// Something that happened to a decision. In this order, where it happened at the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Met { slipped: bool },
    Recalled { right: bool },
}

/// Where a decision stands.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// The position among [`DAYS`]; beyond them, it rests.
    stage: usize,
    /// When it was last seen.
    seen: Date,
    slipped: bool,
}

impl Standing {
    /// When it is due; never, where it rests.
    fn due(self) -> Option<Date> {
        let days = DAYS.get(self.stage)?;
        Some(self.seen.saturating_add(days.days()))
    }

    /// How it stands after something has happened on this day.
    fn after(before: Option<Self>, event: Event, day: Date) -> Option<Self> {
        let slipped = Self { stage: 0, seen: day, slipped: true };
        match (event, before) {
            (Event::Met { slipped: true }, _) | (Event::Recalled { right: false }, Some(_)) => Some(slipped),
            (Event::Met { slipped: false }, None) => Some(Self { stage: WENT_WELL, seen: day, slipped: false }),
            (Event::Recalled { right: true }, Some(it)) if it.due().is_some_and(|due| due <= day) => {
                Some(Self { stage: it.stage + 1, seen: day, slipped: false })
            }
            (_, before) => before,
        }
    }
}

/// In how many days a refresher comes again that is answered now, so far along; `None` where it rests from then on.
#[must_use]
pub fn comes_again(stage: usize, right: bool) -> Option<i32> {
    DAYS.get(if right { stage + 1 } else { 0 }).copied()
}

/// All that happened to one decision.
struct History<'a> {
    /// As it was met last.
    newest: &'a Decision,
    events: Vec<(Timestamp, Event)>,
}

impl<'a> History<'a> {
    fn of(decision: &'a Decision) -> Self {
        Self { newest: decision, events: Vec::new() }
    }

    fn meet(&mut self, decision: &'a Decision) {
        // Where two were at the same moment, something has to decide, and not the order in which they were read.
        let order = |it: &'a Decision| (it.at, &it.way, &it.hash, it.slipped);
        if order(self.newest) < order(decision) {
            self.newest = decision;
        }
        self.events.push((decision.at, Event::Met { slipped: decision.slipped }));
    }

    fn standing(mut self, day_of: impl Fn(Timestamp) -> Date) -> Option<Standing> {
        self.events.sort_unstable();
        self.events.into_iter().fold(None, |before, (at, event)| Standing::after(before, event, day_of(at)))
    }
}

/// What is due, from the decisions that somebody has met and the recalls that they have done, each in any order.
#[must_use]
pub fn today<'a>(decisions: &'a [Decision], recalls: &[Recall], now: Timestamp, zone: &TimeZone) -> Today<'a> {
    let day_of = |at: Timestamp| at.to_zoned(zone.clone()).date();
    let day = day_of(now);
    let mut recalls: Vec<_> = recalls.iter().collect();
    recalls.sort();
    // The same line may stand in two files.
    recalls.dedup();

    let mut histories: BTreeMap<&Spot, History<'a>> = BTreeMap::new();
    for decision in decisions {
        histories.entry(&decision.spot).or_insert_with(|| History::of(decision)).meet(decision);
    }
    for recall in &recalls {
        let spot = Spot { scenario: recall.scenario.clone(), scene: recall.scene.clone() };
        if let Some(history) = histories.get_mut(&spot) {
            history.events.push((recall.at, Event::Recalled { right: recall.is_right() }));
        }
    }

    let (mut due, mut next) = (Vec::new(), None::<Date>);
    for history in histories.into_values() {
        let decision = history.newest;
        let Some(standing) = history.standing(day_of) else { continue };
        match standing.due() {
            Some(since) if since <= day => {
                due.push(Due { decision, since, slipped: standing.slipped, stage: standing.stage });
            }
            Some(later) => next = Some(next.map_or(later, |known| known.min(later))),
            None => {}
        }
    }
    Today { day, due: in_order(due), done: recalls.iter().filter(|it| day_of(it.at) == day).count(), next }
}

/// The order in which refreshers are chosen: see [`Today::due`].
fn in_order(mut due: Vec<Due<'_>>) -> Vec<Due<'_>> {
    due.sort_by_key(|it| (!it.slipped, it.since, &it.decision.spot));
    let mut before: HashMap<(bool, &str), usize> = HashMap::new();
    let mut numbered = Vec::with_capacity(due.len());
    for it in due {
        let number = before.entry((it.slipped, &it.decision.spot.scenario)).or_default();
        numbered.push((*number, it));
        *number += 1;
    }
    // Stable: of equals, what has been due for longest stays first.
    numbered.sort_by_key(|(number, it)| (!it.slipped, *number));
    numbered.into_iter().map(|(_, it)| it).collect()
}

/// The same in an order in which no scenario follows itself, as far as that is possible; otherwise they stay in order.
#[must_use]
pub fn spread<T>(mut items: Vec<T>, scenario: impl Fn(&T) -> &str) -> Vec<T> {
    let mut order: Vec<T> = Vec::with_capacity(items.len());
    while !items.is_empty() {
        let other = |item: &T| order.last().is_none_or(|last| scenario(last) != scenario(item));
        let at = items.iter().position(other).unwrap_or(0);
        order.push(items.remove(at));
    }
    order
}
