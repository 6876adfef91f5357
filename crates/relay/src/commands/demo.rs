//! The invented city.

use relay::{demo, store::Site};
use std::sync::Arc;

use super::open;

pub(crate) async fn make_demo(
    store: &Site,
    today: Option<chrono::NaiveDate>,
) -> anyhow::Result<()> {
    let store = open(store).await?;
    let now = casework::Moment::from_millis(relay::clock::now_millis());
    let made = demo::make(Arc::clone(&store), today.unwrap_or_else(|| now.date())).await;
    store.close().await;
    match made {
        Ok(made) => println!(
            "演示市已建好 demo city made: {} offices, {} people, {} matters",
            made.offices, made.people, made.matters
        ),
        Err(demo::DemoError::NotEmpty) => println!(
            "数据目录里已有单位，未作改动。the store already holds offices: nothing was changed"
        ),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// The demo city with a year of work behind it. Fails where a figure is not the published one.
pub(crate) async fn make_year(
    store: &Site,
    today: Option<chrono::NaiveDate>,
) -> anyhow::Result<()> {
    let store = open(store).await?;
    let begin = std::time::Instant::now();
    let progress = |day: chrono::NaiveDate, forms: usize| {
        let seconds = begin.elapsed().as_secs();
        println!("{day}: 已录入 forms saved {forms} ({seconds} s)");
    };
    let last = today.unwrap_or_else(demo::year::last_day);
    let targets = demo::year::Targets::SURVEY;
    let made = demo::year::make(Arc::clone(&store), last, targets, &progress).await;
    store.close().await;
    match made {
        Ok(year) => println!(
            "演示市一年已建好 the city's year is made: {} tablets, {} meetings with the relay, \
             {} forms, {} cases ({} unclear), {} s\n{}与公布数字一致 as published",
            year.tablets,
            year.meetings,
            year.forms,
            year.cases,
            year.unclear,
            begin.elapsed().as_secs(),
            demo::year::table(&year.tally),
        ),
        Err(demo::DemoError::NotEmpty) => println!(
            "数据目录里已有单位，未作改动。the store already holds offices: nothing was changed"
        ),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
