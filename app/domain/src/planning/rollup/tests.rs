//! The roll-up against the naive second answer, over random firms, lines and verdicts.
use super::*;
use crate::groups::{Group, Groups, OrgTree};
use crate::id::DealId;
use crate::money::Currency;
use crate::period::{FiscalStart, Length};
use crate::planning::months::ClosedMonths;
use crate::planning::oracle::{Firm, Given, Line};
use crate::planning::tests::examples::{hand, line, on, pln};
use crate::planning::verdict::{Case, Offer, Outcome, Ruling};
use crate::time::Day;
use proptest::prelude::*;

/// A head, the same for all groups with that number; 0 is none.
type Tree = Vec<(u64, u64)>;

/// What one level does: agrees, agrees another amount, another month, disputes, or nothing.
type Moves = Vec<u8>;

#[derive(Clone, Debug)]
struct Scripted {
    owner: u64,
    group: u64,
    minor: i64,
    month: u32,
    moves: Moves,
    /// What happens to the line afterwards: nothing, a new amount, a new month.
    after: u8,
    /// Whether the first level judges again at the end.
    again: bool,
}

fn scripted() -> impl Strategy<Value = Scripted> {
    let moves = prop::collection::vec(0..6_u8, 0..5);
    (
        1..7_u64,
        0..6_u64,
        1..1000_i64,
        11..13_u32,
        moves,
        0..6_u8,
        any::<bool>(),
    )
        .prop_map(
            |(owner, group, minor, month, moves, after, again)| Scripted {
                owner,
                group,
                minor,
                month,
                moves,
                after,
                again,
            },
        )
}

fn november() -> Period {
    Period::of(on(11, 1), Length::Month, FiscalStart::default())
}

/// Group 1 is the top; each other hangs under an earlier one.
fn groups(tree: &Tree) -> Groups {
    let all = tree.iter().zip(1_u64..).map(|(&(parent, head), id)| Group {
        id: GroupId(id),
        name: id.to_string(),
        parent: (id > 1).then(|| GroupId(parent % (id - 1) + 1)),
        heads: (head > 0).then_some(PersonId(head)).into_iter().collect(),
        archived: false,
    });
    all.map(|group| (group.id, group)).collect()
}

fn ruling(what: u8, offer: Offer) -> Option<Ruling> {
    let reason = Some("powód".to_owned());
    let agreed = Ruling {
        reason,
        ..Ruling::agreed()
    };
    match what {
        0 => Some(Ruling {
            outcome: Outcome::Disputed,
            ..agreed
        }),
        1 => Some(Ruling {
            amount: Some(pln(offer.amount?.minor + 7)),
            ..agreed
        }),
        2 => Some(Ruling {
            due: Some(on(12, 24)),
            ..agreed
        }),
        3 => None,
        _ => Some(agreed),
    }
}

/// Plays what the script says; gives the line, its verdicts, and what the oracle needs to know.
fn play(
    ladder: &Ladder<'_>,
    script: &Scripted,
    at: u64,
    size: u64,
) -> (PlanLine, Vec<Verdict>, Line) {
    let mut line = line(at, script.minor);
    line.id.deal = DealId(at);
    line.owner = PersonId(script.owner);
    line.group = GroupId(script.group % size + 1);
    line.due = Some(on(script.month, 20));
    let levels = ladder.levels(line.owner, line.group);
    let (mut verdicts, mut told): (Vec<Verdict>, Vec<Given>) = (Vec::new(), Vec::new());
    let mut turns: Vec<(Level, u8)> = levels
        .iter()
        .copied()
        .zip(script.moves.iter().copied())
        .collect();
    if script.again {
        turns.extend(levels.first().map(|level| (*level, 1)));
    }
    let closed = ClosedMonths::default();
    for (level, what) in turns {
        let steps = climb(&line, &levels, &verdicts);
        let offer = steps
            .iter()
            .find(|step| step.level == level)
            .and_then(|step| step.offer);
        let Some((offer, ruling)) = offer.and_then(|offer| Some((offer, ruling(what, offer)?)))
        else {
            continue;
        };
        let deciders = ladder.deciders(level);
        let case = Case {
            line: &line,
            level,
            offer: Some(offer),
            on_path: true,
            deciders: &deciders,
            sheet: None,
            below: None,
            closed: &closed,
        };
        let outcome = ruling.outcome;
        let verdict = Verdict::give(hand(deciders[0].0), &case, ruling).unwrap().0;
        let figures =
            |offer: Offer| -> (i64, Day) { (offer.amount.unwrap().minor, offer.due.unwrap()) };
        let (lets, on) = (figures(offer.ruled(&verdict.ruling)), figures(offer));
        verdicts.retain(|other| other.level != level);
        told.retain(|other| other.level != level);
        verdicts.push(verdict);
        told.push(Given {
            level,
            outcome,
            lets,
            line_same: true,
            on,
        });
    }
    match script.after {
        0 => line.amount = Some(pln(script.minor + 1)),
        1 => line.due = Some(on(12, 1)),
        _ => {}
    }
    told.iter_mut()
        .for_each(|given| given.line_same = script.after > 1);
    let oracle = Line {
        owner: line.owner,
        group: line.group,
        currency: Currency::PLN,
        amount: line.amount.unwrap().minor,
        due: line.due.unwrap(),
        verdicts: told,
    };
    (line, verdicts, oracle)
}

