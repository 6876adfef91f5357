use casework::{
    MatterView, Step,
    case_write::CaseWrite,
    intake::{Intake, PersonIntake},
    schema::{Fact, PersonField},
    step::{
        StepKind,
        codes::Relation,
        payload::{Acting, Link},
    },
};
use ident::{MatterId, OfficeCode, PostId};
use leptos::{prelude::*, task::spawn_local};

use crate::ui::{
    browser,
    components::{Bind, Choices, Dialog, Notice, Tone},
    fields::ChannelField,
    pages::matter::page::Page,
    route::Route,
    words::{dispute as words, failure, general},
};

/// The way from a dispute to a petition: registered with what the dispute says, both tied to each
/// other, all in one transaction. Nothing where the tie is not theirs to make.
#[component]
pub fn ToPetition(page: Page) -> AnyView {
    let may = page
        .part(|view| view.desk.offer(StepKind::Linked).is_some_and(|offer| offer.post.is_some()));
    let button = move || may.get().then(|| view! { <Asking page /> });
    view! { {button} }.into_any()
}

#[component]
fn Asking(page: Page) -> AnyView {
    let open = RwSignal::new(false);
    let who = RwSignal::new(String::new());
    let channel = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let confirm = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        let (slot, channel) = (who.get_untracked(), channel.get_untracked());
        let own =
            page.session.identity.with_untracked(|own| own.as_ref().map(|own| own.office.clone()));
        let (Some(view), Some(office), false) =
            (page.whole(), own, slot.is_empty() || channel.is_empty())
        else {
            return wrong.set(Some(words::TO_PETITION_MISSING.to_owned()));
        };
        let Some(post) = view.desk.offer(StepKind::Linked).and_then(|offer| offer.post) else {
            return wrong.set(Some(words::NO_POST.to_owned()));
        };
        let Ok(petition) = MatterId::from_hex(&browser::random_hex::<16>()) else { return };
        let intake = intake(&view, &slot, channel);
        let writes = writes(page.matter, petition, &intake, &office, post);
        busy.set(true);
        spawn_local(async move {
            match page.enter(writes, None).await {
                Ok(_) => Route::Matter(petition).go(),
                Err(why) => {
                    wrong.try_set(Some(failure::sentence(&why)));
                }
            }
            busy.try_set(false);
        });
    });
    let people = move || {
        let options = page.with(|view| {
            let named = view.persons.iter().enumerate();
            named.map(|(at, one)| (one.slot.clone(), words::party(one, at))).collect()
        });
        view! { <Choices id="petitioner" legend=words::TO_PETITION_WHO bind=Bind::from(who) options /> }
    };
    let label = Signal::derive(move || {
        if busy.get() { general::SAVING } else { words::TO_PETITION_DO }.to_owned()
    });
    let said =
        move || wrong.get().map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> });
    view! {
        <button type="button" class="button" on:click=move |_| open.set(true)>{words::TO_PETITION}"……"</button>
        <Dialog id="to-petition" open title=words::TO_PETITION.to_owned() confirm=label
            cancel=general::CANCEL on_confirm=confirm busy>
            <p>{words::TO_PETITION_BODY}</p>
            {people}
            <ChannelField id="petition-channel" bind=channel.into() />
            {said}
        </Dialog>
    }
    .into_any()
}

/// What the dispute says, as a registration.
fn intake(view: &MatterView, slot: &str, channel: String) -> Intake {
    let person = view.persons.iter().find(|person| person.slot == slot);
    let field = |field| person.map_or("", |person| person.shown(field)).to_owned();
    Intake {
        petitioner: PersonIntake {
            name: field(PersonField::Name),
            sex: field(PersonField::Sex),
            id_number: field(PersonField::IdNumber),
            phone: field(PersonField::Phone),
            address: field(PersonField::Address),
        },
        channel,
        received_on: browser::today().to_string(),
        petitioners: "1".to_owned(),
        place: view.shown(Fact::Place).to_owned(),
        place_office: view.shown(Fact::PlaceOffice).to_owned(),
        demands: vec![view.shown(Fact::Title).to_owned()],
        narrative: match view.narrative.as_str() {
            "" => view.shown(Fact::StatedText).to_owned(),
            text => text.to_owned(),
        },
        ..Intake::default()
    }
}

fn writes(
    dispute: MatterId,
    petition: MatterId,
    intake: &Intake,
    office: &OfficeCode,
    post: PostId,
) -> Vec<CaseWrite> {
    let by = Acting { post, on: browser::today() };
    let tied = |other| Step::Linked(Link { by, other, relation: Relation::Related });
    vec![
        CaseWrite::registering(petition, intake, office).step(tied(dispute)),
        CaseWrite::to(dispute).step(tied(petition)),
    ]
}
