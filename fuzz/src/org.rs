//! Steps, as they stand in the messages of changes: of a matter and of the directory.

use casework::{
    Directory, MatterState, Moment, Step,
    directory::{Device, Office, Person, Post, Role, Tier},
    history::{Arrival, SeenChange},
    org::OrgStep,
};
use ident::{ActorBytes, ChangeHash, DeviceId, MatterId, OfficeCode, PersonId, PostId, PublicKey};

use crate::parts;

const CODES: [&str; 3] = ["990101", "990101100", "990101100201"];

fn code(at: usize) -> OfficeCode {
    OfficeCode::parse(CODES[at % 3]).expect("a code")
}

fn directory() -> Directory {
    let mut directory = Directory { version: 1, ..Directory::default() };
    let tiers = [Tier::City, Tier::Township, Tier::Village];
    let roles = [Role::BureauSectionHead, Role::TownLeader, Role::StationHead];
    for (at, byte) in (0..3usize).zip(1u8..) {
        let parent = at.checked_sub(1).map(code);
        directory.offices.push(Office::new(code(at), format!("所{at}"), parent, tiers[at]));
        let person = PersonId::new([byte; 16]);
        directory.people.push(Person { id: person, name: format!("员{at}"), office: code(at) });
        let key = PublicKey::new([byte; 32]);
        let id = DeviceId::new([byte; 8]);
        directory.devices.push(Device { id, office: code(at), number: 1, key });
        let from = "2020-01-01".parse().expect("a date");
        let (id, office, role) = (PostId::new([byte; 8]), code(at), roles[at]);
        directory.posts.push(Post { id, person, office, role, from, ended: None, deputises: None });
    }
    directory.sort();
    directory
}

/// Messages of steps, one behind the other; the first byte of each says who took it.
pub fn org(bytes: &[u8]) {
    let directory = directory();
    let mut changes: [Vec<SeenChange>; 3] = Default::default();
    for (part, at) in parts(bytes).into_iter().take(32).zip(1u8..) {
        let Some((who, message)) = part.split_first() else { continue };
        let message = String::from_utf8_lossy(message);
        let step = Step::from_message(Some(&message));
        assert_eq!(Step::from_message(Some(&step.to_message())), step, "a step is read as written");
        let org = OrgStep::from_message(&message);
        if let Some(written) = org.to_message() {
            assert_eq!(OrgStep::from_message(&written), org, "a step is read as written");
        }
        let which = who % 3 + 1;
        let own = &mut changes[usize::from(who % 3)];
        own.push(SeenChange {
            hash: ChangeHash::new([at; 32]),
            deps: own.last().map(|last| last.hash).into_iter().collect(),
            actor: ActorBytes::of(DeviceId::new([which; 8]), [1; 8]),
            seq: own.len() as u64 + 1,
            person: Some(PersonId::new([which; 16])),
            at: Moment::from_millis(1_795_000_000_000),
            step,
            arrival: if who & 0x80 == 0 { Arrival::At(at.into()) } else { Arrival::Pending },
        });
    }
    let docs: Vec<_> =
        changes.iter().cloned().enumerate().map(|(at, own)| (code(at), own)).collect();
    let (overlaid, _) = directory.overlaid(&docs);
    assert!(Directory::from_bytes(&overlaid.to_bytes()).is_ok(), "a directory is read as written");
    let all: Vec<SeenChange> = changes.concat();
    let _ = MatterState::derive(MatterId::new([1; 16]), &all, &overlaid);
}
