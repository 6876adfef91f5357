//! Rows as bytes.

use minicbor::{Decoder, Encoder, data::Type};

use crate::store::tables::{Line, TABLES, Value};

/// Which tables and columns there are: a backup is put back by the version that knows them.
pub(super) struct Shape(String);

impl Shape {
    /// Those of this version.
    pub(super) fn now() -> Self {
        let tables: Vec<String> =
            TABLES.iter().map(|table| format!("{}({})", table.name, table.column_list())).collect();
        Self(tables.join("\n"))
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.0.clone().into_bytes()
    }
}

/// Rows of one table.
pub(super) struct Piece {
    /// Its place in [`TABLES`].
    pub table: usize,
    pub lines: Vec<Line>,
}

impl Piece {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut encoder = Encoder::new(Vec::new());
        // Encoding into a Vec has no way to fail.
        let _ = self.encode(&mut encoder);
        encoder.into_writer()
    }

    fn encode(
        &self,
        encoder: &mut Encoder<Vec<u8>>,
    ) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
        encoder.u64(self.table as u64)?.array(self.lines.len() as u64)?;
        for line in &self.lines {
            encoder.array(line.len() as u64)?;
            for value in line {
                match value {
                    Value::Null => encoder.null()?,
                    Value::Int(number) => encoder.i64(*number)?,
                    Value::Text(text) => encoder.str(text)?,
                    Value::Blob(bytes) => encoder.bytes(bytes)?,
                };
            }
        }
        Ok(())
    }

    /// None where it is not one.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut decoder = Decoder::new(bytes);
        let table = usize::try_from(decoder.u64().ok()?).ok()?;
        let count = decoder.array().ok()??;
        let mut lines = Vec::new();
        for _ in 0..count {
            let columns = decoder.array().ok()??;
            let mut line = Vec::new();
            for _ in 0..columns {
                line.push(value(&mut decoder)?);
            }
            lines.push(line);
        }
        Some(Self { table, lines })
    }
}

fn value(decoder: &mut Decoder<'_>) -> Option<Value> {
    Some(match decoder.datatype().ok()? {
        Type::Null => {
            decoder.null().ok()?;
            Value::Null
        }
        Type::String => Value::Text(decoder.str().ok()?.to_owned()),
        Type::Bytes => Value::Blob(decoder.bytes().ok()?.to_vec()),
        _ => Value::Int(decoder.i64().ok()?),
    })
}
