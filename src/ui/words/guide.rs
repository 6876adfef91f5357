//! Words of the guide through triage: what is asked, why, and what is advised.

use casework::{
    step::StepKind,
    triage::{Choice, Course, Question},
};

pub const OPEN: &str = "分流指引";
pub const BACK: &str = "上一步";
pub const CLOSE: &str = "关闭指引";
pub const ADVICE: &str = "建议";
pub const ONLY_ADVICE: &str = "这里只是建议，由您决定；填写的内容都可以再改。";
pub const URGENT: &str = "先打电话报告，再补记紧急报告（第二十五条）；正常办理照常进行。";
pub const RECONSIDERATION: &str = "还可申请行政复议，自知道之日起60日内（《行政复议法》第二十条）。请当面告知信访人，以免错过期限。";
pub const REVIEWED: &str =
    "对复查意见不服的，可以自收到之日起30日内申请复核（第三十六条）。请先问清收到日期。";
pub const ACCUSATION: &str = "检举控告要单独处理，不随本件转办（第三十条）。不要在这里写被检举人、检举人的任何细节；材料不得交给被检举的人或单位。请单独登记后交纪检监察联络人，其余诉求才能继续办理。";
pub const THEN: &str = "分流以后";
pub const NO_DEMANDS: &str = "还没有诉求。请先在“诉求”里添加，再分流。";
pub const OFFER_LATER: &str = "这一步由有岗位权限的人办理。";

/// A question, and why it is asked.
#[must_use]
pub fn question(question: Question) -> (&'static str, &'static str) {
    match question {
        Question::Emergency => (
            "有没有紧急情况？",
            "危及生命安全、人员聚集、扬言极端行为的，要立即报告，同时照常登记办理。",
        ),
        Question::HandledBelow => (
            "同一件事，下级是不是正在办理，而且还没有超过期限？",
            "已经受理或者正在办理、未超期的，上级不重复受理，要告诉信访人现在由谁办、什么时候到期。",
        ),
        Question::Opinions => (
            "同一事实和理由，有没有复查意见书或复核意见书？",
            "已有复核意见的，不再受理，帮扶仍要做；只有复查意见的，还可以申请复核。",
        ),
        Question::Level => (
            "来访的机关是不是有权处理的本级或者上一级机关？",
            "走访应当到有权处理的本级或上一级机关；不是的，引导到应去的地方。来信、网上信访没有这个限制。",
        ),
        Question::Purpose => ("这项诉求要什么？", "建议、检举控告、申诉求决走不同的途径。"),
        Question::UnderWay => (
            "这项诉求，有没有机关已经按其他程序受理？",
            "已经进入诉讼、复议、仲裁的，按那里的程序办，不再作为信访事项重复处理。",
        ),
        Question::Way => (
            "依法应当走哪一种程序？",
            "第一至五项各有自己的程序和期限；都不是的，才按信访程序办理，60 日内答复。",
        ),
    }
}

/// An answer, and what it means.
#[must_use]
pub fn choice(question: Question, choice: Choice) -> (&'static str, &'static str) {
    let under_way = question == Question::UnderWay;
    match choice {
        Choice::Yes => ("是", ""),
        Choice::No => ("否", ""),
        Choice::Rereviewed => ("有复核意见书", ""),
        Choice::Reviewed => ("只有复查意见书", ""),
        Choice::Neither if question == Question::Way => {
            ("都不是", "按信访程序办理（第六项），例如对村镇工作、政策落实的意见和请求。")
        }
        Choice::Neither => ("都没有", ""),
        Choice::Suggestion => ("提建议、意见", "研究后采纳或部分采纳，予以答复。"),
        Choice::Accusation => ("检举、控告", "反映违纪、违法、失职的人或单位。"),
        Choice::Appeal => ("解决自己的问题", "申诉、求决。"),
        Choice::Enquiry => ("只是咨询", "当场说明即可。"),
        Choice::Judicial if under_way => ("法院、检察院或公安已受理", ""),
        Choice::Judicial => ("诉讼或司法程序", "法院、检察院、公安办理的案件和执行问题。"),
        Choice::Arbitration if under_way => ("仲裁已受理", ""),
        Choice::Arbitration => ("仲裁", "例如劳动争议、农村土地承包纠纷。"),
        Choice::PartyAppeal => ("党员申诉、复审", "对党纪处分等不服。"),
        Choice::Reconsideration if under_way => ("已申请行政复议", ""),
        Choice::Reconsideration => {
            ("行政复议、裁决、确认、许可、处罚", "对行政机关具体决定不服的，多数在这里。")
        }
        Choice::ProtectiveDuty => {
            ("申请查处违法、履行保护职责", "例如举报违建要求查处；由主管部门履职或答复。")
        }
    }
}

/// What is advised.
#[must_use]
pub fn advice(course: Course) -> &'static str {
    match course {
        Course::Decline => "不予受理：告诉信访人现在由哪个机关办理、到哪一天（第十九条）。",
        Course::NoLonger => {
            "不再受理：已有复核意见，同一事实和理由（第三十六条）。帮扶、解释工作继续。"
        }
        Course::Guide => "引导：告诉信访人应到哪个机关反映，必要时帮助联系（第二十条）。",
        Course::Sort => "按下面的途径分流：",
    }
}

/// What would come after triage.
#[must_use]
pub fn then(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Accepted => "属于本单位职权的：受理并书面告知。",
        StepKind::Forwarded => "转送有权处理的机关、单位。",
        StepKind::Assigned => "重要的：交办，写明期限和反馈要求。",
        StepKind::OtherProcedure => "书面告知应走的程序、向哪里提出、有什么期限。",
        StepKind::Answered => "可以当场答复。",
        _ => "",
    }
}
