//! From the station's words to the bridge's.

use casework::{
    Directory,
    document::{TextPlace, WriteError},
};
use ident::PersonId;
use replica::{
    AttachProblem, LedgerMatch, LedgerProbe, Station, StationError, StoreError, SyncStatus,
    VaultError, WeakSecret, parcel::ParcelError,
};

use super::store::DeviceStore;
use crate::bridge::{
    AttachmentTrouble, CourierTrouble, Failure, FirstSync, Identity, ImportCheck, KnownRow, Link,
    Refused, SyncSummary, VaultTrouble,
};

/// What somebody is called; nothing where the directory does not know them.
pub fn person_name(station: &Station<DeviceStore>, person: PersonId) -> String {
    station.directory().person(person).map(|person| person.name.clone()).unwrap_or_default()
}

/// Why the station did not do it, as the UI tells it.
pub fn failure(error: StationError) -> Failure {
    match error {
        StationError::Store(StoreError::Full) => Failure::StorageFull,
        StationError::Store(StoreError::TooNew { .. })
        | StationError::Record(replica::EnvelopeError::TooNew) => Failure::StorageTooNew,
        StationError::Store(StoreError::Unavailable) => Failure::NoStorage,
        StationError::Store(StoreError::Other { name }) => Failure::Storage { name },
        StationError::Record(replica::EnvelopeError::Locked) => Failure::Locked,
        StationError::Vault(error) => vault_failure(error, super::entropy::now().millis()),
        StationError::Parcel(problem) => Failure::Courier(courier(problem)),
        StationError::Record(_) => Failure::Storage { name: "DamagedRecord".to_owned() },
        StationError::Damaged(name) => Failure::Storage { name: name.to_owned() },
        StationError::Problems(problems) => Failure::Problems(problems),
        StationError::Barred(barrier) => Failure::Barred(barrier),
        StationError::NumberGiven => Failure::NumberGiven,
        StationError::NumberReserved => Failure::NumberReserved,
        StationError::NoEffect(why) => Failure::NoEffect(why),
        StationError::Attachment(problem) => Failure::Attachment(match problem {
            AttachProblem::NotShown => AttachmentTrouble::NotShown,
            AttachProblem::TooLarge => AttachmentTrouble::TooLarge,
            AttachProblem::TooMany => AttachmentTrouble::TooMany,
        }),
        StationError::NotRegistered => Failure::NotRegistered,
        StationError::Offline => Failure::Unreachable,
        StationError::NotTheirs => Failure::NotTheirs,
        StationError::NoReason => Failure::NoReason,
        StationError::TooLong => Failure::TooLong { place: TextPlace::Step, row: None },
        StationError::RowTooLong { at, place } => Failure::TooLong { place, row: Some(at) },
        StationError::NotHere => Failure::NotHere,
        StationError::Absent => Failure::Absent { coming: false },
        // Whatever may meet one is kept until it is settled.
        StationError::Unsettled => Failure::PartAbsent,
        StationError::Unreadable(_) | StationError::Poisoned => Failure::Unreadable,
        StationError::Write(WriteError::NothingChanged) => Failure::NothingChanged,
        StationError::Write(WriteError::NeedsNewer) => Failure::NeedsNewer,
        StationError::Write(WriteError::TooLong(place)) => Failure::TooLong { place, row: None },
        StationError::Write(_) => Failure::Unreadable,
    }
}

/// Why a courier's file was not made, or not taken.
fn courier(problem: ParcelError) -> CourierTrouble {
    match problem {
        ParcelError::NotAParcel => CourierTrouble::NotOurs,
        ParcelError::TooNew => CourierTrouble::TooNew,
        ParcelError::TooLarge => CourierTrouble::TooLarge,
        ParcelError::Damaged => CourierTrouble::Damaged,
        ParcelError::OtherCity => CourierTrouble::OtherCity,
        ParcelError::UnknownSender => CourierTrouble::UnknownSender,
        ParcelError::Revoked => CourierTrouble::Revoked,
        ParcelError::BadSignature => CourierTrouble::BadSignature,
        ParcelError::NotForUs => CourierTrouble::NotForUs,
        ParcelError::NoProof => CourierTrouble::NoProof,
        ParcelError::NoRecipient | ParcelError::BadRecipient => CourierTrouble::NoRecipient,
        ParcelError::Empty => CourierTrouble::Empty,
    }
}

