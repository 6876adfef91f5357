//! How large a picture is drawn.

/// A picture of so many bytes is small enough.
pub const ENOUGH: usize = 400 << 10;

/// Longest side in pixels and JPEG quality, one after the other until the picture is small enough.
/// A page of handwriting is read well at 2000 pixels; what is left of a photo at the last is still
/// a photo.
pub const TRIES: [(u32, f64); 6] =
    [(2000, 0.85), (2000, 0.72), (2000, 0.6), (1600, 0.6), (1280, 0.55), (1024, 0.5)];

/// Width and height of a picture whose longest side is at most so long; never larger than it was.
#[must_use]
pub fn fitting(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let (width, height) = (width.max(1), height.max(1));
    let now = width.max(height);
    if now <= longest {
        return (width, height);
    }
    let scaled = |side: u32| {
        let scaled = (u64::from(side) * u64::from(longest) + u64::from(now) / 2) / u64::from(now);
        u32::try_from(scaled).unwrap_or(longest).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_side_fits_and_the_shape_stays() {
        assert_eq!(fitting(4000, 3000, 2000), (2000, 1500));
        assert_eq!(fitting(3000, 4000, 2000), (1500, 2000));
        assert_eq!(fitting(800, 600, 2000), (800, 600), "nothing is blown up");
        assert_eq!(fitting(100_000, 1, 2000), (2000, 1), "a line stays a line");
        assert_eq!(fitting(0, 0, 2000), (1, 1));
        assert_eq!(fitting(u32::MAX, u32::MAX, 2000), (2000, 2000));
    }

    #[test]
    fn each_try_is_smaller_than_the_one_before() {
        for pair in TRIES.windows(2) {
            assert!(pair[1].0 < pair[0].0 || pair[1].1 < pair[0].1);
        }
    }
}
