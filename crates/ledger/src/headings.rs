//! What a heading says a column means.

mod words;

use crate::field::Field;
use crate::fold::squeeze;
use crate::values::mark::is_answer;
use words::{ASKED_ACCEPTED, ASKED_CONCLUDED, DUE, ENDS, KNOWN_OTHER, STAFF, WORDS};

/// How sure a heading alone can make one: 55 to 100.
pub(crate) type Score = u8;

/// Headings are short; anything longer is a title or a datum.
const LONGEST: usize = 24;

const LEAST: u32 = 55;

/// What a heading of one line means. [`Field::Other`] is a known heading that is none of the others.
pub(crate) fn recognise(heading: &str) -> Option<(Field, Score)> {
    let bare = bare(heading);
    let length = bare.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    if let Some(found) = exact(&bare) {
        return Some(found);
    }
    if let Some(field) = asked(&bare) {
        return Some((field, 80));
    }
    let joined = bare.split(['及', '和', '与', '、', '/', '或', ',', '，', '|', '\\']);
    let pieces: Vec<(Field, Score)> = joined
        .filter(|piece| piece.len() < bare.len())
        .filter_map(|piece| exact(piece).or_else(|| within(piece)))
        .collect();
    // 单位或住址 and 来访人单位或住址: the piece that is plain, before the one that only may be.
    let known = pieces
        .iter()
        .find(|(field, score)| *field != Field::Other && *score == 100)
        .or_else(|| pieces.iter().find(|(field, _)| *field != Field::Other));
    if let Some((field, score)) = known.or(pieces.first()) {
        return Some((*field, (*score).min(90)));
    }
    within(&bare)
}

