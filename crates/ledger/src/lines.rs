//! Telling the lines that are petitions from those that are not.

use crate::cell::Cell;
use crate::date::read_date;
use crate::field::Field;
use crate::fold::{is_han, squeeze};
use crate::guess::same_headings;
use crate::headings::recognise;
use crate::plan::SheetPlan;
use crate::row::SkipReason;
use crate::sheet::Sheet;
use crate::values::{id_number, is_ditto, name, phone, says_nothing, village};

/// Fields that make a line a petition.
const CORE: [Field; 6] =
    [Field::Name, Field::Text, Field::IdNumber, Field::Phone, Field::Village, Field::ReceivedOn];

/// What a line is: a petition (`None`), or why it is none.
pub(crate) fn skip_reason(sheet: &Sheet, plan: &SheetPlan, row: u32) -> Option<SkipReason> {
    let cells = sheet.cells(row);
    let texts: Vec<String> = cells
        .iter()
        .map(|(_, cell)| squeeze(&cell.written(sheet.epoch())))
        .filter(|text| !text.is_empty())
        .collect();
    if texts.is_empty() {
        return Some(SkipReason::Blank);
    }
    if same_headings(sheet, &plan.header_rows, row) {
        return Some(SkipReason::RepeatedHeading);
    }
    if column_numbers(cells, &texts) {
        return Some(SkipReason::ColumnNumbers);
    }
    let filled = Filled::of(sheet, plan, row);
    if !filled.is_rich() {
        if texts.iter().any(|text| is_subtotal(text)) {
            return Some(SkipReason::Subtotal);
        }
        if texts.iter().any(|text| is_footer(text)) {
            return Some(SkipReason::Footer);
        }
    }
    if let [only] = texts.as_slice() {
        if plan.title.iter().any(|title| squeeze(title) == *only) {
            return Some(SkipReason::Title);
        }
        if only.parse::<f64>().is_ok() || says_nothing(only) {
            return Some(SkipReason::NumberOnly);
        }
        // With what is merged down from above, one cell can be a petition.
        return (filled.core < 2).then_some(SkipReason::Section);
    }
    // A tally below the table: its headings, and 土地类, 12, 30 under 日期, 姓名, 电话.
    let headings = || texts.iter().filter(|text| recognise(text).is_some()).count();
    let of_another = filled.sound == 0 || (filled.sound == 1 && headings() * 2 >= texts.len());
    if of_another && !filled_text(sheet, plan, row) {
        return Some(match filled {
            Filled { core: 0, mapped: 0, other: 0, .. } => SkipReason::NumberOnly,
            _ => SkipReason::NotARow,
        });
    }
    match filled {
        Filled { core: 0, mapped: 0, other: 0, .. } => Some(SkipReason::NumberOnly),
        Filled { core: 0, .. } => Some(SkipReason::NotARow),
        Filled { core: 1, mapped: 0, .. } if !filled_text(sheet, plan, row) => {
            Some(SkipReason::NotARow)
        }
        _ => None,
    }
}

/// How much stands on a line, what is merged down over it included.
struct Filled {
    core: usize,
    mapped: usize,
    other: usize,
    /// Of the core, how many look like what they stand for.
    sound: usize,
}

impl Filled {
    fn of(sheet: &Sheet, plan: &SheetPlan, row: u32) -> Self {
        let mut filled = Self { core: 0, mapped: 0, other: 0, sound: 0 };
        for column in &plan.columns {
            let Some(cell) = sheet.cell_merged_down(row, column.column) else {
                continue;
            };
            let text = cell.written(sheet.epoch());
            if says_nothing(&text) && !is_ditto(&text) {
                continue;
            }
            // 审核人：… does not fill the column it happens to stand in.
            let squeezed = squeeze(&text);
            if is_footer(&squeezed) || is_subtotal(&squeezed) {
                continue;
            }
            match column.field {
                // A number in the place of a name or a text is a count that slipped in.
                Field::Name | Field::Text | Field::Village if matches!(cell, Cell::Number(_)) => {}
                field if CORE.contains(&field) => {
                    filled.core += 1;
                    filled.sound += usize::from(is_sound(sheet, field, cell, &squeezed));
                }
                Field::Serial => {}
                Field::Other => filled.other += 1,
                _ => filled.mapped += 1,
            }
        }
        filled
    }

    /// So full that no word on it makes it a subtotal or a signature.
    fn is_rich(&self) -> bool {
        self.core >= 3
    }
}

