//! Attaching, looking at, taking away.

use casework::{
    Moment, Step,
    matter::{AttachmentState, MAX_ATTACHMENTS},
    step::attachment::{Attachment, AttachmentKind, Medium},
};
use ident::{BlobId, ContentKey, MatterId, Part};

use super::{super::write, BlobStatus, delete_pieces, put_record};
use crate::{
    Batch, Durability, Effect, Space, Station, StationError, Store,
    blob::{self, BlobEntropy, BlobRecord, MAX_ATTACHMENT, SEAL_BYTES, chunks},
};
use write::{Form, Share};

/// Longest name of an attachment, in characters: it is shown in one line, and a step's message has a
/// limit. What is longer is cut.
const LONGEST_NAME: usize = 120;

/// What is said of a new attachment besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentNote {
    /// What a person calls it; may be empty.
    pub name: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// Pixels; 0 where it has none.
    pub width: u32,
    /// Pixels; 0 where it has none.
    pub height: u32,
    /// What of the matter it belongs to; empty for the matter.
    pub of: String,
    /// It stays with the own office's mediation committee: no other office ever gets it (Mediation
    /// Law, art. 15).
    pub confidential: bool,
}

/// An attachment of a matter, as this device knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedHere {
    /// What it is, and who added it.
    pub state: AttachmentState,
    /// It is the own office's mediation committee's alone.
    pub confidential: bool,
    /// How far its bytes are.
    pub status: BlobStatus,
}

/// Why something cannot be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AttachProblem {
    /// It is neither a JPEG nor a PNG picture nor a PDF.
    #[error("it is of no kind that can be shown")]
    NotShown,
    /// It is larger than [`MAX_ATTACHMENT`].
    #[error("it is too large")]
    TooLarge,
    /// The matter, or what the committee keeps of it, has [`MAX_ATTACHMENTS`] already.
    #[error("the matter has too many attachments")]
    TooMany,
}

/// An attachment that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Its bytes, opened.
    Here(Vec<u8>),
    /// They are not all on this device: how far they are.
    NotHere(BlobStatus),
    /// They are here and are not what was attached, or a later version sealed them. What the relay
    /// has is fetched anew when wanted.
    Damaged,
}

impl<S: Store> Station<S> {
    /// Attaches something to a matter: its sealed bytes, the step that mentions it and what waits
    /// to be handed in are one strict transaction. Bytes are handed in after everything else.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written.
    pub async fn attach(
        &mut self,
        matter: MatterId,
        bytes: &[u8],
        note: &AttachmentNote,
        entropy: &BlobEntropy,
        now: Moment,
    ) -> Result<(BlobId, Vec<Effect>), StationError> {
        if bytes.len() > MAX_ATTACHMENT {
            return Err(AttachProblem::TooLarge.into());
        }
        let medium = Medium::of(bytes).ok_or(AttachProblem::NotShown)?;
        let mut opened = self.open_matter(matter).await?;
        self.may_write_to(&opened, now)?;
        let beside = opened.attached(self.directory());
        if beside.filter(|(_, own)| *own == note.confidential).count() >= MAX_ATTACHMENTS {
            return Err(AttachProblem::TooMany.into());
        }
        let sealed = blob::seal(bytes, entropy).map_err(|_| AttachProblem::TooLarge)?;
        let blob = BlobId::of(&sealed);
        let step = Step::Attached(Attachment {
            blob,
            key: ContentKey::new(entropy.key),
            name: note.name.trim().chars().take(LONGEST_NAME).collect(),
            kind: note.kind,
            mime: medium.mime().to_owned(),
            size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            width: note.width,
            height: note.height,
            of: note.of.clone(),
        });
        let mut form = Form::default();
        let share = Share { part: self.shelf(note.confidential)?, step: &step, edits: &[] };
        self.share(&mut form, &mut opened, &share, now)?;
        form.rows.extend(self.row_into(matter, &opened, &mut form.batch)?);
        for (key, piece) in chunks(blob, 0, &sealed) {
            form.batch.put(Space::Blobs, key, piece);
        }
        let size = u32::try_from(sealed.len()).unwrap_or(u32::MAX);
        let record = BlobRecord {
            matter,
            size,
            held: size,
            handed_in: false,
            sent: 0,
            pinned: false,
            wanted: false,
            since: now.millis(),
        };
        put_record(&mut form.batch, blob, &record);
        let mut effects = self.save(form).await?;
        self.blobs.insert(blob, record);
        effects.push(Effect::BlobChanged(blob));
        Ok((blob, effects))
    }

