//! Steps on what the offices arranged among themselves.

use chrono::NaiveDate;
use ident::OfficeCode;
use serde::{Deserialize, Serialize};

use crate::{
    directory::{Contact, DutyTurn, Helper, Intensive, Round, Scheme, Tier, Training},
    screening::Cycle,
    step::payload::Acting,
};

/// What was arranged. Grows as [`super::OrgStep`] does; no field is ever left out here either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArrangeStep {
    /// How often a tier screens. The city office's.
    CycleSet {
        /// Who and when.
        by: Acting,
        /// Which tier.
        tier: Tier,
        /// How often.
        cycle: Cycle,
    },
    /// Screening is daily for a while, at the keeper's own office or one below it.
    IntensiveOpened {
        /// Who and when.
        by: Acting,
        /// From when to when, where, why.
        period: Intensive,
    },
    /// It ends on another day than announced.
    IntensiveEnded {
        /// Who and when.
        by: Acting,
        /// Which.
        period: String,
        /// Its last day; the eve of its first: it does not take place.
        #[serde(with = "clocks::iso_date")]
        on: NaiveDate,
    },
    /// A round of screening.
    RoundOpened {
        /// Who and when.
        by: Acting,
        /// The round.
        round: Round,
    },
    /// It is over.
    RoundClosed {
        /// Who and when.
        by: Acting,
        /// Which.
        round: String,
        /// The last day one could report.
        #[serde(with = "clocks::iso_date")]
        on: NaiveDate,
    },
    /// What is laid down where somebody takes charge. The city office's.
    SchemeSet {
        /// Who and when.
        by: Acting,
        /// The scheme; none: the shipped one again.
        scheme: Option<Scheme>,
    },
    /// Somebody who must know.
    ContactSet {
        /// Who and when.
        by: Acting,
        /// Who must know; in the place of the one with the same id.
        contact: Contact,
    },
    /// Somebody who need not be called any more.
    ContactRemoved {
        /// Who and when.
        by: Acting,
        /// Which.
        contact: String,
    },
    /// Who is on duty on a day.
    DutySet {
        /// Who and when.
        by: Acting,
        /// Who, where, which day.
        turn: DutyTurn,
    },
    /// An office's emergency plan.
    PlanSet {
        /// Who and when.
        by: Acting,
        /// Whose.
        office: OfficeCode,
        /// Its text; empty takes it away.
        text: String,
    },
    /// Somebody helps.
    HelperSet {
        /// Who and when.
        by: Acting,
        /// Who, as what, when; in the place of the one with the same id.
        helper: Helper,
    },
    /// A training was held.
    TrainingSet {
        /// Who and when.
        by: Acting,
        /// Which; in the place of the one with the same id.
        training: Training,
    },
}

impl ArrangeStep {
    /// Who took it, in which post, on which day.
    #[must_use]
    pub fn by(&self) -> Acting {
        match self {
            Self::CycleSet { by, .. }
            | Self::IntensiveOpened { by, .. }
            | Self::IntensiveEnded { by, .. }
            | Self::RoundOpened { by, .. }
            | Self::RoundClosed { by, .. }
            | Self::SchemeSet { by, .. }
            | Self::ContactSet { by, .. }
            | Self::ContactRemoved { by, .. }
            | Self::DutySet { by, .. }
            | Self::PlanSet { by, .. }
            | Self::HelperSet { by, .. }
            | Self::TrainingSet { by, .. } => *by,
        }
    }
}

#[cfg(test)]
mod tests {
    use ident::PostId;

    use super::*;
    use crate::{
        directory::{HelperKind, RoundKind},
        org::OrgStep,
    };

