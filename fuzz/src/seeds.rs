//! What the corpus begins with: the pinned messages, records and documents of the other crates, a
//! station's store, workbooks, lines of text.

use casework::{
    Directory, Document, Moment, Step,
    directory::{Office, Tier},
    document::Writer,
    intake::{Intake, PersonIntake},
    org::OrgStep,
    step::payload::Acting,
};
use futures::executor::block_on;
use ident::{ActorBytes, DeviceId, DocKey, MatterId, OfficeCode, PersonId, PostId, TenantId};
use ledger::export::{Column, Entry, Table};
use replica::{BoxKey, Entropy, MemoryStore, Station, parcel::ParcelEntropy};
use wire::{Challenge, Enrolled, ToRelay, ToStation, decode_frame, encode_frame};

use crate::{changes, joined, stored, workbook};

const MESSAGES: &str = include_str!("../../crates/wire/tests/messages.golden");
const LATER: &str = include_str!("../../crates/casework/tests/documents/matter-later.golden");
const SECOND: &str = include_str!("../../crates/casework/tests/documents/matter-2.golden");
const STORED: &str = include_str!("../../crates/casework/tests/stored.golden");
const RECORDS: &str = include_str!("../../crates/replica/tests/records.golden");
const ORG_STEPS: &str = include_str!("../../crates/casework/src/dispute/step.golden");

