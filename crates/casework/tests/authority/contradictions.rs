//! Two offices act apart; the steps exclude each other.

use casework::{
    Step,
    matter::{Barrier, Stage, Verdict},
    step::{
        codes::{Relation, Route},
        payload::Link,
    },
};
use ident::ChangeHash;

use crate::{
    city::{BUREAU, CITY, Desk, Heads, History, TOWN, VILLAGE, code, desk, registered},
    life::{assigned, opinion, triage, word},
};

/// Both branches from one beginning, in both orders of making them.
fn apart(
    begin: &History,
    heads: &Heads,
    one: &[(Desk, Step)],
    two: &[(Desk, Step)],
) -> (History, Vec<ChangeHash>, Vec<ChangeHash>) {
    let mut history = begin.clone();
    let run = |history: &mut History, steps: &[(Desk, Step)]| {
        let mut own = heads.clone();
        steps.iter().map(|(desk, step)| history.step(&mut own, *desk, step.clone())).collect()
    };
    let first = run(&mut history, one);
    let second = run(&mut history, two);
    (history, first, second)
}

fn sent() -> (History, Heads) {
    let city = desk(CITY);
    let (mut history, mut heads) = (History::default(), Heads::new());
    history.step(&mut heads, city, registered(city, "2026-03-02"));
    history.step(&mut heads, city, triage(city, "2026-03-03", &[("a", Route::Petition)]));
    history.step(&mut heads, city, assigned("2026-03-04", BUREAU, "2026-05-30"));
    (history, heads)
}

#[test]
fn who_has_the_matter_signs_in_and_the_recall_comes_too_late() {
    let (city, bureau) = (desk(CITY), desk(BUREAU));
    let (history, heads) = sent();
    let recall = (city, Step::Recalled(word(city, "2026-03-05")));
    let again = (city, assigned("2026-03-05", TOWN, "2026-05-30"));
    // The department wrote three notes first: that gives its step no less weight.
    let note = || (bureau, Step::Noted { text: "已联系".into() });
    let signed = (bureau, Step::Received(word(bureau, "2026-03-06")));
    let accepted = (bureau, Step::Accepted(word(bureau, "2026-03-06")));
    let (history, at_city, at_bureau) =
        apart(&history, &heads, &[recall, again], &[note(), note(), note(), signed, accepted]);
    let state = history.state();
    assert_eq!((state.stage, state.holder), (Stage::Accepted, Some(bureau.code())));
    for change in at_city {
        let verdict = state.verdicts.get(&change);
        assert!(matches!(verdict, Some(Verdict::Contradicted(_))), "{verdict:?}");
    }
    assert!(at_bureau.iter().all(|change| !state.verdicts.contains_key(change)));
    // What was sent on in error is no secret any more, but the matter did not go there.
    assert!(!state.audience.contains(&code(TOWN)));
}

#[test]
fn of_two_tablets_of_one_office_the_heads_word_stands() {
    let bureau = desk(BUREAU);
    let (mut history, mut heads) = sent();
    history.step(&mut heads, bureau, Step::Received(word(bureau, "2026-03-06")));
    let clerk = bureau.second();
    let by =
        clerk.acting(casework::directory::Role::DepartmentHandler, crate::city::day("2026-03-07"));
    let accepted =
        Step::Accepted(casework::step::payload::Word { by, text: "直接办理".into() });
    let declined = Step::Declined(casework::step::payload::Decline {
        by: bureau.on("2026-03-08"),
        reason: casework::step::codes::DeclineReason::NotOurRemit,
        turn_to: "柳湾镇人民政府".into(),
        text: "不属于本机关职权".into(),
    });
    let (history, first, _) = apart(&history, &heads, &[(clerk, accepted)], &[(bureau, declined)]);
    let state = history.state();
    assert_eq!(state.stage, Stage::Declined);
    assert!(matches!(state.verdicts.get(&first[0]), Some(Verdict::Contradicted(_))));
}

