use crate::normalise::normalise;

/// A shorter text than this many pairs is too short to be looked for inside a longer one.
const LEAST_PAIRS: usize = 6;

/// A text made ready for comparing: its pairs of neighbouring signs, each once, sorted.
///
/// Only letters, digits and ideographs count. A number counts as one sign whatever it is: 5亩 and 6亩 are the same
/// matter told twice, not two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextPrint(Vec<(char, char)>);

impl TextPrint {
    /// The print of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut pairs = Vec::new();
        let mut before = None;
        for character in normalise(text).chars().filter(|character| character.is_alphanumeric()) {
            let sign = if character.is_ascii_digit() { '0' } else { character };
            if sign == '0' && before == Some('0') {
                continue;
            }
            if let Some(before) = before {
                pairs.push((before, sign));
            }
            before = Some(sign);
        }
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    /// Whether there is nothing to compare: fewer than two signs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How alike two texts are as wholes, 0 to 100: twice the shared pairs by all pairs (Dice's measure). A text
    /// without pairs is like nothing, not even itself.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> u8 {
        percent(2 * self.shared(other), self.0.len() + other.0.len())
    }

    /// How much of the shorter text stands in the longer one, 0 to 100; 0 where the shorter is too short to tell. A
    /// demand of one line is often a sentence out of a long story.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> u8 {
        let shorter = self.0.len().min(other.0.len());
        if shorter < LEAST_PAIRS { 0 } else { percent(self.shared(other), shorter) }
    }

    /// How many pairs both have: one walk along both.
    fn shared(&self, other: &Self) -> usize {
        let (mut ours, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0;
        while let (Some(one), Some(two)) = (ours.peek(), theirs.peek()) {
            match one.cmp(two) {
                core::cmp::Ordering::Less => {
                    ours.next();
                }
                core::cmp::Ordering::Greater => {
                    theirs.next();
                }
                core::cmp::Ordering::Equal => {
                    shared += 1;
                    ours.next();
                    theirs.next();
                }
            }
        }
        shared
    }
}

fn percent(part: usize, whole: usize) -> u8 {
    let percent = (part * 100).checked_div(whole).unwrap_or_default();
    u8::try_from(percent).unwrap_or(100)
}
