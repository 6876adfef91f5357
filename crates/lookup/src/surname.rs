//! Surnames that are read otherwise than the character is elsewhere, and those of two characters.

/// Readings of the surname a folded name begins with, for each of its characters; empty if none of ours.
///
/// A surname of two characters comes first, then its first character as a surname by itself: 单于 is `chan yu`, or
/// somebody `shan` with the given name 于.
pub(crate) fn of(name: &str) -> Vec<Vec<&'static str>> {
    let mut readings: Vec<Vec<&'static str>> = Vec::new();
    if let Some((_, compound)) = COMPOUND.iter().find(|(surname, _)| name.starts_with(surname)) {
        readings.extend(compound.split(' ').map(|readings| readings.split('|').collect()));
    }
    let single = SINGLE.iter().find(|(surname, _)| name.starts_with(*surname));
    if let Some((_, single)) = single {
        if readings.is_empty() {
            readings.push(Vec::new());
        }
        if let Some(first) = readings.first_mut() {
            first.extend(single.split('|'));
        }
    }
    readings
}

/// Surnames of one character, with the accepted readings, the commoner first. Only those that the reading table
/// reads otherwise first, that have two readings, or that are often asked about.
const SINGLE: &[(char, &str)] = &[
    ('丌', "ji|qi"),
    ('么', "yao"),
    ('乐', "yue|le"),
    ('乜', "nie"),
    ('仇', "qiu"),
    ('任', "ren"),
    ('佴', "nai"),
    ('俞', "yu"),
    ('区', "ou"),
    ('华', "hua"),
    ('单', "shan"),
    ('卜', "bu"),
    ('句', "gou"),
    ('召', "shao"),
    ('员', "yun"),
    ('宁', "ning"),
    ('宓', "mi|fu"),
    ('宿', "su"),
    ('尉', "wei|yu"),
    ('尹', "yin"),
    ('应', "ying"),
    ('折', "she"),
    ('撒', "sa"),
    ('曾', "zeng"),
    ('术', "zhu"),
    ('朴', "piao"),
    ('柏', "bai|bo"),
    ('查', "zha"),
    ('沓', "ta"),
    ('洗', "xian"),
    ('澹', "tan|dan"),
    ('炅', "gui"),
    ('燕', "yan"),
    ('牟', "mu|mou"),
    ('盖', "ge|gai"),
    ('石', "shi"),
    ('祭', "zhai"),
    ('种', "chong"),
    ('秘', "bi"),
    ('繁', "po"),
    ('纪', "ji"),
    ('缪', "miao"),
    ('翟', "zhai|di"),
    ('莘', "shen|xin"),
    ('葛', "ge"),
    ('蔚', "yu|wei"),
    ('薄', "bo"),
    ('藏', "zang"),
    ('覃', "qin|tan"),
    ('解', "xie"),
    ('谌', "chen|shen"),
    ('贠', "yun"),
    ('费', "fei|bi"),
    ('车', "che"),
    ('适', "kuo"),
    ('逢', "pang"),
    ('郇', "xun|huan"),
    ('郗', "xi|chi"),
    ('都', "du"),
    ('阚', "kan"),
    ('隗', "wei|kui"),
    ('隽', "juan|jun"),
    ('颉', "xie|jie"),
    ('黑', "he|hei"),
];

/// Surnames of two characters.
const COMPOUND: &[(&str, &str)] = &[
    ("万俟", "mo qi"),
    ("上官", "shang guan"),
    ("东方", "dong fang"),
    ("东郭", "dong guo"),
    ("东门", "dong men"),
    ("乐正", "yue zheng"),
    ("亓官", "qi guan"),
    ("令狐", "ling hu"),
    ("仲孙", "zhong sun"),
    ("公冶", "gong ye"),
    ("公孙", "gong sun"),
    ("公羊", "gong yang"),
    ("公良", "gong liang"),
    ("公西", "gong xi"),
    ("北宫", "bei gong"),
    ("单于", "chan yu"),
    ("南宫", "nan gong"),
    ("南门", "nan men"),
    ("叶赫", "ye he"),
    ("司寇", "si kou"),
    ("司徒", "si tu"),
    ("司空", "si kong"),
    ("司马", "si ma"),
    ("呼延", "hu yan"),
    ("哥舒", "ge shu"),
    ("壤驷", "rang si"),
    ("夏侯", "xia hou"),
    ("太史", "tai shi"),
    ("夹谷", "jia gu"),
    ("子车", "zi ju"),
    ("宇文", "yu wen"),
    ("完颜", "wan yan"),
    ("宗政", "zong zheng"),
    ("宰父", "zai fu"),
    ("尉迟", "yu chi"),
    ("屈突", "qu tu"),
    ("左丘", "zuo qiu"),
    ("巫马", "wu ma"),
    ("微生", "wei sheng"),
    ("慕容", "mu rong"),
    ("拓跋", "tuo ba"),
    ("梁丘", "liang qiu"),
    ("欧阳", "ou yang"),
    ("段干", "duan gan"),
    ("淳于", "chun yu"),
    ("漆雕", "qi diao"),
    ("澹台", "tan tai"),
    ("濮阳", "pu yang"),
    ("独孤", "du gu"),
    ("申屠", "shen tu"),
    ("百里", "bai li"),
    ("皇甫", "huang fu"),
    ("端木", "duan mu"),
    ("第五", "di wu"),
    ("纳兰", "na lan"),
    ("羊舌", "yang she"),
    ("西门", "xi men"),
    ("诸葛", "zhu ge"),
    ("谷梁", "gu liang"),
    ("贺兰", "he lan"),
    ("赫连", "he lian"),
    ("轩辕", "xuan yuan"),
    ("钟离", "zhong li"),
    ("长孙", "zhang sun"),
    ("闻人", "wen ren"),
    ("闾丘", "lv qiu"),
    ("颛孙", "zhuan sun"),
    ("鲜于", "xian yu"),
];

#[cfg(test)]
mod tests {
    use super::{COMPOUND, SINGLE};
    use std::collections::BTreeSet;

    #[test]
    fn each_surname_stands_once() {
        let single: BTreeSet<char> = SINGLE.iter().map(|(surname, _)| *surname).collect();
        let compound: BTreeSet<&str> = COMPOUND.iter().map(|(surname, _)| *surname).collect();
        assert_eq!((single.len(), compound.len()), (SINGLE.len(), COMPOUND.len()));
        for (surname, readings) in COMPOUND {
            assert_eq!(surname.chars().count(), readings.split(' ').count(), "{surname}");
        }
    }
}
