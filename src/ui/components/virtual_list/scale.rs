//! How rows of one height lie on a page that cannot be as long as they are.

use super::Range;

/// The longest list that is laid out as it is, in device pixels on a screen of double density: Chromium ends at
/// 2^25 of them, Firefox at 17.9 million CSS pixels, and places further than half of that are no longer whole.
const LONGEST: f64 = 16_000_000.0;

/// How deep into the rows one is at each place of the page. All lengths are CSS pixels.
///
/// Up to [`LONGEST`] a row lies where it is to be expected. A longer list is drawn shorter than its rows are,
/// and scrolling through it goes by so much faster; the rows in sight stand beside each other as always.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scale {
    /// The height of a row.
    pub row: f64,
    /// How many there are.
    pub count: u32,
    /// How much is in sight.
    sight: f64,
    /// The height of the list as drawn.
    pub drawn: f64,
}

impl Scale {
    /// So many rows of a height, on a screen that shows so much with so many device pixels to each pixel.
    pub fn new(row: f64, count: u32, sight: f64, density: f64) -> Self {
        let longest = (LONGEST / density.max(2.0)).max(2.0 * sight);
        Self { row, count, sight, drawn: (row * f64::from(count)).min(longest) }
    }

    fn full(self) -> f64 {
        self.row * f64::from(self.count)
    }

    /// Whether it is drawn shorter than its rows are.
    pub fn is_short(self) -> bool {
        self.drawn < self.full()
    }

    /// How far the list's beginning is above what is in sight when its last row is at the lower edge.
    fn end(self) -> f64 {
        self.drawn - self.sight
    }

    /// How many pixels of rows are above what is in sight, where so many of the list are. What is above the list
    /// is less than none.
    pub fn depth(self, above: f64) -> f64 {
        if !self.is_short() || above <= 0.0 {
            return above;
        }
        above.min(self.end()) * (self.full() - self.sight) / self.end()
    }

    /// The other way round.
    pub fn above(self, depth: f64) -> f64 {
        if !self.is_short() || depth <= 0.0 {
            return depth;
        }
        (depth * self.end() / (self.full() - self.sight)).min(self.end())
    }

    /// By how much rows are to be drawn further up than they would lie.
    pub fn shift(self, above: f64) -> f64 {
        if self.is_short() { self.depth(above) - above.min(self.end()) } else { 0.0 }
    }

    /// The rows in sight.
    pub fn range(self, above: f64) -> Range {
        let first = (self.depth(above).max(0.0) / self.row) as u32;
        let count = (self.sight / self.row) as u32 + 2;
        Range { first: first.min(self.count.saturating_sub(1)), count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TABLET: f64 = 1280.0;

    #[test]
    fn a_list_that_browsers_can_draw_lies_as_it_is() {
        for count in [1, 60, 20_000, 60_000] {
            let scale = Scale::new(132.0, count, TABLET, 2.0);
            let full = 132.0 * f64::from(count);
            assert_eq!((scale.drawn, scale.is_short()), (full, false));
            for above in [-300.0, 0.0, 66.5, full / 3.0, full - TABLET, full] {
                assert_eq!((scale.depth(above), scale.above(above)), (above, above));
                assert_eq!(scale.shift(above), 0.0);
            }
            assert_eq!(scale.range(132.0 * 7.0 + 1.0).first, 7.min(count - 1));
        }
    }

    #[test]
    fn the_last_row_of_a_longer_one_can_be_seen() {
        for (count, density) in [(100_000, 1.0), (250_000, 3.0), (u32::MAX, 2.0)] {
            let scale = Scale::new(132.0, count, TABLET, density);
            assert!(scale.is_short() && scale.drawn * density < LONGEST + 1.0);
            assert_eq!(scale.range(0.0).first, 0);
            let end = scale.drawn - TABLET;
            // A page has something below the list as well.
            for above in [end, end + 40.0] {
                let range = scale.range(above);
                assert!(range.first >= count - range.count, "{range:?} of {count}");
                let last = 132.0 * f64::from(count - 1) - scale.shift(above);
                assert!((last + 132.0 - scale.drawn).abs() < 1.0, "it lies at the list's end");
            }
        }
    }

    proptest! {
        #[test]
        fn further_down_the_page_is_further_down_the_list(
            count in 1u32..5_000_000,
            density in 0.5f64..5.0,
            sight in 300.0f64..3000.0,
            (here, further) in (0.0f64..1.0, 0.0f64..0.1),
        ) {
            let scale = Scale::new(68.0, count, sight, density);
            let page = scale.drawn + 200.0;
            let (above, below) = (page * here, page * (here + further));
            prop_assert!(scale.range(above).first <= scale.range(below).first);
            prop_assert!(scale.depth(above) <= scale.depth(below));
            prop_assert!(scale.shift(above) >= 0.0);
            // There and back.
            if above <= scale.drawn - sight {
                prop_assert!((scale.above(scale.depth(above)) - above).abs() < 0.01);
            }
            // The first row in sight is drawn there.
            let range = scale.range(above);
            let top = 68.0 * f64::from(range.first) - scale.shift(above);
            prop_assert!(top <= above + 0.01);
        }
    }
}
