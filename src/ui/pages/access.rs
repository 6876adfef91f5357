//! The privacy officer's page: who had what shown to them, and why.

use casework::Moment;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{AccessItem, Command, Event, Failure},
    ui::{
        components::{Notice, PageTitle, Tone},
        session::session,
        words::{access, date, failure, general},
    },
};

/// The page.
#[component]
pub fn AccessPage() -> AnyView {
    let session = session();
    let items = RwSignal::new(Vec::<AccessItem>::new());
    let next = RwSignal::new(None::<u64>);
    let waits = RwSignal::new(true);
    let trouble = RwSignal::new(None::<Failure>);
    let ask = Callback::new(move |after: u64| {
        waits.set(true);
        spawn_local(async move {
            let asked = session.ask(Command::AskAccess(after)).await;
            if let Err(failure) = asked {
                waits.try_set(false);
                trouble.try_set(Some(failure));
            }
        });
    });
    session.on_event(move |event| {
        if let Event::Access(came) = event
            && let Some(came) = came.open()
        {
            waits.try_set(false);
            next.try_set(came.next);
            items.try_update(|items| items.extend(came.items));
        }
    });
    ask.run(0);
    let foot = move || {
        match trouble.get() {
            // Said above: whose page this is. That one is not one of those is no fault.
            Some(Failure::NotTheirs) => {
                return view! { <p role="status">{access::NOT_YOURS}</p> }.into_any();
            }
            Some(failure) => {
                return view! { <Notice tone=Tone::Bad><p>{failure::sentence(&failure)}</p></Notice> }
                .into_any();
            }
            None => {}
        }
        if waits.get() {
            return view! { <p role="status">{access::LOADING}</p> }.into_any();
        }
        match next.get() {
            Some(after) => view! {
                <button type="button" class="button" on:click=move |_| ask.run(after)>{access::MORE}</button>
            }
            .into_any(),
            None if items.with(Vec::is_empty) => view! { <p>{access::NONE}</p> }.into_any(),
            None => ().into_any(),
        }
    };
    let rows = move || items.get().into_iter().map(row).collect::<Vec<AnyView>>();
    view! {
        <PageTitle text=access::TITLE.to_owned() tab=general::title(access::TITLE) />
        <Notice tone=Tone::Careful><p>{access::BODY}</p></Notice>
        <ul class="similar__list" id="access-records">{rows}</ul>
        {foot}
    }
    .into_any()
}

fn row(item: AccessItem) -> AnyView {
    let device = item.device.map(access::device).unwrap_or_default();
    let pairs = [
        (access::WHO, item.person),
        (access::WHERE, format!("{} {device}", item.office)),
        (access::WHAT, access::kind(item.kind).to_owned()),
        (access::OF, item.of),
        (access::WHY, access::why(item.reason, &item.text)),
    ];
    let pairs: Vec<AnyView> = pairs
        .into_iter()
        .map(|(name, value)| {
            view! { <div class="pairs__pair"><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
        })
        .collect();
    let broken = (!item.sound)
        .then(|| view! { <p><span class="tag tag--careful">{access::BROKEN}</span></p> });
    view! {
        <li class="similar__item">
            <p class="similar__name">{date::moment(Moment::from_millis(item.at))}</p>
            <dl class="pairs">{pairs}</dl>
            {broken}
        </li>
    }
    .into_any()
}
