//! What somebody who means ill can put into a packed message: nothing that harms who unpacks it.

use ident::{DeviceId, DocKey, LogHash, MatterId, Signature, TenantId};
use minicbor::{Decode, Encode};
use proptest::prelude::*;
use wire::{
    Bytes, Cursor, DocChanges, FeedEntry, FrameError, MAX_INFLATED, Manifest, PackedFeed,
    PackedPush, ToRelay, decode_frame, encode_frame,
};

/// The columns as anybody can write them.
#[derive(Debug, Clone, Encode, Decode)]
struct Columns {
    #[n(0)]
    flags: Bytes,
    #[n(1)]
    names: Bytes,
    #[n(2)]
    numbers: Bytes,
    #[n(3)]
    lengths: Bytes,
    #[n(4)]
    messages: Bytes,
    #[n(5)]
    rest: Bytes,
}

#[derive(Debug, Clone, Encode, Decode)]
struct RawPush {
    #[n(0)]
    manifest: Manifest,
    #[n(1)]
    lines_follow: bool,
    #[n(2)]
    keys: Vec<DocKey>,
    #[n(3)]
    counts: Bytes,
    #[n(4)]
    changes: Columns,
}

#[derive(Debug, Clone, Encode, Decode)]
struct RawFeed {
    #[n(0)]
    from: Cursor,
    #[n(1)]
    to: Cursor,
    #[n(2)]
    more: bool,
    #[n(3)]
    kinds: Bytes,
    #[n(4)]
    keys: Vec<DocKey>,
    #[n(5)]
    counts: Bytes,
    #[n(6)]
    places: Bytes,
    #[n(7)]
    changes: Columns,
    #[n(8)]
    directories: Vec<Bytes>,
    #[n(9)]
    manifests: Vec<Manifest>,
    #[n(10)]
    lines: Bytes,
    #[n(11)]
    strange: Bytes,
}

fn none() -> Bytes {
    Vec::new().into()
}

fn no_columns() -> Columns {
    let [flags, names, numbers, lengths, messages, rest] =
        [const { Vec::new() }; 6].map(Bytes::from);
    Columns { flags, names, numbers, lengths, messages, rest }
}

fn manifest() -> Manifest {
    Manifest {
        tenant: TenantId::new([9; 16]),
        device: DeviceId::new([8; 8]),
        number: 1,
        previous: [0; 32],
        entries: Vec::new(),
        signature: Signature::new([0; 64]),
    }
}

fn key(at: u8) -> DocKey {
    DocKey::core(MatterId::new([at; 16]))
}

fn cursor() -> Cursor {
    Cursor { epoch: 7, seq: 300, hash: LogHash::new([3; 32]) }
}

fn push(raw: &RawPush) -> PackedPush {
    minicbor::decode(&minicbor::to_vec(raw).expect("encodes")).expect("has its shape")
}

fn feed(raw: &RawFeed) -> PackedFeed {
    minicbor::decode(&minicbor::to_vec(raw).expect("encodes")).expect("has its shape")
}

fn raw_push(counts: Vec<u8>, changes: Columns) -> RawPush {
    let keys = (0..counts.len() as u8).map(key).collect();
    RawPush { manifest: manifest(), lines_follow: true, keys, counts: counts.into(), changes }
}

fn raw_feed(kinds: Vec<u8>, counts: Vec<u8>, changes: Columns) -> RawFeed {
    RawFeed {
        from: cursor(),
        to: cursor(),
        more: false,
        kinds: kinds.into(),
        keys: (0..counts.len() as u8).map(key).collect(),
        counts: counts.into(),
        places: none(),
        changes,
        directories: Vec::new(),
        manifests: vec![manifest()],
        lines: vec![0].into(),
        strange: none(),
    }
}

/// So many changes of which everything follows from the one before.
fn empty_changes(count: usize) -> Columns {
    Columns {
        flags: vec![0; count].into(),
        numbers: vec![0; count * 2].into(),
        lengths: vec![0; count * 2].into(),
        ..no_columns()
    }
}

/// A number, seven bits a byte.
fn number(mut number: usize) -> Vec<u8> {
    let mut out = Vec::new();
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
    out
}

#[test]
fn a_short_frame_does_not_become_a_great_message() {
    // A million changes that say nothing, in six kilobytes.
    let count = 1 << 20;
    let bomb =
        push(&RawPush { counts: number(count).into(), ..raw_push(vec![0], empty_changes(count)) });
    let frame = encode_frame(&ToRelay::PackedPush(Box::new(bomb))).expect("a frame");
    assert!(frame.len() < 10_000, "{}", frame.len());
    let Ok(ToRelay::PackedPush(bomb)) = decode_frame(&frame) else { panic!("another message") };
    assert!(bomb.weight() > MAX_INFLATED);
    assert_eq!(bomb.unpack(), Err(FrameError::TooLarge));
    // The same as nothing at all, as they are.
    let flags =
        Columns { flags: vec![1; count].into(), lengths: vec![0; count].into(), ..no_columns() };
    let bomb = push(&RawPush { counts: number(count).into(), ..raw_push(vec![0], flags) });
    assert_eq!(bomb.unpack(), Err(FrameError::TooLarge));
    // Two million lines of a manifest, each the head that was named before.
    let changes = empty_changes(1);
    let mut lines = number(1 << 21);
    lines.resize(lines.len() + (1 << 21), 1);
    let bomb = feed(&RawFeed { lines: lines.into(), ..raw_feed(vec![0], vec![1], changes) });
    assert_eq!(bomb.unpack(), Err(FrameError::TooLarge));
}

