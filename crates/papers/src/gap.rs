//! What a paper still lacks.

use serde::{Deserialize, Serialize};

use crate::limits::{EXTENSION_DAYS_MAX, PARTIES_MIN, REPRESENTATIVES_MAX};
use crate::{Field, IssuerTier, PaperData, PaperKind};

/// Why a field is a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nothing is there.
    Missing,
    /// What is there is outside of what the law allows, e.g. an extension of 40 days.
    OutOfRange,
}

/// One thing that keeps a paper from being issued. A draft prints a blank there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gap {
    /// What it is about.
    pub field: Field,
    /// Which entry of its list, from 0; none where the field is in no list or the list is empty.
    pub item: Option<usize>,
    /// Why.
    pub why: Why,
}

/// Gaps in the order found, each once.
#[derive(Debug, Default)]
pub struct Gaps(Vec<Gap>);

impl Gaps {
    /// Notes one.
    pub fn add(&mut self, field: Field, item: Option<usize>, why: Why) {
        let gap = Gap { field, item, why };
        if !self.0.contains(&gap) {
            self.0.push(gap);
        }
    }

    /// Notes what the kind of paper needs and the data lacks.
    pub fn of(kind: PaperKind, data: &PaperData) -> Self {
        let mut gaps = Self::default();
        for field in kind.required() {
            let entries = field.list().map_or(0, |list| list.len(data));
            if entries == 0 {
                if field.value(data, 0).is_none() {
                    gaps.add(field, None, Why::Missing);
                }
                continue;
            }
            for item in (0..entries).filter(|item| field.value(data, *item).is_none()) {
                gaps.add(field, Some(item), Why::Missing);
            }
        }
        gaps.parties(kind, data);
        gaps.out_of_range(kind, data);
        gaps
    }

    /// Where there is one party, the other is missing.
    fn parties(&mut self, kind: PaperKind, data: &PaperData) {
        if kind.needs_two_parties() && data.dispute.parties.len() < PARTIES_MIN {
            self.add(Field::PartyName, Some(PARTIES_MIN - 1), Why::Missing);
        }
    }

    fn out_of_range(&mut self, kind: PaperKind, data: &PaperData) {
        if data.people.representatives.len() > REPRESENTATIVES_MAX {
            self.add(Field::Representatives, None, Why::OutOfRange);
        }
        let extends = matches!(kind, PaperKind::ExtensionApproval | PaperKind::ExtensionNotice);
        if extends
            && data.extension.days.is_some_and(|days| !(1..=EXTENSION_DAYS_MAX).contains(&days))
        {
            self.add(Field::ExtensionDays, None, Why::OutOfRange);
        }
        // Two ask, in an organ; a village station talks as neighbours do.
        let alone = data.talk.asking.len() == 1 && data.tier != IssuerTier::Village;
        if kind == PaperKind::TalkRecord && alone {
            self.add(Field::TalkAsking, None, Why::OutOfRange);
        }
    }

    /// All of them.
    pub fn into_vec(self) -> Vec<Gap> {
        self.0
    }
}
