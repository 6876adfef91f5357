//! How a petition came in (信访形式).

/// The channel: how it came, apart from whom it came from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 来访
    Visit,
    /// 来信
    Letter,
    /// 来电
    Call,
    /// 网上信访
    Online,
    /// 传真
    Fax,
    /// 下访中反映
    LeaderFieldVisit,
    /// 约访
    Appointment,
    /// 接访
    ReceptionDay,
}

impl Channel {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Visit,
        Self::Letter,
        Self::Call,
        Self::Online,
        Self::Fax,
        Self::LeaderFieldVisit,
        Self::Appointment,
        Self::ReceptionDay,
    ];

    /// The stable name, as stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Letter => "letter",
            Self::Call => "call",
            Self::Online => "online",
            Self::Fax => "fax",
            Self::LeaderFieldVisit => "leader_field_visit",
            Self::Appointment => "appointment",
            Self::ReceptionDay => "reception_day",
        }
    }

    /// From its stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }
}