/// Who this device is, and whether it has a PIN.
pub fn identity(
    identity: &replica::Identity,
    directory: &Directory,
    pin: bool,
) -> Option<Identity> {
    let office = directory.office(&identity.office)?;
    Some(Identity {
        device: identity.device,
        number: identity.number,
        office: office.code.clone(),
        office_name: office.name.clone(),
        tier: office.tier,
        person: identity.person,
        person_name: directory
            .person(identity.person)
            .map(|person| person.name.clone())
            .unwrap_or_default(),
        pin,
    })
}

/// Why the vault was not opened or changed. `now` in milliseconds since 1970.
pub fn vault_failure(error: VaultError, now: i64) -> Failure {
    let wait = |until: Option<i64>| {
        let seconds = (until.unwrap_or(now) - now).max(0).unsigned_abs().div_ceil(1000);
        u32::try_from(seconds).unwrap_or(u32::MAX)
    };
    Failure::Vault(match error {
        VaultError::Store(error) => return failure(StationError::Store(error)),
        VaultError::TooNew => return Failure::StorageTooNew,
        VaultError::Wrong { left, not_before } => {
            VaultTrouble::Wrong { left, wait: wait(not_before) }
        }
        VaultError::TooSoon { not_before } => {
            VaultTrouble::TooSoon { wait: wait(Some(not_before)) }
        }
        VaultError::Blocked => VaultTrouble::Blocked,
        VaultError::Weak(WeakSecret::TooShort) => VaultTrouble::TooShort,
        VaultError::Weak(WeakSecret::TooLong) => VaultTrouble::TooLong,
        VaultError::Weak(WeakSecret::TooPlain) => VaultTrouble::TooPlain,
        VaultError::LastPerson => VaultTrouble::LastPerson,
        VaultError::NoSuchPerson | VaultError::NoVault | VaultError::Present => {
            VaultTrouble::Misfit
        }
        VaultError::Damaged => VaultTrouble::Damaged,
    })
}

/// How synchronisation stands, in short.
pub fn summary(status: &SyncStatus, link: Link) -> SyncSummary {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    SyncSummary {
        waiting: count(status.waiting),
        link,
        last_reached: status.last_reached.map(casework::Moment::millis),
        catching_up: status.catching_up,
        refused: count(status.refused),
        unreadable: count(status.unreadable),
        attachments: count(status.attachments),
        sparing: status.sparing,
        first: status.first.map(|first| FirstSync {
            rows_here: first.rows_here,
            matters: first.matters,
            of_matters: first.of_matters,
            bytes: first.bytes,
            of_bytes: first.of_bytes,
        }),
    }
}

/// A question about a ledger's row.
pub fn probe(row: KnownRow) -> LedgerProbe {
    let KnownRow { key, name, id_number, phone, place, text } = row;
    LedgerProbe { key, name, id_number, phone, place, text }
}

/// Its answer.
pub fn check(found: LedgerMatch) -> ImportCheck {
    match found {
        LedgerMatch::New => ImportCheck::New,
        LedgerMatch::Present(matter) => ImportCheck::Present(matter),
        LedgerMatch::LikelyRepeat { matter, local_no } => {
            ImportCheck::LikelyRepeat { matter, local_no }
        }
    }
}

/// Why the relay refused an entry.
pub fn refused(refusal: &wire::Refusal) -> Refused {
    match refusal {
        wire::Refusal::NotAllowed => Refused::NotAllowed,
        wire::Refusal::Malformed => Refused::Unreadable,
        wire::Refusal::TooLarge => Refused::TooLarge,
        wire::Refusal::Forged => Refused::OtherDevice,
        wire::Refusal::Missing { .. } => Refused::Missing,
    }
}

/// A handing over by whoever works here, in the first of their posts that may.
pub fn handing<S: replica::Store>(
    station: &replica::Station<S>,
    to: ident::OfficeCode,
    text: &str,
    now: casework::Moment,
) -> casework::Step {
    let post = station.identity().and_then(|identity| {
        let directory = station.directory();
        let mut posts = directory.posts_of(identity.person, &identity.office, now.date());
        posts.find(|post| post.role.has(casework::directory::Power::Record)).map(|post| post.id)
    });
    casework::Step::Handed { to, text: text.to_owned(), on: Some(now.date()), post }
}
