//! Limits how often something may be tried, before it costs anything.
//! Invariant: memory is bounded whatever keys come; a key that stays quiet is free again.
//!
//! Sign-in: 10 tries per account at once, then one per 30 seconds; 30 tries per address at once,
//! then one per 2 seconds. A device that signed in before has its own budget for its account, so
//! strangers who guess cannot lock a person out.
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Tries of one account.
pub const ACCOUNT: Limit = Limit {
    burst: 10,
    every: Duration::from_secs(30),
};
/// Tries from one address; for IPv6, from one /64 network.
pub const ADDRESS: Limit = Limit {
    burst: 30,
    every: Duration::from_secs(2),
};

/// Keys of one generation; two generations are kept.
const KEYS: usize = 32_768;

/// `burst` tries at once, then one more after each `every`.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub burst: u32,
    pub every: Duration,
}

/// Token buckets by key.
pub struct Throttle {
    limit: Limit,
    seed: RandomState,
    buckets: Mutex<Buckets>,
}

/// When each bucket is full again. A bucket not touched for a whole generation of others is dropped.
#[derive(Default)]
struct Buckets {
    young: HashMap<u64, Instant>,
    old: HashMap<u64, Instant>,
}

impl Throttle {
    /// Full buckets for everybody.
    #[must_use]
    pub fn new(limit: Limit) -> Self {
        Self {
            limit,
            seed: RandomState::new(),
            buckets: Mutex::default(),
        }
    }

    /// Takes one try of this key.
    ///
    /// # Errors
    /// How long until the next one is free.
    pub fn admit(&self, key: &impl Hash, now: Instant) -> Result<(), Duration> {
        let key = self.seed.hash_one(key);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let full_at = buckets.full_at(key).map_or(now, |full_at| full_at.max(now));
        let room = self.limit.every * (self.limit.burst - 1);
        let debt = full_at.saturating_duration_since(now);
        // A refused try is written too, or a flood of other keys would wash the bucket out.
        let is_free = debt <= room;
        buckets.set(
            key,
            if is_free {
                full_at + self.limit.every
            } else {
                full_at
            },
        );
        if is_free { Ok(()) } else { Err(debt - room) }
    }

    /// Fills the bucket of this key: after a success.
    pub fn forgive(&self, key: &impl Hash) {
        let key = self.seed.hash_one(key);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.young.remove(&key);
        buckets.old.remove(&key);
    }
}

impl Buckets {
    fn full_at(&self, key: u64) -> Option<Instant> {
        self.young.get(&key).or_else(|| self.old.get(&key)).copied()
    }

    fn set(&mut self, key: u64, full_at: Instant) {
        if self.young.len() >= KEYS {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, full_at);
    }
}

/// What an address is counted by: IPv6 users hold a whole /64.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & !u128::from(u64::MAX)).into()),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_burst_one_try_comes_back_at_a_time() {
        let (throttle, start) = (Throttle::new(ACCOUNT), Instant::now());
        for _ in 0..10 {
            assert_eq!(Ok(()), throttle.admit(&"ada", start));
        }
        assert_eq!(Err(Duration::from_secs(30)), throttle.admit(&"ada", start));
        assert_eq!(
            Err(Duration::from_secs(1)),
            throttle.admit(&"ada", start + Duration::from_secs(29))
        );
        assert_eq!(
            Ok(()),
            throttle.admit(&"ada", start + Duration::from_secs(30))
        );
        assert!(
            throttle
                .admit(&"ada", start + Duration::from_secs(30))
                .is_err()
        );
        assert_eq!(Ok(()), throttle.admit(&"bob", start));
    }

    #[test]
    fn refused_tries_do_not_prolong_the_wait() {
        let (throttle, start) = (Throttle::new(ACCOUNT), Instant::now());
        for _ in 0..10_000 {
            let _ = throttle.admit(&"ada", start);
        }
        assert_eq!(
            Ok(()),
            throttle.admit(&"ada", start + Duration::from_secs(30))
        );
    }

    #[test]
    fn a_success_gives_the_whole_budget_back() {
        let (throttle, start) = (Throttle::new(ACCOUNT), Instant::now());
        for _ in 0..10 {
            assert_eq!(Ok(()), throttle.admit(&"ada", start));
        }
        throttle.forgive(&"ada");
        assert_eq!(Ok(()), throttle.admit(&"ada", start));
    }

    #[test]
    fn a_flood_of_keys_takes_bounded_memory_and_a_steady_guesser_stays_limited() {
        let (throttle, start) = (Throttle::new(ACCOUNT), Instant::now());
        for stranger in 0..(KEYS as u32 * 3) {
            let _ = throttle.admit(&stranger, start);
            let _ = throttle.admit(&"ada", start);
        }
        assert!(throttle.admit(&"ada", start).is_err());
        let buckets = throttle.buckets.lock().unwrap();
        assert!(buckets.young.len() + buckets.old.len() <= 2 * KEYS);
    }

    #[test]
    fn ipv6_is_counted_by_its_network() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("192.0.2.1"), of("::ffff:192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
