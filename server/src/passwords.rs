//! Password hashing on one thread of its own. Invariant: argon2id with 19 MiB, two passes, one lane;
//! however many sign-ins come, at most sixteen wait and none longer than two seconds, so hashing
//! never takes the machine from the pages. An unknown account costs as much as a known one.
use crate::tokens;
use app::door::Verdict;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, Params, PasswordHasher, PasswordVerifier};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;
use std::{io, thread};
use tokio::sync::oneshot;
use tokio::time::timeout;

/// Longer passwords are refused before hashing.
pub const LONGEST: usize = 1_024;
const QUEUE: usize = 16;
const PATIENCE: Duration = Duration::from_secs(2);

/// Handle to the hashing thread; it ends when the last handle is dropped.
#[derive(Clone)]
pub struct Passwords {
    jobs: SyncSender<Job>,
    asked: Arc<AtomicU64>,
}

/// The queue is full or took too long; nothing was decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Busy;

enum Job {
    Hash {
        password: String,
        reply: oneshot::Sender<Option<String>>,
    },
    Check {
        known: Option<String>,
        password: String,
        reply: oneshot::Sender<Verdict>,
    },
}

impl Passwords {
    /// Starts the thread.
    ///
    /// # Errors
    /// If the system has no thread left.
    pub fn start() -> io::Result<Self> {
        let (jobs, queue) = sync_channel(QUEUE);
        thread::Builder::new()
            .name("passwords".into())
            .spawn(move || work(&queue))?;
        Ok(Self::of(jobs))
    }

    fn of(jobs: SyncSender<Job>) -> Self {
        let asked = Arc::default();
        Self { jobs, asked }
    }

    /// How many passwords were taken in to be hashed or compared since the start.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// The hash to store, as a PHC string.
    ///
    /// # Errors
    /// [`Busy`] also for a password longer than [`LONGEST`]; callers refuse those before.
    pub async fn hash(&self, password: String) -> Result<String, Busy> {
        if password.len() > LONGEST {
            return Err(Busy);
        }
        self.ask(|reply| Job::Hash { password, reply })
            .await?
            .ok_or(Busy)
    }

    /// Compares with the stored hash; `None` stands for an unknown account and is always wrong.
    ///
    /// # Errors
    /// [`Busy`].
    pub async fn check(&self, known: Option<String>, password: String) -> Result<Verdict, Busy> {
        if password.len() > LONGEST {
            return Ok(Verdict::Wrong);
        }
        self.ask(|reply| Job::Check {
            known,
            password,
            reply,
        })
        .await
    }

    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<T>) -> Job) -> Result<T, Busy> {
        let (reply, answer) = oneshot::channel();
        self.jobs.try_send(job(reply)).map_err(|_| Busy)?;
        self.asked.fetch_add(1, Ordering::Relaxed);
        timeout(PATIENCE, answer)
            .await
            .map_err(|_| Busy)?
            .map_err(|_| Busy)
    }
}

/// Hashes on the calling thread: for commands, before anybody visits.
///
/// # Errors
/// When the hash cannot be made.
pub fn hash_now(password: &str) -> Result<String, String> {
    hash(password).ok_or_else(|| "the password could not be hashed".to_owned())
}

fn work(queue: &Receiver<Job>) {
    let nobody = nobody();
    for job in queue {
        match job {
            // Whoever asked has gone: hashing for them would only delay the others.
            Job::Hash { reply, .. } if reply.is_closed() => {}
            Job::Check { reply, .. } if reply.is_closed() => {}
            Job::Hash { password, reply } => drop(reply.send(hash(&password))),
            Job::Check {
                known,
                password,
                reply,
            } => {
                let is_right =
                    verify(known.as_deref().unwrap_or(&nobody), &password) && known.is_some();
                drop(reply.send(if is_right {
                    right(known.as_deref(), &password)
                } else {
                    Verdict::Wrong
                }));
            }
        }
    }
}

/// What an unknown account's password is compared with: random bytes in the place of a hash. It is
/// not computed, because that would hold 19 MiB from the start for a sign-in that may never come.
fn nobody() -> String {
    let (params, salt, output) = (
        Params::default(),
        STANDARD_NO_PAD.encode(tokens::random::<16>()),
        STANDARD_NO_PAD.encode(tokens::random::<{ Params::DEFAULT_OUTPUT_LEN }>()),
    );
    format!(
        "$argon2id$v=19$m={},t={},p={}${salt}${output}",
        params.m_cost(),
        params.t_cost(),
        params.p_cost()
    )
}

