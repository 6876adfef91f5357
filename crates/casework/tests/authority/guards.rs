//! Steps that must be refused, and have no effect where they arrive all the same.

use casework::{
    MatterState, Step,
    directory::{Power, Role},
    matter::{Barrier, Lack, Stage, Verdict},
    step::{
        codes::{DeclineReason, RatedBody, RatingWay, Route, Satisfaction},
        payload::{Decline, Extension, IssuedPaper, Objection, Rating, ReviewRequest, Word},
    },
};

use crate::{
    city::{
        BUREAU, CITY, Desk, OTHER_VILLAGE, TOWN, VILLAGE, code, day, desk, directory, registered,
        withdraw,
    },
    life::{Line, assigned, delivered, delivered_matter, opinion, triage, word},
};
use casework::history::Arrival;

impl Line {
    /// Takes a step that has to be without effect for this reason.
    fn fails(&mut self, desk: Desk, step: Step, why: Barrier) {
        let before = self.history.state();
        let said = format!("{step:?}");
        let change = self.take(desk, step);
        let after = self.history.state();
        assert_eq!(after.verdicts.get(&change), Some(&Verdict::NoAuthority(why)), "{said}");
        let same = MatterState { verdicts: before.verdicts.clone(), ..after };
        assert_eq!(same, before, "{said}");
    }
}

/// Registered at the city, sorted, assigned to the department, signed in, accepted on 03-10.
fn accepted() -> Line {
    let (city, bureau) = (desk(CITY), desk(BUREAU));
    let mut line = Line::default();
    line.does(city, registered(city, "2026-03-02"));
    line.does(city, triage(city, "2026-03-03", &[("a", Route::Petition), ("b", Route::Petition)]));
    line.does(city, assigned("2026-03-04", BUREAU, "2026-05-30"));
    line.does(bureau, Step::Received(word(bureau, "2026-03-05")));
    line.does(bureau, Step::Accepted(word(bureau, "2026-03-10")));
    line
}

fn extended(desk: Desk, on: &str, days: u32) -> Step {
    Step::Extended(Extension { by: desk.on(on), days, text: "需要鉴定".into() })
}

#[test]
fn a_village_decides_nothing() {
    let village = desk(VILLAGE);
    let mut line = Line::default();
    line.does(village, registered(village, "2026-03-02"));
    let no_power = Barrier::PowerNeeded(Power::Dispatch);
    line.fails(village, Step::Accepted(word(village, "2026-03-03")), no_power);
    line.fails(village, triage(village, "2026-03-03", &[("a", Route::Petition)]), no_power);
    line.fails(
        village,
        opinion(village, "2026-03-03", &["a"]),
        Barrier::PowerNeeded(Power::Handle),
    );
    let extended = extended(village, "2026-03-03", 10);
    line.fails(village, extended, Barrier::NotAnOrgan);
    let issued = |paper: &str| {
        Step::Issued(IssuedPaper {
            by: village.on("2026-03-03"),
            paper: paper.into(),
            number: String::new(),
        })
    };
    line.does(village, issued("receipt"));
    line.fails(village, issued("acceptance_notice"), Barrier::NotAnOrgan);
}

#[test]
fn the_bureau_neither_accepts_nor_decides() {
    let city = desk(CITY);
    let mut line = Line::default();
    line.does(city, registered(city, "2026-03-02"));
    line.does(city, triage(city, "2026-03-03", &[("a", Route::Petition)]));
    line.fails(city, Step::Accepted(word(city, "2026-03-03")), Barrier::NotAnOrgan);
    let decline = |reason| {
        Step::Declined(Decline {
            by: city.on("2026-03-04"),
            reason,
            turn_to: "柳湾镇人民政府".into(),
            text: "正在办理".into(),
        })
    };
    line.fails(city, decline(DeclineReason::NotOurRemit), Barrier::NotAnOrgan);
    line.does(city, decline(DeclineReason::BeingHandledBelow));
}

