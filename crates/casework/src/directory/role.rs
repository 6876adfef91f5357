//! Roles, and what each may do.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// What a post is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 站内信息员、代办员: records, explains, carries papers up.
    #[n(0)]
    StationClerk,
    /// 人民调解员.
    #[n(1)]
    Mediator,
    /// 站长, usually the party secretary of the village.
    #[n(2)]
    StationHead,
    /// 镇街登记、分流人员.
    #[n(3)]
    TownClerk,
    /// 镇街承办人.
    #[n(4)]
    TownHandler,
    /// 镇街负责人: the head of the unit (本单位负责人) who signs and extends.
    #[n(5)]
    TownLeader,
    /// 部门收件人员.
    #[n(6)]
    DepartmentClerk,
    /// 部门承办人.
    #[n(7)]
    DepartmentHandler,
    /// 部门负责人.
    #[n(8)]
    DepartmentLeader,
    /// 市级登记分流人员.
    #[n(9)]
    BureauTriage,
    /// 市级科室负责人.
    #[n(10)]
    BureauSectionHead,
    /// 督查人员.
    #[n(11)]
    Inspector,
    /// 信息调研人员: figures without identities.
    #[n(12)]
    Researcher,
    /// 复查工作人员: prepares and issues what the city government decides.
    #[n(13)]
    ReviewOfficer,
    /// 市领导.
    #[n(14)]
    CityLeader,
    /// 领导秘书, acting on a mandate.
    #[n(15)]
    Secretary,
    /// 纪检联络人: the only one who sees accusations.
    #[n(16)]
    DisciplineLiaison,
    /// 个人信息保护、审计人员: logs only.
    #[n(17)]
    PrivacyOfficer,
    /// 系统管理员: devices and health, no case content.
    #[n(18)]
    SystemAdmin,
}

/// A kind of act that a role permits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    /// Register, note, pass on along the line, record what a petitioner did.
    Record,
    /// Decide where it goes: triage, forward, assign, sign in, object.
    Dispatch,
    /// Handle: accept, decline, investigate, draft the opinion, deliver, conclude.
    Handle,
    /// What only the head of the unit may do: extend (Art. 34), sign an opinion, recuse.
    Head,
    /// Recognise or send back what a unit concluded.
    Verify,
    /// Remind and supervise (Art. 40).
    Supervise,
    /// Decide on reviews (Art. 35).
    Review,
    /// Keep the directory of the offices below.
    Directory,
}

impl Role {
    /// All roles, in the order they are offered.
    pub const ALL: [Self; 19] = [
        Self::StationClerk,
        Self::Mediator,
        Self::StationHead,
        Self::TownClerk,
        Self::TownHandler,
        Self::TownLeader,
        Self::DepartmentClerk,
        Self::DepartmentHandler,
        Self::DepartmentLeader,
        Self::BureauTriage,
        Self::BureauSectionHead,
        Self::Inspector,
        Self::Researcher,
        Self::ReviewOfficer,
        Self::CityLeader,
        Self::Secretary,
        Self::DisciplineLiaison,
        Self::PrivacyOfficer,
        Self::SystemAdmin,
    ];

    /// The number it is stored under: its place in [`Role::ALL`], which only grows at its end.
    #[must_use]
    pub fn number(self) -> u8 {
        let place = Self::ALL.iter().position(|role| *role == self);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
    }

    /// The role of a number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// What the head of an office of this tier is, and who keeps the directory there. The first
    /// person of an office gets these, so that there is somebody who can appoint the others.
    #[must_use]
    pub fn heads(tier: super::Tier) -> &'static [Self] {
        use super::Tier;
        match tier {
            Tier::Village => &[Self::StationHead],
            Tier::Township => &[Self::TownLeader],
            Tier::Department => &[Self::DepartmentLeader],
            Tier::City => &[Self::BureauSectionHead, Self::SystemAdmin],
        }
    }

    /// What it permits; where, the state of the matter says.
    #[must_use]
    pub fn powers(self) -> &'static [Power] {
        use Power::{Directory, Dispatch, Handle, Head, Record, Review, Supervise, Verify};
        match self {
            Self::StationClerk | Self::Mediator => &[Record],
            Self::StationHead => &[Record, Head],
            Self::TownClerk | Self::DepartmentClerk => &[Record, Dispatch],
            Self::TownHandler | Self::DepartmentHandler => &[Record, Handle],
            Self::TownLeader => &[Record, Dispatch, Handle, Head, Directory],
            Self::DepartmentLeader => &[Record, Dispatch, Handle, Head],
            Self::BureauTriage => &[Record, Dispatch],
            Self::BureauSectionHead => {
                &[Record, Dispatch, Handle, Head, Verify, Supervise, Directory]
            }
            Self::Inspector => &[Record, Verify, Supervise],
            Self::ReviewOfficer => &[Record, Review],
            // What they decide, the office enters: an instruction becomes an assignment when the
            // office confirms it.
            Self::CityLeader | Self::Secretary => &[Record],
            Self::SystemAdmin => &[Directory],
            Self::Researcher | Self::DisciplineLiaison | Self::PrivacyOfficer => &[],
        }
    }

    /// Whether it permits this kind of act.
    #[must_use]
    pub fn has(self, power: Power) -> bool {
        self.powers().contains(&power)
    }

    /// Whether an office of this tier can have such a post.
    #[must_use]
    pub fn fits(self, tier: super::Tier) -> bool {
        use super::Tier;
        match self {
            Self::StationClerk | Self::Mediator | Self::StationHead => tier == Tier::Village,
            Self::TownClerk | Self::TownHandler | Self::TownLeader => tier == Tier::Township,
            Self::DepartmentClerk | Self::DepartmentHandler | Self::DepartmentLeader => {
                tier == Tier::Department
            }
            _ => tier == Tier::City,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_stored_form() {
        for role in Role::ALL {
            let stored: Role =
                minicbor::decode(&minicbor::to_vec(role).expect("encodes")).expect("decodes");
            assert_eq!(Role::from_number(stored.number()), Some(role));
            // [number, []]
            assert_eq!(minicbor::to_vec(role).expect("encodes"), [0x82, role.number(), 0x80]);
        }
    }
}
