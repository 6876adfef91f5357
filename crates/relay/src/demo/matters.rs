//! Writes the demo's matters, and hands them in as the offices' devices would.

use casework::{
    Document, Moment, Step,
    directory::{Office, Person, Power, Tier},
    document::Edit,
    intake::Intake,
    schema::{Fact, FactValue},
};
use chrono::{Days, NaiveDate};
use ident::{DeviceId, DocKey, MatterId, OfficeCode, PostId};
use std::collections::HashMap;
use wire::{Bytes, DocChanges, DocOutcome};

use super::{
    DemoError, Hand, names,
    plan::Course,
    rng::Rng,
    topics::{DOWN, FOLLOW_UPS, NOTES, TOPICS, UP},
};
use crate::{
    Relay, clock,
    invite::{new_secret, random},
    relay::secret_hash,
    store::{Invitation, Registration},
};

const MATTERS: usize = 60;
/// The matters were registered over so many days up to today.
const DAYS: usize = 44;
const MILLIS_A_DAY: i64 = 24 * 3600 * 1000;
/// Nine in the morning in China, in UTC.
const MORNING: i64 = 3600 * 1000;

/// A demo's office at its desk: its device, and how many local numbers it gave.
struct Desk {
    hand: Hand,
    number: u32,
    registered: u32,
}

pub(super) struct Demo<'a> {
    relay: &'a Relay,
    rng: Rng,
    pub(super) today: NaiveDate,
    desks: HashMap<OfficeCode, Desk>,
}

/// Writes all of them; returns how many.
pub(super) async fn write(
    relay: &Relay,
    offices: &[Office],
    people: &[Person],
    today: NaiveDate,
) -> Result<usize, DemoError> {
    let mut demo = Demo { relay, rng: Rng::new(0x0990_1010), today, desks: HashMap::new() };
    // Nothing was given to the departments yet: nobody has sat down there.
    for office in offices.iter().filter(|office| office.tier != Tier::Department) {
        if let Some(person) = people.iter().find(|person| person.office == office.code) {
            demo.open_desk(person).await?;
        }
    }
    let villages: Vec<&Office> =
        offices.iter().filter(|office| office.tier == Tier::Village).collect();
    for at in 0..MATTERS {
        // Seven and twelve share no factor: each village gets five, none two in a row.
        if let Some(village) = villages.get(at * 7 % villages.len().max(1)) {
            demo.matter(at, village).await?;
        }
    }
    Ok(MATTERS)
}

