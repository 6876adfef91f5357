//! What is not issued.

use papers::{Block, Field, FillError, Gap, IssuerTier, PaperKind, Sheet, Template, Why, fill};

use crate::fixture::full;

fn gaps(kind: PaperKind, change: impl FnOnce(&mut papers::PaperData)) -> Vec<Gap> {
    let mut data = full(kind);
    change(&mut data);
    match fill(&Template::shipped(kind), &data) {
        Err(FillError::Gaps(gaps)) => gaps,
        other => panic!("{other:?}"),
    }
}

const fn missing(field: Field, item: Option<usize>) -> Gap {
    Gap { field, item, why: Why::Missing }
}

#[test]
fn an_opinion_needs_an_answer_and_a_basis_for_each_demand() {
    let gaps = gaps(PaperKind::HandlingOpinion, |data| {
        data.demands[1].opinion = " \n".into();
        data.demands[1].basis.clear();
    });
    let wanted = [missing(Field::DemandOpinion, Some(1)), missing(Field::DemandBasis, Some(1))];
    assert_eq!(gaps, wanted);
}

#[test]
fn an_opinion_without_demands_is_none() {
    let gaps = gaps(PaperKind::HandlingOpinion, |data| data.demands.clear());
    assert!(gaps.contains(&missing(Field::DemandText, None)));
}

#[test]
fn an_opinion_without_the_reviewing_body_is_refused() {
    let gaps = gaps(PaperKind::HandlingOpinion, |data| data.remedy.body.clear());
    assert_eq!(gaps, [missing(Field::RemedyBody, None)]);
}

#[test]
fn without_a_number_nothing_with_legal_effect_goes_out() {
    for kind in PaperKind::ALL.into_iter().filter(|kind| kind.needs_number()) {
        assert_eq!(gaps(kind, |data| data.number = None), [missing(Field::Number, None)]);
    }
}

#[test]
fn a_decline_needs_reason_article_and_where_to_turn() {
    let gaps = gaps(PaperKind::DeclineNotice, |data| data.reason = papers::Reason::default());
    for field in [Field::ReasonCode, Field::ReasonText, Field::ReasonArticle, Field::TurnTo] {
        assert!(gaps.contains(&missing(field, None)), "{field:?}");
    }
}

#[test]
fn an_extension_has_at_most_30_days() {
    let out = Gap { field: Field::ExtensionDays, item: None, why: Why::OutOfRange };
    for days in [0, 31] {
        let gaps = gaps(PaperKind::ExtensionNotice, |data| data.extension.days = Some(days));
        assert_eq!(gaps, [out]);
    }
}

#[test]
fn a_common_matter_has_at_most_5_representatives() {
    let gaps = gaps(PaperKind::HandlingOpinion, |data| {
        data.people.representatives = vec!["陈秀兰".into(); 6];
    });
    assert_eq!(gaps, [Gap { field: Field::Representatives, item: None, why: Why::OutOfRange }]);
}

#[test]
fn two_ask_in_an_organ_and_one_may_in_a_village() {
    let alone = |data: &mut papers::PaperData| data.talk.asking = vec!["王芳".into()];
    let out = Gap { field: Field::TalkAsking, item: None, why: Why::OutOfRange };
    assert_eq!(gaps(PaperKind::TalkRecord, alone), [out]);
    let mut data = full(PaperKind::TalkRecord);
    alone(&mut data);
    data.tier = IssuerTier::Village;
    assert!(fill(&Template::shipped(PaperKind::TalkRecord), &data).is_ok());
}

#[test]
fn the_wrong_body_may_not_even_draft() {
    let mut data = full(PaperKind::AcceptanceNotice);
    data.tier = IssuerTier::Village;
    data.is_draft = true;
    let kind = PaperKind::AcceptanceNotice;
    let wanted = FillError::NotAllowed { kind, tier: IssuerTier::Village };
    assert_eq!(fill(&Template::shipped(kind), &data), Err(wanted));
}

#[test]
fn too_much_is_refused_also_in_a_draft() {
    let mut data = full(PaperKind::TalkRecord);
    data.is_draft = true;
    data.talk.text = "问".repeat(papers::TEXT_CHARS_MAX);
    let template = Template::shipped(PaperKind::TalkRecord);
    assert!(fill(&template, &data).is_ok());
    data.talk.text.push('答');
    assert_eq!(fill(&template, &data), Err(FillError::TooLong(Field::TalkText)));
    data.talk.text.clear();
    data.attachments = vec![String::new(); papers::LIST_MAX + 1];
    assert_eq!(fill(&template, &data), Err(FillError::TooLong(Field::Attachments)));
}

fn sheet(kind: PaperKind, change: impl FnOnce(&mut papers::PaperData)) -> Sheet {
    let mut data = full(kind);
    change(&mut data);
    fill(&Template::shipped(kind), &data).unwrap().sheet
}

#[test]
fn sixty_days_are_promised_only_on_the_route_that_has_them() {
    let kind = PaperKind::AcceptanceNotice;
    let own = sheet(kind, |data| {
        data.handling.limit_end = None;
        data.handling.limit_text = "按照行政裁决的法定期限办理。".into();
    });
    assert!(!own.to_string().contains("第三十四条"));
    assert!(own.to_string().contains("按照行政裁决的法定期限办理。"));
    let sixty = sheet(kind, |data| data.handling.limit_provisional = true);
    assert!(sixty.to_string().contains("2026年11月27日前办结（暂定"));
}

#[test]
fn lines_of_a_text_become_paragraphs() {
    let sheet = sheet(PaperKind::TalkRecord, |data| data.talk.text = "问：一\r\n\r\n答：二".into());
    let has = |wanted: &str| {
        sheet
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Paragraph { text, .. } if text == wanted))
    };
    assert!(has("问：一") && has("答：二"));
}
