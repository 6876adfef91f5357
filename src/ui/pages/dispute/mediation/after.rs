use casework::{
    dispute::{AgreementState, DisputeKind, PerformanceState, codes::AgreementForm},
    schema::AgreementField,
    step::StepKind,
};
use leptos::prelude::*;
use papers::PaperKind;

use super::{form_button, may};
use crate::ui::{
    pages::matter::{act::Acting as Form, page::Page},
    route::Route,
    words::{cases, date, dispute as words},
};

/// What follows an agreement: its text for the committee's own office, what was carried out, what the
/// court says.
pub fn after(page: Page) -> AnyView {
    (agreement(page), performance(page), confirmation(page), papers(page)).into_any()
}

fn state(page: Page) -> Memo<Option<AgreementState>> {
    page.part(|view| view.state.dispute.mediation().and_then(|one| one.agreement.clone()))
}

fn agreement(page: Page) -> AnyView {
    let agreed = state(page);
    let head = move || {
        agreed.get().map(|one| {
            let on = date::day(one.on);
            words::in_force(cases::agreement_form(one.form), &on, &one.number)
        })
    };
    let texts = page.part(|view| {
        let shown = |field: &AgreementField| {
            let register = view.agreement.iter().find(|(at, _)| at == field);
            let text = register.map_or("", |(_, register)| register.shown());
            (!text.is_empty()).then(|| (*field, text.to_owned()))
        };
        AgreementField::ALL.iter().filter_map(shown).collect::<Vec<_>>()
    });
    let pairs = move || {
        let pairs: Vec<AnyView> = texts
            .get()
            .into_iter()
            .map(|(field, text)| {
                let name = cases::agreement_field(field);
                view! { <div class="pairs__pair"><dt>{name}</dt><dd class="prose">{text}</dd></div> }
                    .into_any()
            })
            .collect();
        (!pairs.is_empty()).then(|| {
            view! { <dl class="pairs">{pairs}</dl><p class="field__hint">{words::COMMITTEE_ONLY}</p> }
        })
    };
    view! { <p class="mediation__done">{head}</p>{pairs} }.into_any()
}

fn performance(page: Page) -> AnyView {
    let agreed = state(page);
    let may_say = may(page, DisputeKind::Performed);
    let one = move |(at, owed): (usize, &PerformanceState)| {
        let said = match owed.outcome {
            Some((outcome, on)) => {
                [cases::performance(outcome), "（", &date::day(on), "）"].concat()
            }
            None => words::NOT_YET.to_owned(),
        };
        let open = move |_| {
            let form = Form::of(StepKind::Dispute(DisputeKind::Performed));
            page.acting.set(Some(form.with("which", &at.to_string())));
        };
        let button = may_say.get().then(|| {
            view! {
                <button type="button" class="button" on:click=open>{words::RECORD_PERFORMANCE}"……"</button>
            }
        });
        view! {
            <li class="mediation__party">
                <span class="mediation__name">{words::owed(at, owed.due)}</span>
                <span class="mediation__said">{said}</span>
                {button}
            </li>
        }
        .into_any()
    };
    let rows = move || {
        let owed = agreed.get().map(|one| one.performance).unwrap_or_default();
        if owed.is_empty() {
            return view! { <p>{words::NOTHING_OWED}</p> }.into_any();
        }
        let rows: Vec<AnyView> = owed.iter().enumerate().map(one).collect();
        view! { <ul class="mediation__parties">{rows}</ul> }.into_any()
    };
    view! { <h3 class="mediation__step">{words::PERFORMANCE}</h3>{rows} }.into_any()
}

fn confirmation(page: Page) -> AnyView {
    let state = page.part(|view| {
        let found = view.state.dispute.mediation().and_then(|one| one.confirmation.as_ref());
        found.map(words::confirmation)
    });
    let (may_seek, may_decide) =
        (may(page, DisputeKind::ConfirmationSought), may(page, DisputeKind::ConfirmationDecided));
    let seek = move || {
        may_seek.get().then(|| form_button(page, DisputeKind::ConfirmationSought, words::SEEK))
    };
    let decide = move || {
        may_decide
            .get()
            .then(|| form_button(page, DisputeKind::ConfirmationDecided, words::DECIDED))
    };
    view! {
        <h3 class="mediation__step">{words::CONFIRMATION}</h3>
        <p class="field__hint">{words::CONFIRMATION_HINT}</p>
        {move || state.get().map(|text| view! { <p>{text}</p> })}
        {seek}
        {decide}
    }
    .into_any()
}

/// The paper to be signed and printed; only the committee's own office has its words.
fn papers(page: Page) -> AnyView {
    let own = page.session.identity;
    let paper = Memo::new(move |_| {
        let office = own.with(|own| own.as_ref().map(|own| own.office.clone()))?;
        page.with(|view| {
            let one = view.state.dispute.mediation()?;
            let committees = one.office == office && one.way.is_committees();
            one.agreement.as_ref().map(|agreement| agreement.form).filter(|_| committees)
        })
    });
    let link = move || {
        let (kind, text) = match paper.get()? {
            AgreementForm::Written => (PaperKind::MediationAgreement, words::SIGN_AGREEMENT),
            AgreementForm::Oral => (PaperKind::OralAgreement, words::SIGN_ORAL),
        };
        let href = Route::Papers(page.matter, Some(kind)).href();
        Some(view! {
            <h3 class="mediation__step">{words::PAPERS}</h3>
            <p class="field__hint">{words::PAPERS_HINT}</p>
            <p><a class="button button--primary" href=href>{text}</a></p>
        })
    };
    view! { {link} }.into_any()
}
