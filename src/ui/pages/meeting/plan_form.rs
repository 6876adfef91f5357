//! Planning a visit or a reception.

use casework::{
    CaseKind, Step,
    case_write::CaseWrite,
    directory::Power,
    document::Edit,
    fixed_id,
    meeting::{MeetingStep, codes::MeetingForm, step::Plan},
    schema::{Fact, FactValue},
};
use ident::{MatterId, OfficeCode};
use leptos::prelude::*;

use super::{Desk, Errors, OfficeField, Saving, day_of, error_of, matter_of, wrong};
use crate::ui::{
    browser,
    components::{Bind, Choices, FieldKind, TextField},
    route::Route,
    session::session,
    words::{cases, general, visits as words},
};

/// Most offices that come along.
const MOST_WITH: usize = 4;

/// The way into the form; what was typed stays when it is closed.
#[component]
pub fn PlanPart(
    /// A visit or a reception.
    kind: CaseKind,
    /// In which post it is planned.
    desk: Desk,
    /// What planning one is called.
    title: &'static str,
) -> AnyView {
    let planning = RwSignal::new(false);
    let content = move || {
        if planning.get() {
            view! {
                <section class="panel" aria-labelledby="plan">
                    <h2 class="panel__title" id="plan">{title}</h2>
                    <PlanForm kind desk />
                    <div class="actions">
                        <button type="button" class="button" on:click=move |_| planning.set(false)>
                            {words::CLOSE}
                        </button>
                    </div>
                </section>
            }
            .into_any()
        } else {
            view! {
                <div class="actions">
                    <button type="button" class="button button--primary"
                        disabled=move || !desk.may(&[Power::Record])
                        on:click=move |_| planning.set(true)>{title}</button>
                </div>
                {move || desk.may_not(&[Power::Record]).then(|| view! {
                    <p class="field__hint" role="status">{words::MAY_NOT}</p>
                })}
            }
            .into_any()
        }
    };
    view! { {content} }.into_any()
}

