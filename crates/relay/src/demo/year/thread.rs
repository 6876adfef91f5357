//! What becomes of one case, in order: who does what, so many days after what went before.

use std::collections::VecDeque;

use casework::{
    Directory, MatterView, Step, case_write::CaseWrite, directory::Power, step::payload::Acting,
};
use chrono::NaiveDate;
use ident::{ChangeHash, MatterId, OfficeCode, PersonId, PostId};

/// What somebody at a tablet knows when they enter something.
pub(super) struct Here<'a> {
    pub(super) on: NaiveDate,
    pub(super) office: &'a OfficeCode,
    pub(super) person: PersonId,
    pub(super) directory: &'a Directory,
    /// The case, where the act reads it and it is here.
    pub(super) view: Option<MatterView>,
}

impl Here<'_> {
    /// In a post that permits something. Where there is none the station will say so.
    pub(super) fn by(&self, power: Power) -> Acting {
        let mut posts = self.directory.posts_of(self.person, self.office, self.on);
        let post = posts.find(|post| post.role.has(power));
        Acting { post: post.map_or(PostId::new([0; 8]), |post| post.id), on: self.on }
    }

    /// The demands of the case, by id.
    pub(super) fn demands(&self) -> Vec<String> {
        let demands = self.view.iter().flat_map(|view| &view.demands);
        demands.filter(|demand| !demand.struck).map(|demand| demand.id.clone()).collect()
    }

    /// The change that holds the opinion that was drafted.
    pub(super) fn opinion(&self) -> ChangeHash {
        let opinion = self.view.as_ref().and_then(|view| view.state.opinion.as_ref());
        opinion.map_or(ChangeHash::new([0; 32]), |opinion| opinion.change)
    }
}

/// Whether an act reads the case first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    /// No.
    Nothing,
    /// Yes, where it is here.
    WhatIsHere,
    /// Yes, and waits until it is here.
    TheCase,
}

type Make = Box<dyn Fn(&Here<'_>) -> Vec<CaseWrite>>;

/// One form that somebody saves.
pub(super) struct Act {
    /// So many days after the one before it.
    pub(super) after: u64,
    /// Whose tablet.
    pub(super) who: usize,
    pub(super) reads: Reads,
    pub(super) make: Make,
}

/// The acts of one case.
pub(super) struct Thread {
    /// When it begins.
    pub(super) begin: NaiveDate,
    pub(super) case: MatterId,
    pub(super) acts: VecDeque<Act>,
    /// How often the next act was tried in vain.
    pub(super) tries: u32,
}

impl Thread {
    pub(super) fn new(begin: NaiveDate, case: MatterId) -> Self {
        Self { begin, case, acts: VecDeque::new(), tries: 0 }
    }

    /// A form that may write to several cases.
    pub(super) fn form(
        mut self,
        (after, who, reads): (u64, usize, Reads),
        make: impl Fn(&Here<'_>) -> Vec<CaseWrite> + 'static,
    ) -> Self {
        self.acts.push_back(Act { after, who, reads, make: Box::new(make) });
        self
    }

    /// Steps of this case that need nothing of what stands in it.
    pub(super) fn steps<const N: usize>(
        self,
        after: u64,
        who: usize,
        make: impl Fn(&Here<'_>) -> [Step; N] + 'static,
    ) -> Self {
        self.with(after, who, Reads::Nothing, make)
    }

    /// Steps of this case that follow from what stands in it.
    pub(super) fn reading<const N: usize>(
        self,
        after: u64,
        who: usize,
        make: impl Fn(&Here<'_>) -> [Step; N] + 'static,
    ) -> Self {
        self.with(after, who, Reads::TheCase, make)
    }

    fn with<const N: usize>(
        self,
        after: u64,
        who: usize,
        reads: Reads,
        make: impl Fn(&Here<'_>) -> [Step; N] + 'static,
    ) -> Self {
        let case = self.case;
        self.form((after, who, reads), move |here| {
            vec![make(here).into_iter().fold(CaseWrite::to(case), CaseWrite::step)]
        })
    }
}
