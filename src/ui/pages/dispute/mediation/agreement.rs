use casework::{
    Step,
    case_write::CaseWrite,
    dispute::{DisputeKind, DisputeStep, codes::AgreementForm as Shape, step::Agreement},
    document::Edit,
    schema::{AgreementField, Fact, FactValue},
    step::payload::Acting,
};
use chrono::NaiveDate;
use leptos::{prelude::*, task::spawn_local};

use super::{acting, consent::all_agree, may};
use crate::ui::{
    browser,
    components::{Choices, FieldKind, Notice, TextArea, TextField, Tone},
    pages::matter::page::Page,
    words::{act, cases, dispute as words, failure, general},
};

/// The agreement: what was agreed goes into the committee's own document, that and by when it is to be
/// carried out to everybody who sees the dispute.
#[component]
pub fn AgreementForm(page: Page) -> AnyView {
    let told = page.part(|view| {
        view.state.dispute.mediation().is_some_and(|one| one.rights_told_on.is_some())
    });
    let (agree, may_agree) = (all_agree(page), may(page, DisputeKind::Agreed));
    let form = move || {
        (agree.get() && told.get() && may_agree.get()).then(|| {
            view! {
                <details class="fold">
                    <summary class="fold__summary">{words::AGREEMENT}</summary>
                    <Entry page />
                </details>
            }
        })
    };
    view! { {form} }.into_any()
}

fn day(typed: &str) -> Option<NaiveDate> {
    match Fact::ReceivedOn.value(typed) {
        Ok(Some(FactValue::Date(day))) => Some(day),
        _ => None,
    }
}

/// The days by which something is to be carried out: those that were added, and the one that was chosen
/// and not added, for whoever chose it means it. None where one is no day, or before the agreement.
fn owed_days(added: &str, chosen: &str, agreed_on: NaiveDate) -> Option<Vec<NaiveDate>> {
    let typed = added.split(',').chain([chosen]).filter(|typed| !typed.trim().is_empty());
    typed.map(|typed| day(typed).filter(|due| *due >= agreed_on)).collect()
}

