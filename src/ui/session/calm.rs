//! Not more often than can be followed: while thousands of entries come in, rows change many times a second.

use std::{cell::Cell, rc::Rc};

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::Session;
use crate::bridge::Event;

/// Between two looks at rows that go on changing, in milliseconds.
const PAUSE: f64 = 500.0;

impl Session {
    /// Calls when rows changed: at once, and while they go on changing no more than twice a second. The last
    /// change is always followed by a call, until the component at hand goes.
    pub fn on_rows_changed(self, heard: impl Fn() + 'static) {
        let heard = Rc::new(heard);
        let last = Rc::new(Cell::new(f64::NEG_INFINITY));
        let waiting = Rc::new(Cell::new(false));
        // Goes with the component, and what is waited for with it.
        let later = StoredValue::new_local(None::<Timeout>);
        self.on_event(move |event| {
            if !matches!(event, Event::RowsChanged) || waiting.get() {
                return;
            }
            let now = js_sys::Date::now();
            let left = left(last.get(), now);
            if left == 0 {
                last.set(now);
                heard();
                return;
            }
            waiting.set(true);
            let (heard, last, waiting) = (Rc::clone(&heard), Rc::clone(&last), Rc::clone(&waiting));
            let call = Timeout::new(left, move || {
                waiting.set(false);
                last.set(js_sys::Date::now());
                heard();
            });
            later.try_set_value(Some(call));
        });
    }
}

/// How long to wait still, in milliseconds. The device's clock may be set back.
fn left(last: f64, now: f64) -> u32 {
    let passed = now - last;
    if (0.0..PAUSE).contains(&passed) { (PAUSE - passed).ceil() as u32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_heard_at_once_and_more_after_a_pause() {
        assert_eq!(left(f64::NEG_INFINITY, 1e12), 0);
        assert_eq!(left(1e12, 1e12), 500);
        assert_eq!(left(1e12, 1e12 + 420.5), 80);
        assert_eq!(left(1e12, 1e12 + 500.0), 0);
        assert_eq!(left(1e12, 1e12 - 60_000.0), 0, "a clock that was set back holds nothing up");
    }
}
