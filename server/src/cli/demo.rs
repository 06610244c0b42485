//! `contentum demo`: a server on data that is thrown away.
use super::data;
use super::face::Face;
use super::start;
use crate::passwords;
use crate::session::now;
use crate::tokens;
use domain::by::{Actor, By, SystemActor};
use domain::cast::{self, cast};
use std::{env, fs};
use store::Store;

/// Try the CRM with a demo firm; nothing is kept.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  contentum demo --listen 127.0.0.1:8080")]
pub(super) struct Demo {
    #[command(flatten)]
    face: Face,
}

impl Demo {
    pub(super) fn run(self) -> Result<(), String> {
        let folder = env::temp_dir().join(format!("contentum-demo-{}", tokens::short()));
        data::make(&folder)?;
        let served = start::serve(&folder, &self.face, furnish);
        let removed = fs::remove_dir_all(&folder);
        served?;
        removed.map_err(|error| format!("cannot remove {}: {error}", folder.display()))
    }
}

/// Brings the demo firm in and names a few sign-ins.
fn furnish(store: &Store, _address: &str) -> Result<Vec<String>, String> {
    let by = By {
        actor: Actor::System(SystemActor::Seed),
        now: now(),
    };
    let cast = cast(by.now.day().unwrap_or_default(), by.now);
    let hash = passwords::hash_now(cast::PASSWORD)?;
    let lines = sign_ins(&cast);
    let named = cast.people.iter().filter(|person| person.email.is_some());
    let everybody: Vec<_> = named.map(|person| person.id).collect();
    let done = store.work(by, None, move |work| {
        work.bring_in(&cast)?;
        work.let_in(&everybody, &hash)
    });
    done.wait()
        .map_err(|error| format!("the demo firm could not be made: {error:?}"))?;
    Ok(lines)
}

/// One person of each role, with the password they share.
fn sign_ins(cast: &cast::Cast) -> Vec<String> {
    let mut lines = vec![format!("Sign in with the password: {}", cast::PASSWORD)];
    for role in domain::access::Role::EVERY {
        let person = cast
            .people
            .iter()
            .find(|person| person.roles.contains(&role));
        if let Some((person, email)) =
            person.and_then(|person| Some((person, person.email.as_ref()?)))
        {
            lines.push(format!("  {role:?}: {} ({})", email.as_str(), person.name));
        }
    }
    lines
}