#[test]
fn an_extension_comes_once_in_time_from_the_head_and_not_too_long() {
    let bureau = desk(BUREAU);
    let mut line = accepted();
    // 60 days from 03-10 end on 05-09.
    line.fails(bureau, extended(bureau, "2026-05-10", 30), Barrier::TooLate(day("2026-05-09")));
    line.fails(bureau, extended(bureau, "2026-05-09", 31), Barrier::TooManyDays(30));
    line.fails(bureau, extended(bureau, "2026-05-09", 0), Barrier::TooManyDays(30));
    let clerk = Extension {
        by: bureau.acting(Role::DepartmentHandler, day("2026-05-08")),
        days: 10,
        text: "需要".into(),
    };
    line.fails(bureau, Step::Extended(clerk), Barrier::PowerNeeded(Power::Head));
    let state = line.does(bureau, extended(bureau, "2026-05-09", 30));
    let clock = state.clock(clocks::ClockId::Handle).expect("runs");
    let due = directory().rules().due(None, clock).expect("a day");
    assert_eq!(due.due, day("2026-06-08"));
    line.fails(bureau, extended(bureau, "2026-05-20", 5), Barrier::AlreadyExtended);
}

#[test]
fn an_opinion_answers_every_demand_with_a_basis_and_only_the_head_signs() {
    let bureau = desk(BUREAU);
    let mut line = accepted();
    line.fails(bureau, opinion(bureau, "2026-04-01", &["a"]), Barrier::DemandWithoutOpinion);
    let mut without = opinion(bureau, "2026-04-01", &["a", "b"]);
    if let Step::Opinion(opinion) = &mut without {
        opinion.demands[1].basis = " ".into();
    }
    line.fails(bureau, without, Barrier::Missing(Lack::Basis));
    line.does(bureau, opinion(bureau, "2026-04-01", &["a", "b"]));
    let drafted = line.history.changes.last().expect("a change").hash;
    let signature = |role, opinion| {
        let by = bureau.acting(role, day("2026-04-02"));
        Step::Signed(casework::step::payload::Signature { by, opinion })
    };
    let clerk = signature(Role::DepartmentHandler, drafted);
    line.fails(bureau, clerk, Barrier::PowerNeeded(Power::Head));
    let other = ident::ChangeHash::new([9; 32]);
    line.fails(bureau, signature(Role::DepartmentLeader, other), Barrier::OtherOpinion);
    line.fails(bureau, delivered(bureau, "2026-04-02", "handling_opinion"), Barrier::WrongStage);
    line.fails(bureau, Step::Concluded(word(bureau, "2026-04-02")), Barrier::WrongStage);
}

#[test]
fn declining_needs_words_and_where_to_turn() {
    let town = desk(TOWN);
    let mut line = Line::default();
    line.does(town, registered(town, "2026-03-02"));
    let decline = |turn_to: &str, text: &str| {
        Step::Declined(Decline {
            by: town.on("2026-03-04"),
            reason: DeclineReason::NotOurRemit,
            turn_to: turn_to.into(),
            text: text.into(),
        })
    };
    line.fails(town, decline("", "不属于"), Barrier::Missing(Lack::WhereToTurn));
    line.fails(town, decline("市人社局", "  "), Barrier::Missing(Lack::Text));
    let state = line.does(town, decline("市人社局", "不属于本机关职权"));
    assert_eq!(state.stage, Stage::Declined);
    let clock = state.clock(clocks::ClockId::DirectNotice);
    assert!(clock.is_some(), "the notice is owed until it is delivered");
    let state = line.does(town, delivered(town, "2026-03-06", "decline_notice"));
    assert!(state.clock(clocks::ClockId::DirectNotice).is_none());
}

#[test]
fn nobody_gives_anothers_notice() {
    let (city, village, bureau) = (desk(CITY), desk(VILLAGE), desk(BUREAU));
    let mut line = Line::default();
    line.does(village, registered(village, "2026-03-02"));
    line.does(village, Step::handed(code(CITY), "请办理"));
    line.does(city, triage(city, "2026-07-01", &[("a", Route::Petition)]));
    line.does(city, assigned("2026-07-02", BUREAU, "2026-08-30"));
    line.does(bureau, Step::Accepted(word(bureau, "2026-07-03")));
    let owed = |state: &MatterState| state.clock(clocks::ClockId::UnitNotice).is_some();
    let state = line.does(city, delivered(city, "2026-07-04", "where_it_went_notice"));
    assert!(owed(&state), "the sender told where it went, not whether it is accepted");
    let state = line.does(village, delivered(village, "2026-07-04", "acceptance_notice"));
    assert!(owed(&state), "a station gives no notice for a department");
    let review = delivered(village, "2026-07-04", "review_opinion");
    line.fails(village, review, Barrier::NotTheBureau);
    let state = line.does(bureau, delivered(bureau, "2026-07-05", "acceptance_notice"));
    assert!(!owed(&state));
}

