//! Matters that look the same: proposed, never tied together by themselves.

use std::collections::BTreeSet;

use casework::{
    CaseKind, MatterRow, Step,
    intake::Intake,
    repeats::{Candidate, Likely, likely},
    step::codes::Relation,
};
use ident::MatterId;

use super::{Station, StationError};
use crate::{Batch, Durability, Space, Store};

/// More than this nobody reads while somebody waits at the desk.
const MOST: usize = 5;

/// A merge that stands on one side alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfMerge {
    /// The other matter.
    pub other: MatterId,
    /// What the two would be, seen from the matter at hand.
    pub relation: Relation,
    /// The matter at hand has it and the other has not; else the other way round.
    pub stands_here: bool,
}

impl<S: Store> Station<S> {
    /// Matters that look like what is being entered, the likeliest first. Looks at every row held
    /// here: what has not come to this device is not found, and is looked for again when the
    /// matter is opened after it has.
    #[must_use]
    pub fn similar(&self, intake: &Intake) -> Vec<Likely> {
        // What is to be sealed is compared with nothing.
        if intake.is_accusation() {
            return Vec::new();
        }
        let candidate = Candidate::typed(intake);
        likely(&candidate, self.rows.of(CaseKind::Petition), MOST + intake.not_same.len())
            .into_iter()
            .filter(|found| !intake.not_same.contains(&found.matter))
            .take(MOST)
            .collect()
    }

    /// Matters that look like one that is here, without those it is tied to and those a person
    /// said it is not the same as.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn similar_to(&self, matter: MatterId) -> Result<Vec<Likely>, StationError> {
        let row = self.rows.get(matter).ok_or(StationError::NotHere)?;
        let dismissed = self.dismissed(matter).await?;
        let tied = |other: &MatterRow| {
            row.links.iter().any(|(to, _)| *to == other.matter)
                || other.links.iter().any(|(to, _)| *to == matter)
        };
        let rows = self
            .rows
            .of(CaseKind::Petition)
            .filter(|other| !dismissed.contains(&other.matter) && !tied(other));
        Ok(likely(&Candidate::of_row(row), rows, MOST))
    }

    /// Merges of a matter that stand on one side alone: the other office refused its half, or the two
    /// contradicted each other while apart. As far as the other matter is known here.
    #[must_use]
    pub fn half_merges(&self, matter: MatterId) -> Vec<HalfMerge> {
        let Some(own) = self.rows.get(matter) else { return Vec::new() };
        let has = |row: &MatterRow, other: MatterId, relation: Relation| {
            row.links.iter().any(|(to, how)| *to == other && how == relation.name())
        };
        let sides = [
            (Relation::MergedInto, Relation::MergedFrom),
            (Relation::MergedFrom, Relation::MergedInto),
        ];
        let mut found = Vec::new();
        for other in self.rows.of(CaseKind::Petition).filter(|row| row.matter != matter) {
            for (here, there) in sides {
                match (has(own, other.matter, here), has(other, matter, there)) {
                    (stands_here, stands_there) if stands_here != stands_there => {
                        found.push(HalfMerge { other: other.matter, relation: here, stands_here });
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// Whether a tie, or its undoing, has no more to do in a matter: it stands there, or it does not.
    pub(super) fn stands(&self, matter: MatterId, step: &Step) -> bool {
        let (link, wanted) = match step {
            Step::Linked(link) => (link, true),
            Step::Unlinked(link) => (link, false),
            _ => return false,
        };
        let Some(row) = self.rows.get(matter) else { return false };
        let tie = |(to, how): &(MatterId, String)| *to == link.other && how == link.relation.name();
        row.links.iter().any(tie) == wanted
    }

    /// Remembers on this device that two matters are not the same: they are not proposed again.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written.
    pub async fn dismiss_similar(
        &self,
        matter: MatterId,
        other: MatterId,
    ) -> Result<(), StationError> {
        let mut batch = Batch::default();
        batch.put(Space::Dismissed, pair_key(matter, other), []);
        self.write(batch, Durability::Strict).await
    }

    async fn dismissed(&self, matter: MatterId) -> Result<BTreeSet<MatterId>, StationError> {
        let found = self.read_all(Space::Dismissed, &[vec![]]).await?.concat();
        let others = found.iter().filter_map(|(key, _)| {
            let (one, two) = key.split_at_checked(16)?;
            let (one, two) = (MatterId::from_slice(one).ok()?, MatterId::from_slice(two).ok()?);
            match matter {
                this if this == one => Some(two),
                this if this == two => Some(one),
                _ => None,
            }
        });
        Ok(others.collect())
    }

    /// Matters about the same person, of any kind: the same ID number, or the same name and telephone.
    /// Names alone are too many people's.
    #[must_use]
    pub fn same_person(&self, matter: MatterId) -> Vec<MatterId> {
        let Some(own) = self.rows.get(matter) else { return Vec::new() };
        let same = |other: &&MatterRow| {
            let by_number = own.id_mark.is_some() && own.id_mark == other.id_mark;
            let named = !own.name.is_empty() && !own.phone.is_empty();
            by_number || (named && own.name == other.name && own.phone == other.phone)
        };
        self.rows.iter().filter(same).map(|row| row.matter).collect()
    }

    /// A matter's row, for showing what was found.
    #[must_use]
    pub fn row(&self, matter: MatterId) -> Option<&MatterRow> {
        self.rows.get(matter)
    }
}

/// Which of the two was looked at makes no difference.
fn pair_key(one: MatterId, two: MatterId) -> Vec<u8> {
    let (first, second) = if one <= two { (one, two) } else { (two, one) };
    [first.as_bytes().as_slice(), second.as_bytes().as_slice()].concat()
}
