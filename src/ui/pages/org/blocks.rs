//! Numbers of papers reserved for an office.

use casework::{directory::NumberBlock, org::KeptDevice};
use ident::{DeviceId, OfficeCode};
use leptos::prelude::*;

use super::{
    forms::{FormKind, opener},
    numbers,
    page::{Page, office_of, paper_title},
};
use crate::ui::{
    browser,
    components::{Notice, Tone},
    words::org,
};

/// The table, what lacks, and a way to reserve. Nothing for offices that number no papers.
#[component]
pub fn Blocks(page: Page, code: OfficeCode) -> AnyView {
    let own = code.clone();
    let state = page.part(move |view| {
        let office = office_of(view, &own)?;
        numbers::numbered(office.tier).next()?;
        let mut blocks: Vec<NumberBlock> =
            view.blocks.iter().filter(|block| block.office == own).cloned().collect();
        blocks.sort_by(|a, b| (b.year, &a.paper, a.from).cmp(&(a.year, &b.paper, b.from)));
        let lacking = numbers::lacking(&view.blocks, &view.devices, office, browser::today());
        let devices: Vec<KeptDevice> =
            view.devices.iter().filter(|device| device.office == own).cloned().collect();
        let blocks: Vec<(NumberBlock, bool)> = blocks
            .into_iter()
            .map(|block| {
                let waits = view.unconfirmed.contains(&block);
                (block, waits)
            })
            .collect();
        Some((blocks, devices, lacking, office.closed_on.is_none()))
    });
    let content = move || {
        let (blocks, devices, lacking, open) = state.get()?;
        let missing: Vec<AnyView> = lacking
            .into_iter()
            .map(|year| view! { <p>{org::no_numbers(year)}</p> }.into_any())
            .collect();
        let missing =
            (!missing.is_empty()).then(|| view! { <Notice tone=Tone::Careful>{missing}</Notice> });
        let table = if blocks.is_empty() {
            view! { <p class="none">{org::NO_BLOCKS}</p> }.into_any()
        } else {
            table(page, &blocks, &devices)
        };
        let reserve = open.then(|| {
            let kind = FormKind::Reserve(code.clone());
            view! { <div class="actions">{opener(page, kind, org::RESERVE, false)}</div> }
        });
        Some(view! {
            <section class="panel" aria-labelledby="numbers">
                <h2 class="panel__title" id="numbers">{org::NUMBERS}</h2>
                <p>{org::NUMBERS_BODY}</p>
                {missing}
                {table}
                {reserve}
            </section>
        })
    };
    view! { {content} }.into_any()
}

fn table(page: Page, blocks: &[(NumberBlock, bool)], devices: &[KeptDevice]) -> AnyView {
    let own = page.session.identity.with(|own| own.as_ref().map(|own| own.device));
    let rows: Vec<AnyView> = blocks
        .iter()
        .map(|(block, waits)| {
            let waits = waits.then(|| {
                view! { " "<span class="tag tag--careful">{org::UNCONFIRMED}</span> }
            });
            view! {
                <tr>
                    <th scope="row">{paper_title(&block.paper)}</th>
                    <td class="number">{block.year.to_string()}</td>
                    <td class="number">{org::range(block.from, block.to)}{waits}</td>
                    <td>{device(block.device, own, devices)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <table class="org-table">
            <thead>
                <tr>
                    <th scope="col">{org::PAPER}</th>
                    <th scope="col">{org::YEAR}</th>
                    <th scope="col">{org::RANGE}</th>
                    <th scope="col">{org::DEVICE}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn device(of: Option<DeviceId>, own: Option<DeviceId>, devices: &[KeptDevice]) -> String {
    let Some(of) = of else { return org::ANY_DEVICE.to_owned() };
    match devices.iter().find(|device| device.device == of) {
        Some(one) if one.revoked.is_some() => org::revoked_device(one.number),
        Some(one) => org::numbered_device(one.number, Some(of) == own),
        None => org::OTHER_DEVICE.to_owned(),
    }
}
