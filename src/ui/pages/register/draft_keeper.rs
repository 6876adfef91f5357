//! Keeps what is typed as a draft: a moment after the typing, and at once when the page is hidden.

use casework::{Moment, intake::Intake};
use gloo_timers::callback::Timeout;
use leptos::{ev, leptos_dom::helpers::WindowListenerHandle, prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, Draft},
    ui::{
        browser,
        session::{SEALED_FORM, Screen, Session},
    },
};

/// How long after a key press.
const DELAY_MILLIS: u32 = 400;
/// How long after a try that failed (the disk is full, the engine starts anew).
const AGAIN_MILLIS: u32 = 5_000;
/// Under this name the form counts as one that is lost when its page is left: while it cannot be kept.
const UNKEPT: &str = "draft";
/// The same of an accusation, which is its writer's alone.
const UNKEPT_SEALED: &str = SEALED_FORM;

/// How the draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Nothing was typed yet.
    Nothing,
    /// The last of what was typed is not on the device yet.
    Soon,
    /// All that was typed was kept then.
    At(Moment),
    /// The last try failed.
    Failed,
}

/// What may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Book {
    /// Nothing new.
    Clean,
    /// Something was typed since.
    Dirty,
    /// It is registered: a draft kept now would come back from the dead.
    Closed,
}

/// The keeper. A handle.
#[derive(Clone, Copy)]
pub struct DraftKeeper {
    session: Session,
    draft: StoredValue<String>,
    intake: RwSignal<Intake>,
    /// How the draft stands.
    pub kept: RwSignal<Kept>,
    book: StoredValue<Book>,
    /// How often something was typed: what was kept says so only where nothing came after it.
    typed: StoredValue<u32>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl DraftKeeper {
    /// Keeps the intake under this id.
    pub fn new(session: Session, draft: String, intake: RwSignal<Intake>) -> Self {
        Self {
            session,
            draft: StoredValue::new(draft),
            intake,
            kept: RwSignal::new(Kept::Nothing),
            book: StoredValue::new(Book::Clean),
            typed: StoredValue::new(0),
            timer: StoredValue::new_local(None),
        }
    }

    /// The draft's id.
    pub fn draft_id(self) -> String {
        self.draft.get_value()
    }

    /// Something was typed.
    pub fn touched(self) {
        if self.book.get_value() == Book::Closed {
            return;
        }
        self.book.set_value(Book::Dirty);
        self.typed.update_value(|typed| *typed = typed.wrapping_add(1));
        if self.kept.get_untracked() != Kept::Failed {
            self.kept.set(Kept::Soon);
        }
        self.keep_after(DELAY_MILLIS);
    }

    fn keep_after(self, millis: u32) {
        if self.timer.try_with_value(Option::is_some) != Some(false) {
            return;
        }
        let timer = Timeout::new(millis, move || {
            spawn_local(async move {
                self.keep().await;
            });
        });
        self.timer.try_update_value(|waits| *waits = Some(timer));
    }

    /// Keeps what is new; false where that failed.
    pub async fn keep(self) -> bool {
        if self.is_locked() {
            self.timer.try_update_value(|timer| *timer = None);
            self.keep_after(AGAIN_MILLIS);
            return false;
        }
        let Some(command) = self.next() else { return true };
        let typed = self.typed.try_get_value();
        let kept = self.session.write(command).await.is_ok();
        self.ended(typed, kept);
        kept
    }

    /// How the keeping of what was typed so far ended.
    fn ended(self, typed: Option<u32>, kept: bool) {
        let all = self.typed.try_get_value() == typed;
        self.kept.try_set(match (kept, all) {
            (true, true) => Kept::At(browser::now()),
            (true, false) => Kept::Soon,
            (false, _) => Kept::Failed,
        });
        if kept {
            self.end_form();
        } else if self.book.try_get_value().is_some_and(|book| book != Book::Closed) {
            // It is still to be kept, unless it is registered meanwhile.
            self.book.try_set_value(Book::Dirty);
            let sealed = self.intake.try_with_untracked(Intake::is_accusation) == Some(true);
            self.end_form();
            self.session.scratch.begin_form(if sealed { UNKEPT_SEALED } else { UNKEPT });
            self.keep_after(AGAIN_MILLIS);
        }
    }

    fn end_form(self) {
        self.session.scratch.end_form(UNKEPT);
        self.session.scratch.end_form(UNKEPT_SEALED);
    }

    /// Whether the device is locked: whoever unlocks it may be somebody else, and what they keep is theirs.
    fn is_locked(self) -> bool {
        matches!(self.session.screen.get_untracked(), Screen::Locked(..))
    }

    /// The command that keeps what is new, if anything is.
    fn next(self) -> Option<Command> {
        self.timer.try_update_value(|timer| *timer = None);
        let book = self.book.try_get_value()?;
        if book != Book::Dirty || self.is_locked() {
            return None;
        }
        let (id, intake) = (self.draft.try_get_value()?, self.intake.try_get_untracked()?);
        self.book.try_set_value(Book::Clean);
        // An accusation's draft lies apart; keeping it there also takes away what lay here before.
        let command = if intake.is_blank() && !intake.is_accusation() {
            Command::DropDraft(id)
        } else {
            Command::KeepDraft(Draft { id, intake, kept_at: 0 })
        };
        Some(command)
    }

    /// It is registered: nothing more is kept.
    pub fn close(self) {
        self.timer.try_update_value(|timer| *timer = None);
        self.book.try_set_value(Book::Closed);
        self.end_form();
    }

    /// It was not registered after all.
    pub fn open(self) {
        if self.book.try_get_value() == Some(Book::Closed) {
            self.book.try_set_value(Book::Dirty);
            self.keep_after(DELAY_MILLIS);
        }
    }

    /// Keeps at once when the page is hidden or left.
    pub fn guard(self) {
        let now = move || {
            // Sent before this returns: nothing is waited for while the page goes.
            if let Some(command) = self.next() {
                let typed = self.typed.try_get_value();
                let sent = self.session.ask(command);
                spawn_local(async move {
                    let kept = sent.await.is_ok();
                    self.ended(typed, kept);
                });
            }
        };
        let handles: [WindowListenerHandle; 2] = [
            window_event_listener(ev::visibilitychange, move |_| {
                if document().visibility_state() == web_sys::VisibilityState::Hidden {
                    now();
                }
            }),
            window_event_listener(ev::pagehide, move |_| now()),
        ];
        on_cleanup(move || {
            now();
            self.end_form();
            handles.into_iter().for_each(WindowListenerHandle::remove);
        });
        self.session.scratch.on_keep(move || Box::pin(self.keep()));
    }
}
