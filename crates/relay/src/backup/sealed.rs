//! Pieces in a file, each sealed under its number.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use std::{
    fs::{File, OpenOptions},
    io::{BufReader, BufWriter, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use super::BackupError;
use crate::{key_file::KeyFile, store::StoreError};

const MARK: &[u8; 16] = b"cunzhan-backup-1";
/// No piece is longer, sealed or inflated: 500 rows, or 64 parts of attachments.
const LONGEST: u32 = 512 << 20;

/// What each piece is sealed under.
struct Seal {
    cipher: XChaCha20Poly1305,
    random: [u8; 16],
    number: u64,
}

impl Seal {
    fn new(key: &KeyFile, random: [u8; 16]) -> Self {
        // The file's own key: a key file may serve for other things too.
        let own = ident::digest("cunzhan/backup-key/1", &[key.bytes(), &random]);
        Self { cipher: XChaCha20Poly1305::new(&own.into()), random, number: 0 }
    }

    /// The nonce of the next piece: never the same twice under a file's own key.
    fn next(&mut self) -> [u8; 24] {
        let mut nonce = [0u8; 24];
        nonce[..16].copy_from_slice(&self.random);
        nonce[16..].copy_from_slice(&self.number.to_be_bytes());
        self.number += 1;
        nonce
    }
}

/// Writes pieces.
pub(super) struct Sealer {
    file: BufWriter<File>,
    seal: Seal,
}

impl Sealer {
    pub(super) fn create(path: &Path, key: &KeyFile) -> Result<Self, BackupError> {
        let mut random = [0u8; 16];
        getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
        let file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
        let mut file = BufWriter::new(file);
        file.write_all(MARK)?;
        file.write_all(&random)?;
        Ok(Self { file, seal: Seal::new(key, random) })
    }

    pub(super) fn put(&mut self, plain: &[u8], last: bool) -> Result<(), BackupError> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(plain)?;
        let packed = encoder.finish()?;
        let nonce = self.seal.next();
        let aad = [u8::from(last)];
        let sealed = self
            .seal
            .cipher
            .encrypt(&nonce.into(), Payload { msg: &packed, aad: &aad })
            .map_err(|_| BackupError::Sealed)?;
        let length = u32::try_from(sealed.len()).map_err(|_| BackupError::Sealed)?;
        self.file.write_all(&aad)?;
        self.file.write_all(&length.to_be_bytes())?;
        self.file.write_all(&sealed)?;
        Ok(())
    }

    /// All of it is on disk when this returns.
    pub(super) fn finish(self) -> Result<(), BackupError> {
        let file = self.file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(())
    }
}

/// Reads pieces.
pub(super) struct Opened {
    file: BufReader<File>,
    seal: Seal,
    ended: bool,
}

impl Opened {
    pub(super) fn open(file: File, key: &KeyFile) -> Result<Self, BackupError> {
        let mut file = BufReader::new(file);
        let (mut mark, mut random) = ([0u8; 16], [0u8; 16]);
        file.read_exact(&mut mark).map_err(|_| BackupError::NotOne)?;
        file.read_exact(&mut random).map_err(|_| BackupError::NotOne)?;
        if mark != *MARK {
            return Err(BackupError::NotOne);
        }
        Ok(Self { file, seal: Seal::new(key, random), ended: false })
    }

    /// The next piece; none behind the last.
    pub(super) fn next(&mut self) -> Result<Option<Vec<u8>>, BackupError> {
        if self.ended {
            return Ok(None);
        }
        let (mut last, mut length) = ([0u8; 1], [0u8; 4]);
        self.file.read_exact(&mut last).map_err(|_| BackupError::CutOff)?;
        self.file.read_exact(&mut length).map_err(|_| BackupError::CutOff)?;
        let length = u32::from_be_bytes(length);
        if length > LONGEST {
            return Err(BackupError::Sealed);
        }
        let mut sealed = Vec::new();
        (&mut self.file).take(u64::from(length)).read_to_end(&mut sealed)?;
        if sealed.len() as u64 != u64::from(length) {
            return Err(BackupError::CutOff);
        }
        let nonce = self.seal.next();
        let packed = self
            .seal
            .cipher
            .decrypt(&nonce.into(), Payload { msg: &sealed, aad: &last })
            .map_err(|_| BackupError::Sealed)?;
        if last == [1] {
            self.ended = true;
            return Ok(None);
        }
        let mut plain = Vec::new();
        DeflateDecoder::new(&packed[..])
            .take(u64::from(LONGEST))
            .read_to_end(&mut plain)
            .map_err(|_| BackupError::Sealed)?;
        Ok(Some(plain))
    }
}
