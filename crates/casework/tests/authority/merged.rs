//! A township is merged into another in mid-case: what was done stays done, and goes on with the heir.

use casework::{
    Directory, Step,
    desk::{Desk, Viewer},
    directory::{Office, PastParent},
    matter::{Barrier, Stage, Verdict},
    remark::{Remark, RemarkAnswer},
    step::{
        StepKind,
        codes::{DeliveryResult, DeliveryWay, Outcome, Route},
        payload::{
            Delivery, DemandOpinion, Errand, Forward, Opinion, Signature, Triage, TriagedDemand,
            Word,
        },
    },
};
use clocks::ClockId;

use crate::city::{
    BUREAU, CITY, Desk as At, Heads, History, OTHER_TOWN, TOWN, VILLAGE, code, day, desk,
    directory, registered,
};

const CLOSED: &str = "2026-03-31";

/// The township is merged into the other one.
pub fn merged(on: &str) -> Directory {
    let mut directory = directory();
    for office in &mut directory.offices {
        if office.parent == Some(code(TOWN)) {
            office.parent = Some(code(OTHER_TOWN));
            office.past_parents = Some(vec![PastParent { parent: code(TOWN), until: day(on) }]);
        }
        if office.code == code(TOWN) {
            let old = office.clone();
            *office =
                Office { closed_on: Some(day(on)), merged_into: Some(code(OTHER_TOWN)), ..old };
        }
    }
    directory
}

fn word(by: At, on: &str) -> Word {
    Word { by: by.on(on), text: "写明".into() }
}

fn handed(by: At, to: &str, on: &str) -> Step {
    Step::Handed {
        to: code(to),
        text: String::new(),
        on: Some(day(on)),
        post: Some(by.on(on).post),
    }
}

fn triaged(by: At, on: &str) -> Step {
    let demands = vec![TriagedDemand { demand: "a".into(), route: Route::Petition }];
    Step::Triaged(Triage { by: by.on(on), demands, urgent: false, text: String::new() })
}

fn opinion(by: At, on: &str) -> Step {
    let demands = vec![DemandOpinion {
        demand: "a".into(),
        outcome: Outcome::Supported,
        facts: String::new(),
        text: "支持".into(),
        basis: "依据".into(),
    }];
    Step::Opinion(Opinion { by: by.on(on), demands })
}

/// Registered in a village, handed up, accepted, and so on until the township has an opinion.
fn in_mid_case() -> (History, Heads) {
    let (mut history, mut heads) = (History::default(), Heads::new());
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    history.step(&mut heads, village, registered(village, "2026-03-01"));
    history.step_at(&mut heads, village, handed(village, TOWN, "2026-03-02"), day("2026-03-02"));
    history.step(&mut heads, town, triaged(town, "2026-03-03"));
    history.step(&mut heads, town, Step::Accepted(word(town, "2026-03-04")));
    let ask =
        Errand { by: town.on("2026-03-05"), to: code(VILLAGE), text: "看地".into(), until: None };
    history.step(&mut heads, town, Step::Entrusted(ask));
    history.step(&mut heads, village, Step::ErrandDone(word(village, "2026-03-06")));
    history.step(&mut heads, town, opinion(town, "2026-03-20"));
    (history, heads)
}

#[test]
fn what_was_done_before_is_what_it_was() {
    let (history, _) = in_mid_case();
    let (before, after) = (history.state(), history.state_in(&merged(CLOSED)));
    assert_eq!(before.stage, Stage::Drafted);
    assert_eq!(after.verdicts, before.verdicts);
    assert!(after.verdicts.is_empty());
    assert_eq!((after.stage, &after.legs), (before.stage, &before.legs));
    assert_eq!((&after.clocks, &after.errands), (&before.clocks, &before.errands));
    assert!(before.audience.is_subset(&after.audience));
    let new: Vec<_> = after.audience.difference(&before.audience).cloned().collect();
    assert_eq!(new, [code(OTHER_TOWN)], "the heir sees it from now on");
}

