//! A city's year, played on tablets: the figures of the published survey have to come out of rows.
//!
//! Thirty people of the invented city enter a year of letters, receptions, visits, disputes and
//! rounds of screening, each on a tablet of their own that meets the relay every few days. Every
//! entry goes through the station's own commands with the permits of its day, every change through
//! the relay's acceptance. Whoever has to go on with a case waits until it has reached their tablet.
//! At the end the figures are counted at the city's desk, and again on a tablet that was registered
//! only then; one that differs is an error. All is drawn from one seed, except for keys and nonces.

mod cast;
mod disputes;
mod letters;
mod play;
mod receptions;
mod rounds;
mod script;
mod table;
pub(super) mod tablet;
mod targets;
mod thread;
mod visits;

use std::sync::Arc;

use casework::{Moment, tally::Tally};
use chrono::{Days, NaiveDate};

use super::{DemoError, city, put_links};
use crate::{Relay, clock, store::Store};

use play::Play;

pub use table::table;
pub use targets::Targets;

/// So many days a year has, its last one included.
const DAYS: u64 = 365;

/// What was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    /// The figures, as the city's desk counts them.
    pub tally: Tally,
    /// Tablets.
    pub tablets: usize,
    /// Cases, of all kinds.
    pub cases: usize,
    /// Forms that were saved.
    pub forms: usize,
    /// Cases in which a step has no effect, or may lose it, and a person would have to look.
    pub unclear: usize,
    /// How often a tablet met the relay.
    pub meetings: usize,
}

/// Plays the year that ends on `last`, in an empty store. `progress` is told of each month that is
/// over: its last day, and how many forms were saved until then.
///
/// # Errors
/// [`DemoError`]; `NotEmpty` where there are offices already, `Astray` where something could not be
/// entered as written or a figure differs.
pub async fn make(
    store: Arc<dyn Store>,
    last: NaiveDate,
    targets: Targets,
    progress: &dyn Fn(NaiveDate, usize),
) -> Result<Year, DemoError> {
    if !store.org().await?.base.offices.is_empty() {
        return Err(DemoError::NotEmpty);
    }
    let offices = city::offices();
    store.put_offices(&offices).await?;
    let people = cast::people(&offices);
    store.put_people(&people).await?;
    store.put_posts(&cast::posts(&offices, &people)).await?;
    let (relay, keeper) = Relay::start(Arc::clone(&store)).await?;
    let from = last.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(last);
    let year = Play::new(&relay, &offices, people, (from, last), targets).await;
    let year = match year {
        Ok(play) => play.run(progress).await,
        Err(error) => Err(error),
    };
    drop(relay);
    let _ = keeper.await;
    let year = year?;
    put_links(&*store, &cast::people(&offices)).await?;
    Ok(year)
}

/// The year that is over today.
#[must_use]
pub fn last_day() -> NaiveDate {
    Moment::from_millis(clock::now_millis()).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::Durability;

    async fn played(name: &str, targets: Targets) -> Year {
        let last = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
        let data = crate::scratch::Scratch::new(name);
        let store = Relay::open_store(data.path(), Durability::UnsafeNone).await.expect("a store");
        let year = make(Arc::clone(&store), last, targets, &|_, _| {}).await;
        store.close().await;
        year.expect("the year is played")
    }

    #[tokio::test]
    async fn a_tenth_of_the_year_comes_out_as_written() {
        let year = played("year", Targets::TENTH).await;
        assert_eq!(year.tablets, 30);
        assert_eq!(Targets::TENTH.missed(&year.tally), []);
        assert_eq!(year.unclear, 0, "nobody overstepped");
        // Another one's figures are not these: the comparison can fail.
        assert!(!Targets::SURVEY.missed(&year.tally).is_empty());
    }

    #[tokio::test]
    #[ignore = "takes minutes; `cargo xtask run --survey-year` checks the same"]
    async fn the_whole_year_comes_out_as_published() {
        let year = played("whole-year", Targets::SURVEY).await;
        assert_eq!(Targets::SURVEY.missed(&year.tally), []);
    }
}