impl Demo<'_> {
    async fn open_desk(&mut self, person: &Person) -> Result<(), DemoError> {
        let device = DeviceId::new(self.rng.bytes());
        let hand = Hand::new(device, &random()?, person.office.clone(), person.id);
        let secret = secret_hash(&new_secret()?);
        let store = self.relay.store();
        store
            .invite(&Invitation {
                secret_hash: secret,
                office: person.office.clone(),
                person: person.id,
                expires_at: None,
            })
            .await?;
        let key = hand.key().public();
        let now = clock::now_millis();
        let wanted = Registration { secret_hash: secret, device, key, now, certificate: None };
        let enrolled = store
            .enrol(&wanted)
            .await?
            .ok_or_else(|| DemoError::Refused("an enrolment".to_owned()))?;
        self.relay.read_directory().await?;
        let desk = Desk { hand, number: enrolled.number, registered: 0 };
        self.desks.insert(person.office.clone(), desk);
        Ok(())
    }

    async fn matter(&mut self, at: usize, village: &Office) -> Result<(), DemoError> {
        let course = Course::of(at);
        let Some(township) = village.parent.clone() else { return Ok(()) };
        let home = course.township_channel().map_or(&village.code, |_| &township).clone();
        let back = DAYS - (at * DAYS / MATTERS) - self.rng.below(2);
        let day = self.today.checked_sub_days(Days::new(back as u64)).unwrap_or(self.today);
        let matter = MatterId::new(self.rng.bytes());
        let intake = self.intake(at, village, day, course);

        let mut core = Document::new(DocKey::core(matter));
        let mut people = Document::new(DocKey::people(matter));
        let local_no = self.local_no(&home);
        let entered = intake.register(matter, &home, &local_no);
        let when = self.moment(day);
        let desk = self.desk(&home)?;
        let writer = desk.hand.writer(when);
        let bytes = written(&mut core, &writer, &entered.step, &entered.core)?;
        let mut docs = vec![changes(&core, bytes)];
        let bytes = written(&mut people, &writer, &Step::Edited {}, &entered.people)?;
        docs.push(changes(&people, bytes));
        self.hand_in(&home, docs).await?;
        self.follow(course, &mut core, village, &township, day).await?;
        let demands: Vec<String> = entered
            .core
            .iter()
            .filter_map(|edit| match edit {
                Edit::Demand { id, .. } => Some(id.clone()),
                _ => None,
            })
            .collect();
        match course {
            // Every third waits, so that there is something to do.
            Course::HandedUp | Course::CallAtTownship if !at.is_multiple_of(3) => {
                self.handle(&mut core, &demands, &township, self.later(day, 2)).await
            }
            Course::AtTheCity if !at.is_multiple_of(3) => {
                let city = self.above(&township);
                match OfficeCode::parse("L01") {
                    Ok(to) => {
                        self.assign(&mut core, &demands, (&city, to), self.later(day, 4)).await
                    }
                    Err(_) => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// A post of the person at an office's desk that permits something.
    pub(super) fn post(&self, office: &OfficeCode, power: Power, on: NaiveDate) -> Option<PostId> {
        let person = self.desks.get(office)?.hand.person;
        let standing = self.relay.directory();
        let mut posts = standing.directory.posts_of(person, office, on);
        posts.find(|post| post.role.has(power)).map(|post| post.id)
    }

    fn intake(&mut self, at: usize, village: &Office, day: NaiveDate, course: Course) -> Intake {
        let rng = &mut self.rng;
        let group = 1 + rng.below(12);
        let address = format!("云岭市{}{group}组", village.name);
        let together = at % 23 == 4;
        let mut intake = Intake {
            petitioner: names::person(rng, at, address.clone()),
            channel: course
                .township_channel()
                .unwrap_or_else(|| {
                    rng.pick(&["visit", "visit", "leader_field_visit", "call"], "visit")
                })
                .to_owned(),
            received_on: day.to_string(),
            petitioners: if together { 6 + rng.below(9) } else { 1 + rng.below(3) }.to_string(),
            place: format!("{}{group}组", village.name),
            place_office: village.code.as_str().to_owned(),
            ..Intake::default()
        };
        if let Some(topic) = TOPICS.get(at % TOPICS.len()) {
            intake.category = topic.category.to_owned();
            let demands = if at.is_multiple_of(3) {
                topic.demands
            } else {
                topic.demands.get(..1).unwrap_or_default()
            };
            intake.demands = demands.iter().map(|demand| (*demand).to_owned()).collect();
            intake.narrative = topic.narrative.replace('@', &intake.place);
        }
        if together {
            intake.representatives =
                (1..=3).map(|more| names::person(rng, at + more * 5, address.clone())).collect();
        }
        intake
    }

    async fn follow(
        &mut self,
        course: Course,
        core: &mut Document,
        village: &Office,
        township: &OfficeCode,
        day: NaiveDate,
    ) -> Result<(), DemoError> {
        let (at_village, city) = (village.code.clone(), self.above(township));
        let note = Step::Noted { text: self.rng.pick(&NOTES, "").to_owned() };
        let visited = self.later(day, 5);
        let follow_up =
            Step::FollowedUp { on: visited, text: self.rng.pick(&FOLLOW_UPS, "").to_owned() };
        let up = |to: &OfficeCode, rng: &mut Rng| Step::handed(to.clone(), rng.pick(&UP, ""));
        let down = Step::handed(at_village.clone(), self.rng.pick(&DOWN, ""));
        let to_township = up(township, &mut self.rng);
        let steps: Vec<(&OfficeCode, u64, Step)> = match course {
            Course::Registered => vec![],
            Course::Noted => vec![(&at_village, 1, note)],
            Course::FollowedUp => vec![(&at_village, 1, note), (&at_village, 5, follow_up)],
            Course::HandedUp => vec![(&at_village, 1, to_township), (township, 2, note)],
            Course::HandedBack => vec![
                (&at_village, 1, to_township),
                (township, 2, down),
                (&at_village, 5, follow_up),
            ],
            Course::AtTheCity => {
                let to_city = up(&city, &mut self.rng);
                vec![(&at_village, 1, to_township), (township, 3, to_city), (&city, 4, note)]
            }
            Course::Contested => return self.contest(core, &at_village, township, day).await,
            Course::LetterHandedDown => {
                vec![(township, 1, down), (&at_village, 2, note), (&at_village, 5, follow_up)]
            }
            Course::CallAtTownship => vec![(township, 1, note)],
        };
        for (office, after, step) in steps {
            let on = self.later(day, after);
            // What would have happened after today has not happened yet.
            if on > self.today {
                break;
            }
            self.step(core, office, on, &step, &[]).await?;
        }
        Ok(())
    }

    /// Two offices set one fact, neither knowing of the other.
    async fn contest(
        &mut self,
        core: &mut Document,
        village: &OfficeCode,
        township: &OfficeCode,
        day: NaiveDate,
    ) -> Result<(), DemoError> {
        let mut apart = core.clone();
        let count = |count| [Edit::Fact(Fact::Petitioners, Some(FactValue::Count(count)))];
        let on = self.later(day, 1).min(self.today);
        self.step(core, village, on, &Step::Edited {}, &count(8)).await?;
        self.step(&mut apart, township, on, &Step::Edited {}, &count(12)).await
    }

    pub(super) async fn step(
        &mut self,
        core: &mut Document,
        office: &OfficeCode,
        on: NaiveDate,
        step: &Step,
        edits: &[Edit],
    ) -> Result<(), DemoError> {
        let when = self.moment(on);
        let writer = self.desk(office)?.hand.writer(when);
        let bytes = written(core, &writer, step, edits)?;
        let doc = changes(core, bytes);
        self.hand_in(office, vec![doc]).await
    }

    async fn hand_in(
        &mut self,
        office: &OfficeCode,
        docs: Vec<DocChanges>,
    ) -> Result<(), DemoError> {
        let tenant = self.relay.tenant();
        let desk = self.desk(office)?;
        let push = desk.hand.push(tenant, docs);
        let from = desk.hand.introduced();
        let result = self.relay.push(&from, push).await?;
        match result.docs.iter().find(|outcome| **outcome != DocOutcome::Kept) {
            Some(refused) => Err(DemoError::Refused(format!("{refused:?}"))),
            None => Ok(()),
        }
    }

    fn desk(&mut self, office: &OfficeCode) -> Result<&mut Desk, DemoError> {
        self.desks.get_mut(office).ok_or_else(|| DemoError::Refused(format!("no desk at {office}")))
    }

    fn above(&self, office: &OfficeCode) -> OfficeCode {
        let standing = self.relay.directory();
        let parent = standing.directory.office(office).and_then(|office| office.parent.clone());
        parent.unwrap_or_else(|| office.clone())
    }

    fn local_no(&mut self, office: &OfficeCode) -> String {
        let Some(desk) = self.desks.get_mut(office) else { return String::new() };
        desk.registered += 1;
        format!("{office}-{}-{:04}", desk.number, desk.registered)
    }

    pub(super) fn later(&self, day: NaiveDate, days: u64) -> NaiveDate {
        day.checked_add_days(Days::new(days)).unwrap_or(day)
    }

    /// Some time in the working day.
    fn moment(&mut self, day: NaiveDate) -> Moment {
        let epoch = NaiveDate::default();
        let within = i64::try_from(self.rng.below(8 * 3600)).unwrap_or_default() * 1000;
        Moment::from_millis((day - epoch).num_days() * MILLIS_A_DAY + MORNING + within)
    }
}

fn written(
    document: &mut Document,
    writer: &casework::document::Writer,
    step: &Step,
    edits: &[Edit],
) -> Result<Bytes, DemoError> {
    Ok(Bytes::from(document.write(writer, step, edits)?.bytes))
}

fn changes(document: &Document, bytes: Bytes) -> DocChanges {
    DocChanges { key: document.key().clone(), changes: vec![bytes] }
}
