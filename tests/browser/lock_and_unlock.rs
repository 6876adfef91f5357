//! A locked tablet shows nothing, hands in what was finished, and comes back with the form that was open.

use acceptance::{Failed, LONG, Petition, Role, Size, TOWNSHIP, VILLAGE, forms, scenario};
use anyhow::{Result, ensure};

const PIN: &str = "135790";
const BEGUN: &str = "电话里说下周再来";

#[test]
fn lock_and_unlock() -> Result<(), Failed> {
    scenario("lock_and_unlock", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Tall).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        // What was there before the PIN is sealed and stays readable.
        forms::register(&village, &Petition::brief("解春生", "修理水闸")).await?;
        village.sees_no_more("正在保存").await?;
        forms::set_pin(&village, PIN).await?;
        village.chip_says("已全部上报").await?;

        near.cut().await;
        forms::register(&village, &Petition::brief("仇立新", "补发补贴")).await?;
        village.chip_says("1 条待上报").await?;
        forms::open_matter(&village, "解春生").await?;
        village.write("新记录", BEGUN).await?;
        village.press(Role::Button, "锁定").await?;
        village.find(Role::Heading, "已锁定").await?;
        for name in ["解春生", "仇立新", BEGUN, "杨小妹", "前杨村"] {
            ensure!(!village.text().await?.contains(name), "{name} can be read on the lock screen");
        }
        village.sees("还有 1 项正在上报").await?;
        near.restore().await?;
        township.sees_within("仇立新", LONG).await?;
        village.find(Role::Heading, "已锁定").await?;

        forms::enter_pin(&village, "246801").await?;
        village.sees("口令不对，还可以试 9 次").await?;
        forms::enter_pin(&village, PIN).await?;
        village.find(Role::Heading, "解春生").await?;
        let begun = village.value("新记录").await?;
        ensure!(begun == BEGUN, "the form that was open holds “{begun}”");
        village.chip_says("已全部上报").await?;
        forms::counts(&township, 2).await?;

        // Switched off and on, in two tabs, each with its own PIN; one locks both.
        village.switch_off().await?;
        village.switch_on().await?;
        village.goto("/").await?;
        village.find(Role::Heading, "已锁定").await?;
        forms::enter_pin(&village, PIN).await?;
        forms::counts(&village, 2).await?;
        let first = village.tab().await?;
        village.new_tab_locked().await?;
        forms::enter_pin(&village, PIN).await?;
        forms::counts(&village, 2).await?;
        village.press(Role::Button, "锁定").await?;
        village.find(Role::Heading, "已锁定").await?;
        village.go_to_tab(&first).await?;
        village.find(Role::Heading, "已锁定").await?;
        forms::enter_pin(&village, PIN).await?;
        forms::listed(&village, "仇立新").await?;
        forms::register(&village, &Petition::brief("单雪梅", "加装盖板")).await?;
        village.chip_says("已全部上报").await?;
        forms::counts(&township, 3).await
    })
}
