//! What people who work with the app say of it (对本应用的意见): the complaint function that the rules
//! for staff apps ask for. Each is a case of its own, handed in like anything else. On devices that
//! worked before that, some lie in a space of their own; they are handed in once.

use casework::{
    CaseKind, MatterRow, Moment, Step,
    remark::{Remark, answering_post},
};
use chrono::NaiveDate;
use ident::{MatterId, PersonId, PostId};
use minicbor::{Decode, Encode};

use super::{
    Station, StationError,
    write::{Form, Share},
};
use crate::{Effect, Space, Store};

/// An opinion as devices kept it before opinions were handed in.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct KeptOpinion {
    /// When it was written: milliseconds since 1970 on the device's clock.
    #[n(0)]
    pub at: i64,
    /// Who wrote it.
    #[n(1)]
    pub person: PersonId,
    /// What it says.
    #[n(2)]
    pub text: String,
    /// The app's version and the browser, as the screen told them.
    #[n(3)]
    pub about: String,
}

impl<S: Store> Station<S> {
    /// Says something of the app. `id` is drawn by the caller.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written.
    pub async fn remark(
        &mut self,
        id: MatterId,
        text: &str,
        about: &str,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let remark = Remark {
            office: self.registered()?.office.clone(),
            on: now.date(),
            text: text.trim().to_owned(),
            about: about.chars().take(Remark::MAX_ABOUT).collect(),
            person: None,
        };
        let mut form = Form::default();
        self.add_remark(&mut form, id, remark, now)?;
        self.save(form).await
    }

    fn add_remark(
        &self,
        form: &mut Form,
        id: MatterId,
        remark: Remark,
        now: Moment,
    ) -> Result<(), StationError> {
        let mut opened = self.blank(id)?;
        let step = Step::Remarked(remark);
        self.is_allowed(&opened, &step, now)?;
        let share = Share { part: ident::Part::Core, step: &step, edits: &[] };
        self.share(form, &mut opened, &share, now)?;
        form.rows.extend(self.row_into(id, &opened, &mut form.batch)?);
        Ok(())
    }

    /// The remarks that this office sees, newest first.
    pub fn remarks(&self) -> impl Iterator<Item = &MatterRow> {
        self.rows.of(CaseKind::Remark)
    }

    /// The post in which the one who works here may answer a remark today.
    #[must_use]
    pub fn answering_post(&self, remark: &MatterRow, today: NaiveDate) -> Option<PostId> {
        let own = self.identity.as_ref()?;
        let home = remark.home.as_ref()?;
        answering_post(self.directory(), (&own.office, own.person), home, today)
    }

    /// What lies on this device from before remarks were handed in, and is not carried over yet,
    /// newest first. What cannot be read stays where it is.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn kept_opinions(&self) -> Result<Vec<KeptOpinion>, StationError> {
        let found = self.read_all(Space::Feedback, &[vec![]]).await?.concat();
        let opinions = found.iter().rev();
        Ok(opinions.filter_map(|(_, bytes)| minicbor::decode(bytes).ok()).collect())
    }

    /// Whether it was looked for what lies here from before.
    #[must_use]
    pub fn wants_to_carry_opinions(&self) -> bool {
        !self.opinions_carried && self.identity.is_some()
    }

    /// Makes remarks of what lies here from before: written and taken from its old place in one strict
    /// transaction, so that each is handed in once. What may not be handed in stays where it is.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was changed, and the next start tries again.
    pub async fn carry_opinions(&mut self, now: Moment) -> Result<Vec<Effect>, StationError> {
        self.opinions_carried = true;
        let own = self.registered()?.clone();
        let found = self.read_all(Space::Feedback, &[vec![]]).await?.concat();
        let mut form = Form::default();
        for (key, bytes) in found {
            let Ok(kept) = minicbor::decode::<KeptOpinion>(&bytes) else { continue };
            // A clock that ran ahead then does not keep it here now.
            let on = Moment::from_millis(kept.at).date().min(now.date());
            let mut one = Form::default();
            let mut written = true;
            // What is longer than one remark is several.
            for (at, text) in pieces(&kept.text).into_iter().enumerate() {
                let id = Remark::id_of_kept(&[&key, at.to_be_bytes().as_slice()].concat());
                let remark = Remark {
                    office: own.office.clone(),
                    on,
                    text,
                    about: kept.about.chars().take(Remark::MAX_ABOUT).collect(),
                    person: (kept.person != own.person).then_some(kept.person),
                };
                // Taken along already, by a tab or a copy of this store.
                let there = self.rows.get(id).is_some();
                written &= there || self.add_remark(&mut one, id, remark, now).is_ok();
            }
            if written {
                one.batch.delete(Space::Feedback, key);
                form.batch.writes.extend(one.batch.writes);
                form.entries.extend(one.entries);
                form.rows.extend(one.rows);
            }
        }
        if form.batch.is_empty() {
            return Ok(Vec::new());
        }
        self.save(form).await
    }
}

/// A text in pieces that each fit a remark.
fn pieces(text: &str) -> Vec<String> {
    let all: Vec<char> = text.trim().chars().collect();
    all.chunks(Remark::MAX_TEXT).map(|some| some.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These lie in stores for ever.
    #[test]
    fn kept_opinions_are_pinned() {
        let opinion = KeptOpinion {
            at: 1,
            person: PersonId::new([2; 16]),
            text: "慢".into(),
            about: "1.0".into(),
        };
        let bytes = minicbor::to_vec(&opinion).expect("encodes");
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "8401500202020202020202020202020202020263e685a263312e30");
    }
}
