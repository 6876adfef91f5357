//! What a report does.

use super::{Screening, Statement};
use crate::{
    CaseKind, Directory,
    matter::{Actor, MatterState},
};

impl MatterState {
    pub(crate) fn apply_screening(
        &mut self,
        screening: &Screening,
        actor: &Actor<'_>,
        directory: &Directory,
    ) {
        if self.home.is_none() {
            self.kind = CaseKind::Screening;
            self.come_from(actor, directory);
        }
        self.registered_on = self.registered_on.or(Some(screening.on));
        let state = &mut self.screening;
        state.period = Some((screening.from, screening.to));
        state.round.clone_from(&screening.round);
        state.said.push(Statement {
            nothing: screening.nothing,
            on: screening.on,
            text: screening.text.clone(),
        });
    }
}
