//! Rows, packed: a row is an array, and the items at one place of all rows stand together.

use ident::MatterId;
use minicbor::{Decode, Decoder, Encode, Encoder};

use super::columns::{Column, put};
use crate::{Bytes, FrameError, MAX_INFLATED, RowEntry};

/// Longer arrays travel as they are.
const MAX_ITEMS: u64 = 256;

/// Rows in columns.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PackedRows {
    /// Ids of matters, 16 bytes each.
    #[n(0)]
    matters: Bytes,
    /// How many bytes the documents have.
    #[n(1)]
    sizes: Bytes,
    /// How many items each row has, plus one; 0 for what travels as it is.
    #[n(2)]
    items: Bytes,
    /// The first items of all rows, the second ones, and so on.
    #[n(3)]
    columns: Vec<Bytes>,
    /// What travels as it is: its length, and it.
    #[n(4)]
    others: Bytes,
}

impl PackedRows {
    /// Packs rows.
    #[must_use]
    pub fn pack(rows: &[RowEntry]) -> Self {
        let (mut matters, mut sizes, mut items) = (Vec::new(), Vec::new(), Vec::new());
        let mut columns: Vec<Vec<u8>> = Vec::new();
        let mut others = Vec::new();
        for row in rows {
            matters.extend_from_slice(row.matter.as_bytes());
            put(&mut sizes, row.size);
            match split(&row.bytes) {
                Some(parts) => {
                    put(&mut items, parts.len() as u64 + 1);
                    if columns.len() < parts.len() {
                        columns.resize(parts.len(), Vec::new());
                    }
                    for (column, part) in columns.iter_mut().zip(parts) {
                        column.extend_from_slice(part);
                    }
                }
                None => {
                    items.push(0);
                    put(&mut others, row.bytes.len() as u64);
                    others.extend_from_slice(&row.bytes);
                }
            }
        }
        Self {
            matters: matters.into(),
            sizes: sizes.into(),
            items: items.into(),
            columns: columns.into_iter().map(Bytes::from).collect(),
            others: others.into(),
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.matters.len() / MatterId::LEN
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.matters.is_empty()
    }

    /// The rows, from untrusted bytes.
    ///
    /// # Errors
    /// [`FrameError`] where the columns do not fit each other.
    pub fn unpack(&self) -> Result<Vec<RowEntry>, FrameError> {
        let columns: usize = self.columns.iter().map(|column| column.len()).sum();
        if (columns + self.others.len()) as u64 > MAX_INFLATED {
            return Err(FrameError::TooLarge);
        }
        let mut matters = Column(&self.matters);
        let (mut sizes, mut items) = (Column(&self.sizes), Column(&self.items));
        let mut others = Column(&self.others);
        let mut columns: Vec<Decoder<'_>> =
            self.columns.iter().map(|column| Decoder::new(column)).collect();
        let mut rows = Vec::new();
        while !matters.is_empty() {
            let matter = MatterId::new(matters.array()?);
            let size = sizes.number()?;
            let bytes = match items.number()?.checked_sub(1) {
                Some(count) => join(&mut columns, count)?,
                None => {
                    let len = others.number()?;
                    others.bytes(len)?.to_vec()
                }
            };
            rows.push(RowEntry { matter, size, bytes });
        }
        let read = columns.iter().all(|column| column.position() == column.input().len());
        if read && sizes.is_empty() && items.is_empty() && others.is_empty() {
            Ok(rows)
        } else {
            Err(FrameError::Malformed)
        }
    }
}

/// The items of an array, if putting them together gives the same bytes again.
fn split(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut decoder = Decoder::new(bytes);
    let len = decoder.array().ok()??;
    if len > MAX_ITEMS || decoder.position() != heading(len)?.len() {
        return None;
    }
    let mut items = Vec::new();
    for _ in 0..len {
        let start = decoder.position();
        decoder.skip().ok()?;
        items.push(bytes.get(start..decoder.position())?);
    }
    (decoder.position() == bytes.len()).then_some(items)
}

fn heading(len: u64) -> Option<Vec<u8>> {
    let mut encoder = Encoder::new(Vec::new());
    encoder.array(len).ok()?;
    Some(encoder.into_writer())
}

fn join(columns: &mut [Decoder<'_>], count: u64) -> Result<Vec<u8>, FrameError> {
    if count > MAX_ITEMS {
        return Err(FrameError::Malformed);
    }
    let mut row = heading(count).ok_or(FrameError::Malformed)?;
    for at in 0..count {
        let at = usize::try_from(at).map_err(|_| FrameError::Malformed)?;
        let column = columns.get_mut(at).ok_or(FrameError::Malformed)?;
        let start = column.position();
        column.skip().map_err(|_| FrameError::Malformed)?;
        let item = column.input().get(start..column.position()).ok_or(FrameError::Malformed)?;
        row.extend_from_slice(item);
    }
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(at: u8, bytes: Vec<u8>) -> RowEntry {
        RowEntry { matter: MatterId::new([at; 16]), size: u64::from(at) * 1000, bytes }
    }

    #[test]
    fn rows_come_back_byte_for_byte_whatever_they_are() {
        let array = |items: &[&str]| minicbor::to_vec(items).expect("encodes");
        let rows = [
            entry(1, array(&["一", "二", "三"])),
            entry(2, Vec::new()),
            entry(3, array(&["一"])),
            entry(4, array(&[])),
            entry(5, minicbor::to_vec("no array").expect("encodes")),
            entry(6, [array(&["一"]), vec![0]].concat()),
            // An array whose length is written longer than it need be, and one without a length.
            entry(7, vec![0x98, 0x01, 0x00]),
            entry(8, vec![0x9f, 0x00, 0xff]),
            entry(9, minicbor::to_vec(vec![vec![1u8; 9]; 300]).expect("encodes")),
        ];
        let packed = PackedRows::pack(&rows);
        assert_eq!(packed.len(), rows.len());
        assert_eq!(packed.unpack().expect("unpacks"), rows);
        assert!(PackedRows::pack(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(all: Vec<Vec<u8>>) {
            let rows: Vec<RowEntry> = all.into_iter().map(|bytes| entry(1, bytes)).collect();
            prop_assert_eq!(PackedRows::pack(&rows).unpack().expect("unpacks"), rows);
        }

        #[test]
        fn any_columns_end_in_rows_or_a_fault(
            matters: Vec<u8>, sizes: Vec<u8>, items: Vec<u8>, columns: Vec<Vec<u8>>, others: Vec<u8>
        ) {
            let columns = columns.into_iter().map(Bytes::from).collect();
            let (matters, sizes) = (matters.into(), sizes.into());
            let packed =
                PackedRows { matters, sizes, items: items.into(), columns, others: others.into() };
            let _ = packed.unpack();
        }
    }
}
