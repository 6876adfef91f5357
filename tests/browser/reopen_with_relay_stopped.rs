//! After one visit the app is on the device: it opens and works without a relay.

use acceptance::{Failed, Petition, Role, Size, VILLAGE, forms, scenario};
use anyhow::{Result, ensure};

#[test]
fn reopen_with_relay_stopped() -> Result<(), Failed> {
    scenario("reopen_with_relay_stopped", async |stage| {
        let relay = stage.relay().await?;
        let network = stage.network(&relay).await?;
        let village =
            stage.enrolled("village", (&relay, &network), (VILLAGE, "杨小妹"), Size::Wide).await?;
        forms::register(&village, &Petition::brief("查志平", "修复村口路面")).await?;
        let draft = Petition {
            phone: "19900001111".into(),
            ..Petition::brief("单春燕", "疏浚渠道")
        };
        forms::open_form(&village).await?;
        draft.type_in(&village).await?;
        // It says so only when the last letters are on the disk.
        village.sees("草稿已存").await?;
        village.switch_off().await?;

        relay.kill().await?;
        network.cut().await;
        village.switch_on().await?;
        village.goto("/").await?;
        village.is_ready().await?;
        village.chip_says("离线").await?;
        forms::counts(&village, 1).await?;
        forms::listed(&village, "查志平").await?;

        village.sees("未完成的登记 1 份").await?;
        village.press(Role::Button, "继续填写单春燕").await?;
        for (field, typed) in
            [("姓名", "单春燕"), ("联系电话", "19900001111"), ("诉求 1", "疏浚渠道")]
        {
            let kept = village.value(field).await?;
            ensure!(kept == typed, "“{field}” of the draft: “{kept}” instead of “{typed}”");
        }
        village.press(Role::Button, "保存登记").await?;
        forms::is_saved(&village).await?;
        forms::register(&village, &Petition::brief("仇立新", "补发补贴")).await?;
        forms::counts(&village, 3).await?;
        ensure!(
            !village.text().await?.contains("未完成的登记"),
            "the draft outlived its registration"
        );

        // What was written meanwhile is handed in when the relay is back.
        relay.start().await?;
        network.restore().await?;
        village.chip_says("已全部上报").await
    })
}
