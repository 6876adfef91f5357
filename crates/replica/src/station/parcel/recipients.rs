//! To whom a courier's file is sealed.

use casework::Moment;
use ident::{DeviceId, OfficeCode};

use super::super::{Station, StationError};
use crate::{BoxPublic, Space, Store, parcel::ParcelError, record::meta};

/// A file has no more recipients than this: about 130 bytes each.
const MOST: usize = 256;

/// Who can open a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Recipients {
    /// Their keys, each once.
    pub keys: Vec<BoxPublic>,
    /// Whether devices of other offices than the own are among them.
    pub others: bool,
    /// Whether the relay is.
    pub relay: bool,
}

impl<S: Store> Station<S> {
    /// The relay, where it has said its key; other devices of the own office; those of the offices
    /// above, nearest first.
    pub(super) async fn recipients_above(&self, now: Moment) -> Result<Recipients, StationError> {
        let own = self.registered()?.office.clone();
        let mut to = Recipients::default();
        if let Some(bytes) = self.read(Space::Meta, meta::COURIER).await?
            && let Ok(key) = minicbor::decode::<BoxPublic>(&bytes)
        {
            to.keys.push(key);
            to.relay = true;
        }
        let line: Vec<OfficeCode> =
            self.directory().line_up(&own).map(|office| office.code.clone()).collect();
        for office in line {
            let keys = self.sealing_keys(&office, now).await?;
            to.others |= office != own && !keys.is_empty();
            to.keys.extend(keys);
        }
        to.settled()
    }

    /// The devices of an office.
    pub(super) async fn recipients_of(
        &self,
        office: &OfficeCode,
        now: Moment,
    ) -> Result<Recipients, StationError> {
        let others = self.registered()?.office != *office;
        let keys = self.sealing_keys(office, now).await?;
        Recipients { keys, others, relay: false }.settled()
    }

    /// What is sealed to an office's devices, is sealed to these: only keys that their certificates
    /// name, of devices that are devices still. Not to this one: it has what it packs.
    async fn sealing_keys(
        &self,
        office: &OfficeCode,
        now: Moment,
    ) -> Result<Vec<BoxPublic>, StationError> {
        let own = self.registered()?.device;
        let directory = self.directory();
        let devices = directory.devices.iter().filter(|device| device.office == *office);
        let devices = devices.filter(|device| device.id != own && !directory.is_revoked(device.id));
        let devices: Vec<DeviceId> = devices.map(|device| device.id).collect();
        let mut keys = Vec::new();
        for device in devices {
            let Some(chain) = self.certificates_of(device).await? else { continue };
            let Some(certificate) = chain.own() else { continue };
            let fits = certificate.office == *office && certificate.is_good_at(now.millis());
            let sealing = certificate.sealing.filter(|_| fits);
            keys.extend(sealing.map(|key| BoxPublic::new(*key.as_bytes())));
        }
        Ok(keys)
    }
}

impl Recipients {
    /// Each once, and no more than a file takes; or nobody at all.
    fn settled(mut self) -> Result<Self, StationError> {
        let mut seen = std::collections::BTreeSet::new();
        self.keys.retain(|key| seen.insert(*key));
        self.keys.truncate(MOST);
        if self.keys.is_empty() { Err(ParcelError::NoRecipient.into()) } else { Ok(self) }
    }
}
