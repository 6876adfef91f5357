//! Who copies the files of a tablet that has a PIN reads nothing in them: no name, no telephone number,
//! no text, not even half typed. Where no PIN is set the same look finds them all, so it is no blind one.

use acceptance::{Failed, Petition, Role, Size, Stage, VILLAGE, forms, profile, scenario};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;

const PIN: &str = "135790";
/// Half typed, and never saved.
const BEGUN: &str = "电话里说下周再来谈渠道的事";
const DRAFT: &str = "尤未存";
/// The bytes of a key that the browser holds and does not give away.
const KEY: &str = "a key that nobody may get out of";
const HOLD_KEY: &str = "const [text, done] = arguments;
    (async () => {
        const bytes = new TextEncoder().encode(text);
        const key = await crypto.subtle.importKey('raw', bytes, 'AES-CBC', false, ['encrypt']);
        const open = indexedDB.open('keys', 1);
        open.onupgradeneeded = () => open.result.createObjectStore('keys');
        await new Promise((ready) => { open.onsuccess = ready; });
        const put = open.result.transaction('keys', 'readwrite', { durability: 'strict' });
        put.objectStore('keys').put(key, 'key');
        await new Promise((ready) => { put.oncomplete = ready; });
        done(key.extractable);
    })().catch((error) => done(String(error)));";

#[test]
fn profile_shows_nothing() -> Result<(), Failed> {
    scenario("profile_shows_nothing", async |stage| {
        let open = look(stage, "open", None).await?;
        let blind: Vec<&str> =
            planted().into_iter().filter(|text| !open.iter().any(|found| found == text)).collect();
        ensure!(blind.is_empty(), "not found though they lie there in plain: {blind:?}");
        ensure!(
            open.contains(KEY),
            "the browser hides its keys now: docs/adr/0018 wants a new look"
        );
        let sealed = look(stage, "sealed", Some(PIN)).await?;
        ensure!(sealed.is_empty(), "can be read in spite of the PIN: {sealed:?}");
        Ok(())
    })
}

fn planted() -> [&'static str; 8] {
    [
        "解秀珍",
        "19900004321",
        "99010119620305102X",
        "柳湾镇前杨村3组18号",
        "重新丈量东侧承包地四至",
        "去年平整后田埂移位约两尺",
        BEGUN,
        DRAFT,
    ]
}

/// Works on a tablet, switches it off and reads its files: what of the planted texts is there.
async fn look(stage: &Stage, name: &str, pin: Option<&str>) -> Result<BTreeSet<String>> {
    let relay = stage.relay().await?;
    let network = stage.network(&relay).await?;
    let tablet = stage.enrolled(name, (&relay, &network), (VILLAGE, "杨小妹"), Size::Tall).await?;
    if let Some(pin) = pin {
        forms::set_pin(&tablet, pin).await?;
    } else {
        let extractable = tablet.run_async(HOLD_KEY, vec![KEY.into()]).await?;
        ensure!(extractable == false, "the browser's key: {extractable}");
    }
    forms::register(&tablet, &Petition::full()).await?;
    forms::open_matter(&tablet, "解秀珍").await?;
    tablet.write("新记录", BEGUN).await?;
    forms::open_form(&tablet).await?;
    Petition::brief(DRAFT, "还没想好").type_in(&tablet).await?;
    // A look at the list keeps the draft.
    tablet.go("#/").await?;
    tablet.sees(DRAFT).await.context("the draft is listed")?;
    tablet.chip_says("已全部上报").await?;
    let _ = tablet.find(Role::Button, "登记新来访").await?;
    tablet.switch_off().await?;
    let (found, files) = profile::search(tablet.profile(), &[&planted()[..], &[KEY]].concat())?;
    ensure!(files > 20, "only {files} files were read");
    for one in &found {
        println!("{name}: {} in {}", one.text, one.file.display());
    }
    Ok(found.into_iter().map(|one| one.text).collect())
}
