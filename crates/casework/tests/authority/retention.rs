//! Keeping, freezing, erasing, correcting: who may, when, and what follows.

use casework::{
    MatterState, Step,
    directory::Power,
    matter::{Barrier, Lack, Stage, Verdict},
    retention::{
        ErasureGround, ErasureScope, Requester, RetentionClass, RetentionProfile, RetentionStep,
        Term,
        step::{CorrectionAnswer, CorrectionRequest, ErasureAnswer, ErasureProposal},
    },
    step::payload::Word,
};
use ident::ChangeHash;

use crate::{
    city::{BUREAU, CITY, Desk, OTHER_TOWN, TOWN, VILLAGE, day, desk, registered},
    life::{Line, delivered_matter, word},
};

fn frozen(desk: Desk, on: &str) -> Step {
    Step::Retention(RetentionStep::Frozen(word(desk, on)))
}

fn proposal(desk: Desk, on: &str, scope: ErasureScope, ground: ErasureGround) -> Step {
    Step::Retention(RetentionStep::ErasureProposed(ErasureProposal {
        by: desk.on(on),
        scope,
        ground,
        list_no: if ground == ErasureGround::Destruction {
            "销批〔2057〕1号".into()
        } else {
            String::new()
        },
        text: "误录他人信息".into(),
    }))
}

fn unlawful(desk: Desk, on: &str) -> Step {
    proposal(desk, on, ErasureScope::People, ErasureGround::Unlawful)
}

fn approved(desk: Desk, on: &str, proposal: ChangeHash) -> Step {
    let answer = ErasureAnswer { by: desk.on(on), proposal, text: String::new() };
    Step::Retention(RetentionStep::ErasureApproved(answer))
}

fn last(line: &Line) -> ChangeHash {
    line.history.changes.last().expect("a change").hash
}

/// Takes a step that has to be without effect for this reason.
fn barred(line: &mut Line, desk: Desk, step: Step, why: Barrier) {
    let before = line.history.state();
    let said = format!("{step:?}");
    let change = line.take(desk, step);
    let after = line.history.state();
    assert_eq!(after.verdicts.get(&change), Some(&Verdict::NoAuthority(why)), "{said}");
    assert_eq!(MatterState { verdicts: before.verdicts.clone(), ..after }, before, "{said}");
}

fn concluded() -> Line {
    let mut line = delivered_matter();
    let bureau = desk(BUREAU);
    line.does(bureau, Step::Concluded(word(bureau, "2026-04-23")));
    line
}

#[test]
fn a_class_and_a_term_follow_from_what_became_of_it() {
    let mut line = delivered_matter();
    let open = line.history.state();
    assert_eq!((open.keeping().over_on, open.frozen_from()), (None, None));
    let bureau = desk(BUREAU);
    let state = line.does(bureau, Step::Concluded(word(bureau, "2026-04-23")));
    let keeping = state.keeping();
    assert_eq!((keeping.class, keeping.term), (RetentionClass::WithResult, Term::Years(30)));
    assert_eq!(keeping.over_on, Some(day("2026-04-23")));
    assert_eq!(keeping.until, Some(day("2056-12-31")));
    assert_eq!(keeping.frozen_from, Some(day("2027-04-23")));
    // Sent back, it goes on, and its term begins anew when it ends again.
    let city = desk(CITY);
    let state = line.does(city, Step::SentBack(word(city, "2026-05-06")));
    assert_eq!((state.stage, state.keeping().over_on), (Stage::Accepted, None));

    let (village, mut filed) = (desk(VILLAGE), Line::default());
    filed.does(village, registered(village, "2026-03-02"));
    let state = filed.does(village, Step::Answered(word(village, "2026-03-02")));
    assert_eq!(state.keeping().class, RetentionClass::WithResult);
    let (city, mut filed) = (desk(CITY), Line::default());
    filed.does(city, registered(city, "2026-03-02"));
    let state = filed.does(city, Step::Filed(word(city, "2026-03-03")));
    assert_eq!(
        (state.keeping().class, state.keeping().term),
        (RetentionClass::NotArchived, Term::None)
    );
}

