use leptos::{ev, html, leptos_dom::helpers::WindowListenerHandle, prelude::*};

use crate::ui::browser;

/// A range of rows: from the first on, so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// The index of the first.
    pub first: u32,
    /// How many.
    pub count: u32,
}

/// A row by its place and a hash of its content: only what differs is drawn anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RowKey {
    /// Its index.
    pub index: u32,
    /// Its content's hash.
    pub content: u64,
}

/// A list of any length of which only the rows in sight are in the page. Rows are all of one height,
/// which the stylesheet gives to `.virtual__probe` as well.
#[component]
pub fn VirtualList(
    #[prop(into)] label: String,
    /// How many rows there are.
    #[prop(into)]
    count: Signal<u32>,
    /// The rows at hand.
    #[prop(into)]
    rows: Signal<Vec<RowKey>>,
    /// Draws one.
    row: Callback<RowKey, AnyView>,
    /// Called with the rows in sight when they have changed.
    on_range: Callback<Range>,
) -> AnyView {
    let list = NodeRef::<html::Ol>::new();
    let probe = NodeRef::<html::Div>::new();
    let height = RwSignal::new(0.0_f64);
    let range = RwSignal::new(Range::default());

    let measure = move || {
        let (Some(list), Some(probe)) = (list.get_untracked(), probe.get_untracked()) else {
            return;
        };
        let row = probe.get_bounding_client_rect().height().max(1.0);
        if (row - height.get_untracked()).abs() > 0.1 {
            height.set(row);
        }
        let above = (-list.get_bounding_client_rect().top()).max(0.0);
        let now = Range {
            first: (above / row) as u32,
            count: (browser::viewport_height() / row) as u32 + 2,
        };
        if now != range.get_untracked() {
            range.set(now);
            on_range.run(now);
        }
    };
    Effect::new(move |_| {
        // Whatever moves the list: rows coming or going, the first drawing.
        count.get();
        if list.get().is_some() && probe.get().is_some() {
            measure();
        }
    });
    let handles: [WindowListenerHandle; 2] = [
        window_event_listener(ev::scroll, move |_| measure()),
        window_event_listener(ev::resize, move |_| measure()),
    ];
    on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));

    let total = move || count.get();
    let draw = move |key: RowKey| {
        let shift = move || pixels("translateY(", height.get() * f64::from(key.index), "px)");
        view! {
            <li class="virtual__row" style:transform=shift aria-posinset=(key.index + 1).to_string()
                aria-setsize=move || total().to_string()>
                {row.run(key)}
            </li>
        }
    };
    view! {
        <div class="virtual">
            <div class="virtual__probe" node_ref=probe aria-hidden="true"></div>
            <ol class="virtual__list" role="list" node_ref=list aria-label=label
                style:height=move || pixels("", height.get() * f64::from(total()), "px")>
                <For each=move || rows.get() key=|key| *key children=draw />
            </ol>
        </div>
    }
    .into_any()
}

/// A length in whole pixels: writing fractions would bring a large part of the standard library along.
fn pixels(before: &str, length: f64, after: &str) -> String {
    format!("{before}{}{after}", length.round() as i64)
}
