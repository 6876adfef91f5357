use casework::intake::PersonIntake;
use leptos::prelude::*;

use super::{IdNumberField, PhoneField};
use crate::ui::{
    components::{Bind, Choices, TextField},
    words::intake,
};

/// A part of a person: how to read it and how to write it.
type Part = (fn(&PersonIntake) -> &String, fn(&mut PersonIntake) -> &mut String);

const NAME: Part = (|person| &person.name, |person| &mut person.name);
const SEX: Part = (|person| &person.sex, |person| &mut person.sex);
const PHONE: Part = (|person| &person.phone, |person| &mut person.phone);
const ID_NUMBER: Part = (|person| &person.id_number, |person| &mut person.id_number);
const ADDRESS: Part = (|person| &person.address, |person| &mut person.address);

/// The fields of a person.
#[component]
pub fn PersonFields(
    /// Begins the ids of the fields: `name`, or `rep-1-name`.
    #[prop(into)]
    prefix: String,
    /// Makes a field's label out of the value's name.
    label: Callback<&'static str, String>,
    /// The person as entered.
    person: Signal<PersonIntake>,
    /// Called with the person as changed.
    set: Callback<PersonIntake>,
    /// What is wrong with the name.
    #[prop(optional, into)]
    name_error: MaybeProp<String>,
    /// What is wrong with the address.
    #[prop(optional, into)]
    address_error: MaybeProp<String>,
    /// A name must be given.
    #[prop(optional)]
    required: bool,
) -> AnyView {
    let bind = move |(read, write): Part| {
        Bind::new(
            move || person.with(|person| read(person).clone()),
            move |text| {
                let mut changed = person.get_untracked();
                *write(&mut changed) = text;
                set.run(changed);
            },
        )
    };
    let id = |part: &str| format!("{prefix}{part}");
    let name_hint = required.then(|| intake::NAME_HINT.to_owned());
    let sexes = intake::SEXES.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned()));
    view! {
        <div class="person">
            <TextField id=id("name") label=label.run(intake::NAME) bind=bind(NAME) required
                hint=name_hint error=name_error />
            <Choices id=id("sex") legend=label.run(intake::SEX) bind=bind(SEX) options=sexes.collect() />
            <PhoneField id=id("phone") label=label.run(intake::PHONE) bind=bind(PHONE) />
            <IdNumberField id=id("id-number") label=label.run(intake::ID_NUMBER) bind=bind(ID_NUMBER) />
            <div class="person__wide">
                <TextField id=id("address") label=label.run(intake::ADDRESS) bind=bind(ADDRESS)
                    error=address_error />
            </div>
        </div>
    }
    .into_any()
}
