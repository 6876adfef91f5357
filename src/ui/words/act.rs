//! Words of the desk: the limits of a matter, what may be done, and its forms.

use casework::{
    desk::ClockView,
    matter::{ClockEnd, LegKind},
    step::StepKind,
};
use chrono::{Datelike, NaiveDate};
use clocks::{ClockId, Stage};

use super::{date, procedure};

pub const ACTS: &str = "下一步";
pub const NOTHING_TO_DO: &str = "现在没有您可以办理的步骤。";
pub const ONLY_TO_HAND: &str = "这里没有别的步骤要办，可以上报或交回给能办的单位。";
pub const NOTHING_EXPECTED: &str = "现在没有等您办的步骤；需要时可用“更多操作”。";
pub const NOTHING_ELSE: &str = "还可以在下面添加记录。";
pub const MORE: &str = "更多操作";
pub const WHY_NOT: &str = "为什么有些操作不能做";
pub const CHOOSE: &str = "请选择";
pub const LIMITS: &str = "办理期限";
pub const NONE_RUNNING: &str = "现在没有在计算的期限。";
pub const WAS_DUE: &str = "到期日";
pub const ENDED: &str = "已结束的期限";
pub const PROVISIONAL: &str = "暂定：下一年节假日安排公布后可能变动。";
pub const ASSUMED: &str = "没有签收记录，从送出之日起算。";
pub const FALLBACK: &str = "本机没有这件事适用的规则版本，暂按全国规则计算。";
pub const NO_LENGTH: &str = "法律没有规定天数，应当及时办理。";
pub const CITIZEN: &str = "信访人";
pub const ABOVE: &str = "上级复核机关";
pub const INTERNAL: &str = "本市内部时限";
pub const COURSE: &str = "办理情况";
pub const LEGS: &str = "流转";
pub const NOT_SIGNED_IN: &str = "尚未签收";
pub const NOT_RATED: &str = "尚未评价";
pub const OPEN: &str = "办理中";
pub const UNDONE: &str = "未反馈";
pub const MERGE_TITLE: &str = "合并到另一件";
pub const MERGE_ASK: &str =
    "合并后，本件的期限停止，以后在另一件里办理。合并可以取消，取消后两件都恢复原样。";
/// Which the other one is, where it was picked from the list.
#[must_use]
pub fn merge_into(other: &str) -> String {
    if other.is_empty() { String::new() } else { format!("并入：{other}") }
}

/// `并入该件：解秀珍 990101101201-1-0003`
#[must_use]
pub fn tie(relation: &str, other: &str) -> String {
    if other.is_empty() { relation.to_owned() } else { format!("{relation}：{other}") }
}

pub const MERGE_CONFIRM: &str = "确认合并";
pub const MATTER_HINT: &str = "输入姓名、编号或内容查找。";
pub const REMOVE: &str = "移除";
pub const DEMANDS_NONE: &str = "还没有诉求。请先在“诉求”里添加。";
pub const PETITIONS_NONE: &str = "没有按信访程序办理的诉求。";
pub const SAVE_LABEL: &str = "确认";

/// A group of steps, by its place.
#[must_use]
pub fn group(at: usize) -> &'static str {
    const GROUPS: [&str; 8] =
        ["转办", "办理", "文书送达", "复查复核", "督办", "关联", "标注", "其他"];
    GROUPS.get(at).copied().unwrap_or_default()
}

/// `2026年12月7日（周一）`
#[must_use]
pub fn weekday(on: NaiveDate) -> String {
    const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    let at = on.weekday().num_days_from_monday() as usize;
    let name = DAYS.get(at).copied().unwrap_or_default();
    format!("{}（周{name}）", date::day(on))
}

/// How much time is left.
#[must_use]
pub fn left(days: i64) -> String {
    match days {
        0 => "今天到期".to_owned(),
        1.. => format!("还剩 {days} 天"),
        _ => format!("已超 {} 天", -days),
    }
}

/// Whether the time is a citizen's, to ask for something: that it has run out is nobody's lateness.
#[must_use]
pub fn is_citizens(clock: ClockId) -> bool {
    matches!(clock, ClockId::ReqReview | ClockId::ReqRereview | ClockId::JudicialConfirm)
}

/// That a citizen's time to ask for something has run out.
pub const LAPSED: &str = "申请期已过";

