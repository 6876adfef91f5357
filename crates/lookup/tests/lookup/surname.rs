use crate::row_of;
use lookup::{Query, pinyin_of_name};

/// The usual reading of each surname, and whatever else must find it.
const SURNAMES: &[(&str, &[&str])] = &[
    ("单", &["shan"]),
    ("解", &["xie"]),
    ("仇", &["qiu"]),
    ("曾", &["zeng"]),
    ("查", &["zha"]),
    ("区", &["ou"]),
    ("尉迟", &["yuchi"]),
    ("朴", &["piao"]),
    ("任", &["ren"]),
    ("盖", &["ge"]),
    ("员", &["yun"]),
    ("翟", &["zhai"]),
    ("宓", &["mi", "fu"]),
    ("种", &["chong"]),
    ("折", &["she"]),
    ("纪", &["ji"]),
    ("洗", &["xian"]),
    ("冼", &["xian"]),
    ("覃", &["qin", "tan"]),
    ("缪", &["miao"]),
    ("乐", &["yue", "le"]),
    ("车", &["che"]),
    ("召", &["shao"]),
    ("华", &["hua"]),
    ("贾", &["jia"]),
    ("万俟", &["moqi"]),
    ("长孙", &["zhangsun"]),
    ("澹台", &["tantai"]),
    ("令狐", &["linghu"]),
    ("宿", &["su"]),
    ("黑", &["he", "hei"]),
    ("秘", &["bi"]),
    ("逄", &["pang"]),
    ("隗", &["wei", "kui"]),
    ("牟", &["mu", "mou"]),
    ("俞", &["yu"]),
    ("郗", &["xi", "chi"]),
    ("都", &["du"]),
    ("葛", &["ge"]),
    ("繁", &["po"]),
    ("祭", &["zhai"]),
    ("适", &["kuo"]),
    ("撒", &["sa"]),
    ("么", &["yao"]),
    ("乜", &["nie"]),
    ("句", &["gou"]),
    ("阚", &["kan"]),
    ("燕", &["yan"]),
    ("应", &["ying"]),
    ("宁", &["ning"]),
    ("卜", &["bu"]),
    ("尹", &["yin"]),
    ("石", &["shi"]),
    ("单于", &["chanyu", "shanyu"]),
    ("欧阳", &["ouyang"]),
    ("司马", &["sima"]),
    ("诸葛", &["zhuge"]),
    ("上官", &["shangguan"]),
    ("夏侯", &["xiahou"]),
    ("东方", &["dongfang"]),
    ("皇甫", &["huangfu"]),
    ("公孙", &["gongsun"]),
    ("慕容", &["murong"]),
    ("呼延", &["huyan"]),
    ("拓跋", &["tuoba"]),
    ("乐正", &["yuezheng"]),
    ("子车", &["ziju"]),
];

#[test]
fn surnames_are_read_as_surnames() {
    for (surname, readings) in SURNAMES {
        let name = format!("{surname}国强");
        let usual: String = pinyin_of_name(&name).usual_readings().collect();
        assert_eq!(usual, format!("{}guoqiang", readings[0]), "{name}");
        for reading in *readings {
            for term in [
                reading.to_string(),
                format!("{reading}guoqiang"),
                format!("{}guoqiang", &reading[..1]),
            ] {
                assert!(
                    surname.chars().count() > 1 || Query::parse(&term).matches(&row_of(&name)),
                    "{name} by {term}"
                );
            }
            let full = format!("{reading}guoqiang");
            assert!(Query::parse(&full).matches(&row_of(&name)), "{name} by {full}");
        }
    }
}

#[test]
fn misread_surnames_and_names_of_bodies_are_found_too() {
    assert!(Query::parse("dan").matches(&row_of("单国强")));
    assert!(Query::parse("jiefangcun").matches(&row_of("解放村村民委员会")));
}

#[test]
fn a_surname_counts_only_at_the_beginning() {
    assert_eq!(pinyin_of_name("张单").usual_initials(), "zd");
    assert_eq!(pinyin_of_name(" 单 国 强").usual_initials(), "sgq");
    assert_eq!(pinyin_of_name("张三，单四").usual_initials(), "zsss");
}
