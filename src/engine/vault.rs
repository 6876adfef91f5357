//! Answers about PINs while the device is open.

use ident::PersonId;
use replica::{Effect, Station, StationError, Vault, VaultEntropy, VaultPolicy};

use super::{convert, entropy, store::DeviceStore};
use crate::bridge::{Failure, Packed, Reply, VaultAsk, VaultState};

/// Randomness for one change of the vault.
fn draw() -> Result<VaultEntropy, Failure> {
    let drawn = || {
        Some(VaultEntropy {
            data_key: entropy::random()?,
            salt: entropy::random()?,
            nonce: entropy::random()?,
            ephemeral: entropy::random()?,
        })
    };
    drawn().ok_or(Failure::NoStorage)
}

/// Answers what concerns an open device; locking and unlocking are the driver's.
pub async fn answer(
    station: &mut Station<DeviceStore>,
    ask: VaultAsk,
) -> Result<(Reply, Vec<Effect>), Failure> {
    let now = entropy::now();
    let done = match ask {
        VaultAsk::State => {
            let state = state(station).await.map_err(convert::failure)?;
            return Ok((Reply::Vault(Packed::new(&state)), Vec::new()));
        }
        VaultAsk::SetFirst { secret } => {
            let label = label_of(station, None);
            station.set_first_pin(&label, &secret, &draw()?, now).await
        }
        VaultAsk::Change { old, new } => {
            let person = station.identity().map(|identity| identity.person);
            let person = person.ok_or(Failure::NotRegistered)?;
            let known = Vault::unlock(station.store(), person, &old, now).await;
            known.map_err(|error| convert::vault_failure(error, now.millis()))?;
            station.set_pin_of(person, None, &new, &draw()?).await
        }
        VaultAsk::Add { person, secret } => {
            let label = label_of(station, Some(person));
            station.set_pin_of(person, Some(&label), &secret, &draw()?).await
        }
        VaultAsk::Remove(person) => station.remove_pin_of(person).await,
        VaultAsk::Minutes(minutes) => {
            let days = station.vault_policy().await.map_err(convert::failure)?.days();
            station.set_vault_policy(VaultPolicy::new(days, minutes)).await
        }
        VaultAsk::Unlock { .. } | VaultAsk::Lock | VaultAsk::Touched => Ok(()),
    };
    done.map(|()| (Reply::Saved, Vec::new())).map_err(convert::failure)
}

async fn state(station: &Station<DeviceStore>) -> Result<VaultState, StationError> {
    let identity = station.identity().ok_or(StationError::NotRegistered)?;
    let directory = station.directory();
    let name = |person: PersonId| {
        let known = directory.person(person);
        (person, known.map(|known| known.name.clone()).unwrap_or_default())
    };
    let vault = Vault::load(station.store()).await?;
    let now = entropy::now();
    let people = vault.as_ref().map(|vault| vault.people(now)).unwrap_or_default();
    let mut people: Vec<PersonId> = people.iter().map(|one| one.person).collect();
    people.sort_by_key(|person| *person != identity.person);
    let policy = vault.as_ref().map(Vault::policy).unwrap_or_default();
    let mut others: Vec<(PersonId, String)> = directory
        .people
        .iter()
        .filter(|one| one.office == identity.office)
        .filter(|one| one.id != identity.person && !people.contains(&one.id))
        .filter(|one| directory.posts_of(one.id, &identity.office, now.date()).next().is_some())
        .map(|one| (one.id, one.name.clone()))
        .collect();
    others.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(VaultState {
        pin: vault.is_some(),
        people: people.into_iter().map(name).collect(),
        others,
        minutes: policy.minutes(),
        days: policy.days(),
        sealing: vault.as_ref().is_some_and(|vault| !vault.is_whole()),
        entrusted: vault.as_ref().is_some_and(|vault| vault.entrusted_to().is_some()),
    })
}

/// What the lock screen calls a person (none: whoever works here). It is stored in plain, so no more of
/// the name than its first character.
fn label_of(station: &Station<DeviceStore>, person: Option<PersonId>) -> String {
    let person = person.or(station.identity().map(|identity| identity.person));
    let name = person.and_then(|person| station.directory().person(person));
    let mut signs = name.map(|person| person.name.chars()).into_iter().flatten();
    let first: String = signs.next().into_iter().collect();
    signs.fold(first, |label, _| label + "*")
}
