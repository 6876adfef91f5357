//! Pictures of every page, on both sides of the tablet, light and dark, in
//! `target/acceptance/screens`. The README's is one of them.

use acceptance::{Failed, Petition, Role, Size, TOWNSHIP, Tablet, VILLAGE, forms, scenario};
use anyhow::{Result, ensure};
use std::{fs, path::Path};

const LOOKS: [(Size, bool, &str); 3] =
    [(Size::Wide, false, "wide"), (Size::Tall, false, "tall"), (Size::Wide, true, "wide-dark")];

#[test]
fn screenshots() -> Result<(), Failed> {
    scenario("screenshots", async |stage| {
        let relay = stage.demo_relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "江若兰"), Size::Wide).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "邵文清"), Size::Wide).await?;
        let dir = stage.output("screens");
        for tablet in [&village, &township] {
            tablet.chip_says("在线").await?;
            let later = tablet.find_now(Role::Button, "以后再说").await?;
            if later.is_some() {
                tablet.press(Role::Button, "以后再说").await?;
            }
        }
        near.cut().await;
        village.chip_says("离线").await?;
        forms::register(&village, &Petition::full()).await?;
        picture(&village, &dir, "saved").await?;
        village.press(Role::Button, "打印回执").await?;
        village.find(Role::Button, "打印").await?;
        picture(&village, &dir, "receipt").await?;
        forms::open_form(&village).await?;
        Petition::full().type_in(&village).await?;
        picture(&village, &dir, "form").await?;
        for (hash, heading, name) in [
            ("#/", "信访事项", "list"),
            ("#/waiting", "上报情况", "waiting"),
            ("#/settings", "设置", "settings"),
        ] {
            village.go(hash).await?;
            village.find(Role::Heading, heading).await?;
            picture(&village, &dir, name).await?;
        }
        forms::open_matter(&village, &Petition::full().name).await?;
        picture(&village, &dir, "matter").await?;
        township.go("#/").await?;
        township.sees("共 ").await?;
        picture(&township, &dir, "township").await?;
        township.go("#/import").await?;
        township.find(Role::Heading, "导入台账").await?;
        picture(&township, &dir, "import").await?;
        no_side_scrolling(&village).await
    })
}

async fn picture(tablet: &Tablet, dir: &Path, name: &str) -> Result<()> {
    for (size, dark, look) in LOOKS {
        tablet.turn(size).await?;
        tablet.dark(dark).await?;
        tablet.run("scrollTo(0, 0);", vec![]).await?;
        let file = dir.join(format!("{name}-{look}.png"));
        tablet.picture(&file).await?;
        ensure!(fs::metadata(&file)?.len() > 5_000, "{} is empty", file.display());
        no_side_scrolling(tablet)
            .await
            .map_err(|error| error.context(format!("{name}, {look}")))?;
    }
    tablet.dark(false).await?;
    tablet.turn(Size::Wide).await
}

/// Nothing sticks out to the right.
async fn no_side_scrolling(tablet: &Tablet) -> Result<()> {
    let script =
        "const root = document.documentElement; return root.scrollWidth - root.clientWidth;";
    let over = tablet.run(script, vec![]).await?;
    ensure!(over.as_i64() == Some(0), "the page is {over} pixels too wide");
    Ok(())
}
