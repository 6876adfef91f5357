//! What every page of this tab shares: the engine's ear, and the little that is true for the whole
//! app. Provided as a context by [`super::app::App`], which outlives every page.

mod calm;
mod keeper;
mod locking;
mod scratch;
mod sight;

use std::{rc::Rc, sync::Arc};

use casework::{
    MatterView,
    case_write::CaseWrite,
    directory::Power,
    worklist::{RowFilter, RowOrder},
};
use ident::{MatterId, PersonId, PostId};
use leptos::{prelude::*, task::spawn_local};

use self::{keeper::Keeper, scratch::Scratch};
use super::{
    browser,
    engine_client::{EngineClient, Told},
    route::enrolment_in,
    words::{general, start},
};
use crate::bridge::{
    Command, Draft, Event, Failure, Identity, LockScreen, OfficeItem, Packed, Reply, SyncSummary,
};

/// So often a code is tried while a part of the program is still on its way.
const ENROL_TIMES: usize = 5;

/// Under this name an accusation counts as a form that is lost when its page is left. Behind the lock it
/// waits for nobody but its writer.
pub const SEALED_FORM: &str = "accusation";

/// What stands on the screen as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// The engine is starting.
    Starting,
    /// It cannot open its storage.
    Refused(Failure),
    /// This device is registered just now.
    Enrolling,
    /// This device is not registered; why the last try failed, where there was one.
    Unregistered(Option<Failure>),
    /// The device is locked; whether a page with a form that is kept nowhere else stays, out of sight.
    Locked(LockScreen, bool),
    /// The app.
    Ready,
    /// The engine died too often.
    Stopped,
    /// The device was revoked; whether everything on it is deleted already.
    Gone(bool),
}

type Listener = Rc<dyn Fn(&Event)>;

#[derive(Default)]
struct Listeners {
    last: u32,
    all: Vec<(u32, Listener)>,
}

/// The session. A handle: it can be copied into any closure.
#[derive(Clone, Copy)]
pub struct Session {
    engine: StoredValue<Option<EngineClient>, LocalStorage>,
    listeners: StoredValue<Listeners, LocalStorage>,
    secret: StoredValue<Option<String>>,
    /// What is typed is kept: said once.
    keeping: StoredValue<bool>,
    /// Whose page stays behind the lock, out of sight.
    behind: StoredValue<Option<PersonId>>,
    /// What stands on the screen as a whole.
    pub screen: RwSignal<Screen>,
    /// Who this device is.
    pub identity: RwSignal<Option<Identity>>,
    /// The state of synchronisation.
    pub sync: RwSignal<SyncSummary>,
    /// The offices one may name.
    pub offices: RwSignal<Arc<Vec<OfficeItem>>>,
    /// By how much the clock is ahead, until dismissed.
    pub clock_ahead: RwSignal<Option<i64>>,
    /// Said once, quietly, at the foot of the screen.
    pub toast: RwSignal<Option<String>>,
    /// Texts that were begun and not saved.
    pub scratch: Scratch,
    /// What was typed into the search box, and how many rows of the list were above what was in sight.
    pub list_place: StoredValue<(String, f64)>,
    /// By what the list was filtered and ordered when it was left.
    pub list_filter: StoredValue<(RowFilter, RowOrder)>,
    /// The same of the disputes: what was typed, by what they were filtered, how many were above.
    pub disputes_place: StoredValue<Option<(String, RowFilter, f64)>>,
}

/// The session of the component at hand.
#[must_use]
pub fn session() -> Session {
    // Every component stands below `App`, which provides it; a lone one gets one without an engine.
    use_context().unwrap_or_else(|| Session::new(None))
}

impl Session {
    /// A session; with the one-time secret of the link it was opened with.
    #[must_use]
    pub fn new(secret: Option<String>) -> Self {
        Self {
            engine: StoredValue::new_local(None),
            listeners: StoredValue::new_local(Listeners::default()),
            secret: StoredValue::new(secret),
            keeping: StoredValue::new(false),
            behind: StoredValue::new(None),
            screen: RwSignal::new(Screen::Starting),
            identity: RwSignal::new(None),
            sync: RwSignal::new(SyncSummary::default()),
            offices: RwSignal::new(Arc::default()),
            clock_ahead: RwSignal::new(None),
            toast: RwSignal::new(None),
            scratch: Scratch::new(),
            list_place: StoredValue::new((String::new(), 0.0)),
            list_filter: StoredValue::new((RowFilter::default(), RowOrder::default())),
            disputes_place: StoredValue::new(None),
        }
    }

