//! Who may report a screening.

use super::Screening;
use crate::matter::{Actor, Barrier, MatterState};

impl MatterState {
    pub(crate) fn fits_screening(
        &self,
        screening: &Screening,
        actor: &Actor<'_>,
    ) -> Result<(), Barrier> {
        if screening.office != *actor.office {
            return Err(Barrier::NotHolder);
        }
        // Nobody knows of a period before it begins.
        let begun = screening.from <= screening.on;
        if screening.to < screening.from || !begun { Err(Barrier::WrongStage) } else { Ok(()) }
    }
}
