//! Files that a courier carries between devices that have no network.

use futures::executor::block_on;
use ident::OfficeCode;
use replica::{
    BoxKey, ParcelTaken, Station, StationError,
    parcel::{MAX_PARCEL, Parcel, ParcelContent, ParcelEntropy, ParcelError},
};

use crate::world::{World, code, today};

const TOWNSHIP: usize = 1;
const VILLAGE: usize = 2;
const OTHER_VILLAGE: usize = 3;

fn key(seed: u8) -> BoxKey {
    BoxKey::from_seed([seed; 32])
}

impl World {
    fn unsent(&mut self, at: usize, to: &[BoxKey]) -> Vec<u8> {
        let to: Vec<_> = to.iter().map(BoxKey::public).collect();
        let (entropy, now) = (ParcelEntropy(self.dice.bytes()), self.time());
        block_on(self.tabs[at].station.parcel_of_unsent(&to, &entropy, now)).expect("packs")
    }

    fn needed(&mut self, at: usize, village: &OfficeCode, to: &[BoxKey]) -> Vec<u8> {
        let to: Vec<_> = to.iter().map(BoxKey::public).collect();
        let (entropy, now) = (ParcelEntropy(self.dice.bytes()), self.time());
        block_on(self.tabs[at].station.parcel_for(village, &to, &entropy, now)).expect("packs")
    }

    fn take(
        &mut self,
        at: usize,
        file: &[u8],
        keys: &[BoxKey],
    ) -> Result<ParcelTaken, StationError> {
        let now = self.time();
        let (taken, effects) = block_on(self.tabs[at].station.take_parcel(file, keys, now))?;
        self.effects(at, effects);
        self.written(at);
        self.deliver_all(at);
        Ok(taken)
    }
}

/// The village's tablet never meets the relay: the township's carries its work.
#[test]
fn what_is_unsent_goes_by_courier() {
    let mut world = World::new(51);
    for _ in 0..5 {
        world.register_at(VILLAGE);
    }
    let waiting = world.tabs[VILLAGE].station.sync_status().waiting;
    let office = key(1);
    let file = world.unsent(VILLAGE, std::slice::from_ref(&office));
    let taken = world.take(TOWNSHIP, &file, std::slice::from_ref(&office)).expect("taken");
    assert_eq!((taken.new, taken.known, taken.left), (10, 0, 0));
    assert_eq!(world.tabs[TOWNSHIP].station.page("", 0, 100).found, 5, "they are in the list");
    let again = world.take(TOWNSHIP, &file, &[office]).expect("taken");
    assert_eq!((again.new, again.known), (0, 10), "twice changes nothing");
    // The township comes to the network; the village does not.
    world.connect_and_deliver(TOWNSHIP);
    assert_eq!(world.hub.len(), 10);
    assert_eq!(world.hub.given_back.len(), 10);
    assert_eq!(world.tabs[VILLAGE].station.sync_status().waiting, waiting);
    // When it does, all of it is there.
    world.heal();
    world.check();
}

#[test]
fn what_a_village_needs_goes_by_courier() {
    let mut world = World::new(52);
    for _ in 0..3 {
        world.register_at(VILLAGE);
        world.register_at(OTHER_VILLAGE);
    }
    world.heal();
    // A new tablet of the village, which has been registered and has read nothing since.
    let tablet = world.enrol_second_device(VILLAGE);
    world.connect_and_deliver(tablet);
    let matter = world.some_matter(VILLAGE).expect("one");
    let now = world.time();
    let note = block_on(world.tabs[TOWNSHIP].station.note(matter, "已转水利站", now));
    note.expect("saved");
    world.note_entered(matter, "已转水利站");
    let village = code("990101100201");
    let keys = [key(2)];
    let file = world.needed(TOWNSHIP, &village, &keys);
    let taken = world.take(tablet, &file, &keys).expect("taken");
    assert_eq!((taken.new, taken.left), (1, 0), "the others' cases do not go along");
    let view = block_on(world.tabs[tablet].station.matter(matter, today())).expect("there");
    assert!(view.history.len() > 1);
    // A case of the other village is not in it.
    let parcel = Parcel::from_file(&file).expect("reads");
    assert_eq!(parcel.open(&keys).expect("opens").docs.len(), 6);
    world.heal();
    world.check();
}

/// Whatever was written to a matter, and in whatever order: what is put into a file and taken out of it
/// elsewhere is that matter, with its history.
#[test]
fn a_matter_that_was_carried_is_the_same_matter() {
    for seed in 600..606 {
        let mut world = World::new(seed);
        let tablet = world.enrol_second_device(VILLAGE);
        world.connect_and_deliver(tablet);
        world.register_at(VILLAGE);
        for _ in 0..30 {
            match world.dice.below(8) {
                0 => world.register_at(VILLAGE),
                1 | 2 => world.note_somewhere(VILLAGE),
                3 => world.note_somewhere(TOWNSHIP),
                4 | 5 => world.edit(VILLAGE),
                6 => world.edit(TOWNSHIP),
                _ => {
                    world.connect_and_deliver(VILLAGE);
                    world.connect_and_deliver(TOWNSHIP);
                }
            }
        }
        for at in [VILLAGE, TOWNSHIP, VILLAGE, TOWNSHIP] {
            world.connect_and_deliver(at);
        }
        let (village, keys) = (code("990101100201"), [key(3)]);
        let file = world.needed(TOWNSHIP, &village, &keys);
        world.take(tablet, &file, &keys).expect("taken");
        let matters: Vec<_> = world.tabs[VILLAGE].station.rows().map(|row| row.matter).collect();
        assert!(!matters.is_empty());
        for matter in matters {
            let seen = |at: usize| {
                let station = &world.tabs[at].station;
                let view = block_on(station.matter(matter, today())).expect("is there");
                (view, station.row(matter).cloned())
            };
            assert_eq!(seen(tablet), seen(VILLAGE), "seed {seed}");
        }
    }
}

