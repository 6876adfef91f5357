//! What the UI asks of the engine, and what it answers.

use casework::{
    MatterView,
    access::{AccessKind, Given},
    case_write::CaseWrite,
    directory::{DutyView, Power},
    dispute::DisputeCounts,
    document::Edit,
    glance::Glance,
    intake::Intake,
    org::{OrgStep, OrgView},
    screening::ScreeningView,
};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode, PostId};
use serde::{Deserialize, Serialize};

use super::{
    ExportRow, Identity, ImportCheck, ImportRow, KnownRow, ListQuery, OfficeItem, Packed,
    SyncSummary, TodayLists, WaitingEntry, Window,
};

/// A command with the number its answer will carry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ToEngine {
    /// Counts up; the answer names it.
    pub id: u32,
    /// What a form that is saved by it leaves behind, in the same transaction: no other has it.
    pub mark: u64,
    /// What is asked.
    pub command: Command,
}

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its id: 16 hexadecimal digits, drawn by the UI when the form is opened.
    pub id: String,
    /// What was typed so far.
    pub intake: Intake,
    /// When it was last kept, milliseconds since 1970; the engine sets it.
    pub kept_at: i64,
}

/// What the UI asks.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Command {
    /// Open the storage and say who this device is. Always the first.
    Open {
        /// The relay's address, `ws://` or `wss://`.
        relay: String,
    },
    /// Register this browser with the one-time secret of a link.
    Enrol {
        /// The secret.
        secret: String,
    },
    /// A window of the list.
    List(ListQuery),
    /// How many matters stand on each list of the day.
    Today,
    /// Rows of the list for a file; at most 500 at once.
    ExportRows(ListQuery),
    /// One matter.
    Matter(MatterId),
    /// What can stand in a paper of a matter, for the files worker.
    PaperData {
        /// Which matter.
        matter: MatterId,
        /// Which paper.
        kind: papers::PaperKind,
        /// A new one, although one of the kind was made out before.
        fresh: bool,
    },
    /// Whether the form that was saved last on this device left this mark: asked when the engine died
    /// before it could say so.
    WasSaved(u64),
    /// The drafts on this device, newest first.
    Drafts,
    /// Keep a draft as it stands.
    KeepDraft(Draft),
    /// Throw a draft away.
    DropDraft(String),
    /// Register what was entered; the draft goes in the same transaction.
    Register {
        /// The draft it was written in.
        draft: String,
        /// What was entered.
        intake: Intake,
    },
    /// Change facts.
    Edit {
        /// Which matter.
        matter: MatterId,
        /// Edits of the core document.
        core: Vec<Edit>,
        /// Edits of the people document.
        people: Vec<Edit>,
        /// The key of the contested fact, where this is a choice among its values.
        chosen: Option<String>,
    },
    /// Add a note.
    Note {
        /// Which matter.
        matter: MatterId,
        /// Its text.
        text: String,
    },
    /// Add a follow-up.
    FollowUp {
        /// Which matter.
        matter: MatterId,
        /// The day it was made.
        on: NaiveDate,
        /// What came of it.
        text: String,
    },
    /// Hand the matter to another office.
    Hand {
        /// Which matter.
        matter: MatterId,
        /// To whom.
        to: OfficeCode,
        /// Why.
        text: String,
    },
    /// Take a formal step.
    Act {
        /// Which matter.
        matter: MatterId,
        /// The step, with the post it is taken in.
        step: Packed<casework::Step>,
    },
    /// The own office's text on a matter, which no lower tier ever sees.
    Memo {
        /// Which matter.
        matter: MatterId,
        /// The text.
        text: String,
    },
    /// What waits to be handed in.
    Waiting,
    /// What waits, as a file.
    ExportUnsent,
    /// The offices one may name: own, above, below; for pickers.
    Offices,
    /// Which rows of a ledger are here already, or look like something that is.
    CheckImport(Vec<KnownRow>),
    /// Take in rows of a ledger: one transaction.
    Import(Vec<ImportRow>),
    /// How many disputes there are.
    DisputeCounts,
    /// The posts of whoever works here today, for forms that open a case.
    Posts,
    /// The part of the directory that this office keeps.
    Org,
    /// Change something in it.
    OrgStep(Packed<OrgStep>),
    /// Write a form: steps and edits of one case or of several, in one transaction.
    Enter {
        /// What to write.
        writes: Packed<Vec<CaseWrite>>,
        /// How the names of its half-typed texts begin, to be forgotten with it.
        scratch: Option<String>,
    },
    /// Keep a half-typed form as it stands; empty content forgets it.
    KeepScratch {
        /// Its name.
        form: String,
        /// What stands in it, as its page writes it.
        content: String,
    },
    /// Half-typed forms whose names begin like this.
    Scratches(String),
    /// How many saved forms went with what was erased of a matter, because they had not been handed in.
    NotTaken(MatterId),
    /// Matters that look the same.
    Similar(super::SimilarAsk),
    /// Accusations.
    Sealed(super::SealedAsk),
    /// Record that something of a matter, or of a list, is shown in full, and why. Only when it is
    /// answered may it be shown.
    Disclose {
        /// What is shown.
        kind: AccessKind,
        /// Of which matter; none: of a list.
        matter: Option<MatterId>,
        /// Why.
        given: Given,
    },
    /// Ask for records of access behind a place; they come as an event.
    AskAccess(u64),
    /// Remarks on the app.
    Remark(super::RemarkAsk),
    /// Attachments.
    Attachment(super::AttachmentAsk),
    /// Screening, a village at a glance, duty.
    Field(super::FieldAsk),
    /// Visits, receptions, letters.
    Meeting(super::MeetingAsk),
    /// Locking, unlocking, PINs.
    Vault(super::VaultAsk),
    /// Devices.
    Devices(super::DeviceAsk),
    /// Files that a courier carries.
    Courier(super::CourierAsk),
    /// What the relay refused.
    Quarantine(super::QuarantineAsk),
    /// Whether somebody can see this tab, and whether the browser is to save data.
    Seen {
        /// The tab is in sight.
        seen: bool,
        /// Data is to be saved.
        sparing: bool,
    },
    /// Hand in attachments now, although the device is to save data.
    SendAttachments,
    /// Try to reach the relay now.
    SyncNow,
}

