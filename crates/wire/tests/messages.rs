//! Every message as it lies on the wire, pinned; and what untrusted bytes can do: nothing.

use ident::{
    BlobId, ChangeHash, DeviceId, DocKey, LogHash, MatterId, OfficeCode, PersonId, PostId,
    PublicKey, SealingKey, Signature, TenantId,
};
use proptest::prelude::*;
use wire::{
    AccessKept, AccessPart, AccessPut, AccessRecord, AskAccess, AskCertificates, AskInbox,
    AskSealed, BlobAt, BlobFault, BlobGet, BlobOffer, BlobPart, BlobPut, Certificate, Chain,
    Challenge, CodeProof, Compare, Cursor, DeviceKeys, DocChanges, DocOutcome, Enrol, Enrolled,
    EscrowKey, Fault, Feed, FeedEntry, Fetch, Fetched, FrameError, HandIn, HandedDoc, HeldDoc,
    HeldItem, Hello, InPost, Inbox, Manifest, ManifestEntry, Numbers, PACKS, PackedFeed,
    PackedPush, PackedRows, Piece, Prepared, Pull, Push, PushResult, PutWrap, REPAIRS, Recipients,
    Refusal, RepairCause, RepairToRelay, RepairToStation, Revocation, Revoke, RevokeResult,
    Revoked, RootCertificate, RowEntry, RowsGet, RowsPart, RowsPass, RowsPlace, SealedItem,
    SealedPart, SecretKey, Surrender, TakeIn, Taken, TakenDoc, ToRelay, ToStation, VERSION, Vouch,
    VouchOutcome, Vouched, Voucher, Welcome, Wrap, decode_frame, encode_frame, encode_frame_with,
};

fn office() -> OfficeCode {
    OfficeCode::parse("990101001201").expect("a code")
}

fn blob() -> BlobId {
    BlobId::new([0xab; 32])
}

fn acting() -> InPost {
    InPost { person: PersonId::new([7; 16]), post: PostId::new([3; 8]) }
}

fn voucher() -> Voucher {
    Voucher {
        tenant: TenantId::new([9; 16]),
        code: SecretKey::from_seed(&[7; 32]).public(),
        office: office(),
        person: PersonId::new([7; 16]),
        number: 2,
        issued: 1_795_000_000_000,
        until: 1_795_086_400_000,
        by: Some(DeviceId::new([1; 8])),
        signature: Signature::new([0; 64]),
        ends: None,
    }
    .signed(&SecretKey::from_seed(&[6; 32]))
}

fn certificate() -> Certificate {
    let of = DeviceKeys {
        device: DeviceId::new([8; 8]),
        key: PublicKey::new([4; 32]),
        sealing: Some(SealingKey::new([6; 32])),
    };
    Certificate::with_code(&SecretKey::from_seed(&[7; 32]), &voucher(), of)
}

fn revocation() -> Revocation {
    let (device, by) = (DeviceId::new([8; 8]), Some(DeviceId::new([1; 8])));
    let key = SecretKey::from_seed(&[6; 32]);
    Revocation::sign(&key, TenantId::new([9; 16]), device, 1_795_000_000_000, by)
}

fn wrap() -> Wrap {
    Wrap { to: SealingKey::new([6; 32]), bytes: vec![1, 2, 3].into() }
}

fn sealed_item() -> SealedItem {
    SealedItem { body: vec![4, 5, 6].into(), wraps: vec![wrap()] }
}

fn access_record() -> AccessRecord {
    AccessRecord {
        tenant: TenantId::new([9; 16]),
        device: DeviceId::new([8; 8]),
        number: 0,
        previous: [0; 32],
        at: 1_795_000_000_000,
        person: PersonId::new([7; 16]),
        office: office(),
        kind: 0,
        record: [1; 16],
        reason: 6,
        text: "核对".into(),
        signature: Signature::new([0; 64]),
    }
    .behind(3, [2; 32], &SecretKey::from_seed(&[6; 32]))
}

