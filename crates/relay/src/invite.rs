//! Invitations from the relay's own command line: a link that makes the browser that opens it first
//! a device of an office. Offices invite by themselves (`crate::devices`).

use casework::{
    Directory, Moment,
    directory::{Office, Person, Post, Role},
};
use chrono::Days;
use ident::{OfficeCode, PersonId, PostId, Signature};
use wire::Voucher;

use crate::{
    clock,
    directory::effective,
    keyring,
    relay::secret_hash,
    root_file::{RootFile, RootFileError},
    store::{Invitation, Store, StoreError},
};

/// So often is another number tried, should others enrol devices of the office meanwhile.
const TRIES: u32 = 20;

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
    /// The relay cannot vouch for anybody by itself.
    #[error(
        "本市的根密钥离线保存：请用 --root FILE 指明根密钥文件。the city's root key is offline: name \
         its file with --root FILE"
    )]
    RootOffline,
    /// The root key's file is of no use.
    #[error(transparent)]
    Root(#[from] RootFileError),
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

/// A new code for a person to type: ten characters.
///
/// # Errors
/// Where the operating system has no randomness.
pub fn new_code() -> Result<String, StoreError> {
    Ok(wire::code_text(random()?))
}

/// A new one-time secret: 128 random bits as text.
///
/// # Errors
/// Where the operating system has no randomness.
pub fn new_secret() -> Result<String, StoreError> {
    Ok(PersonId::new(random()?).to_hex())
}

/// Invites a device of an office, to be worked with by a person, whom the directory learns of if
/// the office has nobody of that name. Returns the code, which is good for one device and one day.
/// Where the relay cannot issue certificates itself, the root key vouches.
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
    root: Option<&RootFile>,
) -> Result<String, InviteError> {
    let authority = keyring::authority(store).await?;
    let root = root.map(|root| root.clone().of(&authority.root)).transpose()?;
    if root.is_none() && authority.secret.is_none() {
        return Err(InviteError::RootOffline);
    }
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
    let code = new_code()?;
    match root {
        Some(root) => vouch(store, &root, office, person, &code).await?,
        None => {
            let invitation = Invitation {
                secret_hash: secret_hash(&code),
                office: office.clone(),
                person,
                expires_at: Some(clock::now_millis() + Voucher::GOOD_FOR),
            };
            store.invite(&invitation).await?;
        }
    }
    Ok(code)
}

/// The root's word for a code.
async fn vouch(
    store: &dyn Store,
    root: &RootFile,
    office: &OfficeCode,
    person: PersonId,
    code: &str,
) -> Result<(), InviteError> {
    let now = clock::now_millis();
    let mut number = 1;
    for _ in 0..TRIES {
        let voucher = Voucher {
            tenant: root.certificate.tenant,
            code: wire::code_key(code).public(),
            office: office.clone(),
            person,
            number,
            issued: now,
            until: now + Voucher::GOOD_FOR,
            by: None,
            signature: Signature::new([0; 64]),
            ends: None,
        }
        .signed(&root.key);
        match store.keys().vouch(&secret_hash(code), &voucher).await? {
            None => return Ok(()),
            Some(next) => number = next,
        }
    }
    Err(InviteError::Store(StoreError::Corrupt("numbers of devices")))
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
            invite(&*store, &city, name, None).await.expect("invites");
        }
        let directory = effective(&*store).await.expect("reads");
        assert_eq!((directory.people.len(), directory.posts.len()), (2, 2));
        let head = directory.people.iter().find(|person| person.name == "陆明远").expect("there");
        assert!(directory.posts.iter().all(|post| post.person == head.id));
        assert!(directory.posts.iter().any(|post| post.role.has(Power::Directory)));
        store.close().await;
    }
}
