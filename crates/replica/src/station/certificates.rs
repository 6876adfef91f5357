//! The city's root key and certificates: the device's own, and those of the devices whose manifests
//! lie here, so that anyone can later be shown who handed in what.

use std::collections::{BTreeMap, BTreeSet};

use ident::{DeviceId, PublicKey};
use wire::{AskCertificates, Certificate, Chain, MAX_CHAIN, Revoked, RootCertificate, ToRelay};

use super::{Station, StationError};
use crate::{Batch, Durability, Effect, Space, Store, record::meta};

/// What a station knows of keys.
#[derive(Debug, Default)]
pub(super) struct KeyState {
    /// What the relay's origin is: signed with each introduction.
    pub origin: String,
    /// The city's root key, once the relay has told it.
    pub root: Option<RootCertificate>,
    /// The proof that this device is one no more.
    pub revoked: Option<Revoked>,
    /// Devices whose certificates are known to lie here.
    certified: BTreeSet<DeviceId>,
    /// Devices whose manifests lie here without a certificate.
    wanted: BTreeSet<DeviceId>,
    /// Devices that were asked for on this connection.
    asked: BTreeSet<DeviceId>,
    /// Codes on their way to the relay.
    pub codes: BTreeMap<PublicKey, super::devices::PendingCode>,
}

impl KeyState {
    /// The connection is gone.
    pub(super) fn disconnected(&mut self) {
        self.asked.clear();
        self.codes.clear();
    }
}

impl<S: Store> Station<S> {
    /// Says which relay this is about to speak to: its address, as `wss://host/sync`.
    pub fn set_relay(&mut self, address: &str) {
        self.keys.origin = wire::origin_of(address);
    }

    /// The city's root key, once the relay has told it.
    #[must_use]
    pub fn root(&self) -> Option<&RootCertificate> {
        self.keys.root.as_ref()
    }

    /// Reads what is known of keys.
    pub(super) async fn load_keys(&mut self) -> Result<(), StationError> {
        let certified = self.store.scan(Space::Certificates, &[vec![]]).await?.concat();
        let certified = certified.iter().filter_map(|(key, _)| DeviceId::from_slice(key).ok());
        self.keys.certified = certified.collect();
        let root = self.read(Space::Meta, meta::ROOT).await?;
        self.keys.root = root.and_then(|bytes| minicbor::decode(&bytes).ok());
        let revoked = self.read(Space::Meta, meta::REVOKED).await?;
        self.keys.revoked = revoked.and_then(|bytes| minicbor::decode(&bytes).ok());
        Ok(())
    }

    /// Adds certificates to a batch.
    pub(super) fn put_certificates(batch: &mut Batch, certificates: &[Certificate]) {
        for certificate in certificates {
            let bytes = minicbor::to_vec(certificate).unwrap_or_default();
            batch.put(Space::Certificates, certificate.device.as_bytes().as_slice(), bytes);
        }
    }

    /// A device's certificates up to the root, if they all lie here and are sound.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn certificates_of(&self, device: DeviceId) -> Result<Option<Chain>, StationError> {
        let Some(root) = &self.keys.root else { return Ok(None) };
        let mut chain = Chain::default();
        let mut next = Some(device);
        while let Some(device) = next.take() {
            let Some(bytes) = self.read(Space::Certificates, device.as_bytes()).await? else {
                return Ok(None);
            };
            let certificate: Certificate =
                minicbor::decode(&bytes).map_err(|_| StationError::Damaged("certificate"))?;
            next = certificate.by.filter(|_| chain.0.len() < MAX_CHAIN);
            chain.0.push(certificate);
        }
        let sound = chain.verify(root).is_ok();
        Ok(sound.then_some(chain))
    }

    /// Notes the devices of the own line: those that a courier's file may have to be sealed to, or may
    /// come from. A village's are those of the offices above it; above a village, those of the offices
    /// below belong to it, too.
    pub(super) fn note_line(&mut self) {
        let Some(own) = self.identity.as_ref().map(|own| own.office.clone()) else { return };
        let directory = &self.directory;
        let in_line = |office: &ident::OfficeCode| {
            directory.is_at_or_above(office, &own) || directory.is_at_or_above(&own, office)
        };
        let devices = directory.devices.iter();
        let devices = devices.filter(|one| in_line(&one.office) && !directory.is_revoked(one.id));
        let devices: Vec<DeviceId> = devices.map(|one| one.id).collect();
        self.note_devices(devices);
    }

    /// Keeps what the relay says its couriers' files are sealed to.
    pub(super) async fn note_courier(
        &self,
        key: Option<&ident::SealingKey>,
    ) -> Result<(), StationError> {
        let known = self.read(Space::Meta, meta::COURIER).await?;
        let said = key.map(|key| minicbor::to_vec(key).unwrap_or_default());
        if known == said {
            return Ok(());
        }
        let mut batch = Batch::default();
        match said {
            Some(bytes) => batch.put(Space::Meta, meta::COURIER, bytes),
            None => batch.delete(Space::Meta, meta::COURIER),
        }
        self.write(batch, Durability::Relaxed).await
    }

    /// Notes whose manifests came.
    pub(super) fn note_devices(&mut self, devices: impl IntoIterator<Item = DeviceId>) {
        let keys = &mut self.keys;
        let new = devices.into_iter().filter(|device| !keys.certified.contains(device));
        keys.wanted.extend(new);
    }

    /// Asks for certificates that are not here, of devices whose manifests are.
    pub(super) async fn ask_certificates(&mut self) -> Result<Vec<Effect>, StationError> {
        if self.keys.root.is_none() || !self.sync.welcomed {
            return Ok(Vec::new());
        }
        let mut devices = Vec::new();
        for device in core::mem::take(&mut self.keys.wanted) {
            if self.keys.certified.contains(&device) || self.keys.asked.contains(&device) {
                continue;
            }
            if self.store.get(Space::Certificates, device.as_bytes()).await?.is_some() {
                self.keys.certified.insert(device);
            } else if devices.len() < AskCertificates::MOST {
                devices.push(device);
            } else {
                self.keys.wanted.insert(device);
            }
        }
        if devices.is_empty() {
            return Ok(Vec::new());
        }
        self.keys.asked.extend(devices.iter().copied());
        Ok(vec![Effect::Send(ToRelay::AskCertificates(AskCertificates { devices }))])
    }

    /// Keeps certificates that lead to the root, with those before them and those that lie here.
    pub(super) async fn certificates_came(
        &mut self,
        certificates: Vec<Certificate>,
    ) -> Result<Vec<Effect>, StationError> {
        let Some(root) = self.keys.root else { return Ok(Vec::new()) };
        let mut sound: BTreeMap<DeviceId, Chain> = BTreeMap::new();
        for certificate in certificates {
            let above = match certificate.by {
                None => Chain::default(),
                Some(by) => match sound.get(&by) {
                    Some(chain) => chain.clone(),
                    None => self.certificates_of(by).await?.unwrap_or_default(),
                },
            };
            let device = certificate.device;
            let chain = Chain([vec![certificate], above.0].concat());
            if chain.verify(&root).is_ok() {
                sound.insert(device, chain);
            }
        }
        let own = sound.values().filter_map(|chain| chain.own().cloned());
        let own: Vec<Certificate> = own.collect();
        let mut batch = Batch::default();
        Self::put_certificates(&mut batch, &own);
        self.write(batch, Durability::Relaxed).await?;
        self.keys.certified.extend(own.iter().map(|certificate| certificate.device));
        self.ask_certificates().await
    }
}
