//! Every kind of step is built from its form.

use casework::{
    MatterState, MatterView, Step,
    desk::Desk,
    dispute::codes::{DisputeOutcome, PerformanceOutcome, Risk, SettlementWay},
    matter::{OpinionState, Stage},
    step::{
        StepKind,
        codes::{
            DeclineReason, DeliveryResult, DeliveryWay, Mark, MarkValue, Outcome, RatedBody,
            RatingWay, Relation, ReviewOutcome, Route, Satisfaction, Supervision,
        },
    },
    view::DemandView,
};
use chrono::NaiveDate;
use ident::{ChangeHash, MatterId, OfficeCode, PostId};

use crate::ui::words::step;

use super::{
    build::{Making, build, tie_value},
    expected::Group,
    field::{Ask, Codes, ON, TEXT, fields},
    options::options,
    reader::Fault,
    values::{NO, Values, YES, key_of},
};

const TODAY: &str = "2026-11-23";
const TOWN: &str = "990101100";
const OTHER: &str = "0123456789abcdef0123456789abcdef";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn matter() -> MatterId {
    MatterId::from_hex(OTHER).expect("an id")
}

fn post() -> PostId {
    PostId::from_slice(&[7; 8]).expect("an id")
}

fn change() -> ChangeHash {
    ChangeHash::new([9; 32])
}

fn demand(id: &str, struck: bool) -> DemandView {
    DemandView { id: id.into(), text: "重新丈量".into(), struck }
}

fn view() -> MatterView {
    let office = OfficeCode::parse(TOWN).expect("a code");
    let opinion = OpinionState {
        change: change(),
        office: office.clone(),
        on: day(TODAY),
        demands: Vec::new(),
        signed_on: None,
        delivered_on: None,
        executed_on: None,
    };
    let state = MatterState {
        stage: Stage::Drafted,
        triage: [("a".to_owned(), Route::Petition), ("b".to_owned(), Route::Judicial)].into(),
        opinion: Some(opinion),
        ..MatterState::default()
    };
    MatterView {
        agreement: Vec::new(),
        matter: matter(),
        local_nos: Vec::new(),
        home: None,
        holder: None,
        home_name: String::new(),
        former: Vec::new(),
        notice: casework::view::NoticeOwed::default(),
        holder_name: String::new(),
        registered_on: None,
        facts: Vec::new(),
        narrative: String::new(),
        demands: vec![demand("a", false), demand("b", false), demand("c", true)],
        persons: Vec::new(),
        memo: None,
        history: Vec::new(),
        may_hand_to: Vec::new(),
        state,
        desk: Desk { longest_extension: 30, ..Desk::default() },
    }
}

/// A form filled in with something that does for every field.
fn filled(kind: StepKind) -> Values {
    let mut values = Values::default();
    values.set(ON, "2026-11-20");
    for field in fields(kind) {
        match field.ask {
            Ask::Day => values.set(field.key, "2026-11-19"),
            Ask::Future => values.set(field.key, "2026-12-01"),
            Ask::Line | Ask::Text => values.set(field.key, "  内容 "),
            Ask::Office | Ask::Station | Ask::Unit => values.set(field.key, TOWN),
            Ask::Risk => values.set(field.key, Risk::Medium.name()),
            // The view of these tests comes from a city without slots of its own.
            Ask::Slots => {}
            Ask::Offices => values.set(&key_of(field.key, "L01"), YES),
            Ask::Colleague => values.set(
                field.key,
                "0707070707070707070707070707070707070707".get(..32).expect("digits"),
            ),
            Ask::Days => values.set(field.key, "30"),
            Ask::One(codes) => {
                let (first, _) = options(kind, codes, false).remove(0);
                values.set(field.key, first);
            }
            Ask::Demands => values.set("demand/b", YES),
            Ask::Routes => {
                values.set("route/a", Route::Petition.name());
                values.set("route/b", Route::Enquiry.name());
            }
            Ask::Opinions => {
                values.set("outcome/a", Outcome::Supported.name());
                for part in ["facts", "opinion", "basis"] {
                    values.set(&key_of(part, "a"), "内容");
                }
            }
            Ask::Matter => values.set(field.key, OTHER),
            Ask::Tie => values.set(field.key, tie_value(matter(), Relation::Related)),
        }
    }
    values
}

