//! Codes of visits and receptions. Each stands under its name in stored messages for ever.

use serde::{Deserialize, Serialize};

use crate::{CaseKind, step::codes::codes};

codes!(
    /// How a leader meets people.
    MeetingForm {
        /// 带案下访: goes to a village with its cases.
        BringingCases = "bringing_cases",
        /// 走访调研: goes from house to house.
        Rounds = "rounds",
        /// 现场接访: sits in the village and receives.
        OnTheSpot = "on_the_spot",
        /// 公开接访: a day at the desk that was announced.
        OpenReception = "open_reception",
        /// 约访: meets one whom they, or who, asked for it.
        ByAppointment = "by_appointment",
    }
);

impl MeetingForm {
    /// What it is a case of.
    #[must_use]
    pub fn case(self) -> CaseKind {
        match self {
            Self::BringingCases | Self::Rounds | Self::OnTheSpot => CaseKind::Visit,
            Self::OpenReception | Self::ByAppointment => CaseKind::Reception,
        }
    }
}

codes!(
    /// What became of a problem at the meeting itself.
    ProblemOutcome {
        /// 当场解决
        Solved = "solved",
        /// 承诺限期解决
        Promised = "promised",
        /// 转办
        PassedOn = "passed_on",
        /// 登记待办
        Registered = "registered",
        /// 已作解释说明
        Explained = "explained",
    }
);

codes!(
    /// How it stands with one who waits.
    QueuePlace {
        /// 等候
        Waiting = "waiting",
        /// 正在接谈
        Inside = "inside",
        /// 已接谈
        Done = "done",
        /// 已离开
        Left = "left",
    }
);
