//! How far a picture is enlarged and moved, as numbers alone.

/// Largest enlargement.
const MOST: f64 = 8.0;
/// One press of a button, or of a key.
pub const STEP: f64 = 1.5;

/// How a picture is shown: enlarged about its middle, then moved. At 1 it is as large as fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Zoom {
    /// By how much it is enlarged, 1 to 8.
    pub scale: f64,
    /// How far its middle is moved to the right, CSS pixels.
    pub x: f64,
    /// How far down.
    pub y: f64,
}

impl Default for Zoom {
    fn default() -> Self {
        Self { scale: 1.0, x: 0.0, y: 0.0 }
    }
}

impl Zoom {
    /// Enlarged further by a factor, so that what is at a point stays there. The point is measured
    /// from the middle of the frame, whose sides are given.
    #[must_use]
    pub fn about(self, factor: f64, (px, py): (f64, f64), frame: (f64, f64)) -> Self {
        let scale = (self.scale * factor).clamp(1.0, MOST);
        let real = scale / self.scale;
        let moved = Self { scale, x: px - (px - self.x) * real, y: py - (py - self.y) * real };
        moved.within(frame)
    }

    /// Moved.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64, frame: (f64, f64)) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..self }.within(frame)
    }

    /// Nobody loses the picture: its edges stay outside of the frame, or at it.
    fn within(self, (width, height): (f64, f64)) -> Self {
        let room = |side: f64| ((self.scale - 1.0) * side / 2.0).max(0.0);
        let (across, down) = (room(width), room(height));
        Self { x: self.x.clamp(-across, across), y: self.y.clamp(-down, down), ..self }
    }

    /// As CSS says it.
    #[must_use]
    pub fn css(self) -> String {
        format!("translate({:.1}px, {:.1}px) scale({:.3})", self.x, self.y, self.scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: (f64, f64) = (400.0, 300.0);

    #[test]
    fn what_is_under_the_finger_stays_there() {
        let point = (100.0, -50.0);
        let zoomed = Zoom::default().about(2.0, point, FRAME);
        assert_eq!(zoomed, Zoom { scale: 2.0, x: -100.0, y: 50.0 });
        let back = zoomed.about(0.5, point, FRAME);
        assert_eq!(back, Zoom::default());
    }

    #[test]
    fn a_picture_that_fits_does_not_move() {
        assert_eq!(Zoom::default().moved(70.0, 70.0, FRAME), Zoom::default());
    }

    proptest! {
        #[test]
        fn the_picture_always_covers_the_middle(
            turns in prop::collection::vec((0.2f64..5.0, -200f64..200.0, -150f64..150.0), 0..20)
        ) {
            let mut zoom = Zoom::default();
            for (factor, x, y) in turns {
                zoom = zoom.about(factor, (x, y), FRAME).moved(y, x, FRAME);
                prop_assert!((1.0..=MOST).contains(&zoom.scale));
                prop_assert!(zoom.x.abs() <= (zoom.scale - 1.0) * FRAME.0 / 2.0 + 1e-9);
                prop_assert!(zoom.y.abs() <= (zoom.scale - 1.0) * FRAME.1 / 2.0 + 1e-9);
            }
        }
    }
}