#[test]
fn the_heir_goes_on_with_what_the_closed_office_had() {
    let merged = merged(CLOSED);
    for (by, on, fits) in [
        (OTHER_TOWN, "2026-04-01", true),
        (OTHER_TOWN, CLOSED, true),
        (OTHER_TOWN, "2026-03-30", false),
        (BUREAU, "2026-04-01", false),
        // Its people may finish until they are relieved.
        (TOWN, "2026-04-01", true),
    ] {
        let (mut history, mut heads) = in_mid_case();
        let change = history.state().opinion.expect("drafted").change;
        let by = desk(by);
        history.step(&mut heads, by, Step::Signed(Signature { by: by.on(on), opinion: change }));
        let state = history.state_in(&merged);
        let expected = if fits { Stage::Signed } else { Stage::Drafted };
        assert_eq!(state.stage, expected, "{} on {on}: {:?}", by.code(), state.verdicts);
    }
    let (mut history, mut heads) = in_mid_case();
    let (heir, city) = (desk(OTHER_TOWN), desk(CITY));
    let change = history.state().opinion.expect("drafted").change;
    let signature = Signature { by: heir.on("2026-04-01"), opinion: change };
    history.step(&mut heads, heir, Step::Signed(signature));
    let delivered = Delivery {
        by: heir.on("2026-04-02"),
        paper: "handling_opinion".into(),
        way: DeliveryWay::Post,
        result: DeliveryResult::Signed,
        receiver: String::new(),
        text: String::new(),
    };
    history.step(&mut heads, heir, Step::Delivered(delivered));
    history.step(&mut heads, heir, Step::Concluded(word(heir, "2026-04-03")));
    history.step(&mut heads, heir, Step::Verified(word(heir, "2026-04-04")));
    assert_eq!(history.state_in(&merged).stage, Stage::Concluded, "nobody recognises their own");
    history.step(&mut heads, city, Step::Verified(word(city, "2026-04-04")));
    let state = history.state_in(&merged);
    assert_eq!(state.stage, Stage::Verified, "{:?}", state.verdicts);
    // Without the merger none of it was the heir's.
    assert_eq!(history.state().stage, Stage::Drafted);
}

#[test]
fn a_desk_of_the_heir_offers_it() {
    let merged = merged(CLOSED);
    let state = in_mid_case().0.state_in(&merged);
    let offer = |office: &str, today: &str| {
        let (office, person) = (code(office), desk(office).person());
        let viewer = Viewer { office: &office, person, today: day(today) };
        Desk::of(&state, &viewer, &merged).offer(StepKind::Signed).and_then(|offer| offer.post)
    };
    assert!(offer(OTHER_TOWN, "2026-04-01").is_some());
    assert!(offer(OTHER_TOWN, "2026-03-30").is_none());
    assert!(offer(VILLAGE, "2026-04-01").is_none());
}

#[test]
fn a_handing_goes_along_the_line_of_its_day() {
    let merged = merged(CLOSED);
    for (from, to, on, fits) in [
        (VILLAGE, TOWN, "2026-03-30", true),
        (VILLAGE, TOWN, CLOSED, true),
        // Not knowing of the merger: it is with the heir.
        (VILLAGE, TOWN, "2026-04-01", true),
        (VILLAGE, OTHER_TOWN, "2026-03-30", false),
        (VILLAGE, OTHER_TOWN, CLOSED, true),
        (VILLAGE, OTHER_TOWN, "2026-04-01", true),
    ] {
        let (mut history, mut heads) = (History::default(), Heads::new());
        let by = desk(from);
        history.step(&mut heads, by, registered(by, "2026-03-01"));
        history.step_at(&mut heads, by, handed(by, to, on), day(on));
        let state = history.state_in(&merged);
        assert_eq!(state.holder == Some(code(to)), fits, "{from} to {to} on {on}");
        assert!(!fits || state.audience.contains(&code(OTHER_TOWN)));
    }
    // The township passes on what its village registered and nobody handed up: it stood above then.
    for (on, fits) in [("2026-03-10", true), ("2026-04-10", false)] {
        let (mut history, mut heads) = (History::default(), Heads::new());
        let (village, town) = (desk(VILLAGE), desk(TOWN));
        history.step(&mut heads, village, registered(village, "2026-03-01"));
        history.step_at(&mut heads, town, handed(town, TOWN, on), day(on));
        let state = history.state_in(&merged);
        assert_eq!(state.holder == Some(code(TOWN)), fits, "on {on}: {:?}", state.verdicts);
    }
}

