//! Stored records, and the names of the single ones.

use casework::{Step, history::Arrival};
use ident::{ChangeHash, DocId, DocKey, MatterId};
use minicbor::{Decode, Encode};
use wire::Bytes;

/// Names in [`crate::Space::Meta`].
pub mod meta {
    /// [`crate::Identity`].
    pub const IDENTITY: &[u8] = b"identity";
    /// [`crate::Enrolment`].
    pub const ENROLMENT: &[u8] = b"enrolment";
    /// [`wire::Cursor`].
    pub const CURSOR: &[u8] = b"cursor";
    /// The directory as `casework` writes it.
    pub const DIRECTORY: &[u8] = b"directory";
    /// The last local number given: a `u32`.
    pub const LOCAL_NUMBER: &[u8] = b"local_number";
    /// The last number given to an accusation: a `u32`.
    pub const SEALED_NUMBER: &[u8] = b"sealed_number";
    /// [`super::ManifestChain`].
    pub const MANIFEST: &[u8] = b"manifest";
    /// When the relay last answered: milliseconds since 1970.
    pub const LAST_REACHED: &[u8] = b"last_reached";
    /// There while rows are made anew for another directory: empty.
    pub const STALE_ROWS: &[u8] = b"stale_rows";
    /// Numbers of papers given here: this, the paper's name, `/` and the year; a list of `u32`.
    pub const NUMBERS_GIVEN: &[u8] = b"numbers_given/";
    /// A village prepared for a visit: this, and its code; [`crate::TakenAlong`].
    pub const TAKEN_ALONG: &[u8] = b"taken_along/";
    /// [`crate::Vault`]; the one value that is never sealed.
    pub const VAULT: &[u8] = b"vault";
    /// There while everything has to be compared with the relay, because its log is another: empty.
    pub const REPAIR_DUE: &[u8] = b"repair_due";
    /// Documents of which the relay confirmed something that its feed has not brought back: a list of
    /// ids, or null where they are too many to name.
    pub const UNCONFIRMED: &[u8] = b"unconfirmed";
    /// [`crate::RepairRecord`].
    pub const LAST_REPAIR: &[u8] = b"last_repair";
    /// Since when the next audit is counted: milliseconds of the clock, and of connection.
    pub const AUDIT_CLOCK: &[u8] = b"audit_clock";
    /// How far the relay's rows were read.
    pub const ROWS_PLACE: &[u8] = b"rows_place";
    /// A matter that is no longer the office's to see and is still here: this, and its id; empty.
    pub const LEAVING: &[u8] = b"leaving/";
    /// A document that was erased: this, and its id; [`crate::ErasedHere`]. Stays for ever: whoever
    /// brings the document again is told by it.
    pub const ERASED: &[u8] = b"erased/";
    /// The city's root key: [`wire::RootCertificate`].
    pub const ROOT: &[u8] = b"root";
    /// The proof that this device is one no more: [`wire::Revoked`].
    pub const REVOKED: &[u8] = b"revoked";
    /// What couriers' files for the relay are sealed to: [`crate::BoxPublic`].
    pub const COURIER: &[u8] = b"courier";
    /// The escrow key: [`wire::EscrowKey`].
    pub const ESCROW: &[u8] = b"escrow";
    /// Devices of discipline liaisons, as far as they are known: a list of ids.
    pub const LIAISONS: &[u8] = b"liaisons";
    /// A record of access that the relay has not confirmed: this, and its number (8 bytes);
    /// [`wire::AccessRecord`].
    pub const ACCESS: &[u8] = b"access/";
    /// The device's last record of access: [`wire::AccessKept`].
    pub const ACCESS_CHAIN: &[u8] = b"access_chain";
    /// The last page of rows written: a `u32`.
    pub const ROW_PAGE: &[u8] = b"row_page";
    /// The marks of the forms that were saved last, the newest at the end: 8 bytes each, drawn by the tab
    /// that saved it.
    pub const LAST_SAVED: &[u8] = b"last_saved";
}

