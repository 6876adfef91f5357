//! Streams of numbers and bytes, written and read from one end.

use crate::FrameError;

/// Writes an unsigned number, seven bits a byte.
pub(super) fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Writes a signed number, small ones short.
pub(super) fn put_signed(out: &mut Vec<u8>, number: i64) {
    put(out, ((number << 1) ^ (number >> 63)) as u64);
}

/// Reads what was written, from untrusted bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'a>(pub(super) &'a [u8]);

impl<'a> Column<'a> {
    pub(super) fn byte(&mut self) -> Result<u8, FrameError> {
        let (first, rest) = self.0.split_first().ok_or(FrameError::Malformed)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(super) fn number(&mut self) -> Result<u64, FrameError> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(FrameError::Malformed);
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(FrameError::Malformed)
    }

    pub(super) fn signed(&mut self) -> Result<i64, FrameError> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    pub(super) fn bytes(&mut self, len: u64) -> Result<&'a [u8], FrameError> {
        let len = usize::try_from(len).map_err(|_| FrameError::Malformed)?;
        let (bytes, rest) = self.0.split_at_checked(len).ok_or(FrameError::Malformed)?;
        self.0 = rest;
        Ok(bytes)
    }

    /// Exactly so many bytes.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], FrameError> {
        self.bytes(N as u64)?.try_into().map_err(|_| FrameError::Malformed)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(unsigned: u64, signed: i64) {
            let mut out = Vec::new();
            put(&mut out, unsigned);
            put_signed(&mut out, signed);
            let mut column = Column(&out);
            prop_assert_eq!(column.number(), Ok(unsigned));
            prop_assert_eq!(column.signed(), Ok(signed));
            prop_assert!(column.is_empty());
        }

        #[test]
        fn any_bytes_end_in_a_number_or_a_fault(bytes: Vec<u8>) {
            let mut column = Column(&bytes);
            while column.number().is_ok() {}
        }
    }
}
