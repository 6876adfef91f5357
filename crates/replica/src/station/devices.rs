//! Keeping devices, as the office does it: a code for a new one, the end of a lost one, and what that
//! one surrendered. All of it goes to the relay at once, and needs it.

use casework::{Moment, directory::Power};
use ident::{DeviceId, OfficeCode, PersonId, Signature};
use wire::{
    AskInbox, InPost, Revocation, Revoke, SecretKey, TakeIn, ToRelay, Vouch, VouchOutcome, Vouched,
    Voucher, code_key, code_text,
};

use super::{Station, StationError};
use crate::{DeviceNews, Effect, Identity, Store};

/// A device that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDevice {
    /// The office it will belong to: the own one, or one below.
    pub office: OfficeCode,
    /// Who it is given to.
    pub person: PersonId,
    /// After this moment it is void: milliseconds since 1970. None: it is good until revoked.
    pub ends: Option<i64>,
}

/// A code that the relay has not confirmed.
#[derive(Debug, Clone)]
pub(super) struct PendingCode {
    code: String,
    wanted: NewDevice,
    acting: InPost,
    at: Moment,
    /// How often another number was asked for.
    tries: u32,
}

/// So often is another number tried.
const TRIES: u32 = 20;

impl<S: Store> Station<S> {
    /// Makes a code that enrols one device within a day; `random` is drawn by the caller. The relay
    /// confirms it with [`DeviceNews::CodeGood`].
    ///
    /// # Errors
    /// [`StationError::Offline`], [`StationError::NotTheirs`].
    pub fn new_device(
        &mut self,
        wanted: NewDevice,
        random: [u8; 8],
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let acting = self.keeping(now)?;
        let code = code_text(random);
        let devices = self.directory().devices.iter();
        let number = devices.filter(|device| device.office == wanted.office);
        let number = number.map(|device| device.number).max().unwrap_or_default() + 1;
        let pending = PendingCode { code, wanted, acting, at: now, tries: 0 };
        let vouch = self.vouch(&pending, number)?;
        self.keys.codes.insert(vouch.voucher.code, pending);
        Ok(vec![Effect::Send(ToRelay::Vouch(Box::new(vouch)))])
    }

    fn vouch(&self, pending: &PendingCode, number: u32) -> Result<Vouch, StationError> {
        let identity = self.registered()?;
        let issued = pending.at.millis();
        let voucher = Voucher {
            tenant: identity.tenant,
            code: code_key(&pending.code).public(),
            office: pending.wanted.office.clone(),
            person: pending.wanted.person,
            number,
            issued,
            until: issued + Voucher::GOOD_FOR,
            by: Some(identity.device),
            signature: Signature::new([0; 64]),
            ends: pending.wanted.ends,
        };
        let voucher = voucher.signed(&SecretKey::from_seed(&identity.seed));
        Ok(Vouch { acting: pending.acting, voucher })
    }

    /// The relay has judged a code.
    pub(super) fn vouched(&mut self, said: Vouched) -> Result<Vec<Effect>, StationError> {
        let Some(mut pending) = self.keys.codes.remove(&said.code) else { return Ok(Vec::new()) };
        let news = match said.outcome {
            VouchOutcome::Good => DeviceNews::CodeGood {
                code: pending.code,
                office: pending.wanted.office,
                person: pending.wanted.person,
                until: pending.at.millis() + Voucher::GOOD_FOR,
            },
            VouchOutcome::NumberTaken(next) if pending.tries < TRIES => {
                pending.tries += 1;
                let vouch = self.vouch(&pending, next)?;
                self.keys.codes.insert(said.code, pending);
                return Ok(vec![Effect::Send(ToRelay::Vouch(Box::new(vouch)))]);
            }
            VouchOutcome::NumberTaken(_) | VouchOutcome::NotAllowed => DeviceNews::CodeRefused,
        };
        Ok(vec![Effect::Devices(news)])
    }

    /// Ends a device: the relay answers it no more. It says what may have been on it with
    /// [`DeviceNews::Revoked`].
    ///
    /// # Errors
    /// [`StationError::Offline`], [`StationError::NotTheirs`].
    pub fn revoke_device(
        &mut self,
        device: DeviceId,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let acting = self.keeping(now)?;
        let Identity { tenant, device: own, seed, .. } = self.registered()?.clone();
        let key = SecretKey::from_seed(&seed);
        let revocation = Revocation::sign(&key, tenant, device, now.millis(), Some(own));
        Ok(vec![Effect::Send(ToRelay::Revoke(Box::new(Revoke { acting, revocation })))])
    }

    /// Asks what revoked devices surrendered; answered by [`DeviceNews::Inbox`].
    ///
    /// # Errors
    /// [`StationError::Offline`], [`StationError::NotTheirs`].
    pub fn ask_inbox(&self, now: Moment) -> Result<Vec<Effect>, StationError> {
        let acting = self.keeping(now)?;
        Ok(vec![Effect::Send(ToRelay::AskInbox(AskInbox { acting }))])
    }

    /// Takes in what a revoked device surrendered; answered by [`DeviceNews::Taken`].
    ///
    /// # Errors
    /// [`StationError::Offline`], [`StationError::NotTheirs`].
    pub fn take_in(&self, no: u64, now: Moment) -> Result<Vec<Effect>, StationError> {
        let acting = self.keeping(now)?;
        Ok(vec![Effect::Send(ToRelay::TakeIn(TakeIn { acting, no }))])
    }

    /// The post in which the person at this device may decide about devices.
    fn keeping(&self, now: Moment) -> Result<InPost, StationError> {
        let identity = self.registered()?;
        if !self.sync.welcomed {
            return Err(StationError::Offline);
        }
        let mut held = self.directory().posts_of(identity.person, &identity.office, now.date());
        let post = held.find(|post| post.role.has(Power::Directory));
        let post = post.ok_or(StationError::NotTheirs)?.id;
        Ok(InPost { person: identity.person, post })
    }
}
