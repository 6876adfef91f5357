//! A dispute goes up, a leader takes personal charge of it by the whole chain of approval, another one
//! takes over by the same chain, it goes down and up again, and is settled, struck off and followed up.

use acceptance::{Failed, LONG, Role, Size, TOWNSHIP, Tablet, VILLAGE, forms, scenario, until};
use anyhow::{Result, ensure};

const TITLE: &str = "单家与查家排水沟纠纷";
const FIRST: &str = "单雪梅（副镇长）";
const SECOND: &str = "安如意（人大主席）";

#[test]
fn settle_in_charge() -> Result<(), Failed> {
    scenario("settle_in_charge", async |stage| {
        let relay = stage.demo_relay().await?;
        let ways = [
            stage.network(&relay).await?,
            stage.network(&relay).await?,
            stage.network(&relay).await?,
        ];
        let village =
            stage.enrolled("village", (&relay, &ways[0]), (VILLAGE, "梅静宜"), Size::Tall).await?;
        let clerk =
            stage.enrolled("clerk", (&relay, &ways[1]), (TOWNSHIP, "安如意"), Size::Wide).await?;
        let head =
            stage.enrolled("head", (&relay, &ways[2]), (TOWNSHIP, "单雪梅"), Size::Wide).await?;

        found(&village).await?;
        hand(&village, "上报柳湾镇").await?;
        taken_in_charge(&clerk, &head).await?;
        changed(&clerk, &head).await?;
        // Down again, and up.
        hand(&clerk, "交回前杨村").await?;
        village.sees_within("现在在前杨村", LONG).await?;
        hand(&village, "上报柳湾镇").await?;
        clerk.sees_within("现在在柳湾镇", LONG).await?;
        struck_off(&clerk, &head).await?;
        followed_up(&village).await
    })
}

async fn found(village: &Tablet) -> Result<()> {
    village.go("#/disputes/new").await?;
    village.write("纠纷名称", TITLE).await?;
    village.write("当事人 1｜姓名或名称", "单小明").await?;
    village.write("当事人 2｜姓名或名称", "查理明").await?;
    village.press(Role::Button, "保存").await?;
    village.press(Role::Link, "打开这件纠纷").await?;
    village.find(Role::Heading, TITLE).await.map(|_| ())
}

async fn hand(tablet: &Tablet, to: &str) -> Result<()> {
    tablet.press(Role::Button, "上报或交回……").await?;
    tablet.choose("交给", to).await?;
    tablet.press(Role::Button, "确认交给对方").await?;
    let office = to.trim_start_matches("上报").trim_start_matches("交回");
    tablet.sees(&format!("现在在{office}")).await
}

async fn open(tablet: &Tablet) -> Result<()> {
    tablet.go("#/disputes").await?;
    until("the dispute is listed", LONG, async || tablet.find_now(Role::Link, TITLE).await).await?;
    tablet.press(Role::Link, TITLE).await?;
    tablet.find(Role::Heading, "下一步").await.map(|_| ())
}

async fn taken_in_charge(clerk: &Tablet, head: &Tablet) -> Result<()> {
    open(clerk).await?;
    forms::begin_step(clerk, "填报包案").await?;
    clerk.write("包案领导", FIRST).await?;
    clerk.take("责任单位", "柳湾", "柳湾镇").await?;
    clerk.write("责任人", "安如意").await?;
    clerk.write("化解方案", "先清沟，再定界。").await?;
    clerk.pick_day("化解时限", "2030-03-01").await?;
    clerk.press(Role::Button, "确认填报包案").await?;
    forms::part_says(clerk, "包案", &["等本单位群众工作负责人同意", FIRST]).await?;
    forms::take_step(clerk, "同意包案").await?;
    forms::part_says(clerk, "包案", &["等主要负责人批准"]).await?;
    ensure!(
        clerk.find_now(Role::Button, "批准包案").await?.is_none(),
        "who filled it in and agreed approves it"
    );
    open(head).await?;
    forms::part_says(head, "包案", &["等主要负责人批准"]).await?;
    forms::take_step(head, "批准包案").await?;
    forms::part_says(clerk, "包案", &["等送达包案领导"]).await?;
    forms::take_step(clerk, "送达包案领导").await?;
    forms::part_says(head, "包案", &["包案中", FIRST, "2030年3月1日"]).await
}

async fn changed(clerk: &Tablet, head: &Tablet) -> Result<()> {
    clerk.press(Role::Button, "包案｜变更包案……").await?;
    // What is in effect stands in the form.
    let plan = clerk.value("化解方案").await?;
    ensure!(plan == "先清沟，再定界。", "the plan has to be typed again: “{plan}”");
    clerk.write("包案领导", SECOND).await?;
    clerk.pick_day("化解时限", "2030-05-01").await?;
    clerk.press(Role::Button, "确认填报包案").await?;
    forms::part_says(clerk, "包案", &["包案中", FIRST, "正在变更包案", SECOND]).await?;
    forms::take_step(clerk, "同意包案").await?;
    forms::part_says(head, "包案", &["正在变更包案", "等主要负责人批准"]).await?;
    forms::take_step(head, "批准包案").await?;
    forms::part_says(clerk, "包案", &["等送达包案领导", SECOND, "2030年5月1日"]).await?;
    ensure!(!clerk.section("包案").await?.contains(FIRST), "the first leader still has it");
    forms::take_step(clerk, "送达包案领导").await?;
    forms::part_says(clerk, "包案", &["包案中", SECOND]).await
}

async fn struck_off(clerk: &Tablet, head: &Tablet) -> Result<()> {
    forms::begin_step(clerk, "登记结果").await?;
    forms::pick(clerk, "结果", "化解成功").await?;
    forms::pick(clerk, "化解方式", "协商和解").await?;
    clerk.write("化解情况", "沟已清，双方握手。").await?;
    clerk.press(Role::Button, "确认登记结果").await?;
    clerk.sees("待销号").await?;
    // Who settled it does not strike it off.
    ensure!(
        clerk.find_now(Role::Button, "下一步｜销号").await?.is_none(),
        "who settled it strikes it off"
    );
    forms::take_step(head, "销号").await?;
    clerk.sees_within("已销号", LONG).await?;
    forms::part_says(clerk, "包案", &["包案结束", SECOND]).await
}

async fn followed_up(village: &Tablet) -> Result<()> {
    village.sees_within("已销号", LONG).await?;
    village.choose("记录类型", "回访跟进").await?;
    village.write("新记录", "电话回访：水沟畅通，双方没有再争。").await?;
    village.press(Role::Button, "保存记录").await?;
    forms::part_says(village, "经过", &["水沟畅通", "销号", "批准包案"]).await
}
