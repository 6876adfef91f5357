//! Templates that an office changed, well or badly.

use papers::{
    Block, Field, FixedBlock, PaperKind, ParagraphStyle, SyntaxError, Template, TemplateError,
    Warning, fill,
};
use proptest::prelude::*;

use crate::fixture::full;

#[test]
fn shipped_templates_can_be_read_and_lack_nothing() {
    for kind in PaperKind::ALL {
        let text = Template::shipped_text(kind);
        let template =
            Template::parse(kind, text).unwrap_or_else(|e| panic!("{}: {e}", kind.name()));
        assert_eq!(template.warnings(), [], "{}", kind.name());
    }
}

#[test]
fn the_fixed_words_are_always_printed() {
    let words = |kind| match kind {
        PaperKind::HandlingOpinion => Some("自收到本意见书之日起30日内，向清河市人民政府请求复查"),
        PaperKind::ReviewOpinion => Some("自收到本意见书之日起30日内，向东川市人民政府请求复核"),
        PaperKind::DeclineNotice | PaperKind::ReviewDecline => Some("如认为该事项应当受理而未受理"),
        PaperKind::NoLongerNotice => Some("依法通过其他法定途径维护权益"),
        PaperKind::Receipt => Some("不是受理决定"),
        PaperKind::PetitionerStatement => Some("完全由信访人自愿决定"),
        PaperKind::MediationRights => Some("接受调解、拒绝调解或者要求终止调解"),
        PaperKind::MediationAgreement => Some("并加盖人民调解委员会印章之日起生效"),
        _ => None,
    };
    for kind in PaperKind::ALL {
        let Some(block) = kind.fixed_block() else {
            assert_eq!(words(kind), None);
            continue;
        };
        for text in [Template::shipped_text(kind), "= 题目\n正文"] {
            let template = Template::parse(kind, text).unwrap();
            let added = template.warnings().contains(&Warning::FixedBlockAdded(block));
            assert_eq!(added, text.starts_with("= 题目\n"), "{}", kind.name());
            let sheet = fill(&template, &full(kind)).unwrap().sheet;
            let printed = sheet.to_string();
            assert_eq!(printed.matches(words(kind).unwrap()).count(), 1, "{}", kind.name());
        }
    }
}

#[test]
fn what_lacks_is_added_before_the_signature_and_said() {
    let kind = PaperKind::HandlingOpinion;
    let template = Template::parse(kind, "= 意见\n正文\n{signature}").unwrap();
    let sheet = fill(&template, &full(kind)).unwrap().sheet;
    let styles: Vec<_> = sheet
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { style, .. } => Some(*style),
            _ => None,
        })
        .collect();
    assert_eq!(styles, [Some(ParagraphStyle::Body), Some(ParagraphStyle::Fixed), None]);
    let warnings = template.warnings();
    assert!(warnings.contains(&Warning::NotPrinted(Field::DemandBasis)));
    assert!(!warnings.contains(&Warning::NotPrinted(Field::RemedyBody)));
    let bare = Template::parse(kind, "= 意见").unwrap();
    assert!(bare.warnings().contains(&Warning::SignatureAdded));
}

#[test]
fn the_repealed_regulation_is_noticed() {
    let cite = |text: &str| {
        let template = Template::parse(PaperKind::TalkRecord, text).unwrap();
        template.warnings().contains(&Warning::RepealedRegulation { line: 2 })
    };
    assert!(cite("= 笔录\n依照《信访条例》第二十一条"));
    assert!(cite("= 笔录\n依照国务院令第431号"));
    assert!(!cite("= 笔录\n依照《信访工作条例》第二十三条"));
    assert!(!cite("= 笔录\n依照《山东省信访条例》第四十一条"));
}

#[test]
fn a_bad_template_gives_way_to_the_shipped_one() {
    let kind = PaperKind::AcceptanceNotice;
    let chosen = Template::choose(kind, Some("= 题目\n{收到日其}"));
    assert_eq!(chosen.template, Template::shipped(kind));
    let error = SyntaxError::UnknownField("收到日其".into());
    assert_eq!(chosen.problem, Some(TemplateError::Line { line: 2, error }));
    let chosen = Template::choose(kind, Some("= 题目\n{收到日期}"));
    assert_eq!(chosen.problem, None);
    assert_ne!(chosen.template, Template::shipped(kind));
    assert_eq!(Template::choose(kind, None).template, Template::shipped(kind));
}

