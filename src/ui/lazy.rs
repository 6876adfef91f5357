//! Pages whose code is no part of the UI's first binary: it comes when they are opened, or before,
//! when the device has nothing to do.
//!
//! Where the program is cut, `src/bin/ui.rs` says: the marks are names for the linker, which the other
//! programs of this library must not have. Here is what the app does with the parts.

use std::{cell::Cell, future::Future, pin::Pin};

use futures::FutureExt;
use gloo_timers::callback::Timeout;
use ident::{MatterId, OfficeCode};
use leptos::{
    leptos_dom::helpers::request_idle_callback_with_handle, prelude::*, task::spawn_local,
    wasm_split::SplitLoaderError,
};
use papers::PaperKind;

use super::{
    browser,
    components::{Notice, PageTitle, Tone},
    pages::{ListTool, loading},
    words::general,
};
use crate::bridge::{Failure, LockScreen};

/// A chunk of code on its way.
pub type Coming = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

/// A page in a chunk of its own. `A` is what the page is about.
#[derive(Debug)]
pub struct LazyPage<A: 'static> {
    /// Fetches the chunk. One that is here already is so at once; one that could not be had is asked
    /// for anew.
    pub load: fn() -> Coming,
    /// Makes the page; none where the chunk is not here.
    pub make: fn(A) -> Option<AnyView>,
}

/// What is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Registering {
    /// Somebody who is here, until the form says otherwise.
    Visit,
    /// A letter.
    Letter,
    /// What was begun and not saved.
    Draft(String),
}

/// Pages about disputes: one chunk, since they share most.
#[derive(Debug, Clone)]
pub enum DisputePages {
    /// The ledger.
    Ledger,
    /// A new entry.
    New,
    /// One dispute.
    One(MatterId),
}

/// Pages where leaders meet people: one chunk.
#[derive(Debug, Clone)]
pub enum MeetingPages {
    /// Visits.
    Visits,
    /// One visit.
    Visit(MatterId),
    /// Receptions.
    Receptions,
    /// One reception.
    Reception(MatterId),
    /// Letters.
    Letters,
}

/// Pages behind the chip: one chunk.
#[derive(Debug, Clone)]
pub enum SyncPages {
    /// What waits, and what was refused.
    Waiting,
    /// Files that a courier carries.
    Courier,
    /// What the relay refused.
    Refused,
}

/// Pages of what lies apart: one chunk.
#[derive(Debug, Clone, Copy)]
pub enum SealedPages {
    /// Accusations.
    Accusations,
    /// Who had what shown to them.
    Access,
}

/// Pages of a station's round: one chunk.
#[derive(Debug, Clone)]
pub enum FieldPages {
    /// Screening.
    Screening,
    /// A village, or a township over its villages, at a glance.
    Glance(Option<OfficeCode>),
    /// Who must know, who is on duty, who helps.
    Duty,
    /// All pages.
    More,
}

/// All of them.
pub struct LazyPages {
    /// This device is to be registered; why the last try failed.
    pub enrol: LazyPage<Option<Failure>>,
    /// The device is locked.
    pub unlock: LazyPage<LockScreen>,
    /// Taking in a ledger.
    pub import: LazyPage<()>,
    /// Parts of the list that are seldom wanted.
    pub list_tool: LazyPage<ListTool>,
    /// A matter.
    pub matter: LazyPage<MatterId>,
    /// Remarks on the app.
    pub feedback: LazyPage<()>,
    /// Offices and people.
    pub org: LazyPage<()>,
    /// The papers of a matter, or one of them.
    pub papers: LazyPage<(MatterId, Option<PaperKind>)>,
    /// The receipt of a registration.
    pub receipt: LazyPage<MatterId>,
    /// A registration: new, or the draft of this name.
    pub register: LazyPage<Registering>,
    /// Accusations; who had what shown to them.
    pub sealed: LazyPage<SealedPages>,
    /// Settings.
    pub settings: LazyPage<()>,
    /// The work lists of the day.
    pub today: LazyPage<()>,
    /// What waits to be handed in, couriers' files.
    pub syncing: LazyPage<SyncPages>,
    /// Disputes.
    pub disputes: LazyPage<DisputePages>,
    /// Visits, receptions, letters.
    pub meetings: LazyPage<MeetingPages>,
    /// Screening, a village at a glance, duty, all pages.
    pub field: LazyPage<FieldPages>,
}

impl LazyPages {
    /// Fetches and compiles, when the device has nothing else to do, what a worker taps next. To be
    /// called when the first screen can be used; only the first call does something.
    pub fn prepare(&'static self) {
        thread_local! {
            static ASKED: Cell<bool> = const { Cell::new(false) };
        }
        if ASKED.replace(true) {
            return;
        }
        let fetch = move || {
            spawn_local(async move {
                // What cannot be had now is asked for, and spoken of, when it is opened.
                let _ = (self.matter.load)().await;
                let _ = (self.register.load)().await;
            });
        };
        if request_idle_callback_with_handle(fetch).is_err() {
            // Not every browser says when it is idle.
            Timeout::new(IDLE_MILLIS, fetch).forget();
        }
    }
}

/// Where the browser does not say when it is idle, it is taken to be after so long.
const IDLE_MILLIS: u32 = 1000;

/// How it stands with a page's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    Coming,
    Absent,
    Here,
}

impl<A: Clone + Send + 'static> LazyPage<A> {
    /// The page as soon as its code is here: at once where it is here already, so that nothing
    /// flickers.
    ///
    /// It is made in the reactive place at hand, so it finds the session and is cleaned up in time.
    pub fn view(&'static self, about: A) -> AnyView {
        let code = RwSignal::new(Code::Coming);
        let fetch = Callback::new(move |()| {
            let mut coming = (self.load)();
            match (&mut coming).now_or_never() {
                Some(end) => code.set(Code::after(&end)),
                None => {
                    code.set(Code::Coming);
                    spawn_local(async move {
                        let end = coming.await;
                        code.try_set(Code::after(&end));
                    });
                }
            }
        });
        fetch.run(());
        let content = move || match code.get() {
            Code::Coming => loading(),
            Code::Here => (self.make)(about.clone()).unwrap_or_else(|| absent(fetch)),
            Code::Absent => absent(fetch),
        };
        view! { {content} }.into_any()
    }
}

impl Code {
    fn after(end: &Result<(), SplitLoaderError>) -> Self {
        if end.is_ok() { Self::Here } else { Self::Absent }
    }
}

/// The code cannot be had: it was never on this device and there is no network, or this tab shows a
/// version so old that nobody keeps it any more. Trying again mends the one, opening anew the other.
fn absent(retry: Callback<()>) -> AnyView {
    view! {
        <PageTitle text=general::PAGE_ABSENT.to_owned() tab=general::title(general::PAGE_ABSENT) />
        <Notice tone=Tone::Bad>
            <p>{general::PAGE_ABSENT_BODY}</p>
            <div class="actions">
                <button type="button" class="button button--primary" on:click=move |_| retry.run(())>
                    {general::RETRY}
                </button>
                <button type="button" class="button" on:click=move |_| browser::reload()>
                    {general::REOPEN}
                </button>
            </div>
        </Notice>
    }
    .into_any()
}
