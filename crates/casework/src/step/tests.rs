//! Messages of steps, as they are stored.

use ident::ContentKey;

use super::{
    attachment::AttachmentKind,
    codes::{DeliveryResult, DeliveryWay},
    *,
};
use proptest::prelude::*;

fn office() -> OfficeCode {
    OfficeCode::parse("990101001201").expect("a code")
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

/// Golden: these messages lie in stored documents for ever.
#[test]
fn messages_are_pinned() {
    let by = Acting { post: PostId::new([7; 8]), on: day() };
    let cases = [
        (
            Step::Remarked(Remark {
                office: office(),
                on: day(),
                text: "字太小".into(),
                about: "1.0".into(),
                person: None,
            }),
            r#"{"remarked":{"office":"990101001201","on":"2026-11-22","text":"字太小","about":"1.0","person":null}}"#,
        ),
        (
            Step::RemarkAnswered(RemarkAnswer { by, text: "可以放大".into() }),
            r#"{"remark_answered":{"by":{"post":"0707070707070707","on":"2026-11-22"},"text":"可以放大"}}"#,
        ),
        (
            Step::Registered {
                office: office(),
                local_no: "990101001201-1-0001".into(),
                on: day(),
                rules: None,
            },
            r#"{"registered":{"office":"990101001201","local_no":"990101001201-1-0001","on":"2026-11-22","rules":null}}"#,
        ),
        (
            Step::Imported {
                office: office(),
                local_no: "990101001201-1-0002".into(),
                on: None,
                place: "来访 12".into(),
                concluded: Some(true),
                accepted: None,
            },
            r#"{"imported":{"office":"990101001201","local_no":"990101001201-1-0002","on":null,"place":"来访 12","concluded":true,"accepted":null}}"#,
        ),
        (Step::Edited {}, r#"{"edited":{}}"#),
        (Step::Chosen { field: "place".into() }, r#"{"chosen":{"field":"place"}}"#),
        (Step::Noted { text: "电话告知".into() }, r#"{"noted":{"text":"电话告知"}}"#),
        (
            Step::FollowedUp { on: day(), text: "已回访".into() },
            r#"{"followed_up":{"on":"2026-11-22","text":"已回访"}}"#,
        ),
        (
            Step::Handed { to: office(), text: String::new(), on: None, post: None },
            r#"{"handed":{"to":"990101001201","text":"","on":null,"post":null}}"#,
        ),
        (
            Step::Attached(Attachment {
                blob: BlobId::new([0xab; 32]),
                key: ContentKey::new([7; 32]),
                name: "来信第一页".into(),
                kind: AttachmentKind::Paper,
                mime: "image/jpeg".into(),
                size: 245_760,
                width: 1500,
                height: 2000,
                of: "letter".into(),
            }),
            r#"{"attached":{"blob":"abababababababababababababababababababababababababababababababab","key":"0707070707070707070707070707070707070707070707070707070707070707","name":"来信第一页","kind":"paper","mime":"image/jpeg","size":245760,"width":1500,"height":2000,"of":"letter"}}"#,
        ),
        (
            Step::Delivered(Delivery {
                by,
                paper: "where_it_went_notice".into(),
                way: DeliveryWay::Other,
                result: DeliveryResult::NotOwed,
                receiver: String::new(),
                text: "没有住址".into(),
            }),
            r#"{"delivered":{"by":{"post":"0707070707070707","on":"2026-11-22"},"paper":"where_it_went_notice","way":"other","result":"not_owed","receiver":"","text":"没有住址"}}"#,
        ),
        (
            Step::Detached { blob: BlobId::new([0xab; 32]) },
            r#"{"detached":{"blob":"abababababababababababababababababababababababababababababababab"}}"#,
        ),
    ];
    for (step, message) in cases {
        assert_eq!(step.to_message(), message);
        assert_eq!(Step::from_message(Some(message)), step);
    }
}

/// Messages as the first version wrote them.
#[test]
fn messages_of_the_first_version_are_still_read() {
    let registered = r#"{"registered":{"office":"990101001201","local_no":"n","on":"2026-11-22"}}"#;
    let read = Step::from_message(Some(registered));
    assert!(matches!(read, Step::Registered { rules: None, .. }), "{read:?}");
    let imported =
        r#"{"imported":{"office":"990101001201","local_no":"n","on":null,"place":"来访 12"}}"#;
    let read = Step::from_message(Some(imported));
    assert!(matches!(read, Step::Imported { concluded: None, .. }), "{read:?}");
    let handed = r#"{"handed":{"to":"990101001201","text":""}}"#;
    assert_eq!(Step::from_message(Some(handed)), Step::handed(office(), ""));
}

#[test]
fn a_later_versions_step_is_kept() {
    let raw = r#"{"teleported":{"to":"the moon"}}"#;
    let step = Step::from_message(Some(raw));
    assert_eq!(step, Step::Unknown { raw: raw.into() });
    assert_eq!(step.to_message(), raw);
}

#[test]
fn a_later_versions_field_is_skipped() {
    let step = Step::from_message(Some(r#"{"noted":{"text":"好","mood":"sunny"}}"#));
    assert_eq!(step, Step::Noted { text: "好".into() });
}

#[test]
fn a_later_versions_kind_of_attachment_is_another() {
    let step = Step::Detached { blob: BlobId::new([1; 32]) };
    assert!(!step.kind().is_formal());
    let raw = r#"{"attached":{"blob":"0101010101010101010101010101010101010101010101010101010101010101","key":"0202020202020202020202020202020202020202020202020202020202020202","kind":"audio","mime":"audio/mp4","size":9}}"#;
    let Step::Attached(read) = Step::from_message(Some(raw)) else { panic!("not read") };
    assert_eq!(read.kind, AttachmentKind::Other);
    assert_eq!(read.medium(), None);
    assert_eq!(read.of, "");
}

proptest! {
    #[test]
    fn any_message_is_a_step(message: String) {
        let _ = Step::from_message(Some(&message));
    }
}
