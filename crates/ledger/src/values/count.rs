//! Numbers of people.

use crate::cell::Cell;
use crate::fold::squeeze;
use crate::numeral::with_digits;
use crate::problem::ProblemKind;

/// A number as read, with what is worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ReadCount {
    pub(crate) people: u32,
    pub(crate) note: Option<ProblemKind>,
}

const MOST: u32 = 99_999;

/// Read a cell of a column for numbers of people.
pub(crate) fn read(cell: &Cell) -> Result<ReadCount, ProblemKind> {
    match cell {
        // A small number that has taken on a date format from the cell beside it is still a number; a recent day is
        // 1/5 (one batch, five people) turned into a date by Excel.
        Cell::Date(number) if *number >= 18_000.0 => Err(ProblemKind::CountUnclear),
        Cell::Number(number) | Cell::Date(number)
            if number.fract() == 0.0 && (1.0..=f64::from(MOST)).contains(number) =>
        {
            Ok(ReadCount { people: *number as u32, note: None })
        }
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => Err(ProblemKind::CountUnclear),
        Cell::Error(_) => Err(ProblemKind::CellError),
        Cell::Text(text) => read_text(text),
    }
}

/// Read a text such as 5人, 五人, 3批5人, 约20人.
pub(crate) fn read_text(text: &str) -> Result<ReadCount, ProblemKind> {
    let text = with_digits(&squeeze(text));
    let text = text.strip_suffix(".0").unwrap_or(&text);
    // 5人(代表3人): what stands in brackets explains the number before them.
    if let Some((before, _)) = text.split_once('(')
        && let Ok(read) = read_text(before)
    {
        return Ok(read);
    }
    let mut numbers: Vec<(u32, &str)> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = rest.get(start..).unwrap_or_default();
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        let number = digits.parse().map_err(|_| ProblemKind::CountUnclear)?;
        numbers.push((number, after));
        rest = after;
    }
    let around = |word: &[char]| text.contains(word);
    let about = around(&['约', '余', '多', '几', '近'])
        || numbers.iter().any(|(_, after)| after.starts_with('来'));
    let approximate = about.then_some(ProblemKind::CountApproximate);
    let people = |after: &str| {
        let after = after.trim_start_matches(['余', '多', '几', '来', '个', '.']);
        after.starts_with(['人', '名', '位']) || after.starts_with("口人")
    };
    let range = |after: &str| {
        let after = after.trim_start_matches(['-', '~', '—', '至', '到']);
        after.starts_with(|c: char| c.is_ascii_digit())
    };
    let unclear = |after: &str| after.starts_with(['-', '~', '—', '至', '到']) && range(after);
    if numbers.iter().any(|(_, after)| unclear(after)) {
        return Err(ProblemKind::CountUnclear);
    }
    let counted = numbers.iter().rev().find(|(_, after)| people(after));
    let chosen = match (counted, numbers.as_slice()) {
        (Some((number, _)), _) => *number,
        (None, [(number, after)]) if bare(after) => *number,
        // 1/5 is one batch and five people, or the other way round: there are never more batches than people.
        (None, [(one, between), (two, "")]) if slashed(between) => *one.max(two),
        _ => return Err(ProblemKind::CountUnclear),
    };
    if (1..=MOST).contains(&chosen) {
        Ok(ReadCount { people: chosen, note: approximate })
    } else {
        Err(ProblemKind::CountUnclear)
    }
}

/// A slash and then the next number.
fn slashed(between: &str) -> bool {
    between.strip_prefix('/').is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A number with nothing after it that counts something else. Households count as the people who came for them.
fn bare(after: &str) -> bool {
    matches!(after, "" | "余" | "多" | "个" | "。")
        || after.trim_start_matches(['余', '多']).starts_with('户')
}

/// The number of people given at the end of a name: 等5人, 等五户, （5人）. None if none is given.
pub(crate) fn within_name(text: &str) -> Option<ReadCount> {
    let digits = with_digits(text);
    let has_number = digits.bytes().any(|byte| byte.is_ascii_digit());
    has_number.then(|| read_text(text).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_every_manner() {
        for (written, people) in [
            ("5", 5),
            ("5人", 5),
            ("五人", 5),
            ("3批5人", 5),
            ("十二人", 12),
            ("５ 人", 5),
            ("5人次", 5),
            ("1批3人次", 3),
            ("5.0", 5),
            ("5名", 5),
            ("3户12人", 12),
            ("共5人", 5),
            ("两人", 2),
            ("5户", 5),
            ("个访1人", 1),
            ("1/12", 12),
            ("3批/12人", 12),
            ("5人（代表3人）", 5),
            ("1人（代5人）", 1),
            ("5（含儿童1人）", 5),
        ] {
            assert_eq!(read_text(written), Ok(ReadCount { people, note: None }), "{written}");
        }
        for (written, people) in
            [("约20人", 20), ("20余人", 20), ("30多人", 30), ("十来人", 10), ("近百人", 100)]
        {
            let note = Some(ProblemKind::CountApproximate);
            assert_eq!(read_text(written), Ok(ReadCount { people, note }), "{written}");
        }
        for written in ["若干", "4-5人", "0", "3批", "99999999999人"] {
            assert_eq!(read_text(written), Err(ProblemKind::CountUnclear), "{written}");
        }
        assert_eq!(read(&Cell::Date(46_027.0)), Err(ProblemKind::CountUnclear));
        assert_eq!(read(&Cell::Date(5.0)).map(|read| read.people), Ok(5));
    }
}