fn cursor() -> Cursor {
    Cursor { epoch: 7, seq: 300, hash: LogHash::new([3; 32]) }
}

fn doc_changes() -> DocChanges {
    DocChanges { key: DocKey::core(MatterId::new([1; 16])), changes: vec![vec![1, 2, 3].into()] }
}

fn manifest() -> Manifest {
    let entry = ManifestEntry::of(doc_changes().key.id(), &ChangeHash::new([5; 32]));
    let key = SecretKey::from_seed(&[6; 32]);
    Manifest::sign(&key, TenantId::new([9; 16]), DeviceId::new([8; 8]), 4, [2; 32], vec![entry])
}

/// Two changes of which the second builds on the first, and what is no change.
fn chained_push() -> Push {
    let docs = batch(&[(2, 8, false), (2, 9, true)]);
    let manifest = signed(&docs);
    Push { manifest, docs: docs.into_iter().map(|(doc, _)| doc).collect() }
}

fn chained_feed() -> Feed {
    let Push { manifest, docs } = chained_push();
    let entries =
        docs.into_iter().map(|doc| FeedEntry::Changes(doc, Numbers(vec![70_000, 70_001])));
    let (from, to, more) = (cursor(), cursor(), false);
    Feed { from, entries: entries.collect(), to, more, manifests: vec![manifest] }
}

fn taking_back() -> Feed {
    let entries = vec![FeedEntry::Withdrawn(MatterId::new([1; 16]))];
    Feed { from: cursor(), entries, to: cursor(), more: false, manifests: vec![] }
}

fn erasing() -> Feed {
    let entries = vec![FeedEntry::Erased(DocKey::people(MatterId::new([1; 16])))];
    Feed { from: cursor(), entries, to: cursor(), more: false, manifests: vec![] }
}

fn rows_place() -> RowsPlace {
    RowsPlace { epoch: 7, top: 70_000, pass: RowsPass::Over, at: 300 }
}

