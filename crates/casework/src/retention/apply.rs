//! What a step with authority does.

use ident::ChangeHash;

use super::{CorrectionState, ErasureEnd, ErasureState, RetentionStep};
use crate::{Directory, MatterState, Step, matter::Actor};

impl MatterState {
    /// Takes a step that is allowed, and notes since when the case is over.
    pub(crate) fn apply(
        &mut self,
        change: ChangeHash,
        step: &Step,
        actor: &Actor<'_>,
        directory: &Directory,
    ) {
        let before = self.is_over();
        self.take(change, step, actor, directory);
        let over = self.is_over();
        if over != before {
            self.retention.over_on = over.then_some(actor.on);
        }
        if !over {
            self.retention.frozen = None;
        }
    }

    pub(crate) fn apply_retention(
        &mut self,
        change: ChangeHash,
        step: &RetentionStep,
        actor: &Actor<'_>,
    ) {
        let state = &mut self.retention;
        match step {
            RetentionStep::Frozen(word) => {
                state.frozen = Some((actor.office.clone(), actor.on, word.text.clone()));
            }
            RetentionStep::Thawed(_) => {
                state.frozen = None;
                state.thawed_on = Some(actor.on);
            }
            RetentionStep::ErasureProposed(proposal) => state.erasures.push(ErasureState {
                change,
                office: actor.office.clone(),
                person: actor.person,
                proposal: proposal.clone(),
                end: None,
            }),
            RetentionStep::ErasureApproved(answer) | RetentionStep::ErasureRefused(answer) => {
                let one = state.erasures.iter_mut().find(|one| one.change == answer.proposal);
                if let Some(one) = one {
                    one.end = Some(ErasureEnd {
                        change,
                        approved: matches!(step, RetentionStep::ErasureApproved(_)),
                        office: actor.office.clone(),
                        person: actor.person,
                        on: actor.on,
                        text: answer.text.clone(),
                    });
                }
            }
            RetentionStep::CorrectionAsked(request) => state.corrections.push(CorrectionState {
                change,
                request: request.clone(),
                decision: None,
            }),
            RetentionStep::CorrectionDecided(answer) => {
                let one = state.corrections.iter_mut().find(|one| one.change == answer.request);
                if let Some(one) = one {
                    one.decision = Some((answer.granted, actor.on, answer.text.clone()));
                }
            }
        }
    }
}
