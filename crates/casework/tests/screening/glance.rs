use casework::{
    dispute::codes::Risk,
    glance::Glance,
    matter::Stage,
    row::{MeetingRow, RowPromise},
    screening::Standing,
};

use super::*;

fn matter(at: u8, home: &str, place: &str, on: &str, stage: Stage) -> MatterRow {
    MatterRow {
        home: Some(code(home)),
        place_office: place.into(),
        received_on: on.into(),
        stage,
        ..MatterRow::blank(MatterId::new([at; 16]))
    }
}

fn rows() -> Vec<MatterRow> {
    let mut promised = matter(1, TOWN, VILLAGE, "2026-03-02", Stage::Open);
    for (text, due) in [("修路", "2026-11-10"), ("修渠", "2026-12-10")] {
        promised.promises.push(RowPromise {
            id: "0011223344556677".into(),
            text: text.into(),
            who: "单雪梅 镇长".into(),
            office: code(TOWN),
            due: day(due),
            meeting: None,
        });
    }
    let mut grave = found(4, VILLAGE, "2026-03-30", false);
    grave.dispute.as_mut().expect("a dispute").risk = "high".into();
    let mut struck = found(5, VILLAGE, "2026-11-02", false);
    struck.dispute.as_mut().expect("a dispute").struck_on = "2026-11-05".into();
    let visit = |at: u8, on: &str, held| MatterRow {
        kind: CaseKind::Visit,
        home: Some(code(TOWN)),
        meeting: Some(MeetingRow {
            day: on.into(),
            leader: "单雪梅".into(),
            village: Some(code(VILLAGE)),
            held,
            ..MeetingRow::default()
        }),
        ..MatterRow::blank(MatterId::new([at; 16]))
    };
    vec![
        promised,
        matter(2, VILLAGE, "", "2026-03-15", Stage::Concluded),
        // Of last year: open, but in no month of this one.
        matter(3, VILLAGE, VILLAGE, "2025-12-31", Stage::Open),
        grave,
        struck,
        found(6, OTHER, "2026-11-03", false),
        visit(7, "2026-10-01", true),
        visit(8, "2026-09-01", true),
        visit(9, "2026-11-20", false),
        said(10, VILLAGE, ("2026-11-09", "2026-11-15"), "2026-11-14", true),
        matter(11, TOWN, "", "2026-11-01", Stage::Open),
    ]
}

#[test]
fn a_village_at_a_glance() {
    let glance = Glance::of(&rows(), &directory(), &code(VILLAGE), day("2026-11-18"));
    let glance = glance.expect("known");
    assert_eq!(glance.matters, 2);
    assert_eq!(glance.disputes, [(Some(Risk::High), 1)]);
    assert_eq!((glance.promises, glance.overdue), (2, 1));
    let due: Vec<&str> = glance.due.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(due, ["修路", "修渠"]);
    let visit = glance.last_visit.map(|(_, day, _)| day);
    assert_eq!(visit.as_deref(), Some("2026-10-01"));
    let screening = glance.last_screening.map(|one| (one.period, one.standing));
    assert_eq!(screening, Some((period("2026-11-09", "2026-11-15"), Standing::Zero)));
    let months: Vec<(u32, u32, u32)> = glance
        .months
        .iter()
        .filter(|month| month.matters + month.disputes > 0)
        .map(|month| (month.month, month.matters, month.disputes))
        .collect();
    assert_eq!(months, [(3, 2, 1), (11, 0, 1)]);
    assert_eq!(glance.months.len(), 11);
    assert!(glance.below.is_empty());
}

#[test]
fn a_township_over_its_villages_by_code() {
    let directory = directory();
    let of = |office| Glance::of(&rows(), &directory, &code(office), day("2026-11-18"));
    let town = of(TOWN).expect("known");
    assert_eq!(town.matters, 3);
    assert_eq!(town.disputes, [(Some(Risk::High), 1), (None, 1)]);
    let below: Vec<(&str, u32, u32)> =
        town.below.iter().map(|at| (at.name.as_str(), at.matters, at.disputes)).collect();
    assert_eq!(below, [("前杨村", 2, 1), ("石门村", 0, 1)]);
    // What was promised there, and who came last: the one that is only planned did not.
    let cared: Vec<(u32, &str)> =
        town.below.iter().map(|at| (at.promises, at.last_visit.as_str())).collect();
    assert_eq!(cared, [(2, "2026-10-01"), (0, "")]);
    let city = of(CITY).expect("known");
    assert_eq!(city.matters, town.matters);
    assert!(of("990199").is_none());
}