/// In [`crate::Space::Opening`]: the matter's documents are not being opened, but its row is still
/// to be made of what came. Greater values count how often they were being opened when the worker
/// ended.
pub const ROW_TO_COME: u8 = 0;

/// A change as stored: it says itself which document it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct StoredChange {
    /// The document.
    #[n(0)]
    pub key: DocKey,
    /// The change's uncompressed bytes.
    #[n(1)]
    pub bytes: Bytes,
    /// Its place in the relay's log, where the relay has said it.
    #[n(2)]
    pub place: Option<u64>,
}

impl StoredChange {
    /// When the relay took it in; `pending` where it still waits in the outbox. A place that it
    /// has all the same is of a log that is gone, or about to be said again.
    #[must_use]
    pub fn arrival(&self, pending: bool) -> Arrival {
        match (pending, self.place) {
            (true, _) => Arrival::Pending,
            (false, Some(place)) => Arrival::At(place),
            (false, None) => Arrival::Unknown,
        }
    }
}

/// A change that the relay has not confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct OutboxEntry {
    /// The document.
    #[n(0)]
    pub key: DocKey,
    /// The change.
    #[n(1)]
    pub hash: ChangeHash,
    /// When it was saved, milliseconds since 1970.
    #[n(2)]
    pub at: i64,
    /// What was saved together: one form is one entry to the user, however many documents it
    /// touched. The hash of the form's first change.
    #[n(3)]
    pub form: ChangeHash,
    /// The step's message, to show.
    #[n(4)]
    pub step: String,
    /// Why the relay refused it; in quarantine only.
    #[n(5)]
    pub refused: Option<wire::Refusal>,
    /// When a person let go of it, milliseconds since 1970; in quarantine only. It stays there, and in
    /// the copy of what is unsent.
    #[n(6)]
    pub let_go: Option<i64>,
}

impl OutboxEntry {
    /// The entry's key in the outbox and in quarantine: by time, then by what it is.
    #[must_use]
    pub fn store_key(&self) -> Vec<u8> {
        let mut key = self.at.to_be_bytes().to_vec();
        key.extend_from_slice(self.key.id().as_bytes());
        key.extend_from_slice(self.hash.as_bytes());
        key
    }

    /// Which change it is. The hash alone does not say: documents of a kind share their first
    /// change, so two forms that say the same, saved in one instant, are equal changes of two
    /// documents.
    #[must_use]
    pub fn change(&self) -> (DocId, ChangeHash) {
        (self.key.id(), self.hash)
    }

    /// Which saved form it belongs to.
    #[must_use]
    pub fn saved_form(&self) -> (MatterId, ChangeHash) {
        (self.key.matter, self.form)
    }

    /// The step.
    #[must_use]
    pub fn step(&self) -> Step {
        Step::from_message(Some(&self.step))
    }
}

/// Where the device's chain of manifests stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
pub struct ManifestChain {
    /// The last number used.
    #[n(0)]
    pub number: u64,
    /// That manifest's hash.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub hash: [u8; 32],
}

/// A change's key in [`crate::Space::Changes`].
#[must_use]
pub fn change_key(doc: DocId, hash: &ChangeHash) -> Vec<u8> {
    let mut key = doc.as_bytes().to_vec();
    key.extend_from_slice(hash.as_bytes());
    key
}

