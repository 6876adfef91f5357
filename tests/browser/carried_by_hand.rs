//! Without a network a file is carried from tablet to tablet: what it brings is there at once, twice
//! changes nothing, and when the network is back nothing is doubled.

use acceptance::{
    Failed, LONG, Petition, Role, Size, Stage, TOWNSHIP, Tablet, VILLAGE, forms, scenario, until,
};
use anyhow::{Result, ensure};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

const FILE: &str = "选择捎来的文件";

#[test]
fn carried_by_hand() -> Result<(), Failed> {
    scenario("carried_by_hand", async |stage| {
        let relay = stage.relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let village =
            stage.enrolled("village", (&relay, &near), (VILLAGE, "杨小妹"), Size::Tall).await?;
        let township =
            stage.enrolled("township", (&relay, &far), (TOWNSHIP, "柳主任"), Size::Wide).await?;
        let old = Petition::brief("单小兰", "修复水渠");
        forms::register(&village, &old).await?;
        village.chip_says("已全部上报，在线").await?;
        township.sees_within(&old.name, LONG).await?;
        let (from_village, from_township) =
            (downloads(stage, &village).await?, downloads(stage, &township).await?);

        relay.kill().await?;
        village.chip_says("离线").await?;
        township.chip_says("离线").await?;
        let new = Petition::brief("仇金水", "修路");
        forms::register(&village, &new).await?;
        forms::open_matter(&village, &new.name).await?;
        village.photograph("拍照", 800).await?;
        forms::part_says(&village, "附件", &["照片", "已保存在本机"]).await?;
        village.go("#/waiting").await?;
        village.press(Role::Link, "捎带文件").await?;
        village.press(Role::Button, "生成上报文件").await?;
        village.sees("装了 1 件事项").await?;
        village.sees("1 个附件").await?;
        village.picture(&stage.output("screens").join("courier-made.png")).await?;
        let file = until("the file is saved", LONG, async || downloaded(&from_village)).await?;
        let bytes = fs::read(&file)?;
        let name = new.name.as_bytes();
        ensure!(!bytes.windows(name.len()).any(|at| at == name), "whoever carries it can read it");

        township.go("#/courier").await?;
        township.give_file(FILE, &file).await?;
        township.sees("收下 1 件事项").await?;
        township.sees("前杨村").await?;
        township.picture(&stage.output("screens").join("courier-taken.png")).await?;
        forms::counts(&township, 2).await?;
        forms::open_matter(&township, &new.name).await?;
        forms::part_says(&township, "附件", &["照片"]).await?;
        township.go("#/courier").await?;
        township.give_file(FILE, &file).await?;
        township.sees("没有变化").await?;
        let other = stage.temp().join("other.czcr");
        fs::write(&other, b"PK\x03\x04")?;
        township.give_file(FILE, &other).await?;
        township.sees("这不是村站的捎带文件").await?;
        let mut spoiled = bytes.clone();
        let middle = spoiled.len() / 2;
        spoiled[middle] ^= 1;
        fs::write(&other, &spoiled)?;
        township.give_file(FILE, &other).await?;
        township.sees_no_more("这不是村站的捎带文件").await?;
        township.sees("没有收").await?;

        // The other way: what the village needs. It has all of it.
        township.take("哪个村（社区）", "前杨", "前杨村").await?;
        township.press(Role::Button, "生成资料文件").await?;
        township.sees("装了 2 件事项").await?;
        let file = until("the file is saved", LONG, async || downloaded(&from_township)).await?;
        village.go("#/courier").await?;
        village.give_file(FILE, &file).await?;
        village.sees("没有变化").await?;
        // Sealed to the village's devices, not to who made it.
        township.give_file(FILE, &file).await?;
        township.sees("文件不是给本机的").await?;

        relay.start().await?;
        for tablet in [&village, &township] {
            tablet.chip_says("已全部上报，在线").await?;
            forms::counts(tablet, 2).await?;
        }
        forms::open_matter(&village, &new.name).await?;
        let registered = village.section("经过").await?;
        ensure!(registered.matches("前杨村登记").count() == 1, "doubled: {registered}");
        Ok(())
    })
}

/// Where what is saved on the tablet goes from now on.
async fn downloads(stage: &Stage, tablet: &Tablet) -> Result<PathBuf> {
    let dir = stage.temp().join(format!("{}-downloads", tablet.name()));
    fs::create_dir_all(&dir)?;
    let place = json!({ "behavior": "allow", "downloadPath": dir.to_string_lossy() });
    tablet.devtools("Page.setDownloadBehavior", place).await?;
    Ok(dir)
}

/// The file that was saved, once it is whole: until then it has another name.
fn downloaded(dir: &Path) -> Result<Option<PathBuf>> {
    let mut files = fs::read_dir(dir)?.filter_map(Result::ok).map(|entry| entry.path());
    Ok(files.find(|path| path.extension().is_some_and(|ending| ending == "czcr")))
}
