//! Handing all one's matters to a successor.

use casework::{
    step::StepKind,
    worklist::{RowFilter, TodayList},
};
use ident::{MatterId, PersonId};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::TodayLists,
    ui::{
        components::{Dialog, Notice, Tone},
        pages::list::many::{Batch, Run, RunView, all_under, charge_step, colleague_choices},
        session::session,
        words::{failure, general, list, today},
    },
};

/// The button and the dialog behind it, while there is something to hand over.
#[component]
pub fn HandOver(here: Memo<TodayLists>) -> AnyView {
    let session = session();
    let run = Run::new(session);
    let open = RwSignal::new(false);
    let matters = RwSignal::new(Vec::<(MatterId, String)>::new());
    let colleagues = RwSignal::new(Vec::<(PersonId, String)>::new());
    let who = RwSignal::new(String::new());
    let unchosen = RwSignal::new(None::<String>);
    let wrong = RwSignal::new(None::<String>);
    let some = Memo::new(move |_| {
        here.with(|lists| lists.lists.iter().any(|(list, _)| *list == TodayList::Mine))
    });
    let ask = move |_| {
        wrong.set(None);
        unchosen.set(None);
        open.set(true);
        spawn_local(async move {
            let found = match all_under(session, RowFilter::of(TodayList::Mine)).await {
                Ok(found) => found,
                Err(sentence) => {
                    wrong.try_set(Some(sentence));
                    return;
                }
            };
            // Who works here is the same for every matter of this office.
            if let Some((first, _)) = found.first() {
                match session.matter(*first).await {
                    Ok(view) => {
                        colleagues.try_set(view.desk.colleagues);
                    }
                    Err(error) => {
                        wrong.try_set(Some(failure::sentence(&error)));
                    }
                }
            }
            matters.try_set(found);
        });
    };
    let confirm = Callback::new(move |()| {
        let Ok(person) = PersonId::from_hex(&who.get_untracked()) else {
            return unchosen.set(Some(list::CHARGE_TO_MISSING.to_owned()));
        };
        open.set(false);
        run.start(Batch {
            kind: StepKind::Charged,
            step: charge_step(person, today::HAND_OVER.to_owned()),
            matters: matters.get_untracked(),
        });
    });
    let empty = Signal::derive(move || matters.with(Vec::is_empty));
    let said = move || today::hand_over(matters.with(Vec::len));
    let trouble =
        move || wrong.get().map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> });
    view! {
        <RunView run />
        {move || (some.get() && !run.is_busy()).then(|| view! {
            <button type="button" class="button" on:click=ask>{today::HAND_OVER}"……"</button>
        })}
        <Dialog id="hand-over" open title=today::HAND_OVER.to_owned() confirm=today::HAND_OVER_DO.to_owned()
            cancel=general::CANCEL on_confirm=confirm busy=empty>
            <p>{said}</p>
            {move || colleague_choices("hand-over-to", colleagues.get(), who, unchosen)}
            {trouble}
        </Dialog>
    }
    .into_any()
}
