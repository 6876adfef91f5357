//! Telephone numbers.

use crate::cell::Cell;
use crate::fold::fold;
use crate::problem::ProblemKind;

/// A number as read, with what is worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadPhone {
    pub(crate) number: String,
    pub(crate) note: Option<ProblemKind>,
}

/// Read a cell of a column for telephones.
pub(crate) fn read(cell: &Cell) -> Result<ReadPhone, ProblemKind> {
    match cell {
        Cell::Number(number) if number.fract() == 0.0 && (0.0..1e13).contains(number) => {
            read_text(&format!("{number}"))
        }
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => Err(ProblemKind::PhoneUnclear),
        Cell::Error(_) => Err(ProblemKind::CellError),
        Cell::Text(text) => read_text(text),
    }
}

fn read_text(text: &str) -> Result<ReadPhone, ProblemKind> {
    let folded = fold(text);
    if let Some(plain) = scientific(&folded)? {
        return read_text(&plain);
    }
    let plain = folded.strip_suffix(".0").unwrap_or(&folded);
    let (mut numbers, _) = find_all(plain);
    let several = numbers.len() > 1;
    if numbers.is_empty() {
        return Err(ProblemKind::PhoneUnclear);
    }
    Ok(ReadPhone {
        number: numbers.swap_remove(0),
        note: several.then_some(ProblemKind::SeveralPhones),
    })
}

/// 1.9900001408E+10 in full, if no digit of it is lost.
fn scientific(text: &str) -> Result<Option<String>, ProblemKind> {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return Ok(None);
    };
    let (Ok(value), Ok(exponent)) =
        (text.parse::<f64>(), exponent.trim_start_matches('+').parse::<usize>())
    else {
        return Ok(None);
    };
    let places = mantissa.split_once('.').map_or(0, |(_, places)| places.len());
    if places == exponent && exponent < 13 {
        Ok(Some(format!("{value:.0}")))
    } else {
        Err(ProblemKind::PhonePrecisionLost)
    }
}

/// Every telephone number in a text, and the text without them.
pub(crate) fn find_all(text: &str) -> (Vec<String>, String) {
    let folded = fold(text);
    let mut numbers = Vec::new();
    let mut rest = String::new();
    let mut run = String::new();
    // A mark after the run ends it, so that the last one is seen too.
    for c in folded.chars().chain(std::iter::once('\n')) {
        if c.is_ascii_digit()
            || (matches!(c, '-' | '—' | '–' | ' ' | '(' | ')' | '+' | '转' | '\'')
                && joins(&run, c))
        {
            run.push(c);
            continue;
        }
        take(&mut run, &mut numbers, &mut rest);
        if c != '\n' {
            rest.push(c);
        }
    }
    (numbers, fold(&rest))
}

/// Whether a mark may stand within a number that has come so far.
fn joins(run: &str, mark: char) -> bool {
    match mark {
        '(' | '+' => !run.ends_with(|c: char| c.is_ascii_digit()),
        _ => !run.is_empty(),
    }
}

fn take(run: &mut String, numbers: &mut Vec<String>, rest: &mut String) {
    let text = std::mem::take(run);
    if text.is_empty() {
        return;
    }
    let found = split(&text);
    if found.is_empty() {
        rest.push_str(&text);
    } else {
        rest.push(' ');
        numbers.extend(found);
    }
}

/// The numbers in a run of digits and marks.
fn split(run: &str) -> Vec<String> {
    if let Some(number) = whole(run) {
        return vec![number];
    }
    // Two numbers with only a space or a dash between.
    let parts: Vec<&str> = run.split([' ']).filter(|part| !part.is_empty()).collect();
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        // The longest stretch of pieces that is one number: 199 0000 1408 before 199.
        let longest = (at + 1..=parts.len()).rev().find_map(|end| {
            let piece = parts.get(at..end)?.join(" ");
            whole(&piece).map(|number| (number, end))
        });
        match longest {
            Some((number, end)) => {
                numbers.push(number);
                at = end;
            }
            None => at += 1,
        }
    }
    if numbers.is_empty() {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        // 19900001408-19900001409 and the like.
        if digits.len() == 22 {
            let halves = [digits.get(..11), digits.get(11..)];
            numbers = halves.into_iter().flatten().filter_map(whole).collect();
            if numbers.len() != 2 {
                numbers.clear();
            }
        }
    }
    numbers
}

