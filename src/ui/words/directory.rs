//! Names of tiers, channels, categories and facts.

use casework::{
    directory::Tier,
    schema::{Channel, Fact, PersonField, Purpose, Source},
};
use lookup::content::{ContentEntry, ContentList};

/// A tier's office in words.
#[must_use]
pub fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::City => "市群众工作办公室",
        Tier::Township => "镇街群众工作办公室",
        Tier::Village => "村（社区）群众工作站",
        Tier::Department => "市直部门",
    }
}

/// A channel in words.
#[must_use]
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Visit => "来访",
        Channel::Letter => "来信",
        Channel::Call => "来电",
        Channel::Online => "网上信访",
        Channel::Fax => "传真",
        Channel::LeaderFieldVisit => "下访中反映",
        Channel::Appointment => "约访",
        Channel::ReceptionDay => "接访",
    }
}

/// A stored channel in words; one of a later version stays as it is.
#[must_use]
pub fn channel_of_name(name: &str) -> String {
    Channel::from_name(name).map_or_else(|| name.to_owned(), |known| channel(known).to_owned())
}

/// A purpose in words.
#[must_use]
pub fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Petition => "申诉求决",
        Purpose::Suggestion => "建议意见",
        Purpose::Accusation => "检举控告",
        Purpose::Enquiry => "咨询",
    }
}

/// A stored purpose in words; one of a later version stays as it is.
#[must_use]
pub fn purpose_of_name(name: &str) -> String {
    Purpose::from_name(name).map_or_else(|| name.to_owned(), |known| purpose(known).to_owned())
}

/// A source in words.
#[must_use]
pub fn source(source: Source) -> &'static str {
    match source {
        Source::Petitioner => "本人",
        Source::Superior => "上级交办",
        Source::Leader => "领导批示",
        Source::Hotline => "12345 热线",
        Source::Media => "媒体、网络",
        Source::Screening => "排查发现",
        Source::Other => "其他",
    }
}

/// A stored source in words; one of a later version, or of a ledger, stays as it is.
#[must_use]
pub fn source_of_name(name: &str) -> String {
    Source::from_name(name).map_or_else(|| name.to_owned(), |known| source(known).to_owned())
}

/// A category with the one above it: `农村农业 › 土地承包经营`.
#[must_use]
pub fn category(id: &str) -> String {
    match ContentList::current().entry(id) {
        Some(ContentEntry::Category(category)) => category.label.to_string(),
        Some(ContentEntry::Item(category, item)) => format!("{} › {}", category.label, item.label),
        None => id.to_owned(),
    }
}

/// A category's own name.
#[must_use]
pub fn short_category(id: &str) -> String {
    ContentList::current().entry(id).map_or_else(|| id.to_owned(), |entry| entry.label().to_owned())
}

/// A fact's name.
#[must_use]
pub fn fact(fact: Fact) -> &'static str {
    match fact {
        Fact::Channel => "信访形式",
        Fact::ReceivedOn => "收到日期",
        Fact::Petitioners => "来访人数",
        Fact::Affected => "涉及人数",
        Fact::Source => "来源",
        Fact::Purpose => "信访目的",
        Fact::Place => "问题发生地",
        Fact::PlaceOffice => "发生地对应单位",
        Fact::Category => "内容分类",
        Fact::StatedText => "台账原文",
        Fact::StatedCategory => "台账分类",
        Fact::StatedUnit => "台账责任单位",
        Fact::StatedDueOn => "台账限办日期",
        Fact::StatedConcluded => "台账是否办结",
        Fact::StatedAccepted => "台账是否息诉息访",
        Fact::StatedRemarks => "台账其他内容",
        Fact::Title => "纠纷名称",
        Fact::DisputeType => "纠纷类型",
        Fact::Amount => "涉及金额（元）",
        Fact::Cause => "起因",
        Fact::FoundBy => "排查人",
        Fact::Leader => "领导",
        Fact::LeaderPost => "领导职务",
        Fact::Field => "分管领域",
        Fact::Recorder => "记录人",
        Fact::MeetOn => "日期",
        Fact::Hours => "时间",
    }
}

/// A person's fact's name.
#[must_use]
pub fn person_field(field: PersonField) -> &'static str {
    match field {
        PersonField::Name => "姓名",
        PersonField::Sex => "性别",
        PersonField::IdNumber => "身份证号",
        PersonField::Phone => "联系电话",
        PersonField::Address => "住址",
    }
}

/// A fact's value in words; offices by name as far as `office` knows them.
#[must_use]
pub fn value(fact: Fact, stored: &str, office: &dyn Fn(&str) -> String) -> String {
    match fact {
        Fact::Channel => channel_of_name(stored),
        Fact::Category => category(stored),
        Fact::DisputeType => super::cases::dispute_type_of_name(stored),
        Fact::ReceivedOn | Fact::StatedDueOn | Fact::MeetOn => super::date::day_of_text(stored),
        Fact::Petitioners | Fact::Affected => format!("{stored} 人"),
        Fact::PlaceOffice => office(stored),
        Fact::StatedConcluded | Fact::StatedAccepted => match stored {
            "yes" => "是".to_owned(),
            "no" => "否".to_owned(),
            other => other.to_owned(),
        },
        Fact::Source => source_of_name(stored),
        Fact::Purpose => purpose_of_name(stored),
        Fact::Place
        | Fact::StatedText
        | Fact::StatedCategory
        | Fact::StatedUnit
        | Fact::StatedRemarks
        | Fact::Title
        | Fact::Amount
        | Fact::Cause
        | Fact::FoundBy
        | Fact::Leader
        | Fact::LeaderPost
        | Fact::Field
        | Fact::Recorder
        | Fact::Hours => stored.to_owned(),
    }
}
