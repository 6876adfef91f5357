//! Keeps what is typed on the device: a moment after it was typed, and when the page goes out of sight;
//! what could not be kept, again and again until it is.

use std::{cell::Cell, rc::Rc};

use gloo_timers::callback::Timeout;
use leptos::{leptos_dom::helpers::window_event_listener_untyped, task::spawn_local};

use super::Session;
use crate::bridge::Command;

/// So long after a key was pressed, what is typed is kept.
const KEEP_AFTER_MILLIS: u32 = 300;
/// So long after something could not be kept (the disk is full, the engine starts anew), it is tried
/// again.
const AGAIN_AFTER_MILLIS: u32 = 5_000;

/// Keeps it.
#[derive(Clone)]
pub(super) struct Keeper {
    session: Session,
    soon: Rc<Cell<bool>>,
    again: Rc<Cell<bool>>,
}

impl Keeper {
    /// Begins.
    pub(super) fn start(session: Session) {
        let keeper = Self { session, soon: Rc::default(), again: Rc::default() };
        for leaving in ["pagehide", "visibilitychange"] {
            let keeper = keeper.clone();
            window_event_listener_untyped(leaving, move |_| keeper.keep());
        }
        session.scratch.on_wake(move || keeper.keep_after(KEEP_AFTER_MILLIS, &keeper.soon));
    }

    fn keep_after(&self, millis: u32, waits: &Rc<Cell<bool>>) {
        if !waits.replace(true) {
            let (keeper, waits) = (self.clone(), Rc::clone(waits));
            Timeout::new(millis, move || {
                waits.set(false);
                keeper.keep();
            })
            .forget();
        }
    }

    fn keep(&self) {
        for (form, content) in self.session.scratch.take_unkept() {
            let keeper = self.clone();
            spawn_local(async move {
                let command = Command::KeepScratch { form: form.clone(), content };
                // It is on the screen; saving the form will say what is wrong, if anything still is.
                if keeper.session.ask(command).await.is_err() {
                    keeper.session.scratch.put_back(form);
                    keeper.keep_after(AGAIN_AFTER_MILLIS, &keeper.again);
                }
            });
        }
    }
}
