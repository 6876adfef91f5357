//! The roles in words.

use casework::directory::Role;

/// A role in words.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::StationClerk => "站内信息员（代办员）",
        Role::Mediator => "人民调解员",
        Role::StationHead => "站长",
        Role::TownClerk => "镇街登记分流人员",
        Role::TownHandler => "镇街承办人",
        Role::TownLeader => "镇街负责人",
        Role::DepartmentClerk => "部门收件人员",
        Role::DepartmentHandler => "部门承办人",
        Role::DepartmentLeader => "部门负责人",
        Role::BureauTriage => "市级登记分流人员",
        Role::BureauSectionHead => "市级科室负责人",
        Role::Inspector => "督查人员",
        Role::Researcher => "信息调研人员",
        Role::ReviewOfficer => "复查工作人员",
        Role::CityLeader => "市领导",
        Role::Secretary => "领导秘书",
        Role::DisciplineLiaison => "纪检联络人",
        Role::PrivacyOfficer => "个人信息保护、审计人员",
        Role::SystemAdmin => "系统管理员",
    }
}
