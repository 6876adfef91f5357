//! A form that writes to several documents, or to several cases: all of it or nothing.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use casework::{
    Moment, Step,
    case_write::{CaseWrite, WritePart},
    dispute::DisputeStep,
    document::WriteError,
    intake::{IntakeField, IntakeProblem},
    meeting::MeetingStep,
    schema::Fact,
};
use ident::{MatterId, Part};

use super::{
    Station, StationError,
    fold::OpenMatter,
    write::{Form, Share, local_no, names_accusation},
};
use crate::{Effect, Space, Store, record::meta};

/// What became of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entered {
    /// The numbers of the cases that were opened.
    pub numbers: Vec<(MatterId, String)>,
}

impl<S: Store> Station<S> {
    /// Writes a form in one strict transaction and forgets what was half typed of it: all texts kept
    /// under names that begin with `scratch`. Every formal
    /// step is asked about first, in the state that the ones before it leave.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written.
    pub async fn enter(
        &mut self,
        writes: &[CaseWrite],
        scratch: Option<&str>,
        now: Moment,
    ) -> Result<(Entered, Vec<Effect>), StationError> {
        let mut form = Form::default();
        let mut entered = Entered::default();
        let mut opened: BTreeMap<MatterId, OpenMatter> = BTreeMap::new();
        let mut count = self.local_numbers().await?;
        // Cases that were there before; what is opened here may be filled in, whoever it concerns.
        let mut older: BTreeSet<MatterId> = BTreeSet::new();
        for write in writes {
            let case = match opened.entry(write.case) {
                Entry::Occupied(there) => there.into_mut(),
                Entry::Vacant(place) => place.insert(match self.open_matter(write.case).await {
                    Err(StationError::NotHere) => self.blank(write.case)?,
                    found => {
                        older.insert(write.case);
                        found?
                    }
                }),
            };
            for one in &write.writes {
                if one.part == WritePart::Core && one.edits.iter().any(names_accusation) {
                    let field = IntakeField::Fact(Fact::Purpose);
                    let problem = (field, IntakeProblem::Accusation);
                    return Err(StationError::Problems(vec![problem]));
                }
                let mut step = one.step.clone();
                if self.number(&mut step, count + 1)? {
                    count += 1;
                    let number = step.opening_no().unwrap_or_default().to_owned();
                    entered.numbers.push((write.case, number));
                }
                // What a committee keeps (an inquiry) derives nothing: nothing stands in its way.
                if step.kind().is_formal() && one.part != WritePart::Committee {
                    self.is_allowed(case, &step, now)?;
                } else if older.contains(&write.case) {
                    self.may_write_to(case, now)?;
                }
                self.note_number(&mut form.batch, &step).await?;
                let share = Share { part: self.part(one.part)?, step: &step, edits: &one.edits };
                match self.share(&mut form, case, &share, now) {
                    Err(StationError::Write(WriteError::NothingChanged)) => {}
                    other => other?,
                }
            }
        }
        if form.entries.is_empty() {
            return Err(WriteError::NothingChanged.into());
        }
        for (case, documents) in &opened {
            form.rows.extend(self.row_into(*case, documents, &mut form.batch)?);
        }
        if !entered.numbers.is_empty() {
            let count = minicbor::to_vec(count).unwrap_or_default();
            form.batch.put(Space::Meta, meta::LOCAL_NUMBER, count);
        }
        if let Some(prefix) = scratch {
            self.drop_scratches(prefix, &mut form.batch).await?;
        }
        let effects = self.save(form).await?;
        Ok((entered, effects))
    }

    fn part(&self, part: WritePart) -> Result<Part, StationError> {
        let office = || Ok::<_, StationError>(self.registered()?.office.clone());
        Ok(match part {
            WritePart::Core => Part::Core,
            WritePart::People => Part::People,
            WritePart::Internal => Part::Internal(office()?),
            WritePart::Committee => Part::Committee(office()?),
        })
    }

    /// Gives a case that is opened its number and its rules. False for a step that opens none, or one
    /// whose cases have no numbers.
    fn number(&self, step: &mut Step, count: u32) -> Result<bool, StationError> {
        let identity = self.registered()?;
        let number = local_no(&identity.office, identity.number, count);
        let profile = self.directory().profile.as_deref().unwrap_or("national/1").to_owned();
        match step {
            Step::Registered { local_no, rules, .. } => {
                *local_no = number;
                *rules = Some(profile);
            }
            Step::Dispute(DisputeStep::Found(found)) => {
                found.local_no = number;
                found.rules = Some(profile);
            }
            Step::Meeting(MeetingStep::Planned(plan)) => plan.local_no = number,
            _ => return Ok(false),
        }
        Ok(true)
    }
}
