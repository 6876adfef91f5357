//! A new version is fetched in the background and offered. An open form keeps its text, before the
//! update and over it.

use acceptance::{Failed, LONG, Petition, Role, Size, VILLAGE, forms, scenario};
use anyhow::{Context, Result, ensure};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

pub const OFFER: &str = "新版本已就绪";

#[test]
fn update_is_offered_not_forced() -> Result<(), Failed> {
    scenario("update_is_offered_not_forced", async |stage| {
        let app = stage.temp().join("app");
        copy(&stage.machine().dist, &app)?;
        let relay = stage.relay_with_app(&app).await?;
        let network = stage.network(&relay).await?;
        let village =
            stage.enrolled("village", (&relay, &network), (VILLAGE, "杨小妹"), Size::Wide).await?;
        forms::open_form(&village).await?;
        let petition = Petition::full();
        petition.type_in(&village).await?;

        new_version(&app)?;
        // What the browser says when the network is back; otherwise the page looks every hour.
        village.run("dispatchEvent(new Event('online'));", vec![]).await?;
        village.sees_within(OFFER, LONG).await?;
        ensure!(!is_new(&village).await?, "the new version took over unasked");
        ensure!(
            village.value("姓名").await? == petition.name,
            "the form lost its text to the offer"
        );
        village.append("补充说明", "更新前一刻写的。").await?;

        village.press(Role::Button, "更新").await?;
        acceptance::until("the new version is shown", LONG, async || {
            Ok(is_new(&village).await?.then_some(()))
        })
        .await?;
        // The form stands open again with everything typed, the last letters included.
        for (field, typed) in [
            ("姓名", petition.name.clone()),
            ("联系电话", petition.phone.clone()),
            ("诉求 2", petition.demands[1].clone()),
            ("补充说明", format!("{}更新前一刻写的。", petition.narrative)),
        ] {
            let now = village.value(field).await?;
            ensure!(now == typed, "“{field}” holds “{now}” after the update, typed was “{typed}”");
        }
        ensure!(!village.text().await?.contains(OFFER), "it is offered again");
        village.press(Role::Button, "保存登记").await?;
        forms::is_saved(&village).await?;

        // The new version is on the device as a whole.
        relay.kill().await?;
        network.cut().await;
        village.goto("/").await?;
        village.is_ready().await?;
        ensure!(is_new(&village).await?, "without a network the old version is back");
        forms::counts(&village, 1).await
    })
}

async fn is_new(tablet: &acceptance::Tablet) -> Result<bool> {
    let script = "return Boolean(document.querySelector('meta[name=acceptance-version]'));";
    Ok(tablet.run(script, vec![]).await? == json!(true))
}

/// Makes a new version of a built app: another page, and a service worker that lists it. All as
/// `cargo xtask build` would, but for the programs, which stay the same.
pub fn new_version(app: &Path) -> Result<()> {
    let page = fs::read_to_string(app.join("index.html"))?;
    let new_page =
        page.replacen("<head>", "<head>\n<meta name=\"acceptance-version\" content=\"2\">", 1);
    ensure!(new_page != page, "index.html has no <head>");
    let worker = fs::read_to_string(app.join("sw.js"))?;
    let (_, rest) = worker.split_once("const VERSION = \"").context("sw.js names no version")?;
    let (version, _) = rest.split_once('"').context("sw.js names no version")?;
    let new_worker = worker
        .replace(&digest(&page), &digest(&new_page))
        .replace(version, &digest(&format!("{version}2"))[..version.len()]);
    ensure!(new_worker.contains(&digest(&new_page)), "sw.js does not list index.html");
    for (name, text) in [("index.html", new_page), ("sw.js", new_worker)] {
        // The compressed copy would be sent in its stead.
        let packed = app.join(format!("{name}.br"));
        if packed.exists() {
            fs::remove_file(packed)?;
        }
        fs::write(app.join(name), text)?;
    }
    Ok(())
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
