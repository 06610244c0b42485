//! How this server is reached: directly, by TLS, or behind a proxy. Invariant: a forwarded address
//! counts only when the peer is a trusted proxy.
use axum::http::HeaderMap;
use std::net::IpAddr;
use std::str::FromStr;

/// The outer face of the server.
#[derive(Clone, Debug, Default)]
pub struct Serving {
    /// Browsers reach us by https: cookies are `Secure` with the `__Host-` prefix, and HSTS is sent.
    pub secure: bool,
    /// The address that links in mails and invitations start with, without a trailing slash.
    pub public_url: Option<String>,
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
}

/// A network in CIDR notation, such as `10.0.0.0/8` or `::1/128`; a bare address means itself alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Network {
    base: u128,
    mask: u128,
}

impl Serving {
    /// The client's address: the rightmost forwarded address that is not a trusted proxy's, if the
    /// peer is a trusted proxy; otherwise the peer.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.trusts(peer) {
            return peer.to_canonical();
        }
        let values = headers
            .get_all("x-forwarded-for")
            .into_iter()
            .filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = values
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .collect();
        let mut client = peer;
        for hop in hops.iter().rev() {
            let Ok(address) = hop.parse() else { break };
            client = address;
            if !self.trusts(address) {
                break;
            }
        }
        client.to_canonical()
    }

    /// Whether the address belongs to a trusted proxy.
    #[must_use]
    pub fn trusts(&self, address: IpAddr) -> bool {
        self.trusted_proxies
            .iter()
            .any(|network| network.contains(address))
    }
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        bits(address) & self.mask == self.base
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("`{text}` is not a network such as 10.0.0.0/8 or an address such as ::1");
        let (address, length) = text
            .split_once('/')
            .map_or((text, None), |(address, length)| (address, Some(length)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let width: u32 = if address.is_ipv4() { 32 } else { 128 };
        let length: u32 = length.map_or(Ok(width), str::parse).map_err(|_| wrong())?;
        if length > width {
            return Err(wrong());
        }
        // An IPv4 network lives in the last 32 bits of the mapped IPv6 space.
        let mask = u128::MAX.checked_shl(width - length).unwrap_or(0);
        let mask = if address.is_ipv4() {
            mask | !u128::from(u32::MAX)
        } else {
            mask
        };
        Ok(Self {
            base: bits(address) & mask,
            mask,
        })
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(proxies: &[&str]) -> Serving {
        let trusted_proxies = proxies
            .iter()
            .map(|network| network.parse().unwrap())
            .collect();
        Serving {
            trusted_proxies,
            ..Serving::default()
        }
    }

    fn client(serving: &Serving, peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        serving.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_forwarded_address_from_a_stranger_is_ignored() {
        assert_eq!(
            "203.0.113.9",
            client(&behind(&["127.0.0.1"]), "203.0.113.9", &["10.1.1.1"])
        );
    }

    #[test]
    fn the_rightmost_untrusted_hop_is_the_client() {
        let serving = behind(&["127.0.0.0/8", "10.0.0.0/8"]);
        assert_eq!(
            "198.51.100.7",
            client(
                &serving,
                "127.0.0.1",
                &["1.2.3.4, 198.51.100.7", "10.0.0.2"]
            )
        );
        assert_eq!(
            "10.0.0.2",
            client(&serving, "127.0.0.1", &["nonsense", "10.0.0.2"])
        );
        assert_eq!("127.0.0.1", client(&serving, "127.0.0.1", &[]));
    }

    #[test]
    fn a_mapped_peer_is_the_ipv4_network_it_maps() {
        assert_eq!(
            "192.0.2.4",
            client(&behind(&["127.0.0.1"]), "::ffff:127.0.0.1", &["192.0.2.4"])
        );
    }

    #[test]
    fn a_network_has_an_address_and_a_length_that_fits() {
        for wrong in ["", "10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.0/x"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
        assert!(
            "0.0.0.0/0"
                .parse::<Network>()
                .unwrap()
                .contains("9.9.9.9".parse().unwrap())
        );
        assert!(
            !"0.0.0.0/0"
                .parse::<Network>()
                .unwrap()
                .contains("2001:db8::1".parse().unwrap())
        );
        assert!(
            "::/0"
                .parse::<Network>()
                .unwrap()
                .contains("9.9.9.9".parse().unwrap())
        );
    }
}
