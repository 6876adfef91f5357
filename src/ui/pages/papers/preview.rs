//! The paper as it will be printed: pages of their real size, one below the other.
//!
//! The text flows through columns as wide and as high as a page's text. Every page shows the whole
//! flow through a window that is moved on by one column, so that the browser itself breaks the pages,
//! by the rules of the stylesheet, and the printer gets what is on the screen. On a small screen the
//! pages are drawn smaller, which changes no line.

use leptos::{ev, html, leptos_dom::helpers::window_event_listener, prelude::*};

use super::paper::Sheet;
use crate::ui::words::papers;

/// Width of a page's text, and between two columns of the flow, millimetres (as in papers.css).
const TEXT: f64 = 156.0;
const BETWEEN: f64 = 10.0;
/// Width of a page, CSS pixels: 210 mm.
const PAGE: f64 = 793.7;
/// No paper is longer; what claims to be was measured wrongly.
const PAGES: f64 = 200.0;

/// The preview.
#[component]
pub fn Preview(sheet: Sheet) -> AnyView {
    let frame = NodeRef::<html::Div>::new();
    let flow = NodeRef::<html::Div>::new();
    let pages = RwSignal::new(1_usize);
    let scale = RwSignal::new(1.0_f64);
    let text = Memo::new(move |_| {
        sheet.made.with(|made| made.as_ref().map(|made| made.html.clone()).unwrap_or_default())
    });
    let footer = Memo::new(move |_| {
        sheet.made.with(|made| made.as_ref().and_then(|made| made.footer.clone()))
    });
    let draft =
        Memo::new(move |_| sheet.made.with(|made| made.as_ref().is_some_and(|made| made.draft)));

    let measure = move || {
        if let Some(flow) = flow.try_get_untracked().flatten() {
            let (whole, one) = (f64::from(flow.scroll_width()), f64::from(flow.client_width()));
            if one > 0.0 {
                let count = ((whole / one * TEXT + BETWEEN) / (TEXT + BETWEEN)).round();
                pages.try_set(count.clamp(1.0, PAGES) as usize);
            }
        }
    };
    let fit = move || {
        if let Some(frame) = frame.try_get_untracked().flatten() {
            let width = f64::from(frame.client_width());
            if width > 0.0 {
                scale.try_set((width / PAGE).min(1.0));
            }
        }
    };
    Effect::new(move |_| {
        text.track();
        // After the text is in its place and the browser has laid it out.
        request_animation_frame(move || {
            fit();
            measure();
        });
    });
    let resized = window_event_listener(ev::resize, move |_| fit());
    on_cleanup(move || resized.remove());

    let page = move |at: usize| {
        let number = papers::page_number(at + 1);
        let side = if at.is_multiple_of(2) { "a4__number" } else { "a4__number a4__number--even" };
        let move_on = format!("{}mm", at as f64 * -(TEXT + BETWEEN));
        // The text once for who hears it; the other windows show the same to the eye.
        let hidden = (at > 0).then_some("true");
        let window = if at == 0 {
            view! {
                <div node_ref=flow class="a4__flow" inner_html=move || text.get()></div>
            }
            .into_any()
        } else {
            view! {
                <div class="a4__flow" style:margin-left=move_on inner_html=move || text.get()></div>
            }
            .into_any()
        };
        let marks = move || {
            draft.get().then(|| {
                view! {
                    <p class="a4__draft">{::papers::wording::DRAFT_LINE}</p>
                    <p class="a4__watermark" data-mark=::papers::wording::WATERMARK></p>
                }
            })
        };
        let foot = move || footer.get().map(|line| view! { <p class="a4__foot">{line}</p> });
        view! {
            <div class="a4-place" aria-hidden=hidden>
                <div class="a4">
                    <div class="a4__window">{window}</div>
                    {marks}
                    {foot}
                    <p class=side aria-hidden="true">{number}</p>
                </div>
            </div>
        }
        .into_any()
    };
    let here = Memo::new(move |_| sheet.made.with(Option::is_some));
    let all =
        move || (0..if here.get() { pages.get() } else { 0 }).map(page).collect::<Vec<AnyView>>();
    let status = move || {
        if here.get() {
            papers::pages(pages.get())
        } else if sheet.trouble.with(Option::is_some) {
            String::new()
        } else {
            papers::MAKING.to_owned()
        }
    };
    view! {
        <section class="papers__preview" aria-label=papers::PREVIEW>
            <p class="papers__pages" role="status">{status}</p>
            <div node_ref=frame class="a4-frame" style=("--scale", move || scale.get().to_string())>
                {all}
            </div>
        </section>
    }
    .into_any()
}
