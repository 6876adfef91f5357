//! Home: the matters of this device, found as one types; above them what was begun.

mod drafts;
mod finder;
mod persist;
mod row;

use leptos::{ev, html, prelude::*};

use self::{drafts::Drafts, finder::Finder, persist::PersistCard, row::row_view};
use crate::{
    bridge::{Event, Window},
    ui::{
        browser,
        components::{Notice, PageTitle, RowKey, Tone, VirtualList},
        lazy::LazyPages,
        route::Route,
        session::session,
        words::{failure, general, list},
    },
};

/// The list.
#[component]
pub fn ListPage() -> AnyView {
    let session = session();
    let finder = Finder::new(session);
    session.on_event(move |event| {
        if matches!(event, Event::RowsChanged) {
            finder.refresh();
        }
    });
    on_cleanup(move || finder.leave());
    Effect::new(move |_| {
        if finder.window.with(Option::is_some) {
            browser::mark_ready();
            browser::mark("cunzhan-list");
            if let Some(pages) = use_context::<&'static LazyPages>() {
                pages.prepare();
            }
        }
    });
    view! {
        <PageTitle text=general::LIST.to_owned() tab=general::title(general::LIST) hidden=true />
        <div class="list-head">
            <button type="button" class="button button--primary button--large list-head__new"
                on:click=move |_| Route::New(None).go()>
                <span aria-hidden="true">"＋"</span>{list::NEW}
            </button>
            <SearchBox finder />
        </div>
        <PersistCard />
        <Drafts />
        {move || finder.trouble.get().map(|trouble| view! {
            <Notice tone=Tone::Bad>
                <p>{failure::sentence(&trouble)}</p>
                <button type="button" class="button" on:click=move |_| finder.refresh()>{general::RETRY}</button>
            </Notice>
        })}
        <Results finder />
    }
    .into_any()
}

/// The search box. `/` puts the focus in it from anywhere on the page, Escape empties it.
#[component]
fn SearchBox(finder: Finder) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    let jump = window_event_listener(ev::keydown, move |event| {
        if event.key() == "/"
            && !event.ctrl_key()
            && !event.alt_key()
            && !is_typing(&event)
            && let Some(input) = node.get_untracked()
        {
            event.prevent_default();
            let _ = input.focus();
            input.select();
        }
    });
    on_cleanup(move || jump.remove());
    let clear = move || {
        finder.find(String::new());
        if let Some(input) = node.get_untracked() {
            let _ = input.focus();
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            clear();
        }
    };
    view! {
        <div class="search" role="search">
            <label class="search__label" for="find">{list::FIND}</label>
            <input
                node_ref=node
                id="find"
                class="field__input search__input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=list::FIND_HINT
                prop:value=move || finder.query.get()
                on:input=move |event| finder.find(event_target_value(&event))
                on:keydown=on_key
            />
            {move || (!finder.query.with(String::is_empty)).then(|| view! {
                <button type="button" class="button search__clear" aria-label=list::CLEAR on:click=move |_| clear()>
                    "×"
                </button>
            })}
        </div>
    }
    .into_any()
}

/// Whether a key belongs to a field that is being typed in.
fn is_typing(event: &ev::KeyboardEvent) -> bool {
    use web_sys::wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

/// The count, the rows, or what to do where there are none.
#[component]
fn Results(finder: Finder) -> AnyView {
    let window = finder.window;
    let of = move |get: fn(&Window) -> u32| {
        Memo::new(move |_| window.with(|window| window.as_ref().map_or(0, get)))
    };
    let (total, found) = (of(|window| window.total), of(|window| window.found));
    let here = Memo::new(move |_| window.with(Option::is_some));
    let searching = Memo::new(move |_| finder.query.with(|query| !query.trim().is_empty()));
    let count = move || here.get().then(|| list::count(total.get(), found.get(), searching.get()));
    let row = Callback::new(move |key: RowKey| match finder.row(key.index) {
        Some(row) => row_view(&row, session().is_own_name(&row.holder_name)),
        None => ().into_any(),
    });
    let rows = Signal::derive(move || finder.keys());
    let body = move || {
        if !here.get() {
            return view! { <p class="loading" role="status">{general::LOADING}</p> }.into_any();
        }
        if found.get() > 0 {
            let on_range = Callback::new(move |range| finder.show(range));
            return view! {
                <VirtualList label=list::RESULTS count=found rows row on_range />
            }
            .into_any();
        }
        let (title, text) = if searching.get() {
            (list::NOTHING_TITLE, list::NOTHING_BODY)
        } else {
            (list::EMPTY_TITLE, list::EMPTY_BODY)
        };
        view! {
            <div class="empty">
                <h2 class="empty__title">{title}</h2>
                <p>{text}</p>
            </div>
        }
        .into_any()
    };
    // Only a change between these three draws the body anew; the rows change within.
    let kind = Memo::new(move |_| (here.get(), found.get() > 0, searching.get()));
    view! {
        <p class="count" role="status">{count}</p>
        {move || { kind.get(); untrack(body) }}
    }
    .into_any()
}
