//! One work of the crash test. Invariant: it is data, so that it runs on two stores alike.
use domain::access::{Action, ActionMask, Lane, Role, Share, ShareTo};
use domain::by::{Actor, SystemActor};
use domain::change::Change;
use domain::companies::{CompanyChanges, CompanyDraft, Profile};
use domain::custody::Kept;
use domain::deals::{DealChanges, DealDraft, WinTerms};
use domain::field::Field;
use domain::id::{CompanyId, DealId, GroupId, PersonId, PipelineId, StageId};
use domain::lang::Lang;
use domain::money::{Currency, Money};
use domain::people::{Email, PersonDraft};
use domain::pipelines::examples;
use store::testing::Rng;
use store::{Stopped, Work};

pub(crate) const SETUP: Actor = Actor::System(SystemActor::Setup);

#[derive(Clone, Debug)]
pub(crate) enum Plan {
    Found,
    /// Numbers that choose who does what.
    Do {
        what: u64,
        who: u64,
        which: u64,
        how: u64,
    },
}

impl Plan {
    pub(crate) fn invent(rng: &mut Rng) -> Self {
        Self::Do {
            what: rng.below(16),
            who: rng.below(5),
            which: 1 + rng.below(6),
            how: rng.draw(),
        }
    }

    pub(crate) fn actor(&self) -> Actor {
        match self {
            Self::Do {
                who, what: 0..14, ..
            } if *who > 0 => Actor::Person(PersonId(*who)),
            _ => SETUP,
        }
    }

    pub(crate) fn perform(&self, work: &mut Work<'_, '_>) -> Result<u64, Stopped> {
        match self {
            Self::Found => found(work),
            Self::Do {
                what,
                who,
                which,
                how,
            } => act(work, *what, *who, *which, *how),
        }
    }
}

fn found(work: &mut Work<'_, '_>) -> Result<u64, Stopped> {
    work.found_firm("Meblex", Lang::Pl)?;
    for example in examples(Lang::Pl).into_iter().take(1) {
        work.create_pipeline(&example.name, example.stages)?;
    }
    let top = work.create_group("Firma", None)?;
    let team = work.create_group("Zespół", Some(top))?;
    for number in 1..5 {
        let email = Email::parse(Field::Email, &format!("osoba{number}@meblex.pl"))?;
        work.create_person(PersonDraft {
            name: format!("Osoba {number}"),
            email: Some(email),
            groups: vec![if number % 2 == 0 { top } else { team }],
            roles: vec![
                Role::Rep,
                if number == 1 {
                    Role::Administrator
                } else {
                    Role::Head
                },
            ],
            ..PersonDraft::default()
        })?;
    }
    work.appoint_head(top, PersonId(2))?;
    Ok(0)
}

fn act(work: &mut Work<'_, '_>, what: u64, who: u64, which: u64, how: u64) -> Result<u64, Stopped> {
    let (deal, company, person) = (DealId(which), CompanyId(which), PersonId(1 + how % 4));
    let by = work.by();
    match what {
        0..4 => {
            let owner = PersonId(who.max(1));
            let group = work.group_of(owner)?;
            let mut draft = DealDraft::new(&format!("Szansa {how}"), PipelineId(1), owner, group);
            draft.amount =
                (!how.is_multiple_of(3)).then(|| Money::new((how % 100_000) as i64, Currency::PLN));
            draft.company = how.is_multiple_of(2).then_some(company);
            return Ok(work.open_deal(draft)?.0);
        }
        4 => {
            let amount = Some(Change::new(None, Some(Money::new(5, Currency::EUR))));
            work.edit_deal(
                deal,
                DealChanges {
                    amount,
                    ..DealChanges::default()
                },
            )?;
        }
        5 => work.move_deal(deal, StageId(1 + how % 5))?,
        6 => {
            let on = by.now.day().unwrap();
            work.win_deal(
                deal,
                WinTerms {
                    on,
                    amount: None,
                    stage: None,
                },
            )?;
            work.note_deal(deal, "Podpisane")?;
        }
        7 => {
            let mask = ActionMask::READER;
            let share = Share {
                to: ShareTo::Person(person),
                mask,
                until: None,
                by: PersonId(who),
            };
            work.share(Kept::Deal(deal), share)?;
        }
        8 => {
            let group = work.group_of(PersonId(1))?;
            let profile = Profile {
                name: format!("Firma {how}"),
                ..Profile::default()
            };
            let draft = CompanyDraft {
                profile,
                owner: PersonId(1),
                group,
                lane: Lane::Normal,
                import: None,
            };
            return Ok(work.create_company(draft)?.0);
        }
        9 => {
            let name = Some(Change::new(
                format!("Firma {which}"),
                format!("Firma {how}"),
            ));
            work.edit_company(
                company,
                CompanyChanges {
                    name,
                    ..CompanyChanges::default()
                },
            )?;
        }
        10 => work.change_deal(deal, Action::Delete, |deal, by| match deal.deleted {
            None => deal.delete(by),
            Some(_) => deal.restore(by),
        })?,
        11 => work.begin_session([(how % 7) as u8; 32], "przeglądarka", "127.0.0.1")?,
        12 => work.end_own_sessions(None)?,
        13 => work.reassign(Kept::Deal(deal), person)?,
        14 if how.is_multiple_of(2) => {
            let to = GroupId(1 + how % 2);
            let from = GroupId(2 - how % 2);
            work.move_person(person, vec![to])?;
            work.follow(person, from, to, 100)?;
        }
        14 => {
            work.invite(person, [(how % 5) as u8; 32], by.now.plus_seconds(600))?;
        }
        _ if work
            .firm()
            .people
            .get(&person)
            .is_some_and(|person| person.active) =>
        {
            work.deactivate_person(person)?;
        }
        _ => work.reactivate_person(person)?,
    }
    Ok(0)
}
