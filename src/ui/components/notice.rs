use leptos::prelude::*;

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something to know.
    Plain,
    /// Something done.
    Good,
    /// Something to look at.
    Careful,
    /// Something that went wrong.
    Bad,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "notice",
            Self::Good => "notice notice--good",
            Self::Careful => "notice notice--careful",
            Self::Bad => "notice notice--bad",
        }
    }

    fn role(self) -> &'static str {
        match self {
            Self::Bad => "alert",
            Self::Plain | Self::Good | Self::Careful => "status",
        }
    }
}

/// A sentence in a frame, read aloud when it appears.
#[component]
pub fn Notice(tone: Tone, children: Children) -> AnyView {
    view! { <div class=tone.class() role=tone.role()>{children()}</div> }.into_any()
}