fn to_relay() -> Vec<(&'static str, ToRelay)> {
    vec![
        (
            "enrol",
            ToRelay::Enrol(Box::new(Enrol {
                secret: "secret".into(),
                device: DeviceId::new([8; 8]),
                key: PublicKey::new([4; 32]),
                signature: Signature::new([5; 64]),
                sealing: None,
                proof: None,
                certificate: None,
            })),
        ),
        (
            "hello",
            ToRelay::Hello(Hello {
                device: DeviceId::new([8; 8]),
                signature: Signature::new([5; 64]),
                cursor: Some(cursor()),
                directory: 12,
                packs: None,
                chain: None,
            }),
        ),
        (
            "hello of one that reads packed feeds",
            ToRelay::Hello(Hello {
                device: DeviceId::new([8; 8]),
                signature: Signature::new([5; 64]),
                cursor: None,
                directory: 12,
                packs: Some(PACKS),
                chain: None,
            }),
        ),
        (
            "hello of one that was forgotten",
            ToRelay::Hello(Hello {
                device: DeviceId::new([8; 8]),
                signature: Signature::new([5; 64]),
                cursor: None,
                directory: 0,
                packs: Some(PACKS),
                chain: Some(Chain(vec![certificate()])),
            }),
        ),
        ("push", ToRelay::Push(Push { manifest: manifest(), docs: vec![doc_changes()] })),
        ("pull", ToRelay::Pull(Pull { cursor: Some(cursor()) })),
        ("pull from the start", ToRelay::Pull(Pull { cursor: None })),
        ("blob offer", ToRelay::BlobOffer(BlobOffer { blob: blob(), size: 70_000 })),
        (
            "blob put",
            ToRelay::BlobPut(BlobPut { blob: blob(), offset: 65_536, bytes: vec![1, 2].into() }),
        ),
        ("blob get", ToRelay::BlobGet(BlobGet { blob: blob(), offset: 0 })),
        ("packed push", ToRelay::PackedPush(Box::new(PackedPush::pack(&chained_push())))),
        (
            "compare",
            ToRelay::Repair(RepairToRelay::Compare(Compare { message: vec![0x61, 0].into() })),
        ),
        ("ask what is held", ToRelay::Repair(RepairToRelay::Held(vec![doc_changes().key.id()]))),
        (
            "give back",
            ToRelay::Repair(RepairToRelay::HandIn(HandIn {
                cause: RepairCause::LogChanged,
                manifests: vec![manifest()],
                docs: vec![HandedDoc { changes: doc_changes(), numbers: Numbers(vec![70_000]) }],
            })),
        ),
        ("rows get", ToRelay::Rows(RowsGet { place: None })),
        ("rows get behind a place", ToRelay::Rows(RowsGet { place: Some(rows_place()) })),
        ("fetch", ToRelay::Fetch(Fetch { matters: vec![MatterId::new([1; 16])] })),
        (
            "enrol with a code",
            ToRelay::Enrol(Box::new(Enrol {
                secret: String::new(),
                device: DeviceId::new([8; 8]),
                key: PublicKey::new([4; 32]),
                signature: Signature::new([5; 64]),
                sealing: Some(SealingKey::new([6; 32])),
                proof: Some(CodeProof {
                    code: PublicKey::new([7; 32]),
                    signature: Signature::new([8; 64]),
                }),
                certificate: Some(certificate()),
            })),
        ),
        ("vouch", ToRelay::Vouch(Box::new(Vouch { acting: acting(), voucher: voucher() }))),
        (
            "revoke",
            ToRelay::Revoke(Box::new(Revoke { acting: acting(), revocation: revocation() })),
        ),
        (
            "surrender",
            ToRelay::Surrender(Box::new(Surrender {
                manifest: Some(manifest()),
                docs: vec![doc_changes()],
            })),
        ),
        ("nothing left", ToRelay::Surrender(Box::new(Surrender { manifest: None, docs: vec![] }))),
        ("ask inbox", ToRelay::AskInbox(AskInbox { acting: acting() })),
        ("take in", ToRelay::TakeIn(TakeIn { acting: acting(), no: 3 })),
        (
            "ask certificates",
            ToRelay::AskCertificates(AskCertificates { devices: vec![DeviceId::new([8; 8])] }),
        ),
        ("ask recipients", ToRelay::AskRecipients),
        ("sealed put", ToRelay::SealedPut(Box::new(sealed_item()))),
        ("ask sealed", ToRelay::AskSealed(AskSealed { after: 3 })),
        (
            "put wrap",
            ToRelay::PutWrap(Box::new(PutWrap { item: sealed_item().id(), wrap: wrap() })),
        ),
        ("access put", ToRelay::AccessPut(Box::new(AccessPut { records: vec![access_record()] }))),
        ("ask access", ToRelay::AskAccess(AskAccess { after: 3 })),
    ]
}

