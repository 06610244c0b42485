//! Settings of the whole firm. Invariant: there is exactly one record of them.
use crate::access::Preset;
use crate::by::By;
use crate::change::{Change, apply, note_clash};
use crate::field::Field;
use crate::id::PipelineId;
use crate::lang::Lang;
use crate::money::Currency;
use crate::period::FiscalStart;
use crate::refusal::Refusal;
use crate::stamp::Stamp;
use crate::text;
use crate::zone::Zone;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Firm {
    pub name: String,
    /// Language of mail to people who chose none, and of the first pipelines.
    #[serde(default)]
    pub lang: Lang,
    /// Currency of new amounts.
    pub currency: Currency,
    /// Currency plans are kept in.
    pub plan_currency: Currency,
    #[serde(default)]
    pub fiscal_start: FiscalStart,
    /// Days and hours are those of this zone.
    #[serde(default)]
    pub zone: Zone,
    /// The access rules in force.
    #[serde(default)]
    pub preset: Preset,
    /// Where new deals go unless somebody says otherwise.
    #[serde(default)]
    pub default_pipeline: Option<PipelineId>,
    pub stamp: Stamp,
}

/// Edited settings: what the editor saw and what they typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FirmChanges {
    #[serde(default)]
    pub name: Option<Change<String>>,
    #[serde(default)]
    pub lang: Option<Change<Lang>>,
    #[serde(default)]
    pub currency: Option<Change<Currency>>,
    #[serde(default)]
    pub plan_currency: Option<Change<Currency>>,
    #[serde(default)]
    pub fiscal_start: Option<Change<FiscalStart>>,
    #[serde(default)]
    pub zone: Option<Change<Zone>>,
    #[serde(default)]
    pub preset: Option<Change<Preset>>,
    #[serde(default)]
    pub default_pipeline: Option<Change<Option<PipelineId>>>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Founded { name: String },
    Edited(Box<FirmChanges>),
}

impl Firm {
    /// A firm with the usual settings: złoty, calendar year, access within the group.
    ///
    /// # Errors
    /// A bad name.
    pub fn found(by: By, name: &str, lang: Lang) -> Result<(Self, Event), Refusal> {
        let name = text::required(Field::Name, name, text::LINE)?;
        let event = Event::Founded { name: name.clone() };
        let firm = Self {
            name,
            lang,
            currency: Currency::PLN,
            plan_currency: Currency::PLN,
            fiscal_start: FiscalStart::default(),
            zone: Zone::default(),
            preset: Preset::default(),
            default_pipeline: None,
            stamp: Stamp::new(by),
        };
        Ok((firm, event))
    }

    /// # Errors
    /// A bad name, nothing changed, or a setting somebody else changed since it was seen.
    pub fn edit(&mut self, by: By, mut changes: FirmChanges) -> Result<Event, Refusal> {
        if let Some(name) = &mut changes.name {
            name.is = text::required(Field::Name, &name.is, text::LINE)?;
        }
        let clashing = changes.clashes(self);
        if !clashing.is_empty() {
            return Err(self.stamp.stale(clashing));
        }
        let done = FirmChanges {
            name: apply(&mut self.name, changes.name),
            lang: apply(&mut self.lang, changes.lang),
            currency: apply(&mut self.currency, changes.currency),
            plan_currency: apply(&mut self.plan_currency, changes.plan_currency),
            fiscal_start: apply(&mut self.fiscal_start, changes.fiscal_start),
            zone: apply(&mut self.zone, changes.zone),
            preset: apply(&mut self.preset, changes.preset),
            default_pipeline: apply(&mut self.default_pipeline, changes.default_pipeline),
        };
        if done == FirmChanges::default() {
            return Err(Refusal::Unchanged);
        }
        self.stamp.touch(by);
        Ok(Event::Edited(Box::new(done)))
    }
}

impl FirmChanges {
    fn clashes(&self, firm: &Firm) -> Vec<Field> {
        let mut fields = Vec::new();
        note_clash(&mut fields, Field::Name, &firm.name, self.name.as_ref());
        note_clash(&mut fields, Field::Lang, &firm.lang, self.lang.as_ref());
        note_clash(
            &mut fields,
            Field::Currency,
            &firm.currency,
            self.currency.as_ref(),
        );
        let plan = self.plan_currency.as_ref();
        note_clash(&mut fields, Field::PlanCurrency, &firm.plan_currency, plan);
        note_clash(
            &mut fields,
            Field::FiscalYear,
            &firm.fiscal_start,
            self.fiscal_start.as_ref(),
        );
        note_clash(&mut fields, Field::Zone, &firm.zone, self.zone.as_ref());
        note_clash(
            &mut fields,
            Field::Preset,
            &firm.preset,
            self.preset.as_ref(),
        );
        let pipeline = self.default_pipeline.as_ref();
        note_clash(
            &mut fields,
            Field::Pipeline,
            &firm.default_pipeline,
            pipeline,
        );
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::by::Actor;
    use crate::id::PersonId;
    use crate::time::Moment;

    const BY: By = By {
        actor: Actor::Person(PersonId(1)),
        now: Moment(5),
    };

    #[test]
    fn a_firm_starts_with_zloty_the_calendar_year_and_access_within_the_group() {
        let (firm, _) = Firm::found(BY, " Arkada ", Lang::Pl).unwrap();
        assert_eq!(
            (firm.name.as_str(), firm.currency),
            ("Arkada", Currency::PLN)
        );
        assert_eq!((firm.fiscal_start.month(), firm.preset), (1, Preset::Team));
        assert!(Firm::found(BY, " ", Lang::Pl).is_err());
    }

    #[test]
    fn settings_change_one_by_one_and_clash_one_by_one() {
        let (mut firm, _) = Firm::found(BY, "Arkada", Lang::Pl).unwrap();
        let preset = Some(Change::new(Preset::Team, Preset::Private));
        let changes = FirmChanges {
            preset,
            ..FirmChanges::default()
        };
        firm.edit(BY, changes.clone()).unwrap();
        assert_eq!(firm.edit(BY, changes), Err(Refusal::Unchanged));
        let preset = Some(Change::new(Preset::Team, Preset::Open));
        let late = firm.edit(
            BY,
            FirmChanges {
                preset,
                ..FirmChanges::default()
            },
        );
        assert_eq!(late.unwrap_err().field(), Some(Field::Preset));
    }
}
