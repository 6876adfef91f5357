//! Files that a courier carries: what was not handed in, what a village needs, what came.

use casework::directory::Tier;
use ident::OfficeCode;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlInputElement, wasm_bindgen::JsCast};

use super::meeting::OfficeField;
use crate::{
    bridge::{
        Blob, Command, CourierAsk, CourierFile, CourierReply, CourierTaken, CourierTrouble, Event,
        Failure, Reply,
    },
    ui::{
        browser,
        components::{Notice, PageTitle, Tone},
        route::Route,
        session::{Session, session},
        words::{courier, failure, general, sync},
    },
};

/// A file beyond this is not even read, in bytes: no courier's file is so large.
const READ_AT_MOST: f64 = 64.0 * 1024.0 * 1024.0;

/// What came of the last press.
#[derive(Debug, Clone, PartialEq)]
enum Outcome {
    /// Nothing was pressed.
    Nothing,
    /// It is being done; so many done, of so many.
    Working(Option<(u32, u32)>),
    /// A file was made.
    Made(Vec<String>),
    /// A file was taken.
    Taken(CourierTaken),
    /// It was not done, and why.
    Failed(String),
}

/// The three things one can do.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    unsent: RwSignal<Outcome>,
    village: RwSignal<Outcome>,
    take: RwSignal<Outcome>,
}

impl Desk {
    fn is_busy(self) -> bool {
        let all = [self.unsent, self.village, self.take];
        all.iter().any(|one| one.with(|outcome| matches!(outcome, Outcome::Working(_))))
    }

    /// Asks, and shows what came of it.
    fn ask(self, shown: RwSignal<Outcome>, ask: CourierAsk) {
        if self.is_busy() {
            return;
        }
        shown.set(Outcome::Working(None));
        spawn_local(async move {
            let outcome = match self.session.ask(Command::Courier(ask)).await {
                Ok(Reply::Courier(reply)) => match reply.open() {
                    Some(CourierReply::Made(file)) => save(&file),
                    Some(CourierReply::Taken(taken)) => Outcome::Taken(taken),
                    None => Outcome::Failed(failure::sentence(&Failure::EngineRestarted)),
                },
                Ok(_) => Outcome::Failed(failure::sentence(&Failure::EngineRestarted)),
                Err(why) => Outcome::Failed(failure::sentence(&why)),
            };
            shown.try_set(outcome);
        });
    }

    fn take_in(self, input: &HtmlInputElement) {
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        if file.size() > READ_AT_MOST {
            let why = courier::trouble(CourierTrouble::TooLarge).to_owned();
            return self.take.set(Outcome::Failed(why));
        }
        // The same file may be chosen again.
        let input = input.clone();
        spawn_local(async move {
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => {
                    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
                    self.ask(self.take, CourierAsk::Take(Blob(bytes)));
                }
                Err(_) => {
                    self.take.try_set(Outcome::Failed(courier::UNREADABLE.to_owned()));
                }
            }
            input.set_value("");
        });
    }
}

fn save(file: &CourierFile) -> Outcome {
    match browser::download(&file.name, &file.bytes.0) {
        Ok(()) => Outcome::Made(courier::made(file)),
        Err(_) => Outcome::Failed(general::FILE_NOT_SAVED.to_owned()),
    }
}