fn to_station() -> Vec<(&'static str, ToStation)> {
    let internal = DocKey::internal(MatterId::new([1; 16]), office());
    vec![
        (
            "challenge",
            ToStation::Challenge(Challenge {
                nonce: [1; 32],
                tenant: TenantId::new([9; 16]),
                now: 1_795_000_000_000,
                packs: None,
            }),
        ),
        (
            "challenge of one that reads packed pushes",
            ToStation::Challenge(Challenge {
                nonce: [1; 32],
                tenant: TenantId::new([9; 16]),
                now: 1_795_000_000_000,
                packs: Some(PACKS),
            }),
        ),
        (
            "enrolled",
            ToStation::Enrolled(Enrolled {
                number: 2,
                office: office(),
                person: PersonId::new([7; 16]),
                directory: vec![0x80].into(),
                root: None,
                chain: None,
            }),
        ),
        (
            "welcome",
            ToStation::Welcome(Welcome {
                directory: None,
                latest: cursor(),
                cursor_known: true,
                repairs: None,
                courier: None,
            }),
        ),
        (
            "push result",
            ToStation::PushResult(PushResult {
                number: 4,
                docs: vec![
                    DocOutcome::Kept,
                    DocOutcome::Refused(Refusal::NotAllowed),
                    DocOutcome::Refused(Refusal::Malformed),
                    DocOutcome::Refused(Refusal::TooLarge),
                    DocOutcome::Refused(Refusal::Forged),
                    DocOutcome::Refused(Refusal::Missing {
                        hashes: vec![ChangeHash::new([5; 32])],
                    }),
                ],
                numbers: None,
            }),
        ),
        (
            "feed",
            ToStation::Feed(Feed {
                from: Cursor::start(7),
                entries: vec![
                    FeedEntry::Changes(doc_changes(), Numbers::default()),
                    FeedEntry::Granted(
                        DocChanges { key: internal, changes: vec![] },
                        Numbers::default(),
                    ),
                    FeedEntry::Directory(vec![0x80].into()),
                ],
                to: cursor(),
                more: true,
                manifests: vec![manifest()],
            }),
        ),
        (
            "push result with places",
            ToStation::PushResult(PushResult {
                number: 4,
                docs: vec![DocOutcome::Kept, DocOutcome::Refused(Refusal::NotAllowed)],
                numbers: Some(vec![Numbers(vec![70_000, 70_001]), Numbers::default()]),
            }),
        ),
        (
            "feed with places",
            ToStation::Feed(Feed {
                from: Cursor::start(7),
                entries: vec![
                    FeedEntry::Changes(doc_changes(), Numbers(vec![70_000])),
                    FeedEntry::Granted(doc_changes(), Numbers(vec![12])),
                    FeedEntry::Changes(
                        DocChanges { key: DocKey::org(office()), ..doc_changes() },
                        Numbers(vec![70_002]),
                    ),
                ],
                to: cursor(),
                more: false,
                manifests: vec![],
            }),
        ),
        ("packed feed", ToStation::PackedFeed(Box::new(PackedFeed::pack(chained_feed())))),
        (
            "enrolled with certificates",
            ToStation::Enrolled(Enrolled {
                number: 2,
                office: office(),
                person: PersonId::new([7; 16]),
                directory: vec![0x80].into(),
                root: Some(RootCertificate::make(
                    &SecretKey::from_seed(&[6; 32]),
                    TenantId::new([9; 16]),
                    5,
                )),
                chain: Some(Chain(vec![certificate()])),
            }),
        ),
        ("voucher", ToStation::Voucher(Box::new(voucher()))),
        (
            "vouched",
            ToStation::Vouched(Vouched {
                code: PublicKey::new([7; 32]),
                outcome: VouchOutcome::Good,
            }),
        ),
        (
            "number taken",
            ToStation::Vouched(Vouched {
                code: PublicKey::new([7; 32]),
                outcome: VouchOutcome::NumberTaken(4),
            }),
        ),
        (
            "not vouched",
            ToStation::Vouched(Vouched {
                code: PublicKey::new([7; 32]),
                outcome: VouchOutcome::NotAllowed,
            }),
        ),
        (
            "revoke result",
            ToStation::RevokeResult(RevokeResult {
                device: DeviceId::new([8; 8]),
                held: Some(vec![MatterId::new([1; 16])]),
            }),
        ),
        (
            "revoked",
            ToStation::Revoked(Box::new(Revoked {
                revocation: revocation(),
                chain: Chain(vec![certificate()]),
            })),
        ),
        ("surrendered", ToStation::Surrendered(4)),
        ("erase", ToStation::Erase),
        (
            "inbox",
            ToStation::Inbox(Inbox {
                pieces: vec![Piece {
                    no: 3,
                    device: DeviceId::new([8; 8]),
                    office: office(),
                    received: 1_795_000_000_000,
                    changes: 2,
                    bytes: 900,
                }],
            }),
        ),
        ("taken", ToStation::Taken(Taken { no: 3, docs: Some((2, 1)) })),
        ("certificates", ToStation::Certificates(vec![certificate()])),
        (
            "recipients",
            ToStation::Recipients(Box::new(Recipients {
                escrow: Some(EscrowKey::sign(
                    &SecretKey::from_seed(&[6; 32]),
                    TenantId::new([9; 16]),
                    SealingKey::new([6; 32]),
                    1_795_000_000_000,
                )),
                certificates: vec![certificate()],
            })),
        ),
        ("sealed kept", ToStation::SealedKept(sealed_item().id())),
        (
            "sealed",
            ToStation::Sealed(Box::new(SealedPart {
                items: vec![HeldItem { day: 20_000, item: sealed_item() }],
                next: Some(4),
            })),
        ),
        ("access kept", ToStation::AccessKept(AccessKept { number: 4, hash: [2; 32] })),
        (
            "access",
            ToStation::Access(Box::new(AccessPart { records: vec![access_record()], next: None })),
        ),
        ("fault version", ToStation::Fault(Fault::UnknownVersion)),
        ("fault malformed", ToStation::Fault(Fault::Malformed)),
        ("fault large", ToStation::Fault(Fault::TooLarge)),
        ("fault not introduced", ToStation::Fault(Fault::NotIntroduced)),
        ("fault not known", ToStation::Fault(Fault::NotKnown)),
        ("fault enrolment", ToStation::Fault(Fault::BadEnrolment)),
        ("fault manifest", ToStation::Fault(Fault::BadManifest)),
        ("fault stale", ToStation::Fault(Fault::StaleManifest { number: 9, hash: [1; 32] })),
        ("fault unavailable", ToStation::Fault(Fault::Unavailable)),
        ("blob at", ToStation::BlobAt(BlobAt { blob: blob(), offset: 65_536 })),
        ("blob kept", ToStation::BlobKept(blob())),
        (
            "blob part",
            ToStation::BlobPart(BlobPart {
                blob: blob(),
                size: 70_000,
                offset: 65_536,
                bytes: vec![1, 2].into(),
            }),
        ),
        ("blob none", ToStation::BlobNone(blob())),
        ("blob wrong", ToStation::BlobRefused(blob(), BlobFault::Wrong)),
        ("blob large", ToStation::BlobRefused(blob(), BlobFault::TooLarge)),
        (
            "welcome of one that repairs",
            ToStation::Welcome(Welcome {
                directory: None,
                latest: cursor(),
                cursor_known: false,
                repairs: Some(REPAIRS),
                courier: None,
            }),
        ),
        (
            "welcome of one with a courier's key",
            ToStation::Welcome(Welcome {
                directory: None,
                latest: cursor(),
                cursor_known: true,
                repairs: Some(REPAIRS),
                courier: Some(SealingKey::new([7; 32])),
            }),
        ),
        (
            "compared",
            ToStation::Repair(RepairToStation::Compared(Compare { message: vec![0x61].into() })),
        ),
        (
            "what is held",
            ToStation::Repair(RepairToStation::Held(vec![
                HeldDoc { changes: vec![ChangeHash::new([5; 32])], erased: false },
                HeldDoc { changes: vec![], erased: true },
            ])),
        ),
        (
            "what was taken back",
            ToStation::Repair(RepairToStation::Taken(vec![
                TakenDoc { numbers: Numbers(vec![70_000, 0]), refused: None, erased: false },
                TakenDoc { refused: Some(Refusal::NotAllowed), ..TakenDoc::default() },
                TakenDoc { erased: true, ..TakenDoc::default() },
            ])),
        ),
        (
            "rows",
            ToStation::Rows(Box::new(RowsPart {
                from: None,
                rows: PackedRows::pack(&[
                    RowEntry { matter: MatterId::new([1; 16]), size: 700, bytes: vec![0x82, 1, 2] },
                    RowEntry { matter: MatterId::new([2; 16]), size: 0, bytes: vec![] },
                ]),
                to: Some(rows_place()),
                more: true,
                all: Some(300_000),
                days: 90,
            })),
        ),
        (
            "fetched",
            ToStation::Fetched(Box::new(Fetched {
                matters: vec![MatterId::new([1; 16])],
                docs: PackedFeed::pack(chained_feed()),
            })),
        ),
        ("feed that takes back", ToStation::Feed(taking_back())),
        (
            "packed feed that takes back",
            ToStation::PackedFeed(Box::new(PackedFeed::pack(taking_back()))),
        ),
        ("feed that erases", ToStation::Feed(erasing())),
        ("packed feed that erases", ToStation::PackedFeed(Box::new(PackedFeed::pack(erasing())))),
    ]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A released message may be read for ever: when this fails, the format was changed. Lines may be
/// added to the file, never changed. `CUNZHAN_WRITE_GOLDEN=1` writes it.
#[test]
fn messages_are_pinned() {
    let relay = to_relay().into_iter().map(|(name, message)| {
        let bytes = minicbor::to_vec(&message).expect("encodes");
        assert_eq!(minicbor::decode::<ToRelay>(&bytes).expect("decodes"), message);
        format!("{name}: {}\n", hex(&bytes))
    });
    let station = to_station().into_iter().map(|(name, message)| {
        let bytes = minicbor::to_vec(&message).expect("encodes");
        assert_eq!(minicbor::decode::<ToStation>(&bytes).expect("decodes"), message);
        format!("{name}: {}\n", hex(&bytes))
    });
    let found: String = relay.chain(station).collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/messages.golden");
    if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
        std::fs::write(path, &found).expect("writes");
    }
    let wanted = std::fs::read_to_string(path).expect("reads");
    assert_eq!(found, wanted);
}

