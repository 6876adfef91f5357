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
    /// What is stored lies sealed, and no key is there.
    #[error(
        "内容已加密存放，请用 --key-file 指明密钥文件。what is stored is sealed: name the key's file with \
         --key-file"
    )]
    KeyNeeded,
    /// It lies under another key.
    #[error(
        "密钥文件不对：不是加密存放所用的那一把。this is not the key that what is stored is sealed under"
    )]
    OtherKey,
    /// The key lies where what it protects lies.
    #[error(
        "密钥文件不能放在数据目录里，请放到别处。the key's file must not lie in the data directory: \
         whoever takes the one would have the other"
    )]
    KeyInside,
    /// Another key was taken into use by `relay rekey` since this was opened.
    #[error(
        "密钥已更换，请用新密钥重新启动。the key was changed meanwhile: start the relay with the new one"
    )]
    Rekeyed,
    /// The city was moved to another place.
    #[error(
        "本市已搬到 {0}，这里不再提供服务。the city was moved to {0}: no relay serves it from here"
    )]
    Moved(String),
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