fn make(kind: StepKind, values: &Values) -> Result<Step, Vec<(String, Fault)>> {
    let view = view();
    let making =
        Making { kind, post: post(), today: day(TODAY), view: &view, settles: Some(change()) };
    build(&making, values)
}

fn all_with_a_form() -> impl Iterator<Item = StepKind> {
    StepKind::ALL
        .iter()
        .copied()
        .filter(|kind| Group::of(*kind).is_some() || *kind == StepKind::Settled)
}

#[test]
fn every_form_makes_its_step_in_the_offered_post_on_the_day_typed() {
    for kind in all_with_a_form() {
        let step = make(kind, &filled(kind)).unwrap_or_else(|wrong| panic!("{kind:?}: {wrong:?}"));
        assert_eq!(step.kind(), kind);
        let acting = step.acting().unwrap_or_else(|| panic!("{kind:?}"));
        assert_eq!((acting.post, acting.on), (post(), day("2026-11-20")), "{kind:?}");
    }
}

#[test]
fn every_needed_field_is_asked_for_by_its_key() {
    for kind in all_with_a_form() {
        for field in fields(kind).iter().filter(|field| field.needed) {
            let mut values = filled(kind);
            let missing = match field.ask {
                Ask::Demands => "demand/b",
                Ask::Routes => "route/a",
                Ask::Opinions => "basis/a",
                _ => field.key,
            };
            values.set(missing, "");
            let wrong = make(kind, &values).expect_err("it lacks something");
            let key = if field.ask == Ask::Demands { field.key } else { missing };
            assert!(wrong.iter().any(|(at, _)| at == key), "{kind:?} {key}: {wrong:?}");
        }
    }
}

#[test]
fn a_day_to_come_is_no_day_of_a_step() {
    for kind in all_with_a_form() {
        let mut values = filled(kind);
        values.set(ON, "2026-11-24");
        assert_eq!(make(kind, &values), Err(vec![(ON.into(), Fault::Future)]), "{kind:?}");
    }
}

#[test]
fn a_deadline_lies_ahead() {
    let mut values = filled(StepKind::Assigned);
    values.set("until", "2026-11-22");
    assert_eq!(make(StepKind::Assigned, &values), Err(vec![("until".into(), Fault::Past)]));
}

#[test]
fn an_extension_keeps_to_the_rules() {
    for typed in ["0", "31", "三十"] {
        let mut values = filled(StepKind::Extended);
        values.set("days", typed);
        let wrong = make(StepKind::Extended, &values);
        assert_eq!(wrong, Err(vec![("days".into(), Fault::Days(30))]));
    }
}

