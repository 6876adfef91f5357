//! Locking and unlocking, as the UI does it.

use std::{cell::Cell, sync::Arc};

use ident::PersonId;
use leptos::{leptos_dom::helpers::window_event_listener_untyped, prelude::*, task::spawn_local};

use super::{SEALED_FORM, Screen, Session};
use crate::bridge::{Command, Failure, LockScreen, Reply, SyncSummary, VaultAsk};

/// The engine hears of touches no oftener, in milliseconds.
const TELL_AFTER: f64 = 10_000.0;
/// What counts as a touch.
const TOUCHES: [&str; 4] = ["pointerdown", "keydown", "wheel", "touchstart"];

impl Session {
    /// Locks the device: what is half typed is kept first.
    pub fn lock(self) {
        spawn_local(async move {
            // Where it cannot be kept, the page stays, out of sight.
            let _ = self.scratch.keep_draft().await;
            self.keep_typed().await;
            let _ = self.ask(Command::Vault(VaultAsk::Lock)).await;
        });
    }

    /// The device is locked: nothing of what it holds stays here, but for a page whose form would be
    /// lost.
    pub(super) fn locked(self, screen: LockScreen) {
        if let Screen::Locked(_, stays) = self.screen.get_untracked() {
            return self.screen.set(Screen::Locked(screen, stays));
        }
        let stays = self.screen.get_untracked() == Screen::Ready && self.scratch.has_forms();
        self.screen.set(Screen::Locked(screen, stays));
        let who = self.identity.with_untracked(|own| own.as_ref().map(|own| own.person));
        self.behind.set_value(who.filter(|_| stays));
        self.identity.set(None);
        self.offices.set(Arc::default());
        self.toast.set(None);
        self.sync.set(SyncSummary::default());
        self.list_place.set_value((String::new(), 0.0));
        if !stays {
            self.list_filter.set_value(Default::default());
            self.scratch.close();
        }
    }

    /// Takes away the accusation that somebody else was writing when the device was locked, and that could
    /// not be kept: it is theirs alone, whoever unlocks.
    pub(super) fn put_away_anothers(self, person: PersonId) {
        let stays = match self.screen.get_untracked() {
            Screen::Locked(screen, true) => screen,
            _ => return,
        };
        if self.behind.get_value() != Some(person) && self.scratch.has_form(SEALED_FORM) {
            self.scratch.close();
            self.screen.set(Screen::Locked(stays, false));
        }
    }

    /// Unlocks the device.
    ///
    /// # Errors
    /// The engine's.
    pub async fn unlock(self, person: PersonId, secret: String) -> Result<(), Failure> {
        match self.ask(Command::Vault(VaultAsk::Unlock { person, secret })).await? {
            Reply::Opened(identity) => self.opened(identity),
            Reply::Locked(screen) => self.locked(screen),
            _ => {}
        }
        Ok(())
    }

    /// Tries to reach the relay.
    pub fn try_relay(self) {
        spawn_local(async move {
            let _ = self.ask(Command::SyncNow).await;
        });
    }

    /// Tells the engine that somebody is there.
    pub(super) fn watch_touches(self) {
        let told = std::rc::Rc::new(Cell::new(0.0));
        for touch in TOUCHES {
            let told = told.clone();
            window_event_listener_untyped(touch, move |_| {
                let now = js_sys::Date::now();
                if (now - told.get()).abs() > TELL_AFTER {
                    told.set(now);
                    let tell = self.ask(Command::Vault(VaultAsk::Touched));
                    spawn_local(async move {
                        let _ = tell.await;
                    });
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accusation_behind_the_lock_waits_for_its_writer_alone() {
        let owner = Owner::new();
        owner.set();
        let (writer, other) = (PersonId::new([1; 16]), PersonId::new([2; 16]));
        for (form, person, stays) in
            [(SEALED_FORM, writer, true), (SEALED_FORM, other, false), ("draft", other, true)]
        {
            let session = Session::new(None);
            session.scratch.begin_form(form);
            session.behind.set_value(Some(writer));
            session.screen.set(Screen::Locked(LockScreen::default(), true));
            session.put_away_anothers(person);
            assert_eq!(
                session.screen.get_untracked(),
                Screen::Locked(LockScreen::default(), stays)
            );
        }
    }
}
