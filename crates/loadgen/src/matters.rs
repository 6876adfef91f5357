//! Invented matters, and the ledger of what was entered: what arrives is compared with this.

use anyhow::Result;
use casework::{
    Moment, Step,
    document::Edit,
    intake::{Intake, PersonIntake},
    schema::{Fact, FactValue},
};
use ident::{MatterId, OfficeCode};
use replica::{Effect, MemoryStore, Station};

use crate::dice::Dice;

const SURNAMES: &[&str] = &["单", "解", "仇", "曾", "查", "陆", "邵", "许", "顾", "蒋", "严", "华"];
const GIVEN: &[&str] = &[
    "小兰", "文清", "明远", "秀英", "建国", "玉梅", "志强", "桂芳", "海波", "春生", "淑珍", "国平",
];
const CATEGORIES: &[&str] = &[
    "rural.land_contract",
    "construction.urban_construction_and_services",
    "environment.pollution",
    "rural.water_and_hydropower",
    "labour.wages_and_benefits",
];
const DEMANDS: &[&str] = &[
    "重新丈量承包地四至",
    "修复路面并加装排水沟盖板",
    "夜间停止切割作业",
    "疏浚渠道",
    "协调支付拖欠的工资",
    "公布物业费使用明细",
    "核实补贴面积",
    "调解宅基地滴水纠纷",
    "查询缴费记录并补登",
];
const TELLINGS: &[&str] = &[
    "反映人称，@东侧承包地与邻户田埂在去年平整后移位约#尺，双方各执一词，请求到场丈量并按合同确认四至。",
    "反映人称，@口至公交站一段水泥路面破损#处，雨后积水，老人和学生出行不便，曾有人滑倒。",
    "反映人称，@一处石材加工点夜间十点后仍在切割，噪声和粉尘影响附近#户休息，多次反映未见改善。",
    "反映人称，@灌溉渠中段淤塞，水闸关不严，下游#亩稻田灌不上水，请求在用水季前疏浚。",
    "反映人称，去年在@附近工地做泥水工，尚有工资#元未结清，持有记工本和工友证明。",
    "反映人称，@小区二单元电梯一月内停运#次，物业未说明原因，业主要求公布维修资金使用情况。",
];
const NOTES: &[&str] = &[
    "已电话联系反映人，约定@日上午到村委会面谈，反映人同意携带相关材料到场。",
    "会同村委会到现场查看，量得长约#米，拍照留存，双方对界址仍有不同意见。",
    "与施工方负责人通话，对方称款项已列入计划，承诺#日内书面答复。",
    "调取合同和付款凭证，缺第#页，已请反映人补充。",
    "组织双方在村调解室协商#小时，就主要问题达成初步意见，细节另行约定。",
    "走访邻户#家，均表示情况属实，希望尽快处理。",
    "经查台账，该问题前年曾有#人次反映，当时处理意见未全部落实。",
    "联系镇农业站，答复需现场复核，安排在#号之后。",
];
const HANDS: &[&str] = &[
    "村委会主任",
    "网格员",
    "镇司法所",
    "包村干部",
    "驻村律师",
    "调解员",
    "农技站",
    "水利站",
    "城建办",
    "派出所民警",
    "村会计",
    "妇联主席",
];
const OUTCOMES: &[&str] = &[
    "对方表示接受",
    "仍有异议，另约时间",
    "要求出具书面答复",
    "答应先行修复",
    "材料尚缺，待补",
    "拟提交联席会议",
    "反映人情绪平稳",
    "需请专业机构鉴定",
    "双方各退一步",
    "已口头告知救济途径",
];
const PLACES: &[&str] = &["村口", "河埠头", "老祠堂", "学校后门", "供销社旧址", "北大塘", "晒谷场"];

fn fill(dice: &mut Dice, text: &str) -> String {
    let number = (1 + dice.roll(97)).to_string();
    let place = format!("{}{}组{}", dice.pick(PLACES), 1 + dice.roll(12), 1 + dice.roll(60));
    text.replace('@', &place).replace('#', &number)
}

fn person(dice: &mut Dice) -> PersonIntake {
    let born = format!("{}{:02}{:02}", 1950 + dice.roll(50), 1 + dice.roll(12), 1 + dice.roll(28));
    PersonIntake {
        name: format!("{}{}", dice.pick(SURNAMES), dice.pick(GIVEN)),
        sex: dice.pick(&["男", "女"]).to_owned(),
        id_number: format!("990101{born}{:03}X", dice.roll(1000)),
        phone: format!("1990000{:04}", dice.roll(10_000)),
        address: format!("{}{}号", dice.pick(PLACES), 1 + dice.roll(300)),
    }
}

