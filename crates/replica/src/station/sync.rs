//! Talking to the relay: what a station says to each message, as effects.

mod feed;
mod push;

use std::collections::BTreeSet;

use casework::{Directory, Moment};
use ident::{ChangeHash, DeviceId, DocId, TenantId};
use wire::{
    Certificate, Challenge, CodeProof, Connection, Cursor, ERASES, Enrol, Enrolled, Fault, HOLDS,
    HOLDS_FIRST, Hello, PACKS, Pull, RevokeResult, SecretKey, Taken, ToRelay, ToStation, Voucher,
    Welcome, code_key, enrol_digest, hello_digest,
};

use super::{Station, StationError};
use crate::{
    Batch, DeviceNews, Durability, Effect, Enrolment, Identity, Space, Store, record::meta,
};

/// From so many milliseconds on a clock that is off is said.
const CLOCK_TOLERANCE: i64 = 5 * 60 * 1000;

/// The state of one connection, and a little that outlives it.
#[derive(Debug, Default)]
pub(super) struct SyncState {
    /// The challenge of this connection.
    challenge: Option<Challenge>,
    /// The relay knows the device: changes may be handed in.
    pub(super) welcomed: bool,
    /// The device was revoked, and gives up what it had not handed in.
    pub(super) surrendering: bool,
    /// What was sent and not answered.
    in_flight: Option<push::InFlight>,
    /// Changes that cannot be handed in on this connection: others have to come first.
    pub(super) stuck: BTreeSet<(DocId, ChangeHash)>,
    /// Entries behind the cursor are still coming.
    pub(super) catching_up: bool,
    /// The relay was told on this connection not to send the feed before it is asked for.
    said_first: bool,
    /// Attachments.
    pub(super) blobs: super::blobs::Traffic,
    /// Repair.
    pub(super) repair: super::repair::Repair,
    pub(super) last_reached: Option<Moment>,
    clock_said: bool,
    /// The device is to save data: attachments wait for somebody's word.
    pub(super) sparing: bool,
    /// Somebody said that what waits may go all the same.
    pub(super) may_send: bool,
    /// The relay said that it does not know the device: the next introduction shows its certificates.
    forgotten: bool,
    /// Packed messages could not be read: none are asked for until the next start.
    plain: bool,
}

impl SyncState {
    /// What was sent and not answered will be sent anew.
    pub(super) fn drop_in_flight(&mut self) {
        self.in_flight = None;
        self.stuck.clear();
    }

    /// What the relay said of itself on this connection.
    pub(super) fn challenge_packs(&self) -> Option<u8> {
        self.challenge.as_ref().and_then(|challenge| challenge.packs)
    }

    /// The changes of the push of this number, if it is the one under way.
    pub(super) fn take_in_flight(&mut self, number: u64) -> Option<BTreeSet<(DocId, ChangeHash)>> {
        let sent = self.in_flight.take_if(|sent| sent.number() == number)?;
        Some(sent.changes().collect())
    }
}

/// How synchronisation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SyncStatus {
    /// How many entries (saved forms) the relay has not confirmed.
    pub waiting: usize,
    /// How many entries it refused.
    pub refused: usize,
    /// How many changes were to be handed in and cannot be read on this device any more.
    pub unreadable: usize,
    /// How many attachments it has not confirmed.
    pub attachments: usize,
    /// Whether attachments wait for somebody's word, because the device is to save data.
    pub sparing: bool,
    /// Whether the relay knows the device on this connection.
    pub welcomed: bool,
    /// Whether entries from the relay are still coming.
    pub catching_up: bool,
    /// When the relay last answered.
    pub last_reached: Option<Moment>,
    /// How far the first reading of everything is, while it lasts.
    pub first: Option<super::FirstSync>,
}

