//! What a cell says beyond the value read from it, so that no word of the office's is left behind.

use crate::cell::Cell;
use crate::field::Field;
use crate::fold::{is_han, squeeze};
use crate::numeral::with_digits;
use crate::problem::ProblemKind;
use crate::row::LedgerRow;
use crate::values::{channel, is_ditto, outcome, says_nothing};
use crate::wording;

/// Whether a cell for a field says more than the row's values do. What is a problem with its wording kept already, or
/// is taken over as written, says no more.
pub(super) fn says_more(field: Field, cell: &Cell, row: &LedgerRow) -> bool {
    let Cell::Text(text) = cell else { return false };
    let kept = row.problems.iter().any(|problem| {
        problem.field == field && problem.kind.loses_value() && !problem.raw.is_empty()
    });
    if kept || says_nothing(text) || is_ditto(text) {
        return false;
    }
    let squeezed = squeeze(text);
    match field {
        Field::Name => words_left(&without_values(&squeezed, row), NAME_WORDS, 5),
        Field::Phone | Field::IdNumber => {
            words_left(&without_values(&squeezed, row), NUMBER_WORDS, 3)
        }
        Field::Sex => {
            !["男", "女", "男性", "女性", "M", "F", "m", "f"].contains(&squeezed.as_str())
        }
        Field::Petitioners => counts_more(&squeezed, row.petitioners),
        Field::Channel => {
            let stated = row.channel.map(wording::channel);
            stated != Some(squeezed.as_str()) && !channel::alone(&squeezed)
        }
        Field::ReceivedOn | Field::DueOn | Field::ConcludedOn => {
            let ranged = row
                .problems
                .iter()
                .any(|problem| problem.field == field && problem.kind == ProblemKind::DateRange);
            ranged || squeezed.chars().any(|c| is_han(c) && !DATE_SIGNS.contains(c))
        }
        Field::Concluded => !outcome::plainly_concluded(&squeezed),
        Field::PetitionerAccepts => !outcome::plainly_accepts(&squeezed),
        Field::Serial => squeezed.chars().any(|c| is_han(c) && !"第号条件".contains(c)),
        Field::Village
        | Field::Text
        | Field::Category
        | Field::ResponsibleUnit
        | Field::ReceivedYear
        | Field::ReceivedMonth
        | Field::ReceivedDay
        | Field::Other => false,
    }
}

const DATE_SIGNS: &str = "年月日号元时点分秒上下午早晚中前之以止止至星期周〇零一二三四五六七八九十廿卅贰叁壹两肆伍陆柒捌玖拾";

/// Longer ones first: what is left of a longer word would count.
const NAME_WORDS: &str = "身份证号码 身份证号 身份证 联系电话 联系方式 家庭住址 手机号码 电话号码 手机号 信访人 来访人 \
    反映人 姓名 住址 地址 电话 手机 性别 村民 居民 群众 匿名 一行 等 共 人 户 名 位 男 女 村";

const NUMBER_WORDS: &str =
    "身份证号码 身份证号 身份证 联系电话 联系方式 手机号码 电话号码 手机号 电话 手机 座机 号码 转";

/// The text without the values that were read from the row.
fn without_values(squeezed: &str, row: &LedgerRow) -> String {
    let mut left = squeezed.to_uppercase();
    let values = [&row.name, &row.id_number, &row.village]
        .into_iter()
        .flatten()
        .chain(&row.other_names)
        .map(|value| squeeze(value).to_uppercase());
    for value in values.filter(|value| !value.is_empty()) {
        left = left.replace(&value, " ");
    }
    // The numbers of telephones and cards are written with marks and gaps.
    let mut out = String::new();
    let mut run = String::new();
    let read: Vec<String> =
        [&row.phone, &row.id_number].into_iter().flatten().map(|number| places(number)).collect();
    for c in left.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() || matches!(c, 'X' | '-' | '—' | '+' | '(' | ')' | '\'' | '.') {
            run.push(c);
            continue;
        }
        let known = read.iter().any(|number| {
            let run = places(&run);
            run.strip_suffix(number.as_str()).is_some_and(|before| before.len() <= 4)
                || run == format!("{number}0")
        });
        if !known {
            out.push_str(&run);
        }
        run.clear();
        out.push(c);
    }
    out
}

fn places(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == 'X').collect()
}

/// Whether words, or a number of so many places, are left besides the usual ones.
fn words_left(left: &str, usual: &str, places: usize) -> bool {
    let mut left = with_digits(left);
    for word in usual.split_whitespace() {
        left = left.replace(word, " ");
    }
    let digits = left.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    digits >= places || left.chars().any(|c| is_han(c) || c.is_ascii_alphabetic())
}

/// Whether a count says more than how many people: how many batches, who of them.
fn counts_more(squeezed: &str, people: Option<u32>) -> bool {
    let digits = with_digits(squeezed);
    let said = people.map(|people| people.to_string()).unwrap_or_default();
    let mut numbers = digits
        .split(|c: char| !c.is_ascii_digit())
        .map(|number| number.trim_start_matches('0'))
        .filter(|number| !number.is_empty());
    let other_number = numbers.any(|number| number != said && number != "1");
    other_number
        || digits.chars().any(|c| is_han(c) && !"批次人名位个户共计约余多几来近".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> LedgerRow {
        LedgerRow {
            name: Some("李杰".into()),
            phone: Some("19900001408".into()),
            id_number: Some("99010119940513582X".into()),
            village: Some("石桥村".into()),
            petitioners: Some(5),
            channel: Some(crate::Channel::Online),
            ..LedgerRow::nothing("台账", 3)
        }
    }

    #[test]
    fn more_than_the_value() {
        let row = row();
        let more = |field, text: &str| says_more(field, &Cell::Text(text.to_owned()), &row);
        for (field, plain, telling) in [
            (Field::Name, "李杰等5人", "李杰（代其父）"),
            (Field::Name, "李杰，电话：199-0000-1408", "李杰 清水镇石桥村"),
            (Field::Phone, "+86 199 0000 1408", "19900001408、19900001409"),
            (Field::Phone, "手机：19900001408", "19900001408（儿子）"),
            (Field::Phone, "19900001408", "19900001408/1409"),
            (Field::IdNumber, "990101 19940513 582x", "99010119940513582X（已过期）"),
            (Field::Petitioners, "1批5人", "2批5人"),
            (Field::Petitioners, "五人", "5人（代表3人）"),
            (Field::Channel, "网 上", "网上（国家平台）"),
            (Field::Channel, "网", "县长信箱"),
            (Field::DueOn, "2026年3月5日前", "2026年3月5日（已延期）"),
            (Field::ReceivedOn, "二〇二六年三月五日上午", "3月5日补登"),
            (Field::Concluded, "已办结", "已办结，信访人表示满意"),
            (Field::Concluded, "正在办理", "正在办理，下周开会"),
            (Field::PetitionerAccepts, "满意", "满意，但要求尽快兑现"),
            (Field::Sex, "女", "女，45岁"),
            (Field::Serial, "第3号", "清信〔2026〕3号"),
        ] {
            assert!(!more(field, plain), "{plain}");
            assert!(more(field, telling), "{telling}");
        }
    }
}
