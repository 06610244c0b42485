//! Rules of templates.
use super::*;
use crate::by::{Actor, SystemActor};
use crate::money::Currency;
use crate::time::Moment;
use proptest::prelude::*;

const BY: By = By {
    actor: Actor::System(SystemActor::Seed),
    now: Moment(0),
};

fn made(shares: &[Share]) -> Result<Template, Refused> {
    let portions = shares.iter().map(|&share| Portion {
        share,
        description: None,
        due: None,
    });
    Template::create(BY, TemplateId(1), "T", portions.collect()).map(|(template, _)| template)
}

fn laid(shares: &[Share], minor: i64) -> Result<Vec<i64>, Refused> {
    let terms = made(shares)?.terms(Money::new(minor, Currency::PLN))?;
    Ok(terms
        .iter()
        .filter_map(|one| one.amount)
        .map(|amount| amount.minor)
        .collect())
}

fn fixed(minor: i64) -> Share {
    Share::Amount(Money::new(minor, Currency::PLN))
}

#[test]
fn thirty_and_seventy_per_cent_make_the_whole() {
    assert_eq!(
        laid(&[Share::Percent(3000), Share::Percent(7000)], 101),
        Ok(vec![30, 71])
    );
    for (name, portions) in Template::examples(Lang::Pl) {
        let template = Template::create(BY, TemplateId(1), name, portions)
            .unwrap()
            .0;
        assert!(template.terms(Money::new(99_999, Currency::PLN)).is_ok());
    }
}

#[test]
fn fixed_portions_come_out_of_the_rest_and_never_exceed_the_amount() {
    let shares = [fixed(500), Share::Percent(1000), Share::Rest];
    assert_eq!(laid(&shares, 1000), Ok(vec![500, 100, 400]));
    let over = Money::new(70, Currency::PLN);
    assert_eq!(
        laid(&shares, 478),
        Err(ScheduleRefusal::Exceeds(over).into())
    );
}

#[test]
fn portions_make_a_whole_or_leave_it_to_one_rest() {
    let refused = |shares: &[Share]| made(shares).unwrap_err();
    assert_eq!(refused(&[]), ScheduleRefusal::Empty.into());
    assert_eq!(
        refused(&[Share::Percent(9999)]),
        ScheduleRefusal::NotWhole.into()
    );
    assert_eq!(
        refused(&[Share::Percent(10_000), fixed(1)]),
        ScheduleRefusal::NotWhole.into()
    );
    assert_eq!(
        refused(&[Share::Percent(10_000), Share::Rest]),
        ScheduleRefusal::NotWhole.into()
    );
    assert_eq!(
        refused(&[Share::Rest, Share::Rest]),
        ScheduleRefusal::SeveralRests.into()
    );
    assert_eq!(
        refused(&[Share::Percent(0), Share::Rest]),
        ScheduleRefusal::ZeroPortion.into()
    );
}

#[test]
fn a_template_is_changed_and_archived_once() {
    let mut template = made(&[Share::Rest]).unwrap();
    let half = vec![Portion::percent(100, Anchor::Signing, 3)];
    template.change(BY, 1, " Całość ", half.clone()).unwrap();
    assert_eq!(
        (template.name.as_str(), template.stamp.version),
        ("Całość", 2)
    );
    assert_eq!(
        template.change(BY, 2, "Całość", half),
        Err(Refused::Unchanged)
    );
    assert!(template.set_archived(BY, 1, true).is_err());
    template.set_archived(BY, 2, true).unwrap();
    assert_eq!(template.set_archived(BY, 3, true), Err(Refused::Unchanged));
    template.set_archived(BY, 3, false).unwrap();
}

proptest! {
    #[test]
    fn a_template_laid_on_an_amount_sums_to_it(
        percents in prop::collection::vec(1..=800_u16, 1..12),
        fixed_minor in prop::option::of(1..=5_000_i64),
        total in 1..=1_000_000_i64,
    ) {
        let mut shares: Vec<Share> = percents.into_iter().map(Share::Percent).collect();
        shares.extend(fixed_minor.map(fixed));
        shares.push(Share::Rest);
        match laid(&shares, total) {
            Ok(parts) => prop_assert_eq!(parts.iter().sum::<i64>(), total),
            Err(refused) => prop_assert!(fixed_minor.is_some(), "{:?}", refused),
        }
    }
}
