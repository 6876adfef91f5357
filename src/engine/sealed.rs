//! Answers about accusations.

use ident::MatterId;
use replica::{Station, StationError};

use super::{
    answer::{Answer, said},
    convert, entropy,
    store::DeviceStore,
    typed,
};
use crate::bridge::{
    Failure, Packed, Reply, SealedAsk, SealedEntry, SealedFate, SealedItem, SealedOut, SealedShelf,
};

/// Accusations.
pub async fn answer(station: &mut Station<DeviceStore>, ask: SealedAsk) -> Answer {
    let now = entropy::now();
    match ask {
        SealedAsk::Record { draft, intake } => {
            let id = MatterId::new(entropy::random().ok_or(Failure::NoStorage)?);
            let drawn = entropy::random().ok_or(Failure::NoStorage)?;
            let sealed = station.seal(id, &intake, &draft, drawn, now).await;
            let ((number, fate), effects) = sealed.map_err(convert::failure)?;
            Ok((Reply::SealedAs(number, fate_of(fate)), effects))
        }
        SealedAsk::List => {
            let shelf = shelf(station, now.date()).await.map_err(convert::failure)?;
            Ok(said(Reply::Sealed(Packed::new(&shelf))))
        }
        // The first part's.
        SealedAsk::Draft(_) | SealedAsk::DropDraft(_) => Ok(said(Reply::Trying)),
        SealedAsk::Fetch => {
            let effects = station.ask_sealed(now).map_err(convert::failure)?;
            Ok((Reply::Trying, effects))
        }
        SealedAsk::Open { id, given } => {
            let opened = station.open_sealed(id, &given, now).await;
            let (opened, effects) = opened.map_err(convert::failure)?;
            let item = sealed_item(station, opened);
            Ok((Reply::SealedOpened(Packed::new(&item)), effects))
        }
        SealedAsk::PassOn(given) => {
            let drawn = entropy::random().ok_or(Failure::NoStorage)?;
            let passed = station.pass_on_sealed(&given, drawn, now).await;
            let (_, effects) = passed.map_err(convert::failure)?;
            Ok((Reply::Saved, effects))
        }
    }
}

fn fate_of(fate: replica::SealedFate) -> SealedFate {
    match fate {
        replica::SealedFate::Leaves => SealedFate::Leaves,
        replica::SealedFate::Waits => SealedFate::Waits,
        replica::SealedFate::Here => SealedFate::Here,
    }
}

fn sealed_item(station: &Station<DeviceStore>, one: replica::Sealed) -> SealedItem {
    let office = station.directory().office(&one.office).map(|office| office.name.clone());
    let recorder =
        format!("{} {}", office.unwrap_or_default(), convert::person_name(station, one.person));
    SealedItem {
        number: one.number,
        at: one.at.millis(),
        recorder: recorder.trim().to_owned(),
        authentic: one.authentic,
        intake: one.intake,
    }
}

async fn shelf(
    station: &Station<DeviceStore>,
    today: chrono::NaiveDate,
) -> Result<SealedShelf, StationError> {
    let records = station.sealed(today).await?;
    let waiting = station.sealed_here().await?.into_iter().map(|one| SealedOut {
        number: one.number,
        at: one.at.millis(),
        fate: fate_of(one.fate),
    });
    let items = match station.sealed_items(today).await {
        Ok(items) => Some(items),
        Err(StationError::NotTheirs) => None,
        Err(error) => return Err(error),
    };
    let entry = |one: replica::SealedListed| SealedEntry {
        id: one.id,
        day: one.day.to_string(),
        opens: one.opens,
        lacking: one
            .lacking
            .into_iter()
            .map(|person| convert::person_name(station, person))
            .collect(),
    };
    Ok(SealedShelf {
        records: records.into_iter().map(|one| sealed_item(station, one)).collect(),
        waiting: waiting.collect(),
        drafts: typed::sealed_drafts(station).await?,
        items: items.map(|items| items.into_iter().map(entry).collect()),
    })
}
