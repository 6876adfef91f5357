//! What the city office sets for everybody.

use casework::org::OrgStep;
use leptos::prelude::*;

use super::field;
use crate::ui::{
    pages::org::{
        form::{Form, Input},
        page::{Page, paper_title},
    },
    words::{general, org},
};

/// The profile where nobody set one.
pub const DEFAULT_PROFILE: &str = "national/1";

/// Which rules new matters run under.
pub fn profile(page: Page) -> Option<Form> {
    let now = page.now(|view| view.profile.clone()).unwrap_or_else(|| DEFAULT_PROFILE.to_owned());
    let value = RwSignal::new(now.clone());
    let options = org::PROFILES
        .iter()
        .map(|(value, text)| ((*value).to_owned(), (*text).to_owned()))
        .collect();
    let make = Callback::new(move |by| {
        let profile = value.get_untracked();
        Ok((profile != now).then_some(OrgStep::ProfileSet { by, profile }))
    });
    Some(Form {
        title: org::PROFILE_SET.to_owned(),
        lead: Vec::new(),
        careful: vec![org::PROFILE_KEEPS.to_owned()],
        fields: vec![field("org-profile", org::PROFILE, Input::Choices(options), value)],
        confirm: general::SAVE,
        danger: false,
        make,
    })
}

/// The shipped template again.
pub fn reset_template(paper: &str) -> Form {
    let title = format!("{}：{}", org::TEMPLATE_RESET, paper_title(paper));
    let paper = paper.to_owned();
    let make = Callback::new(move |by| {
        Ok(Some(OrgStep::TemplateSet { by, paper: paper.clone(), text: String::new() }))
    });
    Form {
        title,
        lead: Vec::new(),
        careful: vec![org::TEMPLATE_RESET_BODY.to_owned()],
        fields: Vec::new(),
        confirm: org::TEMPLATE_RESET,
        danger: true,
        make,
    }
}
