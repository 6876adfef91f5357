//! What can go wrong with the database.

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database was written by a later version of this program.
    #[error(
        "the database has schema {found}, this relay knows schemas up to {supported}: \
         start the newer relay, or restore the backup made before it was updated"
    )]
    SchemaTooNew {
        /// What the file says.
        found: u32,
        /// The newest this program knows.
        supported: u32,
    },
    /// The data directory cannot be made.
    #[error("the data directory {path} cannot be used: {source}")]
    Directory {
        /// Which.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A stored value cannot be read.
    #[error("the database holds a {0} that cannot be read")]
    Corrupt(&'static str),
    /// The operating system gave no random bytes.
    #[error("no random bytes")]
    NoRandomness,
    /// The database said no.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
}

impl From<ident::BadId> for StoreError {
    fn from(_: ident::BadId) -> Self {
        Self::Corrupt("id")
    }
}

impl From<ident::BadOfficeCode> for StoreError {
    fn from(_: ident::BadOfficeCode) -> Self {
        Self::Corrupt("office code")
    }
}