#[component]
fn Entry(page: Page) -> AnyView {
    let prefix = StoredValue::new(["agreement/", &page.matter.to_hex(), "/"].concat());
    let field = move |key: &str| {
        let key = prefix.with_value(|prefix| [prefix, key].concat());
        page.session.scratch.field(key)
    };
    let (form, number) = (field("form"), field("number"));
    let (days, next) = (field("days"), field("next-day"));
    let on = prefix
        .with_value(|prefix| page.session.scratch.day(prefix, "on", &["on"], browser::today()));
    let texts: Vec<(AgreementField, RwSignal<String>)> =
        AgreementField::ALL.iter().map(|one| (*one, field(one.key()))).collect();
    let texts = StoredValue::new(texts);
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let made = move || -> Result<CaseWrite, String> {
        let by = acting(page, DisputeKind::Agreed).ok_or_else(|| words::NO_POST.to_owned())?;
        let agreed_on = day(&on.get_untracked()).filter(|day| *day <= by.on);
        let agreed_on = agreed_on.ok_or_else(|| act::NOT_A_DATE.to_owned())?;
        let shape = Shape::from_name(&form.get_untracked());
        let shape = shape.ok_or_else(|| words::AGREEMENT_FORM_MISSING.to_owned())?;
        let perform_by = owed_days(&days.get_untracked(), &next.get_untracked(), agreed_on)
            .ok_or_else(|| words::BAD_DAY.to_owned())?;
        let edits: Vec<Edit> = texts.with_value(|texts| {
            texts
                .iter()
                .map(|(one, text)| (*one, text.get_untracked().trim().to_owned()))
                .filter(|(_, text)| !text.is_empty())
                .map(|(one, text)| Edit::Agreement(one, text))
                .collect()
        });
        let content = |edit: &Edit| matches!(edit, Edit::Agreement(AgreementField::Content, _));
        if !edits.iter().any(content) {
            return Err(words::AGREEMENT_CONTENT_MISSING.to_owned());
        }
        let agreement = Agreement {
            by: Acting { on: agreed_on, ..by },
            form: shape,
            number: number.get_untracked().trim().to_owned(),
            perform_by,
        };
        let step = Step::Dispute(DisputeStep::Agreed(agreement));
        Ok(CaseWrite::to(page.matter).step(step).committee(Step::Edited {}, edits))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let write = match made() {
            Ok(write) => write,
            Err(why) => return wrong.set(Some(why)),
        };
        busy.set(true);
        spawn_local(async move {
            let prefix = prefix.try_get_value().unwrap_or_default();
            if let Err(why) = page.enter(vec![write], Some(&prefix)).await {
                wrong.try_set(Some(failure::sentence(&why)));
            }
            busy.try_set(false);
        });
    };
    let shapes = Shape::ALL
        .iter()
        .map(|one| (one.name().to_owned(), cases::agreement_form(*one).to_owned()));
    let areas: Vec<AnyView> = texts.with_value(|texts| {
        texts
            .iter()
            .map(|(one, bind)| {
                let id = ["agreement-", one.key()].concat();
                let bind = *bind;
                view! { <TextArea id label=cases::agreement_field(*one) bind rows=3 /> }.into_any()
            })
            .collect()
    });
    let said = move || {
        let text = wrong.get().filter(|text| !text.is_empty());
        text.map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> })
    };
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <p class="field__hint">{words::AGREEMENT_HINT}</p>
            <Notice tone=Tone::Plain><p>{words::COMMITTEE_ONLY}</p></Notice>
            <Choices id="agreement-form" legend=words::AGREEMENT_FORM bind=form options=shapes.collect() />
            <TextField id="agreement-on" label=words::AGREEMENT_ON bind=on kind=FieldKind::Date
                max=browser::today().to_string() />
            <TextField id="agreement-number" label=words::AGREEMENT_NUMBER bind=number
                hint=words::AGREEMENT_NUMBER_HINT.to_owned() />
            {areas}
            {due_days(days, next)}
            {said}
            <div class="actions">
                <button type="submit" class="button button--primary" disabled=move || busy.get()>
                    {move || if busy.get() { general::SAVING } else { words::AGREEMENT_SAVE }}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// By when what is to be carried out: one day for each thing agreed. Kept as one line, so that it
/// outlives the page like every other field.
fn due_days(days: RwSignal<String>, next: RwSignal<String>) -> AnyView {
    let all = move || -> Vec<String> {
        days.with(|days| days.split(',').filter(|day| !day.is_empty()).map(str::to_owned).collect())
    };
    let add = move |_| {
        let typed = next.get_untracked();
        if day(&typed).is_some() {
            days.update(|days| {
                days.push_str(&typed);
                days.push(',');
            });
            next.set(String::new());
        }
    };
    let remove = move |at: usize| {
        let mut left = untrack(all);
        if at < left.len() {
            left.remove(at);
        }
        let mut line = left.join(",");
        if !line.is_empty() {
            line.push(',');
        }
        days.set(line);
    };
    let rows = move || {
        all()
            .into_iter()
            .enumerate()
            .map(|(at, typed)| {
                view! {
                    <li class="mediation__party">
                        <span>{typed}</span>
                        <button type="button" class="button" on:click=move |_| remove(at)>
                            {words::REMOVE_DAY}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{words::PERFORM_BY}</legend>
            <p class="field__hint">{words::PERFORM_HINT}</p>
            <ul class="mediation__parties">{rows}</ul>
            <TextField id="perform-by" label=words::PERFORM_BY bind=next kind=FieldKind::Date />
            <button type="button" class="button" on:click=add>{words::ADD_DAY}</button>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_was_chosen_and_not_added_is_owed_too() {
        let of = |added: &str, chosen: &str| owed_days(added, chosen, day("2026-11-23")?);
        assert_eq!(of("", ""), Some(Vec::new()));
        assert_eq!(of("2026-12-01,", "").map(|days| days.len()), Some(1));
        assert_eq!(of("2026-12-01,", "2026-12-31").map(|days| days.len()), Some(2));
        assert_eq!(of("", "2026-11-22"), None, "before the agreement");
        assert_eq!(of("2026-12-01,", "soon"), None);
    }
}
