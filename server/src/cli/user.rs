//! `contentum user`: lets people in and keeps them out, from the machine itself.
use super::data::Data;
use super::speech;
use super::stopped;
use crate::tokens;
use clap::Subcommand;
use domain::id::PersonId;
use domain::people::{Email, Person, PersonDraft};
use store::Store;

/// Invite somebody, reset their password, or end their access.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Print a one-time link for somebody, who is taken into the firm if need be.
    Invite(Invite),
    /// Print a one-time link with which somebody chooses a new password.
    Reset(Whom),
    /// End somebody's access at once; their records stay.
    Deactivate(Whom),
}

#[derive(clap::Args, Debug)]
struct Whom {
    #[command(flatten)]
    data: Data,
    /// E-mail address of the person.
    #[arg(long, env = "CONTENTUM_EMAIL", value_name = "EMAIL", value_parser = speech::email)]
    email: Email,
}

#[derive(clap::Args, Debug)]
struct Invite {
    #[command(flatten)]
    whom: Whom,
    /// Name of somebody who is not in the firm yet.
    #[arg(long, env = "CONTENTUM_NAME", value_name = "NAME")]
    name: Option<String>,
    /// Sales group of somebody who is not in the firm yet.
    #[arg(long, env = "CONTENTUM_GROUP", value_name = "NAME")]
    group: Option<String>,
}

const EXAMPLES: &str = "The server of the data directory must be stopped meanwhile.

Examples:
  contentum user invite --email jan@example.com --name 'Jan Lis' --group Central
  contentum user reset --email jan@example.com
  contentum user deactivate --email jan@example.com";

/// How long a one-time link works.
const LINK_SECONDS: i64 = 7 * 24 * 3600;

impl User {
    pub(super) fn run(self) -> Result<(), String> {
        match self.what {
            What::Invite(invite) => invite.run(),
            What::Reset(whom) => {
                stopped::with(&whom.data, |store| link(store, known(store, &whom.email)?))
            }
            What::Deactivate(whom) => stopped::with(&whom.data, |store| {
                let id = known(store, &whom.email)?;
                let ended = store.work(stopped::operator(), None, move |work| {
                    work.deactivate_person(id)
                });
                ended.wait().map_err(stopped::refused)?;
                println!("{} can no longer sign in.", whom.email.as_str());
                Ok(())
            }),
        }
    }
}

impl Invite {
    fn run(self) -> Result<(), String> {
        stopped::with(&self.whom.data, |store| {
            let person = match (known(store, &self.whom.email), &self.name) {
                (Ok(person), _) => person,
                (Err(unknown), None) => {
                    return Err(format!("{unknown}; give a --name to take them in"));
                }
                (Err(_), Some(name)) => self.take_in(store, name)?,
            };
            link(store, person)
        })
    }

    fn take_in(&self, store: &Store, name: &str) -> Result<PersonId, String> {
        let by = stopped::operator();
        let reading = store.view(by.actor, by.now).map_err(stopped::unreadable)?;
        let mut draft = PersonDraft {
            name: name.to_owned(),
            email: Some(self.whom.email.clone()),
            ..PersonDraft::default()
        };
        if let Some(wanted) = &self.group {
            let mut groups = reading.firm().groups.values();
            let group = groups.find(|group| !group.archived && group.name == *wanted);
            let group = group.ok_or_else(|| format!("there is no group “{wanted}”"))?;
            draft.groups.push(group.id);
        }
        drop(reading);
        let taken = store.work(by, None, move |work| work.create_person(draft));
        taken.wait().map_err(stopped::refused)
    }
}

fn known(store: &Store, email: &Email) -> Result<PersonId, String> {
    let by = stopped::operator();
    let reading = store.view(by.actor, by.now).map_err(stopped::unreadable)?;
    let theirs = |person: &&Person| person.email.as_ref() == Some(email);
    let found = reading.firm().people.values().find(theirs);
    let found = found.map(|person| person.id);
    found.ok_or_else(|| format!("nobody has the address {}", email.as_str()))
}

fn link(store: &Store, person: PersonId) -> Result<(), String> {
    let by = stopped::operator();
    let secret = tokens::secret();
    let (kept, until) = (tokens::at_rest(&secret), by.now.plus_seconds(LINK_SECONDS));
    let invited = store.work(by, None, move |work| work.invite(person, kept, until));
    invited.wait().map_err(stopped::refused)?;
    println!("/invitation?token={secret}");
    println!("It works once, within 7 days, at the address of the server.");
    Ok(())
}
