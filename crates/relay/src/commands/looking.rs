//! Looking over a store.

use anyhow::{Context, bail};
use relay::{audit, doctor, root_file::RootFile, store::Site};
use std::path::PathBuf;

use super::durability;

pub(crate) async fn examine(store: &Site) -> anyhow::Result<()> {
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let report = doctor::examine(&*opened).await;
    opened.close().await;
    let report = report?;
    print!("{report}");
    if !report.faults.is_empty() {
        bail!("有 {} 处不对，见上。{} things are wrong, see above", report.count, report.count);
    }
    Ok(())
}

/// Verifies the record end to end.
pub(crate) async fn examine_record(store: &Site, root: Option<PathBuf>) -> anyhow::Result<()> {
    let root = root.map(|path| RootFile::read(&path)).transpose()?;
    let opened = store.open_existing(durability()).await.with_context(|| store.to_string())?;
    let found = audit::audit(&*opened, root.as_ref()).await;
    opened.close().await;
    let found = found?;
    print!("{found}");
    if found.count > 0 {
        bail!("有 {} 处不符，见上。{} things are not as they were", found.count, found.count);
    }
    Ok(())
}
