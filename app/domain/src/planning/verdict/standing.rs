//! Where a line stands on its way up. Invariants: it is a function of the line and its verdicts
//! alone, kept nowhere; a level is reached only through every level below it; a verdict whose basis
//! moved is amber and lets nothing pass.
use super::{Offer, Outcome, Verdict};
use crate::lang::Lang;
use crate::planning::ladder::Level;
use crate::planning::line::PlanLine;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Standing {
    /// Not agreed on the level below.
    Below,
    /// Came up and waits for a verdict.
    Unreviewed,
    /// With these figures.
    Agreed(Offer),
    Disputed,
    Excluded,
    /// A verdict was given on something else than what stands there now.
    Amber,
}

/// One level of a line's way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    pub level: Level,
    /// What stands before it.
    pub offer: Option<Offer>,
    pub standing: Standing,
}

/// Every level of the line, the lowest first.
#[must_use]
pub fn climb(line: &PlanLine, levels: &[Level], verdicts: &[Verdict]) -> Vec<Step> {
    let mut offer = Some(Offer::of(line));
    let steps = levels.iter().map(|&level| {
        let given = verdicts.iter().find(|verdict| verdict.level == level);
        let step = Step {
            level,
            offer,
            standing: standing(line, offer, given),
        };
        offer = match step.standing {
            Standing::Agreed(offer) => Some(offer),
            _ => None,
        };
        step
    });
    steps.collect()
}

fn standing(line: &PlanLine, offer: Option<Offer>, given: Option<&Verdict>) -> Standing {
    match (offer, given) {
        (None, None) => Standing::Below,
        (None, Some(_)) => Standing::Amber,
        (Some(_), None) => Standing::Unreviewed,
        (Some(offer), Some(verdict)) if verdict.basis != offer.basis(line) => Standing::Amber,
        (Some(offer), Some(verdict)) => match verdict.ruling.outcome {
            Outcome::Agreed => Standing::Agreed(offer.ruled(&verdict.ruling)),
            Outcome::Disputed => Standing::Disputed,
            Outcome::Excluded => Standing::Excluded,
        },
    }
}

impl Standing {
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Below => lang.pick("na niższym poziomie", "at the level below"),
            Self::Unreviewed => lang.pick("do uzgodnienia", "to review"),
            Self::Agreed(_) => Outcome::Agreed.name(lang),
            Self::Disputed => Outcome::Disputed.name(lang),
            Self::Excluded => Outcome::Excluded.name(lang),
            Self::Amber => lang.pick("zmienione po uzgodnieniu", "changed since the verdict"),
        }
    }
}
