//! The year as written: what everybody is going to do. Nothing of it is in any document before
//! somebody has entered it.

use casework::{
    Step,
    directory::{Office, Round},
    document::Edit,
    intake::{Intake, PersonIntake},
    meeting::MeetingStep,
    schema::{Channel, Fact, FactValue, PersonField},
    step::payload::Word,
};
use chrono::{Datelike, Days, NaiveDate};
use ident::MatterId;

use super::{
    super::{names, rng::Rng, topics::TOPICS},
    Targets,
    cast::Cast,
    thread::{Here, Thread},
};
use casework::step::payload::Acting;

/// The year while it is being written.
pub(super) struct Script<'a> {
    pub(super) cast: &'a Cast,
    pub(super) targets: Targets,
    pub(super) rng: Rng,
    pub(super) from: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) rounds: Vec<Round>,
    pub(super) threads: Vec<Thread>,
    people: usize,
}

impl<'a> Script<'a> {
    /// Writes the year.
    pub(super) fn write(
        cast: &'a Cast,
        targets: Targets,
        (from, last): (NaiveDate, NaiveDate),
    ) -> Self {
        let mut script = Self {
            cast,
            targets,
            rng: Rng::new(0x5eed_2026),
            from,
            last,
            rounds: Vec::new(),
            threads: Vec::new(),
            people: 0,
        };
        script.plan_rounds();
        script.disputes();
        script.report_rounds();
        script.letters();
        script.receptions();
        script.visits();
        script
    }

    /// The `at`th of `of` working days, spread evenly over the year without so many days at its
    /// beginning and its end.
    pub(super) fn day(&self, at: usize, of: usize, (head, tail): (u64, u64)) -> NaiveDate {
        let days = u64::try_from((self.last - self.from).num_days()).unwrap_or_default();
        let span = days.saturating_sub(head + tail);
        let (at, of) = (at as u64, (of as u64).max(1));
        let day = self.from.checked_add_days(Days::new(head + span * at / of));
        let day = day.unwrap_or(self.from);
        // Saturdays and Sundays become the Friday before.
        let beyond = u64::from(day.weekday().num_days_from_monday()).saturating_sub(4);
        day.checked_sub_days(Days::new(beyond)).unwrap_or(day).max(self.from)
    }

    pub(super) fn case(&mut self) -> MatterId {
        MatterId::new(self.rng.bytes())
    }

    /// The id of a new item.
    pub(super) fn item(&mut self) -> String {
        format!("{:016x}", self.rng.next())
    }

    pub(super) fn person(&mut self, village: &Office) -> PersonIntake {
        self.people += 1;
        let group = 1 + self.rng.below(12);
        let address = format!("云岭市{}{group}组", village.name);
        names::person(&mut self.rng, self.people, address)
    }

    /// A petition about one of the everyday things.
    pub(super) fn intake(&mut self, channel: Channel, village: &Office, on: NaiveDate) -> Intake {
        let petitioner = self.person(village);
        let place = format!("{}{}组", village.name, 1 + self.rng.below(12));
        let topic = TOPICS.get(self.rng.below(TOPICS.len()));
        Intake {
            petitioner,
            channel: channel.name().to_owned(),
            received_on: on.to_string(),
            petitioners: (1 + self.rng.below(4)).to_string(),
            category: topic.map_or("", |topic| topic.category).to_owned(),
            demands: topic
                .and_then(|topic| topic.demands.first())
                .map(|demand| vec![(*demand).to_owned()])
                .unwrap_or_default(),
            narrative: topic.map_or("", |topic| topic.narrative).replace('@', &place),
            place,
            place_office: village.code.as_str().to_owned(),
            ..Intake::default()
        }
    }
}

pub(super) fn word(by: Acting, text: &str) -> Word {
    Word { by, text: text.to_owned() }
}

pub(super) fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

pub(super) fn fact(fact: Fact, text: &str) -> Edit {
    Edit::Fact(fact, Some(FactValue::Text(text.to_owned())))
}

/// What is known of a person, in a slot of the people document.
pub(super) fn person_edits(slot: &str, person: &PersonIntake) -> Vec<Edit> {
    let fields = [
        (PersonField::Name, &person.name),
        (PersonField::Sex, &person.sex),
        (PersonField::Phone, &person.phone),
        (PersonField::Address, &person.address),
    ];
    let edit = |(field, value): (PersonField, &String)| Edit::Person {
        slot: slot.to_owned(),
        field,
        value: value.clone(),
    };
    fields.into_iter().filter(|(_, value)| !value.is_empty()).map(edit).collect()
}

/// Whether a meeting stands on this tablet already.
pub(super) fn is_planned(here: &Here<'_>) -> bool {
    here.view.as_ref().is_some_and(|view| view.state.meeting.plan.is_some())
}

pub(super) fn meeting(step: MeetingStep) -> Step {
    Step::Meeting(step)
}
