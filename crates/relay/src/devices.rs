//! Devices: how one is made, recognised, and ended. What may be done about the devices of an
//! office, the office itself and those above it may do, by people whose post keeps the directory.

mod forgotten;
mod inbox;

use casework::{Moment, directory::Power};
use ident::OfficeCode;
use sha2::{Digest, Sha256};
use wire::{
    AskCertificates, Certificate, DeviceKeys, Enrol, Enrolled, Fault, Hello, InPost, MAX_HELD,
    Revoke, RevokeResult, Revoked, ToStation, Vouch, VouchOutcome, Vouched, Voucher, enrol_digest,
    hello_digest, verify,
};

use crate::{
    Relay,
    acceptance::Introduced,
    clock,
    directory::Standing,
    greeting::Greeting,
    relay::unavailable,
    store::{Enlisted, Registration, StoreError, keys},
};

/// How a code is found: by the hash of the public key that follows from it.
#[must_use]
pub fn code_hash(code: &ident::PublicKey) -> [u8; 32] {
    Sha256::digest(code.as_bytes()).into()
}

/// How far the clocks of a relay and of a tablet may be apart, in milliseconds.
const CLOCKS_APART: i64 = 24 * 3600 * 1000;

/// Who a connection turned out to be.
#[derive(Debug, Clone)]
pub enum Met {
    /// A device.
    Device(Introduced),
    /// One that was revoked: it may surrender what it had not handed in.
    Former(Introduced, Box<Revoked>),
}

