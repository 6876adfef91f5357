use crate::{row_of, typed};
use chrono::NaiveDate;
use lookup::content::{ContentList, tags_of};
use lookup::{
    PinyinKey, Query, SearchFields, SearchKey, identity_number, normalise, phone, pinyin_of_name,
    pinyin_of_text,
};
use proptest::prelude::*;

/// Names of ideographs of any kind, most of them common, some after a surname with readings of its own.
fn name() -> impl Strategy<Value = String> {
    let surname = prop::sample::select(vec!["", "单", "尉迟", "万俟", "黑", "吕", "欧阳", "单于"]);
    let given = "[\u{4E00}-\u{9FA5}\u{3400}-\u{4DB5}\u{20000}-\u{20100}\u{E000}]{1,20}";
    (surname, given).prop_map(|(surname, given)| format!("{surname}{given}"))
}

/// What [`PinyinKey::contains`] means, said naively.
fn contains_naively(key: &str, term: &str) -> bool {
    fn eat(characters: &[Vec<&str>], term: &str) -> bool {
        if term.is_empty() {
            return true;
        }
        let Some((readings, rest)) = characters.split_first() else {
            return false;
        };
        readings.iter().any(|reading| {
            (1..=reading.len())
                .any(|taken| term.starts_with(&reading[..taken]) && eat(rest, &term[taken..]))
        })
    }
    let names = key.split(';').map(|name| {
        let characters = name.split(' ').filter(|character| !character.is_empty());
        characters.map(|readings| readings.split('|').collect()).collect::<Vec<Vec<&str>>>()
    });
    !term.is_empty()
        && names.into_iter().any(|name| (0..name.len()).any(|from| eat(&name[from..], term)))
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing_more(text in any::<String>()) {
        let folded = normalise(&text);
        prop_assert_eq!(&normalise(&folded), &folded);
        prop_assert!(!folded.contains(char::is_whitespace));
    }

    #[test]
    fn no_text_panics(text in any::<String>(), other in any::<String>()) {
        let keys = [pinyin_of_name(&text), pinyin_of_text(&text), PinyinKey::from_stored(text.clone())];
        let names = [text.as_str()];
        for key in &keys {
            let _ = key.contains(&other);
            let _ = key.find(&other);
            let _ = key.usual_initials();
            let row = SearchKey::new(&SearchFields { names: &names, texts: &names, numbers: &names, phones: &names, pinyin: Some(key) });
            let _ = Query::parse(&other).matches(&row);
            // Typing what is there finds it.
            prop_assert!(Query::parse(&text).matches(&row));
        }
        let _ = ContentList::current().picker().find(&text, 5);
        let _ = ContentList::current().entry(&text);
        let _ = tags_of(&text);
        let _ = phone::check(&text);
        let _ = identity_number::check(&text, NaiveDate::MIN);
    }

    #[test]
    fn no_number_panics(number in "[0-9Xx０-９ +()#转-]{0,24}") {
        let _ = phone::check(&number);
        let _ = identity_number::check(&number, NaiveDate::MAX);
    }

    #[test]
    fn one_check_character_fits(region in 0..1_000_000_u32, day in 0..40_000_i32, sequence in 0..1_000_u32) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let born = today - chrono::Duration::days(i64::from(day));
        let number = format!("{region:06}{}{sequence:03}", born.to_string().replace('-', ""));
        let hints = "0123456789X".chars().map(|last| identity_number::check(&format!("{number}{last}"), today));
        prop_assert_eq!(hints.filter(|hint| *hint == identity_number::IdentityHint::Ok).count(), 1);
    }

    #[test]
    fn names_match_their_pinyin_and_initials(name in name(), picks in prop::collection::vec(any::<prop::sample::Index>(), 24)) {
        let key = pinyin_of_name(&name);
        let row = row_of(&name);
        let any_reading: String = key.as_str().split(' ').zip(&picks)
            .map(|(readings, pick)| *pick.get(&readings.split('|').collect::<Vec<_>>()))
            .collect();
        for term in [typed(&key), key.usual_initials(), any_reading, name.clone()] {
            prop_assert!(Query::parse(&term).matches(&row), "{} by {}", name, term);
        }
    }

    #[test]
    fn matches_what_the_naive_way_matches(
        key in "[ab]{1,3}(\\|[ab]{1,3}){0,2}([ ;][ab]{1,3}(\\|[ab]{1,3}){0,2}){0,4}",
        term in "[ab]{0,8}",
    ) {
        let found = PinyinKey::from_stored(key.clone());
        prop_assert_eq!(found.contains(&term), contains_naively(&key, &term));
        prop_assert_eq!(found.find(&term).is_some(), found.contains(&term));
    }
}
