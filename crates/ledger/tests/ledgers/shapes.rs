//! Each test a ledger of its own kind.

use ledger::{Channel, Field, SkipReason};

use crate::builder::{Put, line, merge, put, serial, single, workbook};
use crate::{read, rows, short, shorts};

#[test]
fn headings_in_two_rows_with_groups() {
    let bytes = single("2025年来电", |sheet| {
        merge(sheet, 1, 0, 1, 11, "白沙乡信访事项登记簿");
        line(sheet, 2, "填报单位：白沙乡|||||日期：2026年1月5日");
        merge(sheet, 4, 0, 5, 0, "序\n号");
        merge(sheet, 4, 1, 4, 4, "信访人基本情况");
        merge(sheet, 4, 5, 5, 5, "来电\n时间");
        merge(sheet, 4, 6, 5, 6, "主要诉求");
        merge(sheet, 4, 7, 4, 9, "办理情况");
        merge(sheet, 4, 10, 4, 11, "责任人");
        for (column, part) in [
            (1, "姓 名"),
            (2, "证件号码"),
            (3, "手机"),
            (4, "村（社区）"),
            (7, "承办单位"),
            (8, "期限"),
            (9, "结果"),
            (10, "姓名"),
            (11, "电话"),
        ] {
            put(sheet, 5, column, &part.into());
        }
        line(
            sheet,
            6,
            "1|李杰|990101198006031789|19900001408|白沙乡石桥村3组|1月7日|要求修复村口道路|乡村建办|3月8日|办结|王建国|19900009999",
        );
        line(
            sheet,
            7,
            "2|解国强等5人||199-0000-2181|东岗社区|2.15|要求补发低保金|乡民政办|4月16日|正在办理|赵敏|19900009998",
        );
        line(
            sheet,
            8,
            "3|匿名|||石桥村|12月30日|反映养殖场污染|乡环保站|次年2月|未办结|赵敏|19900009998",
        );
        line(sheet, 10, "单位负责人：李强||||填表人：王芳");
    });
    let (plans, read) = read(&bytes);
    assert_eq!(plans[0].header_rows, [4, 5]);
    assert_eq!(plans[0].channel, Some(Channel::Call));
    let short: Vec<_> = read.rows.iter().map(short).collect();
    assert_eq!(
        short,
        [
            "2025-01-07 李杰 990101198006031789 19900001408 石桥村 1 call 要求修复村口道路",
            "2025-02-15 解国强 - 19900002181 东岗社区 5 call 要求补发低保金",
            "2025-12-30 - - - 石桥村 1 call 反映养殖场污染",
        ]
    );
    assert_eq!(read.rows[0].responsible_unit.as_deref(), Some("乡村建办"));
    assert_eq!(read.rows[0].due_on.unwrap().to_string(), "2025-03-08");
    assert_eq!(
        [0, 1, 2].map(|at: usize| read.rows[at].concluded),
        [Some(true), Some(false), Some(false)]
    );
    assert!(read.rows[0].other.contains(&("责任人·姓名".to_owned(), "王建国".to_owned())));
    assert!(read.skipped.iter().any(|line| line.row == 10 && line.reason == SkipReason::Footer));
}

#[test]
fn no_headings_at_all() {
    let bytes = single("Sheet1", |sheet| {
        let texts = [
            "要求公开村里近九年集体资金收支账目",
            "邻居翻建房屋越界，多次找村里未处理",
            "法院判决已生效，执行款一直未到位",
            "被拖欠工资数月，老板避而不见",
        ];
        for (at, text) in texts.iter().enumerate() {
            let row = at as u32 + 1;
            put(sheet, row, 0, &Put::Number(f64::from(row)));
            put(sheet, row, 1, &(*text).into());
            put(sheet, row, 2, &["李杰", "解国强", "郑军磊", "秦祥福"][at].into());
            put(sheet, row, 3, &Put::Number(19_900_001_408.0 + f64::from(row)));
            put(sheet, row, 4, &Put::Date(serial("2025-03-07") + f64::from(row)));
            put(sheet, row, 5, &["石桥村", "东岗社区", "前进村", "柳树庄"][at].into());
            put(sheet, row, 6, &["来访", "来信", "来访", "网上"][at].into());
            put(sheet, row, 7, &format!("99010119800603178{row}").into());
            put(sheet, row, 8, &["男", "女", "女", "男"][at].into());
            put(sheet, row, 9, &Put::Date(serial("2025-05-07") + f64::from(row)));
            put(sheet, row, 10, &["镇司法所", "镇民政办", "镇人社所", "镇司法所"][at].into());
        }
    });
    let (plans, read) = read(&bytes);
    let fields: Vec<Field> = plans[0].columns.iter().map(|column| column.field).collect();
    assert_eq!(
        fields,
        [
            Field::Other,
            Field::Text,
            Field::Name,
            Field::Phone,
            Field::ReceivedOn,
            Field::Village,
            Field::Channel,
            Field::IdNumber,
            Field::Sex,
            Field::DueOn,
            Field::ResponsibleUnit,
        ]
    );
    assert_eq!(
        short(&read.rows[0]),
        "2025-03-08 李杰 990101198006031781 19900001409 石桥村 1 visit 要求公开村里近九年集体资金收支账目"
    );
    assert_eq!(read.rows.len(), 4);
}

