//! The devices of an office: a code for a new one, the end of a lost one, and what that one
//! surrendered.

use casework::{directory::Person, org::KeptDevice};
use ident::{DeviceId, OfficeCode, PersonId};
use leptos::{prelude::*, task::spawn_local};
use qrcode::{Color, QrCode};

use super::page::{Page, office_of};
use crate::{
    bridge::{Command, DeviceAnswer, DeviceAsk, Event, Failure, InboxPiece},
    ui::{
        components::{Dialog, Notice, Tone},
        words::{devices, failure},
    },
};

/// What is drawn of an office's devices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Shelf {
    open: bool,
    devices: Vec<KeptDevice>,
    people: Vec<Person>,
}

/// The state of the panel. A handle.
#[derive(Clone, Copy)]
struct Panel {
    page: Page,
    answer: RwSignal<Option<DeviceAnswer>>,
    trouble: RwSignal<Option<Failure>>,
    inbox: RwSignal<Vec<InboxPiece>>,
    /// The device that is to be revoked, while that is asked.
    ending: RwSignal<Option<DeviceId>>,
    asking: RwSignal<bool>,
    person: RwSignal<String>,
}

impl Panel {
    fn ask(self, ask: DeviceAsk) {
        self.answer.set(None);
        self.trouble.set(None);
        spawn_local(async move {
            let asked = self.page.session.ask(Command::Devices(ask)).await;
            self.trouble.try_set(asked.err());
        });
    }

    fn heard(self, answer: &DeviceAnswer) {
        match answer {
            DeviceAnswer::Inbox(pieces) => {
                self.inbox.try_set(pieces.clone());
            }
            answer => {
                let ended = matches!(answer, DeviceAnswer::Revoked { .. });
                let taken = matches!(answer, DeviceAnswer::Taken { .. });
                self.answer.try_set(Some(answer.clone()));
                if taken {
                    self.ask_inbox();
                }
                if ended {
                    self.page.reload();
                }
            }
        }
    }

    /// Looks into the inbox; without the relay there is nothing to be seen of it.
    fn ask_inbox(self) {
        spawn_local(async move {
            let asked = self.page.session.ask(Command::Devices(DeviceAsk::Inbox)).await;
            drop(asked);
        });
    }
}

/// The devices of an office that one keeps.
#[component]
pub fn Devices(page: Page, code: OfficeCode) -> AnyView {
    let panel = Panel {
        page,
        answer: RwSignal::new(None),
        trouble: RwSignal::new(None),
        inbox: RwSignal::new(Vec::new()),
        ending: RwSignal::new(None),
        asking: RwSignal::new(false),
        person: RwSignal::new(String::new()),
    };
    page.session.on_event(move |event| {
        if let Event::Devices(answer) = event {
            panel.heard(answer);
        }
    });
    if page.may.get_untracked() {
        panel.ask_inbox();
    }
    let shelf = {
        let code = code.clone();
        page.part(move |view| Shelf {
            open: office_of(view, &code).is_some_and(|office| office.closed_on.is_none()),
            devices: view.devices.iter().filter(|at| at.office == code).cloned().collect(),
            people: view.people.iter().filter(|at| at.office == code).cloned().collect(),
        })
    };
    let rows = move || {
        let shelf = shelf.get();
        if shelf.devices.is_empty() {
            return view! { <p class="none">{devices::NONE}</p> }.into_any();
        }
        let may = page.may.get();
        let rows: Vec<AnyView> =
            shelf.devices.iter().map(|device| row(panel, device, may)).collect();
        view! { <ul class="org-posts">{rows}</ul> }.into_any()
    };
    let new = {
        let code = code.clone();
        move || {
            let shelf = shelf.get();
            (page.may.get() && shelf.open && !shelf.people.is_empty())
                .then(|| new_device(panel, code.clone(), &shelf.people))
        }
    };
    let said = move || panel.answer.get().map(said);
    let trouble = move || {
        let failure = panel.trouble.get()?;
        Some(view! { <Notice tone=Tone::Bad><p>{failure::sentence(&failure)}</p></Notice> })
    };
    let inbox = move || {
        let own = code.clone();
        let pieces: Vec<InboxPiece> =
            panel.inbox.get().into_iter().filter(|piece| piece.office == own).collect();
        (!pieces.is_empty()).then(|| inbox(panel, &pieces))
    };
    let end = Callback::new(move |()| {
        panel.asking.set(false);
        if let Some(device) = panel.ending.get_untracked() {
            panel.ask(DeviceAsk::Revoke(device));
        }
    });
    view! {
        <section class="panel" aria-labelledby="devices">
            <h2 class="panel__title" id="devices">{devices::TITLE}</h2>
            {rows}
            {trouble}
            <div role="status">{said}</div>
            {new}
            {inbox}
            <Dialog
                id="end-device"
                open=panel.asking
                title=devices::REVOKE_TITLE
                confirm=devices::REVOKE
                cancel=devices::CANCEL
                on_confirm=end
                danger=true
            >
                <p>{devices::REVOKE_BODY}</p>
            </Dialog>
        </section>
    }
    .into_any()
}

