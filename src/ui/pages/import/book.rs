//! What is known of the file at hand.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ledger::{LedgerRow, SheetPlan, Skipped};
use leptos::{prelude::*, task::spawn_local};

use super::{Stage, intake::probe, reader::Reader};
use crate::{
    bridge::{Command, Failure, FromImporter, ImportCheck, Reply, ToImporter},
    ui::{
        session::{Session, session},
        words::import,
    },
};

/// What was read, and what was decided about it. A handle: it can be copied into any closure.
#[derive(Clone, Copy)]
pub struct Book {
    /// Taken when the page is made: answers arrive where no component is at hand.
    session: Session,
    reader: StoredValue<Option<Reader>, LocalStorage>,
    turn: StoredValue<u32>,
    coming: StoredValue<Vec<LedgerRow>>,
    coming_skipped: StoredValue<Vec<Skipped>>,
    /// How the sheets are read.
    pub plans: RwSignal<Vec<SheetPlan>>,
    /// The rows read by these plans.
    pub rows: RwSignal<Arc<Vec<LedgerRow>>>,
    /// The lines that are no petitions.
    pub skipped: RwSignal<Arc<Vec<Skipped>>>,
    /// Rows that look like an earlier one of the file.
    pub repeats: RwSignal<BTreeSet<usize>>,
    /// What the engine knows of each row; empty until it has said so.
    pub checks: RwSignal<Arc<Vec<ImportCheck>>>,
    /// Why some rows could not be compared with what is here: they are shown as new.
    pub unchecked: RwSignal<Option<Failure>>,
    /// Rows that are not to be taken in.
    pub left_out: RwSignal<BTreeSet<usize>>,
    /// Places of the ledger matched with an office, by its code.
    pub matched: RwSignal<BTreeMap<String, String>>,
}

impl Book {
    /// No file yet.
    pub fn new() -> Self {
        let book = Self {
            session: session(),
            reader: StoredValue::new_local(None),
            turn: StoredValue::new(0),
            coming: StoredValue::new(Vec::new()),
            coming_skipped: StoredValue::new(Vec::new()),
            plans: RwSignal::new(Vec::new()),
            rows: RwSignal::new(Arc::default()),
            skipped: RwSignal::new(Arc::default()),
            repeats: RwSignal::new(BTreeSet::new()),
            checks: RwSignal::new(Arc::default()),
            unchecked: RwSignal::new(None),
            left_out: RwSignal::new(BTreeSet::new()),
            matched: RwSignal::new(BTreeMap::new()),
        };
        // The worker goes with the page.
        on_cleanup(move || {
            let _ = book.reader.try_update_value(Option::take);
        });
        book
    }

    /// Reads a file; the stage follows.
    pub fn read(self, bytes: Vec<u8>, stage: RwSignal<Stage>) {
        stage.set(Stage::Reading);
        self.rows.set(Arc::default());
        self.left_out.set(BTreeSet::new());
        self.matched.set(BTreeMap::new());
        let reader = Reader::start(move |answer| match answer {
            Some(answer) => self.heard(answer, stage),
            None => stage.set(Stage::Choose(Some(import::WORKER_DIED.to_owned()))),
        });
        match reader {
            Some(reader) => {
                reader.ask(&ToImporter::Read { bytes });
                self.reader.set_value(Some(reader));
            }
            None => stage.set(Stage::Choose(Some(import::WORKER_DIED.to_owned()))),
        }
    }

    /// Reads the file again by the plans as they are now.
    pub fn interpret(self) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.coming.set_value(Vec::new());
        self.coming_skipped.set_value(Vec::new());
        let plans = self.plans.get_untracked();
        self.reader.with_value(|reader| {
            if let Some(reader) = reader {
                reader.ask(&ToImporter::Interpret { turn, plans });
            }
        });
    }

    fn heard(self, answer: FromImporter, stage: RwSignal<Stage>) {
        match answer {
            FromImporter::Plans(plans) => {
                self.plans.set(plans);
                self.interpret();
            }
            FromImporter::Paper { .. }
            | FromImporter::Docx(_)
            | FromImporter::Workbook(_)
            | FromImporter::Picture(_)
            | FromImporter::Disputes(_) => {}
            FromImporter::Unreadable(why) => stage.set(Stage::Choose(Some(why))),
            FromImporter::Rows { turn, rows, skipped, .. } => {
                if turn == self.turn.get_value() {
                    self.coming.update_value(|all| all.extend(rows));
                    self.coming_skipped.update_value(|all| all.extend(skipped));
                }
            }
            FromImporter::Done { turn, repeats } => {
                if turn == self.turn.get_value() {
                    let rows = self.coming.try_update_value(core::mem::take).unwrap_or_default();
                    let skipped =
                        self.coming_skipped.try_update_value(core::mem::take).unwrap_or_default();
                    self.repeats.set(repeats.iter().map(|(_, later)| *later as usize).collect());
                    self.skipped.set(Arc::new(skipped));
                    self.checks.set(Arc::default());
                    self.rows.set(Arc::new(rows));
                    stage.set(Stage::Review);
                    self.check();
                }
            }
        }
    }

    /// Asks what of it is here already.
    pub fn check(self) {
        let session = self.session;
        let rows = self.rows.get_untracked();
        self.checks.set(Arc::default());
        self.unchecked.set(None);
        spawn_local(async move {
            let mut trouble = None;
            let mut checks = Vec::with_capacity(rows.len());
            for some in rows.chunks(200) {
                let asked = Command::CheckImport(some.iter().map(probe).collect());
                match session.ask(asked).await {
                    Ok(Reply::Checked(found)) => checks.extend(found),
                    // Unknown is as good as new: what is here already is never added again.
                    answer => {
                        checks.extend(some.iter().map(|_| ImportCheck::New));
                        trouble = trouble.or(answer.err());
                    }
                }
            }
            self.unchecked.try_set(trouble);
            self.checks.try_set(Arc::new(checks));
        });
    }

    /// What is known about a row.
    pub fn check_of(self, at: usize) -> ImportCheck {
        self.checks.with(|checks| checks.get(at).cloned()).unwrap_or(ImportCheck::New)
    }

    /// Whether a row is to be taken in.
    pub fn is_taken(self, at: usize) -> bool {
        !matches!(self.check_of(at), ImportCheck::Present(_))
            && self.left_out.with(|left_out| !left_out.contains(&at))
    }

    /// Whether a row looks like something that is here, or like an earlier one of the file.
    pub fn is_repeat(self, at: usize) -> bool {
        matches!(self.check_of(at), ImportCheck::LikelyRepeat { .. })
            || self.repeats.with(|repeats| repeats.contains(&at))
    }
}
