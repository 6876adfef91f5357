//! A courier's file, handed in by the technician: the same changes with the same proof as on a line.

use ident::{DeviceId, OfficeCode};
use replica::{
    BoxKey,
    parcel::{CarriedBlob, Parcel, ParcelContent, ParcelError},
};
use std::fmt;
use wire::{HandIn, MAX_BLOB, MAX_BLOB_PART, MAX_HANDED_IN, RepairCause, TakenDoc};

use super::{ProvedHandIn, judge};
use crate::{
    clock, directory,
    store::{PutBlob, Store, StoreError},
};

/// What became of a courier's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Who made it; none for a copy of what was unsent, which has no label.
    pub from: Option<(DeviceId, OfficeCode)>,
    /// Changes that are here now.
    pub here: usize,
    /// How many of them were not before.
    pub new: usize,
    /// Changes that were not taken: nothing vouches for them, or what they build on is missing.
    pub left: usize,
    /// Documents that were refused.
    pub refused: usize,
    /// Documents that were erased and stay so.
    pub erased: usize,
    /// Attachments that are here now.
    pub attachments: usize,
}

/// Why a courier's file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum CarriedError {
    /// The file.
    #[error("{} {error}", why(*error))]
    Parcel {
        /// Why.
        #[from]
        error: ParcelError,
    },
    /// The store failed: what was taken before is there, the rest is not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It was not taken as a whole.
    #[error("未收下 not taken: {0}")]
    Fault(wire::Fault),
}

/// For people.
fn why(error: ParcelError) -> &'static str {
    match error {
        ParcelError::NotAParcel => "不是村站的捎带文件",
        ParcelError::TooNew => "文件由新版本写成，请先升级中继",
        ParcelError::TooLarge => "文件过大",
        ParcelError::Damaged => "文件已损坏",
        ParcelError::OtherCity => "文件属于别的市",
        ParcelError::Revoked => "寄件设备已停用",
        ParcelError::NoRecipient => "没有收件方的公钥",
        ParcelError::Empty => "没有可带的内容",
        ParcelError::UnknownSender => "寄件设备未登记",
        ParcelError::BadSignature => "签名不符",
        ParcelError::NotForUs => "文件不是封给本中继的，或未给出钥匙文件",
        ParcelError::BadRecipient => "收件方的公钥无效",
        ParcelError::NoProof => "旧版导出文件没有签名，不能代交",
    }
}

/// Takes a courier's file in. Doing it again changes nothing. A relay that is at work on the same
/// store may go on; its stations hear of it when they ask next.
///
/// # Errors
/// [`CarriedError`].
pub async fn take(
    store: &dyn Store,
    file: &[u8],
    keys: &[BoxKey],
) -> Result<Carried, CarriedError> {
    let standing = directory::effective(store).await?;
    let tenant = store.log().tenant;
    let (from, content) = match Parcel::from_file(file) {
        Ok(parcel) => {
            if parcel.tenant != tenant {
                return Err(ParcelError::OtherCity.into());
            }
            let sender = standing.device(parcel.from).ok_or(ParcelError::UnknownSender)?;
            parcel.verify(&sender.key)?;
            (Some((sender.id, sender.office.clone())), parcel.open(keys)?)
        }
        Err(ParcelError::NotAParcel) => (None, unsent(file)?),
        Err(error) => return Err(error.into()),
    };
    let mut carried = Carried {
        from: from.clone(),
        here: 0,
        new: 0,
        left: 0,
        refused: 0,
        erased: 0,
        attachments: 0,
    };
    let ParcelContent { manifests, mut docs, blobs, .. } = content;
    // The directory first, for the rest is judged by it; then what says who may see the others.
    docs.sort_by_key(|doc| match doc.changes.key.part {
        ident::Part::Org(_) => 0,
        ident::Part::Core => 1,
        _ => 2,
    });
    let sender = from.as_ref().map_or(DeviceId::new([0; 8]), |(device, _)| *device);
    while !docs.is_empty() {
        let rest = docs.split_off(docs.len().min(MAX_HANDED_IN));
        let part = std::mem::replace(&mut docs, rest);
        let sent = part.iter().map(|doc| doc.changes.changes.len()).collect::<Vec<_>>();
        let hand_in =
            HandIn { cause: RepairCause::Carried, manifests: manifests.clone(), docs: part };
        let standing = directory::effective(store).await?;
        let proved = ProvedHandIn::check(hand_in, sender, tenant, &standing);
        let proved = proved.map_err(CarriedError::Fault)?;
        let mut append = store.begin().await?;
        let taken = judge(&mut *append, &proved, &standing, clock::now_millis()).await?;
        append.commit().await?;
        for (doc, sent) in taken.docs.iter().zip(sent) {
            carried.count(doc, sent);
        }
        carried.new += taken.changes;
    }
    for blob in blobs {
        let offices = standing.offices.iter().map(|office| &office.code);
        let readers = from.as_ref().map(|(_, office)| vec![office]);
        let readers = readers.unwrap_or_else(|| offices.collect());
        carried.attachments += usize::from(put(store, &readers, &blob).await?);
    }
    Ok(carried)
}

