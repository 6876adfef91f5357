//! Networks that are none: WebSockets are blocked, a portal answers in the relay's place, a line is cut
//! far away and stays open. What was written is handed in all the same, and nobody is bothered.

use acceptance::{
    Between, Failed, LONG, Petition, Role, Size, TOWNSHIP, Tablet, VILLAGE, forms, scenario,
};
use anyhow::{Result, ensure};
use std::time::Duration;

/// A line that hangs is noticed by an answer that does not come.
const NOTICED: Duration = Duration::from_secs(150);

async fn register(village: &Tablet, name: &str) -> Result<()> {
    forms::register(village, &Petition::brief(name, "修复水渠")).await.map(|_| ())
}

#[test]
fn a_network_without_sockets() -> Result<(), Failed> {
    scenario("a_network_without_sockets", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Tall).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        village.chip_says("在线").await?;

        // The line is cut far away: what is said goes nowhere, and nothing says so.
        near.put_between(Between::Silence);
        register(&village, "单小兰").await?;
        village.chip_says("1 条待上报").await?;
        near.put_between(Between::Nothing);
        village.chip_says_within("已全部上报", NOTICED).await?;
        township.sees_within("单小兰", LONG).await?;

        // A portal answers: there is no network, and that is all.
        near.put_between(Between::Portal);
        near.restore().await?;
        village.chip_says("离线").await?;
        register(&village, "仇金水").await?;
        village.go("#/waiting").await?;
        for _ in 0..4 {
            village.press(Role::Button, "立即重试").await?;
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
        let text = village.text().await?;
        ensure!(text.contains("仇金水") && !text.contains("没能"), "it is bothered: {text}");

        // A firewall lets no WebSocket through.
        near.put_between(Between::NoSockets);
        near.restore().await?;
        let before = near.sockets_ever();
        village.chip_says("已全部上报，在线").await?;
        township.sees_within("仇金水", LONG).await?;
        register(&village, "曾国强").await?;
        village.chip_says("已全部上报，在线").await?;
        township.sees_within("曾国强", LONG).await?;
        // What comes from above arrives the same way.
        forms::open_matter(&township, "曾国强").await?;
        township.write("新记录", "已转水利站。").await?;
        township.press(Role::Button, "保存记录").await?;
        forms::open_matter(&village, "曾国强").await?;
        village.sees_within("已转水利站。", LONG).await?;
        forms::counts(&township, 3).await?;
        ensure!(
            near.sockets_ever() == before && near.open_sockets() == 0,
            "a WebSocket got through"
        );
        Ok(())
    })
}