#[test]
fn a_courier_reads_nothing() {
    let mut world = World::new(53);
    world.register_at(VILLAGE);
    let holds = |file: &[u8], text: &str| file.windows(text.len()).any(|at| at == text.as_bytes());
    let sealed = world.unsent(VILLAGE, &[key(1), key(2)]);
    assert!(!holds(&sealed, "村口的路坏了") && !holds(&sealed, "张三"));
    // Either recipient opens it, nobody else.
    let parcel = Parcel::from_file(&sealed).expect("reads");
    assert!(!parcel.lies_open());
    for ours in [key(1), key(2)] {
        assert_eq!(parcel.open(&[key(9), ours]).expect("opens").docs.len(), 2);
    }
    assert_eq!(parcel.open(&[key(9)]), Err(ParcelError::NotForUs));
    // Where no key is known yet, it lies open, and says so.
    let open = world.unsent(VILLAGE, &[]);
    assert!(holds(&open, "村口的路坏了"));
    assert!(Parcel::from_file(&open).expect("reads").lies_open());
}

#[test]
fn a_bad_file_is_refused_and_why_is_said() {
    let mut world = World::new(54);
    world.register_at(VILLAGE);
    let file = world.unsent(VILLAGE, &[]);
    let mut refused = |file: &[u8]| match world.take(TOWNSHIP, file, &[]) {
        Err(StationError::Parcel(why)) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(b"PK\x03\x04"), ParcelError::NotAParcel);
    assert_eq!(refused(b"CZCR"), ParcelError::Damaged);
    assert_eq!(refused(&file[..file.len() / 2]), ParcelError::Damaged);
    assert_eq!(refused(&vec![0; MAX_PARCEL + 1]), ParcelError::TooLarge);
    let mut newer = file.clone();
    newer[4] = 99;
    assert_eq!(refused(&newer), ParcelError::TooNew);
    let tampered = |change: &dyn Fn(&mut Parcel)| {
        let mut parcel = Parcel::from_file(&file).expect("reads");
        change(&mut parcel);
        parcel.to_file().expect("a file")
    };
    assert_eq!(refused(&tampered(&|parcel| parcel.at += 1)), ParcelError::BadSignature);
    let other = ident::TenantId::new([1; 16]);
    assert_eq!(refused(&tampered(&|parcel| parcel.tenant = other)), ParcelError::OtherCity);
    let nobody = ident::DeviceId::new([1; 8]);
    assert_eq!(refused(&tampered(&|parcel| parcel.from = nobody)), ParcelError::UnknownSender);
    // One byte anywhere is never taken for the sender's word.
    for at in (5..file.len()).step_by(7) {
        let mut spoiled = file.clone();
        spoiled[at] ^= 1;
        refused(&spoiled);
    }
    assert!(world.tabs[TOWNSHIP].station.waiting().is_empty());
    assert_eq!(world.tabs[TOWNSHIP].station.page("", 0, 10).found, 0);
}

/// The copy of what is unsent holds attachments and proof, and copies of before can be read.
#[test]
fn the_copy_of_what_is_unsent_is_read_back() {
    let mut world = World::new(55);
    world.register_at(VILLAGE);
    let station: &Station<_> = &world.tabs[VILLAGE].station;
    let file = block_on(station.export_unsent()).expect("exports");
    let content = ParcelContent::from_unsent_file(&file).expect("reads");
    assert_eq!((content.docs.len(), content.manifests.len()), (2, 1));
    // Of the first version: a list of stored changes.
    let mut before = b"CZUN\x01".to_vec();
    let changes: Vec<minicbor::bytes::ByteVec> = content
        .docs
        .iter()
        .map(|doc| {
            let bytes = minicbor::to_vec((&doc.changes.key, &doc.changes.changes[0]));
            bytes.expect("encodes").into()
        })
        .collect();
    before.extend(minicbor::to_vec(&changes).expect("encodes"));
    let read = ParcelContent::from_unsent_file(&before).expect("reads");
    assert!(read.manifests.is_empty());
    let of = |content: &ParcelContent| {
        let docs = content.docs.iter().map(|doc| doc.changes.clone());
        docs.collect::<Vec<_>>()
    };
    assert_eq!(of(&read), of(&content));
    assert_eq!(ParcelContent::from_unsent_file(b"CZUN\x09"), Err(ParcelError::TooNew));
}
