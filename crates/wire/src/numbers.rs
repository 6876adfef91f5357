//! Places in the relay's log.

use minicbor::{
    Decode, Decoder, Encode, Encoder,
    decode::Error as ReadError,
    encode::{Error as WriteError, Write},
};

/// Places of changes in the relay's one log, in the order of the changes they stand beside: what
/// came in later has the greater one. Empty where the relay does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers(pub Vec<u64>);

impl Numbers {
    /// The place of the change at an index, where it is said.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<u64> {
        self.0.get(at).copied()
    }
}

impl<C> Encode<C> for Numbers {
    fn encode<W: Write>(
        &self,
        e: &mut Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), WriteError<W::Error>> {
        e.encode_with(&self.0, ctx)?.ok()
    }

    // Left out where it is empty and stands last: so it was before there were numbers.
    fn is_nil(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'b, C> Decode<'b, C> for Numbers {
    fn decode(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Self, ReadError> {
        if d.datatype()? == minicbor::data::Type::Null {
            d.null()?;
            return Ok(Self::default());
        }
        Ok(Self(d.decode_with(ctx)?))
    }

    fn nil() -> Option<Self> {
        Some(Self::default())
    }
}
