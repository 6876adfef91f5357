//! Whom a petition came from (来源), apart from how it came.

/// The source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// 本人
    Petitioner,
    /// 上级交办、转送
    Superior,
    /// 领导批示
    Leader,
    /// 12345 热线
    Hotline,
    /// 媒体、网络反映
    Media,
    /// 排查发现
    Screening,
    /// 其他
    Other,
}

impl Source {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Petitioner,
        Self::Superior,
        Self::Leader,
        Self::Hotline,
        Self::Media,
        Self::Screening,
        Self::Other,
    ];

    /// The stable name, as stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Petitioner => "petitioner",
            Self::Superior => "superior",
            Self::Leader => "leader",
            Self::Hotline => "hotline",
            Self::Media => "media",
            Self::Screening => "screening",
            Self::Other => "other",
        }
    }

    /// From its stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }
}
