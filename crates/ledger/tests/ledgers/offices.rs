//! What ledgers of other offices were found to hold that was once misread.

use ledger::{Channel, Field, ProblemKind, SkipReason};

use crate::builder::{Put, line, merge, put, serial, single, workbook};
use crate::{read, rows, short, shorts};

fn has(row: &ledger::LedgerRow, field: Field, kind: ProblemKind) -> bool {
    row.problems.iter().any(|problem| problem.field == field && problem.kind == kind)
}

#[test]
fn batches_and_people() {
    let bytes = single("2026年", |sheet| {
        line(sheet, 1, "信访日期|姓名|住所|批次/人数|信访事项");
        line(sheet, 2, "2026.3.5|李杰|石桥村|1/12|要求修复村口道路");
        line(sheet, 3, "2026.3.6|王芳|石桥村|5人（代表3人）|要求修复村口道路");
        line(sheet, 4, "2026.3.7|赵敏|石桥村|_|要求修复村口道路");
        // 1/5 as Excel turns it into a date.
        put(sheet, 4, 3, &Put::Date(serial("2026-01-05")));
    });
    let rows = rows(&bytes);
    let people: Vec<_> = rows.iter().map(|row| row.petitioners).collect();
    assert_eq!(people, [Some(12), Some(5), None]);
    assert!(has(&rows[2], Field::Petitioners, ProblemKind::CountUnclear));
    assert!(rows[1].other.contains(&("批次/人数".to_owned(), "5人（代表3人）".to_owned())));
}

#[test]
fn kinds_that_are_channels() {
    let bytes = single("台账", |sheet| {
        line(sheet, 1, "登记日期|信访人|住址|信访类别|反映问题");
        line(sheet, 2, "2026.3.5|李杰|石桥村|来访|要求修复村口道路");
        line(sheet, 3, "2026.3.6|王芳|石桥村|来信|要求修复村口道路");
        line(sheet, 4, "2026.3.7|赵敏|石桥村|个体访|要求修复村口道路");
        line(sheet, 5, "2026.3.8|周海|石桥村|县长信箱|要求修复村口道路");
    });
    let channels: Vec<_> = rows(&bytes).iter().map(|row| row.channel).collect();
    use Channel::{Letter, Online, Visit};
    assert_eq!(channels, [Some(Visit), Some(Letter), Some(Visit), Some(Online)]);
    // With a channel beside it, the kind stays a kind.
    let bytes = single("台账", |sheet| {
        line(sheet, 1, "登记日期|信访人|住址|信访类别|信访形式|反映问题");
        for row in 2..6 {
            line(sheet, row, "2026.3.5|李杰|石桥村|来访|网上|要求修复村口道路");
        }
    });
    let row = &rows(&bytes)[0];
    assert_eq!((row.channel, row.category.as_deref()), (Some(Online), Some("来访")));
}

#[test]
fn a_village_named_once_for_all() {
    let header = "受理日期|群众姓名|联系号码|反映事项|人数";
    let bytes = workbook(&mut [
        ("石桥村", &mut |sheet| {
            line(sheet, 1, header);
            line(sheet, 2, "2026.3.5|李杰|19900001408|要求修复村口道路|1");
        }),
        ("Sheet2", &mut |sheet| {
            line(sheet, 1, "清水镇东岗社区信访事项登记簿");
            line(sheet, 2, header);
            line(sheet, 3, "2026.3.5|王芳|19900001409|要求修复村口道路|1");
            line(sheet, 4, "（二）前进村");
            line(sheet, 5, "2026.3.6|赵敏|19900001410|要求修复村口道路|1");
        }),
        ("全镇", &mut |sheet| {
            line(sheet, 1, "清水镇各村（社区）信访事项登记簿");
            line(sheet, 2, header);
            line(sheet, 3, "2026.3.5|周海|19900001411|要求修复村口道路|1");
        }),
    ]);
    let villages: Vec<_> = rows(&bytes).into_iter().map(|row| row.village).collect();
    let named = |name: &str| Some(name.to_owned());
    assert_eq!(villages, [named("石桥村"), named("东岗社区"), named("前进村"), None]);
}

