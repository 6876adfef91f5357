//! Recusals (回避) that the directory keeps: who keeps away from a whole unit's matters, from a kind of
//! matters, or from one. Those that concern one matter alone may also be steps of it.

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode, PersonId};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::history::Arrival;

/// What somebody keeps away from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecusalScope {
    /// Matters that a unit, or one below it, registered, has or decided.
    Unit(OfficeCode),
    /// Matters whose contents are of this category, by its id; a category holds those under it.
    Category(String),
    /// One matter.
    Matter(MatterId),
}

impl RecusalScope {
    /// As it is stored: of which kind, and what. A kind that a version does not know is kept.
    fn stored(&self) -> (&'static str, String) {
        match self {
            Self::Unit(office) => ("unit", office.to_string()),
            Self::Category(id) => ("category", id.clone()),
            Self::Matter(matter) => ("matter", matter.to_hex()),
        }
    }
}

/// Somebody keeps away from something, from day to day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Recusal {
    /// The item.
    #[n(0)]
    pub id: String,
    /// Who.
    #[n(1)]
    pub person: PersonId,
    /// Of which kind what they keep away from is: `unit`, `category`, `matter`.
    #[n(2)]
    kind: String,
    /// What: a code, an id.
    #[n(3)]
    what: String,
    /// The first day.
    #[cbor(n(4), with = "crate::time::cbor_date")]
    pub from: NaiveDate,
    /// The last day, `2026-11-22`; empty while it goes on.
    #[n(5)]
    until: String,
    /// Why; empty in the directory as it is handed out, which goes to every device.
    #[n(6)]
    pub reason: String,
    /// Where in the relay's log its entry stands: what came in before that stands. None while it has
    /// not been handed in, and where a relay of before derived it.
    #[n(7)]
    pub received: Option<u64>,
    /// The day it was entered on; none where a relay of before derived it.
    #[cbor(n(8), with = "crate::time::cbor_date_option", has_nil)]
    pub entered_on: Option<NaiveDate>,
}

/// What a recusal makes of a step that its person takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Nothing: it is of another time.
    None,
    /// It states a day before the recusal and came in after it: a person decides.
    Late,
    /// It has no effect.
    Away,
}

impl Recusal {
    /// One that begins.
    #[must_use]
    pub fn new(
        id: String,
        person: PersonId,
        scope: &RecusalScope,
        from: NaiveDate,
        reason: String,
    ) -> Self {
        let (kind, what) = scope.stored();
        Self {
            id,
            person,
            kind: kind.to_owned(),
            what,
            from,
            until: String::new(),
            reason,
            received: None,
            entered_on: None,
        }
    }

    /// What they keep away from; none for what a later version knows.
    #[must_use]
    pub fn scope(&self) -> Option<RecusalScope> {
        match self.kind.as_str() {
            "unit" => OfficeCode::parse(&self.what).ok().map(RecusalScope::Unit),
            "category" => Some(RecusalScope::Category(self.what.clone())),
            "matter" => MatterId::from_hex(&self.what).ok().map(RecusalScope::Matter),
            _ => None,
        }
    }

    /// The last day; none while it goes on.
    #[must_use]
    pub fn until(&self) -> Option<NaiveDate> {
        self.until.parse().ok()
    }

    pub(crate) fn end(&mut self, on: NaiveDate) {
        self.until = on.to_string();
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until().is_none_or(|until| day <= until)
    }

    /// What it makes of a step that states a day and was recorded on one, by when it came in. What came
    /// in before the recusal did was done by somebody who might, and others may have built on it.
    #[must_use]
    pub fn weighs(&self, on: NaiveDate, recorded_on: NaiveDate, arrival: Arrival) -> Weight {
        let after = match (arrival, self.received, self.entered_on) {
            // Not handed in yet: what the relay has, it had before.
            (Arrival::At(_), None, Some(_)) => return Weight::None,
            (Arrival::At(place), Some(entered), _) if place < entered => return Weight::None,
            (Arrival::At(_) | Arrival::Pending, Some(_), _) => true,
            _ => false,
        };
        if self.holds_on(on) {
            return Weight::Away;
        }
        // One that was entered for days to come leaves those before it alone; but nobody records such
        // a day when it has begun.
        let begun = self.entered_on == Some(self.from) || recorded_on >= self.from;
        let meant = self.until().is_none_or(|until| self.from <= until);
        if after && begun && meant && on < self.from { Weight::Late } else { Weight::None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn what_came_in_before_stands_and_what_came_after_goes_by_its_day() {
        let scope = RecusalScope::Category("rural".into());
        let plain = |from: &str, entered: &str, received: Option<u64>, until: Option<&str>| {
            let person = PersonId::new([1; 16]);
            let mut one = Recusal::new("1".into(), person, &scope, day(from), String::new());
            one.received = received;
            one.entered_on = Some(day(entered));
            if let Some(until) = until {
                one.end(day(until));
            }
            one
        };
        let at = Arrival::At;
        let now = plain("2026-11-22", "2026-11-22", Some(50), None);
        let ahead = plain("2026-12-01", "2026-11-22", Some(50), None);
        let waits = plain("2026-11-22", "2026-11-22", None, None);
        let ended = plain("2026-11-22", "2026-11-22", Some(50), Some("2026-11-30"));
        let mistaken = plain("2026-11-22", "2026-11-22", Some(50), Some("2026-11-21"));
        let (none, late, away) = (Weight::None, Weight::Late, Weight::Away);
        for (one, on, recorded, arrival, expected, why) in [
            (&now, "2026-11-23", "2026-11-23", at(49), none, "came in before"),
            (&now, "2026-11-23", "2026-11-23", at(51), away, "came in after, of a recused day"),
            (&now, "2026-11-22", "2026-11-22", at(51), away, "its first day counts"),
            (&now, "2026-11-21", "2026-11-25", at(51), late, "states a day before, came in after"),
            (&now, "2026-11-21", "2026-11-21", at(51), late, "so it does, whatever its clock says"),
            (&now, "2026-11-21", "2026-11-21", at(49), none, "in time"),
            (&now, "2026-11-21", "2026-11-25", Arrival::Pending, late, "not handed in yet"),
            (&now, "2026-11-21", "2026-11-21", Arrival::Unknown, none, "nobody knows when"),
            (&now, "2026-11-23", "2026-11-23", Arrival::Unknown, away, "by its day alone"),
            (&ahead, "2026-11-25", "2026-11-25", at(51), none, "before a day to come"),
            (&ahead, "2026-11-30", "2026-12-02", at(51), late, "written when it had begun"),
            (&ahead, "2026-12-01", "2026-12-01", at(51), away, "its first day"),
            (&waits, "2026-11-23", "2026-11-23", at(51), none, "the relay had it before"),
            (&waits, "2026-11-23", "2026-11-23", Arrival::Pending, away, "neither is handed in"),
            (&ended, "2026-12-01", "2026-12-01", at(60), none, "after its end"),
            (&ended, "2026-11-30", "2026-12-01", at(60), away, "its last day counts"),
            (&ended, "2026-11-21", "2026-12-01", at(60), late, "still from before"),
            (&mistaken, "2026-11-21", "2026-11-23", at(60), none, "it never held"),
        ] {
            let found = one.weighs(day(on), day(recorded), arrival);
            assert_eq!(found, expected, "{why}");
        }
    }
}
