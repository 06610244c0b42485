//! The plan of the firm: schedules and receipts of deals, quotas, and two sheets on their way up.
//! Invariant: nothing here draws lots, so that the firm before it stays what it was.
use super::{Scene, Subject};
use crate::access::Lane;
use crate::by::{Actor, By};
use crate::calendar::Calendar;
use crate::deals::{Deal, Status};
use crate::groups::{Groups, OrgTree};
use crate::id::{GroupId, PersonId, ReceiptId, SheetId, TemplateId};
use crate::lang::Lang;
use crate::money::Money;
use crate::period::{FiscalStart, Length, Period};
use crate::planning::{
    Anchor, Case, ClosedMonths, CountingRule, Hand, Holder, Ladder, Level, Offer, Outcome,
    PlanLine, Quota, QuotaDraft, Receipt, ReceiptDraft, Ruling, Schedule, Settings, Sheet,
    Template, ToSubmit, Verdict, lines, roll_up,
};
use crate::time::{Day, Month};
use chrono::Days;

/// Every so many deals have a schedule of their own.
const SCHEDULED_EVERY: u64 = 3;
/// Every so many won deals are paid by nobody yet, or in part.
const UNPAID_EVERY: u64 = 7;
const HALF_PAID_EVERY: u64 = 11;
/// What a rep is to bring in a month, in whole złoty.
const QUOTA: i64 = 40_000;

pub(super) fn enter(scene: &mut Scene) {
    templates(scene);
    for deal in scene.cast.deals.clone() {
        of_deal(scene, &deal);
    }
    quotas(scene);
    sheet(scene, SheetId(1), GroupId(4), false);
    sheet(scene, SheetId(2), GroupId(5), true);
}

pub(super) fn templates(scene: &mut Scene) {
    let by = scene.long_ago();
    for (number, (name, portions)) in (1..).zip(Template::examples(Lang::Pl)) {
        let id = TemplateId(number);
        if let Some((template, event)) = scene.done(Template::create(by, id, name, portions)) {
            scene.tell(by, Subject::Template(id), event);
            scene.cast.templates.push(template);
        }
    }
}

/// The schedule of a deal and what came in for it.
pub(super) fn of_deal(scene: &mut Scene, deal: &Deal) {
    let (Some(amount), false) = (deal.amount, deal.status == Status::Lost) else {
        return;
    };
    let day = deal.closed.or(deal.opened).unwrap_or(scene.today);
    let by = scene.at(day, Actor::Person(deal.owner), 14);
    let scheduled = deal.id.0.is_multiple_of(SCHEDULED_EVERY) && amount.minor > 0;
    let schedule = scheduled
        .then(|| schedule(scene, deal, by, amount))
        .flatten();
    if deal.status == Status::Won && !deal.id.0.is_multiple_of(UNPAID_EVERY) {
        for line in lines_of(scene, deal, schedule.as_ref()) {
            pay(scene, deal, &line);
        }
    }
    scene.cast.schedules.extend(schedule);
}

fn schedule(scene: &mut Scene, deal: &Deal, by: By, amount: Money) -> Option<Schedule> {
    let templates = &scene.cast.templates;
    let at = usize::try_from(deal.id.0).unwrap_or_default() / 3 % templates.len().max(1);
    let template = templates.get(at)?.clone();
    let terms = scene.done(template.terms(amount))?;
    let (mut schedule, event) = scene.done(Schedule::lay(by, deal.id, terms))?;
    scene.tell(by, Subject::Deal(deal.id), event);
    let signed = deal.closed.or(deal.expected_close);
    let delivered = signed.and_then(|day| day.checked_add_days(Days::new(21)));
    if delivered.is_some() {
        let seen = schedule.stamp.version;
        let anchored = schedule.anchor(by, seen, Anchor::Delivery, delivered);
        if let Some(event) = scene.done(anchored) {
            scene.tell(by, Subject::Deal(deal.id), event);
        }
    }
    Some(schedule)
}

