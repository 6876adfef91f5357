//! What stations ask about attachments. Who may not see any document that mentions one is answered
//! as if there were none.

use wire::{
    BlobAt, BlobFault, BlobGet, BlobOffer, BlobPart, BlobPut, Fault, MAX_BLOB, MAX_BLOB_PART,
    ToStation,
};

use crate::{
    Relay,
    acceptance::Introduced,
    relay::unavailable,
    store::{HeldBlob, PutBlob},
};

impl Relay {
    /// How far an attachment is here, before it is handed in.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn blob_offered(
        &self,
        from: &Introduced,
        offer: BlobOffer,
    ) -> Result<ToStation, Fault> {
        let BlobOffer { blob, size } = offer;
        let Some(blobs) = self.store().blobs() else { return Ok(ToStation::BlobNone(blob)) };
        let found = blobs.find_blob(&from.office, blob).await;
        let Some(found) = found.map_err(|error| unavailable(&error))? else {
            return Ok(ToStation::BlobNone(blob));
        };
        if found.whole {
            return Ok(ToStation::BlobKept(blob));
        }
        if size == 0 || size > MAX_BLOB {
            return Ok(ToStation::BlobRefused(blob, BlobFault::TooLarge));
        }
        let held = blobs.offer_blob(blob, size).await.map_err(|error| unavailable(&error))?;
        Ok(match held {
            HeldBlob { whole: true, .. } => ToStation::BlobKept(blob),
            HeldBlob { held: offset, .. } => ToStation::BlobAt(BlobAt { blob, offset }),
        })
    }

    /// Takes a part; it is on disk when this returns.
    ///
    /// # Errors
    /// [`Fault::Unavailable`]: then nothing of it was kept.
    pub async fn blob_put(&self, from: &Introduced, put: BlobPut) -> Result<ToStation, Fault> {
        let BlobPut { blob, offset, bytes } = put;
        let Some(blobs) = self.store().blobs() else { return Ok(ToStation::BlobNone(blob)) };
        let found = blobs.find_blob(&from.office, blob).await;
        match found.map_err(|error| unavailable(&error))? {
            Some(HeldBlob { size: 1.., .. }) => {}
            // Not theirs to see, or not offered.
            _ => return Ok(ToStation::BlobNone(blob)),
        }
        if bytes.len() > MAX_BLOB_PART {
            return Ok(ToStation::BlobRefused(blob, BlobFault::TooLarge));
        }
        let put = blobs.put_blob(blob, offset, &bytes).await;
        Ok(match put.map_err(|error| unavailable(&error))? {
            PutBlob::At(offset) => ToStation::BlobAt(BlobAt { blob, offset }),
            PutBlob::Whole => ToStation::BlobKept(blob),
            PutBlob::Wrong => {
                tracing::warn!(device = %from.device, blob = %blob, "attachment dropped: wrong hash");
                ToStation::BlobRefused(blob, BlobFault::Wrong)
            }
            PutBlob::TooLarge => ToStation::BlobRefused(blob, BlobFault::TooLarge),
        })
    }

    /// A part of an attachment.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn blob_asked(&self, from: &Introduced, get: BlobGet) -> Result<ToStation, Fault> {
        let BlobGet { blob, offset } = get;
        let Some(blobs) = self.store().blobs() else { return Ok(ToStation::BlobNone(blob)) };
        let found = blobs.find_blob(&from.office, blob).await;
        let Some(HeldBlob { size, whole: true, .. }) =
            found.map_err(|error| unavailable(&error))?
        else {
            return Ok(ToStation::BlobNone(blob));
        };
        let bytes = blobs.read_blob(blob, offset, MAX_BLOB_PART).await;
        let bytes = bytes.map_err(|error| unavailable(&error))?.into();
        Ok(ToStation::BlobPart(BlobPart { blob, size, offset, bytes }))
    }
}
