//! Taking the rows of a ledger in.

use casework::{
    CaseKind, Moment,
    document::{TextPlace, WriteError},
    intake::{Intake, ledger_matter},
    row::id_mark,
};
use ident::MatterId;
use lookup::{
    likeness::{ALIKE, TextPrint},
    normalise,
};

use super::{Station, StationError, write::Form, write::local_no};
use crate::{Effect, Space, Store, record::meta};

/// A ledger's row to be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// What identifies the row by its content.
    pub key: Vec<u8>,
    /// Sheet and row it stood in.
    pub place: String,
    /// What it says.
    pub intake: Intake,
}

/// What is asked about a row before it is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerProbe {
    /// What identifies the row by its content.
    pub key: Vec<u8>,
    /// The petitioner's name.
    pub name: String,
    /// The ID number.
    pub id_number: String,
    /// The phone.
    pub phone: String,
    /// Where the problem arose.
    pub place: String,
    /// What it is about.
    pub text: String,
}

/// What is known about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerMatch {
    /// Nothing like it is here.
    New,
    /// This very row was taken in before.
    Present(MatterId),
    /// A matter of the same person about much the same is here.
    LikelyRepeat {
        /// That matter.
        matter: MatterId,
        /// Its local number.
        local_no: String,
    },
}

impl<S: Store> Station<S> {
    /// What is known about rows of a ledger.
    ///
    /// # Errors
    /// [`StationError::NotRegistered`].
    pub fn probe_ledger(&self, probes: &[LedgerProbe]) -> Result<Vec<LedgerMatch>, StationError> {
        let office = &self.registered()?.office;
        let known = probes.iter().map(|probe| {
            let matter = ledger_matter(office, &probe.key);
            if self.rows.get(matter).is_some() {
                return LedgerMatch::Present(matter);
            }
            let name = normalise(&probe.name);
            let mark = id_mark(&probe.id_number);
            let text = TextPrint::of(&probe.text);
            let alike = self.rows.of(CaseKind::Petition).find(|row| {
                let same_id = mark.is_some() && mark == row.id_mark;
                let same_name = !name.is_empty() && name == normalise(&row.name);
                let same_phone = !probe.phone.is_empty() && probe.phone == row.phone;
                let same_place = !probe.place.is_empty() && probe.place == row.place;
                let same_person = same_id || same_name && (same_phone || same_place);
                same_person && text.likeness(&TextPrint::of(&row.text)) >= ALIKE
            });
            match alike {
                Some(row) => {
                    LedgerMatch::LikelyRepeat { matter: row.matter, local_no: row.local_no.clone() }
                }
                None => LedgerMatch::New,
            }
        });
        Ok(known.collect())
    }

    /// Takes rows in, all in one strict transaction; those that are here already are left as they
    /// are. Answers how many were added and how many were here.
    ///
    /// # Errors
    /// [`StationError`]; then none of these rows was written.
    pub async fn import(
        &mut self,
        entries: &[LedgerEntry],
        now: Moment,
    ) -> Result<(usize, usize, Vec<Effect>), StationError> {
        let identity = self.registered()?.clone();
        let mut count = self.local_numbers().await?;
        let mut form = Form::default();
        let mut added = std::collections::BTreeSet::new();
        for entry in entries {
            let matter = ledger_matter(&identity.office, &entry.key);
            if self.rows.get(matter).is_some() || !added.insert(matter) {
                continue;
            }
            if let Some(fact) = entry.intake.overlong_fact() {
                let place = TextPlace::Fact(fact);
                return Err(StationError::RowTooLong { at: entry.place.clone(), place });
            }
            count += 1;
            let number = local_no(&identity.office, identity.number, count);
            let registration = entry.intake.import(matter, &identity.office, &number, &entry.place);
            let mut opened = self.blank(matter)?;
            // Every row is a form of its own to the user.
            let mut one = Form::default();
            self.registration(&mut one, &mut opened, &registration, now).map_err(|error| {
                match error {
                    StationError::Write(WriteError::TooLong(place)) => {
                        StationError::RowTooLong { at: entry.place.clone(), place }
                    }
                    other => other,
                }
            })?;
            form.batch.writes.extend(one.batch.writes);
            form.entries.extend(one.entries);
            form.rows.extend(one.rows);
        }
        if added.is_empty() {
            return Ok((0, entries.len(), Vec::new()));
        }
        form.batch.put(
            Space::Meta,
            meta::LOCAL_NUMBER,
            minicbor::to_vec(count).unwrap_or_default(),
        );
        let effects = self.save(form).await?;
        Ok((added.len(), entries.len() - added.len(), effects))
    }
}
