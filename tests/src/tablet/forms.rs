//! The errands that many tests run.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};

use super::{Role, Tablet};
use crate::{LONG, Petition, SOON, until};

/// Said when something is on the device's disk.
pub const SAVED: &str = "已保存在本机";

/// Opens the form for a new petition from the list.
///
/// # Errors
/// When it does not open.
pub async fn open_form(tablet: &Tablet) -> Result<()> {
    tablet.go("#/").await?;
    tablet.press(Role::Button, "登记新来访").await?;
    tablet.find(Role::Field, "诉求 1").await.map(|_| ())
}

/// Registers a petition through the form and waits until it is saved. Returns its number.
///
/// # Errors
/// When anything of it does not work.
pub async fn register(tablet: &Tablet, petition: &Petition) -> Result<String> {
    open_form(tablet).await?;
    petition.type_in(tablet).await?;
    tablet.press(Role::Button, "保存登记").await?;
    is_saved(tablet).await
}

/// Waits until the form says that it is saved. Returns the number it was given.
///
/// # Errors
/// When it never says so.
pub async fn is_saved(tablet: &Tablet) -> Result<String> {
    tablet.find(Role::Heading, SAVED).await?;
    let text = tablet.text().await?;
    let number = text.lines().find_map(|line| line.trim().strip_prefix("编号 "));
    number.map(str::to_owned).context("no number is shown")
}

/// How many matters the list says there are.
///
/// # Errors
/// When it does not say.
pub async fn count(tablet: &Tablet) -> Result<u32> {
    tablet.go("#/").await?;
    until(&format!("{} counts its matters", tablet.name()), SOON, async || counted(tablet).await)
        .await
}

/// Waits until the list says that there are so many matters.
///
/// # Errors
/// When it never does.
pub async fn counts(tablet: &Tablet, number: u32) -> Result<()> {
    tablet.go("#/").await?;
    let mut last = None;
    let what = format!("{} counts {number} matters", tablet.name());
    let seen = until(&what, LONG, async || {
        last = counted(tablet).await?;
        Ok((last == Some(number)).then_some(()))
    })
    .await;
    seen.with_context(|| format!("it counts {last:?}"))
}

/// Out of `共 12 件`, or `共 12 件，找到 3 件`.
async fn counted(tablet: &Tablet) -> Result<Option<u32>> {
    let text = tablet.text().await?;
    Ok(text.split_once("共 ").and_then(|(_, rest)| rest.split_once(" 件")?.0.parse().ok()))
}

/// Waits until a matter stands in the list at hand, without touching anything.
///
/// # Errors
/// When it never does.
pub async fn listed(tablet: &Tablet, name: &str) -> Result<()> {
    tablet.find(Role::Link, name).await.map(|_| ())
}

/// Scrolls through the list at hand until a row's name contains something. Returns the whole name.
///
/// # Errors
/// When no row's does.
pub async fn row(tablet: &Tablet, part: &str) -> Result<String> {
    let what = format!("a row of {}'s list says “{part}”", tablet.name());
    until(&what, LONG, async || {
        let found = tablet.names(Role::Link, part).await?.into_iter().next();
        if found.is_none() {
            tablet.scroll_on().await?;
        }
        Ok(found)
    })
    .await
}

/// Reads the whole list at hand, scrolling from the top to its end: the names of its rows, in their places.
///
/// # Errors
/// When a place stays empty, or one place has two rows.
pub async fn whole_list(tablet: &Tablet) -> Result<Vec<String>> {
    let mut read = BTreeMap::<usize, String>::new();
    let what = format!("{}'s list is read to its end", tablet.name());
    until(&what, LONG, async || {
        let (of, rows) = tablet.rows().await?;
        let places: BTreeSet<usize> = rows.iter().map(|(place, _)| *place).collect();
        anyhow::ensure!(places.len() == rows.len(), "two rows in one place: {rows:?}");
        read.extend(rows);
        let whole = of > 0 && read.keys().copied().eq(1..=of);
        if !whole {
            tablet.scroll_on().await?;
        }
        Ok(whole.then_some(()))
    })
    .await
    .with_context(|| format!("it has {:?}", read.keys()))?;
    Ok(read.into_values().collect())
}

/// Opens a matter from the list, by the petitioner's name; scrolls to it where it is further down.
///
/// # Errors
/// When it is not there.
pub async fn open_matter(tablet: &Tablet, name: &str) -> Result<()> {
    tablet.go("#/").await?;
    until(&format!("{} lists “{name}”", tablet.name()), LONG, async || {
        let found = tablet.find_now(Role::Link, name).await?;
        if found.is_none() {
            tablet.scroll_on().await?;
        }
        Ok(found.map(|_| ()))
    })
    .await?;
    tablet.press(Role::Link, name).await?;
    tablet.find(Role::Heading, "经过").await.map(|_| ())
}

/// Changes something of the open matter in its own little form. `what` names it, `fill` types.
///
/// # Errors
/// When the form does not open, take it or close.
pub async fn edit(
    tablet: &Tablet,
    what: &str,
    fill: impl AsyncFnOnce(&Tablet) -> Result<()>,
) -> Result<()> {
    let open = format!("修改{what}");
    tablet.press(Role::Button, &open).await?;
    fill(tablet).await?;
    tablet.press(Role::Button, "保存").await?;
    // The form gives its place back when it is on the disk.
    tablet.find(Role::Button, &open).await.map(|_| ())
}

