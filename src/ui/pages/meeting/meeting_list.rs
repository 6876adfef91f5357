//! A list of visits or receptions, and what is asked for it.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    bridge::{Command, Event, Failure, Listed, MeetingAsk, MeetingItem, MeetingReply, Reply},
    ui::{
        pages::load::Load,
        route::Route,
        session::Session,
        words::{cases, date, visits as words},
    },
};
use casework::CaseKind;

/// Asks now, again whenever rows change, and when what is asked for is something else. What is on the
/// screen stays while the engine restarts.
pub fn asked<T, F>(
    session: Session,
    ask: Signal<MeetingAsk>,
    take: F,
) -> (RwSignal<Load<T>>, Callback<()>)
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Fn(MeetingReply) -> Option<T> + Copy + Send + Sync + 'static,
{
    let answer = RwSignal::new(Load::Loading);
    let load = Callback::new(move |()| {
        let Some(asked) = ask.try_get_untracked() else { return };
        spawn_local(async move {
            let loaded = match session.ask(Command::Meeting(asked.clone())).await {
                // Something else was asked for meanwhile.
                _ if ask.try_get_untracked() != Some(asked) => return,
                Ok(Reply::Meeting(reply)) => match take(reply) {
                    Some(found) => Load::Here(found),
                    None => Load::Failed(Failure::EngineRestarted),
                },
                Ok(_) => Load::Failed(Failure::EngineRestarted),
                Err(_)
                    if answer.try_with_untracked(|now| matches!(now, Load::Here(_)))
                        == Some(true) =>
                {
                    return;
                }
                Err(failure) => Load::Failed(failure),
            };
            // A form that is open in the list stays as it is while nothing of the list differs.
            if answer.try_with_untracked(|now| *now != loaded) == Some(true) {
                answer.try_set(loaded);
            }
        });
    });
    Effect::new(move |_| {
        ask.track();
        load.run(());
    });
    session.on_event(move |event| {
        if matches!(event, Event::RowsChanged | Event::MatterChanged(_) | Event::Identity(_)) {
            load.run(());
        }
    });
    (answer, load)
}

/// The list.
pub fn meeting_list(list: Listed<MeetingItem>, kind: CaseKind, empty: &'static str) -> AnyView {
    if list.items.is_empty() {
        return view! { <p>{empty}</p> }.into_any();
    }
    let more = list.more();
    let items: Vec<AnyView> = list.items.into_iter().map(|one| item(one, kind)).collect();
    let more = (more > 0).then(|| view! { <p class="field__hint">{words::more(more)}</p> });
    view! { <ul class="briefs">{items}</ul>{more} }.into_any()
}

fn item(one: MeetingItem, kind: CaseKind) -> AnyView {
    let form = one.row.form().map(cases::meeting_form).unwrap_or_default();
    let mut head = vec![date::day_of_text(&one.row.day), one.row.leader.clone()];
    head.push(one.row.leader_post.clone());
    head.push(one.village_name.clone());
    head.retain(|text| !text.is_empty());
    let tag = if one.row.held {
        words::HELD
    } else if one.row.cancelled {
        words::CANCELLED
    } else {
        words::PLANNED
    };
    let waiting =
        one.waiting.then(|| view! { <span class="tag tag--waiting">{words::WAITING}</span> });
    view! {
        <li class="briefs__item">
            <a class="briefs__link" href=Route::of_case(kind, one.case).href()>
                <span class="briefs__name">{head.join(" ")}</span>
                <span class="briefs__about">{words::counts(&one.row)}</span>
            </a>
            <p class="briefs__facts">
                <span class="tag">{tag}</span>" "{form}" · "{one.home_name}" · "{one.local_no}" "{waiting}
            </p>
        </li>
    }
    .into_any()
}

/// Numbers with their units, each with what it counts.
pub fn figures(all: Vec<(&'static str, u32, &'static str)>) -> AnyView {
    let all: Vec<AnyView> = all
        .into_iter()
        .map(|(name, number, unit)| {
            view! {
                <div class="figures__item">
                    <dt>{name}</dt>
                    <dd><span class="figures__number">{number.to_string()}</span>{unit}</dd>
                </div>
            }
            .into_any()
        })
        .collect();
    view! { <dl class="figures">{all}</dl> }.into_any()
}