#[test]
fn pages_sections_totals_and_signatures() {
    let header = "编号|收信日期|反映人|单位或住址|联系方式|反映事项|批次人数|限办日期|是否办结|是否息访|备注";
    let bytes = single("台账", |sheet| {
        line(sheet, 1, "二〇二四年度信访台账");
        line(sheet, 2, header);
        line(sheet, 3, "(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)|(11)");
        line(sheet, 4, "一、来信");
        line(sheet, 5, "1|24/3/7|李杰|石桥村|19900001408|反映宅基地被占|1|2024.5.7|是|是|");
        line(sheet, 6, "2|同上|王芳|〃|0571-88001234|同上|\"|同上|否||转村委");
        line(sheet, 7, "小  计||2");
        line(sheet, 8, "第1页 共2页");
        line(sheet, 9, "二〇二四年度信访台账");
        line(sheet, 10, header);
        line(sheet, 11, "二、来访");
        line(
            sheet,
            12,
            "3|二〇二四年四月一日|赵敏|东岗社区|（0571）88001235|要求解决低保|3批5人|2024年6月1日前|√|未息访|",
        );
        line(sheet, 13, "4");
        line(sheet, 14, "5");
        line(sheet, 16, "合   计||3|||||");
        line(sheet, 17, "审核：王五||填表人：赵六");
    });
    let (_, read) = read(&bytes);
    let short: Vec<_> = read.rows.iter().map(short).collect();
    assert_eq!(
        short,
        [
            "2024-03-07 李杰 - 19900001408 石桥村 1 letter 反映宅基地被占",
            "2024-03-07 王芳 - 0571-88001234 石桥村 1 letter 反映宅基地被占",
            "2024-04-01 赵敏 - 0571-88001235 东岗社区 5 visit 要求解决低保",
        ]
    );
    assert_eq!(read.rows[1].due_on.unwrap().to_string(), "2024-05-07");
    assert_eq!(read.rows[2].due_on.unwrap().to_string(), "2024-06-01");
    assert_eq!(read.rows[2].petitioner_accepts, Some(false));
    let reasons: Vec<_> = read.skipped.iter().map(|line| (line.row, line.reason)).collect();
    assert_eq!(
        reasons,
        [
            (1, SkipReason::Title),
            (2, SkipReason::Heading),
            (3, SkipReason::ColumnNumbers),
            (4, SkipReason::Section),
            (7, SkipReason::Subtotal),
            (8, SkipReason::Footer),
            (9, SkipReason::Title),
            (10, SkipReason::RepeatedHeading),
            (11, SkipReason::Section),
            (13, SkipReason::NumberOnly),
            (14, SkipReason::NumberOnly),
            (15, SkipReason::Blank),
            (16, SkipReason::Subtotal),
            (17, SkipReason::Footer),
        ]
    );
}

#[test]
fn two_facts_in_one_cell_and_merged_cells() {
    let bytes = single("网上", |sheet| {
        line(sheet, 1, "事由|姓名及电话|登记人|登记时间|所在村|办结时间");
        merge(sheet, 2, 1, 3, 1, "李杰 19900001234");
        merge(sheet, 2, 3, 3, 3, "2025/3/7 9:30");
        merge(sheet, 2, 4, 3, 4, "石桥村");
        put(sheet, 2, 0, &"承包地被占用未补偿".into());
        put(sheet, 3, 0, &"村里账目多年未公开".into());
        put(sheet, 2, 2, &"王芳".into());
        put(sheet, 2, 5, &"2025.4.1".into());
        line(sheet, 4, "道路损坏无人修|张三、李四|王芳|2025/3/9 10:00|东岗社区|");
        line(sheet, 5, "拖欠工资十个月|周海等12人（19900004321）|王芳|3月10日|_|");
    });
    let (_, read) = read(&bytes);
    let short: Vec<_> = read.rows.iter().map(short).collect();
    assert_eq!(
        short,
        [
            "2025-03-07 李杰 - 19900001234 石桥村 1 online 承包地被占用未补偿",
            "2025-03-07 李杰 - 19900001234 石桥村 1 online 村里账目多年未公开",
            "2025-03-09 张三 - - 东岗社区 2 online 道路损坏无人修",
            "2025-03-10 周海 - 19900004321 - 12 online 拖欠工资十个月",
        ]
    );
    assert_eq!(read.rows[2].other_names, ["李四"]);
    assert_eq!([0, 2].map(|at: usize| read.rows[at].concluded), [Some(true), Some(false)]);
    assert_eq!(read.rows[0].concluded_on.unwrap().to_string(), "2025-04-01");
}

