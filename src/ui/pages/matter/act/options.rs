//! The lists that fields offer, in words.

use casework::{
    dispute::codes::{DisputeOutcome, PerformanceOutcome, SettlementWay},
    step::{
        StepKind,
        codes::{
            DeclineReason, DeliveryResult, DeliveryWay, Mark, MarkValue, Outcome, RatedBody,
            RatingWay, Relation, ReviewOutcome, Route, Satisfaction, Supervision,
        },
    },
};

use super::{
    field::Codes,
    values::{NO, YES},
};
use crate::ui::words::{act, cases, procedure};

/// Value and words of each. `bureau`: the petition bureau declines only what is in hand below.
#[must_use]
pub fn options(kind: StepKind, codes: Codes, bureau: bool) -> Vec<(String, String)> {
    macro_rules! all {
        ($type:ty, $words:path) => {
            of(<$type>::ALL.iter().map(|one| (one.name(), $words(*one))))
        };
    }
    match codes {
        Codes::YesNo if kind == StepKind::Settled => {
            of([(YES, act::ADOPT), (NO, act::DISMISS)].into_iter())
        }
        Codes::YesNo => of([(YES, act::YES), (NO, act::NO)].into_iter()),
        Codes::Reasons => of(DeclineReason::ALL
            .iter()
            .filter(|reason| !bureau || **reason == DeclineReason::BeingHandledBelow)
            .map(|reason| (reason.name(), procedure::decline_reason(*reason)))),
        Codes::Procedures => of(Route::ALL
            .iter()
            .filter(|route| route.is_other_procedure())
            .map(|route| (route.name(), procedure::route(*route)))),
        Codes::Papers => of(procedure::PAPERS.into_iter()),
        Codes::Ways => all!(DeliveryWay, procedure::delivery_way),
        Codes::Results => all!(DeliveryResult, procedure::delivery_result),
        Codes::Outcomes => all!(Outcome, procedure::outcome),
        Codes::Reviews => all!(ReviewOutcome, procedure::review_outcome),
        Codes::Bodies => all!(RatedBody, procedure::rated_body),
        Codes::Satisfactions => all!(Satisfaction, procedure::satisfaction),
        // With the query code only the petitioner rates.
        Codes::RatingWays => of([RatingWay::SignedSlip, RatingWay::Callback]
            .into_iter()
            .map(|way| (way.name(), procedure::rating_way(way)))),
        // What is merged into this one is said there, not here.
        Codes::Relations => of([Relation::Repeat, Relation::Related, Relation::MergedInto]
            .into_iter()
            .map(|one| (one.name(), procedure::relation(one)))),
        Codes::Marks => all!(Mark, procedure::mark),
        Codes::MarkValues => all!(MarkValue, procedure::mark_value),
        Codes::Mediations => of(SettlementWay::MEDIATIONS
            .iter()
            .map(|way| (way.name(), cases::settlement_way(*way)))),
        Codes::Settlements => all!(SettlementWay, cases::settlement_way),
        Codes::DisputeOutcomes => all!(DisputeOutcome, cases::dispute_outcome),
        Codes::Performances => all!(PerformanceOutcome, cases::performance),
        Codes::Means => all!(Supervision, procedure::supervision),
    }
}

fn of(pairs: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<(String, String)> {
    pairs.map(|(value, text)| (value.to_owned(), text.to_owned())).collect()
}