#[test]
fn what_is_announced_and_not_there_is_a_fault() {
    let all = [number(usize::MAX), number(1 << 40), vec![2], vec![0xff; 11]];
    for count in all {
        let counts: Bytes = count.clone().into();
        let packed = push(&RawPush { counts, ..raw_push(vec![0], empty_changes(1)) });
        assert_eq!(packed.unpack(), Err(FrameError::Malformed));
        // Dependencies, a message, the rest: of that length.
        let mut lengths = count.clone();
        lengths.extend([0, 0]);
        for flags in [0, 1, 2] {
            let flags: Bytes = vec![flags].into();
            let columns = Columns { flags, lengths: lengths.clone().into(), ..empty_changes(1) };
            assert_eq!(push(&raw_push(vec![1], columns)).unpack(), Err(FrameError::Malformed));
        }
        let lines: Bytes = count.into();
        let packed = feed(&RawFeed { lines, ..raw_feed(vec![0], vec![1], empty_changes(1)) });
        assert_eq!(packed.unpack(), Err(FrameError::Malformed));
    }
}

#[test]
fn what_is_left_over_is_a_fault() {
    assert!(push(&raw_push(vec![1], empty_changes(1))).unpack().is_ok());
    assert!(feed(&raw_feed(vec![0], vec![1], empty_changes(1))).unpack().is_ok());
    let more = || vec![7].into();
    for columns in [
        empty_changes(2),
        Columns { names: more(), ..empty_changes(1) },
        Columns { numbers: vec![0; 3].into(), ..empty_changes(1) },
        Columns { lengths: vec![0; 3].into(), ..empty_changes(1) },
        Columns { messages: more(), ..empty_changes(1) },
        Columns { rest: more(), ..empty_changes(1) },
        // What a later version may say of a change, this one does not guess at.
        Columns { flags: vec![16].into(), ..empty_changes(1) },
    ] {
        let packed = push(&raw_push(vec![1], columns.clone()));
        assert_eq!(packed.unpack(), Err(FrameError::Malformed));
        let packed = feed(&raw_feed(vec![0], vec![1], columns));
        assert_eq!(packed.unpack(), Err(FrameError::Malformed));
    }
    let good = raw_feed(vec![0], vec![1], empty_changes(1));
    for bad in [
        RawFeed { keys: vec![key(0), key(1)], ..good.clone() },
        RawFeed { directories: vec![more()], ..good.clone() },
        RawFeed { counts: vec![1, 0].into(), ..good.clone() },
        RawFeed { places: more(), ..good.clone() },
        RawFeed { strange: vec![0; 32].into(), ..good.clone() },
        RawFeed { kinds: vec![3].into(), ..good.clone() },
        RawFeed { kinds: vec![6].into(), ..good.clone() },
        // A head that is not there.
        RawFeed { lines: vec![1, 4].into(), ..good },
    ] {
        assert_eq!(feed(&bad).unpack(), Err(FrameError::Malformed));
    }
}

/// What a station and a relay of before know of a greeting.
#[derive(Debug, PartialEq, Encode, Decode)]
struct OldHello {
    #[n(0)]
    device: DeviceId,
    #[n(1)]
    signature: Signature,
    #[n(2)]
    cursor: Option<Cursor>,
    #[n(3)]
    directory: u32,
}

#[derive(Debug, PartialEq, Encode, Decode)]
struct OldChallenge {
    #[cbor(n(0), with = "minicbor::bytes")]
    nonce: [u8; 32],
    #[n(1)]
    tenant: TenantId,
    #[n(2)]
    now: i64,
}

#[test]
fn sides_of_before_read_greetings_and_are_read() {
    let (device, signature, tenant) =
        (DeviceId::new([8; 8]), Signature::new([5; 64]), TenantId::new([9; 16]));
    let new = wire::Hello {
        device,
        signature,
        cursor: None,
        directory: 3,
        packs: Some(wire::PACKS),
        chain: None,
    };
    let old: OldHello = minicbor::decode(&minicbor::to_vec(&new).expect("encodes")).expect("reads");
    assert_eq!(old, OldHello { device, signature, cursor: None, directory: 3 });
    let read: wire::Hello =
        minicbor::decode(&minicbor::to_vec(&old).expect("encodes")).expect("reads");
    assert_eq!(read, wire::Hello { packs: None, ..new });
    let new = wire::Challenge { nonce: [1; 32], tenant, now: 5, packs: Some(wire::PACKS) };
    let old: OldChallenge =
        minicbor::decode(&minicbor::to_vec(&new).expect("encodes")).expect("reads");
    assert_eq!(old, OldChallenge { nonce: [1; 32], tenant, now: 5 });
    let read: wire::Challenge =
        minicbor::decode(&minicbor::to_vec(&old).expect("encodes")).expect("reads");
    assert_eq!(read, wire::Challenge { packs: None, ..new });
}

