//! The fixture's truth written again and again as other offices might, and read back.

use ledger::{Limits, Workbook, guess, interpret, to_json};
use serde_json::Value;

use crate::builder::{Put, line, merge, put, serial, single};

const TRUTH: &str = include_str!("../../../../tests/fixtures/township-ledger.truth.json");

/// A small generator of numbers, so that each seed is one ledger.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const FIELDS: [&str; 14] = [
    "received_on",
    "name",
    "sex",
    "id_number",
    "phone",
    "village",
    "petitioners",
    "channel",
    "text",
    "category",
    "responsible_unit",
    "due_on",
    "concluded",
    "petitioner_accepts",
];

fn headings(field: &str) -> &'static [&'static str] {
    match field {
        "received_on" => &[
            "受理时间",
            "接访日期",
            "登记日期",
            "来访时间",
            "收信日期",
            "日期",
            "信访时间",
            "登 记\n时 间",
            "时间",
        ],
        "name" => &[
            "来访人",
            "信访人",
            "姓名",
            "上访人",
            "反映人",
            "信访人姓名",
            "姓  名",
            "投诉人",
            "信访人（代表）",
        ],
        "sex" => &["性别", "性 别"],
        "id_number" => &["身份证号", "身份证号码", "证件号码", "公民身份号码", "身份证\n号码"],
        "phone" => &["联系电话", "手机", "联系方式", "电话", "手机号码", "信访人联系电话"],
        "village" => {
            &["住址", "所在村", "村（社区）", "单位或住址", "家庭住址", "村居", "村别", "户籍地址"]
        }
        "petitioners" => &["人数", "批次人数", "来访人数", "涉及人数", "信访人数（人）"],
        "channel" => &["信访形式", "来源", "方式", "信访渠道", "反映渠道"],
        "text" => &[
            "反映问题",
            "主要诉求",
            "信访内容",
            "事由",
            "反映事项",
            "反映的主要问题",
            "问题及诉求",
            "内容摘要",
        ],
        "category" => &["问题类别", "信访类别", "类别", "问题性质", "问题类型"],
        "responsible_unit" => &["责任单位", "承办单位", "办理单位", "责任部门"],
        "due_on" => &["限办日期", "办结期限", "要求办结时间", "办理时限", "应办结时间"],
        "concluded" => &["办理结果", "是否办结", "办理情况", "办结情况"],
        "petitioner_accepts" => &["是否息访", "息诉罢访", "是否满意", "信访人是否满意"],
        "_serial" => &["序号", "编号", "序 号"],
        "_notes" => &["备注", "说明"],
        "_staff" => &["责任人", "接访人", "登记人", "包案领导", "经办人"],
        "_staff_phone" => &["责任人电话", "包案领导联系方式"],
        "_moved" => &["转办时间", "交办日期"],
        _ => &[""],
    }
}

const CHINESE: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

fn numeral(number: u32) -> String {
    match number {
        0..=9 => CHINESE[number as usize].to_owned(),
        10 => "十".to_owned(),
        11..=19 => format!("十{}", CHINESE[number as usize % 10]),
        _ => format!(
            "{}十{}",
            CHINESE[number as usize / 10],
            if number.is_multiple_of(10) { "" } else { CHINESE[number as usize % 10] }
        ),
    }
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(
            |c| {
                if ('!'..='~').contains(&c) {
                    char::from_u32(c as u32 + 0xFEE0).unwrap()
                } else {
                    c
                }
            },
        )
        .collect()
}