#[test]
fn what_depends_on_another_answer() {
    // (kind, answers, the key that is missing then)
    type Typed<'a> = &'a [(&'a str, &'a str)];
    let cases: [(StepKind, Typed<'_>, &str); 5] = [
        (StepKind::Delivered, &[("result", DeliveryResult::Refused.name()), (TEXT, "")], TEXT),
        (StepKind::ReviewAnswered, &[("accepted", NO), (TEXT, "")], TEXT),
        (StepKind::Marked, &[("mark", Mark::Accepted.name()), (TEXT, "")], TEXT),
        (StepKind::Rereviewed, &[("outcome", "")], "outcome"),
        (StepKind::Rereviewed, &[("decided_on", "")], "decided_on"),
    ];
    for (kind, answers, key) in cases {
        let mut values = filled(kind);
        for (at, value) in answers {
            values.set(at, *value);
        }
        assert_eq!(make(kind, &values), Err(vec![(key.to_owned(), Fault::Missing)]), "{kind:?}");
    }
}

#[test]
fn what_is_not_owed_went_no_way_and_says_why() {
    let mut values = filled(StepKind::Delivered);
    values.set("result", DeliveryResult::NotOwed.name());
    values.set("way", "");
    let made = make(StepKind::Delivered, &values);
    let Ok(Step::Delivered(made)) = made else { panic!("{made:?}") };
    assert_eq!((made.result, made.way), (DeliveryResult::NotOwed, DeliveryWay::Other));
    values.set(TEXT, "");
    let wrong = make(StepKind::Delivered, &values);
    assert_eq!(wrong, Err(vec![(TEXT.to_owned(), Fault::Missing)]));
}

#[test]
fn struck_demands_are_left_out_and_petitions_alone_have_opinions() {
    let Ok(Step::Triaged(triage)) = make(StepKind::Triaged, &filled(StepKind::Triaged)) else {
        panic!("a triage");
    };
    let routes: Vec<&str> = triage.demands.iter().map(|one| one.demand.as_str()).collect();
    assert_eq!(routes, ["a", "b"]);
    let Ok(Step::Opinion(opinion)) = make(StepKind::Opinion, &filled(StepKind::Opinion)) else {
        panic!("an opinion");
    };
    assert_eq!(opinion.demands.len(), 1);
}

#[test]
fn only_the_lawful_ways_of_rating_are_offered() {
    let ways: Vec<String> = options(StepKind::Rated, Codes::RatingWays, false)
        .into_iter()
        .map(|(way, _)| way)
        .collect();
    assert_eq!(ways, [RatingWay::SignedSlip.name(), RatingWay::Callback.name()]);
}

#[test]
fn the_bureau_declines_only_what_is_in_hand_below() {
    let reasons = options(StepKind::Declined, Codes::Reasons, true);
    assert_eq!(reasons.len(), 1);
    assert_eq!(reasons[0].0, DeclineReason::BeingHandledBelow.name());
}

/// A value that is offered can be read again.
#[test]
fn every_option_is_a_value() {
    let reads = |codes: Codes, name: &str| match codes {
        Codes::YesNo => name == YES || name == NO,
        Codes::Reasons => DeclineReason::from_name(name).is_some(),
        Codes::Procedures => Route::from_name(name).is_some_and(Route::is_other_procedure),
        Codes::Papers => !name.is_empty(),
        Codes::Ways => DeliveryWay::from_name(name).is_some(),
        Codes::Results => DeliveryResult::from_name(name).is_some(),
        Codes::Outcomes => Outcome::from_name(name).is_some(),
        Codes::Reviews => ReviewOutcome::from_name(name).is_some(),
        Codes::Bodies => RatedBody::from_name(name).is_some(),
        Codes::Satisfactions => Satisfaction::from_name(name).is_some(),
        Codes::RatingWays => RatingWay::from_name(name).is_some(),
        Codes::Relations => Relation::from_name(name).is_some(),
        Codes::Marks => Mark::from_name(name).is_some(),
        Codes::MarkValues => MarkValue::from_name(name).is_some(),
        Codes::Means => Supervision::from_name(name).is_some(),
        Codes::Mediations | Codes::Settlements => SettlementWay::from_name(name).is_some(),
        Codes::DisputeOutcomes => DisputeOutcome::from_name(name).is_some(),
        Codes::Performances => PerformanceOutcome::from_name(name).is_some(),
    };
    for kind in StepKind::ALL {
        for field in fields(*kind) {
            let Ask::One(codes) = field.ask else { continue };
            for (name, words) in options(*kind, codes, false) {
                assert!(reads(codes, &name) && !words.is_empty(), "{kind:?} {codes:?} {name}");
            }
        }
    }
}

/// What was typed into a form is read again in the history.
#[test]
fn the_history_says_what_was_typed() {
    for kind in all_with_a_form() {
        let step = make(kind, &filled(kind)).expect("a step");
        let sentence = step::sentence(&step, &|code| code.to_owned());
        assert!(!sentence.is_empty(), "{kind:?}");
        let has_words = fields(kind).iter().any(|field| field.key == TEXT);
        assert_eq!(step::text(&step).is_some(), has_words, "{kind:?}");
        if fields(kind).iter().any(|field| field.key == "to") && kind != StepKind::Urgent {
            assert!(sentence.contains(TOWN), "{kind:?}: {sentence}");
        }
    }
    let opinion = make(StepKind::Opinion, &filled(StepKind::Opinion)).expect("an opinion");
    let more = step::more(&opinion, &|id| id.to_owned());
    assert_eq!(more.len(), 4, "{more:?}");
}
