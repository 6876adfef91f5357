//! Keeping, freezing, erasing, correcting, in words.

use casework::retention::{
    ErasureGround, ErasureScope, Requester, RetentionClass, RetentionKind, RetentionStep, Term,
};
use chrono::NaiveDate;

use super::date;

pub const TITLE: &str = "保管与本人权利";
pub const FROZEN: &str = "已封存";
pub const FROZEN_BODY: &str = "已封存：只保管，不再修改。已在别的设备上写好、后到的内容照样并入，不会丢失。确需修改，由单位负责人写明理由解除封存。";
pub const ERASED_PEOPLE: &str = "个人信息已依法删除";
pub const ERASED_PEOPLE_BODY: &str =
    "人员信息和附件已从服务器和各设备删除，不再收回；事项照常计数。";
pub const ERASED_WHOLE: &str = "已依法销毁";
pub const FREEZE: &str = "封存";
pub const THAW: &str = "解除封存";
pub const PROPOSE: &str = "提出删除";
pub const PROPOSE_TITLE: &str = "提出删除个人信息或销毁档案";
pub const PROPOSE_BODY: &str =
    "须经另一名负责人批准。批准送达服务器后立即执行，从各设备和服务器删除，无法恢复。";
pub const APPROVE: &str = "批准删除";
pub const APPROVE_TITLE: &str = "批准后无法恢复，确定批准？";
pub const WAITS: &str = "待批准的删除";
pub const SCOPE: &str = "删除范围";
pub const GROUND: &str = "法律依据";
pub const LIST_NO: &str = "销毁清册批准文号（到期销毁的必填）";
pub const TEXT: &str = "事实和理由";
pub const WHY: &str = "理由";
pub const ASK_CORRECTION: &str = "登记更正申请";
pub const CORRECTIONS: &str = "更正申请";
pub const CORRECTION_TEXT: &str = "哪里不对，应当是什么（不要写姓名、号码）";
pub const ASKED_BY: &str = "申请人";
pub const GRANT: &str = "同意更正";
pub const DENY: &str = "不予更正";
pub const DENY_HINT: &str =
    "不予更正的，写明理由，并告知本人可以向人民法院起诉（个人信息保护法第五十条）。";
pub const DECISION_TEXT: &str = "决定说明（不予更正的必填）";
pub const EXTRACT: &str = "给本人的查阅件";
pub const EXTRACT_TITLE: &str = "制作给本人的查阅件，请选事由";
pub const EXTRACT_CONFIRM: &str = "记录并制作";
pub const EXTRACT_MADE: &str = "查阅件已保存为文件。";
pub const EXTRACT_FILE: &str = "查阅件.html";
pub const EXTRACT_HEAD: &str = "个人信息查阅件（个人信息保护法第四十五条）";
pub const EXTRACT_DEMAND: &str = "诉求";
pub const EXTRACT_TEXT: &str = "情况";
pub const EXTRACT_ATTACHED: &str = "附件";
pub const EXTRACT_ELSEWHERE: &str = "本机没有这件事项的全部内容，请在联网后打开它，再制作一次。";
pub const NO_POST: &str = "这一步不属于您的岗位。";
pub const APPRAISAL: (&str, &str) = ("到期待鉴定", "保管期满的档案，由人鉴定：续存，或者报批销毁");

/// A class.
#[must_use]
pub fn class(class: RetentionClass) -> &'static str {
    match class {
        RetentionClass::Instructed => "有领导重要批示和处理结果",
        RetentionClass::WithResult => "有处理结果",
        RetentionClass::WithoutResult => "没有处理结果",
        RetentionClass::Mediation => "矛盾纠纷、调解卷",
        RetentionClass::NotArchived => "不需办理的一般来信来电，不归档",
    }
}

/// A term.
#[must_use]
pub fn term(term: Term) -> String {
    match term {
        Term::Permanent => "永久".to_owned(),
        Term::Years(years) => format!("{years}年"),
        Term::None => "不归档".to_owned(),
    }
}

