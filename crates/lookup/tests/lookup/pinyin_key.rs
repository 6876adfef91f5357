use lookup::{PinyinHit, PinyinKey, pinyin_of_name, pinyin_of_text};

#[test]
fn names_have_readable_keys() {
    for (name, key) in [
        ("张三", "zhang san"),
        ("单雄信", "shan|dan|chan xiong xin|shen"),
        ("覃五", "qin|tan|yan wu"),
        ("吕布", "lv|lyu|lu bu"),
        ("欧阳锋", "ou yang feng"),
        ("张三、单四", "zhang san;shan|dan|chan si"),
        ("李A梅", "li a mei"),
        ("", ""),
        ("·、", ""),
    ] {
        assert_eq!(pinyin_of_name(name).as_str(), key, "{name}");
    }
    assert_eq!(pinyin_of_name("John Smith").as_str(), "john smith");
}

#[test]
fn text_has_runs_and_no_surnames() {
    assert_eq!(pinyin_of_text("第3组").as_str(), "di 3 zu");
    assert_eq!(pinyin_of_text("单位 KTV 2号").as_str(), "dan|chan|shan wei|li ktv 2 hao|xiao");
}

#[test]
fn every_character_takes_at_least_its_initial() {
    let key = PinyinKey::from_static("zhang san feng");
    for term in [
        "z",
        "zs",
        "zhs",
        "zhangs",
        "zhsan",
        "zsan",
        "zhangsan",
        "san",
        "sf",
        "sanfeng",
        "zsf",
        "f",
        "zhangsanfen",
    ] {
        assert!(key.contains(term), "{term}");
    }
    for term in ["ang", "an", "zf", "sz", "zhangfeng", "zhangsanfengx", "an f", "", "张"] {
        assert!(!key.contains(term), "{term}");
    }
}

#[test]
fn any_reading_will_do_and_ambiguous_splits_are_tried() {
    let key = PinyinKey::from_static("shan|dan|chan xi an|xian");
    for term in ["shanxian", "danxian", "dxa", "chanxi", "cxx", "xian", "xxian"] {
        assert!(key.contains(term), "{term}");
    }
    assert!(!key.contains("shandan"));
}

#[test]
fn a_match_stays_within_one_name() {
    let key = PinyinKey::from_static("zhang san;li si");
    assert!(key.contains("ls") && key.contains("zs"));
    assert!(!key.contains("sanli") && !key.contains("sl"));
}

#[test]
fn says_how_well_a_term_fits() {
    let key = PinyinKey::from_static("zhang san;zhang san feng");
    assert_eq!(key.find("zs"), Some(PinyinHit::Whole));
    assert_eq!(key.find("zsf"), Some(PinyinHit::Whole));
    assert_eq!(key.find("z"), Some(PinyinHit::Start));
    assert_eq!(key.find("sf"), Some(PinyinHit::Inside));
    assert_eq!(key.find("x"), None);
}

#[test]
fn survives_storage() {
    let key = pinyin_of_name("尉迟恭");
    let stored = serde_json::to_string(&key).unwrap();
    assert_eq!(stored, "\"yu|wei|yun chi gong\"");
    assert_eq!(serde_json::from_str::<PinyinKey>(&stored).unwrap(), key);
    assert_eq!(key.usual_initials(), "ycg");
}

#[test]
fn umlauts_are_typed_in_three_ways() {
    let key = pinyin_of_name("吕绿");
    for term in ["lvlv", "lulu", "lyulyu", "ll"] {
        assert!(key.contains(term), "{term}");
    }
}