#[test]
fn a_later_versions_field_is_skipped() {
    // A pull with a second field that this version does not know: [3, [[cursor, "later"]]].
    let mut later = Vec::new();
    let mut encoder = minicbor::Encoder::new(&mut later);
    encoder.array(2).expect("writes").u8(3).expect("writes").array(1).expect("writes");
    encoder
        .array(2)
        .expect("writes")
        .encode(cursor())
        .expect("writes")
        .str("later")
        .expect("writes");
    let read: ToRelay = minicbor::decode(&later).expect("decodes");
    assert_eq!(read, ToRelay::Pull(Pull { cursor: Some(cursor()) }));
}

#[test]
fn a_manifest_vouches_for_what_it_lists_and_nothing_else() {
    let manifest = manifest();
    let key = SecretKey::from_seed(&[6; 32]).public();
    let doc = doc_changes().key.id();
    assert_eq!(manifest.verify(&key), Ok(()));
    assert!(manifest.lists(doc, &ChangeHash::new([5; 32])));
    assert!(!manifest.lists(doc, &ChangeHash::new([6; 32])));
    assert!(
        !manifest.lists(DocKey::people(MatterId::new([1; 16])).id(), &ChangeHash::new([5; 32]))
    );
    assert!(manifest.verify(&SecretKey::from_seed(&[7; 32]).public()).is_err());
    for tampered in [
        Manifest { number: 5, ..manifest.clone() },
        Manifest { device: DeviceId::new([1; 8]), ..manifest.clone() },
        Manifest { tenant: TenantId::new([1; 16]), ..manifest.clone() },
        Manifest { previous: [0; 32], ..manifest.clone() },
        Manifest { entries: vec![], ..manifest.clone() },
    ] {
        assert!(tampered.verify(&key).is_err());
    }
}