/// Adopting a straggler settles when it came in, not what its author may do.
#[test]
fn adopting_a_straggler_gives_nobody_a_power() {
    let town = desk(TOWN);
    let second = town.second();
    let mut line = Line::default();
    line.does(town, registered(town, "2026-03-02"));
    line.does(town, triage(town, "2026-03-03", &[("a", Route::Petition)]));
    let by = second.acting(Role::TownClerk, day("2026-03-05"));
    // A clerk signs for the head, and nothing is there to sign.
    let opinion = ident::ChangeHash::new([1; 32]);
    let forged = Step::Signed(casework::step::payload::Signature { by, opinion });
    let change = line.take(second, forged);
    line.history.changes.last_mut().expect("a change").arrival = Arrival::At(60);
    let mut directory = directory();
    withdraw(&mut directory, second, "2026-03-06", 50);
    let adopted = Step::Settled(casework::step::payload::Settlement {
        by: town.on("2026-03-10"),
        step: change,
        adopt: true,
        text: "采纳".into(),
    });
    line.take(town, adopted);
    let state = line.history.state_in(&directory);
    assert_eq!(state.stage, Stage::Triaged);
    let why = Barrier::PowerNeeded(Power::Head);
    assert_eq!(state.verdicts.get(&change), Some(&Verdict::NoAuthority(why)));
}

#[test]
fn a_late_objection_needs_a_reason() {
    let (city, bureau) = (desk(CITY), desk(BUREAU));
    let mut line = Line::default();
    line.does(city, registered(city, "2026-09-21"));
    line.does(city, triage(city, "2026-09-22", &[("a", Route::Petition)]));
    line.does(city, assigned("2026-09-23", BUREAU, "2026-11-20"));
    line.does(bureau, Step::Received(word(bureau, "2026-09-28")));
    let objection = |late_reason: &str| {
        Step::Objected(Objection {
            by: bureau.on("2026-10-12"),
            text: "不属于".into(),
            proposes: None,
            late_reason: late_reason.into(),
        })
    };
    line.fails(bureau, objection(""), Barrier::Missing(Lack::LateReason));
    line.does(bureau, objection("材料晚到"));
}

#[test]
fn an_accusation_does_not_travel() {
    let city = desk(CITY);
    let mut line = Line::default();
    line.does(city, registered(city, "2026-03-02"));
    let routes = [("a", Route::Petition), ("b", Route::Accusation)];
    line.does(city, triage(city, "2026-03-03", &routes));
    line.fails(city, assigned("2026-03-04", BUREAU, "2026-05-30"), Barrier::Accusation);
}

#[test]
fn a_review_is_asked_for_within_thirty_days() {
    let city = desk(CITY);
    let mut line = delivered_matter();
    let request = |on: &str| {
        Step::ReviewRequested(ReviewRequest {
            by: city.acting(Role::ReviewOfficer, day(on)),
            text: "不服".into(),
            good_reason: "住院".into(),
        })
    };
    // Delivered on 04-22: the 30th day is 05-22, a Friday.
    line.fails(city, request("2026-05-23"), Barrier::TooLate(day("2026-05-22")));
    line.does(city, request("2026-05-22"));
}

#[test]
fn whoever_handled_it_does_not_enter_the_rating() {
    let bureau = desk(BUREAU);
    let mut line = delivered_matter();
    line.does(bureau, Step::Concluded(word(bureau, "2026-04-23")));
    let rating = |desk: Desk, way, text: &str| {
        Step::Rated(Rating {
            by: desk.on("2026-05-01"),
            about: RatedBody::Unit,
            value: Satisfaction::Satisfied,
            way,
            text: text.into(),
        })
    };
    line.fails(bureau, rating(bureau, RatingWay::SignedSlip, "在卷"), Barrier::OwnRating);
    let city = desk(CITY);
    line.fails(city, rating(city, RatingWay::QueryCode, "x"), Barrier::PetitionerOnly);
    let missing = Barrier::Missing(Lack::Evidence);
    line.fails(city, rating(city, RatingWay::Callback, ""), missing);
    line.does(bureau.second(), rating(bureau.second(), RatingWay::SignedSlip, "在卷"));
}

