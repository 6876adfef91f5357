//! From the station's words to the bridge's.

use casework::Directory;
use replica::{AttachProblem, LedgerMatch, LedgerProbe, StationError, StoreError, SyncStatus};

use crate::bridge::{
    AttachmentTrouble, Failure, Identity, ImportCheck, KnownRow, Link, Refused, SyncSummary,
};

/// A part of a command that is not what its place says: the two sides are of one build, so it never
/// happens.
pub fn misfit() -> Failure {
    Failure::Storage { name: "Misfit".to_owned() }
}

/// Why the station did not do it, as the UI tells it.
pub fn failure(error: StationError) -> Failure {
    match error {
        StationError::Store(StoreError::Full) => Failure::StorageFull,
        StationError::Store(StoreError::TooNew { .. })
        | StationError::Record(replica::EnvelopeError::TooNew) => Failure::StorageTooNew,
        StationError::Store(StoreError::Unavailable) => Failure::NoStorage,
        StationError::Store(StoreError::Other { name }) => Failure::Storage { name },
        StationError::Record(_) => Failure::Storage { name: "DamagedRecord".to_owned() },
        StationError::Damaged(name) => Failure::Storage { name: name.to_owned() },
        StationError::Problems(problems) => Failure::Problems(problems),
        StationError::Barred(barrier) => Failure::Barred(barrier),
        StationError::NoEffect(why) => Failure::NoEffect(why),
        StationError::Attachment(problem) => Failure::Attachment(match problem {
            AttachProblem::NotShown => AttachmentTrouble::NotShown,
            AttachProblem::TooLarge => AttachmentTrouble::TooLarge,
            AttachProblem::TooMany => AttachmentTrouble::TooMany,
        }),
        StationError::NotRegistered => Failure::NotRegistered,
        StationError::Offline => Failure::Unreachable,
        StationError::NotTheirs => Failure::NotTheirs,
        StationError::NotHere => Failure::NotHere,
        StationError::Unreadable(_) | StationError::Poisoned => Failure::Unreadable,
        StationError::Write(casework::document::WriteError::NothingChanged) => {
            Failure::NothingChanged
        }
        StationError::Write(casework::document::WriteError::NeedsNewer) => Failure::NeedsNewer,
        StationError::Write(_) => Failure::Unreadable,
    }
}

/// Who this device is.
pub fn identity(identity: &replica::Identity, directory: &Directory) -> Option<Identity> {
    let office = directory.office(&identity.office)?;
    Some(Identity {
        device: identity.device,
        number: identity.number,
        office: office.code.clone(),
        office_name: office.name.clone(),
        tier: office.tier,
        person_name: directory
            .person(identity.person)
            .map(|person| person.name.clone())
            .unwrap_or_default(),
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
        attachments: count(status.attachments),
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
