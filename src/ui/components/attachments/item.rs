//! One attachment in the list.

use std::{cell::RefCell, rc::Rc};

use casework::step::attachment::Medium;
use ident::{BlobId, MatterId};
use leptos::{prelude::*, task::spawn_local};

use super::{ask, object_url::ObjectUrl, viewer::Shown};
use crate::{
    bridge::{AttachmentAsk, AttachmentItem, AttachmentReply, Blob, BlobPlace},
    ui::{
        browser,
        session::{Session, session},
        words::{attachments, failure},
    },
};

/// What an item asks of its list.
#[derive(Clone, Copy)]
pub struct Wishes {
    /// Show it closely.
    pub show: Callback<Shown>,
    /// Take it away, after a question.
    pub remove: Callback<BlobId>,
    /// Something went wrong.
    pub wrong: Callback<String>,
}

/// Its bytes, where they are here.
pub async fn bytes_of(session: Session, matter: MatterId, blob: BlobId) -> Result<Vec<u8>, String> {
    match ask(session, AttachmentAsk::Open { matter, blob }).await {
        Ok(AttachmentReply::Bytes(Blob(bytes))) => Ok(bytes),
        Ok(AttachmentReply::Damaged) => Err(attachments::DAMAGED.to_owned()),
        Ok(_) => Err(attachments::NOT_HERE.to_owned()),
        Err(failed) => Err(failure::sentence(&failed)),
    }
}

/// Its name as a file.
#[must_use]
pub fn file_name(item: &AttachmentItem) -> String {
    let name: String = attachments::name(&item.name, item.kind)
        .chars()
        .map(|sign| if sign.is_control() || r#"\/:*?"<>|"#.contains(sign) { '_' } else { sign })
        .collect();
    let ending = match item.medium {
        Some(Medium::Jpeg) => "jpg",
        Some(Medium::Png) => "png",
        Some(Medium::Pdf) => "pdf",
        None => "bin",
    };
    format!("{name}.{ending}")
}

/// So many of a list are shown in small at once; the others when they are asked for.
const EAGER: usize = 24;

/// Whether all bytes are on this device.
#[must_use]
pub fn is_here(place: BlobPlace) -> bool {
    matches!(place, BlobPlace::HandedIn | BlobPlace::Waiting(_))
}

/// An attachment. It is drawn anew when its bytes come or go, not when they get further.
#[component]
pub fn Item(
    matter: MatterId,
    item: AttachmentItem,
    /// The list as it stands, which says how far the bytes are.
    items: RwSignal<Vec<AttachmentItem>>,
    wishes: Wishes,
    /// Whether it can be taken away here.
    edits: bool,
) -> AnyView {
    let session = session();
    let (blob, medium, first) = (item.blob, item.medium, item.place);
    let here = is_here(first);
    let now = move || items.with(|all| all.iter().find(|it| it.blob == blob).map(|it| it.place));
    let place = Memo::new(move |_| now().unwrap_or(first));
    let name = attachments::name(&item.name, item.kind);
    let called = StoredValue::new(name.clone());
    let url = RwSignal::new(None::<String>);
    // The address lives as long as the item is on the screen.
    let kept: Rc<RefCell<Option<ObjectUrl>>> = Rc::default();
    let kept = StoredValue::new_local(kept);
    let load = move |then_show: bool| {
        let Some(medium) = medium.filter(|_| here) else { return };
        spawn_local(async move {
            let bytes = match bytes_of(session, matter, blob).await {
                Ok(bytes) => bytes,
                Err(why) => {
                    wishes.wrong.try_run(why);
                    return;
                }
            };
            if let Some(made) = ObjectUrl::new(&bytes, medium)
                && let Some(kept) = kept.try_get_value()
            {
                let text = made.text().to_owned();
                *kept.borrow_mut() = Some(made);
                url.try_set(Some(text.clone()));
                if then_show && medium.is_picture() {
                    let name = called.try_get_value().unwrap_or_default();
                    wishes.show.try_run(Shown { url: text, name });
                }
            }
        });
    };
    let position = items.with_untracked(|all| all.iter().position(|it| it.blob == blob));
    if position.is_some_and(|at| at < EAGER) {
        load(false);
    }
    let show = move |_| match url.get_untracked() {
        Some(url) => wishes.show.run(Shown { url, name: called.get_value() }),
        None => load(true),
    };
    let look = move || {
        match (medium, url.get()) {
        (Some(medium), Some(url)) if medium.is_picture() => view! {
            <button type="button" class="attachment__look" aria-label=attachments::open(&called.get_value())
                on:click=show>
                <img class="attachment__thumb" src=url alt="" />
            </button>
        }
        .into_any(),
        (Some(Medium::Pdf), Some(url)) => view! {
            <a class="attachment__look attachment__look--pdf" href=url target="_blank" rel="noopener">
                {attachments::OPEN_PDF}
            </a>
        }
        .into_any(),
        (Some(_), None) if here => view! {
            <button type="button" class="attachment__look" aria-label=attachments::open(&called.get_value())
                on:click=show>{attachments::OPEN}</button>
        }
        .into_any(),
        _ => view! { <span class="attachment__look attachment__look--none" aria-hidden="true"></span> }
            .into_any(),
    }
    };
    let fetch = move |_| {
        spawn_local(async move {
            match ask(session, AttachmentAsk::Want { matter, blob }).await {
                Ok(_) => session.say(attachments::ASKED),
                Err(failed) => {
                    wishes.wrong.try_run(failure::sentence(&failed));
                }
            }
        });
    };
    let file = StoredValue::new(file_name(&item));
    let save = move |_| {
        spawn_local(async move {
            match bytes_of(session, matter, blob).await {
                Ok(bytes) => {
                    if let Some(name) = file.try_get_value() {
                        session.give_file(&name, &bytes);
                    }
                }
                Err(why) => {
                    wishes.wrong.try_run(why);
                }
            }
        });
    };
    let progress = move || match place.get() {
        place @ (BlobPlace::Waiting(part @ 1..) | BlobPlace::Coming(part)) => Some(view! {
            <progress class="attachment__progress" max="100" value=part.to_string()
                aria-label=attachments::place(place)></progress>
        }),
        _ => None,
    };
    let facts = format!(
        "{}，{}",
        attachments::size(u64::from(item.size)),
        attachments::by(&item.by, &item.office, item.at, browser::now())
    );
    let unknown = item.medium.is_none();
    let stands = move || {
        let place = place.get();
        if unknown { attachments::NOT_SHOWN.to_owned() } else { attachments::place(place) }
    };
    view! {
        <li class="attachment">
            {look}
            <div class="attachment__text">
                <p class="attachment__name">{name}</p>
                <p class="attachment__facts">{facts}</p>
                <p class="attachment__place" role="status">{stands}</p>
                {progress}
            </div>
            <div class="attachment__actions">
                {(!here && !unknown).then(|| view! {
                    <button type="button" class="button button--small" on:click=fetch>{attachments::FETCH}</button>
                })}
                {here.then(|| view! {
                    <button type="button" class="button button--small" on:click=save>{attachments::SAVE_AS}</button>
                })}
                {edits.then(|| view! {
                    <button type="button" class="button button--small" on:click=move |_| wishes.remove.run(blob)>
                        {attachments::REMOVE}
                    </button>
                })}
            </div>
        </li>
    }
    .into_any()
}