#[test]
fn year_month_and_day_in_columns_of_their_own() {
    let bytes = single("Sheet1", |sheet| {
        merge(sheet, 1, 0, 1, 7, "清水镇2025年群众来访登记表");
        merge(sheet, 2, 0, 2, 1, "来访时间");
        line(sheet, 3, "月|日");
        for (column, heading) in [
            (2, "来访人"),
            (3, "性别"),
            (4, "家庭住址"),
            (5, "来访人数"),
            (6, "来访事由"),
            (7, "处理结果"),
        ] {
            merge(sheet, 2, column, 3, column, heading);
        }
        for (at, (month, day)) in [(3.0, 7.0), (3.0, 9.0), (4.0, 1.0)].iter().enumerate() {
            let row = at as u32 + 4;
            put(sheet, row, 0, &Put::Number(*month));
            put(sheet, row, 1, &Put::Number(*day));
            put(sheet, row, 2, &["李杰", "王芳", "赵敏"][at].into());
            put(sheet, row, 3, &"女".into());
            put(sheet, row, 4, &"石桥村".into());
            put(sheet, row, 5, &"两人".into());
            put(sheet, row, 6, &"要求落实低保待遇问题".into());
            put(sheet, row, 7, &"已答复".into());
        }
    });
    let short = shorts(&bytes);
    assert_eq!(short[0], "2025-03-07 李杰 - - 石桥村 2 visit 要求落实低保待遇问题");
    assert_eq!(short[2], "2025-04-01 赵敏 - - 石桥村 2 visit 要求落实低保待遇问题");
}

#[test]
fn two_tables_on_one_sheet() {
    let bytes = single("2025", |sheet| {
        line(sheet, 1, "来访登记");
        line(sheet, 2, "日期|来访人|住址|来访内容|联系电话");
        line(sheet, 3, "2025.1.2|李杰|石桥村|反映道路损坏|19900001408");
        line(sheet, 4, "2025.1.3|王芳|石桥村|反映污水直排|19900001409");
        line(sheet, 6, "来信登记");
        line(sheet, 7, "来信内容|来信人|手机号|收信时间|所在村|备注");
        line(sheet, 8, "要求公开账目|赵敏|19900001410|2025.2.2|东岗社区|无");
        line(sheet, 9, "要求解决低保|周海|19900001411|2025.2.3|东岗社区|无");
    });
    let (plans, read) = read(&bytes);
    assert_eq!(plans.len(), 2);
    let mut lines: Vec<u32> = read
        .rows
        .iter()
        .map(|row| row.row)
        .chain(read.skipped.iter().map(|line| line.row))
        .collect();
    lines.sort_unstable();
    assert_eq!(lines, [1, 2, 3, 4, 6, 7, 8, 9], "every line once");
    let short: Vec<_> = read.rows.iter().map(short).collect();
    assert_eq!(
        short,
        [
            "2025-01-02 李杰 - 19900001408 石桥村 1 visit 反映道路损坏",
            "2025-01-03 王芳 - 19900001409 石桥村 1 visit 反映污水直排",
            "2025-02-02 赵敏 - 19900001410 东岗社区 1 letter 要求公开账目",
            "2025-02-03 周海 - 19900001411 东岗社区 1 letter 要求解决低保",
        ]
    );
}

#[test]
fn sheets_by_month_with_days_only() {
    let header = "日期|上访人|村别|诉求|人数";
    let bytes = workbook(&mut [
        ("2025年1月", &mut |sheet| {
            line(sheet, 1, header);
            line(sheet, 2, "7日|李杰|石桥村|要求修路|1");
            line(sheet, 3, "9日|王芳|石桥村|要求修路|五人");
        }),
        ("2025年2月", &mut |sheet| {
            line(sheet, 1, header);
            line(sheet, 2, "3日|赵敏|石桥村|要求修路|1");
            line(sheet, 3, "2月28日|周海|石桥村|要求修路|2");
        }),
        ("汇总", &mut |sheet| {
            line(sheet, 1, "村|件数|人数");
            line(sheet, 2, "石桥村|4|9");
        }),
    ]);
    let dates: Vec<_> =
        rows(&bytes).iter().map(|row| row.received_on.unwrap().to_string()).collect();
    assert_eq!(dates, ["2025-01-07", "2025-01-09", "2025-02-03", "2025-02-28"]);
}

