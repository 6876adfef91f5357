//! Everything a template can name.

use serde::{Deserialize, Serialize};

use crate::value::{date, days, first, joined, moment, names, numbered, parties, text, words};
use crate::{PaperData, SignPlace};

/// A list a template can repeat a part over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// The named petitioners.
    Petitioners,
    /// The demands.
    Demands,
    /// The attachments.
    Attachments,
    /// The parties of a dispute.
    Parties,
    /// Who came to a reception, or was visited.
    Visitors,
    /// The slots of the scheme for taking charge.
    ChargeSlots,
    /// What is in a file.
    FilePapers,
}

impl List {
    /// The list of a name or label in a template.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        match word {
            "petitioners" | "信访人" => Some(Self::Petitioners),
            "demands" | "诉求" => Some(Self::Demands),
            "attachments" | "附件" => Some(Self::Attachments),
            "parties" | "当事人" => Some(Self::Parties),
            "visitors" | "来访人" => Some(Self::Visitors),
            "charge_slots" | "包案内容" => Some(Self::ChargeSlots),
            "file_papers" | "卷内文书" => Some(Self::FilePapers),
            _ => None,
        }
    }

    /// How many there are.
    pub(crate) fn len(self, data: &PaperData) -> usize {
        match self {
            Self::Petitioners => data.people.petitioners.len(),
            Self::Demands => data.demands.len(),
            Self::Attachments => data.attachments.len(),
            Self::Parties => data.dispute.parties.len(),
            Self::Visitors => data.meeting.visitors.len(),
            Self::ChargeSlots => data.charge.slots.len(),
            Self::FilePapers => data.mediation.papers.len(),
        }
    }
}

macro_rules! fields {
    ($($field:ident $name:literal $label:literal $(in $list:ident)? => $value:expr;)*) => {
        /// One thing that can stand in a paper: what a template names, and what a gap is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field {
            $(#[doc = concat!($label, ", in templates `{", $name, "}`.")] $field,)*
        }

        impl Field {
            /// All fields.
            pub const ALL: &[Self] = &[$(Self::$field),*];

            /// The stable name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$field => $name,)* }
            }

            /// What people call it; templates may use it too. Never changed once it has shipped.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$field => $label,)* }
            }

            /// The list it belongs to, where it exists once for each entry of one.
            #[must_use]
            pub const fn list(self) -> Option<List> {
                match self { $(Self::$field => fields!(@list $($list)?),)* }
            }

            /// Its words, or nothing where it is missing or blank. `item` counts from 0 and matters
            /// only for fields of a list.
            pub(crate) fn value(self, data: &PaperData, item: usize) -> Option<String> {
                match self {
                    $(Self::$field => {
                        let value: fn(&PaperData, usize) -> Option<String> = $value;
                        value(data, item)
                    })*
                }
            }
        }
    };
    (@list) => { None };
    (@list $list:ident) => { Some(List::$list) };
}

