//! A petition written without a network reaches the township as it was written.

use acceptance::{Failed, LONG, Petition, Role, Size, TOWNSHIP, VILLAGE, forms, scenario};
use anyhow::{Result, ensure};
use serde_json::json;

#[test]
fn write_offline_then_sync() -> Result<(), Failed> {
    scenario("write_offline_then_sync", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Tall).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        township.chip_says("在线").await?;
        township.sees("还没有登记").await?;
        // Survives as long as the page does: nothing is loaded anew.
        township.run("window.neverReloaded = true;", vec![]).await?;

        near.cut().await;
        village.chip_says("离线").await?;
        let petition = Petition::full();
        forms::register(&village, &petition).await?;
        village.chip_says("1 条待上报").await?;
        village.chip_says("离线").await?;
        forms::counts(&village, 1).await?;
        ensure!(forms::count(&township).await? == 0, "it got out of a village without a network");

        near.restore().await?;
        village.chip_says("已全部上报").await?;
        township.sees_within(&petition.name, LONG).await?;
        forms::counts(&township, 1).await?;
        arrived_as_written(&township, &petition).await?;
        let same_page = township.run("return window.neverReloaded === true;", vec![]).await?;
        ensure!(same_page == json!(true), "the township's page was loaded anew");
        Ok(())
    })
}

/// Every field that was filled in stands on the matter's page.
async fn arrived_as_written(township: &acceptance::Tablet, petition: &Petition) -> Result<()> {
    forms::open_matter(township, &petition.name).await?;
    // Numbers are masked until asked for.
    ensure!(!township.text().await?.contains(&petition.id_number), "the ID number stands open");
    township.press(Role::Button, "显示身份证号").await?;
    // Without a reason nothing is shown.
    township.press(Role::Button, "记录并查看").await?;
    township.sees("请选事由").await?;
    ensure!(!township.text().await?.contains(&petition.id_number), "shown without a reason");
    township.choose("事由", "联系本人").await?;
    township.press(Role::Button, "记录并查看").await?;
    let Petition { name, sex, phone, id_number, address, .. } = petition;
    forms::part_says(township, "来访人", &[name, sex, phone, id_number, address]).await?;
    let Petition { channel, place, .. } = petition;
    let facts = ["2026年11月20日", channel, "6 人", place, "土地承包"];
    forms::part_says(township, "基本情况", &facts).await?;
    let demands: Vec<&str> = petition.demands.iter().map(String::as_str).collect();
    forms::part_says(township, "诉求", &demands).await?;
    forms::part_says(township, "补充说明", &[&petition.narrative]).await?;
    forms::part_says(township, "经过", &["前杨村登记", "杨小妹（前杨村）"]).await
}
