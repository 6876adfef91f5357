//! A matter goes from the village to the township and through its handling there, each side without a
//! network while it acts; what one may not do is not offered.

use acceptance::{Failed, LONG, Petition, Role, Size, TOWNSHIP, Tablet, VILLAGE, forms, scenario};
use anyhow::{Result, ensure};

const PETITION_ROUTE: &str = "申诉求决（信访程序办理）";

#[test]
fn handle_a_matter_apart() -> Result<(), Failed> {
    scenario("handle_a_matter_apart", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Tall).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        township.chip_says("在线").await?;

        // The village registers and hands up without a network.
        near.cut().await;
        village.chip_says("离线").await?;
        let petition = Petition::full();
        forms::register(&village, &petition).await?;
        forms::open_matter(&village, &petition.name).await?;
        decides_nothing(&village).await?;
        village.press(Role::Button, "上报或交回……").await?;
        village.choose("交给", "上报柳湾镇").await?;
        village.press(Role::Button, "确认交给对方").await?;
        village.sees("现在在柳湾镇").await?;
        near.restore().await?;
        village.chip_says("已全部上报").await?;

        // The township handles it without a network.
        township.sees_within(&petition.name, LONG).await?;
        forms::open_matter(&township, &petition.name).await?;
        forms::part_says(&township, "办理期限", &["书面告知", "《信访工作条例》第二十三条"])
            .await?;
        far.cut().await;
        township.chip_says("离线").await?;
        township.press(Role::Button, "分流").await?;
        for (at, text) in petition.demands.iter().enumerate() {
            let field = format!("诉求 {}：{text}", at + 1);
            township.select(&field, PETITION_ROUTE).await?;
        }
        township.press(Role::Button, "确认分流").await?;
        township.press(Role::Button, "受理").await?;
        // What the law asks for is asked for at its field, and nothing is taken without it.
        township.press(Role::Button, "确认受理").await?;
        township.sees("请填写办理途径和程序").await?;
        township.write("办理途径和程序", "按信访程序办理，由镇水利站承办").await?;
        township.press(Role::Button, "确认受理").await?;
        forms::part_says(&township, "办理期限", &["办结", "《信访工作条例》第三十四条"]).await?;
        township.sees("办理中").await?;
        ensure!(!village.text().await?.contains("办理中"), "it got out without a network");

        far.restore().await?;
        township.chip_says("已全部上报").await?;
        village.sees_within("办理中", LONG).await?;
        forms::part_says(&village, "经过", &["受理", "柳主任（柳湾镇）"]).await?;

        // The list of the day counts it where it is.
        township.go("#/today").await?;
        township.sees("今日").await?;
        township.find(Role::Heading, "今日").await?;
        tells_where_it_went(&township).await
    })
}

/// Who came to the township is told by it where their matter was passed on to; until then the list of the
/// day says so (Art. 23).
async fn tells_where_it_went(township: &Tablet) -> Result<()> {
    const LIST: &str = "待告知去向";
    ensure!(!township.text().await?.contains(LIST), "it passed nothing on");
    let petition = Petition::brief("查小满", "协调跨镇水渠用水");
    forms::register(township, &petition).await?;
    forms::open_matter(township, &petition.name).await?;
    township.press(Role::Button, "上报或交回……").await?;
    township.choose("交给", "上报云岭市").await?;
    township.press(Role::Button, "确认交给对方").await?;
    township.sees("现在在云岭市").await?;
    township.go("#/today").await?;
    township.sees_within(LIST, LONG).await?;
    township.press(Role::Link, LIST).await?;
    township.sees("去向告知").await?;
    forms::open_matter(township, &petition.name).await?;
    forms::begin_step(township, "送达").await?;
    // The notice that is owed stands there already.
    let asked = township.section("下一步").await?;
    ensure!(asked.contains("去向告知书"), "the notice is not there to be delivered: {asked}");
    township.choose("送达方式", "当面").await?;
    township.choose("送达结果", "已签收").await?;
    forms::confirm_step(township, "送达").await?;
    township.go("#/today").await?;
    township.find(Role::Heading, "今日").await?;
    township.sees_no_more(LIST).await
}

/// A village station is no organ: what only an organ may do is not offered, and it is said why.
async fn decides_nothing(village: &Tablet) -> Result<()> {
    village.find(Role::Heading, "下一步").await?;
    for step in ["受理", "不予受理", "签发", "延期"] {
        ensure!(
            village.find_now(Role::Button, step).await?.is_none(),
            "a village is offered “{step}”"
        );
    }
    village.sees("为什么有些操作不能做").await
}
