//! Signing in and out for one request: throttle, hashing thread, cookies.
//! Invariant: the throttle comes before the hash, and a known device has its own budget.
use crate::cookies::{DEVICE, HANDED, SESSION, VISITOR};
use crate::device::DeviceKey;
use crate::house::House;
use crate::passwords::{Busy, Passwords};
use crate::throttle::{self, Throttle, network};
use crate::tokens;
use crate::visit::Visit;
use app::door::{Device, Door, Secret, Verdict, Waiting};
use app::failure::Failure;
use axum::http::{HeaderMap, HeaderValue, header};
use leptos_axum::ResponseOptions;
use std::time::{Duration, Instant};

/// Long enough for the redirect to the next page.
const HANDED_AGE: Duration = Duration::from_mins(1);
const DEVICE_AGE: Duration = Duration::from_hours(365 * 24);

/// What all requests share for signing in.
pub struct Gate {
    passwords: Passwords,
    devices: DeviceKey,
    accounts: Throttle,
    addresses: Throttle,
}

/// The door for one request.
pub(crate) struct Doorkeeper {
    pub(crate) house: House,
    pub(crate) visit: Visit,
    pub(crate) headers: HeaderMap,
    pub(crate) answer: ResponseOptions,
}

impl Gate {
    /// Full budgets for everybody.
    #[must_use]
    pub fn new(passwords: Passwords, devices: DeviceKey) -> Self {
        Self {
            passwords,
            devices,
            accounts: Throttle::new(throttle::ACCOUNT),
            addresses: Throttle::new(throttle::ADDRESS),
        }
    }
}

impl Doorkeeper {
    fn cookie(&self, name: &str) -> Option<&str> {
        self.house.serving.cookie(&self.headers, name)
    }

    /// The mark of this device, if it is ours and for this account.
    fn mark(&self, account: &str) -> Option<&str> {
        self.cookie(DEVICE)
            .filter(|mark| self.house.gate.devices.knows(mark, account))
    }

    fn send(&self, cookie: Option<HeaderValue>) {
        if let Some(cookie) = cookie {
            self.answer.append_header(header::SET_COOKIE, cookie);
        }
    }
}

impl Door for Doorkeeper {
    fn admit(&self, account: &str) -> Result<(), Failure> {
        let (gate, now) = (&self.house.gate, Instant::now());
        let account = &account.trim().to_lowercase();
        let admitted = match self.mark(account) {
            Some(mark) => gate.accounts.admit(&(account, mark), now),
            None => gate
                .addresses
                .admit(&network(self.visit.address), now)
                .and_then(|()| gate.accounts.admit(&(account, ""), now)),
        };
        admitted.map_err(|wait| {
            tracing::warn!(address = %self.visit.address, "too many tries to sign in");
            Failure::TooOften {
                seconds: wait.as_secs() + 1,
            }
        })
    }

    fn recognise(&self, account: &str) {
        let account = &account.trim().to_lowercase();
        match self.mark(account) {
            Some(mark) => self.house.gate.accounts.forgive(&(account, mark)),
            None => self.send(self.house.serving.set_cookie(
                DEVICE,
                &self.house.gate.devices.mark(account),
                Some(DEVICE_AGE),
            )),
        }
    }

