//! A list that is longer than the screen: every row is read in its place, and whoever goes through it with
//! the keyboard stays where they are, whatever is scrolled, moved or drawn anew under them.

use acceptance::{CITY, Failed, LONG, Petition, Role, Size, Tablet, forms, scenario, until};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;

/// The matters of the demo city.
const MATTERS: usize = 60;
/// Of those, so many may stand in the page at once.
const MOST: usize = 40;
/// Rows that one goes through with Tab: further than the rows that stood in the page at first.
const STEPS: usize = 25;

const TAB: &str = "\u{E004}";
const END: &str = "\u{E010}";
const HOME: &str = "\u{E011}";
const ENTER: &str = "\u{E007}";

#[test]
fn a_long_list_by_keyboard() -> Result<(), Failed> {
    scenario("a_long_list_by_keyboard", async |stage| {
        let relay = stage.demo_relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let city = stage.enrolled("city", (&relay, &near), (CITY, "陆明远"), Size::Wide).await?;
        forms::counts(&city, u32::try_from(MATTERS)?).await?;
        let all = forms::whole_list(&city).await?;
        ensure!(all.len() == MATTERS, "{} rows", all.len());
        let different: BTreeSet<&String> = all.iter().collect();
        ensure!(different.len() == MATTERS, "a row is there twice: {all:?}");
        let (of, drawn) = city.rows().await?;
        ensure!(of == MATTERS && drawn.len() <= MOST, "{} of {of} rows are drawn", drawn.len());

        until("the list's beginning is drawn", LONG, async || {
            let (_, drawn) = city.rows().await?;
            let there = drawn.first().is_some_and(|(place, _)| *place == 1);
            if !there {
                city.scroll_on().await?;
            }
            Ok(there.then_some(()))
        })
        .await?;
        let first = "document.querySelector('li[aria-posinset=\"1\"] a').focus();";
        city.run(first, vec![]).await?;
        for place in 2..=STEPS {
            city.key(TAB).await?;
            stands_at(&city, place).await?;
        }
        let held = focused(&city).await?.1;
        ensure!(all.get(STEPS - 1).is_some_and(|row| *row == held), "“{held}” is another row");

        city.key(END).await?;
        until("the end is drawn", LONG, async || {
            let (_, drawn) = city.rows().await?;
            Ok(drawn.last().is_some_and(|(place, _)| *place == MATTERS).then_some(()))
        })
        .await?;
        stands_at(&city, STEPS).await?;
        city.key(HOME).await?;
        until("the beginning is drawn", LONG, async || {
            let (_, drawn) = city.rows().await?;
            Ok(drawn.first().is_some_and(|(place, _)| *place == 1).then_some(()))
        })
        .await?;
        stands_at(&city, STEPS).await?;

        // One more above it, and the row itself says something else.
        let other = stage.enrolled("other", (&relay, &far), (CITY, "柏秀英"), Size::Wide).await?;
        forms::register(&other, &Petition::brief("解新来", "修复村道")).await?;
        stands_at(&city, STEPS + 1).await?;
        ensure!(focused(&city).await?.1 == held, "another row has the focus");
        let name = held.split_whitespace().nth(1).context("a row has a name")?.to_owned();
        forms::open_matter(&other, &held).await?;
        let more = async |form: &Tablet| form.press(Role::Button, "增加一人").await;
        forms::edit(&other, "来访人数", more).await?;
        until("the row says how many they are now", LONG, async || {
            let (_, now) = focused(&city).await?;
            Ok((now.contains(&name) && now != held).then_some(()))
        })
        .await?;
        stands_at(&city, STEPS + 1).await?;
        city.key(ENTER).await?;
        city.find(Role::Heading, "经过").await?;
        city.sees(&name).await
    })
}

/// The place and the words of the row that has the focus; 0 where none has.
async fn focused(tablet: &Tablet) -> Result<(usize, String)> {
    let script = "
        const row = document.activeElement.closest('li[aria-posinset]');
        return row ? Number(row.getAttribute('aria-posinset')) : 0;";
    let place = tablet.run(script, vec![]).await?.as_u64().context("a place")?;
    let place = usize::try_from(place)?;
    let (_, rows) = tablet.rows().await?;
    let words = rows.into_iter().find(|(at, _)| *at == place).map(|(_, words)| words);
    Ok((place, words.unwrap_or_default()))
}

/// Waits until the row at this place has the focus.
async fn stands_at(tablet: &Tablet, place: usize) -> Result<()> {
    let mut last = 0;
    let stands = until(&format!("the row at {place} has the focus"), LONG, async || {
        last = focused(tablet).await?.0;
        Ok((last == place).then_some(()))
    })
    .await;
    stands.with_context(|| format!("the one at {last} has it"))
}
