use crate::row_of;
use lookup::{PinyinKey, Query, SearchFields, SearchKey};

fn row() -> SearchKey {
    let pinyin = PinyinKey::from_static("zhang san;a bo|bu du re he man");
    SearchKey::new(&SearchFields {
        names: &["张　三", "阿卜杜•热合曼"],
        texts: &["反映东风村３组土地流转台帐不清，Ａ区未公示"],
        numbers: &["XF-2026-000123", "〔2026〕12号"],
        phones: &["138-0013-8000", "0535 1234567"],
        pinyin: Some(&pinyin),
    })
}

#[track_caller]
fn check(typed: &str, expected: bool) {
    assert_eq!(Query::parse(typed).matches(&row()), expected, "{typed:?}");
}

#[test]
fn finds_by_text_of_any_field() {
    for typed in [
        "张三",
        "三",
        "张 三",
        "东风村",
        "台账",
        "台帐",
        "3组",
        "３组",
        "a区",
        "Ａ区",
        "阿卜杜·热合曼",
        "阿卜杜.热合曼",
        "阿卜杜热合曼",
        "热合曼",
    ] {
        check(typed, true);
    }
    for typed in ["李四", "张三丰", "东风镇", "三阿"] {
        check(typed, false);
    }
}

#[test]
fn finds_by_pinyin_of_names() {
    for typed in [
        "zs",
        "zhs",
        "zhangs",
        "zhangsan",
        "zsan",
        "zhsan",
        "san",
        "ZS",
        "ｚｓ",
        "abdrhm",
        "rhm",
        "zhang'san",
    ] {
        check(typed, true);
    }
    for typed in ["ls", "sa b", "ang", "sana"] {
        check(typed, typed == "sa b");
    }
}

#[test]
fn finds_by_numbers_with_and_without_separators() {
    for typed in [
        "2026",
        "000123",
        "xf-2026",
        "2026000123",
        "2026-000123",
        "xf2026",
        "13800138000",
        "0013",
        "138-0013-8000",
        "05351234567",
        "0535-1234567",
        "〔2026〕12",
        "[2026]12号",
        "(2026)12",
    ] {
        check(typed, true);
    }
    for typed in ["2027", "13900", "8000-0535", "80000535"] {
        check(typed, false);
    }
}

#[test]
fn all_terms_have_to_match() {
    check("张三 土地", true);
    check("zs 土地 8000", true);
    check("zs　tudi", false);
    check("zs 房屋", false);
}

#[test]
fn ideographs_and_letters_may_be_mixed() {
    check("张san", true);
    check("zhang三", true);
    check("李san", false);
}

#[test]
fn nothing_typed_finds_everything() {
    for typed in ["", "  ", "\u{200B}", "\u{3000}"] {
        assert!(Query::parse(typed).is_empty(), "{typed:?}");
        check(typed, true);
    }
}

#[test]
fn characters_without_a_reading_are_found_as_themselves() {
    for name in ["李𬱖", "王䶮", "赵\u{E000}", "钱\u{2CEB0}"] {
        let rare: String = name.chars().skip(1).collect();
        for typed in [name, rare.as_str()] {
            assert!(Query::parse(typed).matches(&row_of(name)), "{typed}");
        }
    }
    assert!(Query::parse("zhaomei").matches(&row_of("赵\u{E000}梅")));
    assert!(Query::parse("zm").matches(&row_of("赵\u{E000}梅")));
}

#[test]
fn umlauts_and_apostrophes_may_be_typed() {
    for typed in ["lü", "LÜ", "lv", "lyu", "lu", "l'an", "lüan"] {
        assert!(Query::parse(typed).matches(&row_of("吕安")), "{typed}");
    }
}
