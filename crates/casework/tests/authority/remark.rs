//! Remarks on the app: anybody speaks, the offices above see it and answer.

use casework::{
    CaseKind, Step,
    directory::Role,
    matter::{Barrier, Lack, Verdict},
    remark::{Remark, RemarkAnswer, answering_post},
};

use crate::city::{
    BUREAU, CITY, Desk, Heads, History, OTHER_TOWN, OTHER_VILLAGE, TOWN, VILLAGE, code, day, desk,
    directory, registered,
};

const SAID: &str = "2026-05-20";

fn remark(of: Desk, text: &str) -> Remark {
    Remark {
        office: of.code(),
        on: day(SAID),
        text: text.into(),
        about: "1.0".into(),
        person: None,
    }
}

fn answer(of: Desk, text: &str) -> Step {
    Step::RemarkAnswered(RemarkAnswer { by: of.on("2026-05-21"), text: text.into() })
}

/// A remark of an office's.
fn said(of: Desk) -> (History, Heads) {
    let (mut history, mut heads) = (History::default(), Heads::new());
    history.step_at(&mut heads, of, Step::Remarked(remark(of, "字太小")), day(SAID));
    (history, heads)
}

#[test]
fn whoever_works_with_the_app_speaks_and_the_offices_above_see_it() {
    for (office, seen_by) in [
        (VILLAGE, vec![VILLAGE, TOWN, CITY]),
        (TOWN, vec![TOWN, CITY]),
        (BUREAU, vec![BUREAU, CITY]),
        (CITY, vec![CITY]),
    ] {
        let of = desk(office);
        let state = said(of).0.state();
        assert_eq!((state.kind, state.home), (CaseKind::Remark, Some(of.code())));
        assert_eq!(state.audience, seen_by.into_iter().map(code).collect());
        assert_eq!(state.remark.person, Some(of.person()));
        assert_eq!(state.registered_on, Some(day(SAID)));
        assert!(state.verdicts.is_empty() && state.clocks.is_empty());
    }
    // Also who holds no post that could do anything else.
    let mut bare = directory();
    bare.posts.clear();
    assert_eq!(said(desk(VILLAGE)).0.state_in(&bare).kind, CaseKind::Remark);
}

#[test]
fn answers_come_from_above_and_are_all_kept() {
    let (mut history, mut heads) = said(desk(VILLAGE));
    history.step(&mut heads, desk(TOWN), answer(desk(TOWN), "设置里可以放大"));
    history.step(&mut heads, desk(CITY), answer(desk(CITY), "下一版改"));
    let state = history.state();
    let answers: Vec<(String, &str)> = state
        .remark
        .answers
        .iter()
        .map(|one| (one.office.to_string(), one.text.as_str()))
        .collect();
    assert_eq!(answers, [(TOWN.into(), "设置里可以放大"), (CITY.into(), "下一版改")]);
    assert!(state.is_over() && state.verdicts.is_empty());
}

#[test]
fn nobody_answers_beside_or_below_and_no_remark_is_made_for_others() {
    for (of, by, why) in [
        (VILLAGE, VILLAGE, Barrier::NotAbove),
        (TOWN, TOWN, Barrier::NotAbove),
        (VILLAGE, OTHER_VILLAGE, Barrier::NotVisible),
        (VILLAGE, OTHER_TOWN, Barrier::NotVisible),
        (TOWN, VILLAGE, Barrier::NotVisible),
    ] {
        let (mut history, mut heads) = said(desk(of));
        let hash = history.step(&mut heads, desk(by), answer(desk(by), "知道了"));
        let state = history.state();
        assert_eq!(state.remark.answers, [], "{by} answers {of}");
        assert_eq!(state.verdicts.get(&hash), Some(&Verdict::NoAuthority(why)));
    }
    // The city's app, and its own people's remark.
    let (mut history, mut heads) = said(desk(CITY));
    history.step(&mut heads, desk(CITY), answer(desk(CITY), "已改"));
    assert_eq!(history.state().remark.answers.len(), 1);
    let mut foreign = History::default();
    let step = Step::Remarked(remark(desk(VILLAGE), "字太小"));
    foreign.step_at(&mut Heads::new(), desk(OTHER_VILLAGE), step, day(SAID));
    assert_eq!(foreign.state().home, None);
}