impl<S: Store> Station<S> {
    /// How synchronisation stands.
    #[must_use]
    pub fn sync_status(&self) -> SyncStatus {
        let forms = |entries: &[crate::OutboxEntry]| {
            let counted = entries.iter().filter(|entry| entry.let_go.is_none());
            counted.map(crate::OutboxEntry::saved_form).collect::<BTreeSet<_>>().len()
        };
        SyncStatus {
            waiting: forms(&self.outbox),
            refused: forms(&self.refused),
            unreadable: self.damage.unreadable(),
            attachments: self.owed_blobs(),
            sparing: self.attachments_wait(),
            welcomed: self.sync.welcomed,
            catching_up: self.sync.catching_up,
            last_reached: self.sync.last_reached,
            first: self.first_sync(),
        }
    }

    /// Whether the relay hands out rows, and documents by matter, on this connection.
    pub(super) fn relay_holds(&self) -> bool {
        let said = self.sync.challenge.as_ref().and_then(|challenge| challenge.packs);
        !self.sync.plain && wire::holds(said)
    }

    /// Something packed could not be read: the next connection is to have it plain.
    pub(super) fn read_plainly(&mut self) -> Vec<Effect> {
        self.sync.plain = true;
        vec![Effect::Disconnect]
    }

    /// Registers this device with a one-time secret: now, or when the relay is reached. `device`
    /// and `seed` are drawn by the caller and used unless a registration with this secret is
    /// under way already.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn enrol(
        &mut self,
        secret: &str,
        device: DeviceId,
        seed: [u8; 32],
    ) -> Result<Vec<Effect>, StationError> {
        if self.identity.is_some() {
            return Ok(vec![Effect::IdentityChanged]);
        }
        let under_way = self.enrolment.take().filter(|former| former.secret == secret);
        let enrolment =
            under_way.unwrap_or_else(|| Enrolment { secret: secret.to_owned(), device, seed });
        let mut batch = Batch::default();
        batch.put(Space::Meta, meta::ENROLMENT, minicbor::to_vec(&enrolment).unwrap_or_default());
        self.write(batch, Durability::Strict).await?;
        self.enrolment = Some(enrolment);
        self.introduce().await
    }

    /// Whether a registration is under way.
    #[must_use]
    pub fn is_enrolling(&self) -> bool {
        self.enrolment.is_some()
    }

    /// Hands in what waits, if that can be done now: another tab may have written.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn hand_in(&mut self) -> Result<Vec<Effect>, StationError> {
        let mut effects = self.apart().await?;
        effects.extend(self.next_push().await?);
        Ok(effects)
    }

    /// Asks for what is new, which the relay answers even where there is nothing: to learn whether
    /// a quiet connection lives.
    ///
    /// # Errors
    /// [`StationError`].
    pub async fn ask_for_news(&mut self) -> Result<Vec<Effect>, StationError> {
        if !self.sync.welcomed {
            return Ok(Vec::new());
        }
        Ok(vec![Self::pull(self.cursor().await?)])
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) -> Vec<Effect> {
        self.sync = SyncState {
            last_reached: self.sync.last_reached,
            clock_said: self.sync.clock_said,
            plain: self.sync.plain,
            forgotten: self.sync.forgotten,
            sparing: self.sync.sparing,
            may_send: self.sync.may_send,
            ..SyncState::default()
        };
        self.holding.disconnected();
        self.keys.disconnected();
        vec![Effect::SyncChanged]
    }

    /// Takes a message of the relay.
    ///
    /// # Errors
    /// [`StationError`]; the loop closes the connection then and tries again later.
    pub async fn receive(
        &mut self,
        message: ToStation,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        self.sync.last_reached = Some(now);
        match message {
            ToStation::Challenge(challenge) => self.challenged(challenge, now).await,
            ToStation::Enrolled(enrolled) => self.enrolled(enrolled).await,
            ToStation::Welcome(welcome) => self.welcomed(welcome).await,
            ToStation::PushResult(result) => self.push_result(&result).await,
            ToStation::Feed(feed) => self.feed(feed).await,
            ToStation::PackedFeed(packed) => match packed.unpack() {
                Ok(feed) => self.feed(feed).await,
                Err(_) => Ok(self.read_plainly()),
            },
            ToStation::Rows(part) => self.rows_came(*part).await,
            ToStation::Fetched(fetched) => self.documents_came(*fetched).await,
            ToStation::Fault(fault) => self.fault(&fault).await,
            ToStation::BlobAt(at) => self.blob_at(at).await,
            ToStation::BlobKept(blob) => self.blob_kept(blob).await,
            ToStation::BlobPart(part) => self.blob_part(part).await,
            ToStation::BlobNone(blob) => self.blob_none(blob).await,
            ToStation::Repair(message) => self.repaired(message).await,
            ToStation::BlobRefused(blob, why) => self.blob_refused(blob, why).await,
            ToStation::Voucher(voucher) => self.shown_voucher(&voucher),
            ToStation::Certificates(certificates) => self.certificates_came(certificates).await,
            ToStation::Recipients(said) => self.recipients_came(*said).await,
            ToStation::SealedKept(id) => self.sealed_kept(id).await,
            ToStation::Sealed(part) => self.sealed_came(*part).await,
            ToStation::AccessKept(kept) => self.access_kept(kept).await,
            ToStation::Access(part) => Ok(Self::access_came(*part)),
            ToStation::Revoked(proof) => self.revoked(*proof).await,
            ToStation::Surrendered(number) => self.surrendered(number).await,
            ToStation::Erase => self.erase().await,
            ToStation::Vouched(said) => self.vouched(said),
            ToStation::RevokeResult(RevokeResult { device, held }) => {
                Ok(vec![Effect::Devices(DeviceNews::Revoked { device, held })])
            }
            ToStation::Inbox(inbox) => Ok(vec![Effect::Devices(DeviceNews::Inbox(inbox.pieces))]),
            ToStation::Taken(Taken { no, docs }) => {
                Ok(vec![Effect::Devices(DeviceNews::Taken { no, docs })])
            }
        }
    }

    async fn challenged(
        &mut self,
        challenge: Challenge,
        now: Moment,
    ) -> Result<Vec<Effect>, StationError> {
        let ahead = now.millis() - challenge.now;
        self.sync.challenge = Some(challenge);
        let mut effects = self.introduce().await?;
        if ahead.abs() > CLOCK_TOLERANCE && !self.sync.clock_said {
            self.sync.clock_said = true;
            effects.push(Effect::ClockOff(ahead));
        }
        Ok(effects)
    }

    /// Says who the device is, or asks to be registered, once there is a connection to say it on.
    async fn introduce(&mut self) -> Result<Vec<Effect>, StationError> {
        // Another tab may have read on.
        self.load_rows_standing().await?;
        let Some(challenge) = &self.sync.challenge else { return Ok(Vec::new()) };
        if let Some(identity) = &self.identity {
            let (origin, nonce) = (self.keys.origin.as_str(), &challenge.nonce);
            let on = Connection { tenant: identity.tenant, origin, nonce };
            let digest = hello_digest(on, identity.device);
            let mut cursor = self.cursor().await?;
            let mut packs = PACKS;
            let mut said_first = false;
            if self.relay_holds() {
                packs |= HOLDS | ERASES;
                if cursor.is_none() && (self.first_from().is_some() || self.holds_nothing()) {
                    packs |= HOLDS_FIRST;
                    cursor = self.first_from();
                    said_first = true;
                }
            }
            let hello = Hello {
                device: identity.device,
                signature: SecretKey::from_seed(&identity.seed).sign(&digest),
                cursor,
                directory: self.sent.version,
                packs: (!self.sync.plain).then_some(packs),
                chain: match self.sync.forgotten {
                    true => self.certificates_of(identity.device).await?,
                    false => None,
                },
            };
            self.sync.said_first = said_first;
            return Ok(vec![Effect::Send(ToRelay::Hello(hello))]);
        }
        if let Some(enrolment) = &self.enrolment {
            let enrol = self.enrol_message(enrolment, challenge, None);
            return Ok(vec![Effect::Send(ToRelay::Enrol(Box::new(enrol)))]);
        }
        Ok(Vec::new())
    }

    fn enrol_message(
        &self,
        enrolment: &Enrolment,
        challenge: &Challenge,
        voucher: Option<&Voucher>,
    ) -> Enrol {
        let code = code_key(&enrolment.secret);
        let key = SecretKey::from_seed(&enrolment.seed);
        let of = enrolment.keys();
        let Challenge { tenant, nonce, .. } = challenge;
        let on = Connection { tenant: *tenant, origin: &self.keys.origin, nonce };
        let digest = enrol_digest(on, &of, &code.public());
        Enrol {
            secret: String::new(),
            device: of.device,
            key: of.key,
            signature: key.sign(&digest),
            sealing: of.sealing,
            proof: Some(CodeProof { code: code.public(), signature: code.sign(&digest) }),
            certificate: voucher.map(|voucher| Certificate::with_code(&code, voucher, of)),
        }
    }

    /// The relay shows what the office said of the code: the device makes its certificate of it.
    fn shown_voucher(&mut self, voucher: &Voucher) -> Result<Vec<Effect>, StationError> {
        let (Some(enrolment), Some(challenge)) = (&self.enrolment, &self.sync.challenge) else {
            return Ok(Vec::new());
        };
        let code = code_key(&enrolment.secret).public();
        if voucher.code != code || voucher.tenant != challenge.tenant {
            return Ok(vec![Effect::Disconnect]);
        }
        let enrol = self.enrol_message(enrolment, challenge, Some(voucher));
        Ok(vec![Effect::Send(ToRelay::Enrol(Box::new(enrol)))])
    }

    pub(super) async fn cursor(&self) -> Result<Option<Cursor>, StationError> {
        let bytes = self.read(Space::Meta, meta::CURSOR).await?;
        // A cursor that cannot be read is as good as none: the feed starts again, and what is here
        // already is recognised.
        Ok(bytes.and_then(|bytes| minicbor::decode(&bytes).ok()))
    }

    async fn enrolled(&mut self, enrolled: Enrolled) -> Result<Vec<Effect>, StationError> {
        let (Some(enrolment), Some(challenge)) = (&self.enrolment, &self.sync.challenge) else {
            return Ok(Vec::new());
        };
        let tenant: TenantId = challenge.tenant;
        let identity = Identity {
            tenant,
            device: enrolment.device,
            seed: enrolment.seed,
            number: enrolled.number,
            office: enrolled.office,
            person: enrolled.person,
        };
        // A relay that shows certificates has to show sound ones.
        let root = enrolled.root;
        let chain = enrolled.chain.unwrap_or_default();
        if let Some(root) = &root {
            let of = enrolment.keys();
            let own = chain.verify(root);
            let sound = root.verify().is_ok()
                && root.tenant == tenant
                && own.is_ok_and(|own| own.device == of.device && own.key == of.key);
            if !sound {
                return Ok(vec![Effect::Disconnect]);
            }
        }
        let directory = Directory::from_bytes(&enrolled.directory)
            .map_err(|_| StationError::Damaged("directory"))?;
        let mut batch = Batch::default();
        batch.put(Space::Meta, meta::IDENTITY, minicbor::to_vec(&identity).unwrap_or_default());
        batch.put(Space::Meta, meta::DIRECTORY, directory.to_bytes());
        batch.delete(Space::Meta, meta::ENROLMENT);
        if let Some(root) = &root {
            batch.put(Space::Meta, meta::ROOT, minicbor::to_vec(root).unwrap_or_default());
            Self::put_certificates(&mut batch, &chain.0);
        }
        self.write(batch, Durability::Strict).await?;
        self.keys.root = root;
        self.identity = Some(identity);
        self.turn_to(directory.clone());
        self.sent = directory;
        self.enrolment = None;
        let mut effects = vec![Effect::IdentityChanged];
        effects.extend(self.introduce().await?);
        Ok(effects)
    }

    async fn welcomed(&mut self, welcome: Welcome) -> Result<Vec<Effect>, StationError> {
        self.sync.welcomed = true;
        self.sync.forgotten = false;
        // Only of use where there is no network; handing in does not wait for it.
        let _ = self.note_courier(welcome.courier.as_ref()).await;
        // Only to be shown: on a full disk, handing in matters more.
        let _ = self.note_reached().await;
        let mut effects = vec![Effect::SyncChanged];
        if let Some(bytes) = &welcome.directory {
            effects.extend(self.adopt_greeting(bytes).await?);
        }
        let cursor = self.cursor().await?;
        let first = self.first_from();
        if !welcome.cursor_known && (cursor.is_some() || first.is_some()) {
            // Another log than the one we read: it may lack what it once confirmed, and have more of
            // what is here. All of it is read from the beginning.
            let mut batch = Batch::default();
            batch.delete(Space::Meta, meta::CURSOR);
            self.log_has_changed(&mut batch);
            self.end_first(false, &mut batch);
            self.write(batch, Durability::Relaxed).await?;
            if welcome.repairs.is_none() {
                self.offer_everything_own().await?;
            }
            self.offer_blobs_again().await?;
        }
        self.sync.repair.understood = welcome.repairs.is_some();
        self.find_due_repair().await?;
        let read = cursor.filter(|_| welcome.cursor_known).map_or(0, |cursor| cursor.seq);
        self.sync.catching_up = read < welcome.latest.seq;
        if self.relay_holds() {
            if self.sync.said_first {
                if first.is_none() {
                    self.begin_first(welcome.latest).await?;
                } else if self.first_from().is_none() {
                    effects.push(Self::pull(None));
                }
                self.sync.catching_up = true;
            }
            effects.extend(self.begin_holding());
        }
        effects.extend(self.apart().await?);
        effects.extend(self.ask_recipients());
        effects.extend(self.drop_withdrawn().await?);
        effects.extend(self.next_push().await?);
        effects.extend(self.repair_if_due().await?);
        self.note_line();
        if !self.sync.catching_up {
            effects.extend(self.ask_certificates().await?);
        }
        Ok(effects)
    }

    async fn fault(&mut self, fault: &Fault) -> Result<Vec<Effect>, StationError> {
        match fault {
            Fault::StaleManifest { number, hash } => {
                let chain = self.manifests_stand_at(*number, *hash);
                self.write(chain, Durability::Relaxed).await?;
                self.sync.in_flight = None;
                self.next_push().await
            }
            Fault::BadEnrolment => {
                let mut batch = Batch::default();
                batch.delete(Space::Meta, meta::ENROLMENT);
                self.write(batch, Durability::Strict).await?;
                self.enrolment = None;
                Ok(vec![Effect::EnrolmentRefused])
            }
            Fault::BadManifest | Fault::Malformed | Fault::TooLarge => {
                // Sending the same again would end the same. It stays in the outbox, and is tried
                // on the next connection, by a later version perhaps.
                self.sync.blobs.not_understood();
                self.repair_failed();
                if let Some(in_flight) = self.sync.in_flight.take() {
                    self.sync.stuck.extend(in_flight.changes());
                }
                let mut effects = vec![Effect::SyncChanged];
                effects.extend(self.next_push().await?);
                Ok(effects)
            }
            Fault::NotKnown => {
                // It may have forgotten us.
                self.sync.forgotten = true;
                Ok(vec![Effect::Disconnect])
            }
            Fault::UnknownVersion | Fault::NotIntroduced | Fault::Unavailable => {
                Ok(vec![Effect::Disconnect])
            }
        }
    }

    /// Keeps when the relay last answered, so that it can be said after the next start.
    async fn note_reached(&self) -> Result<(), StationError> {
        let Some(reached) = self.sync.last_reached else { return Ok(()) };
        let mut batch = Batch::default();
        let millis = minicbor::to_vec(reached.millis()).unwrap_or_default();
        batch.put(Space::Meta, meta::LAST_REACHED, millis);
        self.write(batch, Durability::Relaxed).await
    }

    pub(super) fn pull(cursor: Option<Cursor>) -> Effect {
        Effect::Send(ToRelay::Pull(Pull { cursor }))
    }
}
