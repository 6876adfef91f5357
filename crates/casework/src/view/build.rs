//! Building the view from the documents.

use std::collections::HashMap;

use automerge::{ObjId, ReadDoc, ScalarValue};
use chrono::NaiveDate;
use ident::{ChangeHash, MatterId, OfficeCode};

use super::{
    By, DemandView, HistoryEntry, MatterView, NoticeOwed, PersonView, Place, Register, ValueBy,
    details,
};
use crate::{
    Directory, Document, MatterState, Moment, Step,
    desk::{Desk, Viewer},
    document::person_path,
    history::SeenChange,
    matter::{Actor, AttachmentState},
    schema::{AgreementField, Fact, PersonField, keys},
};

/// The documents of one matter that an office holds.
#[derive(Debug, Clone, Copy)]
pub struct MatterDocs<'a> {
    /// The core document.
    pub core: &'a Document,
    /// The people document, where it is held.
    pub people: Option<&'a Document>,
    /// The own office's internal document, where there is one.
    pub internal: Option<&'a Document>,
    /// What the own office's mediation committee keeps, where there is anything.
    pub committee: Option<&'a Document>,
}

/// Who made each change, looked up once.
type Makers = HashMap<ChangeHash, By>;

impl MatterDocs<'_> {
    /// The matter's state.
    #[must_use]
    pub fn state(&self, directory: &Directory) -> MatterState {
        let history = self.core.history();
        let mut state = MatterState::derive(self.core.key().matter, &history, directory);
        state.category = category(self.core);
        state
    }

    /// What is attached to the matter, wherever it may be seen.
    #[must_use]
    pub fn attached(&self, directory: &Directory) -> Vec<AttachmentState> {
        self.state(directory).attachments
    }

    /// What the own office's mediation committee attached, and nobody else sees (Mediation Law, art.
    /// 15). It is no part of the matter's state, which is the same wherever the matter may be seen.
    #[must_use]
    pub fn confidential(&self, directory: &Directory) -> Vec<AttachmentState> {
        let committee = self.committee.map(|committee| committee.history());
        committee.map(|changes| AttachmentState::of(&changes, directory)).unwrap_or_default()
    }

    /// The matter as the given office sees it.
    #[must_use]
    pub fn view(&self, own_office: &OfficeCode, directory: &Directory) -> MatterView {
        self.view_with(own_office, directory, true)
    }

    /// The same without what each change changed, which a row does not tell: to find that out takes each
    /// change out of its document again, and longer than all the rest.
    pub(crate) fn outline(&self, own_office: &OfficeCode, directory: &Directory) -> MatterView {
        self.view_with(own_office, directory, false)
    }

    fn view_with(
        &self,
        own_office: &OfficeCode,
        directory: &Directory,
        details: bool,
    ) -> MatterView {
        let matter: MatterId = self.core.key().matter;
        let core_history = self.core.history();
        let mut state = MatterState::derive(matter, &core_history, directory);
        state.category = category(self.core);
        let makers = makers(&core_history, directory);

        let mut local_nos = Vec::new();
        let mut registered_on = None;
        for change in
            core_history.iter().filter(|change| !state.verdicts.contains_key(&change.hash))
        {
            local_nos.extend(change.step.opening_no().map(str::to_owned));
            registered_on = registered_on.or(change.step.opened_on());
        }

        let facts_at = self.core.object(&[keys::FACTS]);
        let facts = Fact::ALL
            .iter()
            .filter_map(|fact| {
                let register = register(self.core, facts_at.as_ref()?, fact.key(), &makers)?;
                Some((*fact, register))
            })
            .collect();

        let mut history = entries(self.core, &core_history, Place::Core, &makers, details);
        for entry in &mut history {
            entry.verdict = state.verdicts.get(&entry.by.change).copied();
            entry.late = state.late.contains(&entry.by.change);
        }
        let mut persons = Vec::new();
        if let Some(people) = self.people {
            let changes = people.history();
            let makers = self::makers(&changes, directory);
            persons = self::persons(people, &makers);
            history.extend(entries(people, &changes, Place::People, &makers, details));
        }
        let mut memo = None;
        if let Some(internal) = self.internal {
            let changes = internal.history();
            let makers = self::makers(&changes, directory);
            memo = Some(text(internal, &[keys::MEMO]));
            history.extend(entries(internal, &changes, Place::Internal, &makers, details));
        }
        let mut agreement = Vec::new();
        if let Some(committee) = self.committee {
            let changes = committee.history();
            let makers = self::makers(&changes, directory);
            agreement = self::agreement(committee, &makers);
            history.extend(entries(committee, &changes, Place::Committee, &makers, details));
        }
        in_one_line(&mut history);
        // What an office had that was merged into another lies with that one.
        let holder = state.holder.as_ref().map(|holder| directory.heir(holder).clone());

        MatterView {
            matter,
            local_nos,
            home_name: name_on(state.home.as_ref(), registered_on, directory),
            former: former(&state, directory),
            holder_name: office_name(holder.as_ref(), directory),
            may_hand_to: may_hand_to(&state, own_office, directory),
            notice: notice(&state, own_office, directory),
            home: state.home.clone(),
            holder,
            registered_on,
            facts,
            narrative: text(self.core, &[keys::NARRATIVE]),
            demands: demands(self.core),
            persons,
            memo,
            agreement,
            history,
            state,
            desk: Desk::default(),
        }
    }

    /// The matter as it lies before a reader, with what they may do.
    #[must_use]
    pub fn view_for(&self, viewer: &Viewer<'_>, directory: &Directory) -> MatterView {
        let mut view = self.view(viewer.office, directory);
        view.desk = Desk::of(&view.state, viewer, directory);
        view
    }
}

