//! Invitations: a link that makes the browser that opens it first a device of an office.

use casework::directory::Person;
use ident::{OfficeCode, PersonId};

use crate::{
    clock,
    relay::secret_hash,
    store::{Invitation, Store, StoreError},
};

/// So long is an invitation good for.
const GOOD_FOR_MILLIS: i64 = 7 * 24 * 3600 * 1000;

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
/// # Errors
/// [`InviteError`].
pub async fn invite(
    store: &dyn Store,
    office: &OfficeCode,
    name: &str,
) -> Result<String, InviteError> {
    let directory = store.directory().await?;
    if directory.office(office).is_none() {
        return Err(InviteError::NoSuchOffice(office.clone()));
    }
    let name = name.trim();
    if name.is_empty() {
        return Err(InviteError::NoName);
    }
    let known =
        directory.people.iter().find(|person| person.office == *office && person.name == name);
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