    fn steps() -> Vec<(ArrangeStep, &'static str)> {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let by = Acting { post: PostId::new([1; 8]), on: day("2026-11-22") };
        let office = OfficeCode::parse("990101101").expect("a code");
        let id = || "1122334455667788".to_owned();
        vec![
            (
                ArrangeStep::CycleSet { by, tier: Tier::Village, cycle: Cycle::HalfMonthly },
                r#"{"arranged":{"cycle_set":{"by":{"post":"0101010101010101","on":"2026-11-22"},"tier":"village","cycle":"half_monthly"}}}"#,
            ),
            (
                ArrangeStep::IntensiveOpened {
                    by,
                    period: Intensive {
                        id: id(),
                        from: day("2026-12-01"),
                        to: day("2026-12-05"),
                        reason: "汛期".into(),
                        scope: office.clone(),
                        ended: None,
                    },
                },
                r#"{"arranged":{"intensive_opened":{"by":{"post":"0101010101010101","on":"2026-11-22"},"period":{"id":"1122334455667788","from":"2026-12-01","to":"2026-12-05","reason":"汛期","scope":"990101101","ended":null}}}}"#,
            ),
            (
                ArrangeStep::IntensiveEnded { by, period: id(), on: day("2026-12-03") },
                r#"{"arranged":{"intensive_ended":{"by":{"post":"0101010101010101","on":"2026-11-22"},"period":"1122334455667788","on":"2026-12-03"}}}"#,
            ),
            (
                ArrangeStep::RoundOpened {
                    by,
                    round: Round {
                        id: id(),
                        name: "农民工工资专项排查".into(),
                        kind: RoundKind::Special,
                        from: day("2026-12-01"),
                        to: day("2026-12-20"),
                        organiser: office.clone(),
                        tiers: vec![Tier::Village],
                        text: String::new(),
                        closed: None,
                    },
                },
                r#"{"arranged":{"round_opened":{"by":{"post":"0101010101010101","on":"2026-11-22"},"round":{"id":"1122334455667788","name":"农民工工资专项排查","kind":"special","from":"2026-12-01","to":"2026-12-20","organiser":"990101101","tiers":["village"],"text":"","closed":null}}}}"#,
            ),
            (
                ArrangeStep::RoundClosed { by, round: id(), on: day("2026-11-22") },
                r#"{"arranged":{"round_closed":{"by":{"post":"0101010101010101","on":"2026-11-22"},"round":"1122334455667788","on":"2026-11-22"}}}"#,
            ),
            (
                ArrangeStep::SchemeSet {
                    by,
                    scheme: Some(Scheme { fix: vec!["定领导".into()], charge: Vec::new() }),
                },
                r#"{"arranged":{"scheme_set":{"by":{"post":"0101010101010101","on":"2026-11-22"},"scheme":{"fix":["定领导"],"charge":[]}}}}"#,
            ),
            (
                ArrangeStep::ContactSet {
                    by,
                    contact: Contact {
                        id: id(),
                        office: office.clone(),
                        name: "单雪梅".into(),
                        duty: "值班领导".into(),
                        phone: "19900001234".into(),
                        order: 1,
                    },
                },
                r#"{"arranged":{"contact_set":{"by":{"post":"0101010101010101","on":"2026-11-22"},"contact":{"id":"1122334455667788","office":"990101101","name":"单雪梅","duty":"值班领导","phone":"19900001234","order":1}}}}"#,
            ),
            (
                ArrangeStep::ContactRemoved { by, contact: id() },
                r#"{"arranged":{"contact_removed":{"by":{"post":"0101010101010101","on":"2026-11-22"},"contact":"1122334455667788"}}}"#,
            ),
            (
                ArrangeStep::DutySet {
                    by,
                    turn: DutyTurn {
                        office: office.clone(),
                        day: day("2026-12-01"),
                        name: "查理明".into(),
                        phone: "19900001235".into(),
                    },
                },
                r#"{"arranged":{"duty_set":{"by":{"post":"0101010101010101","on":"2026-11-22"},"turn":{"office":"990101101","day":"2026-12-01","name":"查理明","phone":"19900001235"}}}}"#,
            ),
            (
                ArrangeStep::PlanSet { by, office: office.clone(), text: "先报告".into() },
                r#"{"arranged":{"plan_set":{"by":{"post":"0101010101010101","on":"2026-11-22"},"office":"990101101","text":"先报告"}}}"#,
            ),
            (
                ArrangeStep::HelperSet {
                    by,
                    helper: Helper {
                        id: id(),
                        kind: HelperKind::Lawyer,
                        name: "乐平".into(),
                        phone: "19900001236".into(),
                        office: office.clone(),
                        weekdays: vec![1, 3],
                        from: day("2026-12-01"),
                        until: None,
                    },
                },
                r#"{"arranged":{"helper_set":{"by":{"post":"0101010101010101","on":"2026-11-22"},"helper":{"id":"1122334455667788","kind":"lawyer","name":"乐平","phone":"19900001236","office":"990101101","weekdays":[1,3],"from":"2026-12-01","until":null}}}}"#,
            ),
            (
                ArrangeStep::TrainingSet {
                    by,
                    training: Training {
                        id: id(),
                        office,
                        on: day("2026-11-20"),
                        title: "调解实务".into(),
                        people: 30,
                        text: String::new(),
                    },
                },
                r#"{"arranged":{"training_set":{"by":{"post":"0101010101010101","on":"2026-11-22"},"training":{"id":"1122334455667788","office":"990101101","on":"2026-11-20","title":"调解实务","people":30,"text":""}}}}"#,
            ),
        ]
    }

    /// Golden: these messages lie in stored documents for ever.
    #[test]
    fn messages_are_pinned() {
        for (step, message) in steps() {
            let step = OrgStep::Arranged(step);
            assert_eq!(step.to_message().as_deref(), Some(message));
            assert_eq!(OrgStep::from_message(message), step);
        }
    }
}
