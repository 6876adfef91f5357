//! Sealed accusations and records of access: handed in by anybody, answered to those alone whose post
//! it is. Whoever else asks is answered as if there were none, byte for byte.

mod access;
pub mod escrow;

use casework::{Directory, Moment, directory::Role};
use ident::{DeviceId, SealedId, SealingKey};
use std::collections::BTreeSet;
use wire::{
    AskSealed, Certificate, Chain, EscrowKey, Fault, HeldItem, PutWrap, Recipients, SEALED_MOST,
    SealedItem, SealedPart, ToStation, Wrap,
};

use crate::{
    Relay,
    acceptance::Introduced,
    clock,
    relay::unavailable,
    store::{Apart, Keys, Shelf, StoreError, keys},
};

/// Accusations in one answer, at most.
const ITEMS: u32 = 32;
/// Their bytes, at most, but for the first.
const BYTES: usize = 4 * SEALED_MOST;

/// Today, in days since 1970.
fn day(now: i64) -> u32 {
    u32::try_from(now.max(0) / 86_400_000).unwrap_or(u32::MAX)
}

fn wrap_id(item: &SealedId, to: &SealingKey) -> Vec<u8> {
    [item.as_bytes().as_slice(), to.as_bytes()].concat()
}

fn read<T: for<'b> minicbor::Decode<'b, ()>>(bytes: &[u8]) -> Result<T, StoreError> {
    minicbor::decode(bytes).map_err(|_| StoreError::Corrupt("apart"))
}

fn written<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    // Encoding into a Vec has no way to fail.
    minicbor::to_vec(value).unwrap_or_default()
}

/// The chain of a device that was given to somebody who holds this role at its office today, and that
/// is a device still.
async fn chain_in_role(
    keys: &dyn Keys,
    directory: &Directory,
    device: DeviceId,
    role: Role,
) -> Result<Option<Chain>, StoreError> {
    if directory.is_revoked(device) {
        return Ok(None);
    }
    let chain = keys::chain(keys, device).await?;
    let now = clock::now_millis();
    let today = Moment::from_millis(now).date();
    let holds = chain.own().is_some_and(|own| {
        let mut posts = directory.posts_of(own.person, &own.office, today);
        own.device == device && own.is_good_at(now) && posts.any(|post| post.role == role)
    });
    Ok(holds.then_some(chain))
}

/// Certificates of devices that were given to liaisons, each behind those it hangs on.
///
/// # Errors
/// [`StoreError`].
pub async fn liaisons(
    keys: &dyn Keys,
    directory: &Directory,
) -> Result<Vec<Certificate>, StoreError> {
    let posts = directory.posts.iter().filter(|post| post.role == Role::DisciplineLiaison);
    let offices: BTreeSet<_> = posts.map(|post| &post.office).collect();
    let mut found: Vec<Certificate> = Vec::new();
    for device in directory.devices.iter().filter(|device| offices.contains(&device.office)) {
        let chain = chain_in_role(keys, directory, device.id, Role::DisciplineLiaison).await?;
        for certificate in chain.unwrap_or_default().0.into_iter().rev() {
            if !found.contains(&certificate) {
                found.push(certificate);
            }
        }
    }
    Ok(found)
}

/// The city's escrow key.
///
/// # Errors
/// [`StoreError`].
pub async fn escrow_key(apart: &dyn Apart) -> Result<Option<EscrowKey>, StoreError> {
    apart.last(Shelf::Escrow, &[]).await?.map(|held| read(&held.bytes)).transpose()
}

async fn put(apart: &dyn Apart, item: &SealedItem) -> Result<(), StoreError> {
    let (id, today) = (item.id(), day(clock::now_millis()));
    // The keys first: whoever finds an accusation finds who may open it.
    for wrap in &item.wraps {
        apart.add(Shelf::Wrap, &wrap_id(&id, &wrap.to), today, &written(wrap)).await?;
    }
    apart.add(Shelf::Sealed, id.as_bytes(), today, &item.body).await?;
    Ok(())
}

