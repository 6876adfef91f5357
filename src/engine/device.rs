//! Keeping devices.

use replica::{DeviceNews, Effect, NewDevice, Station, StationError};

use super::{entropy, store::DeviceStore};
use crate::bridge::{DeviceAnswer, DeviceAsk, InboxPiece};

/// Asks the relay.
pub fn ask(
    station: &mut Station<DeviceStore>,
    ask: DeviceAsk,
) -> Result<Vec<Effect>, StationError> {
    let now = entropy::now();
    match ask {
        DeviceAsk::New { office, person, ends } => {
            // Without randomness there is no code; it is as if the relay were not there.
            let random = entropy::random().ok_or(StationError::Offline)?;
            station.new_device(NewDevice { office, person, ends }, random, now)
        }
        DeviceAsk::Revoke(device) => station.revoke_device(device, now),
        DeviceAsk::Inbox => station.ask_inbox(now),
        DeviceAsk::TakeIn(no) => station.take_in(no, now),
    }
}

/// What it answered, in the bridge's words.
pub fn answer(news: DeviceNews) -> DeviceAnswer {
    match news {
        DeviceNews::CodeGood { code, office, person, until } => {
            DeviceAnswer::Code { code, office, person, until }
        }
        DeviceNews::CodeRefused => DeviceAnswer::CodeRefused,
        DeviceNews::Revoked { device, held } => DeviceAnswer::Revoked { device, held },
        DeviceNews::Inbox(pieces) => {
            let pieces = pieces.into_iter().map(|piece| InboxPiece {
                no: piece.no,
                device: piece.device,
                office: piece.office,
                received: piece.received,
                changes: piece.changes,
            });
            DeviceAnswer::Inbox(pieces.collect())
        }
        DeviceNews::Taken { no, docs } => DeviceAnswer::Taken { no, docs },
    }
}
