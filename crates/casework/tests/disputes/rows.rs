//! Rows of disputes: filters, and counts that agree with them.

use casework::{
    CaseKind, MatterRow,
    dispute::{
        DisputeCounts, DisputeIntake, DisputeProblem, DisputeStanding,
        codes::{DisputeOutcome, DisputeType, Risk},
    },
    intake::PersonIntake,
    row::DisputeRow,
    worklist::{Kinds, Reader, RowFilter},
};
use ident::MatterId;
use proptest::prelude::*;

use crate::city::{VILLAGE, code, day, desk};

fn row(at: u8, outcome: &str, struck: bool, risk: &str) -> MatterRow {
    let mut row = MatterRow::blank(MatterId::new([at; 16]));
    row.kind = CaseKind::Dispute;
    row.dispute = Some(DisputeRow {
        outcome: outcome.into(),
        struck_on: if struck { "2026-03-10".into() } else { String::new() },
        risk: risk.into(),
        dispute_type: DisputeType::Land.name().into(),
        ..DisputeRow::default()
    });
    row
}

proptest! {
    #[test]
    fn every_count_is_the_number_of_rows_its_filter_finds(
        made in proptest::collection::vec((0usize..5, any::<bool>(), 0usize..4), 0..40),
    ) {
        let outcomes: Vec<&str> =
            std::iter::once("").chain(DisputeOutcome::ALL.iter().map(|one| one.name())).collect();
        let risks: Vec<&str> =
            std::iter::once("").chain(Risk::ALL.iter().map(|one| one.name())).collect();
        let mut rows: Vec<MatterRow> = made
            .iter()
            .zip(0u8..)
            .map(|((outcome, struck, risk), at)| row(at, outcomes[*outcome], *struck, risks[*risk]))
            .collect();
        // A petition is no dispute.
        rows.push(MatterRow::blank(MatterId::new([200; 16])));
        let counts = DisputeCounts::of(&rows);
        let office = code(VILLAGE);
        let reader = Reader {
            office: &office,
            powers: &[],
            person: desk(VILLAGE).person(),
            today: day("2026-03-20"),
        };
        let found = |filter: &RowFilter| {
            rows.iter().filter(|row| filter.wants(row, &reader, &|_| false)).count() as u32
        };
        let disputes = RowFilter { kinds: Kinds::Only(CaseKind::Dispute), ..RowFilter::default() };
        prop_assert_eq!(counts.found, found(&disputes));
        for standing in DisputeStanding::ALL {
            let filter = RowFilter { standing: Some(*standing), ..disputes.clone() };
            prop_assert_eq!(counts.standing(*standing), found(&filter), "{:?}", standing);
            prop_assert_eq!(RowFilter::from_text(&filter.to_text()), filter);
        }
        let high = RowFilter {
            standing: Some(DisputeStanding::Open),
            risk: Some(Risk::High),
            dispute_type: Some(DisputeType::Land),
            ..disputes.clone()
        };
        prop_assert_eq!(counts.high, found(&high));
        prop_assert_eq!(RowFilter::from_text(&high.to_text()), high);
        prop_assert_eq!(counts.open + counts.ended + counts.struck, counts.found);
    }
}

#[test]
fn an_entry_says_what_it_lacks() {
    let today = day("2026-03-20");
    let empty = DisputeIntake::default();
    assert_eq!(
        empty.problems(today),
        [DisputeProblem::NoTitle, DisputeProblem::NoDay, DisputeProblem::NoParty]
    );
    let entry = DisputeIntake {
        title: "地界纠纷".into(),
        found_on: "2026-03-21".into(),
        parties: vec![PersonIntake { name: "单某".into(), ..PersonIntake::default() }],
        risk: Some((Risk::Low, String::new())),
        ..DisputeIntake::default()
    };
    assert_eq!(
        entry.problems(today),
        [DisputeProblem::InTheFuture, DisputeProblem::RiskWithoutReason]
    );
    let entry = DisputeIntake { found_on: "2026-03-20".into(), risk: None, ..entry };
    assert!(entry.problems(today).is_empty());
    let post = desk(VILLAGE).on("2026-03-20").post;
    let one = entry.write(MatterId::new([1; 16]), &code(VILLAGE), post, today);
    let two = entry.write(MatterId::new([1; 16]), &code(VILLAGE), post, today);
    assert_eq!(one, two, "made alike on every tablet");
}
