//! Which rows are drawn next.

use super::RowKey;

/// So many rows are drawn in one turn of the browser: each is some milliseconds on a weak tablet, and
/// between two turns it takes touches and paints.
const AT_ONCE: usize = 4;

/// The rows to stand in the page after this turn, and whether there are more to draw. What is to be drawn
/// later stays as it was until then, so that nothing flickers.
pub fn next(drawn: &[RowKey], wanted: &[RowKey]) -> (Vec<RowKey>, bool) {
    let mut left = AT_ONCE;
    let mut more = false;
    let mut rows = Vec::with_capacity(wanted.len());
    for key in wanted {
        if drawn.contains(key) {
            rows.push(*key);
        } else if left > 0 {
            left -= 1;
            rows.push(*key);
        } else {
            more = true;
            rows.extend(drawn.iter().find(|old| old.index == key.index));
        }
    }
    (rows, more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(contents: &[u64], first: u32) -> Vec<RowKey> {
        (first..)
            .zip(contents)
            .map(|(index, content)| RowKey { index, content: *content })
            .collect()
    }

    proptest! {
        #[test]
        fn a_few_are_drawn_in_each_turn_until_all_are(
            before in prop::collection::vec(0u64..5, 0..30),
            after in prop::collection::vec(0u64..5, 0..30),
            (from, to) in (0u32..10, 0u32..10),
        ) {
            let wanted = rows(&after, to);
            let mut drawn = rows(&before, from);
            let mut turns = 0;
            loop {
                let (next, more) = next(&drawn, &wanted);
                let new = next.iter().filter(|key| !drawn.contains(key)).count();
                prop_assert!(new <= AT_ONCE);
                let mut places: Vec<u32> = next.iter().map(|key| key.index).collect();
                places.dedup();
                prop_assert_eq!(places.len(), next.len(), "one row in each place");
                prop_assert!(next.iter().all(|key| wanted.iter().any(|row| row.index == key.index)));
                drawn = next;
                turns += 1;
                if !more {
                    break;
                }
            }
            prop_assert_eq!(drawn, wanted);
            prop_assert!(turns <= after.len() / AT_ONCE + 1);
        }
    }
}
