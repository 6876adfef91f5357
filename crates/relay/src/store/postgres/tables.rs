//! Whole tables.

use async_trait::async_trait;
use sqlx::{AssertSqlSafe, PgPool, Postgres, QueryBuilder, Row, Transaction, postgres::PgRow};

use super::{PostgresStore, StoreError, blobs, rows, turn};
use crate::{
    at_rest::{AtRest, Sealing, open_line, seal_line},
    store::tables::{Access, Kind, Line, Physical, Rows, TABLES, Table, Value},
};

pub(super) struct PostgresRows {
    tx: Transaction<'static, Postgres>,
    /// Where to count rows after many were put: plans made for empty tables are bad ones.
    writer: PgPool,
    written: bool,
    rest: AtRest,
    /// What does not open comes as it lies there.
    lenient: bool,
}

impl PostgresRows {
    pub(super) async fn begin(store: &PostgresStore, access: Access) -> Result<Self, StoreError> {
        let mut tx = match access {
            Access::Snapshot | Access::Look => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";
                store.readers.begin_with(begin).await?
            }
            Access::Alone => {
                let mut tx = turn::begin(&store.writer).await?;
                blobs::hold_all(&mut tx).await?;
                tx
            }
        };
        // It is not idle while the other end of a move, or a document, is worked on.
        sqlx::query("SET LOCAL idle_in_transaction_session_timeout = 0").execute(&mut *tx).await?;
        Ok(Self {
            tx,
            writer: store.writer.clone(),
            written: false,
            rest: store.rest.clone(),
            lenient: access == Access::Look,
        })
    }
}

fn value(row: &PgRow, at: usize, kind: Kind) -> Result<Value, StoreError> {
    Ok(match kind {
        Kind::Int => row.try_get::<Option<i64>, _>(at)?.map(Value::Int),
        Kind::Text => row.try_get::<Option<String>, _>(at)?.map(Value::Text),
        Kind::Blob => row.try_get::<Option<Vec<u8>>, _>(at)?.map(Value::Blob),
    }
    .unwrap_or(Value::Null))
}

fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Int => "bigint",
        Kind::Text => "text",
        Kind::Blob => "bytea",
    }
}

#[async_trait]
impl Rows for PostgresRows {
    async fn page(
        &mut self,
        table: &Table,
        after: Option<&[Value]>,
        limit: u32,
    ) -> Result<Vec<Line>, StoreError> {
        let key = table.key_names().collect::<Vec<_>>().join(", ");
        let mut select = QueryBuilder::<Postgres>::new("SELECT ");
        select.push(table.column_list()).push(" FROM ").push(table.name);
        if let Some(after) = after {
            select.push(format_args!(" WHERE ({key}) > ("));
            let mut values = select.separated(", ");
            for value in after {
                match value {
                    Value::Null => values.push_bind(None::<i64>),
                    Value::Int(number) => values.push_bind(*number),
                    Value::Text(text) => values.push_bind(text.as_str()),
                    Value::Blob(bytes) => values.push_bind(bytes.as_slice()),
                };
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
        // A column is one parameter, an array.
        let arrays: Vec<String> = (1..)
            .zip(table.columns)
            .map(|(at, (_, kind))| format!("${at}::{}[]", type_name(*kind)))
            .collect();
        let insert = format!(
            "INSERT INTO {} ({}) SELECT * FROM unnest({})",
            table.name,
            table.column_list(),
            arrays.join(", "),
        );
        let mut insert = sqlx::query(AssertSqlSafe(insert));
        for (at, (_, kind)) in table.columns.iter().enumerate() {
            let column = lines.iter().map(|line| line.get(at));
            insert = match kind {
                Kind::Int => insert.bind(
                    column
                        .map(|value| match value {
                            Some(Value::Int(number)) => Some(*number),
                            _ => None,
                        })
                        .collect::<Vec<_>>(),
                ),
                Kind::Text => insert.bind(
                    column
                        .map(|value| match value {
                            Some(Value::Text(text)) => Some(text.as_str()),
                            _ => None,
                        })
                        .collect::<Vec<_>>(),
                ),
                Kind::Blob => insert.bind(
                    column
                        .map(|value| match value {
                            Some(Value::Blob(bytes)) => Some(bytes.as_slice()),
                            _ => None,
                        })
                        .collect::<Vec<_>>(),
                ),
            };
        }
        insert.execute(&mut *self.tx).await?;
        self.written = true;
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
            let Some(Value::Blob(bytes)) = bytes.and_then(|at| line.get(at)) else { continue };
            let mut update = QueryBuilder::<Postgres>::new("UPDATE ");
            update.push(table.name).push(" SET bytes = ").push_bind(bytes.as_slice());
            update.push(format_args!(" WHERE ({key}) = ("));
            let mut values = update.separated(", ");
            for value in &table.key_of(&line) {
                match value {
                    Value::Null => values.push_bind(None::<i64>),
                    Value::Int(number) => values.push_bind(*number),
                    Value::Text(text) => values.push_bind(text.as_str()),
                    Value::Blob(bytes) => values.push_bind(bytes.as_slice()),
                };
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
            "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint,
             current_setting('server_version'), current_setting('data_checksums')
             FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'",
        )
        .fetch_one(&mut *self.tx)
        .await?;
        let mut name = format!("PostgreSQL {}", row.try_get::<&str, _>(1)?);
        if row.try_get::<&str, _>(2)? != "on" {
            name.push_str(" （未开启数据校验 without data checksums）");
        }
        Ok(Physical { name, bytes: rows::unsigned(&row, 0)?, faults: Vec::new() })
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.tx.commit().await?;
        if self.written {
            for table in TABLES {
                let analyze = AssertSqlSafe(format!("ANALYZE {}", table.name));
                sqlx::query(analyze).execute(&self.writer).await?;
            }
        }
        Ok(())
    }
}
