//! Village and township change one matter while apart. What differs merges; what contradicts is
//! shown with both values until somebody chooses, and the choice reaches everybody.

use acceptance::{Failed, Petition, Role, Size, TOWNSHIP, Tablet, VILLAGE, forms, scenario};
use anyhow::{Result, ensure};

const PLACE: &str = "问题发生地";
const VILLAGE_SAYS: &str = "村东第二座桥";
const TOWNSHIP_SAYS: &str = "柳湾镇机耕路桥头";
const CONTESTED: &str = "有不同填写，请选定";

#[test]
fn two_offices_edit_one_fact() -> Result<(), Failed> {
    scenario("two_offices_edit_one_fact", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Tall).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        let petition = Petition {
            place: "村东".to_owned(),
            narrative: "田埂移位约两尺。".to_owned(),
            ..Petition::brief("曾国安", "重新丈量四至")
        };
        forms::register(&village, &petition).await?;
        forms::listed(&township, &petition.name).await?;
        for office in [&village, &township] {
            forms::open_matter(office, &petition.name).await?;
        }

        near.cut().await;
        village.chip_says("离线").await?;
        forms::edit(&village, PLACE, async |form| form.write(PLACE, VILLAGE_SAYS).await).await?;
        forms::edit(&village, "来访人数", async |form| form.write("来访人数", "7").await).await?;
        forms::edit(&village, "补充说明", async |form| {
            form.append("补充说明", "村里补充：有人证。").await
        })
        .await?;
        forms::note(&village, "已到现场看过").await?;
        forms::edit(&township, PLACE, async |form| form.write(PLACE, TOWNSHIP_SAYS).await).await?;
        let category = async |form: &Tablet| form.take("内容分类", "td", "土地承包").await;
        forms::edit(&township, "内容分类", category).await?;
        forms::edit(&township, "补充说明", async |form| {
            form.prepend("补充说明", "镇里核实：").await
        })
        .await?;
        forms::note(&township, "已联系自然资源所").await?;
        for office in [&village, &township] {
            ensure!(!office.text().await?.contains(CONTESTED), "contested before they met");
        }

        near.restore().await?;
        for office in [&village, &township] {
            merged(office).await?;
        }
        stage_picture(stage, &township).await?;

        township.press(Role::Button, &format!("采用这个：{TOWNSHIP_SAYS}")).await?;
        for office in [&village, &township] {
            settled(office).await?;
        }
        Ok(())
    })
}

async fn stage_picture(stage: &acceptance::Stage, tablet: &Tablet) -> Result<()> {
    tablet.run("scrollTo(0, 0);", vec![]).await?;
    tablet.picture(&stage.output("screens").join("contested-place-wide.png")).await
}

/// Both values of the contested fact with their authors; everything else of both.
async fn merged(office: &Tablet) -> Result<()> {
    let both = [VILLAGE_SAYS, TOWNSHIP_SAYS, "杨小妹（前杨村）", "柳主任（柳湾镇）"];
    forms::part_says(office, CONTESTED, &both).await?;
    // Each value stands beside the one who wrote it, with the time.
    for (value, who) in [(VILLAGE_SAYS, "杨小妹（前杨村）"), (TOWNSHIP_SAYS, "柳主任（柳湾镇）")]
    {
        let card = office.part_around(CONTESTED, value).await?;
        ensure!(card.contains(who) && card.contains("年"), "“{value}” is shown as: {card}");
    }
    forms::part_says(office, "基本情况", &["7 人", "土地承包", "有不同填写"]).await?;
    forms::part_says(office, "经过", &["已到现场看过", "已联系自然资源所"]).await?;
    forms::part_says(office, "补充说明", &["镇里核实：田埂移位约两尺。村里补充：有人证。"]).await
}

/// One value, the same everywhere, and who chose it.
async fn settled(office: &Tablet) -> Result<()> {
    office.sees_no_more(CONTESTED).await?;
    forms::part_says(office, "基本情况", &[TOWNSHIP_SAYS]).await?;
    let facts = office.section("基本情况").await?;
    ensure!(
        !facts.contains(VILLAGE_SAYS) && !facts.contains("有不同填写"),
        "still contested: {facts}"
    );
    // The value that was not chosen is still in the history.
    forms::part_says(office, "经过", &["选定", PLACE, VILLAGE_SAYS]).await
}
