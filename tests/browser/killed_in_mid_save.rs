//! The browser is killed, or its engine, in the middle of saving. What was said to be saved is there; what was
//! not said to be is there too, saved or as a draft, and never as both.

use acceptance::{Failed, LONG, Petition, Role, Size, VILLAGE, forms, scenario};
use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use std::{env, time::Duration};

/// Presses the button and says whether the form said that it is saved, when so many milliseconds have
/// passed or as soon as it did.
const SAVE: &str = "const [label, saved, wait, done] = arguments;
    const button = [...document.querySelectorAll('button')].find((it) => it.textContent.includes(label));
    const until = performance.now() + wait;
    const look = () => {
        const said = document.body.textContent.includes(saved);
        if (said || performance.now() >= until) done(said); else setTimeout(look, 1);
    };
    button.click();
    look();";

/// Gets hold of the engine's worker when it is spoken to next.
const HOLD: &str = "const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...said) {
        window.engine = this;
        if (!window.mute) post.apply(this, said);
    };";
const DIES: &str = "window.mute = false;
    window.engine.dispatchEvent(new ErrorEvent('error', { message: 'killed by a test' }));";

const DRAFT: &str = "未完成的登记 1 份";

/// How often the browser is killed: `cargo xtask crash --browser N`.
fn kills() -> Result<u64> {
    match env::var("CUNZHAN_BROWSER_KILLS") {
        Ok(kills) => kills.parse().context("CUNZHAN_BROWSER_KILLS is no number"),
        Err(_) => Ok(4),
    }
}

#[test]
fn killed_in_mid_save() -> Result<(), Failed> {
    scenario("killed_in_mid_save", async |stage| {
        let relay = stage.relay().await?;
        let network = stage.network(&relay).await?;
        let village =
            stage.enrolled("village", (&relay, &network), (VILLAGE, "杨小妹"), Size::Wide).await?;
        village.is_installed().await?;
        let (mut said, mut saved) = (0, 0);
        let kills = kills()?;
        for round in 0..kills {
            let demand = format!("修桥第 {} 次", round + 1);
            let petition = Petition::brief("查志平", &demand);
            forms::open_form(&village).await?;
            petition.type_in(&village).await?;
            village.sees("草稿已存").await?;
            // From before anything can be written until after it was.
            let wait = round * 37 % 150;
            let arguments = vec![json!("保存登记"), json!(forms::SAVED), json!(wait)];
            let acknowledged = village.run_async(SAVE, arguments).await? == json!(true);
            village.kill().await?;

            village.switch_on().await?;
            village.goto("/").await?;
            village.is_ready().await?;
            let count = forms::count(&village).await?;
            let text = village.text().await?;
            let kept = text.contains(DRAFT);
            said += u64::from(acknowledged);
            match (u64::from(count).checked_sub(round), kept) {
                (Some(1), false) => saved += 1,
                (Some(0), true) if !acknowledged => {
                    village.press(Role::Button, "继续填写查志平").await?;
                    let value = village.value("诉求 1").await?;
                    ensure!(value == demand, "the draft of round {round} holds “{value}”");
                    village.press(Role::Button, "保存登记").await?;
                    forms::is_saved(&village).await?;
                    forms::counts(&village, u32::try_from(round + 1)?).await?;
                }
                _ => bail!(
                    "round {round}, killed after {wait} ms: said {acknowledged}, {count} matters, \
                     draft {kept}"
                ),
            }
        }
        println!(
            "killed {kills} times: {said} said to be saved, {saved} saved, {} as drafts",
            kills - saved
        );
        village.chip_says_within("已全部上报", LONG).await
    })
}

#[test]
fn the_engine_dies_while_it_saves() -> Result<(), Failed> {
    scenario("the_engine_dies_while_it_saves", async |stage| {
        let relay = stage.relay().await?;
        let network = stage.network(&relay).await?;
        let village =
            stage.enrolled("village", (&relay, &network), (VILLAGE, "杨小妹"), Size::Wide).await?;
        village.run(HOLD, vec![]).await?;

        // After it was saved, and before anybody was told.
        forms::open_form(&village).await?;
        Petition::brief("查志平", "修复村口路面").type_in(&village).await?;
        village.sees("草稿已存").await?;
        village.run("window.engine.onmessage = null;", vec![]).await?;
        village.press(Role::Button, "保存登记").await?;
        tokio::time::sleep(Duration::from_secs(2)).await;
        village.run(DIES, vec![]).await?;
        village.sees("这件已保存在本机").await?;
        forms::counts(&village, 1).await?;
        ensure!(!village.text().await?.contains("未完成的登记"), "it is a draft as well");

        // Before anything was written.
        forms::open_form(&village).await?;
        Petition::brief("仇立新", "补发补贴").type_in(&village).await?;
        village.sees("草稿已存").await?;
        village.run("window.mute = true;", vec![]).await?;
        village.press(Role::Button, "保存登记").await?;
        village.run(DIES, vec![]).await?;
        village.sees("刚才程序中断").await?;
        ensure!(!village.text().await?.contains(forms::SAVED), "it claims to be saved");
        let value = village.value("诉求 1").await?;
        ensure!(value == "补发补贴", "the form holds “{value}”");
        village.press(Role::Button, "保存登记").await?;
        forms::is_saved(&village).await?;
        forms::counts(&village, 2).await?;

        // A note is not written twice either.
        forms::open_matter(&village, "查志平").await?;
        village.write("新记录", "看过路面。").await?;
        village.run("window.engine.onmessage = null;", vec![]).await?;
        village.press(Role::Button, "保存记录").await?;
        tokio::time::sleep(Duration::from_secs(2)).await;
        village.run(DIES, vec![]).await?;
        village.sees("看过路面。").await?;
        let text = village.text().await?;
        ensure!(text.matches("看过路面。").count() == 1, "it is there twice");
        village.chip_says_within("已全部上报", LONG).await
    })
}
