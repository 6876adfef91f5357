//! Making a row of a matter's documents.

use chrono::NaiveDate;
use ident::OfficeCode;

use super::{MatterRow, RowClock, parts};
use crate::{
    CaseKind, Directory, Step, desk,
    schema::{Fact, PersonField},
    step::codes::MarkValue,
    view::{MatterDocs, MatterView},
};

/// Longest text a row keeps, in characters.
const MAX_TEXT: usize = 4000;

impl MatterRow {
    /// Projects a matter's row. None while no step with authority registered it: such documents
    /// are kept, but are nobody's matter.
    #[must_use]
    pub fn project(
        docs: &MatterDocs<'_>,
        own_office: &OfficeCode,
        directory: &Directory,
    ) -> Option<Self> {
        let view = docs.outline(own_office, directory);
        view.home.as_ref()?;
        Some(Self::of(&view, directory))
    }

    /// The row of a matter whose view is at hand.
    #[must_use]
    pub fn of(view: &MatterView, directory: &Directory) -> Self {
        let main = view.main_person();
        let person = |field| main.map_or("", |person| person.shown(field)).to_owned();
        let name = match view.state.kind {
            CaseKind::Petition => person(PersonField::Name),
            _ => parts::names(view),
        };
        let id_number = person(PersonField::IdNumber);
        let steps =
            || view.history.iter().filter(|entry| entry.verdict.is_none()).map(|entry| &entry.step);
        let times = || view.history.iter().map(|entry| entry.by.at.millis());
        let received_on = match view.shown(Fact::ReceivedOn) {
            "" => view.registered_on.map(|on: NaiveDate| on.to_string()).unwrap_or_default(),
            date => date.to_owned(),
        };
        Self {
            matter: view.matter,
            projection: Self::PROJECTION,
            local_no: view.local_nos.first().cloned().unwrap_or_default(),
            name_key: parts::name_key(view.state.kind, &name),
            name,
            phone: person(PersonField::Phone),
            received_on,
            recorded_at: times().min().unwrap_or_default(),
            touched_at: times().max().unwrap_or_default(),
            home: view.home.clone(),
            holder: view.holder.clone(),
            channel: view.shown(Fact::Channel).to_owned(),
            category: view.shown(Fact::Category).to_owned(),
            place: view.shown(Fact::Place).to_owned(),
            petitioners: view.shown(Fact::Petitioners).parse().unwrap_or_default(),
            text: Self::text_of(view),
            contested: parts::count(view.contested()),
            notes: parts::count(
                steps()
                    .filter(|step| matches!(step, Step::Noted { .. } | Step::FollowedUp { .. }))
                    .count(),
            ),
            handed: steps().any(|step| matches!(step, Step::Handed { .. })),
            from_ledger: steps().any(|step| matches!(step, Step::Imported { .. })),
            id_mark: id_mark(&id_number),
            stage: view.state.stage,
            clocks: Self::clocks_of(view, directory),
            sender: view.state.leg().map(|leg| directory.heir(&leg.from).clone()),
            unopened: view.state.is_unopened(),
            charged: view.state.charged,
            for_a_person: parts::count(view.state.for_a_person().count()),
            redo: view.state.redo,
            urgent: view.state.urgent,
            errands: view
                .state
                .errands
                .iter()
                .filter(|one| one.answer.is_none())
                .map(|one| directory.heir(&one.errand.to).clone())
                .collect(),
            material_asked: view.state.material_asked.is_some(),
            local_nos: if view.local_nos.len() > 1 { view.local_nos.clone() } else { Vec::new() },
            marks: view
                .state
                .marks
                .iter()
                .filter(|(_, (value, _))| *value == MarkValue::Yes)
                .map(|(mark, _)| mark.name().to_owned())
                .collect(),
            links: view
                .state
                .links
                .iter()
                .map(|(other, relation)| (*other, relation.name().to_owned()))
                .collect(),
            place_office: view.shown(Fact::PlaceOffice).to_owned(),
            affected: view.shown(Fact::Affected).parse().unwrap_or_default(),
            // Whether a name that was stated is one of the office's, the directory says.
            doubtful: view.state.verdicts.values().any(|verdict| verdict.may_change())
                || view.state.remark.said.as_ref().is_some_and(|said| said.person.is_some()),
            kind: view.state.kind,
            title: parts::title(view),
            dispute: parts::dispute(view),
            meeting: parts::meeting(view),
            screening: parts::screening(view),
            promises: parts::promises(view),
            instructions: parts::instructions(view),
            heard: view.state.heard.iter().map(|one| one.meeting).collect(),
            concluded_on: view
                .state
                .concluded
                .as_ref()
                .map(|(_, on)| on.to_string())
                .unwrap_or_default(),
            absent: None,
            kept: parts::kept(view),
            remark: parts::remark(view),
            routes: {
                let mut routes: Vec<String> =
                    view.state.triage.values().map(|route| route.name().to_owned()).collect();
                routes.sort();
                routes.dedup();
                routes
            },
        }
    }

    fn clocks_of(view: &MatterView, directory: &Directory) -> Vec<RowClock> {
        let running = desk::clocks(&view.state, directory).into_iter();
        running
            .filter(|clock| clock.end.is_none())
            .filter_map(|clock| {
                Some(RowClock {
                    id: clock.id,
                    office: clock.office,
                    start: clock.start,
                    due: clock.due?,
                    provisional: clock.provisional,
                })
            })
            .collect()
    }

    fn text_of(view: &MatterView) -> String {
        let demands =
            view.demands.iter().filter(|demand| !demand.struck).map(|demand| demand.text.as_str());
        let parts = demands.chain([view.shown(Fact::StatedText), view.narrative.as_str()]);
        let joined: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
        joined.join("；").chars().take(MAX_TEXT).collect()
    }
}

/// The mark of an ID number; none for an empty one.
#[must_use]
pub fn id_mark(id_number: &str) -> Option<[u8; 8]> {
    let folded = lookup::normalise(id_number);
    if folded.is_empty() {
        return None;
    }
    let hash = ident::digest("cunzhan/id-mark/1", &[folded.as_bytes()]);
    let mut mark = [0u8; 8];
    mark.copy_from_slice(&hash[..8]);
    Some(mark)
}
