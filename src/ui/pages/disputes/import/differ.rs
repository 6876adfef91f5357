//! In what a ledger's row differs from the dispute it was taken in as, and what taking that in writes.
//! Nothing is taken from the dispute: what the ledger does not say stays as it is.

use casework::{
    MatterView, Step,
    case_write::CaseWrite,
    dispute::{
        DisputeIntake, DisputeKind, DisputeStep,
        codes::{DisputeOutcome, Risk, SettlementWay},
        step::{Ending, RiskSetting},
    },
    document::Edit,
    intake::{PersonIntake, item_id, person_edits},
    schema::{Fact, FactValue, PersonField},
    step::{StepKind, payload::Acting},
};
use chrono::NaiveDate;
use ident::PostId;
use ledger::same_words;

use crate::ui::words::{cases, directory, dispute as dispute_words, disputes as words};

/// What taking a difference in would write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A fact.
    Fact(Fact, FactValue),
    /// A party that is not here.
    Party(PersonIntake),
    /// The level.
    Risk(Risk, String),
    /// What came of it.
    Ended(DisputeOutcome, SettlementWay, NaiveDate, String),
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is called.
    pub label: String,
    /// What stands here; empty where nothing does.
    pub here: String,
    /// What the ledger says.
    pub ledger: String,
    /// What taking it in writes.
    pub change: Change,
}

/// Whether a name was made unreadable for a file.
fn is_masked(name: &str) -> bool {
    name.contains(['*', '＊', '○', '×'])
}

/// The differences. `exported`: the ledger came from this app, so that what it says beside our columns
/// stands here already.
pub fn differences(view: &MatterView, row: &DisputeIntake, exported: bool) -> Vec<Difference> {
    let mut found = Vec::new();
    for (fact, typed) in row.facts() {
        if exported && fact == Fact::StatedRemarks {
            continue;
        }
        let Ok(Some(value)) = fact.value(typed) else { continue };
        let (said, here) = (value.to_string(), view.shown(fact).trim());
        // Written by hand here, stated by a ledger there: the same words are no difference.
        let narrative = fact == Fact::StatedText && same_words(&view.narrative, &said);
        if same_words(&said, here) || narrative {
            continue;
        }
        let words = |stored: &str| match stored {
            "" => String::new(),
            stored => directory::value(fact, stored, &str::to_owned),
        };
        found.push(Difference {
            label: directory::fact(fact).to_owned(),
            here: words(here),
            ledger: words(&said),
            change: Change::Fact(fact, value),
        });
    }
    let known: Vec<&str> =
        view.persons.iter().map(|person| person.shown(PersonField::Name).trim()).collect();
    let parties = row.parties.iter().filter(|party| {
        let name = party.name.trim();
        !name.is_empty() && !is_masked(name) && !known.contains(&name)
    });
    found.extend(parties.map(|party| Difference {
        label: dispute_words::PARTIES.to_owned(),
        here: String::new(),
        ledger: party.name.trim().to_owned(),
        change: Change::Party(party.clone()),
    }));
    let may = |kind: DisputeKind| {
        view.desk.offer(StepKind::Dispute(kind)).is_some_and(|offer| offer.post.is_some())
    };
    let state = &view.state.dispute;
    if let Some((level, text)) = &row.risk
        && state.risk.is_none_or(|(now, _)| now != *level)
        && may(DisputeKind::RiskSet)
    {
        found.push(Difference {
            label: words::RISK.to_owned(),
            here: state.risk.map(|(now, _)| cases::risk(now).to_owned()).unwrap_or_default(),
            ledger: cases::risk(*level).to_owned(),
            change: Change::Risk(*level, text.clone()),
        });
    }
    if let Some((outcome, way, on, text)) = &row.ended
        && state.outcome.is_none()
        && may(DisputeKind::Ended)
    {
        found.push(Difference {
            label: words::OUTCOME.to_owned(),
            here: String::new(),
            ledger: cases::dispute_outcome(*outcome).to_owned(),
            change: Change::Ended(*outcome, *way, *on, text.clone()),
        });
    }
    found
}

