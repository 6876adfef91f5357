//! A small city, and changes made in it without any document.

use std::collections::BTreeSet;

use casework::{
    Directory, MatterState, Moment, Step,
    directory::{Device, Ended, Office, Person, Post, Role, Tier},
    history::{Arrival, SeenChange, in_order},
    step::payload::Acting,
};
use chrono::NaiveDate;
use ident::{ActorBytes, ChangeHash, DeviceId, OfficeCode, PersonId, PostId, PublicKey};

/// The matter that everything here happens to.
pub const MATTER: ident::MatterId = ident::MatterId::new([9; 16]);

pub const CITY: &str = "990101";
pub const TOWN: &str = "990101100";
pub const OTHER_TOWN: &str = "990101101";
pub const BUREAU: &str = "L01";
pub const VILLAGE: &str = "990101100201";
pub const OTHER_VILLAGE: &str = "990101100202";

pub const OFFICES: [(&str, Tier); 6] = [
    (CITY, Tier::City),
    (TOWN, Tier::Township),
    (OTHER_TOWN, Tier::Township),
    (BUREAU, Tier::Department),
    (VILLAGE, Tier::Village),
    (OTHER_VILLAGE, Tier::Village),
];

pub fn code(text: &str) -> OfficeCode {
    OfficeCode::parse(text).expect("a code")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A person at a desk: an office, a device, all roles that fit there but each its own post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Desk {
    pub office: usize,
    /// The second tablet of the office, with a person of their own.
    pub second: bool,
}

pub fn desk(office: &str) -> Desk {
    let office = OFFICES.iter().position(|(code, _)| *code == office).expect("an office");
    Desk { office, second: false }
}

impl Desk {
    pub fn all() -> Vec<Self> {
        (0..OFFICES.len())
            .flat_map(|office| [false, true].map(|second| Self { office, second }))
            .collect()
    }

    pub fn second(self) -> Self {
        Self { second: true, ..self }
    }

    fn byte(self) -> u8 {
        u8::try_from(self.office).expect("few") * 2 + u8::from(self.second) + 1
    }

    pub fn code(self) -> OfficeCode {
        code(OFFICES[self.office].0)
    }

    pub fn tier(self) -> Tier {
        OFFICES[self.office].1
    }

    pub fn device(self) -> DeviceId {
        DeviceId::new([self.byte(); 8])
    }

    pub fn person(self) -> PersonId {
        PersonId::new([self.byte(); 16])
    }

    pub fn post(self, role: Role) -> PostId {
        let role = Role::ALL.iter().position(|one| *one == role).expect("a role");
        let mut id = [self.byte(); 8];
        id[7] = u8::try_from(role).expect("few");
        PostId::new(id)
    }

    /// In the first role of the tier that has all powers a test needs.
    pub fn head(self) -> Role {
        match self.tier() {
            Tier::City => Role::BureauSectionHead,
            Tier::Township => Role::TownLeader,
            Tier::Department => Role::DepartmentLeader,
            Tier::Village => Role::StationHead,
        }
    }

    pub fn on(self, on: &str) -> Acting {
        self.acting(self.head(), day(on))
    }

    pub fn acting(self, role: Role, on: NaiveDate) -> Acting {
        Acting { post: self.post(role), on }
    }
}

pub fn directory() -> Directory {
    let mut directory = Directory { version: 1, ..Directory::default() };
    for (own, tier) in OFFICES {
        let parent = match tier {
            Tier::City => None,
            Tier::Village => Some(code(TOWN)),
            Tier::Township | Tier::Department => Some(code(CITY)),
        };
        directory.offices.push(Office::new(code(own), own.to_owned(), parent, tier));
    }
    for desk in Desk::all() {
        directory.people.push(Person {
            id: desk.person(),
            name: format!("{}", desk.byte()),
            office: desk.code(),
        });
        directory.devices.push(Device {
            id: desk.device(),
            office: desk.code(),
            number: 1,
            key: PublicKey::new([desk.byte(); 32]),
        });
        for role in Role::ALL.into_iter().filter(|role| role.fits(desk.tier())) {
            directory.posts.push(Post {
                id: desk.post(role),
                person: desk.person(),
                office: desk.code(),
                role,
                from: day("2020-01-01"),
                ended: None,
                deputises: None,
            });
        }
    }
    directory.sort();
    directory
}

/// Ends all posts of a desk: the last day, and where in the relay's log that stands.
pub fn withdraw(directory: &mut Directory, desk: Desk, on: &str, received: u64) {
    for post in directory.posts.iter_mut().filter(|post| post.person == desk.person()) {
        post.ended = Some(Ended { on: day(on), received: Some(received) });
    }
}

/// Changes of one core document, as several replicas make them.
#[derive(Debug, Clone, Default)]
pub struct History {
    pub changes: Vec<SeenChange>,
    made: u64,
}

/// What one replica has: the newest changes.
pub type Heads = BTreeSet<ChangeHash>;

impl History {
    /// A step on top of `heads`, which move to it. Recorded in the evening of its day, or of the
    /// last day of the test's year where it has none.
    pub fn step(&mut self, heads: &mut Heads, desk: Desk, step: Step) -> ChangeHash {
        let on = match (&step, step.acting()) {
            (_, Some(acting)) => acting.on,
            (Step::Registered { on, .. }, None) => *on,
            _ => day("2026-06-30"),
        };
        self.step_at(heads, desk, step, on)
    }

    pub fn step_at(
        &mut self,
        heads: &mut Heads,
        desk: Desk,
        step: Step,
        recorded_on: NaiveDate,
    ) -> ChangeHash {
        self.made += 1;
        // Hashes in no order, as real ones are.
        let hash = ident::digest("test", &[&self.made.to_be_bytes()]);
        let hash = ChangeHash::new(hash);
        let noon = recorded_on.and_hms_opt(4, 0, 0).expect("a time").and_utc();
        self.changes.push(SeenChange {
            hash,
            deps: heads.iter().copied().collect(),
            actor: ActorBytes::of(desk.device(), [1; 8]),
            seq: self.made,
            person: Some(desk.person()),
            at: Moment::from_millis(noon.timestamp_millis()),
            step,
            arrival: Arrival::Unknown,
        });
        *heads = Heads::from([hash]);
        hash
    }

    pub fn state(&self) -> MatterState {
        self.state_in(&directory())
    }

    pub fn state_in(&self, directory: &Directory) -> MatterState {
        MatterState::derive(MATTER, &in_order(self.changes.clone()), directory)
    }

    /// Everything a replica with these newest changes has.
    pub fn known(&self, heads: &Heads) -> Vec<SeenChange> {
        let mut wanted: BTreeSet<ChangeHash> = heads.clone();
        let mut known = Vec::new();
        for change in self.changes.iter().rev() {
            if wanted.contains(&change.hash) {
                wanted.extend(change.deps.iter().copied());
                known.push(change.clone());
            }
        }
        known
    }
}

pub fn registered(desk: Desk, on: &str) -> Step {
    Step::Registered {
        office: desk.code(),
        local_no: format!("{}-1-0001", desk.code()),
        on: day(on),
        rules: None,
    }
}
