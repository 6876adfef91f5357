//! Dice with a seed: the same seed enters the same.

#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64, place: u64) -> Self {
        let mixed = (seed ^ place.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut dice = Self(mixed | 1);
        for _ in 0..8 {
            dice.roll(2);
        }
        dice
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) % sides.max(1)
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        core::array::from_fn(|_| self.roll(256) as u8)
    }

    pub fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of.get(self.roll(of.len() as u64) as usize).copied().unwrap_or_default()
    }
}
