use lookup::phone::{PhoneHint, check};

#[test]
fn hints() {
    for (typed, hint) in [
        ("13800138000", PhoneHint::Mobile),
        ("138 0013 8000", PhoneHint::Mobile),
        ("１３８-0013-8000", PhoneHint::Mobile),
        ("+86 19900000000", PhoneHint::Mobile),
        ("008613800138000", PhoneHint::Mobile),
        ("8613800138000", PhoneHint::Mobile),
        ("1380013800", PhoneHint::WrongLength { len: 10 }),
        ("138001380000", PhoneHint::WrongLength { len: 12 }),
        ("12800138000", PhoneHint::UnknownBeginning),
        ("23800138000", PhoneHint::UnknownBeginning),
        ("010-12345678", PhoneHint::Landline),
        ("(0535)1234567", PhoneHint::Landline),
        ("0535—1234567转801", PhoneHint::Landline),
        ("0535-12345", PhoneHint::WrongLength { len: 9 }),
        ("1234567", PhoneHint::LocalLandline),
        ("82345678", PhoneHint::LocalLandline),
        ("4001234567", PhoneHint::ServiceLine),
        ("12345", PhoneHint::ShortNumber),
        ("110", PhoneHint::ShortNumber),
        ("1", PhoneHint::WrongLength { len: 1 }),
        ("", PhoneHint::Empty),
        (" ", PhoneHint::Empty),
        ("138无", PhoneHint::BadCharacter { position: 4 }),
        ("0535-1234567转a", PhoneHint::BadCharacter { position: 14 }),
    ] {
        assert_eq!(check(typed), hint, "{typed:?}");
    }
}
