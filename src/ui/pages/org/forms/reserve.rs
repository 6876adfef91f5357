//! Numbers for an office's papers.

use casework::{directory::NumberBlock, org::OrgStep};
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
    // Of other offices' devices nothing is known here.
    let own = page.session.identity.get_untracked().filter(|own| own.office == office.code);
    let own = own.map(|own| own.device);
    let device = empty();
    if let Some(own) = own {
        let options = vec![
            (String::new(), org::ANY_DEVICE.to_owned()),
            (own.to_hex(), org::THIS_DEVICE.to_owned()),
        ];
        fields.push(field("org-device", org::WHICH_DEVICE, Input::Choices(options), device));
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
        let device = own.filter(|_| device.with_untracked(|device| !device.is_empty()));
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