/// How much of the time is used, in words: the colour says the same.
#[must_use]
pub fn clock_stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Fresh => "时间充裕",
        Stage::Half => "时间过半",
        Stage::ThreeQuarters => "临近到期",
        Stage::DueToday => "最后一天",
        Stage::Overdue => "已超期",
    }
}

/// Who owes what the clock is about.
#[must_use]
pub fn owner(clock: &ClockView) -> &str {
    match clock.id {
        _ if !clock.office_name.is_empty() => &clock.office_name,
        id if is_citizens(id) => CITIZEN,
        ClockId::Rereview => ABOVE,
        _ => "",
    }
}

/// The article a limit rests on; empty for one of our own.
#[must_use]
pub fn article(article: &str) -> String {
    // `23`, or with its item: `22(3)`.
    let (number, item) = article.split_once('(').unwrap_or((article, ""));
    let Ok(number) = number.parse() else { return other_law(article) };
    let item = item
        .trim_end_matches(')')
        .parse()
        .map_or_else(|_| String::new(), |item| format!("第{}项", numeral(item)));
    format!("《信访工作条例》第{}条{item}", numeral(number))
}

/// An article of another law, named before its number: `人民调解法 33`.
fn other_law(article: &str) -> String {
    let named =
        article.rsplit_once(' ').and_then(|(law, number)| Some((law, number.parse().ok()?)));
    match named {
        Some((law, number)) if number < 100 => format!("《{law}》第{}条", numeral(number)),
        _ => article.to_owned(),
    }
}

/// Articles of the Regulation: `第十九条`, `第三十五条、第三十六条`.
#[must_use]
pub fn articles(numbers: &str) -> String {
    let each: Vec<String> = numbers
        .split('、')
        .filter_map(|number| number.parse().ok())
        .map(|number: u32| format!("第{}条", numeral(number)))
        .collect();
    each.join("、")
}

/// A number up to 99 in Chinese.
fn numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: u32| DIGITS.get(at as usize).copied().unwrap_or_default();
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", digit(tens)),
    };
    format!("{tens}{}", digit(number % 10))
}

/// `11月23日起，2026年12月8日（周二）到期`
#[must_use]
pub fn due(start: NaiveDate, due: NaiveDate) -> String {
    format!("{} 起算，{} 到期", date::day(start), weekday(due))
}

/// When it should be done because the last days are days off.
#[must_use]
pub fn target(on: NaiveDate) -> String {
    format!("到期日是休息日，请在 {} 前办完。", weekday(on))
}

/// How a clock ended.
#[must_use]
pub fn ended(end: ClockEnd, due: Option<NaiveDate>) -> String {
    if !end.met {
        return format!("{} 起不再适用", date::day(end.on));
    }
    let late = due.map_or(0, |due| end.on.signed_duration_since(due).num_days());
    if late > 0 {
        format!("{} 完成，超期 {late} 天", date::day(end.on))
    } else {
        format!("{} 完成，按时", date::day(end.on))
    }
}

/// `确认受理`
#[must_use]
pub fn confirm(kind: StepKind) -> String {
    format!("{SAVE_LABEL}{}", procedure::step_kind(kind))
}

/// What is wrong with a field.
#[must_use]
pub fn missing(label: &str, chosen: bool) -> String {
    if chosen { format!("请选择{label}。") } else { format!("请填写{label}。") }
}

pub const NOT_A_DATE: &str = "请填写正确的日期。";
pub const FUTURE: &str = "日期不能晚于今天。";
pub const PAST: &str = "日期不能早于今天。";

/// `请填写 1 到 30 之间的天数。`
#[must_use]
pub fn days(most: u32) -> String {
    format!("请填写 1 到 {most} 之间的天数。")
}

