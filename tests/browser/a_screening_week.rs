//! A week of screening in a township of twelve villages: nine tap once that nothing was found, two enter
//! what they found, one says nothing. The township's page shows three states and no ranking.

use acceptance::{Failed, LONG, Role, Size, Stage, TOWNSHIP, Tablet, forms, scenario, until};
use anyhow::{Result, ensure};
use std::fmt::Write as _;

const VILLAGES: [&str; 12] = [
    "前杨村",
    "后单村",
    "荷塘村",
    "渡口村",
    "石门村",
    "上曾村",
    "仇家岭村",
    "茶坪村",
    "查湖村",
    "书院村",
    "桥东村",
    "桥西村",
];
/// What two of them find.
const FOUND: [(usize, &str); 2] = [(3, "两户排水沟纠纷"), (7, "鱼塘承包款纠纷")];
/// Which one says nothing.
const SILENT: usize = 10;

#[test]
fn a_screening_week() -> Result<(), Failed> {
    scenario("a_screening_week", async |stage| {
        let mut offices =
            String::from("code,name,parent\n990101,云岭市,\n990101101,柳湾镇,990101\n");
        for (at, name) in VILLAGES.iter().enumerate() {
            writeln!(offices, "{},{name},{TOWNSHIP}", code(at))?;
        }
        let relay = stage.relay_of(&offices).await?;
        let far = stage.network(&relay).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        township.go("#/screening").await?;
        forms::part_says(&township, "下级本期情况", &VILLAGES).await?;
        stands(&township, &[]).await?;

        // One browser plays all the villages' tablets: each has an origin, so a storage, of its own.
        let tablet = stage.tablet("villages", &far, Size::Tall).await?;
        for at in (0..VILLAGES.len()).filter(|at| *at != SILENT) {
            let found = FOUND.iter().find(|(of, _)| *of == at).map(|(_, title)| *title);
            reports(stage, &relay, &tablet, at, found).await?;
        }
        tablet.switch_off().await?;

        let others = (0..VILLAGES.len()).filter(|at| *at != SILENT);
        let wanted: Vec<(&str, &str)> = others
            .map(|at| match FOUND.iter().any(|(of, _)| *of == at) {
                true => (VILLAGES[at], "已报 1 件"),
                false => (VILLAGES[at], "零报告"),
            })
            .collect();
        stands(&township, &wanted).await?;
        let text = township.section("下级本期情况").await?;
        let places: Vec<_> = VILLAGES.iter().filter_map(|name| text.find(name)).collect();
        ensure!(places.is_sorted(), "by code, whatever they reported: {text}");
        // Nobody is reproached for weeks before the program came.
        ensure!(!text.contains("上一期未报"), "{text}");
        let (_, missing) = text.split_once("还没有报的").unwrap_or_default();
        let named: Vec<&str> = VILLAGES.into_iter().filter(|name| missing.contains(name)).collect();
        ensure!(named == [VILLAGES[SILENT]], "whom to ring up: {named:?}");
        // What was entered in a village is a dispute of the township's ledger, entered once.
        township.go("#/disputes").await?;
        for (_, title) in FOUND {
            township.sees(title).await?;
        }
        Ok(())
    })
}

fn code(at: usize) -> String {
    format!("{TOWNSHIP}{}", 201 + at)
}

/// A village's week: one tap, or what it found.
async fn reports(
    stage: &Stage,
    relay: &acceptance::Relay,
    tablet: &Tablet,
    at: usize,
    found: Option<&str>,
) -> Result<()> {
    let near = stage.network(relay).await?;
    let secret = relay.invite(&code(at), "江若兰").await?;
    tablet.visit(&format!("{}/#enrol={secret}", near.origin())).await?;
    tablet.is_ready().await?;
    tablet.chip_says("在线").await?;
    match found {
        Some(title) => {
            tablet.go("#/disputes/new").await?;
            tablet.write("纠纷名称", title).await?;
            tablet.write("姓名或名称", "解秀珍").await?;
            tablet.press(Role::Button, "保存").await?;
            tablet.sees("打开这件纠纷").await?;
            // That is the report: nothing is to be said besides.
            tablet.go("#/screening").await?;
            forms::part_says(tablet, "本期排查", &["已报 1 件", title]).await?;
        }
        None => {
            tablet.go("#/screening").await?;
            tablet.find(Role::Button, "本期未发现").await?;
            // No tap waits for a network.
            near.cut().await;
            tablet.press(Role::Button, "本期未发现").await?;
            forms::part_says(tablet, "本期排查", &["零报告"]).await?;
            near.restore().await?;
        }
    }
    tablet.chip_says("已全部上报").await
}

/// Waits until the township's page says this of these villages, and of the others that they have not
/// reported.
async fn stands(township: &Tablet, wanted: &[(&str, &str)]) -> Result<()> {
    let what = format!("{} of 12 have reported", wanted.len());
    until(&what, LONG, async || {
        for name in VILLAGES {
            let said = wanted.iter().find(|(of, _)| *of == name).map_or("未报", |(_, said)| said);
            let tile = township.part_around("下级本期情况", name).await?;
            // The last entry that holds a silent village's name is the reminder.
            let shown = tile.contains(said) || said == "未报" && tile.trim().starts_with(name);
            if !shown {
                return Ok(None);
            }
        }
        Ok(Some(()))
    })
    .await
}
