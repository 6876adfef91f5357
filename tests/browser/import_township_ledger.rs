//! A township's ledger is taken in from Excel, once.

use acceptance::{Failed, LONG, Machine, Role, Size, TOWNSHIP, Tablet, forms, scenario};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fs;

/// How many rows the ledger has, by its truth file.
const ROWS: u32 = 320;

#[test]
fn import_township_ledger() -> Result<(), Failed> {
    scenario("import_township_ledger", async |stage| {
        let relay = stage.relay().await?;
        let network = stage.network(&relay).await?;
        let township = stage
            .enrolled("township", (&relay, &network), (TOWNSHIP, "柳主任"), Size::Wide)
            .await?;

        choose_ledger(&township).await?;
        township.sees(&format!("读出 {ROWS} 件")).await?;
        township.sees("本机已有 0 件").await?;
        township.picture(&stage.output("screens").join("import-preview-wide.png")).await?;
        ensure!(forms::count(&township).await? == 0, "rows were taken in before anybody said so");

        choose_ledger(&township).await?;
        township.press(Role::Button, &format!("导入 {ROWS} 件")).await?;
        let added = format!("导入完成。新增 {ROWS} 件，本机已有 0 件");
        township.sees_within(&added, LONG).await?;
        forms::counts(&township, ROWS).await?;
        township.chip_says("已全部上报").await?;
        for row in samples()? {
            stands_as_written(&township, &row).await?;
        }

        // The same again adds nothing.
        choose_ledger(&township).await?;
        township.sees(&format!("本机已有 {ROWS} 件")).await?;
        township.sees("没有新的事项").await?;
        let button = township.find(Role::Button, "导入 0 件").await?;
        ensure!(!button.is_enabled().await?, "there is something to import again");
        forms::counts(&township, ROWS).await?;

        // Another device of the office gets them all, from the relay.
        let far = stage.network(&relay).await?;
        let other =
            stage.enrolled("other", (&relay, &far), (TOWNSHIP, "柳副主任"), Size::Wide).await?;
        forms::counts(&other, ROWS).await
    })
}

async fn choose_ledger(township: &Tablet) -> Result<()> {
    township.go("#/").await?;
    township.go("#/import").await?;
    township.give_file("选择台账文件", &Machine::fixture("township-ledger.xlsx")).await?;
    township.sees_within("读出的内容", LONG).await
}

/// Of each sheet the first row of somebody who stands in the ledger once.
fn samples() -> Result<Vec<Value>> {
    let truth = fs::read_to_string(Machine::fixture("township-ledger.truth.json"))?;
    let truth: Value = serde_json::from_str(&truth)?;
    let rows = truth["rows"].as_array().context("the truth file has no rows")?;
    let mut samples: Vec<Value> = Vec::new();
    for row in rows {
        let once = rows.iter().filter(|other| other["name"] == row["name"]).count() == 1;
        if once && samples.iter().all(|sample| sample["sheet"] != row["sheet"]) {
            samples.push(row.clone());
        }
    }
    ensure!(samples.len() == 2, "{} samples out of two sheets", samples.len());
    Ok(samples)
}

/// What the row means stands on the matter's page.
async fn stands_as_written(township: &Tablet, row: &Value) -> Result<()> {
    let text = |field: &str| row[field].as_str().unwrap_or_default();
    township.go("#/").await?;
    township.write("查找", text("name")).await?;
    forms::open_matter(township, text("name")).await?;
    forms::part_says(township, "来访人", &[text("name"), text("sex")]).await?;
    let people = format!("{} 人", row["petitioners"]);
    let facts = [&in_words(text("received_on")), text("village"), &people];
    forms::part_says(township, "基本情况", &facts).await?;
    forms::part_says(township, "台账所载", &[&in_words(text("due_on"))]).await?;
    ensure!(township.text().await?.contains(text("text")), "“{}” is not shown", text("text"));
    township.go("#/").await?;
    township.write("查找", "").await
}

/// `2025-01-07` as `2025年1月7日`.
fn in_words(day: &str) -> String {
    let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
    let mut next = || parts.next().unwrap_or_default();
    format!("{}年{}月{}日", next(), next(), next())
}