/// What a step will do, where that is not plain from its name.
#[must_use]
pub fn effect(kind: StepKind) -> Option<&'static str> {
    use StepKind as K;
    Some(match kind {
        K::Dispute(kind) => return super::dispute::effect(kind),
        K::Received => "从签收之日起算本单位的告知期限和提出异议的期限（第二十三条）。",
        K::Triaged => {
            "每项诉求按所选途径办理；只有申诉求决（第三十一条第六项）适用 60 日办理期限。"
        }
        K::Answered => "本件就此办结，期限停止。",
        K::Filed => "存档不办，期限停止。理由会一直保留。",
        K::Guided => "本件在本单位结束，期限停止（第二十条）。",
        K::Forwarded => {
            "事项转给对方，对方可以看到全部内容，并有十五日书面告知、五个工作日提出异议的期限；不要求反馈结果（第二十二条）。"
        }
        K::Assigned => {
            "事项交给对方，对方可以看到全部内容；除告知期限外，还要在所定日期前反馈办理结果（第二十二条）。"
        }
        K::Entrusted => "村站可以看到本件；事项仍由本单位办理，期限不变。",
        K::Recalled => "对方还没有打开时可以撤回；撤回后仍由本单位办理，本单位原来的期限继续计算。",
        K::Objected => "送出单位核实同意后，事项退回；不同意的，期限不重新计算（第二十三条）。",
        K::ObjectionAgreed => "事项退回本单位重新分流，本单位原来的期限继续计算。",
        K::ObjectionRefused => "事项仍由对方办理，对方的期限不重新计算。",
        K::Accepted => {
            "办理期限从受理之日起算，60 日（第三十四条）。另须书面告知信访人：受理告知书送达后，告知期限才算完成（第二十三条）。"
        }
        K::Declined => "本件就此结束。须书面告知信访人并说明理由（第二十三条）。",
        K::NoLonger => "只用于已有复核意见、仍以同一事实和理由提出的（第三十六条）；帮扶工作不停。",
        K::OtherProcedure => {
            "所选诉求不适用 60 日办理期限，按该途径自己的期限办理（第三十一条）。须书面告知信访人。"
        }
        K::MaterialAsked => "条例没有因补充材料而停止计算期限的规定，期限照常。",
        K::Extended => "只能延期一次，由本单位负责人批准，并告知信访人理由（第三十四条）。",
        K::Opinion => "拟定后由本单位负责人签发。重新拟定会替换上一稿，上一稿留在“经过”里。",
        K::Signed => "签发后送达信访人；签发的就是现在显示的这份意见。",
        K::Issued => "通常在“文书”里制发；这里只登记已经制发的。",
        K::Delivered => {
            "日期写送到信访人的那一天。处理意见书送达后，信访人有 30 日申请复查（第三十五条）。"
        }
        K::Concluded => "办结只表示答复已送达，不等于化解，也不等于信访人接受。",
        K::Verified => "由上级认定；本单位不能认定自己的办结。",
        K::SentBack => "退回后重新办理，原来的办理期限继续计算。",
        K::ReviewRequested => "从收到申请之日起 30 日内作出复查意见（第三十五条）。",
        K::ReviewDecided => {
            "撤销的，责令原办理机关重新处理；维持、变更的，信访人可在 30 日内申请复核。"
        }
        K::Rereviewed => "复核在上级进行，这里只作记录；听证时间不计入期限（第三十六条）。",
        K::Rated => {
            "评价只能来自信访人本人：签名的评价单，或者没有经办这件事的人回访。经办人员不能代填。信访部门和责任单位各评一次。"
        }
        K::Withdrawn => "须有信访人的书面材料。期限停止。",
        K::Reopened => "重新开始办理，期限从今天重新计算。",
        K::Marked => "这里记的是事实，与办理阶段无关，可以再改。",
        K::Urgent => "紧急情况先打电话报告，再在这里补记（第二十五条）。不影响正常办理。",
        K::Recused => "回避的人不再办理这件事（第二十八条）。",
        K::Settled => "采纳的，这一步从此生效；不采纳的，保留在“经过”里，不生效。",
        _ => return None,
    })
}

/// Said with the mark that the petitioner accepts.
pub const VOLUNTARY: &str =
    "息诉息访须由信访人自愿表示，不得作为帮助的条件；签名不放弃申请复查、复议和起诉的权利。";