fn date(dice: &mut Dice, day: &str) -> Put {
    let part = |from: usize, to: usize| -> u32 { day[from..to].parse().unwrap() };
    let (y, m, d) = (part(0, 4), part(5, 7), part(8, 10));
    match dice.below(15) {
        0 => format!("{y}.{m}.{d}").into(),
        1 => format!("{y}年{m}月{d}日").into(),
        2 => format!("{}/{m}/{d}", y % 100).into(),
        3 => format!("{m}月{d}日").into(),
        4 => format!("{y}{m:02}{d:02}").into(),
        5 => Put::Number(f64::from(y * 10_000 + m * 100 + d)),
        6 => {
            let year: String =
                y.to_string().chars().map(|c| CHINESE[c as usize - '0' as usize]).collect();
            format!("{year}年{}月{}日", numeral(m), numeral(d)).into()
        }
        7 => Put::Number(serial(day)),
        8 => Put::Date(serial(day) + 0.4),
        9 => full_width(&format!("{y}-{m:02}-{d:02}")).into(),
        10 => format!("{y}-{m:02}-{d:02} 09:30:00").into(),
        11 => format!("{m}.{d}").into(),
        12 => format!("{}年{m}月{d}日", y % 100).into(),
        _ => Put::Date(serial(day)),
    }
}

/// One value as some office might write it.
fn written(dice: &mut Dice, field: &str, value: &Value) -> Put {
    let text = value.as_str().unwrap_or_default();
    match (field, value) {
        ("id_number" | "phone", Value::Null) => dice.of(&["", "无", "/", "—", "未提供"]).into(),
        ("concluded", Value::Bool(true)) => {
            dice.of(&["已办结", "办结", "是", "√", "已答复"]).into()
        }
        ("concluded", _) => dice.of(&["办理中", "未办结", "", "正在办理"]).into(),
        ("petitioner_accepts", Value::Bool(true)) => {
            dice.of(&["是", "已息访", "满意", "基本满意"]).into()
        }
        ("petitioner_accepts", Value::Bool(false)) => dice.of(&["否", "未息访", "不满意"]).into(),
        (_, Value::Null) => Put::Nothing,
        ("received_on" | "due_on", _) => date(dice, text),
        ("id_number", _) => match dice.below(5) {
            0 => full_width(text).into(),
            1 => format!("{} {} {}", &text[..6], &text[6..14], &text[14..]).into(),
            2 => format!("'{}", text.to_lowercase()).into(),
            _ => text.into(),
        },
        ("phone", _) => match dice.below(6) {
            0 => Put::Number(text.parse().unwrap()),
            1 => format!("{}-{}-{}", &text[..3], &text[3..7], &text[7..]).into(),
            2 => format!("{} {} {}", &text[..3], &text[3..7], &text[7..]).into(),
            3 => format!("{text}.0").into(),
            4 => full_width(text).into(),
            _ => text.into(),
        },
        ("village", _) => match dice.below(4) {
            0 => format!("清水镇{text}").into(),
            1 => format!("{text}{}组", 1 + dice.below(9)).into(),
            2 => format!("{text} ").into(),
            _ => text.into(),
        },
        ("name", _) => match dice.below(4) {
            0 if text.chars().count() == 2 => format!("{}　{}", &text[..3], &text[3..]).into(),
            1 => format!("{text} ").into(),
            _ => text.into(),
        },
        ("petitioners", _) => {
            let people = value.as_u64().unwrap() as u32;
            match dice.below(5) {
                0 => format!("{people}人").into(),
                1 => format!("{}人", numeral(people)).into(),
                2 => format!("1批{people}人").into(),
                3 => people.to_string().into(),
                _ => Put::Number(f64::from(people)),
            }
        }
        ("channel", _) => match text {
            "visit" => dice.of(&["来访", "走访", "上访"]).into(),
            "letter" => dice.of(&["来信", "书信"]).into(),
            "call" => dice.of(&["来电", "电话", "12345热线"]).into(),
            _ => dice.of(&["网上", "网上信访", "网络"]).into(),
        },
        _ => text.into(),
    }
}

fn is_ditto_able(field: &str) -> bool {
    matches!(field, "received_on" | "village" | "responsible_unit" | "category" | "due_on")
}

/// One made ledger and what it should be read as: for each row, the field's value.
struct Made {
    bytes: Vec<u8>,
    fields: Vec<&'static str>,
    rows: Vec<Value>,
}