fn lines_of(scene: &Scene, deal: &Deal, schedule: Option<&Schedule>) -> Vec<PlanLine> {
    let mut pipelines = scene.cast.pipelines.iter();
    let stage = pipelines
        .find(|pipeline| pipeline.id == deal.pipeline)
        .and_then(|pipeline| pipeline.stages.iter().find(|stage| stage.id == deal.stage));
    let Some(stage) = stage else {
        return Vec::new();
    };
    let firm = scene.cast.firm.as_ref();
    let settings = firm.map(|firm| firm.planning).unwrap_or_default();
    let calendar: Calendar = firm
        .map(|firm| firm.calendar.clone().in_zone(firm.zone))
        .unwrap_or_default();
    let settings: Settings = settings;
    lines(deal, stage, schedule, (settings, &calendar), |_| None).unwrap_or_default()
}

/// A customer pays a few days late, some of them half of it.
fn pay(scene: &mut Scene, deal: &Deal, line: &PlanLine) {
    let (Some(due), Some(gross)) = (line.due, line.gross) else {
        return;
    };
    let on = due + Days::new(deal.id.0 % 9);
    if on >= scene.today || gross.minor <= 1 {
        return;
    }
    let half = deal.id.0.is_multiple_of(HALF_PAID_EVERY);
    let amount = Money::new(gross.minor / if half { 2 } else { 1 }, gross.currency);
    scene.receipts += 1;
    let id = ReceiptId(scene.receipts);
    let by = scene.at(on, Actor::Person(deal.owner), 16);
    let open = ClosedMonths::default();
    let draft = ReceiptDraft {
        on,
        amount,
        payer: deal.company,
        document: Some(format!("Faktura FV {}/{}", deal.id, line.id.number)),
        owner: deal.owner,
        group: deal.group,
        lane: deal.lane,
        import: None,
    };
    let Some((mut receipt, recorded)) = scene.done(Receipt::record(by, id, draft, &open)) else {
        return;
    };
    scene.tell(by, Subject::Receipt(id), recorded);
    let allocated = receipt.allocate(by, line.id, Some(gross), amount, &open);
    if let Some(event) = scene.done(allocated) {
        scene.tell(by, Subject::Deal(deal.id), event.clone());
        scene.tell(by, Subject::Receipt(id), event);
    }
    scene.cast.receipts.push(receipt);
}

/// The months of this year and the last: each rep's, and the groups' above them.
fn quotas(scene: &mut Scene) {
    let year = Period::of(scene.today, Length::Year, FiscalStart::default());
    let months: Vec<Month> = year.previous().months().chain(year.months()).collect();
    let groups: Groups = scene
        .cast
        .groups
        .iter()
        .map(|group| (group.id, group.clone()))
        .collect();
    let tree = OrgTree::of(groups.values()).unwrap_or_default();
    let reps: Vec<(PersonId, GroupId)> = scene
        .cast
        .people
        .iter()
        .filter(|person| person.roles.contains(&crate::access::Role::Rep))
        .filter_map(|person| Some((person.id, person.primary_group()?)))
        .collect();
    let director = PersonId(1);
    for month in months {
        for (person, group) in reps.iter().copied() {
            let head = groups.get(&group).and_then(|group| group.heads.first());
            let by = head.copied().unwrap_or(director);
            quota(scene, by, Holder::Person { person, group }, month, QUOTA);
        }
        for group in tree.depth_first() {
            let below = reps.iter().filter(|(_, of)| tree.below(*of, *group));
            let count = i64::try_from(below.count()).unwrap_or_default();
            // One team has more to bring than its people were given yet.
            let more = i64::from(*group == GroupId(7)) * 15_000;
            quota(
                scene,
                director,
                Holder::Group(*group),
                month,
                count * QUOTA + more,
            );
        }
    }
}

fn quota(scene: &mut Scene, by: PersonId, holder: Holder, month: Month, major: i64) {
    let by = scene.at(scene.days_ago(400), Actor::Person(by), 9);
    let draft = QuotaDraft {
        holder,
        month,
        amount: Some(Money::major(major, crate::money::Currency::PLN)),
        reason: None,
    };
    let set = Quota::set(Hand::own(by), draft, &ClosedMonths::default());
    if let Some((quota, event)) = scene.done(set) {
        scene.cast.quotas.push(quota);
        let number = u64::try_from(scene.cast.quotas.len()).unwrap_or_default();
        scene.tell(by, Subject::Quota(number), event);
    }
}

