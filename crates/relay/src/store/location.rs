//! Where a city's data lies.

use std::{fmt, path::PathBuf, str::FromStr, sync::Arc};

use super::{
    Store, StoreError,
    postgres::PostgresStore,
    sqlite::{self, Durability, SqliteStore},
};

/// A data directory, or a PostgreSQL database.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// The directory with the SQLite file.
    Directory(PathBuf),
    /// `postgres://...`, as libpq writes it; with `options[search_path]=NAME` a schema of it.
    Postgres(String),
}

impl Location {
    /// Opens it; makes what is not there yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(&self, durability: Durability) -> Result<Arc<dyn Store>, StoreError> {
        Ok(match self {
            Self::Directory(data) => Arc::new(SqliteStore::open(data, durability).await?),
            Self::Postgres(address) => Arc::new(PostgresStore::open(address, durability).await?),
        })
    }

    /// Opens what must be there.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is no SQLite file; others.
    pub async fn open_existing(
        &self,
        durability: Durability,
    ) -> Result<Arc<dyn Store>, StoreError> {
        match self {
            Self::Directory(data) if !data.join(sqlite::FILE).is_file() => Err(StoreError::Missing),
            _ => self.open(durability).await,
        }
    }
}

impl FromStr for Location {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_postgres = ["postgres://", "postgresql://"].iter().any(|at| text.starts_with(at));
        Ok(if is_postgres {
            Self::Postgres(text.to_owned())
        } else {
            Self::Directory(text.strip_prefix("sqlite:").unwrap_or(text).into())
        })
    }
}

/// Without the password that an address may have in it, before the `@` or behind the `?`.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory(data) => write!(f, "{}", data.display()),
            Self::Postgres(address) => {
                let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
                let rest = rest.split_once('?').map_or(rest, |(before, _)| before);
                let rest = rest.rsplit_once('@').map_or(rest, |(_, behind)| behind);
                write!(f, "{scheme}://{rest}")
            }
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Location({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for (given, shown) in [
            ("postgres://relay:s3cret@db:5432/city?password=s3cret", "postgres://db:5432/city"),
            ("postgresql://relay:p@s3cret@db/city", "postgresql://db/city"),
            ("postgres:///city?host=/run/postgresql", "postgres:///city"),
            ("sqlite:/srv/city", "/srv/city"),
            ("data", "data"),
        ] {
            let location: Location = given.parse().expect("a location");
            assert_eq!(location.to_string(), shown);
            assert!(!format!("{location:?}").contains("s3cret"));
        }
    }
}
