//! The sentences that no template can change, and what is printed where something is missing.

use crate::template::FixedBlock;
use crate::{Field, PaperData, PaperKind};

/// What a draft prints where something is missing, and a form where something is filled in by hand.
pub const BLANK: &str = "＿＿＿＿";

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
    }
}

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
