//! A leader's reception day: announced, with one who has an appointment and some who come, a tablet at
//! the door and one on the leader's desk; what was said becomes tasks, and each count has its own unit.

use acceptance::{Failed, LONG, Role, Size, TOWNSHIP, Tablet, forms, scenario};
use anyhow::{Result, ensure};

#[test]
fn a_reception_day() -> Result<(), Failed> {
    scenario("a_reception_day", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let desk =
            stage.enrolled("desk", (&relay, &near), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        let door = stage.enrolled("door", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Tall).await?;
        plan(&desk).await?;
        announce(&desk).await?;
        desk.press(Role::Button, "记一个约访").await?;
        desk.write("姓名", "曾国强").await?;
        desk.choose("谁提出的", "群众要求").await?;
        desk.write("什么事", "河边护坡").await?;
        desk.press(Role::Button, "保存约访").await?;
        desk.write("约定时间", "09:30").await?;
        desk.write("怎样告诉本人的", "电话告知").await?;
        desk.press(Role::Button, "定下时间").await?;
        forms::part_says(&desk, "约访", &["曾国强", "群众要求", "约定 09:30，电话告知"]).await?;

        // At the door: he who has an appointment, and a group without one.
        forms::open_meeting(&door, "#/receptions", "单雪梅").await?;
        door.press(Role::Button, "人到了，排上队").await?;
        forms::part_says(&door, "今天的队", &["曾国强", "约 09:30", "等候"]).await?;
        door.press(Role::Button, "加一批").await?;
        door.write("姓名", "单小兰").await?;
        door.write("人数", "3").await?;
        door.write("什么事", "鱼塘承包款").await?;
        door.press(Role::Button, "排上队").await?;
        forms::part_says(&door, "今天的队", &["单小兰", "3 人"]).await?;
        door.press(Role::Button, "叫进来").await?;
        forms::part_says(&door, "今天的队", &["正在接谈"]).await?;

        // On the leader's desk.
        forms::part_says(&desk, "今天的队", &["曾国强", "正在接谈"]).await?;
        talk(&desk, "曾国强", "修河边护坡", ("登记信访事项", "登记待办"), "水利站本月拿方案。")
            .await?;
        forms::part_says(&door, "今天的队", &["已接谈"]).await?;
        door.press(Role::Button, "叫进来").await?;
        forms::part_says(&desk, "今天的队", &["单小兰", "正在接谈"]).await?;
        talk(&desk, "单小兰", "鱼塘承包款", ("登记矛盾纠纷", "当场解决"), "").await?;
        forms::part_says(&desk, "接下来的事", &["曾国强", "批示待确认", "单小兰"]).await?;
        desk.write("参加人员", "单雪梅、柳主任").await?;
        desk.press(Role::Button, "结束并保存").await?;
        desk.sees("这次已经结束").await?;

        // Batches, people and cases are counted apart; settled on the spot is dealt with and accepted.
        let talked = ["已接访1次", "接待批次2批", "接待人次4人次", "受理2件"];
        counts(&desk, &[&talked[..], &["处结1件", "结服1件"]].concat()).await?;
        decide(&desk).await?;
        // The other is answered: dealt with, and nobody asked yet whether that is accepted.
        desk.press(Role::Button, "当场答复").await?;
        desk.write("答复内容", "护坡已列入本月计划，方案在村里公示。").await?;
        desk.press(Role::Button, "确认当场答复").await?;
        forms::part_says(&desk, "经过", &["护坡已列入本月计划"]).await?;
        counts(&desk, &[&talked[..], &["处结2件", "结服1件"]].concat()).await?;
        door.sees_within("这次已经结束", LONG).await?;
        counts(&door, &[&talked[..], &["处结2件", "结服1件"]].concat()).await
    })
}

async fn plan(desk: &Tablet) -> Result<()> {
    desk.go("#/receptions").await?;
    desk.press(Role::Button, "安排接访").await?;
    desk.choose("形式", "公开接访").await?;
    for (field, text) in [
        ("领导姓名", "单雪梅"),
        ("领导职务", "镇长"),
        ("分管工作", "水利和农业"),
        ("地点", "镇便民服务中心一楼"),
        ("时间", "09:00-11:30"),
    ] {
        desk.write(field, text).await?;
    }
    let today = forms::day(desk, 0).await?;
    desk.pick_day("日期", &today).await?;
    desk.press(Role::Button, "保存安排").await?;
    desk.find(Role::Heading, "公告").await.map(|_| ())
}

/// The notice says who, what, where and when; a slip of the pen is corrected before it is posted.
async fn announce(desk: &Tablet) -> Result<()> {
    desk.press(Role::Button, "看安排，更正职务、地点、记录人").await?;
    forms::edit(desk, "领导职务", async |desk| desk.write("领导职务", "镇长、副书记").await)
        .await?;
    desk.press(Role::Link, "打印接访公告").await?;
    for said in ["单雪梅", "镇长、副书记", "水利和农业", "镇便民服务中心", "09:00-11:30"]
    {
        desk.sees(said).await?;
    }
    forms::open_meeting(desk, "#/receptions", "单雪梅").await?;
    desk.press(Role::Button, "已张贴").await?;
    forms::part_says(desk, "公告", &["已张贴："]).await
}

/// Whoever is inside is talked with; their name and what about is known from the queue.
async fn talk(
    desk: &Tablet,
    name: &str,
    problem: &str,
    (how, outcome): (&str, &str),
    said: &str,
) -> Result<()> {
    desk.press(Role::Button, "记谈话").await?;
    desk.find(Role::Field, "谈话内容").await?;
    ensure!(desk.value("姓名").await? == name, "the queue knows who it is");
    desk.write("谈话内容", &format!("{name}说了{problem}的情况。")).await?;
    desk.press(Role::Button, "加一个反映的问题").await?;
    desk.write("反映什么问题、要求什么", problem).await?;
    desk.choose("怎样登记", how).await?;
    desk.choose("现场结果", outcome).await?;
    if !said.is_empty() {
        desk.write("领导意见（原话）", said).await?;
    }
    desk.press(Role::Button, "保存谈话").await?;
    forms::part_says(desk, "已记的谈话", &[name, problem, outcome]).await
}

async fn counts(tablet: &Tablet, wanted: &[&str]) -> Result<()> {
    tablet.go("#/receptions").await?;
    forms::part_counts(tablet, "接访日和约访", wanted).await
}

/// What the leader said gets an owner and a day.
async fn decide(desk: &Tablet) -> Result<()> {
    forms::open_matter(desk, "曾国强").await?;
    forms::part_says(desk, "承诺与批示", &["水利站本月拿方案。", "批示待确认"]).await?;
    desk.press(Role::Button, "确认交办").await?;
    desk.take("责任单位", "前杨", "前杨村").await?;
    let until = forms::day(desk, 20).await?;
    desk.pick_day("反馈期限", &until).await?;
    desk.press(Role::Button, "确认交办").await?;
    forms::part_says(desk, "承诺与批示", &["批示已交办", "交前杨村办理"]).await
}
