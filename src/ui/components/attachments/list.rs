//! The attachments of a matter, or of a part of it.

use ident::{BlobId, MatterId};
use leptos::{prelude::*, task::spawn_local};

use super::{
    Place,
    add::Add,
    ask,
    item::{Item, Wishes, bytes_of, file_name, is_here},
    viewer::{Shown, Viewer},
};
use crate::{
    bridge::{AttachmentAsk, AttachmentItem, AttachmentReply, Event},
    ui::{
        components::{Dialog, Notice, Tone},
        session::session,
        words::{attachments, failure, general},
    },
};

/// Attachments with buttons to add more.
#[component]
pub fn AttachmentList(
    /// Which matter.
    matter: MatterId,
    /// What of the matter: only what belongs to it is shown, and what is added belongs to it. None:
    /// everything is shown, and what is added belongs to the matter.
    #[prop(into, optional)]
    of: Option<String>,
    /// Whether a signature can be written here.
    #[prop(optional)]
    sign: bool,
    /// Whether something can be added and taken away.
    #[prop(default = true)]
    edits: bool,
    /// Those of the own office's mediation committee instead of the matter's: what is added here stays
    /// with it.
    #[prop(optional)]
    confidential: bool,
) -> AnyView {
    let session = session();
    let items = RwSignal::new(Vec::<AttachmentItem>::new());
    let loaded = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let shown = RwSignal::new(None::<Shown>);
    // Which one the viewer shows, and which one is asked about.
    let close_up = StoredValue::new(None::<BlobId>);
    let asked = RwSignal::new(None::<BlobId>);
    let asking = RwSignal::new(false);
    let only = StoredValue::new(of.clone());
    let reload = move || {
        spawn_local(async move {
            match ask(session, AttachmentAsk::List(matter)).await {
                Ok(AttachmentReply::Items(mut all)) => {
                    let Some(only) = only.try_get_value() else { return };
                    all.retain(|item| item.confidential == confidential);
                    all.retain(|item| only.as_ref().is_none_or(|of| *of == item.of));
                    items.try_set(all);
                    loaded.try_set(true);
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
            if items.with_untracked(|items| items.iter().any(|item| item.blob == *blob)) =>
        {
            reload();
        }
        _ => {}
    });
    let wishes = Wishes {
        show: Callback::new(move |show: Shown| shown.set(Some(show))),
        remove: Callback::new(move |blob| {
            asked.set(Some(blob));
            asking.set(true);
        }),
        wrong: Callback::new(move |why| wrong.set(Some(why))),
    };
    let remove = Callback::new(move |()| {
        asking.set(false);
        let Some(blob) = asked.get_untracked() else { return };
        spawn_local(async move {
            match ask(session, AttachmentAsk::Drop { matter, blob }).await {
                Ok(_) => {
                    session.say(attachments::REMOVED);
                    reload();
                }
                Err(failed) => {
                    wrong.try_set(Some(failure::sentence(&failed)));
                }
            }
        });
    });
    let of = of.unwrap_or_default();
    let question = format!("attachment-remove-{confidential}-{of}");
    let place = Place { matter, of, confidential };
    let on_added = Callback::new(move |()| {
        wrong.set(None);
        reload();
    });
    let save = Callback::new(move |()| {
        let url = shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.name.clone()));
        let item = close_up.get_value().and_then(|blob| {
            items.with_untracked(|all| all.iter().find(|it| it.blob == blob).cloned())
        });
        let (Some(_), Some(item)) = (url, item) else { return };
        spawn_local(async move {
            match bytes_of(session, matter, item.blob).await {
                Ok(bytes) => {
                    session.give_file(&file_name(&item), &bytes);
                }
                Err(why) => {
                    wrong.try_set(Some(why));
                }
            }
        });
    });
    let none = move || loaded.get() && items.with(Vec::is_empty);
    view! {
        {move || wrong.get().map(|why| view! { <Notice tone=Tone::Bad><p>{why}</p></Notice> })}
        {move || none().then(|| view! { <p class="field__hint">{attachments::NONE}</p> })}
        <ul class="attachments">
            <For each=move || items.get() key=|item| (item.blob, is_here(item.place))
                children=move |item| {
                    let blob = item.blob;
                    let wishes = Wishes {
                        show: Callback::new(move |show| {
                            close_up.set_value(Some(blob));
                            wishes.show.run(show);
                        }),
                        ..wishes
                    };
                    view! { <Item matter item items wishes edits /> }
                } />
        </ul>
        {edits.then(|| view! { <Add place sign on_added /> })}
        <Viewer shown on_save=save />
        <Dialog id=question open=asking title=attachments::REMOVE_TITLE confirm=attachments::REMOVE
            cancel=general::CANCEL on_confirm=remove danger=true>
            <p>{if confidential { attachments::REMOVE_OWN } else { attachments::REMOVE_BODY }}</p>
        </Dialog>
    }
    .into_any()
}
