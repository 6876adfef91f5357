//! A place where somebody may sign on the glass. Always optional: nothing waits for it.

use ident::{BlobId, MatterId};
use leptos::{prelude::*, task::spawn_local};

use super::{SignaturePad, ask, item::bytes_of, object_url::ObjectUrl};
use crate::{
    bridge::{AttachmentAsk, AttachmentItem, AttachmentReply, Event},
    ui::{
        browser,
        components::{Notice, Tone},
        session::session,
        words::{attachments, failure},
    },
};

/// The signature under a key, the last one that was drawn, with a pad to draw it.
#[component]
pub fn SignSlot(
    /// Which matter.
    matter: MatterId,
    /// What is signed, e.g. `mediation_agreement/party:main` or `talk:…`.
    #[prop(into)]
    of: String,
    /// Who signs: shown beside it, and what the signature is called in lists.
    #[prop(into)]
    name: String,
    /// It stays with the own office's mediation committee.
    #[prop(optional)]
    confidential: bool,
    /// What was signed was changed since: the signature does not count any more.
    #[prop(into, optional)]
    outdated: Signal<bool>,
    /// Called when a signature came or went.
    #[prop(into, optional)]
    on_change: Option<Callback<()>>,
) -> AnyView {
    let session = session();
    let signed = RwSignal::new(None::<AttachmentItem>);
    let signing = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let picture = RwSignal::new(None::<String>);
    // The address lives as long as the slot is on the screen.
    let kept = StoredValue::new_local(None::<ObjectUrl>);
    let key = StoredValue::new(of.clone());
    let called = StoredValue::new(name.clone());
    let show = move |item: &AttachmentItem| {
        let (blob, medium) = (item.blob, item.medium);
        spawn_local(async move {
            let Some(medium) = medium.filter(|medium| medium.is_picture()) else { return };
            // Not here is said by its place.
            let Ok(bytes) = bytes_of(session, matter, blob).await else { return };
            if let Some(made) = ObjectUrl::new(&bytes, medium) {
                picture.try_set(Some(made.text().to_owned()));
                kept.try_set_value(Some(made));
            }
        });
    };
    let reload = move || {
        spawn_local(async move {
            match ask(session, AttachmentAsk::List(matter)).await {
                Ok(AttachmentReply::Items(all)) => {
                    let Some(of) = key.try_get_value() else { return };
                    let mine =
                        |item: &AttachmentItem| item.of == of && item.confidential == confidential;
                    let last = all.into_iter().rfind(mine);
                    match &last {
                        Some(item) => show(item),
                        None => {
                            picture.try_set(None);
                        }
                    }
                    signed.try_set(last);
                }
                Ok(_) => {}
                Err(failed) => {
                    wrong.try_set(Some(failure::sentence(&failed)));
                }
            }
        });
    };
    reload();
    session.on_event(move |event| match event {
        Event::MatterChanged(changed) if *changed == matter => reload(),
        Event::BlobChanged(blob)
            if signed.with_untracked(|one| one.as_ref().is_some_and(|it| it.blob == *blob)) =>
        {
            reload();
        }
        _ => {}
    });
    let changed = move || {
        reload();
        if let Some(tell) = on_change {
            tell.try_run(());
        }
    };
    let remove = move |blob: BlobId| {
        spawn_local(async move {
            match ask(session, AttachmentAsk::Drop { matter, blob }).await {
                Ok(_) => {
                    session.say(attachments::SIGNATURE_REMOVED);
                    changed();
                }
                Err(failed) => {
                    wrong.try_set(Some(failure::sentence(&failed)));
                }
            }
        });
    };
    let fetch = move |blob: BlobId| {
        spawn_local(async move {
            match ask(session, AttachmentAsk::Want { matter, blob }).await {
                Ok(_) => session.say(attachments::ASKED),
                Err(failed) => {
                    wrong.try_set(Some(failure::sentence(&failed)));
                }
            }
        });
    };
    let stands = move || match signed.get() {
        None => attachments::NOT_SIGNED.to_owned(),
        Some(_) if outdated.get() => attachments::SIGNED_BEFORE.to_owned(),
        Some(item) => attachments::signed(item.at, browser::now()),
    };
    let look = move || {
        let url = picture.get()?;
        let name = attachments::signature_of(&called.get_value());
        Some(view! { <img class="sign-slot__picture" src=url alt=name /> })
    };
    let aria = move |what: &'static str| called.with_value(|name| [what, "：", name].concat());
    let buttons = move || {
        let one = signed.get();
        let blob = one.as_ref().map(|item| item.blob);
        let elsewhere = one.as_ref().is_some_and(|item| !super::item::is_here(item.place));
        let what = if one.is_some() { attachments::SIGN_AGAIN } else { attachments::SIGN };
        view! {
            <button type="button" class="button button--small" aria-label=aria(what)
                aria-expanded=move || signing.get().to_string()
                on:click=move |_| signing.update(|signing| *signing = !*signing)>{what}</button>
            {blob.filter(|_| elsewhere).map(|blob| view! {
                <button type="button" class="button button--small" aria-label=aria(attachments::FETCH)
                    on:click=move |_| fetch(blob)>{attachments::FETCH}</button>
            })}
            {blob.map(|blob| view! {
                <button type="button" class="button button--small" aria-label=aria(attachments::REMOVE)
                    on:click=move |_| remove(blob)>{attachments::REMOVE}</button>
            })}
        }
    };
    let pad = move || {
        signing.get().then(|| {
            let on_done = Callback::new(move |()| {
                signing.set(false);
                changed();
            });
            let (of, name) = (key.get_value(), attachments::signature_of(&called.get_value()));
            view! { <SignaturePad matter of name confidential on_done /> }
        })
    };
    view! {
        <div class="sign-slot" role="group" aria-label=name.clone()>
            <p class="sign-slot__name">{name.clone()}</p>
            <p class="sign-slot__state" class:sign-slot__state--old=move || outdated.get() role="status">{stands}</p>
            {look}
            <div class="actions">{buttons}</div>
            {pad}
            {move || wrong.get().map(|why| view! { <Notice tone=Tone::Bad><p>{why}</p></Notice> })}
        </div>
    }
    .into_any()
}
