//! The forms of the panel.

use casework::retention::{
    ErasureGround, ErasureScope, Requester, RetentionKind, RetentionStep,
    step::{CorrectionAnswer, CorrectionRequest, ErasureAnswer, ErasureProposal},
};
use casework::step::payload::Word;
use ident::ChangeHash;
use leptos::prelude::*;

use super::{Page, may, words, write, wrong_line};
use crate::ui::{
    components::{Bind, Choices, Dialog, TextArea, TextField},
    words::general,
};

fn id_of(kind: RetentionKind) -> &'static str {
    match kind {
        RetentionKind::Frozen => "freeze",
        RetentionKind::Thawed => "thaw",
        RetentionKind::ErasureProposed => "propose-erasure",
        RetentionKind::ErasureApproved => "approve-erasure",
        RetentionKind::ErasureRefused => "refuse-erasure",
        RetentionKind::CorrectionAsked => "ask-correction",
        RetentionKind::CorrectionDecided => "decide-correction",
    }
}

/// The place in a list of options that was chosen.
fn chosen<T: Copy>(all: &[T], field: RwSignal<String>) -> Option<T> {
    let at: usize = field.with_untracked(|text| text.parse().ok())?;
    all.get(at).copied()
}

fn options<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Vec<(String, String)> {
    all.iter().enumerate().map(|(at, one)| (at.to_string(), name(*one).to_owned())).collect()
}

/// A button with a dialog that asks for words; nothing where the step is not to be taken from here.
#[component]
pub(super) fn AskWords(page: Page, kind: RetentionKind) -> AnyView {
    let open = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let id = id_of(kind);
    let why = page.begun(id);
    let confirm = Callback::new(move |()| {
        let Some(by) = untrack(|| may(page, kind)) else {
            return wrong.set(Some(words::NO_POST.to_owned()));
        };
        let text = why.get_untracked().trim().to_owned();
        let step = match kind {
            RetentionKind::Frozen => RetentionStep::Frozen(Word { by, text }),
            RetentionKind::Thawed => RetentionStep::Thawed(Word { by, text }),
            _ => {
                let open = page.once(|view| view.state.retention.proposed().map(|one| one.change));
                let Some(proposal) = open else { return };
                RetentionStep::ErasureRefused(ErasureAnswer { by, proposal, text })
            }
        };
        write(page, step, wrong, move || {
            why.try_set(String::new());
            open.try_set(false);
        });
    });
    let offered = Memo::new(move |_| may(page, kind).is_some());
    let name = words::step_kind(kind);
    let button = move || {
        offered.get().then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| open.set(true)>{name}</button>
            }
        })
    };
    view! {
        {button}
        <Dialog id open title=name.to_owned() confirm=name.to_owned() cancel=general::CANCEL on_confirm=confirm>
            <TextField id=format!("{id}-why") label=words::WHY bind=Bind::from(why) />
            {wrong_line(wrong)}
        </Dialog>
    }
    .into_any()
}

