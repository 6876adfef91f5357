//! What a person enters: one saved form is one strict transaction.

use casework::{
    Moment, Step,
    document::{Edit, Writer, Written},
    history::Arrival,
    intake::{Intake, IntakeField, IntakeProblem, Registration},
    schema::{Fact, FactValue, Purpose},
};
use ident::{DocKey, MatterId, OfficeCode, Part};

use super::{Station, StationError, fold::OpenMatter};
use crate::{
    Batch, Durability, Effect, OutboxEntry, Space, Store,
    record::{StoredChange, change_key, meta},
};

/// So many marks of saved forms are kept: other tabs save as well before a page asks for its own.
const MARKS: usize = 32;

/// A new matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Which.
    pub matter: MatterId,
    /// Its local number: station, device, counter.
    pub local_no: String,
}

/// One document's share of a form.
pub(super) struct Share<'a> {
    pub part: Part,
    pub step: &'a Step,
    pub edits: &'a [Edit],
}

/// What a form will write.
#[derive(Default)]
pub(super) struct Form {
    pub batch: Batch,
    pub entries: Vec<OutboxEntry>,
    pub rows: Vec<casework::MatterRow>,
}

impl<S: Store> Station<S> {
    /// Registers what was entered and throws its draft away, in one transaction. `matter` is
    /// drawn by the caller.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written and the draft is as it was.
    pub async fn register(
        &mut self,
        matter: MatterId,
        intake: &Intake,
        draft: &str,
        now: Moment,
    ) -> Result<(Registered, Vec<Effect>), StationError> {
        let mut problems = intake.problems(now.date());
        if intake.is_accusation() {
            problems.push((IntakeField::Fact(Fact::Purpose), IntakeProblem::Accusation));
        }
        if !problems.is_empty() {
            return Err(StationError::Problems(problems));
        }
        let identity = self.registered()?.clone();
        let count = self.local_numbers().await? + 1;
        let local_no = local_no(&identity.office, identity.number, count);
        let mut registration = intake.register(matter, &identity.office, &local_no);
        // The matter keeps the rules of its day, whatever version the city turns to later.
        if let Step::Registered { rules, .. } = &mut registration.step {
            let profile = self.directory().profile.as_deref();
            *rules = Some(profile.unwrap_or("national/1").to_owned());
        }
        let mut form = Form::default();
        let mut opened = self.blank(matter)?;
        self.registration(&mut form, &mut opened, &registration, now)?;
        form.batch.put(
            Space::Meta,
            meta::LOCAL_NUMBER,
            minicbor::to_vec(count).unwrap_or_default(),
        );
        form.batch.delete(Space::Drafts, draft.as_bytes());
        let effects = self.save(form).await?;
        Ok((Registered { matter, local_no }, effects))
    }

    /// Changes facts of a matter. `chosen` names the contested fact where this is a choice among
    /// its values.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written.
    pub async fn edit(
        &mut self,
        matter: MatterId,
        core: &[Edit],
        people: &[Edit],
        chosen: Option<&str>,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        // A matter that was handed on cannot be sealed any more, and calling it an accusation would
        // say so to everybody who sees it.
        if core.iter().any(names_accusation) {
            let field = IntakeField::Fact(Fact::Purpose);
            return Err(StationError::Problems(vec![(field, IntakeProblem::Accusation)]));
        }
        let step = match chosen {
            Some(field) => Step::Chosen { field: field.to_owned() },
            None => Step::Edited {},
        };
        let shares = [
            Share { part: Part::Core, step: &step, edits: core },
            Share { part: Part::People, step: &step, edits: people },
        ];
        let shares = shares.into_iter().filter(|share| !share.edits.is_empty());
        self.write_to(matter, shares, now).await
    }

    /// Adds a note.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written.
    pub async fn note(
        &mut self,
        matter: MatterId,
        text: &str,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        self.step(matter, &Step::Noted { text: text.trim().to_owned() }, now).await
    }

    /// Takes a step that changes no fact: a note, a follow-up, a handing over.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written.
    pub async fn step(
        &mut self,
        matter: MatterId,
        step: &Step,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        self.write_to(matter, [Share { part: Part::Core, step, edits: &[] }], now).await
    }

    /// Writes the own office's text on a matter.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written.
    pub async fn memo(
        &mut self,
        matter: MatterId,
        text: &str,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let part = Part::Internal(self.registered()?.office.clone());
        let edits = [Edit::Memo(text.to_owned())];
        let step = Step::Edited {};
        self.write_to(matter, [Share { part, step: &step, edits: &edits }], now).await
    }

