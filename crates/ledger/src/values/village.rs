//! Villages and communities.

use crate::fold::{is_han, squeeze, tidy};

/// How the name of a village or community ends. Longer ones first: what follows is cut off.
const ENDS: [&str; 9] =
    ["村民委员会", "居民委员会", "村委会", "居委会", "村民小组", "社区", "居委", "村委", "村"];

/// The village of an address, or the address as written where none is made out: 清水镇石桥村3组 is 石桥村.
pub(crate) fn read(text: &str) -> String {
    let tidied = tidy(text);
    find(&tidied).unwrap_or(tidied)
}

/// The village in an address, if one is made out.
pub(crate) fn find(text: &str) -> Option<String> {
    let squeezed = squeeze(text);
    let address = below_town(&squeezed);
    let Some((at, end)) = ENDS
        .iter()
        .filter_map(|end| position(address, end).map(|at| (at, *end)))
        .min_by_key(|(at, end)| (*at, std::cmp::Reverse(end.len())))
    else {
        return settlement(address);
    };
    let stem = address.get(..at)?;
    let after = address.get(at + end.len()..).unwrap_or_default();
    // 云溪镇-石桥村: what is set off before the name does not belong to it.
    let first = stem.len() - last_part(stem).len();
    let stem = last_part(stem);
    let second = ENDS.iter().find(|second| after.starts_with(**second)).copied();
    let (stem, end) = match (end, second) {
        // 中村村: where one character would be left, the first end belongs to the name. 石桥村村口 is no such name.
        ("村", Some("村")) if stem.chars().count() == 1 => {
            return Some(format!("{stem}村村"));
        }
        ("村", Some("村")) | (_, None) => (stem, end),
        // 东岗社区居委会 is the community's own.
        ("社区", Some(_)) => (stem, end),
        // 新村社区: the first end belongs to the name of the second.
        (_, Some(second)) => (address.get(first..at + end.len())?, second),
    };
    if stem.chars().count() > 8
        || !stem.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric())
        || NO_NAMES.split(' ').any(|word| word == stem)
    {
        return None;
    }
    Some(match end {
        "村民委员会" | "村委会" | "村民小组" | "村委" | "村" => {
            with_suffix(stem, "村")
        }
        "社区" => format!("{stem}社区"),
        // 居委会 is the name itself: a community's, or a former village's.
        _ => format!("{stem}居委会"),
    })
}

/// What stands before 村 or 社区 without naming one.
const NO_NAMES: &str = "我 本 该 各 全 外 邻 农 乡 某 每 驻 同 村 一";

/// The part behind the last mark.
fn last_part(text: &str) -> &str {
    text.rsplit(['-', '—', '·', '/', ':', '、', ',', '.', ')']).next().unwrap_or(text)
}

/// The village that a title, a sheet's name or a heading line names: 云溪镇石桥村信访台账, （一）石桥村. Stricter than
/// an address, since such lines also speak of villages in general: 农村, 各村, 驻村干部.
pub(crate) fn in_title(text: &str) -> Option<String> {
    const KINDS: &str = "农 乡 镇 街道 县 市 各 全 本 驻 联 包 城中 自然 行政 示范 重点 中心 移民 后进 所辖 所属 老旧 智慧 平安 一 两";
    const WITHIN: [&str; 15] = [
        "级", "镇", "乡", "街", "干", "务", "财", "组", "庄", "居", "里", "矫正", "改", "社",
        "建设",
    ];
    let squeezed = squeeze(text);
    let address = below_town(&squeezed);
    let mut named = None;
    for end in ["社区", "村"] {
        for (at, _) in address.match_indices(end) {
            let (before, rest) = address.split_at_checked(at)?;
            let after = rest.strip_prefix(end).unwrap_or_default();
            let stem = last_part(before);
            let stem = match stem.rfind(|c: char| c.is_ascii_digit()) {
                // 2026年石桥村, 3月石桥村.
                Some(digit) => {
                    let rest = stem.get(digit + 1..).unwrap_or_default();
                    rest.trim_start_matches(['年', '度', '月', '份'])
                }
                None => stem.trim_start_matches("中共"),
            };
            let general = KINDS.split(' ').any(|kind| stem.ends_with(kind));
            let part = WITHIN.iter().any(|word| after.starts_with(word));
            let shaped = (1..=4).contains(&stem.chars().count()) && stem.chars().all(is_han);
            if !shaped || general || part || NO_NAMES.split(' ').any(|word| word == stem) {
                continue;
            }
            let name = format!("{stem}{end}");
            if named.as_ref().is_some_and(|other| *other != name) {
                // Several are spoken of.
                return None;
            }
            named = Some(name);
        }
    }
    named
}

/// The village that the whole of a short text names, such as the name of a sheet: 石桥村, 3.石桥村, 高家寨.
pub(crate) fn as_heading(text: &str) -> Option<String> {
    let squeezed = squeeze(text);
    // 收集 and 分店 end like settlements, too.
    in_title(&squeezed).or_else(|| {
        settlement(last_part(&squeezed))
            .filter(|name| name.ends_with(['庄', '屯', '寨', '堡', '湾', '沟', '岭']))
    })
}

