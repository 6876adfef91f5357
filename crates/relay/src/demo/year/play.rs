//! Day by day: who has something to enter enters it, and now and then a tablet meets the relay.

use std::collections::BTreeMap;

use casework::{
    MatterRow, Moment,
    directory::{Office, Person, Tier},
    tally::{Period, Tally},
};
use chrono::{Datelike, NaiveDate};
use replica::StationError;

use super::{
    super::{DemoError, rng::Rng},
    Targets, Year,
    cast::Cast,
    script::{Script, after},
    tablet::Tablet,
    thread::{Here, Reads, Thread},
};
use crate::Relay;

const MILLIS_A_DAY: i64 = 24 * 3600 * 1000;
/// Nine in the morning in China, in UTC.
const MORNING: i64 = 3600 * 1000;
/// A form that could not be saved on so many days never will be.
const PATIENCE: u32 = 60;

/// The year while it is played.
pub(super) struct Play<'r> {
    relay: &'r Relay,
    rng: Rng,
    people: Vec<Person>,
    tablets: Vec<Tablet>,
    /// After at most so many days a tablet meets the relay, and on which day next.
    rhythm: Vec<(usize, NaiveDate)>,
    threads: Vec<Thread>,
    /// Which threads go on on a day.
    due: BTreeMap<NaiveDate, Vec<usize>>,
    desk: usize,
    from: NaiveDate,
    last: NaiveDate,
    targets: Targets,
    forms: usize,
    meetings: usize,
}

impl<'r> Play<'r> {
    pub(super) async fn new(
        relay: &'r Relay,
        offices: &[Office],
        people: Vec<Person>,
        (from, last): (NaiveDate, NaiveDate),
        targets: Targets,
    ) -> Result<Self, DemoError> {
        let cast = Cast::of(offices, &people)
            .ok_or_else(|| DemoError::Astray("there is no city".to_owned()))?;
        let Script { threads, rounds, .. } = Script::write(&cast, targets, (from, last));
        let mut due: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
        for (place, thread) in threads.iter().enumerate() {
            due.entry(thread.begin).or_default().push(place);
        }
        let mut rng = Rng::new(0x07ab_1e75);
        let (mut tablets, mut rhythm) = (Vec::<Tablet>::new(), Vec::new());
        for person in &people {
            let begin = Moment::from_millis(morning(from));
            tablets.push(Tablet::enrol(relay, person, &mut rng, begin).await?);
            let tier = offices.iter().find(|office| office.code == person.office);
            let every = match tier.map(|office| office.tier) {
                Some(Tier::Village) => 7,
                Some(Tier::Township) => 4,
                _ => 3,
            };
            rhythm.push((every, after(from, rng.below(every) as u64)));
        }
        // The plan for the year is laid down before anything else: it is part of the directory, and a
        // new directory makes every row anew.
        let desk = cast.city.first();
        if let Some(tablet) = tablets.get_mut(desk) {
            let begin = Moment::from_millis(morning(from));
            for round in rounds {
                tablet.open_round(round, begin).await?;
            }
            tablet.meet(relay, begin).await?;
        }
        Ok(Self {
            relay,
            rng,
            people,
            tablets,
            rhythm,
            threads,
            due,
            desk,
            from,
            last,
            targets,
            forms: 0,
            meetings: 0,
        })
    }

    pub(super) async fn run(
        mut self,
        progress: &dyn Fn(NaiveDate, usize),
    ) -> Result<Year, DemoError> {
        let mut today = self.from;
        while today <= self.last {
            // What a day's work leads to on the same day is entered on it as well.
            while let Some(threads) = self.due.remove(&today) {
                for place in threads {
                    self.go_on(place, today).await?;
                }
            }
            for place in 0..self.tablets.len() {
                if self.rhythm.get(place).is_some_and(|(_, next)| *next <= today) {
                    self.meet(place, today).await?;
                }
            }
            if after(today, 1).month() != today.month() || today == self.last {
                progress(today, self.forms);
            }
            today = after(today, 1);
        }
        if let Some((day, waiting)) = self.due.first_key_value() {
            let why = format!("{} cases go on after the last day, from {day} on", waiting.len());
            return Err(DemoError::Astray(why));
        }
        // Everybody comes once more, and whoever came early hears of those who came late.
        for place in (0..self.tablets.len()).chain([self.desk]) {
            self.meet(place, self.last).await?;
        }
        self.count().await
    }

