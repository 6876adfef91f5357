//! What a heading of a dispute ledger means.

use serde::{Deserialize, Serialize};

use crate::headings::bare;

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident = $words:literal),* $(,)?) => {
        /// The meaning of a column.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum DisputeField {
            $($(#[$doc])* $field,)*
            /// Anything else; kept as written.
            Other,
        }

        /// For each meaning its headings, parted by spaces; the longest that fits decides.
        const WORDS: &[(DisputeField, &str)] = &[$((DisputeField::$field, $words)),*];
    };
}

fields!(
    /// The line's own number.
    Serial = "序号 序 NO 行号",
    /// The day it was found.
    FoundOn = "排查时间 排查日期 登记时间 登记日期 发现时间 发现日期 发生时间 发生日期 受理时间 受理日期 填报日期 时间 日期",
    /// Who found it.
    FoundBy = "排查人 排查员 排查人员 登记人 上报人 填报人",
    /// What it is called.
    Title = "纠纷名称 事件名称 矛盾纠纷名称 矛盾名称 名称 案由 标题",
    /// What it is about.
    Text = "主要内容 纠纷内容 基本情况 简要情况 纠纷简要情况 矛盾纠纷内容 内容 事件简述 纠纷情况 基本案情 矛盾纠纷基本情况",
    /// Its type.
    Kind = "类型 纠纷类型 类别 纠纷类别 矛盾类型 矛盾纠纷类型 矛盾纠纷类别 事件类别 种类",
    /// Where it arose.
    Place = "发生地 发生地点 地点 所在村 村 村社区 事发地 纠纷地点 地址",
    /// The parties.
    Parties = "当事人 双方当事人 当事人姓名 主要当事人 当事人双方 姓名 当事人及人数 涉及人员",
    /// Their phones.
    Phone = "联系电话 电话 当事人电话 联系方式 当事人联系方式 手机",
    /// How many people.
    Affected = "涉及人数 人数 当事人人数",
    /// The amount.
    Amount = "涉及金额 金额 涉案金额 标的 标的额",
    /// The level.
    Risk = "风险等级 等级 风险 级别 风险级别 风险评估",
    /// How it came about.
    Cause = "起因 原因 纠纷起因 成因 引发原因",
    /// The responsible unit.
    Unit = "责任单位 化解单位 承办单位 牵头单位 调处单位 责任部门",
    /// Until when.
    Until = "化解时限 时限 办结时限 化解期限 期限 调处时限 限期",
    /// What came of it.
    Outcome = "结果 化解结果 调处结果 是否化解 化解是否成功 是否成功 调解结果 化解情况 调处情况 处理结果 是否调处",
    /// By which way.
    Way = "化解方式 调处方式 调解方式 处理方式 方式",
    /// When it was struck off, or settled.
    EndedOn = "销号时间 销号日期 化解时间 化解日期 办结时间 办结日期 调解时间 结案时间 结案日期",
);

/// The meaning of a heading as written.
#[must_use]
pub fn field(heading: &str) -> Option<DisputeField> {
    let bare = bare(heading);
    if bare.is_empty() {
        return None;
    }
    let exact = WORDS.iter().find(|(_, words)| words.split(' ').any(|word| word == bare));
    if let Some((field, _)) = exact {
        return Some(*field);
    }
    // 当事人姓名及电话 is about persons; what stands at the end of a heading says what it is.
    let words = WORDS.iter().flat_map(|(field, words)| {
        words.split(' ').filter(|word| word.chars().count() > 2).map(move |word| (*field, word))
    });
    let best = words
        .filter(|(_, word)| bare.ends_with(word) || bare.starts_with(word))
        .max_by_key(|(_, word)| word.len());
    best.map(|(field, _)| field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_town_forms() {
        use DisputeField as F;
        let cases = [
            ("序号", Some(F::Serial)),
            ("排查时间", Some(F::FoundOn)),
            ("纠 纷 名 称", Some(F::Title)),
            ("纠纷名称/主要内容", Some(F::Text)),
            ("类 型", Some(F::Kind)),
            ("发生地（村、组）", Some(F::Place)),
            ("当事人及人数", Some(F::Parties)),
            ("涉及金额（元）", Some(F::Amount)),
            ("风险等级", Some(F::Risk)),
            ("责任单位", Some(F::Unit)),
            ("结果（成功/未成功/移交/终止）", Some(F::Outcome)),
            ("销号时间", Some(F::EndedOn)),
            ("包案领导", None),
            ("协议书编号", None),
            ("回访", None),
            ("", None),
        ];
        for (heading, expected) in cases {
            assert_eq!(field(heading), expected, "{heading}");
        }
    }
}
