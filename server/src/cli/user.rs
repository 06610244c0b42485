//! `contentum user`: lets people in and keeps them out, from the machine itself.
use super::data::Data;
use super::speech::{self, Speech};
use super::stopped;
use crate::tokens;
use clap::Subcommand;
use domain::id::PersonId;
use domain::lang::Lang;
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
    #[command(flatten)]
    speech: Speech,
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
                let lang = whom.speech.lang;
                stopped::with(&whom.data, |store| {
                    link(store, known(store, &whom.email, lang)?, lang)
                })
            }
            What::Deactivate(whom) => whom.deactivate(),
        }
    }
}

impl Whom {
    fn deactivate(self) -> Result<(), String> {
        let (email, lang) = (self.email, self.speech.lang);
        stopped::with(&self.data, |store| {
            let id = known(store, &email, lang)?;
            let ended = store.work(stopped::operator(), None, move |work| {
                work.deactivate_person(id)
            });
            ended.wait().map_err(|why| stopped::refused(why, lang))?;
            let email = email.as_str();
            println!(
                "{}",
                lang.pick(
                    format!("{email}: dostęp wyłączony, sesje zakończone."),
                    format!("{email} can no longer sign in."),
                )
            );
            Ok(())
        })
    }
}

impl Invite {
    fn run(self) -> Result<(), String> {
        let lang = self.whom.speech.lang;
        stopped::with(&self.whom.data, |store| {
            let person = match (known(store, &self.whom.email, lang), &self.name) {
                (Ok(person), _) => person,
                (Err(unknown), None) => {
                    return Err(lang.pick(
                        format!("{unknown}; podaj --name, aby dodać tę osobę"),
                        format!("{unknown}; give a --name to take them in"),
                    ));
                }
                (Err(_), Some(name)) => self.take_in(store, name)?,
            };
            link(store, person, lang)
        })
    }

    fn take_in(&self, store: &Store, name: &str) -> Result<PersonId, String> {
        let (by, lang) = (stopped::operator(), self.whom.speech.lang);
        let reading = store.view(by.actor, by.now);
        let reading = reading.map_err(|why| stopped::unreadable(why, lang))?;
        let mut draft = PersonDraft {
            name: name.to_owned(),
            email: Some(self.whom.email.clone()),
            ..PersonDraft::default()
        };
        if let Some(wanted) = &self.group {
            let mut groups = reading.firm().groups.values();
            let group = groups.find(|group| !group.archived && group.name == *wanted);
            let group = group.ok_or_else(|| {
                lang.pick(
                    format!("nie ma grupy „{wanted}”"),
                    format!("there is no group “{wanted}”"),
                )
            })?;
            draft.groups.push(group.id);
        }
        drop(reading);
        let taken = store.work(by, None, move |work| work.create_person(draft));
        taken.wait().map_err(|why| stopped::refused(why, lang))
    }
}

fn known(store: &Store, email: &Email, lang: Lang) -> Result<PersonId, String> {
    let by = stopped::operator();
    let reading = store.view(by.actor, by.now);
    let reading = reading.map_err(|why| stopped::unreadable(why, lang))?;
    let theirs = |person: &&Person| person.email.as_ref() == Some(email);
    let found = reading.firm().people.values().find(theirs);
    let email = email.as_str();
    found.map(|person| person.id).ok_or_else(|| {
        lang.pick(
            format!("nikt nie ma adresu {email}"),
            format!("nobody has the address {email}"),
        )
    })
}

fn link(store: &Store, person: PersonId, lang: Lang) -> Result<(), String> {
    let by = stopped::operator();
    let secret = tokens::secret();
    let (kept, until) = (tokens::at_rest(&secret), by.now.plus_seconds(LINK_SECONDS));
    let invited = store.work(by, None, move |work| work.invite(person, kept, until));
    invited.wait().map_err(|why| stopped::refused(why, lang))?;
    println!("/invitation?token={secret}");
    println!(
        "{}",
        lang.pick(
            "Działa raz, przez 7 dni, pod adresem serwera.",
            "It works once, within 7 days, at the address of the server.",
        )
    );
    Ok(())
}
