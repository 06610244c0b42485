//! What the run comes to, team by team. Invariant: computed from the plan alone, so what it says is
//! what the base will hold.
use super::teams::BETWEEN;
use crate::exchange::draft::{Outcome, Ref};
use crate::exchange::plan::{Counts, ImportPlan};
use crate::id::GroupId;
use crate::lang::{Lang, Say};
use crate::money::{Currency, Money};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    pub counts: Counts,
    /// Teams in the order of the file; groups without a deal of their own are left out.
    pub teams: Vec<TeamTotal>,
    /// One sentence for each kind of fault, in Polish and in English.
    pub faults: Vec<(String, String)>,
}

/// The deals of one group itself, without the groups below it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TeamTotal {
    pub group: Ref<GroupId>,
    pub name: String,
    pub deals: u64,
    pub open: u64,
    pub won: u64,
    pub lost: u64,
    /// Sum of the won deals' amounts.
    pub won_amount: Money,
}

impl Report {
    pub(super) fn of(plan: &ImportPlan, currency: Currency) -> Self {
        let mut teams: Vec<TeamTotal> = Vec::new();
        for deal in &plan.deals {
            let at = teams.iter().position(|team| team.group == deal.draft.group);
            let at = at.unwrap_or_else(|| {
                teams.push(TeamTotal::new(
                    deal.draft.group,
                    name(plan, deal.draft.group),
                    currency,
                ));
                teams.len() - 1
            });
            if let Some(team) = teams.get_mut(at) {
                team.count(&deal.draft.outcome, deal.draft.amount);
            }
        }
        teams.sort_by_key(|team| match team.group {
            Ref::Known(id) => (0, id.0),
            Ref::New(at) => (1, at.into()),
        });
        let sentence = |tally: &crate::exchange::Tally| (tally.say(Lang::Pl), tally.say(Lang::En));
        Self {
            counts: plan.counts(),
            teams,
            faults: plan.problems.tallies().iter().map(sentence).collect(),
        }
    }

    /// Plain lines for a terminal.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let Counts {
            groups,
            people,
            companies,
            products,
            deals,
            rejected,
            already,
            ..
        } = self.counts;
        let head = match lang {
            Lang::Pl => format!(
                "Nowe rekordy: grupy {groups}, osoby {people}, kontrahenci {companies}, produkty {products}, szanse {deals}. Wiersze odrzucone: {rejected}, już w bazie: {already}."
            ),
            Lang::En => format!(
                "New records: groups {groups}, people {people}, companies {companies}, products {products}, deals {deals}. Rows rejected: {rejected}, already there: {already}."
            ),
        };
        let team = |team: &TeamTotal| team.say(lang);
        let fault = |(pl, en): &(String, String)| lang.pick(pl.clone(), en.clone());
        std::iter::once(head)
            .chain(self.teams.iter().map(team))
            .chain(self.faults.iter().map(fault))
            .collect()
    }
}

impl TeamTotal {
    fn new(group: Ref<GroupId>, name: String, currency: Currency) -> Self {
        Self {
            group,
            name,
            deals: 0,
            open: 0,
            won: 0,
            lost: 0,
            won_amount: Money::zero(currency),
        }
    }

    fn count(&mut self, outcome: &Outcome, amount: Option<Money>) {
        self.deals += 1;
        match outcome {
            Outcome::Open => self.open += 1,
            Outcome::Lost { .. } => self.lost += 1,
            Outcome::Won { .. } => {
                self.won += 1;
                // The file has one currency; a sum beyond the bound of amounts keeps what fits.
                let sum = amount.map_or(Ok(self.won_amount), |amount| self.won_amount.plus(amount));
                self.won_amount = sum.unwrap_or(self.won_amount);
            }
        }
    }

    /// The office of a team, from its name.
    #[must_use]
    pub fn office(&self) -> &str {
        self.name
            .split_once(BETWEEN)
            .map_or(self.name.as_str(), |(office, _)| office)
    }
}

impl Say for TeamTotal {
    fn say(&self, lang: Lang) -> String {
        let Self {
            name,
            deals,
            open,
            won,
            lost,
            won_amount,
            ..
        } = self;
        let sum = won_amount.column(lang);
        match lang {
            Lang::Pl => format!(
                "{name}: szanse {deals}, otwarte {open}, wygrane {won} na {sum}, przegrane {lost}"
            ),
            Lang::En => {
                format!("{name}: deals {deals}, open {open}, won {won} for {sum}, lost {lost}")
            }
        }
    }
}

fn name(plan: &ImportPlan, group: Ref<GroupId>) -> String {
    match group {
        Ref::New(at) => plan
            .groups
            .get(at as usize)
            .map(|group| group.draft.name.clone())
            .unwrap_or_default(),
        Ref::Known(id) => format!("#{id}"),
    }
}
