//! What comes from files: offices, and what couriers carried.

use anyhow::{Context, bail};
use casework::directory::Tier;
use relay::{org, repair::carried, store::Site};
use std::path::Path;

use super::{durability, open};

pub(crate) async fn org_import(store: &Site, file: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(file)
        .with_context(|| format!("{} 无法读取 cannot be read", file.display()))?;
    let table = org::read_table(&bytes)?;
    for bad in &table.bad {
        eprintln!("第 {} 行 line {}: {}", bad.line, bad.line, bad.why);
    }
    if table.offices.is_empty() {
        bail!("没有可用的行。no row could be taken");
    }
    let store = open(store).await?;
    let counts = store.put_offices(&table.offices).await?;
    store.close().await;
    println!(
        "市 cities {}, 镇街 townships {}, 村社区 villages {}, 部门 departments {}; 新增 added {}, 更改 changed {}, \
         未变 unchanged {}, 有误 bad rows {}",
        table.count(Tier::City),
        table.count(Tier::Township),
        table.count(Tier::Village),
        table.count(Tier::Department),
        counts.added,
        counts.changed,
        counts.same,
        table.bad.len(),
    );
    Ok(())
}

pub(crate) async fn courier_take(
    store: &Site,
    file: &Path,
    key: Option<&Path>,
) -> anyhow::Result<()> {
    let read = |path: &Path| {
        let bytes = std::fs::read(path);
        bytes.with_context(|| format!("{} 无法读取 cannot be read", path.display()))
    };
    let mut keys = Vec::new();
    if let Some(path) = key {
        let seed = read(path)?;
        let seed: [u8; 32] =
            seed.try_into().map_err(|_| anyhow::anyhow!("不是钥匙文件 not a key file"))?;
        keys.push(replica::BoxKey::from_seed(seed));
    }
    let size = std::fs::metadata(file).map_or(0, |file| file.len());
    if size > replica::parcel::MAX_PARCEL as u64 {
        bail!("文件过大 the file is larger than the limit");
    }
    let bytes = read(file)?;
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let carried = carried::take(&*opened, &bytes, &keys).await;
    opened.close().await;
    print!("{}", carried?);
    Ok(())
}
