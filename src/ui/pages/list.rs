//! Home: the matters of this device, found as one types; above them what was begun.

mod drafts;
pub(in crate::ui) mod export;
pub(in crate::ui) mod filters;
pub(in crate::ui) mod finder;
pub(in crate::ui::pages) mod many;
mod persist;
pub(in crate::ui) mod row;
mod still;
mod tool;
mod views;

use casework::worklist::{RowFilter, RowOrder};
use leptos::{ev, html, prelude::*};

pub use self::tool::{ListTool, ListToolPart};
use self::{
    drafts::Drafts, finder::Finder, many::Many, persist::PersistCard, row::row_view,
    still::when_still, tool::once_wanted,
};
use crate::{
    bridge::Window,
    ui::{
        browser,
        components::{Announced, Notice, PageTitle, RowKey, Tone, VirtualList},
        device_settings,
        lazy::LazyPages,
        route::Route,
        session::session,
        words::{failure, general, list},
    },
};

/// The list; under a filter where the address names one.
#[component]
pub fn ListPage(filter: Option<String>) -> AnyView {
    let session = session();
    let finder = Finder::new(session, filter.map(|text| RowFilter::from_text(&text)));
    let many = Many::new(session);
    session.on_rows_changed(when_still(many, move || finder.refresh()));
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
        <Results finder many />
    }
    .into_any()
}

/// What can be done with the list: order it, pick several, take it along.
fn tools(finder: Finder, many: Many, filtering: RwSignal<bool>, some: Memo<bool>) -> AnyView {
    let exporting = RwSignal::new(false);
    let by_due = move || finder.order.get() == RowOrder::DueFirst;
    let order = move |event| {
        let due = event_target_value(&event) == "due";
        finder.order_by(if due { RowOrder::DueFirst } else { RowOrder::Newest });
    };
    let pressed = move || if many.on.get() { "true" } else { "false" };
    let expanded = move || if filtering.get() { "true" } else { "false" };
    // With nothing in sight there is nothing to order, to pick or to take along.
    let rest = move || {
        some.get().then(|| {
            view! {
                <label class="list-tools__label" for="order">{list::ORDER}</label>
                <select autocomplete="off" class="field__input list-tools__order" id="order" on:change=order>
                    <option value="new" prop:selected=move || !by_due()>{list::ORDER_NEWEST}</option>
                    <option value="due" prop:selected=by_due>{list::ORDER_DUE}</option>
                </select>
                <button type="button" class="button button--small" aria-pressed=pressed
                    disabled=move || many.busy.get()
                    on:click=move |_| many.turn(!many.on.get_untracked())>{list::MANY}</button>
                <button type="button" class="button button--small" on:click=move |_| exporting.set(true)>
                    {list::EXPORT}"……"
                </button>
            }
        })
    };
    view! {
        <div class="list-tools">
            <button type="button" class="button button--small" aria-expanded=expanded aria-controls="filter-fields"
                on:click=move |_| filtering.update(|open| *open = !*open)>{list::FILTER}</button>
            {rest}
        </div>
        {once_wanted(ListTool::Export(finder, exporting), move || exporting.get())}
    }
    .into_any()
}

/// The search box. `/` puts the focus in it from anywhere on the page, Escape empties it.
#[component]
pub(in crate::ui) fn SearchBox(
    finder: Finder,
    #[prop(default = list::FIND)] label: &'static str,
    #[prop(default = list::FIND_HINT)] hint: &'static str,
) -> AnyView {
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
            <label class="search__label" for="find">{label}</label>
            <input
                node_ref=node
                id="find"
                class="field__input search__input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=hint
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

/// What stands below the tools. Only a change between these draws it anew; rows change within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    /// Nothing is known yet.
    Waiting,
    Rows,
    /// There are none: a title, and what to do.
    Empty(&'static str, &'static str),
}

/// The count, the rows, or what to do where there are none: all as the rows at hand were asked for, which is
/// not what is being typed.
#[component]
fn Results(finder: Finder, many: Many) -> AnyView {
    let window = finder.window;
    let of = move |get: fn(&Window) -> u32| {
        Memo::new(move |_| window.with(|window| window.as_ref().map_or(0, get)))
    };
    let (total, found) = (of(|window| window.total), of(|window| window.found));
    let here = Memo::new(move |_| window.with(Option::is_some));
    let answered = finder.answered;
    let question = Memo::new(move |_| answered.with(|(number, _)| *number));
    let filtered = Memo::new(move |_| answered.with(|(_, asked)| !asked.filter.is_everything()));
    let searching = Memo::new(move |_| {
        filtered.get() || answered.with(|(_, asked)| !asked.text.trim().is_empty())
    });
    let count = Memo::new(move |_| {
        let counted = || list::count(total.get(), found.get(), searching.get());
        here.get().then(counted).unwrap_or_default()
    });
    let row = Callback::new(move |key: RowKey| match finder.row(key) {
        Some(row) => row_view(&row, many),
        None => ().into_any(),
    });
    let rows = Signal::derive(move || finder.keys(many.on.get()));
    let body = Memo::new(move |_| match (here.get(), found.get(), searching.get()) {
        (false, ..) => Body::Waiting,
        (_, 1.., _) => Body::Rows,
        _ if filtered.get() => Body::Empty(list::NONE_TITLE, list::NONE_BODY),
        (_, _, true) => Body::Empty(list::NOTHING_TITLE, list::NOTHING_BODY),
        _ => Body::Empty(list::EMPTY_TITLE, list::EMPTY_BODY),
    });
    let content = move || match body.get() {
        Body::Waiting => {
            view! { <p class="loading" role="status">{general::LOADING}</p> }.into_any()
        }
        Body::Rows => {
            let on_range = Callback::new(move |range| finder.show(range));
            view! {
                <VirtualList label=list::RESULTS count=found rows question hold=many.on place=finder.place
                    row on_range />
                <p class="printed-only">{list::PRINTED}</p>
            }
            .into_any()
        }
        Body::Empty(title, text) => view! {
            <div class="empty">
                <h2 class="empty__title">{title}</h2>
                <p>{text}</p>
            </div>
        }
        .into_any(),
    };
    let some = Memo::new(move |_| found.get() > 0);
    let filtering = RwSignal::new(false);
    let by_filter = move || finder.filter.with(|filter| !filter.is_everything());
    let has_views = !device_settings::views().is_empty();
    view! {
        <div class="list-count">
            <p class="count">{count}</p>
            <Announced text=count question />
            {tools(finder, many, filtering, some)}
        </div>
        {once_wanted(ListTool::Filters(finder, filtering), move || filtering.get() || by_filter())}
        {once_wanted(ListTool::Views(finder), move || by_filter() || has_views)}
        {move || many.on.get().then(|| once_wanted(ListTool::Many(finder, many), || true))}
        {content}
    }
    .into_any()
}
