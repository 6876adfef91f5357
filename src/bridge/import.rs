//! Taking a ledger in: the files worker reads the file, the engine takes the rows; and what else the
//! files worker is asked.

use casework::intake::Intake;
use ident::MatterId;
use ledger::{LedgerRow, SheetPlan, Skipped, dispute::DisputeLedger, export::Table};
use serde::{Deserialize, Serialize};

use super::{Packed, PaperAsk, PaperMade, PaperTrouble, PictureMade, PictureTrouble};

/// A row to be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// What identifies the row by its content (16 bytes).
    pub key: Vec<u8>,
    /// Sheet and row it stood in: `来访 12`.
    pub place: String,
    /// What it says.
    pub intake: Intake,
}

/// What is asked about a row before it is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownRow {
    /// What identifies the row by its content.
    pub key: Vec<u8>,
    /// The petitioner's name.
    pub name: String,
    /// The ID number.
    pub id_number: String,
    /// The phone.
    pub phone: String,
    /// The place.
    pub place: String,
    /// The text.
    pub text: String,
}

/// What the engine knows about a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportCheck {
    /// Nothing like it is here.
    New,
    /// This very row was taken in before.
    Present(MatterId),
    /// A matter of the same person about the same thing is here; taking the row in stays possible.
    LikelyRepeat {
        /// That matter.
        matter: MatterId,
        /// Its local number.
        local_no: String,
    },
}

/// What the UI asks of the files worker.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum ToImporter {
    /// Read a file and guess its columns.
    Read {
        /// The file's bytes.
        bytes: Vec<u8>,
    },
    /// Interpret the file read last, with these plans.
    Interpret {
        /// Comes back with the answers, so that those to an earlier question are passed over.
        turn: u32,
        /// The plans, as guessed or corrected.
        plans: Vec<SheetPlan>,
    },
    /// Lay a paper out.
    Paper {
        /// Comes back with the answer, so that those to an earlier question are passed over.
        turn: u32,
        /// The paper.
        ask: PaperAsk,
    },
    /// Write a paper as .docx.
    Docx {
        /// The paper.
        ask: PaperAsk,
    },
    /// Read a dispute ledger.
    ReadDisputes {
        /// The file's bytes.
        bytes: Vec<u8>,
    },
    /// Write a table as .xlsx.
    Export(Table),
    /// Make a file fit to be attached; it comes beside the message.
    Picture,
}

/// What the files worker answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum FromImporter {
    /// To `Read`.
    Plans(Vec<SheetPlan>),
    /// To `Read`: the file cannot be read, and why, in a sentence.
    Unreadable(String),
    /// To `Interpret`: a part of the rows; more follow until `Done`.
    Rows {
        /// The question's turn.
        turn: u32,
        /// These rows.
        rows: Vec<LedgerRow>,
        /// Lines that are no petitions, and why.
        skipped: Vec<Skipped>,
        /// Lines looked at so far.
        done: u32,
        /// Lines in all.
        of: u32,
    },
    /// To `Interpret`: that was all.
    Done {
        /// The question's turn.
        turn: u32,
        /// Pairs of rows (earlier, later) that look like one matter of one person.
        repeats: Vec<(u32, u32)>,
    },
    /// To `Paper`.
    Paper {
        /// The question's turn.
        turn: u32,
        /// The paper.
        made: Result<PaperMade, PaperTrouble>,
    },
    /// To `ReadDisputes`.
    Disputes(Packed<DisputeLedger>),
    /// To `Export`: the file.
    Workbook(Vec<u8>),
    /// To `Docx`: the file.
    Docx(Result<Vec<u8>, PaperTrouble>),
    /// To `Picture`.
    Picture(Result<PictureMade, PictureTrouble>),
}