/// The team's sheet of this month: its head agrees most lines, disputes one, leaves one, and submits
/// it; where it is to be agreed, all lines are and the head of the region agrees.
fn sheet(scene: &mut Scene, id: SheetId, group: GroupId, agreed: bool) {
    let period = Period::of(scene.today, Length::Month, FiscalStart::default());
    let groups: Groups = scene
        .cast
        .groups
        .iter()
        .map(|group| (group.id, group.clone()))
        .collect();
    let tree = OrgTree::of(groups.values()).unwrap_or_default();
    let ladder = Ladder::new(&tree, &groups, None);
    let Some(head) = ladder.heads_of(group).first().copied() else {
        return;
    };
    let hand = Hand::own(scene.at(scene.today, Actor::Person(head), 6));
    let mut lines = lines_in(scene, group, period);
    lines.retain(|line| line.owner != head);
    let mut judged: Vec<(PlanLine, Vec<Verdict>)> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let verdict = (agreed || at % 5 != 4)
            .then(|| judge(scene, hand, (group, head), &line, !agreed && at % 5 == 3))
            .flatten();
        scene.cast.verdicts.extend(verdict.clone());
        judged.push((line, verdict.into_iter().collect()));
    }
    let given = judged
        .iter()
        .map(|(line, verdicts)| (line, verdicts.as_slice()));
    let up = roll_up(&ladder, period, &CountingRule::default(), given);
    let open = judged.iter().filter(|(_, verdicts)| verdicts.is_empty());
    let what = ToSubmit {
        heads: ladder.heads_of(group),
        up: up
            .groups
            .get(&group)
            .map(|figures| figures.up.clone())
            .unwrap_or_default(),
        open_lines: u64::try_from(open.count()).unwrap_or_default(),
        today: Some(scene.today),
        ..ToSubmit::default()
    };
    send(scene, hand, (id, group, period), what, agreed);
}

fn send(
    scene: &mut Scene,
    hand: Hand,
    (id, group, period): (SheetId, GroupId, Period),
    what: ToSubmit<'_>,
    agreed: bool,
) {
    let (open, today) = (ClosedMonths::default(), Some(scene.today));
    let opened = Sheet::open(hand, id, (group, period), today, today, &open);
    let Some((mut sheet, event)) = scene.done(opened) else {
        return;
    };
    scene.tell(hand.by, Subject::Sheet(id), event);
    let submitted = sheet.submit(hand, what, &open);
    if let Some(event) = scene.done(submitted) {
        scene.tell(hand.by, Subject::Sheet(id), event);
    }
    if agreed {
        let above = PersonId(2);
        let over = Hand::own(scene.at(scene.today, Actor::Person(above), 7));
        let event = sheet.agree(over, &[above], &open);
        if let Some(event) = scene.done(event) {
            scene.tell(over.by, Subject::Sheet(id), event);
        }
    }
    scene.cast.sheets.push(sheet);
}

fn judge(
    scene: &mut Scene,
    hand: Hand,
    (group, head): (GroupId, PersonId),
    line: &PlanLine,
    disputed: bool,
) -> Option<Verdict> {
    let open = ClosedMonths::default();
    let case = Case {
        line,
        level: Level::Group(group),
        offer: Some(Offer::of(line)),
        on_path: true,
        deciders: &[head],
        sheet: None,
        below: None,
        closed: &open,
    };
    let ruling = match disputed {
        false => Ruling::agreed(),
        true => Ruling {
            outcome: Outcome::Disputed,
            reason: Some("Klient nie potwierdził terminu montażu.".to_owned()),
            ..Ruling::agreed()
        },
    };
    let (verdict, event) = scene.done(Verdict::give(hand, &case, ruling))?;
    scene.tell(hand.by, Subject::Deal(line.id.deal), event);
    Some(verdict)
}

/// Planned lines of the group's people in the period that count, but for the head's own.
fn lines_in(scene: &Scene, group: GroupId, period: Period) -> Vec<PlanLine> {
    let normal = |deal: &&Deal| deal.group == group && deal.lane == Lane::Normal;
    let rule = CountingRule::default();
    let inside = |line: &PlanLine| {
        let due: Option<Day> = line.due;
        line.amount.is_some() && due.is_some_and(|due| period.contains(due)) && rule.counts(line)
    };
    let mut found = Vec::new();
    for deal in scene.cast.deals.iter().filter(normal) {
        let mut schedules = scene.cast.schedules.iter();
        let schedule = schedules.find(|schedule| schedule.deal == deal.id);
        found.extend(lines_of(scene, deal, schedule).into_iter().filter(inside));
    }
    found
}