#[test]
fn the_person_has_the_last_word() {
    let bytes = single("来访", |sheet| {
        line(sheet, 1, "甲|乙|丙|丁");
        line(sheet, 2, "李杰|2025.3.7|石桥村|要求修复村口道路和桥");
        line(sheet, 3, "王芳|2025.3.8|石桥村|要求修复村口道路和桥");
        line(sheet, 4, "赵敏|2025.3.9|石桥村|要求修复村口道路和桥");
    });
    let workbook = ledger::Workbook::read(&bytes, &ledger::Limits::default()).unwrap();
    let mut plans = ledger::guess(&workbook);
    let json = serde_json::to_string(&plans).unwrap();
    plans = serde_json::from_str(&json).unwrap();
    plans[0].columns[2].correct(Field::Other);
    plans[0].include = true;
    let read = ledger::interpret(&workbook, &plans);
    assert!(read.rows.iter().all(|row| row.village.is_none()));
    assert_eq!(read.rows[0].other, [("丙".to_owned(), "石桥村".to_owned())]);
}

#[test]
fn everything_about_the_person_in_one_cell() {
    let bytes = single("Sheet1", |sheet| {
        put(sheet, 1, 0, &"附件3".into());
        merge(sheet, 2, 0, 2, 7, "白沙乡信访事项办理情况统计表");
        line(sheet, 3, "单位（盖章）：白沙乡|||||2025年1—6月");
        line(
            sheet,
            4,
            "序号|信访人基本情况|信访时间|信访方式|信访事项主要内容|责任单位及责任人|办结时限|办理情况|备注",
        );
        line(
            sheet,
            5,
            "1|李杰，女，45岁，石桥村村民，电话：19900001408|1.7|走访|反映村口道路损坏|乡司法所 王建国|2025.3.8|已办结，已息访|",
        );
        line(
            sheet,
            6,
            "2|王芳（东岗社区）990101198707159769|1.12|写信|要求发放低保金|乡民政办 赵敏|2025.3.13|正在核实|",
        );
    });
    let rows = rows(&bytes);
    assert_eq!(
        rows.iter().map(short).collect::<Vec<_>>(),
        [
            "2025-01-07 李杰 - 19900001408 石桥村 1 visit 反映村口道路损坏",
            "2025-01-12 王芳 990101198707159769 - 东岗社区 1 letter 要求发放低保金",
        ]
    );
    assert_eq!([0, 1].map(|at: usize| rows[at].concluded), [Some(true), Some(false)]);
}

#[test]
fn columns_that_are_ticked() {
    let bytes = single("2025年", |sheet| {
        merge(sheet, 1, 0, 2, 0, "登记时间");
        merge(sheet, 1, 1, 2, 1, "姓名");
        merge(sheet, 1, 2, 1, 3, "性别");
        merge(sheet, 1, 4, 1, 7, "信访形式");
        merge(sheet, 1, 8, 2, 8, "反映问题");
        merge(sheet, 1, 9, 1, 10, "是否办结");
        merge(sheet, 1, 11, 2, 11, "家庭住址");
        for (column, part) in [
            (2, "男"),
            (3, "女"),
            (4, "来访"),
            (5, "来信"),
            (6, "来电"),
            (7, "网上"),
            (9, "是"),
            (10, "否"),
        ] {
            put(sheet, 2, column, &part.into());
        }
        line(sheet, 3, "2025.1.7|李杰||√|√||||要求修路|√||石桥村");
        line(sheet, 4, "2025.1.8|王芳||√||√|||要求低保||√|石桥村");
        line(sheet, 5, "2025.1.9|赵强|√|||||√|反映污染|√||石桥村");
        line(sheet, 6, "2025.1.9|周海|√||||√||反映污染||√|石桥村");
    });
    let rows = rows(&bytes);
    let read: Vec<_> = rows
        .iter()
        .map(|row| (row.sex.unwrap(), row.channel.unwrap(), row.concluded.unwrap()))
        .collect();
    use ledger::Sex::{Female, Male};
    assert_eq!(
        read,
        [
            (Female, Channel::Visit, true),
            (Female, Channel::Letter, false),
            (Male, Channel::Online, true),
            (Male, Channel::Call, false),
        ]
    );
}
