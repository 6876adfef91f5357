//! Steps and what they changed, as sentences of the history.

use casework::{Step, schema::keys, view::Detail};

use super::{date, directory, general, mask, matter, procedure};

/// What happened.
#[must_use]
pub fn sentence(step: &Step, office: &dyn Fn(&str) -> String) -> String {
    match step {
        Step::Registered { office: at, local_no, on, .. } => {
            format!("{}登记，编号 {local_no}，收到日期 {}", office(at.as_str()), date::day(*on))
        }
        Step::Imported { office: at, local_no, place, .. } => {
            format!("从{}的台账导入（{place}），编号 {local_no}", office(at.as_str()))
        }
        Step::Edited {} => "修改".to_owned(),
        Step::Chosen { field } => format!("在不同填写中选定{}", field_name(field)),
        Step::Noted { .. } => "记录".to_owned(),
        Step::FollowedUp { on, .. } => format!("回访跟进（{}）", date::day(*on)),
        Step::Handed { to, .. } => format!("交给{}", office(to.as_str())),
        Step::Unknown { .. } => "新版本写入的内容，本版本还不认识，原样保留".to_owned(),
        other => procedure::step_kind(other.kind()).to_owned(),
    }
}

/// The text that goes with a step, if any.
#[must_use]
pub fn text(step: &Step) -> Option<&str> {
    let text = match step {
        Step::Noted { text } | Step::FollowedUp { text, .. } | Step::Handed { text, .. } => text,
        Step::Unknown { raw } => raw,
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text.as_str())
}

fn field_name(key: &str) -> String {
    use casework::schema::{Fact, PersonField};
    // A person's field may come with its slot before it: `main/phone`.
    let own = key.rsplit(['/', '.']).next().unwrap_or(key);
    Fact::from_key(own)
        .map(directory::fact)
        .or_else(|| PersonField::from_key(own).map(directory::person_field))
        .map_or_else(|| key.to_owned(), |name| format!("“{name}”"))
}

/// What a change changed: its name and the value, as far as it may be shown.
#[must_use]
pub fn detail(
    detail: &Detail,
    revealed: bool,
    office: &dyn Fn(&str) -> String,
) -> (String, String) {
    let cleared = || general::CLEARED.to_owned();
    match detail {
        Detail::Fact(fact, value) => (
            directory::fact(*fact).to_owned(),
            value.as_deref().map_or_else(cleared, |value| directory::value(*fact, value, office)),
        ),
        Detail::Person { slot, field, value } => {
            let whose = if slot == keys::MAIN { "" } else { matter::REPRESENTATIVE };
            let shown = |value: &str| {
                if revealed { value.to_owned() } else { mask::masked(*field, value) }
            };
            (
                format!("{whose}{}", directory::person_field(*field)),
                value.as_deref().map_or_else(cleared, shown),
            )
        }
        Detail::Narrative(text) => (matter::NARRATIVE.to_owned(), text.clone()),
        Detail::Demand(text) => (matter::DEMANDS.to_owned(), text.clone()),
        Detail::Struck { text, struck } => {
            let what = if *struck { matter::STRIKE } else { matter::UNSTRIKE };
            (format!("{what}{}", matter::DEMANDS), text.clone())
        }
        Detail::Memo(text) => (matter::MEMO.to_owned(), text.clone()),
        Detail::Other { key, value } => (key.clone(), value.clone().unwrap_or_else(cleared)),
    }
}
