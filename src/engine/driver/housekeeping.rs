//! What goes on when nobody waits.

use replica::Station;

use super::Driver;
use crate::engine::{entropy, input::Input, locks};

impl Driver {
    /// Asks for a turn of making rows anew, behind whatever waits already.
    pub(super) fn ask_for_refreshing(&mut self) {
        let wanted = self.station.as_ref().is_some_and(Station::wants_refreshing);
        if wanted && !self.refreshing {
            self.refreshing = self.inputs.unbounded_send(Input::Refresh).is_ok();
        }
    }

    /// Makes some rows anew, and asks for the next turn.
    pub(super) async fn refresh(&mut self) {
        self.refreshing = false;
        let Some(station) = self.station.as_mut() else { return };
        let lock = locks::hold(locks::WRITE).await;
        let refreshed = station.refresh_rows().await;
        drop(lock);
        // A full disk: the rows stay as they are until the next start.
        let Ok(effects) = refreshed else { return };
        self.effects(effects);
        self.ask_for_refreshing();
    }

    /// Hands in, once after each start, what was said of the app before that was handed in.
    pub(super) async fn carry_opinions(&mut self) {
        let Some(station) = self.station.as_mut().filter(|one| one.wants_to_carry_opinions())
        else {
            return;
        };
        let lock = locks::hold(locks::WRITE).await;
        let carried = station.carry_opinions(entropy::now()).await;
        drop(lock);
        // A full disk: they stay where they are until the next start.
        if let Ok(effects) = carried {
            self.effects(effects);
        }
    }

    /// Housekeeping that nobody waits for.
    pub(super) async fn after(&mut self) {
        self.carry_opinions().await;
        if let Some(station) = self.station.as_mut().filter(|station| station.wants_folding()) {
            let lock = locks::hold(locks::WRITE).await;
            // Rows can be made again: a fold that fails is tried again later.
            let _ = station.fold_rows().await;
            drop(lock);
        }
        self.ask_for_refreshing();
    }
}
