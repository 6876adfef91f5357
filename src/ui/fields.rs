//! Fields that know the domain: each a component's part with the choices, checks and words of one
//! kind of value.

mod category_field;
mod channel_field;
mod number_fields;
mod person_fields;
mod place_field;

pub use category_field::CategoryField;
pub use channel_field::ChannelField;
pub use number_fields::{IdNumberField, PhoneField};
pub use person_fields::PersonFields;
pub use place_field::PlaceField;
