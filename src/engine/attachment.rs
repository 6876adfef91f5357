//! Answers about attachments.

use ::papers::{PICTURES_MAX, PaperData, PaperKind, Picture};
use casework::MatterView;
use replica::{
    AttachedHere, AttachmentNote, BlobStatus, Effect, Found, Station, StationError,
    blob::BlobEntropy,
};

use super::{convert, entropy, store::DeviceStore};
use crate::{
    bridge::{
        AttachmentAsk, AttachmentItem, AttachmentReply, AttachmentUsage, Blob, BlobPlace,
        DrawnSign, Failure, NewAttachment, Packed, Reply,
    },
    papers::{Drawn, signatures as signatures_of},
};

type Answered = Result<(AttachmentReply, Vec<Effect>), StationError>;

/// Answers.
pub async fn answer(
    station: &mut Station<DeviceStore>,
    ask: AttachmentAsk,
) -> Result<(Reply, Vec<Effect>), Failure> {
    let now = entropy::now();
    let done = |effects| (AttachmentReply::Done, effects);
    let answered = match ask {
        AttachmentAsk::Add(new) => {
            let key = entropy::random().ok_or(Failure::NoStorage)?;
            let nonce = entropy::random().ok_or(Failure::NoStorage)?;
            add(station, new, &BlobEntropy { key, nonce }).await
        }
        AttachmentAsk::List(matter) => station.attachments(matter).await.map(|all| {
            let shown = all.iter().filter(|one| !one.state.detached);
            let items = shown.map(|one| item(station, one)).collect();
            (AttachmentReply::Items(items), Vec::new())
        }),
        AttachmentAsk::Open { matter, blob } => {
            station.attachment(matter, blob).await.map(|found| {
                let reply = match found {
                    Found::Here(bytes) => AttachmentReply::Bytes(Blob(bytes)),
                    Found::NotHere(_) => AttachmentReply::NotHere,
                    Found::Damaged => AttachmentReply::Damaged,
                };
                (reply, Vec::new())
            })
        }
        AttachmentAsk::Want { matter, blob } => {
            station.want_blob(matter, blob, now).await.map(done)
        }
        AttachmentAsk::Drop { matter, blob } => station.detach(matter, blob, now).await.map(done),
        AttachmentAsk::Usage => Ok((AttachmentReply::Usage(usage(station)), Vec::new())),
        AttachmentAsk::LetGo => {
            station.let_go_of_blobs().await.map(|freed| (AttachmentReply::Freed(freed), Vec::new()))
        }
        AttachmentAsk::Pin { matters, pinned } => {
            station.pin_blobs(&matters, pinned, now).await.map(done)
        }
    };
    let (reply, effects) = answered.map_err(convert::failure)?;
    Ok((Reply::Attachment(Packed::new(&reply)), effects))
}

async fn add(
    station: &mut Station<DeviceStore>,
    new: NewAttachment,
    entropy: &BlobEntropy,
) -> Answered {
    let NewAttachment { matter, bytes, name, kind, width, height, of, confidential } = new;
    let note = AttachmentNote { name, kind, width, height, of, confidential };
    let (blob, effects) = station.attach(matter, &bytes.0, &note, entropy, entropy::now()).await?;
    Ok((AttachmentReply::Added(blob), effects))
}

/// The signatures that were drawn for a paper; those that stand and are here go into its data.
pub async fn signatures(
    station: &mut Station<DeviceStore>,
    kind: PaperKind,
    view: &MatterView,
    data: &mut PaperData,
) -> Result<Vec<DrawnSign>, StationError> {
    let Some(office) = station.identity().map(|own| own.office.clone()) else {
        return Ok(Vec::new());
    };
    let attached = station.attachments(view.matter).await?;
    let states = attached.iter().map(|one| &one.state);
    let mut drawn = Vec::new();
    for Drawn { place, blob, stands } in signatures_of(kind, view, &office, states) {
        let found = station.attachment(view.matter, blob).await?;
        let here = matches!(found, Found::Here(_));
        if let (true, Found::Here(bytes)) = (stands, found)
            && data.pictures.len() < PICTURES_MAX
            && Picture::read(&bytes).is_ok()
        {
            data.pictures.insert(place.clone(), bytes);
        }
        drawn.push(DrawnSign { place, blob, stands, here });
    }
    Ok(drawn)
}

fn item(station: &Station<DeviceStore>, here: &AttachedHere) -> AttachmentItem {
    let AttachedHere { state: one, confidential, status } = here;
    let directory = station.directory();
    let person = one.person.and_then(|person| directory.person(person));
    let office = one.office.as_ref().and_then(|office| directory.office(office));
    let attachment = &one.attachment;
    AttachmentItem {
        blob: attachment.blob,
        name: attachment.name.clone(),
        kind: attachment.kind,
        medium: attachment.medium(),
        size: attachment.size,
        width: attachment.width,
        height: attachment.height,
        of: attachment.of.clone(),
        confidential: *confidential,
        at: one.at.millis(),
        by: person.map(|person| person.name.clone()).unwrap_or_default(),
        office: office.map(|office| office.name.clone()).unwrap_or_default(),
        place: place(status),
    }
}

fn place(status: &BlobStatus) -> BlobPlace {
    match status {
        BlobStatus { here: true, handed_in: true, .. } => BlobPlace::HandedIn,
        BlobStatus { here: true, sent, size, .. } => BlobPlace::Waiting(per_cent(*sent, *size)),
        BlobStatus { missing: true, .. } => BlobPlace::Missing,
        BlobStatus { wanted: true, held, size, .. } => BlobPlace::Coming(per_cent(*held, *size)),
        BlobStatus { .. } => BlobPlace::Elsewhere,
    }
}

/// Of a whole that has parts: 100 only when all of it is there.
fn per_cent(part: u32, whole: u32) -> u8 {
    let share = u64::from(part) * 100 / u64::from(whole.max(1));
    u8::try_from(share).unwrap_or(100).min(100)
}

fn usage(station: &Station<DeviceStore>) -> AttachmentUsage {
    let usage = station.blob_usage();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    AttachmentUsage {
        count: count(usage.count),
        bytes: usage.bytes,
        waiting: count(usage.waiting),
        loose: count(usage.loose),
        loose_bytes: usage.loose_bytes,
    }
}