    /// The next form of a case.
    async fn go_on(&mut self, place: usize, today: NaiveDate) -> Result<(), DemoError> {
        let now = self.moment(today);
        let Some(thread) = self.threads.get_mut(place) else { return Ok(()) };
        let Some(act) = thread.acts.front() else { return Ok(()) };
        let Some(tablet) = self.tablets.get_mut(act.who) else { return Ok(()) };
        let view = match act.reads {
            Reads::Nothing => None,
            _ => tablet.view(thread.case, today).await?,
        };
        let saved = if act.reads == Reads::TheCase && view.is_none() {
            Err(StationError::NotHere)
        } else {
            let writes = (act.make)(&Here {
                on: today,
                office: &tablet.office,
                person: tablet.person,
                directory: tablet.station.directory(),
                view,
            });
            tablet.enter(&writes, now).await
        };
        match saved {
            Ok(()) => {
                (self.forms, thread.tries) = (self.forms + 1, 0);
                thread.acts.pop_front();
                if let Some(next) = thread.acts.front() {
                    self.due.entry(after(today, next.after)).or_default().push(place);
                }
                Ok(())
            }
            // What it rests on has not come in here yet.
            Err(StationError::NotHere | StationError::Barred(_)) if thread.tries < PATIENCE => {
                thread.tries += 1;
                self.due.entry(after(today, 1)).or_default().push(place);
                Ok(())
            }
            Err(error) => {
                let (office, left) = (&tablet.office, thread.acts.len());
                let case = thread.case;
                let why = format!("{case:?} at {office}, {left} forms left: {error:?}");
                Err(DemoError::Astray(why))
            }
        }
    }

    async fn meet(&mut self, place: usize, today: NaiveDate) -> Result<(), DemoError> {
        let now = self.moment(today);
        let Some(tablet) = self.tablets.get_mut(place) else { return Ok(()) };
        tablet.meet(self.relay, now).await?;
        self.meetings += 1;
        if let Some((every, next)) = self.rhythm.get_mut(place) {
            *next = after(today, 1 + self.rng.below(*every) as u64);
        }
        Ok(())
    }

    /// The figures at the city's desk; and on a tablet that has only now been registered there.
    async fn count(mut self) -> Result<Year, DemoError> {
        for tablet in &self.tablets {
            let waiting = tablet.station.sync_status().waiting;
            if waiting > 0 {
                let why = format!("{waiting} entries of {} wait", tablet.office);
                return Err(DemoError::Astray(why));
            }
        }
        let (desk, last) = (self.desk, self.last);
        let rows = match self.tablets.get_mut(desk) {
            Some(tablet) => tablet.rows(last)?,
            None => Vec::new(),
        };
        let tally = self.tally(&rows);
        let missed = self.targets.missed(&tally);
        if !missed.is_empty() {
            return Err(DemoError::Astray(format!("{missed:?}\n{}", super::table(&tally))));
        }
        let now = self.moment(last);
        let fresh = match self.people.get(desk) {
            Some(person) => {
                Tablet::enrol(self.relay, person, &mut self.rng, now).await?.rows(last)?
            }
            None => Vec::new(),
        };
        if let Some((row, _)) = rows.iter().zip(&fresh).find(|(row, other)| row != other) {
            let why = format!("a new tablet has another row of {:?}", row.matter);
            return Err(DemoError::Astray(why));
        }
        if self.tally(&fresh) != tally {
            return Err(DemoError::Astray("a new tablet has other figures".to_owned()));
        }
        let unclear = rows.iter().filter(|row| row.doubtful || row.for_a_person > 0).count();
        Ok(Year {
            tally,
            unclear,
            tablets: self.tablets.len(),
            cases: rows.len(),
            forms: self.forms,
            meetings: self.meetings,
        })
    }

    fn tally(&self, rows: &[MatterRow]) -> Tally {
        let directory =
            self.tablets.get(self.desk).map(|tablet| tablet.station.directory().clone());
        let period = Period { from: self.from, to: self.last };
        Tally::of(rows, &directory.unwrap_or_default(), period, self.last)
    }

    /// Some time in the working day.
    fn moment(&mut self, day: NaiveDate) -> Moment {
        let within = i64::try_from(self.rng.below(8 * 3600)).unwrap_or_default() * 1000;
        Moment::from_millis(morning(day) + within)
    }
}

fn morning(day: NaiveDate) -> i64 {
    (day - NaiveDate::default()).num_days() * MILLIS_A_DAY + MORNING
}
