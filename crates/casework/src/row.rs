//! Rows: what lists, search and counts are made of. A row is a pure function of the documents and
//! the directory, with nothing in it that is relative to today.

use chrono::NaiveDate;
use ident::{MatterId, OfficeCode};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::{
    Directory, Moment, Step,
    schema::{Fact, PersonField},
    view::{MatterDocs, MatterView},
};

/// A matter's row. Stored; fields are numbered and a number is never reused.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct MatterRow {
    /// Which matter.
    #[n(0)]
    pub matter: MatterId,
    /// The version of the projection that made it: a row of an older one is made anew.
    #[n(1)]
    pub projection: u8,
    /// Its first local number.
    #[n(2)]
    pub local_no: String,
    /// The main petitioner's name.
    #[n(3)]
    pub name: String,
    /// Their name's pinyin, as `lookup` writes it.
    #[n(4)]
    pub name_key: String,
    /// Their phone.
    #[n(5)]
    pub phone: String,
    /// The day of receipt, `2026-11-22`; empty where no one stated it.
    #[n(6)]
    pub received_on: String,
    /// When it was recorded: milliseconds since 1970 on the recording device's clock.
    #[n(7)]
    pub recorded_at: i64,
    /// When something last happened to it, likewise.
    #[n(8)]
    pub touched_at: i64,
    /// The office that registered it.
    #[n(9)]
    pub home: Option<OfficeCode>,
    /// The office that has it.
    #[n(10)]
    pub holder: Option<OfficeCode>,
    /// Channel by name.
    #[n(11)]
    pub channel: String,
    /// Category id.
    #[n(12)]
    pub category: String,
    /// Where the problem arose, as written.
    #[n(13)]
    pub place: String,
    /// How many people came: persons.
    #[n(14)]
    pub petitioners: u32,
    /// Demands and free text, for reading and searching.
    #[n(15)]
    pub text: String,
    /// How many facts have more than one value.
    #[n(16)]
    pub contested: u32,
    /// How many notes and follow-ups there are.
    #[n(17)]
    pub notes: u32,
    /// Whether it was handed on since it was registered.
    #[n(18)]
    pub handed: bool,
    /// Whether it came from a ledger.
    #[n(19)]
    pub from_ledger: bool,
    /// ID number, folded to a hash of 8 bytes: finds repeats without keeping the number in lists.
    #[cbor(n(20), with = "minicbor::bytes")]
    pub id_mark: Option<[u8; 8]>,
}

/// Longest text a row keeps, in characters.
const MAX_TEXT: usize = 4000;

impl MatterRow {
    /// The projection's version.
    pub const PROJECTION: u8 = 1;

    /// Projects a matter's row. None while no step with authority registered it: such documents
    /// are kept, but are nobody's matter.
    #[must_use]
    pub fn project(
        docs: &MatterDocs<'_>,
        own_office: &OfficeCode,
        directory: &Directory,
    ) -> Option<Self> {
        let view = docs.view(own_office, directory);
        view.home.as_ref()?;
        Some(Self::of(&view))
    }

    /// The row of a matter whose view is at hand.
    #[must_use]
    pub fn of(view: &MatterView) -> Self {
        let main = view.main_person();
        let person = |field| main.map_or("", |person| person.shown(field)).to_owned();
        let name = person(PersonField::Name);
        let id_number = person(PersonField::IdNumber);
        let steps = || view.history.iter().filter(|entry| entry.effective).map(|entry| &entry.step);
        let times = || view.history.iter().map(|entry| entry.by.at.millis());
        let received_on = match view.shown(Fact::ReceivedOn) {
            "" => view.registered_on.map(|on: NaiveDate| on.to_string()).unwrap_or_default(),
            date => date.to_owned(),
        };
        Self {
            matter: view.matter,
            projection: Self::PROJECTION,
            local_no: view.local_nos.first().cloned().unwrap_or_default(),
            name_key: lookup::pinyin_of_name(&name).as_str().to_owned(),
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
            contested: u32::try_from(view.contested()).unwrap_or(u32::MAX),
            notes: steps()
                .filter(|step| matches!(step, Step::Noted { .. } | Step::FollowedUp { .. }))
                .count()
                .try_into()
                .unwrap_or(u32::MAX),
            handed: steps().any(|step| matches!(step, Step::Handed { .. })),
            from_ledger: steps().any(|step| matches!(step, Step::Imported { .. })),
            id_mark: id_mark(&id_number),
        }
    }

    fn text_of(view: &MatterView) -> String {
        let demands =
            view.demands.iter().filter(|demand| !demand.struck).map(|demand| demand.text.as_str());
        let parts = demands.chain([view.shown(Fact::StatedText), view.narrative.as_str()]);
        let joined: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
        joined.join("；").chars().take(MAX_TEXT).collect()
    }

    /// When it was recorded.
    #[must_use]
    pub fn recorded(&self) -> Moment {
        Moment::from_millis(self.recorded_at)
    }

    /// Reads a stored row.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        minicbor::decode(bytes).ok()
    }

    /// Writes it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).unwrap_or_default()
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
