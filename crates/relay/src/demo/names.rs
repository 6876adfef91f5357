//! Invented petitioners.

use casework::intake::PersonIntake;

use super::rng::Rng;

/// Surnames; several are read otherwise than the character usually is.
const SURNAMES: [&str; 24] = [
    "单", "解", "仇", "曾", "查", "王", "陈", "吴", "朱", "沈", "蒋", "郑", "何", "施", "章", "卢",
    "尤", "翁", "盛", "欧阳", "闻", "樊", "屠", "钟",
];
const GIVEN: [&str; 30] = [
    "秀珍", "建国", "小兰", "永发", "春燕", "志强", "桂花", "金水", "雨晴", "大江", "阿根", "美玲",
    "国平", "爱莲", "伟民", "彩霞", "长庚", "月娥", "海涛", "玉芬", "文彬", "素琴", "东升", "丽君",
    "祥林", "翠英", "学农", "晓峰", "根宝", "慧敏",
];

/// The check digit of an ID number (GB 11643).
fn check_digit(digits: &str) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 =
        digits.chars().zip(WEIGHTS).filter_map(|(c, weight)| Some(c.to_digit(10)? * weight)).sum();
    "10X98765432".chars().nth((sum % 11) as usize).unwrap_or('X')
}

/// Somebody who lives at a place. Not everybody leaves a number.
pub(super) fn person(rng: &mut Rng, at: usize, address: String) -> PersonIntake {
    let name = format!(
        "{}{}",
        SURNAMES.get(at % SURNAMES.len()).unwrap_or(&"王"),
        GIVEN.get((at * 7 + rng.below(5)) % GIVEN.len()).unwrap_or(&"建国"),
    );
    let (year, month, day) = (1948 + rng.below(50), 1 + rng.below(12), 1 + rng.below(28));
    let order = 10 + rng.below(980);
    let digits = format!("990101{year}{month:02}{day:02}{order:03}");
    let id_number = match rng.below(4) {
        0 => String::new(),
        _ => format!("{digits}{}", check_digit(&digits)),
    };
    let phone = match rng.below(6) {
        0 => String::new(),
        _ => format!("1990000{:04}", rng.below(10_000)),
    };
    let sex = if order % 2 == 1 { "男" } else { "女" };
    PersonIntake { name, sex: sex.to_owned(), id_number, phone, address }
}

#[cfg(test)]
mod tests {
    #[test]
    fn check_digits_are_right() {
        // The standard's own example.
        assert_eq!(super::check_digit("11010519491231002"), 'X');
        assert_eq!(super::check_digit("44052418800101001"), '4');
    }
}
