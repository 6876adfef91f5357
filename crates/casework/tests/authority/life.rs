//! Whole lives of matters, step by step.

use casework::{
    MatterState, Step,
    directory::Role,
    matter::Stage,
    step::{
        codes::{
            DeliveryResult, DeliveryWay, Mark, MarkValue, Outcome, RatedBody, RatingWay,
            ReviewOutcome, Route, Satisfaction,
        },
        payload::{
            Assignment, Delivery, DemandOpinion, Marking, Opinion, Rating, Rereview, ReviewAnswer,
            ReviewDecision, ReviewRequest, Signature, Triage, TriagedDemand, Word,
        },
    },
};
use clocks::ClockId;
use ident::ChangeHash;

use crate::city::{BUREAU, CITY, Desk, Heads, History, TOWN, VILLAGE, day, desk, registered};

/// One replica that everybody uses in turn.
#[derive(Default)]
pub struct Line {
    pub history: History,
    pub heads: Heads,
}

impl Line {
    pub fn take(&mut self, desk: Desk, step: Step) -> ChangeHash {
        self.history.step(&mut self.heads, desk, step)
    }

    /// Takes a step that has to have effect.
    pub fn does(&mut self, desk: Desk, step: Step) -> MatterState {
        let said = format!("{step:?}");
        let change = self.take(desk, step);
        let state = self.history.state();
        assert_eq!(state.verdicts.get(&change), None, "{said}");
        state
    }
}

pub fn word(desk: Desk, on: &str) -> Word {
    Word { by: desk.on(on), text: "情况属实".into() }
}

pub fn triage(desk: Desk, on: &str, routes: &[(&str, Route)]) -> Step {
    let demands = routes
        .iter()
        .map(|(demand, route)| TriagedDemand { demand: (*demand).to_owned(), route: *route })
        .collect();
    Step::Triaged(Triage { by: desk.on(on), demands, urgent: false, text: String::new() })
}

pub fn assigned(on: &str, to: &str, until: &str) -> Step {
    Step::Assigned(Assignment {
        by: desk(CITY).on(on),
        to: crate::city::code(to),
        with: Vec::new(),
        until: day(until),
        text: "报办结情况".into(),
    })
}

pub fn opinion(desk: Desk, on: &str, demands: &[&str]) -> Step {
    let demands = demands
        .iter()
        .map(|demand| DemandOpinion {
            demand: (*demand).to_owned(),
            outcome: Outcome::Supported,
            facts: "经实地查看".into(),
            text: "年底前修复".into(),
            basis: "《村庄规划管理办法》".into(),
        })
        .collect();
    Step::Opinion(Opinion { by: desk.on(on), demands })
}

pub fn delivered(desk: Desk, on: &str, paper: &str) -> Step {
    Step::Delivered(Delivery {
        by: desk.on(on),
        paper: paper.into(),
        way: DeliveryWay::InPerson,
        result: DeliveryResult::Signed,
        receiver: "本人".into(),
        text: String::new(),
    })
}

/// From the village to an opinion delivered by the department.
pub fn delivered_matter() -> Line {
    let (village, town, city, bureau) = (desk(VILLAGE), desk(TOWN), desk(CITY), desk(BUREAU));
    let mut line = Line::default();
    let state = line.does(village, registered(village, "2026-03-02"));
    assert_eq!(state.stage, Stage::AtStation);
    assert_eq!(state.clocks[0].id, ClockId::StationPush);
    let up = |to: Desk, by: Desk, on: &str| Step::Handed {
        to: to.code(),
        text: "请办理".into(),
        on: Some(day(on)),
        post: Some(by.post(by.head())),
    };
    let state = line.does(village, up(town, village, "2026-03-03"));
    assert_eq!((state.stage, state.holder), (Stage::Open, Some(town.code())));
    let clock = state.clocks.last().expect("a clock");
    assert_eq!((clock.id, clock.assumed), (ClockId::DirectNotice, true));
    let state = line.does(town, up(city, town, "2026-03-04"));
    assert_eq!(state.clocks.last().map(|clock| clock.id), Some(ClockId::BureauDispatch));
    line.does(city, Step::Received(word(city, "2026-03-05")));
    line.does(city, triage(city, "2026-03-05", &[("a", Route::Petition), ("b", Route::Enquiry)]));
    let state = line.does(city, assigned("2026-03-06", BUREAU, "2026-04-30"));
    assert_eq!(state.stage, Stage::Sent);
    assert!(state.audience.contains(&bureau.code()));
    let state = line.does(bureau, Step::Received(word(bureau, "2026-03-09")));
    assert_eq!(state.stage, Stage::Received);
    let notice = state.clock(ClockId::UnitNotice).expect("runs");
    assert_eq!((notice.start, notice.assumed), (day("2026-03-09"), false));
    let state = line.does(bureau, Step::Accepted(word(bureau, "2026-03-10")));
    assert!(state.clock(ClockId::UnitNotice).is_some(), "the notice is not delivered yet");
    let state = line.does(bureau, delivered(bureau, "2026-03-11", "acceptance_notice"));
    assert!(state.clock(ClockId::UnitNotice).is_none());
    line.does(bureau, opinion(bureau, "2026-04-20", &["a"]));
    let drafted = line.history.changes.last().expect("a change").hash;
    let signature = Signature { by: bureau.on("2026-04-21"), opinion: drafted };
    line.does(bureau, Step::Signed(signature));
    let state = line.does(bureau, delivered(bureau, "2026-04-22", "handling_opinion"));
    assert_eq!(state.stage, Stage::Delivered);
    assert!(state.clock(ClockId::Handle).is_none());
    assert_eq!(state.clock(ClockId::ReqReview).map(|clock| clock.start), Some(day("2026-04-22")));
    line
}