fn make(seed: u64, blank_headings: bool) -> Made {
    let mut dice = Dice(seed.wrapping_mul(7919) + 17);
    for _ in 0..5 {
        dice.below(2);
    }
    let truth: Value = serde_json::from_str(TRUTH).unwrap();
    let truth = truth["rows"].as_array().unwrap();
    let by_sheet = dice.chance(30);
    let channel = ["visit", "letter", "call", "online"][dice.below(4)];
    let from = dice.below(200);
    let rows: Vec<Value> = if by_sheet {
        truth.iter().filter(|row| row["channel"] == channel).take(40).cloned().collect()
    } else {
        let sheet = truth[from]["sheet"].clone();
        truth[from..].iter().filter(|row| row["sheet"] == sheet).take(40).cloned().collect()
    };
    let mut fields: Vec<&'static str> = Vec::new();
    for field in FIELDS {
        let always = matches!(field, "received_on" | "name" | "text" | "village");
        if (always || dice.chance(85)) && !(by_sheet && field == "channel") {
            fields.push(field);
        }
    }
    let known = fields.clone();
    let with_phone = fields.contains(&"phone") && dice.chance(15);
    if with_phone {
        fields.retain(|field| *field != "phone");
    }
    let counted_name = !fields.contains(&"petitioners");
    for extra in ["_serial", "_notes", "_staff", "_staff_phone", "_moved"] {
        if dice.chance(50) {
            fields.push(extra);
        }
    }
    for at in (1..fields.len()).rev() {
        fields.swap(at, dice.below(at + 1));
    }
    if let Some(at) = fields.iter().position(|field| *field == "_serial") {
        fields.swap(0, at);
    }
    let titles = dice.below(6) as u32;
    let with_years = dice.chance(60);
    let heads: Vec<String> = fields
        .iter()
        .map(|field| {
            let plain = !field.starts_with('_');
            if *field == "name" && with_phone {
                dice.of(&["姓名及联系电话", "信访人（电话）", "姓名、电话"]).to_owned()
            } else if blank_headings && plain && dice.chance(60) {
                String::new()
            } else {
                dice.of(headings(field)).to_owned()
            }
        })
        .collect();
    let deep = dice.chance(30);
    let pages = dice.chance(30);
    let name = if by_sheet {
        match channel {
            "visit" => "来访",
            "letter" => "来信",
            "call" => "来电",
            _ => "网上",
        }
    } else {
        "台账"
    };
    let bytes = single(name, |sheet| {
        let mut row = 1;
        for title in 0..titles {
            match title {
                0 => {
                    let years = if with_years { "2025—2026年" } else { "" };
                    merge(
                        sheet,
                        row,
                        0,
                        row,
                        fields.len() as u16 - 1,
                        &format!("清水镇{years}信访事项登记台账"),
                    );
                }
                1 => {
                    line(sheet, row, "填报单位：清水镇人民政府||||填表人：李杰");
                }
                2 => {}
                _ => {
                    put(sheet, row, 0, &"（本表由各村报送，镇群众工作办公室汇总）".into());
                }
            }
            row += 1;
        }
        let head = |sheet: &mut rust_xlsxwriter::Worksheet, row: u32| {
            for (column, heading) in heads.iter().enumerate() {
                if deep && !heading.is_empty() {
                    merge(sheet, row, column as u16, row + 1, column as u16, heading);
                } else {
                    put(sheet, row, column as u16, &heading.as_str().into());
                }
            }
            row + 1 + u32::from(deep)
        };
        row = head(sheet, row);
        let mut last: Vec<Value> = vec![Value::Null; fields.len()];
        for (at, truth) in rows.iter().enumerate() {
            if pages && at > 0 && at % 15 == 0 {
                put(sheet, row, 0, &format!("第{}页", at / 15).into());
                row = head(sheet, row + 1);
            }
            if dice.chance(5) {
                row += 1;
            }
            if dice.chance(5) {
                line(sheet, row, &format!("{}月小计||{at}", 1 + at % 12));
                row += 1;
            }
            for (column, field) in fields.iter().enumerate() {
                let value = &truth[*field];
                let cell = if is_ditto_able(field)
                    && at > 0
                    && !value.is_null()
                    && last[column] == *value
                    && dice.chance(50)
                {
                    dice.of(&["同上", "〃", "\"", "″"]).into()
                } else {
                    match *field {
                        "_serial" => Put::Number(at as f64 + 1.0),
                        "_notes" => dice.of(&["", "", "转村委会", "已上报"]).into(),
                        "_staff" => dice.of(&["王建国", "赵敏", "孙静", "周强"]).into(),
                        "_staff_phone" => dice.of(&["19900009991", "19900009992"]).into(),
                        "_moved" => dice.of(&["2025.8.1", "2025年8月3日"]).into(),
                        "name" if counted_name && truth["petitioners"] != 1 => {
                            let mark = if with_phone { dice.of(&[" ", "\n", ""]) } else { "" };
                            let phone = if with_phone {
                                truth["phone"].as_str().unwrap_or_default()
                            } else {
                                ""
                            };
                            format!(
                                "{}等{}人{mark}{phone}",
                                truth["name"].as_str().unwrap(),
                                truth["petitioners"]
                            )
                            .into()
                        }
                        "name" if with_phone && !truth["phone"].is_null() => {
                            let mark = dice.of(&[" ", "\n", "，", ""]);
                            format!(
                                "{}{mark}{}",
                                truth["name"].as_str().unwrap(),
                                truth["phone"].as_str().unwrap()
                            )
                            .into()
                        }
                        _ => written(&mut dice, field, value),
                    }
                };
                last[column] = value.clone();
                put(sheet, row, column as u16, &cell);
            }
            row += 1;
        }
        line(sheet, row, &format!("合计||{}", rows.len()));
        line(sheet, row + 2, "单位负责人：王五|||审核人：赵六||填表人：孙七");
    });
    let mut fields = known;
    if counted_name {
        fields.push("petitioners");
    }
    if by_sheet {
        fields.push("channel");
    }
    Made { bytes, fields, rows }
}

