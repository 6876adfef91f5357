//! The code of most pages is not in the first binary. It is on the device after one visit, and where it
//! cannot be had, a sentence says so and a second try helps.

use acceptance::{Failed, LONG, Petition, Role, Size, VILLAGE, forms, scenario};
use anyhow::{Context, Result, ensure};
use std::fs;

use crate::update_is_offered_not_forced::{OFFER, copy, new_version};

const ABSENT: &str = "这个页面没能打开";
/// Makes one chunk unobtainable in this page, as a line that breaks would.
const BREAK: &str = "const fetched = window.fetch;
    window.mend = () => { window.fetch = fetched; };
    window.fetch = (what, how) => String(what).includes(arguments[0])
        ? Promise.reject(new TypeError('the line broke')) : fetched(what, how);";

const PART_ABSENT: &str = "程序还有一部分没有取到";
/// Spoils what the device holds of the engine's second part, or mends it.
const SPOIL: &str = "const [spoil, done] = arguments;
    (async () => {
        const spare = await caches.open('spare');
        for (const name of (await caches.keys()).filter((name) => name.startsWith('cunzhan-'))) {
            const cache = await caches.open(name);
            const kept = await cache.keys();
            for (const part of kept.filter(({ url }) => url.includes('/part-'))) {
                if (spoil) {
                    await spare.put(part, await cache.match(part));
                }
                await cache.put(part, spoil ? new Response('') : await spare.match(part));
                done(true);
            }
        }
        done(false);
    })();";

#[test]
fn pages_come_in_chunks() -> Result<(), Failed> {
    scenario("pages_come_in_chunks", async |stage| {
        let relay = stage.relay().await?;
        let network = stage.network(&relay).await?;
        let village =
            stage.enrolled("village", (&relay, &network), (VILLAGE, "杨小妹"), Size::Wide).await?;
        village.is_installed().await?;

        village.run(BREAK, vec!["/chunk-settings-".into()]).await?;
        village.go("#/settings").await?;
        village.sees(ABSENT).await?;
        village.press(Role::Button, "重试").await?;
        village.sees(ABSENT).await?;
        // The rest of the app goes on.
        village.go("#/").await?;
        village.find(Role::Button, "登记新来访").await?;
        village.go("#/settings").await?;
        village.sees(ABSENT).await?;
        village.run("window.mend();", vec![]).await?;
        village.press(Role::Button, "重试").await?;
        village.sees("文字大小").await?;
        ensure!(!village.text().await?.contains(ABSENT), "the sentence outlived the trouble");

        // A page that was never opened here comes from the device.
        relay.kill().await?;
        network.cut().await;
        village.goto("/").await?;
        village.is_ready().await?;
        village.go("#/waiting").await?;
        village.sees("导出未上报内容为文件").await
    })
}

#[test]
fn the_list_does_not_wait_for_the_rest_of_the_engine() -> Result<(), Failed> {
    scenario("the_list_does_not_wait_for_the_rest_of_the_engine", async |stage| {
        let relay = stage.relay().await?;
        let network = stage.network(&relay).await?;
        let village =
            stage.enrolled("village", (&relay, &network), (VILLAGE, "杨小妹"), Size::Wide).await?;
        forms::register(&village, &Petition::brief("查志平", "修复村口路面")).await?;
        village.chip_says("已全部上报").await?;
        village.is_installed().await?;
        let spoilt = village.run_async(SPOIL, vec![true.into()]).await?;
        ensure!(spoilt == true, "the engine has no second part");

        village.goto("/").await?;
        village.is_ready().await?;
        forms::counts(&village, 1).await?;
        forms::listed(&village, "查志平").await?;
        village.press(Role::Link, "查志平").await?;
        village.sees(PART_ABSENT).await?;
        village.press(Role::Button, "重试").await?;
        village.sees(PART_ABSENT).await?;

        // What is typed is on the device all the same, and is found again.
        village.go("#/").await?;
        forms::open_form(&village).await?;
        Petition::brief("仇立新", "补发补贴").type_in(&village).await?;
        village.sees("草稿已存").await?;
        village.press(Role::Button, "保存登记").await?;
        village.sees(PART_ABSENT).await?;
        ensure!(!village.text().await?.contains(forms::SAVED), "it claims to be saved");
        village.goto("/").await?;
        village.is_ready().await?;
        village.press(Role::Button, "继续填写仇立新").await?;
        let kept = village.value("诉求 1").await?;
        ensure!(kept == "补发补贴", "the draft holds “{kept}”");

        village.run_async(SPOIL, vec![false.into()]).await?;
        village.go("#/").await?;
        village.press(Role::Link, "查志平").await?;
        // It may have helped itself meanwhile.
        if village.find_now(Role::Button, "重试").await?.is_some() {
            village.press(Role::Button, "重试").await?;
        }
        village.sees("修复村口路面").await?;
        village.sees_no_more(PART_ABSENT).await?;
        village.go("#/").await?;
        village.press(Role::Button, "继续填写仇立新").await?;
        village.press(Role::Button, "保存登记").await?;
        forms::is_saved(&village).await?;
        forms::counts(&village, 2).await?;
        village.chip_says("已全部上报").await
    })
}

#[test]
fn an_old_page_finds_its_old_chunks() -> Result<(), Failed> {
    scenario("an_old_page_finds_its_old_chunks", async |stage| {
        let app = stage.temp().join("app");
        copy(&stage.machine().dist, &app)?;
        let relay = stage.relay_with_app(&app).await?;
        let network = stage.network(&relay).await?;
        let village =
            stage.enrolled("village", (&relay, &network), (VILLAGE, "杨小妹"), Size::Wide).await?;
        village.is_installed().await?;

        // The new version's chunk has another name, and the relay has none of the old name.
        let old = fs::read_dir(&app)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| name.starts_with("chunk-settings-") && name.ends_with(".wasm"))
            .context("the settings are no chunk")?;
        let new = "chunk-settings-ffffffffffffffff.wasm";
        new_version(&app)?;
        fs::rename(app.join(&old), app.join(new))?;
        fs::remove_file(app.join(format!("{old}.br")))?;
        let worker = fs::read_to_string(app.join("sw.js"))?;
        fs::write(app.join("sw.js"), worker.replace(&old, new))?;
        village.run("dispatchEvent(new Event('online'));", vec![]).await?;
        village.sees_within(OFFER, LONG).await?;
        // As another tab would: it takes over, this page stays as it is.
        let activate = "const done = arguments[0]; cunzhanActivateUpdate().then(done);";
        ensure!(village.run_async(activate, vec![]).await? == true, "nothing was waiting");

        village.go("#/settings").await?;
        village.sees("文字大小").await
    })
}