/// What the headings above a column mean together, the outermost first: 信访人 · 姓名, 办理 · 期限.
pub(crate) fn recognise_path(path: &[String]) -> Option<(Field, Score)> {
    let (last, above) = path.split_last()?;
    let own = recognise(last);
    if above.is_empty() {
        return own;
    }
    let joined = path.concat();
    if staff(&bare(&joined)) && !matches!(own, Some((Field::ResponsibleUnit, _))) {
        return Some((Field::Other, 90));
    }
    let together = recognise(&joined);
    // Of a group without a meaning of its own below it, the group's: 联系电话 over 手机号.
    let group = above
        .iter()
        .rev()
        .find_map(|heading| recognise(heading))
        .filter(|(field, _)| *field != Field::Concluded || is_answer(*field, last))
        .map(|(field, score)| (field, score.saturating_sub(35)))
        .filter(|_| own.is_none());
    [own, together, group]
        .into_iter()
        .flatten()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// A heading without spaces, brackets, marks and numbering.
pub(crate) fn bare(heading: &str) -> String {
    let squeezed = squeeze(heading);
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in squeezed.chars() {
        match c {
            '(' | '[' | '【' | '〔' | '{' => depth += 1,
            ')' | ']' | '】' | '〕' | '}' => depth = depth.saturating_sub(1),
            ':' | '*' | '★' | '#' | '.' | '。' | '"' | '“' | '”' | '·' | '-' | '—' | '_' =>
                {}
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    // 村(社区) keeps its village, but a heading all in brackets would lose everything.
    if out.is_empty() {
        out = squeezed.trim_matches(['(', ')', '[', ']', '【', '】']).to_owned();
    }
    let numbered = out.trim_end_matches(|c: char| c.is_ascii_digit());
    if numbered.is_empty() { out } else { numbered.to_owned() }
}

fn exact(bare: &str) -> Option<(Field, Score)> {
    let own = WORDS.iter().find_map(|(field, strong, weak)| {
        if listed(strong, bare) {
            Some((*field, 100))
        } else if listed(weak, bare) {
            Some((*field, 75))
        } else {
            None
        }
    });
    own.or_else(|| listed(KNOWN_OTHER, bare).then_some((Field::Other, 100)))
}

/// Whether a list holds a word.
fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn staff(bare: &str) -> bool {
    let of_people = bare.ends_with("人数") || bare.ends_with("人次");
    !of_people && STAFF.split(' ').any(|word| bare.contains(word))
}

/// The word a heading ends in, or failing that holds. In Chinese what a heading is about stands last.
fn within(bare: &str) -> Option<(Field, Score)> {
    if bare.ends_with("人数") || bare.ends_with("人次") {
        return Some((Field::Petitioners, 85));
    }
    let when = bare.ends_with("时间") || bare.ends_with("日期");
    if staff(bare) && !(when && (bare.contains("接访") || bare.contains("接待"))) {
        let units = ["单位", "部门"].iter().any(|word| bare.ends_with(word));
        let unit = ["责任单位", "承办单位", "责任部门"].iter().any(|word| bare.starts_with(word))
            || (units && !bare.contains(['人', '导']));
        if !unit {
            return Some((Field::Other, 90));
        }
    }
    let limiting = DUE.split(' ').any(|word| bare.contains(word));
    if bare.contains("时限")
        || bare.contains("期限")
        || (limiting && (when || bare.contains('日') || bare.contains("时间")))
    {
        return Some((Field::DueOn, 85));
    }
    let total = bare.chars().count() as u32;
    let words = WORDS
        .iter()
        .flat_map(|(field, strong, _)| strong.split(' ').map(move |word| (*field, word)))
        .chain(KNOWN_OTHER.split(' ').map(|word| (Field::Other, word)));
    let best = words
        .filter(|(_, word)| word.chars().count() > 1)
        .filter_map(|(field, word)| {
            bare.rfind(word).map(|at| (at + word.len(), word.len(), field, word))
        })
        .max_by_key(|(end, length, _, _)| (*end, *length));
    let by_word = best.and_then(|(end, _, field, word)| {
        let share = word.chars().count() as u32;
        let score =
            if end == bare.len() { 60 + 30 * share / total } else { 45 + 20 * share / total };
        (score >= LEAST).then_some((field, score as Score))
    });
    if let Some(found) = by_word.filter(|(_, score)| *score >= 65) {
        return Some(found);
    }
    // A heading nobody has thought of may still end in a word for the kind of thing it is.
    let by_end = ENDS
        .iter()
        .find(|(_, ends)| ends.split(' ').any(|end| bare.ends_with(end)))
        .map(|(field, _)| (*field, 60));
    let asked = bare.starts_with("是否").then_some((Field::Other, 60));
    let accepted =
        (bare.contains("息访") || bare.contains("息诉")).then_some((Field::PetitionerAccepts, 70));
    accepted.or(asked).or(by_end).or(by_word)
}

/// What a question asks: 是否销号, 解决与否, 完成否.
fn asked(bare: &str) -> Option<Field> {
    let question = bare.starts_with("是否") || bare.ends_with('否');
    let about = |words: &str| words.split(' ').any(|word| bare.contains(word));
    if !question {
        None
    } else if about(ASKED_ACCEPTED) {
        Some(Field::PetitionerAccepts)
    } else if about(ASKED_CONCLUDED) && !about("重复 超期 逾期 按期 及时") {
        Some(Field::Concluded)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(heading: &str) -> Option<Field> {
        recognise(heading).map(|(field, _)| field)
    }

    #[test]
    fn synonyms() {
        for (expected, headings) in [
            (
                Field::Name,
                "来访人 信访人 姓名 上访人 反映人 信访人姓名 姓　名 信访人（代表） 来信人 投诉人姓名 姓名及电话 信访人员 *姓名",
            ),
            (
                Field::Phone,
                "联系电话 手机 联系方式 电话 手机号码 信访人联系电话 联系电话(手机) 联系电话1 信访人电话",
            ),
            (Field::Village, "来访人单位或住址"),
            (Field::Concluded, "是否销号 是否办毕 办理与否 是否已处理 解决与否 完成否 是否调处"),
            (Field::Other, "是否重复 是否越级 是否按期办结 是否党员"),
            (Field::PetitionerAccepts, "群众反馈 满意/不满意 是否停访 满意程度"),
            (Field::DueOn, "法定办结日期 预警日期 应于何日办结"),
            (Field::IdNumber, "身份证号 身份证号码 证件号码 公民身份号码 信访人身份证号 身份证"),
            (
                Field::Village,
                "住址 所在村 村（社区） 单位或住址 家庭住址 信访人住址 村居 所属村（社区） 工作单位及住址 户籍地址 村/社区",
            ),
            (
                Field::ReceivedOn,
                "受理时间 接访日期 登记日期 来访时间 收信日期 日期 时间 领导接访时间 信访登记时间 受理日期",
            ),
            (
                Field::Text,
                "反映问题 主要诉求 信访内容 事由 反映事项 反映的主要问题 反映问题及诉求 信访事项内容 主要问题（诉求） 诉求摘要",
            ),
            (
                Field::Petitioners,
                "人数 批次人数 来访人数 信访人数 登记人数 涉及人数 人数（人） 接访人次",
            ),
            (Field::Channel, "信访形式 来源 方式 信访渠道 反映渠道 来访形式 信访途径"),
            (
                Field::DueOn,
                "限办日期 办结期限 要求办结时间 办理时限 办理期限 应办结时间 限期 到期日",
            ),
            (
                Field::Concluded,
                "办理结果 是否办结 办理情况 处理结果 办结情况 信访事项办理结果 是否化解 进展情况",
            ),
            (Field::PetitionerAccepts, "是否息访 是否息诉罢访 满意度 信访人是否满意 是否满意"),
            (Field::ResponsibleUnit, "责任单位 承办单位 责任单位及责任人 办理单位 承办部门"),
            (Field::Category, "问题类别 信访类别 类别 问题性质 反映问题类别 诉求类型"),
            (
                Field::Other,
                "备注 责任人 经办人 责任人电话 接访领导 年龄 登记人 包案领导 转办时间 被反映人 责任人联系方式 是否重复信访 出生日期",
            ),
            (Field::Serial, "序号 序　号 NO."),
            (Field::Sex, "性别 性　别"),
            (Field::ConcludedOn, "办结时间 结案日期 实际办结日期"),
            (
                Field::DueOn,
                "应答复时间 承诺办结时间 限时办结日期 办理时间要求 规定时限 应办结日 要求反馈时间",
            ),
            (Field::ReceivedOn, "到镇时间 接待日 发现时间 首次信访时间"),
            (Field::Name, "领访人 来访单位（人） 上访群众姓名"),
            (Field::Text, "上访内容 矛盾纠纷内容 信访原因 群众诉求"),
            (Field::Category, "诉求领域 上访类型 业务分类"),
            (Field::Channel, "受理途径 交办件来源"),
            (Field::ResponsibleUnit, "包案部门 分管部门"),
            (Field::ResponsibleUnit, "事权单位 主管部门 受理机关 责任村"),
            (Field::Concluded, "处理进度 案件状态 落实结果 完结情况 目前进展"),
            (Field::PetitionerAccepts, "是否停访息诉 是否签订息诉罢访协议"),
            (Field::Village, "所属村居社区 居住村组"),
            (Field::Other, "处理人 接谈人 填报单位 户数 是否集体访 化解方式"),
        ] {
            for heading in headings.split(' ') {
                assert_eq!(field(heading), Some(expected), "{heading}");
            }
        }
        for nothing in ["", "石桥村李杰", "清水镇2025年群众来访登记台账情况统计表（一）"]
        {
            assert!(
                !matches!(field(nothing), Some(f) if f != Field::Other && f != Field::Village),
                "{nothing}"
            );
        }
    }

    #[test]
    fn groups() {
        let path = |parts: &[&str]| {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            recognise_path(&parts).map(|(field, _)| field)
        };
        assert_eq!(path(&["信访人基本情况", "姓名"]), Some(Field::Name));
        assert_eq!(path(&["责任人", "姓名"]), Some(Field::Other));
        assert_eq!(path(&["责任人", "电话"]), Some(Field::Other));
        assert_eq!(path(&["限办", "日期"]), Some(Field::DueOn));
        assert_eq!(path(&["办结", "时间"]), Some(Field::ConcludedOn));
        assert_eq!(path(&["办理情况", "承办单位"]), Some(Field::ResponsibleUnit));
        assert_eq!(path(&["问题", "类别"]), Some(Field::Category));
        assert_eq!(path(&["登记时间", "月"]), Some(Field::ReceivedMonth));
    }
}
