//! A file that leaves the app: what its dialog asks, and how far it has come.

use casework::access::AccessKind;
use chrono::NaiveDate;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::Command,
    ui::{
        browser,
        components::{Notice, Reason, ReasonFields, Tone},
        session::{Session, session},
        words::failure,
    },
};

/// What is chosen where names and numbers are to stand whole.
pub const FULL: &str = "full";
/// What is chosen where a part of them is hidden.
pub const MASKED: &str = "masked";

/// What is going on.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Choosing,
    Fetching(usize, usize),
    Wrong(String),
}

/// What a kind of file says of itself.
#[derive(Debug, Clone, Copy)]
pub struct FileWords {
    /// The button that makes it.
    pub make: &'static str,
    /// The same while it is made: how many are here, of how many.
    pub making: fn(usize, usize) -> String,
    /// It was made.
    pub made: &'static str,
    /// It could not be.
    pub failed: &'static str,
    /// Its name, by the day.
    pub name: fn(NaiveDate) -> String,
}

/// A file being made. A handle.
#[derive(Clone, Copy)]
pub struct Leaving {
    session: Session,
    open: RwSignal<bool>,
    words: FileWords,
    /// [`FULL`] or [`MASKED`].
    pub personal: RwSignal<String>,
    reason: Reason,
    step: RwSignal<Step>,
}

impl Leaving {
    /// None yet. `open` is whether its dialog stands open.
    pub fn new(open: RwSignal<bool>, words: FileWords) -> Self {
        let leaving = Self {
            session: session(),
            open,
            words,
            personal: RwSignal::new(MASKED.to_owned()),
            reason: Reason::new(),
            step: RwSignal::new(Step::Choosing),
        };
        Effect::new(move |_| {
            if open.get() {
                // Each time anew: whole names are asked for once, not for ever.
                leaving.personal.set(MASKED.to_owned());
                leaving.reason.clear();
                leaving.step.set(Step::Choosing);
            }
        });
        leaving
    }

    /// Whether names and numbers are to stand whole.
    pub fn is_full(self) -> bool {
        self.personal.with(|choice| choice == FULL)
    }

    /// Whether it is being made.
    pub fn busy(self) -> Signal<bool> {
        Signal::derive(move || matches!(self.step.get(), Step::Fetching(..)))
    }

    /// What the button says.
    pub fn label(self) -> Signal<String> {
        Signal::derive(move || match self.step.get() {
            Step::Fetching(done, of) => (self.words.making)(done, of),
            Step::Choosing | Step::Wrong(_) => self.words.make.to_owned(),
        })
    }

    /// Why names and numbers are to stand whole, where they are.
    pub fn why(self, id: &'static str) -> AnyView {
        let is_full = Memo::new(move |_| self.is_full());
        let fields =
            move || is_full.get().then(|| view! { <ReasonFields id reason=self.reason /> });
        view! { {fields} }.into_any()
    }

    /// What went wrong.
    pub fn wrong(self) -> AnyView {
        let wrong = move || match self.step.get() {
            Step::Wrong(text) => Some(view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> }),
            Step::Choosing | Step::Fetching(..) => None,
        };
        view! { {wrong} }.into_any()
    }

    /// So many are here, of so many.
    pub fn told(self, done: usize, of: usize) {
        self.step.try_set(Step::Fetching(done, of));
    }

    /// Makes it, whole or not, and gives it to the browser. Whole numbers leave the app for a reason, and
    /// it is recorded before they do.
    pub fn start<F>(self, make: impl FnOnce(bool) -> F)
    where
        F: Future<Output = Result<Vec<u8>, String>> + 'static,
    {
        if matches!(self.step.get_untracked(), Step::Fetching(..)) {
            return;
        }
        let full = untrack(|| self.is_full());
        let given = if full { self.reason.given() } else { None };
        if full && given.is_none() {
            return;
        }
        self.step.set(Step::Fetching(0, 0));
        let made = make(full);
        spawn_local(async move {
            if let Some(given) = given {
                let disclose = Command::Disclose { kind: AccessKind::Export, matter: None, given };
                if let Err(error) = self.session.ask(disclose).await {
                    self.step.try_set(Step::Wrong(failure::sentence(&error)));
                    return;
                }
            }
            let saved = made.await.and_then(|bytes| {
                let name = (self.words.name)(browser::today());
                browser::download(&name, &bytes).map_err(|_| self.words.failed.to_owned())
            });
            match saved {
                Ok(()) => {
                    self.session.say(self.words.made);
                    self.open.try_set(false);
                    self.step.try_set(Step::Choosing);
                }
                Err(sentence) => {
                    self.step.try_set(Step::Wrong(sentence));
                }
            }
        });
    }
}