#[test]
fn frames_name_what_is_wrong() {
    let pull = ToRelay::Pull(Pull { cursor: None });
    let mut frame = encode_frame(&pull).expect("encodes");
    assert_eq!(decode_frame::<ToRelay>(&frame), Ok(pull));
    frame[0] = VERSION + 1;
    let unknown = FrameError::UnknownVersion(VERSION + 1);
    assert_eq!(decode_frame::<ToRelay>(&frame), Err(unknown));
    assert_eq!(decode_frame::<ToRelay>(&[]), Err(FrameError::Malformed));
    assert_eq!(decode_frame::<ToRelay>(&[VERSION, 9, 0]), Err(FrameError::Malformed));
    let huge = vec![VERSION; wire::MAX_FRAME + 1];
    assert_eq!(decode_frame::<ToRelay>(&huge), Err(FrameError::TooLarge));
}

#[test]
fn a_bomb_is_not_inflated() {
    use std::io::Write;
    let mut bomb = vec![VERSION, 1];
    let mut encoder = flate2::write::DeflateEncoder::new(&mut bomb, flate2::Compression::best());
    let zeros = vec![0u8; 1 << 20];
    for _ in 0..64 {
        encoder.write_all(&zeros).expect("writes");
    }
    encoder.finish().expect("writes");
    assert!(bomb.len() < 200_000);
    assert_eq!(decode_frame::<ToRelay>(&bomb), Err(FrameError::TooLarge));
}