    pub(super) async fn write_to<'a>(
        &mut self,
        matter: MatterId,
        shares: impl IntoIterator<Item = Share<'a>>,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let mut opened = self.open_matter(matter).await?;
        self.may_write_to(&opened, now)?;
        let mut form = Form::default();
        for share in shares {
            match self.share(&mut form, &mut opened, &share, now) {
                // A form may touch two documents and change but one of them.
                Err(StationError::Write(casework::document::WriteError::NothingChanged)) => {}
                other => other?,
            }
        }
        if form.entries.is_empty() {
            return Err(casework::document::WriteError::NothingChanged.into());
        }
        form.rows.extend(self.row_into(matter, &opened, &mut form.batch)?);
        self.save(form).await
    }

    /// A matter that does not exist yet.
    pub(super) fn blank(&self, matter: MatterId) -> Result<OpenMatter, StationError> {
        let office = self.registered()?.office.clone();
        Ok(OpenMatter {
            core: casework::Document::new(DocKey::core(matter)),
            people: casework::Document::new(DocKey::people(matter)),
            internal: casework::Document::new(DocKey::internal(matter, office.clone())),
            committee: casework::Document::new(DocKey::committee(matter, office)),
        })
    }

    pub(super) fn registration(
        &self,
        form: &mut Form,
        opened: &mut OpenMatter,
        registration: &Registration,
        now: Moment,
    ) -> Result<(), StationError> {
        let matter = opened.core.key().matter;
        let core = Share { part: Part::Core, step: &registration.step, edits: &registration.core };
        self.share(form, opened, &core, now)?;
        if !registration.people.is_empty() {
            let step = Step::Edited {};
            let people = Share { part: Part::People, step: &step, edits: &registration.people };
            self.share(form, opened, &people, now)?;
        }
        form.rows.extend(self.row_into(matter, opened, &mut form.batch)?);
        Ok(())
    }

    pub(super) fn share(
        &self,
        form: &mut Form,
        opened: &mut OpenMatter,
        share: &Share<'_>,
        now: Moment,
    ) -> Result<(), StationError> {
        self.is_left_alone(opened, &share.part, share.step, now)?;
        let identity = self.registered()?;
        let writer = Writer { actor: self.actor(identity), person: identity.person, at: now };
        let document = opened.document(&share.part).ok_or(StationError::NotHere)?;
        let Written { hash, bytes } = document.write(&writer, share.step, share.edits)?;
        let key = document.key().clone();
        let stored = StoredChange { key: key.clone(), bytes: bytes.into(), place: None };
        document.note_arrivals([(hash, Arrival::Pending)]);
        let entry = OutboxEntry {
            key,
            hash,
            at: now.millis(),
            form: form.entries.first().map_or(hash, |first| {
                if first.key.matter == stored.key.matter { first.form } else { hash }
            }),
            step: share.step.to_message(),
            refused: None,
            let_go: None,
        };
        form.batch.put(
            Space::Changes,
            change_key(entry.key.id(), &hash),
            minicbor::to_vec(&stored).unwrap_or_default(),
        );
        form.batch.put(
            Space::Outbox,
            entry.store_key(),
            minicbor::to_vec(&entry).unwrap_or_default(),
        );
        form.entries.push(entry);
        Ok(())
    }

    /// The mark that a form saved from now on leaves behind, in its transaction: whoever did not hear
    /// how the saving ended, because the engine did, asks for it ([`Station::was_saved`]). A number that
    /// no other form has.
    pub fn mark(&mut self, mark: Option<u64>) {
        self.mark = mark;
    }

    /// Puts the mark into the transaction that saves the form, behind those of the forms before.
    pub(super) async fn leave_mark(&self, batch: &mut Batch) {
        let Some(mark) = self.mark else { return };
        // Marks that cannot be read keep no form from being saved.
        let before = self.read(Space::Meta, meta::LAST_SAVED).await.ok().flatten();
        let before = before.unwrap_or_default();
        let mark = mark.to_be_bytes();
        let mut marks: Vec<&[u8]> = before.chunks_exact(mark.len()).collect();
        marks.push(&mark);
        let old = marks.len().saturating_sub(MARKS);
        batch.put(Space::Meta, meta::LAST_SAVED, marks.split_off(old).concat());
    }

    /// Whether one of the forms that were saved last on this device, in any of its tabs, left this mark.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn was_saved(&self, mark: u64) -> Result<bool, StationError> {
        let last = self.read(Space::Meta, meta::LAST_SAVED).await?.unwrap_or_default();
        let mark = mark.to_be_bytes();
        Ok(last.chunks_exact(mark.len()).any(|left| left == mark))
    }

    /// Commits a form strictly. Only when this returns is it saved.
    pub(super) async fn save(&mut self, form: Form) -> Result<Vec<Effect>, StationError> {
        let Form { mut batch, entries, rows } = form;
        self.leave_mark(&mut batch).await;
        self.write(batch, Durability::Strict).await?;
        let mut effects = vec![Effect::RowsChanged];
        let mut matters: Vec<MatterId> = entries.iter().map(|entry| entry.key.matter).collect();
        matters.dedup();
        effects.extend(matters.into_iter().map(Effect::MatterChanged));
        self.fresh_rows += rows.len();
        rows.into_iter().for_each(|row| self.rows.put(row));
        self.outbox.extend(entries);
        self.note_waiting();
        effects.push(Effect::SyncChanged);
        // It is saved: that it cannot be handed in just now is no error of the form.
        if let Ok(push) = self.next_push().await {
            effects.extend(push);
        }
        Ok(effects)
    }
}

/// A local number: `990101001201-1-0001`. Kept for ever, printed on the receipt.
pub(super) fn local_no(office: &OfficeCode, device: u32, count: u32) -> String {
    format!("{office}-{device}-{count:04}")
}

pub(super) fn names_accusation(edit: &Edit) -> bool {
    let Edit::Fact(Fact::Purpose, Some(FactValue::Text(name))) = edit else { return false };
    Purpose::from_name(name) == Some(Purpose::Accusation)
}
