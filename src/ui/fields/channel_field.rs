use casework::schema::Channel;
use leptos::prelude::*;

use crate::ui::{
    components::{Bind, Choices},
    words::{directory, intake},
};

/// How it came.
#[component]
pub fn ChannelField(
    #[prop(into)] id: String,
    /// The channel by name.
    bind: Bind,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> AnyView {
    let options = Channel::ALL
        .into_iter()
        .map(|channel| (channel.name().to_owned(), directory::channel(channel).to_owned()))
        .collect();
    view! { <Choices id legend=intake::CHANNEL bind options error /> }.into_any()
}
