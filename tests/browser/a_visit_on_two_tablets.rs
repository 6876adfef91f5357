//! A leader's visit to a village, recorded on the township's tablet and on the village's, the whole day
//! without a network and with both closed in between: one record, with nothing lost.

use acceptance::{Failed, Petition, Role, Size, TOWNSHIP, Tablet, VILLAGE, forms, scenario};
use anyhow::{Result, ensure};

/// What is typed of one talk with one problem in it.
struct Talk<'a> {
    name: &'a str,
    words: &'a str,
    problem: &'a str,
    outcome: &'a str,
}

#[test]
fn a_visit_on_two_tablets() -> Result<(), Failed> {
    scenario("a_visit_on_two_tablets", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Tall).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Tall).await?;
        village.chip_says("在线").await?;
        let old = Petition::full();
        forms::register(&village, &old).await?;
        village.chip_says("已全部上报").await?;
        plan(&township).await?;
        township.chip_says("已全部上报").await?;
        for tablet in [&township, &village] {
            forms::open_meeting(tablet, "#/visits", "单雪梅").await?;
            tablet.press(Role::Button, "核对并带走").await?;
            tablet.sees("已备齐").await?;
        }

        relay.kill().await?;
        for tablet in [&township, &village] {
            tablet.chip_says("离线").await?;
        }
        // Somebody who came before is found by two letters; what they raise joins their old case.
        township.press(Role::Button, "记一次谈话").await?;
        township.take("姓名", "xie", &old.name).await?;
        ensure!(!township.value("联系电话").await?.is_empty(), "their telephone is known");
        township.write("谈话内容", "桥面护栏还没有装。").await?;
        township.press(Role::Button, "加一个反映的问题").await?;
        township.write("反映什么问题、要求什么", "装桥面护栏").await?;
        township.choose("怎样登记", "并到已有事项").await?;
        township.take("哪一件", "xie", &old.name).await?;
        township.choose("现场结果", "承诺限期解决").await?;
        let due = forms::day(&township, 7).await?;
        township.pick_day("什么时候前办到", &due).await?;
        township.write("领导意见（原话）", "下周五前装好，水利站负责。").await?;
        township.press(Role::Button, "保存谈话").await?;
        forms::part_says(&township, "已记的谈话", &["桥面护栏还没有装。", "承诺限期解决"]).await?;
        let new = Talk {
            name: "单小兰",
            words: "低保年审没有通知到。",
            problem: "说明低保年审情况",
            outcome: "登记待办",
        };
        begin(&village, &new).await?;
        finish(&village, &new, "登记信访事项").await?;

        // Both are closed with a talk half typed, and go on with it.
        let (here, there) = (
            Talk {
                name: "仇金水",
                words: "想知道修路什么时候开工。",
                problem: "告知修路时间",
                outcome: "已解释说明",
            },
            Talk {
                name: "曾国强",
                words: "和邻居的排水沟说好了。",
                problem: "排水沟走向",
                outcome: "当场解决",
            },
        );
        begin(&township, &here).await?;
        begin(&village, &there).await?;
        for tablet in [&township, &village] {
            tablet.sees("谈话记录").await?;
            kept(tablet).await?;
            tablet.switch_off().await?;
        }
        for (tablet, talk, how) in
            [(&township, &here, "登记信访事项"), (&village, &there, "登记矛盾纠纷")]
        {
            tablet.switch_on().await?;
            tablet.goto("/").await?;
            tablet.is_ready().await?;
            tablet.chip_says("离线").await?;
            tablet.go("#/visits").await?;
            tablet.press(Role::Link, "单雪梅").await?;
            tablet.find(Role::Field, "谈话内容").await?;
            ensure!(tablet.value("姓名").await? == talk.name, "the name was kept");
            ensure!(tablet.value("谈话内容").await? == talk.words, "the words were kept");
            finish(tablet, talk, how).await?;
        }
        for (tablet, present) in [(&township, "单雪梅、柳主任"), (&village, "杨小妹、单雪梅")]
        {
            tablet.write("参加人员", present).await?;
            tablet.press(Role::Button, "结束并保存").await?;
            tablet.sees("这次已经结束").await?;
        }

        relay.start().await?;
        for tablet in [&township, &village] {
            tablet.chip_says("已全部上报").await?;
        }
        for tablet in [&township, &village] {
            let counts = "谈话4批4人次，反映问题4个，已解决1个";
            tablet.go("#/visits").await?;
            let year = ["已下访1次", "谈话人次4人次", "反映问题4个", "已解决1个", counts];
            forms::part_counts(tablet, "下访安排和记录", &year).await?;
            forms::open_meeting(tablet, "#/visits", "单雪梅").await?;
            let words = [new.words, here.words, there.words, "桥面护栏还没有装。"];
            forms::part_says(tablet, "已记的谈话", &words).await?;
            let present = tablet.section("结束").await?;
            ensure!(present.matches("单雪梅").count() == 1, "named once: {present}");
            for name in ["柳主任", "杨小妹"] {
                ensure!(present.contains(name), "{name} was there: {present}");
            }
        }
        the_words_become_a_task(&township, &village, &old).await?;
        // What was raised in the village for the first time is a matter of its own at the township.
        forms::open_matter(&township, new.name).await?;
        forms::part_says(&township, "诉求", &[new.problem]).await?;
        // Whoever goes there next sees what is owed.
        township.go(&format!("#/glance/{VILLAGE}")).await?;
        forms::part_says(&township, "最近一次下访", &["单雪梅"]).await?;
        forms::part_counts(&township, "未兑现的承诺", &["装桥面护栏"]).await
    })
}

