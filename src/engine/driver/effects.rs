//! Carries out what the station wants done.

use ident::MatterId;
use replica::Effect;
use store_idb::IdbStore;
use wasm_bindgen_futures::spawn_local;

use super::{Driver, opening::DATABASE};
use crate::{
    bridge::{Event, Failure, FromEngine, Packed, Reply},
    engine::{access, device, entropy, input::Input, line::Line, locks, post, tabs::TabMessage},
};

impl Driver {
    pub(super) fn effects(&mut self, effects: Vec<Effect>) {
        let mut wrote: Vec<MatterId> = Vec::new();
        let mut rows = false;
        let mut sync = false;
        let mut disconnect = false;
        let mut apart = false;
        for effect in effects {
            match effect {
                Effect::Send(message) => match wire::encode_frame(&message) {
                    Ok(frame) => {
                        if let Some(line) = self.line.as_ref().filter(|_| self.open) {
                            line.send(frame);
                            self.pulse.said(entropy::now().millis());
                        }
                    }
                    Err(_) => disconnect = true,
                },
                Effect::RowsChanged => rows = true,
                Effect::MatterChanged(matter) => {
                    wrote.push(matter);
                    post(&FromEngine::Event(Event::MatterChanged(matter)));
                }
                Effect::BlobChanged(blob) => {
                    post(&FromEngine::Event(Event::BlobChanged(blob)));
                    self.tabs.tell(&TabMessage::Blob(blob));
                }
                Effect::SyncChanged => sync = true,
                Effect::IdentityChanged => self.identity_changed(),
                Effect::EnrolmentRefused => self.answer_enrolment(Err(Failure::BadEnrolment)),
                Effect::ClockOff(ahead_millis) => {
                    post(&FromEngine::Event(Event::ClockOff { ahead_millis }));
                }
                Effect::Disconnect => disconnect = true,
                Effect::Devices(news) => {
                    post(&FromEngine::Event(Event::Devices(device::answer(news))));
                }
                Effect::SealedChanged => {
                    post(&FromEngine::Event(Event::SealedChanged));
                    apart = true;
                }
                Effect::Apart => apart = true,
                Effect::Access(part) => {
                    if let Some(station) = &self.station {
                        let items = access::items(station, *part, &mut self.access_ends);
                        post(&FromEngine::Event(Event::Access(Packed::new(&items))));
                    }
                }
                Effect::Revoked => {
                    post(&FromEngine::Event(Event::Revoked));
                    self.tabs.tell(&TabMessage::Revoked);
                }
                Effect::Erase => self.erase(),
            }
        }
        if rows {
            post(&FromEngine::Event(Event::RowsChanged));
        }
        if rows || !wrote.is_empty() || (apart && !self.leading) {
            self.tabs.tell(&TabMessage::Wrote(wrote));
        }
        if sync {
            self.say_sync();
        }
        if disconnect {
            let number = self.line.as_ref().map(Line::number);
            if let Some(number) = number {
                let _ = self.inputs.unbounded_send(Input::Closed(number));
            }
        }
    }

    /// Deletes everything of this device. Should it not be possible now, the next contact with the
    /// relay asks for it again.
    pub(super) fn erase(&mut self) {
        self.line = None;
        self.open = false;
        self.station = None;
        self.store = None;
        self.lock.courier = None;
        let inputs = self.inputs.clone();
        spawn_local(async move {
            let _lock = locks::hold(locks::WRITE).await;
            if IdbStore::erase(DATABASE).await.is_ok() {
                post(&FromEngine::Event(Event::Erased));
                let _ = inputs.unbounded_send(Input::Erased);
            }
        });
    }

    pub(super) fn identity_changed(&mut self) {
        if let Some(identity) = self.identity() {
            post(&FromEngine::Event(Event::Identity(identity)));
        }
        let identity = self.identity();
        self.answer_enrolment(Ok(Reply::Opened(identity)));
        self.tabs.tell(&TabMessage::Identity);
    }

    pub(super) fn answer_enrolment(&mut self, result: Result<Reply, Failure>) {
        if let Some(id) = self.enrolling.take() {
            post(&FromEngine::Answer { id, result });
        }
    }
}
