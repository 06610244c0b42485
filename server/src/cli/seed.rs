//! `contentum seed`: a made-up firm of any size, for benchmarks. Invariant: a directory that holds
//! a firm is never touched.
use super::data::Data;
use super::stopped;
use crate::{passwords, seed};
use clap::value_parser;
use domain::access::Role;
use domain::cast::{self, Size};
use domain::lang::Lang;
use domain::time::{Day, Moment};
use std::time::Instant;
use store::Store;

/// Fill an empty data directory with a made-up firm of any size, for benchmarks.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Seed {
    #[command(flatten)]
    data: Data,
    /// How many deals; each twenty bring a company, and companies bring contacts.
    #[arg(long, env = "CONTENTUM_DEALS", value_name = "N", default_value_t = 100_000, value_parser = value_parser!(u64).range(..=20_000_000))]
    deals: u64,
    /// How many people, at least five: one of each role.
    #[arg(long, env = "CONTENTUM_PEOPLE", value_name = "N", default_value_t = 100, value_parser = value_parser!(u64).range(Size::LEAST_PEOPLE..=20_000))]
    people: u64,
    /// How many groups, in a tree of five below each.
    #[arg(long, env = "CONTENTUM_GROUPS", value_name = "N", default_value_t = 20, value_parser = value_parser!(u64).range(1..=5_000))]
    groups: u64,
    /// Another number gives another firm.
    #[arg(long, env = "CONTENTUM_SEED", value_name = "S", default_value_t = 1)]
    seed: u64,
    /// The day on which the firm is as it is; the deals reach back three years. Default: today.
    #[arg(long, env = "CONTENTUM_TODAY", value_name = "DAY", value_parser = day)]
    today: Option<Day>,
}

const EXAMPLES: &str = "The same numbers and day give the same firm.

Example:
  contentum seed --data ./bench --deals 100000 --people 200 --groups 40
  contentum serve --data ./bench";

impl Seed {
    pub(super) fn run(self) -> Result<(), String> {
        let now = noon(self.today).ok_or("that day is beyond what can be counted")?;
        let size = Size {
            deals: self.deals,
            people: self.people,
            groups: self.groups,
            seed: self.seed,
        };
        let phc = passwords::hash_now(cast::PASSWORD)?;
        stopped::with_cache(&self.data, CACHE_BYTES, |store| {
            is_empty(store, now)?;
            fill(store, size, now, &phc)
        })
    }
}

/// Seeding goes through the whole file again and again.
const CACHE_BYTES: usize = 1 << 30;

fn day(text: &str) -> Result<Day, String> {
    text.parse()
        .map_err(|_| "must be a day such as 2026-11-23".to_owned())
}

fn noon(day: Option<Day>) -> Option<Moment> {
    let day = day.or_else(|| crate::session::now().day())?;
    let noon = day.and_hms_opt(12, 0, 0)?;
    Some(Moment(noon.and_utc().timestamp_micros()))
}

fn is_empty(store: &Store, now: Moment) -> Result<(), String> {
    let by = stopped::operator();
    let reading = store
        .view(by.actor, now)
        .map_err(|why| stopped::unreadable(why, Lang::En))?;
    let firm = reading.firm();
    if firm.settings.is_none() && firm.people.is_empty() {
        Ok(())
    } else {
        Err(
            "the directory holds a firm already, and nothing was changed; name an empty one"
                .to_owned(),
        )
    }
}

fn fill(store: &Store, size: Size, now: Moment, phc: &str) -> Result<(), String> {
    let started = Instant::now();
    let filled = seed::fill(store, size, now, phc, |deals| {
        eprintln!("{deals} of {} deals", size.deals);
    });
    filled.map_err(|error| {
        let why = stopped::refused(error, Lang::En);
        format!("the firm is not whole; remove the directory and seed again. {why}")
    })?;
    println!(
        "{} deals, {} people and {} groups in {:.0} s.",
        size.deals,
        size.people,
        size.groups,
        started.elapsed().as_secs_f64()
    );
    println!("Sign in with the password: {}", cast::PASSWORD);
    for role in Role::EVERY {
        println!(
            "  {role:?}: {}@arkada.example",
            format!("{role:?}").to_lowercase()
        );
    }
    Ok(())
}
