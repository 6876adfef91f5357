use super::*;

fn text(text: &str) -> Result<ReadDate, ProblemKind> {
    read_date(&Cell::Text(text.to_owned()), Epoch::From1900)
}

#[test]
fn one_day_in_every_manner() {
    let expected = Written::Full(NaiveDate::from_ymd_opt(2025, 3, 7).unwrap());
    for written in [
        "2025.3.7",
        "2025-03-07",
        "2025/3/7",
        "2025年3月7日",
        "2025年3月7号",
        "20250307",
        "25/3/7",
        "25.3.7",
        "25年3月7日",
        "250307",
        "２０２５．３．７",
        "二〇二五年三月七日",
        "二零二五年三月七日",
        "二O二五年三月七日",
        "2025、3、7",
        "2025. 3. 7",
        "2025 3 7",
        "2025年3月7日上午9:30",
        "2025-03-07 09:30:00",
        "2025-03-07T00:00:00",
        "2025.3.7 8：30",
        "'2025.3.7",
        "2025.03.07.",
        "2025年3月7日（星期五）",
        "2025年 3月 7日",
        "2025年3月7日9时",
        "2025年三月七日",
        "45723",
        "2025,3,7",
        "2025\\3\\7",
        "2025.3.7前",
        "2025.3.7（农历二月初八）",
        "登记日期：2025.3.7",
        "2O25.3.7",
        "2025—3—7",
        "20250307.0",
        "3/17/2025",
    ] {
        let read = text(written);
        let wanted = if written == "3/17/2025" {
            Written::Full(NaiveDate::from_ymd_opt(2025, 3, 17).unwrap())
        } else {
            expected
        };
        assert_eq!(read.map(|read| (read.written, read.note)), Ok((wanted, None)), "{written}");
    }
    for number in [45723.0, 45723.396, 20_250_307.0, 250_307.0] {
        let read = read_date(&Cell::Number(number), Epoch::From1900);
        assert_eq!(read.map(|read| read.written), Ok(expected), "{number}");
    }
    let old_mac = read_date(&Cell::Date(44_261.0), Epoch::From1904);
    assert_eq!(old_mac.map(|read| read.written), Ok(expected));
}

#[test]
fn without_a_year() {
    for written in ["3月7日", "3.7", "3-7", "3/7", "03月07日", "三月七日", "0307", "3月7日 9:00"]
    {
        assert_eq!(
            text(written).map(|read| read.written),
            Ok(Written::NoYear { month: 3, day: 7 }),
            "{written}"
        );
    }
    assert_eq!(text("7日").map(|read| read.written), Ok(Written::DayOnly { day: 7 }));
    assert_eq!(
        read_date(&Cell::Number(3.7), Epoch::From1900).map(|read| read.written),
        Ok(Written::NoYear { month: 3, day: 7 })
    );
    assert_eq!(read_date(&Cell::Number(3.1), Epoch::From1900), Err(ProblemKind::DateAmbiguous));
}

#[test]
fn what_is_not_a_day() {
    for (written, kind) in [
        ("2025年3月", ProblemKind::DateIncomplete),
        ("202503", ProblemKind::DateIncomplete),
        ("2025", ProblemKind::DateIncomplete),
        ("2025-02-30", ProblemKind::DateImpossible),
        ("2025.13.1", ProblemKind::DateImpossible),
        ("60日内", ProblemKind::DueIsTerm),
        ("15个工作日", ProblemKind::DueIsTerm),
        ("春节前后", ProblemKind::DateUnreadable),
        ("腊月初八", ProblemKind::DateUnreadable),
        ("三月初五", ProblemKind::DateUnreadable),
        ("二月廿三", ProblemKind::DateUnreadable),
        ("正月十五", ProblemKind::DateUnreadable),
        ("3-5月", ProblemKind::DateIncomplete),
    ] {
        assert_eq!(text(written), Err(kind), "{written}");
    }
    assert_eq!(read_date(&Cell::Date(7.0), Epoch::From1900), Err(ProblemKind::DateImpossible));
}

#[test]
fn ranges_and_order() {
    let note = |written: &str| text(written).map(|read| read.note);
    assert_eq!(note("2025.3.7-3.9"), Ok(Some(ProblemKind::DateRange)));
    assert_eq!(note("3月7日至9日"), Ok(Some(ProblemKind::DateRange)));
    assert_eq!(note("3.7-3.9"), Ok(Some(ProblemKind::DateRange)));
    assert_eq!(note("3/7/2025"), Ok(Some(ProblemKind::DateOrderGuessed)));
}