/// The engine's answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Reply {
    /// To `Open`, `Vault(Unlock)` and `Enrol`: who this device is; none while it is not registered.
    Opened(Option<Identity>),
    /// To `List`.
    Window(Window),
    /// To `Today`.
    Today(TodayLists),
    /// To `ExportRows`.
    Exported {
        /// How many rows there are in all.
        found: u32,
        /// Those that were asked for.
        rows: Packed<Vec<ExportRow>>,
    },
    /// To `Matter`.
    Matter(Packed<MatterView>),
    /// To `PaperData`.
    PaperData {
        /// The city's own template, where it has one, and a `papers::PaperData`; written for the files
        /// worker.
        data: Vec<u8>,
        /// The signatures that were drawn for it.
        drawn: Vec<super::DrawnSign>,
    },
    /// To `WasSaved`.
    WasSaved(bool),
    /// To `Drafts`.
    Drafts(Vec<Draft>),
    /// To commands that write: it is on this device's disk.
    Saved,
    /// To `Register`: it is on this device's disk.
    Registered {
        /// The new matter.
        matter: MatterId,
        /// Its local number.
        local_no: String,
    },
    /// To `Waiting`.
    Waiting {
        /// In short.
        summary: SyncSummary,
        /// One by one, oldest first.
        entries: Packed<Vec<WaitingEntry>>,
    },
    /// To `ExportUnsent`.
    File {
        /// A name for it.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// To `Offices`.
    Offices(Vec<OfficeItem>),
    /// To `CheckImport`: one for each row asked about.
    Checked(Vec<ImportCheck>),
    /// To `Import`.
    Imported {
        /// How many rows became new matters.
        added: u32,
        /// How many were here already.
        present: u32,
    },
    /// To `DisputeCounts`.
    DisputeCounts(DisputeCounts),
    /// To `Posts`: each with what it permits, in the directory's order.
    Posts(Vec<(PostId, Vec<Power>)>),
    /// To `Org`.
    Org(Packed<OrgView>),
    /// To `Enter`: the numbers of the cases that were opened. It is on this device's disk.
    Entered(Vec<(MatterId, String)>),
    /// To `Scratches`: names and contents.
    Scratches(Vec<(String, String)>),
    /// To `NotTaken`.
    NotTaken(u32),
    /// To `Similar`: the likeliest first, at most five.
    Similar(Packed<Vec<super::SimilarItem>>),
    /// To `Sealed(Record)`: its number, and what becomes of it. It is on this device's disk.
    SealedAs(String, super::SealedFate),
    /// To `Sealed(Open)`: it is recorded who opened it.
    SealedOpened(Packed<super::SealedItem>),
    /// To `Sealed(List)`.
    Sealed(Packed<super::SealedShelf>),
    /// To `Similar(HalfMerges)`.
    HalfMerges(Packed<Vec<super::HalfMerge>>),
    /// To `Remark(List)`, newest first.
    Remarks(Packed<super::Listed<super::RemarkItem>>),
    /// To `Attachment`.
    Attachment(Packed<super::AttachmentReply>),
    /// To `Field(Screening)`.
    Screening(Packed<ScreeningView>),
    /// To `Field(Glance)`.
    Glance(Packed<Glance>),
    /// To `Field(Duty)`.
    Duty(Packed<DutyView>),
    /// To `Meeting`.
    Meeting(super::MeetingReply),
    /// To `Open`, where the device has a PIN, and to `Vault(Unlock)`, where it was out of touch for too
    /// long.
    Locked(super::LockScreen),
    /// To `Vault(State)`.
    Vault(Packed<super::VaultState>),
    /// To `Courier`.
    Courier(Packed<super::CourierReply>),
    /// To `Quarantine(List)`, the oldest first.
    Quarantine(Packed<Vec<super::RefusedItem>>),
    /// To `SyncNow`.
    Trying,
}