#[test]
fn what_is_missing_is_a_problem() {
    let bytes = single("台账", |sheet| {
        line(sheet, 1, "登记日期|信访人|身份证号|住址|反映问题");
        line(sheet, 2, "|李杰|990101199405135000|石桥村|要求修复村口道路");
        line(sheet, 3, "不详|王芳|9901011994051350|石桥村|要求修复村口道路");
        line(sheet, 4, "同日|赵敏||石桥村|要求修复村口道路");
    });
    let rows = rows(&bytes);
    assert!(has(&rows[0], Field::ReceivedOn, ProblemKind::DateMissing));
    assert!(has(&rows[0], Field::IdNumber, ProblemKind::IdPrecisionLost));
    assert!(has(&rows[1], Field::ReceivedOn, ProblemKind::DateMissing));
    assert_eq!(rows[0].id_number, None);
    assert!(!rows.iter().any(|row| row.received_on.is_some()));
}

#[test]
fn pages_without_headings_are_of_the_year_of_the_first() {
    let line_of = |row: u32, day: u32| {
        format!("3月{day}日|李杰|1990000140{row}|石桥村|要求修复村口道路和桥面破损处|5月{day}日")
    };
    let bytes = workbook(&mut [
        ("第1页", &mut |sheet| {
            line(sheet, 1, "2026年信访台账");
            line(sheet, 2, "时间|姓名|电话|村|内容|期限");
            for row in 3..7 {
                line(sheet, row, &line_of(row, row));
            }
        }),
        ("第2页", &mut |sheet| {
            for row in 1..5 {
                line(sheet, row, &line_of(row, row + 10));
            }
        }),
    ]);
    let dates: Vec<_> = rows(&bytes)
        .iter()
        .map(|row| [row.received_on, row.due_on].map(|date| date.unwrap().to_string()))
        .collect();
    assert_eq!(dates.len(), 8);
    assert_eq!(dates[0], ["2026-03-03", "2026-05-03"]);
    assert_eq!(dates[7], ["2026-03-14", "2026-05-14"]);
}

#[test]
fn a_title_above_a_table_without_headings() {
    let bytes = single("Sheet1", |sheet| {
        line(sheet, 1, "2026年信访台账");
        for row in 2..6 {
            line(sheet, row, "3月5日|李杰|19900001408|石桥村|要求修复村口道路和桥面破损处");
        }
    });
    let (_, read) = read(&bytes);
    assert!(read.skipped.iter().any(|line| line.row == 1 && line.reason == SkipReason::Title));
    assert_eq!(read.rows[0].received_on.unwrap().to_string(), "2026-03-05");
}

#[test]
fn a_tally_below_the_table_is_no_petition() {
    let bytes = single("台账", |sheet| {
        line(sheet, 1, "登记日期|信访人|联系电话|住址|反映问题");
        for row in 2..6 {
            line(sheet, row, "2026.3.5|李杰|19900001408|石桥村|要求修复村口道路");
        }
        line(sheet, 7, "类别|件数|人次|占比");
        line(sheet, 8, "土地类|_|_|_");
        for (row, name) in [(8, "土地类"), (9, "劳资类")] {
            put(sheet, row, 0, &name.into());
            put(sheet, row, 1, &Put::Number(8.0));
            put(sheet, row, 2, &Put::Number(20.0));
            put(sheet, row, 3, &Put::Number(0.4));
        }
    });
    let (_, read) = read(&bytes);
    assert_eq!(read.rows.len(), 4);
    let left: Vec<_> = read.skipped.iter().filter(|line| line.row >= 7).collect();
    assert_eq!(left.len(), 3, "{left:?}");
    assert!(left.iter().all(|line| line.reason == SkipReason::NotARow), "{left:?}");
}

#[test]
fn reception_by_date_is_no_reception_day() {
    let bytes = single("Sheet1", |sheet| {
        line(sheet, 1, "接待人|接待日期|姓名|电话|住所地|事由");
        line(sheet, 2, "周某|2026.3.5|李杰|19900001408|石桥村|要求修复村口道路");
    });
    assert_eq!(shorts(&bytes), ["2026-03-05 李杰 - 19900001408 石桥村 1 visit 要求修复村口道路"]);
}

