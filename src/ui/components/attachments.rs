//! Attachments of a matter: shown, added, looked at closely, taken away. Whoever shows a matter, or a
//! part of one, places an [`AttachmentList`]; where somebody signs, a [`SignSlot`].

mod add;
mod fit;
mod item;
mod list;
mod object_url;
mod sign_slot;
mod signature_pad;
mod storage;
mod viewer;
mod zoom;

pub use list::AttachmentList;
pub use sign_slot::SignSlot;
pub use signature_pad::SignaturePad;
pub use storage::AttachmentStorage;

use casework::step::attachment::AttachmentKind;
use ident::MatterId;

use crate::{
    bridge::{
        AttachmentAsk, AttachmentReply, Blob, Command, Failure, NewAttachment, PictureMade, Reply,
    },
    ui::session::Session,
};

/// Asks the engine.
pub(super) async fn ask(session: Session, ask: AttachmentAsk) -> Result<AttachmentReply, Failure> {
    match session.ask(Command::Attachment(ask)).await? {
        Reply::Attachment(reply) => reply.open().ok_or_else(Failure::misfit),
        _ => Err(Failure::misfit()),
    }
}

/// What a new attachment belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Which matter.
    pub matter: MatterId,
    /// What of it; empty for the matter.
    pub of: String,
    /// It stays with the own office's mediation committee.
    pub confidential: bool,
}

/// Attaches what was made fit. When this returns, it is on this device's disk.
pub(super) async fn attach(
    session: Session,
    place: Place,
    made: PictureMade,
    kind: AttachmentKind,
    name: String,
) -> Result<(), Failure> {
    let PictureMade { bytes: Blob(bytes), width, height } = made;
    let Place { matter, of, confidential } = place;
    let bytes = Blob(bytes);
    let new = NewAttachment { matter, bytes, name, kind, width, height, of, confidential };
    match ask(session, AttachmentAsk::Add(new)).await? {
        AttachmentReply::Added(_) => Ok(()),
        _ => Err(Failure::misfit()),
    }
}
