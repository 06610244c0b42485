//! Settings of the whole firm. Invariant: there is exactly one record of them.
use crate::access::Preset;
use crate::by::By;
use crate::calendar::{Calendar, CalendarChanges};
use crate::change::{Change, apply, note_clash};
use crate::choices::{self, Choices};
use crate::deals::{LostReasons, ReasonEdit};
use crate::field::Field;
use crate::id::PipelineId;
use crate::lang::Lang;
use crate::money::Currency;
use crate::period::FiscalStart;
use crate::planning;
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
    /// When the firm works; every count of working days and hours follows it.
    #[serde(default)]
    pub calendar: Calendar,
    #[serde(default)]
    pub lost_reasons: LostReasons,
    /// Where deals come from; while none is offered, anything may be written.
    #[serde(default)]
    pub sources: Choices,
    #[serde(default)]
    pub planning: planning::Settings,
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
    Founded {
        name: String,
    },
    Edited(Box<FirmChanges>),
    CalendarChanged(Box<CalendarChanges>),
    /// Told so by older logs.
    LostReasonsChanged(Change<LostReasons>),
    LostReasonsEdited(ReasonEdit),
    SourcesEdited(choices::Edit),
    PlanningChanged(Change<planning::Settings>),
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
            calendar: Calendar::default(),
            lost_reasons: LostReasons::default(),
            sources: Choices::default(),
            planning: planning::Settings::default(),
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

    /// # Errors
    /// A bad name, too many or none, no such reason, or nothing changed.
    pub fn edit_lost_reasons(&mut self, by: By, edit: &ReasonEdit) -> Result<Event, Refusal> {
        let done = self.lost_reasons.edit(edit)?;
        self.stamp.touch(by);
        Ok(Event::LostReasonsEdited(done))
    }

    /// # Errors
    /// A bad name, too many, no such source, or nothing changed.
    pub fn edit_sources(&mut self, by: By, edit: &choices::Edit) -> Result<Event, Refusal> {
        let done = self.sources.edit(Field::Source, edit)?;
        self.stamp.touch(by);
        Ok(Event::SourcesEdited(done))
    }

    /// Refuses a source that is not offered, unless the deal has it already.
    ///
    /// # Errors
    /// Not one of the firm's, or archived.
    pub fn takes_source(&self, was: Option<&str>, is: Option<&str>) -> Result<(), Refusal> {
        let is = is.filter(|is| was != Some(*is));
        let free = self.sources.offered().next().is_none();
        match is {
            Some(is) if !free && !self.sources.offers(is) => Err(Refusal::Unknown(Field::Source)),
            _ => Ok(()),
        }
    }

    /// Whether the plan counts net or gross, the usual rate, and who agrees what nobody is above.
    ///
    /// # Errors
    /// Nothing changed, or somebody else changed it meanwhile.
    pub fn change_planning(
        &mut self,
        by: By,
        change: Change<planning::Settings>,
    ) -> Result<Event, Refusal> {
        if change.clashes(&self.planning) {
            return Err(self.stamp.stale(vec![Field::VatBasis]));
        }
        let done = apply(&mut self.planning, Some(change)).ok_or(Refusal::Unchanged)?;
        self.stamp.touch(by);
        Ok(Event::PlanningChanged(done))
    }

    /// # Errors
    /// Bad hours, no working day, nothing changed, or a part somebody else changed since it was
    /// seen.
    pub fn change_calendar(&mut self, by: By, changes: CalendarChanges) -> Result<Event, Refusal> {
        match self.calendar.change(changes)? {
            Ok(done) => {
                self.stamp.touch(by);
                Ok(Event::CalendarChanged(Box::new(done)))
            }
            Err(clashing) => Err(self.stamp.stale(clashing)),
        }
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
    fn own_reasons_of_losing_are_offered_and_usual_ones_left_out() {
        use crate::deals::{LostKind, LostReason};
        let (mut firm, _) = Firm::found(BY, "Arkada", Lang::Pl).unwrap();
        let hide = |kind| ReasonEdit::Usual {
            kind,
            offered: false,
        };
        for kind in LostKind::CHOICES.into_iter().skip(1) {
            firm.edit_lost_reasons(BY, &hide(kind)).unwrap();
        }
        let last = firm.edit_lost_reasons(BY, &hide(LostKind::Price));
        assert_eq!(last.unwrap_err().field(), Some(Field::LostReason));
        let name = " Termin montażu ".to_owned();
        let own = ReasonEdit::Own(choices::Edit::Added { name });
        firm.edit_lost_reasons(BY, &own).unwrap();
        firm.edit_lost_reasons(BY, &hide(LostKind::Price)).unwrap();
        let show = ReasonEdit::Usual {
            kind: LostKind::Competitor,
            offered: true,
        };
        firm.edit_lost_reasons(BY, &show).unwrap();
        let again = firm.edit_lost_reasons(BY, &show);
        assert_eq!(again, Err(Refusal::Unchanged));
        let offers = |kind, text: Option<&str>| {
            let text = text.map(str::to_owned);
            firm.lost_reasons.offers(&LostReason { kind, text })
        };
        assert!(offers(LostKind::Competitor, None) && !offers(LostKind::Price, None));
        assert!(offers(LostKind::Other, Some("Termin montażu")));
        assert!(!offers(LostKind::Other, Some("Coś")));
    }

    #[test]
    fn a_source_that_is_not_offered_is_kept_where_it_is_and_not_chosen_anew() {
        let (mut firm, _) = Firm::found(BY, "Arkada", Lang::Pl).unwrap();
        assert_eq!(firm.takes_source(None, Some("Cokolwiek")), Ok(()));
        let name = || "Targi".to_owned();
        let (add, archive) = (
            choices::Edit::Added { name: name() },
            choices::Edit::Archived { name: name() },
        );
        firm.edit_sources(BY, &add).unwrap();
        let unknown = Err(Refusal::Unknown(Field::Source));
        assert_eq!(firm.takes_source(None, Some("Cokolwiek")), unknown);
        assert_eq!(firm.takes_source(Some("Cokolwiek"), Some("Targi")), Ok(()));
        let other = choices::Edit::Added {
            name: "Polecenie".to_owned(),
        };
        firm.edit_sources(BY, &other).unwrap();
        firm.edit_sources(BY, &archive).unwrap();
        assert_eq!(firm.takes_source(None, Some("Targi")), unknown);
        assert_eq!(firm.takes_source(Some("Targi"), Some("Targi")), Ok(()));
        assert_eq!(firm.takes_source(Some("Targi"), None), Ok(()));
    }

    #[test]
    fn how_the_firm_plans_is_changed_by_one_at_a_time() {
        use crate::planning::{Settings, VatBasis};
        let (mut firm, _) = Firm::found(BY, "Arkada", Lang::Pl).unwrap();
        let was = firm.planning;
        let with = |basis, approver| Settings {
            basis,
            approver,
            ..was
        };
        let gross = Change::new(was, with(VatBasis::Gross, None));
        firm.change_planning(BY, gross).unwrap();
        assert_eq!(firm.change_planning(BY, gross), Err(Refusal::Unchanged));
        let late = Change::new(was, with(VatBasis::Net, Some(PersonId(3))));
        let late = firm.change_planning(BY, late);
        assert_eq!(late.unwrap_err().field(), Some(Field::VatBasis));
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