    /// Takes an attachment away: it is not shown any more, at any office. Its bytes stay where they
    /// are, as everything that was ever entered does.
    ///
    /// # Errors
    /// [`StationError`]; then nothing was written.
    pub async fn detach(
        &mut self,
        matter: MatterId,
        blob: BlobId,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let (found, confidential) = self.attachment_state(matter, blob).await?;
        if found.detached {
            return Err(casework::document::WriteError::NothingChanged.into());
        }
        let step = Step::Detached { blob };
        let share = Share { part: self.shelf(confidential)?, step: &step, edits: &[] };
        self.write_to(matter, [share], now).await
    }

    /// The document that mentions attachments: the matter's own, or the committee's.
    fn shelf(&self, confidential: bool) -> Result<Part, StationError> {
        let office = || Ok(self.registered()?.office.clone());
        if confidential { office().map(Part::Committee) } else { Ok(Part::Core) }
    }

    /// An attachment of a matter, opened, where its bytes are here.
    ///
    /// # Errors
    /// [`StationError::NotHere`] where the matter mentions no such attachment.
    pub async fn attachment(
        &mut self,
        matter: MatterId,
        blob: BlobId,
    ) -> Result<Found, StationError> {
        let attachment = self.attachment_state(matter, blob).await?.0.attachment;
        let Some(record) = self.blob_record(blob).await?.filter(BlobRecord::is_here) else {
            let size = sealed_size(&attachment);
            let status = self.blob_status(blob);
            return Ok(Found::NotHere(BlobStatus { size, ..status }));
        };
        let sealed = self.sealed_bytes(blob).await?;
        if BlobId::of(&sealed) != blob {
            self.forget_damaged(blob, record).await?;
            return Ok(Found::Damaged);
        }
        match blob::open(&sealed, &attachment.key) {
            Ok(bytes) if Medium::of(&bytes) == attachment.medium() => Ok(Found::Here(bytes)),
            Ok(_) | Err(_) => Ok(Found::Damaged),
        }
    }

    /// The attachments of a matter, those taken away among them, and how far their bytes are.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn attachments(&self, matter: MatterId) -> Result<Vec<AttachedHere>, StationError> {
        let opened = self.open_matter(matter).await?;
        let here = |(state, confidential): (AttachmentState, bool)| {
            let status = self.blob_status(state.attachment.blob);
            AttachedHere { state, confidential, status }
        };
        Ok(opened.attached(self.directory()).map(here).collect())
    }

    /// An attachment by the name of its bytes, shown or not, and whether it is the committee's.
    pub(super) async fn attachment_state(
        &self,
        matter: MatterId,
        blob: BlobId,
    ) -> Result<(AttachmentState, bool), StationError> {
        let opened = self.open_matter(matter).await?;
        let mut all = opened.attached(self.directory());
        all.find(|(one, _)| one.attachment.blob == blob).ok_or(StationError::NotHere)
    }

    /// The sealed bytes as they are stored.
    pub(in super::super) async fn sealed_bytes(
        &self,
        blob: BlobId,
    ) -> Result<Vec<u8>, StationError> {
        let pieces = self.read_all(Space::Blobs, &[blob.as_bytes().to_vec()]).await?.concat();
        Ok(pieces.into_iter().flat_map(|(_, piece)| piece).collect())
    }

    /// Makes room for bytes that can be fetched anew. Those that exist nowhere else are left.
    async fn forget_damaged(
        &mut self,
        blob: BlobId,
        record: BlobRecord,
    ) -> Result<(), StationError> {
        if !record.handed_in {
            return Ok(());
        }
        let mut batch = Batch::default();
        delete_pieces(&mut batch, blob, record.held);
        let record = BlobRecord { held: 0, ..record };
        self.keep_blobs(batch, vec![(blob, record)], Durability::Relaxed).await
    }
}

/// The sealed bytes of an attachment, as its step says; 0 where that is beyond the limit.
pub(super) fn sealed_size(attachment: &Attachment) -> u32 {
    let sealed = u64::from(attachment.size) + SEAL_BYTES as u64;
    u32::try_from(sealed).ok().filter(|sealed| *sealed <= wire::MAX_BLOB).unwrap_or_default()
}
