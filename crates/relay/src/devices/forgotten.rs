//! Devices that this relay has forgotten: it was set back to an older copy, and they were enrolled since.
//! Their certificates say who they are, up to the root key; what they hold they give back themselves.

use casework::directory::Person;
use ident::{PublicKey, digest};
use wire::{Certificate, Fault, Hello, Voucher, hello_digest, verify};

use super::code_hash;
use crate::{
    Relay, clock,
    directory::Standing,
    greeting::Greeting,
    relay::unavailable,
    store::{Registration, StoreError},
};

impl Relay {
    /// Takes a device in again that shows certificates up to the root, as far as the directory knows its
    /// office, nobody on the way was revoked, and its number was given to nobody else.
    ///
    /// # Errors
    /// [`Fault::NotKnown`] for whatever reason; [`Fault::Unavailable`].
    pub(super) async fn remember(
        &self,
        hello: &Hello,
        greeting: &Greeting,
        standing: &Standing,
    ) -> Result<(), Fault> {
        let lost = |error: StoreError| unavailable(&error);
        let chain = hello.chain.as_ref().ok_or(Fault::NotKnown)?;
        let own = chain.verify(self.keyring().root()).map_err(|_| Fault::NotKnown)?;
        let signed = greeting
            .any(|on| verify(&own.key, &hello_digest(on, hello.device), &hello.signature).is_ok());
        let directory = &standing.directory;
        let good = own.device == hello.device
            && own.is_good_at(clock::now_millis())
            && chain.0.iter().all(|one| !directory.is_revoked(one.device))
            && directory.office(&own.office).is_some();
        if !signed || !good {
            return Err(Fault::NotKnown);
        }
        // Who it was given to may be known by a document that is still to come back.
        let known = directory.person(own.person).cloned();
        let person = known.unwrap_or_else(|| Person {
            id: own.person,
            name: String::new(),
            office: own.office.clone(),
        });
        let store = self.store();
        let offices = [&own.office, &person.office].map(|office| directory.line_up(office));
        let offices: Vec<_> = offices.into_iter().flatten().cloned().collect();
        store.refer_to(&offices, std::slice::from_ref(&person)).await.map_err(lost)?;
        let (secret_hash, voucher) = word_for(own);
        if store.keys().vouch(&secret_hash, &voucher).await.map_err(lost)?.is_some() {
            tracing::warn!(device = %own.device, "a forgotten device's number is another's by now");
            return Err(Fault::NotKnown);
        }
        // Those that it hangs on first.
        let above = chain.0.get(1..).unwrap_or_default();
        store.keys().certify(above).await.map_err(lost)?;
        let registration = Registration {
            secret_hash,
            device: own.device,
            key: own.key,
            now: own.issued,
            certificate: Some(own.clone()),
        };
        let registered = store.enrol(&registration).await.map_err(lost)?.ok_or(Fault::NotKnown)?;
        tracing::warn!(device = %own.device, office = %own.office.as_str(), "a forgotten device is back");
        self.hub().wake(&registered.told);
        Ok(())
    }
}

/// What lets a device be registered as it was: its office's word for its code, or the root's for it alone.
fn word_for(own: &Certificate) -> ([u8; 32], Voucher) {
    if let Some(voucher) = own.voucher() {
        return (code_hash(&voucher.code), voucher);
    }
    let voucher = Voucher {
        tenant: own.tenant,
        code: PublicKey::new([0; 32]),
        office: own.office.clone(),
        person: own.person,
        number: own.number,
        issued: own.issued,
        until: own.issued,
        by: own.by,
        signature: own.signature,
        ends: own.ends,
    };
    (digest("cunzhan/forgotten/1", &[own.device.as_bytes()]), voucher)
}
