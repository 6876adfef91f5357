//! TLS with given certificate files.

use std::{io, path::Path, sync::Arc};
use tokio::net::TcpStream;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
    server::TlsStream,
};

/// The server's side of TLS.
#[derive(Clone)]
pub struct Tls(TlsAcceptor);

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tls(..)")
    }
}

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read as what it should be.
    #[error("{file} 无法读取 cannot be read as PEM: {error}")]
    File {
        /// Which.
        file: String,
        /// Why.
        error: rustls::pki_types::pem::Error,
    },
    /// Key and certificate do not go together, or are of a kind that is not supported.
    #[error("证书与私钥不能用。certificate and key cannot be used: {0}")]
    Unfit(#[from] rustls::Error),
}

impl Tls {
    /// From a chain of certificates, the server's first, and its key; both PEM.
    ///
    /// # Errors
    /// [`TlsError`].
    pub fn read(certificates: &Path, key: &Path) -> Result<Self, TlsError> {
        let at = |path: &Path| {
            let file = path.display().to_string();
            move |error| TlsError::File { file, error }
        };
        let chain = CertificateDer::pem_file_iter(certificates)
            .and_then(Iterator::collect)
            .map_err(at(certificates))?;
        let private = PrivateKeyDer::from_pem_file(key).map_err(at(key))?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, private)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self(TlsAcceptor::from(Arc::new(config))))
    }

    pub(super) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        self.0.accept(stream).await
    }
}