#[test]
fn one_case_is_one_remark_with_words() {
    let of = desk(VILLAGE);
    let (mut history, mut heads) = said(of);
    let again = Step::Remarked(remark(of, "太慢"));
    let hash = history.step_at(&mut heads, of, again, day(SAID));
    let state = history.state();
    assert_eq!(state.remark.said.as_ref().map(|said| said.text.as_str()), Some("字太小"));
    assert_eq!(state.verdicts.get(&hash), Some(&Verdict::NoAuthority(Barrier::WrongStage)));
    for text in [" ".to_owned(), "长".repeat(Remark::MAX_TEXT + 1)] {
        let mut history = History::default();
        let step = Step::Remarked(remark(of, &text));
        let hash = history.step_at(&mut Heads::new(), of, step, day(SAID));
        let why = Verdict::NoAuthority(Barrier::Missing(Lack::Text));
        assert_eq!(history.state().verdicts.get(&hash), Some(&why));
    }
    // Dated ahead of its recording.
    let mut ahead = History::default();
    let step = Step::Remarked(remark(of, "慢"));
    ahead.step_at(&mut Heads::new(), of, step, day("2026-05-19"));
    assert_eq!(ahead.state().home, None);
}

#[test]
fn it_is_no_petition_and_a_petition_is_no_remark() {
    let (mut history, mut heads) = said(desk(VILLAGE));
    let hand = history.step(&mut heads, desk(TOWN), registered(desk(TOWN), SAID));
    assert_eq!(
        history.state().verdicts.get(&hand),
        Some(&Verdict::NoAuthority(Barrier::OtherKind))
    );
    let (mut history, mut heads) = (History::default(), Heads::new());
    history.step(&mut heads, desk(VILLAGE), registered(desk(VILLAGE), SAID));
    history.step(&mut heads, desk(TOWN), answer(desk(TOWN), "知道了"));
    assert_eq!(history.state().remark.answers, []);
}

#[test]
fn the_post_in_which_one_answers_is_found_as_the_law_has_it() {
    let directory = directory();
    let (town, city) = (desk(TOWN), desk(CITY));
    let asked = |who: Desk, home: &str| {
        let reader = (&who.code(), who.person());
        answering_post(&directory, reader, &code(home), day(SAID))
    };
    assert!(asked(town, VILLAGE).is_some());
    assert!(asked(city, VILLAGE).is_some() && asked(city, CITY).is_some());
    assert_eq!(asked(town, TOWN), None);
    assert_eq!(asked(desk(VILLAGE), VILLAGE), None);
    // The technician has no case content, and may answer on the app.
    let mut technician = directory.clone();
    technician.posts.retain(|post| post.role == Role::SystemAdmin);
    let found =
        answering_post(&technician, (&city.code(), city.person()), &code(VILLAGE), day(SAID));
    let post = found.expect("a post");
    let (mut history, mut heads) = said(desk(VILLAGE));
    let by = casework::step::payload::Acting { post, on: day("2026-05-21") };
    let step = Step::RemarkAnswered(RemarkAnswer { by, text: "已改".into() });
    history.step(&mut heads, city, step);
    assert_eq!(history.state().remark.answers.len(), 1);
}

#[test]
fn nobody_speaks_in_the_name_of_another_offices_people() {
    let village = desk(VILLAGE);
    let named = |person| {
        let (mut history, mut heads) = (History::default(), Heads::new());
        let remark = Remark { person: Some(person), ..remark(village, "字太小") };
        history.step_at(&mut heads, village, Step::Remarked(remark), day(SAID));
        history.state().remark
    };
    let colleague = village.second().person();
    assert_eq!(named(colleague).person, Some(colleague), "one tablet of several people");
    for stranger in [desk(TOWN).person(), ident::PersonId::new([0xee; 16])] {
        let kept = named(stranger);
        assert_eq!(kept.person, None);
        assert!(kept.said.is_some(), "what was said stays");
    }
}
