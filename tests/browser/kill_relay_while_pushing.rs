//! The relay dies while a station hands in, at the worst places. Nothing is lost, nothing doubles.

use acceptance::{
    Failed, Petition, Proxy, Relay, Role, Size, TOWNSHIP, Tablet, Trap, VILLAGE, forms, scenario,
};
use anyhow::{Result, ensure};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;

/// How many petitions wait: packed, ten of them would be over before the last cut.
const ENTRIES: usize = 24;
/// Where the station's words are cut off: in its introduction, early and late in what it hands in.
const CUTS: [usize; 4] = [100, 300, 800, 1500];
/// Surely behind the introduction and well before the end of what is handed in.
const HANDING_IN: usize = 400;
const PATIENCE: Duration = Duration::from_secs(40);

#[test]
fn kill_relay_while_pushing() -> Result<(), Failed> {
    scenario("kill_relay_while_pushing", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Wide).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        near.cut().await;
        let names: BTreeSet<String> =
            (1..=ENTRIES).map(|number| format!("来访人{number:02}")).collect();
        for name in &names {
            forms::register(&village, &Petition::brief(name, &format!("{name}请求修复水渠")))
                .await?;
        }
        let all_wait = format!("{ENTRIES} 条待上报");
        village.chip_says(&all_wait).await?;
        village.go("#/waiting").await?;

        for cut in CUTS {
            near.set(Trap::Saying(cut));
            hand_in(&village, &near).await?;
            timeout(PATIENCE, near.sprung())
                .await
                .map_err(|_| anyhow::anyhow!("the station never said more than {cut} bytes"))?;
            restart(&relay, &near).await?;
            ensure!(
                village.chip().await?.contains(&all_wait),
                "after {cut} bytes: {}",
                village.chip().await?
            );
        }

        // Everything arrives, the relay keeps it, and dies before the station has heard so.
        near.set(Trap::Answer(HANDING_IN));
        hand_in(&village, &near).await?;
        forms::counts(&township, ENTRIES as u32).await?;
        ensure!(village.chip().await?.contains(&all_wait), "it heard: {}", village.chip().await?);
        restart(&relay, &near).await?;

        hand_in(&village, &near).await?;
        village.chip_says("已全部上报").await?;
        forms::counts(&village, ENTRIES as u32).await?;
        township.chip_says("在线").await?;
        forms::counts(&township, ENTRIES as u32).await?;
        none_doubled(&township, &names).await?;
        // Nor for somebody who reads it all from the start.
        let fresh = stage.network(&relay).await?;
        let second =
            stage.enrolled("second", (&relay, &fresh), (TOWNSHIP, "柳副主任"), Size::Wide).await?;
        forms::counts(&second, ENTRIES as u32).await?;
        none_doubled(&second, &names).await
    })
}

/// Gives the network back and lets the station try at once.
async fn hand_in(village: &Tablet, network: &Proxy) -> Result<()> {
    network.restore().await?;
    village.press(Role::Button, "立即重试").await
}

/// SIGKILL, and up again. Meanwhile the station finds nobody.
async fn restart(relay: &Relay, network: &Proxy) -> Result<()> {
    relay.kill().await?;
    network.cut().await;
    relay.start().await
}

/// Each name stands in the list once, and no other.
async fn none_doubled(tablet: &Tablet, names: &BTreeSet<String>) -> Result<()> {
    let rows = forms::whole_list(tablet).await?;
    for name in names {
        let times = rows.iter().filter(|row| row.contains(name.as_str())).count();
        ensure!(times == 1, "{name} is there {times} times");
    }
    ensure!(
        rows.len() == names.len(),
        "{} rows for {} petitions: {rows:?}",
        rows.len(),
        names.len()
    );
    Ok(())
}
