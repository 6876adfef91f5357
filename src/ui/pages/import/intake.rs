//! From a ledger's row to what is taken in. Nothing that stood in the row is left behind: what has
//! no place of its own becomes a remark, as written.

use casework::{
    intake::{Intake, MAX_REPRESENTATIVES, PersonIntake},
    schema::Fact,
};
use ledger::{LedgerRow, Sex};

use crate::{
    bridge::{ImportRow, KnownRow},
    ui::words::import,
};

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn yes_or_no(value: Option<bool>) -> String {
    value.map(|yes| if yes { "yes" } else { "no" }.to_owned()).unwrap_or_default()
}

/// What is asked about a row before it is taken in.
pub fn probe(row: &LedgerRow) -> KnownRow {
    KnownRow {
        key: row.key.bytes().to_vec(),
        name: text(&row.name),
        id_number: text(&row.id_number),
        phone: text(&row.phone),
        place: text(&row.village),
        text: text(&row.text),
    }
}

/// A row as it is taken in. `place_office` is the office its place was matched with; empty: none.
pub fn import_row(row: &LedgerRow, place_office: &str) -> ImportRow {
    let mut remarks: Vec<String> =
        row.other.iter().map(|(heading, text)| import::remark(heading, text)).collect();
    // What could not be read stays readable.
    remarks.extend(
        row.problems
            .iter()
            .filter(|problem| problem.kind.loses_value() && !problem.raw.is_empty())
            .map(|problem| import::as_written(problem.field, &problem.raw)),
    );
    remarks.extend(row.concluded_on.map(|on| import::concluded_on(&on.to_string())));
    let names = row.other_names.iter();
    let representatives = names
        .clone()
        .take(MAX_REPRESENTATIVES)
        .map(|name| PersonIntake { name: name.clone(), ..PersonIntake::default() })
        .collect();
    let rest: Vec<&str> = names.skip(MAX_REPRESENTATIVES).map(String::as_str).collect();
    if !rest.is_empty() {
        remarks.push(import::came_along(&rest));
    }
    let stated = [
        (Fact::StatedText, text(&row.text)),
        (Fact::StatedCategory, text(&row.category)),
        (Fact::StatedUnit, text(&row.responsible_unit)),
        (Fact::StatedDueOn, row.due_on.map(|on| on.to_string()).unwrap_or_default()),
        (Fact::StatedConcluded, yes_or_no(row.concluded)),
        (Fact::StatedAccepted, yes_or_no(row.petitioner_accepts)),
        (Fact::StatedRemarks, remarks.join(import::BETWEEN)),
    ];
    let intake = Intake {
        petitioner: PersonIntake {
            name: text(&row.name),
            sex: row
                .sex
                .map(|sex| match sex {
                    Sex::Male => "男".to_owned(),
                    Sex::Female => "女".to_owned(),
                })
                .unwrap_or_default(),
            id_number: text(&row.id_number),
            phone: text(&row.phone),
            address: text(&row.address),
        },
        representatives,
        channel: row.channel.map(|channel| channel.name().to_owned()).unwrap_or_default(),
        received_on: row.received_on.map(|on| on.to_string()).unwrap_or_default(),
        petitioners: row.petitioners.map(|count| count.to_string()).unwrap_or_default(),
        place: text(&row.village),
        place_office: place_office.to_owned(),
        stated: stated.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        ..Intake::default()
    };
    ImportRow { key: row.key.bytes().to_vec(), place: format!("{} {}", row.sheet, row.row), intake }
}
