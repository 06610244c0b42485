//! `contentum import sales-opportunities`: the data set, with its ready mapping.
use super::run::Run;
use crate::cli::{speech, stopped};
use crate::import::{self, Key, Means};
use crate::{passwords, tokens};
use domain::exchange::sales_opportunities::{HeadWish, Options, Report};
use domain::lang::{Lang, Say};
use domain::people::password_ok;
use std::path::{Path, PathBuf};

/// Import the four files of the sales-opportunities data set.
///
/// Regional offices become groups, managers head teams under them, agents are their members.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Sales {
    /// Folder with sales_teams.csv, accounts.csv, products.csv and sales_pipeline.csv.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    run: Run,
    /// Head of a group, GROUP=NAME:EMAIL; repeat it, or separate several with semicolons.
    #[arg(long = "head", env = "CONTENTUM_HEAD", value_name = "GROUP=NAME:EMAIL", value_delimiter = ';', value_parser = head)]
    heads: Vec<HeadWish>,
    /// File whose first line becomes the password of the heads, instead of one-time links.
    #[arg(long, env = "CONTENTUM_PASSWORD_FILE", value_name = "FILE")]
    password_file: Option<PathBuf>,
}

const EXAMPLES: &str = "Example:
  contentum import sales-opportunities ./sales-opportunities --data /var/lib/contentum --currency USD \\
    --company Hardware --head 'Central=Anna Nowak:anna@example.com' --head 'East=Jan Lis:jan@example.com'";

impl Sales {
    pub(super) fn run(self) -> Result<(), String> {
        let keys = self.keys()?;
        stopped::with(&self.run.data, |store| {
            let by = stopped::operator();
            let lang = self.run.speech.lang;
            let planned = import::planned(
                store,
                by,
                &self.run.beginning(),
                |known, defaults| {
                    let options = Options {
                        currency: self.run.currency,
                        heads: self.heads.clone(),
                        owner: defaults.owner,
                        group: defaults.group,
                    };
                    import::sales_opportunities(&self.folder, &options, known)
                },
                |(plan, _)| plan,
            );
            let (plan, report): (_, Report) = planned.map_err(|halt| halt.say(lang))?;
            let source = (self.folder.display().to_string(), keys.clone());
            let lines = report.lines(lang);
            let let_in = self.run.finish(store, by, plan, &lines, source)?;
            tell(&keys, &let_in.unwrap_or_default(), lang);
            Ok(())
        })
    }

    /// The password of the file, which every head's own rules must accept.
    fn password(&self, file: &Path) -> Result<String, String> {
        let password = speech::password(file)?;
        for head in &self.heads {
            password_ok(&password, &head.name, Some(&head.email))
                .map_err(|refusal| refusal.say(self.run.speech.lang))?;
        }
        Ok(password)
    }

    /// How each head gets in: a link of their own, or the password of the file.
    fn keys(&self) -> Result<Vec<Key>, String> {
        let phc = match &self.password_file {
            Some(file) => Some(passwords::hash_now(&self.password(file)?)?),
            None => None,
        };
        let mut keys: Vec<Key> = Vec::new();
        for head in &self.heads {
            if keys.iter().all(|key| key.email != head.email) {
                let means = phc
                    .clone()
                    .map_or_else(|| Means::Link(tokens::secret()), Means::Password);
                keys.push(Key {
                    email: head.email.clone(),
                    means,
                });
            }
        }
        Ok(keys)
    }
}

fn tell(keys: &[Key], let_in: &[String], lang: Lang) {
    for key in keys
        .iter()
        .filter(|key| let_in.iter().any(|email| email == key.email.as_str()))
    {
        let email = key.email.as_str();
        match &key.means {
            Means::Link(secret) => println!("{email}: /invitation?token={secret}"),
            Means::Password(_) => println!(
                "{email}: {}",
                lang.pick("hasło z pliku", "the password of the file")
            ),
        }
    }
}

fn head(text: &str) -> Result<HeadWish, String> {
    text.parse::<HeadWish>()
        .map_err(|refusal| refusal.say(Lang::En))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Only {
        #[command(flatten)]
        sales: Sales,
    }

    #[test]
    fn a_weak_password_of_the_file_lets_no_head_in() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        let path = file.to_str().unwrap();
        let head = "Central=Jan Kowalski:jan@example.com";
        let only = Only::parse_from(["x", "DIR", "--head", head, "--password-file", path]);
        for (password, good) in [
            ("krótkie", false),
            ("Jan Kowalski 1", false),
            ("osiem zielonych rowerów", true),
        ] {
            std::fs::write(&file, password).unwrap();
            assert_eq!(only.sales.keys().is_ok(), good, "{password}");
        }
    }
}
