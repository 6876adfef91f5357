//! Reading the value of one cell, field by field. Words that are recognised are data of these files.

pub(crate) mod channel;
pub(crate) mod count;
pub(crate) mod id_number;
pub(crate) mod mark;
pub(crate) mod name;
pub(crate) mod outcome;
pub(crate) mod phone;
pub(crate) mod sex;
pub(crate) mod tag;
pub(crate) mod village;

use crate::fold::squeeze;

/// What people write where there is nothing to write.
const NOTHING: [&str; 36] = [
    "无",
    "没有",
    "未带",
    "未提供",
    "未登记",
    "未留",
    "未填",
    "未知",
    "不详",
    "不清",
    "不清楚",
    "不明",
    "未报",
    "不愿提供",
    "拒绝提供",
    "不提供",
    "未出示",
    "未携带",
    "没带",
    "保密",
    "略",
    "空",
    "暂无",
    "缺",
    "无电话",
    "无身份证",
    "未带身份证",
    "N/A",
    "NA",
    "无法核实",
    "未核实",
    "待补",
    "待核",
    "待补充",
    "无。",
    "n/a",
];

/// Whether a text says that there is nothing.
pub(crate) fn says_nothing(text: &str) -> bool {
    let squeezed = squeeze(text);
    squeezed.is_empty()
        || NOTHING.contains(&squeezed.as_str())
        || squeezed.chars().all(|c| {
            matches!(
                c,
                '-' | '—'
                    | '–'
                    | '―'
                    | '/'
                    | '\\'
                    | '、'
                    | '.'
                    | '。'
                    | '·'
                    | '*'
                    | '_'
                    | '?'
                    | '\''
                    | '…'
            )
        })
}

/// Whether a text stands for what is written above it.
pub(crate) fn is_ditto(text: &str) -> bool {
    let squeezed = squeeze(text);
    if squeezed.chars().count() <= 4
        && ["同上", "同前", "上同"].iter().any(|word| squeezed.starts_with(word))
    {
        return true;
    }
    if matches!(squeezed.as_str(), "同" | "同日") {
        return true;
    }
    let marks: Vec<char> = squeezed
        .chars()
        .filter(|c| !matches!(c, '-' | '—' | '–' | '―' | '.' | '…' | '·' | '_'))
        .collect();
    let double = |c: &char| matches!(c, '〃' | '"' | '″' | '”' | '“' | '〞' | '〝' | '‟');
    let single = |c: &char| matches!(c, '\'' | '′' | '’' | '‘' | '`');
    !marks.is_empty()
        && marks.iter().all(|c| double(c) || single(c))
        && (marks.iter().any(double) || marks.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_ditto() {
        for text in ["无", "—", "--", " / ", "未带", "", "Ｎ/Ａ"] {
            assert!(says_nothing(text), "{text}");
        }
        assert!(!says_nothing("无锡村"));
        for text in ["同上", "同 上", "〃", "\"", "″", "—\"—", "—〃—", "''", "同上。", "”", "同日"]
        {
            assert!(is_ditto(text), "{text}");
        }
        for text in ["同意", "—", "'", "", "同上述问题一并处理"] {
            assert!(!is_ditto(text), "{text}");
        }
    }
}
