//! Keys: the city's root, the store's, the escrow and the courier's. Each lies in a file of its own, and
//! is not in the store.

use anyhow::{Context, bail};
use ident::{DeviceId, OfficeCode};
use relay::{
    apart::escrow,
    at_rest, invite,
    key_file::KeyFile,
    root_file::RootFile,
    store::{Authority, Location, Site, StoreError},
};
use std::path::{Path, PathBuf};

use super::{durability, open};

/// Makes the key of a store where there is none, outside of the store.
pub(crate) fn make_key(store: &Location, file: &Path) -> anyhow::Result<()> {
    if store.holds_file(file) {
        return Err(StoreError::KeyInside.into());
    }
    if file.exists() {
        return Ok(());
    }
    KeyFile::new(invite::random()?).write_for(
        file,
        "没有这个文件，中继存放的内容打不开。请与数据和备份分开存放两份。",
        "Without this file nothing opens that the relay has stored. Keep it twice, apart from the data and \
         its backups.",
    )?;
    println!("密钥文件 the key's file: {}", file.display());
    Ok(())
}

/// Settles who speaks for the city: a new root key, whose secret goes to a file and nowhere else; or,
/// for a relay that begins anew, the one there is.
pub(crate) async fn init(location: &Site, path: &Path, existing: bool) -> anyhow::Result<()> {
    let store = open(location).await?;
    let seed = invite::random()?;
    let certificate = if existing {
        RootFile::read(path)?.certificate
    } else {
        if store.keys().authority().await?.is_some() {
            bail!("本市已有根密钥，未作改动。the city has a root key already: nothing was changed");
        }
        let made = relay::clock::now_millis();
        let root = RootFile::new(&seed, store.log().tenant, made);
        // The file first: a root whose secret is nowhere would be of no use.
        RootFile::write(&seed, &root.certificate, path)?;
        root.certificate
    };
    let wanted = Authority { root: certificate, secret: None };
    let stands = store.keys().found(&wanted).await;
    store.close().await;
    if stands? != wanted {
        bail!("本市已有根密钥，未作改动。the city has a root key already: nothing was changed");
    }
    println!(
        "根密钥已定 the city's root key: {}\n\
         私钥文件 its secret: {} （请离线保存两份，并从本机删除 keep it offline, twice, and remove it \
         from this machine）\n\
         下一步 next: relay org import FILE.csv, relay invite --office CODE --person NAME --root {}",
        certificate.key,
        path.display(),
        path.display(),
    );
    Ok(())
}

/// Makes the escrow key: the file first, for a key whose private half is nowhere is of no use.
pub(crate) async fn escrow_make(
    store: &Site,
    file: &Path,
    root: Option<PathBuf>,
) -> anyhow::Result<()> {
    let root = root.map(|path| RootFile::read(&path)).transpose()?;
    let seed = invite::random()?;
    KeyFile::new(seed).write_for(
        file,
        "没有这个文件，纪检联络人的设备全丢了以后，封存的检举控告就打不开。请离线保存两份，不要留在中继机器上。",
        "Without this file nothing opens sealed accusations once all liaisons' devices are lost. Keep it \
         offline, twice, and not on the relay's machine.",
    )?;
    let opened = open(store).await?;
    let set = escrow::set(&*opened, seed, root).await;
    opened.close().await;
    match set {
        Ok(said) => {
            println!("托管密钥 escrow key: {}\n{}", said.key, file.display());
            Ok(())
        }
        Err(error) => {
            // Of no use: not the city's key.
            std::fs::remove_file(file)?;
            Err(error.into())
        }
    }
}

/// Passes sealed accusations on to a liaison's device with the escrow key.
pub(crate) async fn escrow_pass(store: &Site, file: &Path, device: DeviceId) -> anyhow::Result<()> {
    let key = KeyFile::read(file)?;
    let opened = open(store).await?;
    let passed = escrow::pass_on(&*opened, *key.bytes(), device).await;
    opened.close().await;
    let (done, all) = passed?;
    println!("已转封 passed on: {done} / {all}");
    Ok(())
}

/// Makes the key that couriers' files are sealed to. It lies in a file of its own, not in the store:
/// a copy of the store opens no courier's file.
pub(crate) fn courier_key(file: &Path) -> anyhow::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut seed = [0u8; 32];
    getrandom::fill(&mut seed).map_err(|error| anyhow::anyhow!("{error}"))?;
    let mut out = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .with_context(|| {
        format!("{} 已存在或无法写入 exists or cannot be written", file.display())
    })?;
    out.write_all(&seed)?;
    out.sync_all()?;
    let public = replica::BoxKey::from_seed(seed).public();
    println!("公钥 public key: {}", ident::PublicKey::new(*public.as_bytes()));
    Ok(())
}

/// Makes a backup's key.
pub(crate) fn keygen(file: &Path) -> anyhow::Result<()> {
    KeyFile::new(invite::random()?).write(file)?;
    println!("{}", file.display());
    Ok(())
}

/// Seals what is stored under another key.
pub(crate) async fn rekey(store: &Site, new: &Path) -> anyhow::Result<()> {
    let done = at_rest::rekey(store, &KeyFile::read(new)?, durability()).await?;
    for (table, values) in &done.tables {
        println!("  {table:<12} {values:>10}");
    }
    println!("已加密存放，密钥编号 sealed under the key with the number {}", done.number);
    Ok(())
}

/// Makes the code of somebody's device.
pub(crate) async fn invite(
    store: &Site,
    (office, person): (&OfficeCode, &str),
    root: Option<PathBuf>,
    url: &str,
) -> anyhow::Result<()> {
    let root = root.map(|path| RootFile::read(&path)).transpose()?;
    let store = open(store).await?;
    let code = invite::invite(&*store, office, person, root.as_ref()).await;
    store.close().await;
    let code = code?;
    println!("{url}/#enrol={code}");
    println!("登记码 code: {code} （一天内有效，只能用一次 good for one day, once）");
    Ok(())
}