#[test]
fn from_the_village_to_a_verified_conclusion() {
    let (city, bureau) = (desk(CITY), desk(BUREAU));
    let mut line = delivered_matter();
    let state = line.does(bureau, Step::Concluded(word(bureau, "2026-04-23")));
    assert_eq!(state.stage, Stage::Concluded);
    assert!(state.clock(ClockId::AssignFeedback).is_none());
    let state = line.does(city, Step::Verified(word(city, "2026-04-27")));
    assert_eq!(state.stage, Stage::Verified);
    // Concluded, solved, accepted, carried out: four facts, not one.
    assert_eq!(state.mark(Mark::Resolved), MarkValue::Unknown);
    assert_eq!(state.opinion.as_ref().and_then(|opinion| opinion.executed_on), None);
    let state = line.does(bureau, Step::Executed(word(bureau, "2026-05-20")));
    let opinion = state.opinion.expect("stands");
    assert_eq!(opinion.executed_on, Some(day("2026-05-20")));
    let marking = |mark, value| {
        Step::Marked(Marking {
            by: city.on("2026-05-21"), mark, value, text: "回访记录".into()
        })
    };
    line.does(city, marking(Mark::Resolved, MarkValue::Yes));
    let state = line.does(city, marking(Mark::Accepted, MarkValue::No));
    assert_eq!(state.mark(Mark::Accepted), MarkValue::No);
    let state = line.does(city, marking(Mark::Accepted, MarkValue::Unknown));
    assert_eq!(state.mark(Mark::Accepted), MarkValue::Unknown);
    let rating = Rating {
        by: city.on("2026-05-22"),
        about: RatedBody::Unit,
        value: Satisfaction::BasicallySatisfied,
        way: RatingWay::Callback,
        text: "督查科回访".into(),
    };
    let state = line.does(city, Step::Rated(rating));
    assert_eq!(state.ratings.len(), 1);
    assert_eq!(state.home, Some(desk(VILLAGE).code()));
}

#[test]
fn a_review_that_revokes_starts_the_sixty_days_again() {
    let (city, bureau) = (desk(CITY), desk(BUREAU));
    let mut line = delivered_matter();
    line.does(bureau, Step::Concluded(word(bureau, "2026-04-23")));
    let review = |on: &str| city.acting(Role::ReviewOfficer, day(on));
    let request = ReviewRequest {
        by: review("2026-05-20"),
        text: "不服处理意见".into(),
        good_reason: String::new(),
    };
    let state = line.does(city, Step::ReviewRequested(request));
    assert!(state.clock(ClockId::ReqReview).is_none());
    assert_eq!(state.clock(ClockId::Review).map(|clock| clock.start), Some(day("2026-05-20")));
    let answer = ReviewAnswer { by: review("2026-05-22"), accepted: true, text: String::new() };
    line.does(city, Step::ReviewAnswered(answer));
    let decision = ReviewDecision {
        by: review("2026-06-10"),
        outcome: ReviewOutcome::Revoked,
        text: "事实不清，责令重新处理".into(),
        basis: "《信访工作条例》第三十五条".into(),
    };
    let state = line.does(city, Step::ReviewDecided(decision));
    assert_eq!((state.stage, state.redo), (Stage::Accepted, true));
    assert_eq!(state.clock(ClockId::Handle).map(|clock| clock.start), Some(day("2026-06-10")));
    assert_eq!(state.holder, Some(bureau.code()));
}