/// A run that is one number as a whole, in the form it is stored in.
fn whole(run: &str) -> Option<String> {
    let mut digits: String = run.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 13 && digits.starts_with("86") {
        digits = digits.split_off(2);
    } else if digits.len() == 15 && digits.starts_with("0086") {
        digits = digits.split_off(4);
    } else if digits.len() == 12
        && digits.starts_with("01")
        && matches!(digits.as_bytes().get(2), Some(b'3'..=b'9'))
    {
        // A zero before a mobile number, as was dialled for long distance.
        digits = digits.split_off(1);
    }
    if digits.len() == 11 && digits.starts_with('1') {
        return Some(digits);
    }
    landline(run, &digits)
}

fn landline(run: &str, digits: &str) -> Option<String> {
    // An extension after 转, or after a second dash.
    let pieces: Vec<&str> =
        run.split(|c: char| !c.is_ascii_digit()).filter(|piece| !piece.is_empty()).collect();
    if let [area, number, extension] = pieces.as_slice()
        && is_area(area)
        && matches!(number.len(), 7 | 8)
        && extension.len() <= 5
    {
        return Some(format!("{area}-{number}-{extension}"));
    }
    if digits.starts_with('0') {
        let area = if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 };
        let (area, number) = digits.split_at_checked(area)?;
        return (is_area(area) && matches!(number.len(), 7 | 8))
            .then(|| format!("{area}-{number}"));
    }
    let plain = matches!(digits.len(), 7 | 8) && !digits.starts_with('1');
    plain.then(|| digits.to_owned())
}

fn is_area(text: &str) -> bool {
    text.starts_with('0') && matches!(text.len(), 3 | 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<String, ProblemKind> {
        read(&Cell::Text(text.to_owned())).map(|read| read.number)
    }

    #[test]
    fn mobile_in_every_manner() {
        for written in [
            "19900001408",
            "199-0000-1408",
            "199 0000 1408",
            "+86 19900001408",
            "86-19900001408",
            "１９９００００１４０８",
            "19900001408.0",
            "1.9900001408E+10",
            "'19900001408",
            "019900001408",
            "手机19900001408",
            "0086 199 0000 1408",
        ] {
            assert_eq!(text(written), Ok("19900001408".into()), "{written}");
        }
        assert_eq!(
            read(&Cell::Number(19_900_001_408.0)).map(|read| read.number),
            Ok("19900001408".into())
        );
    }

    #[test]
    fn landlines() {
        for (written, stored) in [
            ("0571-88001234", "0571-88001234"),
            ("(0571)88001234", "0571-88001234"),
            ("057188001234", "0571-88001234"),
            ("010 6600 1234", "010-66001234"),
            ("88001234", "88001234"),
            ("0571-88001234转801", "0571-88001234-801"),
        ] {
            assert_eq!(text(written), Ok(stored.into()), "{written}");
        }
    }

    #[test]
    fn several_and_none() {
        for two in [
            "19900001408、19900001409",
            "19900001408 19900001409",
            "19900001408/19900001409",
            "19900001408-19900001409",
        ] {
            let read = read(&Cell::Text(two.into())).unwrap();
            assert_eq!(read.number, "19900001408", "{two}");
            assert_eq!(read.note, Some(ProblemKind::SeveralPhones), "{two}");
        }
        assert_eq!(text("1.99E+10"), Err(ProblemKind::PhonePrecisionLost));
        assert_eq!(text("1990000140"), Err(ProblemKind::PhoneUnclear));
        assert_eq!(text("199000014081"), Err(ProblemKind::PhoneUnclear));
        assert_eq!(find_all("李杰 19900001408").1, "李杰");
        assert_eq!(find_all("李杰（19900001408）").1, "李杰");
    }
}