#[test]
fn nothing_written_is_left_behind() {
    let bytes = single("台账", |sheet| {
        merge(sheet, 1, 0, 1, 8, "2026年信访台账");
        line(sheet, 2, "登记日期|信访人|联系电话|住址|人数|信访形式|反映问题|限办日期|办理情况");
        line(
            sheet,
            3,
            "2026.3.5|李杰（代其父）|19900001408（儿子）、0575-87123456|清水镇石桥村3组12号|2批5人|网上（国家平台）|要求修复村口道路|2026年5月5日（已延期）|已办结，3月20日书面答复，信访人表示理解",
        );
        line(sheet, 4, "2026.3.6|王芳|19900001409|石桥村|1|来访|要求修复村口道路|2026.5.6|已办结");
    });
    let rows = rows(&bytes);
    assert_eq!(short(&rows[0]), "2026-03-05 李杰 - 19900001408 石桥村 5 online 要求修复村口道路");
    assert_eq!(rows[0].address.as_deref(), Some("清水镇石桥村3组12号"));
    assert_eq!(rows[0].concluded, Some(true));
    let kept: Vec<&str> = rows[0].other.iter().map(|(heading, _)| heading.as_str()).collect();
    assert_eq!(kept, ["信访人", "联系电话", "人数", "信访形式", "限办日期", "办理情况"]);
    assert_eq!(rows[0].other[5].1, "已办结，3月20日书面答复，信访人表示理解");
    assert!(rows[1].other.is_empty(), "{:?}", rows[1].other);
    assert_eq!(rows[1].address, None);
}

#[test]
fn months_one_below_the_other() {
    let bytes = single("Sheet1", |sheet| {
        let mut row = 1;
        for month in 1..4 {
            merge(sheet, row, 0, row, 3, &format!("清水镇2026年{month}月份群众信访登记台账"));
            row = line(sheet, row + 1, "日期|姓名|村别|反映问题");
            for day in [3, 20] {
                row = line(sheet, row, &format!("{day}日|李杰|石桥村|要求修复村口道路"));
            }
            row = line(sheet, row, "小计||2件");
        }
    });
    let dates: Vec<_> =
        rows(&bytes).iter().map(|row| row.received_on.unwrap().to_string()).collect();
    assert_eq!(
        dates,
        ["2026-01-03", "2026-01-20", "2026-02-03", "2026-02-20", "2026-03-03", "2026-03-20"]
    );
}

#[test]
fn headings_with_instructions() {
    let bytes = single("Sheet1", |sheet| {
        line(
            sheet,
            1,
            "12345工单编号|登记日期（格式：2026-01-01）|姓名（与身份证一致）|身份证号（18位，末位为X的请大写，不得填写15位旧号）|联系电话（11位手机号）|住址（村/社区）|反映的主要问题（包括时间、地点、涉及人员、具体诉求，简明扼要，一般不超过200字，重复信访的注明上次办理情况）|办结时限（60日内）",
        );
        line(
            sheet,
            2,
            "GD001|2026-03-05|李杰|990101198006031789|19900001408|石桥村|要求修复村口道路|2026-05-05",
        );
    });
    let (plans, read) = read(&bytes);
    assert_eq!(plans[0].header_rows, [1]);
    assert_eq!(
        read.rows.iter().map(short).collect::<Vec<_>>(),
        ["2026-03-05 李杰 990101198006031789 19900001408 石桥村 1 - 要求修复村口道路"]
    );
    assert_eq!(read.rows[0].due_on.unwrap().to_string(), "2026-05-05");
}

#[test]
fn ticks_under_answers_without_a_group() {
    let bytes = single("2026年", |sheet| {
        line(sheet, 1, "登记日期|姓名|男|女|来访|来信|来电|网上|来访人数|反映问题|已办结|未办结");
        line(sheet, 2, "2026.3.5|李杰|√||√||||1|要求修复村口道路|√|");
        line(sheet, 3, "2026.3.6|王芳||√||√|||1|要求修复村口道路||√");
        line(sheet, 4, "2026.3.7|赵敏||√||||√|1|要求修复村口道路|√|");
        line(sheet, 5, "2026.3.7|周海|√||||√||1|要求修复村口道路|√|");
    });
    use Channel::{Call, Letter, Online, Visit};
    use ledger::Sex::{Female, Male};
    let read: Vec<_> = rows(&bytes)
        .iter()
        .map(|row| {
            (row.sex.unwrap(), row.channel.unwrap(), row.petitioners, row.concluded.unwrap())
        })
        .collect();
    assert_eq!(
        read,
        [
            (Male, Visit, Some(1), true),
            (Female, Letter, Some(1), false),
            (Female, Online, Some(1), true),
            (Male, Call, Some(1), true),
        ]
    );
}

