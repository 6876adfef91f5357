//! The shipped profiles, and profiles as data.

use clocks::{
    BadProfile, ClockId, Duty, Profile, ProfileRef, Profiles, SmallGroup, Unit, parse_date,
};

const CITY: &str = r#"{
    "id": "city", "version": 2, "valid_from": "2026-07-01", "valid_to": "2027-06-30",
    "limits": { "bureau_dispatch": {
        "length": 2, "unit": "working", "postpone": false, "extension": null,
        "article": "市规 7", "owed_by": "body" } },
    "warn_at": [40, 80, 100]
}"#;

fn pinned(profile: &Profile) {
    let file = format!("{}/tests/profiles/{}.golden", env!("CARGO_MANIFEST_DIR"), profile.id);
    let shown = profile.to_json().expect("JSON") + "\n";
    if std::env::var_os("CUNZHAN_WRITE_GOLDEN").is_some() {
        std::fs::write(file, shown).expect("it can be written");
        return;
    }
    assert_eq!(shown, std::fs::read_to_string(&file).expect("it is there"), "{file}");
}

#[test]
fn shipped_profiles_are_pinned() {
    let profiles = Profiles::shipped();
    let names: Vec<_> = profiles.all().map(|profile| profile.reference().to_string()).collect();
    assert_eq!(names, ["national/1", "shandong/1", "zhejiang/1"]);
    for profile in profiles.all() {
        profile.check().expect("it makes sense");
        assert_eq!(profile.limits.len(), ClockId::ALL.len());
        pinned(profile);
        assert_eq!(Profile::from_json(&profile.to_json().expect("JSON")).as_ref(), Ok(profile));
    }
}

#[test]
fn the_switch_is_on_for_citizens_only() {
    for profile in Profiles::shipped().all() {
        for (clock, limit) in &profile.limits {
            assert_eq!(limit.postpone, limit.owed_by == Duty::Citizen, "{clock}");
        }
    }
}

#[test]
fn what_the_provinces_have_of_their_own() {
    let profiles = Profiles::shipped();
    let shandong = profiles.latest("shandong").expect("it");
    let acceptance = shandong.review_acceptance.as_ref().expect("it");
    assert_eq!((acceptance.length, acceptance.unit), (3, Unit::Working));
    assert!(shandong.late_review_with_good_reason);
    let zhejiang = profiles.latest("zhejiang").expect("it");
    let small = SmallGroup { people: 10, representatives: 3 };
    assert_eq!(zhejiang.max_representatives_small_group, Some(small));
    assert_eq!((zhejiang.representatives(10), zhejiang.representatives(11)), (3, 5));
    assert!(zhejiang.id_required_at_visits);
    let national = profiles.latest("national").expect("it");
    assert_eq!(national.representatives(6), 5);
    assert!(!national.id_required_at_visits && !national.late_review_with_good_reason);
}

#[test]
fn an_unknown_profile_falls_back_and_says_so() {
    let profiles = Profiles::shipped();
    for name in ["national/2", "henan/1"] {
        let found = profiles.find(&name.parse().expect("a name"));
        assert!(found.fallback);
        assert_eq!(found.profile.reference(), ProfileRef::national());
    }
    assert!(!profiles.find(&ProfileRef::national()).fallback);
}

#[test]
fn a_citys_profile_as_data() {
    let mut profiles = Profiles::shipped();
    let city = Profile::from_json(CITY).expect("a profile");
    assert_eq!(city.limit(ClockId::BureauDispatch).map(|limit| limit.length), Some(2));
    assert_eq!(city.limit(ClockId::Handle).map(|limit| limit.length), Some(60), "as the nation");
    assert_eq!((city.warn_at, city.max_representatives), ([40, 80, 100], 5));
    profiles.add(city.clone()).expect("it is new");
    profiles.add(city.clone()).expect("the same once more");
    let mut changed = city.clone();
    changed.warn_at = [50, 75, 100];
    assert_eq!(profiles.add(changed), Err(BadProfile::AlreadyThere(city.reference())));
    assert!(!profiles.find(&"city/2".parse().expect("a name")).fallback);
    let on = |text: &str| {
        profiles.in_force("city", parse_date(text).expect("a date")).map(|profile| profile.version)
    };
    assert_eq!(
        [on("2026-06-30"), on("2026-07-01"), on("2027-06-30"), on("2027-07-01")],
        [None, Some(2), Some(2), None]
    );
}

