//! While matters are picked, rows wait until the finger is off them.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{leptos_dom::helpers::window_event_listener_untyped, prelude::*};

use super::many::Many;

/// So long after the last touch, in milliseconds.
const PAUSE: f64 = 1000.0;
/// What counts as one: a finger, a pen or a mouse that aims.
const TOUCHES: [&str; 3] = ["pointerdown", "pointermove", "pointerup"];

/// What is done at once, but while matters are picked not before nobody has touched the page for a second.
pub fn when_still(many: Many, done: impl Fn() + 'static) -> impl Fn() + 'static {
    let touched = Rc::new(Cell::new(f64::NEG_INFINITY));
    let handles = TOUCHES.map(|touch| {
        let touched = Rc::clone(&touched);
        window_event_listener_untyped(touch, move |_| touched.set(js_sys::Date::now()))
    });
    on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
    let waiting = Rc::new(Cell::new(false));
    let done: Rc<dyn Fn()> = Rc::new(done);
    move || wait(many, &touched, &waiting, &done)
}

fn wait(many: Many, touched: &Rc<Cell<f64>>, waiting: &Rc<Cell<bool>>, done: &Rc<dyn Fn()>) {
    if waiting.replace(true) {
        return;
    }
    // The page may have been left meanwhile.
    let left = match many.on.try_get_untracked() {
        None => return,
        Some(false) => 0,
        Some(true) => left(touched.get(), js_sys::Date::now()),
    };
    if left == 0 {
        waiting.replace(false);
        done();
        return;
    }
    let (touched, waiting, done) = (Rc::clone(touched), Rc::clone(waiting), Rc::clone(done));
    let again = move || {
        waiting.replace(false);
        wait(many, &touched, &waiting, &done);
    };
    set_timeout(again, Duration::from_millis(left));
}

/// How long to wait still, in milliseconds. The device's clock may be set back.
fn left(touched: f64, now: f64) -> u64 {
    let passed = now - touched;
    if (0.0..PAUSE).contains(&passed) { (PAUSE - passed).ceil() as u64 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_wait_for_a_second_after_a_touch() {
        assert_eq!(left(f64::NEG_INFINITY, 1e12), 0);
        assert_eq!(left(1e12, 1e12), 1000);
        assert_eq!(left(1e12, 1e12 + 700.5), 300);
        assert_eq!(left(1e12, 1e12 + 1000.0), 0);
        assert_eq!(left(1e12, 1e12 - 60_000.0), 0, "a clock that was set back holds nothing up");
    }
}
