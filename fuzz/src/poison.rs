//! Automerge itself ends on some changes that nobody's program writes: an object that is not there, an
//! actor that nobody named. Stations are guarded against that by the mark they set before they open a
//! document (one that ends the worker twice is left alone), the relay by opening none where it takes
//! changes in, and its doctor by catching it. So such an end is counted here and is no finding; one
//! in our own code is.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook, take_hook},
    sync::{Mutex, Once},
};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static WHERE: RefCell<String> = const { RefCell::new(String::new()) };
}

static ENDS: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

/// Runs something that applies changes; none where Automerge ended on them.
pub fn guarded<T>(run: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |info| {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            if GUARDED.with(Cell::get) && is_automerge(&place) {
                WHERE.with(|at| *at.borrow_mut() = place);
            } else {
                usual(info);
            }
        }));
    });
    GUARDED.with(|guarded| guarded.set(true));
    let result = catch_unwind(AssertUnwindSafe(run));
    GUARDED.with(|guarded| guarded.set(false));
    match result {
        Ok(value) => Some(value),
        Err(payload) => {
            let place = WHERE.with(|at| std::mem::take(&mut *at.borrow_mut()));
            if place.is_empty() {
                resume_unwind(payload);
            }
            let name = place.rsplit("/src/").next().unwrap_or_default().to_owned();
            if let Ok(mut ends) = ENDS.lock() {
                *ends.entry(name).or_default() += 1;
            }
            None
        }
    }
}

fn is_automerge(place: &str) -> bool {
    place.contains("/automerge-") || place.contains("/hexane-")
}

/// Where Automerge ended, and how often.
#[must_use]
pub fn ends() -> BTreeMap<String, u64> {
    ENDS.lock().map(|ends| ends.clone()).unwrap_or_default()
}
