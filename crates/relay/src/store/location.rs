//! Where a city's data lies.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use super::{
    Store, StoreError,
    postgres::PostgresStore,
    sqlite::{self, Durability, SqliteStore},
};
use crate::key_file::{KeyFile, KeyFileError};

/// A data directory, or a PostgreSQL database.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// The directory with the SQLite file.
    Directory(PathBuf),
    /// `postgres://...`, as libpq writes it; with `options[search_path]=NAME` a schema of it.
    Postgres(String),
}

impl Location {
    /// Opens it without a key; makes what is not there yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(&self, durability: Durability) -> Result<Arc<dyn Store>, StoreError> {
        Site::from(self).open(durability).await
    }

    /// Opens what must be there, without a key.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is no SQLite file; others.
    pub async fn open_existing(
        &self,
        durability: Durability,
    ) -> Result<Arc<dyn Store>, StoreError> {
        Site::from(self).open_existing(durability).await
    }

    /// Whether a file lies in the data directory.
    #[must_use]
    pub fn holds_file(&self, file: &Path) -> bool {
        let Self::Directory(data) = self else { return false };
        // Of a file that is not there yet, its directory.
        let real = |path: &Path| {
            path.canonicalize().ok().or_else(|| {
                let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
                let parent = parent.unwrap_or(Path::new(".")).canonicalize().ok()?;
                Some(parent.join(path.file_name()?))
            })
        };
        match (real(file), real(data)) {
            (Some(file), Some(data)) => file.starts_with(data),
            _ => file.starts_with(data),
        }
    }
}

/// A location, and the key that what lies there is sealed under, where it is.
#[derive(Debug, Clone)]
pub struct Site {
    /// Where.
    pub location: Location,
    /// The key.
    pub key: Option<KeyFile>,
}

impl From<&Location> for Site {
    fn from(location: &Location) -> Self {
        Self { location: location.clone(), key: None }
    }
}

impl From<&Site> for Site {
    fn from(site: &Site) -> Self {
        site.clone()
    }
}

impl Site {
    /// A location, with the file of the key.
    ///
    /// # Errors
    /// [`SiteError`]; in the data directory no key is read.
    pub fn new(location: Location, key: Option<&Path>) -> Result<Self, SiteError> {
        let Some(file) = key else { return Ok(Self { location, key: None }) };
        if location.holds_file(file) {
            return Err(StoreError::KeyInside.into());
        }
        Ok(Self { location, key: Some(KeyFile::read(file)?) })
    }

    /// Opens it; makes what is not there yet. What is empty begins sealed where a key is given.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(&self, durability: Durability) -> Result<Arc<dyn Store>, StoreError> {
        let key = self.key.as_ref();
        Ok(match &self.location {
            Location::Directory(data) => {
                Arc::new(SqliteStore::open_under(data, durability, key).await?)
            }
            Location::Postgres(address) => {
                Arc::new(PostgresStore::open_under(address, durability, key).await?)
            }
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
        match &self.location {
            Location::Directory(data) if !data.join(sqlite::FILE).is_file() => {
                Err(StoreError::Missing)
            }
            _ => self.open(durability).await,
        }
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.location.fmt(f)
    }
}

/// Why a place and a key do not do.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The key lies where it must not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key cannot be read.
    #[error(transparent)]
    Key(#[from] KeyFileError),
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
