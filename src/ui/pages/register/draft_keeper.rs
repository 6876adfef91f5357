//! Keeps what is typed as a draft: a moment after the typing, and at once when the page is hidden.

use casework::{Moment, intake::Intake};
use gloo_timers::callback::Timeout;
use leptos::{ev, leptos_dom::helpers::WindowListenerHandle, prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, Draft},
    ui::{browser, session::Session},
};

/// How long after a key press.
const DELAY_MILLIS: u32 = 400;

/// How the draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Nothing was typed yet.
    Nothing,
    /// Kept then.
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
        if self.timer.with_value(Option::is_some) {
            return;
        }
        let timer = Timeout::new(DELAY_MILLIS, move || {
            spawn_local(async move {
                self.keep().await;
            });
        });
        self.timer.set_value(Some(timer));
    }

    /// Keeps what is new; false where that failed.
    pub async fn keep(self) -> bool {
        let Some((command, before)) = self.next() else { return true };
        let kept = self.session.write(command).await;
        match kept {
            Ok(()) => {
                self.kept.try_set(Kept::At(browser::now()));
                true
            }
            Err(_) => {
                // What failed is still to be kept, unless it is registered meanwhile.
                if self.book.try_get_value() == Some(Book::Clean) {
                    self.book.try_set_value(before);
                }
                self.kept.try_set(Kept::Failed);
                false
            }
        }
    }

    /// The command that keeps what is new, if anything is.
    fn next(self) -> Option<(Command, Book)> {
        self.timer.try_update_value(|timer| *timer = None);
        let book = self.book.try_get_value()?;
        if book != Book::Dirty {
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
        Some((command, book))
    }

    /// It is registered: nothing more is kept.
    pub fn close(self) {
        self.timer.try_update_value(|timer| *timer = None);
        self.book.try_set_value(Book::Closed);
    }

    /// It was not registered after all.
    pub fn open(self) {
        if self.book.try_get_value() == Some(Book::Closed) {
            self.book.try_set_value(Book::Dirty);
        }
    }

    /// Keeps at once when the page is hidden or left.
    pub fn guard(self) {
        let now = move || {
            // Sent before this returns: nothing is waited for while the page goes.
            if let Some((command, _)) = self.next() {
                let sent = self.session.ask(command);
                spawn_local(async move {
                    let kept = sent.await.map_or(Kept::Failed, |_| Kept::At(browser::now()));
                    self.kept.try_set(kept);
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
            handles.into_iter().for_each(WindowListenerHandle::remove);
        });
        self.session.scratch.on_keep(move || Box::pin(self.keep()));
    }
}
