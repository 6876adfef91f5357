//! What follows from a matter's steps: where it began, who has it, who may see it.

use std::collections::BTreeSet;

use ident::{ChangeHash, OfficeCode};

use crate::{Directory, Step, history::SeenChange};

/// A matter's state, derived from the steps of its core document by one deterministic reduction:
/// the same on every tablet and at the relay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatterState {
    /// The office that registered it; none while no step with authority did.
    pub home: Option<OfficeCode>,
    /// The office that has it now.
    pub holder: Option<OfficeCode>,
    /// Every office that may see its core and people documents.
    pub audience: BTreeSet<OfficeCode>,
    /// Steps by someone without authority for them: kept, shown, without effect.
    pub without_effect: BTreeSet<ChangeHash>,
}

impl MatterState {
    /// Reduces steps, given in the order of [`crate::history::in_order`].
    #[must_use]
    pub fn derive(changes: &[SeenChange], directory: &Directory) -> Self {
        let mut state = Self::default();
        for change in changes {
            let acting = directory.device(change.device()).map(|device| &device.office);
            match &change.step {
                Step::Registered { office, .. } | Step::Imported { office, .. } => {
                    let own = acting == Some(office);
                    if !own {
                        state.without_effect.insert(change.hash);
                    } else if state.home.is_none() {
                        state.home = Some(office.clone());
                        state.admit(office, directory);
                        state.holder = Some(office.clone());
                    } else {
                        // The same ledger read on two tablets of one office: one matter, and
                        // both accounts of how it came stay in its history.
                        let same = state.home.as_ref() == Some(office);
                        if !same {
                            state.without_effect.insert(change.hash);
                        }
                    }
                }
                Step::Handed { to, .. } => {
                    let allowed =
                        acting.is_some_and(|acting| state.may_hand(acting, to, directory));
                    if allowed {
                        state.admit(to, directory);
                        state.holder = Some(to.clone());
                    } else {
                        state.without_effect.insert(change.hash);
                    }
                }
                Step::Edited {}
                | Step::Chosen { .. }
                | Step::Noted { .. }
                | Step::FollowedUp { .. }
                | Step::Unknown { .. } => {}
            }
        }
        state
    }

    /// Whether an office may hand the matter to another: the one that has it, or one above that;
    /// and only along the line, up to an office above or down to one below.
    #[must_use]
    pub fn may_hand(&self, acting: &OfficeCode, to: &OfficeCode, directory: &Directory) -> bool {
        let has_it =
            self.holder.as_ref().is_some_and(|holder| directory.is_at_or_above(acting, holder));
        let along_the_line =
            directory.is_at_or_above(acting, to) || directory.is_at_or_above(to, acting);
        has_it && along_the_line && self.holder.as_ref() != Some(to)
    }

    /// An office and those above it may see the matter from now on.
    fn admit(&mut self, office: &OfficeCode, directory: &Directory) {
        self.audience.extend(directory.line_up(office).map(|office| office.code.clone()));
    }
}