/// A field's label and the hint below it.
#[must_use]
pub fn label(kind: StepKind, key: &str) -> (&'static str, &'static str) {
    use StepKind as K;
    if let K::Dispute(kind) = kind {
        return super::dispute::label(kind, key);
    }
    match (kind, key) {
        (K::Delivered, "on") => ("送达日期", ""),
        (K::Received, "on") => ("签收日期", ""),
        (K::Accepted, "on") => ("受理日期", ""),
        (K::ReviewRequested, "on") => ("收到申请日期", ""),
        (K::Rated, "on") => ("评价日期", ""),
        (K::Talked, "on") => ("谈话日期", ""),
        (_, "on") => ("日期", ""),

        (K::Forwarded | K::Assigned, "to") => ("转给哪个单位", "输入名称或拼音查找。"),
        (K::Entrusted, "to") => ("请哪个村站协助", "输入名称或拼音查找。"),
        (K::Urgent, "to") => ("向谁报告、怎样报告", "例如：市办值班室，电话报告。"),
        (_, "with") => ("协办单位", "可以不填；协办单位也能看到本件。"),
        (K::Assigned, "until") => ("反馈期限", ""),
        (_, "until") => ("完成期限", "可以不填。"),
        (_, "routes") => ("诉求途径", ""),
        (_, "opinions") => ("处理意见", ""),
        (_, "urgent") => ("是否重大紧急", ""),
        (_, "proposes") => ("建议由哪个单位办理", "可以不填。"),
        (_, "late_reason") => ("迟延理由", "收到超过五个工作日才提出的，必须填写；统计中会显示。"),
        (_, "reason") => ("不予受理的原因", ""),
        (_, "turn_to") => ("告知信访人去哪里、怎样提出", "写明机关、程序；有期限的写明期限。"),
        (_, "opinion_no") => ("复核意见书文号", ""),
        (_, "opinion_on") => ("复核意见书日期", ""),
        (_, "route") => ("其他法定途径", ""),
        (_, "demands") => ("适用于哪些诉求", ""),
        (_, "days") => ("延长天数", ""),
        (_, "place") => ("地点", ""),
        (_, "asked") => ("被询问人", ""),
        (_, "asking") => ("询问人一", "调查谈话应有两名工作人员。"),
        (_, "asking2") => ("询问人二", ""),
        (_, "paper") => ("文书", ""),
        (K::Issued, "number") => ("文号", "没有文号的文书可以不填。"),
        (_, "number") => ("复核意见书文号", ""),
        (K::Delivered, "way") => ("送达方式", ""),
        (K::Delivered, "result") => ("送达结果", ""),
        (_, "receiver") => ("签收人", ""),
        (_, "good_reason") => ("逾期的正当理由", "没有逾期的不填。"),
        (_, "accepted") => ("是否受理复查申请", ""),
        (K::ReviewDecided, "outcome") => ("复查结论", ""),
        (_, "outcome") => ("复核结论", "还没有作出的不选。"),
        (_, "basis") => ("依据", "法律、法规、规章和政策。"),
        (_, "body") => ("复核机关", ""),
        (_, "requested_on") => ("申请日期", ""),
        (_, "decided_on") => ("作出日期", "还没有作出的不填。"),
        (_, "hearing_from") => ("听证开始日期", "没有听证的不填。"),
        (_, "hearing_to") => ("听证结束日期", ""),
        (_, "about") => ("评价对象", ""),
        (K::Rated, "value") => ("满意度", ""),
        (_, "way") => ("评价方式", ""),
        (_, "other") => ("另一件", MATTER_HINT),
        (_, "relation") => ("与另一件的关系", ""),
        (_, "tie") => ("取消哪一个", ""),
        (_, "mark") => ("事实", ""),
        (_, "value") => ("是否", ""),
        (_, "means") => ("方式", ""),
        (_, "person") => ("人员", ""),
        (_, "adopt") => ("是否采纳", ""),

        (K::Answered, "text") => ("答复内容", ""),
        (K::Filed, "text") => ("存的理由", ""),
        (K::Guided, "text") => ("引导到哪里、怎样告知", ""),
        (K::Forwarded, "text") => ("拟办意见", "可以不填。"),
        (K::Assigned, "text") => ("办理和反馈要求", ""),
        (K::Entrusted, "text") => ("请协助什么", ""),
        (K::ErrandDone, "text") => ("协助结果", ""),
        (K::Recalled, "text") => ("撤回原因", "可以不填。"),
        (K::Objected, "text") => ("异议理由", "写明为什么不属于本单位职权。"),
        (K::ObjectionAgreed | K::ObjectionRefused, "text") => ("核实意见", ""),
        (K::Accepted, "text") => ("办理途径和程序", "会告知信访人。"),
        (K::Declined, "text") => ("理由", "会告知信访人。"),
        (K::NoLonger, "text") => ("后续帮扶", "可以不填。"),
        (K::OtherProcedure, "text") => ("告知内容", "可以不填。"),
        (K::MaterialAsked, "text") => ("需要什么材料、为什么", ""),
        (K::MaterialGiven, "text") => ("收到什么材料", ""),
        (K::Extended, "text") => ("延期理由", "会告知信访人。"),
        (K::Talked, "text") => ("谈话记录", ""),
        (K::SentBack | K::Reopened, "text") => ("理由", ""),
        (K::Executed, "text") => ("执行情况", ""),
        (K::Delivered, "text") => {
            ("见证人或未送达原因", "拒收的写见证人；无法送达、不需告知的写原因；已签收的不填。")
        }
        (K::ReviewRequested, "text") => ("复查请求和理由", ""),
        (K::ReviewAnswered, "text") => ("不予受理的理由", "受理的可以不填。"),
        (K::ReviewDecided, "text") => ("复查意见", ""),
        (K::Rated, "text") => ("依据", "评价单放在哪里，或者回访人姓名。"),
        (K::Withdrawn, "text") => ("撤回材料", "什么时候、怎样提交的书面材料。"),
        (K::Marked, "text") => ("依据", "标注息诉息访时必须填写。"),
        (K::Urgent, "text") => ("报告内容", ""),
        (K::Supervised, "text") => ("发现的问题和要求", ""),
        (K::SupervisionAnswered, "text") => ("反馈内容", ""),
        (K::Charged | K::Recused, "text") => ("说明", "可以不填。"),
        (K::Settled, "text") => ("理由", ""),
        _ => ("备注", "可以不填。"),
    }
}