/// What it is about, as lists show it.
fn category(core: &Document) -> String {
    let map = core.object(&[keys::FACTS]);
    let value = map.and_then(|map| core.automerge().get(&map, Fact::Category.key()).ok().flatten());
    let text = value.and_then(|(value, _)| value.as_scalar().and_then(scalar_text));
    text.unwrap_or_default()
}

/// Puts the entries of several documents into one line. Within a document the causal order stands,
/// whatever the clocks said; between documents the clock decides.
fn in_one_line(history: &mut [HistoryEntry]) {
    let mut latest: HashMap<Place, Moment> = HashMap::new();
    history.sort_by_cached_key(|entry| {
        let so_far = latest.entry(entry.place).or_insert(entry.by.at);
        *so_far = (*so_far).max(entry.by.at);
        *so_far
    });
}

fn may_hand_to(
    state: &MatterState,
    own: &OfficeCode,
    directory: &Directory,
) -> Vec<(OfficeCode, String)> {
    let up = directory.line_up(own).skip(1);
    let down = directory.below(own);
    let home = state.home.as_ref().and_then(|home| directory.office(home));
    let mut offices: Vec<(OfficeCode, String)> = home
        .into_iter()
        .chain(up)
        .chain(down)
        .filter(|office| office.code != *own && may_hand(state, own, &office.code, directory))
        .map(|office| (office.code.clone(), office.name.clone()))
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    offices.retain(|(code, _)| seen.insert(code.clone()));
    offices
}

/// What an office owes of Art. 23, for those whose work it took over as well.
fn notice(state: &MatterState, own: &OfficeCode, directory: &Directory) -> NoticeOwed {
    let mut offices = vec![own];
    offices.extend(directory.predecessors(own));
    let holds = state.holder.as_ref().is_some_and(|holder| directory.heir(holder) == own);
    NoticeOwed {
        any: offices.iter().any(|office| state.owes_notice(office)),
        where_it_went: !holds && offices.iter().any(|office| state.owes_where_it_went(office)),
    }
}

/// Whether an office may hand the matter to another, as far as the office alone decides that.
fn may_hand(state: &MatterState, own: &OfficeCode, to: &OfficeCode, directory: &Directory) -> bool {
    let Some(tier) = directory.tier(own) else { return false };
    // Along the lines as they are now.
    let on = state.registered_on.max(directory.last_moved_on()).unwrap_or_default();
    let actor = Actor::here(own, tier, None, None, on);
    let step = Step::Handed { to: to.clone(), text: String::new(), on: None, post: None };
    state.permits(&step, &actor, directory).is_ok()
}

fn office_name(code: Option<&OfficeCode>, directory: &Directory) -> String {
    code.map_or_else(String::new, |code| {
        directory.office(code).map_or_else(|| code.to_string(), |office| office.name.clone())
    })
}

/// The name of an office on a day; its name now where no day is known.
fn name_on(code: Option<&OfficeCode>, on: Option<NaiveDate>, directory: &Directory) -> String {
    let office = code.and_then(|code| directory.office(code));
    match (office, on) {
        (Some(office), Some(on)) => office.name_on(on).to_owned(),
        _ => office_name(code, directory),
    }
}

/// The day that a change speaks of.
fn day_of(change: &SeenChange) -> NaiveDate {
    let stated = change.step.acting().map(|acting| acting.on).or(change.step.opened_on());
    stated.unwrap_or(change.at.date())
}

fn former(state: &MatterState, directory: &Directory) -> Vec<(OfficeCode, String, NaiveDate)> {
    let offices = state.audience.iter().filter_map(|code| directory.office(code));
    let names = offices.flat_map(|office| {
        office.past_names.iter().map(|past| (office.code.clone(), past.name.clone(), past.until))
    });
    names.collect()
}

