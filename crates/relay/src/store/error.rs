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
    /// There is no store to look at.
    #[error("这里没有数据。there is no store here")]
    Missing,
    /// Not the address of a database.
    #[error(
        "数据库地址不合规。not an address of a PostgreSQL database: \
         it is written postgres://USER@HOST/DATABASE, or postgres:///DATABASE?host=/SOCKET/DIRECTORY"
    )]
    Address,
    /// The search path names no schema that exists.
    #[error("数据库里没有这个模式。the search path names no schema that is there: create it first")]
    NoSchema,
    /// The server does not write to disk what it commits.
    #[error(
        "the PostgreSQL server has {0} switched off: what it acknowledges can be lost in a power \
         cut. Switch it on and reload the server"
    )]
    NotDurable(&'static str),
    /// The store that was to be filled holds something.
    #[error("目标里已有数据，未作改动。the target holds something already: nothing was changed")]
    NotEmpty,
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
