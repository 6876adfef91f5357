//! The sentences that no template can change, and what is printed where something is missing.

use crate::template::FixedBlock;
use crate::{Field, PaperData, PaperKind};

/// What a draft prints where something is missing, and a form where something is filled in by hand.
pub const BLANK: &str = "＿＿＿＿";

/// Where a picture stands, in plain text.
pub const PICTURE: &str = "［图］";

/// At the head of each page of a draft.
pub const DRAFT_LINE: &str = "草稿　未经签发";

/// Across each page of a draft.
pub const WATERMARK: &str = "草稿";

/// After a date that counts days of a year whose holidays are not published yet.
pub const PROVISIONAL: &str = "（暂定，待次年节假日安排公布后核定）";

/// A limit that is a date.
pub(crate) fn limit_by(date: &str) -> String {
    format!("{date}前")
}

/// A title for a paper whose template cannot be read at all.
#[must_use]
pub const fn title(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Receipt => "信访事项登记回执",
        PaperKind::ForwardingSlip => "信访事项转送单",
        PaperKind::AssignmentLetter => "信访事项交办函",
        PaperKind::WhereItWentNotice => "信访事项去向告知书",
        PaperKind::AcceptanceNotice => "信访事项受理告知书",
        PaperKind::DeclineNotice => "信访事项不予受理告知书",
        PaperKind::NoLongerNotice => "信访事项不再受理告知书",
        PaperKind::ReturnObjection => "关于退回信访事项的异议函",
        PaperKind::MaterialRequest => "补充材料通知书",
        PaperKind::ExtensionApproval => "信访事项延期办理审批表",
        PaperKind::ExtensionNotice => "信访事项延期办理告知书",
        PaperKind::TalkRecord => "谈话笔录",
        PaperKind::HandlingOpinion => "信访事项处理意见书",
        PaperKind::DeliveryReceipt => "送达回证",
        PaperKind::PetitionerStatement => "信访人意见表",
        PaperKind::ReviewRequest => "信访事项复查申请书",
        PaperKind::ReviewAcceptance => "信访事项复查受理通知书",
        PaperKind::ReviewDecline => "信访事项复查不予受理通知书",
        PaperKind::ReviewOpinion => "信访事项复查意见书",
        PaperKind::CompletionReport => "信访事项办结报告",
        PaperKind::SupervisionNotice => "信访事项督办通知书",
        PaperKind::ReminderRecord => "信访事项催办记录",
        PaperKind::MediationApplication => "人民调解申请书",
        PaperKind::MediationIntake => "人民调解受理登记表",
        PaperKind::MediationRights => "人民调解权利义务告知书",
        PaperKind::MediationInquiry => "人民调解调查记录",
        PaperKind::MediationRecord => "人民调解记录",
        PaperKind::MediationAgreement => "人民调解协议书",
        PaperKind::OralAgreement => "人民调解口头协议登记表",
        PaperKind::MediationFollowUp => "人民调解回访记录",
        PaperKind::ConfirmationRequest => "司法确认申请书",
        PaperKind::MediationClosing => "人民调解结案情况说明",
        PaperKind::MediationFile => "人民调解卷宗封面和目录",
        PaperKind::ReceptionRecord => "领导接访登记表",
        PaperKind::VisitRecord => "领导下访记录",
        PaperKind::ChargeForm => "领导包案情况表",
        PaperKind::ReceptionNotice => "领导接待日公告",
        PaperKind::InstructionSheet => "群众来信阅批单",
    }
}

/// What parties of a mediation are told, whatever a template says.
const MEDIATION_RIGHTS: [&str; 11] = [
    "当事人在人民调解活动中享有下列权利（《中华人民共和国人民调解法》第二十三条）：",
    "（一）选择或者接受人民调解员；",
    "（二）接受调解、拒绝调解或者要求终止调解；",
    "（三）要求调解公开进行或者不公开进行；",
    "（四）自主表达意愿、自愿达成调解协议。",
    "当事人在人民调解活动中履行下列义务（第二十四条）：",
    "（一）如实陈述纠纷事实；",
    "（二）遵守调解现场秩序，尊重人民调解员；",
    "（三）尊重对方当事人行使权利。",
    "人民调解不收取任何费用。参加调解不影响当事人依法通过仲裁、行政、司法等途径维护自己的权利（第三条、第四条）。",
    "人民调解员对当事人的个人隐私、商业秘密负有保密义务（第十五条）。",
];

