//! Who enters that somebody keeps away, and from when.

use casework::{
    directory::RecusalScope,
    history::Arrival,
    org::{OrgStep, OrgView, Why},
};
use chrono::NaiveDate;

use crate::city::{ADMIN, CITY, Replica, TOWN, VILLAGE, base, by, code, day, overlaid, person};

fn entering(at: u8, who: u8, from: &str) -> OrgStep {
    OrgStep::RecusalEntered {
        by: by(at),
        id: "1122334455667788".into(),
        person: person(who),
        scope: RecusalScope::Unit(code(VILLAGE)),
        from: day(from),
        reason: "近亲属".into(),
    }
}

fn ending(at: u8, on: &str) -> OrgStep {
    OrgStep::RecusalEnded { by: by(at), id: "1122334455667788".into(), on: day(on) }
}

fn why(office: &str, at: u8, steps: &[OrgStep]) -> Vec<Why> {
    let mut replica = Replica::new(office);
    steps.iter().for_each(|step| replica.write(at, step));
    let (_, report) = overlaid(&[(office, &replica)]);
    report.without_effect.into_iter().map(|(_, why)| why).collect()
}

fn holds(steps: &[OrgStep]) -> Vec<(bool, Option<NaiveDate>)> {
    let mut replica = Replica::new(CITY);
    steps.iter().for_each(|step| replica.write(0, step));
    let (after, _) = overlaid(&[(CITY, &replica)]);
    let today = day("2026-11-22");
    after.recusals().iter().map(|one| (one.holds_on(today), one.until())).collect()
}

#[test]
fn the_office_above_enters_it_and_the_old_one_is_kept() {
    assert_eq!(base().recusals(), []);
    assert_eq!(holds(&[entering(0, 1, "2026-11-22")]), [(true, None)]);
    assert_eq!(holds(&[entering(0, 1, "2026-12-01")]), [(false, None)]);
    let ended = [entering(0, 1, "2026-11-22"), ending(0, "2026-11-30")];
    assert_eq!(holds(&ended), [(true, Some(day("2026-11-30")))]);
    // One that was entered by mistake never held.
    let mistaken = [entering(0, 1, "2026-11-22"), ending(0, "2026-11-21")];
    assert_eq!(holds(&mistaken), [(false, Some(day("2026-11-21")))]);
    // A township enters it for its villages, the city also for its own people.
    assert_eq!(why(TOWN, 1, &[entering(1, 3, "2026-11-22")]), []);
    assert_eq!(why(CITY, 0, &[entering(0, ADMIN, "2026-11-22")]), []);
}

#[test]
fn what_makes_no_recusal_says_so() {
    assert_eq!(why(TOWN, 1, &[entering(1, 1, "2026-11-22")]), [Why::NotBelow]);
    // What was done before was done by somebody who might.
    assert_eq!(why(CITY, 0, &[entering(0, 1, "2026-11-21")]), [Why::BadDay]);
    assert_eq!(why(CITY, 0, &[ending(0, "2026-11-22")]), [Why::NoSuchThing]);
    let twice = [entering(0, 1, "2026-11-22"), entering(0, 2, "2026-11-22")];
    assert_eq!(why(CITY, 0, &twice), [Why::IdTaken]);
    let early = [entering(0, 1, "2026-11-22"), ending(0, "2026-11-20")];
    assert_eq!(why(CITY, 0, &early), [Why::BadDay]);
    let again = [entering(0, 1, "2026-11-22"), ending(0, "2026-11-30"), ending(0, "2026-12-01")];
    assert_eq!(why(CITY, 0, &again), [Why::Ended]);
}

#[test]
fn nobody_ends_their_own() {
    // Two who keep the city's directory: one entered that the other keeps away.
    let mut replica = Replica::new(CITY);
    replica.write(0, &entering(0, ADMIN, "2026-11-22"));
    replica.write(ADMIN, &ending(ADMIN, "2026-11-22"));
    let (after, report) = overlaid(&[(CITY, &replica)]);
    let why: Vec<Why> = report.without_effect.iter().map(|(_, why)| *why).collect();
    assert_eq!(why, [Why::NotPermitted]);
    assert_eq!(after.recusals()[0].until(), None);
    replica.write(0, &ending(0, "2026-11-22"));
    let (after, _) = overlaid(&[(CITY, &replica)]);
    assert_eq!(after.recusals()[0].until(), Some(day("2026-11-22")));
}

#[test]
fn it_keeps_the_place_and_the_day_of_its_entry() {
    let mut replica = Replica::new(CITY);
    replica.write(0, &entering(0, 1, "2026-12-01"));
    let (after, _) = overlaid(&[(CITY, &replica)]);
    let one = &after.recusals()[0];
    assert_eq!((one.received, one.entered_on), (Some(1), Some(day("2026-11-22"))));
    let mut waiting = replica.changes();
    waiting[0].arrival = Arrival::Pending;
    let (after, _) = base().overlaid(&[(code(CITY), waiting)]);
    assert_eq!(after.recusals()[0].received, None, "not handed in yet");
}

#[test]
fn why_somebody_keeps_away_goes_to_no_other_office() {
    let mut city = Replica::new(CITY);
    city.write(0, &entering(0, 1, "2026-11-22"));
    let (after, report) = overlaid(&[(CITY, &city)]);
    assert_eq!(after.recusals().len(), 1);
    let told = after.to_bytes();
    let reason = "近亲属".as_bytes();
    assert!(
        !told.windows(reason.len()).any(|some| some == reason),
        "every device gets these bytes"
    );
    let seen =
        OrgView::of(&after, &code(CITY), person(0), day("2026-11-22"), &city.changes(), &report);
    assert_eq!(seen.recusals.iter().map(|one| one.reason.as_str()).collect::<Vec<_>>(), ["近亲属"]);
}