/// Target, name, content.
pub type Seed = (&'static str, String, Vec<u8>);

/// All of them.
#[must_use]
pub fn all() -> Vec<Seed> {
    let mut seeds = Vec::new();
    messages(&mut seeds);
    documents(&mut seeds);
    records(&mut seeds);
    stores(&mut seeds);
    parcels(&mut seeds);
    steps(&mut seeds);
    workbooks(&mut seeds);
    texts(&mut seeds);
    seeds
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    if text.is_empty() || !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

/// Lines of a name and hexadecimal digits.
fn lines<'a>(file: &'a str, between: &'a str) -> impl Iterator<Item = (String, Vec<u8>)> + 'a {
    file.lines().enumerate().filter_map(move |(at, line)| {
        let (name, digits) = line.split_once(between)?;
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        Some((format!("{at:02}-{name}"), hex(digits)?))
    })
}

fn messages(seeds: &mut Vec<Seed>) {
    for (name, bytes) in lines(MESSAGES, ": ") {
        let frame: Vec<u8> = [1, 0].iter().chain(&bytes).copied().collect();
        if let Ok(message) = decode_frame::<ToRelay>(&frame) {
            seeds.push(("to_relay", name.clone(), bytes.clone()));
            if let ToRelay::Push(push) = &message {
                let manifest = minicbor::to_vec(&push.manifest).expect("is written");
                seeds.push(("manifest", name.clone(), manifest));
                seeds.push(("frame", name.clone(), encode_frame(&message).expect("fits")));
            }
        } else if decode_frame::<ToStation>(&frame).is_ok() {
            seeds.push(("to_station", name.clone(), bytes));
        }
    }
}

fn documents(seeds: &mut Vec<Seed>) {
    for (golden, file) in [("later", LATER), ("second", SECOND)] {
        for (kind, part) in [(0u8, "core"), (1, "people")] {
            let own = |line: &&str| line.starts_with(part);
            let changes: Vec<Vec<u8>> =
                file.lines().filter(own).filter_map(|line| hex(line.split_once(' ')?.1)).collect();
            let name = format!("{golden}-{part}");
            seeds.push(("document", name.clone(), changes::file(kind, &changes)));
            for (at, change) in changes.iter().enumerate() {
                let bytes: Vec<u8> = std::iter::once(kind).chain(change.iter().copied()).collect();
                seeds.push(("change", format!("{name}-{at}"), bytes));
            }
        }
    }
    let mut org = Document::new(DocKey::org(office()));
    let made: Vec<Vec<u8>> = org_messages()
        .into_iter()
        .map(|raw| org.write(&writer(), &Step::Unknown { raw }, &[]).expect("writes").bytes)
        .collect();
    seeds.push(("document", "org".into(), changes::file(4, &made)));
}

fn records(seeds: &mut Vec<Seed>) {
    for (name, bytes) in lines(STORED, ": ").chain(lines(RECORDS, ": ")) {
        seeds.push(("records", name, bytes));
    }
    let draft = intake().to_bytes();
    seeds.push(("records", "draft".into(), draft));
    seeds.push(("records", "directory".into(), directory().to_bytes()));
}

fn office() -> OfficeCode {
    OfficeCode::parse("990101100201").expect("a code")
}

fn writer() -> Writer {
    Writer {
        actor: ActorBytes::of(DeviceId::new([3; 8]), [1; 8]),
        person: PersonId::new([3; 16]),
        at: now(),
    }
}

fn now() -> Moment {
    Moment::from_millis(1_795_000_000_000)
}

fn directory() -> Directory {
    let mut directory = Directory { version: 1, ..Directory::default() };
    directory.offices.push(Office::new(office(), "柳树村站".into(), None, Tier::Village));
    directory.sort();
    directory
}

fn intake() -> Intake {
    Intake {
        petitioner: PersonIntake {
            name: "单小明".into(),
            phone: "19900001234".into(),
            ..PersonIntake::default()
        },
        channel: "visit".into(),
        received_on: "2026-11-01".into(),
        petitioners: "3".into(),
        demands: vec!["修路".into()],
        narrative: "村口的路坏了".into(),
        ..Intake::default()
    }
}

/// A station that has registered two matters and waits.
fn station() -> MemoryStore {
    let store = MemoryStore::new();
    let mut station =
        block_on(Station::open(store.clone(), Entropy { actor: [2; 8] })).expect("opens");
    let tenant = TenantId::new([9; 16]);
    let challenge = Challenge { nonce: [4; 32], tenant, now: now().millis(), packs: Some(1) };
    block_on(station.enrol("secret", DeviceId::new([3; 8]), [5; 32])).expect("enrols");
    let enrolled = Enrolled {
        number: 1,
        office: office(),
        person: PersonId::new([3; 16]),
        directory: directory().to_bytes().into(),
        root: None,
        chain: None,
    };
    for message in [ToStation::Challenge(challenge), ToStation::Enrolled(enrolled)] {
        block_on(station.receive(message, now())).expect("takes");
    }
    for at in 1..=2 {
        let matter = MatterId::new([at; 16]);
        block_on(station.register(matter, &intake(), "draft", now())).expect("registers");
    }
    let matter = MatterId::new([1; 16]);
    block_on(station.note(matter, "已查看", now())).expect("notes");
    block_on(station.memo(matter, "内部", now())).expect("notes");
    block_on(station.keep_draft("0123", &intake().to_bytes())).expect("keeps");
    store
}

fn stores(seeds: &mut Vec<Seed>) {
    let dump = stored::dump(&station());
    seeds.push(("store", "station".into(), dump.clone()));
    let messages: Vec<Vec<u8>> = lines(MESSAGES, ": ").map(|(_, bytes)| bytes).collect();
    for (at, some) in messages.chunks(6).enumerate() {
        let parts = std::iter::once(dump.as_slice()).chain(some.iter().map(Vec::as_slice));
        seeds.push(("receive", format!("{at}"), joined(parts)));
    }
}

fn parcels(seeds: &mut Vec<Seed>) {
    let opened = Station::open(station(), Entropy { actor: [9; 8] });
    let station = block_on(opened).expect("opens");
    let entropy = ParcelEntropy([3; 32]);
    let to = [BoxKey::from_seed(crate::parcels::KEY).public()];
    let open = block_on(station.parcel_of_unsent(&[], &entropy, now())).expect("packs");
    let sealed = block_on(station.parcel_of_unsent(&to, &entropy, now())).expect("packs");
    let copy = block_on(station.export_unsent()).expect("exports");
    for (name, file) in [("open", open), ("sealed", sealed), ("copy", copy)] {
        seeds.push(("parcel", name.into(), file));
    }
    let frames: [&[u8]; 3] = [&[1, 0, 0x80], &[], &[7; 40]];
    seeds.push(("body", "frames".into(), wire::bundle(&frames)));
}

fn org_messages() -> Vec<String> {
    let by = Acting { post: PostId::new([1; 8]), on: now().date() };
    let from = now().date();
    let steps = [
        OrgStep::OfficeRenamed { by, office: office(), name: "新柳树村".into(), from },
        OrgStep::Relieved { by, post: PostId::new([3; 8]), on: from },
        OrgStep::CalendarSet { by, year: 2027, csv: "date,kind,name,source\n".into() },
    ];
    steps.iter().filter_map(OrgStep::to_message).collect()
}

fn steps(seeds: &mut Vec<Seed>) {
    let org: Vec<Vec<u8>> = org_messages()
        .into_iter()
        .map(|message| std::iter::once(0).chain(message.bytes()).collect())
        .collect();
    seeds.push(("org", "directory".into(), joined(org.iter().map(Vec::as_slice))));
    let dispute: Vec<Vec<u8>> = ORG_STEPS
        .lines()
        .filter_map(|line| line.find('{').map(|at| &line[at..]))
        .map(|message| std::iter::once(2).chain(message.bytes()).collect())
        .collect();
    for (at, some) in dispute.chunks(8).enumerate() {
        seeds.push(("org", format!("dispute-{at}"), joined(some.iter().map(Vec::as_slice))));
    }
}

fn workbooks(seeds: &mut Vec<Seed>) {
    let table = |headings: &[&str], rows: &[&[&str]]| Table {
        sheet: "来访".into(),
        columns: headings
            .iter()
            .map(|text| Column { heading: (*text).into(), width: 12 })
            .collect(),
        rows: rows.iter().map(|row| row.iter().map(|text| Entry::day(text)).collect()).collect(),
    };
    let petitions = table(
        &["序号", "姓名", "身份证号", "电话", "来访日期", "人数", "反映问题", "办理结果"],
        &[
            &[
                "1",
                "单小明",
                "990101198001010016",
                "19900001234",
                "2026-03-02",
                "6",
                "修路",
                "已办结",
            ],
            &["2", "查理明", "", "", "2026.3.5", "二人", "水渠塌了", ""],
        ],
    );
    let disputes = table(
        &["纠纷名称", "纠纷类型", "当事人", "排查日期", "风险等级", "化解情况"],
        &[&["地界纠纷", "邻里纠纷", "单小明、查理明", "2026-03-02", "高", "已化解"]],
    );
    for (name, table) in [("petitions", petitions), ("disputes", disputes)] {
        let file = ledger::export::workbook(&table);
        seeds.push(("workbook", format!("{name}-parts"), workbook::unpacked(&file)));
        seeds.push(("workbook", name.into(), file));
    }
}

fn texts(seeds: &mut Vec<Seed>) {
    for (name, text) in [
        ("filter", "today=due_soon,stage=2,holder=here,from=2026-01-01,to=2026-12-31,kind=dispute"),
        ("query", "单小明 1990000 xiulu"),
        ("code", "990101100201"),
    ] {
        seeds.push(("texts", name.into(), text.as_bytes().to_vec()));
    }
}