fields! {
    IssuerName "issuer_name" "落款单位" => |d, _| text(&d.issuer.name);
    InnerOffice "inner_office" "承办科室" => |d, _| text(&d.issuer.inner_office);
    Phone "phone" "联系电话" => |d, _| text(&d.issuer.phone);
    IssuerAddress "issuer_address" "单位地址" => |d, _| text(&d.issuer.address);
    Number "number" "文号" => |d, _| text(d.number.as_deref().unwrap_or_default());
    Date "date" "日期" => |d, _| date(d.date);
    Petitioners "petitioners" "信访人" => |d, _| names(&d.people);
    PetitionerAddress "petitioner_address" "信访人住址" => |d, _| first(&d.people, |p| &p.address);
    PetitionerPhone "petitioner_phone" "信访人电话" => |d, _| first(&d.people, |p| &p.phone);
    Representatives "representatives" "信访人代表" => |d, _| joined(&d.people.representatives);
    ItemNo "item_no" "信访件编号" => |d, _| text(&d.matter.item_no);
    QueryCode "query_code" "查询码" => |d, _| text(&d.matter.query_code);
    Subject "subject" "事项" => |d, _| text(&d.matter.subject);
    Channel "channel" "信访形式" => |d, _| text(&d.matter.channel);
    ReceivedOn "received_on" "收到日期" => |d, _| date(d.matter.received_on);
    ReceivedFrom "received_from" "来件单位" => |d, _| text(&d.matter.received_from);
    Summary "summary" "事项概况" => |d, _| text(&d.matter.summary);
    AcceptedOn "accepted_on" "受理日期" => |d, _| date(d.handling.accepted_on);
    Route "route" "办理途径" => |d, _| text(&d.handling.route);
    Procedure "procedure" "办理程序" => |d, _| text(&d.handling.procedure);
    Limit "limit" "办理期限" => |d, _| words::limit(&d.handling);
    LimitEnd "limit_end" "办结期限日" => |d, _| date(d.handling.limit_end);
    LimitProvisional "limit_provisional" "期限待核" => |d, _| words::provisional(&d.handling);
    Investigation "investigation" "调查办理情况" => |d, _| text(&d.handling.investigation);
    ReferredTo "referred_to" "去向单位" => |d, _| text(&d.referral.to);
    ReferredPhone "referred_phone" "去向单位电话" => |d, _| text(&d.referral.to_phone);
    ReferredOn "referred_on" "转交日期" => |d, _| date(d.referral.sent_on);
    ReferralWay "referral_way" "转交方式" => |d, _| text(&d.referral.way);
    Deadline "deadline" "交办期限" => |d, _| date(d.referral.deadline);
    Demanded "demanded" "办理要求" => |d, _| text(&d.referral.demanded);
    ReportForm "report_form" "反馈形式" => |d, _| text(&d.referral.report_form);
    LegalLimits "legal_limits" "法定期限提示" => |d, _| text(&d.referral.legal_limits);
    ReasonCode "reason_code" "事由代码" => |d, _| text(&d.reason.code);
    ReasonText "reason_text" "理由" => |d, _| text(&d.reason.text);
    ReasonArticle "reason_article" "依据条款" => |d, _| text(&d.reason.article);
    TurnTo "turn_to" "有权处理单位" => |d, _| text(&d.reason.turn_to);
    TurnProcedure "turn_procedure" "应走程序" => |d, _| text(&d.reason.turn_procedure);
    TurnLimit "turn_limit" "应走程序期限" => |d, _| text(&d.reason.turn_limit);
    Help "help" "帮扶联系" => |d, _| text(&d.reason.help);
    EarlierNumber "earlier_number" "原意见文号" => |d, _| text(&d.reason.earlier_number);
    EarlierBody "earlier_body" "原意见单位" => |d, _| text(&d.reason.earlier_body);
    EarlierDate "earlier_date" "原意见日期" => |d, _| date(d.reason.earlier_date);
    Verification "verification" "核实意见" => |d, _| text(&d.reason.verification);
    ReturnedOn "returned_on" "材料交还日期" => |d, _| date(d.reason.returned_on);
    MaterialWhat "material_what" "补充材料" => |d, _| text(&d.material.what);
    MaterialWhy "material_why" "补充原因" => |d, _| text(&d.material.why);
    MaterialUntil "material_until" "补充期限" => |d, _| date(d.material.until);
    ExtensionReason "extension_reason" "延期理由" => |d, _| text(&d.extension.reason);
    ExtensionDays "extension_days" "延长天数" => |d, _| d.extension.days.map(|n| n.to_string());
    ExtensionOldEnd "extension_old_end" "原期限日" => |d, _| date(d.extension.old_end);
    ExtensionNewEnd "extension_new_end" "新期限日" => |d, _| date(d.extension.new_end);
    Approver "approver" "批准人" => |d, _| text(&d.extension.approver);
    ApprovedOn "approved_on" "批准日期" => |d, _| date(d.extension.approved_on);
    ApproverOpinion "approver_opinion" "批准意见" => |d, _| text(&d.extension.approver_opinion);
    RemedyBody "remedy_body" "救济机关" => |d, _| text(&d.remedy.body);
    RemedyDays "remedy_days" "救济期限" => |d, _| words::remedy_days(&d.remedy);
    DeliveryPaper "delivery_paper" "送达文书" => |d, _| text(&d.delivery.paper);
    DeliveryNumber "delivery_number" "送达文书文号" => |d, _| text(&d.delivery.paper_number);
    DeliveryRecipient "delivery_recipient" "受送达人" => |d, _| text(&d.delivery.recipient);
    DeliveryPlace "delivery_place" "送达地点" => |d, _| text(&d.delivery.place);
    DeliveredAt "delivered_at" "送达时间" => |d, _| moment(d.delivery.at);
    DeliveryWay "delivery_way" "送达方式" => |d, _| text(&d.delivery.way);
    DeliveryResult "delivery_result" "送达结果" => |d, _| text(&d.delivery.result);
    DeliveryWitness "delivery_witness" "见证人" => |d, _| text(&d.delivery.witness);
    DeliveryServer "delivery_server" "送达人" => |d, _| text(&d.delivery.server);
    DeliveryOpinion "delivery_opinion" "信访人意见" => |d, _| text(&d.delivery.petitioner_opinion);
    TalkPlace "talk_place" "谈话地点" => |d, _| text(&d.talk.place);
    TalkFrom "talk_from" "谈话开始时间" => |d, _| moment(d.talk.from);
    TalkTo "talk_to" "谈话结束时间" => |d, _| moment(d.talk.to);
    TalkAsked "talk_asked" "被谈话人" => |d, _| text(&d.talk.asked.name);
    TalkAskedAddress "talk_asked_address" "被谈话人住址" => |d, _| text(&d.talk.asked.address);
    TalkAskedPhone "talk_asked_phone" "被谈话人电话" => |d, _| text(&d.talk.asked.phone);
    TalkAsking "talk_asking" "谈话人" => |d, _| joined(&d.talk.asking);
    TalkRecorder "talk_recorder" "记录人" => |d, _| text(&d.talk.recorder);
    TalkText "talk_text" "谈话内容" => |d, _| text(&d.talk.text);
    ReviewRespondent "review_respondent" "被申请人" => |d, _| text(&d.review.respondent);
    ReviewChallengedNumber "review_challenged_number" "被复查意见文号"
        => |d, _| text(&d.review.challenged_number);
    ReviewChallengedOn "review_challenged_on" "收到意见日期"
        => |d, _| date(d.review.challenged_received_on);
    ReviewRequestedOn "review_requested_on" "复查请求日期" => |d, _| date(d.review.requested_on);
    ReviewRequests "review_requests" "复查请求" => |d, _| text(&d.review.requests);
    ReviewFacts "review_facts" "复查事实理由" => |d, _| text(&d.review.facts);
    ReviewOutcome "review_outcome" "复查结论" => |d, _| text(&d.review.outcome);
    ReviewOpinion "review_opinion" "复查意见" => |d, _| text(&d.review.opinion);
    ReviewBasis "review_basis" "复查依据" => |d, _| text(&d.review.basis);
    ReviewLimitEnd "review_limit_end" "复查期限日" => |d, _| date(d.review.limit_end);
    ReportTo "report_to" "报告对象" => |d, _| text(&d.report.to);
    AssignmentNumber "assignment_number" "交办文号" => |d, _| text(&d.report.assignment_number);
    AssignedOn "assigned_on" "交办日期" => |d, _| date(d.report.assigned_on);
    ReportResult "report_result" "办理结果" => |d, _| text(&d.report.result);
    ReportOpinion "report_opinion" "信访人对结果的意见"
        => |d, _| text(&d.report.petitioner_opinion);
    ReportChecked "report_checked" "审核意见" => |d, _| text(&d.report.checked);
    SupervisionTo "supervision_to" "被督办单位" => |d, _| text(&d.supervision.to);
    SupervisionFault "supervision_fault" "发现问题" => |d, _| text(&d.supervision.fault);
    SupervisionDemand "supervision_demand" "督办要求" => |d, _| text(&d.supervision.demand);
    SupervisionDeadline "supervision_deadline" "督办期限" => |d, _| date(d.supervision.deadline);
    SupervisionFeedback "supervision_feedback" "反馈情况" => |d, _| text(&d.supervision.feedback);
    SupervisionWay "supervision_way" "催办方式" => |d, _| text(&d.supervision.way);
    SupervisionContact "supervision_contact" "催办对象" => |d, _| text(&d.supervision.contact);
    SupervisionOn "supervision_on" "催办日期" => |d, _| date(d.supervision.on);
    Handler "handler" "经办人" => |d, _| text(&d.signing.handler);
    Signer "signer" "签发人" => |d, _| text(&d.signing.signer);
    SignerTitle "signer_title" "签发人职务" => |d, _| text(&d.signing.signer_title);
    SignedOn "signed_on" "签发日期" => |d, _| date(d.signing.signed_on);
    Attachments "attachments" "附件" => |d, _| numbered(&d.attachments);
    Index "index" "序号" => |_, at| Some(crate::chinese_number(at + 1));
    PersonName "person_name" "姓名" in Petitioners
        => |d, at| text(&d.people.petitioners.get(at)?.name);
    PersonAddress "person_address" "住址" in Petitioners
        => |d, at| text(&d.people.petitioners.get(at)?.address);
    PersonPhone "person_phone" "电话" in Petitioners
        => |d, at| text(&d.people.petitioners.get(at)?.phone);
    DemandText "demand_text" "诉求" in Demands => |d, at| text(&d.demands.get(at)?.text);
    DemandFacts "demand_facts" "事实和理由" in Demands => |d, at| text(&d.demands.get(at)?.facts);
    DemandOpinion "demand_opinion" "处理意见" in Demands => |d, at| text(&d.demands.get(at)?.opinion);
    DemandOutcome "demand_outcome" "处理结论" in Demands => |d, at| text(&d.demands.get(at)?.outcome);
    DemandBasis "demand_basis" "法律依据" in Demands => |d, at| text(&d.demands.get(at)?.basis);
    AttachmentName "attachment_name" "附件名称" in Attachments
        => |d, at| text(d.attachments.get(at)?);
    DisputeType "dispute_type" "纠纷类型" => |d, _| text(&d.dispute.kind);
    DisputePlace "dispute_place" "发生地" => |d, _| text(&d.dispute.place);
    FoundOn "found_on" "排查日期" => |d, _| date(d.dispute.found_on);
    Amount "amount" "涉及金额" => |d, _| text(&d.dispute.amount);
    Cause "cause" "起因" => |d, _| text(&d.dispute.cause);
    Risk "risk" "风险等级" => |d, _| text(&d.dispute.risk);
    Affected "affected" "涉及人数" => |d, _| d.dispute.affected.map(|n| n.to_string());
    DisputeOutcome "dispute_outcome" "化解结果" => |d, _| text(&d.dispute.outcome);
    Parties "parties" "当事人" => |d, _| parties(&d.dispute.parties);
    PartyName "party_name" "当事人姓名" in Parties => |d, at| text(&d.dispute.parties.get(at)?.name);
    PartySex "party_sex" "当事人性别" in Parties => |d, at| text(&d.dispute.parties.get(at)?.sex);
    PartyIdNumber "party_id_number" "当事人身份证号" in Parties
        => |d, at| text(&d.dispute.parties.get(at)?.id_number);
    PartyPhone "party_phone" "当事人电话" in Parties
        => |d, at| text(&d.dispute.parties.get(at)?.phone);
    PartyAddress "party_address" "当事人住址" in Parties
        => |d, at| text(&d.dispute.parties.get(at)?.address);
    PartyConsent "party_consent" "调解意愿" in Parties
        => |d, at| text(&d.dispute.parties.get(at)?.consent);
    MediationNumber "mediation_number" "调解编号" => |d, _| text(&d.mediation.number);
    MediationOrigin "mediation_origin" "案件来源" => |d, _| text(&d.mediation.origin);
    MediationRequest "mediation_request" "调解请求" => |d, _| text(&d.mediation.request);
    MediationOpenedOn "mediation_opened_on" "调解受理日期" => |d, _| date(d.mediation.opened_on);
    Mediators "mediators" "调解员" => |d, _| joined(&d.mediation.mediators);
    MediationRecorder "mediation_recorder" "调解记录人" => |d, _| text(&d.mediation.recorder);
    RightsToldOn "rights_told_on" "权利告知日期" => |d, _| date(d.mediation.rights_told_on);
    SessionOn "session_on" "调解日期" => |d, _| date(d.mediation.session_on);
    SessionPlace "session_place" "调解地点" => |d, _| text(&d.mediation.session_place);
    SessionText "session_text" "调解情况" => |d, _| text(&d.mediation.session_text);
    MediationResult "mediation_result" "调解结果" => |d, _| text(&d.mediation.result);
    MediationEndedOn "mediation_ended_on" "结案日期" => |d, _| date(d.mediation.ended_on);
    OtherWays "other_ways" "其他途径告知" => |d, _| text(&d.mediation.other_ways);
    AgreementForm "agreement_form" "协议形式" => |d, _| text(&d.mediation.agreement.form);
    AgreementFacts "agreement_facts" "纠纷主要事实" => |d, _| text(&d.mediation.agreement.facts);
    AgreementPoints "agreement_points" "争议事项" => |d, _| text(&d.mediation.agreement.points);
    AgreementDuties "agreement_duties" "各方责任" => |d, _| text(&d.mediation.agreement.duties);
    AgreementContent "agreement_content" "协议内容" => |d, _| text(&d.mediation.agreement.content);
    AgreementWay "agreement_way" "履行方式和期限" => |d, _| text(&d.mediation.agreement.way);
    PerformBy "perform_by" "履行日期" => |d, _| days(&d.mediation.agreement.perform_by);
    Performance "performance" "履行情况" => |d, _| text(&d.mediation.agreement.performance);
    AgreedOn "agreed_on" "协议日期" => |d, _| date(d.mediation.agreement.on);
    FollowUpOn "follow_up_on" "回访日期" => |d, _| date(d.mediation.follow_up.on);
    FollowUpBy "follow_up_by" "回访人" => |d, _| text(&d.mediation.follow_up.by);
    FollowUpText "follow_up_text" "回访情况" => |d, _| text(&d.mediation.follow_up.text);
    Court "court" "人民法院" => |d, _| text(&d.mediation.court);
    ConfirmUntil "confirm_until" "申请确认期限" => |d, _| date(d.mediation.confirm_until);
    Confirmation "confirmation" "司法确认情况" => |d, _| text(&d.mediation.confirmation);
    FilePaperTitle "file_paper_title" "卷内文书名称" in FilePapers
        => |d, at| text(&d.mediation.papers.get(at)?.title);
    FilePaperOn "file_paper_on" "卷内文书日期" in FilePapers
        => |d, at| date(d.mediation.papers.get(at)?.on);
    FilePaperRemark "file_paper_remark" "卷内文书备注" in FilePapers
        => |d, at| text(&d.mediation.papers.get(at)?.remark);
    MeetNumber "meet_number" "接访编号" => |d, _| text(&d.meeting.number);
    MeetForm "meet_form" "接访形式" => |d, _| text(&d.meeting.form);
    MeetLeader "meet_leader" "领导姓名" => |d, _| text(&d.meeting.leader);
    LeaderPost "leader_post" "领导职务" => |d, _| text(&d.meeting.leader_post);
    LeaderField "leader_field" "分管领域" => |d, _| text(&d.meeting.leader_field);
    MeetOn "meet_on" "接访日期" => |d, _| date(d.meeting.on);
    MeetHours "meet_hours" "接访时间" => |d, _| text(&d.meeting.hours);
    MeetPlace "meet_place" "接访地点" => |d, _| text(&d.meeting.place);
    MeetPresent "meet_present" "参加人员" => |d, _| joined(&d.meeting.present);
    MeetRecorder "meet_recorder" "接访记录人" => |d, _| text(&d.meeting.recorder);
    MeetCounts "meet_counts" "接访统计" => |d, _| text(&d.meeting.counts);
    VisitorName "visitor_name" "来访人" in Visitors => |d, at| text(&d.meeting.visitors.get(at)?.name);
    VisitorPeople "visitor_people" "来访人数" in Visitors
        => |d, at| d.meeting.visitors.get(at)?.people.map(|n| n.to_string());
    VisitorAddress "visitor_address" "来访人住址" in Visitors
        => |d, at| text(&d.meeting.visitors.get(at)?.address);
    VisitorPhone "visitor_phone" "来访人电话" in Visitors
        => |d, at| text(&d.meeting.visitors.get(at)?.phone);
    VisitorCaseNo "visitor_case_no" "登记编号" in Visitors
        => |d, at| text(&d.meeting.visitors.get(at)?.case_no);
    VisitorText "visitor_text" "反映问题" in Visitors
        => |d, at| text(&d.meeting.visitors.get(at)?.text);
    VisitorOpinion "visitor_opinion" "领导意见" in Visitors
        => |d, at| text(&d.meeting.visitors.get(at)?.opinion);
    VisitorUnit "visitor_unit" "责任单位" in Visitors
        => |d, at| text(&d.meeting.visitors.get(at)?.unit);
    VisitorUntil "visitor_until" "办理时限" in Visitors
        => |d, at| date(d.meeting.visitors.get(at)?.until);
    VisitorResult "visitor_result" "接访处理结果" in Visitors
        => |d, at| text(&d.meeting.visitors.get(at)?.result);
    VisitorSigned "visitor_signed" "来访人签名" in Visitors
        => |d, at| d.pictures.get(&SignPlace::Visitor.key(Some(at))).map(|_| String::new());
    ChargeLeader "charge_leader" "包案领导" => |d, _| text(&d.charge.leader);
    ChargeUnit "charge_unit" "包案责任单位" => |d, _| text(&d.charge.unit);
    ChargePerson "charge_person" "责任人" => |d, _| text(&d.charge.person);
    ChargePlan "charge_plan" "化解方案" => |d, _| text(&d.charge.plan);
    ChargeUntil "charge_until" "化解时限" => |d, _| date(d.charge.until);
    ChargeAgreedOn "charge_agreed_on" "包案同意日期" => |d, _| date(d.charge.agreed_on);
    ChargeApprovedOn "charge_approved_on" "包案批准日期" => |d, _| date(d.charge.approved_on);
    ChargeProgress "charge_progress" "化解进展" => |d, _| text(&d.charge.progress);
    ChargeSlotName "charge_slot_name" "包案事项" in ChargeSlots
        => |d, at| text(&d.charge.slots.get(at)?.name);
    ChargeSlotText "charge_slot_text" "包案事项内容" in ChargeSlots
        => |d, at| text(&d.charge.slots.get(at)?.text);
    InstructionProposal "instruction_proposal" "拟办意见" => |d, _| text(&d.instruction.proposal);
    InstructionLeader "instruction_leader" "批示领导" => |d, _| text(&d.instruction.leader);
    InstructionText "instruction_text" "批示内容" => |d, _| text(&d.instruction.text);
    InstructionOn "instruction_on" "批示日期" => |d, _| date(d.instruction.on);
    InstructionUnit "instruction_unit" "批示承办单位" => |d, _| text(&d.instruction.unit);
    InstructionUntil "instruction_until" "批示反馈期限" => |d, _| date(d.instruction.until);
    InstructionFeedback "instruction_feedback" "批示办理反馈" => |d, _| text(&d.instruction.feedback);
    InstructionPicture "instruction_picture" "批示手迹"
        => |d, _| d.pictures.get(SignPlace::Instruction.name()).map(|_| String::new());
}

impl Field {
    /// The field of a name or a label in a template.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == word || field.label() == word)
    }
}