fn hash(password: &str) -> Option<String> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .ok()
        .map(|hash| hash.to_string())
}

fn verify(known: &str, password: &str) -> bool {
    PasswordHash::new(known).is_ok_and(|known| {
        Argon2::default()
            .verify_password(password.as_bytes(), &known)
            .is_ok()
    })
}

fn right(known: Option<&str>, password: &str) -> Verdict {
    let is_weak = known.is_some_and(is_weak);
    Verdict::Right {
        renewed: if is_weak { hash(password) } else { None },
    }
}

/// Whether a stored hash was made with less work than we ask for today.
fn is_weak(known: &str) -> bool {
    let (Ok(known), ours) = (PasswordHash::new(known), Params::default()) else {
        return true;
    };
    Params::try_from(&known).map_or(true, |params| {
        params.m_cost() < ours.m_cost()
            || params.t_cost() < ours.t_cost()
            || params.p_cost() < ours.p_cost()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weak(password: &str) -> String {
        let argon2 = Argon2::from(Params::new(8 * 1024, 1, 1, None).unwrap());
        argon2
            .hash_password(password.as_bytes())
            .unwrap()
            .to_string()
    }

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_with_19_mib_and_two_passes() {
        let passwords = Passwords::start().unwrap();
        let known = passwords.hash("zażółć gęślą jaźń".into()).await.unwrap();
        assert!(
            known.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{known}"
        );
        let right = passwords
            .check(Some(known.clone()), "zażółć gęślą jaźń".into())
            .await;
        assert_eq!(Ok(Verdict::Right { renewed: None }), right);
        assert_eq!(
            Ok(Verdict::Wrong),
            passwords
                .check(Some(known), "Zażółć gęślą jaźń".into())
                .await
        );
    }

    #[tokio::test]
    async fn nobody_has_no_password() {
        let passwords = Passwords::start().unwrap();
        for password in ["", "password"] {
            assert_eq!(
                Ok(Verdict::Wrong),
                passwords.check(None, password.into()).await
            );
        }
        assert_eq!(
            Ok(Verdict::Wrong),
            passwords
                .check(Some("damaged".into()), "password".into())
                .await
        );
    }

    #[test]
    fn an_unknown_account_is_compared_with_as_much_work_as_a_known_one() {
        let (nobody, known) = (nobody(), hash("password").unwrap());
        let of = |hash: &str| {
            let hash = PasswordHash::new(hash).unwrap();
            let output = hash.hash.as_ref().unwrap().as_ref().len();
            let salt = hash.salt.as_ref().unwrap().as_ref().len();
            let algorithm = hash.algorithm.to_string();
            (
                algorithm,
                hash.version,
                hash.params.to_string(),
                salt,
                output,
            )
        };
        assert_eq!(of(&known), of(&nobody));
        assert!(!verify(&nobody, "password"));
    }

    #[tokio::test]
    async fn a_weaker_hash_is_renewed_at_the_next_right_sign_in() {
        let passwords = Passwords::start().unwrap();
        let old = weak("correct horse");
        let Ok(Verdict::Right { renewed: Some(new) }) =
            passwords.check(Some(old), "correct horse".into()).await
        else {
            panic!("not renewed")
        };
        assert_eq!(
            Ok(Verdict::Right { renewed: None }),
            passwords.check(Some(new), "correct horse".into()).await
        );
    }

    #[tokio::test]
    async fn an_endless_password_is_refused_before_any_work() {
        let (jobs, queue) = sync_channel(1);
        let passwords = Passwords::of(jobs);
        assert_eq!(
            Ok(Verdict::Wrong),
            passwords.check(None, "x".repeat(LONGEST + 1)).await
        );
        assert_eq!(Err(Busy), passwords.hash("x".repeat(LONGEST + 1)).await);
        assert!(queue.try_recv().is_err());
    }

    #[tokio::test]
    async fn a_full_queue_says_busy_at_once() {
        let (jobs, _queue) = sync_channel(0);
        assert_eq!(Err(Busy), Passwords::of(jobs).check(None, "x".into()).await);
    }
}
