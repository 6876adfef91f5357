//! The figures as a table for whoever starts the program.

use std::fmt::Write;

use casework::tally::{Cohort, Indicator, Tally, Unit};

/// One line a figure, below the period and its cut-off: name, unit, numerator, denominator, rate, and
/// by which day something belongs to the period.
#[must_use]
pub fn table(tally: &Tally) -> String {
    let (period, cut_off) = (tally.period, tally.cut_off);
    let mut text =
        format!("统计期间 period {} — {}，截止 cut-off {cut_off}\n", period.from, period.to);
    for figure in &tally.figures {
        let indicator = figure.indicator;
        let _ = write!(text, "{:>6} {} {}", figure.numerator, unit(indicator), name(indicator));
        if let (Some(of), Some(rate)) = (figure.denominator, figure.rate()) {
            let _ = write!(text, "：{}/{of} = {rate:.0} ({rate})", figure.numerator);
        }
        let _ = write!(text, "，按{}", cohort(indicator.cohort()));
        if figure.excluded > 0 {
            let _ = write!(text, "，另有 {} 件未能统计 excluded", figure.excluded);
        }
        text.push('\n');
    }
    text
}

fn name(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::Received => "市领导接访受理 received by leaders",
        Indicator::DealtWith => "处结 dealt with",
        Indicator::AcceptedOfReceived => "结服（占受理）concluded and accepted, of received",
        Indicator::AcceptedOfDealtWith => "结服（占处结）concluded and accepted, of dealt with",
        Indicator::LettersInstructed => "领导批示来信 letters instructed",
        Indicator::LeaderVisits => "市领导下访 visits of city leaders",
        Indicator::LeaderSolved => "市领导下访解决问题 problems solved",
        Indicator::DepartmentVisits => "部门下访 visits of departments",
        Indicator::DepartmentSolved => "部门下访解决问题 problems solved",
        Indicator::SpecialRounds => "专项排查 special rounds",
        Indicator::RegularRounds => "定期排查 regular rounds",
        Indicator::DisputesFound => "排查发现矛盾纠纷 disputes found",
        Indicator::DisputesSettled => "调处成功 disputes settled",
    }
}

fn unit(indicator: Indicator) -> &'static str {
    match indicator.unit() {
        Unit::Item => "件",
        Unit::Time => "次",
        Unit::Problem => "个",
    }
}

fn cohort(cohort: Cohort) -> &'static str {
    match cohort {
        Cohort::ReceptionDay => "接访日期",
        Cohort::InstructionDay => "批示日期",
        Cohort::VisitDay => "下访日期",
        Cohort::RoundBegin => "开始日期",
        Cohort::FoundOn => "排查日期",
    }
}