/// The form; goes to the new page when it was saved.
#[component]
fn PlanForm(
    /// A visit or a reception.
    kind: CaseKind,
    /// In which post it is planned.
    desk: Desk,
) -> AnyView {
    let session = session();
    let prefix = format!("plan/{}/", kind.name());
    let field = |name: &str| session.scratch.field(format!("{prefix}{name}"));
    let (form, leader, post) = (field("form"), field("leader"), field("post"));
    let (work, place, hours) = (field("work"), field("place"), field("hours"));
    let (recorder, village) = (field("recorder"), field("village"));
    let with: Vec<RwSignal<String>> =
        (0..MOST_WITH).map(|at| field(&format!("with{at}"))).collect();
    let visit = kind == CaseKind::Visit;
    // Most visits are entered on the day they begin; a reception is announced days before.
    let day = if visit {
        session.scratch.day(&prefix, "day", &["day"], browser::today())
    } else {
        field("day")
    };
    let errors: Errors = RwSignal::new(Vec::new());
    let saving = Saving::new(session);
    let forms = MeetingForm::ALL
        .iter()
        .filter(move |form| form.case() == kind)
        .map(|form| (form.name().to_owned(), cases::meeting_form(*form).to_owned()));
    let with_fields = StoredValue::new(with.clone());
    let prefix = StoredValue::new(prefix);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let chosen = MeetingForm::from_name(&text(form));
        let on = day_of(&text(day));
        let at = OfficeCode::parse(&text(village)).ok();
        let mut missing = Vec::new();
        let mut needs = |fits: bool, id: &str, text: &str| {
            if !fits {
                missing.push((id.to_owned(), text.to_owned()));
            }
        };
        needs(chosen.is_some(), "plan-form", words::FORM_MISSING);
        needs(!text(leader).is_empty(), "plan-leader", words::LEADER_MISSING);
        needs(!visit || at.is_some(), "plan-village", words::VILLAGE_MISSING);
        needs(on.is_some(), "plan-day", words::DAY_MISSING);
        let first = missing.first().map(|(id, _): &(String, String)| id.clone());
        errors.set(missing);
        if let Some(id) = first {
            return browser::focus(&id);
        }
        let by = desk.acting(&[Power::Record]);
        let (Some(chosen), Some(on), Some(office), Some(_)) = (chosen, on, desk.office(), by)
        else {
            return saving.wrong.set(Some(words::NO_POST.to_owned()));
        };
        let prefix = prefix.get_value();
        let village = if visit { at } else { None };
        let case: MatterId = if visit {
            fixed_id::of_visit(&office, on, &text(leader), village.as_ref())
        } else {
            matter_of(session, &format!("{prefix}case"))
        };
        let mut with: Vec<OfficeCode> = with_fields.with_value(|all| {
            let codes = all.iter().map(|one| one.get_untracked());
            codes.filter_map(|code| OfficeCode::parse(code.trim()).ok()).collect()
        });
        with.retain(|one| *one != office);
        let plan = Plan {
            office,
            local_no: String::new(),
            on: browser::today(),
            kind: chosen,
            day: on,
            leader: text(leader),
            village: village.clone(),
            with,
        };
        let place_office =
            village.as_ref().map(|code| code.as_str().to_owned()).unwrap_or_default();
        let place_name = match &village {
            Some(code) if text(place).is_empty() => session.office_name(code.as_str()),
            _ => text(place),
        };
        let facts = [
            (Fact::LeaderPost, text(post)),
            (Fact::Field, text(work)),
            (Fact::Recorder, text(recorder)),
            (Fact::Place, place_name),
            (Fact::PlaceOffice, place_office),
            (Fact::Hours, text(hours)),
        ];
        let edits = facts.into_iter().filter(|(_, value)| !value.is_empty());
        let edits = edits.map(|(fact, value)| Edit::Fact(fact, Some(FactValue::Text(value))));
        let write =
            CaseWrite::to(case).core(Step::Meeting(MeetingStep::Planned(plan)), edits.collect());
        saving.enter(&[write], prefix, move |_| Route::of_case(kind, case).go());
    };
    let with_view: Vec<AnyView> = with
        .into_iter()
        .enumerate()
        .map(|(at, code)| {
            let label = words::with(at + 1);
            view! { <OfficeField id=format!("plan-with-{at}") label code /> }.into_any()
        })
        .collect();
    let of_kind = if visit {
        view! {
            <OfficeField id="plan-village" label=words::VILLAGE code=village villages=true
                error=error_of(errors, "plan-village") />
        }
        .into_any()
    } else {
        view! {
            <TextField id="plan-work" label=words::WORK bind=Bind::from(work) />
            <TextField id="plan-place" label=words::PLACE bind=Bind::from(place) />
            <TextField id="plan-hours" label=words::HOURS bind=Bind::from(hours) hint=words::HOURS_HINT />
        }
        .into_any()
    };
    let day_hint = if visit { words::DAY_HINT } else { words::RECEPTION_DAY_HINT };
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <Choices id="plan-form" legend=words::FORM bind=Bind::from(form) options=forms.collect()
                error=error_of(errors, "plan-form") />
            <TextField id="plan-leader" label=words::LEADER bind=Bind::from(leader) required=true
                error=error_of(errors, "plan-leader") />
            <TextField id="plan-post" label=words::POST bind=Bind::from(post) />
            {of_kind}
            <TextField id="plan-day" label=words::DAY bind=Bind::from(day) kind=FieldKind::Date
                hint=day_hint error=error_of(errors, "plan-day") />
            <TextField id="plan-recorder" label=words::RECORDER bind=Bind::from(recorder) />
            <details class="more">
                <summary>{words::WITH}</summary>
                <p class="field__hint">{words::WITH_HINT}</p>
                {with_view}
            </details>
            {wrong(saving)}
            <div class="actions">
                <button type="submit" class="button button--primary" disabled=move || saving.busy.get()>
                    {move || if saving.busy.get() { general::SAVING } else { words::SAVE }}
                </button>
            </div>
        </form>
    }
    .into_any()
}
