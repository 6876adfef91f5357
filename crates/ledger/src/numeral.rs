//! Numbers written in Chinese characters.

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn multiplier(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '廿' => 20,
        '卅' => 30,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// The text with each number in Chinese characters as digits: 二〇二五 → 2025, 十二 → 12, 廿一 → 21.
///
/// A Latin O between Chinese digits counts as zero (二O二五), as it is typed everywhere.
#[must_use]
pub fn with_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let numeral = digit(c).is_some() || multiplier(c).is_some();
        let zero = matches!(c, 'O' | 'o' | '0')
            && !run.is_empty()
            && chars.peek().copied().is_some_and(|next| digit(next).is_some());
        if numeral || zero {
            run.push(if zero { '〇' } else { c });
        } else {
            flush(&mut run, &mut out);
            out.push(c);
        }
    }
    flush(&mut run, &mut out);
    out
}

fn flush(run: &mut String, out: &mut String) {
    if run.is_empty() {
        return;
    }
    if run.chars().any(|c| multiplier(c).is_some()) {
        out.push_str(&value(run).to_string());
    } else {
        for number in run.chars().filter_map(digit) {
            out.push_str(&number.to_string());
        }
    }
    run.clear();
}

/// 一百二十 and the like. Arithmetic saturates: the text may be anything.
fn value(run: &str) -> u32 {
    let mut total: u32 = 0;
    let mut pending: Option<u32> = None;
    for c in run.chars() {
        if let Some(number) = digit(c) {
            pending = Some(number);
        } else if let Some(times) = multiplier(c) {
            // A bare 十 is ten; 廿 and 卅 never take a factor.
            let factor = match pending.take() {
                Some(number) if number > 0 && !matches!(times, 20 | 30) => number,
                _ => 1,
            };
            total = total.saturating_add(factor.saturating_mul(times));
        }
    }
    total.saturating_add(pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::with_digits;

    #[test]
    fn reads_numerals() {
        assert_eq!(with_digits("二〇二五年三月二十一日"), "2025年3月21日");
        assert_eq!(with_digits("二O二五年十月十日"), "2025年10月10日");
        assert_eq!(with_digits("廿一日"), "21日");
        assert_eq!(with_digits("一百二十人"), "120人");
        assert_eq!(with_digits("5人"), "5人");
    }
}
