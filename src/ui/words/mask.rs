//! Numbers that are not for every eye: shown in part until asked for.

use casework::schema::PersonField;

/// A person's value as shown to whoever passes by.
#[must_use]
pub fn masked(field: PersonField, value: &str) -> String {
    match field {
        PersonField::IdNumber => hide_middle(value, 3, 4),
        PersonField::Phone if value.chars().count() >= 9 => hide_middle(value, 3, 4),
        PersonField::Phone => hide_middle(value, 1, 1),
        PersonField::Name | PersonField::Sex | PersonField::Address => value.to_owned(),
    }
}

/// Whether a field is masked at all.
#[must_use]
pub fn is_masked(field: PersonField) -> bool {
    matches!(field, PersonField::IdNumber | PersonField::Phone)
}

fn hide_middle(value: &str, head: usize, tail: usize) -> String {
    let len = value.chars().count();
    if len <= head + tail {
        return value.chars().map(|_| '*').collect();
    }
    value
        .chars()
        .enumerate()
        .map(|(at, sign)| if at < head || at >= len - tail { sign } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_their_ends_only() {
        let cases = [
            (PersonField::IdNumber, "11010519491231002X", "110***********002X"),
            (PersonField::IdNumber, "1234", "****"),
            (PersonField::Phone, "19912341408", "199****1408"),
            (PersonField::Phone, "87651234", "8******4"),
            (PersonField::Phone, "", ""),
            (PersonField::Name, "张三", "张三"),
        ];
        for (field, value, shown) in cases {
            assert_eq!(masked(field, value), shown);
        }
    }
}
