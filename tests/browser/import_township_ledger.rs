//! A township's ledger is taken in from Excel, once.
//!
//! Written before the page: assumed are the labels below.

use acceptance::{Failed, LONG, Machine, Role, Size, TOWNSHIP, forms, scenario};
use anyhow::{Result, ensure};

/// The choice of a file.
const FILE: &str = "选择台账文件";
/// Takes in what the preview shows.
const IMPORT: &str = "导入";
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
        let ledger = Machine::fixture("township-ledger.xlsx");

        township.press(Role::Link, "导入台账").await?;
        township.give_file(FILE, &ledger).await?;
        // The preview counts the rows before anything is taken in.
        township.sees_within(&ROWS.to_string(), LONG).await?;
        township.picture(&stage.output("screens").join("import-preview-wide.png")).await?;
        ensure!(forms::count(&township).await? == 0, "rows were taken in before anybody said so");
        township.press(Role::Link, "导入台账").await?;
        township.give_file(FILE, &ledger).await?;
        township.press(Role::Button, IMPORT).await?;
        township.sees_within(&format!("{ROWS} 件"), LONG).await?;
        forms::counts(&township, ROWS).await?;
        township.chip_says("已全部上报").await?;

        // Somebody of the first rows is found, with the village as the ledger writes it.
        township.write("查找", "李杰").await?;
        forms::listed(&township, "李杰").await?;
        township.write("查找", "").await?;

        // The same again adds nothing.
        township.press(Role::Link, "导入台账").await?;
        township.give_file(FILE, &ledger).await?;
        township.sees_within(&ROWS.to_string(), LONG).await?;
        if let Some(button) = township.find_now(Role::Button, IMPORT).await? {
            // Where nothing is new there may be nothing to press.
            if button.is_enabled().await? {
                township.press(Role::Button, IMPORT).await?;
            }
        }
        township.sees_within("0 件", LONG).await?;
        forms::counts(&township, ROWS).await
    })
}
