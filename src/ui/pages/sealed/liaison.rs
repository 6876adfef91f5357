//! The discipline liaison's list.

use casework::{Moment, access::Given};
use ident::SealedId;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, Failure, Reply, SealedAsk, SealedEntry, SealedItem},
    ui::{
        components::{Notice, ReasonDialog, Tone},
        session::{Session, session},
        words::{access, date, failure, intake, sealed},
    },
};

/// What is asked for a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Open(SealedId),
    PassOn,
}

/// The list's state. A handle.
#[derive(Clone, Copy)]
struct Panel {
    session: Session,
    wish: RwSignal<Option<Wish>>,
    asking_open: RwSignal<bool>,
    asking_pass: RwSignal<bool>,
    trouble: RwSignal<Option<Failure>>,
    /// What was opened: shown until the page is left, kept nowhere.
    opened: RwSignal<Vec<(SealedId, SealedItem)>>,
}

impl Panel {
    fn wish(self, wish: Wish) {
        self.wish.set(Some(wish));
        match wish {
            Wish::Open(_) => self.asking_open.set(true),
            Wish::PassOn => self.asking_pass.set(true),
        }
    }

    fn given(self, given: Given) {
        let Some(wish) = self.wish.get_untracked() else { return };
        let ask = match wish {
            Wish::Open(id) => SealedAsk::Open { id, given },
            Wish::PassOn => SealedAsk::PassOn(given),
        };
        spawn_local(async move {
            match self.session.ask(Command::Sealed(ask)).await {
                Ok(Reply::SealedOpened(packed)) => {
                    if let (Wish::Open(id), Some(item)) = (wish, packed.open()) {
                        self.opened.try_update(|opened| opened.push((id, item)));
                    }
                    self.asking_open.try_set(false);
                }
                Ok(_) => {
                    self.asking_pass.try_set(false);
                }
                Err(failure) => {
                    self.trouble.try_set(Some(failure));
                }
            }
        });
    }
}

/// What came for the liaison at this device.
#[component]
pub fn Items(items: Memo<Option<Vec<SealedEntry>>>) -> AnyView {
    let panel = Panel {
        session: session(),
        wish: RwSignal::new(None),
        asking_open: RwSignal::new(false),
        asking_pass: RwSignal::new(false),
        trouble: RwSignal::new(None),
        opened: RwSignal::new(Vec::new()),
    };
    let fetched = RwSignal::new(None::<Failure>);
    let fetch = move |_| {
        spawn_local(async move {
            let asked = panel.session.ask(Command::Sealed(SealedAsk::Fetch)).await;
            fetched.try_set(asked.err());
        });
    };
    let rows = move || {
        let items = items.get().unwrap_or_default();
        if items.is_empty() {
            return view! { <p>{sealed::NO_ITEMS}</p> }.into_any();
        }
        let rows: Vec<AnyView> = items.into_iter().map(|item| row(panel, item)).collect();
        view! { <ul class="similar__list">{rows}</ul> }.into_any()
    };
    let lacks = Memo::new(move |_| {
        items.with(|items| {
            let items = items.as_deref().unwrap_or_default();
            items.iter().any(|item| item.opens && !item.lacking.is_empty())
        })
    });
    let pass_on = move || {
        lacks.get().then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| panel.wish(Wish::PassOn)>
                    {sealed::PASS_ON}
                </button>
            }
        })
    };
    let trouble = move || {
        fetched.get().map(|trouble| {
            view! { <Notice tone=Tone::Careful><p>{failure::sentence(&trouble)}</p></Notice> }
        })
    };
    let on_given = Callback::new(move |given| panel.given(given));
    view! {
        <section class="panel" aria-labelledby="sealed-items">
            <h2 class="panel__title" id="sealed-items">{sealed::ITEMS}</h2>
            {rows}
            {trouble}
            <div class="actions">
                <button type="button" class="button" on:click=fetch>{sealed::FETCH}</button>
                {pass_on}
            </div>
            <ReasonDialog id="sealed-open" open=panel.asking_open title=access::ASK_SEALED_TITLE
                trouble=panel.trouble on_given />
            <ReasonDialog id="sealed-pass" open=panel.asking_pass title=access::ASK_PASS_TITLE
                confirm=access::CONFIRM_PASS trouble=panel.trouble on_given />
        </section>
    }
    .into_any()
}

fn row(panel: Panel, item: SealedEntry) -> AnyView {
    let id = item.id;
    let name: String = id.to_hex().chars().take(8).collect();
    let lacking = (!item.lacking.is_empty())
        .then(|| view! { <p class="similar__facts">{sealed::lacking(&item.lacking)}</p> });
    let content = move || {
        let opened = panel
            .opened
            .with(|opened| opened.iter().find(|(at, _)| *at == id).map(|(_, item)| item.clone()));
        match opened {
            Some(item) => shown(&item),
            None if item.opens => view! {
                <div class="similar__actions">
                    <button type="button" class="button" on:click=move |_| panel.wish(Wish::Open(id))>
                        {sealed::OPEN}
                    </button>
                </div>
            }
            .into_any(),
            None => view! { <p class="similar__facts">{sealed::CLOSED}</p> }.into_any(),
        }
    };
    view! {
        <li class="similar__item">
            <p class="similar__name">{sealed::entry(&item.day, &name)}</p>
            {lacking}
            {content}
        </li>
    }
    .into_any()
}

fn shown(item: &SealedItem) -> AnyView {
    let when = date::moment(Moment::from_millis(item.at));
    let forged = (!item.authentic)
        .then(|| view! { <p><span class="tag tag--careful">{sealed::FORGED}</span></p> });
    view! {
        <p class="similar__facts">{intake::number(&item.number)}</p>
        <p class="similar__facts">{sealed::recorded(&item.recorder, &when)}</p>
        {forged}
        <p class="paper-text">{intake::as_text(&item.intake)}</p>
    }
    .into_any()
}