#[test]
fn days_as_numbers_with_a_point() {
    let bytes = single("2026年", |sheet| {
        line(sheet, 1, "时间|姓名|村|问题");
        for (at, number) in [2.27, 3.1, 3.9, 3.1, 3.11, 3.3].iter().enumerate() {
            let row = at as u32 + 2;
            line(sheet, row, "_|李杰|石桥村|要求修复村口道路");
            put(sheet, row, 0, &Put::Number(*number));
        }
    });
    let rows = rows(&bytes);
    let dates: Vec<_> = rows.iter().map(|row| row.received_on.unwrap().to_string()).collect();
    assert_eq!(
        dates,
        ["2026-02-27", "2026-03-01", "2026-03-09", "2026-03-10", "2026-03-11", "2026-03-30"]
    );
    assert!(has(&rows[3], Field::ReceivedOn, ProblemKind::DayInferred));
    assert!(!has(&rows[2], Field::ReceivedOn, ProblemKind::DayInferred));
}

#[test]
fn the_column_that_holds_the_villages() {
    let bytes = single("2026年", |sheet| {
        line(sheet, 1, "乡镇（街道）|村（社区）|组|户主姓名|详细地址|登记日期|主要诉求");
        for row in 2..6 {
            line(sheet, row, "清水镇|石桥村|3组|李杰|12号|2026.3.5|要求修复村口道路");
        }
    });
    let row = &rows(&bytes)[0];
    assert_eq!(row.village.as_deref(), Some("石桥村"));
    assert!(row.other.contains(&("详细地址".to_owned(), "12号".to_owned())));
}

#[test]
fn days_below_a_line_with_the_month() {
    let bytes = single("Sheet1", |sheet| {
        line(sheet, 1, "日|姓名|住址|事由|电话");
        let mut row = 2;
        for month in ["2025年", "十二月", "2026年", "1月"] {
            row = line(sheet, row, month);
            if month.ends_with('月') {
                for day in [3.0, 20.0] {
                    line(sheet, row, "_|李杰|石桥村|要求修复村口道路|19900001408");
                    put(sheet, row, 0, &Put::Number(day));
                    row += 1;
                }
            }
        }
    });
    let dates: Vec<_> =
        rows(&bytes).iter().map(|row| row.received_on.unwrap().to_string()).collect();
    assert_eq!(dates, ["2025-12-03", "2025-12-20", "2026-01-03", "2026-01-20"]);
}

#[test]
fn sheets_that_are_no_ledgers() {
    let bytes = workbook(&mut [
        ("台账", &mut |sheet| {
            line(sheet, 1, "填报人：吴某|联系电话：0575-87123456");
            line(sheet, 2, "登记日期|姓名/电话|住址|反映问题");
            line(sheet, 3, "2026.3.5|李杰 19900001408|石桥村|要求修复村口道路");
            line(sheet, 4, "2026.3.6|王芳 19900001409|石桥村|要求修复村口道路");
        }),
        ("责任清单", &mut |sheet| {
            line(sheet, 1, "序号|工作任务|责任单位|完成时限|责任人");
            for row in 2..6 {
                line(sheet, row, "1|完善接待场所建设并落实值班制度|镇信访办|2026.6.30|钱某");
            }
        }),
        ("通讯录", &mut |sheet| {
            line(sheet, 1, "姓名|职务|联系电话|所在村|单位");
            for row in 2..6 {
                line(sheet, row, "王建国|书记|19900001234|石桥村|石桥村委会");
            }
        }),
    ]);
    let (plans, read) = read(&bytes);
    assert_eq!(plans.iter().map(|plan| plan.include).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(read.rows.len(), 2);
    // The telephones of those who write and of those who come say nothing of the way they came.
    assert_eq!(read.rows[0].channel, None);
    let left: Vec<_> =
        read.skipped.iter().filter(|line| line.reason == SkipReason::SheetLeftOut).collect();
    assert_eq!(left.len(), 10);
}