async fn part(apart: &dyn Apart, after: u64) -> Result<SealedPart, StoreError> {
    let mut part = SealedPart::default();
    let mut bytes = 0;
    let page = apart.page(Shelf::Sealed, after, ITEMS).await?;
    let full = page.len() == ITEMS as usize;
    let mut last = None;
    for held in page {
        if bytes > 0 && bytes + held.bytes.len() > BYTES {
            part.next = last;
            return Ok(part);
        }
        bytes += held.bytes.len();
        let wraps = apart.named(Shelf::Wrap, &held.id).await?;
        let wraps = wraps.iter().map(|wrap| read::<Wrap>(&wrap.bytes)).collect::<Result<_, _>>()?;
        let item = SealedItem { body: held.bytes.into(), wraps };
        part.items.push(HeldItem { day: held.day, item });
        last = Some(held.no);
    }
    part.next = last.filter(|_| full);
    Ok(part)
}

impl Relay {
    /// Whether a device was given to somebody who holds this role.
    async fn is_in_role(&self, from: &Introduced, role: Role) -> Result<bool, Fault> {
        let standing = self.fresh_directory().await?;
        chain_in_role(self.store().keys(), &standing.directory, from.device, role)
            .await
            .map(|chain| chain.is_some())
            .map_err(|error| unavailable(&error))
    }

    /// To whom accusations are sealed: told to every device alike.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn recipients(&self) -> Result<ToStation, Fault> {
        let lost = |error: StoreError| unavailable(&error);
        let standing = self.fresh_directory().await?;
        let store = self.store();
        let certificates = liaisons(store.keys(), &standing.directory).await.map_err(lost)?;
        let escrow = escrow_key(store.apart()).await.map_err(lost)?;
        Ok(ToStation::Recipients(Box::new(Recipients { escrow, certificates })))
    }

    /// Keeps a sealed accusation. Whose device handed it in is noted nowhere.
    ///
    /// # Errors
    /// [`Fault::Malformed`], [`Fault::Unavailable`].
    pub async fn sealed_put(&self, item: &SealedItem) -> Result<ToStation, Fault> {
        if !item.is_sound() {
            return Err(Fault::Malformed);
        }
        put(self.store().apart(), item).await.map_err(|error| unavailable(&error))?;
        Ok(ToStation::SealedKept(item.id()))
    }

    /// Sealed accusations, for liaisons.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub async fn sealed(&self, from: &Introduced, asked: AskSealed) -> Result<ToStation, Fault> {
        let part = if self.is_in_role(from, Role::DisciplineLiaison).await? {
            part(self.store().apart(), asked.after).await.map_err(|error| unavailable(&error))?
        } else {
            SealedPart::default()
        };
        Ok(ToStation::Sealed(Box::new(part)))
    }

    /// A liaison lets another open an accusation. To everybody else nothing is different afterwards,
    /// and they are answered alike, whether there is such a one or not.
    ///
    /// # Errors
    /// [`Fault::Malformed`], [`Fault::Unavailable`].
    pub async fn put_wrap(&self, from: &Introduced, put: &PutWrap) -> Result<ToStation, Fault> {
        let lost = |error: StoreError| unavailable(&error);
        if !put.wrap.is_sound() {
            return Err(Fault::Malformed);
        }
        if self.is_in_role(from, Role::DisciplineLiaison).await? {
            let apart = self.store().apart();
            let held = apart.last(Shelf::Sealed, put.item.as_bytes()).await.map_err(lost)?;
            if held.is_some() {
                let id = wrap_id(&put.item, &put.wrap.to);
                let today = day(clock::now_millis());
                let wrap = written(&put.wrap);
                apart.add(Shelf::Wrap, &id, today, &wrap).await.map_err(lost)?;
            }
        }
        Ok(ToStation::SealedKept(put.item))
    }
}
