//! The device is full. The form stays, a sentence says what to do, and nothing claims to be saved.

use acceptance::{Failed, Petition, Role, Size, Tablet, VILLAGE, forms, scenario};
use anyhow::{Context, Result, ensure};
use serde_json::json;

/// Room left for the app itself, before the rest is filled up.
const ROOM: u64 = 3 << 20;

#[test]
fn storage_refused() -> Result<(), Failed> {
    scenario("storage_refused", async |stage| {
        let relay = stage.relay().await?;
        let network = stage.network(&relay).await?;
        let village =
            stage.enrolled("village", (&relay, &network), (VILLAGE, "杨小妹"), Size::Tall).await?;
        let used = usage(&village).await?;
        // Chromium asks what room there is only now and then: the limit has to be there first.
        village.switch_off().await?;
        village.switch_on().await?;
        village.quota(Some(used + ROOM)).await?;
        village.goto("/").await?;
        village.is_ready().await?;

        forms::open_form(&village).await?;
        let petition = Petition::full();
        petition.type_in(&village).await?;
        village.sees("草稿已存").await?;
        fill(&village).await?;
        // A few more letters, so that there is something to keep.
        village.append("补充说明", "满了以后写的。").await?;
        village.press(Role::Button, "保存登记").await?;
        village.sees("本机空间已满，还没有保存").await?;
        village.sees("先删除平板上的照片").await?;
        ensure!(!village.text().await?.contains(forms::SAVED), "it claims to be saved");
        let picture = stage.output("screens").join("storage-refused-tall.png");
        village.picture(&picture).await?;
        still_there(&village, &petition).await?;
        // Trying again on the full device is refused again, and claims nothing either.
        village.press(Role::Button, "保存登记").await?;
        village.sees("本机空间已满，还没有保存").await?;
        ensure!(!village.text().await?.contains(forms::SAVED), "it claims to be saved");

        village.quota(None).await?;
        village.press(Role::Button, "保存登记").await?;
        forms::is_saved(&village).await?;
        forms::counts(&village, 1).await?;
        village.chip_says("已全部上报").await?;
        forms::open_matter(&village, &petition.name).await?;
        forms::part_says(&village, "补充说明", &["满了以后写的。"]).await
    })
}

async fn still_there(village: &Tablet, petition: &Petition) -> Result<()> {
    let narrative = format!("{}满了以后写的。", petition.narrative);
    for (field, typed) in [
        ("姓名", &petition.name),
        ("联系电话", &petition.phone),
        ("身份证号", &petition.id_number),
        ("住址", &petition.address),
        ("收到日期", &petition.received_on),
        ("来访人数", &petition.petitioners),
        ("问题发生地", &petition.place),
        ("诉求 1", &petition.demands[0]),
        ("诉求 2", &petition.demands[1]),
        ("补充说明", &narrative),
    ] {
        let now = village.value(field).await?;
        ensure!(now == *typed, "“{field}” holds “{now}”, typed was “{typed}”");
    }
    ensure!(village.chosen("性别").await?.as_deref() == Some("女"), "the sex is gone");
    Ok(())
}

/// How many bytes the app takes on this device.
async fn usage(tablet: &Tablet) -> Result<u64> {
    let script = "const done = arguments[0];
        navigator.storage.estimate().then((estimate) => done(estimate.usage));";
    tablet
        .run_async(script, vec![])
        .await?
        .as_u64()
        .context("the browser does not say what is used")
}

/// Fills the device from another database, as photos would, until not even a little goes in.
async fn fill(tablet: &Tablet) -> Result<()> {
    let script = r"
        const [smallest, done] = arguments;
        const request = indexedDB.open('acceptance-filler', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('bytes', { autoIncrement: true });
        request.onerror = () => done(String(request.error));
        const put = (database, size) => new Promise((resolve, reject) => {
          const bytes = new Uint8Array(size);
          for (let at = 0; at < size; at += 65536)
            crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65536)));
          const transaction = database.transaction('bytes', 'readwrite');
          transaction.oncomplete = resolve;
          transaction.onabort = () => reject(transaction.error);
          transaction.objectStore('bytes').put(bytes);
        });
        request.onsuccess = async () => {
          for (let size = 1 << 20; size >= smallest; ) {
            try {
              await put(request.result, size);
            } catch (error) {
              if (error.name !== 'QuotaExceededError') return done(String(error));
              size >>= 2;
            }
          }
          done('full');
        };";
    let said = tablet.run_async(script, vec![json!(64)]).await?;
    ensure!(said.as_str() == Some("full"), "the device could not be filled: {said}");
    Ok(())
}
