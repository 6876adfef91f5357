//! What the UI thread and the engine worker say to each other. Both are of one build, so these
//! messages have no versions; nothing of them is ever stored.

mod access;
mod attachment;
mod codec;
mod command;
mod courier;
mod device;
mod event;
mod failure;
mod field;
mod import;
mod listing;
mod meeting;
mod paper;
mod quarantine;
mod remark;
mod sealed;
mod similar;
mod vault;

pub use access::{AccessItem, AccessItems};
pub use attachment::{
    AttachmentAsk, AttachmentItem, AttachmentReply, AttachmentTrouble, AttachmentUsage, BlobPlace,
    NewAttachment, PictureMade, PictureTrouble,
};
pub use codec::{Blob, Packed, decode, encode};
pub use command::{Command, Draft, Reply, ToEngine};
pub use courier::{
    CourierAsk, CourierFile, CourierMatter, CourierReply, CourierTaken, CourierTrouble,
};
pub use device::{DeviceAnswer, DeviceAsk, InboxPiece};
pub use event::{Event, FirstSync, FromEngine, Identity, Link, SyncSummary};
pub use failure::Failure;
pub use field::FieldAsk;
pub use import::{FromImporter, ImportCheck, ImportRow, KnownRow, ToImporter};
pub use listing::{
    ClockOwner, ExportRow, ListClock, ListQuery, ListRow, OfficeItem, Refused, RowMore, TodayLists,
    WaitingEntry, Window,
};
pub use meeting::{
    CaseBrief, LetterItem, LettersWanted, Listed, MeetingAsk, MeetingItem, MeetingReply, Prepared,
    Span, VillageDesk,
};
pub use paper::{DrawnSign, PaperAsk, PaperField, PaperInput, PaperMade, PaperSign, PaperTrouble};
pub use quarantine::{QuarantineAsk, RefusedItem};
pub use remark::{AnswerItem, RemarkAsk, RemarkItem};
pub use sealed::{SealedAsk, SealedEntry, SealedFate, SealedItem, SealedOut, SealedShelf};
pub use similar::{HalfMerge, SimilarAsk, SimilarItem};
pub use vault::{LockPerson, LockScreen, VaultAsk, VaultState, VaultTrouble};