    /// Starts the engine.
    pub fn start(self) {
        let client = EngineClient::start(move |told| self.hear(told));
        self.engine.set_value(Some(client));
        self.watch_sight();
    }

    fn hear(self, told: Told) {
        match told {
            Told::Opened(Ok(identity)) => self.opened(identity),
            Told::Opened(Err(failure)) => self.screen.set(Screen::Refused(failure)),
            Told::Locked(screen) => self.lock_out(screen),
            Told::Event(event) => self.happened(event),
            Told::GaveUp => self.screen.set(Screen::Stopped),
        }
    }

    fn opened(self, identity: Option<Identity>) {
        let secret = self.secret.try_update_value(Option::take).flatten();
        match (identity, secret) {
            // A registered device stays what it is: what is stored here is its office's. Its own link
            // opens it again, with or without a network.
            (Some(identity), _) => self.ready(identity),
            (None, Some(secret)) => self.enrol(&secret),
            (None, None) => self.screen.set(Screen::Unregistered(None)),
        }
    }

    fn ready(self, identity: Identity) {
        if matches!(self.screen.get_untracked(), Screen::Gone(_)) {
            return;
        }
        self.put_away_anothers(identity.person);
        self.identity.set(Some(identity));
        self.load_offices();
        if self.screen.get_untracked() == Screen::Ready {
            // The engine was started again under an open page.
            return self.spread(&Event::RowsChanged);
        }
        let stayed = matches!(self.screen.get_untracked(), Screen::Locked(_, true));
        // A form opens with what was typed into it before.
        spawn_local(async move {
            if let Ok(Reply::Scratches(kept)) = self.ask(Command::Scratches(String::new())).await {
                self.scratch.fill(kept);
            }
            Keeper::start(self);
            self.screen.set(Screen::Ready);
            if stayed {
                self.spread(&Event::RowsChanged);
            }
        });
    }

    fn load_offices(self) {
        spawn_local(async move {
            if let Ok(Reply::Offices(offices)) = self.ask(Command::Offices).await {
                self.offices.set(Arc::new(offices));
            }
        });
    }

    fn happened(self, event: Event) {
        match &event {
            Event::Sync(summary) => {
                if *summary != self.sync.get_untracked() {
                    self.sync.set(*summary);
                }
            }
            Event::Identity(identity) => {
                self.identity.set(Some(identity.clone()));
                self.load_offices();
            }
            Event::Locked(screen) => self.lock_out(screen.clone()),
            Event::Unlocked(identity) => self.ready(identity.clone()),
            Event::LockDue => self.lock(),
            Event::ClockOff { ahead_millis } => self.clock_ahead.set(Some(*ahead_millis)),
            // What was shown is taken off the screen; what was typed, too.
            Event::Revoked => self.screen.set(Screen::Gone(false)),
            Event::Erased => self.screen.set(Screen::Gone(true)),
            Event::Devices(_)
            | Event::Progress { .. }
            | Event::SealedChanged
            | Event::Access(_)
            | Event::RowsChanged
            | Event::MatterChanged(_)
            | Event::BlobChanged(_) => {}
        }
        self.spread(&event);
    }

    /// The device is locked, here or by another tab: what was looked for is not for whoever unlocks it.
    fn lock_out(self, screen: LockScreen) {
        self.disputes_place.set_value(None);
        self.locked(screen);
    }

    fn spread(self, event: &Event) {
        // Taken out first: a listener may well add or remove one.
        let all: Vec<Listener> = self.listeners.with_value(|listeners| {
            listeners.all.iter().map(|(_, heard)| Rc::clone(heard)).collect()
        });
        for heard in all {
            heard(event);
        }
    }

    /// Hears every event until the component at hand goes. A callback and not a signal, because of
    /// two events in a row a signal would show only the second.
    pub fn on_event(self, heard: impl Fn(&Event) + 'static) {
        let id = self
            .listeners
            .try_update_value(|listeners| {
                listeners.last += 1;
                listeners.all.push((listeners.last, Rc::new(heard)));
                listeners.last
            })
            .unwrap_or_default();
        on_cleanup(move || {
            self.listeners.update_value(|listeners| listeners.all.retain(|(at, _)| *at != id));
        });
    }

