//! Where in the data a field of a template stands, so that a person can fill it in by hand.

use ::papers::{Demand, Field, PaperData, Person};
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
        F::LimitProvisional | F::Index => return None,
    })
}
