//! 来信: every letter read, every letter answered, as a list with its counts.

mod read;

use std::sync::Arc;

use casework::{
    directory::Power,
    meeting::tally::{LetterStage, LetterTally},
};
use leptos::prelude::*;
use papers::PaperKind;

use self::read::ReadForm;
use super::{
    load::{Load, failed, loading, ready_with},
    meeting::{Desk, SpanChoice, SpanField, asked, desk, figures},
};
use crate::{
    bridge::{LetterItem, LettersWanted, Listed, MeetingAsk, MeetingReply},
    ui::{
        browser,
        components::{Bind, Choices, PageTitle},
        route::Route,
        session::session,
        words::{date, general, letters as words, list, visits},
    },
};

type Found = (LetterTally, Arc<Listed<LetterItem>>);

fn take(reply: MeetingReply) -> Option<Found> {
    match reply {
        MeetingReply::Letters(tally, items) => Some((tally, Arc::new(items.open()?))),
        _ => None,
    }
}

/// What one looks for.
fn wanted(which: &str) -> LettersWanted {
    match which {
        "unread" => LettersWanted::Unread,
        "unconfirmed" => LettersWanted::Unconfirmed,
        "assigned" => LettersWanted::Assigned,
        "unanswered" => LettersWanted::Unanswered,
        _ => LettersWanted::All,
    }
}

/// 来信
#[component]
pub fn LettersPage() -> AnyView {
    let session = session();
    let which = RwSignal::new(String::from("all"));
    let span = SpanChoice::new();
    let ask =
        Memo::new(move |_| MeetingAsk::Letters(which.with(|which| wanted(which)), span.get()));
    let (found, load) = asked(session, ask.into(), take);
    let desk = desk(session);
    ready_with(found);
    let content = move || {
        found.with(|found| match found {
            Load::Loading => loading(),
            Load::Failed(failure) => failed(failure, load),
            Load::Here((tally, list)) => {
                let more = list.more();
                let items = list.items.iter();
                let rows: Vec<AnyView> =
                    items.map(|item| letter(item.clone(), desk, load)).collect();
                let none = rows.is_empty().then(|| view! { <p>{words::NONE}</p> });
                let more =
                    (more > 0).then(|| view! { <p class="field__hint">{words::more(more)}</p> });
                view! {
                    {tally_view(tally, span)}
                    {none}
                    <ul class="briefs">{rows}</ul>
                    {more}
                }
                .into_any()
            }
        })
    };
    let options =
        words::WHICH.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned()));
    view! {
        <PageTitle text=words::TITLE.to_owned() tab=general::title(words::TITLE) />
        <p class="actions"><a class="button" href=Route::NewLetter.href()>{words::NEW}</a></p>
        <section class="panel" aria-labelledby="letters">
            <h2 class="panel__title" id="letters">{words::LIST}</h2>
            <Choices id="which" legend=words::SHOW bind=Bind::from(which) options=options.collect() />
            <SpanField span />
            {move || desk.may_not(&[Power::Record]).then(|| view! {
                <p class="field__hint" role="status">{visits::MAY_NOT}</p>
            })}
            {content}
        </section>
    }
    .into_any()
}

fn tally_view(tally: &LetterTally, span: SpanChoice) -> AnyView {
    let all = vec![
        (words::COUNT_LETTERS, tally.letters, words::LETTERS),
        (words::COUNT_UNREAD, tally.unread, words::LETTERS),
        (words::COUNT_INSTRUCTED, tally.instructed, words::LETTERS),
        (words::COUNT_UNCONFIRMED, tally.unconfirmed, words::LETTERS),
        (words::COUNT_ASSIGNED, tally.assigned, words::LETTERS),
        (words::COUNT_OVERDUE, tally.overdue, words::LETTERS),
        (words::COUNT_FED_BACK, tally.fed_back, words::LETTERS),
        (words::COUNT_ANSWERED, tally.answered, words::LETTERS),
    ];
    view! {
        <p class="field__hint">{move || visits::counted(span.get(), browser::today())}</p>
        {figures(all)}
    }
    .into_any()
}

fn letter(item: LetterItem, desk: Desk, load: Callback<()>) -> AnyView {
    let name = if item.name.is_empty() { list::NO_NAME.to_owned() } else { item.name.clone() };
    let stage_class = match item.stage {
        LetterStage::Unread | LetterStage::Unconfirmed => "tag tag--careful",
        _ => "tag",
    };
    let overdue =
        item.overdue.then(|| view! { <span class="tag tag--bad">{words::OVERDUE}</span> });
    let answered = if item.answered { words::ANSWERED } else { words::NOT_ANSWERED };
    let said: Vec<AnyView> = item
        .instructions
        .iter()
        .map(|(one, office)| {
            view! { <p class="briefs__facts">{words::instruction(one, office)}</p> }.into_any()
        })
        .collect();
    let facts = [date::day_of_text(&item.received_on), item.local_no.clone()].join(" · ");
    let case = item.case;
    let open = RwSignal::new(read::is_begun(case));
    let form = move || {
        if open.get() {
            let saved = Callback::new(move |()| {
                open.set(false);
                load.run(());
            });
            let aside = Callback::new(move |()| open.set(false));
            view! { <ReadForm case desk saved aside /> }.into_any()
        } else {
            view! {
                <button type="button" class="button" disabled=move || !desk.may(&[Power::Record])
                    on:click=move |_| open.set(true)>{words::RECORD}</button>
            }
            .into_any()
        }
    };
    let next = (item.stage >= LetterStage::Unconfirmed).then(|| {
        view! {
            <a class="link" href=Route::Matter(case).href()>{words::CONFIRM_THERE}</a>
        }
    });
    view! {
        <li class="briefs__item">
            <a class="briefs__link" href=Route::Matter(case).href()>
                <span class="briefs__name">{name}</span>
                <span class="briefs__about">{item.excerpt.clone()}</span>
            </a>
            <p class="briefs__facts">
                {facts}" "<span class=stage_class>{words::stage(item.stage)}</span>" "{overdue}
                " "<span class="tag">{answered}</span>
            </p>
            {said}
            <div class="actions">
                {form}{next}
                <a class="link" href=Route::Papers(case, Some(PaperKind::InstructionSheet)).href()>{words::PAPERS}</a>
            </div>
        </li>
    }
    .into_any()
}
