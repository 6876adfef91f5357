//! Whole tables.

use async_trait::async_trait;
use sqlx::{AssertSqlSafe, QueryBuilder, Row, Sqlite, Transaction, sqlite::SqliteRow};

use super::{SqliteStore, StoreError, rows};
use crate::{
    at_rest::{AtRest, Sealing, open_line, seal_line},
    store::tables::{Access, Kind, Line, Physical, Rows, Table, Value},
};

/// Values of one insert: SQLite takes some 32,000, few different statements are better.
const ROWS: usize = 64;

pub(super) struct SqliteRows {
    tx: Transaction<'static, Sqlite>,
    rest: AtRest,
    /// What does not open comes as it lies there.
    lenient: bool,
}

impl SqliteRows {
    pub(super) async fn begin(store: &SqliteStore, access: Access) -> Result<Self, StoreError> {
        let tx = match access {
            Access::Snapshot | Access::Look => store.readers.begin().await?,
            Access::Alone => store.writer.begin_with("BEGIN IMMEDIATE").await?,
        };
        Ok(Self { tx, rest: store.rest.clone(), lenient: access == Access::Look })
    }
}

fn value(row: &SqliteRow, at: usize, kind: Kind) -> Result<Value, StoreError> {
    Ok(match kind {
        Kind::Int => row.try_get::<Option<i64>, _>(at)?.map(Value::Int),
        Kind::Text => row.try_get::<Option<String>, _>(at)?.map(Value::Text),
        Kind::Blob => row.try_get::<Option<Vec<u8>>, _>(at)?.map(Value::Blob),
    }
    .unwrap_or(Value::Null))
}

/// Appends a value to a statement.
macro_rules! push {
    ($to:expr, $value:expr) => {
        match $value {
            Value::Null => $to.push_bind(None::<i64>),
            Value::Int(number) => $to.push_bind(*number),
            Value::Text(text) => $to.push_bind(text.as_str()),
            Value::Blob(bytes) => $to.push_bind(bytes.as_slice()),
        }
    };
}

#[async_trait]
impl Rows for SqliteRows {
    async fn page(
        &mut self,
        table: &Table,
        after: Option<&[Value]>,
        limit: u32,
    ) -> Result<Vec<Line>, StoreError> {
        let key = table.key_names().collect::<Vec<_>>().join(", ");
        let mut select = QueryBuilder::new("SELECT ");
        select.push(table.column_list()).push(" FROM ").push(table.name);
        if let Some(after) = after {
            select.push(format_args!(" WHERE ({key}) > ("));
            let mut values = select.separated(", ");
            for value in after {
                push!(values, value);
            }
            select.push(")");
        }
        select.push(format_args!(" ORDER BY {key} LIMIT ")).push_bind(i64::from(limit));
        select
            .build()
            .fetch_all(&mut *self.tx)
            .await?
            .iter()
            .map(|row| {
                let columns = table.columns.iter().enumerate();
                let columns = columns.map(|(at, (_, kind))| value(row, at, *kind));
                let mut line = columns.collect::<Result<Line, _>>()?;
                match open_line(&self.rest, table, &mut line) {
                    Err(error) if !self.lenient => Err(error),
                    _ => Ok(line),
                }
            })
            .collect()
    }

