//! What the demo city does outside the desk, entered on tablets with a station's own commands: its
//! arrangements, a few disputes and weeks of screening, visits, receptions, letters that a leader read.

mod arrangements;
mod disputes;
mod meetings;

use casework::{
    Moment,
    case_write::CaseWrite,
    directory::{Person, Power},
    org::{ArrangeStep, OrgStep},
    step::payload::Acting,
};
use chrono::{Days, NaiveDate};
use ident::{MatterId, OfficeCode};

use super::{DemoError, rng::Rng, year::tablet::Tablet};
use crate::Relay;

const MILLIS_A_DAY: i64 = 24 * 3600 * 1000;
/// Half past nine in the morning in China, in UTC.
const MORNING: i64 = 90 * 60 * 1000;

/// Who goes out with a tablet, in this order.
const OFFICES: [&str; 4] = ["990101101201", "990101101202", "990101101", "990101"];
const VILLAGE: usize = 0;
const OTHER: usize = 1;
const TOWNSHIP: usize = 2;
const CITY: usize = 3;

/// The township's leader of the demo: name, post, field of work.
const LEADER: (&str, &str, &str) = ("安定国", "镇长", "镇政府全面工作，水利和农业");

struct Field<'r> {
    relay: &'r Relay,
    rng: Rng,
    today: NaiveDate,
    tablets: Vec<Tablet>,
}

/// Enters all of it.
pub(super) async fn write(
    relay: &Relay,
    people: &[Person],
    today: NaiveDate,
) -> Result<(), DemoError> {
    let mut field = Field { relay, rng: Rng::new(0x0f1e_1d00), today, tablets: Vec::new() };
    for office in OFFICES {
        let person = people.iter().find(|person| person.office.as_str() == office);
        let person = person.ok_or_else(|| astray("nobody works there"))?;
        let now = field.moment(field.ago(40));
        let tablet = Tablet::enrol(relay, person, &mut field.rng, now).await?;
        field.tablets.push(tablet);
    }
    field.arrange().await?;
    field.meet().await?;
    let found = field.disputes().await?;
    field.screen().await?;
    field.meet().await?;
    field.visits(found).await?;
    field.receptions().await?;
    field.letters().await?;
    field.meet().await
}

fn astray(why: &str) -> DemoError {
    DemoError::Astray(why.to_owned())
}

impl Field<'_> {
    fn ago(&self, days: u64) -> NaiveDate {
        self.today.checked_sub_days(Days::new(days)).unwrap_or(self.today)
    }

    fn ahead(&self, days: u64) -> NaiveDate {
        self.today.checked_add_days(Days::new(days)).unwrap_or(self.today)
    }

    fn moment(&self, day: NaiveDate) -> Moment {
        let days = (day - NaiveDate::default()).num_days();
        Moment::from_millis(days * MILLIS_A_DAY + MORNING)
    }

    fn case(&mut self) -> MatterId {
        MatterId::new(self.rng.bytes())
    }

    /// An item's id.
    fn item(&mut self) -> String {
        let bytes: [u8; 8] = self.rng.bytes();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn office(&self, who: usize) -> Result<OfficeCode, DemoError> {
        let tablet = self.tablets.get(who).ok_or_else(|| astray("no such tablet"))?;
        Ok(tablet.office.clone())
    }

    fn by(&self, who: usize, power: Power, on: NaiveDate) -> Result<Acting, DemoError> {
        let tablet = self.tablets.get(who).ok_or_else(|| astray("no such tablet"))?;
        let mut posts = tablet.station.directory().posts_of(tablet.person, &tablet.office, on);
        let post = posts.find(|post| post.role.has(power)).map(|post| post.id);
        Ok(Acting { post: post.ok_or_else(|| astray("no post permits it"))?, on })
    }

    async fn enter(
        &mut self,
        who: usize,
        on: NaiveDate,
        writes: &[CaseWrite],
    ) -> Result<(), DemoError> {
        let now = self.moment(on);
        let tablet = self.tablets.get_mut(who).ok_or_else(|| astray("no such tablet"))?;
        Ok(tablet.enter(writes, now).await?)
    }

    async fn arranged(&mut self, on: NaiveDate, step: ArrangeStep) -> Result<(), DemoError> {
        let now = self.moment(on);
        let tablet = self.tablets.get_mut(CITY).ok_or_else(|| astray("no such tablet"))?;
        tablet.station.org_step(&OrgStep::Arranged(step), now).await?;
        Ok(())
    }

    /// All of them meet the relay, and hear of each other.
    async fn meet(&mut self) -> Result<(), DemoError> {
        let now = self.moment(self.today);
        let relay = self.relay;
        for _ in 0..2 {
            for tablet in &mut self.tablets {
                tablet.meet(relay, now).await?;
            }
        }
        Ok(())
    }
}
