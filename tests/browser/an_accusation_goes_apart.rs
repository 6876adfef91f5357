//! An accusation from the desk of a township to the discipline liaison, who says why it is opened; the
//! privacy officer reads that, and nobody else learns of any of it. Who may not do something is told so.

use acceptance::{CITY, Failed, LONG, Role, SOON, Size, TOWNSHIP, Tablet, forms, scenario, until};
use anyhow::{Result, ensure};

const SAID: &str = "账目两年没有公开过";

#[test]
fn an_accusation_goes_apart() -> Result<(), Failed> {
    scenario("an_accusation_goes_apart", async |stage| {
        let relay = stage.demo_relay().await?;
        let network = stage.network(&relay).await?;
        let desk =
            stage.enrolled("desk", (&relay, &network), (TOWNSHIP, "单雪梅"), Size::Wide).await?;
        desk.chip_says("在线").await?;
        // Only now there is somebody to seal it to: the desk hears of that where it is.
        let liaison =
            stage.enrolled("liaison", (&relay, &network), (CITY, "常守正"), Size::Tall).await?;
        let officer =
            stage.enrolled("officer", (&relay, &network), (CITY, "方慎言"), Size::Tall).await?;
        officer.chip_says("在线").await?;
        recorded(&desk).await?;
        opened(&liaison).await?;
        read(&officer).await?;
        // As many matters as the demo city has, below the township and in all.
        for (tablet, matters) in [(&desk, 20), (&officer, 60)] {
            tablet.go("#/sealed").await?;
            tablet.sees("没有您能看的检举控告").await?;
            forms::counts(tablet, matters).await?;
        }
        desk.go("#/access").await?;
        desk.sees_within("这里没有可以看的内容", LONG).await?;
        told_why(&liaison).await
    })
}

async fn recorded(desk: &Tablet) -> Result<()> {
    forms::open_form(desk).await?;
    desk.choose("信访目的", "检举控告").await?;
    desk.choose("被检举控告的是本单位的人，或者主管本单位的人吗？", "不是").await?;
    desk.press(Role::Button, "明白，开始记录").await?;
    desk.write("姓名", "匿名").await?;
    desk.write("诉求 1", "要求查清账目").await?;
    desk.write("补充说明", SAID).await?;
    desk.press(Role::Button, "保存并封存").await?;
    desk.sees("已保存在本机").await?;
    desk.go("#/sealed").await?;
    desk.sees_within("没有您能看的检举控告", LONG).await
}

async fn opened(liaison: &Tablet) -> Result<()> {
    liaison.go("#/sealed").await?;
    until("the accusation has come", LONG, async || {
        if liaison.find_now(Role::Button, "打开内容").await?.is_some() {
            return Ok(Some(()));
        }
        liaison.press(Role::Button, "向服务器查询").await.map(|()| None)
    })
    .await?;
    ensure!(!liaison.text().await?.contains(SAID), "it is shown before a reason is given");
    liaison.press(Role::Button, "打开内容").await?;
    liaison.press(Role::Button, "记录并查看").await?;
    liaison.sees("请选事由").await?;
    liaison.choose("事由", "办理、移交需要").await?;
    liaison.press(Role::Button, "记录并查看").await?;
    liaison.sees(SAID).await
}

async fn read(officer: &Tablet) -> Result<()> {
    until("the record of it is there", LONG, async || {
        officer.go("#/today").await?;
        officer.go("#/access").await?;
        officer.find(Role::Heading, "查阅记录").await?;
        let told = until("the records came", SOON, async || {
            let text = officer.text().await?;
            Ok((!text.contains("正在向服务器查询")).then_some(text))
        })
        .await?;
        Ok(told.contains("打开检举控告").then_some(()))
    })
    .await?;
    let text = officer.text().await?;
    ensure!(text.contains("常守正") && text.contains("办理、移交需要"), "who and why: {text}");
    ensure!(!text.contains(SAID), "the officer reads what was said");
    Ok(())
}

/// A liaison records no visits: the button is grey, and a sentence says why.
async fn told_why(liaison: &Tablet) -> Result<()> {
    for (page, button) in [("#/visits", "安排下访"), ("#/receptions", "安排接访")] {
        liaison.go(page).await?;
        let found = liaison.find(Role::Button, button).await?;
        liaison.sees("您现在的职务没有这个权限").await?;
        ensure!(!found.is_enabled().await?, "“{button}” can be pressed");
    }
    Ok(())
}
