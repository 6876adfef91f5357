//! Numbers of identity cards.

use crate::cell::Cell;
use crate::field::Sex;
use crate::fold::squeeze;
use crate::problem::ProblemKind;

/// A number as read, with what is worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadId {
    pub(crate) number: String,
    pub(crate) note: Option<ProblemKind>,
}

/// Read a cell of a column for identity cards.
pub(crate) fn read(cell: &Cell) -> Result<ReadId, ProblemKind> {
    match cell {
        // Fifteen digits are the most a number cell keeps; eighteen never survive.
        Cell::Number(number) if number.fract() == 0.0 && (1e14..1e15).contains(number) => {
            accept(&format!("{number}"))
        }
        Cell::Number(number) if *number >= 1e15 => Err(ProblemKind::IdPrecisionLost),
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => Err(ProblemKind::IdUnclear),
        Cell::Error(_) => Err(ProblemKind::CellError),
        Cell::Text(text) => read_text(text),
    }
}

fn read_text(text: &str) -> Result<ReadId, ProblemKind> {
    if let Some(found) = find(text) {
        // Pasted from a cell that held it as a number, of which Excel keeps fifteen places. Few cards end so.
        let zeros = found.len() == 18 && found.ends_with("000");
        return match (zeros, accept(&found)?) {
            (true, ReadId { note: Some(_), .. }) => Err(ProblemKind::IdPrecisionLost),
            (true, ReadId { number, note: None }) => {
                Ok(ReadId { number, note: Some(ProblemKind::IdEndsInZeros) })
            }
            (false, read) => Ok(read),
        };
    }
    let squeezed = squeeze(text);
    if squeezed.contains("E+") || squeezed.contains("e+") {
        return Err(ProblemKind::IdPrecisionLost);
    }
    let stars =
        squeezed.chars().filter(|c| matches!(c, '*' | 'X' | 'x' | '×' | '●' | '＊')).count();
    if stars >= 3 {
        return Err(ProblemKind::IdMasked);
    }
    Err(ProblemKind::IdUnclear)
}

fn accept(number: &str) -> Result<ReadId, ProblemKind> {
    let note =
        (number.len() == 18 && !check_digit_fits(number)).then_some(ProblemKind::IdCheckDigit);
    Ok(ReadId { number: number.to_owned(), note })
}

/// The number of an identity card within a text: eighteen places or, of the old kind, fifteen, with nothing like it
/// on either side. Spaces, dashes and apostrophes within it do not count.
pub(crate) fn find(text: &str) -> Option<String> {
    find_run(text).map(|(number, _)| number)
}

/// The number, and the text without it.
pub(crate) fn find_run(text: &str) -> Option<(String, String)> {
    let folded = crate::fold::fold(text);
    let mut groups: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut within = false;
    for (at, c) in folded.char_indices() {
        let Some(group) = groups.last_mut() else { break };
        match c {
            '0'..='9' | 'x' | 'X' | '×' if c.is_ascii_digit() || !group.is_empty() => {
                let place = if c.is_ascii_digit() { c } else { 'X' };
                let end = at + c.len_utf8();
                match group.last_mut() {
                    Some(piece) if within => {
                        piece.places.push(place);
                        piece.end = end;
                    }
                    _ => group.push(Piece { places: place.to_string(), start: at, end }),
                }
                within = true;
            }
            // These may stand within one number or between two.
            ' ' | '-' | '\'' | '’' | '‘' | '`' => within = false,
            _ => {
                within = false;
                groups.push(Vec::new());
            }
        }
    }
    let (number, start, end) = groups.iter().find_map(|group| number_of(group))?;
    let mut rest = folded.get(..start).unwrap_or_default().to_owned();
    rest.push(' ');
    rest.push_str(folded.get(end..).unwrap_or_default());
    Some((number, rest))
}

/// Places without a gap between them.
struct Piece {
    places: String,
    start: usize,
    end: usize,
}

/// More pieces than this are no number written with gaps.
const MOST_PIECES: usize = 18;