fn makers(changes: &[SeenChange], directory: &Directory) -> Makers {
    changes
        .iter()
        .map(|change| {
            let office = directory.device(change.device()).map(|device| device.office.clone());
            let person = change.person.and_then(|person| directory.person(person));
            let by = By {
                person: person.map_or_else(String::new, |person| person.name.clone()),
                office: name_on(office.as_ref(), Some(day_of(change)), directory),
                office_code: office,
                device: change.device(),
                at: change.at,
                change: change.hash,
            };
            (change.hash, by)
        })
        .collect()
}

fn entries(
    document: &Document,
    changes: &[SeenChange],
    place: Place,
    makers: &Makers,
    details: bool,
) -> Vec<HistoryEntry> {
    let landmarks = details.then(|| details::Landmarks::of(document));
    changes
        .iter()
        .filter_map(|change| {
            Some(HistoryEntry {
                by: makers.get(&change.hash)?.clone(),
                step: change.step.clone(),
                place,
                details: landmarks
                    .as_ref()
                    .map(|landmarks| landmarks.details(document, change.hash))
                    .unwrap_or_default(),
                verdict: None,
                late: false,
            })
        })
        .collect()
}

/// A register with its distinct values; none where it was never set.
fn register(document: &Document, map: &ObjId, key: &str, makers: &Makers) -> Option<Register> {
    let doc = document.automerge();
    let mut all = doc.get_all(map, key).ok()?;
    // Automerge lists the winner last; it is the one that lists show.
    all.reverse();
    let mut values: Vec<ValueBy> = Vec::new();
    for (value, id) in all {
        let text = value.as_scalar().and_then(scalar_text);
        if values.iter().any(|known| known.value == text) {
            continue;
        }
        let change = doc.hash_for_opid(&id).map(|hash| ChangeHash::new(hash.0))?;
        values.push(ValueBy { value: text, by: makers.get(&change)?.clone() });
    }
    let ever_set = values.iter().any(|value| value.value.is_some()) || values.len() > 1;
    ever_set.then_some(Register { values })
}

/// A scalar as text; none for null.
pub(super) fn scalar_text(value: &ScalarValue) -> Option<String> {
    match value {
        ScalarValue::Str(text) => Some(text.to_string()),
        ScalarValue::Uint(number) => Some(number.to_string()),
        ScalarValue::Int(number) => Some(number.to_string()),
        ScalarValue::Boolean(flag) => Some(flag.to_string()),
        _ => None,
    }
}

pub(crate) fn text(document: &Document, path: &[&str]) -> String {
    document.object(path).and_then(|id| document.automerge().text(&id).ok()).unwrap_or_default()
}

pub(crate) fn demands(document: &Document) -> Vec<DemandView> {
    let doc = document.automerge();
    let Some(map) = document.object(&[keys::DEMANDS]) else { return Vec::new() };
    let mut found: Vec<(ObjId, DemandView)> = doc
        .keys(&map)
        .filter_map(|id| {
            let at = document.object(&[keys::DEMANDS, &id])?;
            let struck = matches!(doc.get(&at, keys::STRUCK), Ok(Some((value, _))) if value.as_bool() == Some(true));
            let text = text(document, &[keys::DEMANDS, &id, keys::TEXT]);
            Some((at, DemandView { id, text, struck }))
        })
        .collect();
    // In the order they were added: by the counter of the operation that made them.
    found.sort_by_key(|(at, demand)| match at {
        ObjId::Id(counter, _, _) => (*counter, demand.id.clone()),
        ObjId::Root => (0, demand.id.clone()),
    });
    found.into_iter().map(|(_, demand)| demand).collect()
}

fn agreement(document: &Document, makers: &Makers) -> Vec<(AgreementField, Register)> {
    let Some(map) = document.object(&[keys::AGREEMENT]) else { return Vec::new() };
    let fields = AgreementField::ALL.iter();
    fields
        .filter_map(|field| Some((*field, register(document, &map, field.key(), makers)?)))
        .collect()
}

fn persons(document: &Document, makers: &Makers) -> Vec<PersonView> {
    let doc = document.automerge();
    let Some(map) = document.object(&[keys::PERSONS]) else { return Vec::new() };
    let mut slots: Vec<String> = doc.keys(&map).collect();
    slots.sort_by_key(|slot| (slot != keys::MAIN, slot.clone()));
    slots
        .into_iter()
        .filter_map(|slot| {
            let at = document.object(&person_path(&slot))?;
            let fields = PersonField::ALL
                .iter()
                .filter_map(|field| Some((*field, register(document, &at, field.key(), makers)?)))
                .collect();
            Some(PersonView { slot, fields })
        })
        .collect()
}
