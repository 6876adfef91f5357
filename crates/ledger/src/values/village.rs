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
    // 新村社区: the first end belongs to the name of the second.
    let (stem, end) = match ENDS.iter().find(|second| after.starts_with(**second)) {
        Some(second) => (address.get(..at + end.len())?, *second),
        None => (stem, end),
    };
    if stem.chars().count() > 8 || !stem.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric()) {
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
        ] {
            assert_eq!(read(written), village, "{written}");
        }
    }

    #[test]
    fn look() {
        assert!(looks_like("石桥村"));
        assert!(looks_like("柳树庄"));
        assert!(!looks_like("要求公开村里近9年集体资金收支账目，多次找村里未处理"));
        assert!(!looks_like("李杰"));
    }
}