/// The number that neighbouring pieces make: eighteen places of any of them, or fifteen of one or of all.
fn number_of(group: &[Piece]) -> Option<(String, usize, usize)> {
    let joined = |from: usize, to: usize| {
        let pieces = group.get(from..to)?;
        let number: String = pieces.iter().map(|piece| piece.places.as_str()).collect();
        Some((number, pieces.first()?.start, pieces.last()?.end))
    };
    let long = (0..group.len()).find_map(|from| {
        (from + 1..=group.len().min(from + MOST_PIECES))
            .filter_map(|to| joined(from, to))
            .find(|(number, _, _)| number.len() == 18 && well_formed(number))
    });
    let single = (0..group.len()).map(|at| (at, at + 1));
    let short = || {
        std::iter::once((0, group.len()))
            .chain(single)
            .filter_map(|(from, to)| joined(from, to))
            .find(|(number, _, _)| number.len() == 15 && well_formed(number))
    };
    long.or_else(short)
}

fn well_formed(run: &str) -> bool {
    let digits =
        |part: Option<&str>| part.is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let born = |part: Option<&str>| {
        part.is_some_and(|part| {
            let number =
                |from: usize, to: usize| part.get(from..to).and_then(|n| n.parse::<u32>().ok());
            matches!((number(0, 2), number(2, 4)), (Some(1..=12), Some(1..=31)))
        })
    };
    match run.len() {
        18 => digits(run.get(..17)) && born(run.get(10..14)),
        15 => digits(Some(run)) && born(run.get(8..12)),
        _ => false,
    }
}

/// The check of GB 11643.
fn check_digit_fits(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number
        .bytes()
        .zip(WEIGHTS)
        .map(|(byte, weight)| u32::from(byte.wrapping_sub(b'0')) * weight)
        .sum();
    let expected = "10X98765432".chars().nth((sum % 11) as usize);
    number.chars().nth(17) == expected
}

/// The sex the number states.
pub(crate) fn sex(number: &str) -> Option<Sex> {
    let place = match number.len() {
        18 => 16,
        15 => 14,
        _ => return None,
    };
    let digit = number.as_bytes().get(place)?.wrapping_sub(b'0');
    Some(if digit % 2 == 1 { Sex::Male } else { Sex::Female })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<ReadId, ProblemKind> {
        read(&Cell::Text(text.to_owned()))
    }

    #[test]
    fn written_in_every_manner() {
        for written in [
            "99010119940513582X",
            "99010119940513582x",
            "９９０１０１１９９４０５１３５８２Ｘ",
            "'99010119940513582X",
            "990101 19940513 582X",
            "990101-19940513-582X",
            "99010119940513582X'",
            " 99010119940513582X　",
        ] {
            assert_eq!(
                text(written).map(|read| read.number),
                Ok("99010119940513582X".into()),
                "{written}"
            );
        }
        assert_eq!(text("990101940513582").map(|read| read.number), Ok("990101940513582".into()));
    }

    #[test]
    fn what_is_lost_is_said() {
        assert_eq!(read(&Cell::Number(9.90101e17)), Err(ProblemKind::IdPrecisionLost));
        assert_eq!(text("9.90101E+17"), Err(ProblemKind::IdPrecisionLost));
        assert_eq!(text("990101********582X"), Err(ProblemKind::IdMasked));
        assert_eq!(text("99010119940513582"), Err(ProblemKind::IdUnclear));
        assert_eq!(text("9901011994051358211"), Err(ProblemKind::IdUnclear));
        assert_eq!(text("不是号码"), Err(ProblemKind::IdUnclear));
        assert_eq!(text("990101199405135000"), Err(ProblemKind::IdPrecisionLost));
        let fits = text("990101199211093000").unwrap();
        assert_eq!(fits.note, Some(ProblemKind::IdEndsInZeros));
    }

    #[test]
    fn beside_a_phone() {
        let (number, rest) = find_run("李杰 99010119940513582X 19900001234").unwrap();
        assert_eq!(number, "99010119940513582X");
        assert_eq!(rest, "李杰   19900001234");
        for written in [
            "19900001234 99010119940513582X",
            "李杰 19900001234\n990101 19940513 582X",
            "0571-88001234 99010119940513582X",
        ] {
            assert_eq!(find(written).as_deref(), Some("99010119940513582X"), "{written}");
        }
    }
}
