//! What the tabs of one browser tell each other.

use futures::channel::mpsc::UnboundedSender;
use ident::{BlobId, MatterId};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::input::Input;
use crate::bridge::{self, SyncSummary};

/// A word to the other tabs. All tabs that talk run one build, or nearly: what cannot be read is
/// passed over, and nothing depends on its arrival but how soon a screen shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum TabMessage {
    /// A tab was opened: the one that talks to the relay says how it stands.
    Joined,
    /// Something was written: these matters changed, and perhaps what waits.
    Wrote(Vec<MatterId>),
    /// An attachment's bytes came, went or are wanted.
    Blob(BlobId),
    /// Who this device is changed.
    Identity,
    /// Lock: another tab was locked.
    Lock,
    /// Lock at once, whatever stands on the screen: another tab sets the first PIN.
    PinSet,
    /// Another tab was unlocked, and may talk to the relay.
    Unlocked,
    /// Somebody touched another tab.
    Touched,
    /// Somebody looks at these matters, or takes them along: their documents are wanted.
    Want(Vec<MatterId>),
    /// How the tab that talks to the relay stands.
    Sync(SyncSummary),
    /// Somebody sees another tab.
    Watched,
    /// The attachments that wait may go.
    SendAttachments,
    /// The device was revoked.
    Revoked,
    /// Everything of the device was deleted.
    Erased,
}

/// The channel to the other tabs.
#[derive(Debug)]
pub struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Joins the others.
    pub fn join(inputs: UnboundedSender<Input>) -> Self {
        let Ok(channel) = BroadcastChannel::new("cunzhan") else { return Self(None) };
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = js_sys::Uint8Array::new(&event.data()).to_vec();
            if let Some(message) = bridge::decode(&bytes) {
                let _ = inputs.unbounded_send(Input::Tab(message));
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        Self(Some(channel))
    }

    /// Tells the others.
    pub fn tell(&self, message: &TabMessage) {
        if let Some(channel) = &self.0 {
            let bytes = js_sys::Uint8Array::from(bridge::encode(message).as_slice());
            let _ = channel.post_message(&bytes);
        }
    }
}
