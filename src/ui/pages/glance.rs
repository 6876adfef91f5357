//! 村情一览: words, numbers, and one small plot of the year. Offices below stand in the order of their
//! codes: there is no league table.

mod plot;

use casework::{
    CaseKind,
    directory::Tier,
    glance::Glance,
    worklist::{Kinds, RowFilter},
};
use ident::OfficeCode;
use leptos::{prelude::*, task::spawn_local};

use self::plot::plot;
use super::load::{Load, failed, loading};
use crate::{
    bridge::{Command, Event, Failure, FieldAsk, Reply},
    ui::{
        components::{Notice, PageTitle, Tone},
        route::Route,
        session::{Session, session},
        words::{date, general, glance as words, screening},
    },
};

async fn ask(session: Session, office: Option<OfficeCode>) -> Result<Glance, Failure> {
    match session.ask(Command::Field(FieldAsk::Glance(office))).await? {
        Reply::Glance(packed) => packed.open().ok_or_else(Failure::misfit),
        _ => Err(Failure::misfit()),
    }
}

/// The page of an office; of the own one where none is named.
#[component]
pub fn GlancePage(office: Option<OfficeCode>) -> AnyView {
    let session = session();
    let view = RwSignal::new(Load::<Glance>::Loading);
    let of_other = office.is_some();
    let load = Callback::new(move |()| {
        let office = office.clone();
        spawn_local(async move {
            let loaded = match ask(session, office).await {
                Ok(glance) => Load::Here(glance),
                Err(failure) => Load::Failed(failure),
            };
            view.try_set(loaded);
        });
    });
    load.run(());
    session.on_event(move |event| {
        if matches!(event, Event::RowsChanged | Event::Identity(_)) {
            load.run(());
        }
    });
    let title = Signal::derive(move || {
        view.with(|view| match view {
            Load::Here(glance) => format!("{}：{}", words::title(glance.tier), glance.name),
            Load::Loading | Load::Failed(_) => words::TITLE.to_owned(),
        })
    });
    let content = move || match view.get() {
        Load::Loading => loading(),
        Load::Failed(Failure::NotHere) => {
            view! { <Notice tone=Tone::Plain><p>{words::NOT_HERE}</p></Notice> }.into_any()
        }
        Load::Failed(failure) => failed(&failure, load),
        Load::Here(glance) => shown(&glance),
    };
    let back = of_other.then(|| {
        view! { <p class="back"><a class="link" href=Route::Glance(None).href()>{words::BACK}</a></p> }
    });
    view! {
        <PageTitle text=title tab=Signal::derive(move || general::title(&title.get())) />
        {back}
        {content}
    }
    .into_any()
}

fn shown(glance: &Glance) -> AnyView {
    let disputes: u32 =
        glance.disputes.iter().map(|(_, count)| *count).fold(0, u32::saturating_add);
    let levels = match words::levels(&glance.disputes) {
        text if text.is_empty() => words::NONE.to_owned(),
        text => text,
    };
    let promises: Vec<AnyView> = glance
        .due
        .iter()
        .map(|one| {
            let href = Route::of_case(one.kind, one.case).href();
            let text = words::promise(one);
            view! { <li class="lines__line"><a class="link" href=href>{text}</a></li> }.into_any()
        })
        .collect();
    let promises = if promises.is_empty() {
        view! { <p class="none">{words::NO_PROMISES}</p> }.into_any()
    } else {
        view! { <ul class="lines">{promises}</ul> }.into_any()
    };
    let visit = glance.last_visit.as_ref().map_or_else(
        || view! { <p class="none">{words::NO_VISIT}</p> }.into_any(),
        |(case, day, leader)| {
            let href = Route::of_case(CaseKind::Visit, *case).href();
            let text = format!("{} {leader}", date::day_of_text(day));
            view! { <p><a class="link" href=href>{text}</a></p> }.into_any()
        },
    );
    let screened = glance.last_screening.map_or_else(
        || words::NO_SCREENING.to_owned(),
        |one| format!("{}：{}", screening::period(one.period), screening::standing(one.standing)),
    );
    // A township's list holds what was sent to it from elsewhere, too: only a village's number is that
    // of a list.
    let village = (glance.tier == Tier::Village).then_some(&glance.office);
    let filter = |kinds| {
        let village = Some(village?.clone());
        let filter = RowFilter { open: true, kinds, village, ..RowFilter::default() };
        Some(Route::Filtered(filter.to_text()).href())
    };
    view! {
        <ul class="glance__numbers">
            {number(words::OPEN_MATTERS, (glance.matters, words::UNIT), String::new(), filter(Kinds::Petitions))}
            {number(words::OPEN_DISPUTES, (disputes, words::UNIT), levels, filter(Kinds::Only(CaseKind::Dispute)))}
            {number(words::PROMISES, (glance.promises, words::PROMISE_UNIT), words::overdue(glance.overdue), None)}
        </ul>
        <section class="panel" aria-labelledby="year">
            <h2 class="panel__title" id="year">{words::YEAR}</h2>
            <p>{words::YEAR_BODY}</p>
            {plot(glance)}
        </section>
        <section class="panel" aria-labelledby="promises">
            <h2 class="panel__title" id="promises">{words::PROMISES}</h2>
            {promises}
        </section>
        <section class="panel" aria-labelledby="last-visit">
            <h2 class="panel__title" id="last-visit">{words::LAST_VISIT}</h2>
            {visit}
        </section>
        <section class="panel" aria-labelledby="last-screening">
            <h2 class="panel__title" id="last-screening">{words::LAST_SCREENING}</h2>
            <p>{screened}</p>
        </section>
        {below(glance)}
    }
    .into_any()
}

fn number(
    name: &'static str,
    (count, unit): (u32, &'static str),
    hint: String,
    href: Option<String>,
) -> AnyView {
    let named = match href {
        Some(href) => view! { <a class="link" href=href>{name}</a> }.into_any(),
        None => view! { <span class="glance__name">{name}</span> }.into_any(),
    };
    view! {
        <li class="glance__number">
            {named}
            <span class="glance__count">{count}<span class="tile__unit">{unit}</span></span>
            <span class="tile__hint">{hint}</span>
        </li>
    }
    .into_any()
}

fn below(glance: &Glance) -> AnyView {
    if glance.below.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = glance
        .below
        .iter()
        .map(|one| {
            let href = Route::Glance(Some(one.office.clone())).href();
            let visited = match one.last_visit.as_str() {
                "" => words::NO_VISIT_YET.to_owned(),
                day => date::day_of_text(day),
            };
            view! {
                <tr>
                    <th scope="row"><a class="link" href=href>{one.name.clone()}</a></th>
                    <td>{one.matters}</td>
                    <td>{one.disputes}</td>
                    <td>{one.promises}</td>
                    <td>{visited}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="panel" aria-labelledby="below">
            <h2 class="panel__title" id="below">{words::BELOW}</h2>
            <p>{words::BELOW_BODY}</p>
            <table class="glance__table">
                <thead><tr>
                    <th scope="col">{words::OFFICE}</th>
                    <th scope="col">{words::OPEN_MATTERS}</th>
                    <th scope="col">{words::OPEN_DISPUTES}</th>
                    <th scope="col">{words::PROMISES}</th>
                    <th scope="col">{words::LAST_VISIT}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