    fn check(&self, known: Option<String>, password: String) -> Waiting<'_, Verdict> {
        Box::pin(async {
            self.house
                .gate
                .passwords
                .check(known, password)
                .await
                .map_err(|Busy| Failure::Busy)
        })
    }

    fn hash(&self, password: String) -> Waiting<'_, String> {
        Box::pin(async {
            self.house
                .gate
                .passwords
                .hash(password)
                .await
                .map_err(|Busy| Failure::Busy)
        })
    }

    fn secret(&self) -> Secret {
        let token = tokens::secret();
        Secret {
            at_rest: tokens::at_rest(&token),
            token,
        }
    }

    fn at_rest(&self, token: &str) -> [u8; 32] {
        tokens::at_rest(token)
    }

    fn session(&self) -> Option<[u8; 32]> {
        self.cookie(SESSION).map(tokens::at_rest)
    }

    fn device(&self) -> Device {
        let agent = self.headers.get(header::USER_AGENT);
        let agent = agent.and_then(|agent| agent.to_str().ok());
        Device {
            agent: agent.unwrap_or_default().to_owned(),
            address: self.visit.address.to_string(),
        }
    }

    fn open_session(&self, secret: &Secret, age: Duration) {
        self.send(
            self.house
                .serving
                .set_cookie(SESSION, &secret.token, Some(age)),
        );
    }

    fn close_session(&self) {
        if let Some(visitor) = self.cookie(VISITOR) {
            self.house.drafts.forget(visitor);
        }
        self.send(self.house.serving.clear_cookie(SESSION));
        self.send(self.house.serving.clear_cookie(VISITOR));
    }

    fn hand(&self, text: &str) {
        self.send(
            self.house
                .serving
                .set_cookie(HANDED, text, Some(HANDED_AGE)),
        );
    }

    fn handed(&self) -> Option<String> {
        let text = self.cookie(HANDED)?.to_owned();
        self.send(self.house.serving.clear_cookie(HANDED));
        Some(text)
    }

    fn link(&self, path: &str) -> String {
        if let Some(origin) = &self.house.serving.public_url {
            return format!("{origin}{path}");
        }
        let host = self.headers.get(header::HOST);
        match host.and_then(|host| host.to_str().ok()) {
            Some(host) if self.house.serving.secure => format!("https://{host}{path}"),
            Some(host) => format!("http://{host}{path}"),
            None => path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Assets;
    use crate::serving::Serving;
    use app::preferences::Preferences;
    use std::sync::Arc;
    use store::Store;
    use store::engine::memory::MemoryEngine;

    fn house() -> House {
        let gate = Gate::new(Passwords::start().unwrap(), DeviceKey::fresh());
        let store = Store::on(Arc::new(MemoryEngine::new())).unwrap();
        House::new(Assets::new([]), Serving::default(), gate, Arc::new(store))
    }

    fn door(house: &House, address: &str, cookies: &str) -> Doorkeeper {
        let visit = Visit {
            id: "id".into(),
            nonce: "nonce".into(),
            address: address.parse().unwrap(),
            preferences: Preferences::default(),
            wants_page: true,
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookies.parse().unwrap());
        Doorkeeper {
            house: house.clone(),
            visit,
            headers,
            answer: ResponseOptions::default(),
        }
    }

    /// The cookies that the answer sets, as a browser would send them back.
    fn cookies(door: &Doorkeeper) -> String {
        let answer = door.answer.0.read().unwrap();
        let pairs = answer.headers.get_all(header::SET_COOKIE).into_iter();
        let pairs: Vec<_> = pairs
            .map(|set| set.to_str().unwrap().split(';').next().unwrap().to_owned())
            .collect();
        pairs.join("; ")
    }

    #[test]
    fn guessing_one_account_from_many_addresses_is_stopped_after_ten() {
        let house = house();
        let tries =
            (1..=11).map(|n| door(&house, &format!("192.0.2.{n}"), "").admit(" Ada@Firma.pl "));
        let admitted: Vec<_> = tries.map(|admitted| admitted.is_ok()).collect();
        assert_eq!([vec![true; 10], vec![false]].concat(), admitted);
        assert!(
            door(&house, "192.0.2.99", "")
                .admit("ada@firma.pl")
                .is_err()
        );
    }

    #[test]
    fn guessing_many_accounts_from_one_network_is_stopped_after_thirty() {
        let house = house();
        for n in 0..30 {
            assert_eq!(
                Ok(()),
                door(&house, &format!("2001:db8::{n}"), "").admit(&format!("{n}@firma.pl"))
            );
        }
        assert!(
            door(&house, "2001:db8::ffff", "")
                .admit("new@firma.pl")
                .is_err()
        );
        assert_eq!(
            Ok(()),
            door(&house, "2001:db8:0:1::1", "").admit("new@firma.pl")
        );
    }

    #[test]
    fn strangers_who_guess_cannot_lock_out_a_known_device() {
        let house = house();
        let first = door(&house, "192.0.2.1", "");
        first.recognise("Ada@firma.pl");
        let known = cookies(&first);
        for n in 0..100 {
            let _ = door(&house, &format!("198.51.100.{n}"), "").admit("ada@firma.pl");
        }
        assert!(door(&house, "192.0.2.1", "").admit("ada@firma.pl").is_err());
        assert_eq!(
            Ok(()),
            door(&house, "192.0.2.1", &known).admit("ada@firma.pl")
        );
        assert!(
            door(&house, "192.0.2.1", &known)
                .admit("ADA@firma.pl")
                .is_ok()
        );
        let others = (0..100)
            .map(|_| door(&house, "192.0.2.1", &known).admit("ada@firma.pl"))
            .filter(Result::is_ok);
        assert_eq!(8, others.count(), "a known device is limited too");
    }

    #[test]
    fn what_is_handed_to_the_next_page_is_read_once() {
        let house = house();
        let first = door(&house, "192.0.2.1", "");
        first.hand("4.secret");
        let next = door(&house, "192.0.2.1", &cookies(&first));
        assert_eq!(Some("4.secret"), next.handed().as_deref());
        let later = door(&house, "192.0.2.1", &cookies(&next));
        assert_eq!(None, later.handed());
    }

    #[test]
    fn a_session_is_sent_in_plain_and_known_by_its_hash() {
        let house = house();
        let door_in = door(&house, "192.0.2.1", "");
        assert_eq!(None, door_in.session());
        let secret = door_in.secret();
        door_in.open_session(&secret, Duration::from_hours(1));
        let back = door(&house, "192.0.2.1", &cookies(&door_in));
        assert_eq!(Some(secret.at_rest), back.session());
        assert_ne!(secret, door_in.secret());
        back.close_session();
        assert_eq!("session=; visitor=", cookies(&back));
    }
}
