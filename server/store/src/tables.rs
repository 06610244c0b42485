//! Where everything lies: each key layout in one place, named by what it maps.
//!
//! Invariant: a tag, once given, keeps its number for ever. `Rec`, `Log` and `Sess` are the data;
//! `Idx`, `Uniq` and `Cell` can be rebuilt from them.
use crate::keys::Key;
use domain::access::Lane;
use domain::id::{CompanyId, DealId, GroupId, PersonId, StageId};

/// The types of records and their tags.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub(crate) enum Kind {
    Firm = 1,
    Person = 2,
    Group = 3,
    Company = 4,
    Contact = 5,
    Product = 6,
    Pipeline = 7,
    Deal = 8,
    Note = 9,
    Import = 10,
    Stage = 11,
    File = 12,
    Mapping = 13,
    /// By the number of its deal.
    Schedule = 14,
    Receipt = 15,
    Template = 16,
    Quota = 17,
    /// By its first month and length.
    PlanPeriod = 18,
    /// The verdicts of a line, by the number of the line.
    Judged = 20,
    Sheet = 19,
    Adjustment = 21,
    Snapshot = 22,
    /// Lines of the plan: lists without records, derived from deals and their schedules.
    Line = 23,
    /// A part of the lines of a snapshot, by its number and the part's.
    Kept = 24,
    Assignment = 40,
}

/// The orders in which a list of records can be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub(crate) enum Order {
    /// By id; the only order whose entries carry a covering row.
    Newest = 1,
    Updated = 2,
    Title = 3,
    Company = 4,
    Amount = 5,
    Close = 6,
    // 7 is free for whoever needs an order of every kind.
    /// By the day on which a deal gets stuck; only deals with one.
    Stuck = 8,
    /// By the moments at which a deal came into its stages: one entry each.
    Moved = 9,
    /// By the day of the next step, of open deals, by stage only: columns of a board.
    Step = 10,
    /// By the day a line is due, or a receipt came in.
    Due = 11,
    /// By each month in which money came in for a line.
    Received = 12,
    /// By each month that a line is agreed for.
    Agreed = 13,
}

/// The list a record stands in because of one of its properties.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Facet {
    All,
    Group(GroupId),
    Owner(PersonId),
    Company(CompanyId),
    GroupStage(GroupId, StageId),
    SharedWithPerson(PersonId),
    SharedWithGroup(GroupId),
    Stage(StageId),
}

/// `Rec`: type and id → the record.
pub(crate) fn record(kind: Kind, id: u64) -> Vec<u8> {
    Key::new().tag(kind as u8).id(id).done()
}

/// `Idx`: (type, order, facet, lane, part, sort key, id) → stamp and, in `Newest`, covering row.
pub(crate) fn list(kind: Kind, order: Order, facet: Facet, lane: Lane, part: u8) -> Vec<u8> {
    let key = Key::new().tag(LIST).tag(kind as u8).tag(order as u8);
    let key = match facet {
        Facet::All => key.tag(1),
        Facet::Group(group) => key.tag(2).id(group.0),
        Facet::Owner(owner) => key.tag(3).id(owner.0),
        Facet::Company(company) => key.tag(4).id(company.0),
        Facet::GroupStage(group, stage) => key.tag(5).id(group.0).id(stage.0),
        Facet::SharedWithPerson(person) => key.tag(6).id(person.0),
        Facet::SharedWithGroup(group) => key.tag(7).id(group.0),
        Facet::Stage(stage) => key.tag(8).id(stage.0),
    };
    key.tag(lane_tag(lane)).tag(part).done()
}

/// `Idx`: the rows of every record of a type that is shared with somebody, in the order of ids.
pub(crate) fn shared(kind: Kind) -> [Vec<u8>; 2] {
    let list = || {
        Key::new()
            .tag(LIST)
            .tag(kind as u8)
            .tag(Order::Newest as u8)
    };
    [list().tag(6).done(), list().tag(7).done()]
}

/// `Idx`: (type, id) → nothing; followed by the sequence number and place of each of its events.
pub(crate) fn timeline(kind: Kind, id: u64) -> Vec<u8> {
    Key::new().tag(TIMELINE).tag(kind as u8).id(id).done()
}

/// `Idx`: deal → all its lines with its shares, as they were last derived.
pub(crate) fn deal_lines(deal: DealId) -> Vec<u8> {
    Key::new().tag(LIST).tag(LINES).id(deal.0).done()
}

/// `Idx`: deal → nothing; followed by instalment, day and receipt of each payment.
pub(crate) fn payments(deal: DealId) -> Vec<u8> {
    Key::new().tag(LIST).tag(PAYMENTS).id(deal.0).done()
}

/// `Idx`: group → nothing; followed by month and person of each quota.
pub(crate) fn quotas(group: GroupId) -> Vec<u8> {
    Key::new().tag(LIST).tag(QUOTAS).id(group.0).done()
}

/// `Idx`: period (and group) → nothing; followed by the rest and the edition of each sheet.
pub(crate) fn sheets(period: u64, group: Option<GroupId>) -> Vec<u8> {
    let key = Key::new().tag(LIST).tag(SHEETS).id(period);
    match group {
        Some(group) => key.id(group.0).done(),
        None => key.done(),
    }
}

/// `Idx`: group → nothing; followed by the number of each snapshot.
pub(crate) fn snapshots(group: GroupId) -> Vec<u8> {
    Key::new().tag(LIST).tag(SNAPSHOTS).id(group.0).done()
}

/// `Uniq`: (what, folded text) → id.
pub(crate) fn unique(what: Unique, text: &str) -> Vec<u8> {
    Key::new().tag(what as u8).text(text.as_bytes()).done()
}

/// What must be unique in the firm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Unique {
    Email = 1,
    /// Of companies that are not deleted.
    Nip = 2,
}

/// `Meta`: type → the last id given.
pub(crate) fn last_id(kind: Kind) -> Vec<u8> {
    Key::new().bytes(b"last-id:").tag(kind as u8).done()
}

/// `Meta`: the number of the latest change of people, groups, policy or pipelines.
pub(crate) const FIRM_EPOCH: &[u8] = b"firm-epoch";
/// `Meta`: the last deal whose `slow_on` was worked out anew, while that is under way.
pub(crate) const RETIMED: &[u8] = b"deals-retimed";
/// `Meta`: the last day of which snapshots of the plan were taken.
pub(crate) const PLAN_DAY: &[u8] = b"plan-day";
/// `Meta`: the schema of the file.
pub(crate) const SCHEMA: &[u8] = b"schema";

pub(crate) fn lane_tag(lane: Lane) -> u8 {
    match lane {
        Lane::Normal => 1,
        Lane::Confidential => 2,
    }
}

/// The first byte of every row of a list.
pub(crate) const LIST: u8 = 1;
/// Instead of a type of record, behind [`LIST`]: rows that are no lists of one type.
pub(crate) const LINES: u8 = 200;
pub(crate) const PAYMENTS: u8 = 201;
pub(crate) const QUOTAS: u8 = 202;
pub(crate) const SHEETS: u8 = 203;
pub(crate) const SNAPSHOTS: u8 = 204;
/// The first byte of every row of a timeline.
pub(crate) const TIMELINE: u8 = 2;
