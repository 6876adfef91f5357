//! Changes of the directory in words.

use casework::{directory::RecusalScope, org::OrgStep};

use super::{super::date, profile, range, role};

/// The kind of a change.
#[must_use]
pub fn step_kind(step: &OrgStep) -> &'static str {
    match step {
        OrgStep::OfficeOpened { .. } => "新设单位",
        OrgStep::OfficeRenamed { .. } => "单位改名",
        OrgStep::OfficeDescribed { .. } => "修改落款单位和电话",
        OrgStep::OfficeClosed { .. } => "撤销或并入",
        OrgStep::PersonAdded { .. } => "添加人员",
        OrgStep::PersonRenamed { .. } => "更正姓名",
        OrgStep::Appointed { .. } => "任命职务",
        OrgStep::Relieved { .. } => "免去职务",
        OrgStep::CalendarSet { .. } => "导入节假日表",
        OrgStep::ProfileSet { .. } => "更换适用规则",
        OrgStep::TemplateSet { .. } => "修改文书模板",
        OrgStep::BlockReserved { .. } => "保留编号",
        OrgStep::RecusalEntered { .. } => "登记回避",
        OrgStep::RecusalEnded { .. } => "结束回避",
        OrgStep::Arranged(step) => super::arrange::kind(step),
        OrgStep::Unknown { .. } => "未知的修改",
    }
}

/// A change in one sentence. Offices, people and papers by name, as far as the closures know them.
#[must_use]
pub fn step(
    step: &OrgStep,
    office: &dyn Fn(&str) -> String,
    person: &dyn Fn(ident::PersonId) -> String,
    post: &dyn Fn(ident::PostId) -> String,
    paper: &dyn Fn(&str) -> String,
) -> String {
    match step {
        OrgStep::OfficeOpened { name, from, .. } => format!("{name}，{}设立", date::day(*from)),
        OrgStep::OfficeRenamed { office: code, name, from, .. } => {
            format!("{}改为“{name}”，{}起", office(code.as_str()), date::day(*from))
        }
        OrgStep::OfficeDescribed { office: code, organ, phone, .. } => {
            format!("{}：{organ} {phone}", office(code.as_str()))
        }
        OrgStep::OfficeClosed { office: code, on, into, .. } => {
            let into = into.as_ref().map(|into| office(into.as_str()));
            format!("{}，{}", office(code.as_str()), super::closed(*on, into))
        }
        OrgStep::PersonAdded { name, office: code, .. } => {
            format!("{name}，{}", office(code.as_str()))
        }
        OrgStep::PersonRenamed { person: id, name, .. } => {
            format!("{}改为“{name}”", person(*id))
        }
        OrgStep::Appointed { person: id, office: code, role: of, from, .. } => format!(
            "{}任{}的“{}”，{}起",
            person(*id),
            office(code.as_str()),
            role(*of),
            date::day(*from)
        ),
        OrgStep::Relieved { post: id, on, .. } => {
            format!("{}，任到{}", post(*id), date::day(*on))
        }
        OrgStep::CalendarSet { year, .. } => format!("{year} 年"),
        OrgStep::ProfileSet { profile: to, .. } => profile(to),
        OrgStep::TemplateSet { paper: name, .. } => paper(name),
        OrgStep::BlockReserved { office: code, paper: name, year, from, to, .. } => {
            format!(
                "{}，{}，{year} 年 {} 号",
                office(code.as_str()),
                paper(name),
                range(*from, *to)
            )
        }
        OrgStep::RecusalEntered { person: id, scope, from, .. } => {
            let what = match scope {
                RecusalScope::Unit(unit) => super::recused_unit(&office(unit.as_str())),
                RecusalScope::Category(id) => {
                    super::recused_category(&super::super::directory::category(id))
                }
                RecusalScope::Matter(_) => super::RECUSED_MATTER.to_owned(),
            };
            format!("{}回避{what}，{}起", person(*id), date::day(*from))
        }
        OrgStep::RecusalEnded { on, .. } => format!("回避到{}", date::day(*on)),
        OrgStep::Arranged(step) => super::arrange::sentence(step, office),
        OrgStep::Unknown { .. } => String::new(),
    }
}