    async fn put(&mut self, table: &Table, lines: &[Line]) -> Result<(), StoreError> {
        let mut lines = lines.to_vec();
        for line in &mut lines {
            seal_line(&self.rest, table, line)?;
        }
        for batch in lines.chunks(ROWS) {
            let mut insert = QueryBuilder::new("INSERT INTO ");
            insert.push(format_args!("{} ({}) ", table.name, table.column_list()));
            insert.push_values(batch, |mut row, line| {
                for value in line {
                    push!(row, value);
                }
            });
            insert.build().execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    async fn sealing(&mut self) -> Result<Option<Sealing>, StoreError> {
        super::sealing::read(&mut self.tx).await
    }

    async fn seal_anew(
        &mut self,
        table: &Table,
        lines: Vec<Line>,
        rest: &AtRest,
    ) -> Result<(), StoreError> {
        let key = table.key_names().collect::<Vec<_>>().join(", ");
        for mut line in lines {
            seal_line(rest, table, &mut line)?;
            let bytes = table.columns.iter().position(|(name, _)| *name == "bytes");
            let Some(bytes) = bytes.and_then(|at| line.get(at)) else { continue };
            let mut update = QueryBuilder::<Sqlite>::new("UPDATE ");
            update.push(table.name).push(" SET bytes = ");
            push!(update, bytes);
            update.push(format_args!(" WHERE ({key}) = ("));
            let mut values = update.separated(", ");
            for value in &table.key_of(&line) {
                push!(values, value);
            }
            update.push(")");
            update.build().execute(&mut *self.tx).await?;
        }
        Ok(())
    }

    async fn set_sealing(&mut self, sealing: Sealing) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sealing").execute(&mut *self.tx).await?;
        super::sealing::write(&mut self.tx, sealing).await
    }

    async fn mark_moved(&mut self, at: i64, place: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO moved (only_row, at, place) VALUES (1, $1, $2)
             ON CONFLICT (only_row) DO UPDATE SET at = $1, place = $2",
        )
        .bind(at)
        .bind(place)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    async fn forget_identity(&mut self) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM identity").execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn physical(&mut self) -> Result<Physical, StoreError> {
        let row = sqlx::query(
            "SELECT page_count * page_size, sqlite_version()
             FROM pragma_page_count(), pragma_page_size()",
        )
        .fetch_one(&mut *self.tx)
        .await?;
        let (bytes, version) = (rows::unsigned(&row, 0)?, row.try_get::<String, _>(1)?);
        let mut faults = Vec::new();
        for row in sqlx::query("PRAGMA integrity_check").fetch_all(&mut *self.tx).await? {
            let said: String = row.try_get(0)?;
            if said != "ok" {
                faults.push(format!("SQLite: {said}"));
            }
        }
        let check = sqlx::query(AssertSqlSafe("SELECT \"table\" FROM pragma_foreign_key_check"));
        for row in check.fetch_all(&mut *self.tx).await? {
            let table: String = row.try_get(0)?;
            faults.push(format!("SQLite: a row of {table} refers to one that is not there"));
        }
        Ok(Physical { name: format!("SQLite {version}"), bytes, faults })
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.tx.commit().await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, sqlite::Durability, tables::TABLES};
    use std::collections::BTreeMap;

    /// What is not listed would be left behind by a move.
    #[tokio::test]
    async fn every_table_and_column_is_listed() {
        let data = crate::scratch::Scratch::new("tables");
        let store = SqliteStore::open(data.path(), Durability::UnsafeNone).await.expect("opens");
        let found = sqlx::query(
            "SELECT t.name, c.name, c.type FROM pragma_table_list t JOIN pragma_table_info(t.name) c
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
             AND t.name NOT IN ('sealing', 'moved')",
        );
        let mut there: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for row in found.fetch_all(&store.writer).await.expect("reads") {
            let column = (row.get(1), row.get(2));
            there.entry(row.get(0)).or_default().push(column);
        }
        let word = |kind: &Kind| match kind {
            Kind::Int => "INTEGER",
            Kind::Text => "TEXT",
            Kind::Blob => "BLOB",
        };
        let mut listed: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for table in TABLES {
            let columns = table.columns.iter();
            let columns = columns.map(|(name, kind)| ((*name).to_owned(), word(kind).to_owned()));
            listed.insert(table.name.to_owned(), columns.collect());
        }
        for columns in there.values_mut().chain(listed.values_mut()) {
            columns.sort();
        }
        assert_eq!(there, listed);
        store.close().await;
    }
}
