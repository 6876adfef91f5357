use leptos::{html, prelude::*};

/// A question that has to be answered before going on.
///
/// The browser's own modal dialog keeps the focus inside and gives it back afterwards.
#[component]
pub fn Dialog(
    #[prop(into)] id: String,
    /// Whether it stands open.
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] confirm: Signal<String>,
    cancel: &'static str,
    /// Called when confirmed; the dialog does not close by itself.
    on_confirm: Callback<()>,
    /// Confirming does harm that cannot be undone.
    #[prop(optional)]
    danger: bool,
    /// Confirming is being carried out.
    #[prop(optional, into)]
    busy: Signal<bool>,
    children: Children,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        if wanted && !dialog.open() {
            // Where it cannot be modal it still stands in the page.
            if dialog.show_modal().is_err() {
                dialog.set_open(true);
            }
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let confirm_class = if danger { "button button--danger" } else { "button button--primary" };
    view! {
        <dialog node_ref=node class="dialog" aria-labelledby=labelled_by on:close=move |_| open.set(false)>
            <form
                class="dialog__form"
                method="dialog"
                on:submit=move |event| {
                    event.prevent_default();
                    on_confirm.run(());
                }
            >
                <h2 class="dialog__title" id=title_id>{move || title.get()}</h2>
                <div class="dialog__body">{children()}</div>
                <div class="dialog__actions">
                    <button type="button" class="button" on:click=move |_| open.set(false)>{cancel}</button>
                    <button type="submit" class=confirm_class disabled=move || busy.get()>
                        {move || confirm.get()}
                    </button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}
