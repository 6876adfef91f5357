//! The file with the city's root key: made once by `relay init`, kept offline, taken out again to
//! invite the first administrator, or to begin anew after everything was lost.

use ident::TenantId;
use std::{
    fs::OpenOptions,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};
use wire::{RootCertificate, SecretKey};

const MARK: &str = "cunzhan-root-key-1";

/// The root key with its certificate.
#[derive(Debug, Clone)]
pub struct RootFile {
    /// The key.
    pub key: SecretKey,
    /// Its certificate.
    pub certificate: RootCertificate,
}

/// Why a root key's file is of no use.
#[derive(Debug, thiserror::Error)]
pub enum RootFileError {
    /// It cannot be read or written.
    #[error("根密钥文件无法读写。the root key's file: {0}")]
    Io(#[from] io::Error),
    /// It is not one.
    #[error("不是根密钥文件。this is not the file of a root key")]
    NotOne,
    /// It is another city's.
    #[error("这是别的市的根密钥。this is the root key of another city")]
    OtherCity,
}

impl RootFile {
    /// A new root key.
    #[must_use]
    pub fn new(seed: &[u8; 32], tenant: TenantId, made: i64) -> Self {
        let key = SecretKey::from_seed(seed);
        let certificate = RootCertificate::make(&key, tenant, made);
        Self { key, certificate }
    }

    /// Writes it to a new file that its owner alone can read. A file that is there is left alone.
    ///
    /// # Errors
    /// [`RootFileError::Io`].
    pub fn write(
        seed: &[u8; 32],
        certificate: &RootCertificate,
        path: &Path,
    ) -> Result<(), RootFileError> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        writeln!(file, "{MARK}")?;
        writeln!(file, "tenant {}", certificate.tenant.to_hex())?;
        writeln!(file, "made {}", certificate.made)?;
        writeln!(file, "secret {}", hex(seed))?;
        writeln!(file, "# 本文件是全市登记设备的根，请离线保存两份，不要留在中继机器上。")?;
        writeln!(file, "# Keep this offline, twice, and not on the relay's machine.")?;
        file.sync_all()?;
        Ok(())
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`RootFileError`].
    pub fn read(path: &Path) -> Result<Self, RootFileError> {
        let text = std::fs::read_to_string(path)?;
        let mut lines = text.lines();
        if lines.next() != Some(MARK) {
            return Err(RootFileError::NotOne);
        }
        let mut value =
            |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ').map(str::trim);
        let mut read = || {
            let tenant = TenantId::from_hex(value("tenant")?).ok()?;
            let made: i64 = value("made")?.parse().ok()?;
            let seed = ident::ContentKey::from_hex(value("secret")?).ok()?;
            Some(Self::new(seed.as_bytes(), tenant, made))
        };
        read().ok_or(RootFileError::NotOne)
    }

    /// The same, if it is this city's.
    ///
    /// # Errors
    /// [`RootFileError::OtherCity`].
    pub fn of(self, root: &RootCertificate) -> Result<Self, RootFileError> {
        if self.certificate.key == root.key && self.certificate.tenant == root.tenant {
            Ok(self)
        } else {
            Err(RootFileError::OtherCity)
        }
    }
}