/// Adds a note to the open matter and waits until it stands in the history.
///
/// # Errors
/// When it never does.
pub async fn note(tablet: &Tablet, text: &str) -> Result<()> {
    tablet.write("新记录", text).await?;
    tablet.press(Role::Button, "保存记录").await?;
    part_says(tablet, "经过", &[text]).await
}

/// Waits until a part of the page says all of this.
///
/// # Errors
/// When it never does, with what it says instead.
pub async fn part_says(tablet: &Tablet, part: &str, texts: &[&str]) -> Result<()> {
    let mut last = String::new();
    let what = format!("“{part}” on {} says {texts:?}", tablet.name());
    let said = until(&what, LONG, async || {
        last = tablet.section(part).await?;
        Ok(texts.iter().all(|text| last.contains(text)).then_some(()))
    })
    .await;
    said.with_context(|| format!("“{part}” says: {last}"))
}

/// Opens the form of a step of the open case, which stands in front or among the others.
///
/// # Errors
/// When it is not offered.
pub async fn begin_step(tablet: &Tablet, step: &str) -> Result<()> {
    let name = format!("下一步｜{step}");
    until(&format!("{step} is offered"), LONG, async || {
        if tablet.find_now(Role::Button, &name).await?.is_some() {
            return Ok(Some(()));
        }
        if tablet.find_now(Role::Button, "下一步｜更多操作").await?.is_some() {
            tablet.press(Role::Button, "下一步｜更多操作").await?;
        }
        Ok(tablet.find_now(Role::Button, &name).await?.map(|_| ()))
    })
    .await?;
    tablet.press(Role::Button, &name).await
}

/// Confirms the form of a step, and waits until it is taken.
///
/// # Errors
/// When it is not.
pub async fn confirm_step(tablet: &Tablet, step: &str) -> Result<()> {
    tablet.press(Role::Button, &format!("确认{step}")).await?;
    until(&format!("{step} is taken"), LONG, async || {
        // While it is being saved the button says that, and who leaves is asked whether to.
        for label in [format!("确认{step}"), "正在保存……".to_owned()] {
            if tablet.find_now(Role::Button, &label).await?.is_some() {
                return Ok(None);
            }
        }
        Ok(Some(()))
    })
    .await
}

/// Takes a step that asks for nothing.
///
/// # Errors
/// When it is not offered, or not taken.
pub async fn take_step(tablet: &Tablet, step: &str) -> Result<()> {
    begin_step(tablet, step).await?;
    confirm_step(tablet, step).await
}

/// Chooses in a list that opens, or among tiles, whichever the field is.
///
/// # Errors
/// When there is no such choice.
pub async fn pick(tablet: &Tablet, field: &str, choice: &str) -> Result<()> {
    match tablet.find_now(Role::Field, field).await? {
        Some(_) => tablet.select(field, choice).await,
        None => tablet.choose(field, choice).await,
    }
}

/// The day so many days from the device's own, as a field of dates takes it.
///
/// # Errors
/// Where the browser does not answer.
pub async fn day(tablet: &Tablet, ahead: i32) -> Result<String> {
    // The app's zone is fixed at UTC+8.
    let script = "const at = Date.now() + 8 * 3600e3 + arguments[0] * 86400e3;
        return new Date(at).toISOString().slice(0, 10);";
    let day = tablet.run(script, vec![ahead.into()]).await?;
    day.as_str().map(str::to_owned).context("no day")
}

/// Waits until a part of the page says all of this, whatever spaces and lines lie between the words: a
/// number stands beside its unit and its name.
///
/// # Errors
/// When it never does, with what it says instead.
pub async fn part_counts(tablet: &Tablet, part: &str, texts: &[&str]) -> Result<()> {
    let mut last = String::new();
    let what = format!("“{part}” on {} counts {texts:?}", tablet.name());
    let said = until(&what, LONG, async || {
        last = tablet.section(part).await?;
        last.retain(|one| !one.is_whitespace());
        Ok(texts.iter().all(|text| last.contains(text)).then_some(()))
    })
    .await;
    said.with_context(|| format!("“{part}” says: {last}"))
}

/// Opens a visit or a reception from its list, by part of its line.
///
/// # Errors
/// When it is not there.
pub async fn open_meeting(tablet: &Tablet, list: &str, line: &str) -> Result<()> {
    tablet.go(list).await?;
    tablet.press(Role::Link, line).await?;
    tablet.find(Role::Heading, "结束").await.map(|_| ())
}

/// Sets the first PIN in the settings.
///
/// # Errors
/// When that does not work.
pub async fn set_pin(tablet: &Tablet, pin: &str) -> Result<()> {
    if tablet.find_now(Role::Button, "暂不设置").await?.is_some() {
        tablet.press(Role::Button, "暂不设置").await?;
    }
    tablet.go("#/settings").await?;
    tablet.write("新口令", pin).await?;
    tablet.write("再输一次", pin).await?;
    tablet.press(Role::Button, "设置口令").await?;
    tablet.sees_within("已设置口令", LONG).await
}

/// Enters a PIN on the keypad.
///
/// # Errors
/// When there is none.
pub async fn enter_pin(tablet: &Tablet, pin: &str) -> Result<()> {
    for digit in pin.chars() {
        tablet.press(Role::Button, &digit.to_string()).await?;
    }
    tablet.press(Role::Button, "解锁").await
}
