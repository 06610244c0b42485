//! A firm of any size for benchmarks, made up in waves so that it never lies in memory whole.
//! Invariants: the same size, seed, day and moment give the same waves; every record comes from the
//! commands of the domain, and none was refused (test).
mod customers;
mod deals;
mod staff;

use super::random::Random;
use super::{Cast, Scene, offer, plan};
use crate::access::Role;
use crate::id::PersonId;
use crate::time::{Day, Moment};
use customers::Customers;
use staff::Staff;
use std::mem::take;

/// How large a firm to make up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    pub deals: u64,
    /// At least [`Size::LEAST_PEOPLE`]: one of each role.
    pub people: u64,
    /// At least one.
    pub groups: u64,
    /// Another number gives another firm.
    pub seed: u64,
}

impl Size {
    pub const LEAST_PEOPLE: u64 = 5;
}

/// The firm being made up.
pub struct Crowd {
    scene: Scene,
    size: Size,
    staff: Staff,
    customers: Customers,
    /// Deals made so far.
    deals: u64,
}

/// Deals reach back three years.
const DAYS: u64 = 3 * 365;

impl Crowd {
    /// The firm with its groups, people, price list and pipelines; the rest comes in waves.
    #[must_use]
    pub fn found(size: Size, today: Day, now: Moment) -> (Self, Cast) {
        let mut scene = Scene::empty(Random::seeded(size.seed), today, now);
        scene.age = DAYS + 365;
        scene.found();
        let staff = staff::enter(&mut scene, size);
        offer::enter(&mut scene);
        plan::templates(&mut scene);
        let mut firm = scene.cast.clone();
        firm.history.sort_by_key(|happened| happened.by.now);
        scene.cast.history.clear();
        let customers = Customers::none(staff.reps.len());
        let crowd = Self {
            scene,
            size,
            staff,
            customers,
            deals: 0,
        };
        (crowd, firm)
    }

    /// The next deals, at most `most`, and the companies and contacts that come with them; `None`
    /// when all are made.
    pub fn wave(&mut self, most: u64) -> Option<Cast> {
        let count = most.min(self.size.deals - self.deals);
        if count == 0 {
            return None;
        }
        self.customers.enter(&mut self.scene, &self.staff, count);
        for number in self.deals + 1..=self.deals + count {
            deals::enter(self, number);
        }
        self.deals += count;
        Some(self.taken())
    }

    /// What the wave made; the firm stays, as later waves look at it.
    fn taken(&mut self) -> Cast {
        let cast = &mut self.scene.cast;
        let mut wave = Cast {
            companies: take(&mut cast.companies),
            contacts: take(&mut cast.contacts),
            deals: take(&mut cast.deals),
            notes: take(&mut cast.notes),
            schedules: take(&mut cast.schedules),
            receipts: take(&mut cast.receipts),
            history: take(&mut cast.history),
            ..Cast::default()
        };
        wave.history.sort_by_key(|happened| happened.by.now);
        wave
    }

    /// Who signs in: one person of each role.
    #[must_use]
    pub fn sign_ins(&self) -> Vec<(Role, PersonId)> {
        self.staff.sign_ins.clone()
    }

    /// Commands that were refused; none, unless the rules have changed.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.scene.refused
    }
}

#[cfg(test)]
mod tests;
