//! The forms of a dispute's steps: those that need nothing but what the table says. Talks and the
//! agreement, whose words are the committee's alone, have forms of their own on the dispute's page.

use casework::{
    MatterView,
    dispute::{
        DisputeKind as D, DisputeStep,
        codes::{DisputeOutcome, PerformanceOutcome, Risk, SettlementWay},
        step::{
            Charge, ChargeExtension, ConfirmationDecision, Ending, MediationOpening, Performance,
            RiskSetting,
        },
    },
    step::payload::{Acting, Word},
};

use super::{
    expected::Group,
    field::{Ask, Codes, Field, NOTHING, REMARK, TEXT, WORD, form, may, need},
    reader::Reader,
    values::slot_key,
};

/// What the form asks for, besides its day.
pub fn fields(kind: D) -> &'static [Field] {
    match kind {
        // Of the entry itself, and of what has a form of its own.
        D::Found | D::Consented | D::RightsTold | D::SessionHeld | D::Agreed => NOTHING,
        D::RiskSet => form![need("risk", Ask::Risk), need(TEXT, Ask::Text)],
        D::ChargeProposed => form![
            need("leader", Ask::Line),
            need("unit", Ask::Unit),
            need("responsible", Ask::Line),
            need(TEXT, Ask::Text),
            need("until", Ask::Future),
            may("slots", Ask::Slots),
        ],
        D::ChargeAgreed | D::ChargeApproved | D::ChargeDelivered | D::Struck => REMARK,
        D::ConfirmationSought => REMARK,
        D::ChargeRefused | D::Relisted | D::MediationEnded => WORD,
        D::ChargeExtended => form![need("until", Ask::Future), need(TEXT, Ask::Text)],
        D::MediationOpened => form![
            need("applied", Ask::One(Codes::YesNo)),
            need("way", Ask::One(Codes::Mediations)),
            need("mediators", Ask::Line),
        ],
        D::Performed => {
            form![need("outcome", Ask::One(Codes::Performances)), may(TEXT, Ask::Text)]
        }
        D::ConfirmationDecided => {
            form![need("accepted", Ask::One(Codes::YesNo)), may("number", Ask::Line)]
        }
        D::Ended => form![
            need("outcome", Ask::One(Codes::DisputeOutcomes)),
            need("way", Ask::One(Codes::Settlements)),
            need(TEXT, Ask::Text),
        ],
    }
}

/// Where it stands among what may be done; none for what the page's panel of mediation offers.
pub fn group(kind: D) -> Option<Group> {
    match kind {
        D::RiskSet
        | D::ChargeProposed
        | D::ChargeAgreed
        | D::ChargeApproved
        | D::ChargeDelivered
        | D::ChargeRefused
        | D::ChargeExtended
        | D::MediationOpened
        | D::Ended
        | D::Struck
        | D::Relisted => Some(Group::Handling),
        D::Found
        | D::Consented
        | D::RightsTold
        | D::SessionHeld
        | D::Agreed
        | D::MediationEnded
        | D::Performed
        | D::ConfirmationSought
        | D::ConfirmationDecided => None,
    }
}

/// Names as one writes them in a line.
fn names(line: &str) -> Vec<String> {
    let parts = line.split(['、', '，', ',', '；', ';', ' ', '　']);
    parts.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

impl Reader<'_> {
    /// The step of a form.
    pub fn dispute(&mut self, kind: D, view: &MatterView, by: Acting) -> Option<DisputeStep> {
        let word = Word { by, text: self.text(TEXT) };
        Some(match kind {
            D::Found | D::Consented | D::SessionHeld | D::Agreed => return None,
            D::ChargeAgreed => DisputeStep::ChargeAgreed(word),
            D::ChargeApproved => DisputeStep::ChargeApproved(word),
            D::ChargeDelivered => DisputeStep::ChargeDelivered(word),
            D::ChargeRefused => DisputeStep::ChargeRefused(word),
            D::RightsTold => DisputeStep::RightsTold(word),
            D::MediationEnded => DisputeStep::MediationEnded(word),
            D::ConfirmationSought => DisputeStep::ConfirmationSought(word),
            D::Struck => DisputeStep::Struck(word),
            D::Relisted => DisputeStep::Relisted(word),
            D::RiskSet => {
                let level = self.code("risk", Risk::from_name)?;
                DisputeStep::RiskSet(RiskSetting { by, level, text: self.text(TEXT) })
            }
            D::ChargeProposed => {
                let (unit, until) = (self.office("unit"), self.future("until"));
                let slots = view.desk.slots.iter().enumerate().filter_map(|(at, slot)| {
                    let text = self.text(&slot_key(at));
                    (!text.is_empty()).then(|| (slot.clone(), text))
                });
                let slots = slots.collect();
                DisputeStep::ChargeProposed(Charge {
                    by,
                    leader: self.text("leader"),
                    unit: unit?,
                    person: self.text("responsible"),
                    plan: self.text(TEXT),
                    until: until?,
                    slots,
                })
            }
            D::ChargeExtended => {
                let until = self.future("until")?;
                DisputeStep::ChargeExtended(ChargeExtension { by, until, text: self.text(TEXT) })
            }
            D::MediationOpened => {
                let way = self.code("way", SettlementWay::from_name);
                let mediators = names(self.values.get("mediators"));
                self.needs(!mediators.is_empty(), "mediators");
                DisputeStep::MediationOpened(MediationOpening {
                    by,
                    applied: self.yes("applied"),
                    way: way?,
                    mediators,
                })
            }
            D::Performed => {
                let outcome = self.code("outcome", PerformanceOutcome::from_name)?;
                // Which one, the form was opened with; the only one where there is one.
                let which = self.values.get("which").parse().unwrap_or_default();
                let owed = view.state.dispute.mediation()?.agreement.as_ref()?;
                owed.performance.get(usize::try_from(which).ok()?)?;
                let text = self.text(TEXT);
                DisputeStep::Performed(Performance { by, which, outcome, text })
            }
            D::ConfirmationDecided => DisputeStep::ConfirmationDecided(ConfirmationDecision {
                by,
                confirmed: self.yes("accepted"),
                number: self.text("number"),
            }),
            D::Ended => {
                let outcome = self.code("outcome", DisputeOutcome::from_name);
                let way = self.code("way", SettlementWay::from_name);
                let text = self.text(TEXT);
                DisputeStep::Ended(Ending { by, outcome: outcome?, way: way?, text })
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_as_people_write_them() {
        assert_eq!(names("查某、单某，仇某 "), ["查某", "单某", "仇某"]);
        assert!(names(" 、").is_empty());
    }

    #[test]
    fn every_step_has_a_form_or_a_panel() {
        for kind in D::ALL {
            let own_panel = group(*kind).is_none();
            assert!(own_panel || !fields(*kind).is_empty(), "{kind:?}");
        }
    }
}