fn column(longest: usize) -> impl Strategy<Value = Vec<u8>> {
    // Small numbers mostly: so that much of it fits together.
    prop::collection::vec(prop_oneof![4 => 0u8..4, 1 => any::<u8>()], 0..longest)
}

fn columns() -> impl Strategy<Value = Columns> {
    (column(8), column(200), column(24), column(24), column(12), column(12)).prop_map(
        |(flags, names, numbers, lengths, messages, rest)| Columns {
            flags: flags.into(),
            names: names.into(),
            numbers: numbers.into(),
            lengths: lengths.into(),
            messages: messages.into(),
            rest: rest.into(),
        },
    )
}

/// What changes take in memory, with the list that holds them.
fn held(doc: &DocChanges) -> u64 {
    doc.changes.iter().map(|change| change.len() as u64 + 24).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_columns_are_a_push_of_their_weight_or_a_fault(counts in column(3), changes in columns()) {
        let packed = push(&raw_push(counts, changes));
        let weight = packed.weight();
        if let Ok(read) = packed.unpack() {
            prop_assert!(read.docs.iter().map(held).sum::<u64>() <= weight);
            // What can be read can be packed again, and is the same then.
            prop_assert_eq!(PackedPush::pack(&read).unpack(), Ok(read));
        }
    }

    /// Changes that need nothing but what is there: these can be read always.
    #[test]
    fn changes_that_can_be_read_weigh_no_more_than_said(
        parts in prop::collection::vec((0u8..16, any::<u64>(), any::<i64>(), any::<u64>(), 0usize..200, 0usize..200), 0..8),
    ) {
        let mut columns = [const { Vec::new() }; 6];
        let [flags, names, numbers, lengths, messages, rest] = &mut columns;
        for (flag, first, time, counted, message, others) in &parts {
            flags.push(*flag);
            if flag & 1 != 0 {
                lengths.extend(number(*others));
                rest.resize(rest.len() + others, 5);
                continue;
            }
            if flag & 2 != 0 {
                lengths.extend(number(others % 4));
                names.resize(names.len() + others % 4 * 32, 6);
            }
            if flag & 4 != 0 {
                names.resize(names.len() + 16, 7);
            }
            if flag & 8 != 0 {
                numbers.extend(number(*counted as usize));
            }
            numbers.extend(number(*first as usize));
            numbers.extend(number(*time as usize));
            lengths.extend(number(*message));
            lengths.extend(number(*others));
            messages.resize(messages.len() + message, 8);
            rest.resize(rest.len() + others, 9);
        }
        let [flags, names, numbers, lengths, messages, rest] = columns.map(Bytes::from);
        let changes = Columns { flags, names, numbers, lengths, messages, rest };
        let packed = push(&raw_push(vec![parts.len() as u8], changes));
        let weight = packed.weight();
        let read = packed.unpack().expect("everything is there");
        prop_assert!(read.docs.iter().map(held).sum::<u64>() <= weight);
        prop_assert_eq!(PackedPush::pack(&read).unpack(), Ok(read));
    }

    #[test]
    fn any_columns_are_a_feed_of_their_weight_or_a_fault(
        kinds in prop::collection::vec(0u8..7, 0..4),
        counts in column(4),
        places in column(8),
        changes in columns(),
        lines in column(8),
        strange in prop::sample::select(vec![0usize, 32, 33, 64]),
    ) {
        let raw = RawFeed {
            places: places.into(),
            lines: lines.into(),
            strange: vec![5; strange].into(),
            directories: kinds.iter().filter(|kind| **kind == 2).map(|_| vec![1].into()).collect(),
            ..raw_feed(kinds, counts, changes)
        };
        let packed = feed(&raw);
        let weight = packed.weight();
        if let Ok(read) = packed.unpack() {
            let docs = read.entries.iter().filter_map(|entry| match entry {
                FeedEntry::Changes(doc, numbers) | FeedEntry::Granted(doc, numbers) => {
                    Some(held(doc) + 8 * numbers.0.len() as u64)
                }
                FeedEntry::Directory(_) | FeedEntry::Withdrawn(_) | FeedEntry::Erased(_) => None,
            });
            let lines: usize = read.manifests.iter().map(|manifest| manifest.entries.len()).sum();
            prop_assert!(docs.sum::<u64>() + 32 * lines as u64 <= weight);
            prop_assert_eq!(PackedFeed::pack(read.clone()).unpack(), Ok(read));
        }
    }
}
