//! The page's state.

use std::sync::Arc;

use casework::{CaseKind, MatterView, case_write::CaseWrite, directory::Tier};
use chrono::NaiveDate;
use ident::{MatterId, OfficeCode, PersonId};
use leptos::prelude::*;

use super::act::{Acting, delivery_begun};
use crate::{
    bridge::{Command, Event, Failure},
    ui::{
        pages::load::{Load, refresh},
        session::Session,
        words::{dispute, failure, general, matter},
    },
};

/// The page. A handle.
#[derive(Clone, Copy)]
pub struct Page {
    /// The session.
    pub session: Session,
    /// Which matter.
    pub matter: MatterId,
    /// The matter as it stands.
    pub view: RwSignal<Load<Arc<MatterView>>>,
    /// Numbers are shown in full.
    pub revealed: RwSignal<bool>,
    /// It is being asked why they are to be shown.
    pub reveal_asked: RwSignal<bool>,
    /// The step whose form is open.
    pub acting: RwSignal<Option<Acting>>,
    /// The forms that are open, by name.
    open: RwSignal<Vec<String>>,
}

impl Page {
    /// A page that asks for its matter, and again when it changes.
    pub fn new(session: Session, matter: MatterId) -> Self {
        let page = Self {
            session,
            matter,
            view: RwSignal::new(Load::Loading),
            revealed: RwSignal::new(false),
            reveal_asked: RwSignal::new(false),
            acting: RwSignal::new(None),
            open: RwSignal::new(Vec::new()),
        };
        page.acting.set(delivery_begun(page));
        page.reload();
        session.on_event(move |event| match event {
            Event::MatterChanged(changed) if *changed == matter => page.reload(),
            _ => {}
        });
        // The part of the program that opens matters may come late.
        session.on_rows_changed(move || {
            if page.view.with_untracked(|view| !matches!(view, Load::Here(_))) {
                page.reload();
            }
        });
        page
    }

    /// Asks for the matter again.
    pub fn reload(self) {
        refresh(self.view, async move { self.session.matter(self.matter).await.map(Arc::new) });
    }

    /// Something of the matter; the default where it is not here.
    pub fn with<T: Default>(self, get: impl FnOnce(&MatterView) -> T) -> T {
        self.view.with(|view| match view {
            Load::Here(view) => get(view),
            Load::Loading | Load::Failed(_) => T::default(),
        })
    }

    /// Something of the matter as it stands at this moment.
    pub fn once<T: Default>(self, get: impl FnOnce(&MatterView) -> T) -> T {
        untrack(|| self.with(get))
    }

    /// The whole matter as it stands at this moment.
    pub fn whole(self) -> Option<Arc<MatterView>> {
        self.view.with_untracked(|view| match view {
            Load::Here(view) => Some(Arc::clone(view)),
            Load::Loading | Load::Failed(_) => None,
        })
    }

    /// Something of the matter that draws only when it differs.
    pub fn part<T>(self, get: impl Fn(&MatterView) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.with(&get))
    }

    /// What people besides the first one are called here: representatives, or the other parties.
    pub fn others(self) -> &'static str {
        match self.once(|view| Some(view.state.kind)) {
            Some(CaseKind::Dispute) => dispute::PARTY,
            _ => matter::REPRESENTATIVE,
        }
    }

    /// Whether the office keeps notes of its own beside the case: a village station does not.
    pub fn with_memo(self) -> Memo<bool> {
        Memo::new(move |_| {
            let own = self.session.identity;
            own.with(|own| own.as_ref().is_some_and(|own| own.tier != Tier::Village))
        })
    }

    /// Whether a form is open.
    pub fn is_open(self, form: &str) -> bool {
        self.open.with(|open| open.iter().any(|at| at == form))
    }

    /// Opens a form.
    pub fn open(self, form: &str) {
        self.open.update(|open| {
            if !open.iter().any(|at| at == form) {
                open.push(form.to_owned());
            }
        });
    }

    /// Closes a form.
    pub fn close(self, form: &str) {
        self.open.update(|open| open.retain(|at| at != form));
    }

    /// The key of a text that was begun here.
    pub fn scratch_key(self, what: &str) -> String {
        format!("{}/{what}", self.matter)
    }

    /// A text that is remembered over a look at another page, until it is saved.
    pub fn begun(self, what: &str) -> RwSignal<String> {
        let key = self.scratch_key(what);
        let text = RwSignal::new(self.session.scratch.text(&key));
        Effect::new(move |_| self.session.scratch.set_text(&key, &text.get()));
        text
    }

    /// An office's name by its code.
    pub fn office(self) -> impl Fn(&str) -> String + Copy {
        move |code| {
            let known = self.with(|view| {
                // The name of the day it was registered is not the one of today, if there was another.
                let renamed = |code: &OfficeCode| view.former.iter().any(|(at, ..)| at == code);
                let home = view.home.as_ref().filter(|code| !renamed(code)).cloned();
                let both = [(&home, &view.home_name), (&view.holder, &view.holder_name)];
                let named = both
                    .into_iter()
                    .filter_map(|(office, name)| Some((office.as_ref()?.as_str(), name)));
                let desk = view.desk.addressees.iter().chain(&view.desk.stations);
                named
                    .chain(desk.map(|(office, name)| (office.as_str(), name)))
                    .find(|(office, _)| *office == code)
                    .map(|(_, name)| name.clone())
            });
            known.unwrap_or_else(|| self.session.office_name(code))
        }
    }

    /// An office's name by its code, as it was called on a day.
    pub fn office_on(self, day: NaiveDate) -> impl Fn(&str) -> String + Copy {
        move |code| {
            let former = self.with(|view| view.former_name(code, day).map(str::to_owned));
            former.unwrap_or_else(|| self.office()(code))
        }
    }

    /// A colleague's name; of somebody elsewhere only that.
    pub fn person(self, person: PersonId) -> String {
        let known = self.with(|view| {
            let all = view.desk.colleagues.iter().chain(&view.desk.names);
            all.into_iter().find(|(id, _)| *id == person).map(|(_, name)| name.clone())
        });
        known.unwrap_or_else(|| matter::UNKNOWN_PERSON.to_owned())
    }

    /// Writes; says so at the foot of the screen when it is on the disk, and asks anew.
    ///
    /// # Errors
    /// The engine's; nothing was written then.
    pub async fn write(self, command: Command) -> Result<(), Failure> {
        match self.session.write(command).await {
            Ok(()) => {
                self.session.say(general::SAVED_HERE);
                self.reload();
                Ok(())
            }
            Err(Failure::NothingChanged) => {
                self.session.say(failure::sentence(&Failure::NothingChanged));
                Ok(())
            }
            Err(failure) => Err(failure),
        }
    }

    /// Writes a form to one case or several; says so at the foot of the screen when it is on the disk,
    /// forgets what was half typed under `scratch`, and asks anew. The numbers of new cases.
    ///
    /// # Errors
    /// The engine's; nothing was written then.
    pub async fn enter(
        self,
        writes: Vec<CaseWrite>,
        scratch: Option<&str>,
    ) -> Result<Vec<(MatterId, String)>, Failure> {
        let entered = self.session.enter(writes, scratch).await?;
        self.session.say(general::SAVED_HERE);
        self.reload();
        Ok(entered)
    }
}