fn row(panel: Panel, device: &KeptDevice, may: bool) -> AnyView {
    let id = device.device;
    let name = devices::device(device.number);
    let about = format!("{} {name}", devices::REVOKE);
    let revoked = device.revoked.is_some();
    let tag = revoked.then(|| view! { " "<span class="tag">{devices::REVOKED}</span> });
    let end = (may && !revoked).then(|| {
        let press = move |_| {
            panel.ending.set(Some(id));
            panel.asking.set(true);
        };
        view! {
            <button type="button" class="button button--small" aria-label=about on:click=press>{devices::REVOKE}</button>
        }
    });
    view! {
        <li class="org-post">
            <span class="org-post__text">{name}{tag}</span>
            {end}
        </li>
    }
    .into_any()
}

fn new_device(panel: Panel, office: OfficeCode, people: &[Person]) -> AnyView {
    let first = people.first().map(|person| person.id.to_hex()).unwrap_or_default();
    panel.person.set(first);
    let options: Vec<AnyView> = people
        .iter()
        .map(|person| {
            let (id, name) = (person.id.to_hex(), person.name.clone());
            view! { <option value=id>{name}</option> }.into_any()
        })
        .collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let office = office.clone();
        if let Ok(person) = PersonId::from_hex(&panel.person.get_untracked()) {
            panel.ask(DeviceAsk::New { office, person, ends: None });
        }
    };
    view! {
        <form class="form form--narrow" on:submit=submit>
            <div class="field">
                <label class="field__label" for="device-person">{devices::FOR_WHOM}</label>
                <select
                    id="device-person"
                    class="field__input"
                    on:change=move |event| panel.person.set(event_target_value(&event))
                >
                    {options}
                </select>
            </div>
            <div class="actions">
                <button type="submit" class="button">{devices::MAKE}</button>
            </div>
        </form>
    }
    .into_any()
}

fn said(answer: DeviceAnswer) -> AnyView {
    let bad =
        |text: &'static str| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> }.into_any();
    let plain = |text: String| view! { <Notice tone=Tone::Plain><p>{text}</p></Notice> }.into_any();
    match answer {
        DeviceAnswer::Code { code, until, .. } => {
            let link = format!("{}/#enrol={code}", window().origin());
            view! {
                <Notice tone=Tone::Careful>
                    <p>{devices::CODE}": "<strong class="device-code">{code}</strong></p>
                    <p>{devices::CODE_BODY}" "{devices::good_until(until)}</p>
                    {qr(&link)}
                </Notice>
            }
            .into_any()
        }
        DeviceAnswer::CodeRefused => bad(devices::CODE_REFUSED),
        DeviceAnswer::Revoked { held: Some(held), .. } => plain(devices::held(held.len())),
        DeviceAnswer::Revoked { held: None, .. } => bad(devices::NOT_REVOKED),
        DeviceAnswer::Taken { docs: Some((kept, refused)), .. } => {
            plain(devices::taken(kept, refused))
        }
        DeviceAnswer::Taken { docs: None, .. } => bad(devices::NOT_TAKEN),
        DeviceAnswer::Inbox(_) => ().into_any(),
    }
}

/// The link as a picture, four modules of quiet around it.
fn qr(link: &str) -> AnyView {
    let Ok(code) = QrCode::new(link.as_bytes()) else { return ().into_any() };
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path: String =
        dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + 4, at / width + 4)).collect();
    let frame = format!("0 0 {0} {0}", width + 8);
    view! {
        <svg class="device-qr" viewBox=frame role="img" aria-label=devices::QR>
            <path class="device-qr__dark" d=path></path>
        </svg>
    }
    .into_any()
}

fn inbox(panel: Panel, pieces: &[InboxPiece]) -> AnyView {
    let rows: Vec<AnyView> = pieces
        .iter()
        .map(|piece| {
            let no = piece.no;
            let office = panel.page.office_name(piece.office.as_str());
            let text = devices::piece(&office, piece.received, piece.changes);
            view! {
                <li class="org-post">
                    <span class="org-post__text">{text}</span>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| panel.ask(DeviceAsk::TakeIn(no))
                    >
                        {devices::TAKE_IN}
                    </button>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <h3>{devices::INBOX}</h3>
        <p>{devices::INBOX_BODY}</p>
        <ul class="org-posts">{rows}</ul>
    }
    .into_any()
}
