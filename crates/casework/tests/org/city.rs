//! A small city whose people keep its directory.

use casework::{
    Directory, Document, Moment, Step,
    directory::{Device, Office, Person, Post, Role, Tier},
    document::{ReadChange, Writer},
    history::{Arrival, SeenChange},
    org::{OrgReport, OrgStep},
    step::payload::Acting,
};
use chrono::NaiveDate;
use ident::{ActorBytes, DeviceId, DocKey, OfficeCode, PersonId, PostId, PublicKey};

pub const CITY: &str = "990101";
pub const TOWN: &str = "990101101";
pub const OTHER_TOWN: &str = "990101102";
pub const VILLAGE: &str = "990101101201";
pub const OTHER_VILLAGE: &str = "990101102201";

/// Each office's person, device and post have the number of its place in here. The city has a
/// second one of each: 5.
const OFFICES: [(&str, &str, Option<&str>, Role); 5] = [
    (CITY, "云岭市", None, Role::BureauSectionHead),
    (TOWN, "柳湾镇", Some(CITY), Role::TownLeader),
    (OTHER_TOWN, "青石镇", Some(CITY), Role::TownLeader),
    (VILLAGE, "前杨村", Some(TOWN), Role::StationHead),
    (OTHER_VILLAGE, "石门村", Some(OTHER_TOWN), Role::StationHead),
];
/// The city's system administrator.
pub const ADMIN: u8 = 5;

pub fn code(text: &str) -> OfficeCode {
    OfficeCode::parse(text).expect("a code")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn person(at: u8) -> PersonId {
    PersonId::new([at; 16])
}

pub fn post(at: u8) -> PostId {
    PostId::new([at; 8])
}

pub fn base() -> Directory {
    let mut directory = Directory { version: 1, ..Directory::default() };
    let at_city = (CITY, "", None, Role::SystemAdmin);
    for (at, (own, name, parent, role)) in (0u8..).zip(OFFICES.into_iter().chain([at_city])) {
        let tier = match own.len() {
            6 => Tier::City,
            9 => Tier::Township,
            _ => Tier::Village,
        };
        if !name.is_empty() {
            directory.offices.push(Office::new(code(own), name.into(), parent.map(code), tier));
        }
        let name = format!("工作人员{at}");
        directory.people.push(Person { id: person(at), name, office: code(own) });
        directory.devices.push(Device {
            id: DeviceId::new([at; 8]),
            office: code(own),
            number: 1,
            key: PublicKey::new([at; 32]),
        });
        directory.posts.push(Post {
            id: post(at),
            person: person(at),
            office: code(own),
            role,
            from: day("2020-01-01"),
            ended: None,
            deputises: None,
        });
    }
    directory.sort();
    directory
}

/// In which post somebody acts on the day at the desk.
pub fn by(at: u8) -> Acting {
    Acting { post: post(at), on: day("2026-11-22") }
}

/// A replica of one office's document.
#[derive(Clone)]
pub struct Replica {
    document: Document,
    bytes: Vec<Vec<u8>>,
}

impl Replica {
    pub fn new(office: &str) -> Self {
        Self { document: Document::new(DocKey::org(code(office))), bytes: Vec::new() }
    }

    /// Writes a step as somebody on their own device; gives the change.
    pub fn write(&mut self, at: u8, step: &OrgStep) {
        // 2026-11-22, ten in the morning in China.
        self.write_at(at, step, 1_795_312_800_000);
    }

    pub fn write_at(&mut self, at: u8, step: &OrgStep, millis: i64) {
        let writer = Writer {
            actor: ActorBytes::of(DeviceId::new([at; 8]), [1; 8]),
            person: person(at),
            at: Moment::from_millis(millis),
        };
        let raw = step.to_message().expect("a message");
        let written = self.document.write(&writer, &Step::Unknown { raw }, &[]).expect("writes");
        self.bytes.push(written.bytes);
    }

    pub fn merge(&mut self, other: &Self) {
        for bytes in &other.bytes {
            if !self.bytes.contains(bytes) {
                self.bytes.push(bytes.clone());
            }
        }
        let office = self.document.key().clone();
        assert_eq!(office, *other.document.key());
        self.document.apply(self.bytes.iter().map(Vec::as_slice)).expect("applies");
    }

    /// The changes' bytes, in the order they came here.
    pub fn bytes(&self) -> &[Vec<u8>] {
        &self.bytes
    }

    /// The changes as the relay has them, which took them in in this order.
    pub fn changes(&self) -> Vec<SeenChange> {
        (1..)
            .zip(&self.bytes)
            .map(|(at, bytes)| {
                let part = &self.document.key().part;
                let mut seen = ReadChange::from_bytes(bytes, part).expect("reads").seen;
                seen.arrival = Arrival::At(at);
                seen
            })
            .collect()
    }
}

/// What the documents of these offices come to.
pub fn overlaid(docs: &[(&str, &Replica)]) -> (Directory, OrgReport) {
    let docs: Vec<(OfficeCode, Vec<SeenChange>)> =
        docs.iter().map(|(office, replica)| (code(office), replica.changes())).collect();
    base().overlaid(&docs)
}

/// What one step of the city's document comes to.
pub fn one(at: u8, step: &OrgStep) -> (Directory, OrgReport) {
    let office = if at == ADMIN { CITY } else { OFFICES[usize::from(at)].0 };
    let mut replica = Replica::new(office);
    replica.write(at, step);
    overlaid(&[(office, &replica)])
}
