//! Screening and the glance over a village: which period it is, how it stands with a report, and
//! what is counted.

mod glance;
mod periods;
mod standings;
mod tablets;

use casework::{
    CaseKind, Directory, MatterRow,
    directory::{Cycles, Intensive, Office, Round, RoundKind, Tier},
    row::{DisputeRow, ScreeningRow},
    screening::Period,
};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};

const CITY: &str = "990101";
const TOWN: &str = "990101101";
const VILLAGE: &str = "990101101201";
const OTHER: &str = "990101101202";
const ROUND: &str = "1122334455667788";

fn code(text: &str) -> OfficeCode {
    OfficeCode::parse(text).expect("a code")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn directory() -> Directory {
    let office = |own: &str, name: &str, parent: Option<&str>, tier| {
        Office::new(code(own), name.into(), parent.map(code), tier)
    };
    let mut directory = Directory {
        version: 1,
        offices: vec![
            office(CITY, "云岭市", None, Tier::City),
            office(TOWN, "柳湾镇", Some(CITY), Tier::Township),
            office(VILLAGE, "前杨村", Some(TOWN), Tier::Village),
            office(OTHER, "石门村", Some(TOWN), Tier::Village),
            office("L01", "市水利局", Some(CITY), Tier::Department),
        ],
        ..Directory::default()
    };
    directory.sort();
    directory.arrangements.cycles = Cycles::default();
    directory
}

fn intensive(from: &str, to: &str, scope: &str) -> Intensive {
    Intensive {
        id: "aaaaaaaaaaaaaaaa".into(),
        from: day(from),
        to: day(to),
        reason: "汛期".into(),
        scope: code(scope),
        ended: None,
    }
}

fn round(tiers: &[Tier]) -> Round {
    Round {
        id: ROUND.into(),
        name: "工资专项".into(),
        kind: RoundKind::Special,
        from: day("2026-11-01"),
        to: day("2026-11-30"),
        organiser: code(TOWN),
        tiers: tiers.to_vec(),
        text: String::new(),
        closed: None,
    }
}

fn period(from: &str, to: &str) -> Period {
    Period { from: day(from), to: day(to), intensive: from == to }
}

/// A dispute that an office entered.
fn found(at: u8, office: &str, on: &str, in_round: bool) -> MatterRow {
    MatterRow {
        kind: CaseKind::Dispute,
        home: Some(code(office)),
        title: format!("纠纷{at}"),
        dispute: Some(DisputeRow {
            found_on: on.into(),
            round: if in_round { ROUND.into() } else { String::new() },
            ..DisputeRow::default()
        }),
        ..MatterRow::blank(MatterId::new([at; 16]))
    }
}

/// What an office said of a period.
fn said(at: u8, office: &str, days: (&str, &str), on: &str, nothing: bool) -> MatterRow {
    MatterRow {
        kind: CaseKind::Screening,
        home: Some(code(office)),
        screening: Some(ScreeningRow {
            from: days.0.into(),
            to: days.1.into(),
            round: String::new(),
            nothing,
            said: 1,
            on: on.into(),
        }),
        ..MatterRow::blank(MatterId::new([at; 16]))
    }
}
