//! The relay's origin: what a station signs that it speaks to.

/// The web origin (`https://host`, with a port that is not the scheme's own) of an address as
/// `wss://host/sync` or `https://host/`. What cannot be read as one is taken as it stands: it will
/// be nobody's origin.
#[must_use]
pub fn origin_of(address: &str) -> String {
    let Some((scheme, rest)) = address.trim().split_once("://") else {
        return address.trim().to_lowercase();
    };
    let (scheme, port) = match scheme.to_ascii_lowercase().as_str() {
        "ws" | "http" => ("http", ":80"),
        _ => ("https", ":443"),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
    let host = host.strip_suffix(port).unwrap_or(&host);
    format!("{scheme}://{host}")
}

#[cfg(test)]
mod tests {
    use super::origin_of;

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        for (address, origin) in [
            ("wss://Yunling.example/sync", "https://yunling.example"),
            ("wss://yunling.example:443/sync", "https://yunling.example"),
            ("https://yunling.example:8443", "https://yunling.example:8443"),
            ("ws://127.0.0.1:7400/sync", "http://127.0.0.1:7400"),
            ("http://127.0.0.1:80/#enrol=x", "http://127.0.0.1"),
            ("ws://[::1]:7400", "http://[::1]:7400"),
            ("", ""),
        ] {
            assert_eq!(origin_of(address), origin, "{address}");
        }
    }
}
