use lookup::content::ContentList;
use lookup::{Picker, PickerItem, pinyin_of_text};

fn units() -> Picker<u32> {
    let unit = |id, label: &str| PickerItem::new(id, label, pinyin_of_text(label));
    Picker::new([
        unit(1, "湖滨镇人民政府").with_alias("湖滨镇", pinyin_of_text("湖滨镇")),
        unit(2, "湖滨镇东风村"),
        unit(3, "东风镇"),
        unit(4, "东风"),
        unit(5, "市信访局").with_alias("人民来访接待中心", pinyin_of_text("人民来访接待中心")),
        unit(6, "长乐街道"),
        unit(7, "城关街道第3社区"),
    ])
}

#[track_caller]
fn check(typed: &str, expected: &[u32]) {
    let picker = units();
    let found: Vec<u32> = picker.find(typed, 10).iter().map(|item| *item.id()).collect();
    assert_eq!(found, expected, "{typed:?}");
}

#[test]
fn best_match_first() {
    check("东风", &[4, 3, 2]);
    check("dongfeng", &[4, 3, 2]);
    check("df", &[4, 3, 2]);
    check("dfz", &[3]);
    check("hbz", &[1, 2]);
    check("湖滨镇", &[1, 2]);
    check("湖滨 df", &[2]);
    check("xfj", &[5]);
    check("来访", &[5]);
    check("rmlf", &[5]);
    check("人民", &[1, 5]);
    check("d3", &[7]);
    check("第３", &[7]);
    check("没有", &[]);
}

#[test]
fn less_usual_readings_come_after_usual_ones() {
    check("cl", &[6]);
    check("zl", &[6]);
}

#[test]
fn nothing_typed_shows_all_in_order() {
    check("", &[1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(units().find("", 2).len(), 2);
    assert_eq!(units().items().len(), 7);
}

#[test]
fn content_is_picked_by_text_and_pinyin() {
    let picker = ContentList::current().picker();
    let first = |typed: &str| picker.find(typed, 1).first().map(|item| item.id().clone());
    for (typed, id) in [
        ("土地承包", "rural.land_contract"),
        ("tdcb", "rural.land_contract"),
        ("tudizhengshou", "natural_resources.land_expropriation"),
        ("tdzs", "natural_resources.land_expropriation"),
        ("农村农业", "rural"),
        ("ncny", "rural"),
        ("susong", "justice.litigation"),
        ("gzfl", "labour.wages_and_benefits"),
        ("离休", "labour.veteran_cadre_retirement"),
        ("qita", "military.other"),
    ] {
        assert_eq!(first(typed).as_deref(), Some(id), "{typed}");
    }
    let rural: Vec<_> = picker.find("nongcunnongye", 50);
    assert_eq!(rural.first().map(|item| item.id().as_str()), Some("rural"));
    assert_eq!(rural.len(), 15);
}
