//! The broad subject a category belongs to.

use crate::fold::squeeze;

/// Words of categories with their subject. The first that is found decides, so the narrower stand first.
const WORDS: [(&str, &str); 62] = [
    ("涉法涉诉", "litigation"),
    ("诉讼", "litigation"),
    ("判决", "litigation"),
    ("执行难", "litigation"),
    ("法院", "litigation"),
    ("政法", "litigation"),
    ("司法", "litigation"),
    ("宅基地", "house"),
    ("拆迁", "house"),
    ("拆违", "house"),
    ("房屋", "house"),
    ("住房", "house"),
    ("回迁", "house"),
    ("安置", "house"),
    ("旧村改造", "house"),
    ("建房", "house"),
    ("违建", "house"),
    ("危房", "house"),
    ("物业", "house"),
    ("城建", "house"),
    ("征地", "land"),
    ("征收", "land"),
    ("土地", "land"),
    ("承包", "land"),
    ("林权", "land"),
    ("山林", "land"),
    ("确权", "land"),
    ("国土", "land"),
    ("工资", "enterprise"),
    ("欠薪", "enterprise"),
    ("社会保险", "enterprise"),
    ("社保", "enterprise"),
    ("养老保险", "enterprise"),
    ("劳动", "enterprise"),
    ("企业", "enterprise"),
    ("改制", "enterprise"),
    ("工伤", "enterprise"),
    ("低保", "welfare"),
    ("救助", "welfare"),
    ("五保", "welfare"),
    ("优抚", "welfare"),
    ("退役", "welfare"),
    ("民政", "welfare"),
    ("残疾", "welfare"),
    ("医疗", "welfare"),
    ("扶贫", "welfare"),
    ("村务", "village"),
    ("村财", "village"),
    ("财务", "village"),
    ("村干部", "village"),
    ("村级", "village"),
    ("选举", "village"),
    ("集体资产", "village"),
    ("道路", "infrastructure"),
    ("水利", "infrastructure"),
    ("交通", "infrastructure"),
    ("基础设施", "infrastructure"),
    ("供水", "infrastructure"),
    ("环境", "environment"),
    ("污染", "environment"),
    ("环保", "environment"),
    ("纠纷", "dispute"),
];

/// The subject of a category, if its words say.
#[must_use]
pub(crate) fn of_category(category: &str) -> Option<&'static str> {
    let squeezed = squeeze(category);
    WORDS.iter().find(|(word, _)| squeezed.contains(word)).map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests {
    use super::of_category;

    #[test]
    fn categories() {
        for (category, tag) in [
            ("土地承包", Some("land")),
            ("宅基地", Some("house")),
            ("社会保险", Some("enterprise")),
            ("邻里纠纷", Some("dispute")),
            ("宅基地纠纷", Some("house")),
            ("其他", None),
            ("土地征收补偿", Some("land")),
            ("低保救助", Some("welfare")),
        ] {
            assert_eq!(of_category(category), tag, "{category}");
        }
    }
}
