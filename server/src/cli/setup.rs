//! `contentum setup`: founds the firm without a browser. Invariant: only once, in one transaction.
use super::data::Data;
use super::speech::{self, Speech};
use super::stopped;
use crate::passwords;
use crate::session::now;
use domain::access::Role;
use domain::by::{Actor, By, SystemActor};
use domain::change::Change;
use domain::firm::FirmChanges;
use domain::lang::{Lang, Say};
use domain::people::{Email, PersonDraft, password_ok};
use domain::pipelines::examples;
use domain::planning::Template;
use std::path::PathBuf;
use store::{Stopped, Work};

/// Found the firm and its first administrator, who is a director too.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example:\n  contentum setup --data /var/lib/contentum --company Arkada --name 'Anna Nowak' \\\n    --email anna@example.com --password-file ./password --lang pl"
)]
pub(super) struct Setup {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    speech: Speech,
    /// Name of the firm.
    #[arg(long, env = "CONTENTUM_COMPANY", value_name = "NAME")]
    company: String,
    /// Name of the first administrator; the address when absent.
    #[arg(long, env = "CONTENTUM_NAME", value_name = "NAME")]
    name: Option<String>,
    /// E-mail address of the first administrator.
    #[arg(long, env = "CONTENTUM_EMAIL", value_name = "EMAIL", value_parser = speech::email)]
    email: Email,
    /// File whose first line is the password.
    #[arg(long, env = "CONTENTUM_PASSWORD_FILE", value_name = "FILE")]
    password_file: PathBuf,
}

impl Setup {
    pub(super) fn run(self) -> Result<(), String> {
        let name = self
            .name
            .clone()
            .unwrap_or_else(|| self.email.local().to_owned());
        let password = speech::password(&self.password_file)?;
        password_ok(&password, &name, Some(&self.email))
            .map_err(|refusal| refusal.say(self.speech.lang))?;
        let lang = self.speech.lang;
        let founding = Founding {
            company: self.company,
            lang: self.speech.lang,
            person: PersonDraft {
                name,
                email: Some(self.email),
                roles: vec![Role::Administrator, Role::Director],
                lang: Some(self.speech.lang),
                ..PersonDraft::default()
            },
            phc: passwords::hash_now(&password)?,
        };
        let by = By {
            actor: Actor::System(SystemActor::Setup),
            now: now(),
        };
        stopped::with(&self.data, |store| {
            let reading = store
                .view(by.actor, by.now)
                .map_err(|why| stopped::unreadable(why, lang))?;
            if !reading.needs_setup() {
                return Err("the firm is set up already; nothing was changed".to_owned());
            }
            drop(reading);
            let founded = store.work(by, None, move |work| founding.carry_out(work));
            founded.wait().map_err(|why| stopped::refused(why, lang))?;
            println!("The firm is set up. Start it with: contentum serve");
            Ok(())
        })
    }
}

/// Everything that setting up makes.
struct Founding {
    company: String,
    lang: Lang,
    person: PersonDraft,
    phc: String,
}

impl Founding {
    /// The firm unless an import founded it, and its administrator.
    fn carry_out(mut self, work: &mut Work<'_, '_>) -> Result<(), Stopped> {
        if work.firm().settings.is_none() {
            self.found(work)?;
        }
        let person = work.create_person(self.person)?;
        work.set_password(person, &self.phc, None)
    }

    fn found(&mut self, work: &mut Work<'_, '_>) -> Result<(), Stopped> {
        work.found_firm(&self.company, self.lang)?;
        let mut first = None;
        for example in examples(self.lang) {
            let pipeline = work.create_pipeline(&example.name, example.stages)?;
            first = first.or(Some(pipeline));
        }
        work.edit_firm(FirmChanges {
            default_pipeline: Some(Change::new(None, first)),
            ..FirmChanges::default()
        })?;
        for (name, portions) in Template::examples(self.lang) {
            work.create_template(name, portions)?;
        }
        let group = work.create_group(&self.company, None)?;
        self.person.groups.push(group);
        Ok(())
    }
}