/// Files that a courier carries.
#[component]
pub fn CourierPage() -> AnyView {
    let session = session();
    let nothing = || RwSignal::new(Outcome::Nothing);
    let desk = Desk { session, unsent: nothing(), village: nothing(), take: nothing() };
    session.on_event(move |event| {
        if let Event::Progress { done, of } = event {
            for one in [desk.unsent, desk.village, desk.take] {
                one.try_update(|outcome| {
                    if let Outcome::Working(far) = outcome {
                        *far = Some((*done, *of));
                    }
                });
            }
        }
    });
    let above = move || {
        session.identity.with(|own| own.as_ref().is_some_and(|own| own.tier != Tier::Village))
    };
    let make = move |_| desk.ask(desk.unsent, CourierAsk::Unsent);
    let chosen = move |event: leptos::ev::Event| {
        if let Some(input) = event.target().and_then(|at| at.dyn_into::<HtmlInputElement>().ok()) {
            desk.take_in(&input);
        }
    };
    view! {
        <PageTitle text=courier::TITLE.to_owned() tab=general::title(courier::TITLE) />
        <p class="lead">{courier::LEAD}</p>
        <p><a class="link" href=Route::Waiting.href()>{sync::TITLE}</a></p>
        <section class="panel" aria-labelledby="carry-unsent">
            <h2 class="panel__title" id="carry-unsent">{courier::UNSENT}</h2>
            <p>{courier::UNSENT_BODY}</p>
            <div class="actions">
                <button type="button" class="button button--primary" disabled=move || desk.is_busy()
                    on:click=make>{courier::MAKE_UNSENT}</button>
            </div>
            {move || shown(desk.unsent.get())}
        </section>
        {move || above().then(|| view! { <ForVillage desk /> })}
        <section class="panel" aria-labelledby="take-file">
            <h2 class="panel__title" id="take-file">{courier::TAKE}</h2>
            <p>{courier::TAKE_BODY}</p>
            <div class="field">
                <label class="field__label" for="courier-file">{courier::TAKE_FIELD}</label>
                <input class="field__input file" id="courier-file" type="file" autocomplete="off"
                    disabled=move || desk.is_busy() on:change=chosen />
            </div>
            {move || shown(desk.take.get())}
        </section>
    }
    .into_any()
}

#[component]
fn ForVillage(desk: Desk) -> AnyView {
    let code = RwSignal::new(String::new());
    let make = move |_| match OfficeCode::parse(&code.get_untracked()) {
        Ok(village) => desk.ask(desk.village, CourierAsk::For(village)),
        Err(_) => desk.village.set(Outcome::Failed(courier::VILLAGE_MISSING.to_owned())),
    };
    view! {
        <section class="panel" aria-labelledby="carry-village">
            <h2 class="panel__title" id="carry-village">{courier::VILLAGE}</h2>
            <p>{courier::VILLAGE_BODY}</p>
            <OfficeField id="courier-village" label=courier::VILLAGE_FIELD code villages=true />
            <div class="actions">
                <button type="button" class="button button--primary" disabled=move || desk.is_busy()
                    on:click=make>{courier::MAKE_VILLAGE}</button>
            </div>
            {move || shown(desk.village.get())}
        </section>
    }
    .into_any()
}

fn shown(outcome: Outcome) -> AnyView {
    match outcome {
        Outcome::Nothing => ().into_any(),
        Outcome::Working(None) => {
            view! { <p class="loading" role="status">{courier::WORKING}</p> }.into_any()
        }
        Outcome::Working(Some((done, of))) => {
            view! { <p class="loading" role="status">{courier::progress(done, of)}</p> }.into_any()
        }
        Outcome::Made(said) => {
            let lines: Vec<AnyView> = said.into_iter().map(line).collect();
            view! {
                <Notice tone=Tone::Good>
                    <p class="notice__title">{courier::MADE}</p>
                    {lines}
                </Notice>
            }
            .into_any()
        }
        Outcome::Taken(taken) => brought(&taken),
        Outcome::Failed(why) => view! { <Notice tone=Tone::Bad><p>{why}</p></Notice> }.into_any(),
    }
}

fn line(text: String) -> AnyView {
    view! { <p>{text}</p> }.into_any()
}

fn brought(taken: &CourierTaken) -> AnyView {
    let new = taken.new + taken.attachments > 0;
    let tone = if new { Tone::Good } else { Tone::Plain };
    let from = courier::from(taken, browser::now());
    let lines: Vec<AnyView> = courier::taken(taken).into_iter().map(line).collect();
    let matters = taken.some.iter().map(|one| {
        let text = format!("{} {}", one.local_no, one.name);
        let href = Route::of_case(one.kind, one.matter).href();
        view! { <li class="lines__line"><a class="link" href=href>{text}</a></li> }.into_any()
    });
    let matters: Vec<AnyView> = matters.collect();
    view! {
        <Notice tone>
            {from.map(|from| view! { <p class="notice__title">{from}</p> })}
            {lines}
            <ul class="lines">{matters}</ul>
        </Notice>
    }
    .into_any()
}
