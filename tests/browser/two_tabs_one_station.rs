//! Two tabs of one browser are one station: both write, one talks to the relay, the other takes over.

use acceptance::{Failed, LONG, Petition, SOON, Size, TOWNSHIP, VILLAGE, forms, scenario, until};
use anyhow::{Result, ensure};

#[test]
fn two_tabs_one_station() -> Result<(), Failed> {
    scenario("two_tabs_one_station", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Wide).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        let first = village.tab().await?;
        village.chip_says("在线").await?;
        let second = village.new_tab().await?;
        // At once, not at the next word that the first tab happens to hear from the relay.
        village.chip_says_within("由另一个页面联网", SOON).await?;
        ensure!(near.open_sockets() == 1, "{} connections for one station", near.open_sockets());
        let before = near.sockets_ever();

        let written_second =
            forms::register(&village, &Petition::brief("解春生", "修理水闸")).await?;
        village.go_to_tab(&first).await?;
        let written_first =
            forms::register(&village, &Petition::brief("仇立新", "补发补贴")).await?;
        ensure!(written_first != written_second, "both tabs gave the number {written_first}");
        for tab in [&first, &second] {
            village.go_to_tab(tab).await?;
            forms::counts(&village, 2).await?;
            forms::listed(&village, "解春生").await?;
            forms::listed(&village, "仇立新").await?;
            village.chip_says("已全部上报").await?;
        }
        ensure!(near.open_sockets() == 1, "{} connections for one station", near.open_sockets());
        ensure!(near.sockets_ever() == before, "the second tab connected as well");

        village.go_to_tab(&first).await?;
        village.close_tab(&second).await?;
        until("the other tab has taken over", LONG, async || {
            Ok((near.open_sockets() == 1 && near.sockets_ever() > before).then_some(()))
        })
        .await?;
        village.chip_says("在线").await?;
        forms::register(&village, &Petition::brief("单雪梅", "加装盖板")).await?;
        village.chip_says("已全部上报").await?;
        forms::counts(&township, 3).await?;
        forms::listed(&township, "单雪梅").await
    })
}