/// By hand: the terms of an organ's schedule, from the year after the end.
#[test]
fn terms_are_data() {
    let profile = RetentionProfile::find(Some("national/1"));
    let until = |class| profile.kept_until(class, day("2026-04-23"));
    assert_eq!(until(RetentionClass::Instructed), None);
    assert_eq!(until(RetentionClass::WithResult), Some(day("2056-12-31")));
    assert_eq!(until(RetentionClass::WithoutResult), Some(day("2036-12-31")));
    assert_eq!(until(RetentionClass::Mediation), Some(day("2036-12-31")));
    assert_eq!(RetentionProfile::find(Some("unknown/9")).name, "national/1");
}

#[test]
fn what_is_frozen_is_left_alone_and_what_comes_late_attaches() {
    let (city, bureau, town) = (desk(CITY), desk(BUREAU), desk(TOWN));
    let mut line = concluded();
    barred(&mut line, town, frozen(town, "2026-05-08"), Barrier::NotHolder);
    let no_power = Step::Retention(RetentionStep::Frozen(Word {
        by: bureau.acting(casework::directory::Role::DepartmentHandler, day("2026-05-08")),
        text: "已归档".into(),
    }));
    barred(&mut line, bureau, no_power, Barrier::PowerNeeded(Power::Head));
    // What a tablet wrote that had not heard of it.
    let apart = line.heads.clone();
    let state = line.does(bureau, frozen(bureau, "2026-05-08"));
    assert!(state.is_frozen(day("2026-05-08")) && !state.is_frozen(day("2026-05-07")));
    let executed = Step::Executed(word(bureau, "2026-05-09"));
    barred(&mut line, bureau, executed.clone(), Barrier::Frozen);
    let mut late = apart;
    let noted =
        line.history.step(&mut late, desk(VILLAGE), Step::Noted { text: "又来问过".into() });
    let executed = line.history.step(&mut late, bureau, executed);
    line.heads.extend(late);
    let state = line.history.state();
    assert!(!state.verdicts.contains_key(&noted), "a note attaches");
    // An act is kept, and a person looks at it: it is neither lost nor refused.
    assert_eq!(state.verdicts.get(&executed), Some(&Verdict::Contradicted(Barrier::Frozen)));
    // It is opened again by the head alone, with a reason; or the matter begins anew.
    let state =
        line.does(bureau, Step::Retention(RetentionStep::Thawed(word(bureau, "2026-06-01"))));
    assert!(!state.is_frozen(day("2026-06-01")));
    assert_eq!(state.frozen_from(), Some(day("2027-06-01")), "and by itself a year later");
    let state = line.does(city, Step::Reopened(word(city, "2027-06-02")));
    assert_eq!((state.stage, state.frozen_from()), (Stage::Open, None));
}

#[test]
fn erasing_takes_two_and_a_ground() {
    let (city, bureau) = (desk(CITY), desk(BUREAU));
    let mut line = concluded();
    let village = desk(VILLAGE);
    barred(&mut line, village, unlawful(village, "2026-05-08"), Barrier::NotHolder);
    let other = desk(OTHER_TOWN);
    barred(&mut line, other, unlawful(other, "2026-05-08"), Barrier::NotVisible);
    // What is an archive stays one until its term has ended, whatever the person wishes.
    for ground in [ErasureGround::Withdrawn, ErasureGround::PurposeDone, ErasureGround::Destruction]
    {
        let step = proposal(bureau, "2026-05-08", ErasureScope::People, ground);
        barred(&mut line, bureau, step, Barrier::KeptUntil(day("2056-12-31")));
    }
    let whole = proposal(bureau, "2026-05-08", ErasureScope::Whole, ErasureGround::Unlawful);
    barred(&mut line, bureau, whole, Barrier::NeedsList);
    line.does(bureau, unlawful(bureau, "2026-05-08"));
    let proposed = last(&line);
    assert!(line.history.state().retention.erased().is_none(), "a proposal erases nothing");
    barred(&mut line, bureau, approved(bureau, "2026-05-09", proposed), Barrier::OwnWork);
    let nothing = approved(city, "2026-05-09", ChangeHash::new([1; 32]));
    barred(&mut line, city, nothing, Barrier::NothingOpen);
    let second = bureau.second();
    let handler = Step::Retention(RetentionStep::ErasureApproved(ErasureAnswer {
        by: second.acting(casework::directory::Role::DepartmentHandler, day("2026-05-09")),
        proposal: proposed,
        text: String::new(),
    }));
    barred(&mut line, second, handler, Barrier::PowerNeeded(Power::Head));
    let state = line.does(second, approved(second, "2026-05-09", proposed));
    let (scope, end) = state.retention.erased().expect("erased");
    assert_eq!((scope, end.change, end.on), (ErasureScope::People, last(&line), day("2026-05-09")));
    assert!(state.attachments.iter().all(|one| one.detached));
    barred(&mut line, bureau, unlawful(bureau, "2026-05-10"), Barrier::Erased);
    // It is counted and goes on as before: who it was about is gone, and nothing else.
    assert_eq!((state.stage, state.registered_on), (Stage::Concluded, Some(day("2026-03-02"))));
}