impl Relay {
    /// Registers a device's keys; or shows it first what its office said of the code.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn enrol(&self, enrol: &Enrol, greeting: &Greeting) -> Result<ToStation, Fault> {
        let store = self.store();
        let lost = |error: StoreError| unavailable(&error);
        let Some(proof) = &enrol.proof else { return Err(Fault::BadEnrolment) };
        let of = DeviceKeys { device: enrol.device, key: enrol.key, sealing: enrol.sealing };
        let signed = greeting.any(|on| {
            let digest = enrol_digest(on, &of, &proof.code);
            verify(&enrol.key, &digest, &enrol.signature).is_ok()
                && verify(&proof.code, &digest, &proof.signature).is_ok()
        });
        if !signed {
            return Err(Fault::BadEnrolment);
        }
        let secret_hash = code_hash(&proof.code);
        let certificate =
            match (store.keys().vouched(&secret_hash).await.map_err(lost)?, &enrol.certificate) {
                (None, _) => None,
                (Some(voucher), None) => return Ok(ToStation::Voucher(Box::new(voucher))),
                (Some(voucher), Some(certificate)) => {
                    self.check_certificate(certificate, &voucher, &of).await?;
                    Some(certificate.clone())
                }
            };
        let vouched = certificate.is_some();
        let (device, key, now) = (enrol.device, enrol.key, clock::now_millis());
        let wanted = Registration { secret_hash, device, key, now, certificate };
        let registered = store.enrol(&wanted).await.map_err(lost)?.ok_or(Fault::BadEnrolment)?;
        if !vouched {
            let enlisted = Enlisted {
                device,
                key,
                office: registered.office.clone(),
                number: registered.number,
                person: registered.person,
            };
            match self.keyring().issue(&enlisted, of) {
                Some(issued) => store.keys().certify(&[issued]).await.map_err(lost)?,
                None => tracing::error!(%device, "no certificate: the root key is offline"),
            }
        }
        let chain = self.keyring().chain(store.keys(), device).await.map_err(lost)?;
        let standing = self.fresh_directory().await?;
        self.hub().wake(&registered.told);
        Ok(ToStation::Enrolled(Enrolled {
            number: registered.number,
            office: registered.office,
            person: registered.person,
            directory: standing.bytes.clone(),
            root: Some(*self.keyring().root()),
            chain,
        }))
    }

    /// What a device made of a voucher has to say just that, and to lead to the root.
    async fn check_certificate(
        &self,
        certificate: &Certificate,
        voucher: &Voucher,
        of: &DeviceKeys,
    ) -> Result<(), Fault> {
        let made_of = (certificate.device, certificate.key, certificate.sealing);
        if certificate.voucher().as_ref() != Some(voucher)
            || made_of != (of.device, of.key, of.sealing)
        {
            return Err(Fault::BadEnrolment);
        }
        let mut chain = match voucher.by {
            Some(by) => {
                keys::chain(self.store().keys(), by).await.map_err(|error| unavailable(&error))?
            }
            None => wire::Chain::default(),
        };
        chain.0.insert(0, certificate.clone());
        chain.verify(self.keyring().root()).map(|_| ()).map_err(|_| Fault::BadEnrolment)
    }

    /// Checks an introduction.
    ///
    /// # Errors
    /// [`Fault::NotKnown`] for whatever reason; [`Fault::Unavailable`].
    pub async fn meet(&self, hello: &Hello, greeting: &Greeting) -> Result<Met, Fault> {
        let mut standing = self.fresh_directory().await?;
        if standing.directory.device(hello.device).is_none() {
            self.remember(hello, greeting, &standing).await?;
            standing = self.fresh_directory().await?;
        }
        let device = standing.directory.device(hello.device).ok_or(Fault::NotKnown)?;
        let signed = greeting.any(|on| {
            verify(&device.key, &hello_digest(on, hello.device), &hello.signature).is_ok()
        });
        if !signed {
            return Err(Fault::NotKnown);
        }
        let met = Introduced { device: device.id, office: device.office.clone(), key: device.key };
        if standing.directory.is_revoked(device.id) {
            let proof = self.end_of(&met).await?.ok_or(Fault::NotKnown)?;
            return Ok(Met::Former(met, Box::new(proof)));
        }
        let keys = self.store().keys();
        match self.keyring().vouches_for(keys, device.id, &device.key).await {
            Ok(true) => Ok(Met::Device(met)),
            Ok(false) => Err(Fault::NotKnown),
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// Checks the introduction of a device that is one still.
    ///
    /// # Errors
    /// [`Fault::NotKnown`] for whatever reason; [`Fault::Unavailable`].
    pub async fn introduce(&self, hello: &Hello, greeting: &Greeting) -> Result<Introduced, Fault> {
        match self.meet(hello, greeting).await? {
            Met::Device(introduced) => Ok(introduced),
            Met::Former(..) => Err(Fault::NotKnown),
        }
    }

    /// Whether a device was revoked, as far as this process has heard.
    #[must_use]
    pub fn is_revoked(&self, device: ident::DeviceId) -> bool {
        self.directory().directory.is_revoked(device)
    }

    /// The proof that a device was revoked.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn end_of(&self, former: &Introduced) -> Result<Option<Revoked>, Fault> {
        let keys = self.store().keys();
        let lost = |error: StoreError| unavailable(&error);
        let said = keys.revocation(former.device).await.map_err(lost)?;
        let Some(revocation) = said else { return Ok(None) };
        let chain = match revocation.by {
            Some(by) => keys::chain(keys, by).await.map_err(lost)?,
            None => wire::Chain::default(),
        };
        Ok(Some(Revoked { revocation, chain }))
    }

    /// Whether somebody may decide about the devices of an office.
    fn may_keep(
        standing: &Standing,
        from: &Introduced,
        acting: InPost,
        office: &OfficeCode,
    ) -> bool {
        let directory = &standing.directory;
        let today = Moment::from_millis(clock::now_millis()).date();
        let in_post = directory.post(acting.post).is_some_and(|post| {
            post.person == acting.person
                && post.office == from.office
                && post.role.has(Power::Directory)
                && post.is_held_on(today)
        });
        in_post && directory.is_at_or_above(&from.office, office)
    }

    /// Lets a code enrol a device.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn vouch(&self, from: &Introduced, vouch: &Vouch) -> Result<ToStation, Fault> {
        let lost = |error: StoreError| unavailable(&error);
        let voucher = &vouch.voucher;
        let standing = self.fresh_directory().await?;
        let directory = &standing.directory;
        let now = clock::now_millis();
        let person = directory.person(voucher.person);
        let fits = person.is_some_and(|person| person.office == voucher.office)
            || directory
                .posts_of(voucher.person, &voucher.office, Moment::from_millis(now).date())
                .next()
                .is_some();
        let good = voucher.tenant == self.tenant()
            && voucher.by == Some(from.device)
            && voucher.verify(&from.key).is_ok()
            && (voucher.issued - now).abs() <= CLOCKS_APART
            && voucher.until - voucher.issued <= Voucher::GOOD_FOR
            && voucher.ends.is_none_or(|ends| ends > now)
            && fits
            && Self::may_keep(&standing, from, vouch.acting, &voucher.office);
        let said = |outcome| Ok(ToStation::Vouched(Vouched { code: voucher.code, outcome }));
        let (true, Some(person)) = (good, person) else { return said(VouchOutcome::NotAllowed) };
        let line: Vec<_> = directory.line_up(&voucher.office).cloned().collect();
        let home: Vec<_> = directory.line_up(&person.office).cloned().collect();
        let store = self.store();
        store.refer_to(&[line, home].concat(), std::slice::from_ref(person)).await.map_err(lost)?;
        match store.keys().vouch(&code_hash(&voucher.code), voucher).await.map_err(lost)? {
            None => {
                tracing::info!(by = %from.device, office = %voucher.office.as_str(), "a code for a device");
                said(VouchOutcome::Good)
            }
            Some(next) => said(VouchOutcome::NumberTaken(next)),
        }
    }

    /// Ends a device, from the next message on; says what may have been on it.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn revoke(&self, from: &Introduced, revoke: &Revoke) -> Result<ToStation, Fault> {
        let lost = |error: StoreError| unavailable(&error);
        let said = &revoke.revocation;
        let standing = self.fresh_directory().await?;
        let device = standing.directory.device(said.device);
        let good = said.tenant == self.tenant()
            && said.by == Some(from.device)
            && said.verify(&from.key).is_ok()
            && device.is_some_and(|device| {
                Self::may_keep(&standing, from, revoke.acting, &device.office)
            });
        let result = |held| Ok(ToStation::RevokeResult(RevokeResult { device: said.device, held }));
        if !good {
            return result(None);
        }
        let keys = self.store().keys();
        let Some(told) = keys.revoke(said).await.map_err(lost)? else { return result(None) };
        tracing::warn!(device = %said.device, by = %from.device, "a device was revoked");
        // From here on no session of this process answers it.
        self.fresh_directory().await?;
        self.hub().wake(&told);
        result(Some(keys.held(said.device, MAX_HELD).await.map_err(lost)?))
    }

    /// Certificates of devices and of who issued them, each behind those it hangs on.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn certificates(&self, asked: &AskCertificates) -> Result<ToStation, Fault> {
        let mut found: Vec<Certificate> = Vec::new();
        for device in asked.devices.iter().take(AskCertificates::MOST) {
            let chain = keys::chain(self.store().keys(), *device).await;
            for certificate in chain.map_err(|error| unavailable(&error))?.0.into_iter().rev() {
                if !found.contains(&certificate) {
                    found.push(certificate);
                }
            }
        }
        Ok(ToStation::Certificates(found))
    }
}
