//! The receipt of a registration, for A4 and for a narrow slip.

use casework::{
    MatterView,
    schema::{Fact, PersonField},
};
use ident::MatterId;
use leptos::{prelude::*, task::spawn_local};

use super::load::{Load, failed, loading};
use crate::ui::{
    browser,
    components::{Bind, Choices, PageTitle},
    device_settings,
    route::Route,
    session::{Session, session},
    words::{date, directory, general, list, receipt},
};

/// A subject in one line has so many characters.
const SUBJECT: usize = 40;

/// The receipt.
#[component]
pub fn ReceiptPage(matter: MatterId) -> AnyView {
    let session = session();
    let view = RwSignal::new(Load::<MatterView>::Loading);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let loaded = session.matter(matter).await.map_or_else(Load::Failed, Load::Here);
            view.try_set(loaded);
        });
    });
    load.run(());
    let paper = RwSignal::new(device_settings::paper());
    let bind = Bind::new(
        move || paper.get(),
        move |chosen| {
            device_settings::set_paper(&chosen);
            paper.set(chosen);
        },
    );
    let papers =
        receipt::PAPERS.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned()));
    let sheet = move || match view.get() {
        Load::Loading => loading(),
        Load::Failed(failure) => failed(&failure, load),
        Load::Here(view) => sheet(session, &view, paper),
    };
    view! {
        <PageTitle text=receipt::TITLE.to_owned() tab=general::title(receipt::TITLE) hidden=true />
        <div class="receipt-tools">
            <Choices id="paper" legend=receipt::PAPER bind options=papers.collect() />
            <div class="actions">
                <button type="button" class="button button--primary" on:click=move |_| browser::print()>
                    {receipt::PRINT}
                </button>
                <a class="button" href=Route::Matter(matter).href()>{general::BACK}</a>
            </div>
        </div>
        {sheet}
    }
    .into_any()
}

fn sheet(session: Session, view: &MatterView, paper: RwSignal<String>) -> AnyView {
    let class = move || {
        paper.with(|paper| if paper == "slip" { "receipt receipt--slip" } else { "receipt" })
    };
    let demands =
        view.demands.iter().filter(|demand| !demand.struck).map(|demand| demand.text.as_str());
    let about = demands.chain([view.narrative.as_str()]).find(|text| !text.trim().is_empty());
    let subject = one_line(about.unwrap_or_else(|| view.shown(Fact::StatedText)));
    let name = view.main_person().map_or("", |person| person.shown(PersonField::Name));
    let name = if name.is_empty() { list::NO_NAME } else { name };
    let office = if view.home_name.is_empty() {
        session
            .identity
            .with_untracked(|own| own.as_ref().map(|own| own.office_name.clone()))
            .unwrap_or_default()
    } else {
        view.home_name.clone()
    };
    let pairs = [
        (receipt::NUMBER, view.local_nos.join("、")),
        (receipt::RECEIVED, date::day_of_text(view.shown(Fact::ReceivedOn))),
        (receipt::FORM, directory::channel_of_name(view.shown(Fact::Channel))),
        (receipt::NAME, name.to_owned()),
        (receipt::PEOPLE, list::people(view.shown(Fact::Petitioners).parse().unwrap_or(1))),
        (receipt::SUBJECT, subject),
        (receipt::OFFICE, office),
    ];
    let pairs: Vec<AnyView> = pairs
        .into_iter()
        .map(|(label, value)| {
            view! { <div class="receipt__pair"><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
        })
        .collect();
    let line = |label: &'static str| {
        view! { <p class="receipt__line"><span>{label}"："</span><span class="receipt__blank"></span></p> }
    };
    view! {
        <article class=class aria-label=receipt::TITLE>
            <p class="receipt__title" aria-hidden="true">{receipt::TITLE}</p>
            <dl class="receipt__pairs">{pairs}</dl>
            {line(receipt::PHONE)}
            <p class="receipt__note">{receipt::NOT_A_DECISION}</p>
            <p class="receipt__note">{receipt::LAW}</p>
            <div class="receipt__signs">
                {line(receipt::CLERK)}
                {line(receipt::PETITIONER)}
                {line(receipt::DATE)}
            </div>
        </article>
    }
    .into_any()
}

fn one_line(text: &str) -> String {
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > SUBJECT {
        line = line.chars().take(SUBJECT).collect();
        line.push('…');
    }
    line
}
