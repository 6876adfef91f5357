//! What looks the same, and what is proposed of it.

use casework::{
    MatterRow,
    intake::{Intake, PersonIntake},
    matter::Stage,
    repeats::{Candidate, Likely, Reason, likely},
    row::id_mark,
    step::codes::Relation,
};
use ident::MatterId;
use proptest::prelude::*;

const WAGES: &str = "要求补发2024年土地流转费；多次找村里没有结果";
const ROAD: &str = "村口道路破损，雨天无法通行，要求尽快修好";
const ID: &str = "990101198001010019";

fn row(id: u8, name: &str, phone: &str, place: &str, text: &str) -> MatterRow {
    MatterRow {
        matter: MatterId::new([id; 16]),
        projection: MatterRow::PROJECTION,
        local_no: format!("990101100201-1-{id:04}"),
        name: name.into(),
        name_key: lookup::pinyin_of_name(name).as_str().to_owned(),
        phone: phone.into(),
        received_on: "2026-11-01".into(),
        recorded_at: 0,
        touched_at: 0,
        home: None,
        holder: None,
        channel: "visit".into(),
        category: String::new(),
        place: place.into(),
        petitioners: 1,
        text: text.into(),
        contested: 0,
        notes: 0,
        handed: false,
        from_ledger: false,
        id_mark: None,
        stage: Stage::Open,
        clocks: Vec::new(),
        sender: None,
        unopened: false,
        charged: None,
        for_a_person: 0,
        redo: false,
        urgent: false,
        errands: Vec::new(),
        material_asked: false,
        local_nos: Vec::new(),
        marks: Vec::new(),
        links: Vec::new(),
        place_office: String::new(),
        affected: 0,
        routes: Vec::new(),
        ..MatterRow::blank(MatterId::new([1; 16]))
    }
}

fn typed(name: &str, phone: &str, place: &str, text: &str) -> Candidate {
    Candidate::typed(&Intake {
        petitioner: PersonIntake {
            name: name.into(),
            phone: phone.into(),
            ..PersonIntake::default()
        },
        place: place.into(),
        demands: vec![text.into()],
        ..Intake::default()
    })
}

fn one(candidate: &Candidate, row: &MatterRow) -> Option<Likely> {
    likely(candidate, [row], 5).pop()
}

#[test]
fn the_same_person_with_the_same_demand_is_a_repeat() {
    let held = row(1, "张三", "19900001234", "柳湾村", WAGES);
    let found = one(&typed("张三", "199 0000 1234", "柳湾村", "要求补发2023年的土地流转费"), &held)
        .expect("found");
    assert_eq!(found.proposed, Relation::Repeat);
    let reasons = [Reason::SamePhone, Reason::SameName, Reason::SameVillage, Reason::SameWords];
    assert_eq!(found.reasons, reasons);
}

/// Trap 14 of the reference: 重复 is judged on the matter.
#[test]
fn the_same_person_with_another_matter_is_related_at_most() {
    let mut held = row(1, "张三", "19900001234", "柳湾村", WAGES);
    let other = typed("张三", "19900001234", "柳湾村", ROAD);
    let found = one(&other, &held).expect("found");
    assert_eq!(found.proposed, Relation::Related);
    held.id_mark = id_mark(ID);
    let by_id = Candidate { id_mark: id_mark(ID), ..typed("", "", "", ROAD) };
    let found = one(&by_id, &held).expect("found");
    assert_eq!((found.proposed, found.reasons), (Relation::Related, vec![Reason::SameId]));
}

#[test]
fn a_namesake_with_another_id_number_and_other_words_is_nobody() {
    let mut held = row(1, "张三", "", "柳湾村", WAGES);
    held.id_mark = id_mark(ID);
    let mut other = typed("张三", "", "柳湾村", ROAD);
    other.id_mark = id_mark("990101199001010012");
    assert_eq!(one(&other, &held), None);
    // With the same words it is worth a look, and still another person's.
    let same = Candidate { text: WAGES.into(), ..other };
    assert_eq!(one(&same, &held).expect("found").proposed, Relation::Related);
}

#[test]
fn a_neighbour_with_the_same_demand_is_related() {
    let held = row(1, "张三", "19900001234", "柳湾村", ROAD);
    let found = one(&typed("李四", "", "柳湾村", ROAD), &held).expect("found");
    assert_eq!(found.proposed, Relation::Related);
    assert_eq!(found.reasons, [Reason::SameVillage, Reason::SameWords]);
    assert_eq!(one(&typed("李四", "", "柳湾村", WAGES), &held), None);
    assert_eq!(one(&typed("李四", "", "上河村", ROAD), &held), None, "texts alone find nothing");
}

