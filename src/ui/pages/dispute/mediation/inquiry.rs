use casework::{
    Step,
    case_write::CaseWrite,
    dispute::DisputeKind,
    schema::{Fact, FactValue},
    step::payload::{Acting, Talk},
};
use leptos::{prelude::*, task::spawn_local};

use super::{acting, may};
use crate::ui::{
    browser,
    components::{FieldKind, Notice, TextArea, TextField, Tone},
    pages::matter::page::Page,
    words::{act, date, dispute as words, failure, general},
};

/// Somebody was asked about the dispute (调查), a party or a neighbour. It is nobody's duty, and its
/// words are the committee's alone. Offered while talks may be held.
#[component]
pub fn InquiryForm(page: Page) -> AnyView {
    let may_hold = may(page, DisputeKind::RightsTold);
    let form = move || {
        may_hold.get().then(|| {
            view! {
                <details class="fold">
                    <summary class="fold__summary">{words::INQUIRY}</summary>
                    <Entry page />
                </details>
            }
        })
    };
    view! { {form} }.into_any()
}

fn names(line: &str) -> Vec<String> {
    let parts = line.split(['、', '，', ',', '；', ';', ' ', '　']);
    parts.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[component]
fn Entry(page: Page) -> AnyView {
    let prefix = StoredValue::new(["inquiry/", &page.matter.to_hex(), "/"].concat());
    let field = |key: &str| {
        let key = prefix.with_value(|prefix| [prefix, key].concat());
        page.session.scratch.field(key)
    };
    let (place, asked, asking, text) =
        (field("place"), field("asked"), field("asking"), field("text"));
    let on = prefix.with_value(|prefix| {
        page.session.scratch.day(prefix, "on", &["on", "asking"], browser::today())
    });
    if asking.with_untracked(String::is_empty) {
        let mediators =
            page.once(|view| view.state.dispute.mediation().map(|one| one.mediators.join("、")));
        asking.set(mediators.unwrap_or_default());
    }
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let made = move || -> Result<CaseWrite, String> {
        let by = acting(page, DisputeKind::RightsTold).ok_or_else(|| words::NO_POST.to_owned())?;
        let day = match Fact::ReceivedOn.value(&on.get_untracked()) {
            Ok(Some(FactValue::Date(day))) if day <= by.on => day,
            _ => return Err(act::NOT_A_DATE.to_owned()),
        };
        let typed = |text: RwSignal<String>| text.get_untracked().trim().to_owned();
        let talk = Talk {
            by: Acting { on: day, ..by },
            place: typed(place),
            asked: typed(asked),
            asking: names(&typed(asking)),
            text: typed(text),
        };
        if talk.asked.is_empty() || talk.asking.is_empty() || talk.text.is_empty() {
            return Err(words::INQUIRY_MISSING.to_owned());
        }
        Ok(CaseWrite::to(page.matter).committee(Step::Talked(talk), Vec::new()))
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
            match page.enter(vec![write], Some(&prefix)).await {
                Ok(_) => {
                    asked.try_set(String::new());
                    text.try_set(String::new());
                    on.try_set(browser::today().to_string());
                    wrong.try_set(None);
                }
                Err(why) => {
                    wrong.try_set(Some(failure::sentence(&why)));
                }
            }
            busy.try_set(false);
        });
    };
    let said =
        move || wrong.get().map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> });
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <p class="field__hint">{words::INQUIRY_HINT}</p>
            <TextField id="inquiry-on" label=words::INQUIRY_ON bind=on kind=FieldKind::Date
                max=browser::today().to_string() />
            <TextField id="inquiry-asked" label=words::INQUIRY_ASKED bind=asked />
            <TextField id="inquiry-asking" label=words::INQUIRY_ASKING bind=asking />
            <TextField id="inquiry-place" label=words::INQUIRY_PLACE bind=place />
            <TextArea id="inquiry-text" label=words::INQUIRY_TEXT bind=text rows=5 />
            {said}
            <div class="actions">
                <button type="submit" class="button button--primary" disabled=move || busy.get()>
                    {move || if busy.get() { general::SAVING } else { words::INQUIRY_SAVE }}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// What an inquiry says, among what the committee kept.
pub fn kept(talk: &Talk) -> String {
    [&date::day(talk.by.on), "，", words::INQUIRY_OF, &talk.asked, "：", &talk.text].concat()
}
