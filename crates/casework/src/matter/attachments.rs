//! What is attached to a matter.

use std::collections::BTreeSet;

use ident::{BlobId, ChangeHash, OfficeCode, PersonId};
use serde::{Deserialize, Serialize};

use super::MatterState;
use crate::{Directory, Moment, Step, history::SeenChange, step::attachment::Attachment};

/// So many attachments a matter has at most, and as many what one committee keeps of it: a station adds
/// no more, and the relay keeps no more.
pub const MAX_ATTACHMENTS: usize = 200;

/// An attachment, and who added it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentState {
    /// The change that mentions it.
    pub change: ChangeHash,
    /// The office whose device added it.
    pub office: Option<OfficeCode>,
    /// The person.
    pub person: Option<PersonId>,
    /// The device's clock.
    pub at: Moment,
    /// What it is.
    pub attachment: Attachment,
    /// Whether somebody took it away: it is not shown, and its bytes stay.
    pub detached: bool,
}

impl MatterState {
    /// Attachments that are shown.
    pub fn attached(&self) -> impl Iterator<Item = &AttachmentState> {
        self.attachments.iter().filter(|one| !one.detached)
    }

    /// An attachment by the name of its bytes, shown or not.
    #[must_use]
    pub fn attachment(&self, blob: BlobId) -> Option<&AttachmentState> {
        self.attachments.iter().find(|one| one.attachment.blob == blob)
    }

    /// Takes the attachments from changes of the core document.
    pub(super) fn take_attachments(&mut self, changes: &[SeenChange], directory: &Directory) {
        self.attachments = AttachmentState::of(changes, directory);
        // Letters and signatures name the person: they go with the people document.
        if self.retention.erased().is_some() {
            self.attachments.iter_mut().for_each(|one| one.detached = true);
        }
    }
}

impl AttachmentState {
    /// What a document attaches, from its changes in [`crate::history::in_order`]. These steps are not
    /// acts: they need no post and derive nothing else. A taking away holds wherever it stands, so that
    /// no order of arrival can bring an attachment back.
    #[must_use]
    pub fn of(changes: &[SeenChange], directory: &Directory) -> Vec<Self> {
        let detached: BTreeSet<BlobId> = changes
            .iter()
            .filter_map(|change| match &change.step {
                Step::Detached { blob } => Some(*blob),
                _ => None,
            })
            .collect();
        let mut known = BTreeSet::new();
        let attached = changes.iter().filter_map(|change| match &change.step {
            Step::Attached(attachment) => Some((change, attachment)),
            _ => None,
        });
        attached
            .filter(|(_, attachment)| known.insert(attachment.blob))
            .map(|(change, attachment)| Self {
                change: change.hash,
                office: directory.device(change.device()).map(|device| device.office.clone()),
                person: change.person,
                at: change.at,
                attachment: attachment.clone(),
                detached: detached.contains(&attachment.blob),
            })
            .collect()
    }
}
