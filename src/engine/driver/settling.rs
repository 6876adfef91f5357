//! Where the rest of the program begins (docs/adr/0007).

use super::{
    Driver,
    awaited::{Rest, Working},
};
use crate::{
    bridge::{Event, Failure, FromEngine},
    engine::{convert, input::Input, locks, post},
};

/// The rest of the program. To be called by the chunk alone: whoever names it has all of it.
#[must_use]
pub fn rest() -> Rest {
    Rest(work_off)
}

/// Works off an input; what opening left to be done is done before.
fn work_off(mut driver: Box<Driver>, input: Input) -> Working {
    Box::pin(async move {
        match driver.settle().await {
            Ok(()) => {
                while let Some(earlier) = driver.rest.earliest() {
                    driver.handle(earlier).await;
                }
                driver.handle(input).await;
                driver.say_again();
            }
            // Nothing may be written before: it is tried again with the next input, the clock's at the
            // latest.
            Err(failure) => {
                driver.rest.failed = true;
                match input {
                    Input::Command(asked) => {
                        post(&FromEngine::Answer { id: asked.id, result: Err(failure) });
                    }
                    Input::Tick => driver.tick_lock().await,
                    // Another tab may speak to the relay; this one asks again when it can.
                    Input::Leading(held) => {
                        driver.wants_lead = false;
                        drop(held);
                        driver.rest.keep(Input::Settle);
                    }
                    input => driver.rest.keep(input),
                }
            }
        }
        driver
    })
}

impl Driver {
    /// The second half of opening the station.
    pub(super) async fn settle(&mut self) -> Result<(), Failure> {
        let shown = self.identity();
        let Some(station) = self.station.as_mut().filter(|station| !station.is_settled()) else {
            return Ok(());
        };
        let lock = locks::hold(locks::WRITE).await;
        let settled = station.settle().await;
        drop(lock);
        if settled.map_err(convert::failure)? {
            post(&FromEngine::Event(Event::RowsChanged));
            if let Some(identity) = self.identity().filter(|now| shown.as_ref() != Some(now)) {
                post(&FromEngine::Event(Event::Identity(identity)));
            }
            self.say_sync();
        }
        Ok(())
    }
}