#[test]
fn a_name_alone_is_shown_until_the_words_tell() {
    let held = row(1, "张三", "", "柳湾村", WAGES);
    let found = one(&typed("张三", "", "", ""), &held).expect("found");
    assert_eq!((found.proposed, found.reasons), (Relation::Related, vec![Reason::SameName]));
    assert_eq!(one(&typed("张三", "", "上河村", ROAD), &held), None);
    assert_eq!(one(&typed("匿名", "", "", ""), &row(2, "匿名", "", "", ROAD)), None);
    assert_eq!(one(&typed("", "", "", ""), &row(3, "", "", "", "")), None);
}

#[test]
fn a_name_heard_wrong_needs_the_phone() {
    let held = row(1, "张珊", "19900001234", "", WAGES);
    let found = one(&typed("张山", "19900001234", "", WAGES), &held).expect("found");
    assert_eq!(found.proposed, Relation::Repeat);
    assert!(found.reasons.contains(&Reason::NearName));
    assert_eq!(one(&typed("张山", "", "", ""), &held), None);
}

#[test]
fn a_line_out_of_a_long_story_is_the_same_demand() {
    let story = format!(
        "本人系三组村民，家有五口人，承包集体土地多年，{WAGES}，望上级核查并给予答复，谢谢。"
    );
    let held = row(1, "张三", "19900001234", "柳湾村", &story);
    let found = one(&typed("张三", "19900001234", "", "要求补发2024年土地流转费"), &held);
    assert_eq!(found.expect("found").proposed, Relation::Repeat);
}

/// Seen in the demo city: five characters beside a story of its own.
#[test]
fn a_short_demand_is_found_beside_another_story() {
    let held = row(
        1,
        "张三",
        "",
        "柳湾村",
        "增加早晚班次；反映人称，客运班车减为一日两班，学生返家赶不上。",
    );
    let found = one(&typed("张三", "", "柳湾村", "增加早晚班次"), &held).expect("found");
    assert_eq!(found.proposed, Relation::Repeat);
    // The place is not typed yet.
    let found = one(&typed("张三", "", "", "增加早晚班次"), &held).expect("found");
    assert_eq!(found.reasons, [Reason::SameName, Reason::SameWords]);
}

#[test]
fn the_likeliest_come_first_and_not_too_many() {
    let rows: Vec<MatterRow> = (1..=20)
        .map(|id| row(id, "张三", "", "柳湾村", if id == 7 { WAGES } else { ROAD }))
        .collect();
    let found = likely(&typed("张三", "", "柳湾村", WAGES), &rows, 5);
    assert_eq!(found.len(), 5);
    assert_eq!(found[0].matter, MatterId::new([7; 16]));
    assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
}

fn any_row() -> impl Strategy<Value = MatterRow> {
    let names = prop::sample::select(vec!["", "张三", "张珊", "张山", "李四", "匿名", "a b"]);
    let phones = prop::sample::select(vec!["", "19900001234", "199-0000-1234", "1", "8765432"]);
    let places = prop::sample::select(vec!["", "柳湾村", "上河村"]);
    let texts = prop::sample::select(vec!["", WAGES, ROAD, "修路"]);
    let ids = prop::sample::select(vec!["", ID, "990101199001010012"]);
    (any::<u8>(), names, phones, places, texts, ids).prop_map(
        |(id, name, phone, place, text, no)| MatterRow {
            id_mark: id_mark(no),
            ..row(id, name, phone, place, text)
        },
    )
}

proptest! {
    /// Whichever of two matters is opened, the other is proposed, for the same reasons.
    #[test]
    fn it_is_mutual(a in any_row(), b in any_row()) {
        let there = one(&Candidate::of_row(&a), &b).map(|it| (it.score, it.reasons, it.proposed));
        let back = one(&Candidate::of_row(&b), &a).map(|it| (it.score, it.reasons, it.proposed));
        prop_assert_eq!(there, back);
    }

    /// A repeat is of the same person: by number, or by name with something beside it.
    #[test]
    fn a_repeat_has_a_person_and_words(a in any_row(), b in any_row()) {
        if let Some(found) = one(&Candidate::of_row(&a), &b)
            && found.proposed == Relation::Repeat
        {
            let has = |reason| found.reasons.contains(&reason);
            prop_assert!(has(Reason::SameWords));
            prop_assert!(has(Reason::SameId) || has(Reason::SameName) || has(Reason::NearName));
        }
    }

    #[test]
    fn any_text_is_taken(name in "\\PC{0,20}", phone in "\\PC{0,20}", text in "\\PC{0,80}") {
        let held = row(1, &name, &phone, "柳湾村", &text);
        let candidate = typed(&name, &phone, "柳湾村", &text);
        let found = likely(&candidate, [&held], 5);
        prop_assert!(found.iter().all(|it| it.score >= 25 && it.score <= 100));
    }
}