/// A manifest's key in [`crate::Space::Manifests`].
#[must_use]
pub fn manifest_key(manifest: &wire::Manifest) -> Vec<u8> {
    let mut key = manifest.device.as_bytes().to_vec();
    key.extend_from_slice(&manifest.number.to_be_bytes());
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Enrolment, Identity};
    use ident::{DeviceId, OfficeCode, PersonId, TenantId};

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn pin<T>(value: &T) -> String
    where
        T: Encode<()> + for<'b> Decode<'b, ()> + PartialEq + core::fmt::Debug,
    {
        let bytes = minicbor::to_vec(value).expect("encodes");
        assert_eq!(minicbor::decode::<T>(&bytes).expect("decodes"), *value);
        hex(&bytes)
    }

    /// Lines may be added to the file, never changed. `CUNZHAN_WRITE_GOLDEN=1` writes it.
    #[test]
    fn stored_records_are_pinned() {
        let key = DocKey::people(MatterId::new([1; 16]));
        let change = StoredChange { key: key.clone(), bytes: vec![1, 2, 3].into(), place: None };
        let placed = StoredChange { place: Some(70_000), ..change.clone() };
        let entry = OutboxEntry {
            key,
            hash: ChangeHash::new([2; 32]),
            at: 1_795_000_000_000,
            form: ChangeHash::new([3; 32]),
            step: r#"{"edited":{}}"#.into(),
            refused: Some(wire::Refusal::NotAllowed),
            let_go: None,
        };
        let let_go = OutboxEntry { let_go: Some(1_795_000_100_000), ..entry.clone() };
        let chain = ManifestChain { number: 4, hash: [5; 32] };
        let identity = Identity {
            tenant: TenantId::new([6; 16]),
            device: DeviceId::new([7; 8]),
            seed: [8; 32],
            number: 1,
            office: OfficeCode::parse("990101001201").expect("a code"),
            person: PersonId::new([9; 16]),
        };
        let enrolment =
            Enrolment { secret: "secret".into(), device: DeviceId::new([7; 8]), seed: [8; 32] };
        let found = format!(
            "change: {}\nchange key: {}\noutbox: {}\noutbox key: {}\nchain: {}\nidentity: {}\nenrolment: {}\nplaced change: {}\nlet go: {}\n",
            pin(&change),
            hex(&change_key(change.key.id(), &entry.hash)),
            pin(&entry),
            hex(&entry.store_key()),
            pin(&chain),
            pin(&identity),
            pin(&enrolment),
            pin(&placed),
            pin(&let_go),
        );
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/records.golden");
        if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
            std::fs::write(path, &found).expect("writes");
        }
        assert_eq!(found, std::fs::read_to_string(path).expect("reads"));
    }

    /// A store's spaces and its single records are found by these for ever. Lines may be added to the
    /// file, never changed. `CUNZHAN_WRITE_GOLDEN=1` writes it.
    #[test]
    fn names_in_a_store_are_pinned() {
        let records = [
            meta::IDENTITY,
            meta::ENROLMENT,
            meta::CURSOR,
            meta::DIRECTORY,
            meta::LOCAL_NUMBER,
            meta::SEALED_NUMBER,
            meta::MANIFEST,
            meta::LAST_REACHED,
            meta::STALE_ROWS,
            meta::NUMBERS_GIVEN,
            meta::TAKEN_ALONG,
            meta::VAULT,
            meta::REPAIR_DUE,
            meta::UNCONFIRMED,
            meta::LAST_REPAIR,
            meta::AUDIT_CLOCK,
            meta::ROWS_PLACE,
            meta::LEAVING,
            meta::ERASED,
            meta::ROOT,
            meta::REVOKED,
            meta::COURIER,
            meta::ESCROW,
            meta::LIAISONS,
            meta::ACCESS,
            meta::ACCESS_CHAIN,
            meta::ROW_PAGE,
            meta::LAST_SAVED,
        ];
        let spaces = crate::Space::ALL.map(|space| format!("space: {}\n", space.name()));
        let records =
            records.map(|name| format!("record: {}\n", core::str::from_utf8(name).expect("text")));
        let found = spaces.concat() + &records.concat();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/names.golden");
        if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
            std::fs::write(path, &found).expect("writes");
        }
        assert_eq!(found, std::fs::read_to_string(path).expect("reads"));
    }
}