#[test]
fn whoever_stands_aside_does_nothing() {
    let bureau = desk(BUREAU);
    let mut line = accepted();
    line.does(
        bureau,
        Step::Recused(casework::step::payload::About {
            by: bureau.on("2026-03-11"),
            person: bureau.second().person(),
            text: "近亲属".into(),
        }),
    );
    let second = bureau.second();
    line.fails(second, opinion(second, "2026-04-01", &["a", "b"]), Barrier::Recused);
}

#[test]
fn another_village_sees_and_does_nothing() {
    let (village, other) = (desk(VILLAGE), desk(OTHER_VILLAGE));
    let mut line = Line::default();
    line.does(village, registered(village, "2026-03-02"));
    line.fails(other, Step::Answered(word(other, "2026-03-03")), Barrier::NotVisible);
    line.fails(other, registered(other, "2026-03-03"), Barrier::NotHolder);
    let state = line.history.state();
    assert!(!state.audience.contains(&code(OTHER_VILLAGE)));
}

#[test]
fn another_persons_post_and_a_day_outside_it_are_worth_nothing() {
    let town = desk(TOWN);
    let mut line = Line::default();
    line.does(town, registered(town, "2026-03-02"));
    let borrowed = Word { by: town.second().on("2026-03-03"), text: "答复".into() };
    line.fails(town, Step::Answered(borrowed), Barrier::NotTheirPost);
    let early = Word { by: town.on("2026-03-01"), text: "答复".into() };
    line.fails(town, Step::Answered(early), Barrier::BeforeRegistration);
    let mut heads = line.heads.clone();
    let step = Step::Answered(word(town, "2026-03-10"));
    let change = line.history.step_at(&mut heads, town, step, day("2026-03-09"));
    let verdict = line.history.state().verdicts.get(&change).copied();
    assert_eq!(verdict, Some(Verdict::NoAuthority(Barrier::InTheFuture)));
}

#[test]
fn a_withdrawn_persons_straggler_goes_to_a_human_who_can_adopt_it() {
    let town = desk(TOWN);
    let second = town.second();
    let mut line = Line::default();
    line.does(town, registered(town, "2026-03-02"));
    line.does(town, triage(town, "2026-03-03", &[("a", Route::Petition)]));
    // Written on 03-05 on a tablet without network; the person was withdrawn on 03-06, which the
    // relay received as entry 50; the tablet came back with entry 60.
    let change = line.take(second, Step::Accepted(word(second, "2026-03-05")));
    let mut directory = directory();
    withdraw(&mut directory, second, "2026-03-06", 50);
    let at = |line: &mut Line, arrival| {
        line.history.changes.last_mut().expect("a change").arrival = arrival;
        line.history.state_in(&directory)
    };
    let in_time = at(&mut line, Arrival::At(40));
    assert_eq!(in_time.stage, Stage::Accepted);
    for late in [Arrival::At(60), Arrival::Pending] {
        let state = at(&mut line, late);
        assert_eq!(state.verdicts.get(&change), Some(&Verdict::Straggler));
        assert_eq!(state.stage, Stage::Triaged);
    }
    at(&mut line, Arrival::At(60));
    let settle = |adopt| {
        Step::Settled(casework::step::payload::Settlement {
            by: town.on("2026-03-10"),
            step: change,
            adopt,
            text: "确有其事".into(),
        })
    };
    let mut adopted = Line { history: line.history.clone(), heads: line.heads.clone() };
    adopted.take(town, settle(true));
    let state = adopted.history.state_in(&directory);
    assert_eq!(state.stage, Stage::Accepted);
    assert_eq!(state.accepted, Some((town.code(), day("2026-03-05"))));
    assert!(state.verdicts.is_empty(), "{:?}", state.verdicts);
    line.take(town, settle(false));
    let state = line.history.state_in(&directory);
    assert_eq!(state.stage, Stage::Triaged);
    assert_eq!(state.verdicts.get(&change), Some(&Verdict::Dismissed));
}
