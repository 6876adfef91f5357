use lookup::likeness::{ALIKE, TextPrint, likeness};
use proptest::prelude::*;

#[test]
fn the_same_demand_told_twice_is_alike() {
    let pairs = [
        ("要求村里补发2024年土地流转费", "要求补发 2023 年的土地流转费"),
        ("村口道路破损，要求修好村口道路", "要求修好村口破损的道路"),
        ("承包地被占，5亩没有补偿", "承包地被占，６亩没有补偿"),
    ];
    for (one, two) in pairs {
        assert!(likeness(one, two) >= ALIKE, "{one} / {two}: {}", likeness(one, two));
    }
}

#[test]
fn other_demands_are_not() {
    let pairs = [
        ("要求村里补发2024年土地流转费", "低保申请没有批下来"),
        ("要求修村口道路", "要求公开村账目"),
        ("", ""),
        ("路", "路"),
    ];
    for (one, two) in pairs {
        assert!(likeness(one, two) < ALIKE, "{one} / {two}: {}", likeness(one, two));
    }
}

#[test]
fn a_line_is_found_in_a_long_story() {
    let line = TextPrint::of("要求补发土地流转费");
    let story = TextPrint::of(
        "本人系三组村民，二十多年前承包集体土地，后来由合作社统一流转，前几年按时付款，\
         去年起一直没有付，多次找村里没有结果，要求补发土地流转费，并说明原因。",
    );
    assert!(line.likeness(&story) < ALIKE);
    assert!(line.overlap(&story) >= 80, "{}", line.overlap(&story));
    // Too short to say anything.
    assert_eq!(TextPrint::of("要求").overlap(&story), 0);
}

#[test]
fn numbers_count_as_one_sign() {
    assert_eq!(TextPrint::of("欠款300元"), TextPrint::of("欠款1200元"));
    assert!(TextPrint::of("2024").is_empty());
}

proptest! {
    #[test]
    fn it_is_symmetric_and_bounded(one in "[土地路水补偿0-9a，。 ]{0,30}", two in "\\PC{0,30}") {
        let (one, two) = (TextPrint::of(&one), TextPrint::of(&two));
        prop_assert_eq!(one.likeness(&two), two.likeness(&one));
        prop_assert_eq!(one.overlap(&two), two.overlap(&one));
        prop_assert!(one.likeness(&two) <= 100 && one.overlap(&two) <= 100);
    }

    #[test]
    fn a_text_is_like_itself(text in "\\PC{0,60}") {
        let print = TextPrint::of(&text);
        prop_assert_eq!(print.likeness(&print), if print.is_empty() { 0 } else { 100 });
    }

    #[test]
    fn space_and_signs_do_not_matter(text in "[土地路水补偿村组]{2,20}") {
        let spread: String = text.chars().flat_map(|sign| [sign, '，', ' ']).collect();
        prop_assert_eq!(TextPrint::of(&text), TextPrint::of(&spread));
    }
}
