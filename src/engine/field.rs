//! Answers on work outside the desk.

use casework::{MatterRow, directory::DutyView, glance::Glance, screening::ScreeningView};
use replica::{Effect, Station, StationError};

use super::{entropy, store::DeviceStore};
use crate::bridge::{FieldAsk, Packed, Reply};

type Answered = Result<(Reply, Vec<Effect>), StationError>;

/// What was asked.
pub fn field(station: &Station<DeviceStore>, ask: FieldAsk) -> Answered {
    let own = &station.identity().ok_or(StationError::NotRegistered)?.office;
    let directory = station.directory();
    let today = entropy::now().date();
    let rows: Vec<&MatterRow> = station.rows().collect();
    let rows = rows.iter().copied();
    let reply = match ask {
        FieldAsk::Screening => {
            Reply::Screening(Packed::new(&ScreeningView::of(rows, directory, own, today)))
        }
        FieldAsk::Glance(office) => {
            let office = office.as_ref().unwrap_or(own);
            // Of others hardly anything is here: what one saw would look like all there is.
            if !directory.is_at_or_above(own, office) {
                return Err(StationError::NotHere);
            }
            let glance = Glance::of(rows, directory, office, today);
            Reply::Glance(Packed::new(&glance.ok_or(StationError::NotHere)?))
        }
        FieldAsk::Duty => Reply::Duty(Packed::new(&DutyView::of(directory, own, today))),
    };
    Ok((reply, Vec::new()))
}
