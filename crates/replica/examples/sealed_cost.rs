//! What sealing costs: opening a station with many rows, and saving an entry, in plain and sealed, over
//! a store in memory. Printed, never asserted: `cargo run --release -p replica --example sealed_cost`.
//!
//! The store takes no time here, so the shares are larger than on a disk.

use std::time::Instant;

use casework::{
    Directory, Moment,
    directory::{Office, Person, Post, Role, Tier},
    intake::{Intake, PersonIntake},
};
use futures::executor::block_on;
use ident::{DeviceId, MatterId, OfficeCode, PersonId, PostId, TenantId};
use replica::{Entropy, LedgerEntry, MemoryStore, Space, Station, Store, Vault, VaultEntropy};
use wire::{Challenge, Enrolled, ToStation};

const ROWS: u32 = 20_000;
const TIMES: usize = 7;

fn entropy() -> VaultEntropy {
    VaultEntropy { data_key: [1; 32], salt: [2; 16], nonce: [3; 24], ephemeral: [4; 32] }
}

fn median(mut work: impl FnMut() -> f64) -> f64 {
    let mut figures: Vec<f64> = (0..TIMES).map(|_| work()).collect();
    figures.sort_by(f64::total_cmp);
    figures[TIMES / 2]
}

fn millis(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1000.0
}

fn directory(office: &OfficeCode, person: PersonId) -> Directory {
    let mut directory = Directory { version: 1, ..Directory::default() };
    directory.offices.push(Office::new(office.clone(), "村站".into(), None, Tier::City));
    let name = "杨小妹".to_owned();
    directory.people.push(Person { id: person, name, office: office.clone() });
    let from = "2020-01-01".parse().expect("a date");
    directory.posts.push(Post {
        id: PostId::new([1; 8]),
        person,
        office: office.clone(),
        role: Role::StationHead,
        from,
        ended: None,
        deputises: None,
    });
    directory.sort();
    directory
}

fn intake(at: u32) -> Intake {
    Intake {
        petitioner: PersonIntake {
            name: format!("解秀{at}"),
            phone: "19900004321".into(),
            ..PersonIntake::default()
        },
        channel: "visit".into(),
        received_on: "2026-11-01".into(),
        petitioners: "3".into(),
        demands: vec!["重新丈量东侧承包地四至".into(), "补发承包合同复印件".into()],
        narrative: format!("去年平整后田埂移位约两尺，双方各执一词，已找过组长，未果。第{at}次"),
        ..Intake::default()
    }
}

fn main() {
    let store = MemoryStore::new();
    let office = OfficeCode::parse("990101").expect("a code");
    let person = PersonId::new([9; 16]);
    let now = Moment::from_millis(1_795_000_000_000);
    let actor = Entropy { actor: [1; 8] };
    let mut station = block_on(Station::open(store.clone(), actor)).expect("opens");
    block_on(station.enrol("secret", DeviceId::new([2; 8]), [3; 32])).expect("enrols");
    let challenge = Challenge {
        nonce: [0; 32],
        tenant: TenantId::new([4; 16]),
        now: now.millis(),
        packs: None,
    };
    block_on(station.receive(ToStation::Challenge(challenge), now)).expect("takes it");
    let enrolled = Enrolled {
        number: 1,
        office: office.clone(),
        person,
        directory: directory(&office, person).to_bytes().into(),
        root: None,
        chain: None,
    };
    block_on(station.receive(ToStation::Enrolled(enrolled), now)).expect("takes it");
    for first in (0..ROWS).step_by(500) {
        let rows: Vec<LedgerEntry> = (first..first + 500)
            .map(|at| LedgerEntry {
                key: at.to_be_bytes().to_vec(),
                place: String::new(),
                intake: intake(at),
            })
            .collect();
        block_on(station.import(&rows, now)).expect("imports");
        block_on(station.fold_rows()).expect("folds");
    }
    // As after all was handed in.
    let mut batch = replica::Batch::default();
    for (key, _) in block_on(store.scan(Space::Outbox, &[vec![]])).expect("scans").concat() {
        batch.delete(Space::Outbox, key);
    }
    block_on(store.commit(batch, replica::Durability::Relaxed)).expect("commits");
    let pages = block_on(store.scan(Space::RowPages, &[vec![]])).expect("scans").concat();
    let bytes: usize = pages.iter().map(|(_, value)| value.len()).sum();
    println!("{ROWS} rows in {} pages, {bytes} bytes", pages.len());

    let plain =
        median(|| millis(|| drop(block_on(Station::open(store.clone(), actor)).expect("opens"))));
    println!("opening, plain   {plain:8.1} ms");
    let mut station = block_on(Station::open(store.clone(), actor)).expect("opens");
    let mut number = 0u128;
    let mut save = |station: &mut Station<MemoryStore>| {
        median(|| {
            millis(|| {
                for _ in 0..20 {
                    number += 1;
                    let matter = MatterId::new((number << 3 | 1).to_be_bytes());
                    block_on(station.register(matter, &intake(0), "draft", now)).expect("saves");
                }
            }) / 20.0
        })
    };
    let saving = save(&mut station);
    println!("saving, plain    {saving:8.3} ms");

    let derive = millis(|| {
        block_on(station.set_first_pin("worker", "135790", &entropy(), now)).expect("sets");
    });
    println!("deriving a key   {derive:8.1} ms");
    let reseal = millis(|| while block_on(station.reseal()).expect("reseals") {});
    println!("sealing it all   {reseal:8.1} ms");
    let unlocked = block_on(Vault::unlock(&store, person, "135790", now)).expect("unlocks");
    let sealed = median(|| {
        let opened = Station::open_unlocked(store.clone(), actor, &unlocked);
        millis(|| drop(block_on(opened).expect("opens")))
    });
    println!("opening, sealed  {sealed:8.1} ms  ({:+.1} %)", (sealed / plain - 1.0) * 100.0);
    let sealing = save(&mut station);
    println!("saving, sealed   {sealing:8.3} ms  ({:+.1} %)", (sealing / saving - 1.0) * 100.0);
}