#[test]
fn what_is_sent_to_an_office_that_is_merged_is_with_its_heir() {
    let merged = merged(CLOSED);
    let (mut history, mut heads) = (History::default(), Heads::new());
    let (city, heir) = (desk(CITY), desk(OTHER_TOWN));
    history.step(&mut heads, city, registered(city, "2026-04-01"));
    history.step(&mut heads, city, triaged(city, "2026-04-02"));
    let forward = Forward { by: city.on("2026-04-03"), to: code(TOWN), text: "请办理".into() };
    history.step(&mut heads, city, Step::Forwarded(forward));
    history.step(&mut heads, heir, Step::Received(word(heir, "2026-04-04")));
    history.step(&mut heads, heir, Step::Accepted(word(heir, "2026-04-05")));
    let state = history.state_in(&merged);
    assert_eq!(state.stage, Stage::Accepted, "{:?}", state.verdicts);
    assert_eq!(state.accepted.map(|(office, _)| office), Some(heir.code()));
}

#[test]
fn a_remark_is_answered_by_whoever_stood_above_on_the_day() {
    let merged = merged(CLOSED);
    for (by, on, fits) in [
        (TOWN, "2026-03-20", true),
        (TOWN, "2026-04-02", false),
        (OTHER_TOWN, "2026-03-20", false),
        (OTHER_TOWN, "2026-04-02", true),
    ] {
        let (mut history, mut heads) = (History::default(), Heads::new());
        let (of, by) = (desk(VILLAGE), desk(by));
        let said = day("2026-03-10");
        let remark = Remark {
            office: of.code(),
            on: said,
            text: "字太小".into(),
            about: "1.0".into(),
            person: None,
        };
        history.step_at(&mut heads, of, Step::Remarked(remark), said);
        let answer = RemarkAnswer { by: by.on(on), text: "下一版改".into() };
        history.step(&mut heads, by, Step::RemarkAnswered(answer));
        let state = history.state_in(&merged);
        assert_eq!(state.remark.answers.len() == 1, fits, "{} on {on}", by.code());
        assert!(fits || !state.verdicts.is_empty());
    }
}

#[test]
fn the_office_of_another_line_gets_nothing_by_it() {
    let merged = merged(CLOSED);
    let (mut history, mut heads) = in_mid_case();
    let change = history.state().opinion.expect("drafted").change;
    let by = desk(BUREAU);
    let signature = Signature { by: by.on("2026-04-01"), opinion: change };
    let hash = history.step(&mut heads, by, Step::Signed(signature));
    let state = history.state_in(&merged);
    let why = Verdict::NoAuthority(Barrier::NotVisible);
    assert_eq!(state.verdicts.get(&hash), Some(&why));
}

fn notice(by: At, on: &str, paper: &str, result: DeliveryResult) -> Step {
    Step::Delivered(Delivery {
        by: by.on(on),
        paper: paper.into(),
        way: DeliveryWay::Post,
        result,
        receiver: String::new(),
        text: "写明".into(),
    })
}

/// Who owes what of a matter now, as lists show it.
fn owed(history: &History, directory: &Directory) -> Vec<(ClockId, String)> {
    let clocks = casework::desk::clocks(&history.state_in(directory), directory).into_iter();
    let open = clocks.filter(|clock| clock.end.is_none());
    open.map(|clock| (clock.id, clock.office.map(|of| of.to_string()).unwrap_or_default()))
        .collect()
}

/// Handed up to the township, which sorted it and no more.
fn sorted() -> (History, Heads) {
    let (mut history, mut heads) = (History::default(), Heads::new());
    let (village, town) = (desk(VILLAGE), desk(TOWN));
    history.step(&mut heads, village, registered(village, "2026-03-01"));
    history.step_at(&mut heads, village, handed(village, TOWN, "2026-03-02"), day("2026-03-02"));
    history.step(&mut heads, town, triaged(town, "2026-03-03"));
    (history, heads)
}