/// A copy of what was unsent.
fn unsent(file: &[u8]) -> Result<ParcelContent, ParcelError> {
    let content = ParcelContent::from_unsent_file(file)?;
    if content.manifests.is_empty() && !content.is_empty() {
        return Err(ParcelError::NoProof);
    }
    Ok(content)
}

/// Whether an attachment is here now. Only what a document mentions is kept.
async fn put(
    store: &dyn Store,
    readers: &[&OfficeCode],
    carried: &CarriedBlob,
) -> Result<bool, StoreError> {
    let Some(blobs) = store.blobs() else { return Ok(false) };
    let mut mentioned = false;
    for office in readers {
        match blobs.find_blob(office, carried.blob).await? {
            Some(held) if held.whole => return Ok(true),
            Some(_) => mentioned = true,
            None => {}
        }
    }
    let size = u32::try_from(carried.bytes.len()).unwrap_or(u32::MAX);
    if !mentioned || size == 0 || size > MAX_BLOB {
        return Ok(false);
    }
    let mut at = blobs.offer_blob(carried.blob, size).await?.held;
    loop {
        let rest = carried.bytes.get(at as usize..).unwrap_or_default();
        let part = rest.get(..rest.len().min(MAX_BLOB_PART)).unwrap_or_default();
        match blobs.put_blob(carried.blob, at, part).await? {
            PutBlob::Whole => return Ok(true),
            PutBlob::At(next) if next > at => at = next,
            _ => return Ok(false),
        }
    }
}

impl Carried {
    fn count(&mut self, doc: &TakenDoc, sent: usize) {
        let here = doc.numbers.0.iter().filter(|place| **place > 0).count();
        self.here += here;
        self.refused += usize::from(doc.refused.is_some());
        self.erased += usize::from(doc.erased);
        if doc.refused.is_none() && !doc.erased {
            self.left += sent - here.min(sent);
        }
    }
}

impl fmt::Display for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.from {
            Some((device, office)) => writeln!(f, "寄件 from: {office}, 设备 device {device}")?,
            None => writeln!(f, "未上报副本 a copy of what was unsent")?,
        }
        writeln!(
            f,
            "更改已在此处 changes here now: {}（其中新收 new {}），附件 attachments {}",
            self.here, self.new, self.attachments
        )?;
        if self.left + self.refused + self.erased > 0 {
            writeln!(
                f,
                "未收 not taken: 无人具名或缺前续的更改 changes {}, 无权的文档 documents refused {}, \
                 已依法清除的文档 documents erased {}",
                self.left, self.refused, self.erased
            )?;
        }
        Ok(())
    }
}
