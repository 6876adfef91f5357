//! The vault as stored.

use ident::PersonId;
use minicbor::{Decode, Encode};

use super::{BoxPublic, Contact, Kdf, SealedBox, Slot, VaultEntropy, VaultError, VaultPolicy};
use crate::DataKey;

/// A device's vault. Stored in plain; fields are numbered and a number is never reused.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Vault {
    /// Who may unlock the device.
    #[n(0)]
    pub(super) slots: Vec<Slot>,
    /// The data key, sealed to the office above.
    #[n(1)]
    pub(super) recovery: Option<SealedBox>,
    /// When the relay was reached.
    #[n(2)]
    pub(crate) contact: Contact,
    /// How it locks.
    #[n(3)]
    pub(crate) policy: VaultPolicy,
    /// Which data key this is: 16 bytes.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub(super) mark: [u8; 16],
    /// How far the values that were there before are sealed: the next space (its place in
    /// [`crate::Space::ALL`]) and first byte of a key. None: all are.
    #[n(5)]
    pub(crate) resealing: Option<(u8, u8)>,
}

/// Who may unlock a device, as the lock screen shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultPerson {
    /// Who.
    pub person: PersonId,
    /// What to call them.
    pub label: String,
    /// Whether their secret is digits alone.
    pub digits: bool,
    /// Not before this moment, in milliseconds since 1970.
    pub not_before: Option<i64>,
    /// The office has to help.
    pub blocked: bool,
}

impl Vault {
    /// A vault with one person, whose data key is the entropy's.
    pub(crate) fn new(
        person: PersonId,
        label: &str,
        secret: &str,
        kdf: Kdf,
        entropy: &VaultEntropy,
        now: i64,
    ) -> Result<(Self, DataKey), VaultError> {
        let key = DataKey::new(entropy.data_key);
        let slot = Slot::new(person, label, secret, &key, kdf, entropy)?;
        let vault = Self {
            slots: vec![slot],
            recovery: None,
            contact: Contact::now(now),
            policy: VaultPolicy::default(),
            mark: key.mark(),
            resealing: Some((0, 0)),
        };
        Ok((vault, key))
    }

    /// Who may unlock it, in the order they were added.
    #[must_use]
    pub fn people(&self, now: casework::Moment) -> Vec<VaultPerson> {
        let last_resort = self.recovery.is_none();
        let shown = self.slots.iter().map(|slot| {
            let not_before = slot.tries.not_before(now.millis(), last_resort);
            VaultPerson {
                person: slot.person,
                label: slot.label.clone(),
                digits: slot.digits,
                blocked: not_before.is_err(),
                not_before: not_before.unwrap_or_default(),
            }
        });
        shown.collect()
    }

    /// How it locks.
    #[must_use]
    pub fn policy(&self) -> VaultPolicy {
        self.policy
    }

    /// Whether the device was out of touch for too long: then it opens only when the relay has known
    /// it again.
    #[must_use]
    pub fn is_overdue(&self, now: casework::Moment) -> bool {
        self.contact.is_overdue(now.millis(), self.policy.days())
    }

    /// Whether all values are sealed.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.resealing.is_none()
    }

    /// To whom the data key is sealed besides: the public key of the office above.
    #[must_use]
    pub fn entrusted_to(&self) -> Option<BoxPublic> {
        self.recovery.as_ref().map(SealedBox::recipient)
    }

    pub(super) fn slot_mut(&mut self, person: PersonId) -> Result<&mut Slot, VaultError> {
        let mut slots = self.slots.iter_mut();
        slots.find(|slot| slot.person == person).ok_or(VaultError::NoSuchPerson)
    }

    pub(crate) fn put_slot(&mut self, slot: Slot) {
        match self.slots.iter_mut().find(|old| old.person == slot.person) {
            Some(old) => *old = slot,
            None => self.slots.push(slot),
        }
    }

    /// The same with another secret; the label stays where none is given.
    pub(crate) fn set_secret(
        &mut self,
        person: PersonId,
        label: Option<&str>,
        secret: &str,
        key: &DataKey,
        kdf: Kdf,
        entropy: &VaultEntropy,
    ) -> Result<(), VaultError> {
        let known = self.slots.iter().find(|slot| slot.person == person);
        let label = label.or(known.map(|slot| slot.label.as_str())).unwrap_or_default();
        let slot = Slot::new(person, label, secret, key, kdf, entropy)?;
        self.put_slot(slot);
        Ok(())
    }

    pub(crate) fn remove(&mut self, person: PersonId) -> Result<(), VaultError> {
        self.slot_mut(person)?;
        if self.slots.len() < 2 {
            return Err(VaultError::LastPerson);
        }
        self.slots.retain(|slot| slot.person != person);
        Ok(())
    }

    /// The relay knows the device, now.
    pub(crate) fn reached(&mut self, now: i64) {
        self.contact = Contact::now(now);
    }
}
