//! Copies of a city: backups, another database, and what has to stay erased in them.

use anyhow::{Context, bail};
use relay::{backup, erase, key_file::KeyFile, migrate, store::Site};
use std::path::Path;

use super::{durability, looking::examine};

pub(crate) async fn back_up(store: &Site, file: &Path, key: &Path) -> anyhow::Result<()> {
    let key = KeyFile::read(key)?;
    if file.exists() {
        bail!("{} 已存在 is there already", file.display());
    }
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let backed = backup::backup(&*opened, &key, file).await;
    opened.close().await;
    print!("已备份 backed up to {}:\n{}", file.display(), backed?);
    Ok(())
}

pub(crate) async fn restore(store: &Site, file: &Path, key: &Path) -> anyhow::Result<()> {
    let key = KeyFile::read(key)?;
    let backed = backup::restore(file, &key, store, durability()).await?;
    print!("已还原并逐表核对 restored, read back and compared:\n{backed}");
    examine(store).await
}

pub(crate) async fn list_erased(store: &Site, file: &Path) -> anyhow::Result<()> {
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let text = erase::list(&*opened).await;
    opened.close().await;
    let text = text?;
    // Beside it first: a list that was cut off would say that less was erased.
    let beside = file.with_extension("part");
    std::fs::write(&beside, &text)?;
    std::fs::rename(&beside, file)?;
    let count = text.lines().count().saturating_sub(1);
    println!("已清除的文档 documents erased: {count}\n{}", file.display());
    Ok(())
}

pub(crate) async fn apply_erased(store: &Site, file: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file)?;
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let applied = erase::apply(&*opened, &text).await;
    opened.close().await;
    println!("已按清单再次清除 erased again, as listed: {}", applied?);
    examine(store).await
}

pub(crate) async fn migrate(from: &Site, to: &Site) -> anyhow::Result<()> {
    let moved = migrate::migrate(from, to, durability()).await?;
    println!("{moved}");
    println!("体检新处 looking over the new store:");
    examine(to).await?;
    println!(
        "已搬到 moved to {to}\n原处数据未动，已作标记，不再从那里提供服务。{from} is as it \
         was, but for a mark: keep it as a backup; no relay serves from it again"
    );
    Ok(())
}