proptest! {
    #[test]
    fn any_bytes_are_a_message_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode_frame::<ToRelay>(&bytes);
        let mut frame = vec![VERSION, bytes.len() as u8 % 2];
        frame.extend(bytes);
        let _ = decode_frame::<ToRelay>(&frame);
        let _ = decode_frame::<ToStation>(&frame);
    }

    #[test]
    fn a_damaged_message_is_a_message_or_an_error(which in 0usize..24, at: usize, with: u8) {
        let (_, message) = to_relay().remove(which);
        let mut frame = encode_frame(&message).expect("encodes");
        let at = at % frame.len();
        frame[at] = with;
        let _ = decode_frame::<ToRelay>(&frame);
    }

    #[test]
    fn what_was_compressed_beforehand_stands_in_any_message(
        directory in "[a-c]{0,3000}", behind in "[x-z]{0,600}"
    ) {
        let directory = wire::Bytes::from(directory.into_bytes());
        let prepared = Prepared::new(directory.clone()).expect("compresses");
        let feed = |entries| Feed { entries, manifests: vec![manifest()], ..erasing() };
        let changes = DocChanges { changes: vec![behind.into_bytes().into()], ..doc_changes() };
        let changes = FeedEntry::Changes(changes, Numbers(vec![7]));
        let with = ToStation::Feed(feed(vec![changes.clone(), FeedEntry::Directory(directory)]));
        let without = ToStation::Feed(feed(vec![changes]));
        for message in [with, without] {
            let frame = encode_frame_with(&message, &prepared).expect("encodes");
            let plain = encode_frame(&message).expect("encodes");
            prop_assert!(frame.len() <= plain.len() + 200, "{} for {}", frame.len(), plain.len());
            prop_assert_eq!(decode_frame::<ToStation>(&frame), Ok(message));
        }
    }

    #[test]
    fn large_messages_are_compressed_and_come_back(text in "[a-c]{2000,4000}") {
        let changes = DocChanges { changes: vec![text.into_bytes().into()], ..doc_changes() };
        let message = ToRelay::Push(Push { manifest: manifest(), docs: vec![changes] });
        let frame = encode_frame(&message).expect("encodes");
        prop_assert!(frame.len() < 1800);
        prop_assert_eq!(decode_frame::<ToRelay>(&frame), Ok(message));
    }
}

/// An uncompressed change in Automerge's format: of an actor, on a dependency.
fn change(on: [u8; 32], actor: u8, number: u8, time: u8, message: &str) -> (Vec<u8>, [u8; 32]) {
    use sha2::{Digest, Sha256};
    let mut content = vec![1];
    content.extend_from_slice(&on);
    content.push(16);
    content.extend_from_slice(&[actor; 16]);
    content.extend_from_slice(&[number, 7, time & 0x3f, message.len() as u8]);
    content.extend_from_slice(message.as_bytes());
    content.extend_from_slice(&[0, 0, 0]);
    let mut chunk = vec![1, content.len() as u8];
    chunk.extend_from_slice(&content);
    let hash: [u8; 32] = Sha256::digest(&chunk).into();
    let mut bytes = vec![0x85, 0x6f, 0x4a, 0x83];
    bytes.extend_from_slice(&hash[..4]);
    bytes.extend_from_slice(&chunk);
    (bytes, hash)
}

