//! From a ledger's row to an entry. Nothing that stood in the row is left behind.

use casework::{
    dispute::{
        DisputeIntake,
        codes::{DisputeOutcome, Risk, SettlementWay},
    },
    intake::PersonIntake,
    schema::{Fact, FactValue},
};
use chrono::NaiveDate;
use ledger::dispute::{DisputeLedgerRow, DisputeTrouble};

use crate::{
    bridge::KnownRow,
    ui::words::{cases, disputes as words, import},
};

/// What is asked about a row before it is taken in.
pub fn probe(row: &DisputeLedgerRow) -> KnownRow {
    KnownRow {
        key: row.key.bytes().to_vec(),
        name: String::new(),
        id_number: String::new(),
        phone: String::new(),
        place: String::new(),
        text: String::new(),
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    match Fact::ReceivedOn.value(text) {
        Ok(Some(FactValue::Date(day))) => Some(day),
        _ => None,
    }
}

/// What the row becomes, in words, with what is worth a look.
pub fn becomes(row: &DisputeLedgerRow) -> String {
    let names: Vec<&str> = row.parties.iter().map(|party| party.name.as_str()).collect();
    let outcome = DisputeOutcome::from_name(&row.outcome).map(cases::dispute_outcome);
    let outcome = outcome.map(|outcome| [words::IMPORT_ENDED, "：", outcome].concat());
    let trouble = |trouble: &DisputeTrouble| {
        match trouble {
            DisputeTrouble::NoDay => words::IMPORT_AS_TODAY,
            DisputeTrouble::NoTitle => words::IMPORT_NO_TITLE,
            DisputeTrouble::NoParty => words::IMPORT_NO_PARTY,
            DisputeTrouble::TypeUnclear => words::IMPORT_NO_TYPE,
            DisputeTrouble::OutcomeUnclear => words::IMPORT_NO_OUTCOME,
        }
        .to_owned()
    };
    let parts = [
        row.found_on.clone(),
        row.title.clone(),
        cases::dispute_type_of_name(&row.kind),
        names.join("、"),
    ];
    let parts = parts.into_iter().chain(outcome).chain(row.troubles.iter().map(trouble));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}

/// The row as an entry. What it states is a register of its own and not merged text, so that one
/// ledger taken in on two tablets apart does not say everything twice.
pub fn intake(row: &DisputeLedgerRow, today: NaiveDate) -> DisputeIntake {
    let found_on = day(&row.found_on).filter(|on| *on <= today).unwrap_or(today);
    let remarks: Vec<String> =
        row.other.iter().map(|(heading, text)| import::remark(heading, text)).collect();
    let stated = [
        (Fact::StatedText, row.text.clone()),
        (Fact::StatedUnit, row.unit.clone()),
        (Fact::StatedDueOn, row.until.clone()),
        (Fact::StatedRemarks, remarks.join("\n")),
    ];
    let short = |(fact, text): (Fact, String)| (fact, text.chars().take(Fact::MAX_TEXT).collect());
    let ended = DisputeOutcome::from_name(&row.outcome).map(|outcome| {
        let way = SettlementWay::from_name(&row.way).unwrap_or(SettlementWay::Other);
        let on = day(&row.ended_on).filter(|on| *on >= found_on && *on <= today);
        (outcome, way, on.unwrap_or(today), words::IMPORT_STATED.to_owned())
    });
    let party = |party: &ledger::dispute::DisputeParty| PersonIntake {
        name: party.name.clone(),
        phone: party.phone.clone(),
        ..PersonIntake::default()
    };
    DisputeIntake {
        title: row.title.clone(),
        kind: row.kind.clone(),
        found_on: found_on.to_string(),
        found_by: row.found_by.clone(),
        place: row.place.clone(),
        parties: row.parties.iter().map(party).collect(),
        affected: row.affected.clone(),
        amount: row.amount.clone(),
        cause: row.cause.clone(),
        risk: Risk::from_name(&row.risk).map(|level| (level, words::IMPORT_STATED.to_owned())),
        place_in_ledger: Some(words::row(&row.sheet, row.row)),
        stated: stated.into_iter().map(short).collect(),
        ended,
        ..DisputeIntake::default()
    }
}
