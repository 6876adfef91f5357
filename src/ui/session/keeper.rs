//! Keeps what is typed on the device: a moment after it was typed, and when the page goes out of sight;
//! what could not be kept, again and again until it is.

use std::{cell::Cell, rc::Rc};

use futures::future::join_all;
use gloo_timers::callback::Timeout;
use leptos::{leptos_dom::helpers::window_event_listener_untyped, prelude::*, task::spawn_local};

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
        // A device that was unlocked again has one already.
        if session.keeping.get_value() {
            return;
        }
        session.keeping.set_value(true);
        session.watch_touches();
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
        let keeper = self.clone();
        spawn_local(async move {
            if !keeper.session.keep_typed().await {
                keeper.keep_after(AGAIN_AFTER_MILLIS, &keeper.again);
            }
        });
    }
}

impl Session {
    /// Keeps what was typed and is not on the device yet. Returns whether all of it is there now.
    pub(super) async fn keep_typed(self) -> bool {
        let mut all = true;
        let closings = self.scratch.closings();
        // Each on its own way to the engine before the first is waited for: the page may be going.
        let asked = self.scratch.take_unkept().into_iter().map(async |(form, content)| {
            let kept = self.ask(Command::KeepScratch { form: form.clone(), content }).await;
            (form, kept)
        });
        for (form, kept) in join_all(asked).await {
            // It is on the screen; saving the form will say what is wrong, if anything still is.
            if kept.is_err() {
                // Locked meanwhile, the text is not here any more: put back, it would be kept as empty.
                if self.scratch.closings() == closings {
                    self.scratch.put_back(form);
                }
                all = false;
            }
        }
        all
    }
}
