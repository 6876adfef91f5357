//! A script that does not hold: what went wrong, and what happened before.

use std::{
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    rc::Rc,
    sync::Once,
};

/// What happened, line by line.
pub type Trace = Rc<RefCell<Vec<String>>>;

/// What went wrong.
#[derive(Debug, Clone)]
pub struct Failure {
    pub what: String,
    pub trace: Vec<String>,
}

thread_local! {
    /// While a script is played, what goes wrong is taken down and not printed.
    static QUIET: Cell<bool> = const { Cell::new(false) };
    static WHERE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs something and takes a panic as a failure.
pub fn caught<T>(run: impl FnOnce(Trace) -> T) -> Result<T, Failure> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |info| {
            if QUIET.with(Cell::get) {
                let at = info.location().map(ToString::to_string).unwrap_or_default();
                WHERE.with(|place| *place.borrow_mut() = at);
            } else {
                usual(info);
            }
        }));
    });
    let trace = Trace::default();
    let kept = Rc::clone(&trace);
    QUIET.with(|quiet| quiet.set(true));
    let result = catch_unwind(AssertUnwindSafe(|| run(trace)));
    QUIET.with(|quiet| quiet.set(false));
    result.map_err(|payload| {
        let text = payload.downcast_ref::<String>().cloned();
        let text = text.or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string));
        let at = WHERE.with(|place| place.borrow().clone());
        let what = format!("{} ({at})", text.unwrap_or_else(|| "a panic".into()));
        Failure { what, trace: kept.borrow().clone() }
    })
}
