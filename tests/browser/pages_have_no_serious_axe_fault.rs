//! Every page, light and dark, under axe's rules.

use acceptance::{
    CITY, Failed, LONG, Machine, Petition, Role, Size, Stage, Tablet, faults, forms, scenario,
};
use anyhow::{Result, ensure};

/// What makes a page unusable for somebody.
const GRAVE: [&str; 2] = ["serious", "critical"];

#[test]
fn pages_have_no_serious_axe_fault() -> Result<(), Failed> {
    scenario("pages_have_no_serious_axe_fault", async |stage| {
        let relay = stage.demo_relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let stranger = stage.tablet("stranger", &near, Size::Tall).await?;
        stranger.goto("/").await?;
        stranger.find(Role::Field, "登记码").await?;
        let city = stage.enrolled("city", (&relay, &far), (CITY, "陆明远"), Size::Wide).await?;
        let mut found = Found { stage, theme: "light", faults: Vec::new() };
        for dark in [false, true] {
            stranger.dark(dark).await?;
            city.dark(dark).await?;
            found.theme = if dark { "dark" } else { "light" };
            found.look(&stranger, "enrol").await?;
            list_and_form(&city, &mut found).await?;
            matter_and_receipt(&city, &mut found).await?;
            for (hash, heading) in [
                ("#/waiting", "上报情况"),
                ("#/courier", "捎带文件"),
                ("#/refused", "被退回的内容"),
                ("#/settings", "设置"),
                ("#/import", "导入台账"),
                ("#/today", "今日"),
                ("#/screening", "排查"),
                ("#/duty", "值班与应急"),
                ("#/more", "全部功能"),
                ("#/org", "机构与人员"),
                ("#/sealed", "检举控告"),
                ("#/access", "查阅记录"),
                ("#/feedback", "对本应用的意见"),
                ("#/nowhere", "没有这个页面"),
            ] {
                city.go(hash).await?;
                city.find(Role::Heading, heading).await?;
                found.look(&city, heading).await?;
            }
            city.go("#/import").await?;
            city.give_file("选择台账文件", &Machine::fixture("township-ledger.xlsx")).await?;
            city.sees_within("读出的内容", LONG).await?;
            city.press(Role::Button, "各列的含义").await?;
            found.look(&city, "import, looked through").await?;
            locked(&city, &mut found).await?;
        }
        let Found { faults, .. } = found;
        ensure!(faults.is_empty(), "{} serious faults:\n{}", faults.len(), faults.join("\n"));
        Ok(())
    })
}

/// The PIN in the settings, and the lock screen.
async fn locked(city: &Tablet, found: &mut Found<'_>) -> Result<()> {
    if city.find_now(Role::Button, "锁定").await?.is_none() {
        forms::set_pin(city, "135790").await?;
    }
    city.go("#/settings").await?;
    city.sees("已设置口令").await?;
    found.look(city, "settings, with a PIN").await?;
    city.press(Role::Button, "锁定").await?;
    city.find(Role::Heading, "已锁定").await?;
    found.look(city, "locked").await?;
    forms::enter_pin(city, "135790").await?;
    city.sees("已设置口令").await
}

/// What was found so far.
struct Found<'stage> {
    stage: &'stage Stage,
    theme: &'static str,
    faults: Vec<String>,
}

impl Found<'_> {
    /// Looks at the page at hand.
    async fn look(&mut self, tablet: &Tablet, page: &str) -> Result<()> {
        for fault in faults(self.stage.machine(), tablet).await? {
            if GRAVE.contains(&fault.impact.as_str()) {
                let place = format!("{page}, {}: {} ({})", self.theme, fault.rule, fault.impact);
                self.faults.push(format!("{place}\n    {}", fault.places.join("\n    ")));
            }
        }
        Ok(())
    }
}

async fn list_and_form(city: &Tablet, found: &mut Found<'_>) -> Result<()> {
    city.go("#/").await?;
    city.sees("共 ").await?;
    found.look(city, "list").await?;
    city.write("查找", "没有这样的人").await?;
    city.sees("没有找到").await?;
    found.look(city, "list, nothing found").await?;
    city.write("查找", "").await?;
    forms::open_form(city).await?;
    city.press(Role::Field, "内容分类").await?;
    found.look(city, "form, choices open").await?;
    city.write("身份证号", "123").await?;
    city.press(Role::Button, "保存登记").await?;
    city.sees("还不能保存，请改这几处").await?;
    found.look(city, "form with faults").await?;
    forms::open_form(city).await?;
    Petition::brief("梅静宜", "核对补偿清单").type_in(city).await?;
    city.press(Role::Button, "保存登记").await?;
    forms::is_saved(city).await?;
    found.look(city, "saved").await
}

async fn matter_and_receipt(city: &Tablet, found: &mut Found<'_>) -> Result<()> {
    city.go("#/").await?;
    city.sees("共 ").await?;
    let contested = &forms::row(city, "有不同填写").await?;
    forms::open_matter(city, contested).await?;
    city.find(Role::Heading, "有不同填写，请选定").await?;
    found.look(city, "matter").await?;
    city.press(Role::Button, "修改问题发生地").await?;
    found.look(city, "matter, a form open").await?;
    city.press(Role::Button, "取消").await?;
    city.press(Role::Link, "文书").await?;
    city.find(Role::Heading, "现在要做的").await?;
    found.look(city, "papers").await?;
    city.press(Role::Link, "谈话笔录").await?;
    city.find(Role::Button, "打印").await?;
    found.look(city, "a paper").await?;
    forms::open_matter(city, contested).await?;
    city.press(Role::Button, "打印回执").await?;
    city.find(Role::Button, "打印").await?;
    found.look(city, "receipt").await
}