#[test]
fn faults_of_a_profile_are_told_apart() {
    let fault = |from: &str, to: &str| {
        let text = CITY.replace(from, to);
        assert_ne!(text, CITY);
        Profile::from_json(&text).expect_err("it is wrong")
    };
    let of = "bureau_dispatch";
    assert_eq!(fault("\"length\": 2", "\"length\": 0"), BadProfile::Length { of });
    assert_eq!(fault("\"length\": 2", "\"length\": 4000"), BadProfile::Length { of });
    assert_eq!(fault("\"working\"", "\"stated\""), BadProfile::Length { of });
    assert_eq!(fault("\"version\": 2", "\"version\": 0"), BadProfile::Name);
    assert_eq!(fault("\"city\"", "\"City\""), BadProfile::Name);
    assert_eq!(fault("2027-06-30", "2026-06-30"), BadProfile::Validity);
    assert_eq!(fault("[40, 80, 100]", "[80, 40, 100]"), BadProfile::WarnAt);
    let none = r#"{"max_days":0,"unit":"calendar","times":1,"head_of_unit":true}"#;
    assert_eq!(
        fault("\"extension\": null", &format!("\"extension\": {none}")),
        BadProfile::Extension { of }
    );
    assert_eq!(fault("市规 7", &"条".repeat(70)), BadProfile::TextTooLong { of });
    for (from, to) in [("bureau_dispatch", "bureau_dispach"), ("2026-07-01", "July"), ("}", "]")] {
        assert!(matches!(fault(from, to), BadProfile::Json { line: 1.., .. }), "{to}");
    }
    let large = " ".repeat(Profile::MAX_JSON + 1);
    assert_eq!(Profile::from_json(&large), Err(BadProfile::TooLarge { most: Profile::MAX_JSON }));
}

#[test]
fn names_of_profiles() {
    let name: ProfileRef = "zhejiang/12".parse().expect("a name");
    assert_eq!((name.id.as_str(), name.version), ("zhejiang", 12));
    let bytes = minicbor::to_vec(&name).expect("bytes");
    assert_eq!(bytes, b"\x6bzhejiang/12");
    assert_eq!(minicbor::decode::<ProfileRef>(&bytes).ok(), Some(name.clone()));
    assert_eq!(serde_json::to_string(&name).ok().as_deref(), Some("\"zhejiang/12\""));
    for text in [
        "",
        "national",
        "national/",
        "national/0",
        "national/01",
        "national/+1",
        "/1",
        "a/b/1",
        "N/1",
    ] {
        assert!(text.parse::<ProfileRef>().is_err(), "{text}");
    }
}

#[test]
fn clocks_keep_their_names_and_numbers() {
    let names = "bureau_dispatch direct_notice unit_notice return_objection handle assign_feedback \
        req_review review req_rereview rereview proposal_feedback urgent_report judicial_confirm \
        court_accept court_decide station_push promise performance charge instruction";
    for ((number, clock), name) in (0u8..).zip(ClockId::ALL).zip(names.split(' ')) {
        assert_eq!(clock.name(), name);
        assert_eq!(ClockId::from_name(name), Some(clock));
        assert_eq!(minicbor::to_vec(clock).expect("bytes"), [number]);
        assert_eq!(serde_json::to_string(&clock).expect("JSON"), format!("\"{name}\""));
    }
    assert_eq!(ClockId::from_name("Handle"), None);
}
