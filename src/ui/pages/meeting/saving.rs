//! Saving a form, and in which post that is done.

use casework::{case_write::CaseWrite, directory::Power, step::payload::Acting};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode, PostId};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, Event, Failure, Packed, Reply},
    ui::{
        browser,
        components::{Notice, Tone},
        session::Session,
        words::{failure, general},
    },
};

/// A form on its way to the disk. A handle.
#[derive(Clone, Copy)]
pub struct Saving {
    session: Session,
    /// It is being saved.
    pub busy: RwSignal<bool>,
    /// Why it was not.
    pub wrong: RwSignal<Option<String>>,
}

impl Saving {
    /// Nothing under way.
    pub fn new(session: Session) -> Self {
        Self { session, busy: RwSignal::new(false), wrong: RwSignal::new(None) }
    }

    /// Writes all of it in one transaction, forgets what was half typed under `prefix`, and only then
    /// says that it is saved.
    pub fn enter(
        self,
        writes: &[CaseWrite],
        prefix: String,
        done: impl FnOnce(Vec<(MatterId, String)>) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.wrong.set(None);
        let writes = Packed::new(&writes.to_vec());
        spawn_local(async move {
            let command = Command::Enter { writes, scratch: Some(prefix.clone()) };
            let ended = match self.session.ask(command).await {
                Ok(Reply::Entered(numbers)) => Ok(numbers),
                Ok(_) => Err(Failure::EngineRestarted),
                Err(failure) => Err(failure),
            };
            self.busy.try_set(false);
            match ended {
                Ok(numbers) => {
                    self.session.say(general::SAVED_HERE);
                    done(numbers);
                }
                Err(failure) => {
                    self.wrong.try_set(Some(failure::sentence(&failure)));
                }
            }
        });
    }
}

/// Posts, each with what it permits.
type Posts = Vec<(PostId, Vec<Power>)>;

/// What whoever works here may do today. A handle.
#[derive(Clone, Copy)]
pub struct Desk {
    /// None until the engine said which.
    posts: RwSignal<Option<Posts>>,
    session: Session,
}

/// The desk of this device; its posts come a moment later, and again when somebody was appointed.
pub fn desk(session: Session) -> Desk {
    let posts = RwSignal::new(None);
    let load = move || {
        spawn_local(async move {
            if let Ok(Reply::Posts(found)) = session.ask(Command::Posts).await
                && posts.try_with_untracked(|known| known.as_ref() != Some(&found)) == Some(true)
            {
                posts.try_set(Some(found));
            }
        });
    };
    load();
    session.on_event(move |event| {
        if matches!(event, Event::RowsChanged | Event::Identity(_)) {
            load();
        }
    });
    Desk { posts, session }
}

impl Desk {
    /// The first post that permits one of these; for what is drawn.
    pub fn may(self, powers: &[Power]) -> bool {
        self.posts.with(|posts| posts.as_ref().is_some_and(|posts| first(posts, powers).is_some()))
    }

    /// It is known by now, and no post permits any of these: it has to be said why.
    pub fn may_not(self, powers: &[Power]) -> bool {
        self.posts.with(|posts| posts.as_ref().is_some_and(|posts| first(posts, powers).is_none()))
    }

    /// In the first post that permits it, today.
    pub fn acting(self, powers: &[Power]) -> Option<Acting> {
        self.acting_on(powers, browser::today())
    }

    /// In the first post that permits it, on a day.
    pub fn acting_on(self, powers: &[Power], on: NaiveDate) -> Option<Acting> {
        let post = self.posts.with_untracked(|posts| first(posts.as_deref()?, powers))?;
        Some(Acting { post, on })
    }

    /// The own office.
    pub fn office(self) -> Option<OfficeCode> {
        self.session.identity.with_untracked(|own| own.as_ref().map(|own| own.office.clone()))
    }
}

fn first(posts: &[(PostId, Vec<Power>)], powers: &[Power]) -> Option<PostId> {
    let fits = |(_, has): &&(PostId, Vec<Power>)| powers.iter().any(|power| has.contains(power));
    posts.iter().find(fits).map(|(post, _)| *post)
}

/// Why a form was not saved, where it was not.
pub fn wrong(saving: Saving) -> AnyView {
    let text = move || {
        saving.wrong.get().map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> })
    };
    view! { {text} }.into_any()
}
