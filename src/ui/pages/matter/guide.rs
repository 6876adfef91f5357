//! The guide through triage: one question after the other, each with its reason and its article; at
//! the end the form that fits, filled in.

use casework::{
    directory::Tier,
    schema::{Channel, Fact},
    step::codes::DeclineReason,
    triage::{Advice, Answers, Asked, Case, Choice, Course, advise},
};
use leptos::{html, prelude::*};

use super::{
    act::{Acting, YES, key_of},
    page::Page,
};
use crate::ui::{
    components::{Notice, Tone},
    words::{act, guide, intake, procedure},
};
use casework::step::StepKind;

/// The guide, in the panel's place while it is open.
#[component]
pub fn Guide(page: Page, guiding: RwSignal<bool>) -> AnyView {
    let case = page.part(|view| Case {
        visit: view.shown(Fact::Channel) == Channel::Visit.name(),
        demands: view.demands.iter().filter(|one| !one.struck).map(|one| one.id.clone()).collect(),
    });
    let answers = RwSignal::new(Answers::default());
    let heading = NodeRef::<html::H3>::new();
    // Each question is read out when it comes.
    Effect::new(move |_| {
        answers.track();
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let content = move || {
        let case = case.get();
        if case.demands.is_empty() {
            return view! { <Notice tone=Tone::Careful><p>{guide::NO_DEMANDS}</p></Notice> }
                .into_any();
        }
        match answers.with(|answers| advise(&case, answers)) {
            Ok(advice) => advised(page, guiding, &advice),
            Err(asked) => ask(page, &case, answers, asked),
        }
    };
    let title = move || {
        let case = case.get();
        match answers.with(|answers| advise(&case, answers)) {
            Ok(_) => guide::ADVICE,
            Err(asked) => guide::question(asked.question).0,
        }
    };
    let begun = Memo::new(move |_| answers.with(|answers| !answers.given().is_empty()));
    let back = move || {
        begun.get().then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| answers.update(Answers::back)>
                    {guide::BACK}
                </button>
            }
        })
    };
    view! {
        <div class="guide">
            <h3 class="act__title" tabindex="-1" node_ref=heading>{title}</h3>
            {content}
            <div class="actions">
                {back}
                <button type="button" class="button" on:click=move |_| guiding.set(false)>{guide::CLOSE}</button>
            </div>
        </div>
    }
    .into_any()
}

/// `诉求 1：……`, for what is asked of one demand.
fn subject(page: Page, case: &Case, demand: &str) -> AnyView {
    let at = case.demands.iter().position(|id| id == demand).unwrap_or_default();
    let text = page.once(|view| {
        let found = view.demands.iter().find(|one| one.id == demand);
        found.map(|one| one.text.clone()).unwrap_or_default()
    });
    view! { <p class="guide__demand">{intake::demand(at)}"："{text}</p> }.into_any()
}

fn ask(page: Page, case: &Case, answers: RwSignal<Answers>, asked: Asked) -> AnyView {
    let (title, why) = guide::question(asked.question);
    let about = asked.demand.as_deref().map(|demand| subject(page, case, demand));
    let article = act::articles(asked.question.article());
    let choices: Vec<AnyView> =
        asked.question.choices().iter().map(|choice| one(&asked, *choice, answers)).collect();
    view! {
        {about}
        <p>{why}"（"{article}"）"</p>
        <div class="guide__choices" role="group" aria-label=title>{choices}</div>
    }
    .into_any()
}

fn one(asked: &Asked, choice: Choice, answers: RwSignal<Answers>) -> AnyView {
    let (label, means) = guide::choice(asked.question, choice);
    let asked = asked.clone();
    let give = move |_| answers.update(|answers| answers.give(asked.clone(), choice));
    let means = (!means.is_empty()).then(|| view! { <span class="guide__means">{means}</span> });
    view! {
        <button type="button" class="guide__choice" on:click=give>
            <span class="guide__label">{label}</span>{means}
        </button>
    }
    .into_any()
}

fn advised(page: Page, guiding: RwSignal<bool>, advice: &Advice) -> AnyView {
    let case = page.once(|view| Case {
        visit: false,
        demands: view.demands.iter().filter(|one| !one.struck).map(|one| one.id.clone()).collect(),
    });
    let careful =
        |text: &'static str| view! { <Notice tone=Tone::Careful><p>{text}</p></Notice> }.into_any();
    let mut notices: Vec<AnyView> = Vec::new();
    if advice.accuses() {
        notices
            .push(view! { <Notice tone=Tone::Bad><p>{guide::ACCUSATION}</p></Notice> }.into_any());
    }
    if advice.urgent {
        notices.push(careful(guide::URGENT));
    }
    if advice.reviewed {
        notices.push(careful(guide::REVIEWED));
    }
    if advice.may_reconsider() {
        notices.push(careful(guide::RECONSIDERATION));
    }
    let routes: Vec<AnyView> = advice
        .routes
        .iter()
        .map(|(demand, route)| {
            let article = procedure::route_article(*route);
            view! {
                <li>
                    {subject(page, &case, demand)}
                    <p>{procedure::route(*route)}" "<span class="tag">{article}</span></p>
                </li>
            }
            .into_any()
        })
        .collect();
    let routes = (!routes.is_empty()).then(|| view! { <ol class="guide__routes">{routes}</ol> });
    let organ = page.session.identity.with_untracked(|own| {
        own.as_ref().is_some_and(|own| matches!(own.tier, Tier::Township | Tier::Department))
    });
    let then: Vec<AnyView> = advice
        .then(organ)
        .into_iter()
        .map(|kind| {
            let name = procedure::step_kind(kind);
            view! { <li><strong>{name}</strong>"："{guide::then(kind)}</li> }.into_any()
        })
        .collect();
    let then = (!then.is_empty()).then(|| {
        view! { <p class="guide__then">{guide::THEN}</p><ul class="guide__list">{then}</ul> }
    });
    let mut buttons = vec![go(page, guiding, filled(advice), true)];
    if advice.urgent {
        buttons.push(go(page, guiding, Acting::of(StepKind::Urgent), false));
    }
    view! {
        <p>{guide::advice(advice.course)}</p>
        {routes}
        {notices}
        {then}
        <p class="field__hint">{guide::ONLY_ADVICE}</p>
        <div class="acts__buttons">{buttons}</div>
    }
    .into_any()
}

/// The button that opens the form; nothing to press where the step is somebody else's.
fn go(page: Page, guiding: RwSignal<bool>, acting: Acting, first: bool) -> AnyView {
    let kind = acting.kind;
    let mine = page.once(|view| view.desk.offer(kind).is_some_and(|offer| offer.post.is_some()));
    let name = procedure::step_kind(kind);
    if !mine {
        return view! { <p>{name}"："{guide::OFFER_LATER}</p> }.into_any();
    }
    let class = if first { "button button--primary" } else { "button" };
    let open = move |_| {
        guiding.set(false);
        page.acting.set(Some(acting.clone()));
    };
    view! { <button type="button" class=class on:click=open>{name}"……"</button> }.into_any()
}

/// The form the advice leads to, with what it says.
fn filled(advice: &Advice) -> Acting {
    let mut acting = Acting::of(advice.first());
    match advice.course {
        Course::Sort => {
            for (demand, route) in &advice.routes {
                acting = acting.with(&key_of("route", demand), route.name());
            }
            if advice.urgent {
                acting = acting.with("urgent", YES);
            }
            acting
        }
        Course::Decline => acting.with("reason", DeclineReason::BeingHandledBelow.name()),
        Course::NoLonger | Course::Guide => acting,
    }
}