/// A settlement that does not call itself a village: 柳树庄, 柳树庄3组.
fn settlement(address: &str) -> Option<String> {
    const LAST: [char; 12] =
        ['庄', '屯', '寨', '坊', '店', '堡', '湾', '沟', '营', '铺', '集', '岭'];
    let numbered = |c: char| c.is_ascii_digit() || "第一二三四五六七八九十".contains(c);
    let name = address
        .split_once(['组', '队', '号'])
        .filter(|(before, _)| before.ends_with(numbered))
        .map_or(address, |(before, _)| before.trim_end_matches(numbered));
    let length = name.chars().count();
    ((2..=5).contains(&length) && name.ends_with(LAST) && name.chars().all(is_han))
        .then(|| name.to_owned())
}

fn with_suffix(stem: &str, suffix: &str) -> String {
    if stem.ends_with(suffix) { stem.to_owned() } else { format!("{stem}{suffix}") }
}

/// Where an end stands with a name before it.
fn position(address: &str, end: &str) -> Option<usize> {
    address.match_indices(end).map(|(at, _)| at).find(|at| *at > 0)
}

/// The part of an address below the province, county and town, as long as something is left.
fn below_town(address: &str) -> &str {
    const ABOVE: [&str; 9] =
        ["自治区", "省", "市", "县", "街道办事处", "街道", "办事处", "镇", "乡"];
    let mut rest = address;
    for above in ABOVE {
        let Some((before, below)) = rest.split_once(above) else {
            continue;
        };
        let holds_village =
            ENDS.iter().any(|end| position(below, end).is_some()) || settlement(below).is_some();
        // 石桥村乡音路: a village before it means that this is no town.
        let village_before =
            before.contains('村') && !before.ends_with('村') && before.chars().count() > 3;
        let after_town = !before.is_empty() && before.chars().count() <= 8 && !village_before;
        if holds_village && after_town {
            rest = below;
        }
    }
    rest
}

/// Whether a whole cell looks like the name of a village, or an address with one.
pub(crate) fn looks_like(text: &str) -> bool {
    let squeezed = squeeze(text);
    let length = squeezed.chars().count();
    if !(2..=24).contains(&length) || squeezed.contains(['，', '。', '；', ',']) {
        return false;
    }
    find(&squeezed).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (written, village) in [
            ("石桥村", "石桥村"),
            (" 石桥 村 ", "石桥村"),
            ("清水镇石桥村3组", "石桥村"),
            ("清水镇石桥村", "石桥村"),
            ("某县清水镇石桥村二组12号", "石桥村"),
            ("东岗社区3栋2单元", "东岗社区"),
            ("石桥村委会", "石桥村"),
            ("石桥村村民委员会", "石桥村"),
            ("新村社区", "新村社区"),
            ("柳树庄", "柳树庄"),
            ("清水镇柳树庄", "柳树庄"),
            ("柳树庄3组", "柳树庄"),
            ("清水街道东岗社区", "东岗社区"),
            ("东岗居委会", "东岗居委会"),
            ("李村镇石桥村", "石桥村"),
            ("外地", "外地"),
            ("石桥村一组", "石桥村"),
            ("中村村", "中村村"),
            ("后村村3组", "后村村"),
            ("石桥村村口", "石桥村"),
            ("石桥村村民委员会", "石桥村"),
            ("东岗社区居委会", "东岗社区"),
            ("清水镇-石桥村", "石桥村"),
            ("本村3组", "本村3组"),
        ] {
            assert_eq!(read(written), village, "{written}");
        }
    }

    #[test]
    fn titles() {
        for (title, village) in [
            ("云溪镇石桥村信访事项台账", Some("石桥村")),
            ("石桥村民委员会信访登记簿", Some("石桥村")),
            ("2026年东岗社区来访登记", Some("东岗社区")),
            ("（一）石桥村", Some("石桥村")),
            ("中共石桥村支部委员会", Some("石桥村")),
            ("3.石桥村", Some("石桥村")),
            ("云溪镇农村信访台账", None),
            ("云溪镇各村（社区）信访台账", None),
            ("李村镇信访台账", None),
            ("云溪镇村级信访台账", None),
            ("驻村干部走访登记", None),
            ("城中村改造信访台账", None),
            ("石桥村、前进村信访台账", None),
            ("信访台账", None),
            ("社区矫正", None),
        ] {
            assert_eq!(in_title(title).as_deref(), village, "{title}");
        }
        assert_eq!(as_heading("高家寨").as_deref(), Some("高家寨"));
        assert_eq!(as_heading("来访"), None);
    }

    #[test]
    fn look() {
        assert!(looks_like("石桥村"));
        assert!(looks_like("柳树庄"));
        assert!(!looks_like("要求公开村里近9年集体资金收支账目，多次找村里未处理"));
        assert!(!looks_like("李杰"));
    }
}
