//! A new office.

use casework::{
    directory::Tier,
    org::{OrgStep, local_code},
};
use ident::{OfficeCode, PostId};
use leptos::prelude::*;

use super::{
    field,
    office::{choices, of_tier, take},
    typed,
};
use crate::ui::{
    browser,
    components::FieldKind,
    pages::org::{
        form::{Field, Form, Input, Wrong},
        page::{Page, office_of},
    },
    words::{general, org},
};

/// A new office: what a city opens stands below it; a station stands below a township.
pub fn open(page: Page, tiers: &[Tier]) -> Option<Form> {
    let own = page.session.identity.get_untracked()?;
    let today = browser::today().to_string();
    let (name, code, organ, phone) = four();
    let from = RwSignal::new(today);
    let stations = *tiers == [Tier::Village];
    // A city chooses; what a station is, nobody need be asked.
    let tier = RwSignal::new(if stations { name_of(Tier::Village) } else { "" }.to_owned());
    let townships = page.now(|view| of_tier(view, Tier::Township));
    // A township's own stations stand below it; the city says below which.
    let below_other = stations && own.tier == Tier::City;
    let under = RwSignal::new(if below_other {
        page.office
            .get_untracked()
            .filter(|code| townships.iter().any(|at| at.code == *code))
            .map(|code| code.as_str().to_owned())
            .unwrap_or_default()
    } else {
        own.office.as_str().to_owned()
    });
    // Drawn once: saved again after a failure, it is the same office.
    let drawn = browser::random_hex::<8>();
    let mut fields = vec![field("org-name", org::NAME, Input::Line(FieldKind::Text), name)];
    if !stations {
        let options = tiers
            .iter()
            .map(|tier| (name_of(*tier).to_owned(), org::new_tier(*tier).to_owned()))
            .collect();
        fields.push(field("org-tier", org::TIER, Input::Choices(options), tier));
    }
    if below_other {
        let input = Input::Pick(choices(page, townships));
        fields.push(field("org-under", org::UNDER, input, under));
    }
    fields.extend([
        Field {
            hint: org::CODE_HINT,
            ..field("org-code", org::CODE, Input::Line(FieldKind::Code), code)
        },
        Field {
            hint: org::ORGAN_HINT,
            ..field("org-organ", org::ORGAN, Input::Line(FieldKind::Text), organ)
        },
        Field {
            hint: org::PHONE_HINT,
            ..field("org-phone", org::PHONE, Input::Line(FieldKind::Phone), phone)
        },
        field("org-day", org::OPENED_ON, Input::Day(None), from),
    ]);
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        let name = take(&mut wrong, "org-name", typed::name(&name.get_untracked()));
        let tier = take(&mut wrong, "org-tier", tier_of(&tier.get_untracked()));
        let under = OfficeCode::parse(&under.get_untracked()).map_err(|_| org::UNDER_MISSING);
        let under = take(&mut wrong, "org-under", under);
        let code = new_code(page, &code.get_untracked(), &drawn);
        let code = take(&mut wrong, "org-code", code);
        let organ = take(&mut wrong, "org-organ", typed::line(&organ.get_untracked()));
        let phone = take(&mut wrong, "org-phone", typed::line(&phone.get_untracked()));
        let from = take(&mut wrong, "org-day", typed::day(&from.get_untracked()));
        match (name, tier, under, code, organ, phone, from) {
            (
                Some(name),
                Some(tier),
                Some(parent),
                Some(office),
                Some(organ),
                Some(phone),
                Some(from),
            ) => Ok(Some(OrgStep::OfficeOpened {
                by,
                office,
                name,
                tier,
                parent,
                organ,
                phone,
                from,
            })),
            _ => Err(wrong),
        }
    });
    let title = if stations { org::OPEN_STATION } else { org::OPEN };
    Some(Form {
        title: title.to_owned(),
        lead: Vec::new(),
        careful: Vec::new(),
        fields,
        confirm: general::SAVE,
        danger: false,
        make,
    })
}

fn four() -> (RwSignal<String>, RwSignal<String>, RwSignal<String>, RwSignal<String>) {
    let empty = || RwSignal::new(String::new());
    (empty(), empty(), empty(), empty())
}

/// The code typed, or a local one.
fn new_code(page: Page, typed: &str, drawn: &str) -> Result<OfficeCode, &'static str> {
    let typed = typed.trim().to_ascii_uppercase();
    let code = if typed.is_empty() {
        let seed = PostId::from_hex(drawn).map_err(|_| org::CODE_BAD)?;
        local_code(seed.as_bytes())
    } else {
        OfficeCode::parse(&typed)
    };
    let code = code.map_err(|_| org::CODE_BAD)?;
    let taken = page.now(|view| office_of(view, &code).is_some());
    if taken { Err(org::CODE_TAKEN) } else { Ok(code) }
}

/// A tier's name among the choices.
pub(super) fn name_of(tier: Tier) -> &'static str {
    match tier {
        Tier::City => "city",
        Tier::Township => "township",
        Tier::Village => "village",
        Tier::Department => "department",
    }
}

fn tier_of(name: &str) -> Result<Tier, &'static str> {
    [Tier::Township, Tier::Village, Tier::Department]
        .into_iter()
        .find(|tier| name_of(*tier) == name)
        .ok_or(org::TIER_MISSING)
}
