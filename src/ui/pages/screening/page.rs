//! The page's state.

use std::sync::Arc;

use casework::{
    Step,
    case_write::CaseWrite,
    fixed_id,
    screening::{Screening, ScreeningView},
};
use chrono::NaiveDate;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, Failure, FieldAsk, Packed, Reply},
    ui::{
        browser,
        pages::load::{Load, refresh},
        session::Session,
        words::{failure, general},
    },
};

/// The page. A handle.
#[derive(Clone, Copy)]
pub struct Page {
    /// The session.
    pub session: Session,
    /// The page as it stands.
    pub view: RwSignal<Load<Arc<ScreeningView>>>,
    /// Something is being saved.
    pub saving: RwSignal<bool>,
}

/// What is said, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// First day.
    pub from: NaiveDate,
    /// Last.
    pub to: NaiveDate,
    /// The round, by id.
    pub round: Option<String>,
    /// Nothing was found.
    pub nothing: bool,
    /// In words.
    pub text: String,
}

/// The own office's page of screening.
pub async fn ask(session: Session) -> Result<ScreeningView, Failure> {
    match session.ask(Command::Field(FieldAsk::Screening)).await? {
        Reply::Screening(packed) => packed.open().ok_or_else(Failure::misfit),
        _ => Err(Failure::misfit()),
    }
}

impl Page {
    /// A page that asks.
    pub fn new(session: Session) -> Self {
        let page =
            Self { session, view: RwSignal::new(Load::Loading), saving: RwSignal::new(false) };
        page.reload();
        page
    }

    /// Asks again.
    pub fn reload(self) {
        refresh(self.view, async move { ask(self.session).await.map(Arc::new) });
    }

    /// Something of the page that draws only when it differs.
    pub fn part<T>(self, get: impl Fn(&ScreeningView) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            self.view.with(|view| match view {
                Load::Here(view) => get(view),
                Load::Loading | Load::Failed(_) => T::default(),
            })
        })
    }

    /// Says something of a period or a round. What is said when it is on the disk; `typed` is what was
    /// typed for it, under which name.
    pub fn say(self, saying: Saying, typed: Option<(String, RwSignal<String>)>) {
        let office =
            self.session.identity.with_untracked(|own| own.as_ref().map(|own| own.office.clone()));
        let Some(office) = office else { return };
        if self.saving.get_untracked() {
            return;
        }
        let Saying { from, to, round, nothing, text } = saying;
        let case = fixed_id::of_screening(&office, from, to, round.as_deref());
        let on = browser::today();
        let said = Screening { office, from, to, round, nothing, on, text };
        let writes = vec![CaseWrite::to(case).step(Step::Screened(said))];
        self.saving.set(true);
        spawn_local(async move {
            let scratch = typed.as_ref().map(|(prefix, _)| prefix.clone());
            let command = Command::Enter { writes: Packed::new(&writes), scratch };
            match self.session.ask(command).await {
                Ok(_) => {
                    if let Some((_, text)) = typed {
                        text.try_set(String::new());
                    }
                    self.session.say(general::SAVED_HERE);
                    self.reload();
                }
                Err(trouble) => self.session.say(failure::sentence(&trouble)),
            }
            self.saving.try_set(false);
        });
    }
}
