//! Where a list lies on the page, and which of its rows are in sight: they stay there, whatever comes above
//! them, and however high rows are.

use std::cell::RefCell;

use leptos::{ev, html, leptos_dom::helpers::WindowListenerHandle, prelude::*};
use web_sys::{
    ResizeObserver,
    wasm_bindgen::{JsCast, closure::Closure},
};

use super::{Range, pixels, scale::Scale};
use crate::ui::browser;

/// Where the list lies. A handle.
#[derive(Clone, Copy)]
pub struct Sight {
    list: NodeRef<html::Ol>,
    probe: NodeRef<html::Div>,
    count: Signal<u32>,
    on_range: Callback<Range>,
    /// How many rows are above what is in sight; kept by whoever comes back to the list.
    place: StoredValue<f64>,
    /// How rows lie.
    pub scale: RwSignal<Scale>,
    /// By how much they are drawn further up.
    pub shift: RwSignal<f64>,
    /// The rows in sight.
    pub range: RwSignal<Range>,
    /// How far down the page the list begins.
    top: StoredValue<f64>,
    /// The list is new, or was out of sight behind the lock: it is to be scrolled to its place.
    lost: StoredValue<bool>,
}

impl Sight {
    /// Nothing was looked at yet.
    pub fn new(
        (list, probe): (NodeRef<html::Ol>, NodeRef<html::Div>),
        count: Signal<u32>,
        on_range: Callback<Range>,
        place: StoredValue<f64>,
    ) -> Self {
        Self {
            list,
            probe,
            count,
            on_range,
            place,
            scale: RwSignal::new(Scale::default()),
            shift: RwSignal::new(0.0),
            range: RwSignal::new(Range::default()),
            top: StoredValue::new(0.0),
            lost: StoredValue::new(true),
        }
    }

    /// Looks again whenever somebody scrolls or turns the tablet, and when something above the list comes or
    /// goes.
    pub fn watch(self) {
        let handles: [WindowListenerHandle; 2] = [
            window_event_listener(ev::scroll, move |_| self.look(0)),
            window_event_listener(ev::resize, move |_| self.look(0)),
        ];
        // What moves rows is made up for here; a browser that does it as well would do it twice.
        browser::set_root_attribute("data-still", Some(""));
        let observed = StoredValue::new_local(RefCell::new(None::<Observed>));
        on_cleanup(move || {
            handles.into_iter().for_each(WindowListenerHandle::remove);
            browser::set_root_attribute("data-still", None);
            if let Some((observer, _)) = observed.try_with_value(RefCell::take).flatten() {
                observer.disconnect();
            }
        });
        Effect::new(move |_| {
            let (Some(probe), Some(body)) = (self.probe.get(), document().body()) else { return };
            let changed = Closure::<dyn FnMut()>::new(move || self.heard());
            let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) else {
                return;
            };
            observer.observe(&probe);
            observer.observe(&body);
            observed.with_value(|observed| observed.replace(Some((observer, changed))));
        });
    }

    /// The page's height or a row's is another.
    fn heard(self) {
        let row = self.row_height();
        if self.scale.try_with_untracked(|scale| scale.row == row).unwrap_or(true) || row == 0.0 {
            self.look(0);
        } else {
            // The page's height follows from it, and must not change while the browser tells of changes.
            request_animation_frame(move || self.look(0));
        }
    }

    /// 0 where the page is out of sight.
    fn row_height(self) -> f64 {
        let probe = self.probe.try_get_untracked().flatten();
        probe.map_or(0.0, |probe| probe.get_bounding_client_rect().height())
    }

    /// Looks what is in sight. What was there before stays: where its rows are higher now or the list begins
    /// further down, and where it was `moved` by so many rows. The list may be gone by then.
    pub fn look(self, moved: i64) {
        let (Some(list), Some(before), Some(count)) = (
            self.list.try_get_untracked().flatten(),
            self.scale.try_get_untracked(),
            self.count.try_get_untracked(),
        ) else {
            return;
        };
        let row = self.row_height();
        if row <= 0.0 {
            self.lost.set_value(true);
            return;
        }
        let was = browser::scroll_top();
        let scale = Scale::new(row, count, browser::viewport_height(), browser::density());
        if scale != before {
            // At once: nobody can scroll further than the page is long.
            self.style("height", scale.drawn);
            self.scale.set(scale);
        }
        let beginning = list.get_bounding_client_rect().top();
        let now = browser::scroll_top();
        let top = beginning + now;
        let to = match self.lost.get_value() {
            true => top + scale.above(self.place.get_value() * row),
            false => {
                let stood = before.depth(was - self.top.get_value());
                let by = moved as f64;
                let still = scale == before && (top - self.top.get_value()).abs() < 0.5;
                match stood > 0.0 {
                    _ if still && moved == 0 => now,
                    true => top + scale.above((stood / before.row + by) * row),
                    // The page's head is in sight, and stays.
                    false => was + by * row,
                }
            }
        };
        let anew = self.lost.get_value() && self.place.get_value() <= 0.0;
        if !anew && (to - now).abs() >= 0.5 {
            browser::scroll_to(to);
        }
        self.lost.set_value(false);
        self.top.set_value(top);
        self.see(scale, browser::scroll_top() - top);
    }

    /// So much of the list is above what is in sight.
    fn see(self, scale: Scale, above: f64) {
        self.place.set_value((scale.depth(above) / scale.row).max(0.0));
        let shift = scale.shift(above);
        if shift != self.shift.get_untracked() {
            self.shift.set(shift);
            // The frames of rows that are not drawn yet.
            self.style("background-position-y", -(shift % scale.row));
        }
        let range = scale.range(above);
        if range != self.range.get_untracked() {
            self.range.set(range);
            self.on_range.run(range);
        }
    }

    fn style(self, name: &str, length: f64) {
        if let Some(list) = self.list.try_get_untracked().flatten() {
            let _ =
                web_sys::HtmlElement::style(&list).set_property(name, &pixels("", length, "px"));
        }
    }

    /// Somebody went to a row with the keyboard. The browser scrolls to it as if all rows lay where they are
    /// drawn now, which in a list that is drawn shorter is beside it.
    pub fn bring(self, index: u32) {
        if !self.scale.with_untracked(|scale| scale.is_short()) {
            return;
        }
        request_animation_frame(move || {
            let (Some(scale), Some(range)) =
                (self.scale.try_get_untracked(), self.range.try_get_untracked())
            else {
                return;
            };
            if !range.holds(index) {
                // One row is left to the header.
                let depth = f64::from(index.saturating_sub(1)) * scale.row;
                browser::scroll_to(self.top.get_value() + scale.above(depth));
            }
        });
    }
}

/// It tells as long as both are there.
type Observed = (ResizeObserver, Closure<dyn FnMut()>);
