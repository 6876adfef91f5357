//! An invented city to try everything with: 云岭市, region 990101, which no real place has.
//!
//! Its matters are written through the same documents and handed in through the same acceptance
//! as a tablet's. None of it is drawn from a real case; there are no accusations in it.

mod city;
mod field;
mod hand;
mod handling;
mod matters;
mod names;
mod plan;
mod rng;
mod topics;
pub mod year;

use chrono::NaiveDate;
use std::sync::Arc;
use wire::Fault;

use crate::{
    Relay,
    invite::new_secret,
    relay::secret_hash,
    store::{DemoLink, Invitation, Store, StoreError},
};

pub use hand::Hand;

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Offices.
    pub offices: usize,
    /// People who work at them.
    pub people: usize,
    /// Petition matters.
    pub matters: usize,
}

/// Why there is no demo city.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The store is somebody's already.
    #[error("the store already holds offices")]
    NotEmpty,
    /// The relay did not take what the demo wrote.
    #[error("the relay refused the demo's own batch: {0}")]
    Refused(String),
    /// A tablet did not take what it was given.
    #[error("a tablet of the demo stopped: {0}")]
    Station(#[from] replica::StationError),
    /// The year did not go as it was written.
    #[error("the year did not go as written: {0}")]
    Astray(String),
    /// A document could not be written.
    #[error(transparent)]
    Write(#[from] casework::document::WriteError),
    /// A document could not be read back.
    #[error(transparent)]
    Read(#[from] casework::document::BadChange),
    /// The relay did not take a push.
    #[error("the relay did not take the demo's batch: {0}")]
    Fault(#[from] Fault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the demo city in an empty store, as of a day.
///
/// # Errors
/// [`DemoError`]; `NotEmpty` where there are offices already.
pub async fn make(store: Arc<dyn Store>, today: NaiveDate) -> Result<Made, DemoError> {
    if !store.org().await?.base.offices.is_empty() {
        return Err(DemoError::NotEmpty);
    }
    let offices = city::offices();
    store.put_offices(&offices).await?;
    let mut people = city::people(&offices);
    let apart = city::people_apart();
    let mut posts = city::posts(&offices, &people);
    posts.extend(city::posts_apart(&apart));
    people.extend(apart);
    store.put_people(&people).await?;
    store.put_posts(&posts).await?;
    let (relay, keeper) = Relay::start(Arc::clone(&store)).await?;
    let matters = match matters::write(&relay, &offices, &people, today).await {
        Ok(matters) => field::write(&relay, &people, today).await.map(|()| matters),
        Err(error) => Err(error),
    };
    drop(relay);
    let _ = keeper.await;
    let matters = matters?;
    put_links(&*store, &people).await?;
    Ok(Made { offices: offices.len(), people: people.len(), matters })
}

/// One link for each tier; the first browser that opens it becomes a device of that office.
async fn put_links(
    store: &dyn Store,
    people: &[casework::directory::Person],
) -> Result<(), DemoError> {
    for (place, (title, office)) in (1..).zip(city::shown()) {
        let Some(person) = people.iter().find(|person| person.office == office) else { continue };
        let secret = new_secret()?;
        store
            .invite(&Invitation {
                secret_hash: secret_hash(&secret),
                office: office.clone(),
                person: person.id,
                expires_at: None,
            })
            .await?;
        store.put_demo_link(&DemoLink { place, title, office, secret }).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{FeedRequest, PageEntry, sqlite::Durability};
    use casework::{Document, MatterRow, directory::Role, view::MatterDocs};
    use ident::{DeviceId, DocKey, MatterId, OfficeCode, Part};
    use std::collections::{BTreeMap, BTreeSet};
    use wire::{Bytes, Cursor};

    /// The rows an office projects from its feed, by the same code as a tablet's.
    async fn rows(store: &dyn Store, office: &str) -> Vec<MatterRow> {
        let audience = OfficeCode::parse(office).expect("a code");
        let after = Cursor::start(store.log().epoch);
        let reader = (DeviceId::new([0; 8]), 0);
        let request = FeedRequest { audience: &audience, after, reader, byte_limit: 64 << 20 };
        let page = store.read_feed(&request).await.expect("a feed");
        assert!(!page.more);
        let mut changes: BTreeMap<DocKey, Vec<Bytes>> = BTreeMap::new();
        for entry in page.entries {
            // The directory's document is of no matter.
            if let PageEntry::Doc { doc, .. } = entry
                && matches!(doc.key.part, Part::Core | Part::People)
            {
                changes.entry(doc.key).or_default().extend(doc.changes);
            }
        }
        let directory = crate::directory::effective(store).await.expect("a directory");
        let matters: BTreeSet<MatterId> = changes.keys().map(|key| key.matter).collect();
        let open = |key: DocKey| {
            let bytes = changes.get(&key).map(Vec::as_slice).unwrap_or_default();
            Document::open(key, bytes.iter().map(|bytes| &bytes[..])).expect("opens")
        };
        matters
            .into_iter()
            .map(|matter| {
                let (core, people) = (open(DocKey::core(matter)), open(DocKey::people(matter)));
                let docs = MatterDocs {
                    core: &core,
                    people: Some(&people),
                    internal: None,
                    committee: None,
                };
                MatterRow::project(&docs, &audience, &directory).expect("a row")
            })
            .collect()
    }

    #[tokio::test]
    async fn the_demo_city_is_as_promised() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
        let data = crate::scratch::Scratch::new("demo");
        let store = Relay::open_store(data.path(), Durability::UnsafeNone).await.expect("a store");
        let made = make(Arc::clone(&store), today).await.expect("made");
        assert_eq!(made, Made { offices: 19, people: 27, matters: 60 });
        assert!(matches!(make(Arc::clone(&store), today).await, Err(DemoError::NotEmpty)));
        let links = store.demo_links().await.expect("links");
        assert_eq!(links.iter().map(|link| link.place).collect::<Vec<_>>(), [1, 2, 3]);

        let standing = crate::directory::effective(&*store).await.expect("a directory");
        assert!(standing.offices.iter().all(|office| !office.phone.is_empty()));
        for role in [Role::DisciplineLiaison, Role::PrivacyOfficer, Role::CityLeader] {
            assert!(standing.posts.iter().any(|post| post.role == role), "{role:?}");
        }
        let mut city = rows(&*store, "990101").await;
        let of = |rows: &[MatterRow], kind| rows.iter().filter(|row| row.kind == kind).count();
        use casework::CaseKind::{Dispute, Petition, Reception, Screening, Visit};
        let kinds = [Petition, Dispute, Visit, Reception, Screening];
        assert_eq!(kinds.map(|kind| of(&city, kind)), [60, 5, 2, 2, 5]);
        let held = |row: &&MatterRow| row.meeting.as_ref().is_some_and(|one| one.held);
        assert_eq!(city.iter().filter(held).count(), 2);
        assert!(city.iter().all(|row| row.for_a_person == 0), "nobody overstepped");
        let promised = city.iter().filter(|row| !row.promises.is_empty());
        assert_eq!(promised.count(), 1);
        assert_eq!(city.iter().filter(|row| !row.instructions.is_empty()).count(), 5);
        assert!(standing.org.without_effect.is_empty(), "{:?}", standing.org.without_effect);
        let arranged = &standing.arrangements;
        assert_eq!((arranged.rounds.len(), arranged.helpers.len()), (1, 4));
        city.retain(|row| row.kind == Petition);
        assert!(city.iter().all(|row| row.home.is_some() && !row.name.is_empty()));
        assert!(city.iter().all(|row| *row.received_on <= *today.to_string()));
        let count = |wanted: fn(&MatterRow) -> bool| city.iter().filter(|row| wanted(row)).count();
        assert_eq!(count(|row| row.contested > 0), 2);
        assert_eq!(count(|row| row.channel == "letter"), 9);
        assert!(count(|row| row.handed) >= 20);
        assert!(count(|row| row.notes > 0) >= 20);
        assert!(count(|row| row.petitioners >= 5) >= 3);
        for surname in ["单", "解", "仇", "曾", "查"] {
            assert!(city.iter().any(|row| row.name.starts_with(surname)), "{surname}");
        }
        assert!(count(|row| row.category.starts_with("discipline")) == 0);

        let township = of(&rows(&*store, "990101101").await, Petition);
        let village = of(&rows(&*store, "990101101201").await, Petition);
        assert_eq!((township, village > 2 && village < township), (20, true), "{village}");
        store.close().await;
    }
}
