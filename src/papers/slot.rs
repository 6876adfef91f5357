//! Where in the data a field of a template stands, so that a person can fill it in by hand.

use ::papers::{ChargeSlot, Demand, Field, FilePaper, PaperData, Party, Person, Visitor};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use clocks::{iso, parse_date};

use crate::bridge::PaperInput;

/// A place in the data. A field that is made of others, such as the number of a demand, has none.
#[derive(Debug)]
pub enum Slot<'a> {
    /// A line.
    Line(&'a mut String),
    /// Several lines.
    Text(&'a mut String),
    /// A line that may be absent.
    Absent(&'a mut Option<String>),
    /// A day.
    Date(&'a mut Option<NaiveDate>),
    /// A moment by the clock on the wall.
    Moment(&'a mut Option<NaiveDateTime>),
    /// A number of days.
    Days(&'a mut Option<u16>),
    /// Several names.
    Names(&'a mut Vec<String>),
}

impl Slot<'_> {
    /// How it is typed.
    #[must_use]
    pub fn input(&self) -> PaperInput {
        match self {
            Self::Line(_) | Self::Absent(_) => PaperInput::Line,
            Self::Text(_) => PaperInput::Text,
            Self::Date(_) => PaperInput::Date,
            Self::Moment(_) => PaperInput::Moment,
            Self::Days(_) => PaperInput::Days,
            Self::Names(_) => PaperInput::Names,
        }
    }

    /// What stands there, as it would be typed.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Line(text) | Self::Text(text) => (*text).clone(),
            Self::Absent(text) => (*text).clone().unwrap_or_default(),
            Self::Date(date) => date.map(iso).unwrap_or_default(),
            Self::Moment(moment) => moment.map(typed_moment).unwrap_or_default(),
            Self::Days(days) => days.map(|days| days.to_string()).unwrap_or_default(),
            Self::Names(names) => names.join("、"),
        }
    }

    /// Writes what was typed; what does not fit leaves nothing there, and so a gap.
    pub fn put(self, typed: &str) {
        let typed = typed.trim();
        match self {
            Self::Line(text) | Self::Text(text) => typed.clone_into(text),
            Self::Absent(text) => *text = (!typed.is_empty()).then(|| typed.to_owned()),
            Self::Date(date) => *date = parse_date(typed),
            Self::Moment(moment) => *moment = parse_moment(typed),
            Self::Days(days) => *days = typed.parse().ok(),
            Self::Names(names) => {
                *names = typed
                    .split(['、', '，', ',', ' ', '　', '\n'])
                    .map(str::trim)
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned)
                    .collect();
            }
        }
    }
}

/// `2026-11-22T09:30`, as the browser's own field writes it.
fn typed_moment(moment: NaiveDateTime) -> String {
    use chrono::Timelike;
    let two = |number: u32| if number < 10 { format!("0{number}") } else { number.to_string() };
    format!("{}T{}:{}", iso(moment.date()), two(moment.hour()), two(moment.minute()))
}

fn parse_moment(typed: &str) -> Option<NaiveDateTime> {
    let (day, time) = typed.split_once(['T', ' '])?;
    let mut parts = time.split(':');
    let (hour, minute) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(parse_date(day)?.and_time(NaiveTime::from_hms_opt(hour, minute, 0)?))
}

/// An entry of a list, made where the list ends before it. No more than papers take in anyway.
fn entry<T: Default>(list: &mut Vec<T>, at: usize) -> Option<&mut T> {
    if at < ::papers::LIST_MAX {
        while list.len() <= at {
            list.push(T::default());
        }
    }
    list.get_mut(at)
}

fn demand(data: &mut PaperData, at: usize) -> Option<&mut Demand> {
    entry(&mut data.demands, at)
}

fn petitioner(data: &mut PaperData, at: usize) -> Option<&mut Person> {
    entry(&mut data.people.petitioners, at)
}

fn party(data: &mut PaperData, at: usize) -> Option<&mut Party> {
    entry(&mut data.dispute.parties, at)
}

fn visitor(data: &mut PaperData, at: usize) -> Option<&mut Visitor> {
    entry(&mut data.meeting.visitors, at)
}

fn charge_slot(data: &mut PaperData, at: usize) -> Option<&mut ChargeSlot> {
    entry(&mut data.charge.slots, at)
}

fn file_paper(data: &mut PaperData, at: usize) -> Option<&mut FilePaper> {
    entry(&mut data.mediation.papers, at)
}

/// Where a field stands. `item` counts from 0 and matters only for fields of a list.
#[allow(clippy::too_many_lines, reason = "one line for each field: a table")]
pub fn slot(data: &mut PaperData, field: Field, item: usize) -> Option<Slot<'_>> {
    use Field as F;
    use Slot::{Absent, Date, Days, Line, Moment, Names, Text};
    Some(match field {
        F::IssuerName => Line(&mut data.issuer.name),
        F::InnerOffice => Line(&mut data.issuer.inner_office),
        F::Phone => Line(&mut data.issuer.phone),
        F::IssuerAddress => Line(&mut data.issuer.address),
        F::Number => Absent(&mut data.number),
        F::Date => Date(&mut data.date),
        F::Petitioners => Line(&mut petitioner(data, 0)?.name),
        F::PetitionerAddress => Line(&mut petitioner(data, 0)?.address),
        F::PetitionerPhone => Line(&mut petitioner(data, 0)?.phone),
        F::Representatives => Names(&mut data.people.representatives),
        F::ItemNo => Line(&mut data.matter.item_no),
        F::QueryCode => Line(&mut data.matter.query_code),
        F::Subject => Line(&mut data.matter.subject),
        F::Channel => Line(&mut data.matter.channel),
        F::ReceivedOn => Date(&mut data.matter.received_on),
        F::ReceivedFrom => Line(&mut data.matter.received_from),
        F::Summary => Text(&mut data.matter.summary),
        F::AcceptedOn => Date(&mut data.handling.accepted_on),
        F::Route => Text(&mut data.handling.route),
        F::Procedure => Text(&mut data.handling.procedure),
        // A day only where the 60 days of Art. 34 run; typed by hand it is another route's period.
        F::Limit => Line(&mut data.handling.limit_text),
        F::LimitEnd => Date(&mut data.handling.limit_end),
        F::Investigation => Text(&mut data.handling.investigation),
        F::ReferredTo => Line(&mut data.referral.to),
        F::ReferredPhone => Line(&mut data.referral.to_phone),
        F::ReferredOn => Date(&mut data.referral.sent_on),
        F::ReferralWay => Line(&mut data.referral.way),
        F::Deadline => Date(&mut data.referral.deadline),
        F::Demanded => Text(&mut data.referral.demanded),
        F::ReportForm => Line(&mut data.referral.report_form),
        F::LegalLimits => Text(&mut data.referral.legal_limits),
        F::ReasonCode => Line(&mut data.reason.code),
        F::ReasonText => Text(&mut data.reason.text),
        F::ReasonArticle => Line(&mut data.reason.article),
        F::TurnTo => Line(&mut data.reason.turn_to),
        F::TurnProcedure => Line(&mut data.reason.turn_procedure),
        F::TurnLimit => Line(&mut data.reason.turn_limit),
        F::Help => Line(&mut data.reason.help),
        F::EarlierNumber => Line(&mut data.reason.earlier_number),
        F::EarlierBody => Line(&mut data.reason.earlier_body),
        F::EarlierDate => Date(&mut data.reason.earlier_date),
        F::Verification => Text(&mut data.reason.verification),
        F::ReturnedOn => Date(&mut data.reason.returned_on),
        F::MaterialWhat => Text(&mut data.material.what),
        F::MaterialWhy => Text(&mut data.material.why),
        F::MaterialUntil => Date(&mut data.material.until),
        F::ExtensionReason => Text(&mut data.extension.reason),
        F::ExtensionDays => Days(&mut data.extension.days),
        F::ExtensionOldEnd => Date(&mut data.extension.old_end),
        F::ExtensionNewEnd => Date(&mut data.extension.new_end),
        F::Approver => Line(&mut data.extension.approver),
        F::ApprovedOn => Date(&mut data.extension.approved_on),
        F::ApproverOpinion => Text(&mut data.extension.approver_opinion),
        F::RemedyBody => Line(&mut data.remedy.body),
        F::RemedyDays => Days(&mut data.remedy.days),
        F::DeliveryPaper => Line(&mut data.delivery.paper),
        F::DeliveryNumber => Line(&mut data.delivery.paper_number),
        F::DeliveryRecipient => Line(&mut data.delivery.recipient),
        F::DeliveryPlace => Line(&mut data.delivery.place),
        F::DeliveredAt => Moment(&mut data.delivery.at),
        F::DeliveryWay => Line(&mut data.delivery.way),
        F::DeliveryResult => Line(&mut data.delivery.result),
        F::DeliveryWitness => Line(&mut data.delivery.witness),
        F::DeliveryServer => Line(&mut data.delivery.server),
        F::DeliveryOpinion => Text(&mut data.delivery.petitioner_opinion),
        F::TalkPlace => Line(&mut data.talk.place),
        F::TalkFrom => Moment(&mut data.talk.from),
        F::TalkTo => Moment(&mut data.talk.to),
        F::TalkAsked => Line(&mut data.talk.asked.name),
        F::TalkAskedAddress => Line(&mut data.talk.asked.address),
        F::TalkAskedPhone => Line(&mut data.talk.asked.phone),
        F::TalkAsking => Names(&mut data.talk.asking),
        F::TalkRecorder => Line(&mut data.talk.recorder),
        F::TalkText => Text(&mut data.talk.text),
        F::ReviewRespondent => Line(&mut data.review.respondent),
        F::ReviewChallengedNumber => Line(&mut data.review.challenged_number),
        F::ReviewChallengedOn => Date(&mut data.review.challenged_received_on),
        F::ReviewRequestedOn => Date(&mut data.review.requested_on),
        F::ReviewRequests => Text(&mut data.review.requests),
        F::ReviewFacts => Text(&mut data.review.facts),
        F::ReviewOutcome => Line(&mut data.review.outcome),
        F::ReviewOpinion => Text(&mut data.review.opinion),
        F::ReviewBasis => Text(&mut data.review.basis),
        F::ReviewLimitEnd => Date(&mut data.review.limit_end),
        F::ReportTo => Line(&mut data.report.to),
        F::AssignmentNumber => Line(&mut data.report.assignment_number),
        F::AssignedOn => Date(&mut data.report.assigned_on),
        F::ReportResult => Text(&mut data.report.result),
        F::ReportOpinion => Text(&mut data.report.petitioner_opinion),
        F::ReportChecked => Text(&mut data.report.checked),
        F::SupervisionTo => Line(&mut data.supervision.to),
        F::SupervisionFault => Text(&mut data.supervision.fault),
        F::SupervisionDemand => Text(&mut data.supervision.demand),
        F::SupervisionDeadline => Date(&mut data.supervision.deadline),
        F::SupervisionFeedback => Text(&mut data.supervision.feedback),
        F::SupervisionWay => Line(&mut data.supervision.way),
        F::SupervisionContact => Line(&mut data.supervision.contact),
        F::SupervisionOn => Date(&mut data.supervision.on),
        F::Handler => Line(&mut data.signing.handler),
        F::Signer => Line(&mut data.signing.signer),
        F::SignerTitle => Line(&mut data.signing.signer_title),
        F::SignedOn => Date(&mut data.signing.signed_on),
        F::Attachments => Names(&mut data.attachments),
        F::PersonName => Line(&mut petitioner(data, item)?.name),
        F::PersonAddress => Line(&mut petitioner(data, item)?.address),
        F::PersonPhone => Line(&mut petitioner(data, item)?.phone),
        F::DemandText => Text(&mut demand(data, item)?.text),
        F::DemandFacts => Text(&mut demand(data, item)?.facts),
        F::DemandOpinion => Text(&mut demand(data, item)?.opinion),
        F::DemandOutcome => Line(&mut demand(data, item)?.outcome),
        F::DemandBasis => Text(&mut demand(data, item)?.basis),
        F::AttachmentName => Line(entry(&mut data.attachments, item)?),
        F::DisputeType => Line(&mut data.dispute.kind),
        F::DisputePlace => Line(&mut data.dispute.place),
        F::FoundOn => Date(&mut data.dispute.found_on),
        F::Amount => Line(&mut data.dispute.amount),
        F::Cause => Text(&mut data.dispute.cause),
        F::Risk => Line(&mut data.dispute.risk),
        F::Affected => Days(&mut data.dispute.affected),
        F::DisputeOutcome => Text(&mut data.dispute.outcome),
        F::Parties => Line(&mut party(data, 0)?.name),
        F::PartyName => Line(&mut party(data, item)?.name),
        F::PartySex => Line(&mut party(data, item)?.sex),
        F::PartyIdNumber => Line(&mut party(data, item)?.id_number),
        F::PartyPhone => Line(&mut party(data, item)?.phone),
        F::PartyAddress => Line(&mut party(data, item)?.address),
        F::PartyConsent => Line(&mut party(data, item)?.consent),
        F::MediationNumber => Line(&mut data.mediation.number),
        F::MediationOrigin => Line(&mut data.mediation.origin),
        F::MediationRequest => Text(&mut data.mediation.request),
        F::MediationOpenedOn => Date(&mut data.mediation.opened_on),
        F::Mediators => Names(&mut data.mediation.mediators),
        F::MediationRecorder => Line(&mut data.mediation.recorder),
        F::RightsToldOn => Date(&mut data.mediation.rights_told_on),
        F::SessionOn => Date(&mut data.mediation.session_on),
        F::SessionPlace => Line(&mut data.mediation.session_place),
        F::SessionText => Text(&mut data.mediation.session_text),
        F::MediationResult => Text(&mut data.mediation.result),
        F::MediationEndedOn => Date(&mut data.mediation.ended_on),
        F::OtherWays => Text(&mut data.mediation.other_ways),
        F::AgreementForm => Line(&mut data.mediation.agreement.form),
        F::AgreementFacts => Text(&mut data.mediation.agreement.facts),
        F::AgreementPoints => Text(&mut data.mediation.agreement.points),
        F::AgreementDuties => Text(&mut data.mediation.agreement.duties),
        F::AgreementContent => Text(&mut data.mediation.agreement.content),
        F::AgreementWay => Text(&mut data.mediation.agreement.way),
        F::Performance => Text(&mut data.mediation.agreement.performance),
        F::AgreedOn => Date(&mut data.mediation.agreement.on),
        F::FollowUpOn => Date(&mut data.mediation.follow_up.on),
        F::FollowUpBy => Line(&mut data.mediation.follow_up.by),
        F::FollowUpText => Text(&mut data.mediation.follow_up.text),
        F::Court => Line(&mut data.mediation.court),
        F::ConfirmUntil => Date(&mut data.mediation.confirm_until),
        F::Confirmation => Text(&mut data.mediation.confirmation),
        F::FilePaperTitle => Line(&mut file_paper(data, item)?.title),
        F::FilePaperOn => Date(&mut file_paper(data, item)?.on),
        F::FilePaperRemark => Line(&mut file_paper(data, item)?.remark),
        F::MeetNumber => Line(&mut data.meeting.number),
        F::MeetForm => Line(&mut data.meeting.form),
        F::MeetLeader => Line(&mut data.meeting.leader),
        F::LeaderPost => Line(&mut data.meeting.leader_post),
        F::LeaderField => Line(&mut data.meeting.leader_field),
        F::MeetOn => Date(&mut data.meeting.on),
        F::MeetHours => Line(&mut data.meeting.hours),
        F::MeetPlace => Line(&mut data.meeting.place),
        F::MeetPresent => Names(&mut data.meeting.present),
        F::MeetRecorder => Line(&mut data.meeting.recorder),
        F::VisitorName => Line(&mut visitor(data, item)?.name),
        F::VisitorPeople => Days(&mut visitor(data, item)?.people),
        F::VisitorAddress => Line(&mut visitor(data, item)?.address),
        F::VisitorPhone => Line(&mut visitor(data, item)?.phone),
        F::VisitorCaseNo => Line(&mut visitor(data, item)?.case_no),
        F::VisitorText => Text(&mut visitor(data, item)?.text),
        F::VisitorOpinion => Text(&mut visitor(data, item)?.opinion),
        F::VisitorUnit => Line(&mut visitor(data, item)?.unit),
        F::VisitorUntil => Date(&mut visitor(data, item)?.until),
        F::VisitorResult => Text(&mut visitor(data, item)?.result),
        F::ChargeLeader => Line(&mut data.charge.leader),
        F::ChargeUnit => Line(&mut data.charge.unit),
        F::ChargePerson => Line(&mut data.charge.person),
        F::ChargePlan => Text(&mut data.charge.plan),
        F::ChargeUntil => Date(&mut data.charge.until),
        F::ChargeAgreedOn => Date(&mut data.charge.agreed_on),
        F::ChargeApprovedOn => Date(&mut data.charge.approved_on),
        F::ChargeProgress => Text(&mut data.charge.progress),
        F::ChargeSlotName => Line(&mut charge_slot(data, item)?.name),
        F::ChargeSlotText => Line(&mut charge_slot(data, item)?.text),
        F::InstructionProposal => Text(&mut data.instruction.proposal),
        F::InstructionLeader => Line(&mut data.instruction.leader),
        F::InstructionText => Text(&mut data.instruction.text),
        F::InstructionOn => Date(&mut data.instruction.on),
        F::InstructionUnit => Line(&mut data.instruction.unit),
        F::InstructionUntil => Date(&mut data.instruction.until),
        F::InstructionFeedback => Text(&mut data.instruction.feedback),
        // Made of others, or counted where the meeting is.
        F::LimitProvisional
        | F::Index
        | F::PerformBy
        | F::MeetCounts
        | F::VisitorSigned
        | F::InstructionPicture => {
            return None;
        }
    })
}
