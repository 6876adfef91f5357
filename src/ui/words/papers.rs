//! Words of the papers' page. What stands in the papers themselves, `crate::papers` and the crate
//! `papers` say.

use casework::{CaseKind, matter::Barrier, step::codes::DeliveryResult};
use chrono::NaiveDate;

use super::{date, procedure};
use crate::bridge::PaperTrouble;

pub const TITLE: &str = "文书";
pub const BACK_TO_PAPERS: &str = "全部文书";

pub const SUGGESTED: &str = "现在要做的";
pub const NOTHING_SUGGESTED: &str = "目前没有必须制作的文书。";
pub const ISSUED: &str = "已制发的";
pub const OTHERS: &str = "其他可以制作的";
const STATION: &str = "村站不是行政机关，只能出具登记回执、谈话笔录和信访人意见表；有法律效力的文书由镇街、部门制发。";

pub const OTHER_KIND: &str = "这类事项没有这种文书，请返回全部文书。";

/// Back to the case.
#[must_use]
pub fn back_to(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Petition => "返回事项",
        CaseKind::Dispute => "返回纠纷",
        CaseKind::Visit => "返回下访",
        CaseKind::Reception => "返回接访",
        CaseKind::Screening => "返回排查",
        CaseKind::Remark => "返回意见",
    }
}

/// What one should know of the papers of such a case.
#[must_use]
pub fn about(kind: CaseKind, station: bool) -> Option<&'static str> {
    match (kind, station) {
        (CaseKind::Petition, true) => Some(STATION),
        (CaseKind::Dispute, _) => Some(MEDIATION),
        (CaseKind::Visit | CaseKind::Reception, _) => Some(MEETING),
        (CaseKind::Screening, _) => Some(SCREENING),
        (CaseKind::Petition, false) | (CaseKind::Remark, _) => None,
    }
}

const MEDIATION: &str = "调解文书由主持调解的人民调解委员会制作，只在本单位可见；其他单位看不到谈话和协议内容。签名可以在纸上签，也可以用手写签名图片。";
const MEETING: &str = "登记表和记录按谈话内容自动填写，签名、照片都不是必填。";
const SCREENING: &str = "排查情况不用制作文书：录入的纠纷就是报表。";

pub const MAKING: &str = "正在排版……";
pub const GAPS: &str = "还缺的内容";
pub const GAPS_HINT: &str = "只用于这一份文书，不改动事项本身。关闭程序后不保留。";
pub const NO_GAPS: &str = "内容齐全。";
pub const DISCARD: &str = "清除手工填写的内容";
pub const WORDS: &str = "改写已有内容";
pub const WORDS_HINT: &str =
    "只影响这一份文书的措辞。姓名、日期、期限和已签发的处理意见请回到事项里更正。";
pub const NAMES_HINT: &str = "几个人用“、”隔开。";
pub const OUT_OF_RANGE: &str = "不符合规定，请更正。";

pub const SIGNS: &str = "签名";
pub const SIGNS_HINT: &str =
    "可以在屏幕上手写签名，签在这份文书现在的内容上；也可以打印后在纸上签。都可以不用。";
pub const SIGNS_OWN: &str = "签名和签好的文书只保存在本单位，上级和其他单位都看不到。";
pub const SIGNED_COPY: &str = "签好的文书";
pub const SIGNED_COPY_HINT: &str = "在纸上签好、盖好章的，可以拍照或者扫描存在这里。";

/// Who signs at a line: its words without the colon.
#[must_use]
pub fn signs_as(line: &str) -> String {
    line.trim().trim_end_matches(['：', ':']).to_owned()
}

pub const PREVIEW: &str = "文书样式";
pub const PRINT: &str = "打印";
pub const WORD: &str = "存为 Word 文档";
pub const WORD_FAILED: &str = "没能生成 Word 文档，请再试一次。";
pub const ISSUE: &str = "制发";
pub const ISSUE_FIRST: &str = "补齐以上内容后才能制发。";
/// Its matter is being read anew.
pub const NOT_YET: &str = "事项正在更新，请稍等片刻再按一次。";
pub const ISSUE_TITLE: &str = "制发这份文书？";
pub const ISSUE_BODY: &str =
    "制发会记入办理过程，日期为今天，不能撤销。内容以现在看到的为准，请先核对。";
pub const KEEP_COPY: &str =
    "事项里只记文书种类、文号和日期。手工补充的内容请打印或存为 Word 文档留存。";
pub const REMADE: &str =
    "这里按事项现在的内容重新排出，可能与制发时不同；以制发时打印或存档的为准。";
pub const DRAFT: &str = "草稿：未经制发，每页都有“草稿”字样。";
pub const INCOMPLETE: &str =
    "这份文书已经制发。当时手工补充的内容没有随事项保存，补齐后才能按正式样式打印。";
pub const DELIVER: &str = "去登记送达";
pub const AGAIN: &str = "另制一份";
pub const WORKER_DIED: &str = "排版程序中断了，请再试一次。";

/// `诉求第 2 项：事实和理由`
#[must_use]
pub fn field_label(label: &str, item: Option<u32>) -> String {
    match item {
        Some(item) => format!("第 {} 项：{label}", item + 1),
        None => label.to_owned(),
    }
}

/// `还缺 3 处`
#[must_use]
pub fn missing(count: usize) -> String {
    format!("还缺 {count} 处：")
}

/// `共 2 页`
#[must_use]
pub fn pages(count: usize) -> String {
    format!("共 {count} 页，A4 纸")
}

/// `— 1 —`
#[must_use]
pub fn page_number(number: usize) -> String {
    format!("— {number} —")
}

/// `2026年11月22日制发　柳政信受〔2026〕17号`
#[must_use]
pub fn made_on(on: NaiveDate, number: &str) -> String {
    let day = date::day(on);
    if number.is_empty() { format!("{day}制发") } else { format!("{day}制发　{number}") }
}

/// `2026年11月25日签收`
#[must_use]
pub fn delivered_on(on: NaiveDate, result: DeliveryResult) -> String {
    let what = match result {
        DeliveryResult::Signed => "签收",
        DeliveryResult::Refused => "拒收",
        DeliveryResult::Undeliverable => "无法送达",
        DeliveryResult::NotOwed => "记为不需告知",
    };
    format!("{}{what}", date::day(on))
}

pub const NOT_DELIVERED: &str = "尚未登记送达";

/// Why it cannot be made out from here.
#[must_use]
pub fn barred(barrier: Barrier) -> String {
    format!("现在不能制发：{}", procedure::barrier(barrier))
}

/// Why there is no paper.
#[must_use]
pub fn trouble(trouble: &PaperTrouble) -> String {
    match trouble {
        PaperTrouble::NotAllowed => "本单位不能制作这种文书。".to_owned(),
        PaperTrouble::TooLong(label) => format!("“{label}”太长，一份文书放不下，请缩短。"),
        PaperTrouble::Broken => "没能排出这份文书，请返回事项再试。".to_owned(),
    }
}

/// A name for the file: `信访事项受理告知书 990101001-1-0007.docx`.
#[must_use]
pub fn file_name(title: &str, number: &str) -> String {
    format!("{title} {number}.docx")
}