/// Whether a cell looks like what its column is for. A heading of another table does not.
fn is_sound(sheet: &Sheet, field: Field, cell: &Cell, squeezed: &str) -> bool {
    if is_ditto(squeezed) {
        return true;
    }
    match field {
        Field::ReceivedOn => read_date(cell, sheet.epoch()).is_ok(),
        Field::IdNumber => id_number::read(cell).is_ok(),
        Field::Phone => phone::read(cell).is_ok(),
        Field::Name if name::looks_like(squeezed) => true,
        Field::Village if village::looks_like(squeezed) => true,
        Field::Text if squeezed.chars().nth(LONGEST_HEADING).is_some() => true,
        _ => squeezed.chars().any(is_han) && recognise(squeezed).is_none(),
    }
}

/// What is longer is the text of a matter.
const LONGEST_HEADING: usize = 12;

fn filled_text(sheet: &Sheet, plan: &SheetPlan, row: u32) -> bool {
    plan.columns_of(Field::Text)
        .any(|column| squeeze(&sheet.text(row, column.column)).chars().count() >= 6)
}

/// 1, 2, 3, 4 (or the like in brackets) under the headings.
fn column_numbers(cells: &[(u32, Cell)], texts: &[String]) -> bool {
    let numbers: Vec<u32> =
        texts.iter().filter_map(|text| text.trim_matches(['(', ')', '栏']).parse().ok()).collect();
    cells.len() >= 4
        && numbers.len() == cells.len()
        && numbers.first().is_some_and(|first| *first <= 1)
        && numbers.iter().zip(numbers.iter().skip(1)).all(|(one, next)| *next == one + 1)
}

/// 小计, 1月小计, 合 计, 总计：320件, 本月共计受理12件.
pub(crate) fn is_subtotal(text: &str) -> bool {
    const SUMS: [&str; 6] = ["小计", "合计", "总计", "累计", "共计", "总数"];
    const OPENINGS: [&str; 8] =
        ["本月", "本页", "本季", "全年", "截至", "截止", "上半年", "下半年"];
    let holds = SUMS.iter().any(|sum| text.contains(sum));
    let opens = SUMS.iter().chain(&OPENINGS).any(|word| text.starts_with(word));
    let length = text.chars().count();
    holds && (length <= 12 || (opens && length <= 80))
}

/// 填表人：…, 审核：…, 第1页 共3页, 注：….
pub(crate) fn is_footer(text: &str) -> bool {
    const SIGNED: [&str; 28] = [
        "填表人",
        "制表人",
        "填报人",
        "审核人",
        "审核",
        "审批",
        "审签",
        "单位负责人",
        "主要负责人",
        "负责人",
        "主要领导",
        "分管领导",
        "统计人",
        "复核人",
        "复核",
        "录入人",
        "登记人",
        "制表",
        "填表",
        "填报单位",
        "填报日期",
        "填报时间",
        "报送单位",
        "报送日期",
        "报表日期",
        "联系人",
        "单位(盖章)",
        "盖章",
    ];
    const NOTED: [&str; 5] = ["注", "备注", "说明", "附注", "填表说明"];
    let after = |word: &'static str| text.strip_prefix(word);
    let labelled =
        |rest: &str| rest.starts_with([':', '(', '签', '、', '日', '单']) || rest.is_empty();
    SIGNED.into_iter().filter_map(after).any(labelled)
        || NOTED.into_iter().filter_map(after).any(|rest| rest.starts_with([':', '1', '一']))
        || (text.starts_with('第') && text.contains('页') && text.chars().count() <= 12)
        || SIGNED.iter().take(4).any(|word| {
            text.contains(':') && text.split(word).skip(1).any(|rest| rest.starts_with(':'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for text in [
            "小计",
            "1月小计",
            "合计",
            "总计:320件",
            "本月共计受理信访事项12件,其中来访5件",
            "本页合计",
        ] {
            assert!(is_subtotal(text), "{text}");
        }
        for text in ["要求公布征地补偿合计金额及分配方案和名单", "石桥村", "合同"]
        {
            assert!(!is_subtotal(text), "{text}");
        }
        for text in [
            "填表人:李杰",
            "审核:王芳",
            "第1页共3页",
            "注:本表一式两份",
            "单位负责人(签字):",
            "单位负责人:李杰 填表人:王芳",
        ] {
            assert!(is_footer(text), "{text}");
        }
        for text in ["李杰", "石桥村", "注册资金被骗", "审核材料不通过"] {
            assert!(!is_footer(text), "{text}");
        }
    }
}
