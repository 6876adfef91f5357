use chrono::NaiveDate;
use lookup::identity_number::{IdentityHint, canonical, check};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

#[test]
fn hints() {
    for (typed, hint) in [
        // The standard's own example; no real person.
        ("11010519491231002X", IdentityHint::Ok),
        ("11010519491231002x", IdentityHint::Ok),
        ("１１０１０５１９４９１２３１００２Ｘ", IdentityHint::Ok),
        (" 110105 19491231 002X ", IdentityHint::Ok),
        ("", IdentityHint::Empty),
        ("　 ", IdentityHint::Empty),
        ("110105491231002", IdentityHint::OldFifteenDigits),
        ("110105491331002", IdentityHint::BadDate),
        ("11010549123100X", IdentityHint::BadCharacter { position: 15 }),
        ("1101051949123100", IdentityHint::WrongLength { len: 16 }),
        ("1101051949123100X", IdentityHint::WrongLength { len: 17 }),
        ("11010519491231002X0", IdentityHint::BadCharacter { position: 18 }),
        ("1101051949123100200", IdentityHint::WrongLength { len: 19 }),
        ("E12345678", IdentityHint::BadCharacter { position: 1 }),
        ("1101051949123100二X", IdentityHint::BadCharacter { position: 17 }),
        ("110105194913310020", IdentityHint::BadDate),
        ("110105194902290020", IdentityHint::BadDate),
        ("110105000000000020", IdentityHint::BadDate),
        ("110105202611230020", IdentityHint::FutureDate),
        ("110105194912310021", IdentityHint::WrongCheckDigit { expected: 'X' }),
        ("110105194912310029", IdentityHint::WrongCheckDigit { expected: 'X' }),
    ] {
        assert_eq!(check(typed, today()), hint, "{typed:?}");
    }
}

#[test]
fn unknown_regions_and_residence_permits_are_checked_alike() {
    // 000000 and 830000 with the same birth date and sequence: whatever the check character, the region is no reason.
    for region in ["000000", "830000", "999999"] {
        let hints =
            "0123456789X".chars().map(|last| check(&format!("{region}19491231002{last}"), today()));
        assert_eq!(hints.filter(|hint| *hint == IdentityHint::Ok).count(), 1, "{region}");
    }
}

#[test]
fn a_birth_today_is_no_birth_to_come() {
    assert_ne!(check("110105202611220020", today()), IdentityHint::FutureDate);
}

#[test]
fn one_form_is_stored() {
    assert_eq!(canonical(" 11010519491231002ｘ"), "11010519491231002X");
}
