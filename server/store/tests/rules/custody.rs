//! Shares, and commands that claim less than they do.
use super::firm::{DIRECTOR, Firm, HEAD, NOW, REP, SOUTH, STRANGER, TEAM};
use domain::access::{Action, ActionMask, FieldClass, Share, ShareTo};
use domain::custody::{Custody, InCustody, Kept};
use domain::deals;
use domain::deals::{DealFilter, DealSort, Direction, SortKey};
use domain::events::Event;
use domain::id::{DealId, PersonId};
use domain::money::Currency;

const HOUR: i64 = 3600;

fn share(to: ShareTo, mask: ActionMask, hours: Option<i64>) -> Share {
    let until = hours.map(|hours| NOW.plus_seconds(hours * HOUR));
    Share {
        to,
        mask,
        until,
        by: REP,
    }
}

fn shared(firm: &Firm, deal: DealId, share: Share) {
    firm.act(REP, move |w| w.share(Kept::Deal(deal), share))
        .unwrap();
}

#[test]
fn a_share_ends_at_its_moment_in_records_lists_and_sums() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    shared(
        &firm,
        deal,
        share(ShareTo::Person(STRANGER), ActionMask::READER, Some(1)),
    );
    let sees = |seconds| {
        let reading = firm.at(STRANGER, NOW.plus_seconds(seconds));
        let page = reading
            .deals(
                &DealFilter::default(),
                DealSort::default(),
                None,
                super::firm::today(),
            )
            .unwrap();
        (
            reading.deal(deal).unwrap().is_some(),
            page.rows.len(),
            page.totals.sum(Currency::PLN).minor,
        )
    };
    assert_eq!(sees(HOUR - 1), (true, 1, 100));
    assert_eq!(sees(HOUR), (false, 0, 0));
}

#[test]
fn two_shares_of_one_deal_add_up() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let blind = ActionMask::of(&[Action::Read, Action::Field(FieldClass::Basic)]);
    shared(&firm, deal, share(ShareTo::Person(STRANGER), blind, None));
    let sum = || {
        let totals = firm
            .reading(STRANGER)
            .deal_totals(&DealFilter::default(), super::firm::today());
        totals.unwrap().sum(Currency::PLN).minor
    };
    assert_eq!(sum(), 0);
    shared(
        &firm,
        deal,
        share(ShareTo::Group(SOUTH), ActionMask::READER, None),
    );
    assert_eq!(sum(), 100);
}

#[test]
fn a_hidden_amount_sorts_filters_and_sums_as_none() {
    let firm = Firm::founded();
    let blind = ActionMask::of(&[Action::Read, Action::Field(FieldClass::Basic)]);
    let deals: Vec<_> = [300, 100, 200].map(|minor| firm.deal(minor)).to_vec();
    for (place, deal) in deals.iter().enumerate() {
        let mask = if place == 0 {
            blind
        } else {
            ActionMask::READER
        };
        shared(&firm, *deal, share(ShareTo::Person(STRANGER), mask, None));
    }
    let reading = firm.reading(STRANGER);
    let page = |filter: &DealFilter| {
        let sort = DealSort {
            key: SortKey::Amount,
            direction: Direction::Up,
        };
        reading
            .deals(filter, sort, None, super::firm::today())
            .unwrap()
    };
    let all = page(&DealFilter::default());
    let ids: Vec<_> = all.rows.iter().map(|row| row.id).collect();
    assert_eq!(ids, [deals[0], deals[1], deals[2]]);
    assert_eq!(all.rows[0].amount, None);
    assert_eq!(
        (all.totals.count, all.totals.sum(Currency::PLN).minor),
        (3, 300)
    );
    let dear = DealFilter {
        currency: Some(Currency::PLN),
        amount: deals::Range {
            from: Some(150),
            to: None,
        },
        ..DealFilter::default()
    };
    assert_eq!(
        page(&dear)
            .rows
            .iter()
            .map(|row| row.id)
            .collect::<Vec<_>>(),
        [deals[2]]
    );
}

#[test]
fn with_whom_a_deal_is_shared_only_those_who_may_share_it_learn() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let (to_stranger, to_director) = (ShareTo::Person(STRANGER), ShareTo::Person(DIRECTOR));
    shared(&firm, deal, share(to_stranger, ActionMask::READER, None));
    shared(&firm, deal, share(to_director, ActionMask::READER, None));
    let seen = |who: PersonId| {
        let reading = firm.reading(who);
        let view = reading.deal(deal).unwrap().unwrap();
        let told = reading.deal_timeline(&view, None, 99).unwrap().0;
        let told = told
            .into_iter()
            .filter_map(|happened| match happened.event {
                Event::Deal(deals::Event::Custody(Custody::Shared(share))) => Some(share.to),
                _ => None,
            });
        (
            view.shares.iter().map(|share| share.to).collect::<Vec<_>>(),
            told.collect::<Vec<_>>(),
        )
    };
    let both = vec![to_stranger, to_director];
    assert_eq!(seen(REP), (both, vec![to_director, to_stranger]));
    assert_eq!(seen(STRANGER), (vec![to_stranger], vec![to_stranger]));
}

#[test]
fn a_command_may_not_do_more_than_it_claims() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let collaborator = share(ShareTo::Person(STRANGER), ActionMask::COLLABORATOR, None);
    shared(&firm, deal, collaborator);
    let edit = Action::Edit;
    let gives_away = firm.act(STRANGER, move |w| {
        w.change_deal(deal, edit, |deal, by| deal.reassign(by, STRANGER, SOUTH))
    });
    assert!(gives_away.is_err());
    let deletes = firm.act(STRANGER, move |w| {
        w.change_deal(deal, edit, |deal, by| deal.delete(by))
    });
    assert!(deletes.is_err());
    let passes_on = share(ShareTo::Person(DIRECTOR), ActionMask::READER, None);
    let passes_on = firm.act(STRANGER, move |w| {
        w.change_deal(deal, edit, |deal, by| deal.share(by, passes_on))
    });
    assert!(passes_on.is_err());
}

#[test]
fn nobody_shares_beyond_their_rights_by_any_command() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let beyond = ActionMask::READER.with(Action::Reassign);
    let beyond = share(ShareTo::Person(STRANGER), beyond, None);
    assert!(
        firm.act(REP, move |w| w.share(Kept::Deal(deal), beyond))
            .is_err()
    );
    let by_change = firm.act(REP, move |w| {
        w.change_deal(deal, Action::Share, |deal, by| deal.share(by, beyond))
    });
    assert!(by_change.is_err());
}

#[test]
fn a_deal_given_away_leaves_its_former_owner() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    assert!(
        firm.act(REP, move |w| w.reassign(Kept::Deal(deal), STRANGER))
            .is_err()
    );
    firm.act(HEAD, move |w| w.reassign(Kept::Deal(deal), STRANGER))
        .unwrap();
    assert_eq!(firm.reading(REP).deal(deal).unwrap(), None);
    assert_eq!(firm.reading(HEAD).deal(deal).unwrap(), None);
    let theirs = firm.reading(STRANGER).deal(deal).unwrap().unwrap();
    assert_eq!((theirs.owner, theirs.group), (STRANGER, SOUTH));
    assert_ne!(theirs.group, TEAM);
}
