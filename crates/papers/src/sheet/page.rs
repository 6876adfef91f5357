//! The page of an official paper, GB/T 9704-2012.

/// Sizes of the page in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Width.
    pub width: u16,
    /// Height.
    pub height: u16,
    /// Margin above the text.
    pub top: u16,
    /// Margin right of the text.
    pub right: u16,
    /// Margin below the text.
    pub bottom: u16,
    /// Margin left of the text.
    pub left: u16,
}

impl Page {
    /// A4 with the margins of official papers.
    pub const OFFICIAL: Self =
        Self { width: 210, height: 297, top: 37, right: 26, bottom: 35, left: 28 };

    /// Width of the text, millimetres.
    #[must_use]
    pub const fn text_width(self) -> u16 {
        self.width - self.left - self.right
    }
}

/// Width of a text in half characters: Chinese characters and full-width signs are 2, others 1.
pub(super) fn half_widths(text: &str) -> u16 {
    let width: usize = text.chars().map(|sign| if u32::from(sign) < 0x2E80 { 1 } else { 2 }).sum();
    u16::try_from(width).unwrap_or(u16::MAX)
}
