//! What one does with a paper: print it, save it, make it out.

use ::papers::wording;
use casework::{
    Step,
    matter::PaperState,
    step::{
        StepKind,
        payload::{Acting, IssuedPaper},
    },
};
use leptos::{prelude::*, task::spawn_local};

use super::paper::{NUMBER, Sheet};
use crate::{
    bridge::{Command, Failure, Packed},
    ui::{
        browser,
        components::{Dialog, Notice, Tone},
        pages::matter::deliver_next,
        route::Route,
        words::{failure, general, papers},
    },
};

/// What can be done with any paper: printing, saving.
#[component]
pub fn Tools(sheet: Sheet) -> AnyView {
    let here = move || sheet.made.with(Option::is_some);
    view! {
        <div class="actions">
            <button type="button" class="button" disabled=move || !here() on:click=move |_| browser::print()>
                {papers::PRINT}
            </button>
            <button type="button" class="button" disabled=move || !here() on:click=move |_| sheet.word()>
                {papers::WORD}
            </button>
        </div>
    }
    .into_any()
}

/// Making it out, or what follows after that.
#[component]
pub fn Issue(sheet: Sheet, issued: Memo<Option<PaperState>>) -> AnyView {
    // Asked about anew each time the paper is laid out; the question that stands open must not be drawn
    // again for that.
    let here = Memo::new(move |_| sheet.made.with(Option::is_some));
    let open = Memo::new(move |_| issued.with(Option::is_none) || sheet.fresh.get());
    let making = move || (here.get() && open.get()).then(|| view! { <MakeOut sheet /> });
    let made = move || (here.get() && !open.get()).then(|| after(sheet));
    view! { {making}{made} }.into_any()
}

/// After it was made out.
fn after(sheet: Sheet) -> AnyView {
    let deliver = Route::Matter(sheet.desk.matter).href();
    let link = sheet.kind.needs_number().then(|| {
        let next = move |_| deliver_next(sheet.desk.session, sheet.desk.matter, sheet.kind.name());
        view! { <a class="button" href=deliver on:click=next>{papers::DELIVER}</a> }
    });
    view! {
        <p class="none">{papers::REMADE}</p>
        <div class="actions">
            {link}
            <button type="button" class="button" on:click=move |_| sheet.fresh.set(true)>{papers::AGAIN}</button>
        </div>
    }
    .into_any()
}

/// Labels of what is still missing.
fn missing(sheet: Sheet) -> Vec<String> {
    sheet.made.with(|made| {
        let Some(made) = made else { return Vec::new() };
        made.missing
            .iter()
            .map(|key| {
                let field = made.fields.iter().find(|field| field.key == *key);
                field.map_or_else(
                    || key.clone(),
                    |field| papers::field_label(&field.label, field.item),
                )
            })
            .collect()
    })
}

/// Making it out: refused while anything is missing, asked before it is done.
#[component]
fn MakeOut(sheet: Sheet) -> AnyView {
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let lacks = Memo::new(move |_| missing(sheet));
    let post = Memo::new(move |_| {
        sheet.desk.with(|view, _, _| view.desk.offer(StepKind::Issued).copied()).flatten()
    });
    let confirm = Callback::new(move |()| {
        let Some(step) = step(sheet, post.get_untracked().and_then(|offer| offer.post)) else {
            wrong.set(Some(papers::NOT_YET.to_owned()));
            return;
        };
        busy.set(true);
        let matter = sheet.desk.matter;
        spawn_local(async move {
            let done =
                sheet.desk.session.write(Command::Act { matter, step: Packed::new(&step) }).await;
            busy.try_set(false);
            match done {
                Ok(()) => {
                    sheet.desk.session.say(general::SAVED_HERE);
                    sheet.forget_number();
                    open.try_set(false);
                    sheet.fresh.try_set(false);
                    sheet.desk.reload();
                }
                Err(failed @ (Failure::NumberGiven | Failure::NumberReserved)) => {
                    let why = failure::sentence(&failed);
                    sheet.renumber(why.clone());
                    wrong.try_set(Some(why));
                }
                Err(failed) => {
                    wrong.try_set(Some(failure::sentence(&failed)));
                }
            }
        });
    });
    let barred = move || post.get().and_then(|offer| offer.barrier);
    let why = move || {
        let lacks = lacks.get();
        if let Some(barrier) = barred() {
            return Some(view! { <p class="papers__why">{papers::barred(barrier)}</p> }.into_any());
        }
        (!lacks.is_empty()).then(|| {
            let items: Vec<AnyView> =
                lacks.iter().map(|label| view! { <li>{label.clone()}</li> }.into_any()).collect();
            view! {
                <div class="papers__why">
                    <p>{papers::missing(lacks.len())}</p>
                    <ul class="papers__lacks">{items}</ul>
                    <p>{papers::ISSUE_FIRST}</p>
                </div>
            }
            .into_any()
        })
    };
    let able = move || barred().is_none() && lacks.with(Vec::is_empty);
    let trouble =
        move || wrong.get().map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> });
    let label = Signal::derive(move || {
        if busy.get() { general::SAVING.to_owned() } else { papers::ISSUE.to_owned() }
    });
    let number = move || {
        let number = number(sheet);
        (!number.is_empty()).then(|| view! { <p class="number">{number}</p> })
    };
    view! {
        <div class="actions">
            <button type="button" class="button button--primary" disabled=move || !able()
                aria-describedby="papers-why" on:click=move |_| { wrong.set(None); open.set(true); }>
                {papers::ISSUE}"……"
            </button>
        </div>
        <div id="papers-why" role="status">{why}</div>
        <Dialog id="issue-dialog" open title=papers::ISSUE_TITLE.to_owned() confirm=label
            cancel=general::CANCEL on_confirm=confirm busy>
            <p>{wording::title(sheet.kind)}</p>
            {number}
            <p>{papers::ISSUE_BODY}</p>
            <p>{papers::KEEP_COPY}</p>
            {trouble}
        </Dialog>
    }
    .into_any()
}

/// The number that was typed, or that the paper has.
fn number(sheet: Sheet) -> String {
    let typed = sheet.fields.with(|fields| {
        let field = fields
            .iter()
            .find(|filled| matches!(filled.field.key.as_str(), NUMBER | "mediation_number"));
        field.map(|filled| filled.text.get().trim().to_owned())
    });
    let made = || sheet.made.with(|made| made.as_ref().map(|made| made.number.trim().to_owned()));
    typed.or_else(made).unwrap_or_default()
}

fn step(sheet: Sheet, post: Option<ident::PostId>) -> Option<Step> {
    Some(Step::Issued(IssuedPaper {
        by: Acting { post: post?, on: browser::today() },
        paper: sheet.kind.name().to_owned(),
        number: untrack(|| number(sheet)),
    }))
}
