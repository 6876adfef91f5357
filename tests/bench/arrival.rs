//! What the screen's thread notices while thousands of documents come in: somebody is typing there.

use std::time::Duration;

use acceptance::{Size, Slowed, Stage, TOWNSHIP, Tablet, until};
use anyhow::{Context, Result};
use serde_json::Value;

use crate::{ledger_file, measure};

/// So many matters come at once, each of two documents.
const MATTERS: u32 = 2_000;
/// So many times slower.
const SLOWER: u32 = 6;
/// So long they may take.
const LIMIT: Duration = Duration::from_secs(300);

/// Two tablets of the township: one takes in a ledger without a network, the other one shows its list
/// when that arrives.
pub async fn figures(stage: &Stage) -> Result<()> {
    for slower in [1, SLOWER] {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let (reads, writes) = (format!("hearer-{slower}"), format!("sender-{slower}"));
        let reader =
            stage.enrolled(&reads, (&relay, &near), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        let writer =
            stage.enrolled(&writes, (&relay, &far), (TOWNSHIP, "安如意"), Size::Wide).await?;
        writer.chip_says("在线").await?;
        far.cut().await;
        writer.chip_says("离线").await?;
        let file = stage.temp().join(format!("arrival-{slower}.xlsx"));
        ledger_file::write(&file, MATTERS, &["前杨村"])?;
        writer.go("#/import").await?;
        writer.be_patient(LIMIT).await?;
        writer.give_file("选择台账文件", &file).await?;
        measure::press_until(&writer, &format!("导入 {MATTERS} 件"), "导入完成").await?;
        reader.go("#/").await?;
        let _slowed = (slower > 1).then(|| Slowed::down(&reader, slower)).transpose()?;
        watch(&reader).await?;
        far.restore().await?;
        until("all matters have come", LIMIT, async || {
            Ok(reader.text().await?.contains(&format!("共 {MATTERS} 件")).then_some(()))
        })
        .await?;
        let (longest, over) = tasks(&reader).await?;
        println!(
            "{:<58} {longest:>8.0} ms   ({over} above 50 ms)",
            format!("longest task while {} documents arrive, {slower}x slower", 2 * MATTERS)
        );
        reader.switch_off().await?;
        writer.switch_off().await?;
    }
    Ok(())
}

/// Begins to note what keeps the screen's thread busy for more than 50 ms.
async fn watch(tablet: &Tablet) -> Result<()> {
    let script = "
        window.busy = [];
        const watching = new PerformanceObserver(list =>
            window.busy.push(...list.getEntries().map(task => task.duration)));
        watching.observe({type: 'longtask'});";
    tablet.run(script, vec![]).await?;
    Ok(())
}

/// The longest one, in milliseconds (0: none was above 50), and how many there were.
async fn tasks(tablet: &Tablet) -> Result<(f64, u64)> {
    let script = "return [Math.max(0, ...window.busy), window.busy.length];";
    let found = tablet.run(script, vec![]).await?;
    let longest = found.get(0).and_then(Value::as_f64).context("a figure")?;
    Ok((longest, found.get(1).and_then(Value::as_u64).context("a number")?))
}
