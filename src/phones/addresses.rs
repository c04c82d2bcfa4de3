//! The addresses of this machine, and which of them phones can probably reach.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

/// An address of this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineAddress {
    /// The name of its adapter.
    pub adapter: String,
    /// The address.
    pub ip: IpAddr,
    /// Whether it is the one by which this machine reaches others: the likely one.
    pub is_likely: bool,
    /// Whether the adapter is a virtual one, or a tunnel: phones hardly reach it.
    pub is_virtual: bool,
}

/// How the names of adapters begin that are no way to a phone.
const VIRTUAL: [&str; 14] = [
    "docker",
    "br-",
    "veth",
    "virbr",
    "vmnet",
    "vboxnet",
    "tun",
    "tap",
    "wg",
    "utun",
    "zt",
    "tailscale",
    "vethernet",
    "ppp",
];

/// The addresses of this machine by which a phone might reach it, the likely one first. This sends nothing.
#[must_use]
pub fn machine_addresses() -> Vec<MachineAddress> {
    let likely = likely();
    let adapters = if_addrs::get_if_addrs().unwrap_or_default();
    let mut found: Vec<_> = adapters
        .into_iter()
        .filter(|adapter| !adapter.is_loopback())
        .map(|adapter| (adapter.name.clone(), adapter.ip()))
        // A link-local address of the newer kind needs the name of an adapter, which no phone knows.
        .filter(|(_, ip)| ip.is_ipv4())
        .map(|(adapter, ip)| MachineAddress {
            is_likely: likely == Some(ip),
            is_virtual: is_virtual(&adapter),
            adapter,
            ip,
        })
        .collect();
    found.sort_by_key(|it| (!it.is_likely, it.is_virtual));
    found
}

/// The address by which the system would reach another network. A socket that is only connected sends nothing.
fn likely() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // Kept free for documentation: nobody is there.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|it| it.ip())
}

fn is_virtual(adapter: &str) -> bool {
    let adapter = adapter.to_lowercase();
    VIRTUAL.iter().any(|start| adapter.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn virtual_adapters_are_named_as_such() {
        assert!(["docker0", "vEthernet (WSL)", "utun3", "wg0"].iter().all(|it| is_virtual(it)));
        assert!(["wlan0", "eth0", "en0", "Wi-Fi", "enp3s0"].iter().all(|it| !is_virtual(it)));
    }

    #[test]
    fn the_likely_one_comes_first() {
        let found = machine_addresses();
        assert!(found.iter().skip(1).all(|it| !it.is_likely), "{found:?}");
    }
}