/// What a note says: who, when, what, and what came of it.
fn note(dice: &mut Dice) -> String {
    let telling = dice.pick(NOTES);
    let text = fill(dice, telling);
    format!(
        "{}月{}日{}时{}分，{}{}{}，电话1990000{:04}。{text}{}。",
        1 + dice.roll(11),
        1 + dice.roll(28),
        8 + dice.roll(10),
        dice.roll(60),
        dice.pick(HANDS),
        dice.pick(SURNAMES),
        dice.pick(GIVEN),
        dice.roll(10_000),
        dice.pick(OUTCOMES),
    )
}

/// What was entered on one matter.
#[derive(Debug, Clone)]
pub struct Entered {
    pub matter: MatterId,
    pub home: OfficeCode,
    pub name: String,
    /// The last place that was entered.
    pub place: String,
    /// Texts of notes and follow-ups, in the order they were entered.
    pub notes: Vec<String>,
    /// How many changes of documents that made, core and people.
    pub changes: usize,
    /// All of it as JSON, for the size the figures are related to.
    pub json: String,
}

impl Entered {
    /// Registers a matter of about 25 facts and takes `steps` further steps on it, saved one by one.
    pub async fn enter(
        station: &mut Station<MemoryStore>,
        home: &OfficeCode,
        dice: &mut Dice,
        steps: usize,
        at: &mut i64,
    ) -> Result<Self> {
        let matter = MatterId::new(dice.bytes());
        let telling = dice.pick(TELLINGS);
        let intake = Intake {
            petitioner: person(dice),
            representatives: vec![person(dice), person(dice)],
            channel: dice.pick(&["visit", "letter", "call", "online"]).to_owned(),
            received_on: format!("2026-{:02}-{:02}", 1 + dice.roll(10), 1 + dice.roll(28)),
            petitioners: (3 + dice.roll(9)).to_string(),
            affected: (20 + dice.roll(80)).to_string(),
            place: fill(dice, "@"),
            place_office: home.to_string(),
            category: dice.pick(CATEGORIES).to_owned(),
            source: "petitioner".to_owned(),
            purpose: "petition".to_owned(),
            demands: vec![dice.pick(DEMANDS).to_owned(), fill(dice, "请求@先行处置并书面答复")],
            narrative: fill(dice, telling),
            ..Intake::default()
        };
        *at += 60_000;
        station.register(matter, &intake, "draft", Moment::from_millis(*at)).await?;
        let mut entered = Self {
            matter,
            home: home.clone(),
            name: intake.petitioner.name.clone(),
            place: intake.place.clone(),
            notes: Vec::new(),
            changes: 2,
            json: String::new(),
        };
        for step in 0..steps {
            entered.go_on(station, dice, step, at).await?;
        }
        entered.json = serde_json::json!({
            "matter": matter.to_hex(), "facts": intake, "notes": entered.notes,
            "place": entered.place,
        })
        .to_string();
        Ok(entered)
    }

    /// One more step: mostly notes, now and then a follow-up or a correction. Gives back what the
    /// station wants sent.
    pub async fn go_on(
        &mut self,
        station: &mut Station<MemoryStore>,
        dice: &mut Dice,
        step: usize,
        at: &mut i64,
    ) -> Result<Vec<Effect>> {
        *at += 1000 * (60 + dice.roll(86_400) as i64);
        let now = Moment::from_millis(*at);
        self.changes += 1;
        let effects = match step % 5 {
            2 => {
                // Another one than before: a step that changes nothing is none.
                let mut place = fill(dice, "@");
                if place == self.place {
                    place.push('旁');
                }
                self.place.clone_from(&place);
                let edit = Edit::Fact(Fact::Place, Some(FactValue::Text(place)));
                station.edit(self.matter, &[edit], &[], None, now).await?
            }
            4 => {
                let text = note(dice);
                self.notes.push(text.clone());
                let step = Step::FollowedUp { on: now.date(), text };
                station.step(self.matter, &step, now).await?
            }
            _ => {
                let text = note(dice);
                self.notes.push(text.clone());
                station.note(self.matter, &text, now).await?
            }
        };
        Ok(effects)
    }
}
