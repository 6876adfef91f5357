//! A letter with its photograph, from a village on a line of 256 kbit/s: what was written arrives long
//! before the picture, which goes on where it was cut; and the letter is read, instructed, assigned, fed
//! back and answered.

use acceptance::{
    Failed, LONG, Petition, Proxy, Role, Size, TOWNSHIP, Tablet, VILLAGE, forms, scenario, until,
};
use anyhow::{Context, Result, ensure};
use std::time::Duration;

/// Bits a second.
const SLOW: u32 = 256_000;
/// A picture of some 400 kB takes a quarter of a minute on such a line.
const PICTURE: Duration = Duration::from_secs(120);

#[test]
fn a_letter_over_a_slow_line() -> Result<(), Failed> {
    scenario("a_letter_over_a_slow_line", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Tall).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        township.chip_says("在线").await?;
        near.slow(Some(SLOW));
        village.go("#/letters").await?;
        village.press(Role::Link, "登记来信").await?;
        village.find(Role::Field, "诉求 1").await?;
        let channel = village.chosen("信访形式").await?;
        ensure!(channel.as_deref() == Some("来信"), "a letter is registered as {channel:?}");
        let letter = Petition {
            channel: "来信".to_owned(),
            ..Petition::brief("解秀珍", "补发承包合同复印件")
        };
        letter.type_in(&village).await?;
        village.press(Role::Button, "保存登记").await?;
        forms::is_saved(&village).await?;
        forms::open_matter(&village, &letter.name).await?;
        village.photograph("拍照", 2400).await?;
        forms::part_says(&village, "附件", &["照片", "已保存在本机"]).await?;
        village.press(Role::Button, "上报或交回……").await?;
        village.choose("交给", "上报柳湾镇").await?;
        village.press(Role::Button, "确认交给对方").await?;
        village.sees("现在在柳湾镇").await?;

        // The letter is at the township while its picture has hardly begun.
        township.sees_within(&letter.name, LONG).await?;
        forms::open_matter(&township, &letter.name).await?;
        forms::part_says(&township, "诉求", &["补发承包合同复印件"]).await?;
        let before = handed_in(&village, 1).await?;
        cut_in_the_middle(&near, &village, before).await?;
        until("all of the picture is handed in", PICTURE, async || {
            let text = village.section("附件").await?;
            Ok((text.contains("已上交") && per_cent(&text).is_none()).then_some(()))
        })
        .await?;
        forms::part_says(&township, "附件", &["照片"]).await?;
        fetch(&township).await?;

        read_and_answered(&township, &village, &letter).await
    })
}

/// The per cent that are said to be handed in, once they are at least so many.
async fn handed_in(village: &Tablet, least: u32) -> Result<u32> {
    until("some of the picture is handed in", PICTURE, async || {
        let text = village.section("附件").await?;
        Ok(per_cent(&text).filter(|per_cent| *per_cent >= least))
    })
    .await
}

fn per_cent(text: &str) -> Option<u32> {
    text.split_once("已上交 ")?.1.split_once('%')?.0.trim().parse().ok()
}

/// What had arrived before the cut is not sent again.
async fn cut_in_the_middle(near: &Proxy, village: &Tablet, before: u32) -> Result<()> {
    ensure!(before < 100, "it is cut in the middle");
    near.cut().await;
    village.chip_says("离线").await?;
    let text = village.section("附件").await?;
    let at_cut = per_cent(&text).with_context(|| format!("half of it is there: {text}"))?;
    near.restore().await?;
    // The station tries again by itself; nobody has to ask.
    let after = handed_in(village, at_cut).await?;
    ensure!(after >= at_cut, "it began anew: {at_cut} % before, {after} % after");
    Ok(())
}

/// The township looks at the picture; it is fetched where it is not there yet.
async fn fetch(township: &Tablet) -> Result<()> {
    if township.find_now(Role::Button, "取回").await?.is_some() {
        township.press(Role::Button, "取回").await?;
    }
    until("the picture is at the township", LONG, async || {
        let text = township.section("附件").await?;
        Ok((!text.contains("不在本机") && !text.contains("取回")).then_some(()))
    })
    .await
}

/// Every letter read, every letter answered: one line says how far this one is.
async fn read_and_answered(township: &Tablet, village: &Tablet, letter: &Petition) -> Result<()> {
    let list = "封封有人看，封封有回音";
    township.go("#/letters").await?;
    forms::part_counts(township, list, &["来信1件", "领导未阅1件", "已答复来信人0件"]).await?;
    township.press(Role::Link, "阅批单").await?;
    for said in ["解秀珍", "补发承包合同复印件"] {
        township.sees(said).await?;
    }
    township.go("#/letters").await?;
    township.press(Role::Button, "记录阅批").await?;
    township.write("领导姓名、职务", "单雪梅 镇长").await?;
    township.choose("怎样批的", "录入批示原文").await?;
    township.write("批示原文", "请前杨村三日内找到存根，复印给本人。").await?;
    township.press(Role::Button, "保存阅批").await?;
    forms::part_counts(township, list, &["领导未阅0件", "批示待确认1件", "批示待确认"]).await?;
    forms::open_matter(township, &letter.name).await?;
    township.press(Role::Button, "确认交办").await?;
    township.take("责任单位", "前杨", "前杨村").await?;
    let until = forms::day(township, 3).await?;
    township.pick_day("反馈期限", &until).await?;
    township.press(Role::Button, "确认交办").await?;
    forms::part_says(township, "承诺与批示", &["批示已交办"]).await?;
    forms::part_says(village, "承诺与批示", &["批示已交办", "请前杨村三日内找到存根"]).await?;
    village.write("批示办理情况", "存根已找到，复印件交给本人。").await?;
    village.press(Role::Button, "反馈").await?;
    forms::part_says(township, "承诺与批示", &["批示已反馈"]).await?;
    township.go("#/letters").await?;
    forms::part_counts(township, list, &["已反馈1件", "已答复来信人0件", "未答复"]).await?;
    // The writer's answer is a thing of its own.
    forms::open_matter(township, &letter.name).await?;
    township.press(Role::Button, "当场答复").await?;
    township.write("答复内容", "复印件已交本人。").await?;
    township.press(Role::Button, "确认当场答复").await?;
    forms::part_says(township, "经过", &["复印件已交本人"]).await?;
    township.go("#/letters").await?;
    forms::part_counts(township, list, &["来信1件", "已反馈1件", "已答复来信人1件"]).await?;
    township.choose("看哪些", "未答复来信人").await?;
    township.sees("没有这样的来信").await
}