pub const YES: &str = "是";
pub const NO: &str = "否";
pub const ADOPT: &str = "采纳";
pub const DISMISS: &str = "不采纳";
pub const ROUTE: &str = "诉求途径";
pub const OUTCOME: &str = "处理结论";
pub const FACTS: &str = "查明的事实和理由";
pub const OPINION: &str = "处理意见";
pub const ASKED: &str = "请协助的事项";
pub const WORDS: &str = "内容";
pub const WHY: &str = "未生效的原因";
pub const ASKING: &str = "询问人";
pub const HEARING: &str = "听证";
pub const BASIS: &str = "法律法规政策依据";

/// Headings of what was done so far.
pub const RATINGS: &str = "满意度评价";
pub const REVIEW: &str = "复查";
pub const REREVIEW: &str = "复核";
pub const SUPERVISION: &str = "督办";
pub const ERRANDS: &str = "村站协助";
pub const MARKS: &str = "事实标注";
pub const PAPERS: &str = "文书和送达";
pub const RECUSED: &str = "回避";
pub const REQUEST: &str = "申请";
pub const DECISION: &str = "结论";
pub const ANSWER: &str = "反馈";
pub const CLOSED: &str = "督办办结";
pub const REGISTERED: &str = "登记";
pub const ISSUED: &str = "制发";
pub const HERE: &str = "现在在这里";
pub const AGAINST: &str = "原办理机关";
pub const TAKING_UP: &str = "是否受理";
pub const TAKEN_UP: &str = "受理";
pub const NOT_TAKEN_UP: &str = "不予受理";

/// How a matter came to an office.
#[must_use]
pub fn leg(kind: LegKind) -> &'static str {
    match kind {
        LegKind::Handed => "上报或交回",
        LegKind::Forwarded => "转送",
        LegKind::Assigned => "交办",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_written_in_chinese() {
        assert_eq!(article("23"), "《信访工作条例》第二十三条");
        assert_eq!(article("10"), "《信访工作条例》第十条");
        assert_eq!(article(""), "");
        assert_eq!(article("22(3)"), "《信访工作条例》第二十二条第三项");
        assert_eq!(article("人民调解法 33"), "《人民调解法》第三十三条");
        assert_eq!(article("司法确认规定 2011"), "司法确认规定 2011");
        assert_eq!(articles("35、36"), "第三十五条、第三十六条");
    }

    #[test]
    fn time_left_is_said_in_words() {
        assert_eq!(left(12), "还剩 12 天");
        assert_eq!(left(0), "今天到期");
        assert_eq!(left(-3), "已超 3 天");
    }

    #[test]
    fn how_a_clock_ended() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        let end = |on, met| ClockEnd { on: day(on), met };
        assert!(ended(end(5, true), Some(day(5))).ends_with("按时"));
        assert!(ended(end(8, true), Some(day(5))).ends_with("超期 3 天"));
        assert!(ended(end(8, false), Some(day(5))).ends_with("不再适用"));
        assert_eq!(weekday(day(7)), "2026年12月7日（周一）");
    }
}
