//! Numbers for an office's papers.

use casework::{
    directory::NumberBlock,
    org::{KeptDevice, OrgStep},
};
use chrono::Datelike;
use ident::OfficeCode;
use leptos::prelude::*;
use papers::wording;

use super::{field, office::take, typed};
use crate::ui::{
    browser,
    components::FieldKind,
    pages::org::{
        form::{Field, Form, Input, Wrong},
        numbers::{self, SIZE},
        page::{Page, office_of},
    },
    words::{general, org},
};

/// Numbers for an office: after those that are reserved, as far as nothing else is typed.
pub fn reserve(page: Page, code: &OfficeCode) -> Option<Form> {
    let office = page.now(|view| office_of(view, code).cloned())?;
    let empty = || RwSignal::new(String::new());
    let (paper, first, last) = (empty(), empty(), empty());
    let year = RwSignal::new(browser::today().year().to_string());
    let code = StoredValue::new(office.code.clone());
    Effect::new(move |_| {
        let of = paper.get();
        let Ok(of_year) = year.with(|year| typed::year(year)) else { return };
        if of.is_empty() {
            return;
        }
        let next = page.now(|view| {
            code.with_value(|code| numbers::next_free(&view.blocks, code, &of, of_year))
        });
        first.set(next.to_string());
        last.set(next.saturating_add(SIZE - 1).to_string());
    });
    let options = numbers::numbered(office.tier)
        .map(|kind| (kind.name().to_owned(), wording::title(kind).to_owned()))
        .collect();
    let line = |id, label, value| field(id, label, Input::Line(FieldKind::Code), value);
    let mut fields = vec![
        field("org-paper", org::PAPER, Input::Choices(options), paper),
        line("org-year", org::YEAR, year),
        Field { hint: org::FIRST_HINT, ..line("org-first", org::FIRST, first) },
        line("org-last", org::LAST, last),
    ];
    let own = page.session.identity.get_untracked().map(|own| own.device);
    let devices = page.now(|view| numbers::devices(&view.devices, &office.code));
    // All were revoked, and the next one is not the first.
    let orphaned = devices.is_empty()
        && page.now(|view| view.devices.iter().any(|it| it.office == office.code));
    let device = empty();
    // Without any there is nothing to choose: the first one that comes gives them.
    if !devices.is_empty() {
        let one = |it: &KeptDevice| {
            (it.device.to_hex(), org::numbered_device(it.number, Some(it.device) == own))
        };
        // Those for no device in particular are the first one's to give: where that was revoked, nobody
        // would ever give them.
        let any = numbers::has_first(&devices);
        if !any {
            device.set(devices.first().map(|it| it.device.to_hex()).unwrap_or_default());
        }
        let any = any.then(|| (String::new(), org::ANY_DEVICE.to_owned()));
        let options = any.into_iter().chain(devices.iter().map(one)).collect();
        let choice = field("org-device", org::WHICH_DEVICE, Input::Choices(options), device);
        fields.push(Field { hint: org::DEVICE_HINT, ..choice });
    }
    let title = format!("{}：{}", org::RESERVE, office.name);
    let make = Callback::new(move |by| {
        let mut wrong = Wrong::new();
        let paper = paper.get_untracked();
        let paper = if paper.is_empty() { Err(org::PAPER_MISSING) } else { Ok(paper) };
        let paper = take(&mut wrong, "org-paper", paper);
        let year = take(&mut wrong, "org-year", typed::year(&year.get_untracked()));
        let from = take(&mut wrong, "org-first", typed::number(&first.get_untracked()));
        let to = take(&mut wrong, "org-last", typed::number(&last.get_untracked()));
        let (Some(paper), Some(year), Some(from), Some(to)) = (paper, year, from, to) else {
            return Err(wrong);
        };
        let office = code.get_value();
        if orphaned {
            return Err(vec![("org-paper", org::NO_DEVICE_LEFT.to_owned())]);
        }
        let device = device.with_untracked(|chosen| {
            devices.iter().map(|it| it.device).find(|device| device.to_hex() == *chosen)
        });
        let block = NumberBlock { office, paper, year, from, to, device };
        if to < from {
            return Err(vec![("org-last", org::NUMBER_ORDER.to_owned())]);
        }
        if page.now(|view| view.blocks.iter().any(|other| other.overlaps(&block))) {
            return Err(vec![("org-first", org::NUMBER_TAKEN.to_owned())]);
        }
        let NumberBlock { office, paper, year, from, to, device } = block;
        Ok(Some(OrgStep::BlockReserved { by, office, paper, year, from, to, device }))
    });
    Some(Form {
        title,
        lead: vec![org::NUMBERS_BODY.to_owned()],
        careful: Vec::new(),
        fields,
        confirm: general::SAVE,
        danger: false,
        make,
    })
}