#[test]
fn archives_are_destroyed_by_an_approved_list_at_the_city_alone() {
    let (city, bureau) = (desk(CITY), desk(BUREAU));
    let mut line = concluded();
    let whole = |on| proposal(bureau, on, ErasureScope::Whole, ErasureGround::Destruction);
    barred(&mut line, bureau, whole("2056-12-31"), Barrier::KeptUntil(day("2056-12-31")));
    let mut without = whole("2057-01-04");
    if let Step::Retention(RetentionStep::ErasureProposed(it)) = &mut without {
        it.list_no.clear();
    }
    barred(&mut line, bureau, without, Barrier::Missing(Lack::Number));
    let ended = proposal(bureau, "2057-01-04", ErasureScope::People, ErasureGround::TermEnded);
    barred(&mut line, bureau, ended, Barrier::NeedsList);
    line.does(bureau, whole("2057-01-04"));
    let proposed = last(&line);
    let second = bureau.second();
    barred(&mut line, second, approved(second, "2057-01-05", proposed), Barrier::NotTheBureau);
    let state = line.does(city, approved(city, "2057-01-05", proposed));
    assert_eq!(state.retention.erased().map(|(scope, _)| scope), Some(ErasureScope::Whole));
    barred(&mut line, city, Step::Reopened(word(city, "2057-01-06")), Barrier::Erased);
}

/// Of an approval and a refusal that were given apart, one stands on every device.
#[test]
fn approval_and_refusal_apart_are_one_word_everywhere() {
    let (city, bureau) = (desk(CITY), desk(BUREAU));
    let mut line = concluded();
    line.does(bureau, unlawful(bureau, "2026-05-08"));
    let proposed = last(&line);
    let refusal = Step::Retention(RetentionStep::ErasureRefused(ErasureAnswer {
        by: city.on("2026-05-09"),
        proposal: proposed,
        text: "应当保存".into(),
    }));
    let mut there = line.heads.clone();
    line.history.step(&mut there, city, refusal);
    let second = bureau.second();
    let approval = line.take(second, approved(second, "2026-05-09", proposed));
    line.heads.extend(there);
    let state = line.history.state();
    let [one] = &state.retention.erasures[..] else { panic!("{state:?}") };
    let end = one.end.as_ref().expect("ended");
    assert_eq!((end.approved, end.change), (true, approval), "the holder's head");
    assert_eq!(state.for_a_person().count(), 1, "the other is shown to a person");
    let mut turned = line.history.clone();
    turned.changes.reverse();
    assert_eq!(turned.state(), state);
}

#[test]
fn a_correction_is_asked_for_and_decided_with_a_reason() {
    let (village, bureau) = (desk(VILLAGE), desk(BUREAU));
    let mut line = concluded();
    // Even of what is frozen.
    line.does(bureau, frozen(bureau, "2026-05-08"));
    let asked = Step::Retention(RetentionStep::CorrectionAsked(CorrectionRequest {
        by: village.on("2026-05-11"),
        asked_by: Requester::Person,
        text: "电话少一位".into(),
    }));
    line.does(village, asked);
    let request = last(&line);
    let decided = |granted, text: &str| {
        Step::Retention(RetentionStep::CorrectionDecided(CorrectionAnswer {
            by: bureau.on("2026-05-12"),
            request,
            granted,
            text: text.into(),
        }))
    };
    barred(&mut line, bureau, decided(false, " "), Barrier::Missing(Lack::Text));
    let state = line.does(bureau, decided(false, "与身份证一致"));
    let [one] = &state.retention.corrections[..] else { panic!("{state:?}") };
    assert_eq!(one.decision, Some((false, day("2026-05-12"), "与身份证一致".into())));
    barred(&mut line, bureau, decided(true, ""), Barrier::NothingOpen);
}
