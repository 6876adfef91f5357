//! What other tabs say.

use super::Driver;
use crate::{
    bridge::{Event, FromEngine},
    engine::{entropy, post, tabs::TabMessage},
};

impl Driver {
    pub(super) async fn tab(&mut self, message: TabMessage) {
        if self.tab_of_lock(&message).await {
            return;
        }
        let Some(station) = self.station.as_mut() else { return };
        match message {
            TabMessage::Want(matters) => {
                if self.leading {
                    let effects = station.want(&matters);
                    self.effects(effects);
                }
            }
            TabMessage::Wrote(matters) => {
                // What cannot be read now is read at the next word, or when the app is opened.
                let _ = station.reload_rows(&matters).await;
                let _ = station.load_outbox().await;
                let _ = station.load_blobs().await;
                post(&FromEngine::Event(Event::RowsChanged));
                for matter in matters {
                    post(&FromEngine::Event(Event::MatterChanged(matter)));
                }
                if self.leading
                    && let Ok(effects) = station.hand_in().await
                {
                    self.effects(effects);
                }
                self.say_sync();
            }
            TabMessage::Blob(blob) => {
                let _ = station.load_blobs().await;
                post(&FromEngine::Event(Event::BlobChanged(blob)));
                if self.leading
                    && let Ok(effects) = station.hand_in().await
                {
                    self.effects(effects);
                }
                self.say_sync();
            }
            TabMessage::Sync(summary) => {
                if !self.leading {
                    self.other = summary;
                    let _ = station.load_outbox().await;
                    self.say_sync();
                }
            }
            TabMessage::SendAttachments => {
                if self.leading
                    && let Ok(effects) = station.send_attachments().await
                {
                    self.effects(effects);
                }
            }
            TabMessage::Watched => {
                self.watched.elsewhere(entropy::now().millis());
                self.resume();
            }
            TabMessage::Joined => {
                if self.leading {
                    self.say_sync();
                }
            }
            // Heard already.
            TabMessage::Lock
            | TabMessage::PinSet
            | TabMessage::Unlocked
            | TabMessage::Touched
            | TabMessage::Revoked
            | TabMessage::Erased => {}
            TabMessage::Identity => {
                if station.identity().is_some() {
                    // The directory is another one. What cannot be read now is read at the next word.
                    let _ = station.load_outbox().await;
                    let _ = station.load_directory().await;
                    if let Some(identity) = self.identity() {
                        post(&FromEngine::Event(Event::Identity(identity)));
                    }
                } else {
                    self.reopen().await;
                }
            }
        }
    }
}