proptest! {
    #[test]
    fn what_goes_up_is_what_the_oracle_says_and_the_parts_sum_to_what_is_declared(
        tree in prop::collection::vec((0..6_u64, 0..7_u64), 1..6),
        approver in prop::option::of(1..9_u64),
        scripts in prop::collection::vec(scripted(), 0..12),
    ) {
        let groups = groups(&tree);
        let org = OrgTree::of(groups.values()).unwrap();
        let approver = approver.map(PersonId);
        let ladder = Ladder::new(&org, &groups, approver);
        let size = u64::try_from(tree.len()).unwrap();
        let played: Vec<_> = (1..).zip(&scripts).map(|(at, script)| play(&ladder, script, at, size)).collect();
        let lines = played.iter().map(|(line, verdicts, _)| (line, verdicts.as_slice()));
        let result = roll_up(&ladder, november(), &CountingRule::default(), lines);

        let firm = Firm {
            parents: groups.values().map(|group| (group.id, group.parent)).collect(),
            heads: groups.values().map(|group| (group.id, group.heads.clone())).collect(),
            approver,
        };
        let oracle: Vec<Line> = played.iter().map(|(_, _, line)| line.clone()).collect();
        for group in groups.keys() {
            let figures = result.groups.get(group).cloned().unwrap_or_default();
            let up = firm.up(*group, Currency::PLN, &oracle, |due| november().contains(due));
            prop_assert_eq!(figures.up.of(Currency::PLN).minor, up, "{:?}", group);
            let below = |line: &PlanLine| org.below(line.group, *group) && declared_in(line, november());
            let declared = played.iter().filter(|(line, _, _)| below(line));
            let declared: i64 = declared.filter_map(|(line, _, _)| line.amount).map(|money| money.minor).sum();
            let parts: i64 = Part::ALL.iter().map(|part| figures.part(*part).of(Currency::PLN).minor).sum();
            prop_assert_eq!((parts, figures.declared().of(Currency::PLN).minor), (declared, declared));
        }
        // People of a unit and of those below make the unit.
        let top: i64 = result.groups.iter().filter(|(group, _)| org.parent(**group).is_none())
            .map(|(_, figures)| figures.declared().of(Currency::PLN).minor).sum();
        let people: i64 = result.people.values().map(|figures| figures.declared().of(Currency::PLN).minor).sum();
        prop_assert_eq!(top, people);
    }
}

fn firm(heads: [u64; 2], ask: impl FnOnce(&Ladder<'_>)) {
    let groups = groups(&vec![(0, heads[0]), (0, heads[1])]);
    let org = OrgTree::of(groups.values()).unwrap();
    ask(&Ladder::new(&org, &groups, None));
}

#[test]
fn only_what_is_agreed_leaves_a_unit() {
    firm([1, 2], |ladder| {
        let mut line = line(1, 100);
        line.group = GroupId(2);
        let result = roll_up(
            ladder,
            november(),
            &CountingRule::default(),
            [(&line, [].as_slice())],
        );
        for group in [1, 2].map(GroupId) {
            assert!(result.groups[&group].up.is_empty());
        }
        assert_eq!(
            result.groups[&GroupId(2)]
                .part(Part::Unreviewed)
                .of(Currency::PLN)
                .minor,
            100
        );
        assert_eq!(
            result.groups[&GroupId(1)]
                .part(Part::Below)
                .of(Currency::PLN)
                .minor,
            100
        );
    });
}

#[test]
fn lines_that_nobody_may_agree_are_self_declared_and_never_agreed() {
    firm([5, 0], |ladder| {
        let mut line = line(1, 100);
        line.group = GroupId(2);
        let result = roll_up(
            ladder,
            november(),
            &CountingRule::default(),
            [(&line, [].as_slice())],
        );
        let top = &result.groups[&GroupId(1)];
        assert_eq!(top.part(Part::SelfDeclared).of(Currency::PLN).minor, 100);
        assert!(top.up.is_empty());
    });
}

#[test]
fn lines_that_do_not_count_are_shown_beside() {
    firm([1, 2], |ladder| {
        let mut line = line(1, 100);
        line.group = GroupId(2);
        line.category = crate::planning::Category::Omitted;
        let result = roll_up(
            ladder,
            november(),
            &CountingRule::default(),
            [(&line, [].as_slice())],
        );
        let top = &result.groups[&GroupId(1)];
        assert_eq!(
            (top.not_counted.of(Currency::PLN).minor, top.declared()),
            (100, Sums::default())
        );
    });
}