/// Writes what was chosen of a dispute's differences.
pub fn update(
    view: &MatterView,
    chosen: &[Difference],
    post: PostId,
    today: NaiveDate,
) -> CaseWrite {
    let (mut facts, mut people) = (Vec::new(), Vec::new());
    let mut steps = Vec::new();
    for one in chosen {
        match &one.change {
            Change::Fact(fact, value) => facts.push(Edit::Fact(*fact, Some(value.clone()))),
            Change::Party(party) => {
                // By the name: two tablets that take the same ledger in apart add the person once.
                let slot = item_id(view.matter, &["ledger-party/", party.name.trim()].concat(), 0);
                people.extend(person_edits(&slot, party));
            }
            Change::Risk(level, text) => {
                let by = Acting { post, on: today };
                let setting = RiskSetting { by, level: *level, text: text.clone() };
                steps.push(DisputeStep::RiskSet(setting));
            }
            Change::Ended(outcome, way, on, text) => {
                let by = Acting { post, on: *on };
                let ending = Ending { by, outcome: *outcome, way: *way, text: text.clone() };
                steps.push(DisputeStep::Ended(ending));
            }
        }
    }
    let mut write = CaseWrite::to(view.matter);
    if !facts.is_empty() {
        write = write.core(Step::Edited {}, facts);
    }
    write = write.people(people);
    steps.into_iter().fold(write, |write, step| write.step(Step::Dispute(step)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use casework::{
        Directory, Document, case_write::WritePart, document::Writer, view::MatterDocs,
    };
    use ident::{ActorBytes, DeviceId, DocKey, MatterId, OfficeCode, PersonId};

    use super::*;
    use casework::Moment;

    const CASE: MatterId = MatterId::new([7; 16]);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn party(name: &str) -> PersonIntake {
        PersonIntake { name: name.into(), ..PersonIntake::default() }
    }

    fn row() -> DisputeIntake {
        DisputeIntake {
            title: "地界纠纷".into(),
            kind: "neighbours".into(),
            found_on: "2026-11-02".into(),
            place: "前杨村".into(),
            affected: "5".into(),
            parties: vec![party("单小明"), party("查理明")],
            stated: vec![(Fact::StatedText, "砌墙占地".into())],
            ..DisputeIntake::default()
        }
    }

    /// The dispute as the row was taken in.
    fn taken() -> MatterView {
        let office = OfficeCode::parse("990101001201").unwrap();
        let post = PostId::new([1; 8]);
        let mut core = Document::new(DocKey::core(CASE));
        let mut people = Document::new(DocKey::people(CASE));
        let actor = ActorBytes::of(DeviceId::new([1; 8]), [2; 8]);
        let person = PersonId::new([3; 16]);
        for one in row().write(CASE, &office, post, day("2026-11-22")).writes {
            let writer = Writer { actor, person, at: Moment::from_millis(0) };
            let document = if one.part == WritePart::People { &mut people } else { &mut core };
            document.write(&writer, &one.step, &one.edits).unwrap();
        }
        let docs =
            MatterDocs { core: &core, people: Some(&people), internal: None, committee: None };
        docs.view(&office, &Directory::default())
    }

    #[test]
    fn the_same_row_again_differs_in_nothing() {
        assert_eq!(differences(&taken(), &row(), false), []);
    }

    #[test]
    fn what_the_ledger_says_anew_is_a_difference_and_what_it_leaves_out_is_none() {
        let later = DisputeIntake {
            affected: "7".into(),
            amount: "3000".into(),
            place: String::new(),
            parties: vec![party("单小明"), party("仇家和"), party("查*明")],
            stated: vec![(Fact::StatedRemarks, "进展：已约双方见面".into())],
            ..row()
        };
        let found = differences(&taken(), &later, false);
        let said: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|one| (one.label.as_str(), one.here.as_str(), one.ledger.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("涉及人数", "5 人", "7 人"),
                ("涉及金额（元）", "", "3000"),
                ("台账其他内容", "", "进展：已约双方见面"),
                ("当事人", "", "仇家和"),
            ]
        );
        // From our own export the other columns are ours.
        assert!(differences(&taken(), &later, true).iter().all(|one| one.label != "台账其他内容"));
    }

    #[test]
    fn widths_and_spaces_are_no_difference() {
        let later = DisputeIntake {
            title: "地界纠纷 ".into(),
            stated: vec![(Fact::StatedText, "砌墙 占地".into())],
            ..row()
        };
        assert_eq!(differences(&taken(), &later, true), []);
    }

    #[test]
    fn only_what_was_chosen_is_written() {
        let later = DisputeIntake { affected: "7".into(), amount: "3000".into(), ..row() };
        let view = taken();
        let found = differences(&view, &later, false);
        let write = update(&view, &found[1..], PostId::new([1; 8]), day("2026-11-22"));
        let [one] = write.writes.as_slice() else { panic!("{write:?}") };
        assert_eq!(one.edits, [Edit::Fact(Fact::Amount, Some(FactValue::Text("3000".into())))]);
        assert!(update(&view, &[], PostId::new([1; 8]), day("2026-11-22")).writes.is_empty());
    }
}
