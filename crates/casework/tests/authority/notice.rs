//! Art. 23: the body a petitioner came to tells them in writing where it passed the matter on, and nobody
//! else does that for it.

use casework::{
    MatterState, Step,
    matter::{Barrier, Lack, Verdict},
    step::{
        codes::{DeliveryResult, DeliveryWay, Route},
        payload::{Delivery, Forward},
    },
};
use clocks::ClockId;

use crate::{
    city::{BUREAU, CITY, Desk, TOWN, VILLAGE, code, day, desk, registered},
    life::{Line, assigned, delivered, opinion, triage, word},
};

const WHERE: &str = "where_it_went_notice";

/// A petitioner came to the township, which forwarded the matter to a department.
fn passed_on() -> Line {
    let town = desk(TOWN);
    let mut line = Line::default();
    line.does(town, registered(town, "2026-03-02"));
    line.does(town, triage(town, "2026-03-03", &[("a", Route::Petition)]));
    let by = town.on("2026-03-04");
    line.does(town, Step::Forwarded(Forward { by, to: code(BUREAU), text: String::new() }));
    line
}

fn came(of: Desk, on: &str, paper: &str, result: DeliveryResult, text: &str) -> Step {
    Step::Delivered(Delivery {
        by: of.on(on),
        paper: paper.into(),
        way: DeliveryWay::Post,
        result,
        receiver: String::new(),
        text: text.into(),
    })
}

/// How an office's clock of this kind ended: none while it runs.
fn met(state: &MatterState, id: ClockId, office: Desk) -> Option<bool> {
    let own = state.clocks.iter().find(|one| one.id == id && one.office == Some(office.code()));
    own.expect("it started").end.map(|end| end.met)
}

