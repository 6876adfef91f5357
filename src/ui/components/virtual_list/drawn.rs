//! Which rows stand in the page, and which are drawn next.

use leptos::prelude::*;

use super::{Range, RowKey};

/// So many rows are drawn in one turn of the browser: each is some milliseconds on a weak tablet, and
/// between two turns it takes touches and paints.
const AT_ONCE: usize = 3;

/// A row that stands in the page. Its place may change without it being drawn anew.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// What it shows.
    pub key: RowKey,
    /// Where it stands now.
    pub index: ArcRwSignal<u32>,
}

/// Puts the rows of [`next`] in the place of those that stand. What shows the same stays; only its place
/// is told to it.
pub fn stand(before: &[Drawn], next: Vec<RowKey>) -> Vec<Drawn> {
    let stays = |key: RowKey| {
        let old = before.iter().find(|old| old.key.shows_the_same(&key))?;
        if old.index.get_untracked() != key.index {
            old.index.set(key.index);
        }
        Some(Drawn { key, index: old.index.clone() })
    };
    let new = |key: RowKey| Drawn { key, index: ArcRwSignal::new(key.index) };
    next.into_iter().map(|key| stays(key).unwrap_or_else(|| new(key))).collect()
}

/// The rows to stand in the page after this turn, and whether there are more to draw: those in sight come
/// first. What is to be drawn later stays as it was until then, so that nothing flickers.
pub fn next(drawn: &[RowKey], wanted: &[RowKey], sight: Range) -> (Vec<RowKey>, bool) {
    let stands = |key: &RowKey| drawn.iter().any(|old| old.shows_the_same(key));
    let mut new: Vec<&RowKey> = wanted.iter().filter(|key| !stands(key)).collect();
    new.sort_by_key(|key| !sight.holds(key.index));
    let more = new.len() > AT_ONCE;
    new.truncate(AT_ONCE);
    let old_of = |key: &RowKey| {
        let of_matter = drawn.iter().find(|old| old.matter == key.matter);
        // Whatever else stood there, unless it stands elsewhere now.
        let gone = |old: &&RowKey| !wanted.iter().any(|key| key.matter == old.matter);
        let old =
            of_matter.or_else(|| drawn.iter().filter(gone).find(|old| old.index == key.index));
        old.map(|old| RowKey { index: key.index, ..*old })
    };
    let row = |key: &RowKey| {
        let now = stands(key) || new.contains(&key);
        if now { Some(*key) } else { old_of(key) }
    };
    (wanted.iter().filter_map(row).collect(), more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ident::MatterId;
    use proptest::prelude::*;

    /// Rows of different matters, from an index on.
    fn rows(of: &[(u8, u64)], first: u32) -> Vec<RowKey> {
        let mut rows: Vec<RowKey> = Vec::new();
        for (matter, content) in of {
            let matter = MatterId::new([*matter; 16]);
            if rows.iter().all(|row| row.matter != matter) {
                rows.push(RowKey { index: first + rows.len() as u32, matter, content: *content });
            }
        }
        rows
    }

    proptest! {
        #[test]
        fn a_few_are_drawn_in_each_turn_until_all_are(
            before in prop::collection::vec((0u8..40, 0u64..3), 0..30),
            after in prop::collection::vec((0u8..40, 0u64..3), 0..30),
            (from, to) in (0u32..10, 0u32..10),
            sight in (0u32..20, 0u32..10),
        ) {
            let sight = Range { first: sight.0, count: sight.1 };
            let wanted = rows(&after, to);
            let mut drawn = rows(&before, from);
            let mut turns = 0;
            loop {
                let (next, more) = next(&drawn, &wanted, sight);
                let is_new = |key: &&RowKey| !drawn.iter().any(|old| old.shows_the_same(key));
                let new: Vec<&RowKey> = next.iter().filter(is_new).collect();
                prop_assert!(new.len() <= AT_ONCE);
                // Nothing out of sight is drawn while something in sight is not.
                let lacking = |key: &&RowKey| sight.holds(key.index) && !next.contains(key);
                if new.iter().any(|key| !sight.holds(key.index)) {
                    prop_assert_eq!(wanted.iter().filter(lacking).count(), 0);
                }
                let mut places: Vec<u32> = next.iter().map(|key| key.index).collect();
                places.dedup();
                prop_assert_eq!(places.len(), next.len(), "one row in each place");
                prop_assert!(next.iter().all(|key| wanted.iter().any(|row| row.index == key.index)));
                for key in &next {
                    let times = next.iter().filter(|other| other.matter == key.matter).count();
                    prop_assert_eq!(times, 1, "one place for each matter");
                }
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

    #[test]
    fn a_row_that_only_moved_is_not_drawn_anew() {
        let before = rows(&[(1, 7), (2, 7), (3, 7)], 0);
        let after = rows(&[(9, 7), (1, 7), (2, 7), (3, 7)], 0);
        let sight = Range { first: 0, count: 4 };
        let (next, more) = next(&before, &after, sight);
        assert_eq!((next, more), (after, false));
    }
}
