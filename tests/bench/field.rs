//! In the courtyard: a village's matters taken along, no network, and a tablet that is six times slower
//! than this machine, its workers as well.

use std::time::Duration;

use acceptance::{Role, Size, Slowed, Stage, TOWNSHIP, Tablet, forms};
use anyhow::{Context, Result};
use serde_json::json;

use crate::{TIMES, ledger_file, measure, say};

/// So many matters a village has.
const MATTERS: u32 = 300;
/// So many times slower.
const SLOWER: u32 = 6;

/// Opening the visit, and saving a talk.
pub async fn figures(stage: &Stage) -> Result<()> {
    let relay = stage.relay().await?;
    let network = stage.network(&relay).await?;
    let tablet =
        stage.enrolled("courtyard", (&relay, &network), (TOWNSHIP, "柳主任"), Size::Tall).await?;
    let file = stage.temp().join("village.xlsx");
    ledger_file::write(&file, MATTERS, &["前杨村"])?;
    tablet.go("#/import").await?;
    tablet.be_patient(Duration::from_secs(300)).await?;
    tablet.give_file("选择台账文件", &file).await?;
    measure::press_until(&tablet, &format!("导入 {MATTERS} 件"), "导入完成").await?;
    plan(&tablet).await?;
    tablet.press(Role::Button, "核对并带走").await?;
    tablet.sees_within("已备齐", Duration::from_secs(120)).await?;
    network.cut().await;
    tablet.chip_says("离线").await?;
    for (slower, words) in [(1, String::new()), (SLOWER, format!(", {SLOWER}x slower"))] {
        let _slowed = (slower > 1).then(|| Slowed::down(&tablet, slower)).transpose()?;
        measured(&tablet, &words).await?;
    }
    tablet.switch_off().await
}

async fn measured(tablet: &Tablet, words: &str) -> Result<()> {
    let shown = format!("看 {MATTERS} 件正在办的");
    let (mut opened, mut listed, mut saved, mut flushed) =
        <(Vec<_>, Vec<_>, Vec<_>, Vec<_>)>::default();
    for at in 0..TIMES {
        tablet.go("#/visits").await?;
        tablet.find(Role::Link, "单雪梅").await?;
        opened.push(follow(tablet, "单雪梅", &shown).await?);
        listed.push(measure::press_until(tablet, &shown, "（第1件）").await?);
        tablet.press(Role::Button, "记一次谈话").await?;
        tablet.write("姓名", "解秀珍").await?;
        let said = format!("第{at}次{words}说的话。");
        tablet.write("谈话内容", &said).await?;
        // What was typed is kept a moment later; that is no part of saving.
        tokio::time::sleep(Duration::from_secs(2)).await;
        saved.push(measure::press_until(tablet, "保存谈话", "已保存在本机").await?);
        tablet.sees_within(&said, Duration::from_secs(60)).await?;
        gone(tablet).await?;
        flushed.push(flush(tablet).await?);
    }
    say(&format!("a village of {MATTERS} offline: a tap to its visit{words}"), &mut opened, "ms");
    say(&format!("and a tap to the list of its open matters{words}"), &mut listed, "ms");
    say(&format!("a press on 保存谈话 to 已保存在本机{words}"), &mut saved, "ms");
    say(&format!("of which the storage's own flush{words}"), &mut flushed, "ms");
    Ok(())
}

async fn plan(tablet: &Tablet) -> Result<()> {
    tablet.go("#/visits").await?;
    tablet.press(Role::Button, "安排下访").await?;
    tablet.choose("形式", "带案下访").await?;
    tablet.write("领导姓名", "单雪梅").await?;
    tablet.take("到哪个村（社区）", "前杨", "前杨村").await?;
    tablet.press(Role::Button, "保存安排").await?;
    forms::part_says(tablet, "带走", &["核对并带走"]).await
}

/// Follows a link and waits for a text: milliseconds between the two.
async fn follow(tablet: &Tablet, name: &str, text: &str) -> Result<f64> {
    let script = "const [name, text, done] = arguments;
        const link = [...document.querySelectorAll('a')].find(one => one.innerText.includes(name));
        const began = performance.now();
        const watching = new MutationObserver(() => {
          if (!document.body.innerText.includes(text)) return;
          watching.disconnect();
          done(performance.now() - began);
        });
        watching.observe(document.body, {subtree: true, childList: true, characterData: true});
        link.click();";
    let millis = tablet.run_async(script, vec![json!(name), json!(text)]).await?;
    millis.as_f64().with_context(|| format!("a figure, not {millis}"))
}

/// Waits until the last word at the foot of the screen has gone.
async fn gone(tablet: &Tablet) -> Result<()> {
    acceptance::until("nothing is said any more", Duration::from_secs(60), async || {
        Ok((!tablet.text().await?.contains("已保存在本机")).then_some(()))
    })
    .await
}

/// One small strict transaction of the same database, from outside.
async fn flush(tablet: &Tablet) -> Result<f64> {
    let script = "const [done] = arguments;
        const open = indexedDB.open('cunzhan');
        open.onsuccess = () => {
          const began = performance.now();
          const work = open.result.transaction('scratch', 'readwrite', {durability: 'strict'});
          work.objectStore('scratch').put(new Uint8Array(2000), new TextEncoder().encode('bench'));
          work.oncomplete = () => {
            const took = performance.now() - began;
            // The station reads this store: what is none of its records must not stay there.
            const gone = open.result.transaction('scratch', 'readwrite');
            gone.objectStore('scratch').delete(new TextEncoder().encode('bench'));
            gone.oncomplete = () => { open.result.close(); done(took); };
          };
          work.onabort = () => done(String(work.error));
        };";
    let millis = tablet.run_async(script, vec![]).await?;
    millis.as_f64().with_context(|| format!("a figure, not {millis}"))
}
