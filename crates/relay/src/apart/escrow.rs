//! The escrow key: the second one that every accusation is sealed to. Its private half lies offline,
//! and is taken out when no liaison's device is left that could let a successor open what there is.

use ident::{DeviceId, SealedId, SealingKey};
use replica::{BoxKey, unwrap_key, wrap_key};
use wire::{EscrowKey, Wrap};

use super::{day, escrow_key, liaisons, read, wrap_id, written};
use crate::{
    clock, directory,
    invite::random,
    keyring,
    root_file::{RootFile, RootFileError},
    store::{Shelf, Store, StoreError},
};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum EscrowError {
    /// There is one already.
    #[error("本市已有托管密钥，未作改动。the city has an escrow key already: nothing was changed")]
    Set,
    /// The root key is offline and was not named.
    #[error(
        "根密钥离线保存：请用 --root FILE 指明。the root key is offline: name it with --root FILE"
    )]
    RootOffline,
    /// The root key's file is of no use.
    #[error(transparent)]
    Root(#[from] RootFileError),
    /// The file is not the escrow key's.
    #[error("不是本市的托管密钥。this is not the city's escrow key")]
    OtherKey,
    /// Not a liaison's device.
    #[error("该设备不是现任纪检联络人的设备。this is not the device of a liaison in office")]
    NoLiaison,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn public(key: &BoxKey) -> SealingKey {
    SealingKey::new(*key.public().as_bytes())
}

/// Makes the public half known; the root key signs it.
///
/// # Errors
/// [`EscrowError`].
pub async fn set(
    store: &dyn Store,
    seed: [u8; 32],
    root: Option<RootFile>,
) -> Result<EscrowKey, EscrowError> {
    let authority = keyring::authority(store).await?;
    let signer = match (root, authority.secret) {
        (Some(file), _) => file.of(&authority.root)?.key,
        (None, Some(seed)) => wire::SecretKey::from_seed(&seed),
        (None, None) => return Err(EscrowError::RootOffline),
    };
    let (tenant, now) = (authority.root.tenant, clock::now_millis());
    let said = EscrowKey::sign(&signer, tenant, public(&BoxKey::from_seed(seed)), now);
    match store.apart().add(Shelf::Escrow, &[], day(now), &written(&said)).await? {
        None => Ok(said),
        Some(_) => Err(EscrowError::Set),
    }
}

/// Lets a liaison's device open all that the escrow key opens. Returns how many of how many.
///
/// # Errors
/// [`EscrowError`].
pub async fn pass_on(
    store: &dyn Store,
    seed: [u8; 32],
    device: DeviceId,
) -> Result<(u64, u64), EscrowError> {
    let key = BoxKey::from_seed(seed);
    let apart = store.apart();
    if escrow_key(apart).await?.is_none_or(|said| said.key != public(&key)) {
        return Err(EscrowError::OtherKey);
    }
    let directory = directory::effective(store).await?;
    let liaisons = liaisons(store.keys(), &directory).await?;
    let to = liaisons.iter().find(|own| own.device == device).and_then(|own| own.sealing);
    let to = to.ok_or(EscrowError::NoLiaison)?;
    let (mut done, mut all, mut after) = (0, 0, 0);
    loop {
        let page = apart.page(Shelf::Sealed, after, 100).await?;
        let Some(last) = page.last() else { return Ok((done, all)) };
        after = last.no;
        for held in page {
            all += 1;
            let id = SealedId::from_slice(&held.id).map_err(StoreError::from)?;
            let own = apart.named(Shelf::Wrap, &wrap_id(&id, &public(&key))).await?;
            let Some(own) = own.first() else { continue };
            let opened = unwrap_key(&read::<Wrap>(&own.bytes)?, &id, &key);
            let Some(opened) = opened else { continue };
            let Some(wrap) = wrap_key(&opened, &id, &to, random()?) else { continue };
            let today = day(clock::now_millis());
            apart.add(Shelf::Wrap, &wrap_id(&id, &to), today, &written(&wrap)).await?;
            done += 1;
        }
    }
}