/// How many of how many values came back right, with what did not.
fn score(made: &Made, seed: u64, misses: &mut Vec<String>) -> (usize, usize) {
    let workbook = Workbook::read(&made.bytes, &Limits::default()).unwrap();
    let plans = guess(&workbook);
    let read = to_json(&interpret(&workbook, &plans));
    let rows = read["rows"].as_array().unwrap();
    if rows.len() != made.rows.len() {
        let last = rows.last().map_or(&Value::Null, |row| &row["raw"]);
        misses.push(format!("seed {seed}: {} rows of {}: {last}", rows.len(), made.rows.len()));
    }
    let (mut right, mut all) = (0, 0);
    for (at, expected) in made.rows.iter().enumerate() {
        for field in &made.fields {
            all += 1;
            let got = rows.get(at).map_or(&Value::Null, |row| &row[*field]);
            if *got == expected[*field] {
                right += 1;
            } else {
                let raw = rows.get(at).map_or(&Value::Null, |row| &row["raw"]);
                misses.push(format!(
                    "seed {seed} row {at} {field}: {got} for {} in {raw}",
                    expected[*field]
                ));
            }
        }
    }
    (right, all)
}

fn run(seeds: std::ops::Range<u64>, blank_headings: bool) -> (usize, usize, Vec<String>) {
    let mut misses = Vec::new();
    let (mut right, mut all) = (0, 0);
    for seed in seeds {
        let made = make(seed, blank_headings);
        let (r, a) = score(&made, seed, &mut misses);
        right += r;
        all += a;
    }
    (right, all, misses)
}

/// How many ledgers to make; more when asked for.
fn seeds() -> u64 {
    std::env::var("LEDGER_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(40)
}

#[test]
fn other_headings_orders_and_manners() {
    let (right, all, misses) = run(0..seeds(), false);
    println!("{right} of {all} values");
    for miss in misses.iter().take(25) {
        println!("{miss}");
    }
    assert!(misses.is_empty(), "{right} of {all}");
}

#[test]
fn some_headings_left_empty() {
    let (right, all, misses) = run(10_000..10_000 + seeds(), true);
    println!("{right} of {all} values");
    for miss in misses.iter().take(25) {
        println!("{miss}");
    }
    assert!(misses.is_empty(), "{right} of {all}");
}