#[test]
fn a_review_that_upholds_leads_to_the_re_review_and_the_end() {
    let (city, bureau) = (desk(CITY), desk(BUREAU));
    let mut line = delivered_matter();
    line.does(bureau, Step::Concluded(word(bureau, "2026-04-23")));
    let review = |on: &str| city.acting(Role::ReviewOfficer, day(on));
    line.does(
        city,
        Step::ReviewRequested(ReviewRequest {
            by: review("2026-05-20"),
            text: "不服".into(),
            good_reason: String::new(),
        }),
    );
    let answer = ReviewAnswer { by: review("2026-05-22"), accepted: true, text: String::new() };
    line.does(city, Step::ReviewAnswered(answer));
    line.does(
        city,
        Step::ReviewDecided(ReviewDecision {
            by: review("2026-06-10"),
            outcome: ReviewOutcome::Upheld,
            text: "维持".into(),
            basis: "第三十五条".into(),
        }),
    );
    let state = line.does(city, delivered(city, "2026-06-12", "review_opinion"));
    assert_eq!(state.clock(ClockId::ReqRereview).map(|clock| clock.start), Some(day("2026-06-12")));
    let rereview = |decided: Option<&str>| {
        Step::Rereviewed(Rereview {
            by: review("2026-06-30"),
            body: "地级市人民政府".into(),
            requested_on: day("2026-06-20"),
            decided_on: decided.map(day),
            outcome: decided.map(|_| ReviewOutcome::Upheld),
            number: String::new(),
            hearings: vec![(day("2026-06-25"), day("2026-06-26"))],
        })
    };
    let state = line.does(city, rereview(None));
    let clock = state.clock(ClockId::Rereview).expect("runs");
    assert_eq!((clock.start, clock.pauses.len()), (day("2026-06-20"), 1));
    let state = line.does(city, rereview(Some("2026-06-30")));
    assert_eq!(state.stage, Stage::Exhausted);
    assert!(state.clocks.iter().all(|clock| !clock.runs()));
}

#[test]
fn an_objection_goes_back_and_an_untenable_one_restarts_nothing() {
    let (city, town, bureau) = (desk(CITY), desk(TOWN), desk(BUREAU));
    let objection = |desk: Desk, on: &str| {
        Step::Objected(casework::step::payload::Objection {
            by: desk.on(on),
            text: "不属于本部门职权".into(),
            proposes: Some(town.code()),
            late_reason: String::new(),
        })
    };
    let mut line = Line::default();
    line.does(city, registered(city, "2026-09-21"));
    line.does(city, triage(city, "2026-09-22", &[("a", Route::Petition)]));
    line.does(city, assigned("2026-09-23", BUREAU, "2026-11-20"));
    line.does(bureau, Step::Received(word(bureau, "2026-09-28")));
    // 5 working days from 09-28: the last is the make-up Saturday after the holiday, 10-10.
    let mut refused = Line { history: line.history.clone(), heads: line.heads.clone() };
    refused.does(bureau, objection(bureau, "2026-10-10"));
    let state = refused.does(city, Step::ObjectionRefused(word(city, "2026-10-12")));
    assert_eq!((state.stage, state.holder.as_ref()), (Stage::Received, Some(&bureau.code())));
    let notice = state.clock(ClockId::UnitNotice).map(|clock| clock.start);
    assert_eq!(notice, Some(day("2026-09-28")), "the clock does not restart");

    line.does(bureau, objection(bureau, "2026-10-09"));
    let state = line.does(city, Step::ObjectionAgreed(word(city, "2026-10-12")));
    assert_eq!((state.stage, state.holder.as_ref()), (Stage::Returned, Some(&city.code())));
    assert!(state.clock(ClockId::UnitNotice).is_none());
    let own = state.clock(ClockId::BureauDispatch).map(|clock| clock.start);
    assert_eq!(own, Some(day("2026-09-21")), "nobody gains days by a wrong address");
    let state = line.does(city, assigned("2026-10-12", TOWN, "2026-11-20"));
    assert_eq!(state.holder, Some(town.code()));
}

#[test]
fn a_merge_can_be_undone_and_restores_the_clocks() {
    let city = desk(CITY);
    let mut line = Line::default();
    line.does(city, registered(city, "2026-03-02"));
    let before = line.does(city, triage(city, "2026-03-03", &[("a", Route::Petition)]));
    let link = |on: &str| casework::step::payload::Link {
        by: city.on(on),
        other: ident::MatterId::new([7; 16]),
        relation: casework::step::codes::Relation::MergedInto,
    };
    let merged = line.does(city, Step::Linked(link("2026-03-04")));
    assert_eq!(merged.stage, Stage::Merged);
    assert!(merged.clocks.iter().all(|clock| !clock.runs()));
    let undone = line.does(city, Step::Unlinked(link("2026-03-05")));
    assert_eq!((undone.stage, undone.clocks), (before.stage, before.clocks));
    assert!(undone.links.is_empty());
}
