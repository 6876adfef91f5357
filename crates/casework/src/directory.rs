//! Who is who: offices, people and devices, as the city keeps them.

use ident::{DeviceId, OfficeCode, PersonId, PublicKey};
use minicbor::{Decode, Encode};

/// The tier of an office in the network.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Encode,
    Decode,
    serde::Serialize,
    serde::Deserialize,
)]
pub enum Tier {
    /// 市委群众工作办公室: the city office.
    #[n(0)]
    City,
    /// 镇街群众工作办公室: a township or street office.
    #[n(1)]
    Township,
    /// 村（社区）群众工作站: a village or community station. Not an organ: it records, explains,
    /// mediates and passes up.
    #[n(2)]
    Village,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Office {
    /// Its code.
    #[n(0)]
    pub code: OfficeCode,
    /// The name of the place: 柳湾镇, 前杨村.
    #[n(1)]
    pub name: String,
    /// The office above it; none for the city office.
    #[n(2)]
    pub parent: Option<OfficeCode>,
    /// Its tier.
    #[n(3)]
    pub tier: Tier,
}

/// A person who works at an office.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Person {
    /// Their id, the author of their changes.
    #[n(0)]
    pub id: PersonId,
    /// Their name.
    #[n(1)]
    pub name: String,
    /// Where they work.
    #[n(2)]
    pub office: OfficeCode,
}

/// An enrolled device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Device {
    /// Its id: the first 8 bytes of its actors.
    #[n(0)]
    pub id: DeviceId,
    /// The office it belongs to.
    #[n(1)]
    pub office: OfficeCode,
    /// The office's running number of it, from 1.
    #[n(2)]
    pub number: u32,
    /// The key it signs with.
    #[n(3)]
    pub key: PublicKey,
}

/// The directory of one city, at one version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct Directory {
    /// Counts its versions from 1; 0 is the empty directory.
    #[n(0)]
    pub version: u32,
    /// Offices, sorted by code.
    #[n(1)]
    pub offices: Vec<Office>,
    /// People, sorted by id.
    #[n(2)]
    pub people: Vec<Person>,
    /// Devices, sorted by id.
    #[n(3)]
    pub devices: Vec<Device>,
}

/// Bytes that are not a directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a directory this version can read")]
pub struct BadDirectory;

/// More tiers than any network has: ends a parent chain that loops.
const MAX_DEPTH: usize = 8;

impl Directory {
    /// Reads a directory.
    ///
    /// # Errors
    /// [`BadDirectory`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadDirectory> {
        let mut directory: Self = minicbor::decode(bytes).map_err(|_| BadDirectory)?;
        directory.sort();
        Ok(directory)
    }

    /// Writes it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Encoding into a Vec has no way to fail.
        minicbor::to_vec(self).unwrap_or_default()
    }

    /// Puts the lists into the order that look-ups rely on.
    pub fn sort(&mut self) {
        self.offices.sort_by(|a, b| a.code.cmp(&b.code));
        self.people.sort_by_key(|person| person.id);
        self.devices.sort_by_key(|device| device.id);
    }

    /// An office by its code.
    #[must_use]
    pub fn office(&self, code: &OfficeCode) -> Option<&Office> {
        let at = self.offices.binary_search_by(|office| office.code.cmp(code)).ok()?;
        self.offices.get(at)
    }

    /// A person by their id.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        let at = self.people.binary_search_by(|person| person.id.cmp(&id)).ok()?;
        self.people.get(at)
    }

    /// A device by its id.
    #[must_use]
    pub fn device(&self, id: DeviceId) -> Option<&Device> {
        let at = self.devices.binary_search_by(|device| device.id.cmp(&id)).ok()?;
        self.devices.get(at)
    }

    /// The office and all above it, nearest first.
    pub fn line_up<'a>(&'a self, code: &OfficeCode) -> impl Iterator<Item = &'a Office> {
        core::iter::successors(self.office(code), |office| {
            office.parent.as_ref().and_then(|parent| self.office(parent))
        })
        .take(MAX_DEPTH)
    }

    /// Whether `upper` is `lower` or stands above it.
    #[must_use]
    pub fn is_at_or_above(&self, upper: &OfficeCode, lower: &OfficeCode) -> bool {
        self.line_up(lower).any(|office| office.code == *upper)
    }

    /// The offices directly below one.
    pub fn below<'a>(&'a self, code: &'a OfficeCode) -> impl Iterator<Item = &'a Office> {
        self.offices.iter().filter(move |office| office.parent.as_ref() == Some(code))
    }
}
