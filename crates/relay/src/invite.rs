//! Invitations: a link that makes the browser that opens it first a device of an office.

use casework::{
    Directory, Moment,
    directory::{Office, Person, Post, Role},
};
use chrono::Days;
use ident::{OfficeCode, PersonId, PostId};

use crate::{
    clock,
    directory::effective,
    relay::secret_hash,
    store::{Invitation, Store, StoreError},
};

/// So long is an invitation good for.
const GOOD_FOR_MILLIS: i64 = 7 * 24 * 3600 * 1000;

/// The first post of an office reaches back so far: what lay on the desk before the program came is
/// entered with days of its own.
const REACHES_BACK: Days = Days::new(365);

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// There is no such office.
    #[error("没有代码为 {0} 的单位。there is no office {0}: import it first (relay org import)")]
    NoSuchOffice(OfficeCode),
    /// A person without a name.
    #[error("请写姓名。the person has no name")]
    NoName,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Random bytes.
///
/// # Errors
/// Where the operating system has none.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandomness)?;
    Ok(bytes)
}

/// A new one-time secret: 128 random bits as text.
///
/// # Errors
/// Where the operating system has no randomness.
pub fn new_secret() -> Result<String, StoreError> {
    Ok(PersonId::new(random()?).to_hex())
}

/// Invites a device of an office, to be worked with by a person, whom the directory learns of if
/// the office has nobody of that name. Returns the secret.
///
/// Where nobody holds a post at the office, the person gets those of its head: somebody has to be
/// the first who may act, and at the city office the one who appoints the others. Further people
/// are appointed in the directory's documents.
///
/// # Errors
/// [`InviteError`].
pub async fn invite(
    store: &dyn Store,
    office: &OfficeCode,
    name: &str,
) -> Result<String, InviteError> {
    let directory = effective(store).await?;
    if directory.office(office).is_none() {
        return Err(InviteError::NoSuchOffice(office.clone()));
    }
    let name = name.trim();
    if name.is_empty() {
        return Err(InviteError::NoName);
    }
    let known =
        directory.people.iter().find(|person| person.office == *office && person.name == name);
    let line: Vec<Office> = directory.line_up(office).cloned().collect();
    store.refer_to(&line, known.map_or(&[], std::slice::from_ref)).await?;
    let person = match known {
        Some(person) => person.id,
        None => {
            let person = Person {
                id: PersonId::new(random()?),
                name: name.to_owned(),
                office: office.clone(),
            };
            let id = person.id;
            store.put_people(&[person]).await?;
            id
        }
    };
    begin_office(store, &directory, office, person).await?;
    let secret = new_secret()?;
    let invitation = Invitation {
        secret_hash: secret_hash(&secret),
        office: office.clone(),
        person,
        expires_at: Some(clock::now_millis() + GOOD_FOR_MILLIS),
    };
    store.invite(&invitation).await?;
    Ok(secret)
}

/// Gives a person the posts of the office's head where nobody holds any there.
async fn begin_office(
    store: &dyn Store,
    directory: &Directory,
    office: &OfficeCode,
    person: PersonId,
) -> Result<(), StoreError> {
    let today = Moment::from_millis(clock::now_millis()).date();
    let held = |post: &Post| post.office == *office && post.ended.is_none();
    let Some(tier) = directory.tier(office) else { return Ok(()) };
    if directory.posts.iter().any(held) {
        return Ok(());
    }
    let mut posts = Vec::new();
    for role in Role::heads(tier) {
        posts.push(Post {
            id: PostId::new(random()?),
            person,
            office: office.clone(),
            role: *role,
            from: today.checked_sub_days(REACHES_BACK).unwrap_or(today),
            ended: None,
            deputises: None,
        });
    }
    store.put_posts(&posts).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Relay, store::sqlite::Durability};
    use casework::directory::{Power, Tier};

    #[tokio::test]
    async fn the_first_person_of_an_office_is_its_head_and_the_second_is_not() {
        let data = crate::scratch::Scratch::new("invite");
        let store = Relay::open_store(data.path(), Durability::UnsafeNone).await.expect("a store");
        let city = OfficeCode::parse("990101").expect("a code");
        let office = Office::new(city.clone(), "云岭市".into(), None, Tier::City);
        store.put_offices(&[office]).await.expect("offices");
        for name in ["陆明远", "邵文清", "陆明远"] {
            invite(&*store, &city, name).await.expect("invites");
        }
        let directory = effective(&*store).await.expect("reads");
        assert_eq!((directory.people.len(), directory.posts.len()), (2, 2));
        let head = directory.people.iter().find(|person| person.name == "陆明远").expect("there");
        assert!(directory.posts.iter().all(|post| post.person == head.id));
        assert!(directory.posts.iter().any(|post| post.role.has(Power::Directory)));
        store.close().await;
    }
}