#[test]
fn a_person_can_give_the_weaker_step_effect() {
    let (bureau, city) = (desk(BUREAU), desk(CITY));
    let (history, heads) = sent();
    let recall = (city, Step::Recalled(word(city, "2026-03-05")));
    let signed = (bureau, Step::Received(word(bureau, "2026-03-06")));
    let (mut history, at_city, at_bureau) = apart(&history, &heads, &[recall], &[signed]);
    let mut both = Heads::from([at_city[0], at_bureau[0]]);
    let settled = Step::Settled(casework::step::payload::Settlement {
        by: city.on("2026-03-09"),
        step: at_city[0],
        adopt: true,
        text: "已协商撤回".into(),
    });
    history.step(&mut both, city, settled);
    let state = history.state();
    assert_eq!((state.stage, state.holder), (Stage::Returned, Some(city.code())));
    assert!(state.verdicts.is_empty(), "{:?}", state.verdicts);
}

#[test]
fn a_late_entry_of_the_former_holder_attaches_and_is_marked() {
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    let (mut history, mut heads) = (History::default(), Heads::new());
    history.step(&mut heads, village, registered(village, "2026-03-02"));
    let moved = (village, Step::handed(town.code(), "请办理"));
    // The station's second tablet does not know that the first handed the matter up.
    let second = village.second();
    let late = [(second, Step::Edited {}), (second, Step::Noted { text: "补充：路宽三米".into() })];
    let (history, _, entries) = apart(&history, &heads, &[moved], &late);
    let state = history.state();
    assert_eq!(state.holder, Some(town.code()));
    for entry in entries {
        assert!(state.late.contains(&entry));
        assert_eq!(state.verdicts.get(&entry), None, "nothing is refused");
    }
}

#[test]
fn a_hand_made_change_over_anothers_step_has_no_effect() {
    let (city, bureau, village) = (desk(CITY), desk(BUREAU), desk(VILLAGE));
    let (mut history, mut heads) = sent();
    history.step(&mut heads, bureau, Step::Accepted(word(bureau, "2026-03-06")));
    let before = history.state();
    // A village that was never given the matter, a message that nobody here writes, and a step in
    // another person's post.
    history.step(&mut heads, village, Step::Withdrawn(word(village, "2026-03-07")));
    history.step(&mut heads, village, Step::Unknown { raw: r#"{"erased":{}}"#.into() });
    let forged =
        casework::step::payload::Word { by: bureau.on("2026-03-07"), text: "办结".into() };
    history.step(&mut heads, city, Step::Concluded(forged));
    let after = history.state();
    assert_eq!(after.verdicts.len(), 2);
    let same = casework::MatterState { verdicts: before.verdicts.clone(), ..after };
    assert_eq!(same, before);
    // And what is allowed goes on as if nothing had been there.
    history.step(&mut heads, bureau, opinion(bureau, "2026-04-01", &["a"]));
    assert_eq!(history.state().stage, Stage::Drafted);
}

#[test]
fn of_two_merges_in_opposite_directions_one_alone_stands() {
    let (city, second) = (desk(CITY), desk(CITY).second());
    let (mut history, mut heads) = (History::default(), Heads::new());
    history.step(&mut heads, city, registered(city, "2026-03-02"));
    let other = ident::MatterId::new([0xee; 16]);
    let tie =
        |of: Desk, relation| (of, Step::Linked(Link { by: of.on("2026-03-05"), other, relation }));
    let (into, from) = (tie(city, Relation::MergedInto), tie(second, Relation::MergedFrom));
    for (one, two) in [(&into, &from), (&from, &into)] {
        let (history, ..) =
            apart(&history, &heads, std::slice::from_ref(one), std::slice::from_ref(two));
        let state = history.state();
        // Among equals that into the smaller id: this one goes on, on whichever device it is judged.
        assert_eq!(state.links, [(other, Relation::MergedFrom)]);
        assert_ne!(state.stage, Stage::Merged);
        let why: Vec<&Verdict> = state.verdicts.values().collect();
        assert_eq!(why, [&Verdict::Contradicted(Barrier::OppositeMerge)]);
    }
    // On one device nobody is let do it.
    let mut line = crate::life::Line { history, heads };
    line.does(into.0, into.1);
    let change = line.take(from.0, from.1);
    let verdict = line.history.state().verdicts.get(&change).copied();
    assert_eq!(verdict, Some(Verdict::NoAuthority(Barrier::OppositeMerge)));
}
