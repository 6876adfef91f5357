//! A checksum over all rows of a table.

use sha2::{Digest, Sha256};

use crate::store::{
    StoreError,
    tables::{Line, Pages, Rows, Table, Value},
};

/// Number of rows, and a hash over every value of them, in the order of the key.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    rows: u64,
    hash: Sha256,
}

impl Sum {
    /// Of a table as it stands.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn of(rows: &mut dyn Rows, table: Table) -> Result<Self, StoreError> {
        let mut sum = Self::default();
        let mut pages = Pages::of(table);
        loop {
            let lines = pages.next(rows).await?;
            if lines.is_empty() {
                return Ok(sum);
            }
            sum.add(&lines);
        }
    }

    /// Adds rows.
    pub fn add(&mut self, lines: &[Line]) {
        for value in lines.iter().flatten() {
            // Each with its kind and length: no two rows run into one another.
            match value {
                Value::Null => self.put(0, &[]),
                Value::Int(number) => self.put(1, &number.to_be_bytes()),
                Value::Text(text) => self.put(2, text.as_bytes()),
                Value::Blob(bytes) => self.put(3, bytes),
            }
        }
        self.rows += lines.len() as u64;
    }

    fn put(&mut self, kind: u8, bytes: &[u8]) {
        self.hash.update([kind]);
        self.hash.update((bytes.len() as u64).to_be_bytes());
        self.hash.update(bytes);
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Over all of them.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        self.hash.clone().finalize().into()
    }
}

impl PartialEq for Sum {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows && self.digest() == other.digest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_do_not_run_into_one_another() {
        let text = |text: &str| Value::Text(text.to_owned());
        let rows = [
            vec![text("ab"), text("c")],
            vec![text("a"), text("bc")],
            vec![text("abc"), Value::Null],
            vec![Value::Null, text("abc")],
            vec![Value::Blob(b"ab".to_vec()), text("c")],
        ];
        let sum = |line: &Line| {
            let mut sum = Sum::default();
            sum.add(std::slice::from_ref(line));
            sum
        };
        for (at, one) in rows.iter().enumerate() {
            for (other_at, other) in rows.iter().enumerate() {
                assert_eq!(sum(one) == sum(other), at == other_at, "{one:?} {other:?}");
            }
        }
    }
}
