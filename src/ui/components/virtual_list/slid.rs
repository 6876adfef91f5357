//! Rows that came or went above what is in sight.

use ident::MatterId;

use super::Range;

/// By how many places most rows in sight were moved when other rows took the place of those at hand, each with
/// its place: down is more than none. None where no row in sight is among the new ones.
///
/// Most and not the first: that may be the very one that somebody just changed, and that stands elsewhere by it.
pub fn slid(
    before: impl Iterator<Item = (u32, MatterId)>,
    after: impl Iterator<Item = (u32, MatterId)> + Clone,
    sight: Range,
) -> Option<i64> {
    let mut moves: Vec<(i64, u32)> = Vec::new();
    for (was, matter) in before.filter(|(index, _)| sight.holds(*index)) {
        let Some((is, _)) = after.clone().find(|(_, other)| *other == matter) else { continue };
        let by = i64::from(is) - i64::from(was);
        match moves.iter_mut().find(|(other, _)| *other == by) {
            Some((_, times)) => *times += 1,
            None => moves.push((by, 1)),
        }
    }
    // Of two that are as frequent, the one found first.
    moves.into_iter().rev().max_by_key(|(_, times)| *times).map(|(by, _)| by)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGHT: Range = Range { first: 10, count: 4 };

    fn at(first: u32, matters: &[u8]) -> Vec<(u32, MatterId)> {
        let matters = matters.iter().map(|one| MatterId::new([*one; 16]));
        (first..).zip(matters).collect()
    }

    fn moved(after: &[(u32, MatterId)]) -> Option<i64> {
        let before = at(8, &[1, 2, 3, 4, 5, 6, 7, 8]);
        slid(before.into_iter(), after.iter().copied(), SIGHT)
    }

    #[test]
    fn what_comes_above_moves_the_rows_in_sight() {
        assert_eq!(moved(&at(8, &[1, 2, 3, 4, 5, 6, 7, 8])), Some(0));
        assert_eq!(moved(&at(8, &[20, 21, 1, 2, 3, 4, 5, 6])), Some(2));
        assert_eq!(moved(&at(8, &[2, 3, 4, 5, 6, 7])), Some(-1));
        // Below what is in sight.
        assert_eq!(moved(&at(8, &[1, 2, 3, 4, 5, 6, 20, 7])), Some(0));
        assert_eq!(moved(&at(8, &[20, 21, 22])), None);
    }

    #[test]
    fn a_row_that_goes_elsewhere_takes_nobody_along() {
        // The first row in sight was changed and stands at the top now.
        let mut after = at(9, &[1, 2, 4, 5, 6, 7, 8]);
        after.insert(0, (0, MatterId::new([3; 16])));
        assert_eq!(moved(&after), Some(0));
    }
}