fn refused(line: &mut Line, of: Desk, step: Step) -> Barrier {
    let change = line.take(of, step);
    match line.history.state().verdicts.get(&change) {
        Some(Verdict::NoAuthority(why)) => *why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_body_that_passed_it_on_owes_the_notice_until_it_came() {
    let (town, bureau) = (desk(TOWN), desk(BUREAU));
    let mut line = passed_on();
    let state = line.history.state();
    assert!(state.owes_where_it_went(&town.code()));
    assert!(!state.owes_where_it_went(&bureau.code()), "that one has it");
    let state = line.does(town, delivered(town, "2026-03-06", WHERE));
    assert!(!state.owes_where_it_went(&town.code()));
    assert_eq!(met(&state, ClockId::DirectNotice, town), Some(true));
    assert_eq!(met(&state, ClockId::UnitNotice, bureau), None, "the department's own is to come");
}

#[test]
fn what_another_body_does_gives_nobodys_notice() {
    let (town, bureau) = (desk(TOWN), desk(BUREAU));
    let ends = [
        Step::Answered(word(bureau, "2026-03-05")),
        Step::Filed(word(bureau, "2026-03-05")),
        Step::Guided(word(bureau, "2026-03-05")),
    ];
    for end in ends {
        let said = format!("{end:?}");
        let state = passed_on().does(bureau, end);
        assert_eq!(met(&state, ClockId::DirectNotice, town), None, "{said}");
        assert_eq!(met(&state, ClockId::UnitNotice, bureau), Some(true), "{said}");
        assert!(state.owes_where_it_went(&town.code()), "{said}");
    }
    let mut line = passed_on();
    line.does(bureau, Step::Accepted(word(bureau, "2026-03-05")));
    line.does(bureau, opinion(bureau, "2026-03-06", &["a"]));
    let opinion = line.history.changes.last().expect("a change").hash;
    let by = bureau.on("2026-03-07");
    line.does(bureau, Step::Signed(casework::step::payload::Signature { by, opinion }));
    let state = line.does(bureau, delivered(bureau, "2026-03-08", "handling_opinion"));
    assert_eq!(met(&state, ClockId::UnitNotice, bureau), Some(false), "it never was given");
    let gone = met(&state, ClockId::DirectNotice, town);
    assert_eq!(gone, Some(false), "the petitioner has the opinion; the notice was not given");
    // Where the petitioner takes it back, nobody is owed anything.
    let state = passed_on().does(bureau, Step::Withdrawn(word(bureau, "2026-03-05")));
    assert!(state.clocks.iter().all(|clock| !clock.runs()));
}

#[test]
fn a_notice_that_did_not_come_was_not_given() {
    let (town, bureau) = (desk(TOWN), desk(BUREAU));
    let result = DeliveryResult::Undeliverable;
    let state = passed_on().does(town, came(town, "2026-03-06", WHERE, result, "查无此址"));
    assert_eq!(met(&state, ClockId::DirectNotice, town), Some(false));
    let mut line = passed_on();
    line.does(bureau, Step::Accepted(word(bureau, "2026-03-05")));
    let accepted = "acceptance_notice";
    let state = line.does(bureau, came(bureau, "2026-03-06", accepted, result, "查无此址"));
    assert_eq!(met(&state, ClockId::UnitNotice, bureau), Some(false));
    let state =
        passed_on().does(town, came(town, "2026-03-06", WHERE, DeliveryResult::Refused, "查某"));
    assert_eq!(met(&state, ClockId::DirectNotice, town), Some(true), "refused is given");
}

#[test]
fn a_notice_that_came_at_another_try_was_given() {
    let town = desk(TOWN);
    let mut line = passed_on();
    line.does(town, came(town, "2026-03-06", WHERE, DeliveryResult::Undeliverable, "查无此址"));
    line.does(town, came(town, "2026-03-09", WHERE, DeliveryResult::Undeliverable, "无人在家"));
    let state = line.does(town, delivered(town, "2026-03-12", WHERE));
    let own = state.clocks.iter().find(|clock| clock.id == ClockId::DirectNotice);
    let end = own.expect("started").end.expect("ended");
    assert_eq!((end.on, end.met), (day("2026-03-12"), true));
    // What ended for another reason stays as it ended.
    let mut line = passed_on();
    line.does(town, came(town, "2026-03-06", WHERE, DeliveryResult::NotOwed, "没有住址"));
    let state = line.does(town, delivered(town, "2026-03-12", WHERE));
    assert_eq!(met(&state, ClockId::DirectNotice, town), Some(false));
}

#[test]
fn who_is_not_known_is_not_told_and_that_is_said() {
    let (town, bureau) = (desk(TOWN), desk(BUREAU));
    let free =
        |of, paper: &str, why: &str| came(of, "2026-03-06", paper, DeliveryResult::NotOwed, why);
    let mut line = passed_on();
    let why = refused(&mut line, town, free(town, WHERE, " "));
    assert_eq!(why, Barrier::Missing(Lack::Witness), "with what was unclear");
    let why = refused(&mut line, bureau, free(bureau, "acceptance_notice", "匿名"));
    assert_eq!(why, Barrier::NothingOpen, "they did not come to the department");
    let why = refused(&mut line, town, free(town, "material_request", "匿名"));
    assert_eq!(why, Barrier::NothingOpen, "no notice of the article");
    let state = line.does(town, free(town, WHERE, "匿名，没有住址"));
    assert_eq!(met(&state, ClockId::DirectNotice, town), Some(false));
    assert_eq!(met(&state, ClockId::UnitNotice, bureau), None);
    // It is owed once.
    assert_eq!(refused(&mut line, town, free(town, WHERE, "匿名")), Barrier::NothingOpen);
}

#[test]
fn who_passed_nothing_on_has_nowhere_to_tell_of() {
    let (village, town, city) = (desk(VILLAGE), desk(TOWN), desk(CITY));
    let mut line = Line::default();
    line.does(village, registered(village, "2026-03-02"));
    line.does(village, Step::handed(code(TOWN), "请办理"));
    let why = refused(&mut line, town, delivered(town, "2026-07-01", WHERE));
    assert_eq!(why, Barrier::NotSender);
    let state = line.history.state();
    assert_eq!(met(&state, ClockId::DirectNotice, town), None);
    assert!(!state.owes_where_it_went(&town.code()), "it has the matter: another notice is due");
    // Passed up to the bureau, it owes it as it would for a forwarding; and however far it goes on.
    let post = Some(town.post(town.head()));
    let up = Step::Handed {
        to: code(CITY),
        text: "超出本镇职权".into(),
        on: Some(day("2026-07-02")),
        post,
    };
    line.does(town, up);
    line.does(city, triage(city, "2026-07-03", &[("a", Route::Petition)]));
    let state = line.does(city, assigned("2026-07-04", BUREAU, "2026-08-30"));
    assert!(state.owes_where_it_went(&town.code()));
    let state = line.does(town, delivered(town, "2026-07-06", WHERE));
    assert_eq!(met(&state, ClockId::DirectNotice, town), Some(true));
}
