//! Who is who: offices, people, posts and devices, as the city keeps them.

mod arrangements;
mod block;
mod duty_view;
mod line;
mod office;
mod person;
mod post;
mod reach;
mod recusal;
mod role;
mod tier;

use chrono::NaiveDate;
use ident::{DeviceId, OfficeCode, PersonId, PostId};
use minicbor::{Decode, Encode};

use crate::{org::OrgReport, rules::RuleBook};

pub use arrangements::{
    Arrangements, Contact, Cycles, DutyTurn, EmergencyPlan, Helper, HelperKind, Intensive, Round,
    RoundKind, Scheme, Training,
};
pub use block::NumberBlock;
pub use duty_view::{ContactView, DutyView, HelperView};
pub use office::{Office, PastName, PastParent};
pub use person::{Device, Person, RevokedDevice};
pub use post::{Ended, Post};
pub use reach::Reach;
pub use recusal::{Recusal, RecusalScope, Weight};
pub use role::{Power, Role};
pub use tier::Tier;

/// The directory of one city, at one version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct Directory {
    /// Counts its versions from 1; 0 is the empty directory.
    #[n(0)]
    pub version: u32,
    /// Offices, sorted by code.
    #[n(1)]
    pub offices: Vec<Office>,
    /// People, sorted by id.
    #[n(2)]
    pub people: Vec<Person>,
    /// Devices, sorted by id.
    #[n(3)]
    pub devices: Vec<Device>,
    /// Posts, sorted by id.
    #[cbor(n(4), default)]
    pub posts: Vec<Post>,
    /// Working-day tables that the city added, as CSV, by year.
    #[cbor(n(5), default)]
    pub calendars: Vec<(i32, String)>,
    /// The rule profile that new matters run under: `national/1`.
    #[n(6)]
    pub profile: Option<String>,
    /// Templates of papers that the city set in the place of those shipped: a paper's name and the
    /// template's text, sorted by name.
    #[cbor(n(7), default)]
    pub templates: Vec<(String, String)>,
    /// Numbers of papers (文号) reserved, in the order they were.
    #[cbor(n(8), default)]
    pub blocks: Vec<NumberBlock>,
    /// How the relay derived it from the directory's documents.
    #[cbor(n(9), default)]
    pub org: OrgReport,
    /// What the offices arranged among themselves.
    #[cbor(n(10), default)]
    pub arrangements: Arrangements,
    /// Devices that are devices no more, sorted by id; none where there is none.
    #[n(13)]
    pub revoked: Option<Vec<RevokedDevice>>,
    /// Who keeps away from what, in the order it was entered; none where nobody does.
    #[n(14)]
    pub recusals: Option<Vec<Recusal>>,
    /// Its rules, made at the first call of [`Directory::rules`].
    #[cbor(skip)]
    pub cache: RuleCache,
}

/// The rules, made once. It takes no part in comparing directories.
#[derive(Debug, Clone, Default)]
pub struct RuleCache(std::sync::OnceLock<RuleBook>);

impl PartialEq for RuleCache {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for RuleCache {}

/// Bytes that are not a directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a directory this version can read")]
pub struct BadDirectory;

impl Directory {
    /// Reads a directory.
    ///
    /// # Errors
    /// [`BadDirectory`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadDirectory> {
        let mut directory: Self = minicbor::decode(bytes).map_err(|_| BadDirectory)?;
        directory.sort();
        Ok(directory)
    }

    /// Writes it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Encoding into a Vec has no way to fail.
        minicbor::to_vec(self).unwrap_or_default()
    }

    /// Puts the lists into the order that look-ups rely on.
    pub fn sort(&mut self) {
        self.offices.sort_by(|a, b| a.code.cmp(&b.code));
        self.people.sort_by_key(|person| person.id);
        self.devices.sort_by_key(|device| device.id);
        self.posts.sort_by_key(|post| post.id);
        if let Some(revoked) = &mut self.revoked {
            revoked.sort_by_key(|revoked| revoked.device);
        }
    }

    /// Forgets the rules made so far: to be called where calendars were changed.
    pub fn renew_rules(&mut self) {
        self.cache = RuleCache::default();
    }

    /// An office by its code.
    #[must_use]
    pub fn office(&self, code: &OfficeCode) -> Option<&Office> {
        let at = self.offices.binary_search_by(|office| office.code.cmp(code)).ok()?;
        self.offices.get(at)
    }

    /// A person by their id.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        let at = self.people.binary_search_by(|person| person.id.cmp(&id)).ok()?;
        self.people.get(at)
    }

    /// A device by its id.
    #[must_use]
    pub fn device(&self, id: DeviceId) -> Option<&Device> {
        let at = self.devices.binary_search_by(|device| device.id.cmp(&id)).ok()?;
        self.devices.get(at)
    }

    /// Whether a device was revoked.
    #[must_use]
    pub fn is_revoked(&self, id: DeviceId) -> bool {
        let revoked = self.revoked.as_deref().unwrap_or_default();
        revoked.binary_search_by(|revoked| revoked.device.cmp(&id)).is_ok()
    }

    /// Who keeps away from what, those that ended too.
    #[must_use]
    pub fn recusals(&self) -> &[Recusal] {
        self.recusals.as_deref().unwrap_or_default()
    }

    pub(crate) fn office_mut(&mut self, code: &OfficeCode) -> Option<&mut Office> {
        let at = self.offices.binary_search_by(|office| office.code.cmp(code)).ok()?;
        self.offices.get_mut(at)
    }

    pub(crate) fn person_mut(&mut self, id: PersonId) -> Option<&mut Person> {
        let at = self.people.binary_search_by(|person| person.id.cmp(&id)).ok()?;
        self.people.get_mut(at)
    }

    pub(crate) fn post_mut(&mut self, id: PostId) -> Option<&mut Post> {
        let at = self.posts.binary_search_by(|post| post.id.cmp(&id)).ok()?;
        self.posts.get_mut(at)
    }

    /// The rules of this city.
    #[must_use]
    pub fn rules(&self) -> &RuleBook {
        let tables = || RuleBook::new(self.calendars.iter().map(|(_, csv)| csv.as_str()));
        self.cache.0.get_or_init(tables)
    }

    /// A post by its id.
    #[must_use]
    pub fn post(&self, id: PostId) -> Option<&Post> {
        let at = self.posts.binary_search_by(|post| post.id.cmp(&id)).ok()?;
        self.posts.get(at)
    }

    /// The posts a person holds at an office on a day.
    pub fn posts_of<'a>(
        &'a self,
        person: PersonId,
        office: &'a OfficeCode,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a Post> {
        self.posts.iter().filter(move |post| {
            post.person == person && post.office == *office && post.is_held_on(day)
        })
    }

    /// The tier of an office.
    #[must_use]
    pub fn tier(&self, code: &OfficeCode) -> Option<Tier> {
        self.office(code).map(|office| office.tier)
    }

    /// The city office.
    #[must_use]
    pub fn city(&self) -> Option<&Office> {
        self.offices.iter().find(|office| office.tier == Tier::City)
    }
}
