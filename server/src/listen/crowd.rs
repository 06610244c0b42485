//! How many connections there are, in all and per address. Invariant: a place is given back when
//! its connection ends, however it ends.
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Connections at the same time.
pub const ALL: usize = 1_024;
/// Connections of one address at the same time, unless it is a trusted proxy.
pub const PER_ADDRESS: usize = 64;

/// The connections of one server.
#[derive(Clone, Default)]
pub struct Crowd(Arc<Mutex<Present>>);

#[derive(Default)]
struct Present {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// The right to be connected; dropping it gives the place back.
pub struct Place {
    crowd: Crowd,
    address: IpAddr,
}

impl Crowd {
    /// A place for a connection from `address`, or `None` if the house or that address's share is full.
    #[must_use]
    pub fn enter(&self, address: IpAddr, has_share: bool) -> Option<Place> {
        let mut present = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = present.by_address.get(&address).copied().unwrap_or(0);
        if present.all >= ALL || (has_share && own >= PER_ADDRESS) {
            return None;
        }
        present.all += 1;
        present.by_address.insert(address, own + 1);
        Some(Place {
            crowd: self.clone(),
            address,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut present = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        present.all = present.all.saturating_sub(1);
        let own = present.by_address.get(&self.address).copied().unwrap_or(0);
        if own <= 1 {
            present.by_address.remove(&self.address);
        } else {
            present.by_address.insert(self.address, own - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(n: u32) -> IpAddr {
        IpAddr::V4(n.into())
    }

    #[test]
    fn one_address_cannot_take_every_place() {
        let crowd = Crowd::default();
        let mut places: Vec<_> = (0..PER_ADDRESS)
            .map(|_| crowd.enter(address(1), true).unwrap())
            .collect();
        assert!(crowd.enter(address(1), true).is_none());
        assert!(crowd.enter(address(2), true).is_some());
        places.pop();
        assert!(crowd.enter(address(1), true).is_some());
    }

    #[test]
    fn a_trusted_proxy_may_take_every_place_and_no_more() {
        let crowd = Crowd::default();
        let places: Vec<_> = (0..ALL)
            .map(|_| crowd.enter(address(1), false).unwrap())
            .collect();
        assert!(crowd.enter(address(1), false).is_none());
        assert!(crowd.enter(address(2), true).is_none());
        drop(places);
        assert!(crowd.0.lock().unwrap().by_address.is_empty());
    }
}
