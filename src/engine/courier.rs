//! Files that a courier carries: made and taken in.

use ident::OfficeCode;
use replica::{Effect, ParcelMade, ParcelTaken, Station, parcel::ParcelEntropy};

use super::{convert, entropy, post, store::DeviceStore};
use crate::bridge::{
    Blob, CourierAsk, CourierFile, CourierMatter, CourierReply, CourierTaken, Event, Failure,
    FromEngine, Packed, Reply,
};

/// So many cases are named; the list has the others.
const NAMED: usize = 20;
/// Progress is said no oftener, in milliseconds.
const SAID_AFTER: i64 = 200;
/// So many turns of making rows are waited for, so that what came can be named.
const TURNS: usize = 3;

/// Answers.
pub async fn answer(
    station: &mut Station<DeviceStore>,
    ask: CourierAsk,
) -> Result<(Reply, Vec<Effect>), Failure> {
    let now = entropy::now();
    let random = || entropy::random().map(ParcelEntropy).ok_or(Failure::NoStorage);
    let mut progress = progress();
    let (reply, effects) = match ask {
        CourierAsk::Unsent => {
            let made = station.carry_unsent(&random()?, now).await.map_err(convert::failure)?;
            let own = station.identity().map(|own| own.office.clone());
            (CourierReply::Made(file(made, own.as_ref(), "unsent")), Vec::new())
        }
        CourierAsk::For(village) => {
            let made = station.carry_for(&village, &random()?, now, &mut progress).await;
            let made = made.map_err(convert::failure)?;
            (CourierReply::Made(file(made, Some(&village), "village")), Vec::new())
        }
        CourierAsk::Take(Blob(bytes)) => {
            let taken = station.take_carried(&bytes, now, &mut progress).await;
            let (taken, mut effects) = taken.map_err(convert::failure)?;
            for _ in 0..TURNS {
                if !station.wants_refreshing() {
                    break;
                }
                effects.extend(station.refresh_rows().await.map_err(convert::failure)?);
            }
            (CourierReply::Taken(brought(station, taken)), effects)
        }
    };
    Ok((Reply::Courier(Packed::new(&reply)), effects))
}

/// Says how far it is, now and then.
fn progress() -> impl FnMut(usize, usize) {
    let mut said = entropy::now().millis();
    move |done, of| {
        let now = entropy::now().millis();
        if (now - said).abs() >= SAID_AFTER {
            said = now;
            post(&FromEngine::Event(Event::Progress { done: count(done), of: count(of) }));
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn file(made: ParcelMade, office: Option<&OfficeCode>, what: &str) -> CourierFile {
    let (year, month, day, hour, minute) = entropy::now().parts();
    let office = office.map(ToString::to_string).unwrap_or_default();
    CourierFile {
        name: format!("cunzhan-{what}-{office}-{year}{month:02}{day:02}-{hour:02}{minute:02}.czcr"),
        bytes: Blob(made.file),
        matters: count(made.matters),
        changes: count(made.changes),
        attachments: count(made.attachments),
        too_much: count(made.too_much),
        confidential: count(made.confidential),
        devices: count(made.devices),
        relay: made.relay,
    }
}

fn brought(station: &Station<DeviceStore>, taken: ParcelTaken) -> CourierTaken {
    let named = taken.matters.iter().filter_map(|matter| station.row(*matter)).take(NAMED);
    let some = named.map(|row| CourierMatter {
        matter: row.matter,
        kind: row.kind,
        local_no: row.local_no.clone(),
        name: row.name.clone(),
    });
    CourierTaken {
        some: some.collect(),
        from: taken.label.map(|label| {
            let office = station.directory().office(&label.office);
            let name = office.map_or_else(|| label.office.to_string(), |one| one.name.clone());
            (name, label.at)
        }),
        new: count(taken.new),
        known: count(taken.known),
        left: count(taken.left),
        attachments: count(taken.attachments),
        matters: count(taken.matters.len()),
    }
}
