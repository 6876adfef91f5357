//! A matter that the city assigned, to its end at the department and beyond: an objection that is refused,
//! acceptance, an extension, the opinion, its delivery; then the city recognises it, notes what the
//! petitioner thinks of it, and decides the review.

use acceptance::{CITY, Failed, LONG, Role, Size, Tablet, forms, scenario};
use anyhow::{Context, Result, ensure};

const WATER: &str = "L01";

#[test]
fn a_department_decides() -> Result<(), Failed> {
    scenario("a_department_decides", async |stage| {
        let relay = stage.demo_relay().await?;
        let (near, far) = (stage.network(&relay).await?, stage.network(&relay).await?);
        let water = stage.enrolled("water", (&relay, &near), (WATER, "卜晓岚"), Size::Tall).await?;
        let city = stage.enrolled("city", (&relay, &far), (CITY, "陆明远"), Size::Wide).await?;
        water.sees_within("新到", LONG).await?;
        let assigned = water.names(Role::Link, "新到").await?;
        let assigned = assigned.first().context("nothing was assigned to the department")?.clone();
        forms::open_matter(&water, &assigned).await?;
        let name = water.names(Role::Heading, "").await?;
        let name = name.first().context("a matter has a name")?.clone();

        objected(&water, &city, &name).await?;
        decided(&water).await?;
        recognised(&city).await?;
        reviewed(&city).await?;
        forms::part_says(&water, "经过", &["审核认定办结", "收到复查申请", "复查意见"]).await
    })
}

/// The department holds that it is not its own; the city does not agree.
async fn objected(water: &Tablet, city: &Tablet, name: &str) -> Result<()> {
    forms::take_step(water, "签收").await?;
    forms::begin_step(water, "提出异议").await?;
    water.press(Role::Button, "确认提出异议").await?;
    water.sees("请填写异议理由").await?;
    water.write("异议理由", "属于自然资源部门职权。").await?;
    forms::confirm_step(water, "提出异议").await?;
    water.sees("异议待核实").await?;
    city.go("#/").await?;
    city.sees_within("异议待核实", LONG).await?;
    forms::open_matter(city, name).await?;
    forms::begin_step(city, "不同意退回").await?;
    city.write("核实意见", "经核实，属于水利部门职权。").await?;
    forms::confirm_step(city, "不同意退回").await?;
    forms::part_says(water, "经过", &["不同意退回", "属于水利部门职权"]).await
}

async fn delivered(water: &Tablet, paper: &str) -> Result<()> {
    forms::begin_step(water, "送达").await?;
    // The paper that is due stands there already.
    let found = water.section("下一步").await?;
    ensure!(found.contains(paper), "“{paper}” is not there to be delivered: {found}");
    water.choose("送达方式", "当面").await?;
    water.choose("送达结果", "已签收").await?;
    water.write("签收人", "本人").await?;
    forms::confirm_step(water, "送达").await
}

async fn decided(water: &Tablet) -> Result<()> {
    forms::begin_step(water, "受理").await?;
    water.write("办理途径和程序", "按信访程序办理，由水政科承办").await?;
    forms::confirm_step(water, "受理").await?;
    delivered(water, "受理告知书").await?;
    forms::begin_step(water, "延期").await?;
    water.write("延长天数", "30").await?;
    water.write("延期理由", "需要委托测绘，结果尚未作出。").await?;
    forms::confirm_step(water, "延期").await?;
    forms::part_says(water, "办理期限", &["《信访工作条例》第三十四条"]).await?;
    ensure!(
        water.find_now(Role::Button, "下一步｜延期").await?.is_none(),
        "it can be extended a second time"
    );
    forms::begin_step(water, "拟定处理意见").await?;
    water.press(Role::Button, "确认拟定处理意见").await?;
    water.sees("请选择处理结论").await?;
    water.choose("处理结论", "支持").await?;
    water.write("查明的事实和理由", "经实地丈量，情况属实。").await?;
    water.write("处理意见", "本季度修好。").await?;
    water.write("法律法规政策依据", "《信访工作条例》第三十二条第一项").await?;
    forms::confirm_step(water, "拟定处理意见").await?;
    forms::take_step(water, "签发").await?;
    delivered(water, "信访处理意见书").await?;
    forms::take_step(water, "办结").await?;
    water.sees("已办结").await
}

/// The city recognises it, and enters what the petitioner wrote down of it.
async fn recognised(city: &Tablet) -> Result<()> {
    forms::begin_step(city, "审核认定办结").await?;
    // What is recognised stands where it is recognised.
    forms::part_says(city, "下一步", &["本季度修好。", "情况属实"]).await?;
    forms::confirm_step(city, "审核认定办结").await?;
    forms::begin_step(city, "记录满意度评价").await?;
    city.choose("评价对象", "责任单位").await?;
    city.choose("满意度", "基本满意").await?;
    city.choose("评价方式", "本人签名的评价单").await?;
    city.write("依据", "评价单存于卷宗。").await?;
    forms::confirm_step(city, "记录满意度评价").await
}

async fn reviewed(city: &Tablet) -> Result<()> {
    forms::begin_step(city, "收到复查申请").await?;
    city.write("复查请求和理由", "认为期限太长。").await?;
    forms::confirm_step(city, "收到复查申请").await?;
    forms::begin_step(city, "复查受理答复").await?;
    city.choose("是否受理复查申请", "是").await?;
    forms::confirm_step(city, "复查受理答复").await?;
    forms::begin_step(city, "复查意见").await?;
    forms::part_says(city, "下一步", &["认为期限太长。"]).await?;
    city.choose("复查结论", "维持").await?;
    city.write("复查意见", "原处理意见事实清楚，予以维持。").await?;
    city.write("依据", "《信访工作条例》第三十五条").await?;
    forms::confirm_step(city, "复查意见").await
}
