//! Signing a paper on the glass. Nobody has to: the printed paper can be signed as well, and a photo of
//! it kept here.

use leptos::prelude::*;

use super::paper::Sheet;
use crate::{
    bridge::{DrawnSign, PaperSign},
    papers::attached_as,
    ui::{
        components::{AttachmentList, Notice, SignSlot, Tone},
        words::papers,
    },
};

/// A place to sign: its key as an attachment, and what it is called.
type Place = (String, String, String);

/// The panel: a slot for each place to sign on, and photos of the signed paper.
#[component]
pub fn Signs(sheet: Sheet) -> AnyView {
    let (desk, kind) = (sheet.desk, sheet.kind);
    let confidential = kind.is_committees();
    let places = Memo::new(move |_| -> Vec<Place> {
        let signs: Vec<PaperSign> = sheet
            .made
            .with(|made| made.as_ref().map(|made| made.signs.clone()).unwrap_or_default());
        let place = |sign: PaperSign| {
            let key = desk.with(|view, _, _| attached_as(kind, view, &sign.place)).flatten()?;
            Some((sign.place, key, papers::signs_as(&sign.label)))
        };
        // A photographed instruction is attached where it is recorded.
        let drawn = signs.into_iter().filter(|sign| sign.place != INSTRUCTION);
        drawn.filter_map(place).collect()
    });
    let slot = move |(place, of, name): Place| {
        let outdated = Signal::derive(move || {
            sheet
                .drawn
                .with(|drawn| drawn.iter().any(|one: &DrawnSign| one.place == place && !one.stands))
        });
        let on_change = Callback::new(move |()| sheet.load());
        view! { <SignSlot matter=desk.matter of name confidential outdated on_change /> }.into_any()
    };
    let slots = move || places.get().into_iter().map(slot).collect::<Vec<AnyView>>();
    let some = Memo::new(move |_| places.with(|places| !places.is_empty()));
    let signed = [kind.name(), "/signed"].concat();
    let panel = move || {
        let signed = signed.clone();
        some.get().then(|| {
            let own = confidential
                .then(|| view! { <Notice tone=Tone::Plain><p>{papers::SIGNS_OWN}</p></Notice> });
            view! {
                <section class="panel papers__signs" aria-labelledby="papers-signs">
                    <h2 class="panel__title" id="papers-signs">{papers::SIGNS}</h2>
                    <p class="none">{papers::SIGNS_HINT}</p>
                    {own}
                    {slots}
                    <h3 class="papers__signed">{papers::SIGNED_COPY}</h3>
                    <p class="none">{papers::SIGNED_COPY_HINT}</p>
                    <AttachmentList matter=desk.matter of=signed confidential />
                </section>
            }
        })
    };
    view! { {panel} }.into_any()
}

/// The place of a leader's handwriting.
const INSTRUCTION: &str = "instruction";