/// The proposal to erase.
#[component]
pub(super) fn AskErasure(page: Page) -> AnyView {
    const SCOPES: [ErasureScope; 2] = [ErasureScope::People, ErasureScope::Whole];
    let kind = RetentionKind::ErasureProposed;
    let open = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let scope = RwSignal::new("0".to_owned());
    let ground = RwSignal::new(String::new());
    let list_no = page.begun("erasure-list");
    let why = page.begun("erasure-why");
    let confirm = Callback::new(move |()| {
        let Some(by) = untrack(|| may(page, kind)) else {
            return wrong.set(Some(words::NO_POST.to_owned()));
        };
        let (Some(scope), Some(ground)) =
            (chosen(&SCOPES, scope), chosen(&ErasureGround::ALL, ground))
        else {
            return wrong.set(Some(words::GROUND.to_owned()));
        };
        let proposal = ErasureProposal {
            by,
            scope,
            ground,
            list_no: list_no.get_untracked().trim().to_owned(),
            text: why.get_untracked().trim().to_owned(),
        };
        write(page, RetentionStep::ErasureProposed(proposal), wrong, move || {
            why.try_set(String::new());
            list_no.try_set(String::new());
            open.try_set(false);
        });
    });
    let offered = Memo::new(move |_| may(page, kind).is_some());
    let button = move || {
        offered.get().then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| open.set(true)>{words::PROPOSE}</button>
            }
        })
    };
    view! {
        {button}
        <Dialog id="propose-erasure" open title=words::PROPOSE_TITLE.to_owned() confirm=words::PROPOSE.to_owned()
            cancel=general::CANCEL on_confirm=confirm danger=true>
            <p>{words::PROPOSE_BODY}</p>
            <Choices id="erasure-scope" legend=words::SCOPE bind=Bind::from(scope)
                options=options(&SCOPES, words::scope) />
            <Choices id="erasure-ground" legend=words::GROUND bind=Bind::from(ground)
                options=options(&ErasureGround::ALL, words::ground) />
            <TextField id="erasure-list" label=words::LIST_NO bind=Bind::from(list_no) />
            <TextArea id="erasure-why" label=words::TEXT bind=Bind::from(why) rows=2 />
            {wrong_line(wrong)}
        </Dialog>
    }
    .into_any()
}

/// The request to correct.
#[component]
pub(super) fn AskCorrection(page: Page) -> AnyView {
    let kind = RetentionKind::CorrectionAsked;
    let open = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let who = RwSignal::new("0".to_owned());
    let text = page.begun("correction");
    let confirm = Callback::new(move |()| {
        let Some(by) = untrack(|| may(page, kind)) else {
            return wrong.set(Some(words::NO_POST.to_owned()));
        };
        let asked_by = chosen(&Requester::ALL, who).unwrap_or(Requester::Person);
        let said = text.get_untracked().trim().to_owned();
        let step = RetentionStep::CorrectionAsked(CorrectionRequest { by, asked_by, text: said });
        write(page, step, wrong, move || {
            text.try_set(String::new());
            open.try_set(false);
        });
    });
    let offered = Memo::new(move |_| may(page, kind).is_some());
    let button = move || {
        offered.get().then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| open.set(true)>
                    {words::ASK_CORRECTION}
                </button>
            }
        })
    };
    view! {
        {button}
        <Dialog id="ask-correction" open title=words::ASK_CORRECTION.to_owned() confirm=general::SAVE.to_owned()
            cancel=general::CANCEL on_confirm=confirm>
            <Choices id="correction-who" legend=words::ASKED_BY bind=Bind::from(who)
                options=options(&Requester::ALL, words::requester) />
            <TextArea id="correction-text" label=words::CORRECTION_TEXT bind=Bind::from(text) rows=3 />
            {wrong_line(wrong)}
        </Dialog>
    }
    .into_any()
}

/// The decision on a request.
pub(super) fn decide_correction(page: Page, request: ChangeHash) -> AnyView {
    let wrong = RwSignal::new(None::<String>);
    let text = page.begun("correction-decision");
    let decide = move |granted: bool| {
        let Some(by) = untrack(|| may(page, RetentionKind::CorrectionDecided)) else {
            return wrong.set(Some(words::NO_POST.to_owned()));
        };
        let said = text.get_untracked().trim().to_owned();
        let answer = CorrectionAnswer { by, request, granted, text: said };
        write(page, RetentionStep::CorrectionDecided(answer), wrong, move || {
            text.try_set(String::new());
        });
    };
    view! {
        <TextField id="correction-decision" label=words::DECISION_TEXT bind=Bind::from(text)
            hint=words::DENY_HINT />
        {wrong_line(wrong)}
        <div class="actions">
            <button type="button" class="button" on:click=move |_| decide(true)>{words::GRANT}</button>
            <button type="button" class="button" on:click=move |_| decide(false)>{words::DENY}</button>
        </div>
    }
    .into_any()
}