/// Documents with chains of changes; what `spoilt` says is no change at all.
fn batch(docs: &[(u8, u8, bool)]) -> Vec<(DocChanges, [u8; 32])> {
    docs.iter()
        .enumerate()
        .map(|(at, (count, actor, spoilt))| {
            let mut head = [7; 32];
            let mut changes = Vec::new();
            for number in 0..count % 9 {
                let (bytes, hash) =
                    change(head, *actor, number + 1, *actor ^ number, "{\"noted\"}");
                head = hash;
                changes.push(bytes.into());
                if *spoilt && number == 1 {
                    changes.push(vec![0x85, 0x6f, 1, 2, 3].into());
                }
            }
            let key = DocKey::core(MatterId::new([at as u8; 16]));
            (DocChanges { key, changes }, head)
        })
        .collect()
}

fn signed(docs: &[(DocChanges, [u8; 32])]) -> Manifest {
    let lines =
        docs.iter().map(|(doc, head)| ManifestEntry::of(doc.key.id(), &ChangeHash::new(*head)));
    let key = SecretKey::from_seed(&[6; 32]);
    let (tenant, device) = (TenantId::new([9; 16]), DeviceId::new([8; 8]));
    Manifest::sign(&key, tenant, device, 4, [2; 32], lines.collect())
}

proptest! {
    #[test]
    fn packing_a_push_loses_nothing(docs in proptest::collection::vec(any::<(u8, u8, bool)>(), 0..12)) {
        let docs = batch(&docs);
        let manifest = signed(&docs);
        let push = Push { manifest, docs: docs.into_iter().map(|(doc, _)| doc).collect() };
        let packed = ToRelay::PackedPush(Box::new(PackedPush::pack(&push)));
        let frame = encode_frame(&packed).expect("a frame");
        let Ok(ToRelay::PackedPush(read)) = decode_frame(&frame) else { panic!("another message") };
        prop_assert_eq!(read.unpack(), Ok(push));
    }

    #[test]
    fn packing_a_feed_loses_nothing(
        docs in proptest::collection::vec(any::<(u8, u8, bool)>(), 0..12),
        first: u64,
        leave_out: u8,
    ) {
        let docs = batch(&docs);
        // Of some documents the manifest speaks, and they are not in this part of the feed.
        let manifests = vec![signed(&docs), signed(&docs[docs.len() / 2..])];
        let here = docs.into_iter().skip(usize::from(leave_out % 3));
        let mut entries = vec![FeedEntry::Directory(vec![1, 2].into())];
        entries.extend(here.enumerate().map(|(at, (doc, _))| {
            let numbers = (0..doc.changes.len() as u64).map(|number| first.wrapping_add(number));
            let numbers = Numbers(if at % 3 == 0 { Vec::new() } else { numbers.collect() });
            match at % 2 {
                0 => FeedEntry::Changes(doc, numbers),
                _ => FeedEntry::Granted(doc, numbers),
            }
        }));
        let feed = Feed { from: cursor(), entries, to: cursor(), more: true, manifests };
        let packed = ToStation::PackedFeed(Box::new(PackedFeed::pack(feed.clone())));
        let frame = encode_frame(&packed).expect("a frame");
        let Ok(ToStation::PackedFeed(read)) = decode_frame(&frame) else { panic!("another message") };
        prop_assert_eq!(read.unpack(), Ok(feed));
    }

    #[test]
    fn spoilt_packed_messages_end_in_a_fault(at: usize, byte: u8, docs in proptest::collection::vec(any::<(u8, u8, bool)>(), 1..5)) {
        let docs = batch(&docs);
        let manifest = signed(&docs);
        let push = Push { manifest, docs: docs.into_iter().map(|(doc, _)| doc).collect() };
        let mut bytes = minicbor::to_vec(PackedPush::pack(&push)).expect("encodes");
        let at = at % bytes.len();
        bytes[at] ^= byte;
        if let Ok(packed) = minicbor::decode::<PackedPush>(&bytes) {
            let _ = packed.unpack();
        }
    }
}
