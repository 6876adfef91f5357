//! Whether a matter is concluded, and whether the petitioner accepts it.

use crate::fold::squeeze;

const OPEN: [&str; 39] = [
    "未办结",
    "未结",
    "未完成",
    "未解决",
    "未处理",
    "未化解",
    "未答复",
    "未销",
    "未办",
    "没有办结",
    "尚未",
    "正在",
    "办理中",
    "处理中",
    "调查中",
    "协调中",
    "调解中",
    "进行中",
    "化解中",
    "受理中",
    "审理中",
    "在办",
    "待办",
    "待处理",
    "待答复",
    "未回复",
    "跟进",
    "推进",
    "预计",
    "拟",
    "计划",
    "转办",
    "交办",
    "转交",
    "转送",
    "已受理",
    "督办",
    "核实中",
    "待",
];

const CLOSED: [&str; 35] = [
    "已办结",
    "已结",
    "办结",
    "结案",
    "已答复",
    "答复",
    "已回复",
    "已解决",
    "解决",
    "已化解",
    "化解",
    "已处理",
    "处理完",
    "办毕",
    "完毕",
    "已完成",
    "完成",
    "已办理",
    "已调处",
    "调解成功",
    "达成协议",
    "达成和解",
    "已协调",
    "终结",
    "已落实",
    "已兑现",
    "已解释",
    "息访",
    "息诉",
    "已发放",
    "已支付",
    "已办",
    "销号",
    "已销",
    "停访",
];

const REFUSED: [&str; 24] = [
    "不满意",
    "不认可",
    "不同意",
    "不服",
    "未息",
    "未满意",
    "不息",
    "拒绝",
    "继续",
    "仍上访",
    "仍在",
    "未停",
    "没有息",
    "不接受",
    "未认可",
    "未同意",
    "没息",
    "重访",
    "不稳定",
    "未签",
    "不认同",
    "有异议",
    "不理解",
    "未接受",
];

const ACCEPTED: [&str; 16] = [
    "满意",
    "息访",
    "息诉",
    "认可",
    "同意",
    "接受",
    "停访",
    "罢访",
    "服判",
    "稳定",
    "认同",
    "无异议",
    "理解",
    "签订",
    "停诉",
    "已息",
];

/// Left open: nobody has asked yet.
const UNASKED: [&str; 10] = [
    "未评价",
    "未回访",
    "未反馈",
    "待评价",
    "待回访",
    "未测评",
    "无法联系",
    "未参评",
    "未作评价",
    "未表态",
];

/// What either question may be answered with alone.
pub(crate) fn answer(squeezed: &str) -> Option<bool> {
    match squeezed {
        "是" | "√" | "✓" | "✔" | "对" | "有" | "TRUE" | "true" | "Y" | "y" | "1" | "☑" | "是的"
        | "已" | "结" => Some(true),
        "否" | "×" | "✗" | "✘" | "x" | "X" | "不" | "FALSE" | "false" | "N" | "n" | "0" | "未"
        | "☐" | "没有" => Some(false),
        _ => None,
    }
}

/// Whichever of two kinds of words comes first decides; at one place, the word that denies.
fn first_of(text: &str, denying: &[&str], affirming: &[&str]) -> Option<bool> {
    let earliest = |words: &[&str]| words.iter().filter_map(|word| text.find(word)).min();
    match (earliest(denying), earliest(affirming)) {
        (Some(no), Some(yes)) => Some(yes < no),
        (Some(_), None) => Some(false),
        (None, Some(_)) => Some(true),
        (None, None) => None,
    }
}

/// Whether a cell says that the matter is concluded.
pub(crate) fn concluded(text: &str) -> Option<bool> {
    let squeezed = squeeze(text);
    answer(&squeezed).or_else(|| first_of(&squeezed, &OPEN, &CLOSED))
}

/// Whether a text says whether the matter is concluded and nothing besides.
pub(crate) fn plainly_concluded(squeezed: &str) -> bool {
    answer(squeezed).is_some() || is_only(squeezed, &[&OPEN, &CLOSED])
}

/// Whether a text says whether the petitioner accepts and nothing besides.
pub(crate) fn plainly_accepts(squeezed: &str) -> bool {
    answer(squeezed).is_some() || is_only(squeezed, &[&REFUSED, &ACCEPTED, &UNASKED])
}

/// Whether one of the words is all of a text, but for 已, 了 and the like: 正在办理, 已息访.
fn is_only(squeezed: &str, lists: &[&[&str]]) -> bool {
    const AROUND: &str = "已了。是办理处中经均!调结答复";
    lists
        .iter()
        .flat_map(|list| list.iter())
        .filter_map(|word| squeezed.split_once(word))
        .any(|(before, after)| before.chars().chain(after.chars()).all(|c| AROUND.contains(c)))
}

/// Whether a cell says that the petitioner accepts. The inner None: nobody has asked.
pub(crate) fn accepts(text: &str) -> Option<Option<bool>> {
    let squeezed = squeeze(text);
    if UNASKED.iter().any(|word| squeezed.contains(word)) {
        return Some(None);
    }
    answer(&squeezed).or_else(|| first_of(&squeezed, &REFUSED, &ACCEPTED)).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes() {
        for (text, expected) in [
            ("已办结", Some(true)),
            ("办结", Some(true)),
            ("未办结", Some(false)),
            ("正在办理", Some(false)),
            ("办理中", Some(false)),
            ("是", Some(true)),
            ("否", Some(false)),
            ("√", Some(true)),
            ("已于3月5日答复信访人", Some(true)),
            ("待办结", Some(false)),
            ("预计5月办结", Some(false)),
            ("已办结，未息访", Some(true)),
            ("已转办司法所", Some(false)),
            ("石桥村", None),
        ] {
            assert_eq!(concluded(text), expected, "{text}");
        }
    }

    #[test]
    fn acceptance() {
        for (text, expected) in [
            ("是", Some(Some(true))),
            ("已息访", Some(Some(true))),
            ("未息访", Some(Some(false))),
            ("不满意", Some(Some(false))),
            ("基本满意", Some(Some(true))),
            ("未评价", Some(None)),
            ("石桥村", None),
            ("否", Some(Some(false))),
        ] {
            assert_eq!(accepts(text), expected, "{text}");
        }
    }
}
