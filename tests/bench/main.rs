//! The figures a worker feels, in a real Chromium against the real relay: printed, never asserted.

mod arrival;
mod field;
mod ledger_file;
mod measure;

use std::path::Path;

use acceptance::{
    Petition, Size, Slowed, Stage, TOWNSHIP, Tablet, VILLAGE, forms, scenario, scenario_within,
};
use anyhow::{Context, Result};

/// How often what is short is measured; the median is printed.
const TIMES: usize = 7;
/// Lists of so many matters are opened; others where the environment names them: taking in 100,000 rows
/// takes its time.
const LISTS: [u32; 2] = [1_000, 20_000];
const OTHER_LISTS: &str = "CUNZHAN_BENCH_MATTERS";
/// So many times slower a tablet is than this machine.
const SLOWER: u32 = 6;
/// So long a list may take to be made and measured.
const LIST_LIMIT: std::time::Duration = std::time::Duration::from_secs(3600);

fn main() {
    let named = std::env::var(OTHER_LISTS).unwrap_or_default();
    let named: Vec<u32> = named.split(',').filter_map(|one| one.trim().parse().ok()).collect();
    let mut outcomes = Vec::new();
    if named.is_empty() {
        outcomes.push(scenario("bench", async |stage| {
            sizes(&stage.machine().dist)?;
            first_visit(stage).await?;
            entries(stage).await
        }));
        outcomes.push(scenario("bench_field", field::figures));
        outcomes.push(scenario("bench_arrival", arrival::figures));
    }
    for matters in if named.is_empty() { LISTS.to_vec() } else { named } {
        let list = async |stage: &Stage| lists(stage, matters).await;
        outcomes.push(scenario_within(LIST_LIMIT, "bench_lists", list));
    }
    // A part that broke off does not take the others with it.
    let mut ended = 0;
    for failed in outcomes.into_iter().filter_map(Result::err) {
        eprintln!("bench: {failed:?}");
        ended = 1;
    }
    std::process::exit(ended);
}

pub(crate) fn say(what: &str, figures: &mut [f64], unit: &str) {
    figures.sort_by(f64::total_cmp);
    let at = |share: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small index"
        )]
        let index = ((figures.len() - 1) as f64 * share).round() as usize;
        figures.get(index).copied().unwrap_or_default()
    };
    println!(
        "{what:<58} {:>8.0} {unit}   (least {:.0}, most {:.0}, {} times)",
        at(0.5),
        at(0.0),
        at(1.0),
        figures.len()
    );
}

/// What goes over the line at a first visit, compressed.
fn sizes(dist: &Path) -> Result<()> {
    for part in ["ui", "engine", "importer"] {
        let mut bytes = 0;
        for file in std::fs::read_dir(dist).context("there is a built app")? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            if name.starts_with(part) && name.ends_with(".br") {
                bytes += file.metadata()?.len();
            }
        }
        println!("{:<58} {:>8.1} kB brotli", format!("{part}: wasm and js"), bytes as f64 / 1000.0);
    }
    Ok(())
}

async fn first_visit(stage: &Stage) -> Result<()> {
    let relay = stage.relay().await?;
    let network = stage.network(&relay).await?;
    let tablet =
        stage.enrolled("first", (&relay, &network), (VILLAGE, "杨小妹"), Size::Tall).await?;
    let (mut paint, mut shell, mut list) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let times = measure::opening(&tablet).await?;
        paint.push(times.first_paint);
        shell.push(times.shell);
        list.push(times.list);
    }
    say("warm service worker: first paint", &mut paint, "ms");
    say("warm service worker: the frame stands", &mut shell, "ms");
    say("warm service worker: an empty list is usable", &mut list, "ms");
    tablet.switch_off().await
}

/// Saving, and arriving on another screen.
async fn entries(stage: &Stage) -> Result<()> {
    let relay = stage.relay().await?;
    let network = stage.network(&relay).await?;
    let village =
        stage.enrolled("saver", (&relay, &network), (VILLAGE, "杨小妹"), Size::Tall).await?;
    let township =
        stage.enrolled("reader", (&relay, &network), (TOWNSHIP, "柳主任"), Size::Wide).await?;
    let mut saved = Vec::new();
    for at in 0..TIMES {
        forms::open_form(&village).await?;
        Petition::brief(&format!("解秀珍{at}"), "修复水渠").type_in(&village).await?;
        let millis = measure::press_until(&village, "保存登记", "已保存在本机").await?;
        saved.push(millis);
        village.goto("/").await?;
        village.is_ready().await?;
    }
    say("a press on 保存登记 to 已保存在本机", &mut saved, "ms");

    forms::counts(&township, u32::try_from(TIMES)?).await?;
    forms::open_matter(&village, "解秀珍0").await?;
    forms::open_matter(&township, "解秀珍0").await?;
    let mut seen = Vec::new();
    for at in 0..TIMES {
        let text = format!("第{at}次回访");
        village.write("新记录", &text).await?;
        measure::watch(&township, &text).await?;
        let pressed = measure::press(&village, "保存记录").await?;
        seen.push(measure::seen(&township).await? - pressed);
    }
    say("a press on 保存记录 to being read at the township", &mut seen, "ms");
    village.switch_off().await?;
    township.switch_off().await
}

/// Opening with many matters.
async fn lists(stage: &Stage, matters: u32) -> Result<()> {
    let relay = stage.relay().await?;
    let network = stage.network(&relay).await?;
    let name = format!("township-{matters}");
    let township =
        stage.enrolled(&name, (&relay, &network), (TOWNSHIP, "柳主任"), Size::Wide).await?;
    let file = stage.temp().join(format!("{matters}.xlsx"));
    ledger_file::write(&file, matters, &["前杨村", "后单村"])?;
    township.go("#/import").await?;
    // Taking in so many rows is what is measured here, however long it takes.
    township.be_patient(LIST_LIMIT).await?;
    township.give_file("选择台账文件", &file).await?;
    let button = format!("导入 {matters} 件");
    let millis = measure::press_until(&township, &button, "导入完成").await?;
    println!(
        "{:<58} {:>8.1} s",
        format!("taking in a ledger of {matters} rows, to the last 已保存"),
        millis / 1000.0
    );
    for (slower, words) in [(1, String::new()), (SLOWER, format!(", {SLOWER}x slower"))] {
        let _slowed = (slower > 1).then(|| Slowed::down(&township, slower)).transpose()?;
        open_and_search(&township, matters, &words).await?;
    }
    township.switch_off().await
}

async fn open_and_search(township: &Tablet, matters: u32, words: &str) -> Result<()> {
    let (mut paint, mut list) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let times = measure::opening(township).await?;
        paint.push(times.first_paint);
        list.push(times.list);
    }
    say(&format!("{matters} matters: first paint{words}"), &mut paint, "ms");
    say(&format!("{matters} matters: the list is usable{words}"), &mut list, "ms");
    let mut searched = Vec::new();
    for typed in ["zs", "水渠", "lsz", "0042", "单", "zs", "水渠"] {
        searched.push(measure::search(township, typed).await?);
    }
    say(
        &format!("{matters} matters: a key in the search to the result{words}"),
        &mut searched,
        "ms",
    );
    Ok(())
}
