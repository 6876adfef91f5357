//! The columns of a ledger, and what of a dispute stands in each.

use casework::{
    MatterView, Step,
    dispute::{DisputeState, DisputeStep, MediationState, codes::SettlementWay},
    schema::{Fact, PersonField},
};
use ledger::export::{Column, Entry, Table};

use crate::ui::words::{cases, date, dispute, disputes as words, mask, step};

/// Widths of the columns, in digits of the usual font.
const WIDTHS: [u8; 29] = [
    6, 22, 12, 14, 10, 24, 36, 10, 14, 18, 16, 8, 10, 10, 20, 14, 14, 10, 28, 12, 24, 10, 12, 18,
    20, 24, 8, 12, 10,
];

/// Disputes as a table. `full` writes names and phones whole; else a part of them is hidden.
pub fn table(disputes: &[MatterView], full: bool, office: &dyn Fn(&str) -> String) -> Table {
    let headings = words::COLUMNS.iter().chain(&words::LAST_COLUMNS);
    let columns = headings
        .zip(WIDTHS)
        .map(|(heading, width)| Column { heading: (*heading).to_owned(), width });
    let lines = disputes.iter().zip(1u32..);
    Table {
        sheet: words::TITLE.to_owned(),
        columns: columns.collect(),
        rows: lines.map(|(view, number)| line(view, number, full, office)).collect(),
    }
}

fn line(view: &MatterView, number: u32, full: bool, office: &dyn Fn(&str) -> String) -> Vec<Entry> {
    let state = &view.state.dispute;
    let text = |text: &str| Entry::text(text);
    let fact = |fact| Entry::text(view.shown(fact));
    let charge = state.charge.as_ref().filter(|charge| charge.approved_on.is_some());
    let charged = |get: fn(&casework::dispute::step::Charge) -> String| {
        Entry::text(charge.map(|charge| get(&charge.charge)).unwrap_or_default())
    };
    let found_on = state.found_on.map_or(Entry::Empty, Entry::Date);
    let until = charge.map(|charge| Entry::Date(charge.until));
    let outcome = state.outcome;
    let mediation = state.mediation();
    let agreement = mediation.and_then(|one| one.agreement.as_ref());
    vec![
        Entry::Number(number),
        Entry::text(view.local_nos.join("、")),
        found_on,
        text(&view.home_name),
        fact(Fact::FoundBy),
        fact(Fact::Title),
        Entry::text(match view.narrative.as_str() {
            "" => view.shown(Fact::StatedText),
            text => text,
        }),
        Entry::text(cases::dispute_type_of_name(view.shown(Fact::DisputeType))),
        fact(Fact::Place),
        parties(view, full),
        phones(view, full),
        fact(Fact::Affected),
        fact(Fact::Amount),
        text(state.risk.map_or("", |(risk, _)| cases::risk(risk))),
        fact(Fact::Cause),
        charged(|charge| charge.leader.clone()),
        match charge {
            Some(charge) => Entry::text(office(charge.charge.unit.as_str())),
            None => fact(Fact::StatedUnit),
        },
        charged(|charge| charge.person.clone()),
        charged(|charge| charge.plan.clone()),
        until.unwrap_or_else(|| Entry::day(view.shown(Fact::StatedDueOn))),
        Entry::text(progress(view, office)),
        text(outcome.map_or("", |(outcome, ..)| cases::dispute_outcome(outcome))),
        text(outcome.map_or("", |(_, way, _)| cases::settlement_way(way))),
        Entry::text(agreement.map(|one| one.number.clone()).unwrap_or_default()),
        Entry::text(performance(mediation)),
        Entry::text(follow_ups(view)),
        text(if is_petition(view, state) { words::YES } else { words::NO }),
        state.struck_on.map_or(Entry::Empty, Entry::Date),
        Entry::text(auditor(view)),
    ]
}

fn hidden(name: &str) -> String {
    name.chars().enumerate().map(|(at, sign)| if at == 0 { sign } else { '*' }).collect()
}

fn parties(view: &MatterView, full: bool) -> Entry {
    let names = view.persons.iter().map(|person| person.shown(PersonField::Name));
    let names = names.filter(|name| !name.is_empty());
    let names: Vec<String> =
        names.map(|name| if full { name.to_owned() } else { hidden(name) }).collect();
    Entry::text(names.join("、"))
}

fn phones(view: &MatterView, full: bool) -> Entry {
    let phones = view.persons.iter().map(|person| person.shown(PersonField::Phone));
    let shown = |phone: &str| {
        if full { phone.to_owned() } else { mask::masked(PersonField::Phone, phone) }
    };
    let phones: Vec<String> = phones.filter(|phone| !phone.is_empty()).map(shown).collect();
    Entry::text(phones.join("、"))
}

/// What happened last, with its day.
fn progress(view: &MatterView, office: &dyn Fn(&str) -> String) -> String {
    let acts = view.history.iter().rev().filter(|entry| entry.verdict.is_none());
    let last = acts.filter_map(|entry| Some((entry, entry.step.acting()?))).next();
    last.map(|(entry, acting)| {
        [date::day(acting.on), step::sentence(&entry.step, &office)].concat()
    })
    .unwrap_or_default()
}

fn performance(mediation: Option<&MediationState>) -> String {
    let agreed = mediation.and_then(|one| one.agreement.as_ref());
    let owed = agreed.into_iter().flat_map(|one| one.performance.iter().enumerate());
    let words = owed.map(|(at, one)| {
        let said = one.outcome.map_or(dispute::NOT_YET, |(outcome, _)| cases::performance(outcome));
        [dispute::owed(at, one.due), "：".to_owned(), said.to_owned()].concat()
    });
    words.collect::<Vec<_>>().join("；")
}

fn follow_ups(view: &MatterView) -> String {
    let all = view.history.iter().filter_map(|entry| match &entry.step {
        Step::FollowedUp { on, text } => Some([&date::day(*on), "：", text].concat()),
        _ => None,
    });
    all.collect::<Vec<_>>().join("；")
}

/// It was made a petition, or belongs to one.
fn is_petition(view: &MatterView, state: &DisputeState) -> bool {
    !view.state.links.is_empty() || matches!(state.outcome, Some((_, SettlementWay::Petition, _)))
}

fn auditor(view: &MatterView) -> String {
    let struck = view.history.iter().rev().find(|entry| {
        entry.verdict.is_none() && matches!(entry.step, Step::Dispute(DisputeStep::Struck(_)))
    });
    let still = view.state.dispute.struck_on.is_some();
    struck.filter(|_| still).map(|entry| entry.by.person.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_heading_and_a_width() {
        assert_eq!(words::COLUMNS.len() + words::LAST_COLUMNS.len(), WIDTHS.len());
        assert_eq!(hidden("单小明"), "单**");
    }
}