#[test]
fn errors_name_their_line() {
    use SyntaxError as E;
    let cases: [(&str, usize, E); 24] = [
        ("正文", 1, E::NoTitle),
        ("", 1, E::NoTitle),
        ("= 题\n{", 2, E::Brace),
        ("= 题\n}", 2, E::Brace),
        ("= 题\n{a{b}}", 2, E::Brace),
        ("= 题\n\n[[{date}", 3, E::Optional),
        ("= 题\n{date}]]", 2, E::Optional),
        ("= 题\n[[a[[b]]]]", 2, E::Optional),
        ("= 题\n[end]", 2, E::EndWithoutBegin),
        ("= 题\n[if date]\n正文", 2, E::NotEnded),
        ("= 题\n[unless nothing]\n[end]", 2, E::UnknownField("nothing".into())),
        ("= 题\n[each people]\n[end]", 2, E::UnknownList("people".into())),
        ("= 题\n[while date]", 2, E::UnknownDirective("while date".into())),
        ("= 题\n{demand_text}", 2, E::OutsideEach("demand_text".into())),
        ("= 题\n[each petitioners]\n{demand_text}\n[end]", 3, E::OutsideEach("demand_text".into())),
        ("= 题\n[each demands]\n[each demands]\n[end]\n[end]", 3, E::EachInEach),
        ("= 题\n[if date]\n{remedy}\n[end]", 3, E::BlockMisplaced("remedy".into())),
        ("= 题\n见{remedy}", 2, E::BlockMisplaced("remedy".into())),
        ("= 题\n{voluntary}", 2, E::NotThisKind("voluntary".into())),
        ("= 题\n{remedy}\n{救济途径}", 3, E::Twice("救济途径".into())),
        ("= 题\n| a | b", 2, E::Row),
        ("= 题\n|+99| a |", 2, E::Row),
        ("= 题\n! 签名：|nobody", 2, E::UnknownPlace("nobody".into())),
        ("= 题\n! 签名：", 2, E::UnknownPlace(String::new())),
    ];
    for (text, line, error) in cases {
        let result = Template::parse(PaperKind::HandlingOpinion, text);
        assert_eq!(result, Err(TemplateError::Line { line, error }), "{text:?}");
    }
    let deep = "= 题\n".to_owned() + &"[together]\n".repeat(5);
    let error = TemplateError::Line { line: 6, error: E::TooDeep };
    assert_eq!(Template::parse(PaperKind::TalkRecord, &deep), Err(error));
}

#[test]
fn large_templates_are_refused() {
    let kind = PaperKind::TalkRecord;
    let long = "\n".repeat(papers::TEMPLATE_LINES_MAX + 1);
    let error = TemplateError::TooManyLines { lines: papers::TEMPLATE_LINES_MAX + 1 };
    assert_eq!(Template::parse(kind, &long), Err(error));
    let large = "a".repeat(papers::TEMPLATE_BYTES_MAX + 1);
    let error = TemplateError::TooLarge { bytes: papers::TEMPLATE_BYTES_MAX + 1 };
    assert_eq!(Template::parse(kind, &large), Err(error));
}

#[test]
fn both_languages_of_the_template_mean_the_same() {
    let kind = PaperKind::HandlingOpinion;
    let english = "= T\n[each demands]\n{index}{demand_text}\n[end]\n[if date]\n[[a{number}]]\n[end]\n[together]\n{remedy}\n{signature}\n[end]\n[page]";
    let chinese = "= T\n[逐项 诉求]\n{序号}{诉求}\n[完]\n[如有 日期]\n[[a{文号}]]\n[完]\n[同页]\n{救济途径}\n{落款}\n[完]\n[换页]";
    assert_eq!(Template::parse(kind, english).unwrap(), Template::parse(kind, chinese).unwrap());
}

#[test]
fn a_table_grows_by_repetition() {
    let text =
        "= T\n|*姓名|*住址|\n[each petitioners]\n|{person_name}|{person_address}|\n[end]\n|合计|";
    let template = Template::parse(PaperKind::TalkRecord, text).unwrap();
    let sheet = fill(&template, &full(PaperKind::TalkRecord)).unwrap().sheet;
    let tables: Vec<_> = sheet
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table { columns, rows } => {
                Some((columns.clone(), rows.len(), rows[3].cells[0].span))
            }
            _ => None,
        })
        .collect();
    assert_eq!(tables, [(vec![500, 500], 4, 2)]);
}

#[test]
fn every_kind_of_fixed_block_has_a_word() {
    for (word, block) in [
        ("救济途径", FixedBlock::Remedy),
        ("自愿声明", FixedBlock::Voluntary),
        ("登记说明", FixedBlock::NotDecision),
        ("调解权利义务", FixedBlock::MediationRights),
        ("协议效力", FixedBlock::AgreementEffect),
    ] {
        let kind =
            PaperKind::ALL.into_iter().find(|kind| kind.fixed_block() == Some(block)).unwrap();
        let template = Template::parse(kind, &format!("= T\n{{{word}}}")).unwrap();
        assert!(!template.warnings().contains(&Warning::FixedBlockAdded(block)));
    }
}

proptest! {
    /// No text breaks the parser, and what it reads can be filled and written.
    #[test]
    fn any_text_is_a_template_or_an_error(
        lines in prop::collection::vec(
            prop_oneof![
                Just("= 题".to_owned()),
                Just("[each demands]".to_owned()),
                Just("[if number]".to_owned()),
                Just("[together]".to_owned()),
                Just("[page]".to_owned()),
                Just("[end]".to_owned()),
                Just("{signature}".to_owned()),
                Just("{remedy}".to_owned()),
                Just("|*a|{date}|b|".to_owned()),
                Just("|+2|{demand_text}|".to_owned()),
                Just("! 签名{date}：|mediator".to_owned()),
                "[#@<^>*~|\\[\\]{} a诉求\u{0}-\u{10}]{0,12}",
                ".{0,20}",
            ],
            0..16,
        ),
        draft: bool,
    ) {
        let kind = PaperKind::HandlingOpinion;
        if let Ok(template) = Template::parse(kind, &lines.join("\n")) {
            let mut data = full(kind);
            data.is_draft = draft;
            if let Ok(filled) = fill(&template, &data) {
                prop_assert_eq!(filled.sheet.to_string().matches("请求复查").count(), 1);
                prop_assert!(papers::docx(&filled.sheet).is_ok());
            }
        }
    }
}