    /// Registers this browser with what was typed: a code, or the whole link.
    pub fn enrol(self, typed: &str) {
        if self.identity.get_untracked().is_some() {
            return self.say(start::REGISTERED_ALREADY);
        }
        let secret = enrolment_in(typed).unwrap_or(typed.trim()).to_owned();
        self.screen.set(Screen::Enrolling);
        spawn_local(async move {
            for again in (0..ENROL_TIMES).rev() {
                let failure = match self.ask(Command::Enrol { secret: secret.clone() }).await {
                    Ok(Reply::Opened(Some(identity))) => return self.ready(identity),
                    Ok(_) => Failure::BadEnrolment,
                    // On the first visit over a slow line the program is still on its way.
                    Err(Failure::PartAbsent) if again > 0 => continue,
                    Err(failure) => failure,
                };
                return self.screen.set(Screen::Unregistered(Some(failure)));
            }
        });
    }

    /// Tries to open the storage again.
    pub fn open_again(self) {
        self.screen.set(Screen::Starting);
        self.engine.with_value(|engine| {
            if let Some(engine) = engine {
                engine.open_again();
            }
        });
    }

    /// Asks the engine. What was half typed of a form that is saved by it is forgotten here, too.
    ///
    /// # Errors
    /// The engine's.
    pub async fn ask(self, command: Command) -> Result<Reply, Failure> {
        let form = match &command {
            Command::Enter { scratch, .. } => scratch.clone(),
            _ => None,
        };
        if let Some(form) = &form {
            self.scratch.hold(form);
        }
        let engine = self.engine.try_with_value(Clone::clone).flatten();
        let answer = match engine {
            Some(engine) => engine.ask(command).await,
            None => Err(Failure::EngineRestarted),
        };
        if let Some(form) = &form {
            if answer.is_ok() {
                self.scratch.forget(form);
            }
            self.scratch.release(form);
        }
        answer
    }

    /// Asks for something to be written.
    ///
    /// # Errors
    /// The engine's; nothing was written then.
    pub async fn write(self, command: Command) -> Result<(), Failure> {
        match self.ask(command).await? {
            Reply::Saved => Ok(()),
            _ => Err(Failure::misfit()),
        }
    }

    /// Writes a form to one case or several, and forgets what was half typed of it: all texts under
    /// names that begin with `scratch`. The numbers of new cases.
    ///
    /// # Errors
    /// The engine's; nothing was written then.
    pub async fn enter(
        self,
        writes: Vec<CaseWrite>,
        scratch: Option<&str>,
    ) -> Result<Vec<(MatterId, String)>, Failure> {
        let command =
            Command::Enter { writes: Packed::new(&writes), scratch: scratch.map(str::to_owned) };
        match self.ask(command).await? {
            Reply::Entered(numbers) => Ok(numbers),
            _ => Err(Failure::misfit()),
        }
    }

    /// A post of whoever works here that has a power; none where they have none.
    ///
    /// # Errors
    /// The engine's.
    pub async fn post_with(self, power: Power) -> Result<Option<PostId>, Failure> {
        match self.ask(Command::Posts).await? {
            Reply::Posts(posts) => {
                let fits = posts.into_iter().find(|(_, powers)| powers.contains(&power));
                Ok(fits.map(|(post, _)| post))
            }
            _ => Err(Failure::misfit()),
        }
    }

    /// One matter.
    ///
    /// # Errors
    /// The engine's.
    pub async fn matter(self, matter: MatterId) -> Result<MatterView, Failure> {
        match self.ask(Command::Matter(matter)).await? {
            Reply::Matter(view) => view.open().ok_or_else(Failure::misfit),
            _ => Err(Failure::misfit()),
        }
    }

    /// The drafts on this device.
    ///
    /// # Errors
    /// The engine's.
    pub async fn drafts(self) -> Result<Vec<Draft>, Failure> {
        match self.ask(Command::Drafts).await? {
            Reply::Drafts(drafts) => Ok(drafts),
            _ => Err(Failure::misfit()),
        }
    }

    /// An office's name, by code as text; the code itself where it is not known.
    #[must_use]
    pub fn office_name(self, code: &str) -> String {
        let own = self.identity.with(|identity| {
            identity
                .as_ref()
                .filter(|identity| identity.office.as_str() == code)
                .map(|identity| identity.office_name.clone())
        });
        own.or_else(|| {
            self.offices.with(|offices| {
                offices
                    .iter()
                    .find(|office| office.code.as_str() == code)
                    .map(|office| office.name.clone())
            })
        })
        .unwrap_or_else(|| code.to_owned())
    }

    /// Gives the user a file, and says so where the browser cannot make one. Whether it could.
    pub fn give_file(self, name: &str, bytes: &[u8]) -> bool {
        let given = browser::download(name, bytes).is_ok();
        if !given {
            self.say(general::FILE_NOT_SAVED);
        }
        given
    }

    /// Says something once.
    pub fn say(self, text: impl Into<String>) {
        self.toast.set(Some(text.into()));
    }
}