#[test]
fn what_the_closed_office_owed_the_heir_owes_and_does() {
    let merged = merged(CLOSED);
    let heir = desk(OTHER_TOWN);
    let (mut history, mut heads) = sorted();
    assert_eq!(owed(&history, &directory()), [(ClockId::DirectNotice, TOWN.to_owned())]);
    assert_eq!(owed(&history, &merged), [(ClockId::DirectNotice, OTHER_TOWN.to_owned())]);
    history.step(&mut heads, heir, Step::Accepted(word(heir, "2026-04-01")));
    let signed = DeliveryResult::Signed;
    history.step(&mut heads, heir, notice(heir, "2026-04-02", "acceptance_notice", signed));
    let state = history.state_in(&merged);
    assert!(state.verdicts.is_empty(), "{:?}", state.verdicts);
    let direct = state.clocks.iter().find(|clock| clock.id == ClockId::DirectNotice);
    let end = direct.expect("started").end.expect("given");
    assert_eq!((end.on, end.met), (day("2026-04-02"), true));
    assert_eq!(owed(&history, &merged), [(ClockId::Handle, OTHER_TOWN.to_owned())]);
    // Nobody is to be told: that ends it, too.
    let (mut history, mut heads) = sorted();
    let free = DeliveryResult::NotOwed;
    history.step(&mut heads, heir, notice(heir, "2026-04-01", "acceptance_notice", free));
    assert_eq!(history.state_in(&merged).verdicts.len(), 0);
    assert_eq!(owed(&history, &merged), []);
    // So does ending the matter.
    let (mut history, mut heads) = sorted();
    history.step(&mut heads, heir, Step::Filed(word(heir, "2026-04-01")));
    let state = history.state_in(&merged);
    let met: Vec<bool> =
        state.clocks.iter().filter_map(|clock| clock.end.map(|end| end.met)).collect();
    assert_eq!((state.clocks.len(), met), (2, vec![true, true]), "{:?}", state.clocks);
}

#[test]
fn what_was_sent_to_the_closed_office_is_signed_in_by_the_heir() {
    let merged = merged(CLOSED);
    let (city, heir) = (desk(CITY), desk(OTHER_TOWN));
    for received in [true, false] {
        let (mut history, mut heads) = (History::default(), Heads::new());
        history.step(&mut heads, city, registered(city, "2026-03-20"));
        history.step(&mut heads, city, triaged(city, "2026-03-21"));
        let by = city.on("2026-03-22");
        let forward = Forward { by, to: code(TOWN), text: "请办理".into() };
        history.step(&mut heads, city, Step::Forwarded(forward));
        let step = match received {
            true => Step::Received(word(heir, "2026-04-01")),
            // To act on it is to have it.
            false => triaged(heir, "2026-04-01"),
        };
        history.step(&mut heads, heir, step);
        let state = history.state_in(&merged);
        assert!(state.verdicts.is_empty(), "{:?}", state.verdicts);
        assert_eq!(state.stage, Stage::Received, "it cannot be recalled any more");
        let notice = state.clock(ClockId::UnitNotice).expect("runs");
        let start = if received { "2026-04-01" } else { "2026-03-22" };
        assert_eq!((notice.start, notice.assumed), (day(start), !received));
    }
}

#[test]
fn an_heir_sends_nothing_to_itself() {
    let merged = merged(CLOSED);
    let heir = desk(OTHER_TOWN);
    for (to, fits) in [(OTHER_TOWN, false), (TOWN, false), (BUREAU, true)] {
        let (mut history, mut heads) = sorted();
        let forward = Forward { by: heir.on("2026-04-20"), to: code(to), text: String::new() };
        let change = history.step(&mut heads, heir, Step::Forwarded(forward));
        let state = history.state_in(&merged);
        let why = (!fits).then_some(Verdict::NoAuthority(Barrier::BadAddressee));
        assert_eq!(state.verdicts.get(&change).copied(), why, "to {to}");
        assert_eq!(state.stage == Stage::Sent, fits, "to {to}");
    }
}