/// The township plans it; the day is today unless one says otherwise.
async fn plan(township: &Tablet) -> Result<()> {
    township.go("#/visits").await?;
    township.press(Role::Button, "安排下访").await?;
    township.choose("形式", "带案下访").await?;
    township.write("领导姓名", "单雪梅").await?;
    township.write("领导职务", "镇长").await?;
    township.take("到哪个村（社区）", "前杨", "前杨村").await?;
    let today = forms::day(township, 0).await?;
    ensure!(township.value("日期").await? == today, "a visit is mostly planned for today");
    township.press(Role::Button, "同行单位").await?;
    township.take("同行单位 1", "前杨", "前杨村").await?;
    township.press(Role::Button, "保存安排").await?;
    township.find(Role::Heading, "下访：前杨村").await.map(|_| ())
}

async fn begin(tablet: &Tablet, talk: &Talk<'_>) -> Result<()> {
    tablet.press(Role::Button, "记一次谈话").await?;
    tablet.write("姓名", talk.name).await?;
    tablet.write("谈话内容", talk.words).await
}

async fn finish(tablet: &Tablet, talk: &Talk<'_>, how: &str) -> Result<()> {
    tablet.press(Role::Button, "加一个反映的问题").await?;
    tablet.write("反映什么问题、要求什么", talk.problem).await?;
    tablet.choose("怎样登记", how).await?;
    tablet.choose("现场结果", talk.outcome).await?;
    tablet.press(Role::Button, "保存谈话").await?;
    forms::part_says(tablet, "已记的谈话", &[talk.words, talk.problem, talk.outcome]).await
}

/// Waits until what is typed lies on the device: it is kept a moment after the last key.
async fn kept(tablet: &Tablet) -> Result<()> {
    let script = "
        const done = arguments[0];
        const look = () => {
          const open = indexedDB.open('cunzhan');
          open.onsuccess = () => {
            const store = open.result.transaction('scratch').objectStore('scratch');
            const keys = store.getAllKeys();
            keys.onsuccess = () => {
              const names = keys.result.map(key => new TextDecoder().decode(key));
              open.result.close();
              if (names.some(name => name.endsWith('/words'))) done(names.length);
              else setTimeout(look, 100);
            };
          };
        };
        look();";
    tablet.run_async(script, vec![]).await.map(|_| ())
}

/// What the leader said word for word stands on the old case, and is somebody's task when the township
/// has confirmed it.
async fn the_words_become_a_task(
    township: &Tablet,
    village: &Tablet,
    old: &Petition,
) -> Result<()> {
    forms::open_matter(township, &old.name).await?;
    let said = ["下周五前装好，水利站负责。", "批示待确认", "装桥面护栏"];
    forms::part_says(township, "承诺与批示", &said).await?;
    township.press(Role::Button, "确认交办").await?;
    township.take("责任单位", "前杨", "前杨村").await?;
    let until = forms::day(township, 10).await?;
    township.pick_day("反馈期限", &until).await?;
    township.press(Role::Button, "确认交办").await?;
    forms::part_says(township, "承诺与批示", &["批示已交办", "前杨村"]).await?;
    township.chip_says("已全部上报").await?;
    forms::open_matter(village, &old.name).await?;
    forms::part_says(village, "承诺与批示", &["批示已交办"]).await?;
    village.write("批示办理情况", "护栏已经装好。").await?;
    village.press(Role::Button, "反馈").await?;
    forms::part_says(village, "承诺与批示", &["批示已反馈", "护栏已经装好。"]).await?;
    forms::part_says(township, "承诺与批示", &["批示已反馈", "护栏已经装好。"]).await
}