/// `有处理结果，保管30年，到2056年12月31日`
#[must_use]
pub fn keeping(of: RetentionClass, term_of: Term, until: Option<NaiveDate>) -> String {
    let head = format!("{}，保管期限：{}", class(of), term(term_of));
    match until {
        Some(until) => format!("{head}，到{}", date::day(until)),
        None => head,
    }
}

/// A scope.
#[must_use]
pub fn scope(scope: ErasureScope) -> &'static str {
    match scope {
        ErasureScope::People => "人员信息和附件（事项保留、照常计数）",
        ErasureScope::Whole => "整件销毁（只留计数）",
    }
}

/// A ground, with its article.
#[must_use]
pub fn ground(ground: ErasureGround) -> &'static str {
    match ground {
        ErasureGround::PurposeDone => {
            "处理目的已实现、无法实现或者不再必要（个人信息保护法第四十七条第一项）"
        }
        ErasureGround::TermEnded => "保存期限已届满（个人信息保护法第四十七条第二项）",
        ErasureGround::Withdrawn => "本人撤回同意（个人信息保护法第四十七条第三项）",
        ErasureGround::Unlawful => "违法违规或者违反约定处理（个人信息保护法第四十七条第四项）",
        ErasureGround::Destruction => "保管期满，经批准销毁（档案法）",
    }
}

/// Who asks.
#[must_use]
pub fn requester(who: Requester) -> &'static str {
    match who {
        Requester::Person => "本人",
        Requester::Agent => "受本人委托的人",
        Requester::Guardian => "监护人",
        Requester::Relative => "近亲属（本人已去世）",
    }
}

/// A kind of step.
#[must_use]
pub fn step_kind(kind: RetentionKind) -> &'static str {
    match kind {
        RetentionKind::Frozen => FREEZE,
        RetentionKind::Thawed => THAW,
        RetentionKind::ErasureProposed => PROPOSE,
        RetentionKind::ErasureApproved => APPROVE,
        RetentionKind::ErasureRefused => "不批准删除",
        RetentionKind::CorrectionAsked => ASK_CORRECTION,
        RetentionKind::CorrectionDecided => "更正决定",
    }
}

/// What happened.
#[must_use]
pub fn sentence(step: &RetentionStep) -> String {
    match step {
        RetentionStep::ErasureProposed(it) => {
            format!("提出删除：{}；依据：{}", scope(it.scope), ground(it.ground))
        }
        RetentionStep::CorrectionAsked(it) => format!("更正申请（{}）", requester(it.asked_by)),
        RetentionStep::CorrectionDecided(it) => if it.granted { GRANT } else { DENY }.to_owned(),
        other => step_kind(other.kind()).to_owned(),
    }
}

/// The words that go with a step.
#[must_use]
pub fn text(step: &RetentionStep) -> &str {
    match step {
        RetentionStep::Frozen(it) | RetentionStep::Thawed(it) => &it.text,
        RetentionStep::ErasureProposed(it) => &it.text,
        RetentionStep::ErasureApproved(it) | RetentionStep::ErasureRefused(it) => &it.text,
        RetentionStep::CorrectionAsked(it) => &it.text,
        RetentionStep::CorrectionDecided(it) => &it.text,
    }
}

/// What stands below the title of an extract.
#[must_use]
pub fn extract_foot(on: &str) -> String {
    format!(
        "制作日期：{on}。包括本单位看得到的、与本人有关的事项；不包括单位内部记录和依法另行保管的内容。制作已记入查阅记录。交给本人之前，请经办人核对并遮去他人的信息。"
    )
}

/// `有 2 项未送达的修改随之删除，未被采纳。`
#[must_use]
pub fn not_taken(count: u32) -> String {
    format!("本机有{count}项没有送达的修改写在已删除的内容里，没有被采纳，内容已随之删除。")
}
