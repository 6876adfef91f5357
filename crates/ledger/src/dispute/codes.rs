//! What ledgers write for types, levels, outcomes and ways. Data, not wording: nothing here is shown.

use crate::fold::squeeze;

/// Name, number and words of each type; the first whose word stands in the cell.
const KINDS: [(&str, &str, &str); 18] = [
    ("family", "01", "婚姻 家庭 婚恋 继承 赡养 抚养"),
    ("neighbours", "02", "邻里 相邻"),
    ("homestead", "03", "宅基地 房产 房屋"),
    ("contract", "04", "合同"),
    ("business", "05", "生产经营 经营"),
    ("damages", "06", "损害 赔偿 侵权"),
    ("land", "07", "山林 土地 水利 林地 承包地"),
    ("expropriation", "08", "征地 拆迁 征收"),
    ("environment", "09", "环境 污染"),
    ("labour", "10", "劳动 劳资 欠薪 工资 劳务"),
    ("tourism", "11", "旅游"),
    ("consumer", "12", "消费"),
    ("medical", "13", "医疗 医患"),
    ("traffic", "14", "交通"),
    ("property", "15", "物业"),
    ("intellectual", "16", "知识产权"),
    ("internet", "17", "互联网 网络"),
    ("other", "99", "其他 其它"),
];

const WAYS: [(&str, &str); 10] = [
    ("administrative_mediation", "行政调解"),
    ("judicial_mediation", "司法调解 法院调解 诉前调解"),
    ("trade_mediation", "行业 专业性"),
    ("peoples_mediation", "人民调解 调解"),
    ("agreement", "和解 协商"),
    ("arbitration", "仲裁"),
    ("administrative", "裁决 复议"),
    ("lawsuit", "诉讼 起诉 法院 判决"),
    ("petition", "信访"),
    ("other", "其他 其它"),
];

/// What was not settled is looked for first: 未成功 holds 成功.
const OUTCOMES: [(&str, &str); 4] = [
    ("failed", "未成功 不成功 失败 未达成 调解不成 化解不成"),
    ("transferred", "移交 移送 转办 转交 上报镇 转信访"),
    ("stopped", "终止 撤回 中止"),
    ("settled", "成功 已化解 化解完毕 已调处 已解决 已办结 已结案 达成协议 和解 握手言和 是"),
];

/// What says that nothing came of it yet.
const OPEN: &str = "调解中 化解中 正在 办理中 跟进 未化解 未调处 未办结 待 否";

fn first<'a>(cell: &str, all: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<&'a str> {
    let cell = squeeze(cell);
    let holds = |words: &str| {
        // One sign alone says something only where it stands alone.
        words
            .split(' ')
            .any(|word| if word.chars().count() == 1 { cell == word } else { cell.contains(word) })
    };
    all.into_iter().find(|(_, words)| holds(words)).map(|(name, _)| name)
}

/// A type by its words, or by its number.
pub fn kind(cell: &str) -> Option<&'static str> {
    let digits: String = squeeze(cell).chars().filter(char::is_ascii_digit).collect();
    let number = KINDS.iter().find(|(_, number, _)| {
        !digits.is_empty() && (digits == *number || number.strip_prefix('0') == Some(&*digits))
    });
    // Words before numbers: 2 户邻里纠纷 is no 02 by its digit.
    first(cell, KINDS.iter().map(|(name, _, words)| (*name, *words)))
        .or(number.map(|(name, ..)| *name))
}

/// A level.
pub fn risk(cell: &str) -> Option<&'static str> {
    let cell = squeeze(cell);
    let one = |signs: [&str; 3]| signs.iter().any(|sign| cell.contains(sign));
    // 三级 is the lowest of three.
    if one(["高", "一级", "红"]) || cell == "1" {
        Some("high")
    } else if one(["中", "二级", "黄"]) || cell == "2" {
        Some("medium")
    } else if one(["低", "三级", "蓝"]) || cell == "3" {
        Some("low")
    } else {
        None
    }
}

/// What came of it; `Ok(None)` where the cell says that it is open.
///
/// # Errors
/// Where the cell says something else.
pub fn outcome(cell: &str) -> Result<Option<&'static str>, ()> {
    if squeeze(cell).is_empty() {
        return Ok(None);
    }
    let found = |name| first(cell, OUTCOMES.into_iter().filter(|(of, _)| *of == name));
    if let Some(failed) = found("failed") {
        return Ok(Some(failed));
    }
    if first(cell, [("open", OPEN)]).is_some() {
        return Ok(None);
    }
    first(cell, OUTCOMES).map(Some).ok_or(())
}

/// By which way.
pub fn way(cell: &str) -> Option<&'static str> {
    first(cell, WAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_as_people_fill_them() {
        for (cell, expected) in [
            ("邻里纠纷", Some("neighbours")),
            ("02", Some("neighbours")),
            ("7", Some("land")),
            ("99其他", Some("other")),
            ("婚姻家庭类", Some("family")),
            ("宅基地", Some("homestead")),
            ("", None),
            ("狗吠", None),
        ] {
            assert_eq!(kind(cell), expected, "{cell}");
        }
        for (cell, expected) in [
            ("成功", Ok(Some("settled"))),
            ("未成功", Ok(Some("failed"))),
            ("已化解", Ok(Some("settled"))),
            ("未化解", Ok(None)),
            ("调解中", Ok(None)),
            ("移交司法所", Ok(Some("transferred"))),
            ("终止", Ok(Some("stopped"))),
            ("是", Ok(Some("settled"))),
            ("否", Ok(None)),
            ("", Ok(None)),
            ("见附件", Err(())),
        ] {
            assert_eq!(outcome(cell), expected, "{cell}");
        }
        assert_eq!(risk("一级"), Some("high"));
        assert_eq!(risk("低风险"), Some("low"));
        assert_eq!(risk("重点"), None);
        assert_eq!(way("人民调解"), Some("peoples_mediation"));
        assert_eq!(way("行政调解"), Some("administrative_mediation"));
        assert_eq!(way("说和"), None);
    }
}