/// The paragraphs of a fixed block. `words` gives a field's words, or a blank.
pub(crate) fn fixed(
    block: FixedBlock,
    kind: PaperKind,
    data: &PaperData,
    words: &mut dyn FnMut(Field) -> String,
) -> Vec<String> {
    match (block, kind) {
        (FixedBlock::NotDecision, _) => vec![
            "本回执只说明上述信访事项已经登记，不是受理决定，也不是处理意见。是否受理、由谁办理，由有权处理的机关、单位依照《信访工作条例》规定的期限另行书面告知。".into(),
        ],
        (FixedBlock::Voluntary, _) => vec![
            "本表是否填写、怎样填写、是否签名，完全由信访人自愿决定，不是办理信访事项或者给予帮助的条件。填写或者签名不放弃任何法定权利，不影响依法请求复查、复核，也不影响依法申请行政复议、提起诉讼。".into(),
        ],
        (FixedBlock::MediationRights, _) => MEDIATION_RIGHTS.map(str::to_owned).into(),
        (FixedBlock::AgreementEffect, _) => {
            let copies = data.dispute.parties.len().max(2);
            vec![
                "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，对各方当事人具有法律约束力，应当按照约定履行（《中华人民共和国人民调解法》第二十九条、第三十一条）。".into(),
                "就本协议的履行或者内容发生争议的，可以向人民法院提起诉讼；认为有必要的，可以自本协议生效之日起三十日内共同向人民法院申请司法确认（第三十二条、第三十三条）。".into(),
                format!(
                    "本协议一式{}份，当事人各执一份，人民调解委员会留存一份。调解不收取任何费用（第四条、第二十九条）。",
                    crate::chinese_number(copies + 1)
                ),
            ]
        }
        (FixedBlock::Remedy, PaperKind::HandlingOpinion) => vec![format!(
            "如不服本处理意见，可以自收到本意见书之日起{}日内，向{}请求复查（《信访工作条例》第三十五条）。",
            words(Field::RemedyDays),
            words(Field::RemedyBody),
        )],
        (FixedBlock::Remedy, PaperKind::ReviewOpinion) => vec![format!(
            "如不服本复查意见，可以自收到本意见书之日起{}日内，向{}请求复核（《信访工作条例》第三十六条）。",
            words(Field::RemedyDays),
            words(Field::RemedyBody),
        )],
        (FixedBlock::Remedy, PaperKind::NoLongerNotice) => vec![
            "不再受理不影响您就新的事实和理由提出信访事项，也不影响您依法通过其他法定途径维护权益。".into(),
        ],
        (FixedBlock::Remedy, _) => declined(kind, data, words),
    }
}

/// Where to turn with what was declined: the Regulation knows no review of that, but somebody above
/// looks at it, and the petition office supervises it (Art. 40).
fn declined(
    kind: PaperKind,
    data: &PaperData,
    words: &mut dyn FnMut(Field) -> String,
) -> Vec<String> {
    let mut said = Vec::new();
    if kind == PaperKind::DeclineNotice || Field::TurnTo.value(data, 0).is_some() {
        said.push(format!("该事项请向{}提出或者查询。", words(Field::TurnTo)));
        for (lead, field) in [("途径：", Field::TurnProcedure), ("期限提示：", Field::TurnLimit)]
        {
            said.extend(field.value(data, 0).map(|words| ended(format!("{lead}{words}"))));
        }
    }
    let above = Field::RemedyBody.value(data, 0);
    let above = above.as_deref().unwrap_or("本机关的上一级机关");
    said.push(format!(
        "如认为该事项应当受理而未受理，可以向{above}或者党委、政府信访部门反映（《信访工作条例》第四十条）。"
    ));
    said
}

/// With a full stop at the end, and only one.
fn ended(sentence: String) -> String {
    if sentence.ends_with(['。', '！', '？']) { sentence } else { sentence + "。" }
}
