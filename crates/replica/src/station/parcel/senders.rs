//! Whose word a parcel and what is in it are: by certificates, once the city's root key is known; by
//! the directory before.

use std::collections::{BTreeMap, btree_map::Entry};

use ident::{DeviceId, OfficeCode, PublicKey};
use wire::{Certificate, Chain, MAX_CHAIN, Manifest};

use super::super::{Station, StationError};
use crate::{
    Store,
    parcel::{Parcel, ParcelError},
};

/// A device whose word something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// The key it signs with.
    pub key: PublicKey,
    /// Its office.
    pub office: OfficeCode,
}

impl<S: Store> Station<S> {
    /// Who sent a parcel: its signature has to be theirs.
    pub(super) async fn sender(&self, parcel: &Parcel) -> Result<Known, StationError> {
        if self.directory().is_revoked(parcel.from) {
            return Err(ParcelError::Revoked.into());
        }
        let brought = parcel.chain.iter().flat_map(|chain| chain.0.iter().cloned());
        let brought = by_device(brought);
        let known = self.known(parcel.from, &brought, parcel.at).await?;
        let known = known.ok_or(ParcelError::UnknownSender)?;
        parcel.verify(&known.key)?;
        Ok(known)
    }

    /// The manifests that are the word of devices of this city, and the certificates among those
    /// brought that show it. What a revoked device signed may be a thief's, unless an office at or
    /// above the own one passes it on: it has it from the relay.
    pub(super) async fn believed(
        &self,
        manifests: Vec<Manifest>,
        brought: Vec<Certificate>,
        passed_down: bool,
    ) -> Result<(Vec<Manifest>, Vec<Certificate>), StationError> {
        let tenant = self.registered()?.tenant;
        let brought = by_device(brought);
        let mut keys: BTreeMap<DeviceId, Option<PublicKey>> = BTreeMap::new();
        let mut shown = BTreeMap::new();
        let mut believed = Vec::new();
        for manifest in manifests {
            let device = manifest.device;
            if let Entry::Vacant(place) = keys.entry(device) {
                let good = passed_down || !self.directory().is_revoked(device);
                // When it was issued hardly matters here: what was signed before an end stands.
                let known = if good { self.known(device, &brought, 0).await? } else { None };
                if known.is_some() {
                    let chain = brought.get(&device).cloned();
                    shown.extend(chain.map(|certificate| (device, certificate)));
                }
                place.insert(known.map(|known| known.key));
            }
            let key = keys.get(&device).copied().flatten();
            let signed = key.is_some_and(|key| manifest.verify(&key).is_ok());
            if signed && manifest.tenant == tenant {
                believed.push(manifest);
            }
        }
        Ok((believed, shown.into_values().collect()))
    }

    /// A device, by certificates that lie here or were brought along; by the directory as long as no
    /// root key is known. `at`: it has to be good then, milliseconds since 1970; 0 for any time.
    async fn known(
        &self,
        device: DeviceId,
        brought: &BTreeMap<DeviceId, Certificate>,
        at: i64,
    ) -> Result<Option<Known>, StationError> {
        let listed = self.directory().device(device);
        let Some(root) = self.root() else {
            let known = listed.map(|one| Known { key: one.key, office: one.office.clone() });
            return Ok(known);
        };
        let mut chain = self.certificates_of(device).await?;
        if chain.is_none() {
            let mut along = Chain::default();
            let mut next = Some(device);
            while let Some(certificate) = next.take().and_then(|device| brought.get(&device)) {
                next = certificate.by.filter(|_| along.0.len() < MAX_CHAIN);
                along.0.push(certificate.clone());
            }
            chain = along.verify(root).is_ok().then_some(along);
        }
        let own = chain.as_ref().and_then(Chain::own);
        let own = own.filter(|own| own.device == device && (at == 0 || own.is_good_at(at)));
        // Two devices of one id: one of them is not ours.
        let own = own.filter(|own| listed.is_none_or(|listed| listed.key == own.key));
        Ok(own.map(|own| Known { key: own.key, office: own.office.clone() }))
    }
}

fn by_device(
    certificates: impl IntoIterator<Item = Certificate>,
) -> BTreeMap<DeviceId, Certificate> {
    certificates.into_iter().map(|certificate| (certificate.device, certificate)).collect()
}
