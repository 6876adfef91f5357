use lookup::content::{ContentEntry, ContentList, ContentTag, tags_of};
use lookup::{PinyinKey, pinyin_of_text};
use std::collections::BTreeSet;

/// Id, label and key of every entry of both levels.
fn entries() -> impl Iterator<Item = (&'static str, &'static str, &'static PinyinKey)> {
    ContentList::current().categories.iter().flat_map(|category| {
        let itself = (category.id.as_ref(), category.label.as_ref(), &category.pinyin);
        let items =
            category.items.iter().map(|item| (item.id.as_ref(), item.label.as_ref(), &item.pinyin));
        std::iter::once(itself).chain(items)
    })
}

#[test]
fn shipped_pinyin_is_what_would_be_derived() {
    for (id, label, shipped) in entries() {
        assert_eq!(
            shipped,
            &pinyin_of_text(label),
            "{id} {label}: set right in content/version_1.rs"
        );
    }
}

#[test]
fn level_1_is_the_list_of_twenty() {
    let labels: Vec<&str> =
        ContentList::current().categories.iter().map(|category| category.label.as_ref()).collect();
    let expected = "农村农业, 市场监管, 自然资源, 城乡建设, 生态环境, 劳动和社会保障, 交通运输, 卫生健康, 房产物业, 经济管理, \
                    文体旅游, 党务政务, 组织人事, 科技与信息产业, 军队事务, 民政与应急, 教育, 政法, 纪检监察, 其他";
    assert_eq!(labels.join(", "), expected);
}

#[test]
fn ids_are_unique_well_formed_and_found() {
    let list = ContentList::current();
    let ids: BTreeSet<&str> = entries().map(|(id, _, _)| id).collect();
    assert_eq!(ids.len(), entries().count());
    assert_eq!(entries().count(), 20 + 112);
    for (id, label, _) in entries() {
        assert!(
            id.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'.')),
            "{id}"
        );
        assert_eq!(
            list.entry(id).map(|entry| entry.label().to_owned()).as_deref(),
            Some(label),
            "{id}"
        );
    }
    for category in list.categories.iter() {
        assert!(!category.items.is_empty(), "{}", category.id);
        for item in category.items.iter() {
            assert_eq!(
                item.id.split_once('.').map(|(before, _)| before),
                Some(category.id.as_ref())
            );
            assert_eq!(list.item(&item.id), Some(item));
            assert_eq!(list.entry(&item.id), Some(ContentEntry::Item(category, item)));
            assert_eq!(item.national_code, None);
        }
    }
    for unknown in ["", ".", "rural.", "rural.nothing", "nothing", "nothing.land_contract"] {
        assert_eq!(list.entry(unknown), None, "{unknown}");
    }
}

#[test]
fn versions_stay_readable() {
    assert_eq!(ContentList::of_version(1), Some(ContentList::current()));
    assert_eq!(ContentList::of_version(0), None);
}

#[test]
fn survives_storage() {
    let list = ContentList::current();
    let stored = serde_json::to_string(list).unwrap();
    assert_eq!(&serde_json::from_str::<ContentList>(&stored).unwrap(), list);
}

#[test]
fn tags_cut_across_the_tree() {
    assert_eq!(tags_of("rural.land_contract"), [ContentTag::Land]);
    assert_eq!(
        tags_of("construction.collective_land_demolition"),
        [ContentTag::Land, ContentTag::House]
    );
    assert_eq!(tags_of("economy.enterprise_bankruptcy"), [ContentTag::Enterprise]);
    assert_eq!(tags_of("justice.litigation"), [ContentTag::Litigation]);
    assert!(tags_of("education.fees").is_empty());
    assert!(tags_of("nothing").is_empty());
    for tag in ContentTag::ALL {
        assert!(entries().any(|(id, _, _)| tags_of(id).contains(&tag)), "{}", tag.label());
    }
    assert_eq!(serde_json::to_string(&ContentTag::Enterprise).unwrap(), "\"enterprise\"");
}
